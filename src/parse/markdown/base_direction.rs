//! Blocks of another direction than what they stand in: an Arabic quotation in an English letter.
//!
//! Takes the place of a block in the file; gives the attribute of its element. `dir="auto"` stands only where the first
//! strong character differs and most letters do, so that no other page has a byte more.

use std::ops::Range;

use super::Writer;
use crate::bidi::{Direction, first_strong, may_run_from_the_right, mostly, text_direction};

/// How much of a block is looked at, in characters.
const LOOK: usize = 2_000;

/// What the writer must remember of directions.
pub(super) struct State {
    /// That of the page, and of the blocks around, innermost last.
    around: Vec<Direction>,
    /// Whether any block may have another one.
    may_differ: bool,
}

impl State {
    /// Returns the state at the beginning of a text in a language.
    pub(super) fn new(lang: &str, text: &str) -> State {
        let page = text_direction(lang);
        State { around: vec![page], may_differ: page == Direction::Rtl || may_run_from_the_right(text) }
    }

    /// Closes a block in which others stand.
    pub(super) fn leave(&mut self) {
        if self.around.len() > 1 {
            self.around.pop();
        }
    }

    /// Returns the direction of what is around.
    fn around(&self) -> Direction {
        self.around.last().copied().unwrap_or(Direction::Ltr)
    }
}

impl Writer<'_> {
    /// Returns the attribute of a block, with a blank before it; nothing where it runs as what it stands in.
    pub(super) fn direction_of(&self, range: &Range<usize>) -> &'static str {
        match self.other_direction(range, "") {
            Some(_) => " dir=\"auto\"",
            None => "",
        }
    }

    /// Does as [`Writer::direction_of`] for a block in which others stand, and takes it for what they stand in.
    ///
    /// A label before its words is none of them, but a browser would take it for the first: then it is told outright.
    pub(super) fn enter_direction(&mut self, range: &Range<usize>, label: Option<&str>) -> &'static str {
        let other = self.other_direction(range, label.unwrap_or(""));
        self.directions.around.push(other.unwrap_or(self.directions.around()));
        match (other, label) {
            (None, _) => "",
            (Some(_), None) => " dir=\"auto\"",
            (Some(Direction::Ltr), Some(_)) => " dir=\"ltr\"",
            (Some(Direction::Rtl), Some(_)) => " dir=\"rtl\"",
        }
    }

    /// Returns the direction of a block, without the label it begins with, if it is another than around.
    fn other_direction(&self, range: &Range<usize>, label: &str) -> Option<Direction> {
        if !self.directions.may_differ {
            return None;
        }
        let mut source = self.text.get(range.start..range.end.min(self.text.len()))?;
        let marker = |c: char| c.is_whitespace() || "-*+>".contains(c);
        if let Some(rest) = source.trim_start_matches(marker).strip_prefix(label) {
            source = rest;
        }
        let around = self.directions.around();
        let found = first_strong(Shown(source).take(LOOK)).filter(|found| *found != around)?;
        // A sentence may begin with a name in other letters, as in `UPR 49 قريب`.
        mostly(found, Shown(source).take(LOOK)).then_some(found)
    }
}

/// The characters of Markdown that are shown: no references, no tags, no marks in braces, no addresses of links.
struct Shown<'a>(&'a str);

impl Iterator for Shown<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let c = self.0.chars().next()?;
        let end = match c {
            '&' => {
                self.0.find(';').filter(|end| self.0[1..*end].bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#'))
            }
            '<' => self.0.find(['>', '\n']),
            '{' => self.0.find(['}', '\n']).filter(|_| self.0.starts_with("{#")),
            ']' if self.0.starts_with("](") => self.0.find([')', '\n']),
            _ => None,
        };
        // One sign in place of all that is passed over, so that nothing is looked at twice.
        self.0 = &self.0[end.map_or(c.len_utf8(), |end| end + 1)..];
        Some(if end.is_some() { ' ' } else { c })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_shown_tells_the_direction() {
        for (source, expected) in [
            ("&quot;نص&quot;", Some(Direction::Rtl)),
            ("<b>نص</b>", Some(Direction::Rtl)),
            ("[](https://a.example) نص", Some(Direction::Rtl)),
            ("{#mark} نص", Some(Direction::Rtl)),
            ("**نص** word", Some(Direction::Rtl)),
            ("a & b; نص", Some(Direction::Ltr)),
            ("12 <", None),
        ] {
            assert_eq!(first_strong(Shown(source)), expected, "{source}");
        }
    }
}
