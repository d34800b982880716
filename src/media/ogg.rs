//! Ogg: sound or film comes in, and the same without titles, names, pictures and programs goes out.
//!
//! Its pages carry packets, and the second packet of each stream holds the words, or one of the first few. Its length stays,
//! so that no page has to be moved: the name of the program becomes blanks, as many as there were words.

use std::ops::Range;

/// The number of streams above which a file is not looked through.
const MOST: usize = 64;

/// How a stream keeps its words, told by its first packet.
#[derive(Clone, Copy, PartialEq)]
enum Coder {
    /// In the second packet, behind a mark of so many bytes, with a byte at the end or without.
    Second(usize, bool),
    /// In blocks, each a packet of its own.
    Flac,
}

/// A stream of the file.
struct Stream {
    /// The number by which pages name it.
    serial: [u8; 4],
    coder: Coder,
    /// The parts of the packet that is being read.
    packet: Vec<Range<usize>>,
    /// How many packets have been read.
    count: usize,
}

/// Returns the file without metadata; nothing where it is broken, or holds streams of an unknown kind.
pub(super) fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.to_vec();
    let mut streams: Vec<Stream> = Vec::new();
    let (mut at, mut pages) = (0, Vec::new());
    while at < bytes.len() {
        let head = bytes.get(at..at + 27).filter(|head| head.starts_with(b"OggS\0"))?;
        let lengths = bytes.get(at + 27..at + 27 + usize::from(head[26]))?;
        let start = at + 27 + lengths.len();
        let end = start + lengths.iter().map(|length| usize::from(*length)).sum::<usize>();
        let data = bytes.get(start..end)?;
        let serial: [u8; 4] = head[14..18].try_into().ok()?;
        // The beginning of a stream.
        if head[5] & 2 != 0 {
            streams.retain(|stream| stream.serial != serial);
            if streams.len() >= MOST {
                return None;
            }
            streams.push(Stream { serial, coder: coder(data)?, packet: Vec::new(), count: 0 });
        }
        let stream = streams.iter_mut().find(|stream| stream.serial == serial)?;
        if stream.read(bytes, start, lengths, &mut out)? {
            pages.push(at..end);
        }
        at = end;
    }
    for page in pages {
        let page = &mut out[page];
        page[22..26].fill(0);
        let sum = checksum(page).to_le_bytes();
        page[22..26].copy_from_slice(&sum);
    }
    (!streams.is_empty()).then_some(out)
}

/// Returns how a stream keeps its words, given its first packet.
fn coder(first: &[u8]) -> Option<Coder> {
    Some(match first {
        _ if first.starts_with(b"\x01vorbis") => Coder::Second(7, true),
        _ if first.starts_with(b"OpusHead") => Coder::Second(8, false),
        _ if first.starts_with(b"\x80theora") => Coder::Second(7, false),
        _ if first.starts_with(b"Speex   ") => Coder::Second(0, false),
        _ if first.starts_with(b"\x7fFLAC") => Coder::Flac,
        _ => return None,
    })
}

impl Stream {
    /// Reads a page, and blanks packets that end in it; tells whether the page may belong to a packet of words.
    fn read(&mut self, bytes: &[u8], start: usize, lengths: &[u8], out: &mut [u8]) -> Option<bool> {
        let is_head = |stream: &Stream| match stream.coder {
            Coder::Second(..) => stream.count <= 1,
            Coder::Flac => stream.count < 64,
        };
        if !is_head(self) {
            return Some(false);
        }
        let mut at = start;
        for length in lengths {
            let end = at + usize::from(*length);
            self.packet.push(at..end);
            at = end;
            if *length == 255 {
                continue;
            }
            let parts = std::mem::take(&mut self.packet);
            if self.count > 0 {
                let packet: Vec<u8> = parts.iter().flat_map(|part| &bytes[part.clone()]).copied().collect();
                let blank = match self.coder {
                    Coder::Second(mark, has_end) => Some(blank(&packet, mark, has_end)?),
                    Coder::Flac => blank_block(&packet),
                };
                let mut rest = &blank.unwrap_or(packet)[..];
                for part in parts {
                    let (here, after) = rest.split_at(part.len());
                    out[part].copy_from_slice(here);
                    rest = after;
                }
            }
            self.count += 1;
            if !is_head(self) {
                break;
            }
        }
        Some(true)
    }
}

