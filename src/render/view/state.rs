//! States as layouts see them, and their records with instruments.

use jiff::civil::Date;
use minijinja::Value;

use super::Snapshot;
use super::addresses::state_url;
use super::collection::{of_collections, of_folder};
use super::days::day_of;
use super::entity::Entity;
use super::fields::{Builder, Fields};
use super::handle::{own_text, sheet_or_none};
use super::page::{day_text, instrument_names};
use super::schema::Kind;
use super::value::{map, text_or_none};
use crate::data::{Answer, PartialDate, StateId, Status, TreatyRecord};
use crate::model::PageId;
use crate::parse::Applies;
use crate::render::strings::Strings;

/// Makes the fields of a state.
pub(super) fn fields(snapshot: &Snapshot, lang: usize, state: StateId) -> Fields {
    let site = &snapshot.site;
    let words = snapshot.words(lang);
    let info = state.info();
    let mut fields = Builder::new(Kind::State);
    fields.set("code", info.code);
    fields.set("name", info.name);
    fields.set("url", state_url(snapshot, lang, state));
    fields.set("has_page", site.state_stands(state, snapshot.lang(lang)));
    fields.set("text", own_text(snapshot, lang, "state", &info.code.to_ascii_lowercase()));
    fields.set("group", info.group.id());
    let group = words.find(&format!("regions.{}", info.group.id())).unwrap_or(info.group.title()).to_owned();
    fields.set("group_name", group);
    fields.set("letter", info.sort_key.get(..1).unwrap_or("").to_ascii_uppercase());
    let about = site.of_state(state);
    for key in ["letters", "briefs", "newsletters", "pages"] {
        fields.set(key, of_folder(snapshot, about, key, lang));
    }
    fields.set("collections", of_collections(snapshot, about, lang));
    let sessions = site.sessions_of().get(&state).map_or(&[][..], Vec::as_slice);
    let newest_first = || sessions.iter().rev();
    fields.set("sessions", newest_first().map(|at| snapshot.handle(Entity::Session(lang, *at))).collect::<Value>());
    let reviews = newest_first().map(|at| {
        let [on, on_text] = day_of(words, site.data().sessions[*at].day_of(state));
        map([
            ("session", snapshot.handle(Entity::Session(lang, *at))),
            ("sheet", sheet_or_none(snapshot, lang, *at, state)),
            ("on", on),
            ("on_text", on_text),
        ])
    });
    fields.set("reviews", reviews.collect::<Value>());
    let with_sheet = (0..site.data().sessions.len()).rev().filter(|at| site.sheets(*at).contains(&state));
    fields.set("sheets", with_sheet.map(|at| snapshot.handle(Entity::Sheet(lang, at, state))).collect::<Value>());
    let instruments = 0..site.data().instruments.len();
    fields.set("statuses", instruments.map(|at| status(snapshot, lang, at, state)).collect::<Value>());
    // Of a state that is not under review in any listed session nothing is collected.
    let stood_for = if sessions.is_empty() { Vec::new() } else { answers(snapshot, lang, state) };
    fields.set("recommendations", stood_for.into_iter().collect::<Value>());
    fields.set("focal_point", focal_point(snapshot, lang, state));
    fields.finish()
}

/// Returns the record of a state and an instrument.
pub(super) fn status(snapshot: &Snapshot, lang: usize, instrument: usize, state: StateId) -> Value {
    let words = snapshot.words(lang);
    let record = snapshot.site.data_of(state).records.get(&(instrument, state));
    let status = record.map_or(Status::Unknown, |record| record.status);
    let as_of = record.and_then(|record| record.as_of);
    let zone = &snapshot.site.config().time_zone;
    map([
        ("state", snapshot.handle(Entity::State(lang, state))),
        ("instrument", snapshot.handle(Entity::Instrument(lang, instrument))),
        ("status", Value::from(status.id())),
        ("status_text", words.text(&["statuses.", status.id()].concat())),
        ("acts", record.map_or_else(|| Value::from(Vec::<Value>::new()), |record| acts(words, record))),
        ("source", text_or_none(record.and_then(|record| record.source.as_deref()))),
        ("certainty", text_or_none(record.and_then(|record| record.certainty.as_deref()))),
        ("note", text_or_none(record.and_then(|record| record.note.as_deref()))),
        ("as_of", as_of.map_or_else(|| Value::from(()), |as_of| Value::from(as_of.iso(zone)))),
        ("as_of_text", as_of.map_or_else(|| Value::from(()), |as_of| Value::from(day_text(words, as_of.date())))),
    ])
}

