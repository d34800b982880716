//! TIFF: a picture comes in, and the same without what cameras and programs wrote into it goes out.
//!
//! A picture is a list of tags, and pages follow one another. Kept are the tags that a reader needs to show it, the way it is
//! to be turned, and its place on Earth where it is a map. The others leave their list, and what they said becomes zeros;
//! nothing is moved. Raw pictures, whose makers keep in tags of their own what it takes to show them, are left alone.

use std::ops::Range;

use super::blank::blank;
use super::icc;

/// The number of pages and parts above which a file is not looked through.
const MOST: usize = 2_000;

/// The number of profiles of colours above which a file is not looked through.
const MOST_PROFILES: usize = 64;

/// How deep notes lie in notes.
const DEEPEST: u8 = 4;

/// A picture without metadata.
pub(super) struct Tiff {
    /// The file.
    pub(super) bytes: Vec<u8>,
    /// Whether it is a map, which says where on Earth it lies.
    pub(super) is_map: bool,
}

/// Tells whether a file begins like one.
pub(super) fn is_tiff(bytes: &[u8]) -> bool {
    bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*")
}

/// Tells whether a reader needs a tag to show the picture.
fn is_needed(tag: u16) -> bool {
    matches!(
        tag,
        254..=259 | 262..=266 | 273 | 274 | 277..=284 | 286..=293 | 296 | 297 | 301 | 317..=325 | 330 | 332 | 334
            | 336 | 338..=347 | 512..=521 | 529..=532 | 32995..=32998 | 34675 | 42113 | 50674
    )
}

/// Tells whether a tag says where on Earth a map lies.
fn is_of_map(tag: u16) -> bool {
    matches!(tag, 33550 | 33922 | 34264 | 34735..=34737)
}

/// Returns the file without metadata; nothing where it is broken, or a raw picture.
pub(super) fn strip(bytes: &[u8]) -> Option<Tiff> {
    let is_big = bytes.starts_with(b"MM");
    if !is_tiff(bytes) || bytes.get(8..10) == Some(b"CR") {
        return None;
    }
    let room = bytes.len().saturating_mul(4);
    let mut reader = Directories {
        bytes,
        is_big,
        gone: Vec::new(),
        kept: std::iter::once(0..8).collect(),
        seen: Vec::new(),
        room,
        profiles: Vec::new(),
        is_map: false,
    };
    let mut lists = Vec::new();
    let mut next = vec![reader.four(4)?];
    while let Some(at) = next.pop() {
        if at == 0 || reader.seen.contains(&at) {
            continue;
        }
        lists.push(reader.page(at, &mut next)?);
    }
    let Directories { gone, kept, profiles, is_map, .. } = reader;
    let mut out = bytes.to_vec();
    blank(&mut out, gone, kept);
    profiles.into_iter().for_each(|profile| icc::blank(&mut out[profile]));
    for list in lists {
        list.write(&mut out, bytes, is_big);
    }
    Some(Tiff { bytes: out, is_map })
}

/// The lists of tags of a file.
struct Directories<'a> {
    bytes: &'a [u8],
    is_big: bool,
    /// What is to become zeros.
    gone: Vec<Range<usize>>,
    /// What has to stay.
    kept: Vec<Range<usize>>,
    /// The places of the lists that were read.
    seen: Vec<usize>,
    /// How many bytes may still be read, for many tags may lead to the same.
    room: usize,
    /// Where profiles of colours stand.
    profiles: Vec<Range<usize>>,
    is_map: bool,
}

/// The list of tags of a page.
struct List {
    /// Where it stands: the number of its tags, twelve bytes for each, and the place of the next list.
    place: Range<usize>,
    /// Where those stand that stay.
    stays: Vec<usize>,
}

/// A tag of a list.
struct Tag {
    number: u16,
    /// Where the tag stands.
    at: usize,
    /// Where its value stands.
    value: Range<usize>,
}

