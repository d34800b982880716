//! Rendering: layouts, and the one door from a layout to the site.
//!
//! [`Layouts`] holds the templates, strings and assets, the site's own over the built-in ones. [`Snapshot`] is all
//! that a render may see; every question a layout asks passes through it and is noted. [`RenderCx`] is the only thing
//! an output format holds.

mod alone;
mod blocks;
mod bounded;
mod bounds;
#[cfg(test)]
mod chance_tests;
mod collation;
mod counted;
mod defaults;
mod environment;
mod extents;
mod failed_block;
mod failure;
mod filters;
mod imports;
mod insertions;
#[cfg(test)]
mod insertions_tests;
mod invalid;
mod kept;
mod languages;
mod layouts;
mod literals;
mod looks;
mod mail;
mod names;
mod operators;
mod own_blocks;
mod places;
mod plurals;
mod printed;
mod stack;
mod strings;
mod styles;
mod syntax;
mod template;
mod unused;
mod view;
mod whole;
mod worth;
mod written;

use std::cell::RefCell;
use std::sync::Arc;

use minijinja::Environment;

use crate::diag::{Diagnostic, mistakes};
use crate::model::PageId;
use crate::plan::{Plan, Target};
use crate::track::{Fingerprint, Question, Trace, observe, unobserved};

pub use defaults::{DEFAULTS, FAVICON};
pub use languages::{language_name, text_direction};
pub use layouts::{Asset, Layouts};
pub use strings::Strings;
pub use view::{
    Answer, Audit, ByRead, Calendar, Chapter, Entry, Event, Feed, FeedEntry, Ids, Kept, MadeOf, MailHead, Read,
    Snapshot, audit, field_name, preheader_of, reference, reference_page, subject_of,
};
pub use written::{Written, below};

/// What came of rendering one target.
#[derive(Debug)]
pub struct Rendered {
    /// The bytes; empty when one of the diagnostics is an error.
    pub bytes: Vec<u8>,
    /// Every question asked, in order and each once.
    pub questions: Vec<Question>,
    /// Some of the answers: those that would have to be made again to be known.
    pub answers: Vec<Answer>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

thread_local! {
    /// What was said about the target that is being rendered on this thread.
    static WARNINGS: RefCell<Vec<Diagnostic>> = const { RefCell::new(Vec::new()) };
}

/// All that an output format may use to render a target.
pub struct RenderCx<'a> {
    snapshot: &'a Arc<Snapshot>,
    environment: &'a Environment<'static>,
}

impl<'a> RenderCx<'a> {
    /// Returns a context over a snapshot and the environment made for it.
    pub fn new(snapshot: &'a Arc<Snapshot>, environment: &'a Environment<'static>) -> RenderCx<'a> {
        RenderCx { snapshot, environment }
    }

    /// Runs `render` for one target and records what it asks, if that is wanted; once more where a layout needs more work
    /// than it may do beside others.
    pub fn record(
        &self,
        observed: bool,
        mut render: impl FnMut(&RenderCx<'_>) -> Result<Vec<u8>, Box<Diagnostic>> + Send,
    ) -> Rendered {
        let mut rendered = self.record_once(observed, &mut render);
        if !alone::ran_out() {
            return rendered;
        }
        let again = alone::work(self.environment, |environment| {
            RenderCx { snapshot: self.snapshot, environment }.record_once(observed, &mut render)
        });
        again.unwrap_or_else(|error| {
            rendered.diagnostics.push(mistakes::no_room(&error.to_string()));
            rendered
        })
    }

    /// Does as [`RenderCx::record`], once.
    fn record_once(
        &self,
        observed: bool,
        mut render: impl FnMut(&RenderCx<'_>) -> Result<Vec<u8>, Box<Diagnostic>>,
    ) -> Rendered {
        let guard = view::enter(self.snapshot);
        let (result, questions) =
            if observed { observe(|| render(self)) } else { (unobserved(|| render(self)), Vec::new()) };
        drop(guard);
        let answers = view::take_answers();
        let mut diagnostics = WARNINGS.take();
        match result {
            Ok(bytes) => Rendered { bytes, questions, answers, diagnostics },
            Err(diagnostic) => {
                diagnostics.push(*diagnostic);
                Rendered { bytes: Vec::new(), questions, answers, diagnostics }
            }
        }
    }

    /// Says what the author should look at in the target that is being rendered, whose bytes stand.
    pub fn warn(&self, diagnostic: Diagnostic) {
        WARNINGS.with_borrow_mut(|warnings| warnings.push(diagnostic));
    }

    /// Returns the questions with the fingerprints of their answers.
    pub fn trace(&self, questions: &[Question]) -> Trace {
        let _guard = view::enter(self.snapshot);
        Trace::new(questions, |question| self.snapshot.fingerprint(question))
    }

    /// Renders the layout of a target, or says what is wrong with it.
    pub fn layout(&self, target: &Target, name: &str) -> Result<Vec<u8>, Box<Diagnostic>> {
        environment::render(self.environment, self.snapshot, target, name)
    }

    /// Returns the settings value `site.<field>` as text; noted like any other question.
    pub fn site(&self, field: &str) -> String {
        self.snapshot.site_text(field)
    }

    /// Returns the plan; whoever reads all of it depends on all of it, which is noted.
    pub fn plan(&self) -> &Plan {
        self.snapshot.plan_noted()
    }

    /// Returns the date a page was last changed, if it has one; noted.
    pub fn modified(&self, page: PageId) -> Option<String> {
        let text = self.snapshot.page_text(page, "updated");
        let text = if text.is_empty() { self.snapshot.page_text(page, "date") } else { text };
        (!text.is_empty()).then_some(text)
    }

    /// Returns what the feed of a target tells; noted.
    pub fn feed(&self, target: &Target) -> Feed {
        self.snapshot.feed(target)
    }

    /// Returns what the calendar of a target tells; noted.
    pub fn calendar(&self, target: &Target) -> Calendar {
        self.snapshot.calendar(target)
    }

    /// Returns the absolute address of a target.
    pub fn address(&self, target: &Target) -> String {
        self.snapshot.address(target)
    }
}

/// Makes the environment in which layouts run.
pub fn environment_for(layouts: &Layouts) -> (Environment<'static>, Vec<Diagnostic>) {
    environment::build(layouts)
}

/// Returns the fingerprint of the answer to each question, and what it was made of.
pub fn answers(snapshot: &Arc<Snapshot>, questions: &[Question]) -> Vec<(Fingerprint, MadeOf)> {
    let _guard = view::enter(snapshot);
    questions.iter().map(|question| snapshot.answer(*question)).collect()
}
