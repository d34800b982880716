//! What a site was made of, for the next process: by it the next build knows what cannot be another.
//!
//! Takes the sources and the site of one build; in the next, tells whether only texts of pages and of layouts are others
//! than they were, and which. Promises: wherever anything else could matter, it tells nothing, and all is asked again.

use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;

use super::edit::{Held, is_text_of_page};
use super::memo::Questions;
use crate::model::PageId;
use crate::render::Read;
use crate::source::Sources;
use crate::track::{Fingerprint, combine, fingerprint};

/// What a site was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Left {
    /// Everything but the texts of pages and layouts.
    pub(super) world: Fingerprint,
    /// The instant.
    pub(super) at: Timestamp,
    /// The first instant after it at which the site is another without an edit.
    pub(super) until: Timestamp,
    /// The Markdown files, in order of path.
    pub(super) pages: Vec<LeftPage>,
    /// The subjects about which some answer was made of the titles of the standing recommendations.
    pub(super) titles: Box<[u32]>,
}

/// A Markdown file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LeftPage {
    /// Its path.
    pub(super) path: Arc<str>,
    /// The fingerprint of its text.
    pub(super) text: Fingerprint,
    /// The fingerprint of its place among the others; 0 for what is no page of the site.
    pub(super) seal: Fingerprint,
    /// The subjects about which some answer was made of more than its place.
    pub(super) readers: Box<[u32]>,
}

impl Left {
    /// Returns what a site is made of.
    pub(super) fn of(sources: &Sources, held: &Held, questions: &Questions) -> Left {
        let site = held.snapshot.site();
        let readers = |read| questions.readers.get(&read).map_or_else(Box::default, |subjects| subjects[..].into());
        let files: Vec<_> = sources.iter().filter(|file| is_text_of_page(file)).collect();
        let page = |file: &&crate::source::SourceFile| {
            let id = site.by_path(&file.path);
            LeftPage {
                path: Arc::clone(&file.path),
                text: file.fingerprint,
                seal: id.map_or(0, |id| site.page(id).seal()),
                readers: id.map_or_else(Box::default, |id| readers(Read::Page(id))),
            }
        };
        Left {
            world: world(sources, held),
            at: held.options.at,
            until: held.until,
            pages: files.par_iter().map(page).collect(),
            titles: readers(Read::Titles),
        }
    }

    /// Returns what was read of the site before and may be another now; nothing where anything may be.
    ///
    /// The questions are told which subjects have read what.
    pub(super) fn edited(self, sources: &Sources, held: &Held, questions: &mut Questions) -> Option<Vec<Read>> {
        if self.world != world(sources, held) || !(self.at..self.until).contains(&held.options.at) {
            return None;
        }
        let site = held.snapshot.site();
        let mut files = sources.iter().filter(|file| is_text_of_page(file));
        let mut edited: Vec<PageId> = Vec::new();
        for page in &self.pages {
            let file = files.next().filter(|file| file.path == page.path)?;
            if file.fingerprint != page.text {
                let id = site.by_path(&page.path)?;
                edited.push(id);
                if site.page(id).seal() != page.seal {
                    return None;
                }
            }
        }
        if files.next().is_some() {
            return None;
        }
        for page in self.pages {
            if let Some(id) = site.by_path(&page.path) {
                questions.readers.insert(Read::Page(id), page.readers.into());
            }
        }
        questions.readers.insert(Read::Titles, self.titles.into());
        // Whether titles are in another order is not known any more.
        let titled = edited.iter().any(|id| site.page(*id).kind.name() == "recommendation");
        Some(edited.into_iter().map(Read::Page).chain(titled.then_some(Read::Titles)).collect())
    }
}

/// Returns the fingerprint of everything of which a site is made but the texts of pages and layouts, and the instant.
fn world(sources: &Sources, held: &Held) -> Fingerprint {
    let options = (held.options.drafts, &held.options.base_url, held.snapshot.languages());
    let others = sources.iter().filter(|file| !is_text_of_page(file));
    let layouts = &held.layouts.templates;
    others.fold(fingerprint(format!("{options:?}").as_bytes()), |seed, file| {
        let is_layout = file.path.strip_prefix("layouts/").is_some_and(|name| layouts.contains_key(name));
        let text = if is_layout { 0 } else { file.fingerprint };
        combine(combine(seed, fingerprint(file.path.as_bytes())), text)
    })
}
