//! Recommendations as layouts see them where they stand.
//!
//! A layout holds the page and the place on it; what it asks for is made then. Most ask for little, and the texts of
//! all recommendations that a state has received would fill the memory.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object};

use super::body::{fill_holes, without_notes};
use super::entity::Entity;
use super::handle::misspelt;
use super::page::states;
use super::value::{fingerprint_value, html};
use super::{Snapshot, current};
use crate::model::PageId;
use crate::track::{Fingerprint, combine, fingerprint};

/// What a layout can ask of a recommendation.
const NAMES: [&str; 11] =
    ["id", "anchor", "url", "html", "text", "standing", "states", "priority", "number", "label", "page"];

/// A recommendation, by its page and the place on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Made {
    page: PageId,
    index: usize,
}

/// Returns a recommendation where it stands.
pub(super) fn recommendation(page: PageId, index: usize) -> Value {
    Value::from_object(Made { page, index })
}

impl Made {
    /// Returns what a name stands for; `None` for one that it does not have.
    fn value(self, snapshot: &Snapshot, name: &str) -> Option<Value> {
        let page = snapshot.site.page(self.page);
        let made = &page.document.body.recommendations[self.index];
        let lang = || snapshot.language(&page.document.lang);
        Some(match name {
            "id" | "anchor" => Value::from(made.marker.id.as_str()),
            "url" => Value::from([&page.url, "#", &made.marker.id].concat()),
            "html" => {
                let text = fill_holes(snapshot, page, snapshot.words(lang()), &made.html, &made.holes);
                html(without_notes(text))
            }
            "text" => Value::from(made.text.as_str()),
            "standing" => {
                let standing = page.standing.get(self.index).copied().flatten();
                standing.map_or_else(|| Value::from(()), |id| snapshot.handle(Entity::Page(id)))
            }
            "states" => states(snapshot, lang(), page.named_states.get(self.index).map_or(&[], Vec::as_slice)),
            "priority" => Value::from(made.marker.priority),
            "number" => Value::from(made.number),
            "label" => made.label.as_deref().map_or_else(|| Value::from(()), Value::from),
            "page" => snapshot.handle(Entity::Page(self.page)),
            _ => return None,
        })
    }

    /// Returns the fingerprint of all that can be asked.
    pub(super) fn fingerprint(self, snapshot: &Snapshot) -> Fingerprint {
        NAMES.iter().fold(0x300, |seed, name| {
            let value = self.value(snapshot, name).unwrap_or_default();
            combine(combine(seed, fingerprint(name.as_bytes())), fingerprint_value(snapshot, &value))
        })
    }
}

impl Object for Made {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        current(|snapshot, _| self.value(snapshot, key).unwrap_or_else(|| misspelt(key, NAMES.into_iter())))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&NAMES)
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}
