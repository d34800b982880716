//! The incremental engine: a site that is built again and again, each time at the cost of what changed.
//!
//! It gives the same bytes and the same diagnostics as a build from nothing, always. What is kept are files as they were
//! parsed, by the fingerprint of their text, answers by what they were made of, and targets as they were rendered, by the answers
//! to all they asked. Only answers made of parts of the site that are others now are asked for again. Every update goes one way: the
//! site as it is now out of the one before (`prepare`), what is another answer now (`memo`), what asked for one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;

use super::facts::FileFacts;
use super::failures::Failures;
use super::memo::{Changed, Memo, Questions, Saved};
use super::parsing::Under;
use super::prepare::{self, Before, Compiled, Prepared};
use super::viewer::{Changes, Viewer};
use super::{BuildOptions, Outcome, Progress, Store, count_pages};
use crate::data::Data;
use crate::diag::{Diagnostic, Error, Severity, has_errors, sort_diagnostics};
use crate::model::{PageId, Touched};
use crate::plan::{Plan, Subject, Target};
use crate::render::{Ids, Kept, Snapshot};
use crate::route::OutPath;
use crate::source::{SourceFile, Sources};
use crate::spill::{Spill, Spilled};
use crate::track::{Fingerprint, Table, combine};

/// What came of a build by the engine.
#[derive(Debug, Default)]
pub struct Update {
    /// Everything that is wrong, in order of place.
    pub diagnostics: Vec<Diagnostic>,
    /// How many web pages the site has.
    pub pages: usize,
    /// The routes of the targets that were rendered, in order; all others were kept.
    pub rendered: Vec<OutPath>,
    /// How many questions of earlier renders were asked again to know what must be rendered.
    pub asked: usize,
    /// What changed since the last update without errors, and perhaps files that are as they were then; empty when the
    /// site has errors.
    pub changes: Changes,
}

impl Update {
    /// Tells whether the site may be shown.
    pub fn is_good(&self) -> bool {
        !has_errors(&self.diagnostics)
    }
}

/// The routes of what was rendered, and how many questions were asked again.
pub(super) type Done = (Vec<OutPath>, usize);

/// What stands from one update to the next.
#[derive(Debug)]
pub(super) struct Held {
    /// What was asked for.
    pub(super) options: BuildOptions,
    /// The first instant at which the site is another without an edit.
    pub(super) until: Timestamp,
    /// What is wrong with the site, but for what is wrong with its pages alone and with layouts as they run.
    pub(super) rest: Vec<Diagnostic>,
    /// What is wrong with the plan.
    plan_said: Vec<Diagnostic>,
    /// The layouts.
    pub(super) compiled: Compiled,
    /// The site, the plan, and the answers that were made.
    pub(super) snapshot: Arc<Snapshot>,
    /// How many web pages the site has.
    pub(super) pages: usize,
}

/// Builds one site again and again.
#[derive(Debug, Default)]
pub struct Engine {
    pub(super) parsed: FileFacts,
    pub(super) questions: Questions,
    /// The languages of the site: entities are told apart by their places.
    pub(super) languages: Vec<String>,
    /// What the next snapshot takes over, while there is none.
    kept: Kept,
    /// The data of the site, if nothing was wrong with it.
    data: Option<Arc<Data>>,
    /// What came of the targets, in the order of the plan.
    pub(super) memos: Vec<Memo>,
    /// What else stands since the last update, if only texts are edited.
    pub(super) held: Option<Held>,
    /// The pages whose text was edited since the mails were last told; nothing where all are to be told.
    pub(super) mails_edited: Option<BTreeSet<PageId>>,
    /// The routes of files that changed since the last update without errors.
    pub(super) unshown: BTreeSet<OutPath>,
    /// Who looks at the site while it is built.
    pub(super) viewer: Option<Box<dyn Viewer>>,
    /// Takes the bytes of targets and bodies out of memory.
    pub(super) spill: Spill,
    /// Whether nobody wants to know what targets ask, for nothing is built after this.
    pub(super) is_blind: bool,
}

impl Engine {
    /// Returns an engine that knows nothing yet.
    pub fn new() -> Engine {
        Engine::default()
    }

    /// Returns an engine that deals numbers to entities in an order made of a seed. What it makes is the same, and so it is
    /// tested.
    pub fn shuffled(seed: u64) -> Engine {
        Engine { kept: Kept::of_numbers(Ids::shuffled(seed), Vec::new()), ..Engine::default() }
    }

    /// Returns an engine that goes on from what one has left in another process.
    pub(super) fn after(Saved { languages, ids, questions, memos }: Saved) -> Engine {
        let kept = Kept::of_numbers(ids, languages.clone());
        Engine { languages, questions, memos, kept, ..Engine::default() }
    }

    /// Returns an engine for one build, which need remember nothing; `observed` says whether it has to tell what targets ask.
    pub(super) fn for_once(observed: bool) -> Engine {
        Engine { is_blind: !observed, ..Engine::default() }
    }

    /// Sets who looks at the site from now on.
    pub fn set_viewer(&mut self, viewer: Box<dyn Viewer>) {
        self.viewer = Some(viewer);
    }

