//! Names whose initials are in the order of the alphabet: `A. Smith`, `B. Jones`, `C. Brown`.

/// Words in names that have no capital.
const PARTICLES: [&str; 26] = [
    "de", "da", "do", "dos", "das", "di", "del", "della", "der", "den", "van", "von", "zu", "la", "le", "el", "al",
    "bin", "bint", "ibn", "y", "e", "and", "et", "und", "i",
];
/// The most words that a name has.
const LONGEST: usize = 5;

/// Tells whether a line, from its label at `start` on, could be a name: a capital letter, a few words with capitals, no
/// mark at their end; what comes after a comma, such as an office, may be anything without a mark at its end.
pub(super) fn may_be_name(text: &str, start: usize, words: usize) -> bool {
    let (label, rest) = (&text[start..words], &text[words..]);
    let line = rest.split('\n').next().unwrap_or(rest).trim().trim_end_matches('\\').trim_end();
    let is_ended = line.ends_with(['.', ';', ':', '!', '?', '…']);
    let name = line.split([',', '(', '–', '—']).next().unwrap_or(line);
    let is_part = |word: &str| word.starts_with(char::is_uppercase) || PARTICLES.contains(&word);
    label.starts_with(char::is_uppercase)
        && !is_ended
        && !name.trim().is_empty()
        && name.split_whitespace().count() <= LONGEST
        && name.split_whitespace().all(|word| is_part(word.trim_start_matches(['*', '_', '"', '“'])))
}

#[cfg(test)]
mod tests {
    use super::may_be_name;

    #[test]
    fn names_are_told_from_demands() {
        let check = |line: &str, expected: bool| {
            let words = line.find(' ').expect("a label");
            assert_eq!(may_be_name(line, 0, words), expected, "{line}");
        };
        for name in ["A. Smith", "B. van der Berg,", "C. M. O’Brien, head of programmes", "D. Müller\\", "E. *Öz* and"]
        {
            check(name, true);
        }
        for other in
            ["A. Ratify it", "B. Poverty;", "C. Housing.", "a. Smith", "D. Free Them All In The City", "E. 12 May"]
        {
            check(other, false);
        }
    }
}
