//! Sessions and delegates' sheets as layouts see them.

use jiff::civil::Date;
use minijinja::Value;

use super::entity::{Entity, Kind};
use super::fields::{Builder, Fields};
use super::page::{day_text, states};
use super::state::{made, of_kind, standing_made, why};
use super::value::{map, text_or_none};
use super::{Snapshot, index};
use crate::data::{Answer, StateId};
use crate::model::PageId;
use crate::render::strings::Strings;

/// Makes the fields of a session.
pub(super) fn fields(snapshot: &Snapshot, lang: usize, at: usize) -> Fields {
    let site = &snapshot.site;
    let session = &site.data().sessions[at];
    let words = snapshot.words(lang);
    let phase = session.phase(site.now().to_zoned_datetime(site.config().time_zone.clone()).date());
    let mut fields = Builder::new(Kind::Session);
    fields.set("id", session.id.as_str());
    fields.set("number", session.number);
    fields.set("cycle", session.cycle);
    fields.set("title", words.fill("session_title", &[("number", &session.number.to_string())]));
    fields.set("url", url(snapshot, lang, at));
    fields.set("starts", text_or_none(session.starts.map(|day| day.to_string()).as_deref()));
    fields.set("ends", text_or_none(session.ends.map(|day| day.to_string()).as_deref()));
    fields.set("dates_text", dates_text(words, session.starts, session.ends));
    fields.set("phase", phase);
    fields.set("phase_text", words.find(&format!("phases.{phase}")).unwrap_or("").to_owned());
    fields.set("source", text_or_none(session.source.as_deref()));
    fields.set("note", text_or_none(session.note.as_deref()));
    let mut under_review = session.states.clone();
    under_review.sort_by_key(|state| state.info().sort_key);
    fields.set("states", states(snapshot, lang, &under_review));
    let sheets = under_review.iter().map(|state| snapshot.handle(Entity::Sheet(lang, at, *state)));
    fields.set("sheets", sheets.collect::<Value>());
    let pages = site.by_session().get(&at).map_or(&[][..], Vec::as_slice);
    fields.set("letters", of_kind(snapshot, pages, "letter", lang));
    fields.set("briefs", of_kind(snapshot, &by_state(snapshot, pages), "brief", lang));
    fields.set("grid", grid(snapshot, lang, &under_review));
    fields.finish()
}

/// Returns the address of a session.
pub(super) fn url(snapshot: &Snapshot, lang: usize, at: usize) -> String {
    [&index::section_url(snapshot, lang, "sessions"), &snapshot.site.data().sessions[at].id, "/"].concat()
}

/// Returns pages in the order of the states they are about.
fn by_state(snapshot: &Snapshot, pages: &[PageId]) -> Vec<PageId> {
    let mut sorted = pages.to_vec();
    sorted.sort_by_key(|id| snapshot.site.place(*id).state().map(|state| state.info().sort_key));
    sorted
}

/// Returns the days of a session in words.
fn dates_text(words: &Strings, starts: Option<Date>, ends: Option<Date>) -> String {
    let (Some(starts), Some(ends)) = (starts, ends) else {
        let Some(starts) = starts else { return String::new() };
        return words.fill("date_from", &[("date", &day_text(words, starts))]);
    };
    let (day1, day2) = (words.day(starts.day()), words.day(ends.day()));
    let (month1, month2) = (words.month(starts.month()), words.month(ends.month()));
    let (year1, year2) = (starts.year().to_string(), ends.year().to_string());
    let key = match (starts.year() == ends.year(), starts.month() == ends.month()) {
        (true, true) => "date_range_month",
        (true, false) => "date_range_year",
        _ => "date_range_years",
    };
    let values = [
        ("day1", day1.as_str()),
        ("day2", &day2),
        ("month1", month1),
        ("month2", month2),
        ("month", month1),
        ("year1", &year1),
        ("year2", &year2),
        ("year", &year2),
    ];
    words.fill(key, &values)
}

/// Returns the grid of standing recommendations by states.
fn grid(snapshot: &Snapshot, lang: usize, under_review: &[StateId]) -> Value {
    snapshot
        .site
        .recommendations(lang)
        .iter()
        .map(|&id| {
            let cells = under_review.iter().map(|state| {
                map([
                    ("state", snapshot.handle(Entity::State(lang, *state))),
                    ("answer", Value::from(snapshot.site.applies(id, *state).id())),
                ])
            });
            map([("page", snapshot.handle(Entity::Page(id))), ("cells", cells.collect())])
        })
        .collect()
}

