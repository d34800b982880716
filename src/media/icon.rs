//! Icons: a file of small pictures comes in, and the same without metadata goes out.
//!
//! Each picture is a PNG or the inside of a BMP; a list at the beginning says where it stands. What the list leaves out is
//! dropped, and a PNG loses what it loses elsewhere.

use super::MediaError;

/// The number of pictures above which a file is refused, for no program makes so many.
const MOST: usize = 64;

/// Tells whether a file begins like an icon or a pointer.
pub(super) fn is_icon(bytes: &[u8]) -> bool {
    matches!(bytes, [0, 0, 1 | 2, 0, count, 0, ..] if *count > 0)
}

/// Returns the file without metadata.
pub(super) fn strip(bytes: &[u8]) -> Result<Vec<u8>, MediaError> {
    let broken = || MediaError::Unsupported { what: "the icon is broken" };
    let count = bytes.get(4).map_or(0, |count| usize::from(*count));
    let entries = bytes.get(6..6 + 16 * count).filter(|_| count <= MOST).ok_or_else(broken)?;
    let mut out = bytes[..6].to_vec();
    let mut pictures: Vec<u8> = Vec::new();
    for entry in entries.chunks_exact(16) {
        let number = |at: usize| u32::from_le_bytes([entry[at], entry[at + 1], entry[at + 2], entry[at + 3]]) as usize;
        let end = number(12).checked_add(number(8)).ok_or_else(broken)?;
        let picture = bytes.get(number(12)..end).filter(|picture| !picture.is_empty()).ok_or_else(broken)?;
        let place = 6 + 16 * count + pictures.len();
        let before = pictures.len();
        match picture.starts_with(super::png::SIGNATURE) {
            true => pictures.extend_from_slice(&super::strip(picture)?),
            false => pictures.extend(picture),
        }
        // The same picture may stand in the list many times.
        if pictures.len() > bytes.len() + 64 {
            return Err(broken());
        }
        out.extend(&entry[..8]);
        out.extend(((pictures.len() - before) as u32).to_le_bytes());
        out.extend((place as u32).to_le_bytes());
    }
    out.extend(pictures);
    Ok(out)
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::samples::{CANARY, png};
    use super::*;

    /// Returns an icon of a PNG and a picture of another kind, with words between them and behind.
    pub(in crate::media) fn sample() -> Vec<u8> {
        let (first, second) = (png(), vec![40, 0, 0, 0, 1, 2, 3]);
        let start = 6 + 32 + CANARY.len();
        let entry = |length: usize, place: usize| {
            [&[1, 1, 0, 0, 1, 0, 32, 0][..], &(length as u32).to_le_bytes(), &(place as u32).to_le_bytes()].concat()
        };
        [
            b"\0\0\x01\0\x02\0".to_vec(),
            entry(first.len(), start),
            entry(second.len(), start + first.len() + CANARY.len()),
            CANARY.to_vec(),
            first,
            CANARY.to_vec(),
            second,
            CANARY.to_vec(),
        ]
        .concat()
    }

    #[test]
    fn pictures_are_left_and_nothing_between_them() {
        let whole = sample();
        let stripped = strip(&whole).expect("the sample is sound");
        assert!(is_icon(&stripped) && stripped.ends_with(&[40, 0, 0, 0, 1, 2, 3]));
        assert!(!stripped.windows(CANARY.len()).any(|window| window == CANARY));
        assert_eq!(strip(&stripped), Ok(stripped.clone()));
        for end in 0..stripped.len() {
            assert!(strip(&stripped[..end]).is_err(), "{end}");
        }
    }
}
