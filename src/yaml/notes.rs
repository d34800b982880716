//! Notes of mistakes in one piece of YAML: where each is, and how its diagnostic is made once the place is known.

use std::cell::RefCell;

use super::doubts::Doubts;
use super::locate::Places;
use super::{Mark, Source, Step};
use crate::diag::{Diagnostic, MISTAKES_LIMIT, Span, mistakes};

/// Makes a diagnostic once the place is known.
pub(super) type Make = Box<dyn FnOnce(Span, &Source) -> Diagnostic>;

/// Makes a diagnostic once two places are known.
pub(super) type MakePair = Box<dyn FnOnce(Span, Span) -> Diagnostic>;

/// How the diagnostic of a note is made.
enum Making {
    /// Of its own place.
    One(Make),
    /// Of its own place and of the value that the steps lead to.
    Pair(Vec<Step>, MakePair),
}

/// The mistakes found so far in one piece of YAML.
#[derive(Default)]
pub(super) struct Notes {
    /// What is noted, with its place.
    list: RefCell<Vec<(Vec<Step>, Mark, Making)>>,
    /// What can be read and is hardly meant.
    pub(super) doubts: Doubts,
}

impl Notes {
    /// Returns no notes yet on a text.
    pub(super) fn on(yaml: &str) -> Notes {
        Notes { list: RefCell::default(), doubts: Doubts::of(yaml) }
    }

    /// Tells whether a comment cuts off any text.
    pub(super) fn has_cuts(&self) -> bool {
        !self.doubts.cut.is_empty()
    }

    /// Adds a note.
    pub(super) fn add(&self, steps: Vec<Step>, mark: Mark, make: Make) {
        self.list.borrow_mut().push((steps, mark, Making::One(make)));
    }

    /// Adds a note on a value that has to do with another one.
    pub(super) fn add_pair(&self, steps: Vec<Step>, other: Vec<Step>, make: MakePair) {
        self.list.borrow_mut().push((steps, Mark::Value, Making::Pair(other, make)));
    }

    /// Turns the notes into diagnostics, looking up the places.
    pub(super) fn into_diagnostics(self, source: &Source) -> Vec<Diagnostic> {
        let notes = self.list.into_inner();
        if notes.is_empty() {
            return Vec::new();
        }
        let places = Places::new(source.yaml());
        let count = notes.len();
        let mut diagnostics = Vec::with_capacity(count.min(MISTAKES_LIMIT + 1));
        for (steps, mark, make) in notes.into_iter().take(MISTAKES_LIMIT) {
            let span = source.span(places.locate(&steps, mark));
            diagnostics.push(match make {
                Making::One(make) => make(span, source),
                Making::Pair(other, make) => make(span, source.span(places.locate(&other, Mark::Value))),
            });
        }
        if count > MISTAKES_LIMIT {
            diagnostics.push(mistakes::too_many_mistakes(source.span(0..1), MISTAKES_LIMIT));
        }
        diagnostics
    }
}
