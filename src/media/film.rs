//! Films and sound in boxes (MP4, MOV, M4A): a file comes in, and the same without names, places and dates goes out.
//!
//! Places in the file are told by their distance from its beginning, so nothing is moved: a box that holds words becomes
//! one that is free, filled with zeros, and so do the dates and the names in the boxes that are kept. The pictures and the
//! sound stay byte by byte.

use super::brands::is_still;

/// What is known of a film.
pub(super) struct Film {
    /// The file without metadata.
    pub(super) bytes: Vec<u8>,
    /// Whether it has a track of places, times or measurements, which is kept.
    pub(super) has_diary: bool,
}

/// Tells whether a file begins like one in boxes that is played.
pub(super) fn is_film(bytes: &[u8]) -> bool {
    match (bytes.get(4..8), bytes.get(8..12)) {
        (Some(b"ftyp"), Some(brand)) => brand != b"crx " && bytes.starts_with(&[0, 0]) && !is_still(bytes),
        // Old films begin with any of these; so do words (`The wide range`), which are no boxes.
        (Some(b"moov" | b"mdat" | b"wide" | b"pnot"), _) => {
            let is_long = bytes.starts_with(&[0, 0, 0, 1]);
            let length = bytes.first_chunk().map_or(0, |four| u32::from_be_bytes(*four) as usize);
            is_long || (8..=bytes.len()).contains(&length)
        }
        _ => false,
    }
}

/// Returns a film without metadata; nothing where it is broken.
pub(super) fn strip(bytes: &[u8]) -> Option<Film> {
    let mut film = Film { bytes: bytes.to_vec(), has_diary: false };
    let mut has_tracks = false;
    for part in boxes(bytes, 0..bytes.len())? {
        match &part.name {
            b"moov" => has_tracks |= film.movie(bytes, &part)?,
            b"ftyp" | b"styp" | b"moof" | b"mdat" | b"mfra" | b"sidx" | b"ssix" | b"pdin" => {}
            _ => film.free(&part),
        }
    }
    has_tracks.then_some(film)
}

/// A box of the file.
pub(super) struct Part {
    /// The four letters that name it.
    pub(super) name: [u8; 4],
    /// Where its name stands.
    name_at: usize,
    /// What it holds.
    pub(super) inside: std::ops::Range<usize>,
}

/// Lists the boxes in a part of the file; nothing where one is longer than the part.
pub(super) fn boxes(bytes: &[u8], within: std::ops::Range<usize>) -> Option<Vec<Part>> {
    let mut found = Vec::new();
    let mut at = within.start;
    // A zero of four bytes may end a list.
    while at + 8 <= within.end {
        let number =
            |at: usize| bytes.get(at..at + 4).map(|four| u32::from_be_bytes([four[0], four[1], four[2], four[3]]));
        let name = bytes.get(at + 4..at + 8)?.try_into().ok()?;
        let (head, length) = match number(at)? {
            0 => (8, within.end - at),
            1 => (16, usize::try_from(u64::from(number(at + 8)?) << 32 | u64::from(number(at + 12)?)).ok()?),
            length => (8, length as usize),
        };
        let end = at.checked_add(length).filter(|end| *end <= within.end && length >= head)?;
        found.push(Part { name, name_at: at + 4, inside: at + head..end });
        at = end;
    }
    (at == within.end || bytes[at..within.end].iter().all(|byte| *byte == 0)).then_some(found)
}

impl Film {
    /// Makes a box free, and fills it with zeros.
    pub(super) fn free(&mut self, part: &Part) {
        self.bytes[part.name_at..part.name_at + 4].copy_from_slice(b"free");
        self.bytes[part.inside.clone()].fill(0);
    }

    /// Fills a part of a box with zeros, as far as the box reaches.
    pub(super) fn blank(&mut self, part: &Part, from: usize, length: usize) {
        let start = (part.inside.start + from).min(part.inside.end);
        let end = start.saturating_add(length).min(part.inside.end);
        self.bytes[start..end].fill(0);
    }

    /// Takes the dates out of a box that begins with them.
    fn blank_dates(&mut self, part: &Part) {
        let is_long = self.bytes.get(part.inside.start).is_some_and(|version| *version == 1);
        self.blank(part, 4, if is_long { 16 } else { 8 });
    }

    /// Cleans the box that describes the whole; tells whether it has tracks, or they are packed, which nobody reads.
    pub(super) fn movie(&mut self, bytes: &[u8], movie: &Part) -> Option<bool> {
        let mut has_tracks = false;
        for part in boxes(bytes, movie.inside.clone())? {
            match &part.name {
                b"mvhd" => self.blank_dates(&part),
                b"trak" => {
                    has_tracks = true;
                    self.track(bytes, &part)?;
                }
                b"mvex" | b"iods" | b"pssh" | b"clip" | b"ctab" => {}
                _ => self.free(&part),
            }
        }
        Some(has_tracks)
    }

    /// Cleans the box of a track.
    fn track(&mut self, bytes: &[u8], track: &Part) -> Option<()> {
        for part in boxes(bytes, track.inside.clone())? {
            match &part.name {
                b"tkhd" => self.blank_dates(&part),
                b"mdia" => self.media(bytes, &part)?,
                b"edts" | b"tref" | b"tapt" | b"load" | b"matt" | b"clip" | b"imap" => {}
                _ => self.free(&part),
            }
        }
        Some(())
    }

