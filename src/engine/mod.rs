//! The engine: walks a build through the rooms.
//!
//! Takes sources and options; hands each finished file, with the trace of what it read, to a [`Sink`] and gives an
//! [`Outcome`] with every diagnostic. Files are parsed and targets rendered in parallel; what comes out does not depend on
//! the number of threads. A build with errors has handed out files too: whoever holds the sink throws them away.

mod failures;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::Timestamp;
use rayon::prelude::*;

use crate::check::{CheckCx, check_site};
use crate::config::{Config, SITE_FILE};
use crate::content::{Page, classify_page};
use crate::data::{Data, read_data};
use crate::diag::{Diagnostic, Error, has_errors, mistakes, sort_diagnostics};
use crate::model::{Audience, index_site};
use crate::output::{FileCx, PlanCx, all_targets, output_format};
use crate::parse::{ParseOptions, language_of_name, parse_source};
use crate::plan::{Target, plan_site};
use crate::render::{Layouts, RenderCx, Rendered, Snapshot, environment_for};
use crate::source::{SourceFile, Sources};
use crate::track::Trace;
use crate::yaml::Source;

/// What a build is asked for.
#[derive(Clone, Debug)]
pub struct BuildOptions {
    /// The instant for which the site is built.
    pub at: Timestamp,
    /// Whether drafts, embargoed and expired pages are shown, each marked as such.
    pub drafts: bool,
    /// A base address in place of the site's own.
    pub base_url: Option<String>,
}

/// Takes finished files.
pub trait Sink: Sync {
    /// Takes one file with the trace of what was read to make it; called from several threads.
    ///
    /// # Errors
    /// When the file cannot be taken; the build stops.
    fn put(&self, target: &Target, bytes: &[u8], trace: Trace) -> Result<(), Error>;

    /// Tells whether traces are wanted; where they are not, they come empty and cost nothing.
    fn wants_traces(&self) -> bool {
        false
    }
}

/// A sink that keeps nothing, for checks.
#[derive(Debug, Default)]
pub struct Discard;

impl Sink for Discard {
    fn put(&self, _: &Target, _: &[u8], _: Trace) -> Result<(), Error> {
        Ok(())
    }
}

/// How far a build is; may be read from another thread.
#[derive(Debug, Default)]
pub struct Progress {
    /// How many source files were parsed.
    pub parsed: AtomicUsize,
    /// How many source files there are.
    pub sources: AtomicUsize,
    /// How many targets were rendered.
    pub rendered: AtomicUsize,
    /// How many targets there are.
    pub targets: AtomicUsize,
}

/// What came of a build.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Everything that is wrong, in order of place.
    pub diagnostics: Vec<Diagnostic>,
    /// How many web pages the site has.
    pub pages: usize,
    /// What the layouts saw. Who ends after the build may forget it, which is faster than taking it to pieces.
    pub snapshot: Option<Arc<Snapshot>>,
}

impl Outcome {
    /// Tells whether the site may be written.
    pub fn is_good(&self) -> bool {
        !has_errors(&self.diagnostics)
    }
}

/// Builds a site: every target is rendered and handed to the sink.
///
/// # Errors
/// When the project cannot be read or the sink cannot take a file; mistakes of authors are in the outcome.
pub fn build(
    sources: &Sources,
    mut diagnostics: Vec<Diagnostic>,
    options: &BuildOptions,
    sink: &dyn Sink,
    progress: &Progress,
) -> Result<Outcome, Error> {
    let mut config = read_config(sources, options, &mut diagnostics);
    let (pages, data) = parse_and_read(sources, &config, progress, &mut diagnostics);
    // A language too many was reported; with it in the list, its pages are checked like all others.
    config.languages.extend(languages_of_names(sources, &config.languages));
    let layouts = Arc::new(Layouts::gather(sources, &config, &mut diagnostics)?);
    let audience = Audience { now: options.at, drafts: options.drafts };
    let site = Arc::new(index_site(Arc::new(config), Arc::new(data), pages, audience, sources, &mut diagnostics));
    let targets = all_targets(PlanCx { site: &site, layouts: &layouts }, &mut diagnostics);
    let plan = Arc::new(plan_site(&site, targets, &mut diagnostics));
    check_site(CheckCx { site: &site, plan: &plan }, &mut diagnostics);
    progress.targets.store(plan.targets.len(), Ordering::Relaxed);
    let snapshot = Arc::new(Snapshot::new(site, Arc::clone(&plan), Arc::clone(&layouts)));
    let (environment, found) = environment_for(&snapshot);
    let broken_layouts = !found.is_empty();
    diagnostics.extend(found);
    let mut outcome =
        Outcome { pages: plan.targets.iter().filter(|target| target.format == "html").count(), ..Outcome::default() };
    // A layout that does not compile would fail again on every page.
    if !broken_layouts {
        let cx = RenderCx::new(&snapshot, &environment);
        let sink: &dyn Sink = if has_errors(&diagnostics) { &Discard } else { sink };
        let files = FileCx { sources, layouts: &layouts };
        let rendered = render_all(&cx, files, &plan.targets, sink, progress)?;
        let mut failures = failures::Failures::default();
        for (target, found) in plan.targets.iter().zip(rendered) {
            failures.add(target, found);
        }
        diagnostics.extend(failures.into_diagnostics());
    }
    sort_diagnostics(&mut diagnostics);
    outcome.diagnostics = diagnostics;
    outcome.snapshot = Some(snapshot);
    Ok(outcome)
}

