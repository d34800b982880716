//! Translations with what they have of the page itself, kept from one update to the next.
//!
//! Takes the parsed files; gives the pages, of which a translation is one that inherits (`parse/inherited.rs`) and is classified as
//! such. One whose file and whose page itself are as they were is the same page as before.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::parsing::{Parsed, classified, is_translation};
use crate::config::Config;
use crate::content::{Kinds, Page};
use crate::diag::Diagnostic;
use crate::parse::Document;

/// The translations of a site.
#[derive(Debug, Default)]
pub(super) struct Translations(BTreeMap<Arc<str>, Translation>);

/// A translation with what it inherits.
#[derive(Debug)]
struct Translation {
    /// As its file is.
    own: Arc<Document>,
    /// The page itself, if there is one.
    from: Option<Arc<Document>>,
    /// What came of both.
    page: Option<Arc<Page>>,
    /// What is wrong with it, but for what is wrong with its file alone.
    found: Vec<Diagnostic>,
}

impl Translations {
    /// Returns the pages of parsed files, in their order.
    pub(super) fn complete<'a>(
        &mut self,
        of: (&Config, &Kinds),
        parsed: impl Iterator<Item = &'a Parsed> + Clone,
    ) -> Vec<Arc<Page>> {
        let documents = || parsed.clone().filter_map(|parsed| parsed.document.as_ref());
        let translations: HashSet<&str> = documents()
            .filter(|document| is_translation(document, of.0))
            .map(|document| document.id.as_str())
            .collect();
        if translations.is_empty() {
            self.0.clear();
            return parsed.filter_map(|parsed| parsed.page.clone()).collect();
        }
        let mut originals: HashMap<&str, &Arc<Document>> = HashMap::new();
        for document in documents().filter(|document| document.lang == of.0.language) {
            if translations.contains(document.id.as_str()) {
                originals.entry(&document.id).or_insert(document);
            }
        }
        let mut before = std::mem::take(&mut self.0);
        let mut pages = Vec::new();
        for parsed in parsed {
            let Some(own) = parsed.document.as_ref().filter(|document| is_translation(document, of.0)) else {
                pages.extend(parsed.page.clone());
                continue;
            };
            let from = originals.get(own.id.as_str()).copied();
            let stands = |known: &Translation| {
                Arc::ptr_eq(&known.own, own) && known.from.as_ref().map(Arc::as_ptr) == from.map(Arc::as_ptr)
            };
            let known = before.remove(&own.path).filter(stands);
            let made = known.unwrap_or_else(|| Translation::of(own, from, of));
            pages.extend(made.page.clone());
            self.0.insert(Arc::clone(&own.path), made);
        }
        pages
    }

    /// Returns what is wrong with the translations, but for what is wrong with their files alone.
    pub(super) fn mistakes(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.values().flat_map(|translation| &translation.found)
    }
}

impl Translation {
    /// Makes a translation of its file and of the page itself.
    fn of(own: &Arc<Document>, from: Option<&Arc<Document>>, of: (&Config, &Kinds)) -> Translation {
        let document = from.map_or_else(|| Arc::clone(own), |from| Arc::new(own.with_inherited(from)));
        let Parsed { page, found, .. } = classified(document, of);
        let found = found.into_iter().filter(|found| !own.diagnostics.contains(found)).collect();
        Translation { own: Arc::clone(own), from: from.cloned(), page, found }
    }
}
