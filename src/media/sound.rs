//! Sound: a file comes in, and the same without titles, names, pictures and places goes out.
//!
//! Known are MP3, WAV and FLAC, whose words stand in parts of their own. The sound is kept byte by byte.

/// Returns the file without metadata; nothing where it is none of these kinds, or broken.
pub(super) fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let front = after_tags(bytes)?;
    let is_frame = |bytes: &[u8]| matches!(bytes, [0xff, second, ..] if second & 0xe0 == 0xe0);
    match front {
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'A', b'V', b'E', chunks @ ..] => strip_wave(chunks),
        [b'f', b'L', b'a', b'C', blocks @ ..] => strip_flac(before_tags(blocks)),
        // Behind a tag there may be padding.
        _ if is_frame(front) || front.len() < bytes.len() => Some(before_tags(front).to_vec()),
        _ => None,
    }
}

/// Returns what stands behind the tags at the beginning (ID3v2).
fn after_tags(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes;
    while let [b'I', b'D', b'3', _, _, flags, a, b, c, d, ..] = rest {
        let length = [a, b, c, d].iter().fold(0, |length, byte| length << 7 | usize::from(**byte & 0x7f));
        let foot = if flags & 0x10 == 0 { 0 } else { 10 };
        rest = rest.get(10 + length + foot..)?;
    }
    Some(rest)
}

/// Returns what stands before the tags at the end (ID3v1, APE, Lyrics3).
fn before_tags(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes;
    loop {
        let length = tag_at_end(rest).filter(|length| *length <= rest.len());
        match length {
            Some(length) => rest = &rest[..rest.len() - length],
            None => return rest,
        }
    }
}

/// Returns the length of the tag at the end, if there is one.
fn tag_at_end(bytes: &[u8]) -> Option<usize> {
    let from_end = |count: usize| bytes.len().checked_sub(count).map(|at| &bytes[at..]);
    if from_end(128).is_some_and(|tag| tag.starts_with(b"TAG")) {
        return Some(128);
    }
    if let Some([b'L', b'Y', b'R', b'I', b'C', b'S', b'2', b'0', b'0']) = from_end(9) {
        let figures = std::str::from_utf8(from_end(15)?.get(..6)?).ok()?;
        return figures.parse::<usize>().ok().map(|length| length + 15);
    }
    let foot = from_end(32).filter(|foot| foot.starts_with(b"APETAGEX"))?;
    let length = u32::from_le_bytes(foot.get(12..16)?.try_into().ok()?) as usize;
    // The highest bit says that the tag has a head as long as its foot, which its length leaves out.
    let head = if foot[23] & 0x80 == 0 { 0 } else { 32 };
    Some(length.max(32) + head)
}

/// Returns a wave file of the chunks that are played.
fn strip_wave(chunks: &[u8]) -> Option<Vec<u8>> {
    let mut out = b"RIFF\0\0\0\0WAVE".to_vec();
    let (mut rest, mut has_sound) = (chunks, false);
    while let [a, b, c, d, l1, l2, l3, l4, data @ ..] = rest {
        let length = u32::from_le_bytes([*l1, *l2, *l3, *l4]) as usize;
        let name = [*a, *b, *c, *d];
        // A recording that was cut off has no length yet.
        let kept = match name == *b"data" {
            true => &data[..length.min(data.len())],
            false => data.get(..length)?,
        };
        if matches!(&name, b"fmt " | b"fact" | b"data") {
            has_sound |= &name == b"data";
            out.extend(name);
            out.extend(u32::try_from(kept.len()).ok()?.to_le_bytes());
            out.extend(kept);
            out.extend(&[0][..kept.len() % 2]);
        }
        rest = data.get(length + length % 2..).unwrap_or_default();
    }
    let length = u32::try_from(out.len() - 8).ok()?;
    out[4..8].copy_from_slice(&length.to_le_bytes());
    has_sound.then_some(out)
}

/// Returns a FLAC file of what is needed to play it, and to begin in the middle.
fn strip_flac(blocks: &[u8]) -> Option<Vec<u8>> {
    let mut out = b"fLaC".to_vec();
    let (mut rest, mut last) = (blocks, None);
    loop {
        let [kind, l1, l2, l3, data @ ..] = rest else { return None };
        let length = usize::from(*l1) << 16 | usize::from(*l2) << 8 | usize::from(*l3);
        let block = data.get(..length)?;
        if matches!(kind & 0x7f, 0 | 3) {
            last = Some(out.len());
            out.extend([kind & 0x7f, *l1, *l2, *l3]);
            out.extend(block);
        }
        rest = &data[length..];
        if kind & 0x80 != 0 {
            break;
        }
    }
    out[last?] |= 0x80;
    out.extend(rest);
    Some(out)
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::samples::{CANARY, riff_chunk};
    use super::*;

    /// Returns a file of each kind, by its name, with words in every part that has some.
    pub(in crate::media) fn samples() -> Vec<(&'static str, Vec<u8>)> {
        let tag = |words: &[u8]| [&b"ID3\x04\0\0\0\0\0"[..], &[words.len() as u8], words].concat();
        let end = [&b"TAG"[..], CANARY, &[0; 119]].concat();
        let ape = [CANARY, b"APETAGEX\xd0\x07\0\0", &38_u32.to_le_bytes(), &[1, 0, 0, 0], &[0; 12]].concat();
        let lyrics = [&b"LYRICSBEGIN"[..], CANARY, b"000017LYRICS200"].concat();
        let frames = b"\xff\xfb\x90\0sound".to_vec();
        let wave = [
            riff_chunk(b"fmt ", &[1; 16]),
            riff_chunk(b"LIST", b"INFOIARTCANARY"),
            riff_chunk(b"bext", CANARY),
            riff_chunk(b"data", b"sound"),
            riff_chunk(b"id3 ", CANARY),
        ]
        .concat();
        let flac = [
            &b"fLaC\0\0\0\x22"[..],
            &[7; 34],
            b"\x04\0\0\x06CANARY\x06\0\0\x06CANARY\x81\0\0\x06CANARY",
            b"\xff\xf8sound",
        ]
        .concat();
        vec![
            ("mp3", [tag(CANARY), frames.clone(), ape, lyrics, end.clone()].concat()),
            ("wav", [&b"RIFF\0\0\0\0WAVE"[..], &wave].concat()),
            ("flac", [tag(CANARY), flac, end].concat()),
        ]
    }

    #[test]
    fn sound_is_left_and_no_word() {
        for (name, sample) in samples() {
            let stripped = strip(&sample).expect(name);
            assert!(!stripped.windows(CANARY.len()).any(|window| window == CANARY), "{name}");
            assert!(stripped.windows(5).any(|window| window == b"sound"), "{name}");
            assert_eq!(strip(&stripped), Some(stripped.clone()), "{name}");
            for end in 0..sample.len() {
                let _ = strip(&sample[..end]);
            }
        }
        let (_, mp3) = samples().swap_remove(0);
        assert_eq!(strip(&mp3), Some(b"\xff\xfb\x90\0sound".to_vec()));
        assert_eq!(strip(b"words"), None);
        assert_eq!(strip(b""), None);
    }
}
