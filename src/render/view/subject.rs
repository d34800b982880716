//! Subjects of questions across builds.
//!
//! A subject keeps its number from one snapshot to the next (`ids.rs`). Its name is for people, and no two subjects have one
//! name.

use std::sync::PoisonError;

use super::entity::Entity;
use super::observed::Observed;
use super::piece::PieceId;
use super::schema::Kind;
use super::tables::names;
use super::{Snapshot, WHOLE_LAYOUTS};
use crate::plan::{Subject, Target};
use crate::track::{self, Fingerprint, Question, combine, fingerprint};

/// How many fields the whole has, and at most anything that is no entity.
const WHOLE_FIELDS: usize = 3;

/// Returns the name of a field of a subject with this name; nothing for a subject that has but one answer.
pub fn field_name(subject: &str, field: u8) -> Option<&'static str> {
    let kind = match subject.split(' ').next()? {
        "whole" => return ["plan", "assets", "layouts"].get(usize::from(field)).copied(),
        "site" => Kind::Site,
        "home" => Kind::Home,
        "section" => Kind::Section,
        "state" => Kind::State,
        "session" => Kind::Session,
        "sheet" => Kind::Sheet,
        "body" => Kind::Body,
        "topic" => Kind::Term,
        "instrument" => Kind::Instrument,
        "page" => Kind::Page,
        "asked" => Kind::Asked,
        "meta" => Kind::Meta,
        "pager" => Kind::Pager,
        _ => return None,
    };
    names(kind).get(usize::from(field)).copied()
}

/// The longest path that a layout can have, in bytes: that of Linux.
const PATH_LIMIT: usize = 4096;

impl Snapshot {
    /// Notes that a layout was looked for, whether it is there or not.
    pub(in crate::render) fn note_layout(&self, name: &str) {
        // No file has such a path, now or later.
        if name.len() > PATH_LIMIT {
            return;
        }
        let known = self.template_ids.get(name).copied();
        let number = known.unwrap_or_else(|| self.ids.lock().unwrap_or_else(PoisonError::into_inner).layout(name));
        track::note(Question::new(number, 0));
    }

    /// Notes that the names of all layouts were read.
    pub(in crate::render) fn note_layout_names(&self) {
        track::note(Question::new(self.whole, WHOLE_LAYOUTS));
    }

    /// Returns how many numbers of subjects were dealt; partials have none.
    pub fn subject_count(&self) -> usize {
        self.values.len()
    }

    /// Tells whether a subject is a rendered partial.
    pub fn is_partial(subject: u64) -> bool {
        PieceId::of_subject(subject).is_some()
    }

    /// Tells whether the subject with a number is there: as an entity, a layout, or the whole.
    pub fn is_present(&self, number: u32) -> bool {
        number == self.whole || self.entities.find(number).is_some() || self.template_names.contains_key(&number)
    }

    /// Returns how many fields the subject with a number has, at most.
    pub fn field_count(&self, number: u32) -> usize {
        self.entities.find(number).map_or(WHOLE_FIELDS, |entity| names(entity.kind()).len().max(1))
    }

    /// Returns the name of a subject.
    pub fn subject_name(&self, subject: u64) -> String {
        if let Some((layout, lang, entity)) = self.made_of(subject) {
            return format!("partial {layout} {} {}", self.lang(lang), self.subject_name(u64::from(entity)));
        }
        let number = subject as u32;
        if number == self.whole {
            return "whole".to_owned();
        }
        let ids = self.ids.lock().unwrap_or_else(PoisonError::into_inner);
        match self.entities.find(number) {
            Some(entity) => self.entity_name(entity),
            None => format!("layout {}", ids.layout_name(number).unwrap_or("")),
        }
    }

    /// Returns the layout, the language and the entity of the partial that is a subject.
    fn made_of(&self, subject: u64) -> Option<(String, usize, u32)> {
        let (layout, lang, entity) = PieceId::of_subject(subject)?.made_of();
        let ids = self.ids.lock().unwrap_or_else(PoisonError::into_inner);
        Some((ids.partials().get(layout)?.clone(), lang, entity))
    }

