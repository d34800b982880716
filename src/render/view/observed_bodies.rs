//! What stands on States, topics, instruments and bodies, and the texts of the organisation's own: as they are seen, noted where they are read.

use super::observed::Observed;
use super::read::Read;
use super::recording::{is_recording, note};
use crate::data::StateId;
use crate::model::{OfBody, PageId};

impl Observed {
    /// Tells whether something stands on the page of a body; noted.
    pub(super) fn body_stands(&self, body: usize) -> bool {
        let _ = (self.of_body(body), self.asked_of_body(body), self.own_text("body", &self.data().bodies[body].id, ""));
        self.unseen().body_stands(body)
    }

    /// Tells whether something stands on the page of a state in a language; noted.
    pub(super) fn state_stands(&self, state: StateId, lang: &str) -> bool {
        if is_recording() {
            note(Read::stands("state", state.info().code, lang));
        }
        self.unseen().state_stands(state, lang)
    }

    /// Tells whether something stands on the page of a topic in a language; noted.
    pub(super) fn term_stands(&self, at: usize, lang: &str) -> bool {
        if is_recording() {
            note(Read::stands("topic", &self.unseen().data.terms[at].key, lang));
        }
        self.unseen().term_stands(at, lang)
    }

    /// Tells whether something stands on the page of an instrument in a language; noted.
    pub(super) fn instrument_stands(&self, at: usize, lang: &str) -> bool {
        if is_recording() {
            note(Read::stands("instrument", &self.unseen().data.instruments[at].id, lang));
        }
        self.unseen().instrument_stands(at, lang)
    }

    /// Returns the place in a list of the state or the instrument whose page would stand at an address of this site; noted.
    pub(super) fn place_in_list(&self, address: &str) -> Option<String> {
        let _ = (self.config(), self.data());
        self.unseen().place_in_list(address).map(|(_, place)| place)
    }

    /// Returns the pages addressed to a body; noted.
    pub(super) fn of_body(&self, body: usize) -> &[PageId] {
        note(Read::body(&self.unseen().data.bodies[body].id));
        self.unseen().by_body.get(&body).map_or(&[], Vec::as_slice)
    }

    /// Returns what is asked of a body; noted.
    pub(super) fn asked_of_body(&self, body: usize) -> &[OfBody] {
        note(Read::asked_of_body(&self.unseen().data.bodies[body].id));
        self.unseen().asked.of_body(body)
    }

    /// Returns the text on something, for readers of a language; noted.
    pub(super) fn own_text(&self, kind: &'static str, id: &str, lang: &str) -> Option<PageId> {
        note(Read::own_text(kind, id));
        self.unseen().own_text(kind, id).map(|page| self.unseen().in_language(page, lang))
    }
}
