//! GIF: a file comes in; its size, or the file without metadata, goes out.
//!
//! Kept are the pictures, their timing and the number of repetitions. Comments, captions and what
//! programs added under their own name are dropped, and whatever follows the end.

use super::reader::Reader;
use super::{Kind, MediaError};

/// The byte that introduces an extension.
const EXTENSION: u8 = 0x21;
/// The byte that introduces a picture.
const PICTURE: u8 = 0x2c;
/// The byte that ends the file.
const END: u8 = 0x3b;
/// The kind of extension that times the picture after it.
const TIMING: u8 = 0xf9;
/// The kind of extension that draws text.
const CAPTION: u8 = 0x01;
/// The kind of extension that a program adds under its name.
const PROGRAM: u8 = 0xff;

/// Returns the size of the screen on which the pictures are drawn.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), MediaError> {
    let mut reader = Reader::new(Kind::Gif, bytes);
    reader.take(6)?;
    Ok((reader.little16()?.into(), reader.little16()?.into()))
}

/// Returns the file without metadata.
pub(super) fn strip(bytes: &[u8]) -> Result<Vec<u8>, MediaError> {
    let mut reader = Reader::new(Kind::Gif, bytes);
    reader.take(10)?;
    colours(&mut reader, 2)?;
    let mut out = Vec::with_capacity(bytes.len());
    out.extend(reader.since(0));
    // A timing waits here for its picture. One that times a caption goes with the caption.
    let mut timing: &[u8] = &[];
    let mut has_picture = false;
    loop {
        let at = reader.at();
        // Some programs leave out the end, and browsers do not miss it.
        if has_picture && reader.is_at_end() {
            out.push(END);
            return Ok(out);
        }
        match reader.byte()? {
            EXTENSION => match reader.byte()? {
                TIMING => {
                    let [length, .., end] = reader.array::<6>()?;
                    if length != 4 || end != 0 {
                        return Err(reader.malformed_at(at, "a timing of a wrong length"));
                    }
                    timing = reader.since(at);
                }
                PROGRAM => write_repetition(&mut out, blocks(&mut reader)?),
                kind => {
                    blocks(&mut reader)?;
                    if kind == CAPTION {
                        timing = &[];
                    }
                }
            },
            PICTURE => {
                reader.take(8)?;
                colours(&mut reader, 0)?;
                let bits = reader.byte()?;
                let head = reader.since(at);
                let pixels = blocks(&mut reader)?;
                out.extend(std::mem::take(&mut timing));
                out.extend(head);
                write_pixels(&mut out, bits, pixels);
                has_picture = true;
            }
            END if has_picture => {
                out.push(END);
                return Ok(out);
            }
            END => return Err(reader.malformed_at(at, "an end without a picture")),
            _ => return Err(reader.malformed_at(at, "neither a picture nor an extension")),
        }
    }
}

/// Reads the byte that tells of a table of colours, some bytes after it, and the table.
fn colours(reader: &mut Reader<'_>, between: usize) -> Result<(), MediaError> {
    let packed = reader.byte()?;
    reader.take(between)?;
    if packed & 0x80 != 0 {
        reader.take(3 << ((packed & 7) + 1))?;
    }
    Ok(())
}

/// Reads a row of blocks, each with its length before it, to the empty one that ends it.
fn blocks<'a>(reader: &mut Reader<'a>) -> Result<&'a [u8], MediaError> {
    let start = reader.at();
    loop {
        match reader.byte()? {
            0 => return Ok(reader.since(start)),
            length => reader.take(length.into())?,
        };
    }
}

/// Writes the pixels of a picture, without what stands behind the code that ends them.
fn write_pixels(out: &mut Vec<u8>, bits: u8, blocks: &[u8]) {
    let mut codes = Vec::with_capacity(blocks.len());
    let mut rest = blocks;
    while let Some((length, after)) = rest.split_first().filter(|(length, _)| **length > 0) {
        let (block, after) = after.split_at(usize::from(*length).min(after.len()));
        codes.extend(block);
        rest = after;
    }
    match end_of_codes(bits, &codes).filter(|end| *end < codes.len()) {
        Some(end) => {
            for block in codes[..end].chunks(255) {
                out.push(block.len() as u8);
                out.extend(block);
            }
            out.push(0);
        }
        None => out.extend(blocks),
    }
}

/// Returns how many bytes the codes of a picture are, up to the one that ends them; nothing where none does.
fn end_of_codes(bits: u8, codes: &[u8]) -> Option<usize> {
    if !(1..=11).contains(&bits) {
        return None;
    }
    let clear = 1_u32 << bits;
    let (mut width, mut next, mut is_first) = (u32::from(bits) + 1, clear + 2, true);
    let (mut held, mut count) = (0_u32, 0);
    for (at, byte) in codes.iter().enumerate() {
        held |= u32::from(*byte) << count;
        count += 8;
        while count >= width {
            let code = held & ((1 << width) - 1);
            (held, count) = (held >> width, count - width);
            if code == clear + 1 {
                return Some(at + 1);
            }
            if code == clear {
                (width, next, is_first) = (u32::from(bits) + 1, clear + 2, true);
                continue;
            }
            // Each code but the first gives a meaning to one more.
            if !std::mem::replace(&mut is_first, false) && next < 4096 {
                next += 1;
                width += u32::from(next == 1 << width && width < 12);
            }
        }
    }
    None
}

