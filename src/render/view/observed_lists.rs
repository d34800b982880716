//! The pages that lists in texts show, as they are read.

use super::observed::Observed;
use super::order::{sort_pages, value_of};
use super::recording::note;
use crate::data::Answer;
use crate::model::{Condition, PageId, Query};
use crate::parse::FieldValue;

impl Observed {
    /// Returns the pages in a language that a query asks for, without one; noted.
    pub(super) fn asked_for(&self, query: &Query, lang: &str, own: &str) -> Vec<PageId> {
        let listed = self.list(&query.folder, lang);
        let coming = self.coming(&query.folder, lang).unwrap_or(0);
        let meets = |(at, id): &(usize, PageId)| {
            self.listed(*id).path() != own
                && query.conditions.iter().all(|condition| match condition {
                    Condition::Coming(wanted) => (*at < coming) == *wanted,
                    condition => self.meets(*id, condition),
                })
        };
        let mut pages: Vec<PageId> = listed.iter().copied().enumerate().filter(meets).map(|(_, id)| id).collect();
        if let (Some(sort), Some(kind)) = (&query.sort, self.kinds().of_folder(&query.folder)) {
            pages.iter().for_each(|id| self.note_fields(*id));
            sort_pages(self.unseen(), (kind, lang), sort, &mut pages);
        }
        pages.truncate(query.count);
        pages
    }

    /// Returns the standing recommendations for readers of a language that a query asks for, without one, by title; each with
    /// whether it is unknown if it is addressed to the State that the query names; noted.
    pub(super) fn standing_asked_for(&self, query: &Query, lang: usize, own: &str) -> Vec<(PageId, bool)> {
        let meets = |id: &PageId| {
            self.listed(*id).path() != own && query.conditions.iter().all(|condition| self.meets(*id, condition))
        };
        let is_unknown = |id: PageId| {
            let mut states = query.conditions.iter().filter_map(|condition| match condition {
                Condition::Addressed(state) => Some(*state),
                _ => None,
            });
            states.any(|state| self.applies(self.original(id), state) == Answer::Unknown)
        };
        let pages = self.recommendations(lang).iter().copied().filter(meets).take(query.count);
        pages.map(|id| (id, is_unknown(id))).collect()
    }

    /// Tells whether a page of a list that was read meets a condition; noted where that is no matter of its place.
    fn meets(&self, id: PageId, condition: &Condition) -> bool {
        let place = self.listed(id);
        match condition {
            Condition::State(state) => place.states().contains(state) || place.state() == Some(*state),
            Condition::Session(at) => place.session() == Some(*at),
            Condition::Year(year) => place.date().is_some_and(|date| date.date().year() == *year),
            Condition::Term(at) => self.page(id).terms.contains(at),
            Condition::Field(name, wanted) => {
                self.note_fields(id);
                let site = self.unseen();
                value_of(site, site.page(id), name).is_some_and(|value| is_value(value, wanted))
            }
            Condition::Addressed(state) => self.applies(self.original(id), *state) != Answer::No,
            Condition::Coming(_) => true,
        }
    }

    /// Notes the fields of a page, which may be those of the one whose translation it is.
    fn note_fields(&self, id: PageId) {
        note(self.read_of(id));
        note(self.read_of(self.original(id)));
    }
}

/// Tells whether a value is the one that a condition names.
fn is_value(value: &FieldValue, wanted: &str) -> bool {
    match value {
        FieldValue::Text(text) | FieldValue::Choice(text) => text == wanted,
        FieldValue::Number(number) => wanted.parse() == Ok(*number),
        FieldValue::Boolean(is) => wanted == if *is { "true" } else { "false" },
        _ => false,
    }
}
