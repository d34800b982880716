//! Plain pages below others: what stands above a page, and what beside and below it.
//!
//! `pages/about/staff.md` stands below `pages/about.md`. Takes the pages of a language; what a page does not have in it is not there.

use minijinja::Value;

use super::Snapshot;
use super::entity::Entity;
use super::fields::Builder;
use super::value::map;
use crate::model::PageId;
use crate::render::collation::sort_key;

/// The folder of plain pages.
const FOLDER: &str = "pages";

/// Returns the id of what stands above a plain page, if it does not stand at the top.
fn above(id: &str) -> Option<&str> {
    id.rsplit_once('/').map(|(above, _)| above).filter(|above| *above != FOLDER)
}

/// The plain pages of a language.
struct Pages<'a> {
    snapshot: &'a Snapshot,
    lang: &'a str,
}

impl<'a> Pages<'a> {
    /// Returns the page with an id.
    fn with_id(&self, id: &str) -> Option<PageId> {
        let site = &self.snapshot.site;
        site.list(FOLDER, self.lang).iter().copied().find(|page| site.listed(*page).id() == id)
    }

    /// Returns the pages right below an id, by title.
    fn below(&self, id: &str) -> Vec<PageId> {
        let site = &self.snapshot.site;
        let is_below = |page: &PageId| above(site.listed(*page).id()) == Some(id);
        let mut pages: Vec<PageId> = site.list(FOLDER, self.lang).iter().copied().filter(is_below).collect();
        pages.sort_by_cached_key(|page| sort_key(self.lang, site.page(*page).title()));
        pages
    }

    /// Returns pages as layouts see them.
    fn handles(&self, pages: &[PageId]) -> Value {
        pages.iter().map(|page| self.snapshot.handle(Entity::Page(*page))).collect()
    }
}

/// Returns the pages above a plain page, the highest first.
pub(super) fn ancestors(snapshot: &Snapshot, page: PageId) -> Vec<PageId> {
    let place = snapshot.site.place(page);
    let pages = Pages { snapshot, lang: place.lang() };
    let ids = std::iter::successors(above(place.id()), |id| above(id));
    let mut found: Vec<PageId> = ids.filter_map(|id| pages.with_id(id)).collect();
    found.reverse();
    found
}

/// Sets the pages beside and below a plain page that stands below another, or has some below it.
pub(super) fn set_nested(snapshot: &Snapshot, page: PageId, fields: &mut Builder) {
    let place = snapshot.site.place(page);
    if place.kind().folder() != FOLDER {
        return;
    }
    let pages = Pages { snapshot, lang: place.lang() };
    let own = pages.below(place.id());
    let (top, beside, below) = match above(place.id()) {
        Some(id) => (pages.with_id(id), pages.below(id), own),
        None => (Some(page), own, Vec::new()),
    };
    // A page alone leads nowhere.
    if beside.is_empty() || top.is_none() && beside.len() == 1 && below.is_empty() {
        return;
    }
    let top = top.map_or_else(|| Value::from(()), |top| snapshot.handle(Entity::Page(top)));
    let entry = |other: &PageId| {
        let is_current = *other == page;
        map([
            ("page", snapshot.handle(Entity::Page(*other))),
            ("current", Value::from(is_current)),
            ("below", pages.handles(if is_current { &below } else { &[] })),
        ])
    };
    fields.set("nested", map([("top", top), ("pages", beside.iter().map(entry).collect())]));
}
