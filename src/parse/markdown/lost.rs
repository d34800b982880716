//! Words that the rules of Markdown leave out: cells beyond the head of a table, and lines that say what a name in
//! brackets stands for where nothing uses them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{BrokenLinkCallback, Parser};
use unicase::UniCase;

use super::Writer;
use super::masks::has_words;
use crate::diag::mistakes;

/// How many definitions that nothing uses are told one by one: a list of links that was taken over whole may have many.
const UNUSED_LIMIT: usize = 20;

/// What the writer must remember of words that may be left out.
#[derive(Default)]
pub(super) struct State {
    /// The definitions that count, in order; labels are folded as the parser folds them.
    definitions: Vec<Definition>,
    /// The labels that links and images use.
    used: HashSet<UniCase<String>>,
    /// What is shown of a text with definitions, in order.
    shown: Vec<Range<usize>>,
    /// Where the last cell of the open row ends.
    cell_end: usize,
}

/// A line that says what a name in brackets stands for.
struct Definition {
    label: UniCase<String>,
    /// Where it stands in the file.
    range: Range<usize>,
    /// Whether it is one of those that people write as comments, such as `[//]: # (…)`.
    is_comment: bool,
}

impl State {
    /// Notes the definitions that the parser found in a body that begins at `start`.
    pub(super) fn note_definitions<'a, F: BrokenLinkCallback<'a>>(&mut self, parser: &Parser<'a, F>, start: usize) {
        let definitions = parser.reference_definitions().iter().map(|(label, definition)| Definition {
            label: UniCase::new(label.to_owned()),
            range: definition.span.start + start..definition.span.end + start,
            is_comment: matches!(label, "//" | "comment") || matches!(&*definition.dest, "" | "#"),
        });
        self.definitions = definitions.collect();
        self.definitions.sort_by_key(|definition| definition.range.start);
    }

    /// Notes that a link or an image uses a label.
    pub(super) fn note_use(&mut self, label: &str) {
        if !self.definitions.is_empty() && !label.is_empty() {
            self.used.insert(UniCase::new(label.to_owned()));
        }
    }

    /// Notes that a part of the file is shown.
    pub(super) fn note_shown(&mut self, range: &Range<usize>) {
        if !self.definitions.is_empty() {
            self.shown.push(range.clone());
        }
    }

    /// Notes where a cell ends.
    pub(super) fn note_cell(&mut self, range: &Range<usize>) {
        self.cell_end = range.end;
    }

    /// Tells whether what stands at an offset of the file is shown.
    fn is_shown(&self, at: usize) -> bool {
        let next = self.shown.partition_point(|shown| shown.start <= at);
        self.shown[..next].last().is_some_and(|shown| shown.end > at)
    }
}

impl Writer<'_> {
    /// Reports what stands in a row beyond the columns of its table.
    pub(super) fn check_row(&mut self, range: &Range<usize>) {
        let from = self.lost.cell_end.clamp(range.start, range.end);
        let rest = &self.text[from..range.end];
        let cells = rest.trim_matches(['|', ' ', '\t', '\n']);
        if has_words(cells) {
            let start = from + (cells.as_ptr() as usize - rest.as_ptr() as usize);
            self.report(mistakes::cells_beyond_head(self.span(&(start..start + cells.len()))));
        }
    }

    /// Reports the definitions that nothing uses, and those whose label has another already.
    pub(super) fn check_definitions(&mut self, start: usize) {
        if self.lost.definitions.is_empty() {
            return;
        }
        let lost = std::mem::take(&mut self.lost);
        let is_unused = |found: &&Definition| !found.is_comment && !lost.used.contains(&found.label);
        let unused: Vec<&Definition> = lost.definitions.iter().filter(is_unused).collect();
        for (at, definition) in unused.iter().enumerate().take(UNUSED_LIMIT) {
            // The last one speaks for those that follow.
            let count = if at + 1 == UNUSED_LIMIT { unused.len() - at } else { 1 };
            self.report(mistakes::unused_link_name(self.span(&definition.range), &definition.label, count));
        }
        let places: HashMap<_, _> = lost.definitions.iter().map(|found| (&found.label, found)).collect();
        let ends = self.text[start..].match_indices("]:").map(|(at, _)| at + start);
        for (open, end) in ends.filter_map(|at| line_of_definition(self.text, start, at)) {
            let line = &self.text[open..end];
            let (label, meaning) = line[1..].split_once("]:").unwrap_or((line, ""));
            let Some(first) = places.get(&UniCase::new(label.trim().to_owned())) else { continue };
            let same = self.text[first.range.clone()].trim_end().ends_with(meaning.trim());
            if open != first.range.start && !same && !first.is_comment && !lost.is_shown(open + 1) {
                let (span, first) = (self.span(&(open..end)), self.span(&first.range));
                self.report(mistakes::duplicate_link_name(span, label, first));
            }
        }
    }
}

/// Returns the line whose brackets end at `at`, from the opening one, if that is the first thing in it.
fn line_of_definition(text: &str, start: usize, at: usize) -> Option<(usize, usize)> {
    // The parser takes no longer labels.
    const LONGEST: usize = 1_000;
    let from = at.saturating_sub(LONGEST).max(start);
    let before = &text.as_bytes()[from..at];
    let line = before.iter().rposition(|byte| *byte == b'\n').map(|found| found + 1);
    let line = line.or((from == start).then_some(0))?;
    let open = before[line..].iter().position(|byte| *byte == b'[')? + line;
    let is_first = before[line..open].iter().all(|byte| b" \t>*+-.)0123456789".contains(byte));
    let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
    is_first.then_some((from + open, end))
}