/// Writes how often an animation repeats, if that is what a program added.
fn write_repetition(out: &mut Vec<u8>, blocks: &[u8]) {
    if !blocks.starts_with(b"\x0bNETSCAPE2.0") && !blocks.starts_with(b"\x0bANIMEXTS1.0") {
        return;
    }
    let (name, mut rest) = blocks.split_at(12);
    while let [length, after @ ..] = rest {
        if let (3, [1, low, high, ..]) = (length, after) {
            out.extend([EXTENSION, PROGRAM]);
            out.extend(name);
            out.extend([3, 1, *low, *high, 0]);
            return;
        }
        rest = after.get(usize::from(*length)..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::gif;
    use super::*;

    #[test]
    fn what_stands_behind_the_pixels_is_cut_off() {
        let picture = |pixels: &[u8]| {
            [&b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff\x2c\0\0\0\0\x01\0\x01\0\0\x02"[..], pixels, b"\x3b"]
                .concat()
        };
        let clean = picture(b"\x02\x44\x01\0");
        assert_eq!(strip(&clean), Ok(clean.clone()));
        assert_eq!(strip(&picture(b"\x08\x44\x01CANARY\0")), Ok(clean.clone()));
        assert_eq!(strip(&picture(b"\x02\x44\x01\x06CANARY\0")), Ok(clean.clone()));
        // The end of the file may be missing, as browsers have it.
        assert_eq!(strip(&clean[..clean.len() - 1]), Ok(clean.clone()));
        // Codes that nothing ends stay as they are.
        let open = picture(b"\x01\x44\0");
        assert_eq!(strip(&open), Ok(open));
    }

    #[test]
    fn codes_of_other_programs_are_read_to_their_end() {
        let pixels =
            image::RgbaImage::from_fn(400, 300, |x, y| image::Rgba([(x * y) as u8, (x / 3) as u8, y as u8, 255]));
        let mut file = std::io::Cursor::new(Vec::new());
        pixels.write_to(&mut file, image::ImageFormat::Gif).expect("it is written");
        let file = file.into_inner();
        let before = image::load_from_memory(&file).expect("a picture").to_rgba8();
        // Words before the empty block that ends the pixels, which stand last but for the end of the file.
        let (head, end) = file.split_at(file.len() - 2);
        let longer = [head, b"\x06CANARY", end].concat();
        let stripped = strip(&longer).expect("it is sound");
        assert!(!stripped.windows(6).any(|window| window == b"CANARY"));
        assert_eq!(image::load_from_memory(&stripped).expect("a picture").to_rgba8(), before);
        assert_eq!(stripped.len(), file.len());
    }

    #[test]
    fn pictures_timing_and_repetition_are_left() {
        let expected = [
            &b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff"[..],
            b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x05\0\0",
            b"\x21\xf9\x04\x04\x0a\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0",
            b"\x21\xf9\x04\x04\x0b\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0",
            b"\x3b",
        ];
        assert_eq!(strip(&gif()), Ok(expected.concat()));
    }

    #[test]
    fn timing_of_a_caption_goes_with_the_caption() {
        let start = &b"GIF89a\x01\0\x01\0\0\0\0"[..];
        let caption = &b"\x21\xf9\x04\x04\x63\0\0\0\x21\x01\x05words\0"[..];
        let picture = &b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b"[..];
        let left = [start, picture].concat();
        assert_eq!(strip(&[start, caption, picture].concat()), Ok(left));
    }

    #[test]
    fn colours_of_a_single_picture_are_kept() {
        let whole = [
            &b"GIF89a\x01\0\x01\0\0\0\0"[..],
            b"\x2c\0\0\0\0\x01\0\x01\0\x80\x21\xfe\x3b\xff\xff\xff\x02\x02\x44\x01\0\x3b",
        ]
        .concat();
        assert_eq!(strip(&whole), Ok(whole.clone()));
    }

    #[test]
    fn contradictions_are_named() {
        let message = |rest: &[u8]| {
            let whole = [&b"GIF89a\x01\0\x01\0\0\0\0"[..], rest].concat();
            strip(&whole).expect_err("not sound").to_string()
        };
        assert_eq!(message(b"\x3b"), "the GIF has an end without a picture at byte 13");
        assert_eq!(message(b"\0"), "the GIF has neither a picture nor an extension at byte 13");
        assert_eq!(message(b"\x21\xf9\x05\0\0\0\0\0"), "the GIF has a timing of a wrong length at byte 13");
        assert_eq!(message(b"\x21\xfe\x09words"), "the GIF is cut short at byte 21");
    }
}