/// Returns a packet of words of the same length that says nothing.
fn blank(packet: &[u8], mark: usize, has_end: bool) -> Option<Vec<u8>> {
    let blanks = packet.len().checked_sub(mark + 8 + usize::from(has_end))?;
    let mut out = packet[..mark].to_vec();
    out.extend((blanks as u32).to_le_bytes());
    out.extend(std::iter::repeat_n(b' ', blanks));
    out.extend([0; 4]);
    out.extend(has_end.then_some(1));
    Some(out)
}

/// Returns a block of FLAC of the same length that says nothing; nothing where it is of use, or sound.
fn blank_block(packet: &[u8]) -> Option<Vec<u8>> {
    let kind = *packet.first()?;
    match kind & 0x7f {
        4 => blank(packet, 4, false),
        // Padding.
        1 | 2 | 5 | 6 => {
            let mut out = vec![0; packet.len()];
            out[..4.min(packet.len())].copy_from_slice(&packet[..4.min(packet.len())]);
            out[0] = kind & 0x80 | 1;
            Some(out)
        }
        _ => None,
    }
}

/// Returns the checksum of a page.
fn checksum(page: &[u8]) -> u32 {
    page.iter().fold(0, |sum: u32, byte| {
        (0..8)
            .fold(sum ^ u32::from(*byte) << 24, |sum, _| if sum >> 31 == 1 { sum << 1 ^ 0x04c1_1db7 } else { sum << 1 })
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::samples::CANARY;
    use super::*;

    /// Returns a page of a stream.
    fn page(flags: u8, number: u8, packets: &[&[u8]]) -> Vec<u8> {
        let mut lengths = Vec::new();
        for packet in packets {
            lengths.extend(std::iter::repeat_n(255, packet.len() / 255));
            lengths.push((packet.len() % 255) as u8);
        }
        let head =
            [&b"OggS\0"[..], &[flags], &[0; 8], b"\x07\0\0\0", &[number, 0, 0, 0, 0, 0, 0, 0, lengths.len() as u8]];
        let mut page = [&head.concat()[..], &lengths, &packets.concat()].concat();
        let sum = checksum(&page).to_le_bytes();
        page[22..26].copy_from_slice(&sum);
        page
    }

    /// Returns a file of Vorbis with a word in each place that has some.
    pub(in crate::media) fn sample() -> Vec<u8> {
        let words = [b"\x03vorbis\x06\0\0\0CANARY\x01\0\0\0\x2c\x01\0\0", &CANARY.repeat(50)[..], b"\x01"].concat();
        [page(2, 0, &[b"\x01vorbis"]), page(0, 1, &[&words, b"\x05vorbis"]), page(4, 2, &[b"sound"])].concat()
    }

    #[test]
    fn sound_is_left_and_no_word() {
        let whole = sample();
        let stripped = strip(&whole).expect("the sample is sound");
        assert!(!stripped.windows(6).any(|window| window == CANARY), "{}", String::from_utf8_lossy(&stripped));
        assert_eq!(stripped.len(), whole.len());
        let words = b"\x03vorbis\x36\x01\0\0   ";
        assert!(stripped.windows(words.len()).any(|window| window == words));
        assert!(stripped.windows(12).any(|window| window == b"\0\0\0\0\x01\x05vorbis"));
        assert_eq!(strip(&stripped), Some(stripped));
    }

    #[test]
    fn checksum_is_that_of_the_format() {
        // As libogg makes it.
        assert_eq!(checksum(b"123456789"), 0x89a1_897f);
    }

    #[test]
    fn blocks_of_flac_become_padding() {
        let flac = [
            page(2, 0, &[b"\x7fFLAC\x01\0\0\x02"]),
            page(0, 1, &[b"\x04\0\0\x0e\x06\0\0\0CANARY\0\0\0\0"]),
            page(0, 2, &[b"\x86\0\0\x06CANARY", b"\xff\xf8sound"]),
        ]
        .concat();
        let stripped = strip(&flac).expect("it is sound");
        assert!(!stripped.windows(6).any(|window| window == CANARY), "{}", String::from_utf8_lossy(&stripped));
        assert!(stripped.windows(10).any(|window| window == b"\x81\0\0\x06\0\0\0\0\0\0"));
        assert!(stripped.ends_with(b"sound"));
    }

    #[test]
    fn nothing_that_is_broken_does_harm() {
        let whole = sample();
        for end in 0..whole.len() {
            let _ = strip(&whole[..end]);
        }
        for at in 0..whole.len() {
            for byte in [0, 1, 4, 0xff] {
                let mut changed = whole.clone();
                changed[at] = byte;
                assert!(strip(&changed).is_none_or(|stripped| stripped.len() == whole.len()));
            }
        }
        assert!(strip(b"").is_none() && strip(b"words").is_none());
    }
}
