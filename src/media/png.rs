//! PNG: a file comes in; its size, or the file without metadata, goes out.
//!
//! Only chunks that a decoder needs are kept, and of the optional ones only as many bytes as they
//! may have, so that nothing travels in a chunk that nobody thought of.

use miniz_oxide::deflate::compress_to_vec_zlib;

use super::deflate::{Bytes, unpack_zlib};
use super::exif::Orientation;
use super::icc;
use super::reader::Reader;
use super::{Kind, MediaError};

/// The bytes with which every file begins.
pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The chunks that are kept, each with the greatest length it can have.
const KEPT: [(&[u8; 4], usize); 18] = [
    (b"IHDR", 13),
    (b"PLTE", 768),
    (b"IDAT", usize::MAX),
    (b"tRNS", 256),
    (b"acTL", 8),
    (b"fcTL", 26),
    (b"fdAT", usize::MAX),
    (b"sRGB", 1),
    (b"gAMA", 4),
    (b"cHRM", 32),
    (b"cICP", 4),
    (b"mDCV", 24),
    (b"mDCv", 24),
    (b"cLLI", 8),
    (b"cLLi", 8),
    (b"sBIT", 4),
    (b"bKGD", 6),
    (b"pHYs", 9),
];

/// How every profile of colours is called.
const PROFILE: &[u8] = b"icc";

/// The number of bytes above which a profile is left out.
const LARGEST_PROFILE: usize = 8 * 1024 * 1024;

/// A chunk of the file.
pub(super) struct Chunk<'a> {
    /// The four letters that name it.
    pub(super) name: [u8; 4],
    /// What it holds.
    pub(super) data: &'a [u8],
    /// The whole of it, from its length to its checksum.
    pub(super) whole: &'a [u8],
}

/// Returns the size at which the picture is shown.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), MediaError> {
    let (size, orientation) = look(bytes)?;
    Ok(orientation.map_or(size, |orientation| orientation.apply(size)))
}

/// Returns the orientation of the picture, if it is to be turned.
pub(super) fn orientation(bytes: &[u8]) -> Result<Option<Orientation>, MediaError> {
    look(bytes).map(|(_, orientation)| orientation)
}

/// Returns the size at which the picture is stored, and its orientation.
///
/// Browsers apply an orientation only if it stands before the pixels.
fn look(bytes: &[u8]) -> Result<((u32, u32), Option<Orientation>), MediaError> {
    let mut reader = start(bytes)?;
    let (_, size) = header(&mut reader)?;
    loop {
        let chunk = next_chunk(&mut reader)?;
        match &chunk.name {
            b"eXIf" => return Ok((size, Orientation::find(chunk.data))),
            b"IDAT" | b"IEND" => return Ok((size, None)),
            _ => {}
        }
    }
}

/// Tells whether the picture is a photograph: opaque, unmoving, in full colour, and with more than a byte for each pixel,
/// where drawings and pictures of screens have a few bits.
pub(super) fn is_photo(bytes: &[u8]) -> bool {
    let look = || {
        let mut reader = start(bytes)?;
        let (chunk, (width, height)) = header(&mut reader)?;
        // Eight bits for each of red, green and blue.
        let is_full = chunk.data.get(8..10) == Some(&[8, 2]);
        loop {
            match &next_chunk(&mut reader)?.name {
                b"tRNS" | b"acTL" | b"IEND" => return Ok::<bool, MediaError>(false),
                b"IDAT" => break,
                _ => {}
            }
        }
        Ok(is_full && bytes.len() as u64 > u64::from(width) * u64::from(height))
    };
    look().unwrap_or(false)
}

