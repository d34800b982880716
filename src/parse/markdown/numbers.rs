//! Numbers and labels of list items, as they are written.
//!
//! CommonMark lets a list count on from its first number. Texts that are cited by number cannot have that, so each item's
//! own is read from the text: a number that counting does not give is written as `value`, and what HTML cannot count
//! (`7)`, `007.`, `(a)`) as text.

use std::fmt::Write as _;
use std::ops::Range;

use super::labels;
use super::point::Point;
use crate::html::push_escaped;

/// What the items of a list begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Bullets,
    /// Numbers with a full stop.
    Numbers,
    /// Labels that are shown as text.
    Labels,
}

/// An open list.
pub(super) struct List {
    kind: Kind,
    /// Where it stands in the file.
    range: Range<usize>,
    /// The number of its first item, where it has numbers.
    first: Option<u64>,
    /// The number that counting gives the next item.
    next: u64,
    /// Whether all its items have one number, and so mean to be counted; known when it is asked.
    repeats: Option<bool>,
    /// Where it began.
    pub(super) start: Point,
    /// Whether all items so far are recommendations.
    pub(super) is_marked: bool,
}

/// What an item begins with.
#[derive(Default)]
pub(super) struct Beginning {
    /// The number that counting does not give.
    value: Option<u64>,
    /// The label that is shown as text.
    shown: Option<String>,
    /// The label by which the item is cited in its list.
    label: Option<String>,
}

/// A number as it is written.
struct Number<'a> {
    figures: &'a str,
    /// `.` or `)`.
    mark: char,
    /// Where it stands.
    start: usize,
}

impl Number<'_> {
    /// Returns what it counts.
    fn count(&self) -> u64 {
        self.figures.parse().unwrap_or(0)
    }
}

impl List {
    /// Returns a list that opens, with the number that its first item has.
    pub(super) fn open(text: &str, range: Range<usize>, first: Option<u64>, start: Point) -> List {
        let kind = match first {
            None if bullet_at(text, range.start) => Kind::Bullets,
            None => Kind::Labels,
            Some(_) => match number_at(text, range.start) {
                Some(number) if number.mark == ')' || number.figures.len() > 1 && number.figures.starts_with('0') => {
                    Kind::Labels
                }
                _ => Kind::Numbers,
            },
        };
        List { kind, range, first, next: first.unwrap_or(1), repeats: None, start, is_marked: true }
    }

    /// Appends its opening tag.
    pub(super) fn push_open(&self, html: &mut String) {
        match (self.kind, self.first) {
            (Kind::Bullets, _) => html.push_str("<ul>\n"),
            (Kind::Labels, _) => html.push_str("<ul class=\"labels\">\n"),
            // Numbers of more than two figures need room beside the words.
            (Kind::Numbers, Some(first)) if first > 99 => {
                let _ = writeln!(html, "<ol start=\"{first}\" class=\"wide\">");
            }
            (Kind::Numbers, Some(first)) if first != 1 => _ = writeln!(html, "<ol start=\"{first}\">"),
            (Kind::Numbers, _) => html.push_str("<ol>\n"),
        }
    }

    /// Returns its closing tag.
    pub(super) fn close(&self) -> &'static str {
        if self.kind == Kind::Numbers { "</ol>\n" } else { "</ul>\n" }
    }

    /// Returns the number that counting gives the next item, where HTML counts.
    pub(super) fn next_number(&self) -> Option<u64> {
        (self.kind == Kind::Numbers).then_some(self.next)
    }

    /// Returns what its next item begins with, which stands at `start`.
    pub(super) fn begin_item(&mut self, text: &str, start: usize) -> Beginning {
        if self.first.is_none() {
            let written = (self.kind == Kind::Labels).then(|| labels::read_at(text, start)).flatten();
            let label = written.map(cited);
            return Beginning { value: None, shown: written.map(str::to_owned), label };
        }
        let (expected, written) = (self.next, number_at(text, start));
        let number = match &written {
            Some(number) if number.count() != expected && !self.is_repeated(text, number) => number.count(),
            _ => expected,
        };
        self.next = number.saturating_add(1);
        let shown = (self.kind == Kind::Labels).then(|| match &written {
            Some(written) if written.count() == number => format!("{}{}", written.figures, written.mark),
            Some(written) => format!("{number}{}", written.mark),
            None => format!("{number})"),
        });
        let value = (self.kind == Kind::Numbers && number != expected).then_some(number);
        let label = shown.as_deref().map_or_else(|| number.to_string(), cited);
        Beginning { value, shown, label: Some(label) }
    }

    /// Tells whether a number is the one that all items of the list have: `1.` each time means to be counted.
    fn is_repeated(&mut self, text: &str, number: &Number<'_>) -> bool {
        if Some(number.count()) != self.first {
            return false;
        }
        let range = self.range.start..self.range.end.min(text.len());
        *self.repeats.get_or_insert_with(|| is_one_number(text, range))
    }
}

impl Beginning {
    /// Returns the label that is shown as text.
    pub(super) fn shown(&self) -> Option<&str> {
        self.shown.as_deref()
    }

    /// Appends the tag of the item and its label; returns where attributes can be put into the tag.
    pub(super) fn push_open(&self, html: &mut String, direction: &str) -> usize {
        html.push_str("<li");
        if let Some(value) = self.value {
            let _ = write!(html, " value=\"{value}\"");
        }
        html.push_str(direction);
        let tag = html.len();
        html.push('>');
        if let Some(shown) = &self.shown {
            html.push_str("<span class=\"item-label\">");
            push_escaped(html, shown);
            html.push_str("</span> ");
        }
        tag
    }

