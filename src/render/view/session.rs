//! Sessions and delegates' sheets as layouts see them.

use minijinja::Value;

use super::addresses::{session_url, sheet_url};
use super::called::{dates_text, session_title};
use super::collection::{of_collections, of_folder};
use super::days::day_of;
use super::entity::Entity;
use super::fields::{Builder, Fields};
use super::handle::{own_text, sheet_or_none, states};
use super::schema::Kind;
use super::value::{map, text_or_none};
use super::{Snapshot, asked};
use crate::data::StateId;
use crate::model::PageId;

/// Makes the fields of a session.
pub(super) fn fields(snapshot: &Snapshot, lang: usize, at: usize) -> Fields {
    let site = &snapshot.site;
    let session = &site.data().sessions[at];
    let words = snapshot.words(lang);
    let phase = session.phase(site.today());
    let mut fields = Builder::new(Kind::Session);
    fields.set("id", session.id.as_str());
    let number_or_none = |number: Option<u32>| number.map_or_else(|| Value::from(()), Value::from);
    fields.set("text", own_text(snapshot, lang, "session", &session.id));
    fields.set("number", number_or_none(session.number));
    fields.set("cycle", number_or_none(session.cycle));
    fields.set("body", snapshot.handle(Entity::Body(lang, session.body)));
    let (title, title_lang) = session_title(snapshot, lang, at);
    fields.set("title", title);
    fields.set("title_lang", title_lang);
    fields.set("url", session_url(snapshot, lang, at));
    fields.set("starts", text_or_none(session.starts.map(|day| day.to_string()).as_deref()));
    fields.set("ends", text_or_none(session.ends.map(|day| day.to_string()).as_deref()));
    fields.set("dates_text", dates_text(words, session.starts, session.ends));
    fields.set("phase", phase.id());
    fields.set("phase_text", words.find(&format!("phases.{}", phase.id())).unwrap_or("").to_owned());
    fields.set("as_of", text_or_none(session.as_of.map(|moment| moment.date().to_string()).as_deref()));
    fields.set("source", text_or_none(session.source.as_deref()));
    fields.set("note", text_or_none(session.note.as_deref()));
    let under_review = by_name(&session.states);
    fields.set("states", states(snapshot, lang, &under_review));
    let with_sheet = by_name(site.sheets(at));
    let sheets = with_sheet.iter().map(|state| snapshot.handle(Entity::Sheet(lang, at, *state)));
    fields.set("sheets", sheets.collect::<Value>());
    let reviews = under_review.iter().map(|state| {
        let [on, on_text] = day_of(words, session.day_of(*state));
        map([
            ("state", snapshot.handle(Entity::State(lang, *state))),
            ("sheet", sheet_or_none(snapshot, lang, at, *state)),
            ("on", on),
            ("on_text", on_text),
        ])
    });
    fields.set("reviews", reviews.collect::<Value>());
    let deadlines = session.deadlines.iter().map(|deadline| {
        let (what, what_lang) = deadline.what.words(snapshot.lang(lang), &site.config().language);
        let [date, date_text] = day_of(words, Some(deadline.date));
        map([
            ("what", Value::from(what)),
            ("lang", Value::from(what_lang)),
            ("date", date),
            ("date_text", date_text),
            ("source", text_or_none(deadline.source.as_deref())),
        ])
    });
    fields.set("deadlines", deadlines.collect::<Value>());
    let pages = site.of_session(at);
    fields.set("letters", of_folder(snapshot, pages, "letters", lang));
    fields.set("briefs", of_folder(snapshot, &by_state(snapshot, pages), "briefs", lang));
    fields.set("collections", of_collections(snapshot, pages, lang));
    fields.finish()
}

/// Sets the grid of a session, which its own page alone shows: what is asked there, of which states.
pub(super) fn set_grid(snapshot: &Snapshot, lang: usize, at: usize, fields: &mut Builder) {
    let mut states = snapshot.site.data().sessions[at].states.clone();
    states.extend(snapshot.site.sheets(at));
    states = by_name(&states);
    states.dedup();
    fields.set("grid", asked::grid(snapshot, lang, at, &states));
}

/// Returns states in the order of their names.
fn by_name(states: &[StateId]) -> Vec<StateId> {
    let mut sorted = states.to_vec();
    sorted.sort_by_key(|state| state.info().sort_key);
    sorted
}

/// Returns pages in the order of the states they are about.
fn by_state(snapshot: &Snapshot, pages: &[PageId]) -> Vec<PageId> {
    let mut sorted = pages.to_vec();
    sorted.sort_by_key(|id| snapshot.site.listed(*id).state().map(|state| state.info().sort_key));
    sorted
}

/// Makes the fields of a delegate's sheet that other pages show too.
pub(super) fn sheet_fields(snapshot: &Snapshot, lang: usize, at: usize, state: StateId) -> Fields {
    let site = &snapshot.site;
    let brief = addressed(snapshot, lang, at, state).into_iter().find(|id| site.listed(*id).state() == Some(state));
    let mut fields = Builder::new(Kind::Sheet);
    fields.set("state", snapshot.handle(Entity::State(lang, state)));
    fields.set("session", snapshot.handle(Entity::Session(lang, at)));
    fields.set("url", sheet_url(snapshot, lang, at, state));
    fields.set("brief", brief.map_or_else(|| Value::from(()), |id| snapshot.handle(Entity::Page(id))));
    fields.finish()
}

/// Returns the pages of a session that are about or addressed to a state, each in the language or as it is.
fn addressed(snapshot: &Snapshot, lang: usize, at: usize, state: StateId) -> Vec<PageId> {
    let of_session = snapshot.site.of_session(at);
    let addressed = of_session.iter().copied().filter(|id| snapshot.site.listed(*id).states().contains(&state));
    snapshot.site.each_once(addressed, snapshot.lang(lang))
}

/// Sets a field of a delegate's sheet that only the sheet itself shows.
pub(super) fn set_transient(
    snapshot: &Snapshot,
    (lang, at, state): (usize, usize, StateId),
    name: &str,
    fields: &mut Builder,
) {
    match name {
        "letters" => {
            let is_letter = |id: &PageId| snapshot.site.listed(*id).kind().name() == "letter";
            let letters: Vec<PageId> = addressed(snapshot, lang, at, state).into_iter().filter(is_letter).collect();
            fields.set("letters", snapshot.pages(&letters));
        }
        "asked" => fields.set("asked", asked::rows(snapshot, lang, Some(at), state)),
        _ => {
            let instruments = 0..snapshot.site.data().instruments.len();
            let statuses = instruments.map(|at| super::state::status(snapshot, lang, at, state));
            fields.set("statuses", statuses.collect::<Value>());
        }
    }
}
