//! The way from sources to a snapshot: everything before the first file is made.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use jiff::Timestamp;
use minijinja::Environment;

use super::parsing::{Parsed, Under, kinds_of, parse_one, parse_options};
use super::{BuildOptions, Progress, Store};
use crate::check::{CheckCx, Similar, check_site};
use crate::config::{Banner, Config, SITE_FILE};
use crate::content::{Kinds, Page, is_index};
use crate::data::{Data, DataSettings, data_fingerprint, read_data};
use crate::diag::{Diagnostic, Error, mistakes};
use crate::model::{Audience, Input, Site, Touched, next_change, update_site};
use crate::output::{PlanCx, all_targets};
use crate::parse::{BlockKinds, language_of_name, read_own_blocks};
use crate::plan::{Plan, plan_site};
use crate::render::{Kept, Layouts, Snapshot, environment_for};
use crate::source::{SourceFile, Sources, is_page_text};
use crate::track::{Fingerprint, combine, fingerprint};
use crate::yaml::Source;

/// A site that is ready to be rendered.
pub(super) struct Prepared {
    /// The first instant after that of the build at which the site is another though nobody has edited it.
    pub(super) until: Timestamp,
    /// The layouts.
    pub(super) compiled: Compiled,
    /// What layouts see.
    pub(super) snapshot: Arc<Snapshot>,
    /// The data, if nothing is wrong with it: for the next time.
    pub(super) data: Option<Arc<Data>>,
    /// What is another than the last time.
    pub(super) touched: Touched,
    /// What is wrong with the plan.
    pub(super) plan_said: Vec<Diagnostic>,
}

impl Prepared {
    /// Returns the site.
    pub(super) fn site(&self) -> &Arc<Site> {
        self.snapshot.site()
    }

    /// Returns every file to be made.
    pub(super) fn plan(&self) -> &Arc<Plan> {
        self.snapshot.plan()
    }
}

/// What stands of the last time.
#[derive(Default)]
pub(super) struct Before {
    /// The data.
    pub(super) data: Option<Arc<Data>>,
    /// The layouts.
    pub(super) compiled: Option<Compiled>,
    /// What layouts saw.
    pub(super) snapshot: Option<Snapshot>,
    /// The numbers of entities, where there is no snapshot.
    pub(super) kept: Kept,
    /// Whether somebody wants to know what answers are made of.
    pub(super) observed: bool,
    /// What was wrong with the plan, which a text may have mended.
    pub(super) plan_said: Vec<Diagnostic>,
}

/// The layouts, ready to be run.
#[derive(Debug)]
pub(super) struct Compiled {
    /// The fingerprint of all that they are made of.
    made_of: Fingerprint,
    /// The layouts.
    pub(super) layouts: Arc<Layouts>,
    /// The compiled layouts; nothing when one does not compile, for it would fail again on every page.
    pub(super) environment: Option<Environment<'static>>,
    /// What is wrong with them.
    found: Vec<Diagnostic>,
    /// Whether they are those of the last time.
    stands: bool,
}

impl Compiled {
    /// Gathers and compiles the layouts, unless they are those of the last time.
    fn of(sources: &Sources, (config, kinds): (&Config, &Kinds), before: Option<Compiled>) -> Result<Compiled, Error> {
        let files = sources.under("layouts/").map(|file| combine(fingerprint(file.path.as_bytes()), file.fingerprint));
        // The style sheet says what fonts can.
        let fonts = config.looks.fonts.iter().map(|font| {
            let path = sources.spelt(&format!("content/{}", font.src));
            path.and_then(|path| sources.get(path)).map_or(0, |file| file.fingerprint)
        });
        let made_of = fingerprint(format!("{config:?} {}", kinds.fingerprint()).as_bytes());
        let made_of = files.chain(fonts).fold(made_of, combine);
        if let Some(before) = before.filter(|before| before.made_of == made_of) {
            return Ok(Compiled { stands: true, ..before });
        }
        let mut found = Vec::new();
        let layouts = Arc::new(Layouts::gather(sources, (config, kinds), &mut found)?);
        let (environment, mistakes) = environment_for(&layouts);
        let environment = mistakes.is_empty().then_some(environment);
        found.extend(mistakes);
        Ok(Compiled { made_of, layouts, environment, found, stands: false })
    }
}