impl Directories<'_> {
    /// Reads a number of two bytes.
    fn two(&self, at: usize) -> Option<usize> {
        let two = *self.bytes.get(at..)?.first_chunk()?;
        Some(if self.is_big { u16::from_be_bytes(two) } else { u16::from_le_bytes(two) }.into())
    }

    /// Reads a number of four bytes.
    fn four(&self, at: usize) -> Option<usize> {
        let four = *self.bytes.get(at..)?.first_chunk()?;
        Some(if self.is_big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) } as usize)
    }

    /// Reads the list at a place: where it stands, and its tags.
    fn tags(&mut self, at: usize) -> Option<(Range<usize>, Vec<Tag>)> {
        if self.seen.len() >= MOST {
            return None;
        }
        self.seen.push(at);
        let count = self.two(at)?;
        self.room = self.room.checked_sub(12 * count)?;
        let mut tags = Vec::with_capacity(count.min(1000));
        for index in 0..count {
            let at = at + 2 + 12 * index;
            let size = match self.two(at + 2)? {
                1 | 2 | 6 | 7 => 1,
                3 | 8 => 2,
                4 | 9 | 11 | 13 => 4,
                5 | 10 | 12 => 8,
                _ => return None,
            };
            let length = self.four(at + 4)?.checked_mul(size)?;
            let start = if length <= 4 { at + 8 } else { self.four(at + 8)? };
            let value = start..start.checked_add(length)?;
            self.bytes.get(value.clone())?;
            tags.push(Tag { number: self.two(at)? as u16, at, value });
        }
        let end = at + 2 + 12 * count + 4;
        (end <= self.bytes.len()).then_some((at..end, tags))
    }

    /// Reads the list of a page, notes the next ones, and tells what stays of it.
    fn page(&mut self, at: usize, next: &mut Vec<usize>) -> Option<List> {
        let (place, tags) = self.tags(at)?;
        self.kept.push(place.clone());
        next.push(self.four(place.end - 4)?);
        let mut stays = Vec::new();
        for tag in &tags {
            // Settings of raw pictures, and colours as the sensor saw them.
            let is_raw = matches!(tag.number, 33421 | 33422 | 50706..=50741)
                || tag.number == 259 && matches!(self.two(tag.value.start)?, 32_767 | 34_713 | 65_535)
                || tag.number == 262 && self.two(tag.value.start)? == 32_803;
            if is_raw {
                return None;
            }
            self.is_map |= is_of_map(tag.number);
            if !is_needed(tag.number) && !is_of_map(tag.number) {
                self.drop(tag, 0)?;
                continue;
            }
            stays.push(tag.at);
            self.kept.push(tag.value.clone());
            match tag.number {
                34_675 => {
                    self.profiles.push(tag.value.clone());
                    if self.profiles.len() > MOST_PROFILES {
                        return None;
                    }
                }
                330 => {
                    next.extend(self.numbers(tag)?);
                    if next.len() > MOST {
                        return None;
                    }
                }
                _ => self.keep_pixels(tag, &tags)?,
            }
        }
        Some(List { place, stays })
    }

    /// Keeps the pixels to which a tag leads, whose lengths stand in another.
    fn keep_pixels(&mut self, tag: &Tag, tags: &[Tag]) -> Option<()> {
        let lengths = match tag.number {
            273 => 279,
            324 => 325,
            288 => 289,
            513 => 514,
            // Tables of an old way of packing, each of 64 bytes, or of 16 and as many as those say.
            519..=521 => {
                for at in self.numbers(tag)? {
                    self.kept.push(at..at.checked_add(16 + 256)?);
                }
                return Some(());
            }
            _ => return Some(()),
        };
        let starts = self.numbers(tag)?;
        let Some(lengths) = tags.iter().find(|tag| tag.number == lengths) else {
            // The pixels go on as far as they do.
            self.kept.extend(starts.iter().min().map(|start| *start..usize::MAX));
            return Some(());
        };
        let lengths = self.numbers(lengths)?;
        self.kept.extend(starts.into_iter().zip(lengths).map(|(start, length)| start..start.saturating_add(length)));
        Some(())
    }

    /// Returns the numbers in the value of a tag.
    fn numbers(&mut self, tag: &Tag) -> Option<Vec<usize>> {
        self.room = self.room.checked_sub(tag.value.len())?;
        match self.two(tag.at + 2)? {
            3 => tag.value.clone().step_by(2).map(|at| self.two(at)).collect(),
            4 | 13 => tag.value.clone().step_by(4).map(|at| self.four(at)).collect(),
            _ => None,
        }
    }

    /// Notes that what a tag says is to go, and the notes to which it leads.
    fn drop(&mut self, tag: &Tag, depth: u8) -> Option<()> {
        self.gone.push(tag.value.clone());
        // Notes of the camera, of the place, and of what programs can do with them.
        if !matches!(tag.number, 34_665 | 34_853 | 40_965) || depth == DEEPEST {
            return Some(());
        }
        let at = self.four(tag.value.start)?;
        if self.seen.contains(&at) {
            return Some(());
        }
        // Notes that are broken stay unread, and with them the file.
        let (place, tags) = self.tags(at)?;
        self.gone.push(place);
        tags.iter().try_for_each(|tag| self.drop(tag, depth + 1))
    }
}

