//! Archives (ZIP), which office documents are: bytes come in, the names of the files inside and their beginnings go out.

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

/// Lists the files inside an archive; nothing where it is none, or broken.
pub(super) fn files(bytes: &[u8]) -> Option<Vec<Inside<'_>>> {
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
        let (method, packed, place) = (small(at + 10)?, large(at + 20)?, large(at + 42)?);
        let (name, more, note) = (small(at + 28)?, small(at + 30)?, small(at + 32)?);
        let start =
            place.checked_add(30)?.checked_add(small(place.checked_add(26)?)?)?.checked_add(small(place + 28)?)?;
        let packed = bytes.get(start..start.checked_add(packed)?)?;
        found.push(Inside { name: bytes.get(at + 46..at + 46 + name)?, method: method as u16, packed });
        at += 46 + name + more + note;
    }
    Some(found)
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
