//! Subjects of questions across builds.
//!
//! Within a snapshot a subject is a number, which means another thing once a page is added. Its name is the same in
//! every snapshot in which there is such a thing, and no two things have one name.

use std::sync::PoisonError;

use super::entity::{Entity, Kind};
use super::fields::names;
use super::{ABSENT_BASE, PARTIAL_BASE, Snapshot, asked};
use crate::config::SECTIONS;
use crate::plan::{Subject, Target};
use crate::track::Question;

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
        "topic" => Kind::Topic,
        "instrument" => Kind::Instrument,
        "page" => Kind::Page,
        "asked" => Kind::Asked,
        "meta" => Kind::Meta,
        "pager" => Kind::Pager,
        _ => return None,
    };
    names(kind).get(usize::from(field)).copied()
}

/// Returns the name of the subject that is a layout.
pub fn layout_subject(layout: &str) -> String {
    format!("layout {layout}")
}

impl Snapshot {
    /// Returns the number of entities; those are the subjects with the first numbers.
    pub fn entity_count(&self) -> u32 {
        self.entities.len()
    }

    /// Returns the name of a subject.
    pub fn subject_name(&self, subject: u32) -> String {
        let count = self.entities.len();
        if subject < count {
            return self.entity_name(self.entities.get(subject));
        }
        if subject == count {
            return "whole".to_owned();
        }
        if subject >= PARTIAL_BASE {
            let (layout, entity, lang) = self.partials.made_of(subject - PARTIAL_BASE);
            let entity = self.entity_name(self.entities.get(entity));
            return format!("partial {layout} {} {entity}", self.lang(lang));
        }
        let absent = self.absent.lock().unwrap_or_else(PoisonError::into_inner);
        let present = self.template_names.get((subject - count - 1) as usize);
        let found = match subject >= ABSENT_BASE {
            true => absent.iter().find(|(_, id)| **id == subject).map(|(name, _)| name),
            false => present,
        };
        layout_subject(found.map_or("", String::as_str))
    }

    /// Returns the subjects that are no part of the site and stand in every snapshot of these layouts, with their names:
    /// layouts, what is asked of all of them, and the words of each language.
    pub fn other_subjects(&self) -> impl Iterator<Item = (u32, String)> {
        let layouts = self.template_ids.iter().map(|(name, id)| (*id, layout_subject(name)));
        let words = (0..self.languages().len()).map(|lang| self.entities.id(Entity::Strings(lang)));
        let words = words.map(|id| (id, self.subject_name(id)));
        layouts.chain([(self.entities.len(), "whole".to_owned())]).chain(words)
    }

    /// Returns what the partial that is a subject asked; `None` for a subject that is no partial.
    pub fn partial_questions(&self, subject: u32) -> Option<&[Question]> {
        subject.checked_sub(PARTIAL_BASE).map(|number| self.partials.questions(number))
    }

    /// Returns the name of a target: all that it is.
    pub fn target_name(&self, target: &Target) -> String {
        let subject = match &target.subject {
            Subject::Page(id) => format!("page {}", self.site.listed(*id).path()),
            Subject::Redirect(id) => format!("redirect {}", self.site.listed(*id).path()),
            Subject::Session(at) => format!("session {}", self.site.unseen().data.sessions[*at].id),
            Subject::Sheet(at, state) => {
                format!("sheet {} {}", self.site.unseen().data.sessions[*at].id, state.info().code)
            }
            Subject::State(state) => format!("state {}", state.info().code),
            Subject::Topic(at) => format!("topic {}", self.site.unseen().data.topics[*at].id),
            Subject::Instrument(at) => format!("instrument {}", self.site.unseen().data.instruments[*at].id),
            subject => format!("{subject:?}"),
        };
        let part = target.part.map_or_else(String::new, |part| format!("{} of {}", part.number, part.total));
        format!("{} {} {} {part} {subject}", target.format, target.layout, target.lang)
    }

    /// Returns the name of an entity.
    fn entity_name(&self, entity: Entity) -> String {
        let data = &self.site.unseen().data;
        match entity {
            Entity::Site(lang) => format!("site {}", self.lang(lang)),
            Entity::Strings(lang) => format!("strings {}", self.lang(lang)),
            Entity::Home(lang) => format!("home {}", self.lang(lang)),
            Entity::Section(lang, at) => format!("section {} {}", self.lang(lang), SECTIONS[at]),
            Entity::State(lang, state) => format!("state {} {}", self.lang(lang), state.info().code),
            Entity::Session(lang, at) => format!("session {} {}", self.lang(lang), data.sessions[at].id),
            Entity::Sheet(lang, at, state) => {
                format!("sheet {} {} {}", self.lang(lang), data.sessions[at].id, state.info().code)
            }
            Entity::Topic(lang, at) => format!("topic {} {}", self.lang(lang), data.topics[at].id),
            Entity::Instrument(lang, at) => format!("instrument {} {}", self.lang(lang), data.instruments[at].id),
            Entity::Page(page) => format!("page {}", self.site.listed(page).path()),
            Entity::Asked(lang, row, below) => {
                let identity = asked::identity(self, row);
                let below = if below { " below" } else { "" };
                format!("asked {} {identity:016x}{below}", self.lang(lang))
            }
            Entity::Meta(at) => format!("meta {}", self.plan.targets[at].route),
            Entity::Pager(at) => format!("pager {}", self.plan.targets[at].route),
        }
    }
}