    /// Sets who takes what is made from now on out of memory; without, it stays there.
    pub fn set_spill(&mut self, spill: Spill) {
        self.spill = spill;
    }

    /// Returns how many questions the engine remembers: what it grows by.
    pub fn size(&self) -> usize {
        self.questions.len()
    }

    /// Returns all files of the site by route, as the last update made them; without those that have errors.
    pub fn files(&self) -> BTreeMap<String, Spilled> {
        let good = self.memos.iter().filter(|memo| !has_errors(&memo.diagnostics));
        good.map(|memo| (memo.route.to_string(), memo.bytes.clone())).collect()
    }

    /// Builds the site from these sources; `found` is what reading them found wrong.
    ///
    /// # Errors
    /// When the project cannot be read; mistakes of authors are in what is returned.
    pub fn update(
        &mut self,
        sources: &Sources,
        found: Vec<Diagnostic>,
        options: &BuildOptions,
        progress: &Progress,
    ) -> Result<Update, Error> {
        let (rendered, asked) = self.bring_up_to_date(sources, found, options, None, progress)?;
        let Some(held) = &self.held else { return Ok(Update::default()) };
        let mut update =
            Update { diagnostics: self.reported(held), pages: held.pages, rendered, asked, ..Update::default() };
        if update.is_good() {
            for route in std::mem::take(&mut self.unshown) {
                let memo = held.snapshot.plan().position(&route).map(|at| &self.memos[at]);
                update.changes.insert(route.to_string(), memo.map(|memo| memo.bytes.clone()));
            }
        }
        Ok(update)
    }

    /// Brings the site up to date, whose files a store takes.
    pub(super) fn hand_out(
        &mut self,
        (sources, found): (&Sources, Vec<Diagnostic>),
        options: &BuildOptions,
        store: &dyn Store,
        progress: &Progress,
    ) -> Result<Outcome, Error> {
        let (_, asked) = self.bring_up_to_date(sources, found, options, Some(store), progress)?;
        let Some(held) = &self.held else { return Ok(Outcome::default()) };
        let (diagnostics, snapshot) = (self.reported(held), Arc::clone(&held.snapshot));
        Ok(Outcome { diagnostics, pages: held.pages, until: held.until, asked, snapshot: Some(snapshot) })
    }

    /// Brings the site up to date, which is held then; where there is a store, it takes the files, and the memos keep none.
    pub(super) fn bring_up_to_date(
        &mut self,
        sources: &Sources,
        found: Vec<Diagnostic>,
        options: &BuildOptions,
        store: Option<&dyn Store>,
        progress: &Progress,
    ) -> Result<Done, Error> {
        let mut held = self.make_site((sources, found), options, store, progress)?;
        // With what stands go the numbers by which questions are known.
        let done = self.render_changed(sources, &mut held, store, progress).inspect_err(|_| self.forget())?;
        self.held = Some(held);
        Ok(done)
    }

    /// Returns everything that is wrong with the site, in order of place.
    pub(super) fn reported(&self, held: &Held) -> Vec<Diagnostic> {
        let mut diagnostics: Vec<Diagnostic> = held.rest.iter().chain(self.parsed.mistakes()).cloned().collect();
        if held.compiled.environment.is_some() {
            let mut failures = Failures::default();
            for (memo, target) in self.memos.iter().zip(&held.snapshot.plan().targets) {
                failures.add(target, &memo.diagnostics);
            }
            diagnostics.extend(failures.into_diagnostics());
        }
        sort_diagnostics(&mut diagnostics);
        diagnostics
    }

    /// Returns which answers would be others were all asked again, by subject and field: none, ever. This is how the engine
    /// is tested: what it did not ask again, it took to stand.
    pub fn stale(&self) -> Vec<String> {
        let asked = |held: &Held| self.questions.stale(&held.snapshot);
        self.held.as_ref().filter(|held| held.compiled.environment.is_some()).map_or_else(Vec::new, asked)
    }

