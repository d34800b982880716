//! Sealed text: how the program keeps its books, so that a torn or altered book is known for one.
//!
//! Takes the name of a book and its lines; gives text that opens with the name and its version and ends with a hash
//! of all before. [`unseal`] gives the lines back, and nothing if a single byte differs.

use std::fmt::Write;

use twox_hash::XxHash3_128;

/// The word that opens the last line.
const END: &str = "end ";
/// The length of the last line: the word, 32 digits and the line feed.
const END_LENGTH: usize = END.len() + 33;

/// Returns the book `name` with the given lines, each ended by a line feed.
pub(crate) fn seal(name: &str, lines: &str) -> String {
    let mut text = String::with_capacity(name.len() + 1 + lines.len() + END_LENGTH);
    text.push_str(name);
    text.push('\n');
    text.push_str(lines);
    let hash = XxHash3_128::oneshot(text.as_bytes());
    let _ = writeln!(text, "{END}{hash:032x}");
    text
}

/// Returns the lines of the book `name`, or nothing if this is not that book or it is damaged.
pub(crate) fn unseal<'a>(name: &str, bytes: &'a [u8]) -> Option<&'a str> {
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
    fn sealed_lines_come_back() {
        assert_eq!(unseal("book 1", seal("book 1", "a\nb\n").as_bytes()), Some("a\nb\n"));
        assert_eq!(unseal("book 1", seal("book 1", "").as_bytes()), Some(""));
    }

    #[test]
    fn other_book_and_other_version_are_refused() {
        assert_eq!(unseal("book 2", seal("book 1", "a\n").as_bytes()), None);
        assert_eq!(unseal("tome 1", seal("book 1", "a\n").as_bytes()), None);
    }

    #[test]
    fn every_torn_or_altered_book_is_refused() {
        let sealed = seal("book 1", "place a/index.html\n").into_bytes();
        for at in 0..sealed.len() {
            assert_eq!(unseal("book 1", &sealed[..at]), None, "torn at {at}");
            let mut altered = sealed.clone();
            altered[at] ^= 1;
            assert_eq!(unseal("book 1", &altered), None, "altered at {at}");
        }
    }
}
