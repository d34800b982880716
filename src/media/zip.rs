//! Archives (ZIP), which office documents are: bytes come in, the names of the files inside and their beginnings go out, or
//! the same archive with some of them written anew.

use std::borrow::Cow;

use miniz_oxide::deflate::compress_to_vec;

use super::deflate::{Bytes, unpack};

/// The number of files above which an archive is not looked through.
const MOST: usize = 10_000;

/// A file inside an archive.
pub(super) struct Inside<'a> {
    /// Its name.
    pub(super) name: &'a [u8],
    /// How it is packed.
    method: u16,
    /// What it is packed to, and what stands behind it.
    packed: &'a [u8],
}

#[cfg(test)]
impl<'a> Inside<'a> {
    /// Returns a file that is not well packed.
    pub(super) fn new(name: &'a [u8], packed: &'a [u8]) -> Inside<'a> {
        Inside { name, method: 0, packed }
    }
}

impl Inside<'_> {
    /// Returns how many bytes it is packed to.
    pub(super) fn packed_size(&self) -> usize {
        self.packed.len()
    }

    /// Returns the beginning of the file, up to a number of bytes; empty where it cannot be unpacked.
    pub(super) fn beginning(&self, limit: usize) -> Vec<u8> {
        match self.method {
            0 => self.packed[..self.packed.len().min(limit)].to_vec(),
            8 => {
                let mut bytes = Bytes { found: Vec::new(), limit };
                // What was unpacked before there was no room left is enough.
                let _ = unpack(self.packed, &mut bytes);
                bytes.found
            }
            _ => Vec::new(),
        }
    }
}

/// A file inside an archive, with what its list says of it.
pub(super) struct Entry<'a> {
    /// Its name.
    pub(super) name: &'a [u8],
    /// What it is packed to.
    pub(super) packed: &'a [u8],
    /// Whether a password is needed.
    pub(super) is_locked: bool,
    /// Where it stands in the archive.
    place: usize,
    /// What the list has of it before its name.
    head: &'a [u8],
}

impl<'a> Entry<'a> {
    /// Returns the file alone.
    fn file(&self) -> Inside<'a> {
        let method = u16::from_le_bytes([self.head[10], self.head[11]]);
        Inside { name: self.name, method, packed: self.packed }
    }

    /// Returns the beginning of the file, up to a number of bytes; empty where it cannot be unpacked.
    pub(super) fn unpacked(&self, limit: usize) -> Vec<u8> {
        self.file().beginning(limit)
    }
}

/// Lists the files inside an archive; nothing where it is none, or broken.
pub(super) fn files(bytes: &[u8]) -> Option<Vec<Inside<'_>>> {
    // A list that is too long is read as far as it goes.
    Some(listed(bytes)?.0.iter().map(Entry::file).collect())
}

/// Lists the files inside an archive with all that is said of them, in the order in which they stand; nothing where it is
/// none, broken, or too large to be written anew.
pub(super) fn entries(bytes: &[u8]) -> Option<Vec<Entry<'_>>> {
    let (mut found, is_whole) = listed(bytes)?;
    found.sort_by_key(|entry| entry.place);
    let packed: usize = found.iter().map(|entry| entry.packed.len()).sum();
    (is_whole && packed <= bytes.len()).then_some(found)
}

/// Lists the files inside an archive, and tells whether these are all.
fn listed(bytes: &[u8]) -> Option<(Vec<Entry<'_>>, bool)> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    // The list stands at the end, with a place for words behind it.
    let tail = bytes.len().saturating_sub(22 + 0xffff);
    let end = tail + bytes[tail..].windows(4).rposition(|mark| mark == b"PK\x05\x06")?;
    let small = |at: usize| bytes.get(at..at + 2).map(|two| usize::from(u16::from_le_bytes([two[0], two[1]])));
    let large = |at: usize| {
        let four = bytes.get(at..at + 4)?;
        Some(u32::from_le_bytes([four[0], four[1], four[2], four[3]]) as usize)
    };
    let (count, mut at) = (small(end + 10)?, large(end + 16)?);
    let mut found = Vec::new();
    for _ in 0..count.min(MOST) {
        if bytes.get(at..at + 4)? != b"PK\x01\x02" {
            return None;
        }
        let (flags, packed, place) = (small(at + 8)?, large(at + 20)?, large(at + 42)?);
        let (name, more, note) = (small(at + 28)?, small(at + 30)?, small(at + 32)?);
        let start =
            place.checked_add(30)?.checked_add(small(place.checked_add(26)?)?)?.checked_add(small(place + 28)?)?;
        let packed = bytes.get(start..start.checked_add(packed)?)?;
        let (head, name_bytes) = (bytes.get(at..at + 46)?, bytes.get(at + 46..at + 46 + name)?);
        found.push(Entry { name: name_bytes, packed, is_locked: flags & 1 == 1, place, head });
        at += 46 + name + more + note;
    }
    Some((found, count <= MOST))
}

