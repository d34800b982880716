//! Long words: text of a mail comes in, the same text comes out with places at which a line may break.
//!
//! An address or a name without blanks would push a column wider than a telephone. Mail programs know neither `wbr` nor
//! the properties that break words alike; an empty box that stands in a line is known to all, leaves nothing behind when
//! the text is copied, and changes the order of no line.

use unicode_width::UnicodeWidthChar as _;

/// A place at which a line may break.
const BREAK: &str = "<span style=\"display:inline-block\"></span>";
/// The widest word that is left alone, in characters: about what a list on the narrowest telephone holds.
const WIDEST: usize = 24;
/// The widest part of a word between two breaks.
const PART: usize = 20;

/// Appends text of HTML, with breaks in words that are too wide for a telephone.
pub(super) fn push_breakable(text: &str, out: &mut String) {
    let mut rest = text;
    while !rest.is_empty() {
        let end = word_end(rest);
        let (word, after) = rest.split_at(end);
        push_word(word, out);
        let blank = after.chars().next().map_or(0, |c| if c == '&' { "&nbsp;".len() } else { c.len_utf8() });
        out.push_str(&after[..blank]);
        rest = &after[blank..];
    }
}

/// Returns where the word at the beginning of a text ends: at a blank, be it one that holds words together.
fn word_end(text: &str) -> usize {
    let blank = text.find(char::is_whitespace).unwrap_or(text.len());
    text[..blank].find("&nbsp;").unwrap_or(blank)
}

/// Appends a word, with breaks if it is too wide.
fn push_word(word: &str, out: &mut String) {
    if word.len() <= WIDEST || width(word) <= WIDEST || may_break_by_itself(word) {
        return out.push_str(word);
    }
    let mut wide = 0;
    let mut parts = pieces(word).peekable();
    while let Some(part) = parts.next() {
        let next = width(part);
        if wide > 0 && wide + next > PART {
            out.push_str(BREAK);
            wide = 0;
        }
        out.push_str(part);
        wide += next;
        // A part that is too wide by itself was cut where it is full.
        if wide >= PART && parts.peek().is_some() {
            out.push_str(BREAK);
            wide = 0;
        }
    }
}

/// Tells whether a word has characters between which every program breaks a line, or joins letters that a break would part.
fn may_break_by_itself(word: &str) -> bool {
    word.chars().any(|c| c.width() == Some(2) || matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fefe}'))
}

/// Returns the parts of a word that stay whole: up to the next mark after which an address may be parted, a character
/// reference, or as many letters as a line holds.
fn pieces(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut wide = 0;
        let mut end = 0;
        while end < rest.len() && wide < PART {
            let (length, parts) = character(&rest[end..]);
            end += length;
            wide += 1;
            if parts {
                break;
            }
        }
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

/// Returns how many bytes the first character takes, be it written as a reference, and whether a word may be parted after it.
fn character(text: &str) -> (usize, bool) {
    let first = text.chars().next().unwrap_or(' ');
    if first == '&' {
        let end = text.bytes().take(12).position(|byte| byte == b';');
        return (end.map_or(1, |end| end + 1), true);
    }
    (
        first.len_utf8(),
        matches!(first, '/' | '-' | '_' | '.' | '?' | '=' | ':' | ',' | ';' | '#' | '%' | '@' | '|' | '+' | '~'),
    )
}

/// Returns how wide a word is, in characters; a character reference is one.
fn width(word: &str) -> usize {
    let mut rest = word;
    let mut wide = 0;
    while !rest.is_empty() {
        rest = &rest[character(rest).0..];
        wide += 1;
    }
    wide
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Breaks a text and compares, with `^` for each break.
    fn check(text: &str, expected: &str) {
        let mut out = String::new();
        push_breakable(text, &mut out);
        assert_eq!(out.replace(BREAK, "^"), expected, "{text}");
    }

    #[test]
    fn words_that_fit_are_left_alone() {
        for text in
            ["", " a\n b ", "intergovernmental non-discrimination", "a&nbsp;b", "نكتبنكتبنكتبنكتبنكتبنكتبنكتب", "é"]
        {
            check(text, text);
        }
        check(&"语".repeat(60), &"语".repeat(60));
        check(&"&amp;".repeat(24), &"&amp;".repeat(24));
    }

    #[test]
    fn addresses_break_after_their_marks() {
        check(
            "see https://example.org/letters/upr-49/?a=1&amp;b=2 and",
            "see https://example.org/^letters/upr-49/?a=1&amp;^b=2 and",
        );
    }

    #[test]
    fn words_without_marks_are_cut_between_characters() {
        check(&"x".repeat(45), &format!("{0}^{0}^xxxxx", "x".repeat(20)));
        check(&"&lt;".repeat(25), &format!("{}^{}", "&lt;".repeat(20), "&lt;".repeat(5)));
        check(&format!("a&nbsp;{}", "é".repeat(25)), &format!("a&nbsp;{}^{}", "é".repeat(20), "é".repeat(5)));
    }
}
