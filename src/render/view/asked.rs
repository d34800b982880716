//! What is asked of a state, as layouts see it: one row of the relation.
//!
//! A layout holds the number of the row; what it asks for is made then. Texts are those of the page in the language of
//! the reader, or else of the page whose keys hold.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object};

use super::entity::Entity;
use super::handle::misspelt;
use super::made::{recommendation, stand_below};
use super::state::{partial_date_text, why};
use super::value::{fingerprint_value, map, text_or_none};
use super::{Snapshot, current};
use crate::data::{Answer, Later, PartialDate, StateId};
use crate::model::{Ask, PageId, Wording};
use crate::parse::Applies;
use crate::render::strings::Strings;
use crate::track::{Fingerprint, combine, fingerprint};

/// What a layout can ask of a row.
const NAMES: [&str; 7] = ["answer", "by_name", "places", "rec", "since", "standing", "why"];

/// A row: something that is asked of a state in a session, or without one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    lang: usize,
    state: StateId,
    number: u32,
    /// Whether the recommendation that it stands below is in the same list, before it.
    is_below: bool,
}

/// Returns what is asked of a state in a session, or without one.
pub(super) fn rows(snapshot: &Snapshot, lang: usize, session: Option<usize>, state: StateId) -> Value {
    let rows = snapshot.site.asked().rows(session, state);
    let rows: Vec<Row> = rows.map(|ask| Row { lang, state, number: ask.number, is_below: false }).collect();
    let wordings = rows.iter().map(|row| row.wording(snapshot)).map(|wording| (wording.page, wording.index));
    let below = stand_below(snapshot, wordings);
    rows.iter().zip(below).map(|(row, is_below)| Value::from_object(Row { is_below, ..*row })).collect()
}

/// Returns what is asked of a state, by session, the latest first; last what is asked without one.
pub(super) fn by_session(snapshot: &Snapshot, lang: usize, state: StateId) -> Value {
    let sessions = snapshot.site.asked().sessions_of(state).iter().rev();
    let entry = |session: &Option<usize>| {
        let handle = |entity: fn(usize, usize, StateId) -> Entity| {
            session.map_or_else(|| Value::from(()), |at| snapshot.handle(entity(lang, at, state)))
        };
        map([
            ("session", handle(|lang, at, _| Entity::Session(lang, at))),
            ("sheet", handle(Entity::Sheet)),
            ("rows", rows(snapshot, lang, *session, state)),
        ])
    };
    sessions.map(entry).collect()
}

/// Returns the grid of a session: a row for each recommendation that is asked there, with a cell for each state.
pub(super) fn grid(snapshot: &Snapshot, lang: usize, session: usize, states: &[StateId]) -> Value {
    let asked = snapshot.site.asked();
    // Of each row the lowest mark, by which it stands, and the answers; `None` where it is not asked.
    let mut rows: Vec<(Option<PageId>, u32, Vec<Option<Answer>>)> = Vec::new();
    let mut places: BTreeMap<(Option<PageId>, u32), usize> = BTreeMap::new();
    for (column, state) in states.iter().enumerate() {
        for ask in asked.rows(Some(session), *state) {
            let first = ask.first();
            let key = (ask.standing, if ask.standing.is_some() { 0 } else { first.mark });
            let at = *places.entry(key).or_insert(rows.len());
            if at == rows.len() {
                rows.push((ask.standing, first.mark, vec![None; states.len()]));
            }
            rows[at].1 = rows[at].1.min(first.mark);
            rows[at].2[column] = Some(first.answer);
        }
    }
    // What is asked of many comes first; of equals, what is quoted first.
    rows.sort_by_key(|(_, mark, cells)| (std::cmp::Reverse(cells.iter().flatten().count()), *mark));
    let row = |(standing, mark, answers): (Option<PageId>, u32, Vec<Option<Answer>>)| {
        let cells = states.iter().zip(answers).map(|(state, answer)| {
            let word = match answer {
                None => "no",
                Some(Answer::Unknown) => "unknown",
                Some(Answer::Yes | Answer::No) => "yes",
            };
            map([("state", snapshot.handle(Entity::State(lang, *state))), ("asked", Value::from(word))])
        });
        map([
            ("standing", standing_page(snapshot, lang, standing)),
            ("rec", alone(snapshot.site.wording(mark, snapshot.lang(lang)))),
            ("cells", cells.collect()),
        ])
    };
    rows.into_iter().map(row).collect()
}

