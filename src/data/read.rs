//! Reading the files of `content/data`.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_yaml::Value;

use super::{
    Act, Answer, Data, FocalPoint, Instrument, PartialDate, Session, StateId, Status, Topic, TreatyRecord,
    suggest_state,
};
use crate::diag::{Diagnostic, Span, did_you_mean, mistakes};
use crate::moment::Moment;
use crate::source::Sources;
use crate::yaml::{self, Limits, Map, Node, Source};

/// The data files, by their path from the site's root.
pub const DATA_FILES: [&str; 5] = [
    "content/data/sessions.yaml",
    "content/data/topics.yaml",
    "content/data/instruments.yaml",
    "content/data/treaty-actions.yaml",
    "content/data/focal-points.yaml",
];

/// The acts by which a state joins or leaves an instrument, and signature.
const ACTS: [&str; 8] =
    ["signature", "ratification", "acceptance", "approval", "accession", "succession", "withdrawal", "confirmation"];

/// Reads all data files; those that are absent are empty.
pub fn read_data(sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Data {
    let [sessions, topics, instruments, actions, focal_points] = DATA_FILES;
    let mut sessions: Vec<Session> = read_file(sources, sessions, diagnostics, read_session);
    sessions.sort_by_key(|session| session.number);
    let topics: Vec<Topic> = read_file(sources, topics, diagnostics, read_topic);
    let instruments: Vec<Instrument> = read_file(sources, instruments, diagnostics, read_instrument);
    let instrument_index: BTreeMap<String, usize> =
        instruments.iter().enumerate().map(|(at, instrument)| (instrument.id.clone(), at)).collect();
    let records = read_file(sources, actions, diagnostics, |map| read_record(map, &instrument_index));
    let data = Data {
        session_index: sessions.iter().enumerate().map(|(at, session)| (session.id.clone(), at)).collect(),
        topic_index: topics.iter().enumerate().map(|(at, topic)| (topic.id.clone(), at)).collect(),
        records: records.into_iter().map(|(instrument, state, record)| ((instrument, state), record)).collect(),
        focal_points: read_file(sources, focal_points, diagnostics, read_focal_point).into_iter().collect(),
        sessions,
        topics,
        instruments,
        instrument_index,
    };
    for file in sources.under("content/data/") {
        if !DATA_FILES.contains(&file.path.as_ref()) && (file.path.ends_with(".yaml") || file.path.ends_with(".yml")) {
            diagnostics.push(mistakes::unknown_data_file(Span::whole(&file.path), &file.path, &DATA_FILES));
        }
    }
    data
}

/// A record that has an id of its own.
trait Identified {
    /// Returns what must be unique in the file.
    fn identity(&self) -> String;
}

impl Identified for Session {
    fn identity(&self) -> String {
        self.id.clone()
    }
}

impl Identified for Topic {
    fn identity(&self) -> String {
        self.id.clone()
    }
}

impl Identified for Instrument {
    fn identity(&self) -> String {
        self.id.clone()
    }
}

impl Identified for (usize, StateId, TreatyRecord) {
    fn identity(&self) -> String {
        format!("{} {}", self.1.info().code, self.0)
    }
}

impl Identified for (StateId, FocalPoint) {
    fn identity(&self) -> String {
        self.0.info().code.to_owned()
    }
}

/// Reads a file that is a list of maps, each with an identity of its own.
fn read_file<T: Identified>(
    sources: &Sources,
    path: &str,
    diagnostics: &mut Vec<Diagnostic>,
    read: impl Fn(&mut Map<'_>) -> Option<T>,
) -> Vec<T> {
    let Some(file) = sources.get(path) else { return Vec::new() };
    let Some(text) = &file.text else { return Vec::new() };
    if text.trim().is_empty() {
        return Vec::new();
    }
    let source = Source { file: Arc::clone(&file.path), text: Arc::clone(text), range: 0..text.len() };
    let seen = std::cell::RefCell::new(BTreeMap::<String, ()>::new());
    let records = source.read(Limits::DATA, diagnostics, |node| {
        if node.is_null() {
            return Some(Vec::new());
        }
        node.list(|node| {
            let record = node.map(&read)?;
            let identity = record.identity();
            if seen.borrow_mut().insert(identity.clone(), ()).is_some() {
                node.note(move |span| mistakes::duplicate_record(span, &identity));
                return None;
            }
            Some(record)
        })
    });
    records.unwrap_or_default()
}

/// Reads an id: `[a-z0-9-]+`.
fn read_id(node: Node<'_>) -> Option<String> {
    let text = node.filled_text()?;
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
        node.note(move |span| mistakes::bad_slug(span, &text));
        return None;
    }
    Some(text)
}

/// Reads the code of a state.
fn read_state(node: Node<'_>) -> Option<StateId> {
    let text = node.filled_text()?;
    let found = StateId::of(&text);
    if found.is_none() {
        let right = suggest_state(&text);
        node.note(move |span| mistakes::unknown_state(span, &text, right.map(|state| (state.code, state.name))));
    }
    found
}

/// Reads a date or a year.
fn read_partial_date(node: Node<'_>) -> Option<PartialDate> {
    if let Value::Number(number) = node.value()
        && let Some(year) = number.as_i64().and_then(|year| i16::try_from(year).ok()).filter(|year| *year > 1500)
    {
        return Some(PartialDate::Year(year));
    }
    let text = match node.value() {
        Value::Number(number) => number.to_string(),
        _ => node.filled_text()?,
    };
    match Moment::parse(&text) {
        Some(moment) => Some(PartialDate::Day(moment.date())),
        None => {
            node.note(move |span| mistakes::bad_date(span, &text));
            None
        }
    }
}

/// Reads a day.
fn read_day(node: Node<'_>) -> Option<Moment> {
    let text = node.filled_text()?;
    let moment = Moment::parse(&text);
    if moment.is_none() {
        node.note(move |span| mistakes::bad_date(span, &text));
    }
    moment
}

/// Reads one of the words.
fn read_choice<T: Copy + 'static>(
    node: Node<'_>,
    key: &'static str,
    choices: &'static [(&'static str, T)],
) -> Option<T> {
    let text = node.filled_text()?;
    let found = choices.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
    if found.is_none() {
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        let hint = did_you_mean(&text, words.iter().copied());
        node.note(move |span| mistakes::unknown_choice(span, key, &text, &words).hint_if(hint));
    }
    found
}

