//! Stills in boxes (AVIF, HEIC): a file comes in, and the same without what cameras and programs wrote into it goes out.
//!
//! The file is a list of items, of which some are pictures and some are notes (Exif, XMP). Items are told by their distance
//! from the beginning, so nothing is moved: the bytes of notes become zeros and their kind one that nobody reads. How a
//! picture is turned does not stand in the notes.

use std::ops::Range;

use super::blank::blank;
use super::film::{Film, Part, boxes};
use super::icc;

/// The kinds of items that are pictures, or say how some are put together.
const PICTURES: [&[u8]; 16] = [
    b"av01", b"hvc1", b"hev1", b"lhv1", b"hvt1", b"avc1", b"vvc1", b"evc1", b"jpeg", b"j2k1", b"unci", b"mski",
    b"grid", b"iden", b"iovl", b"tmap",
];

/// Returns the file without metadata; nothing where it is broken, or of a kind that is not known to the end.
pub(super) fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut film = Film { bytes: bytes.to_vec(), has_diary: false };
    let mut items = Items::default();
    let (mut has_items, mut has_tracks, mut data) = (false, false, Vec::new());
    for part in boxes(bytes, 0..bytes.len())? {
        match &part.name {
            b"meta" if !has_items => {
                has_items = true;
                items.read(bytes, &part, &mut film)?;
            }
            b"moov" => has_tracks |= film.movie(bytes, &part)?,
            b"mdat" => data.push(part.inside),
            b"ftyp" | b"styp" | b"moof" | b"mfra" | b"sidx" => {}
            _ => film.free(&part),
        }
    }
    if !has_items || film.has_diary {
        return None;
    }
    let mut gone = items.notes;
    // Among the bytes of items nothing else has to stand, unless tracks point there as well.
    if !has_tracks {
        gone.extend(data);
        gone.extend(items.data);
    }
    blank(&mut film.bytes, gone, items.pictures);
    Some(film.bytes)
}

/// What the list of items says.
#[derive(Default)]
struct Items {
    /// The numbers of those that are notes, in order.
    noted: Vec<u32>,
    /// The bytes of notes.
    notes: Vec<Range<usize>>,
    /// The bytes of pictures.
    pictures: Vec<Range<usize>>,
    /// The box in which bytes of items may stand.
    data: Option<Range<usize>>,
}

impl Items {
    /// Reads the box that lists them, and takes out of it what says something.
    fn read(&mut self, bytes: &[u8], meta: &Part, film: &mut Film) -> Option<()> {
        let parts =
            boxes(bytes, meta.inside.start.checked_add(4).filter(|at| *at <= meta.inside.end)?..meta.inside.end)?;
        let one = |name: &[u8; 4]| parts.iter().find(|part| part.name == *name);
        self.data = one(b"idat").map(|part| part.inside.clone());
        self.kinds(bytes, one(b"iinf")?, film)?;
        self.places(bytes, one(b"iloc")?)?;
        let mut seen: Vec<[u8; 4]> = Vec::new();
        for part in &parts {
            let is_first = !seen.contains(&part.name);
            match &part.name {
                // The name of the program's part that reads the rest.
                b"hdlr" if is_first => film.blank(part, 12, usize::MAX),
                b"iprp" if is_first => properties(bytes, part, film)?,
                b"iinf" | b"iloc" | b"idat" | b"pitm" | b"iref" | b"grpl" | b"dinf" if is_first => {}
                // Keys to pictures that are locked.
                b"ipro" => return None,
                _ => film.free(part),
            }
            if seen.len() < 32 {
                seen.push(part.name);
            }
        }
        Some(())
    }

    /// Reads what kind each item is of, and makes notes ones of no kind.
    fn kinds(&mut self, bytes: &[u8], part: &Part, film: &mut Film) -> Option<()> {
        let mut fields = Fields { bytes: bytes.get(..part.inside.end)?, at: part.inside.start };
        let head = if fields.number(4)? >> 24 == 0 { 2 } else { 4 };
        fields.number(head)?;
        for entry in boxes(bytes, fields.at..part.inside.end)? {
            if &entry.name != b"infe" {
                return None;
            }
            let mut fields = Fields { bytes: bytes.get(..entry.inside.end)?, at: entry.inside.start };
            let number = match fields.number(4)? >> 24 {
                2 => fields.number(2)?,
                3 => fields.number(4)?,
                _ => return None,
            };
            fields.number(2)?;
            let kind_at = fields.at;
            let kind = bytes.get(kind_at..kind_at + 4).filter(|_| kind_at + 4 <= entry.inside.end)?;
            if PICTURES.contains(&kind) {
                // How a program calls it; the name ends with a zero.
                film.bytes[kind_at + 4..entry.inside.end].fill(0);
                continue;
            }
            if !matches!(kind, b"Exif" | b"mime" | b"uri " | b"free") {
                return None;
            }
            self.noted.push(u32::try_from(number).ok()?);
            film.bytes[kind_at..kind_at + 4].copy_from_slice(b"free");
            film.bytes[kind_at + 4..entry.inside.end].fill(0);
        }
        self.noted.sort_unstable();
        Some(())
    }

