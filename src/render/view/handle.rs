//! What a layout holds: handles of entities.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{DynObject, Enumerator, Object, ObjectRepr};

use super::entity::Entity;
use super::misspelt::misspelt;
use super::slip::Whole;
use super::{Snapshot, current, slip, tables};
use crate::data::StateId;
use crate::track::{Fingerprint, combine};

/// An entity, as a layout holds it: its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Handle(pub(super) u32);

/// Returns a handle as a value.
pub(super) fn handle(id: u32) -> Value {
    Value::from_object(Handle(id))
}

impl Handle {
    /// Returns the fingerprint of what the entity is: the same in every build of the same site.
    pub(super) fn identity(self, snapshot: &Snapshot) -> Fingerprint {
        snapshot.entities.identity(self.0)
    }

    /// Returns how two entities stand to one another: by what they are and not by their numbers, for those are others once a
    /// page is added, and who compares has asked for no such thing.
    fn order(self, other: Handle, snapshot: &Snapshot) -> Ordering {
        if self == other { Ordering::Equal } else { self.named(snapshot).cmp(&other.named(snapshot)) }
    }

    /// Returns what the entity is, the same in every build of the same site: its kind, its file or its id, a second one, and
    /// its place among the languages.
    fn named(self, snapshot: &Snapshot) -> (u8, &str, &str, u64) {
        let (data, entity) = (&snapshot.site.unseen().data, snapshot.entities.get(self.0));
        let kind = entity.kind() as u8;
        let of_lang = |lang: usize| lang as u64;
        match entity {
            Entity::Page(page) => (kind, snapshot.site.listed(page).path(), "", 0),
            Entity::State(lang, state) => (kind, state.info().code, "", of_lang(lang)),
            Entity::Session(lang, at) => (kind, &data.sessions[at].id, "", of_lang(lang)),
            Entity::Sheet(lang, at, state) => (kind, &data.sessions[at].id, state.info().code, of_lang(lang)),
            Entity::Body(lang, at) => (kind, &data.bodies[at].id, "", of_lang(lang)),
            Entity::Term(lang, at) => (kind, &data.terms[at].key, "", of_lang(lang)),
            Entity::Instrument(lang, at) => (kind, &data.instruments[at].id, "", of_lang(lang)),
            Entity::Asked(lang, row, below) => {
                let place = snapshot.site.relation().row(row).first();
                let page = snapshot.site.relation().mark(place.mark).page;
                let shown = of_lang(lang) * 2 + u64::from(below);
                let whole = combine(snapshot.entities.row_identity(row), shown);
                (kind, snapshot.site.listed(page).path(), snapshot.site.mark_id(place.mark), whole)
            }
            Entity::Meta(at) | Entity::Pager(at) => (kind, snapshot.plan.targets[at].route.as_str(), "", 0),
            Entity::Section(lang, at) => (kind, &snapshot.site.kinds().sections()[at], "", of_lang(lang)),
            Entity::Site(lang) | Entity::Strings(lang) | Entity::Home(lang) => (kind, "", "", of_lang(lang)),
        }
    }
}

impl Object for Handle {
    // The engine takes it that a map can list its keys, and panics where one that cannot is compared with another.
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        current(|snapshot, _| {
            let known = || tables::names(snapshot.entities.get(self.0).kind()).iter().copied();
            snapshot.read(self.0, key).unwrap_or_else(|| misspelt(key, known()))
        })
    }

    // An entity is always there, and asking whether it is must not count as reading every field.
    fn is_true(self: &Arc<Self>) -> bool {
        true
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::NonEnumerable
    }

    fn enumerator_len(self: &Arc<Self>) -> Option<usize> {
        None
    }

    fn custom_cmp(self: &Arc<Self>, other: &DynObject) -> Option<Ordering> {
        let other = *other.downcast_ref::<Handle>()?;
        Some(current(|snapshot, _| self.order(other, snapshot)).unwrap_or_else(|| self.0.cmp(&other.0)))
    }

    fn render(self: &Arc<Self>, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Whoever prints an entity forgot the field, and an error from here would be a panic there.
        slip::note(self.0);
        Ok(())
    }
}

/// Returns what is said of a value that is an entity; nothing for other values.
pub(in crate::render) fn whole_value(value: &Value) -> Option<Whole> {
    value.downcast_object_ref::<Handle>().and_then(|handle| slip::whole(handle.0))
}

/// Returns the handles of states.
pub(super) fn states(snapshot: &Snapshot, lang: usize, states: &[StateId]) -> Value {
    states.iter().map(|state| snapshot.handle(Entity::State(lang, *state))).collect()
}

/// Returns the text on something for readers of a language, or none.
pub(super) fn own_text(snapshot: &Snapshot, lang: usize, kind: &'static str, id: &str) -> Value {
    let text = snapshot.site.own_text(kind, id, snapshot.lang(lang));
    text.map_or_else(|| Value::from(()), |page| snapshot.handle(Entity::Page(page)))
}

/// Returns the handles of bodies.
pub(super) fn bodies(snapshot: &Snapshot, lang: usize, bodies: &[usize]) -> Value {
    bodies.iter().map(|at| snapshot.handle(Entity::Body(lang, *at))).collect()
}

/// Returns the delegate's sheet of a session and a state, or none where there is none.
pub(super) fn sheet_or_none(snapshot: &Snapshot, lang: usize, at: usize, state: StateId) -> Value {
    match snapshot.site.sheets(at).contains(&state) {
        true => snapshot.handle(Entity::Sheet(lang, at, state)),
        false => Value::from(()),
    }
}
