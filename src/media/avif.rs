//! AVIF: a file comes in, its size goes out.
//!
//! The file is a tree of boxes. One of them names the picture among all items of the file, one
//! says which properties each item has, and the properties themselves stand in a third.

use super::reader::Reader;
use super::{Kind, MediaError};

/// Tells AVIF from its relatives by the brands in the first box.
pub(super) fn detect(bytes: &[u8]) -> Result<Kind, MediaError> {
    let mut reader = Reader::new(Kind::Avif, bytes);
    let (_, brands) = next_box(&mut reader)?;
    let mut brands = brands.rest().chunks_exact(4);
    if brands.any(|brand| matches!(brand, b"avif" | b"avis")) {
        return Ok(Kind::Avif);
    }
    Err(MediaError::Unsupported { what: "HEIC pictures and films are not read" })
}

/// Returns the size at which the picture is shown.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), MediaError> {
    let mut meta = find_box(Reader::new(Kind::Avif, bytes), b"meta")?;
    meta.take(4)?;
    let item = main_item(find_box(meta.clone(), b"pitm")?)?;
    let properties = find_box(meta, b"iprp")?;
    let wanted = properties_of(item, find_box(properties.clone(), b"ipma")?)?;
    let mut all = find_box(properties, b"ipco")?;
    let (mut size, mut is_on_its_side) = (None, false);
    let mut number = 0;
    while !all.is_at_end() {
        let (name, mut property) = next_box(&mut all)?;
        number += 1;
        if !wanted.contains(&number) {
            continue;
        }
        match &name {
            b"ispe" => {
                property.take(4)?;
                size = Some((property.big32()?, property.big32()?));
            }
            b"irot" => is_on_its_side = property.byte()? & 1 == 1,
            b"clap" => {
                return Err(MediaError::Unsupported { what: "cropped AVIF is not measured" });
            }
            _ => {}
        }
    }
    let (width, height) = size.ok_or_else(|| all.malformed("no `ispe` box with its size"))?;
    Ok(if is_on_its_side { (height, width) } else { (width, height) })
}

/// Returns the number of the item that is the picture.
fn main_item(mut reader: Reader<'_>) -> Result<u32, MediaError> {
    let [version, ..] = reader.array::<4>()?;
    if version == 0 { Ok(reader.big16()?.into()) } else { reader.big32() }
}

/// Returns the numbers of the properties of an item, counted from one.
fn properties_of(item: u32, mut reader: Reader<'_>) -> Result<Vec<u16>, MediaError> {
    let [version, .., flags] = reader.array::<4>()?;
    for _ in 0..reader.big32()? {
        let found = if version == 0 { reader.big16()?.into() } else { reader.big32()? };
        let count = usize::from(reader.byte()?);
        let mut numbers = Vec::with_capacity(count);
        for _ in 0..count {
            // The uppermost bit says whether the property is essential, which all are to a size.
            let number = match flags & 1 {
                1 => reader.big16()? & 0x7fff,
                _ => u16::from(reader.byte()? & 0x7f),
            };
            numbers.push(number);
        }
        if found == item {
            return Ok(numbers);
        }
    }
    Err(reader.malformed("no properties of its picture"))
}

/// Finds the first box of a name.
fn find_box<'a>(mut reader: Reader<'a>, wanted: &[u8; 4]) -> Result<Reader<'a>, MediaError> {
    let start = reader.at();
    while !reader.is_at_end() {
        let (name, inside) = next_box(&mut reader)?;
        if name == *wanted {
            return Ok(inside);
        }
    }
    let wanted = String::from_utf8_lossy(wanted);
    Err(reader.malformed_at(start, &format!("no `{wanted}` box")))
}

/// Reads the next box: its name and what it holds.
fn next_box<'a>(reader: &mut Reader<'a>) -> Result<([u8; 4], Reader<'a>), MediaError> {
    let at = reader.at();
    let short = reader.big32()?;
    let name = reader.array()?;
    let length = match short {
        // Zero is for the last box, which goes on to the end.
        0 => Some(reader.rest().len()),
        1 => {
            let long = u64::from_be_bytes(reader.array()?);
            usize::try_from(long).ok().and_then(|long| long.checked_sub(16))
        }
        _ => usize::try_from(short).ok().and_then(|short| short.checked_sub(8)),
    };
    let length = length.ok_or_else(|| reader.malformed_at(at, "a box shorter than its head"))?;
    Ok((name, reader.part(length)?))
}

#[cfg(test)]
mod tests {
    use super::super::samples::avif;
    use super::*;

    #[test]
    fn size_is_that_of_the_main_picture_after_turning() {
        assert_eq!(size(&avif()), Ok((48, 64)));
    }

    #[test]
    fn missing_box_is_named() {
        let hide = |name: &[u8]| {
            let mut bytes = avif();
            let at = bytes.windows(4).position(|window| window == name).expect("the box is there");
            bytes[at] = b'x';
            size(&bytes).expect_err("a box is missing").to_string()
        };
        assert_eq!(hide(b"meta"), "the AVIF has no `meta` box at byte 0");
        assert_eq!(hide(b"pitm"), "the AVIF has no `pitm` box at byte 36");
        assert!(hide(b"ipma").contains("no `ipma` box"));
        let mut bytes = avif();
        let last = bytes.windows(4).rposition(|window| window == b"ispe").expect("there are two");
        bytes[last] = b'x';
        let error = size(&bytes).expect_err("the size is missing").to_string();
        assert!(error.contains("no `ispe` box with its size"), "{error}");
    }
}
