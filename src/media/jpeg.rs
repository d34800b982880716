//! JPEG: a file comes in; its size, or the file without metadata, goes out.
//!
//! Kept are the tables, frames and scans, the colour profile, Adobe's note on the colour model and
//! the density in the JFIF header. Everything else is dropped, and whatever follows the end: other
//! pictures of the same scene, a film, a hidden archive.

use super::exif::Orientation;
use super::icc;
use super::reader::Reader;
use super::{Kind, MediaError};

/// The marker of the end of the picture.
const END: u8 = 0xd9;
/// The marker of a scan, which is followed by the pixels.
const SCAN: u8 = 0xda;
/// The marker under which JFIF writes its header and a thumbnail.
const APP0: u8 = 0xe0;
/// The marker under which Exif and XMP are written.
const APP1: u8 = 0xe1;
/// The marker under which colour profiles are written, and the list of further pictures.
const APP2: u8 = 0xe2;
/// The marker under which Adobe notes the colour model.
const APP14: u8 = 0xee;
/// The marker of a comment.
const COMMENT: u8 = 0xfe;

/// The first bytes of a part of a profile of colours.
const PROFILE: &[u8] = b"ICC_PROFILE\0";

/// The first bytes of a block of Exif.
const EXIF: &[u8] = b"Exif\0\0";

/// A part of the file between two markers.
enum Piece<'a> {
    /// A marker with what belongs to it, without its length.
    Segment(u8, &'a [u8]),
    /// The header of a scan without its length; the coded pixels follow.
    Scan(&'a [u8]),
    /// The end of the picture.
    End,
}

/// What is known of the picture from the segments read so far.
#[derive(Default)]
struct Header {
    /// The size at which the pixels are stored.
    size: Option<(u32, u32)>,
    /// The orientation in the first block of Exif; browsers ignore any further one.
    exif: Option<Option<Orientation>>,
}

/// Returns the size at which the picture is shown.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), MediaError> {
    let mut reader = start(bytes)?;
    let mut header = Header::default();
    while let Piece::Segment(marker, body) = next_piece(&mut reader)? {
        header.note(marker, body, &reader)?;
    }
    let size = header.size.ok_or_else(|| no_frame(&reader))?;
    Ok(header.exif.flatten().map_or(size, |orientation| orientation.apply(size)))
}

/// Returns the orientation of the picture, if it is to be turned, and whether it is in the four colours of printing.
pub(super) fn look(bytes: &[u8]) -> Result<(Option<Orientation>, bool), MediaError> {
    let mut reader = start(bytes)?;
    let mut header = Header::default();
    let mut components = 3;
    while let Piece::Segment(marker, body) = next_piece(&mut reader)? {
        if matches!(marker, 0xc0..=0xcf) && header.size.is_none() {
            components = body.get(5).copied().unwrap_or(components);
        }
        header.note(marker, body, &reader)?;
    }
    Ok((header.exif.flatten(), components == 4))
}

/// Returns the file without metadata.
pub(super) fn strip(bytes: &[u8]) -> Result<Vec<u8>, MediaError> {
    let mut reader = start(bytes)?;
    let mut header = Header::default();
    let mut out = Vec::with_capacity(bytes.len());
    out.extend([0xff, 0xd8]);
    let (mut scans, mut profile) = (0, Vec::new());
    loop {
        match next_piece(&mut reader)? {
            // What stands between two scans cannot change how the picture is shown.
            Piece::Segment(APP0..=0xef, _) if scans > 0 => {}
            Piece::Segment(marker, body) => {
                let is_first_exif = header.exif.is_none();
                header.note(marker, body, &reader)?;
                match header.exif {
                    Some(orientation) if is_first_exif => write_orientation(&mut out, orientation),
                    _ => write_kept(&mut out, marker, body),
                }
                if let (APP2, Some([number, _, part @ ..])) = (marker, body.strip_prefix(PROFILE)) {
                    profile.push((*number, out.len() - part.len()..out.len()));
                }
            }
            Piece::Scan(head) => {
                header.size.ok_or_else(|| no_frame(&reader))?;
                write_segment(&mut out, SCAN, &[head]);
                out.extend(pixels(&mut reader)?);
                scans += 1;
            }
            Piece::End if scans == 0 => return Err(reader.malformed("an end without pixels")),
            Piece::End => {
                out.extend([0xff, END]);
                blank_profile(&mut out, profile);
                return Ok(out);
            }
        }
    }
}

