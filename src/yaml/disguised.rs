//! Texts of YAML that pass for something else: marks of direction, unseen characters, letters of other scripts.
//!
//! Takes the text and its values; reports each doubt where it stands, also where it is written as `\u202e`. Settings and data
//! hold no marks of direction at all, but for those that only stand beside letters that run from the right.

use std::ops::Range;

use super::locate::Places;
use super::value::key_text;
use super::{Limits, Mark, Source, Step, Value, What};
use crate::bidi::runs_from_the_right;
use crate::diag::{Diagnostic, MISTAKES_LIMIT, Span, mistakes};
use crate::disguise::{Doubt, each_kind_once, find_in, may_hold};
use crate::route::is_bidi_control;

/// A doubt about a value: the way to it, its text, and where in the text the doubt is.
struct Found<'a> {
    way: Vec<Step>,
    text: &'a str,
    range: Range<usize>,
    doubt: Doubt,
}

/// Reports what passes for something else in YAML with this value.
pub(super) fn check(source: &Source, value: Value<'_>, limits: Limits, diagnostics: &mut Vec<Diagnostic>) {
    let yaml = source.yaml();
    // What is escaped is seen in the value alone.
    let has_any = may_hold(yaml);
    if !has_any && !yaml.contains('\\') {
        return;
    }
    let before = diagnostics.len();
    if has_any && !limits.directions {
        let marks = refused_marks(yaml).into_iter().map(|(at, c)| (source.span(at..at + c.len_utf8()), c));
        diagnostics.extend(marks.map(|(span, c)| mistakes::direction_in_data(span, c)));
    }
    let is_refused = diagnostics.len() > before;
    let mut found = Vec::new();
    collect(value, limits, &mut Vec::new(), &mut found);
    if found.is_empty() {
        return;
    }
    let places = Places::new(yaml);
    for (found, more) in each_kind_once(found, |found| &found.doubt).into_iter().take(MISTAKES_LIMIT) {
        let is_direction = !matches!(found.doubt, Doubt::Unseen(_) | Doubt::Mixed(_));
        if is_direction && is_refused {
            continue;
        }
        let span = place(source, &places, &found);
        diagnostics.push(match (is_direction && !limits.directions, first_char(&found)) {
            (true, Some(c)) => mistakes::direction_in_data(span, c),
            _ => mistakes::doubtful_text(span, &found.doubt, more),
        });
    }
}

/// Returns the marks of direction that settings and data cannot have, and where they stand.
fn refused_marks(yaml: &str) -> Vec<(usize, char)> {
    let mut marks = Vec::new();
    let mut end = 0;
    for line in yaml.split_inclusive('\n') {
        let start = end;
        end += line.len();
        let of_line = line.char_indices().filter(|(_, c)| is_bidi_control(*c));
        let mut of_line = of_line.map(|(at, c)| (start + at, c)).peekable();
        if of_line.peek().is_some() {
            let from_the_right = line.chars().any(|c| c.is_alphabetic() && runs_from_the_right(c));
            let stays = |c: char| from_the_right && matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}');
            marks.extend(of_line.filter(|(_, c)| !stays(*c)).take(MISTAKES_LIMIT - marks.len()));
        }
        if marks.len() >= MISTAKES_LIMIT {
            break;
        }
    }
    marks
}

/// Collects the doubts about the texts in a value.
fn collect<'a>(value: Value<'a>, limits: Limits, way: &mut Vec<Step>, found: &mut Vec<Found<'a>>) {
    match value.what() {
        // Addresses are looked at where they are read.
        What::Text(text) if text.starts_with('/') && !text.contains(' ') => {}
        What::Text(text) => {
            let is_address = text.contains("://");
            let doubts = find_in(text).into_iter();
            let doubts =
                doubts.filter(|(_, doubt)| !is_address || !matches!(doubt, Doubt::Unseen(_) | Doubt::Mixed(_)));
            found.extend(doubts.map(|(range, doubt)| Found { way: way.clone(), text, range, doubt }));
            if !limits.directions
                && found.last().is_none_or(|last| last.way != *way)
                && let Some((at, c)) =
                    text.char_indices().find(|(_, c)| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
            {
                let range = at..at + c.len_utf8();
                found.push(Found { way: way.clone(), text, range, doubt: Doubt::Reversed(c) });
            }
        }
        What::List => {
            for (index, item) in value.items().enumerate() {
                way.push(Step::Index(index));
                collect(item, limits, way, found);
                way.pop();
            }
        }
        What::Map => {
            for (key, item) in value.entries() {
                way.push(Step::Key(key_text(key).into_owned()));
                collect(item, limits, way, found);
                way.pop();
            }
        }
        _ => {}
    }
}

/// Returns the character that a doubt is about.
fn first_char(found: &Found<'_>) -> Option<char> {
    found.text[found.range.clone()].chars().next()
}

/// Returns where a doubt stands: its characters, how they are escaped, or the value as a whole.
fn place(source: &Source, places: &Places<'_>, found: &Found<'_>) -> Span {
    let value = places.locate(&found.way, Mark::Value);
    let (raw, words) = (&source.yaml()[value.clone()], &found.text[found.range.clone()]);
    let before = found.text[..found.range.start].matches(words).count();
    let written = raw.match_indices(words).nth(before).map(|(at, _)| at..at + words.len());
    let escaped = || {
        let c = words.chars().find(|c| !c.is_ascii())?;
        let escape = format!("\\u{:04x}", c as u32);
        raw.to_ascii_lowercase().find(&escape).map(|at| at..at + escape.len())
    };
    let range = written.or_else(escaped);
    source.span(range.map_or(value.clone(), |range| value.start + range.start..value.start + range.end))
}
