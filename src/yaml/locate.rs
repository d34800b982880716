//! Places in YAML: from the path of a key or value to the bytes it stands at.
//!
//! Used only when there is something to report, so it may parse the text again. Every function gives some answer for
//! any text; where the parser stops early, the nearest place before it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span as EventSpan};

use super::Limits;
use super::value::NO_TEXT;

/// One step from a value to a value inside it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// To the value of a key.
    Key(String),
    /// To an item of a list, counted from 0.
    Index(usize),
}

/// Which part of an entry is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The key; for an item of a list, the item.
    Key,
    /// The value.
    Value,
}

/// Returns the steps of a path such as `photo.alt` or `states[2]`.
pub fn steps(path: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    for part in path.split('.').filter(|part| !part.is_empty()) {
        let mut pieces = part.split('[');
        if let Some(key) = pieces.next().filter(|key| !key.is_empty()) {
            steps.push(Step::Key(key.to_owned()));
        }
        steps.extend(pieces.filter_map(|piece| piece.trim_end_matches(']').parse().ok()).map(Step::Index));
    }
    steps
}

/// A value and where it stands, in bytes.
pub(super) struct Located {
    /// Its key.
    pub(super) key: Option<Range<usize>>,
    /// The value itself.
    pub(super) value: Range<usize>,
    /// Whether it is a text without quotes, or nothing at all.
    pub(super) plain: bool,
    /// The values inside it.
    pub(super) children: Vec<(Step, Located)>,
}

impl Located {
    /// Returns the value that one step leads to.
    fn child(&self, step: &Step) -> Option<&Located> {
        let found = match step {
            // The items of a list stand at their numbers.
            Step::Index(index) => self.children.get(*index).filter(|(candidate, _)| candidate == step),
            Step::Key(_) => self.children.iter().find(|(candidate, _)| candidate == step),
        };
        found.map(|(_, child)| child)
    }
}

/// Returns the byte range of the key or value that the steps lead to, or of the last step that exists.
pub fn locate(yaml: &str, steps: &[Step], mark: Mark) -> Range<usize> {
    Places::new(yaml).locate(steps, mark)
}

/// All places in a text, for many questions.
pub(super) struct Places<'a> {
    root: Option<Located>,
    yaml: &'a str,
}

impl<'a> Places<'a> {
    /// Finds the places in `yaml`.
    pub(super) fn new(yaml: &'a str) -> Places<'a> {
        Places { root: Reader::new(yaml).document(), yaml }
    }

    /// Returns the byte range of the key or value that the steps lead to, or of the last step that exists.
    pub(super) fn locate(&self, steps: &[Step], mark: Mark) -> Range<usize> {
        let Some(root) = &self.root else {
            return line_of(self.yaml, steps, mark).unwrap_or(0..self.yaml.len().min(1));
        };
        let mut found = root;
        let mut complete = true;
        for step in steps {
            match found.child(step) {
                Some(child) => found = child,
                None => {
                    complete = false;
                    break;
                }
            }
        }
        // The parser of places stops at some texts that the one of values reads.
        if !complete
            && std::ptr::eq(found, root)
            && let Some(line) = line_of(self.yaml, steps, mark)
        {
            return line;
        }
        let range = match (mark, complete, &found.key) {
            (Mark::Key, _, Some(key)) | (Mark::Value, false, Some(key)) => key.clone(),
            _ => found.value.clone(),
        };
        if steps.is_empty() || (!complete && found.key.is_none() && std::ptr::eq(found, root)) {
            return range.start..range.start + 1;
        }
        range
    }
}

/// Returns the key at the top that the steps lead to or through, or its value, by a look at the lines alone.
fn line_of(yaml: &str, steps: &[Step], mark: Mark) -> Option<Range<usize>> {
    let Some(Step::Key(key)) = steps.first() else { return None };
    if key.is_empty() {
        return None;
    }
    let mut start = 0;
    for line in yaml.split_inclusive('\n') {
        let value = line.strip_prefix(key.as_str()).and_then(|rest| rest.strip_prefix(':'));
        if let Some(value) = value.filter(|value| value.is_empty() || value.starts_with(char::is_whitespace)) {
            let at = start + key.len() + 1 + (value.len() - value.trim_start().len());
            let is_value = mark == Mark::Value && !value.trim().is_empty();
            return Some(if is_value { at..at + value.trim().len() } else { start..start + key.len() });
        }
        start += line.len();
    }
    None
}

/// Returns all values of a text with their places.
pub(super) fn tree(yaml: &str) -> Option<Located> {
    Reader::new(yaml).document()
}

/// Returns the first key that stands twice in one mapping, with the places of both.
pub(super) fn find_duplicate(yaml: &str) -> Option<(String, Range<usize>, Range<usize>)> {
    let root = Reader::new(yaml).document()?;
    duplicate_in(&root)
}

/// Returns the first key that stands twice in `located` or below it.
fn duplicate_in(located: &Located) -> Option<(String, Range<usize>, Range<usize>)> {
    let mut seen: BTreeMap<&str, Range<usize>> = BTreeMap::new();
    for (step, child) in &located.children {
        if let (Step::Key(key), Some(range)) = (step, &child.key)
            && key != NO_TEXT
            && let Some(first) = seen.insert(key, range.clone())
        {
            return Some((key.clone(), first, range.clone()));
        }
    }
    located.children.iter().find_map(|(_, child)| duplicate_in(child))
}

/// Returns the first value that is one too many or too deep, in the order of the text.
pub(super) fn find_beyond(yaml: &str, limits: Limits) -> Option<Range<usize>> {
    let root = Reader::new(yaml).document()?;
    let mut count = 0;
    beyond(&root, limits, limits.depth, &mut count)
}

/// Returns the first value at or below `located` that is one too many or too deep.
fn beyond(located: &Located, limits: Limits, depth: usize, count: &mut usize) -> Option<Range<usize>> {
    *count += 1;
    if depth == 0 || *count > limits.nodes {
        let start = located.key.as_ref().unwrap_or(&located.value).start;
        return Some(start..start + 1);
    }
    located.children.iter().find_map(|(_, child)| beyond(child, limits, depth - 1, count))
}

/// Where each character of a text begins, in bytes: the parser counts characters.
pub(super) struct ByteTable(Vec<usize>);

impl ByteTable {
    /// Returns the table of `text`.
    pub(super) fn new(text: &str) -> ByteTable {
        ByteTable(text.char_indices().map(|(at, _)| at).chain([text.len()]).collect())
    }

