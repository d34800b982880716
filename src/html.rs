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
    let bytes = text.as_bytes();
    let from = match bytes.last_chunk::<BLOCK>() {
        Some(last) => {
            let (blocks, rest) = bytes.as_chunks::<BLOCK>();
            match blocks.iter().position(has_special) {
                Some(plain) => plain * BLOCK,
                None if rest.is_empty() || !has_special(last) => return None,
                None => blocks.len() * BLOCK,
            }
        }
        None if is_plain(bytes) => return None,
        None => 0,
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

/// Tells whether all of less than a block of bytes can stay, in one or two numbers; of a text with line ends it may say
/// no, and the bytes are looked at one by one.
fn is_plain(bytes: &[u8]) -> bool {
    match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(first), Some(last)) => {
            is_plain_word(u64::from_le_bytes(*first)) && is_plain_word(u64::from_le_bytes(*last))
        }
        _ => match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            (Some(first), Some(last)) => {
                is_plain_word(u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last)))
            }
            _ => bytes.iter().all(|byte| reference(*byte).is_none()),
        },
    }
}

/// Tells whether none of eight bytes is among the five characters, or a control character or line end.
fn is_plain_word(word: u64) -> bool {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    // A byte of 0 borrows from the next one, so that its high bit comes; no other byte below 128 does it first.
    let zero = |word: u64| word.wrapping_sub(ONES) & !word;
    let each = |byte: u8| ONES * u64::from(byte);
    let five = zero((word | ONES) ^ each(b'\'')) | zero((word | each(2)) ^ each(b'>')) | zero(word ^ each(b'"'));
    let control = word.wrapping_sub(each(32)) & !word | zero(word ^ each(127));
    (five | control) & HIGH == 0
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
    fn texts_of_all_lengths_are_escaped_byte_by_byte() {
        for length in 0..40 {
            for at in 0..length {
                for byte in 0..128u8 {
                    let mut bytes = vec![b'a'; length];
                    bytes[at] = byte;
                    let text = String::from_utf8(bytes).expect("they are ASCII");
                    let expected = reference(byte).map(|reference| (at, reference));
                    assert_eq!(first_special(&text), expected, "{text:?}");
                }
            }
        }
        assert_eq!(first_special("é…—‘’“”ÿ€"), None);
        assert_eq!(first_special("é…'"), Some((5, "&#39;")));
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
