//! The incremental engine: a site that is built again and again, each time at the cost of what changed.
//!
//! It gives the same bytes and the same diagnostics as a build from nothing, always. What is kept are files as they were
//! parsed, by the fingerprint of their text, and targets as they were rendered, by the answers to all they asked. Only answers made
//! of parts of the site that are others now are asked for again. Where only texts of pages and layouts were edited, the site
//! itself is kept too: see the module `edit`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use rayon::prelude::*;

use super::edit::Held;
use super::failures::Failures;
use super::first::{First, Viewer};
use super::memo::{Memo, Questions, Taker};
use super::parsed::ParsedFiles;
use super::prepare::{self, Prepared};
use super::{BuildOptions, Progress, Store, count_pages, render_target};
use crate::config::Config;
use crate::data::Data;
use crate::diag::{Diagnostic, Error, Severity, has_errors, sort_diagnostics};
use crate::model::PageId;
use crate::output::FileCx;
use crate::plan::{Subject, Target};
use crate::render::{RenderCx, Rendered};
use crate::route::OutPath;
use crate::source::{SourceFile, Sources};
use crate::track::Trace;

/// The files that are others than they were, by route; nothing for one that is not there any more.
pub type Changes = BTreeMap<String, Option<Arc<[u8]>>>;

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

/// How many targets are rendered before what they asked is taken.
const PIECE: usize = 2_048;

/// A site that was brought up to date, the routes of what was rendered, and how many questions were asked again.
pub(super) type Done = (Held, Vec<OutPath>, usize);

/// Builds one site again and again.
#[derive(Debug, Default)]
pub struct Engine {
    pub(super) parsed: ParsedFiles,
    pub(super) questions: Questions,
    /// The languages of the site: entities are told apart by their places.
    pub(super) languages: Vec<String>,
    /// The data of the site, if nothing was wrong with it.
    data: Option<Arc<Data>>,
    /// What came of the targets, in the order of the plan.
    pub(super) memos: Vec<Memo>,
    /// What else stands since the last update, if only texts are edited.
    pub(super) held: Option<Held>,
    /// The pages whose text was edited since the mails were last told; nothing where all are to be told.
    pub(super) mails_edited: Option<BTreeSet<PageId>>,
    /// The routes of files that changed since the last update without errors.
    unshown: BTreeSet<OutPath>,
    /// Who looks at the site while it is built.
    pub(super) viewer: Option<Box<dyn Viewer>>,
}

impl Engine {
    /// Returns an engine that knows nothing yet.
    pub fn new() -> Engine {
        Engine::default()
    }

    /// Returns how many questions the engine remembers: what it grows by.
    pub fn size(&self) -> usize {
        self.questions.len()
    }

    /// Returns all files of the site by route, as the last update made them; without those that have errors.
    pub fn files(&self) -> BTreeMap<String, Arc<[u8]>> {
        let good = self.memos.iter().filter(|memo| !has_errors(&memo.diagnostics));
        good.map(|memo| (memo.route.to_string(), Arc::clone(&memo.bytes))).collect()
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
        let mut held = self.held.take().filter(|_| found.is_empty());
        let done = held.as_mut().and_then(|held| self.edit(held, sources, options, progress));
        let (held, rendered, asked) = match (held, done) {
            (Some(held), Some((rendered, asked))) => (held, rendered, asked),
            (old, _) => {
                // To take a large site to pieces takes longer than to show a page of the new one.
                rayon::spawn(|| drop(old));
                self.rebuild(sources, found, options, None, progress)?
            }
        };
        let diagnostics = self.reported(&held);
        let mut update = Update { diagnostics, pages: held.pages, rendered, asked, ..Update::default() };
        if update.is_good() {
            for route in std::mem::take(&mut self.unshown) {
                let memo = held.snapshot.plan().position(&route).map(|at| &self.memos[at]);
                update.changes.insert(route.to_string(), memo.map(|memo| Arc::clone(&memo.bytes)));
            }
        }
        self.held = Some(held);
        Ok(update)
    }