    /// Returns the subjects that are no part of the site: layouts, what is asked of all of them, and the words of each language.
    pub fn other_subjects(&self) -> impl Iterator<Item = u32> {
        let words = (0..self.languages().len()).map(|lang| self.entities.id(Entity::Strings(lang)));
        self.template_names.keys().copied().chain([self.whole]).chain(words)
    }

    /// Returns what the partial that is a subject asked; `None` for a subject that is no partial.
    pub fn partial_questions(&self, subject: u64) -> Option<&[Question]> {
        PieceId::of_subject(subject).map(|id| self.partials.questions(id))
    }

    /// Tells whether a subject is a partial that was rendered since the snapshot was made or edited last.
    pub fn is_new_partial(&self, subject: u64) -> bool {
        PieceId::of_subject(subject).is_some_and(|id| self.partials.is_of(id, self.edition))
    }

    /// Returns the fingerprint of all that a target is.
    pub fn target_identity(&self, at: usize) -> Fingerprint {
        self.target_names[at]
    }

    /// Returns the name of an entity.
    fn entity_name(&self, entity: Entity) -> String {
        let data = &self.site.unseen().data;
        match entity {
            Entity::Site(lang) => format!("site {}", self.lang(lang)),
            Entity::Strings(lang) => format!("strings {}", self.lang(lang)),
            Entity::Home(lang) => format!("home {}", self.lang(lang)),
            Entity::Section(lang, at) => format!("section {} {}", self.lang(lang), self.site.kinds().sections()[at]),
            Entity::State(lang, state) => format!("state {} {}", self.lang(lang), state.info().code),
            Entity::Session(lang, at) => format!("session {} {}", self.lang(lang), data.sessions[at].id),
            Entity::Sheet(lang, at, state) => {
                format!("sheet {} {} {}", self.lang(lang), data.sessions[at].id, state.info().code)
            }
            Entity::Body(lang, at) => format!("body {} {}", self.lang(lang), data.bodies[at].id),
            Entity::Term(lang, at) => format!("topic {} {}", self.lang(lang), data.terms[at].key),
            Entity::Instrument(lang, at) => format!("instrument {} {}", self.lang(lang), data.instruments[at].id),
            Entity::Page(page) => format!("page {}", self.site.listed(page).path()),
            Entity::Asked(lang, row, below) => {
                let identity = self.entities.row_identity(row);
                let below = if below { " below" } else { "" };
                format!("asked {} {identity:016x}{below}", self.lang(lang))
            }
            Entity::Meta(at) => format!("meta {}", self.plan.targets[at].route),
            Entity::Pager(at) => format!("pager {}", self.plan.targets[at].route),
        }
    }
}

/// Returns the fingerprint of all that a target is.
pub(super) fn target_identity(seen: &Observed, target: &Target) -> Fingerprint {
    let data = &seen.unseen().data;
    let text = |text: &str| fingerprint(text.as_bytes());
    let (kind, subject) = match &target.subject {
        Subject::Home => (0, 0),
        Subject::NotFound => (1, 0),
        Subject::Whole => (2, 0),
        Subject::Page(id) => (3, seen.path_of(*id)),
        Subject::Redirect(id) => (4, seen.path_of(*id)),
        Subject::Moved(url) => (13, text(url)),
        Subject::Moves(moves) => {
            let pairs = moves.iter().map(|(from, to)| combine(text(from), text(to)));
            (14, pairs.fold(0, combine))
        }
        Subject::Text(words) => (15, text(words)),
        Subject::Session(at) => (5, text(&data.sessions[*at].id)),
        Subject::Sheet(at, state) => (6, combine(text(&data.sessions[*at].id), text(state.info().code))),
        Subject::State(state) => (7, text(state.info().code)),
        Subject::Term(at) => (8, text(&data.terms[*at].key)),
        Subject::Instrument(at) => (9, text(&data.instruments[*at].id)),
        Subject::Archive(folder) => (10, text(folder)),
        Subject::Index(section) => (11, text(section)),
        Subject::File(path) => (12, text(path)),
        Subject::Body(at) => (13, text(&data.bodies[*at].id)),
    };
    let part = target.part.map_or((0, 0), |part| (part.number as u64, part.total as u64));
    let names = [target.format, &target.layout, &target.lang].map(text);
    names.into_iter().chain([subject, part.0, part.1]).fold(kind, combine)
}
