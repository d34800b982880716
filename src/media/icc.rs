//! Profiles of colours (ICC): a profile comes in, and the same without words goes out.
//!
//! Beside the numbers that say how colours look, a profile names the screen or camera that it was made for, its maker, and
//! the moment. Nothing is moved: words and names become zeros, and the numbers stay byte by byte.

/// The tags that say something, and nothing of colours.
const WORDS: [&[u8]; 14] = [
    b"desc", b"cprt", b"dmnd", b"dmdd", b"vued", b"targ", b"calt", b"meta", b"pseq", b"psid", b"devs", b"mmod",
    b"dscm", b"scrd",
];

/// The number of tags above which a profile is not looked through.
const MOST: usize = 200;

/// Takes the words out of a profile, if it is one.
pub(super) fn blank(profile: &mut [u8]) {
    if profile.len() < 132 || profile.get(36..40) != Some(b"acsp") {
        return;
    }
    let number = |bytes: &[u8], at: usize| {
        bytes.get(at..at + 4).map_or(0, |four| u32::from_be_bytes([four[0], four[1], four[2], four[3]]) as usize)
    };
    let count = number(profile, 128).min(MOST);
    let (mut gone, mut kept) = (Vec::new(), vec![(0, 132 + 12 * count)]);
    for at in (0..count).map(|index| 132 + 12 * index) {
        let Some(name) = profile.get(at..at + 4) else { return };
        let (start, length) = (number(profile, at + 4), number(profile, at + 8));
        let end = start.saturating_add(length).min(profile.len());
        match WORDS.contains(&name) {
            true => gone.push((start.min(end), end)),
            false => kept.push((start.min(end), end)),
        }
    }
    // A tag whose bytes serve another as well stays.
    gone.retain(|(start, end)| kept.iter().all(|(from, to)| end <= from || start >= to));
    for (start, end) in gone {
        blank_words(&mut profile[start..end]);
    }
    // The moment, the maker, the model, the program, and the sum over all of these.
    for part in [24..36, 48..56, 80..100] {
        profile[part].fill(0);
    }
    // Dates begin with the first day that there is.
    profile[24..30].copy_from_slice(&[0x07, 0x6c, 0, 1, 0, 1]);
}

/// Takes the words out of a tag and leaves its kind, so that it can be read.
fn blank_words(tag: &mut [u8]) {
    let number = |at: usize| {
        tag.get(at..at + 4).map_or(0, |four| u32::from_be_bytes([four[0], four[1], four[2], four[3]]) as usize)
    };
    let head = match tag.get(..4) {
        Some(b"desc") => 12,
        // In several languages, each of which says where its words stand.
        Some(b"mluc") => 16_usize.saturating_add(number(8).saturating_mul(12)),
        _ => 8,
    };
    if let Some(words) = tag.get_mut(head..) {
        words.fill(0);
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::samples::CANARY;
    use super::*;

    /// Returns a profile with words, and a tag that says how bright red is.
    pub(in crate::media) fn sample() -> Vec<u8> {
        let four = |number: usize| (number as u32).to_be_bytes().to_vec();
        let description = [b"desc\0\0\0\0\0\0\0\x07CANARY\0".to_vec(), vec![0; 78], vec![0; 3]].concat();
        let languages =
            [b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS\0\0\0\x06\0\0\0\x1c".to_vec(), CANARY.to_vec(), vec![0; 2]]
                .concat();
        let red = b"XYZ \0\0\0\0RED RED RED ".to_vec();
        let (first, second) = (132 + 36, 132 + 36 + description.len());
        let third = second + languages.len();
        let tags = [
            four(3),
            b"desc".to_vec(),
            four(first),
            four(description.len()),
            b"dmdd".to_vec(),
            four(second),
            four(languages.len()),
            b"rXYZ".to_vec(),
            four(third),
            four(red.len()),
        ]
        .concat();
        let mut head = vec![0; 128];
        head[36..40].copy_from_slice(b"acsp");
        head[48..54].copy_from_slice(CANARY);
        head[80..86].copy_from_slice(CANARY);
        let mut profile = [head, tags, description, languages, red].concat();
        let length = four(profile.len());
        profile[..4].copy_from_slice(&length);
        profile
    }

    #[test]
    fn colours_are_left_and_no_word() {
        let whole = sample();
        let mut profile = whole.clone();
        blank(&mut profile);
        assert!(!profile.windows(6).any(|window| window == CANARY), "{}", String::from_utf8_lossy(&profile));
        assert_eq!(profile[128..168], whole[128..168]);
        assert_eq!(profile[profile.len() - 20..], whole[whole.len() - 20..]);
        let once = profile.clone();
        blank(&mut profile);
        assert_eq!(profile, once);
    }

    #[test]
    fn colours_stay_where_words_lie_over_them() {
        let mut profile = sample();
        let red = profile[132 + 24 + 4..132 + 36].to_vec();
        profile[132 + 4..132 + 12].copy_from_slice(&red);
        blank(&mut profile);
        assert!(profile.ends_with(b"XYZ \0\0\0\0RED RED RED "));
    }

    #[test]
    fn nothing_that_is_broken_does_harm() {
        let whole = sample();
        for at in 0..whole.len() {
            blank(&mut whole[..at].to_vec());
            for byte in [0, 1, 0xff] {
                let mut changed = whole.clone();
                changed[at] = byte;
                blank(&mut changed);
            }
        }
        let mut words = b"a profile".to_vec();
        blank(&mut words);
        assert_eq!(words, b"a profile");
    }
}