    /// Reads where the bytes of each item stand.
    fn places(&mut self, bytes: &[u8], part: &Part) -> Option<()> {
        let mut fields = Fields { bytes: bytes.get(..part.inside.end)?, at: part.inside.start };
        let version = fields.number(4)? >> 24;
        let sizes = fields.number(2)?;
        let size = |shift: u32| (sizes >> shift & 0xf) as usize;
        let (offset_size, length_size, base_size) = (size(12), size(8), size(4));
        let index_size = if version == 0 { 0 } else { size(0) };
        // A length of nothing means all of the file.
        if version > 2
            || !matches!(length_size, 4 | 8)
            || [offset_size, base_size, index_size].iter().any(|size| *size > 8)
        {
            return None;
        }
        for _ in 0..fields.number(if version < 2 { 2 } else { 4 })? {
            let number = fields.number(if version < 2 { 2 } else { 4 })?;
            let way = if version == 0 { 0 } else { fields.number(2)? & 0xf };
            // The bytes stand in another file, or in those of another item.
            let source = fields.number(2)?;
            if source != 0 || way > 1 {
                return None;
            }
            let within = if way == 1 { self.data.clone()? } else { 0..bytes.len() };
            let base = fields.number(base_size)?;
            let is_note = u32::try_from(number).is_ok_and(|number| self.noted.binary_search(&number).is_ok());
            for _ in 0..fields.number(2)? {
                fields.number(index_size)?;
                let (offset, length) = (fields.number(offset_size)?, fields.number(length_size)?);
                let start = usize::try_from(base.checked_add(offset)?).ok()?.checked_add(within.start)?;
                let end = start.checked_add(usize::try_from(length).ok()?)?;
                if end > within.end || length == 0 {
                    return None;
                }
                if is_note { self.notes.push(start..end) } else { self.pictures.push(start..end) }
            }
        }
        Some(())
    }
}

/// Takes what says something out of the properties of items.
fn properties(bytes: &[u8], part: &Part, film: &mut Film) -> Option<()> {
    for list in boxes(bytes, part.inside.clone())? {
        if &list.name == b"ipco" {
            for property in boxes(bytes, list.inside.clone())? {
                if &property.name == b"colr" && property.inside.len() > 4 {
                    icc::blank(&mut film.bytes[property.inside.start + 4..property.inside.end]);
                }
                // Descriptions in words, days, and what programs thought of.
                if matches!(
                    &property.name,
                    b"udes" | b"altt" | b"crtt" | b"mdft" | b"rdes" | b"uuid" | b"free" | b"skip"
                ) {
                    film.free(&property);
                }
            }
        } else if &list.name != b"ipma" {
            film.free(&list);
        }
    }
    Some(())
}

