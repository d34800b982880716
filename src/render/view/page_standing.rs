//! What pages of standing recommendations show beside what all pages do.

use minijinja::Value;

use super::body::fill_quoted;
use super::entity::Entity;
use super::fields::Builder;
use super::handle::states;
use super::marked::lead;
use super::page::{View, day_text, instrument_names};
use super::value::{html, map};
use crate::data::{Answer, StateId};
use crate::model::{PageId, Wording};
use crate::parse::Applies;

impl View<'_> {
    /// Sets the wordings of a standing recommendation.
    pub(super) fn set_wordings(&self, fields: &mut Builder) {
        let (snapshot, site) = (self.snapshot, &self.snapshot.site);
        let marks = site.wordings(site.original(self.id)).iter();
        let wordings: Vec<Wording> = marks.map(|mark| site.wording(*mark, snapshot.lang(self.lang))).collect();
        let shown = wordings.iter().map(|wording| {
            let marks = site.marks(wording.page);
            let made = &marks.all()[wording.index];
            let words = snapshot.words(snapshot.language(marks.lang()));
            let date = site.place(wording.page).date();
            let date = date.map_or_else(String::new, |date| day_text(words, date.date()));
            map([
                ("text", Value::from(made.text.as_str())),
                ("html", html(fill_quoted(snapshot, marks.referred(), words, &made.html, &made.holes))),
                ("lead", lead(snapshot, marks, words, made.lead.as_ref())),
                ("page", snapshot.handle(Entity::Page(wording.page))),
                ("date_text", Value::from(date)),
                ("url", Value::from(marks.address(&made.marker.id))),
            ])
        });
        fields.set("wordings", shown.collect::<Value>());
        let mut made_in: Vec<PageId> = wordings.iter().map(|wording| wording.page).collect();
        made_in.dedup();
        fields.set("made_in", snapshot.pages(&made_in));
    }

    /// Sets to whom a standing recommendation applies.
    pub(super) fn set_applies(&self, fields: &mut Builder) {
        let (snapshot, site) = (self.snapshot, &self.snapshot.site);
        fields.set("applies_text", self.applies_text());
        // Only states of listed sessions are asked about: of the others nothing has been collected.
        let mut reviewed: Vec<StateId> = site.sessions_of().keys().copied().collect();
        reviewed.sort_by_key(|state| state.info().sort_key);
        for (key, wanted) in
            [("applies_yes", Answer::Yes), ("applies_no", Answer::No), ("applies_unknown", Answer::Unknown)]
        {
            let found: Vec<StateId> =
                reviewed.iter().copied().filter(|state| site.applies(self.id, *state) == wanted).collect();
            fields.set(key, states(snapshot, self.lang, &found));
        }
    }

    /// Returns in words to whom the recommendation is addressed.
    fn applies_text(&self) -> String {
        match &self.page.document.front.applies {
            None => self.words.get("applies_all").to_owned(),
            Some(Applies::NoFocalPoint) => self.words.get("applies_no_focal_point").to_owned(),
            Some(Applies::NotPartyToAny(ids)) => {
                let names = instrument_names((self.snapshot, self.lang), ids.iter().map(String::as_str));
                self.words.fill("applies_not_party", &[("instruments", &names)])
            }
        }
    }
}