/// The texts of a site: the kinds of pages that they make, the pages in order of path, and what is wrong with the kinds.
pub(super) struct Texts {
    /// The kinds of pages.
    pub(super) kinds: Arc<Kinds>,
    /// The pages.
    pub(super) pages: Vec<Arc<Page>>,
    /// What is wrong with the kinds.
    pub(super) found: Vec<Diagnostic>,
}

/// Prepares a site; `parse` gives the texts of the Markdown files, and reports what is wrong with each of these
/// itself. What stands of the last time is taken over where it is as it would be made.
pub(super) fn prepare(
    sources: &Sources,
    options: &BuildOptions,
    (parse, before): (impl FnOnce(Under<'_>, &[&SourceFile]) -> Texts + Send, Before),
    progress: &Progress,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Prepared, Error> {
    let Before { data, compiled, mut snapshot, kept, observed, mut plan_said } = before;
    let mut config = read_config(sources, options, diagnostics);
    let blocks = own_blocks(sources, &config, diagnostics);
    let files: Vec<&SourceFile> = sources.under("content/").filter(|file| is_page_text(&file.path)).collect();
    progress.sources.store(files.len(), Ordering::Relaxed);
    let mut found = Vec::new();
    // At the same time, for a long data file is read by one thread.
    let own: Vec<&'static str> = config.taxonomies.iter().map(|taxonomy| taxonomy.id).collect();
    let languages = config.languages.clone();
    let settings = DataSettings { taxonomies: &own, languages: &languages };
    let known = data.filter(|data| data.fingerprint == data_fingerprint(sources, settings));
    let read = || known.unwrap_or_else(|| Arc::new(read_data(sources, settings, &mut found)));
    let (Texts { kinds, pages, found: of_kinds }, data) = rayon::join(|| parse((&config, &blocks), &files), read);
    diagnostics.extend(of_kinds);
    let sound = found.is_empty().then(|| Arc::clone(&data));
    diagnostics.append(&mut found);
    // A language too many was reported; with it in the list, its pages are checked like all others.
    config.languages.extend(languages_of_names(sources, &config.languages));
    let compiled = Compiled::of(sources, (&config, &kinds), compiled)?;
    diagnostics.extend(compiled.found.iter().cloned());
    let layouts = &compiled.layouts;
    let until = next_change(pages.iter().map(|page| &*page.document), &data.sessions, options.at, &config.time_zone);
    let turns = pages.iter().filter_map(|page| page.kind.past_from(&page.document, &config.time_zone));
    let turns = turns.chain(config.banner.iter().flat_map(Banner::turns));
    let until = turns.filter(|instant| *instant > options.at).min().map_or(until, |turn| turn.min(until));
    let audience = Audience { now: options.at, drafts: options.drafts };
    let input = Input { config: Arc::new(config), kinds, data, pages, audience, sources };
    let (site, touched) = update_site(input, snapshot.as_mut().and_then(Snapshot::take_site), diagnostics);
    let before = snapshot.as_ref().map(|snapshot| Arc::clone(snapshot.plan()));
    let standing = before.filter(|_| compiled.stands && touched != Touched::Whole && plan_said.is_empty());
    let plan = standing.unwrap_or_else(|| {
        plan_said.clear();
        let targets = all_targets(PlanCx { site: &site, layouts }, &mut plan_said);
        Arc::new(plan_site(&site, targets, &mut plan_said))
    });
    diagnostics.extend(plan_said.iter().cloned());
    let similar = Similar::of(&plan);
    check_site(CheckCx { site: &site, plan: &plan, layouts, similar: &similar }, diagnostics);
    progress.targets.store(plan.targets.len(), Ordering::Relaxed);
    let (snapshot, touched) = seen_by_layouts((site, touched), plan, layouts, (snapshot, kept, observed));
    Ok(Prepared { until, compiled, snapshot: Arc::new(snapshot), data: sound, touched, plan_said })
}

/// Returns what layouts see: the snapshot of the last time where the site is another in some pages alone.
fn seen_by_layouts(
    (site, touched): (Site, Touched),
    plan: Arc<Plan>,
    layouts: &Arc<Layouts>,
    (before, kept, observed): (Option<Snapshot>, Kept, bool),
) -> (Snapshot, Touched) {
    let before = match (before, touched) {
        (Some(mut snapshot), Touched::Pages(pages)) if snapshot.fits(&plan, layouts) => {
            snapshot.put_back(site, Arc::clone(layouts), &pages);
            return (snapshot, Touched::Pages(pages));
        }
        (before, _) => before,
    };
    let kept = before.map_or(kept, |snapshot| {
        let (kept, rest) = snapshot.into_kept();
        // To take a large site to pieces takes longer than to show a page of the new one.
        rayon::spawn(move || drop(rest));
        kept
    });
    (Snapshot::new(Arc::new(site), plan, Arc::clone(layouts), observed, kept), Touched::Whole)
}

/// Returns the key under which the facts of data are kept.
fn key_of_data(data: Fingerprint) -> Fingerprint {
    combine(fingerprint(b"data"), data)
}

/// Does something with what the settings of a site say of data, whatever is wrong with them.
fn with_data_settings<T>(sources: &Sources, job: impl FnOnce(DataSettings<'_>) -> T) -> T {
    let options = BuildOptions { at: Timestamp::UNIX_EPOCH, drafts: false, base_url: None };
    let config = read_config(sources, &options, &mut Vec::new());
    let taxonomies: Vec<&'static str> = config.taxonomies.iter().map(|taxonomy| taxonomy.id).collect();
    job(DataSettings { taxonomies: &taxonomies, languages: &config.languages })
}

/// Returns the data of a site, and what is wrong with its files.
pub fn data_of_site(sources: &Sources) -> (Data, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let data = with_data_settings(sources, |settings| read_data(sources, settings, &mut found));
    (data, found)
}

/// Returns the data of the sources, if an earlier process has left it in the store.
pub(super) fn kept_data(sources: &Sources, store: &dyn Store) -> Option<Arc<Data>> {
    let fingerprint = with_data_settings(sources, |settings| data_fingerprint(sources, settings));
    let facts = store.facts(key_of_data(fingerprint))?;
    Data::of_facts(&facts, fingerprint).map(Arc::new)
}

/// Leaves data about which nothing was said in the store.
pub(super) fn keep_data(data: &Data, store: &dyn Store) {
    store.keep_facts(key_of_data(data.fingerprint), &data.facts(), "");
}

/// Returns the kinds of blocks of a site, by the layouts that make its own; reports what is wrong with their heads.
fn own_blocks(sources: &Sources, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Arc<BlockKinds> {
    let options = parse_options(config, &Kinds::default());
    Arc::new(read_own_blocks(sources.under("layouts/blocks/"), &options, diagnostics))
}

/// Returns the kinds of pages of a site, and what is wrong with the files that make them.
pub fn kinds_of_site(sources: &Sources) -> (Kinds, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let options = BuildOptions { at: Timestamp::UNIX_EPOCH, drafts: false, base_url: None };
    let config = read_config(sources, &options, &mut Vec::new());
    let blocks = own_blocks(sources, &config, &mut found);
    let built_in = Kinds::with_blocks(&blocks);
    let options = parse_options(&config, &built_in);
    let indexes = sources.under("content/").filter(|file| is_page_text(&file.path) && is_index(&file.path));
    let indexes: Vec<Parsed> = indexes.map(|file| parse_one((&config, &built_in), &options, file)).collect();
    found.extend(indexes.iter().flat_map(|parsed| parsed.found.iter().cloned()));
    let kinds = kinds_of(&indexes, (&config, &blocks), &mut found);
    (kinds, found)
}

/// Reads `site.yaml`, with the base address that was asked for; defaults stand for what is missing, so that a mistake
/// in the settings hides none elsewhere.
fn read_config(sources: &Sources, options: &BuildOptions, diagnostics: &mut Vec<Diagnostic>) -> Config {
    let before = diagnostics.len();
    let mut config = match sources.get(SITE_FILE) {
        Some(SourceFile { path, text: Some(text), .. }) => {
            let text = text.get();
            let source = Source { file: Arc::clone(path), range: 0..text.len(), text };
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
    let files = sources.under("content/").filter(|file| is_page_text(&file.path));
    let languages = files.filter_map(|file| language_of_name(&file.path));
    languages.filter(|lang| !known.iter().any(|known| known == lang)).map(str::to_owned).collect()
}
