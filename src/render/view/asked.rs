//! What is asked of a state, as layouts see it: one row of the relation.
//!
//! A layout holds the number of the row; what it asks for is made then. Texts are those of the page in the language of
//! the reader, or else of the page whose keys hold.

use std::collections::BTreeMap;

use minijinja::Value;

use super::entity::Entity;
use super::fields::Builder;
use super::marked::{recommendation, stand_below};
use super::read::Read;
use super::state::{partial_date_text, why};
use super::value::{map, text_or_none};
use super::{Snapshot, recording};
use crate::data::{Answer, Later, PartialDate, StateId};
use crate::model::{Ask, OfBody, PageId, Wording};
use crate::parse::Applies;

/// Returns what is asked of a state in a session, or without one: handles, of rows that say the same the same one.
pub(super) fn rows(snapshot: &Snapshot, lang: usize, session: Option<usize>, state: StateId) -> Value {
    let site = &snapshot.site;
    let wordings = site.asked(session, state).map(|ask| {
        let wording = snapshot.site.wording(ask.first().mark, snapshot.lang(lang));
        (wording.page, wording.index)
    });
    let below = stand_below(snapshot, wordings);
    let handle = |(ask, is_below): (Ask<'_>, bool)| {
        snapshot.handle(Entity::Asked(lang, site.relation().alike(ask.number), is_below))
    };
    site.asked(session, state).zip(below).map(handle).collect()
}

/// Returns what is asked of a state, by session, the latest first; last what is asked without one.
pub(super) fn by_session(snapshot: &Snapshot, lang: usize, state: StateId) -> Value {
    let sessions = snapshot.site.asked_anywhere(state).iter().rev();
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
    // Of each row the lowest mark, by which it stands, and the answers; `None` where it is not asked.
    let mut rows: Vec<(Option<PageId>, u32, Vec<Option<Answer>>)> = Vec::new();
    let mut places: BTreeMap<(Option<PageId>, u32), usize> = BTreeMap::new();
    for (column, state) in states.iter().enumerate() {
        for ask in snapshot.site.asked(Some(session), *state) {
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
    // The cells of a state differ in one word alone, so rows share them.
    let of_state = |state: &StateId| {
        let state = snapshot.handle(Entity::State(lang, *state));
        CELLS.map(|word| map([("state", state.clone()), ("asked", Value::from(word))]))
    };
    let columns: Vec<[Value; 3]> = states.iter().map(of_state).collect();
    let row = |(standing, mark, answers): (Option<PageId>, u32, Vec<Option<Answer>>)| {
        let words: Vec<usize> = answers.iter().map(|answer| place_of(*answer)).collect();
        let cells = columns.iter().zip(&words).map(|(cells, word)| cells[*word].clone());
        let runs = words
            .chunk_by(|one, next| one == next)
            .map(|run| map([("asked", Value::from(CELLS[run[0]])), ("count", Value::from(run.len()))]));
        map([
            ("standing", standing_page(snapshot, lang, standing)),
            ("rec", alone(snapshot.site.wording(mark, snapshot.lang(lang)))),
            ("cells", cells.collect()),
            ("runs", runs.collect()),
        ])
    };
    rows.into_iter().map(row).collect()
}

/// Sets what is asked of a body, which its own page alone shows.
pub(super) fn set_of_body(snapshot: &Snapshot, lang: usize, at: usize, fields: &mut Builder) {
    let site = &snapshot.site;
    let row = |row: &OfBody| {
        let places = row.marks.iter().map(|mark| alone(site.wording(*mark, snapshot.lang(lang))));
        let rec =
            row.marks.first().map_or_else(|| Value::from(()), |mark| alone(site.wording(*mark, snapshot.lang(lang))));
        let places: Value = places.collect();
        map([("standing", standing_page(snapshot, lang, row.standing)), ("rec", rec), ("places", places)])
    };
    fields.set("asked", site.asked_of_body(at).iter().map(row).collect::<Value>());
}

/// What a cell of a grid can say.
const CELLS: [&str; 3] = ["no", "unknown", "yes"];

/// Returns the place of what a cell says; of a state that a recommendation is addressed to, whatever the answer, it is asked.
fn place_of(answer: Option<Answer>) -> usize {
    match answer {
        None => 0,
        Some(Answer::Unknown) => 1,
        Some(Answer::Yes | Answer::No) => 2,
    }
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

/// Sets a field of a row.
pub(super) fn set_transient(
    snapshot: &Snapshot,
    (lang, row, is_below): (usize, u32, bool),
    name: &'static str,
    fields: &mut Builder,
) {
    let (site, ask) = (&snapshot.site, snapshot.site.relation().row(row));
    if recording::is_recording() {
        recording::note(Read::row(snapshot.entities.row_identity(row)));
    }
    let first = ask.first();
    match name {
        "rec" => {
            let wording = site.wording(first.mark, snapshot.lang(lang));
            fields.set(name, recommendation(wording.page, wording.index, is_below));
        }
        "standing" => fields.set(name, standing_page(snapshot, lang, ask.standing)),
        "answer" => fields.set(name, first.answer.id()),
        "by_name" => fields.set(name, first.by_name),
        "places" => {
            let places = ask.places.iter().map(|place| alone(site.wording(place.mark, snapshot.lang(lang))));
            fields.set(name, places.collect::<Value>());
        }
        "why" => {
            let day = site.place(site.relation().mark(first.mark).page).date().map(|date| date.date());
            let state = site.relation().state(row);
            let why = ask.standing.map(|id| why(snapshot, lang, (id, state), first.answer, day));
            fields.set(name, text_or_none(why.as_deref()));
        }
        "since" => fields.set(name, text_or_none(since(snapshot, lang, ask).as_deref())),
        _ => {}
    }
}

/// Returns in words what the state has done since it was asked, as far as the rule of the recommendation counts it.
fn since(snapshot: &Snapshot, lang: usize, ask: Ask<'_>) -> Option<String> {
    let site = &snapshot.site;
    let state = site.relation().state(ask.number);
    let day = site.place(site.relation().mark(ask.first().mark).page).date()?.date();
    let data = site.data_of(state);
    let later: Vec<Later> = match site.place(ask.standing?).applies()? {
        Applies::NoFocalPoint => data.focal_point_after(state, day).into_iter().collect(),
        Applies::NotPartyToAny(ids) => {
            let instruments = ids.iter().filter_map(|id| data.instrument(id));
            instruments.flat_map(|at| data.acts_after(at, state, day)).collect()
        }
    };
    let words = snapshot.words(lang);
    let said: Vec<String> = later.iter().map(|deed| deed_text(snapshot, lang, deed)).collect();
    (!said.is_empty()).then(|| words.fill("since_then", &[("facts", &said.join("; "))]))
}

/// Returns in words what a state has done: `Genocide Convention: joined on 2 May 2024`.
fn deed_text(snapshot: &Snapshot, lang: usize, later: &Later) -> String {
    let (words, default) = (snapshot.words(lang), &snapshot.site.config().language);
    let short = |at: usize| snapshot.site.data().instruments[at].short.words(snapshot.lang(lang), default).0;
    let instrument = later.instrument.map_or("", short);
    let when = match later.date {
        PartialDate::Day(_) => "on",
        PartialDate::Year(_) => "in",
    };
    let date = partial_date_text(words, later.date);
    words.fill(&format!("since_{}_{when}", later.deed.id()), &[("instrument", instrument), ("date", &date)])
}
