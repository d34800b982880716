//! What readers call a page of a kind: "Letter", or as its collection says.

use super::Snapshot;
use crate::content::INDEX;
use crate::model::SitePage;

/// Returns what readers call the page, in its language; the text of a section by its title, and that of the home page as the way to it
/// is called.
pub(super) fn type_label(snapshot: &Snapshot, page: &SitePage) -> String {
    let lang = &page.document.lang;
    if page.kind.folder() == INDEX {
        return match page.document.folder() {
            "" => snapshot.words(snapshot.language(lang)).get("home").to_owned(),
            _ => page.title().to_owned(),
        };
    }
    match page.kind.collection().and_then(|own| own.singular.as_ref()) {
        Some(singular) => singular.words(lang, &snapshot.site.config().language).0.to_owned(),
        None => snapshot.words(snapshot.language(lang)).get(&["types.", page.kind.name()].concat()).to_owned(),
    }
}