    /// Appends the label to readable text: of an item within another any, since its words are quoted with those above them.
    pub(super) fn push_plain(&self, plain: &mut String, within: bool) {
        match (&self.shown, &self.label) {
            (Some(shown), _) => plain.push_str(shown),
            (None, Some(label)) if within => _ = write!(plain, "{label}."),
            _ => return,
        }
        plain.push(' ');
    }

    /// Returns the label by which the item is cited, with those of the items it stands in.
    pub(super) fn label(self, above: Option<&str>) -> Option<String> {
        let own = self.label?;
        Some(above.map_or_else(|| own.clone(), |above| joined(above, &own)))
    }
}

/// Returns a label as it is cited: without the mark that only parts it from the words.
pub(super) fn cited(label: &str) -> String {
    let opens = label.starts_with(['(', '（']);
    let bare = label.trim_end_matches(['.', '．', '、', '-', '–']);
    let bare = if opens { bare } else { bare.trim_end_matches([')', '）']) };
    bare.to_owned()
}

/// Returns the label of an item within another: `1` and `(a)` are `1(a)`; what has the label above in it stays whole.
fn joined(above: &str, own: &str) -> String {
    let is_whole = own.strip_prefix(above).is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric()));
    if is_whole {
        return own.to_owned();
    }
    let (last, first) = (above.chars().next_back().unwrap_or(' '), own.chars().next().unwrap_or(' '));
    let between = match (last, first) {
        (_, '§') => " ",
        _ if last.is_numeric() && first.is_numeric() || last.is_alphabetic() && first.is_alphabetic() => ".",
        _ => "",
    };
    [above, between, own].concat()
}

/// Reads the number with which an item begins that stands at `start`, after blanks.
fn number_at(text: &str, start: usize) -> Option<Number<'_>> {
    let bytes = text.as_bytes();
    let blanks = bytes.get(start..)?.iter().take_while(|byte| !byte.is_ascii_digit()).take(16).count();
    let start = start + blanks;
    let figures = bytes[start..].iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
    let mark = *bytes.get(start + figures)?;
    let is_number = figures > 0 && matches!(mark, b'.' | b')');
    is_number.then(|| Number { figures: &text[start..start + figures], mark: char::from(mark), start })
}

/// Tells whether a list begins with a bullet.
fn bullet_at(text: &str, start: usize) -> bool {
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    let first = rest.iter().find(|byte| !byte.is_ascii_whitespace() && **byte != b'>');
    first.is_none_or(|byte| matches!(byte, b'-' | b'+' | b'*'))
}

/// Tells whether all items of a list have the number of the first.
///
/// The lines are looked at and no structure, which is enough to tell a habit from a slip: only in a list whose second
/// item has the number of the first is it asked at all.
fn is_one_number(text: &str, range: Range<usize>) -> bool {
    let Some(first) = number_at(text, range.start) else { return false };
    let line = text[..first.start].rfind('\n').map_or(0, |at| at + 1);
    let content = first.start - line + first.figures.len() + 2;
    let mut is_code = false;
    text.get(first.start..range.end).unwrap_or("").split('\n').skip(1).all(|line| {
        let words = line.trim_start_matches([' ', '\t', '>']);
        is_code ^= words.starts_with("```") || words.starts_with("~~~");
        if is_code || line.len() - words.len() >= content {
            return true;
        }
        let figures = words.bytes().take(9).take_while(u8::is_ascii_digit).count();
        let rest = &words[figures..];
        let is_item = figures > 0
            && rest.starts_with(first.mark)
            && (rest.len() == 1 || rest[1..].starts_with([' ', '\t', '\r']));
        !is_item || words[..figures].parse() == Ok(first.count())
    })
}

#[cfg(test)]
mod tests {
    use super::{cited, joined};

    #[test]
    fn labels_are_cited_without_the_mark_after_them() {
        for (label, expected) in [
            ("3.", "3"),
            ("7)", "7"),
            ("(a)", "(a)"),
            ("a)", "a"),
            ("1.1", "1.1"),
            ("1.1.", "1.1"),
            ("§ 4", "§ 4"),
            ("§ 4.", "§ 4"),
            ("（一）", "（一）"),
            ("一、", "一"),
            ("١-", "١"),
            ("007.", "007"),
            ("①", "①"),
        ] {
            assert_eq!(cited(label), expected);
        }
    }

    #[test]
    fn labels_of_items_within_others_are_joined() {
        for (above, own, expected) in [
            ("1", "(a)", "1(a)"),
            ("1(a)", "(i)", "1(a)(i)"),
            ("1", "2", "1.2"),
            ("1", "1.2", "1.2"),
            ("1", "a", "1a"),
            ("1.1", "1.1.3", "1.1.3"),
            ("1", "10", "1.10"),
            ("2", "1.2", "2.1.2"),
            ("(a)", "1", "(a)1"),
            ("a", "i", "a.i"),
            ("3", "§ 4", "3 § 4"),
            ("§ 4", "(1)", "§ 4(1)"),
            ("1", "1(a)", "1(a)"),
        ] {
            assert_eq!(joined(above, own), expected);
        }
    }
}