/// Reads `site.yaml`, with the base address that was asked for; defaults stand for what is missing, so that a mistake
/// in the settings hides none elsewhere.
fn read_config(sources: &Sources, options: &BuildOptions, diagnostics: &mut Vec<Diagnostic>) -> Config {
    let before = diagnostics.len();
    let mut config = match sources.get(SITE_FILE) {
        Some(SourceFile { path, text: Some(text), .. }) => {
            let source = Source { file: Arc::clone(path), text: Arc::clone(text), range: 0..text.len() };
            Config::read(&source, diagnostics)
        }
        // A file that is there and could not be taken has been reported.
        _ if sources.knows(SITE_FILE) => Config::default(),
        _ => {
            diagnostics.push(mistakes::no_site_file(&SITE_FILE.into()));
            Config::default()
        }
    };
    let doubtful = ["yaml-syntax", "bad-language", "unknown-key", "wrong-type"];
    if sources.get(SITE_FILE).is_none() || diagnostics[before..].iter().any(|found| doubtful.contains(&found.code)) {
        // Which languages the site has may then be what could not be read, and the names of its files tell.
        config.languages.extend(languages_of_names(sources, &config.languages));
    }
    if let Some(base_url) = &options.base_url {
        config.base_path = crate::config::path_of(base_url);
        config.base_url.clone_from(base_url);
    }
    config
}

/// Returns the languages that file names tell of and the list does not have.
fn languages_of_names(sources: &Sources, known: &[String]) -> BTreeSet<String> {
    let files = sources.under("content/").filter(|file| file.path.ends_with(".md"));
    let languages = files.filter_map(|file| language_of_name(&file.path));
    languages.filter(|lang| !known.iter().any(|known| known == lang)).map(str::to_owned).collect()
}

/// Parses the pages and reads the data files at the same time, for a long data file is read by one thread.
fn parse_and_read(
    sources: &Sources,
    config: &Config,
    progress: &Progress,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Page>, Data) {
    let mut found = Vec::new();
    let both = rayon::join(|| parse_all(sources, config, progress, diagnostics), || read_data(sources, &mut found));
    diagnostics.append(&mut found);
    both
}

/// Parses and classifies every Markdown file under `content/`, in parallel, in order of path.
fn parse_all(sources: &Sources, config: &Config, progress: &Progress, diagnostics: &mut Vec<Diagnostic>) -> Vec<Page> {
    let options = ParseOptions {
        raw_html: config.raw_html,
        language: config.language.clone(),
        languages: config.languages.clone(),
    };
    let files: Vec<&SourceFile> = sources.under("content/").filter(|file| file.path.ends_with(".md")).collect();
    progress.sources.store(files.len(), Ordering::Relaxed);
    let parsed: Vec<(Option<Page>, Vec<Diagnostic>)> = files
        .par_iter()
        .map(|file| {
            let document = Arc::new(parse_source(file, &options));
            progress.parsed.fetch_add(1, Ordering::Relaxed);
            let mut found = document.diagnostics.clone();
            match classify_page(document, config) {
                Ok(page) => {
                    found.extend(page.diagnostics.iter().cloned());
                    (Some(page), found)
                }
                Err(more) => {
                    found.extend(more);
                    (None, found)
                }
            }
        })
        .collect();
    let mut pages = Vec::with_capacity(parsed.len());
    for (page, found) in parsed {
        pages.extend(page);
        diagnostics.extend(found);
    }
    pages
}

/// Renders all targets in parallel; gives the mistakes of each in the order of the targets.
fn render_all(
    cx: &RenderCx<'_>,
    files: FileCx<'_>,
    targets: &[Target],
    sink: &dyn Sink,
    progress: &Progress,
) -> Result<Vec<Vec<Diagnostic>>, Error> {
    targets
        .par_iter()
        .map(|target| {
            let rendered = render_target(cx, files, target, sink.wants_traces());
            progress.rendered.fetch_add(1, Ordering::Relaxed);
            if rendered.diagnostics.is_empty() {
                sink.put(target, &rendered.bytes, rendered.trace)?;
            }
            Ok(rendered.diagnostics)
        })
        .collect()
}

/// Renders one target, with its trace if that is wanted.
fn render_target(cx: &RenderCx<'_>, files: FileCx<'_>, target: &Target, traced: bool) -> Rendered {
    cx.record(traced, |cx| match output_format(target.format) {
        Some(format) => format.render(cx, files, target),
        None => Err(Box::new(mistakes::missing_layout(target.format))),
    })
}
