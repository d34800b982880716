//! Parsed files, kept from one build to the next by the fingerprint of their text.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use rayon::prelude::*;

use super::prepare::{self, Parsed};
use super::{BuildOptions, Progress, Store};
use crate::config::{Config, SITE_FILE};
use crate::content::Page;
use crate::diag::Diagnostic;
use crate::parse::{Document, Prose};
use crate::source::{SourceFile, Sources};
use crate::track::{Fingerprint, combine, fingerprint};

/// The Markdown files of a site as they were last parsed.
#[derive(Debug, Default)]
pub(super) struct ParsedFiles {
    /// Under which settings they were parsed.
    under: Fingerprint,
    /// The files by path, each with the fingerprint of its text.
    files: HashMap<Arc<str>, (Fingerprint, Arc<Parsed>)>,
    /// What is wrong with those in which something is.
    mistakes: BTreeMap<Arc<str>, Vec<Diagnostic>>,
}

impl ParsedFiles {
    /// Parses the files whose text is another than last time, and whose facts the store, if there is one, has not kept from an
    /// earlier process; returns the pages of all, in the same order.
    pub(super) fn parse_changed(
        &mut self,
        config: &Config,
        (sources, options): (&Sources, &BuildOptions),
        files: &[&SourceFile],
        store: Option<&dyn Store>,
        progress: &Progress,
    ) -> Vec<Page> {
        let under = settings_fingerprint(config, sources, options);
        if self.under != under {
            *self = ParsedFiles { under, ..ParsedFiles::default() };
        }
        let parse_options = Arc::new(prepare::parse_options(config));
        let parsed: Vec<Arc<Parsed>> = files
            .par_iter()
            .map(|file| match self.files.get(&file.path) {
                Some((fingerprint, parsed)) if *fingerprint == file.fingerprint => Arc::clone(parsed),
                _ => {
                    progress.parsed.fetch_add(1, Ordering::Relaxed);
                    let key = combine(combine(under, fingerprint(file.path.as_bytes())), file.fingerprint);
                    let kept = || {
                        let store = store?;
                        let html = Prose::left(store.shelf()?, key, file, &parse_options);
                        Document::of_facts(&store.facts(key)?, html, file)
                    };
                    if let Some(document) = kept() {
                        return Arc::new(prepare::classified(Arc::new(document), config));
                    }
                    let parsed = prepare::parse_one(config, &parse_options, file);
                    if let (Some(store), Some(page)) = (store, &parsed.0)
                        && let Some((facts, prose)) = page.document.facts()
                        && store.keep_facts(key, &facts, &prose)
                        && let Some(shelf) = store.shelf()
                    {
                        page.document.body.html.replace(Prose::left(shelf, key, file, &parse_options));
                    }
                    Arc::new(parsed)
                }
            })
            .collect();
        let kept = files.iter().zip(&parsed);
        self.files =
            kept.map(|(file, parsed)| (Arc::clone(&file.path), (file.fingerprint, Arc::clone(parsed)))).collect();
        let mistaken = self.files.iter().filter(|(_, (_, parsed))| !parsed.1.is_empty());
        self.mistakes = mistaken.map(|(path, (_, parsed))| (Arc::clone(path), parsed.1.clone())).collect();
        parsed.iter().filter_map(|parsed| parsed.0.clone()).collect()
    }

    /// Returns what is wrong with the files, each alone.
    pub(super) fn mistakes(&self) -> impl Iterator<Item = &Diagnostic> {
        self.mistakes.values().flatten()
    }
}

/// Returns the fingerprint of everything but its own text that decides how a file is parsed.
fn settings_fingerprint(config: &Config, sources: &Sources, options: &BuildOptions) -> Fingerprint {
    let settings = sources.get(SITE_FILE).map_or(0, |file| file.fingerprint);
    let base_url = options.base_url.as_deref().map_or(0, |url| fingerprint(url.as_bytes()));
    // Where the settings have mistakes, the languages are those that file names tell of.
    let languages = config.languages.iter().map(|lang| fingerprint(lang.as_bytes()));
    languages.fold(combine(combine(1, settings), base_url), combine)
}
