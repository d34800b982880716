//! Facts: the Markdown files as they were parsed, kept from one build to the next by the fingerprint of their text.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use rayon::prelude::*;

use super::completed::Translations;
use super::parsing::{self, Parsed, Under};
use super::prepare::Texts;
use super::{Progress, Store};
use crate::config::{Config, SITE_FILE};
use crate::content::{Kinds, is_index};
use crate::diag::Diagnostic;
use crate::parse::{Document, ParseOptions, Prose};
use crate::source::{SourceFile, Sources};
use crate::spill::Spill;
use crate::track::{Fingerprint, Table, combine, fingerprint};

/// The Markdown files of a site as they were last parsed.
#[derive(Debug, Default)]
pub(super) struct FileFacts {
    /// The `_index.md` files, which decide how the others are parsed.
    indexes: Known,
    /// The others.
    pages: Known,
    /// Of these, the translations.
    translations: Translations,
}

impl FileFacts {
    /// Parses the files whose text is another than last time, and whose facts the store, if there is one, has not kept from an
    /// earlier process; returns the pages of all, in the same order.
    pub(super) fn parse_changed(
        &mut self,
        (config, blocks): Under<'_>,
        sources: &Sources,
        files: &[&SourceFile],
        (store, spill): (Option<&dyn Store>, &Spill),
        progress: &Progress,
    ) -> Texts {
        let under = settings_fingerprint(config, sources);
        let (indexes, pages): (Vec<&SourceFile>, Vec<&SourceFile>) =
            files.iter().partition(|file| is_index(&file.path));
        let built_in = Kinds::with_blocks(blocks);
        let under = combine(under, built_in.fingerprint());
        let parse_options = parsing::parse_options(config, &built_in);
        self.indexes.bring_up_to_date(under, &indexes, |file| {
            progress.parsed.fetch_add(1, Ordering::Relaxed);
            parsing::parse_one((config, &built_in), &parse_options, file)
        });
        let mut found = Vec::new();
        let kinds = Arc::new(parsing::kinds_of(
            self.indexes.of(&indexes).map(|parsed| &**parsed),
            (config, blocks),
            &mut found,
        ));
        let under = combine(under, kinds.fingerprint());
        let parse_options = Arc::new(parsing::parse_options(config, &kinds));
        self.pages.bring_up_to_date(under, &pages, |file| {
            progress.parsed.fetch_add(1, Ordering::Relaxed);
            parse_or_find(((config, &kinds), under, &parse_options), file, (store, spill))
        });
        let of = |file: &&SourceFile| if is_index(&file.path) { self.indexes.get(file) } else { self.pages.get(file) };
        let parsed = files.iter().filter_map(of).map(|parsed| &**parsed);
        let pages = self.translations.complete((config, &kinds), parsed);
        Texts { kinds, pages, found }
    }

    /// Returns what is wrong with the files, each alone.
    pub(super) fn mistakes(&self) -> impl Iterator<Item = &Diagnostic> {
        let of_files = self.indexes.mistakes.values().chain(self.pages.mistakes.values()).flatten();
        of_files.chain(self.translations.mistakes())
    }
}

/// Parses all files, for one look at the site, and reports what is wrong with them.
pub(super) fn parse_all(
    under: Under<'_>,
    sources: &Sources,
    files: &[&SourceFile],
    progress: &Progress,
    diagnostics: &mut Vec<Diagnostic>,
) -> Texts {
    let mut facts = FileFacts::default();
    let texts = facts.parse_changed(under, sources, files, (None, &Spill::default()), progress);
    diagnostics.extend(facts.mistakes().cloned());
    texts
}

/// Files that were parsed in one way.
#[derive(Debug, Default)]
struct Known {
    /// Under which settings they were parsed.
    under: Fingerprint,
    /// The files by path, each with the fingerprint of its text.
    files: Table<Arc<str>, (Fingerprint, Arc<Parsed>)>,
    /// What is wrong with those in which something is.
    mistakes: BTreeMap<Arc<str>, Vec<Diagnostic>>,
}