    /// Cleans the box that says what a track is made of.
    fn media(&mut self, bytes: &[u8], media: &Part) -> Option<()> {
        let mut handler = [0; 4];
        for part in boxes(bytes, media.inside.clone())? {
            match &part.name {
                b"mdhd" => self.blank_dates(&part),
                b"hdlr" => {
                    handler = bytes.get(part.inside.start + 8..part.inside.start + 12)?.try_into().ok()?;
                    self.has_diary |= !matches!(
                        &handler,
                        b"vide"
                            | b"soun"
                            | b"text"
                            | b"sbtl"
                            | b"subt"
                            | b"tmcd"
                            | b"hint"
                            | b"clcp"
                            | b"pict"
                            | b"auxv"
                    );
                    // Who made the program, and how it calls the track.
                    self.blank(&part, 12, usize::MAX);
                }
                b"minf" if matches!(&handler, b"vide" | b"pict" | b"auxv") => self.names_of_coders(bytes, &part)?,
                b"minf" | b"elng" => {}
                _ => self.free(&part),
            }
        }
        Some(())
    }

    /// Takes out the names that coders of pictures give themselves.
    fn names_of_coders(&mut self, bytes: &[u8], info: &Part) -> Option<()> {
        for table in boxes(bytes, info.inside.clone())?.iter().filter(|part| &part.name == b"stbl") {
            for kinds in boxes(bytes, table.inside.clone())?.iter().filter(|part| &part.name == b"stsd") {
                let start = (kinds.inside.start + 8).min(kinds.inside.end);
                for kind in boxes(bytes, start..kinds.inside.end)? {
                    self.blank(&kind, 42, 32);
                }
            }
        }
        Some(())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::samples::CANARY;
    use super::*;

    /// Returns a box.
    pub(in crate::media) fn boxed(name: &[u8; 4], inside: &[u8]) -> Vec<u8> {
        [&(inside.len() as u32 + 8).to_be_bytes()[..], name, inside].concat()
    }

    #[test]
    fn film_whose_head_is_packed_stays_as_it_is() {
        let packed = [boxed(b"ftyp", b"qt  "), boxed(b"moov", &boxed(b"cmov", b"packed")), boxed(b"mdat", b"film")];
        assert!(strip(&packed.concat()).is_none());
    }

    /// Returns a film with words wherever there is a place for some, and a track of some kind.
    pub(in crate::media) fn sample(handler: &[u8; 4]) -> Vec<u8> {
        let dated = |name: &[u8; 4]| boxed(name, &[&[0; 4][..], b"CANARY..", &[1; 8]].concat());
        let coder = boxed(b"avc1", &[&[0; 42][..], b"\x06CANARY", &[0; 25], &[0, 24, 0xff, 0xff]].concat());
        let kinds = boxed(b"stsd", &[&[0, 0, 0, 0, 0, 0, 0, 1][..], &coder].concat());
        let handler = boxed(b"hdlr", &[&[0; 8][..], handler, &[0; 12], CANARY, &[0]].concat());
        let media = [dated(b"mdhd"), handler, boxed(b"minf", &boxed(b"stbl", &kinds)), boxed(b"udta", CANARY)].concat();
        let track = [
            dated(b"tkhd"),
            boxed(b"mdia", &media),
            boxed(b"udta", &boxed(b"\xa9xyz", CANARY)),
            boxed(b"meta", CANARY),
        ];
        let movie =
            [dated(b"mvhd"), boxed(b"trak", &track.concat()), boxed(b"udta", CANARY), boxed(b"uuid", CANARY)].concat();
        [
            boxed(b"ftyp", b"isom\0\0\0\0mp42"),
            boxed(b"free", CANARY),
            boxed(b"moov", &movie),
            boxed(b"mdat", b"film"),
            boxed(b"XMP_", CANARY),
        ]
        .concat()
    }

    #[test]
    fn film_is_left_where_it_was_and_no_word() {
        let whole = sample(b"vide");
        let film = strip(&whole).expect("the sample is sound");
        assert!(!film.has_diary);
        assert!(
            !film.bytes.windows(CANARY.len()).any(|window| window == CANARY),
            "{}",
            String::from_utf8_lossy(&film.bytes)
        );
        assert_eq!(film.bytes.len(), whole.len());
        let at = |bytes: &[u8]| bytes.windows(4).position(|window| window == b"film");
        assert_eq!(at(&film.bytes), at(&whole));
        assert_eq!(strip(&film.bytes).map(|again| again.bytes), Some(film.bytes.clone()));
        assert!(strip(&sample(b"meta")).is_some_and(|film| film.has_diary));
    }

    #[test]
    fn nothing_that_is_broken_does_harm() {
        let whole = sample(b"vide");
        for end in 0..whole.len() {
            let _ = strip(&whole[..end]);
        }
        for at in 0..whole.len() {
            for byte in [0, 1, 0xff] {
                let mut changed = whole.clone();
                changed[at] = byte;
                let _ = strip(&changed);
            }
        }
        assert!(strip(b"").is_none() && !is_film(b"") && !is_film(b"\0\0\0\x18ftypheic"));
    }
}
