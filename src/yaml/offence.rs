//! A first look at YAML that might be hostile: how deep it nests, and whether it holds anchors, aliases or tags.
//!
//! The parser that reads values takes time that grows with the square of the depth and would follow aliases, so both are
//! refused before it sees the text. This look takes one event after the other from another parser and ends at the first
//! offence, so its time is linear. The two parsers may differ on what is no YAML at all; such a text is refused here
//! when it has enough brackets to be a danger there.

use std::ops::Range;

use saphyr_parser::{Event, Parser};

use super::locate::ByteTable;

/// The number of brackets from which on a text that this look cannot read goes no further.
const DANGER: usize = 1_000;

/// What is refused before parsing.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Offence {
    /// Lists and maps nest deeper than the limit.
    TooDeep,
    /// An anchor, an alias or a tag, by this name.
    Sign(&'static str),
    /// Something that is no YAML, in the parser's words.
    Syntax(String),
}

/// Returns the first offence in `yaml` and its place, in bytes.
pub(super) fn first(yaml: &str, limit: usize) -> Option<(Range<usize>, Offence)> {
    let mut depth = 0usize;
    for event in Parser::new_from_str(yaml) {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => return unreadable(yaml, error.marker().index(), error.info()),
        };
        let sign = match &event {
            Event::Alias(_) => Some("alias"),
            Event::Scalar(_, _, anchor, tag) => sign_of(*anchor, tag.is_some()),
            Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag) => {
                depth += 1;
                sign_of(*anchor, tag.is_some())
            }
            Event::SequenceEnd | Event::MappingEnd => {
                depth = depth.saturating_sub(1);
                None
            }
            _ => None,
        };
        if sign.is_none() && depth <= limit {
            continue;
        }
        let range = ByteTable::new(yaml).range(&span);
        return Some(match sign {
            Some(what) => (sign_range(yaml, range, what), Offence::Sign(what)),
            None => (range.start..range.start + 1, Offence::TooDeep),
        });
    }
    None
}

/// Returns the offence of a text that cannot be read on from a place, if it is one.
fn unreadable(yaml: &str, index: usize, message: &str) -> Option<(Range<usize>, Offence)> {
    let at = yaml.char_indices().nth(index).map_or(yaml.len(), |(at, _)| at);
    // An alias of an anchor that is not there, and more depth than that parser can take.
    if message.contains("unknown anchor") && yaml[at..].starts_with('*') {
        let word = word_at(yaml, at);
        // What could not even be the name of an anchor is a text without quotes, which the parser itself refuses.
        let is_name = yaml[word.clone()].chars().skip(1).all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        return is_name.then_some((word, Offence::Sign("alias")));
    }
    if message.contains("recursion limit") {
        return Some((at..at + 1, Offence::TooDeep));
    }
    let brackets = yaml.bytes().filter(|byte| matches!(byte, b'[' | b'{')).count();
    (brackets > DANGER).then(|| (at..at, Offence::Syntax(message.to_owned())))
}

/// Names what stands before a value, if it is refused.
fn sign_of(anchor: usize, tag: bool) -> Option<&'static str> {
    match (anchor, tag) {
        (_, true) => Some("tag"),
        (0, false) => None,
        _ => Some("anchor"),
    }
}

/// Returns the range of the sign that belongs to a value, and of its name.
fn sign_range(yaml: &str, value: Range<usize>, what: &str) -> Range<usize> {
    let start = match what {
        "alias" => value.start,
        _ => {
            let sign = if what == "anchor" { '&' } else { '!' };
            let before = &yaml[..value.end.max(1).min(yaml.len())];
            let before = if before[value.start.min(before.len())..].starts_with(sign) {
                return word_at(yaml, value.start);
            } else {
                &yaml[..value.start]
            };
            let start = before.rfind(sign).unwrap_or(value.start);
            // The sign of a tag may stand twice.
            if before[..start].ends_with(sign) { start - 1 } else { start }
        }
    };
    word_at(yaml, start)
}

/// Returns the range of the word that begins at a place.
fn word_at(yaml: &str, start: usize) -> Range<usize> {
    let rest = &yaml[start..];
    let length = rest.find(|c: char| c.is_whitespace() || ",[]{}".contains(c)).unwrap_or(rest.len());
    start..start + length.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts what the first offence is, with the text at its place.
    fn check(yaml: &str, expected: Option<(&str, Offence)>) {
        let found = first(yaml, 3).map(|(range, offence)| (&yaml[range], offence));
        assert_eq!(found, expected, "{yaml}");
    }

    #[test]
    fn signs_are_seen_where_a_value_begins() {
        check("a: &x 1\nb: *x\n", Some(("&x", Offence::Sign("anchor"))));
        check("日本: [a, *x]\n", Some(("*x", Offence::Sign("alias"))));
        check("- !!str 1\n", Some(("!!str", Offence::Sign("tag"))));
        check("? &x a\n: b\n", Some(("&x", Offence::Sign("anchor"))));
        check("a: |\n  b\n&x c: d\n", Some(("&x", Offence::Sign("anchor"))));
        check("a: fish & chips\nb: 2 * 2!\nc: \"&x\" # *y\nd: |\n  &x\n\n  *y\ne: x\n  &y\n", None);
    }

    #[test]
    fn depth_counts_brackets_and_columns() {
        let deep = |text| Some((text, Offence::TooDeep));
        check("a: [[1]]\n", None);
        check("a: [[[1]]]\n", deep("["));
        check("[[[ [", deep("["));
        check("- - - x\n", None);
        check("- - - - x\n", deep("-"));
        check("a: [\n [\n [1]]]\n", deep("["));
    }

    #[test]
    fn brackets_in_texts_do_not_count() {
        check("a: b [ [ [ [\nc: \"[[[[\\\"[[\"\nd: 'it''s [[[['\ne: f # [[[[\n", None);
        check("a: [\"]\", [\"]\", [\"]\",", Some(("[", Offence::TooDeep)));
        check("a: [b # ]\n, [c # ]\n, [d", Some(("[", Offence::TooDeep)));
    }

    #[test]
    fn what_cannot_be_read_goes_no_further_when_it_has_many_brackets() {
        assert_eq!(first("a: \"x\" [", 3), None);
        let found = first(&format!("a: \"x\" {}", "[".repeat(2_000)), 3);
        assert!(matches!(found, Some((_, Offence::Syntax(_)))), "{found:?}");
    }
}