/// Reads a session.
fn read_session(map: &mut Map<'_>) -> Option<Session> {
    let id = map.required("id", read_id);
    let number = map.required("number", yaml::number);
    let cycle = map.required("cycle", yaml::number);
    let starts = map.field("starts", read_day).map(|moment| moment.date());
    let ends = map.field("ends", read_day).map(|moment| moment.date());
    if let (Some(starts), Some(ends)) = (starts, ends)
        && ends < starts
    {
        map.note_key("ends", mistakes::ends_before_start);
    }
    let states = map.required("states", |node| node.list(read_state));
    let source = map.text("source");
    let as_of = map.field("as_of", read_day);
    let note = map.text("note");
    Some(Session { id: id?, number: number?, cycle: cycle?, starts, ends, states: states?, source, as_of, note })
}

/// Reads a topic.
fn read_topic(map: &mut Map<'_>) -> Option<Topic> {
    let id = map.required("id", read_id);
    let title = map.required("title", yaml::filled_text);
    let description = map.text("description").unwrap_or_default();
    Some(Topic { id: id?, title: title?, description })
}

/// Reads an instrument.
fn read_instrument(map: &mut Map<'_>) -> Option<Instrument> {
    let id = map.required("id", read_id);
    let title = map.required("title", yaml::filled_text);
    let short = map.text("short");
    let adopted = map.field("adopted", read_partial_date);
    let depositary = map.text("depositary");
    let description = map.text("description").unwrap_or_default();
    let url = map.text("url");
    let title = title?;
    Some(Instrument {
        id: id?,
        short: short.unwrap_or_else(|| title.clone()),
        title,
        adopted,
        depositary,
        description,
        url,
    })
}

/// Reads what a state did with an instrument.
fn read_record(map: &mut Map<'_>, known: &BTreeMap<String, usize>) -> Option<(usize, StateId, TreatyRecord)> {
    const STATUSES: &[(&str, Status)] = &[
        ("party", Status::Party),
        ("signatory", Status::Signatory),
        ("none", Status::None),
        ("unknown", Status::Unknown),
    ];
    let state = map.required("state", read_state);
    let instrument = map.required("instrument", |node| {
        let text = node.filled_text()?;
        let found = known.get(&text).copied();
        if found.is_none() {
            let hint = did_you_mean(&text, known.keys().map(String::as_str));
            node.note(move |span| mistakes::unknown_instrument(span, &text).hint_if(hint));
        }
        found
    });
    let status = map.required("status", |node| read_choice(node, "status", STATUSES));
    let acts = map.field("acts", |node| node.list(|node| node.map(read_act))).unwrap_or_default();
    let source = map.text("source");
    let certainty = map.text("certainty");
    let as_of = map.field("as_of", read_day);
    let note = map.text("note");
    Some((instrument?, state?, TreatyRecord { status: status?, acts, source, certainty, as_of, note }))
}

/// Reads an act.
fn read_act(map: &mut Map<'_>) -> Option<Act> {
    let act = map.required("act", |node| {
        let text = node.filled_text()?;
        let found = ACTS.into_iter().find(|act| *act == text);
        if found.is_none() {
            let hint = did_you_mean(&text, ACTS);
            node.note(move |span| mistakes::unknown_choice(span, "act", &text, &ACTS).hint_if(hint));
        }
        found
    });
    let date = map.field("date", read_partial_date);
    Some(Act { act: act?, date })
}

/// Reads what is known of a focal point.
fn read_focal_point(map: &mut Map<'_>) -> Option<(StateId, FocalPoint)> {
    const ANSWERS: &[(&str, Answer)] = &[("yes", Answer::Yes), ("no", Answer::No), ("unknown", Answer::Unknown)];
    let state = map.required("state", read_state);
    let answer = map.required("answer", |node| read_choice(node, "answer", ANSWERS));
    let since = map.field("since", read_partial_date);
    let source = map.text("source");
    let as_of = map.field("as_of", read_day);
    let note = map.text("note");
    Some((state?, FocalPoint { answer: answer?, since, source, as_of, note }))
}
