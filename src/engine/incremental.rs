//! The incremental engine: a site that is built again and again, each time at the cost of what changed.
//!
//! It gives the same bytes and the same diagnostics as a build from nothing, always: what is kept are files as they were
//! parsed, by the fingerprint of their text, and targets as they were rendered, by the answers to all they asked.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use rayon::prelude::*;

use super::failures::Failures;
use super::memo::{Memo, Questions, Taker};
use super::prepare::{self, Parsed, Prepared};
use super::{BuildOptions, Progress, count_pages, render_target};
use crate::config::{Config, SITE_FILE};
use crate::diag::{Diagnostic, Error, has_errors, sort_diagnostics};
use crate::output::FileCx;
use crate::plan::Target;
use crate::render::{RenderCx, Rendered};
use crate::route::OutPath;
use crate::source::{SourceFile, Sources};
use crate::track::{Fingerprint, combine, fingerprint};

/// What came of a build by the engine.
#[derive(Debug, Default)]
pub struct Update {
    /// Everything that is wrong, in order of place.
    pub diagnostics: Vec<Diagnostic>,
    /// How many web pages the site has.
    pub pages: usize,
    /// The routes of the targets that were rendered, in order; all others were kept.
    pub rendered: Vec<OutPath>,
    /// All files of the site, by route; empty when it has errors.
    pub files: BTreeMap<String, Arc<[u8]>>,
}

impl Update {
    /// Tells whether the site may be shown.
    pub fn is_good(&self) -> bool {
        !has_errors(&self.diagnostics)
    }
}

/// Builds one site again and again.
#[derive(Debug, Default)]
pub struct Engine {
    /// Under which settings the parsed files were parsed.
    parsed_under: Fingerprint,
    /// The parsed files, by path, each with the fingerprint of its text.
    parsed: HashMap<Arc<str>, (Fingerprint, Arc<Parsed>)>,
    pub(super) questions: Questions,
    /// The languages of the site: entities are told apart by their places.
    languages: Vec<String>,
    pub(super) memos: HashMap<OutPath, Memo>,
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
        let mut diagnostics = found;
        let (parsed, parsed_under) = (&mut self.parsed, &mut self.parsed_under);
        let parse = |config: &Config, files: &[&SourceFile]| {
            let settings = settings_fingerprint(config, sources, options);
            if *parsed_under != settings {
                parsed.clear();
                *parsed_under = settings;
            }
            parse_changed(parsed, config, files, progress)
        };
        let prepared = prepare::prepare(sources, options, true, parse, progress, &mut diagnostics)?;
        let mut update = Update { pages: count_pages(&prepared.plan), ..Update::default() };
        if prepared.environment.is_some() {
            self.render(sources, &prepared, &mut update, progress, &mut diagnostics);
        }
        sort_diagnostics(&mut diagnostics);
        if has_errors(&diagnostics) {
            update.files.clear();
        }
        update.diagnostics = diagnostics;
        Ok(update)
    }

    /// Renders what asked something whose answer is another, and takes all else from the memos.
    fn render(
        &mut self,
        sources: &Sources,
        prepared: &Prepared,
        update: &mut Update,
        progress: &Progress,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let Prepared { layouts, plan, snapshot, environment, .. } = prepared;
        let Some(environment) = environment else { return };
        if self.languages != snapshot.languages() {
            self.languages = snapshot.languages().to_vec();
            self.questions = Questions::default();
            self.memos.clear();
        }
        let subjects = self.questions.subjects_of(snapshot);
        let changed = self.questions.ask_again(snapshot, &subjects);
        let memos = &self.memos;
        let stands = |target: &Target, name: &str| {
            let memo = memos.get(&target.route).filter(|memo| memo.name == name);
            memo.is_some_and(|memo| !memo.asked.iter().any(|question| changed[*question as usize]))
        };
        let cx = RenderCx::new(snapshot, environment);
        let files = FileCx { sources, layouts };
        let rendered: Vec<Option<(String, Rendered)>> = plan
            .targets
            .par_iter()
            .map(|target| {
                let name = snapshot.target_name(target);
                // What is copied as it is asks nothing.
                if !is_copied(target) && stands(target, &name) {
                    return None;
                }
                progress.rendered.fetch_add(1, Ordering::Relaxed);
                Some((name, render_target(&cx, files, target, true)))
            })
            .collect();
        let mut taker = Taker::new(&mut self.questions, snapshot, &subjects);
        let mut kept: HashMap<OutPath, Memo> = HashMap::with_capacity(plan.targets.len());
        let mut failures = Failures::default();
        for (target, made) in plan.targets.iter().zip(rendered) {
            let memo = match made {
                Some((name, rendered)) => {
                    if !is_copied(target) {
                        update.rendered.push(target.route.clone());
                    }
                    let asked = taker.take(&rendered.questions);
                    Memo { name, asked, bytes: rendered.bytes.into(), diagnostics: rendered.diagnostics }
                }
                None => match self.memos.remove(&target.route) {
                    Some(memo) => memo,
                    None => continue,
                },
            };
            failures.add(target, memo.diagnostics.clone());
            if !has_errors(&memo.diagnostics) {
                update.files.insert(target.route.to_string(), Arc::clone(&memo.bytes));
            }
            kept.insert(target.route.clone(), memo);
        }
        self.memos = kept;
        self.questions.compact(self.memos.values_mut());
        diagnostics.extend(failures.into_diagnostics());
    }
}

/// Tells whether a target is a copy of a file.
fn is_copied(target: &Target) -> bool {
    matches!(target.format, "file" | "static" | "asset")
}

/// Returns the fingerprint of everything but its own text that decides how a file is parsed.
fn settings_fingerprint(config: &Config, sources: &Sources, options: &BuildOptions) -> Fingerprint {
    let settings = sources.get(SITE_FILE).map_or(0, |file| file.fingerprint);
    let base_url = options.base_url.as_deref().map_or(0, |url| fingerprint(url.as_bytes()));
    // Where the settings have mistakes, the languages are those that file names tell of.
    let languages = config.languages.iter().map(|lang| fingerprint(lang.as_bytes()));
    languages.fold(combine(combine(1, settings), base_url), combine)
}

/// Parses the files whose text is another than last time; gives all in the same order.
fn parse_changed(
    known: &mut HashMap<Arc<str>, (Fingerprint, Arc<Parsed>)>,
    config: &Config,
    files: &[&SourceFile],
    progress: &Progress,
) -> Vec<Parsed> {
    let options = prepare::parse_options(config);
    let parsed: Vec<Arc<Parsed>> = files
        .par_iter()
        .map(|file| match known.get(&file.path) {
            Some((fingerprint, parsed)) if *fingerprint == file.fingerprint => Arc::clone(parsed),
            _ => {
                progress.parsed.fetch_add(1, Ordering::Relaxed);
                Arc::new(prepare::parse_one(config, &options, file))
            }
        })
        .collect();
    *known = files
        .iter()
        .zip(&parsed)
        .map(|(file, parsed)| (Arc::clone(&file.path), (file.fingerprint, Arc::clone(parsed))))
        .collect();
    parsed.into_iter().map(|parsed| (parsed.0.clone(), parsed.1.clone())).collect()
}