/// Numbers that stand one behind the other.
struct Fields<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Fields<'_> {
    /// Reads a number of so many bytes, at most eight.
    fn number(&mut self, size: usize) -> Option<u64> {
        let end = self.at.checked_add(size)?;
        let found = self.bytes.get(self.at..end)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
        self.at = end;
        Some(found)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::brands::is_still;
    use super::super::film::{self, tests::boxed};
    use super::super::samples::CANARY;
    use super::*;

    /// Returns a still of some brand with notes and words wherever there is a place for some.
    pub(in crate::media) fn sample(brand: &[u8; 4]) -> Vec<u8> {
        let full = |name: &[u8; 4], version: u8, inside: &[u8]| boxed(name, &[&[version, 0, 0, 0], inside].concat());
        let item = |number: u8, kind: &[u8; 4], words: &[u8]| {
            full(b"infe", 2, &[&[0, number, 0, 0], &kind[..], words, b"\0"].concat())
        };
        let items =
            [item(1, b"av01", CANARY), item(2, b"Exif", CANARY), item(3, b"mime", b"CANARY\0application/rdf+xml")];
        let head = |places: &[u8]| {
            let sized = full(b"ispe", 0, &[0, 0, 0, 64, 0, 0, 0, 48]);
            let properties = [
                sized,
                full(b"udes", 0, CANARY),
                boxed(b"colr", &[b"prof", &super::icc::tests::sample()[..]].concat()),
                boxed(b"uuid", CANARY),
            ]
            .concat();
            let owners = full(b"ipma", 0, &[0, 0, 0, 1, 0, 1, 1, 1]);
            let tree = [boxed(b"ipco", &properties), owners].concat();
            let inside = [
                full(b"hdlr", 0, &[&[0; 4], &b"pict"[..], &[0; 12], CANARY, b"\0"].concat()),
                full(b"pitm", 0, &[0, 1]),
                full(b"iloc", 1, places),
                full(b"iinf", 0, &[&[0, 3], &items.concat()[..]].concat()),
                boxed(b"iprp", &tree),
                boxed(b"idat", b"CANARY in the box."),
                boxed(b"udta", CANARY),
            ];
            [boxed(b"ftyp", &[brand, &[0; 4], &b"mif1"[..], brand].concat()), full(b"meta", 0, &inside.concat())]
                .concat()
        };
        // The picture in two parts, with notes between them; further notes in the box.
        let places = |start: usize| {
            let four = |number: usize| (number as u32).to_be_bytes().to_vec();
            let of = |number: u8, way: u8, parts: &[(usize, usize)]| {
                let parts: Vec<u8> =
                    parts.iter().flat_map(|(at, length)| [four(*at), four(*length)].concat()).collect();
                let count = (parts.len() / 8) as u8;
                [&[0, number, 0, way, 0, 0, 0, count], &parts[..]].concat()
            };
            [
                vec![0x44, 0, 0, 3],
                of(1, 0, &[(start, 5), (start + 11, 5)]),
                of(2, 0, &[(start + 5, 6)]),
                of(3, 1, &[(0, 6)]),
            ]
            .concat()
        };
        let start = head(&places(0)).len() + 8;
        let data = [&b"pixelCANARYpixelCANARY"[..]].concat();
        [head(&places(start)), boxed(b"mdat", &data), boxed(b"free", CANARY)].concat()
    }

    #[test]
    fn still_is_left_where_it_was_and_no_word() {
        for brand in [b"avif", b"heic"] {
            let whole = sample(brand);
            assert!(is_still(&whole));
            let stripped = strip(&whole).expect("the sample is sound");
            assert!(!stripped.windows(6).any(|window| window == CANARY), "{}", String::from_utf8_lossy(&stripped));
            assert_eq!(stripped.len(), whole.len());
            let at = |bytes: &[u8]| bytes.windows(5).position(|window| window == b"pixel");
            assert_eq!(at(&stripped), at(&whole));
            assert_eq!(stripped.windows(5).filter(|window| *window == b"pixel").count(), 2);
            assert_eq!(strip(&stripped), Some(stripped));
        }
    }

    #[test]
    fn pictures_stay_where_a_note_lies_over_them() {
        let mut whole = sample(b"avif");
        let start = whole.windows(5).position(|window| window == b"pixel").expect("it is there");
        let note = (start as u32 + 5).to_be_bytes();
        let at = whole.windows(8).position(|window| window == [note, [0, 0, 0, 6]].concat()).expect("it is there");
        whole[at..at + 4].copy_from_slice(&(start as u32).to_be_bytes());
        let stripped = strip(&whole).expect("it is sound");
        assert_eq!(&stripped[start..start + 16], b"pixel\0\0\0\0\0\0pixel");
    }

    #[test]
    fn nothing_that_is_broken_does_harm() {
        let whole = sample(b"heic");
        for end in 0..whole.len() {
            let _ = (is_still(&whole[..end]), strip(&whole[..end]));
        }
        for at in 0..whole.len() {
            for byte in [0, 1, 0x40, 0xff] {
                let mut changed = whole.clone();
                changed[at] = byte;
                assert!(strip(&changed).is_none_or(|stripped| stripped.len() == whole.len()));
            }
        }
        assert!(!is_still(b"") && !is_still(b"\0\0\0\x18ftypisom\0\0\0\0mp42") && !is_still(b"\0\0\0\0ftyp"));
        assert!(strip(&film::tests::sample(b"vide")).is_none());
    }
}
