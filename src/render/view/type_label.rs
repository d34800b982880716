//! What readers call a page of a kind: "Letter", or as its collection says.

use super::Snapshot;
use crate::model::SitePage;

/// Returns what readers call the page, in its language.
pub(super) fn type_label(snapshot: &Snapshot, page: &SitePage) -> String {
    let lang = &page.document.lang;
    match page.kind.collection().and_then(|own| own.singular.as_ref()) {
        Some(singular) => singular.words(lang, &snapshot.site.config().language).0.to_owned(),
        None => snapshot.words(snapshot.language(lang)).get(&["types.", page.kind.name()].concat()).to_owned(),
    }
}
