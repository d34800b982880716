//! The direction in which text runs, by the Unicode Bidirectional Algorithm (UAX 9, rules P2 and P3).
//!
//! Takes characters, or a language; gives `ltr` or `rtl`. A letter is strong, and runs from the right where its script does:
//! Hebrew, Arabic and their kin have blocks of their own in Unicode, so that a few ranges tell.

/// A direction of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// Returns the value of `dir` in HTML.
    pub fn id(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

/// Tells whether more letters run in a direction than in the other one.
pub fn mostly(direction: Direction, text: impl IntoIterator<Item = char>) -> bool {
    let letters = text.into_iter().filter(|c| c.is_alphabetic());
    let (mut from_the_right, mut all) = (0_usize, 0_usize);
    for c in letters {
        from_the_right += usize::from(runs_from_the_right(c));
        all += 1;
    }
    match direction {
        Direction::Rtl => from_the_right * 2 > all,
        Direction::Ltr => from_the_right * 2 < all,
    }
}

/// Tells whether a text runs in another direction than what it stands in: its first letter does, and most do.
pub fn is_other(text: &str, around: Direction) -> bool {
    first_strong(text.chars()).is_some_and(|found| found != around && mostly(found, text.chars()))
}

/// Returns the direction of the first strong character, but for those within isolates; nothing where there is none.
pub fn first_strong(text: impl IntoIterator<Item = char>) -> Option<Direction> {
    let mut isolates = 0_usize;
    for c in text {
        match c {
            '\u{2066}'..='\u{2068}' => isolates += 1,
            '\u{2069}' => isolates = isolates.saturating_sub(1),
            _ if isolates > 0 => {}
            '\u{200e}' => return Some(Direction::Ltr),
            '\u{200f}' | '\u{61c}' => return Some(Direction::Rtl),
            _ if !c.is_alphabetic() => {}
            _ if runs_from_the_right(c) => return Some(Direction::Rtl),
            _ => return Some(Direction::Ltr),
        }
    }
    None
}

/// Tells whether text may hold letters that run from the right: by a look at its bytes alone, for hardly any does.
pub fn may_run_from_the_right(text: &str) -> bool {
    // Without a branch between bytes many are looked at in one go.
    let may = |byte: &u8| matches!(byte, 0xd6..=0xe0 | 0xef | 0xf0);
    let may_any = |bytes: &[u8]| bytes.iter().fold(false, |found, byte| found | may(byte));
    text.as_bytes().chunks(256).any(|bytes| !bytes.is_ascii() && may_any(bytes))
}

/// Tells whether a letter is of a script that runs from the right.
pub fn runs_from_the_right(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}

/// Returns the direction of a language's script: `ltr` or `rtl`.
pub fn text_direction(lang: &str) -> Direction {
    let mut parts = lang.split('-');
    let primary = parts.next().unwrap_or(lang);
    let is_script = |part: &&str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let script = parts.find(is_script).map(str::to_ascii_lowercase);
    let is_rtl = match script {
        Some(script) => {
            ["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"].contains(&script.as_str())
        }
        None => matches!(
            primary,
            "ar" | "arc"
                | "ars"
                | "arz"
                | "azb"
                | "ckb"
                | "dv"
                | "fa"
                | "glk"
                | "he"
                | "iw"
                | "ks"
                | "lrc"
                | "mzn"
                | "nqo"
                | "pnb"
                | "prs"
                | "ps"
                | "sd"
                | "syr"
                | "ug"
                | "ur"
                | "yi"
        ),
    };
    if is_rtl { Direction::Rtl } else { Direction::Ltr }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_letters_tell_where_a_sentence_runs() {
        for (text, from_the_right) in [("UPR 49 قريب", true), ("نص word and more", false), ("نص", true), ("12", false)]
        {
            assert_eq!(mostly(Direction::Rtl, text.chars()), from_the_right, "{text}");
        }
        assert!(!mostly(Direction::Ltr, "UPR 49 قريب".chars()));
    }

    #[test]
    fn first_letter_tells_and_figures_do_not() {
        for (text, expected) in [
            ("", None),
            ("12 — «", None),
            ("٣ ،", None),
            ("12. Word", Some(Direction::Ltr)),
            ("«نص» word", Some(Direction::Rtl)),
            ("3 שלום", Some(Direction::Rtl)),
            ("𞤀", Some(Direction::Rtl)),
            ("中文 نص", Some(Direction::Ltr)),
            ("\u{2068}word\u{2069} نص", Some(Direction::Rtl)),
            ("\u{200f}word", Some(Direction::Rtl)),
        ] {
            assert_eq!(first_strong(text.chars()), expected, "{text}");
            assert!(expected != Some(Direction::Rtl) || may_run_from_the_right(text) || text.starts_with('\u{200f}'));
        }
        for text in ["English “quotes” — and …", "français à Genève", "русский"] {
            assert!(!may_run_from_the_right(text), "{text}");
        }
    }

    #[test]
    fn direction_is_that_of_the_script() {
        for (lang, expected) in [
            ("en", "ltr"),
            ("ar-SD", "rtl"),
            ("he", "rtl"),
            ("az", "ltr"),
            ("az-Arab", "rtl"),
            ("ku-Arab-IQ", "rtl"),
            ("ar-Latn", "ltr"),
            ("zh-Hant", "ltr"),
        ] {
            assert_eq!(text_direction(lang).id(), expected, "{lang}");
        }
    }
}
