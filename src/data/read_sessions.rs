//! Reading bodies and sessions, and the order of sessions.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::StateId;
use super::sessions::{BODIES_FILE, Body, Deadline, Session, UPR};
use super::settings::DataSettings;
use super::values::{read_choice, read_day, read_id, read_state};
use crate::config::read_web_url;
use crate::diag::{did_you_mean, mistakes};
use crate::yaml::{self, Map, Node};

/// What can be said in place of the days of a session.
pub(super) const DATES: [(&str, ()); 1] = [("unknown", ())];

/// The bodies that sessions may name.
pub(super) struct KnownBodies<'a> {
    /// The bodies.
    pub(super) list: &'a [Body],
    /// Whether these are all that their file holds.
    pub(super) all: bool,
}

/// Reads a body.
pub(super) fn read_body(map: &mut Map<'_>, settings: DataSettings<'_>) -> Option<Body> {
    let id = map.required("id", read_id);
    let name = map.required("name", |node| settings.words(node));
    let short = map.field("short", |node| settings.words(node));
    let url = map.field("url", read_web_url);
    Some(Body { id: id?, name: Some(name?), short, url })
}

/// Reads a session.
pub(super) fn read_session(map: &mut Map<'_>, known: &KnownBodies<'_>, settings: DataSettings<'_>) -> Option<Session> {
    let id = map.required("id", read_id);
    let review = known.list.iter().position(|body| body.id == UPR);
    let body = if map.has("body") { map.field("body", |node| read_body_id(node, known)) } else { review };
    let is_of_review = body == review;
    let title = map.field("title", |node| settings.words(node));
    let number = match map.has("title") {
        true => map.field("number", yaml::number),
        false => map.required("number", yaml::number),
    };
    let cycle = match is_of_review {
        true => map.required("cycle", yaml::number),
        false => map.field("cycle", yaml::number),
    };
    let starts = map.field("starts", read_day).map(|moment| moment.date());
    let ends = map.field("ends", read_day).map(|moment| moment.date());
    if let (Some(starts), Some(ends)) = (starts, ends)
        && ends < starts
    {
        map.note_pair("ends", "starts", mistakes::ends_before_start);
    }
    let undated = map.field("dates", |node| read_choice(node, "dates", &DATES)).is_some();
    if let Some(key) = ["starts", "ends"].into_iter().find(|key| undated && map.has(key)) {
        map.note_pair("dates", key, mistakes::dates_known);
    }
    let listed = match is_of_review {
        true => map.required("states", read_reviews),
        false => Some(map.field("states", read_reviews).unwrap_or_default()),
    };
    let deadlines = map
        .field("deadlines", |node| node.list(|node| node.map(|map| read_deadline(map, settings))))
        .unwrap_or_default();
    let source = map.words("source");
    let as_of = map.field("as_of", read_day);
    let note = map.words("note");
    let listed = listed?;
    let states = listed.iter().map(|(state, _)| *state).collect();
    let days = listed.into_iter().filter_map(|(state, day)| Some((state, day?))).collect();
    let is_whole = (number.is_some() || title.is_some()) && (cycle.is_some() || !is_of_review);
    Some(Session {
        id: id.filter(|_| is_whole)?,
        body: body?,
        number,
        cycle,
        title,
        starts,
        ends,
        undated,
        states,
        days,
        deadlines,
        source,
        as_of,
        note,
    })
}

/// Reads the id of a body.
fn read_body_id(node: Node<'_>, known: &KnownBodies<'_>) -> Option<usize> {
    let text = node.filled_text()?;
    let found = known.list.iter().position(|body| body.id == text);
    if found.is_none() && known.all {
        let hint = suggest_body(known.list, &text);
        let ids: Vec<String> = known.list.iter().map(|body| body.id.clone()).collect();
        node.note(move |span| {
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            mistakes::unknown_body(span, &text, &ids, BODIES_FILE).suggest(hint)
        });
    }
    found
}

/// Returns a hint at the body that a text may mean: by its name, or by an id that is like it.
pub fn suggest_body(bodies: &[Body], text: &str) -> Option<String> {
    let texts = |body: &Body, text: &str| {
        let names = body.name.iter().chain(&body.short).flat_map(|words| words.texts());
        names.chain([body.id.as_str()]).any(|known| known.to_lowercase() == text.to_lowercase())
    };
    let named = bodies.iter().find(|body| texts(body, text));
    let by_name = named.map(|body| format!("the id of that body is `{}`", body.id));
    by_name.or_else(|| did_you_mean(text, bodies.iter().map(|body| body.id.as_str())))
}

/// Reads the states under review, each with the day on which it is reviewed, if that is said.
fn read_reviews(node: Node<'_>) -> Option<Vec<(StateId, Option<Date>)>> {
    let read = |node: Node<'_>| {
        if !node.value().is_map() {
            return read_state(node).map(|state| (state, None));
        }
        node.map(|map| {
            let state = map.required("state", read_state);
            let on = map.field("on", read_day).map(|moment| moment.date());
            Some((state?, on))
        })
    };
    node.distinct(read, |(state, _)| state.info().code.to_owned(), mistakes::listed_twice)
}

/// Reads a deadline.
fn read_deadline(map: &mut Map<'_>, settings: DataSettings<'_>) -> Option<Deadline> {
    let what = map.required("what", |node| settings.words(node));
    let date = map.required("date", read_day).map(|moment| moment.date());
    let source = map.words("source");
    Some(Deadline { what: what?, date: date?, source })
}

/// Puts sessions in order: those of one body by number, all by their days, and first those whose days are said to be unknown.
///
/// A session without days stands where the one before it does, so that a body alone is in the order of its numbers.
pub(super) fn order_sessions(sessions: &mut Vec<Session>) {
    let mut of_bodies: BTreeMap<usize, Vec<Session>> = BTreeMap::new();
    for session in sessions.drain(..) {
        of_bodies.entry(session.body).or_default().push(session);
    }
    let mut placed: Vec<(Option<Date>, Session)> = Vec::new();
    for mut of_one in of_bodies.into_values() {
        let all_numbered = of_one.iter().all(|session| session.number.is_some());
        of_one.sort_by(|one, next| match all_numbered {
            true => one.number.cmp(&next.number),
            false => by_days(one, next),
        });
        let mut latest = None;
        for session in of_one {
            latest = latest.max(session.starts);
            placed.push((latest, session));
        }
    }
    placed.sort_by_key(|(day, session)| (!session.undated, *day));
    sessions.extend(placed.into_iter().map(|(_, session)| session));
}

/// Compares two sessions by their days, then by their numbers.
fn by_days(one: &Session, next: &Session) -> Ordering {
    (one.starts, one.number).cmp(&(next.starts, next.number))
}