impl Known {
    /// Parses the files whose text, or the settings under which they are parsed, is another than last time.
    fn bring_up_to_date(
        &mut self,
        under: Fingerprint,
        files: &[&SourceFile],
        parse: impl Fn(&SourceFile) -> Parsed + Sync,
    ) {
        if self.under != under {
            *self = Known { under, ..Known::default() };
        }
        let is_other = |file: &&&SourceFile| {
            let known = self.files.get(&file.path);
            known.is_none_or(|(fingerprint, _)| *fingerprint != file.fingerprint)
        };
        let changed: Vec<&SourceFile> = files.iter().filter(is_other).copied().collect();
        let parsed: Vec<Arc<Parsed>> = changed.par_iter().map(|file| Arc::new(parse(file))).collect();
        for (file, parsed) in changed.into_iter().zip(parsed) {
            match parsed.found.is_empty() {
                true => _ = self.mistakes.remove(&file.path),
                false => _ = self.mistakes.insert(Arc::clone(&file.path), parsed.found.clone()),
            }
            self.files.insert(Arc::clone(&file.path), (file.fingerprint, parsed));
        }
        if self.files.len() > files.len() {
            let stands: HashSet<&str> = files.iter().map(|file| &*file.path).collect();
            self.files.retain(|path, _| stands.contains(&**path));
            self.mistakes.retain(|path, _| stands.contains(&**path));
        }
    }

    /// Returns a file that was parsed.
    fn get(&self, file: &SourceFile) -> Option<&Arc<Parsed>> {
        self.files.get(&file.path).map(|(_, parsed)| parsed)
    }

    /// Returns files that were parsed, in the order of these.
    fn of<'a>(&'a self, files: &'a [&SourceFile]) -> impl Iterator<Item = &'a Arc<Parsed>> {
        files.iter().filter_map(|file| self.get(file))
    }
}

/// Returns a file as the store has kept it from an earlier process; parsed, where it has not, and left there,
/// or with a spill where there is no store.
fn parse_or_find(
    (of, under, parse_options): ((&Config, &Kinds), Fingerprint, &Arc<ParseOptions>),
    file: &SourceFile,
    (store, spill): (Option<&dyn Store>, &Spill),
) -> Parsed {
    let key = combine(combine(under, fingerprint(file.path.as_bytes())), file.fingerprint);
    let kept = || {
        let store = store?;
        let html = Prose::left(store.shelf()?, key, file, parse_options);
        Document::of_facts(&store.facts(key)?, html, file)
    };
    if let Some(document) = kept() {
        return parsing::classified_alone(Arc::new(document), of);
    }
    let parsed = parsing::parse_one(of, parse_options, file);
    if let (Some(store), Some(document)) = (store, &parsed.document)
        && let Some((facts, prose)) = document.facts()
        && store.keep_facts(key, &facts, &prose)
        && let Some(shelf) = store.shelf()
    {
        document.body.html.replace(Prose::left(shelf, key, file, parse_options));
    }
    if let (None, Some(document)) = (store, &parsed.document)
        && spill.has_file()
    {
        let html = &document.body.html;
        let shelf = Arc::new(spill.keep(html.get().as_bytes().to_vec()));
        html.replace(Prose::left(shelf, key, file, parse_options));
    }
    parsed
}

/// Returns the fingerprint of everything but its own text that decides how a file is parsed.
fn settings_fingerprint(config: &Config, sources: &Sources) -> Fingerprint {
    let settings = sources.get(SITE_FILE).map_or(0, |file| file.fingerprint);
    // Where the settings have mistakes, the languages are those that file names tell of.
    let languages = config.languages.iter().map(|lang| fingerprint(lang.as_bytes()));
    languages.fold(combine(1, settings), combine)
}
