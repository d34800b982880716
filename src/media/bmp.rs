//! BMP: a picture comes in, and the same without what is no part of it goes out.
//!
//! The format has no place for words, but room between its parts and behind them, and a profile of colours, or the path of
//! one on the computer of whoever made the picture.

/// The colours of screens, in place of a profile.
const SCREEN: u32 = 0x7352_4742;

/// Returns the picture without metadata; nothing where it is none, or not one of the usual kinds.
pub(super) fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let number = |at: usize| bytes.get(at..at + 4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]));
    if !bytes.starts_with(b"BM") {
        return None;
    }
    let (start, head) = (number(10)? as usize, number(14)?);
    if !matches!(head, 40 | 52 | 56 | 64 | 108 | 124) {
        return None;
    }
    let (width, height) = (number(18)?, (number(22)? as i32).unsigned_abs());
    let bits = u32::from(u16::from_le_bytes([*bytes.get(28)?, *bytes.get(29)?]));
    let (packing, packed, used) = (number(30)?, number(34)?, number(46)?);
    let length = match packing {
        0 | 3 | 6 => (u64::from(width) * u64::from(bits)).div_ceil(32) * 4 * u64::from(height),
        _ => packed.into(),
    };
    let end = start.checked_add(usize::try_from(length).ok()?)?;
    let masks = match (packing, head) {
        (3, 40) => 12,
        (6, 40) => 16,
        _ => 0,
    };
    let colours = match (used, bits) {
        (0, 1..=8) => 1 << bits,
        (used, _) => used,
    };
    let parts = 14 + head as usize + masks + usize::try_from(colours).ok()?.checked_mul(4)?;
    let mut out = bytes.get(..end).filter(|_| length > 0 && parts <= start)?.to_vec();
    out[parts..start].fill(0);
    out[6..10].fill(0);
    out[2..6].copy_from_slice(&u32::try_from(end).ok()?.to_le_bytes());
    // A profile lies behind the pixels; or its path does.
    if head == 124 && matches!(number(70)?.to_be_bytes(), [b'L', b'I', b'N', b'K'] | [b'M', b'B', b'E', b'D']) {
        out[70..74].copy_from_slice(&SCREEN.to_le_bytes());
        out[126..134].fill(0);
    }
    Some(out)
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::samples::CANARY;
    use super::*;

    /// Returns a picture of two pixels with words in every gap.
    pub(in crate::media) fn sample() -> Vec<u8> {
        let number = |number: u32| number.to_le_bytes().to_vec();
        let profile = 138 + CANARY.len() as u32 + 8 - 14;
        [
            b"BM\xff\xff\0\0CANA".to_vec(),
            number(138 + CANARY.len() as u32),
            number(124),
            number(2),
            number(1),
            b"\x01\0\x18\0".to_vec(),
            number(0),
            vec![0; 20],
            vec![0; 16],
            number(u32::from_be_bytes(*b"LINK")),
            vec![0; 52],
            number(profile),
            number(CANARY.len() as u32),
            vec![0; 4],
            CANARY.to_vec(),
            b"\x01\x02\x03\x04\x05\x06\0\0".to_vec(),
            CANARY.to_vec(),
        ]
        .concat()
    }

    #[test]
    fn pixels_are_left_and_nothing_around_them() {
        let whole = sample();
        let stripped = strip(&whole).expect("the sample is sound");
        assert!(!stripped.windows(CANARY.len()).any(|window| window == CANARY));
        assert!(!stripped.windows(4).any(|window| window == b"CANA" || window == b"KNIL"));
        assert!(stripped.ends_with(b"\x01\x02\x03\x04\x05\x06\0\0"));
        assert_eq!(strip(&stripped), Some(stripped.clone()));
        for end in 0..stripped.len() {
            assert_eq!(strip(&stripped[..end]), None, "{end}");
        }
        assert_eq!(strip(b"BMW is a make of cars, and no picture begins so but by chance, whatever follows"), None);
    }
}
