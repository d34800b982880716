//! What stands on the pages of States, topics and instruments: without anything there is no page, but a name in the list.

use super::{PageId, Site};
use crate::data::StateId;
use crate::route::OutPath;

impl Site {
    /// Tells whether something stands on the page of a state in a language: a page in that language about it or addressed to it, a
    /// text of the organisation's own, what is asked of it, a session in which it is under review, or what is recorded of it.
    pub fn state_stands(&self, state: StateId, lang: &str) -> bool {
        let data = &self.data;
        let has_page = || self.by_state.get(&state).is_some_and(|pages| self.any_in(pages, lang));
        let is_recorded = || data.records.keys().any(|(_, of)| *of == state) || data.focal_points.contains_key(&state);
        self.sessions_of.contains_key(&state)
            || has_page()
            || !self.asked.sessions_of(state).is_empty()
            || self.own_text("state", &state.info().code.to_ascii_lowercase()).is_some()
            || is_recorded()
    }

    /// Tells whether something stands on the page of a topic in a language: a page in that language on it, or a text of the
    /// organisation's own.
    pub fn term_stands(&self, at: usize, lang: &str) -> bool {
        self.by_term.get(&at).is_some_and(|pages| self.any_in(pages, lang))
            || self.own_text(self.data.terms[at].text_type(), &self.data.terms[at].id).is_some()
    }

    /// Tells whether something stands on the page of an instrument in a language: what is recorded of states, a text of the
    /// organisation's own, or a standing recommendation on it.
    pub fn instrument_stands(&self, at: usize, lang: &str) -> bool {
        let is_on_it = |id: &PageId| self.page(*id).instruments.contains(&at);
        self.data.records.range((at, StateId(0))..=(at, StateId(u16::MAX))).next().is_some()
            || self.own_text("instrument", &self.data.instruments[at].id).is_some()
            || self.list("recommendations", lang).iter().any(is_on_it)
    }

    /// Returns the name of the state, the topic or the instrument whose page would stand at an address of this site, and its place in the list:
    /// `/fr/states/#ken` for `/fr/states/ken/`.
    pub fn place_in_list(&self, address: &str) -> Option<(&str, String)> {
        let route = OutPath::of_address(address)?;
        let path = route.as_str().strip_suffix("/index.html")?;
        let own = self.config.languages.iter().find_map(|lang| {
            let rest = path.strip_prefix(self.config.language_prefix(lang)?)?.strip_prefix('/')?;
            Some((format!("/{lang}"), rest))
        });
        let (prefix, path) = own.unwrap_or((String::new(), path));
        let (section, id) = path.split_once('/')?;
        let default = &self.config.language;
        let name = match section {
            "states" => StateId::of(&id.to_ascii_uppercase())?.info().name,
            "instruments" => self.data.instruments[self.data.instrument(id)?].title.words(default, default).0,
            _ => {
                let term = &self.data.terms[self.data.term(section, id)?];
                term.title.words(default, default).0
            }
        };
        Some((name, format!("{prefix}/{section}/#{id}")))
    }

    /// Tells whether one of these pages is in a language.
    fn any_in(&self, pages: &[PageId], lang: &str) -> bool {
        pages.iter().any(|id| self.page(*id).document.lang == lang)
    }
}
