//! The names at the top of a layout.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object};

use super::entity::Entity;
use super::misspelt::misspelt;
use super::schema::{COMMON, FUNCTION_NAMES, IN_PARTIALS};
use super::{Snapshot, current, index, tables};
use crate::plan::Subject;

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
            Subject::Body(body) => ("body", Entity::Body(lang, *body)),
            Subject::Term(topic) => ("topic", Entity::Term(lang, *topic)),
            Subject::Instrument(instrument) => ("instrument", Entity::Instrument(lang, *instrument)),
            Subject::Archive(_) | Subject::Index(_) => ("section", Entity::Section(lang, self.section_of(subject))),
            Subject::Home => ("", Entity::Home(lang)),
            Subject::NotFound
            | Subject::File(_)
            | Subject::Whole
            | Subject::Moved(_)
            | Subject::Moves(_)
            | Subject::Text(_) => ("", Entity::Meta(at)),
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
            names.extend(tables::names(of.kind()));
        }
        names
    }

    /// Returns the place of the section that a subject belongs to.
    pub(super) fn section_of(&self, subject: &Subject) -> usize {
        let id = match subject {
            Subject::Page(page) | Subject::Redirect(page) => self.site.listed(*page).kind().folder(),
            Subject::Archive(id) => id,
            Subject::Index(id) => id,
            Subject::State(_) => "states",
            Subject::Session(_) | Subject::Sheet(..) => "sessions",
            Subject::Body(_) => "bodies",
            Subject::Term(at) => self.site.data().terms[*at].taxonomy,
            Subject::Instrument(_) => "instruments",
            _ => "home",
        };
        self.site.kinds().section(id).unwrap_or(index::HOME)
    }
}
