//! Footnotes: collected where they stand, numbered in the order of their first mention, listed at the end.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use unicase::UniCase;

use super::out::Out;
use super::{Hole, Label, Writer};
use crate::diag::mistakes;

/// Where the text of a footnote stands, and under which label.
type Place = (Range<usize>, String);

/// What the writer must remember between footnote events.
#[derive(Default)]
pub(super) struct State {
    /// The number of each label, from 1; labels are folded as the parser folds them.
    numbers: HashMap<UniCase<String>, usize>,
    /// For each number, how often it was mentioned, what it says, and where its text stands under which label.
    notes: Vec<(u32, Option<Out>, Option<Place>)>,
    /// What was under way when the open notes began.
    outside: Vec<(Out, usize)>,
}

impl State {
    /// Tells whether no footnote is open.
    pub(super) fn is_outside(&self) -> bool {
        self.outside.is_empty()
    }

    /// Returns the number of a label, from 1.
    fn number(&mut self, label: &str) -> usize {
        let label = UniCase::new(label.to_owned());
        if let Some(number) = self.numbers.get(&label) {
            return *number;
        }
        self.notes.push((0, None, None));
        self.numbers.insert(label, self.notes.len());
        self.notes.len()
    }
}

impl Writer<'_> {
    /// Writes the mention of a footnote.
    pub(super) fn footnote_reference(&mut self, label: &str) {
        let number = self.notes.number(label);
        let count = &mut self.notes.notes[number - 1].0;
        *count += 1;
        let suffix = if *count > 1 { format!("-{count}") } else { String::new() };
        let from = self.out.here();
        let _ = write!(
            self.out.html,
            "<sup class=\"fn-ref\"><a href=\"#fn-{number}\" id=\"fnref-{number}{suffix}\">{number}</a></sup>"
        );
        self.out.leave_out(from, None);
    }

    /// Begins a footnote; what follows is its text.
    pub(super) fn start_note(&mut self, label: &str, range: &Range<usize>) {
        let number = self.notes.number(label);
        let place = range.start..range.start + label.len() + 3;
        match self.notes.notes[number - 1].2.clone() {
            None => self.notes.notes[number - 1].2 = Some((place, label.to_owned())),
            Some((first, _)) => {
                let (span, first) = (self.span(&place), self.span(&first));
                self.report(mistakes::duplicate_footnote(span, label, first));
            }
        }
        let outside = std::mem::take(&mut self.out);
        self.notes.outside.push((outside, number));
    }

    /// Ends a footnote.
    pub(super) fn end_note(&mut self) {
        let Some((outside, number)) = self.notes.outside.pop() else { return };
        let note = std::mem::replace(&mut self.out, outside);
        // Of two texts the first counts.
        self.notes.notes[number - 1].1.get_or_insert(note);
    }

    /// Lists the footnotes, each with the way back to its first mention.
    pub(super) fn finish_notes(&mut self) {
        while !self.notes.is_outside() {
            self.end_note();
        }
        let notes = std::mem::take(&mut self.notes.notes);
        if notes.is_empty() {
            return;
        }
        self.out.html.push_str("<section class=\"footnotes\" aria-label=\"");
        self.out.hole(Hole::Label(Label::Footnotes));
        self.out.html.push_str("\"><ol>\n");
        for (index, (mentions, note, place)) in notes.into_iter().enumerate() {
            let number = index + 1;
            // A recommendation may have taken the id: the note is then not where links to it lead, and still there.
            _ = self.anchors.take(&format!("fn-{number}"), 0..0);
            let mut note = note.unwrap_or_default();
            if mentions == 0 {
                if let Some((range, label)) = place {
                    self.report(mistakes::unused_footnote(self.span(&range), &label));
                }
            } else {
                push_way_back(&mut note, number as u32);
            }
            let _ = write!(self.out.html, "<li id=\"fn-{number}\">");
            self.out.append(&note);
            self.out.html.push_str("</li>\n");
            self.check_length();
            if self.stopped {
                return;
            }
        }
        self.out.html.push_str("</ol></section>\n");
    }
}

/// Appends the way back, inside the last paragraph where there is one.
fn push_way_back(note: &mut Out, number: u32) {
    let trimmed = note.html.trim_end().len();
    note.html.truncate(trimmed);
    let in_paragraph = note.html.ends_with("</p>");
    if in_paragraph {
        note.html.truncate(trimmed - "</p>".len());
    }
    let _ = write!(note.html, " <a class=\"fn-back\" href=\"#fnref-{number}\" aria-label=\"");
    note.hole(Hole::Label(Label::FootnoteBack(number)));
    note.html.push_str("\">\u{21a9}\u{fe0e}</a>");
    if in_paragraph {
        note.html.push_str("</p>");
    }
}
