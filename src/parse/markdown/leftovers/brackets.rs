//! Brackets that make no link: `[words](two words.pdf)`, `(words)[address]`, `[words] (address)`, `[[page]]`; and those
//! of WordPress, such as `[caption id="…"]`.

use std::ops::Range;

use super::is_address;
use crate::diag::mistakes::Leftover;
use crate::parse::markdown::Writer;

/// The shortcodes of WordPress that are no words of prose.
const SHORTCODES: [&str; 6] = ["caption", "/caption", "gallery", "/gallery", "embed", "/embed"];

impl Writer<'_> {
    /// Looks at a square bracket that was left over.
    pub(super) fn check_bracket(&mut self, bracket: u8, range: &Range<usize>) {
        let before = self.leftovers.bracket;
        self.leftovers.bracket = (bracket, range.end);
        if bracket == b']' || self.text[..range.start].ends_with('\\') {
            return;
        }
        let line = self.rest_of_line(range.end);
        let inner = line.split(['[', ']']).next().unwrap_or("");
        let closes = line[inner.len()..].starts_with(']');
        let end = range.end + inner.len();
        if before == (b'[', range.start) && line[inner.len()..].starts_with("]]") && !inner.trim().is_empty() {
            self.leftovers.note(Leftover::Wiki, range.start - 1..end + 2);
        } else if closes && self.text[..range.start].ends_with(')') && is_address(inner) {
            let line_start = self.text[..range.start].rfind('\n').map_or(0, |at| at + 1);
            let open = self.text[line_start..range.start].rfind('(').map_or(range.start, |at| line_start + at);
            self.leftovers.note(Leftover::LinkReversed, open..end + 1);
        } else if closes && is_shortcode(inner) {
            self.leftovers.note(Leftover::Shortcode, range.start..end + 1);
        }
    }

    /// Looks at what follows a closing bracket: round brackets, perhaps behind a blank.
    pub(super) fn check_after_bracket(&mut self, first: u8, at: usize) {
        let line = self.rest_of_line(at);
        let blanks = line.len() - line.trim_start_matches(' ').len();
        let Some(inner) = line[blanks..].strip_prefix('(') else { return };
        let close = inner.find(')');
        let inner = &inner[..close.unwrap_or(inner.len())];
        let (kind, end) = if first == b' ' {
            if blanks > 1 || close.is_none() || !is_address(inner) {
                return;
            }
            (Leftover::LinkApart, at + blanks + inner.len() + 2)
        } else if self.in_brackets(at).is_some_and(|open| open < self.leftovers.note_end) {
            (Leftover::NoteInLink, at + inner.len() + 1 + usize::from(close.is_some()))
        } else {
            let kind = match (close, inner.contains(['“', '”', '„', '«', '»'])) {
                (None, _) => Leftover::LinkOpen,
                (_, true) => Leftover::LinkQuotes,
                _ if inner.trim().contains(' ') => Leftover::LinkBlanks,
                _ => Leftover::Link,
            };
            (kind, at + inner.len() + 1 + usize::from(close.is_some()))
        };
        let start = self.in_brackets(at).unwrap_or(at - 1);
        self.leftovers.note(kind, start..end);
    }

    /// Returns where the bracket opens that closes right before `at`, in the same line.
    fn in_brackets(&self, at: usize) -> Option<usize> {
        const FURTHEST: usize = 1_000;
        let from = at.saturating_sub(FURTHEST);
        let mut depth = 0;
        for (back, byte) in self.text.as_bytes()[from..at].iter().enumerate().rev() {
            match byte {
                b']' => depth += 1,
                b'[' if depth == 1 => return Some(from + back),
                b'[' => depth -= 1,
                b'\n' => return None,
                _ => {}
            }
        }
        None
    }
}

/// Tells whether words in brackets are a shortcode: one of WordPress, or one with a value in straight quotes.
fn is_shortcode(inner: &str) -> bool {
    let name = inner.split([' ', '/']).next().unwrap_or("");
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-'));
    SHORTCODES.contains(&inner) || is_name && inner[name.len()..].starts_with(' ') && inner.contains("=\"")
}
