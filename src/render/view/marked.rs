//! Recommendations as layouts see them where they stand.
//!
//! A layout holds the page and the place on it; what it asks for is made then. Most ask for little, and the texts of
//! all recommendations that a state has received would fill the memory.

use std::collections::BTreeSet;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object};

use super::body::fill_quoted;
use super::entity::Entity;
use super::handle::{bodies, states};
use super::marks::Marks;
use super::misspelt::misspelt;
use super::schema::RECOMMENDATION_NAMES;
use super::value::{html, map};
use super::{Snapshot, current};
use crate::model::PageId;
use crate::parse::{Hole, Lead};
use crate::render::strings::Strings;
use crate::track::{Fingerprint, combine, fingerprint};

/// The longest title that is made of the words of a recommendation, in characters.
const TITLE_LIMIT: usize = 80;

/// A recommendation, by its page and the place on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marked {
    page: PageId,
    index: usize,
    /// Whether the one that it stands below is in the same list, before it.
    is_below: bool,
}

/// Returns a recommendation where it stands; `is_below` tells whether the one that it stands below is listed before it.
pub(super) fn recommendation(page: PageId, index: usize, is_below: bool) -> Value {
    Value::from_object(Marked { page, index, is_below })
}

/// Tells of each recommendation of a list whether the one that it stands below is in the list before it.
pub(super) fn stand_below(
    snapshot: &Snapshot,
    list: impl IntoIterator<Item = (PageId, usize)>,
) -> impl Iterator<Item = bool> {
    let mut seen = BTreeSet::new();
    list.into_iter().map(move |(page, index)| {
        let parent = snapshot.site.marks(page).all()[index].parent;
        let is_below = parent.is_some_and(|parent| seen.contains(&(page, parent)));
        seen.insert((page, index));
        is_below
    })
}

/// Returns the recommendations of a page where they stand, in order.
pub(super) fn of_page(snapshot: &Snapshot, page: PageId) -> Vec<Value> {
    let count = snapshot.site.marks(page).all().len();
    let below = stand_below(snapshot, (0..count).map(|index| (page, index)));
    below.enumerate().map(|(index, is_below)| recommendation(page, index, is_below)).collect()
}

/// Returns the words that stand above a recommendation, as html and as text; none where none do.
pub(super) fn lead(snapshot: &Snapshot, marks: Marks<'_>, words: &Strings, lead: Option<&Lead>) -> Value {
    let Some(lead) = lead else { return Value::from(()) };
    let text = fill_quoted(snapshot, marks.referred(), words, &lead.html, &lead.holes);
    map([("html", html(text)), ("text", Value::from(lead.text.as_str()))])
}

impl Marked {
    /// Returns what a name stands for; `None` for one that it does not have.
    fn value(self, snapshot: &Snapshot, name: &str) -> Option<Value> {
        let marks = snapshot.site.marks(self.page);
        let made = &marks.all()[self.index];
        let lang = || snapshot.language(marks.lang());
        let standing = || marks.standing(self.index);
        Some(match name {
            "id" | "anchor" => Value::from(made.marker.id.as_str()),
            "url" => Value::from(marks.address(&made.marker.id)),
            "title" => match standing() {
                Some(id) => Value::from(snapshot.site.page(id).title()),
                None => Value::from(beginning(&made.text)),
            },
            "html" => html(fill_quoted(snapshot, marks.referred(), snapshot.words(lang()), &made.html, &made.holes)),
            "text" => Value::from(made.text.as_str()),
            "lead" => {
                let own = if self.is_below { &made.inner_lead } else { &made.lead };
                lead(snapshot, marks, snapshot.words(lang()), own.as_ref())
            }
            "parent" => match made.parent.and_then(|parent| marks.all().get(parent)) {
                Some(parent) => Value::from(parent.marker.id.as_str()),
                None => Value::from(()),
            },
            "below" => Value::from(self.is_below),
            "standing" => standing().map_or_else(|| Value::from(()), |id| snapshot.handle(Entity::Page(id))),
            "states" => states(snapshot, lang(), marks.named_states(self.index)),
            "bodies" => bodies(snapshot, lang(), marks.named_bodies(self.index)),
            "priority" => Value::from(made.marker.priority),
            "number" => Value::from(made.number),
            "label" => made.label.as_deref().map_or_else(|| Value::from(()), Value::from),
            "page" => snapshot.handle(Entity::Page(self.page)),
            _ => return None,
        })
    }

    /// Returns the fingerprint of all that can be asked: of what the values are made, for most are asked by nobody.
    pub(super) fn fingerprint(self, snapshot: &Snapshot) -> Fingerprint {
        let marks = snapshot.site.marks(self.page);
        let made = &marks.all()[self.index];
        let lang = snapshot.language(marks.lang());
        let text = |text: &str| fingerprint(text.as_bytes());
        let html = |html: &str, holes: &[(u32, Hole)]| match holes {
            [] => text(html),
            _ => text(&fill_quoted(snapshot, marks.referred(), snapshot.words(lang), html, holes)),
        };
        let lead = if self.is_below { &made.inner_lead } else { &made.lead };
        let parent = made.parent.and_then(|parent| marks.all().get(parent));
        let standing = marks.standing(self.index);
        let signs = u64::from(self.is_below) | u64::from(made.marker.priority) << 1 | u64::from(made.number) << 2;
        let named = marks.named_states(self.index);
        let parts = [
            text(&made.marker.id),
            text(marks.url()),
            standing.map_or(0, |id| combine(snapshot.site.path_of(id), text(snapshot.site.page(id).title()))),
            html(&made.html, &made.holes),
            text(&made.text),
            lead.as_ref().map_or(0, |lead| combine(html(&lead.html, &lead.holes), text(&lead.text))),
            parent.map_or(0, |parent| text(&parent.marker.id)),
            signs,
            made.label.as_deref().map_or(0, text),
            snapshot.site.path_of(self.page),
            combine(lang as u64, named.len() as u64),
        ];
        let states = named.iter().map(|state| text(state.info().code));
        let bodies = marks.named_bodies(self.index).iter().map(|at| text(&snapshot.site.data().bodies[*at].id));
        parts.into_iter().chain(states).chain(bodies).fold(0x300, combine)
    }
}

/// Returns the beginning of a text, in whole words.
fn beginning(text: &str) -> String {
    let Some((limit, _)) = text.char_indices().nth(TITLE_LIMIT) else { return text.to_owned() };
    let end = text[..limit].rfind(char::is_whitespace).unwrap_or(limit);
    let words =
        text[..end].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '–' | '—' | '،'));
    format!("{words}…")
}

impl Object for Marked {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        current(|snapshot, _| {
            self.value(snapshot, key).unwrap_or_else(|| misspelt(key, RECOMMENDATION_NAMES.into_iter()))
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&RECOMMENDATION_NAMES)
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}
