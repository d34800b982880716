//! Events: pages of a collection that says when each begins.
//!
//! A collection whose pages have a field `starts` that is a date is one of events; `ends`, `venue` and `status` say more of them (`place` is a key of letters).

use jiff::civil::Date;

use super::{Listed, PageId, Site};
use crate::content::Kind;
use crate::data::{Session, StateId};
use crate::moment::Moment;
use crate::parse::FieldType;

/// Tells whether the pages of a kind are events.
pub fn has_events(kind: &Kind) -> bool {
    let is_date = |of: &FieldType| matches!(of, FieldType::Date | FieldType::Datetime);
    let says_when = |name: &str, of: Option<&FieldType>| name == "starts" && of.is_some_and(is_date);
    kind.collection().is_some() && kind.fields().iter().any(|field| says_when(field.name, field.of.as_ref()))
}

impl Listed<'_> {
    /// Tells whether the page is of a collection of events.
    pub fn is_event(self) -> bool {
        has_events(self.kind())
    }
}

impl Site {
    /// Returns when the event begins that a page tells of; nothing of a page that is none.
    pub fn begins(&self, id: PageId) -> Option<Moment> {
        let page = self.page(id);
        has_events(&page.kind).then_some(())?;
        // What a translation does not say is as in the page itself.
        let own = page.document.front.moment("starts");
        own.or_else(|| self.page(self.original(id)).document.front.moment("starts"))
    }

    /// Tells whether any of these pages is an event told of in a language.
    pub fn has_events<'a>(&self, pages: impl IntoIterator<Item = &'a PageId>, lang: &str) -> bool {
        pages.into_iter().any(|id| self.page(*id).document.lang == lang && self.begins(*id).is_some())
    }
}

impl Session {
    /// Tells whether a day of it is known: its own, one of a deadline, or one on which a state is reviewed; of a state, if
    /// one is given.
    pub fn has_days(&self, state: Option<StateId>) -> bool {
        let review: Option<Date> = match state {
            Some(state) => self.day_of(state),
            None => self.days.first().map(|(_, day)| *day),
        };
        self.starts.is_some() || !self.deadlines.is_empty() || review.is_some()
    }
}
