//! WebP: a file comes in; its size, or the file without metadata, goes out.
//!
//! Kept are the pixels, their transparency, the frames of an animation and the colour profile. An
//! orientation is dropped with the rest of the Exif: browsers do not apply it in this format.

use super::icc;
use super::reader::Reader;
use super::{Kind, MediaError};

/// The flags of an extended file that stay true: colour profile, transparency, animation.
const KEPT_FLAGS: u8 = 0b0011_0010;

/// The flag of an animation.
const MOVING: u8 = 0b0000_0010;

/// Returns the size at which the picture is shown.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), MediaError> {
    let mut reader = start(bytes)?;
    let (name, mut data) = next_chunk(&mut reader)?;
    match &name {
        b"VP8X" => {
            data.take(4)?;
            let [w1, w2, w3, h1, h2, h3] = data.array()?;
            let width = u32::from_le_bytes([w1, w2, w3, 0]);
            Ok((width + 1, u32::from_le_bytes([h1, h2, h3, 0]) + 1))
        }
        b"VP8 " => {
            let [tag, _, _] = data.array()?;
            if tag & 1 != 0 || data.array()? != [0x9d, 0x01, 0x2a] {
                return Err(data.malformed("no key frame"));
            }
            // The two upper bits ask for a scaling, which browsers leave out.
            let (width, height) = (data.little16()? & 0x3fff, data.little16()? & 0x3fff);
            Ok((width.into(), height.into()))
        }
        b"VP8L" => {
            if data.byte()? != 0x2f {
                return Err(data.malformed("no lossless picture"));
            }
            let packed = data.little32()?;
            Ok(((packed & 0x3fff) + 1, ((packed >> 14) & 0x3fff) + 1))
        }
        _ => Err(reader.malformed_at(12, "no picture first")),
    }
}

/// Tells whether the pixels were kept by approximation, all of them opaque and in one picture.
pub(super) fn is_photo(bytes: &[u8]) -> bool {
    /// The flags of transparency and animation.
    const SPECIAL: u8 = 0b0001_0010;
    let look = || {
        let mut reader = start(bytes)?;
        let (name, mut data) = next_chunk(&mut reader)?;
        if &name != b"VP8X" {
            return Ok::<bool, MediaError>(&name == b"VP8 ");
        }
        if data.byte()? & SPECIAL != 0 {
            return Ok(false);
        }
        loop {
            match &next_chunk(&mut reader)?.0 {
                b"VP8 " => return Ok(true),
                b"VP8L" | b"ANMF" | b"ALPH" => return Ok(false),
                _ => {}
            }
        }
    };
    look().unwrap_or(false)
}

/// Returns the file without metadata.
pub(super) fn strip(bytes: &[u8]) -> Result<Vec<u8>, MediaError> {
    let mut reader = start(bytes)?;
    let mut out = Vec::with_capacity(bytes.len());
    out.extend(b"RIFF\0\0\0\0WEBP");
    let (name, data) = next_chunk(&mut reader)?;
    match &name {
        b"VP8 " | b"VP8L" => write_chunk(&mut out, &name, data.rest()),
        b"VP8X" => strip_extended(&mut out, reader, data)?,
        _ => return Err(reader.malformed_at(12, "no picture first")),
    }
    let length = u32::try_from(out.len() - 8).expect("the output is no longer than the input");
    out[4..8].copy_from_slice(&length.to_le_bytes());
    Ok(out)
}

/// Writes the chunks of an extended file that a decoder needs.
fn strip_extended(out: &mut Vec<u8>, mut reader: Reader<'_>, mut head: Reader<'_>) -> Result<(), MediaError> {
    let [flags, _, _, _, size @ ..] = head.array::<10>()?;
    let kept = [&[flags & KEPT_FLAGS, 0, 0, 0], &size[..]].concat();
    write_chunk(out, b"VP8X", &kept);
    // A moving picture is shown by its frames alone, and a still one by its first pixels; others would lie there unseen.
    let is_moving = flags & MOVING != 0;
    let mut written: Vec<[u8; 4]> = Vec::new();
    let mut has_pixels = false;
    while !reader.is_at_end() {
        let (name, mut data) = next_chunk(&mut reader)?;
        let is_first = !written.contains(&name);
        match &name {
            b"VP8 " | b"VP8L" if !is_moving && !has_pixels => {
                has_pixels = true;
                write_chunk(out, &name, data.rest());
            }
            b"ALPH" if !is_moving && !has_pixels && is_first => write_chunk(out, &name, data.rest()),
            b"ANMF" if is_moving => {
                has_pixels = true;
                let frame = strip_frame(data)?;
                write_chunk(out, &name, &frame);
                continue;
            }
            b"ANIM" if is_moving && is_first => write_chunk(out, &name, &data.array::<6>()?),
            b"ICCP" if is_first => {
                let mut profile = data.rest().to_vec();
                icc::blank(&mut profile);
                write_chunk(out, &name, &profile);
            }
            _ => continue,
        }
        written.push(name);
    }
    if has_pixels { Ok(()) } else { Err(reader.malformed("an end without pixels")) }
}

/// Returns a frame of an animation without the chunks that a decoder does not need.
fn strip_frame(mut frame: Reader<'_>) -> Result<Vec<u8>, MediaError> {
    let mut out = frame.take(16)?.to_vec();
    let (mut has_pixels, mut has_alpha) = (false, false);
    while !frame.is_at_end() && !has_pixels {
        let (name, data) = next_chunk(&mut frame)?;
        match &name {
            b"VP8 " | b"VP8L" => has_pixels = true,
            b"ALPH" if !std::mem::replace(&mut has_alpha, true) => {}
            _ => continue,
        }
        write_chunk(&mut out, &name, data.rest());
    }
    Ok(out)
}