    /// Returns everything that is wrong with the site, in order of place.
    pub(super) fn reported(&self, held: &Held) -> Vec<Diagnostic> {
        let mut diagnostics: Vec<Diagnostic> = held.rest.iter().chain(self.parsed.mistakes()).cloned().collect();
        if held.environment.is_some() {
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
        let asked = |held: &Held| self.questions.stale(&held.snapshot, &held.subjects);
        self.held.as_ref().filter(|held| held.environment.is_some()).map_or_else(Vec::new, asked)
    }

    /// Builds the site from all its sources; where there is a store, it takes the files, and the memos keep none.
    pub(super) fn rebuild(
        &mut self,
        sources: &Sources,
        found: Vec<Diagnostic>,
        options: &BuildOptions,
        store: Option<&dyn Store>,
        progress: &Progress,
    ) -> Result<Done, Error> {
        let complete = found.is_empty();
        self.mails_edited = None;
        let mut rest = found;
        let parsed = &mut self.parsed;
        let parse =
            |config: &Config, files: &[&SourceFile]| parsed.parse_changed(config, (sources, options), files, progress);
        let prepared = prepare::prepare(sources, options, true, (parse, self.data.take()), progress, &mut rest)?;
        let Prepared { until, site, layouts, plan, snapshot, environment, data } = prepared;
        self.data = data;
        // Nobody else may hold the site and the snapshot, or they cannot be edited.
        drop(site);
        self.questions.compact(self.memos.iter_mut());
        if self.languages != snapshot.languages() {
            self.languages = snapshot.languages().to_vec();
            self.questions = Questions::default();
            for memo in &mut self.memos {
                memo.name.clear();
            }
        }
        let subjects = self.questions.subjects_of(&snapshot);
        let pages = count_pages(&plan);
        drop(plan);
        let mut held = Held {
            options: options.clone(),
            until,
            sources: Vec::new(),
            rest,
            layouts,
            snapshot,
            environment,
            subjects,
            pages,
            questions: 0,
        };
        let sound = !has_errors(&held.rest) && self.parsed.mistakes().all(|found| found.severity != Severity::Error);
        let (rendered, asked) = self.render_changed(sources, &held, (sound, store), progress)?;
        held.questions = self.questions.len();
        // A reader that found something wrong may find another thing wrong in the same files.
        if complete {
            held.sources = sources.iter().map(|file| (Arc::clone(&file.path), file.fingerprint)).collect();
        }
        Ok((held, rendered, asked))
    }

    /// Renders what asked something whose answer is another, and takes all else from the memos.
    fn render_changed(
        &mut self,
        sources: &Sources,
        held: &Held,
        (sound, store): (bool, Option<&dyn Store>),
        progress: &Progress,
    ) -> Result<(Vec<OutPath>, usize), Error> {
        if held.environment.is_none() {
            return Ok((Vec::new(), 0));
        }
        let snapshot = &held.snapshot;
        let store = store.filter(|_| sound);
        let first = if sound { self.show_first(sources, held, progress) } else { First::new() };
        let changed = self.questions.ask_changed(snapshot, &held.subjects);
        let old = std::mem::take(&mut self.memos);
        let mut known: HashMap<OutPath, Memo> = old.into_iter().map(|memo| (memo.route.clone(), memo)).collect();
        let targets = &snapshot.plan().targets;
        let mut kept: Vec<Memo> = Vec::with_capacity(targets.len());
        let mut open: Vec<usize> = Vec::new();
        for (at, target) in targets.iter().enumerate() {
            let name = memo_name(sources, held, target);
            let memo = known.remove(&target.route);
            let stands = memo.as_ref().is_some_and(|memo| memo.name == name && !changed.concerns(&memo.asked))
                && !first.contains_key(&at);
            match store {
                _ if !stands => open.push(at),
                Some(store) => store.keep(&target.route)?,
                None => {}
            }
            kept.push(memo.unwrap_or_else(|| Memo::new(target.route.clone(), name)));
        }
        self.unshown.extend(known.into_keys());
        self.memos = kept;
        let rendered = self.render(sources, held, (&open, first), store, progress)?;
        Ok((rendered, changed.asked))
    }

    /// Renders some targets, given by their places in the plan, into their memos, unless that was done first; returns
    /// the routes of those that are no copies.
    pub(super) fn render(
        &mut self,
        sources: &Sources,
        held: &Held,
        (open, first): (&[usize], First),
        store: Option<&dyn Store>,
        progress: &Progress,
    ) -> Result<Vec<OutPath>, Error> {
        let Some(environment) = &held.environment else { return Ok(Vec::new()) };
        let targets = &held.snapshot.plan().targets;
        let cx = RenderCx::new(&held.snapshot, environment);
        let files = FileCx { sources, layouts: &held.layouts };
        let rest: Vec<usize> = open.iter().copied().filter(|at| !first.contains_key(at)).collect();
        let render = |at: &usize| {
            progress.rendered.fetch_add(1, Ordering::Relaxed);
            let mut made = render_target(&cx, files, &targets[*at], true);
            if let Some(store) = store.filter(|_| !has_errors(&made.diagnostics)) {
                store.put(&targets[*at], &std::mem::take(&mut made.bytes), Trace::default())?;
            }
            Ok((*at, made))
        };
        let mut taker = Taker::new(&mut self.questions, &held.snapshot, &held.subjects, open.len());
        let mut rendered = Vec::new();
        let mut take = |at: usize, made: Rendered| {
            let target = &targets[at];
            let memo = &mut self.memos[at];
            if !is_copied(target) {
                rendered.push(target.route.clone());
            }
            memo.name = memo_name(sources, held, target);
            memo.asked = taker.take(&made.questions, made.answers);
            memo.diagnostics = made.diagnostics;
            if memo.bytes[..] != made.bytes[..] || memo.bytes.is_empty() {
                memo.bytes = made.bytes.into();
                self.unshown.insert(target.route.clone());
            }
        };
        first.into_iter().for_each(|(at, made)| take(at, made));
        // Piece by piece, for what all targets of a large site have asked would fill more memory than anything else.
        for piece in rest.chunks(PIECE) {
            let made: Vec<(usize, Rendered)> = piece.par_iter().map(render).collect::<Result<_, Error>>()?;
            made.into_iter().for_each(|(at, made)| take(at, made));
        }
        taker.finish();
        rendered.sort();
        Ok(rendered)
    }
}

/// Returns what a memo of a target is known by: what the target is, and for a copy what is copied.
fn memo_name(sources: &Sources, held: &Held, target: &Target) -> String {
    let name = held.snapshot.target_name(target);
    match &target.subject {
        Subject::File(path) if is_copied(target) => {
            // Nothing has this fingerprint that is built in; an asset has that of its bytes in its route besides.
            let fingerprint = sources.get(path).map_or(0, |file| file.fingerprint);
            format!("{fingerprint:016x} {name}")
        }
        _ => name,
    }
}

/// Tells whether a target is a copy of a file.
fn is_copied(target: &Target) -> bool {
    matches!(target.format, "file" | "static" | "asset")
}