/// What is written for a file inside an archive.
pub(super) enum Content {
    /// What it was packed to.
    Same,
    /// Other bytes, as they are.
    Plain(Vec<u8>),
    /// Other bytes, which are packed.
    Packed(Vec<u8>),
}

/// Writes an archive of files that stay as they are packed, or are written anew, without days and notes.
pub(super) fn write(files: Vec<(Entry<'_>, Content)>) -> Option<Vec<u8>> {
    let (mut out, mut list) = (Vec::new(), Vec::new());
    let count = u16::try_from(files.len()).ok()?.to_le_bytes();
    for (entry, content) in &files {
        // The first day that there is.
        const DAY: [u8; 4] = [0, 0, 0x21, 0];
        // What is needed to read it, and in which letters it is called.
        let flags = u16::from_le_bytes([entry.head[8], entry.head[9]]) & 0x0806;
        let anew = |bytes: &[u8], packed: &[u8], method: u8| {
            let length = |bytes: &[u8]| u32::try_from(bytes.len()).ok().map(u32::to_le_bytes);
            let sum = crc32fast::hash(bytes).to_le_bytes();
            Some([[method, 0].as_slice(), &DAY, &sum, &length(packed)?, &length(bytes)?].concat())
        };
        let (packing, packed) = match content {
            Content::Same => ([&entry.head[10..12], &DAY, &entry.head[16..28]].concat(), Cow::Borrowed(entry.packed)),
            Content::Plain(bytes) => (anew(bytes, bytes, 0)?, Cow::Borrowed(&bytes[..])),
            Content::Packed(bytes) => {
                let packed = compress_to_vec(bytes, 6);
                (anew(bytes, &packed, 8)?, Cow::Owned(packed))
            }
        };
        let length = u16::try_from(entry.name.len()).ok()?.to_le_bytes();
        let shared = [&[20, 0], &flags.to_le_bytes()[..], &packing, &length, &[0, 0]].concat();
        let place = u32::try_from(out.len()).ok()?.to_le_bytes();
        list.extend(
            [b"PK\x01\x02", &entry.head[4..6], &shared, &[0; 4], &entry.head[36..42], &place, entry.name].concat(),
        );
        out.extend([b"PK\x03\x04", &shared[..], entry.name].concat());
        out.extend_from_slice(&packed);
    }
    let (place, length) = (u32::try_from(out.len()).ok()?.to_le_bytes(), u32::try_from(list.len()).ok()?.to_le_bytes());
    out.extend(list);
    out.extend([&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &length, &place, &[0, 0]].concat());
    Some(out)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Returns an archive of some files, which are not packed.
    pub(in crate::media) fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let (mut out, mut list) = (Vec::new(), Vec::new());
        for (name, bytes) in files {
            let length = (bytes.len() as u32).to_le_bytes();
            let shared = [
                &[20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0][..],
                &length,
                &length,
                &(name.len() as u16).to_le_bytes(),
                &[0, 0],
            ]
            .concat();
            list.extend(
                [
                    b"PK\x01\x02\x14\0".to_vec(),
                    shared.clone(),
                    vec![0; 10],
                    (out.len() as u32).to_le_bytes().to_vec(),
                    name.as_bytes().to_vec(),
                ]
                .concat(),
            );
            out.extend([b"PK\x03\x04", &shared[..], name.as_bytes(), bytes].concat());
        }
        let (count, place) = ((files.len() as u16).to_le_bytes(), out.len() as u32);
        let length = list.len() as u32;
        out.extend(list);
        out.extend(
            [&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &length.to_le_bytes(), &place.to_le_bytes(), &[0, 0]].concat(),
        );
        out
    }

    #[test]
    fn files_are_listed_and_read() {
        let whole = archive(&[("a/b.xml", b"words"), ("c", b"")]);
        let found = files(&whole).expect("it is sound");
        let read: Vec<_> = found.iter().map(|file| (file.name, file.beginning(4))).collect();
        assert_eq!(read, [(&b"a/b.xml"[..], b"word".to_vec()), (b"c", Vec::new())]);
        for end in 0..whole.len() - 2 {
            assert!(files(&whole[..end]).is_none(), "{end}");
        }
        for at in 0..whole.len() {
            for byte in [0, 1, 0xff] {
                let mut changed = whole.clone();
                changed[at] = byte;
                files(&changed).iter().flatten().for_each(|file| drop(file.beginning(100)));
            }
        }
    }
}