/// Returns the file without metadata.
pub(super) fn strip(bytes: &[u8]) -> Result<Vec<u8>, MediaError> {
    let mut reader = start(bytes)?;
    let mut out = Vec::with_capacity(bytes.len());
    out.extend(SIGNATURE);
    let (chunk, _) = header(&mut reader)?;
    out.extend(chunk.whole);
    let (mut has_exif, mut has_profile, mut has_pixels, mut is_moving) = (false, false, false, false);
    loop {
        let at = reader.at();
        let chunk = next_chunk(&mut reader)?;
        match &chunk.name {
            b"IEND" if !has_pixels => return Err(reader.malformed_at(at, "an end without pixels")),
            b"IEND" => {
                write_chunk(&mut out, b"IEND", &[]);
                return Ok(out);
            }
            b"eXIf" if !has_exif && !has_pixels => {
                has_exif = true;
                if let Some(orientation) = Orientation::find(chunk.data) {
                    write_chunk(&mut out, b"eXIf", &orientation.block());
                }
            }
            b"iCCP" => {
                if !std::mem::replace(&mut has_profile, true) && !has_pixels {
                    write_profile(&mut out, &chunk);
                }
            }
            // Without a word of it before the pixels, nobody looks for an animation.
            b"acTL" if has_pixels => {}
            b"fcTL" | b"fdAT" if !is_moving => {}
            name => {
                has_pixels |= name == b"IDAT";
                is_moving |= name == b"acTL";
                if is_kept(&chunk) {
                    out.extend(chunk.whole);
                } else if name[0].is_ascii_uppercase() {
                    // A capital says that the picture cannot be shown without the chunk.
                    return Err(reader.malformed_at(at, "a chunk that browsers do not read"));
                }
            }
        }
    }
}

/// Writes a profile of colours without its words; one that cannot be unpacked, which nobody reads, is left out.
fn write_profile(out: &mut Vec<u8>, chunk: &Chunk<'_>) {
    let Some(end) = chunk.data.iter().position(|byte| *byte == 0).filter(|end| chunk.data.get(end + 1) == Some(&0))
    else {
        return;
    };
    let (name, packed) = (&chunk.data[..end], &chunk.data[end + 2..]);
    let mut profile = Bytes { found: Vec::new(), limit: LARGEST_PROFILE };
    let Some(length) = unpack_zlib(packed, &mut profile) else { return };
    let mut blank = profile.found.clone();
    icc::blank(&mut blank);
    if name == PROFILE && length == packed.len() && blank == profile.found {
        out.extend(chunk.whole);
        return;
    }
    let packed = if blank == profile.found { packed[..length].to_vec() } else { compress_to_vec_zlib(&blank, 9) };
    write_chunk(out, b"iCCP", &[PROFILE, &[0, 0], &packed].concat());
}

/// Tells whether a chunk is of use to a decoder and of a length that it can have.
fn is_kept(chunk: &Chunk<'_>) -> bool {
    KEPT.iter().any(|(name, longest)| **name == chunk.name && chunk.data.len() <= *longest)
}

/// Stands behind the signature.
pub(super) fn start(bytes: &[u8]) -> Result<Reader<'_>, MediaError> {
    let mut reader = Reader::new(Kind::Png, bytes);
    reader.take(SIGNATURE.len())?;
    Ok(reader)
}

/// Reads the chunk that has to come first, and the size in it.
pub(super) fn header<'a>(reader: &mut Reader<'a>) -> Result<(Chunk<'a>, (u32, u32)), MediaError> {
    let at = reader.at();
    let chunk = next_chunk(reader)?;
    let (b"IHDR", &[w1, w2, w3, w4, h1, h2, h3, h4, _, _, _, _, _]) = (&chunk.name, chunk.data) else {
        return Err(reader.malformed_at(at, "no header"));
    };
    let size = (u32::from_be_bytes([w1, w2, w3, w4]), u32::from_be_bytes([h1, h2, h3, h4]));
    Ok((chunk, size))
}

/// Reads the next chunk.
pub(super) fn next_chunk<'a>(reader: &mut Reader<'a>) -> Result<Chunk<'a>, MediaError> {
    let at = reader.at();
    let length = usize::try_from(reader.big32()?).map_err(|_| reader.cut_short())?;
    let name: [u8; 4] = reader.array()?;
    if !name.iter().all(u8::is_ascii_alphabetic) {
        return Err(reader.malformed_at(at, "a chunk without a name"));
    }
    let data = reader.take(length)?;
    reader.take(4)?;
    Ok(Chunk { name, data, whole: reader.since(at) })
}

/// Writes a chunk with its checksum.
pub(super) fn write_chunk(out: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    let length = u32::try_from(data.len()).expect("no chunk is longer than the file that it was in");
    out.extend(length.to_be_bytes());
    let start = out.len();
    out.extend(name);
    out.extend(data);
    let checksum = crc32fast::hash(&out[start..]);
    out.extend(checksum.to_be_bytes());
}

