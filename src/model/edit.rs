//! Edits: pages put in place of themselves, where that leaves everything else on the site as it is.

use std::collections::BTreeSet;

use super::links::resolve_page;
use super::place::same_place;
use super::recommendations::Standing;
use super::terms::items_of;
use super::{PageId, Resolved, Site, SitePage};
use crate::content::Page;
use crate::data::StateId;
use crate::source::Sources;

impl Site {
    /// Puts edited pages in place of what they were; returns which they are.
    ///
    /// `None`, and the site is as it was, where something else than their own text would be another, or where something
    /// is wrong with them that their links tell: then the site must be made anew. The checks of pages are for the caller. The instant of the site must
    /// be as good for the edited pages as it was for the old ones.
    pub fn edit(&mut self, edited: &[Page], sources: &Sources) -> Option<Vec<PageId>> {
        let ids: Vec<PageId> = edited.iter().map(|page| self.editable(page)).collect::<Option<_>>()?;
        let put = |(id, page): (&PageId, &Page)| {
            let place = &mut self.pages[id.0 as usize];
            let new = SitePage { document: page.document.clone(), ..place.clone() };
            std::mem::replace(place, new)
        };
        let before: Vec<SitePage> = ids.iter().zip(edited).map(put).collect();
        let mut standing = Standing::of(self);
        if ids.iter().zip(&before).all(|(id, before)| self.resolve_again(*id, before, sources, &mut standing)) {
            return Some(ids);
        }
        for (id, page) in ids.iter().zip(before) {
            self.pages[id.0 as usize] = page;
        }
        None
    }

    /// Returns which page an edited one is, if it has the same place and no link could break or be mended by the edit.
    fn editable(&self, page: &Page) -> Option<PageId> {
        let id = *self.by_path.get(&page.document.path)?;
        let old = self.page(id);
        let same =
            old.kind.name() == page.kind.name() && old.route == page.route && same_place(&old.document, &page.document);
        let linked = || self.iter().any(|(other, page)| other != id && has_link_into(page, id));
        (same && (old.document.body.anchors == page.document.body.anchors || !linked())).then_some(id)
    }

    /// Resolves anew what an edited page refers to; tells whether nothing is wrong and nothing else is touched.
    fn resolve_again(&mut self, id: PageId, before: &SitePage, sources: &Sources, standing: &mut Standing) -> bool {
        let mut diagnostics = Vec::new();
        let page = self.page(id);
        let found = resolve_page(self, sources, page);
        let items = items_of(self, &page.document, sources, &mut diagnostics);
        let (standing, named_states) = standing.resolve(self, id, &mut diagnostics);
        let page = &mut self.pages[id.0 as usize];
        (page.links, page.images) = (found.links, found.images);
        (page.photo, page.attachments) = (found.photo, found.attachments);
        page.extra_files = found.extra_files;
        (page.items, page.standing, page.named_states) = (items, standing, named_states);
        found.diagnostics.is_empty()
            && diagnostics.is_empty()
            && marks_of(page) == marks_of(before)
            && page.items == before.items
            && files_of(page) == files_of(before)
    }
}

/// Tells whether a page links to a place within another, or may: where an address leads is not known here.
fn has_link_into(page: &SitePage, id: PageId) -> bool {
    page.links.iter().any(|link| match link {
        Resolved::Page(to, fragment) => *to == id && !fragment.is_empty(),
        Resolved::Address(address) => address.contains('#'),
        Resolved::File(..) | Resolved::Unpublished | Resolved::Broken => false,
    })
}

/// The id of each recommendation and the one it stands below, the standing ones, and the states that marks name.
type Marks<'a> = (Vec<(&'a str, Option<usize>)>, &'a [Option<PageId>], &'a [Vec<StateId>]);

/// Returns what of a page's recommendations decides what is asked of whom, and in which order: all but their words.
fn marks_of(page: &SitePage) -> Marks<'_> {
    let ids = page.document.body.recommendations.iter().map(|made| (made.marker.id.as_str(), made.parent));
    (ids.collect(), &page.standing, &page.named_states)
}

/// Returns the files that a page leads to, and those that it shows, but for those that lie beside it.
fn files_of(page: &SitePage) -> (BTreeSet<&str>, BTreeSet<&str>) {
    let linked = page.links.iter().filter_map(|link| match link {
        Resolved::File(path, _) => Some(path.as_str()),
        _ => None,
    });
    let attached = page.attachments.iter().flatten().chain(&page.extra_files).map(String::as_str);
    let shown = page.images.iter().flatten().chain(&page.photo).map(String::as_str);
    (linked.chain(attached).collect(), shown.collect())
}
