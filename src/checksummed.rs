//! Text with a checksum: how the program keeps its books, so that a torn or altered book is known for one.
//!
//! Takes the name of a book and its lines; gives text that opens with the name and its version and ends with a hash
//! of all before. [`checked`] gives the lines back, and nothing if a single byte differs.

use std::fmt::Write;

use twox_hash::XxHash3_128;

/// The word that opens the last line.
const END: &str = "end ";
/// The length of the last line: the word, 32 digits and the line feed.
const END_LENGTH: usize = END.len() + 33;

/// Returns the book `name` with the given lines, each ended by a line feed.
pub(crate) fn with_checksum(name: &str, lines: &str) -> String {
    let mut text = String::with_capacity(name.len() + 1 + lines.len() + END_LENGTH);
    text.push_str(name);
    text.push('\n');
    text.push_str(lines);
    let hash = XxHash3_128::oneshot(text.as_bytes());
    let _ = writeln!(text, "{END}{hash:032x}");
    text
}

/// Returns the lines of the book `name`, or nothing if this is not that book or it is damaged.
pub(crate) fn checked<'a>(name: &str, bytes: &'a [u8]) -> Option<&'a str> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (above, last) = text.split_at_checked(text.len().checked_sub(END_LENGTH)?)?;
    let digits = last.strip_prefix(END)?.strip_suffix('\n')?;
    let hash = u128::from_str_radix(digits, 16).ok()?;
    if hash != XxHash3_128::oneshot(above.as_bytes()) {
        return None;
    }
    above.strip_prefix(name)?.strip_prefix('\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_with_a_checksum_come_back() {
        assert_eq!(checked("book 1", with_checksum("book 1", "a\nb\n").as_bytes()), Some("a\nb\n"));
        assert_eq!(checked("book 1", with_checksum("book 1", "").as_bytes()), Some(""));
    }

    #[test]
    fn other_book_and_other_version_are_refused() {
        assert_eq!(checked("book 2", with_checksum("book 1", "a\n").as_bytes()), None);
        assert_eq!(checked("tome 1", with_checksum("book 1", "a\n").as_bytes()), None);
    }

    #[test]
    fn every_torn_or_altered_book_is_refused() {
        let text = with_checksum("book 1", "place a/index.html\n").into_bytes();
        for at in 0..text.len() {
            assert_eq!(checked("book 1", &text[..at]), None, "torn at {at}");
            let mut altered = text.clone();
            altered[at] ^= 1;
            assert_eq!(checked("book 1", &altered), None, "altered at {at}");
        }
    }
}
