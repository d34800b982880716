//! The pixels of a PNG: a file comes in, and the same without what stands behind its packed pixels goes out.
//!
//! The pixels are packed, and what is packed has an end of its own. Behind it there is room in the chunk in which nobody
//! looks, and more could be packed than the size of the picture has room for.

use super::deflate::{Count, unpack_zlib};
use super::png::{Chunk, header, next_chunk, start, write_chunk};
use super::{Kind, MediaError};

/// The passes in which pixels may be stored: the first column and row of each, and the steps to the next ones.
const PASSES: [[u32; 4]; 7] =
    [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]];

/// Returns the file without what stands behind its pixels, in the chunks that hold them; nothing if nothing does.
pub(super) fn cut(bytes: &[u8]) -> Result<Option<Vec<u8>>, MediaError> {
    let mut reader = start(bytes)?;
    let (head, size) = header(&mut reader)?;
    let mut chunks: Vec<(usize, Chunk<'_>)> = Vec::new();
    while !reader.is_at_end() {
        chunks.push((reader.at(), next_chunk(&mut reader)?));
    }
    let (mut frame, mut cut, mut has_pixels) = (size, None, false);
    let mut rest = &chunks[..];
    while let Some((at, chunk)) = rest.first() {
        // Pixels go on from chunk to chunk.
        let run = || rest.iter().take_while(|(_, next)| next.name == chunk.name).count();
        let count = if matches!(&chunk.name, b"IDAT" | b"fdAT") { run() } else { 1 };
        match (&chunk.name, chunk.data) {
            (b"fcTL", [_, _, _, _, w1, w2, w3, w4, h1, h2, h3, h4, ..]) => {
                frame = (u32::from_be_bytes([*w1, *w2, *w3, *w4]), u32::from_be_bytes([*h1, *h2, *h3, *h4]));
            }
            (b"IDAT", _) => {
                if std::mem::replace(&mut has_pixels, true) {
                    return Err(malformed(*at, "pixels in two places"));
                }
                let packed = rest[..count].iter().map(|(_, chunk)| chunk.data).collect::<Vec<_>>().concat();
                let length = length_of(&packed, unpacked(&head, size), *at)?;
                if length < packed.len() {
                    let mut out = bytes[..*at].to_vec();
                    write_chunk(&mut out, b"IDAT", &packed[..length]);
                    out.extend(rest.get(count).map_or(&[][..], |(end, _)| &bytes[*end..]));
                    cut = Some(out);
                }
            }
            (b"fdAT", _) => {
                let data = |(_, chunk): &(usize, Chunk<'_>)| chunk.data.get(4..).unwrap_or_default().to_vec();
                let packed = rest[..count].iter().flat_map(data).collect::<Vec<u8>>();
                if length_of(&packed, unpacked(&head, frame), *at)? < packed.len() {
                    return Err(malformed(*at, "bytes behind the pixels of a frame"));
                }
            }
            _ => {}
        }
        rest = &rest[count..];
    }
    Ok(cut)
}

/// Returns how many of the packed bytes make up a picture.
fn length_of(packed: &[u8], limit: u64, at: usize) -> Result<usize, MediaError> {
    let mut count = Count { found: 0, limit };
    unpack_zlib(packed, &mut count).ok_or_else(|| malformed(at, "pixels that do not unpack to its size"))
}

/// Returns how many bytes the pixels of a picture are, with the byte that stands before each row.
fn unpacked(head: &Chunk<'_>, (width, height): (u32, u32)) -> u64 {
    let [depth, colour, _, _, passes] = *head.data.last_chunk().unwrap_or(&[0; 5]);
    let samples = match colour {
        2 => 3,
        4 => 2,
        6 => 4,
        _ => 1,
    };
    let bytes = |width: u64, height: u64| match width {
        0 => 0,
        _ => (1 + (width * samples * u64::from(depth)).div_ceil(8)).saturating_mul(height),
    };
    if passes == 0 {
        return bytes(width.into(), height.into());
    }
    let along = |size: u32, first: u32, step: u32| u64::from(size.saturating_sub(first).div_ceil(step));
    PASSES.iter().map(|[x, y, across, down]| bytes(along(width, *x, *across), along(height, *y, *down))).sum()
}

/// Makes the error that something in the file contradicts its format.
fn malformed(at: usize, what: &str) -> MediaError {
    MediaError::Malformed { kind: Kind::Png, at, what: what.into() }
}

#[cfg(test)]
mod tests {
    use super::super::png::SIGNATURE;
    use super::super::samples::{chunk, png_header, png_pixels};
    use super::super::strip;
    use super::*;

    /// The packed pixels of the sample.
    fn packed() -> Vec<u8> {
        let pixels = png_pixels();
        pixels[8..pixels.len() - 4].to_vec()
    }

    /// Returns a PNG of two pixels with these chunks of pixels.
    fn file(chunks: &[Vec<u8>]) -> Vec<u8> {
        [SIGNATURE, &png_header(2, 1), &chunks.concat(), &chunk(b"IEND", b"")].concat()
    }

    #[test]
    fn what_stands_behind_the_pixels_is_cut_off() {
        let clean = file(&[png_pixels()]);
        assert_eq!(cut(&clean), Ok(None));
        let longer = [packed(), b"CANARY".to_vec()].concat();
        assert_eq!(strip(&file(&[chunk(b"IDAT", &longer)])).expect("sound").into_owned(), clean);
        // Also where it is spread over several chunks.
        let parts: Vec<_> = longer.chunks(3).map(|part| chunk(b"IDAT", part)).collect();
        assert_eq!(strip(&file(&parts)).expect("sound").into_owned(), clean);
    }

    #[test]
    fn more_than_the_picture_has_room_for_is_refused() {
        let message = |bytes: &[u8]| strip(bytes).expect_err("not sound").to_string();
        let more = [SIGNATURE, &png_header(1, 1), &png_pixels(), &chunk(b"IEND", b"")].concat();
        assert_eq!(message(&more), "the PNG has pixels that do not unpack to its size at byte 33");
        let none = file(&[chunk(b"IDAT", b"words")]);
        assert_eq!(message(&none), "the PNG has pixels that do not unpack to its size at byte 33");
        let twice = file(&[png_pixels(), chunk(b"gAMA", &[0; 4]), png_pixels()]);
        assert_eq!(message(&twice), "the PNG has pixels in two places at byte 75");
        let frame = |more: &[u8]| {
            let control = [&[0; 4][..], &2_u32.to_be_bytes(), &1_u32.to_be_bytes(), &[0; 14]].concat();
            file(&[
                chunk(b"acTL", &[0, 0, 0, 1, 0, 0, 0, 0]),
                png_pixels(),
                chunk(b"fcTL", &control),
                chunk(b"fdAT", &[&[0; 4][..], &packed(), more].concat()),
            ])
        };
        assert!(strip(&frame(b"")).is_ok());
        assert!(message(&frame(b"CANARY")).contains("bytes behind the pixels of a frame"));
    }

    #[test]
    fn rows_in_passes_are_as_long_as_the_picture() {
        let head = |passes| Chunk {
            name: *b"IHDR",
            data: if passes { &[0, 0, 8, 2, 0, 0, 1] } else { &[8, 2, 0, 0, 0] },
            whole: &[],
        };
        assert_eq!(unpacked(&head(false), (5, 3)), 3 * 16);
        // Fifteen pixels of three bytes each, and a byte for each of the seven rows that some pass has.
        assert_eq!(unpacked(&head(true), (5, 3)), 45 + 7);
    }
}
