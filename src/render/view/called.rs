//! What bodies and their sessions are called, when sessions are held, and which comes next.

use jiff::civil::Date;

use super::Snapshot;
use crate::data::{Phase, Session};
use crate::render::strings::Strings;

/// Returns the name of a body for readers of a language, and the language that it is in.
pub(super) fn body_name(snapshot: &Snapshot, lang: usize, at: usize) -> (String, String) {
    let (site, tag) = (&snapshot.site, snapshot.lang(lang));
    match &site.data().bodies[at].name {
        Some(name) => owned(name.words(tag, &site.config().language)),
        None => (snapshot.words(lang).get("review_name").to_owned(), tag.to_owned()),
    }
}

/// Returns what a body is mostly called, and the language that this is in.
pub(super) fn body_called(snapshot: &Snapshot, lang: usize, at: usize) -> (String, String) {
    let (site, tag) = (&snapshot.site, snapshot.lang(lang));
    match site.data().bodies[at].called() {
        Some(short) => owned(short.words(tag, &site.config().language)),
        None => (snapshot.words(lang).get("review_short").to_owned(), tag.to_owned()),
    }
}

/// Returns the title of a session for readers of a language, and the language that it is in: its own, or what its body is
/// called, with the number.
pub(super) fn session_title(snapshot: &Snapshot, lang: usize, at: usize) -> (String, String) {
    let (site, tag) = (&snapshot.site, snapshot.lang(lang));
    let session = &site.data().sessions[at];
    if let Some(title) = &session.title {
        return owned(title.words(tag, &site.config().language));
    }
    let (words, number) = (snapshot.words(lang), session.number.map_or_else(String::new, |number| number.to_string()));
    if site.data().bodies[session.body].called().is_none() {
        return (words.fill("session_title", &[("number", &number)]), tag.to_owned());
    }
    let (body, of) = body_called(snapshot, lang, session.body);
    (words.fill("session_of_body", &[("body", &body), ("number", &number)]), of)
}

/// Returns words and their language as values of their own.
fn owned((words, lang): (&str, &str)) -> (String, String) {
    (words.to_owned(), lang.to_owned())
}

/// Returns the session that is on, else comes next, and the one that was held last: of a body or of all, among those that list
/// States or have a page of ours.
pub(super) fn next_and_latest(snapshot: &Snapshot, body: Option<usize>) -> (Option<usize>, Option<usize>) {
    let site = &snapshot.site;
    let today = site.today();
    let in_phase = |wanted| {
        let sessions = site.data().sessions.iter().enumerate();
        let is_ours = |at: usize, session: &Session| !session.states.is_empty() || !site.of_session(at).is_empty();
        let of_body = move |session: &Session| body.is_none_or(|body| session.body == body);
        let fits = move |session: &Session| of_body(session) && session.phase(today) == wanted;
        sessions.filter(move |(at, session)| fits(session) && is_ours(*at, session))
    };
    let coming = || in_phase(Phase::Upcoming).min_by_key(|(_, session)| session.starts);
    let next = in_phase(Phase::Current).min_by_key(|(_, session)| session.starts).or_else(coming);
    let latest = in_phase(Phase::Past).max_by_key(|(_, session)| session.ends.or(session.starts));
    (next.map(|(at, _)| at), latest.map(|(at, _)| at))
}

/// Returns days from one to another in words, such as those of a session.
pub(super) fn dates_text(words: &Strings, starts: Option<Date>, ends: Option<Date>) -> String {
    let (starts, ends) = match (starts, ends) {
        (Some(starts), Some(ends)) => (starts, ends),
        (Some(starts), None) => return words.fill("date_from", &[("date", &words.date(starts))]),
        (None, Some(ends)) => return words.fill("date_until", &[("date", &words.date(ends))]),
        (None, None) => return String::new(),
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