/// Takes the words out of a profile of colours, whose parts say where they belong.
fn blank_profile(out: &mut [u8], mut parts: Vec<(u8, std::ops::Range<usize>)>) {
    parts.sort_by_key(|(number, _)| *number);
    let mut profile: Vec<u8> = parts.iter().flat_map(|(_, part)| &out[part.clone()]).copied().collect();
    icc::blank(&mut profile);
    let mut rest = &profile[..];
    for (_, part) in parts {
        let (here, after) = rest.split_at(part.len());
        out[part].copy_from_slice(here);
        rest = after;
    }
}

impl Header {
    /// Takes note of a segment if it bears on the size.
    fn note(&mut self, marker: u8, body: &[u8], reader: &Reader<'_>) -> Result<(), MediaError> {
        match marker {
            APP1 if self.exif.is_none() => {
                self.exif = body.strip_prefix(EXIF).map(Orientation::find);
            }
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) && self.size.is_none() => {
                let &[_, h1, h2, w1, w2, ..] = body else {
                    return Err(reader.malformed("a frame header without a size"));
                };
                let size = (u16::from_be_bytes([w1, w2]), u16::from_be_bytes([h1, h2]));
                self.size = Some((size.0.into(), size.1.into()));
            }
            _ => {}
        }
        Ok(())
    }
}

/// Makes the error for pixels without a frame.
fn no_frame(reader: &Reader<'_>) -> MediaError {
    reader.malformed("pixels before it tells their number")
}

/// Stands behind the marker with which every file begins.
fn start(bytes: &[u8]) -> Result<Reader<'_>, MediaError> {
    let mut reader = Reader::new(Kind::Jpeg, bytes);
    reader.take(2)?;
    Ok(reader)
}

/// Reads up to the next marker.
fn next_piece<'a>(reader: &mut Reader<'a>) -> Result<Piece<'a>, MediaError> {
    let at = reader.at();
    if reader.byte()? != 0xff {
        return Err(reader.malformed_at(at, "no marker where one has to stand"));
    }
    let marker = loop {
        // Any number of fill bytes may stand before a marker.
        match reader.byte()? {
            0xff => {}
            marker => break marker,
        }
    };
    match marker {
        END => Ok(Piece::End),
        SCAN => Ok(Piece::Scan(segment(reader)?)),
        0xc8 => Err(reader.malformed_at(at, "a reserved marker")),
        0xc0..=0xcf | 0xdb..=0xef | COMMENT => Ok(Piece::Segment(marker, segment(reader)?)),
        _ => Err(reader.malformed_at(at, "a marker that no picture has there")),
    }
}

/// Reads what belongs to a marker.
fn segment<'a>(reader: &mut Reader<'a>) -> Result<&'a [u8], MediaError> {
    let length = usize::from(reader.big16()?);
    match length.checked_sub(2) {
        Some(length) => reader.take(length),
        None => Err(reader.malformed("a segment shorter than its own length")),
    }
}

/// Reads coded pixels up to the next marker that is not part of them.
fn pixels<'a>(reader: &mut Reader<'a>) -> Result<&'a [u8], MediaError> {
    let rest = reader.rest();
    let mut at = 0;
    loop {
        let found = rest[at..].iter().position(|byte| *byte == 0xff);
        let first = at + found.ok_or_else(|| reader.cut_short())?;
        let filled = rest[first..].iter().position(|byte| *byte != 0xff);
        let second = first + filled.ok_or_else(|| reader.cut_short())?;
        match rest[second] {
            // A zero makes 0xff a byte of the pixels; the others are restart markers among them.
            0x00 | 0xd0..=0xd7 => at = second + 1,
            _ => return reader.take(first),
        }
    }
}

/// Writes what a decoder needs of a segment, which may be nothing.
fn write_kept(out: &mut Vec<u8>, marker: u8, body: &[u8]) {
    match marker {
        // The two zeros are the width and height of the thumbnail that follows them.
        APP0 if body.starts_with(b"JFIF\0") && body.len() >= 14 => {
            write_segment(out, marker, &[&body[..12], &[0, 0]]);
        }
        APP2 if body.starts_with(PROFILE) && body.len() >= PROFILE.len() + 2 => write_segment(out, marker, &[body]),
        APP14 if body.starts_with(b"Adobe") && body.len() >= 12 => {
            write_segment(out, marker, &[&body[..12]]);
        }
        APP0..=0xef | COMMENT => {}
        _ => write_segment(out, marker, &[body]),
    }
}

/// Writes the orientation as the only Exif of the file, if there is one.
fn write_orientation(out: &mut Vec<u8>, orientation: Option<Orientation>) {
    if let Some(orientation) = orientation {
        write_segment(out, APP1, &[EXIF, &orientation.block()]);
    }
}