/// Returns the page of a standing recommendation for readers of a language.
fn standing_page(snapshot: &Snapshot, lang: usize, standing: Option<PageId>) -> Value {
    standing.map_or_else(
        || Value::from(()),
        |id| snapshot.handle(Entity::Page(snapshot.site.in_language(id, snapshot.lang(lang)))),
    )
}

/// Returns a recommendation where it stands, quoted by itself.
fn alone(wording: Wording) -> Value {
    recommendation(wording.page, wording.index, false)
}

impl Row {
    /// Returns the row of the relation.
    fn ask(self, snapshot: &Snapshot) -> Ask<'_> {
        snapshot.site.asked().row(self.number)
    }

    /// Returns where the wording that is shown stands.
    fn wording(self, snapshot: &Snapshot) -> Wording {
        snapshot.site.wording(self.ask(snapshot).first().mark, snapshot.lang(self.lang))
    }

    /// Returns what a name stands for; `None` for one that it does not have.
    fn value(self, snapshot: &Snapshot, name: &str) -> Option<Value> {
        let (site, lang, ask) = (&snapshot.site, self.lang, self.ask(snapshot));
        let first = ask.first();
        Some(match name {
            "rec" => {
                let wording = self.wording(snapshot);
                recommendation(wording.page, wording.index, self.is_below)
            }
            "standing" => standing_page(snapshot, lang, ask.standing),
            "answer" => Value::from(first.answer.id()),
            "by_name" => Value::from(first.by_name),
            "places" => ask.places.iter().map(|place| alone(site.wording(place.mark, snapshot.lang(lang)))).collect(),
            "why" => {
                let day = site.place(site.asked().mark(first.mark).page).date().map(|date| date.date());
                let why = ask.standing.map(|id| why(snapshot, lang, (id, self.state), first.answer, day));
                text_or_none(why.as_deref())
            }
            "since" => text_or_none(self.since(snapshot).as_deref()),
            _ => return None,
        })
    }

    /// Returns in words what the state has done since it was asked, as far as the rule of the recommendation counts it.
    fn since(self, snapshot: &Snapshot) -> Option<String> {
        let (site, ask) = (&snapshot.site, self.ask(snapshot));
        let day = site.place(site.asked().mark(ask.first().mark).page).date()?.date();
        let data = site.data();
        let later: Vec<Later> = match site.place(ask.standing?).applies()? {
            Applies::NoFocalPoint => data.focal_point_after(self.state, day).into_iter().collect(),
            Applies::NotPartyToAny(ids) => {
                let instruments = ids.iter().filter_map(|id| data.instrument(id));
                instruments.flat_map(|at| data.acts_after(at, self.state, day)).collect()
            }
        };
        let words = snapshot.words(self.lang);
        let said: Vec<String> = later.iter().map(|deed| deed_text(snapshot, words, deed)).collect();
        (!said.is_empty()).then(|| words.fill("since_then", &[("facts", &said.join("; "))]))
    }

    /// Returns the fingerprint of all that can be asked.
    pub(super) fn fingerprint(self, snapshot: &Snapshot) -> Fingerprint {
        NAMES.iter().fold(0x400, |seed, name| {
            let value = self.value(snapshot, name).unwrap_or_default();
            combine(combine(seed, fingerprint(name.as_bytes())), fingerprint_value(snapshot, &value))
        })
    }
}

/// Returns in words what a state has done: `Genocide Convention: joined on 2 May 2024`.
fn deed_text(snapshot: &Snapshot, words: &Strings, later: &Later) -> String {
    let instrument = later.instrument.map_or("", |at| snapshot.site.data().instruments[at].short.as_str());
    let when = match later.date {
        PartialDate::Day(_) => "on",
        PartialDate::Year(_) => "in",
    };
    let date = partial_date_text(words, later.date);
    words.fill(&format!("since_{}_{when}", later.deed.id()), &[("instrument", instrument), ("date", &date)])
}

impl Object for Row {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        current(|snapshot, _| self.value(snapshot, key).unwrap_or_else(|| misspelt(key, NAMES.into_iter())))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&NAMES)
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}
