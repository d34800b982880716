//! What a layout holds: handles of entities, and the names at the top of a layout.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use minijinja::value::{DynObject, Enumerator, Object, ObjectRepr};
use minijinja::{Error, ErrorKind, Value};

use super::entity::Entity;
use super::schema::{COMMON, FUNCTION_NAMES, IN_PARTIALS};
use super::{Snapshot, current, fields, index, slip};
use crate::config::SECTIONS;
use crate::diag::closest;
use crate::plan::Subject;
use crate::render::bounds::cut;
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
            Entity::Topic(lang, at) => (kind, &data.topics[at].id, "", of_lang(lang)),
            Entity::Instrument(lang, at) => (kind, &data.instruments[at].id, "", of_lang(lang)),
            Entity::Asked(lang, row, below) => {
                let place = snapshot.site.relation().row(row).first();
                let page = snapshot.site.relation().mark(place.mark).page;
                let shown = of_lang(lang) * 2 + u64::from(below);
                let whole = combine(snapshot.entities.row_identity(row), shown);
                (kind, snapshot.site.listed(page).path(), snapshot.site.mark_id(place.mark), whole)
            }
            Entity::Meta(at) | Entity::Pager(at) => (kind, snapshot.plan.targets[at].route.as_str(), "", 0),
            Entity::Section(lang, at) => (kind, SECTIONS[at], "", of_lang(lang)),
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
            let known = || fields::names(snapshot.entities.get(self.0).kind()).iter().copied();
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
        slip::note(**self);
        Ok(())
    }
}

/// Returns the error for a name that is not there, as a value: whoever uses it meets the error.
pub(super) fn misspelt<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Value {
    Value::from(misspelt_error(name, known))
}

/// Returns the error for a name that is not there, with the one that may have been meant.
pub(in crate::render) fn misspelt_error<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Error {
    let name = cut(name);
    let hint = match closest(name, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("it has: {}", known.collect::<Vec<_>>().join(", ")),
    };
    Error::new(ErrorKind::UndefinedError, format!("there is no `{name}` here; {hint}"))
}

/// The names that a layout finds without a dot; it finds functions behind them.
#[derive(Debug)]
pub(in crate::render) enum Root {
    /// In the layout of a target, by its place in the plan.
    Target(usize),
    /// In a partial: the site, the words, and `it`.
    Partial(Value),
}

impl Object for Root {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, name: &str) -> Option<Value> {
        // The names of things are asked for far more often than those of functions.
        match (name, self.as_ref()) {
            ("t", _) => return current(|snapshot, lang| snapshot.handle(Entity::Strings(lang))),
            ("it", Root::Partial(it)) => return Some(it.clone()),
            ("page" | "site" | "meta", _) => {}
            _ if FUNCTION_NAMES.contains(&name) => return None,
            _ => {}
        }
        current(|snapshot, lang| match self.as_ref() {
            _ if name == "site" => snapshot.handle(Entity::Site(lang)),
            Root::Partial(_) => misspelt(name, IN_PARTIALS.into_iter().chain(FUNCTION_NAMES)),
            Root::Target(at) => snapshot.top_level(*at, lang, name),
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::NonEnumerable
    }
}

impl Snapshot {
    /// Returns what a name at the top of a target's layout means.
    fn top_level(&self, at: usize, lang: usize, name: &str) -> Value {
        let target = &self.plan.targets[at];
        match name {
            "page" => {
                if let Subject::Page(page) | Subject::Redirect(page) = &target.subject {
                    return self.handle(Entity::Page(*page));
                }
            }
            "meta" => return self.handle(Entity::Meta(at)),
            "pager" if target.part.is_some() => return self.handle(Entity::Pager(at)),
            "nav_section" => {
                if let Subject::Page(page) | Subject::Redirect(page) = &target.subject {
                    // The page may say of itself that it is of another type.
                    let _ = self.read(self.entities.id(Entity::Page(*page)), "type");
                }
                return self.handle(Entity::Section(lang, self.section_of(&target.subject)));
            }
            _ => {}
        }
        let (own, of) = self.top_of(at, lang);
        if name == own {
            return self.handle(of);
        }
        let spreads = matches!(target.subject, Subject::Home | Subject::Index(_));
        if let Some(value) = spreads.then(|| self.read(self.entities.id(of), name)).flatten() {
            return value;
        }
        let known = self.top_names(at);
        misspelt(name, known.iter().copied().chain(FUNCTION_NAMES))
    }

    /// Returns what a target's layout calls what it is about, and what that is.
    fn top_of(&self, at: usize, lang: usize) -> (&'static str, Entity) {
        let subject = &self.plan.targets[at].subject;
        match subject {
            Subject::Page(page) | Subject::Redirect(page) => ("page", Entity::Page(*page)),
            Subject::State(state) => ("state", Entity::State(lang, *state)),
            Subject::Session(session) => ("session", Entity::Session(lang, *session)),
            Subject::Sheet(session, state) => ("sheet", Entity::Sheet(lang, *session, *state)),
            Subject::Topic(topic) => ("topic", Entity::Topic(lang, *topic)),
            Subject::Instrument(instrument) => ("instrument", Entity::Instrument(lang, *instrument)),
            Subject::Archive(_) | Subject::Index(_) => ("section", Entity::Section(lang, self.section_of(subject))),
            Subject::Home => ("", Entity::Home(lang)),
            Subject::NotFound | Subject::File(_) | Subject::Whole => ("", Entity::Meta(at)),
        }
    }

    /// Returns the names that a target's layout finds at its top, but for functions.
    pub(super) fn top_names(&self, at: usize) -> Vec<&'static str> {
        let target = &self.plan.targets[at];
        let (own, of) = self.top_of(at, self.language(&target.lang));
        let mut names = COMMON.to_vec();
        names.extend((!own.is_empty()).then_some(own));
        names.extend(target.part.map(|_| "pager"));
        if matches!(target.subject, Subject::Home | Subject::Index(_)) {
            names.extend(fields::names(of.kind()));
        }
        names
    }

    /// Returns the place of the section that a subject belongs to.
    pub(super) fn section_of(&self, subject: &Subject) -> usize {
        let id = match subject {
            Subject::Page(page) | Subject::Redirect(page) => self.site.listed(*page).kind().folder(),
            Subject::Archive(id) | Subject::Index(id) => id,
            Subject::State(_) => "states",
            Subject::Session(_) | Subject::Sheet(..) => "sessions",
            Subject::Topic(_) => "topics",
            Subject::Instrument(_) => "instruments",
            _ => "home",
        };
        index::section_number(id).unwrap_or(index::HOME)
    }
}
