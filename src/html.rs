//! HTML text and attributes: the one escaper for this sink, and what stands for HTML where a text has none.

use std::borrow::Cow;

/// Returns what stands in place of a byte: a character reference, or nothing for control characters.
///
/// XML 1.0 has no such characters, and a browser takes them for mistakes.
fn reference(byte: u8) -> Option<&'static str> {
    match byte {
        0..=8 | 11 | 12 | 14..=31 | 127 => Some(""),
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        b'\'' => Some("&#39;"),
        _ => None,
    }
}

/// Returns the place of the first byte that cannot stay, with what stands in its place.
pub(crate) fn first_special(text: &str) -> Option<(usize, &'static str)> {
    let (blocks, rest) = text.as_bytes().as_chunks::<BLOCK>();
    let from = match blocks.iter().position(has_special) {
        Some(plain) => plain * BLOCK,
        None => {
            let mut last = [b' '; BLOCK];
            last[..rest.len()].copy_from_slice(rest);
            has_special(&last).then_some(blocks.len() * BLOCK)?
        }
    };
    let mut places = text.bytes().enumerate().skip(from);
    places.find_map(|(at, byte)| reference(byte).map(|reference| (at, reference)))
}

/// The number of bytes looked at in one go.
const BLOCK: usize = 16;

/// Tells whether a byte of the block cannot stay.
///
/// Most blocks have none, and without a branch between the bytes all are looked at as fast as one. `&` and `'` differ
/// in the last bit alone, `<` and `>` in the last but one.
fn has_special(block: &[u8; BLOCK]) -> bool {
    let is_special = |byte: u8| u8::from(byte | 1 == b'\'') | u8::from(byte | 2 == b'>') | u8::from(byte == b'"');
    let is_control = |byte: u8| u8::from(byte < 32) & u8::from(!matches!(byte, 9 | 10 | 13)) | u8::from(byte == 127);
    block.iter().fold(0, |found, byte| found | is_special(*byte) | is_control(*byte)) != 0
}

/// Appends `text` with `&`, `<`, `>`, `"` and `'` as character references (HTML, section 13.2.5), good for both text
/// and quoted attributes; control characters are dropped.
pub fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some((at, reference)) = first_special(rest) {
        out.push_str(&rest[..at]);
        out.push_str(reference);
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Returns `text` escaped.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(&mut out, text);
    out
}

/// Words that are raised or lowered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    /// Raised.
    Above,
    /// Lowered.
    Below,
}

impl Script {
    /// Returns words as they stand in a text without raised letters: digits and signs by letters of their own, for `10⁶` is
    /// not `106`; other words as they are, as in `1st`.
    pub(crate) fn written(self, text: &str) -> Cow<'_, str> {
        let other = |c: char| {
            let at = "0123456789+-−=()".chars().position(|known| known == c)?;
            let row = match self {
                Script::Above => "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾",
                Script::Below => "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎",
            };
            row.chars().nth(at)
        };
        let words = text.trim();
        let has_number = words.chars().any(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '−' | '='));
        if !has_number || words.starts_with('[') {
            return Cow::Borrowed(text);
        }
        match words.chars().map(other).collect::<Option<String>>() {
            Some(written) => Cow::Owned(written),
            None if self == Script::Above => Cow::Owned(format!("^({words})")),
            None => Cow::Owned(format!("_({words})")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_five_characters_are_escaped() {
        assert_eq!(escaped("a<b>&\"c'/é"), "a&lt;b&gt;&amp;&quot;c&#39;/é");
        assert_eq!(escaped("a\u{1}b\n\tc\u{7f}"), "ab\n\tc");
        let long = "fifteen bytes, & then ‘more’ than sixteen of them without any, up to the last <";
        assert_eq!(escaped(long), long.replace('&', "&amp;").replace('<', "&lt;"));
    }

    #[test]
    fn raised_numbers_are_no_others() {
        let check = |script: Script, text: &str, expected: &str| assert_eq!(script.written(text), expected);
        check(Script::Above, "6", "⁶");
        check(Script::Above, "-12", "⁻¹²");
        check(Script::Above, "st", "st");
        check(Script::Above, "2n", "^(2n)");
        check(Script::Above, "[1]", "[1]");
        check(Script::Below, "2", "₂");
        check(Script::Below, "x1", "_(x1)");
        check(Script::Above, " ", " ");
    }
}