/// Returns the address of a delegate's sheet.
pub(super) fn sheet_url(snapshot: &Snapshot, lang: usize, at: usize, state: StateId) -> String {
    [&super::state::url(snapshot, lang, state), &snapshot.site.data().sessions[at].id, "/"].concat()
}

/// Makes the fields of a delegate's sheet that other pages show too.
pub(super) fn sheet_fields(snapshot: &Snapshot, lang: usize, at: usize, state: StateId) -> Fields {
    let site = &snapshot.site;
    let tag = snapshot.lang(lang);
    let addressed = addressed(snapshot, at, state);
    let brief = addressed.iter().find(|id| {
        let place = site.place(**id);
        place.state() == Some(state) && place.lang() == tag
    });
    let mut fields = Builder::new(Kind::Sheet);
    fields.set("state", snapshot.handle(Entity::State(lang, state)));
    fields.set("session", snapshot.handle(Entity::Session(lang, at)));
    fields.set("url", sheet_url(snapshot, lang, at, state));
    fields.set("brief", brief.map_or_else(|| Value::from(()), |id| snapshot.handle(Entity::Page(*id))));
    fields.finish()
}

/// Returns the pages of a session that are about or addressed to a state.
fn addressed(snapshot: &Snapshot, at: usize, state: StateId) -> Vec<PageId> {
    let of_session = snapshot.site.by_session().get(&at).map_or(&[][..], Vec::as_slice);
    of_session.iter().copied().filter(|id| snapshot.site.place(*id).states().contains(&state)).collect()
}

/// Sets a field of a delegate's sheet that only the sheet itself shows, with those that are made along with it.
pub(super) fn set_passing(
    snapshot: &Snapshot,
    (lang, at, state): (usize, usize, StateId),
    name: &str,
    fields: &mut Builder,
) {
    match name {
        "letters" => fields.set("letters", of_kind(snapshot, &addressed(snapshot, at, state), "letter", lang)),
        "made" => fields.set("made", made(snapshot, state, &addressed(snapshot, at, state), lang)),
        "statuses" => {
            let instruments = 0..snapshot.site.data().instruments.len();
            let statuses = instruments.map(|at| super::state::status(snapshot, lang, at, state));
            fields.set("statuses", statuses.collect::<Value>());
        }
        _ => set_standing(snapshot, (lang, at, state), fields),
    }
}

/// Sets the standing recommendations of a delegate's sheet.
fn set_standing(snapshot: &Snapshot, (lang, at, state): (usize, usize, StateId), fields: &mut Builder) {
    let rows: Vec<(PageId, Answer, Value)> = snapshot
        .site
        .recommendations(lang)
        .iter()
        .map(|id| {
            let answer = snapshot.site.applies(*id, state);
            let row = map([
                ("page", snapshot.handle(Entity::Page(*id))),
                ("answer", Value::from(answer.id())),
                ("why", Value::from(why(snapshot, lang, *id, state, answer))),
                ("wording", Value::from(wording(snapshot, *id, at))),
            ]);
            (*id, answer, row)
        })
        .collect();
    // What is asked of the state by name is not asked a second time.
    let by_name = standing_made(snapshot, state, &addressed(snapshot, at, state), lang);
    let rest = |wanted: fn(Answer) -> bool| -> Value {
        let fits = |(id, answer, _): &&(PageId, Answer, Value)| wanted(*answer) && !by_name.contains(id);
        rows.iter().filter(fits).map(|(.., row)| row.clone()).collect()
    };
    fields.set("asked", rest(|answer| answer != Answer::No));
    fields.set("not_asked", rest(|answer| answer == Answer::No));
    fields.set("recommendations", rows.iter().map(|(.., row)| row.clone()).collect::<Value>());
}

/// Returns the wording of a standing recommendation in a letter of the session, else its latest, else its title.
fn wording(snapshot: &Snapshot, id: PageId, session: usize) -> String {
    let site = &snapshot.site;
    let found = site.letter_wordings().get(&(id, Some(session))).or_else(|| site.letter_wordings().get(&(id, None)));
    let found = found.or_else(|| site.wordings().get(&id)?.first());
    found.map_or_else(
        || site.page(id).title().to_owned(),
        |wording| site.page(wording.page).document.body.recommendations[wording.index].text.clone(),
    )
}
