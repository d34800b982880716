//! Plain pages below others, as layouts see them: what stands above a page, and what beside and below it.
//!
//! What a page does not have in its language is not there.

use minijinja::Value;

use super::Snapshot;
use super::branches::{FOLDER, above};
use super::entity::Entity;
use super::fields::Builder;
use super::value::map;
use crate::model::PageId;

/// How many pages stand before a page in its menu, and behind it, at most: on each of very many pages that stand side by side a menu of
/// all would make the site as large as the square of their number.
const NEAR: usize = 30;

/// Returns the pages above a plain page, the highest first.
pub(super) fn ancestors(snapshot: &Snapshot, page: PageId) -> Vec<PageId> {
    let site = &snapshot.site;
    let place = site.place(page);
    let ids = std::iter::successors(above(place.id()), |id| above(id));
    let mut found: Vec<PageId> = ids.filter_map(|id| site.branch(id, place.lang())?.top).collect();
    found.reverse();
    found
}

/// Returns those of some pages that stand near one of them.
fn near(pages: &[PageId], page: PageId) -> &[PageId] {
    let at = pages.iter().position(|other| *other == page).unwrap_or(0);
    &pages[at.saturating_sub(NEAR)..pages.len().min(at + NEAR + 1)]
}

/// Sets the pages beside and below a plain page that stands below another, or has some below it.
pub(super) fn set_nested(snapshot: &Snapshot, page: PageId, fields: &mut Builder) {
    let site = &snapshot.site;
    let place = site.place(page);
    if place.kind().folder() != FOLDER {
        return;
    }
    let of = |id: &str| site.branch(id, place.lang()).map_or(&[][..], |branch| &branch.below[..]);
    let own = of(place.id());
    let (top, beside, below) = match above(place.id()) {
        Some(id) => (site.branch(id, place.lang()).and_then(|branch| branch.top), near(of(id), page), own),
        None => (Some(page), own, &[][..]),
    };
    // A page alone leads nowhere.
    if beside.is_empty() || top.is_none() && beside.len() == 1 && below.is_empty() {
        return;
    }
    let handle = |page: &PageId| snapshot.handle(Entity::Page(*page));
    let handles = |pages: &[PageId]| pages.iter().map(handle).collect::<Value>();
    let entry = |other: &PageId| {
        let is_current = *other == page;
        map([
            ("page", handle(other)),
            ("current", Value::from(is_current)),
            ("below", handles(if is_current { below } else { &[] })),
        ])
    };
    let top = top.as_ref().map_or_else(|| Value::from(()), handle);
    fields.set("nested", map([("top", top), ("pages", beside.iter().map(entry).collect())]));
}