#[cfg(test)]
mod tests {
    use super::super::samples::{chunk, exif, png, png_header, png_pixels};
    use super::*;

    /// Returns a PNG with some chunks between the header and the pixels.
    fn file(chunks: &[Vec<u8>]) -> Vec<u8> {
        let end = chunk(b"IEND", b"");
        [SIGNATURE, &png_header(2, 1), &chunks.concat(), &png_pixels(), &end].concat()
    }

    #[test]
    fn only_what_a_decoder_needs_is_left() {
        let orientation = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        let expected = file(&[
            chunk(b"gAMA", &45_455_u32.to_be_bytes()),
            chunk(b"sRGB", b"\0"),
            chunk(b"pHYs", b"\0\0\x0b\x13\0\0\x0b\x13\x01"),
            chunk(b"eXIf", orientation),
        ]);
        assert_eq!(strip(&png()), Ok(expected));
    }

    #[test]
    fn upright_picture_has_no_exif_left() {
        assert_eq!(strip(&file(&[chunk(b"eXIf", &exif(1))])), Ok(file(&[])));
    }

    #[test]
    fn profile_keeps_its_colours_and_no_word() {
        let profile = icc::tests::sample();
        let of = |name: &[u8], profile: &[u8]| {
            let packed = compress_to_vec_zlib(profile, 6);
            file(&[chunk(b"iCCP", &[name, b"\0\0", &packed].concat())])
        };
        let mut blank = profile.clone();
        icc::blank(&mut blank);
        let stripped = strip(&of(b"CANARY", &profile)).expect("sound");
        assert_eq!(stripped, file(&[chunk(b"iCCP", &[b"icc\0\0", &compress_to_vec_zlib(&blank, 9)[..]].concat())]));
        assert_eq!(strip(&stripped), Ok(stripped.clone()));
        // One that nobody can read, and a second one.
        assert_eq!(strip(&file(&[chunk(b"iCCP", b"CANARY\0\0CANARY")])), Ok(file(&[])));
        let second = chunk(b"iCCP", &[b"b\0\0", &compress_to_vec_zlib(&profile, 6)[..]].concat());
        let first = chunk(b"iCCP", &[b"icc\0\0", &compress_to_vec_zlib(&blank, 9)[..]].concat());
        assert_eq!(strip(&file(&[first.clone(), second])), Ok(file(&[first])));
    }

    #[test]
    fn animation_is_kept() {
        let head = chunk(b"acTL", &[0, 0, 0, 1, 0, 0, 0, 0]);
        let animated = file(&[head, chunk(b"fcTL", &[0; 26]), chunk(b"fdAT", b"pixels")]);
        assert_eq!(strip(&animated), Ok(animated));
    }

    #[test]
    fn frames_that_nobody_sees_are_dropped() {
        let hidden = [chunk(b"fcTL", &[0; 26]), chunk(b"fdAT", b"hidden")].concat();
        assert_eq!(strip(&file(std::slice::from_ref(&hidden))), Ok(file(&[])));
        let end = chunk(b"IEND", b"");
        let late = [SIGNATURE, &png_header(2, 1), &png_pixels(), &chunk(b"acTL", &[0; 8]), &hidden, &end].concat();
        assert_eq!(strip(&late), Ok(file(&[])));
    }

    #[test]
    fn contradictions_are_named() {
        let message = |bytes: &[u8]| strip(bytes).expect_err("not sound").to_string();
        assert_eq!(message(&file(&[chunk(b"CgBI", b"")])), "the PNG has a chunk that browsers do not read at byte 33");
        assert_eq!(message(&file(&[chunk(b"\0\0\0\0", b"")])), "the PNG has a chunk without a name at byte 33");
        assert_eq!(message(&[SIGNATURE, &png_pixels()].concat()), "the PNG has no header at byte 8");
        let empty = [SIGNATURE, &png_header(2, 1), &chunk(b"IEND", b"")].concat();
        assert_eq!(message(&empty), "the PNG has an end without pixels at byte 33");
        let lying = file(&[b"\x7f\xff\xff\xfftEXt".to_vec()]);
        assert_eq!(message(&lying), format!("the PNG is cut short at byte {}", lying.len()));
    }
}