/// Returns the acts of a record in words.
fn acts(words: &Strings, record: &TreatyRecord) -> Value {
    let acts = record.acts.iter().map(|act| {
        map([
            ("act_text", words.text(&["acts.", act.act].concat())),
            ("date_text", act.date.map_or_else(|| Value::from(()), |date| Value::from(partial_date_text(words, date)))),
        ])
    });
    acts.collect()
}

/// Returns a date, or its year, in words.
pub(super) fn partial_date_text(words: &Strings, date: PartialDate) -> String {
    match date {
        PartialDate::Year(year) => year.to_string(),
        PartialDate::Day(day) => day_text(words, day),
    }
}

/// Returns the standing recommendations that nobody has asked of a state, with the answer for it and the reason.
fn answers(snapshot: &Snapshot, lang: usize, state: StateId) -> Vec<Value> {
    let asked = snapshot.site.standing_asked_of(state);
    let recommendations = snapshot.site.recommendations(lang).iter();
    recommendations
        .filter(|id| !asked.contains(&snapshot.site.original(**id)))
        .map(|&id| {
            let rule = snapshot.site.original(id);
            let answer = snapshot.site.applies(rule, state);
            map([
                ("page", snapshot.handle(Entity::Page(id))),
                ("answer", Value::from(answer.id())),
                ("why", Value::from(why(snapshot, lang, (rule, state), answer, None))),
            ])
        })
        .collect()
}

/// Returns in words why a recommendation applies to a state, does not, or may, by what is recorded up to a day.
pub(super) fn why(
    snapshot: &Snapshot,
    lang: usize,
    (id, state): (PageId, StateId),
    answer: Answer,
    day: Option<Date>,
) -> String {
    let words = snapshot.words(lang);
    let data = snapshot.site.data_of(state);
    match snapshot.site.place(id).applies() {
        None => words.get("why_all").to_owned(),
        Some(Applies::NoFocalPoint) => {
            words.get(&format!("why_focal_point_{}", data.focal_point_on(state, day).id())).to_owned()
        }
        Some(Applies::NotPartyToAny(ids)) => {
            let with = |wanted: &[Status]| {
                let fits =
                    |id: &&str| data.instrument(id).is_some_and(|at| wanted.contains(&data.status_on(at, state, day)));
                instrument_names((snapshot, lang), ids.iter().map(String::as_str).filter(fits))
            };
            match answer {
                Answer::Yes => words.fill("why_open", &[("instruments", &with(&[Status::None, Status::Signatory]))]),
                Answer::No => words.get("why_joined").to_owned(),
                Answer::Unknown => words.fill("why_unknown", &[("instruments", &with(&[Status::Unknown]))]),
            }
        }
    }
}

/// Returns what is known of a state's focal point.
fn focal_point(snapshot: &Snapshot, lang: usize, state: StateId) -> Value {
    let words = snapshot.words(lang);
    let zone = &snapshot.site.config().time_zone;
    let known = snapshot.site.data_of(state).focal_points.get(&state);
    let since = known.and_then(|known| known.since).map(|since| partial_date_text(words, since));
    let as_of = known.and_then(|known| known.as_of);
    map([
        ("answer", Value::from(known.map_or(Answer::Unknown, |known| known.answer).id())),
        ("since", text_or_none(since.as_deref())),
        ("source", text_or_none(known.and_then(|known| known.source.as_deref()))),
        ("note", text_or_none(known.and_then(|known| known.note.as_deref()))),
        ("as_of", as_of.map_or_else(|| Value::from(()), |as_of| Value::from(as_of.iso(zone)))),
        ("as_of_text", as_of.map_or_else(|| Value::from(()), |as_of| Value::from(day_text(words, as_of.date())))),
    ])
}