    /// Makes the site as it is now out of its sources and of what stands of the one before.
    fn make_site(
        &mut self,
        (sources, found): (&Sources, Vec<Diagnostic>),
        options: &BuildOptions,
        store: Option<&dyn Store>,
        progress: &Progress,
    ) -> Result<Held, Error> {
        let mut before = Before {
            data: self.data.take(),
            kept: std::mem::take(&mut self.kept),
            observed: !self.is_blind,
            ..Before::default()
        };
        if let Some(Held { snapshot, compiled, plan_said, .. }) = self.held.take() {
            (before.compiled, before.plan_said) = (Some(compiled), plan_said);
            match Arc::try_unwrap(snapshot) {
                Ok(snapshot) => before.snapshot = Some(snapshot),
                // Somebody else looks at it still: the questions go by its numbers, and so do those to come.
                Err(shared) => before.kept = Kept::of_numbers(shared.ids(), shared.languages().to_vec()),
            }
        }
        if before.data.is_none() {
            before.data = store.and_then(|store| prepare::kept_data(sources, store));
        }
        let was_known = before.data.is_some();
        let mut rest = found;
        let (parsed, spill) = (&mut self.parsed, &self.spill);
        let parse = |under: Under<'_>, files: &[&SourceFile]| {
            parsed.parse_changed(under, sources, files, (store, spill), progress)
        };
        let prepared = prepare::prepare(sources, options, (parse, before), progress, &mut rest);
        let prepared = prepared.inspect_err(|_| self.forget())?;
        let Prepared { until, compiled, snapshot, data, touched, plan_said } = prepared;
        if let (Some(store), Some(data), false) = (store, &data, was_known) {
            prepare::keep_data(data, store);
        }
        self.data = data;
        match (touched, &mut self.mails_edited) {
            (Touched::Pages(pages), Some(edited)) => edited.extend(pages),
            _ => self.mails_edited = None,
        }
        if self.languages != snapshot.languages() {
            self.languages = snapshot.languages().to_vec();
            self.forget();
        }
        let pages = count_pages(snapshot.plan());
        Ok(Held { options: options.clone(), until, rest, compiled, snapshot, plan_said, pages })
    }

    /// Forgets what targets have asked, so that all are rendered.
    fn forget(&mut self) {
        self.questions = Questions::default();
        for memo in &mut self.memos {
            (memo.identity, memo.asked) = (0, Default::default());
        }
    }

    /// Renders what asked something whose answer is another, and takes all else from the memos.
    fn render_changed(
        &mut self,
        sources: &Sources,
        held: &mut Held,
        store: Option<&dyn Store>,
        progress: &Progress,
    ) -> Result<Done, Error> {
        if held.compiled.environment.is_none() {
            return Ok((Vec::new(), 0));
        }
        self.match_memos(held.snapshot.plan());
        let changed = self.ask_changed(held);
        let sound = !has_errors(&held.rest) && self.parsed.mistakes().all(|found| found.severity != Severity::Error);
        let is_handed_out = store.is_some();
        let store = store.filter(|_| sound);
        let mut open: Vec<usize> = Vec::new();
        for (at, target) in held.snapshot.plan().targets.iter().enumerate() {
            let memo = &self.memos[at];
            match store {
                _ if memo.identity != identity_of(sources, held, at) || changed.concerns_target(at, &memo.asked) => {
                    open.push(at)
                }
                Some(store) => store.keep(&target.route)?,
                None => {}
            }
        }
        let rendered = self.render(sources, held, (open, sound), (store, is_handed_out), progress)?;
        Ok((rendered, changed.asked))
    }

    /// Asks again what may have another answer; what is another is forgotten by the snapshot.
    fn ask_changed(&mut self, held: &mut Held) -> Changed {
        // Partials about which no question is kept would be taken for good: both are forgotten, or neither.
        if let Some(snapshot) = Arc::get_mut(&mut held.snapshot)
            && let Some(numbers) = self.questions.compact(self.memos.iter_mut(), snapshot)
        {
            snapshot.free(&numbers);
        }
        let others = Arc::get_mut(&mut held.snapshot).and_then(Snapshot::take_others);
        let changed = self.questions.ask_changed(&held.snapshot, others, &self.memos);
        if let Some(snapshot) = Arc::get_mut(&mut held.snapshot) {
            for piece in self.questions.changed_pieces(&changed) {
                snapshot.forget_partial(piece);
            }
        }
        changed
    }

    /// Puts the memos in the order of the plan, with new ones for what was not made before; what is made no more goes.
    fn match_memos(&mut self, plan: &Plan) {
        let targets = &plan.targets;
        let stands = |(memo, target): (&Memo, &Target)| memo.route == target.route;
        if self.memos.len() == targets.len() && self.memos.iter().zip(targets).all(stands) {
            return;
        }
        let old = std::mem::take(&mut self.memos);
        let mut places = vec![None; old.len()];
        let old = old.into_iter().enumerate();
        let mut known: Table<OutPath, (usize, Memo)> = old.map(|(at, memo)| (memo.route.clone(), (at, memo))).collect();
        let of = |(target, now): (&Target, u32)| match known.remove(&target.route) {
            Some((at, memo)) => {
                places[at] = Some(now);
                memo
            }
            None => Memo::new(target.route.clone(), 0),
        };
        self.memos = targets.iter().zip(0..).map(of).collect();
        self.questions.move_targets(&places);
        self.unshown.extend(known.into_keys());
    }
}

/// Returns what the memo of the target at a place is known by: what the target is, and for a copy what is copied.
pub(super) fn identity_of(sources: &Sources, held: &Held, at: usize) -> Fingerprint {
    let (target, identity) = (&held.snapshot.plan().targets[at], held.snapshot.target_identity(at).max(1));
    match &target.subject {
        // Nothing has this fingerprint that is built in; an asset has that of its bytes in its route besides.
        Subject::File(path) if is_copied(target) => {
            combine(identity, sources.get(path).map_or(0, |file| file.fingerprint)).max(1)
        }
        _ => identity,
    }
}

/// Tells whether a target is a copy of a file.
pub(super) fn is_copied(target: &Target) -> bool {
    matches!(target.format, "file" | "static" | "asset")
}
