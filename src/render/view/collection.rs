//! Pages by what they are: those of a built-in folder, and those of collections.

use minijinja::Value;

use super::Snapshot;
use super::entity::Entity;
use super::value::map;
use crate::model::PageId;

/// Returns those pages of a list that are of the kind of a folder and in the language.
pub(super) fn of_folder(snapshot: &Snapshot, pages: &[PageId], folder: &str, lang: usize) -> Value {
    let tag = snapshot.lang(lang);
    let fits = |id: &&PageId| {
        let place = snapshot.site.listed(**id);
        place.kind().folder() == folder && place.lang() == tag
    };
    snapshot.pages(pages.iter().filter(fits))
}

/// Returns the collections of which some pages of a list are, each with these, in the language.
pub(super) fn of_collections(snapshot: &Snapshot, pages: &[PageId], lang: usize) -> Value {
    let kinds = snapshot.site.kinds().collections();
    kinds
        .filter_map(|kind| collection(snapshot, kind.folder(), of_folder(snapshot, pages, kind.folder(), lang), lang))
        .collect()
}

/// Returns a collection with some of its pages; nothing where there are none.
pub(super) fn collection(snapshot: &Snapshot, folder: &str, pages: Value, lang: usize) -> Option<Value> {
    let section = snapshot.site.kinds().section(folder).filter(|_| pages.is_true())?;
    Some(map([("section", snapshot.handle(Entity::Section(lang, section))), ("pages", pages)]))
}