    /// Returns the byte range of an event.
    pub(super) fn range(&self, span: &EventSpan) -> Range<usize> {
        let at = |index: usize| self.0[index.min(self.0.len() - 1)];
        at(span.start.index())..at(span.end.index())
    }
}

/// Builds the tree of places from the parser's events.
struct Reader<'a> {
    yaml: &'a str,
    events: Parser<'a, saphyr_parser::StrInput<'a>>,
    bytes: ByteTable,
}

impl<'a> Reader<'a> {
    /// Returns a reader of `yaml`.
    fn new(yaml: &'a str) -> Reader<'a> {
        Reader { yaml, events: Parser::new_from_str(yaml), bytes: ByteTable::new(yaml) }
    }

    /// Returns the next event that is part of a value.
    fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        loop {
            let (event, span) = self.events.next()?.ok()?;
            match event {
                Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => {}
                Event::StreamEnd | Event::DocumentEnd => return None,
                event => return Some((event, self.bytes.range(&span))),
            }
        }
    }

    /// Reads the first document.
    fn document(&mut self) -> Option<Located> {
        let (event, range) = self.next()?;
        Some(self.value(event, range, None, 0))
    }

    /// Reads one value whose first event is given; what is deeper than the limits allow is passed over.
    fn value(&mut self, event: Event<'a>, range: Range<usize>, key: Option<Range<usize>>, depth: usize) -> Located {
        let plain = matches!(event, Event::Scalar(_, ScalarStyle::Plain, ..));
        let mut located = Located { key, value: range, plain, children: Vec::new() };
        if depth > 256 {
            return located;
        }
        let mut end = 0;
        match event {
            Event::MappingStart(..) => {
                while let Some((event, mut range)) = self.next() {
                    let name: Cow<'_, str> = match event {
                        Event::MappingEnd => {
                            end = range.start;
                            break;
                        }
                        Event::Scalar(text, ..) => text,
                        other => {
                            range = self.value(other, range, None, depth + 1).value;
                            Cow::Borrowed(NO_TEXT)
                        }
                    };
                    let Some((event, value_range)) = self.next() else { break };
                    let child = self.value(event, value_range, Some(range), depth + 1);
                    located.children.push((Step::Key(name.into_owned()), child));
                }
            }
            Event::SequenceStart(..) => {
                while let Some((event, range)) = self.next() {
                    if matches!(event, Event::SequenceEnd) {
                        end = range.start;
                        break;
                    }
                    let index = located.children.len();
                    let child = self.value(event, range, None, depth + 1);
                    located.children.push((Step::Index(index), child));
                }
            }
            _ => {}
        }
        // A collection begins where its first entry does, which is what the author can see.
        if let Some((_, first)) = located.children.first() {
            let start = first.key.as_ref().unwrap_or(&first.value).start;
            located.value.start = located.value.start.min(start);
            // What ends at a bracket ends there; the end of other collections is already part of the next line.
            let closed = matches!(self.yaml.as_bytes().get(end), Some(b']' | b'}'));
            located.value.end = if closed { end + 1 } else { located.value.end.max(first.value.end) };
        }
        located
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts which text the path leads to.
    fn check(yaml: &str, path: &str, mark: Mark, expected: &str) {
        assert_eq!(&yaml[locate(yaml, &steps(path), mark)], expected, "{path}");
    }

    #[test]
    fn keys_are_found_where_the_parser_of_places_stops() {
        let yaml = "title: T\nplace:\t\u{feff}a b\nextra: c\n";
        check(yaml, "place", Mark::Key, "place");
        check("a: \u{feff}b\nc: d\n", "c", Mark::Value, "d");
    }

    #[test]
    fn paths_lead_to_their_text() {
        let yaml = "title: Élan vital\nstates: [KEN, GUY]\nphoto:\n  src: a.jpg\n  alt: \"é\"\n";
        check(yaml, "title", Mark::Key, "title");
        check(yaml, "title", Mark::Value, "Élan vital");
        check(yaml, "states[1]", Mark::Value, "GUY");
        check(yaml, "photo.alt", Mark::Value, "\"é\"");
        check(yaml, "photo.credit", Mark::Key, "photo");
        check("a: {b: 1, c: [2, 3]} # d\n", "a", Mark::Value, "{b: 1, c: [2, 3]}");
        check("a: {b: 1, c: [2, 3]} # d\n", "a.c", Mark::Value, "[2, 3]");
        check("a: 1\n? [b, c]\n: d\ne: 2\n", "?", Mark::Key, "[b, c]");
        check("a: 1\n? {b: c}\n: d\ne: 2\n", "e", Mark::Value, "2");
    }

    #[test]
    fn duplicates_are_found() {
        let (key, first, second) = find_duplicate("a: 1\nb: 2\na: 3\n").expect("a duplicate");
        assert_eq!((key.as_str(), first, second), ("a", 0..1, 10..11));
    }
}