/// Writes a marker, the length and the parts of a segment that was read with the same or a greater
/// length.
fn write_segment(out: &mut Vec<u8>, marker: u8, parts: &[&[u8]]) {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let length = u16::try_from(length + 2).expect("a segment was read with a length of two bytes");
    out.extend([0xff, marker]);
    out.extend(length.to_be_bytes());
    parts.iter().for_each(|part| out.extend(*part));
}

#[cfg(test)]
mod tests {
    use super::super::samples::{jpeg, jpeg_picture, segment};
    use super::*;

    /// Returns a JPEG with some segments before the picture.
    fn file(segments: &[Vec<u8>]) -> Vec<u8> {
        [vec![0xff, 0xd8], segments.concat(), jpeg_picture()].concat()
    }

    fn orientation(value: u8) -> Vec<u8> {
        let mut block = *b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
        block[19] = value;
        segment(APP1, &[EXIF, &block].concat())
    }

    #[test]
    fn only_what_a_decoder_needs_is_left() {
        let expected = file(&[
            segment(APP0, b"JFIF\0\x01\x02\x01\0\x48\0\x48\0\0"),
            orientation(6),
            segment(APP2, b"ICC_PROFILE\0\x01\x01a profile"),
            segment(APP14, b"Adobe\0\x64\0\0\0\0\0"),
        ]);
        assert_eq!(strip(&jpeg()), Ok(expected));
    }

    #[test]
    fn profile_in_two_parts_keeps_its_colours_and_no_word() {
        let mut profile = super::icc::tests::sample();
        let both = |profile: &[u8]| {
            let part = |number: u8, part: &[u8]| segment(APP2, &[PROFILE, &[number, 2], part].concat());
            file(&[part(2, &profile[100..]), part(1, &profile[..100])])
        };
        let whole = both(&profile);
        super::icc::blank(&mut profile);
        assert_eq!(strip(&whole), Ok(both(&profile)));
    }

    #[test]
    fn upright_picture_has_no_exif_left() {
        assert_eq!(strip(&file(&[orientation(1)])), Ok(file(&[])));
    }

    // Chromium 156 was seen to do the same.
    #[test]
    fn first_block_of_exif_decides() {
        let upright_first = file(&[orientation(1), orientation(6)]);
        assert_eq!(size(&upright_first), Ok((16, 8)));
        assert_eq!(strip(&upright_first), Ok(file(&[])));
        let turned_first = file(&[orientation(8), orientation(1)]);
        assert_eq!(size(&turned_first), Ok((8, 16)));
        assert_eq!(strip(&turned_first), Ok(file(&[orientation(8)])));
    }

    #[test]
    fn pixels_keep_their_escapes_and_restarts() {
        let mut whole = file(&[]);
        let end = whole.len() - 2;
        whole.splice(end..end, [0xff, 0x00, 0xff, 0xd3, 0x12, 0xff, 0xff, 0x00]);
        assert_eq!(strip(&whole), Ok(whole.clone()));
    }

    #[test]
    fn metadata_between_scans_is_dropped() {
        let scan = [segment(SCAN, &[1, 1, 0, 0, 63, 0]), vec![0x0f]].concat();
        let insert = |between: &[Vec<u8>]| {
            let picture = jpeg_picture();
            let (start, end) = picture.split_at(picture.len() - 2);
            [&[0xff, 0xd8], start, &between.concat(), end].concat()
        };
        let with = insert(&[orientation(6), segment(COMMENT, b"words"), scan.clone()]);
        assert_eq!(strip(&with), Ok(insert(&[scan])));
        assert_eq!(size(&with), Ok((16, 8)));
    }

    #[test]
    fn fill_bytes_before_a_marker_are_dropped() {
        let filled = file(&[vec![0xff, 0xff, 0xff], segment(COMMENT, b"words")]);
        assert_eq!(strip(&filled), Ok(file(&[])));
    }

    #[test]
    fn contradictions_are_named() {
        let message = |bytes: &[u8]| strip(bytes).expect_err("not sound").to_string();
        assert_eq!(
            message(&file(&[vec![0xff, COMMENT, 0, 1]])),
            "the JPEG has a segment shorter than its own length at byte 6"
        );
        assert_eq!(message(&file(&[vec![0]])), "the JPEG has no marker where one has to stand at byte 2");
        assert_eq!(
            message(&[vec![0xff, 0xd8], segment(SCAN, b""), vec![0xff, END]].concat()),
            "the JPEG has pixels before it tells their number at byte 6"
        );
        assert_eq!(message(&[0xff, 0xd8, 0xff, END]), "the JPEG has an end without pixels at byte 4");
        let lying = file(&[vec![0xff, COMMENT, 0xff, 0xff]]);
        assert_eq!(message(&lying), format!("the JPEG is cut short at byte {}", lying.len()));
    }
}