impl List {
    /// Writes the list anew with the tags that stay.
    fn write(&self, out: &mut [u8], bytes: &[u8], is_big: bool) {
        let count = self.stays.len() as u16;
        let mut list = if is_big { count.to_be_bytes() } else { count.to_le_bytes() }.to_vec();
        self.stays.iter().for_each(|at| list.extend(&bytes[*at..at + 12]));
        list.extend(&bytes[self.place.end - 4..self.place.end]);
        list.resize(self.place.len(), 0);
        out[self.place.clone()].copy_from_slice(&list);
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::samples::CANARY;
    use super::*;

    /// Returns a picture of one grey pixel with notes of a camera, to be turned.
    pub(in crate::media) fn sample(is_big: bool) -> Vec<u8> {
        let two = |number: u16| if is_big { number.to_be_bytes() } else { number.to_le_bytes() }.to_vec();
        let four = |number: u32| if is_big { number.to_be_bytes() } else { number.to_le_bytes() }.to_vec();
        let short = |tag: u16, value: u16| [two(tag), two(3), four(1), two(value), vec![0, 0]].concat();
        let long = |tag: u16, value: u32| [two(tag), two(4), four(1), four(value)].concat();
        let words = |tag: u16, at: u32| [two(tag), two(2), four(12), four(at)].concat();
        let (page, notes) = (8, 8 + 2 + 13 * 12 + 4);
        let values = notes + 2 + 12 + 4;
        [
            if is_big { b"MM\0*".to_vec() } else { b"II*\0".to_vec() },
            four(page),
            two(13),
            short(256, 1),
            short(257, 1),
            short(258, 8),
            short(259, 1),
            short(262, 1),
            words(271, values),
            long(273, values + 12),
            short(274, 6),
            short(277, 1),
            short(278, 1),
            long(279, 1),
            words(33_432, values + 14),
            long(34_853, notes),
            four(0),
            two(1),
            words(29, values + 26),
            four(0),
            [CANARY, b"......", &[251, 0], CANARY, b"......", CANARY, b"......"].concat(),
        ]
        .concat()
    }

    #[test]
    fn pixels_are_left_where_they_were_and_no_word() {
        for is_big in [false, true] {
            let whole = sample(is_big);
            let stripped = strip(&whole).expect("the sample is sound");
            assert!(!stripped.is_map);
            let bytes = stripped.bytes;
            assert!(!bytes.windows(6).any(|window| window == CANARY), "{}", String::from_utf8_lossy(&bytes));
            assert_eq!(bytes.len(), whole.len());
            let pixel = whole.iter().position(|byte| *byte == 251).expect("it is there");
            assert_eq!(bytes[pixel], 251);
            let two = |at: usize| usize::from(bytes[at]) | usize::from(bytes[at + 1]);
            assert_eq!(two(8), 10, "three tags of thirteen are gone");
            assert_eq!(strip(&bytes).map(|again| again.bytes), Some(bytes));
        }
    }

    #[test]
    fn raw_pictures_are_left_alone() {
        let mut raw = sample(false);
        let at = raw.windows(2).position(|window| window == 33_432_u16.to_le_bytes()).expect("it is there");
        raw[at..at + 2].copy_from_slice(&50_706_u16.to_le_bytes());
        assert!(strip(&raw).is_none());
    }

    #[test]
    fn map_keeps_its_place_and_says_so() {
        let mut map = sample(false);
        let at = map.windows(2).position(|window| window == 33_432_u16.to_le_bytes()).expect("it is there");
        map[at..at + 2].copy_from_slice(&34_737_u16.to_le_bytes());
        assert!(strip(&map).is_some_and(|map| map.is_map));
    }

    #[test]
    fn nothing_that_is_broken_does_harm() {
        for whole in [sample(false), sample(true)] {
            for end in 0..whole.len() {
                let _ = strip(&whole[..end]);
            }
            for at in 0..whole.len() {
                for byte in [0, 1, 8, 0xff] {
                    let mut changed = whole.clone();
                    changed[at] = byte;
                    assert!(strip(&changed).is_none_or(|tiff| tiff.bytes.len() == whole.len()));
                }
            }
        }
    }
}
