//! What a page refers to: links, files, items of an issue, standing recommendations and the states of marks.
//!
//! Takes a page and the lists of the site; gives what each reference leads to and what is wrong with it. A page is referred
//! anew where that may be another than before: which pages these are, [`Stale`] says.

use std::cell::OnceCell;
use std::sync::Arc;

use rayon::prelude::*;

use super::addressed::Addressees;
use super::fields::{FieldTargets, names_in};
use super::links::{Found, Missed, Names, Resolver};
use super::queries::Query;
use super::recommendations::Standing;
use super::similar::SimilarPages;
use super::slots::Slots;
use super::tables::TableRows;
use super::terms::items_of;
use super::{Item, PageId, Referred, Resolved, Site, SitePage};
use crate::diag::{Diagnostic, did_you_mean};
use crate::source::Sources;
use crate::track::Fingerprint;

/// Of how many links and references it is said what they may have been meant for: each is compared with all pages.
const HINTS_LIMIT: usize = 200;

/// What a page refers to.
pub(super) struct References {
    found: Found,
    fields: FieldTargets,
    tables: Vec<Option<Arc<TableRows>>>,
    queries: Vec<Option<Query>>,
    items: Vec<Item>,
    standing: Vec<Option<PageId>>,
    named: Vec<Addressees>,
    said: Vec<Diagnostic>,
    missed: Vec<Missed>,
}

/// What pages refer to and is another than before.
pub(super) struct Stale<'a> {
    /// Whether everything may be: files, and what is hidden.
    pub(super) all: bool,
    /// The pages, by id, whose type, anchors or translations are others.
    pub(super) targets: &'a [bool],
    /// Whether a standing recommendation is another, or one more or less.
    pub(super) standing: bool,
}

impl Stale<'_> {
    /// Tells whether a page may refer to something of this.
    pub(super) fn concerns(&self, page: &SitePage, sources: &Sources) -> bool {
        let is_other = |id: &PageId| self.targets[id.0 as usize];
        let leads_to_other = |link: &Resolved| match link {
            Resolved::Page(id, _) => is_other(id),
            // What leads nowhere may lead somewhere now, or to a page that is gone.
            Resolved::Broken => true,
            Resolved::File(..) | Resolved::Address(_) | Resolved::Unpublished => false,
        };
        let is_another =
            |(path, known): &(String, Fingerprint)| sources.get(path).is_none_or(|file| file.fingerprint != *known);
        self.all
            || page.read.iter().any(is_another)
            // Hints name what may have been meant, which is another with each page that comes or goes; and what is held
            // back may be so no more.
            || !page.said.references.is_empty()
            || self.standing && !page.document.body.recommendations.is_empty()
            || page.links.iter().any(leads_to_other)
            || page.fields.iter().any(|(_, target)| match target {
                Referred::Page(id) => is_other(id),
                target => *target == Referred::Nothing,
            })
            // An item is gone, or was there and no page, of which nothing is said here.
            || page.items.len() < page.document.front.items.len()
    }
}

/// Returns which pages are to be referred anew: those that are others, and those that are concerned.
pub(super) fn stale_pages(site: &Site, (slots, sources): (&Slots, &Sources), stale: &Stale<'_>) -> Vec<PageId> {
    let mut is_stale: Vec<bool> = site.pages.par_iter().map(|page| stale.concerns(page, sources)).collect();
    slots.fresh.iter().for_each(|id| is_stale[id.0 as usize] = true);
    (0..).map(PageId).zip(is_stale).filter_map(|(id, is_stale)| is_stale.then_some(id)).collect()
}

/// Returns what some pages refer to.
pub(super) fn refer(site: &Site, sources: &Sources, pages: &[PageId]) -> Vec<References> {
    let of_one = |standing: &mut Standing, id: &PageId| {
        let page = site.page(*id);
        let resolver = Resolver { site, sources, page };
        let mut found = resolver.resolve();
        let tables = resolver.tables(&mut found);
        let queries = resolver.queries(&mut found);
        resolver.block_names(&mut found);
        let mut said = std::mem::take(&mut found.diagnostics);
        let mut missed = std::mem::take(&mut found.missed);
        let fields = resolver.fields(&mut found.files, (&mut said, &mut missed));
        let items = items_of(site, &page.document, sources, &mut said);
        let (standing, named) = standing.resolve(site, *id, &mut said);
        References { found, fields, tables, queries, items, standing, named, said, missed }
    };
    pages.par_iter().map_init(|| Standing::of(site), of_one).collect()
}

/// Returns what is wrong with what pages name and lead to, with hints at what the first links may have been meant for.
pub(super) fn said_of(site: &Site, sources: &Sources) -> Vec<Diagnostic> {
    let pages = &site.pages;
    let mut said: Vec<Diagnostic> = Vec::new();
    let similar = OnceCell::new();
    let mut hints = 0;
    for page in pages {
        said.extend(page.said.terms.iter().cloned());
        let start = said.len();
        said.extend(page.said.references.iter().cloned());
        for missed in page.said.missed.iter().take(HINTS_LIMIT.saturating_sub(hints)) {
            hints += 1;
            let page_hint = || similar.get_or_init(|| SimilarPages::of(pages)).hint(page.document.folder(), missed);
            let file_hint = || Resolver { site, sources, page }.similar_file(&missed.dest);
            let hint = match &missed.names {
                Names::Page => page_hint(),
                Names::File => page_hint().or_else(file_hint),
                Names::PageOf(folder) => did_you_mean(&missed.dest, names_in(site, folder)),
            };
            said[start + missed.at].hints.splice(0..0, hint);
        }
    }
    said
}

impl SitePage {
    /// Takes what the page refers to.
    pub(super) fn take_references(&mut self, references: References) {
        let References { found, fields, tables, queries, items, standing, named, said, missed } = references;
        (self.fields, self.queries) = (fields, queries);
        (self.links, self.images, self.photo) = (found.links, found.images, found.photo);
        (self.read, self.signed, self.tables) = (found.read, found.signed, tables);
        (self.attachments, self.uses) = (found.attachments, found.files);
        (self.items, self.standing) = (items, standing);
        (self.named_states, self.named_bodies) = named.into_iter().map(|named| (named.states, named.bodies)).unzip();
        (self.said.references, self.said.missed) = (said, missed);
    }
}