/// Stands at the first chunk of a file that ends where its header says.
fn start(bytes: &[u8]) -> Result<Reader<'_>, MediaError> {
    let mut reader = Reader::new(Kind::Webp, bytes);
    reader.take(4)?;
    let length = usize::try_from(reader.little32()?).map_err(|_| reader.cut_short())?;
    let mut part = reader.part(length)?;
    part.take(4)?;
    Ok(part)
}

/// Reads the next chunk: its name and what it holds.
fn next_chunk<'a>(reader: &mut Reader<'a>) -> Result<([u8; 4], Reader<'a>), MediaError> {
    let name = reader.array()?;
    let length = usize::try_from(reader.little32()?).map_err(|_| reader.cut_short())?;
    let data = reader.part(length)?;
    reader.take(length % 2)?;
    Ok((name, data))
}

/// Writes a chunk, with a byte after it where its length is odd.
fn write_chunk(out: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    let length = u32::try_from(data.len()).expect("a chunk is part of a file of limited size");
    out.extend(name);
    out.extend(length.to_le_bytes());
    out.extend(data);
    if data.len() % 2 == 1 {
        out.push(0);
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{animated_webp, riff, riff_chunk, webp, webp_pixels};
    use super::*;

    #[test]
    fn only_what_a_decoder_needs_is_left() {
        let expected =
            riff(&[riff_chunk(b"VP8X", b"\x20\0\0\0\x02\0\0\x01\0\0"), riff_chunk(b"ICCP", b"profile"), webp_pixels()]);
        assert_eq!(strip(&webp()), Ok(expected));
    }

    #[test]
    fn profile_keeps_its_colours_and_no_word() {
        let mut profile = icc::tests::sample();
        let with = |profile: &[u8]| {
            riff(&[riff_chunk(b"VP8X", b"\x20\0\0\0\x02\0\0\x01\0\0"), riff_chunk(b"ICCP", profile), webp_pixels()])
        };
        let whole = with(&profile);
        icc::blank(&mut profile);
        assert_eq!(strip(&whole), Ok(with(&profile)));
    }

    #[test]
    fn frames_are_left_without_foreign_chunks() {
        let head = b"\0\0\0\0\0\0\x02\0\0\x01\0\0\x64\0\0\0".to_vec();
        let expected = riff(&[
            riff_chunk(b"VP8X", b"\x02\0\0\0\x02\0\0\x01\0\0"),
            riff_chunk(b"ANIM", b"\xff\xff\xff\xff\0\0"),
            riff_chunk(b"ANMF", &[head, webp_pixels()].concat()),
        ]);
        assert_eq!(strip(&animated_webp()), Ok(expected));
    }

    #[test]
    fn pictures_that_nobody_sees_are_dropped() {
        let head = |flags: u8| riff_chunk(b"VP8X", &[flags, 0, 0, 0, 2, 0, 0, 1, 0, 0]);
        let frame = [b"\0\0\0\0\0\0\x02\0\0\x01\0\0\x64\0\0\0".to_vec(), webp_pixels()].concat();
        let hidden = riff_chunk(b"VP8L", b"\x2fhidden");
        let still = [head(0), webp_pixels(), hidden.clone(), riff_chunk(b"ANMF", &frame), riff_chunk(b"ANIM", &[0; 6])];
        assert_eq!(strip(&riff(&still)), Ok(riff(&[head(0), webp_pixels()])));
        let twice = [frame.clone(), hidden.clone()].concat();
        let moving = [head(2), hidden, riff_chunk(b"ANIM", b"\0\0\0\0\0\0CANARY"), riff_chunk(b"ANMF", &twice)];
        let clean = [head(2), riff_chunk(b"ANIM", &[0; 6]), riff_chunk(b"ANMF", &frame)];
        assert_eq!(strip(&riff(&moving)), Ok(riff(&clean)));
    }

    #[test]
    fn simple_file_is_its_picture_alone() {
        let with = riff(&[webp_pixels(), riff_chunk(b"EXIF", b"place")]);
        assert_eq!(strip(&with), Ok(riff(&[webp_pixels()])));
        assert_eq!(size(&with), Ok((3, 2)));
    }

    #[test]
    fn size_of_a_lossy_picture_leaves_out_the_scaling() {
        let pixels = b"\x10\x02\0\x9d\x01\x2a\x40\xc1\xf0\x40\0";
        assert_eq!(size(&riff(&[riff_chunk(b"VP8 ", pixels)])), Ok((320, 240)));
    }

    #[test]
    fn contradictions_are_named() {
        let message = |bytes: &[u8]| strip(bytes).expect_err("not sound").to_string();
        let first = riff(&[riff_chunk(b"EXIF", b"")]);
        assert_eq!(message(&first), "the WebP has no picture first at byte 12");
        let empty = riff(&[riff_chunk(b"VP8X", &[0; 10])]);
        assert_eq!(message(&empty), "the WebP has an end without pixels at byte 30");
        let mut lying = riff(&[webp_pixels()]);
        lying[16] = 0xff;
        assert_eq!(message(&lying), "the WebP is cut short at byte 28");
    }
}
