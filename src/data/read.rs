//! Reading the files of `content/data`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{
    Act, Answer, Data, FocalPoint, Instrument, PartialDate, Session, StateId, Status, Topic, TreatyRecord,
    contradictions, suggest_state,
};
use crate::config::read_web_url;
use crate::diag::{Diagnostic, Span, did_you_mean, has_errors, mistakes};
use crate::moment::Moment;
use crate::route::OutPath;
use crate::source::Sources;
use crate::track::{Fingerprint, combine, fingerprint};
use crate::yaml::{self, Limits, Map, Mark, Node, Source, What};

/// The sessions.
pub const SESSIONS_FILE: &str = "content/data/sessions.yaml";
/// The topics.
pub const TOPICS_FILE: &str = "content/data/topics.yaml";
/// The instruments.
pub const INSTRUMENTS_FILE: &str = "content/data/instruments.yaml";
/// What states did with instruments.
const ACTIONS_FILE: &str = "content/data/treaty-actions.yaml";
/// What is known of focal points.
const FOCAL_POINTS_FILE: &str = "content/data/focal-points.yaml";
/// The data files, by their path from the site's root.
pub const DATA_FILES: [&str; 5] = [SESSIONS_FILE, TOPICS_FILE, INSTRUMENTS_FILE, ACTIONS_FILE, FOCAL_POINTS_FILE];

/// The acts by which a state joins or leaves an instrument, and signature.
pub(super) const ACTS: [&str; 8] =
    ["signature", "ratification", "acceptance", "approval", "accession", "succession", "withdrawal", "confirmation"];

/// The years that an act, an adoption or a focal point can be of: with a figure too many it would be any.
const YEARS: std::ops::Range<i16> = 1501..3000;

/// Returns the fingerprint of the data files.
pub fn data_fingerprint(sources: &Sources) -> Fingerprint {
    let files = sources.under("content/data/").map(|file| (fingerprint(file.path.as_bytes()), file.fingerprint));
    files.fold(0, |seed, (path, text)| combine(combine(seed, path), text))
}

/// Reads all data files; those that are absent are empty.
pub fn read_data(sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Data {
    let mut data = Data { fingerprint: data_fingerprint(sources), ..Data::default() };
    let incomplete = &mut data.incomplete;
    data.sessions = read_file(sources, SESSIONS_FILE, incomplete, diagnostics, |map| {
        read_session(map).map(|session| (session.id.clone(), session))
    });
    if !incomplete.contains(SESSIONS_FILE) {
        note_numbers(&data.sessions, sources, diagnostics);
    }
    data.sessions.sort_by_key(|session| session.number);
    data.topics = read_file(sources, TOPICS_FILE, incomplete, diagnostics, |map| {
        read_topic(map).map(|topic| (topic.id.clone(), topic))
    });
    data.instruments = read_file(sources, INSTRUMENTS_FILE, incomplete, diagnostics, |map| {
        read_instrument(map).map(|instrument| (instrument.id.clone(), instrument))
    });
    data.index();
    let incomplete = &mut data.incomplete;
    let known = KnownInstruments {
        places: &data.instrument_index,
        list: &data.instruments,
        source: source_of(sources, INSTRUMENTS_FILE),
        all: !incomplete.contains(INSTRUMENTS_FILE),
    };
    let records = read_file(sources, ACTIONS_FILE, incomplete, diagnostics, |map| read_record(map, &known));
    data.records = records.into_iter().collect();
    let focal_points = read_file(sources, FOCAL_POINTS_FILE, incomplete, diagnostics, |map| {
        read_focal_point(map).map(|(state, known)| (state.info().code.to_owned(), (state, known)))
    });
    data.focal_points = focal_points.into_iter().collect();
    for file in sources.under("content/data/") {
        let suffix = file.path.rsplit_once('.').map_or("", |(_, suffix)| suffix);
        let is_yaml = ["yaml", "yml"].iter().any(|known| suffix.eq_ignore_ascii_case(known));
        if !DATA_FILES.contains(&file.path.as_ref()) && is_yaml {
            diagnostics.push(mistakes::unknown_data_file(Span::whole(&file.path), &file.path, &DATA_FILES));
        }
    }
    data
}

/// A record with the name that no other record of its file may have.
type Named<T> = (String, T);

/// Reads a file that is a list of maps; `read` gives each with its name. A file with a mistake is
/// put among the incomplete ones.
fn read_file<T>(
    sources: &Sources,
    path: &'static str,
    incomplete: &mut BTreeSet<&'static str>,
    diagnostics: &mut Vec<Diagnostic>,
    read: impl Fn(&mut Map<'_>) -> Option<Named<T>>,
) -> Vec<T> {
    let before = diagnostics.len();
    let records = read_records(sources, path, diagnostics, read);
    if has_errors(&diagnostics[before..]) || sources.get(path).is_none() && sources.knows(path) {
        incomplete.insert(path);
    }
    records
}

/// Reads the records of a file.
fn read_records<T>(
    sources: &Sources,
    path: &str,
    diagnostics: &mut Vec<Diagnostic>,
    read: impl Fn(&mut Map<'_>) -> Option<Named<T>>,
) -> Vec<T> {
    let Some(source) = source_of(sources, path).filter(|source| !source.text.trim().is_empty()) else {
        return Vec::new();
    };
    let named = source.read(Limits::DATA, diagnostics, |node| {
        if node.is_null() {
            return Some(Vec::new());
        }
        node.distinct(|node| node.map(&read), |(name, _)| name.clone(), mistakes::duplicate_record)
    });
    named.unwrap_or_default().into_iter().map(|(_, record)| record).collect()
}

/// Returns a file as a text to be read.
fn source_of(sources: &Sources, path: &str) -> Option<Source> {
    let file = sources.get(path)?;
    let text = file.held()?;
    Some(Source { file: Arc::clone(&file.path), range: 0..text.len(), text })
}

/// Warns of a session that has the number of another, given all of them in the order of their file.
fn note_numbers(sessions: &[Session], sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    let mut first_of: BTreeMap<u32, usize> = BTreeMap::new();
    for (at, session) in sessions.iter().enumerate() {
        let first = *first_of.entry(session.number).or_insert(at);
        if let Some(source) = source_of(sources, SESSIONS_FILE).filter(|_| first != at) {
            let [span, first] = [at, first].map(|at| source.locate(&format!("[{at}].number"), Mark::Value));
            diagnostics.push(mistakes::number_of_another(span, session.number, first));
        }
    }
}

/// Reads an id: `[a-z0-9-]+`.
fn read_id(node: Node<'_>) -> Option<String> {
    let text = node.filled_text()?;
    if !text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
        node.note(move |span| mistakes::bad_slug(span, &text));
        return None;
    }
    if let Err(why) = OutPath::parse(&text) {
        node.note(move |span| mistakes::bad_id(span, &text, &why.to_string()));
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
    if let What::Number(number) = node.value().what()
        && let Some(year) =
            number.as_i64().and_then(|year| i16::try_from(year).ok()).filter(|year| YEARS.contains(year))
    {
        return Some(PartialDate::Year(year));
    }
    let text = match node.value().what() {
        What::Number(number) => number.to_string(),
        _ => node.filled_text()?,
    };
    match Moment::parse(&text) {
        Some(moment) => Some(PartialDate::Day(moment.date())),
        None => {
            let key = node.name().to_owned();
            node.note(move |span| mistakes::bad_partial_date(span, &key, &text, &near_dates(&text)));
            None
        }
    }
}

/// Reads a day.
fn read_day(node: Node<'_>) -> Option<Moment> {
    let text = node.date_text()?;
    let moment = Moment::parse(&text);
    if moment.is_none() {
        let key = node.name().to_owned();
        node.note(move |span| mistakes::bad_date(span, &key, &text, &near_dates(&text)));
    }
    moment
}

/// Returns the days that a text may mean, as they are written here.
fn near_dates(text: &str) -> Vec<String> {
    Moment::near(text).iter().map(|moment| moment.date().to_string()).collect()
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
        node.note(move |span| mistakes::unknown_choice(span, key, &text, &words));
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
        map.note_pair("ends", "starts", mistakes::ends_before_start);
    }
    let states = map.required("states", |node| node.list(read_state));
    let source = map.words("source");
    let as_of = map.field("as_of", read_day);
    let note = map.words("note");
    Some(Session { id: id?, number: number?, cycle: cycle?, starts, ends, states: states?, source, as_of, note })
}

/// Reads a topic.
fn read_topic(map: &mut Map<'_>) -> Option<Topic> {
    let id = map.required("id", read_id);
    let title = map.required("title", yaml::words);
    let description = map.words("description").unwrap_or_default();
    Some(Topic { id: id?, title: title?, description })
}

/// Reads an instrument.
fn read_instrument(map: &mut Map<'_>) -> Option<Instrument> {
    let id = map.required("id", read_id);
    let title = map.required("title", yaml::words);
    let short = map.words("short");
    let adopted = map.field("adopted", read_partial_date);
    let depositary = map.words("depositary");
    let description = map.words("description").unwrap_or_default();
    let url = map.field("url", read_web_url);
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

/// The instruments that records may name.
struct KnownInstruments<'a> {
    /// Their places, by id.
    places: &'a BTreeMap<String, usize>,
    /// The instruments.
    list: &'a [Instrument],
    /// The file that lists them.
    source: Option<Source>,
    /// Whether these are all that the file of instruments holds.
    all: bool,
}

/// Reads what a state did with an instrument; the name of the record is made of both.
fn read_record(map: &mut Map<'_>, known: &KnownInstruments<'_>) -> Option<Named<((usize, StateId), TreatyRecord)>> {
    const STATUSES: &[(&str, Status)] = &[
        ("party", Status::Party),
        ("signatory", Status::Signatory),
        ("none", Status::None),
        ("unknown", Status::Unknown),
    ];
    let state = map.required("state", read_state);
    let instrument = map.required("instrument", |node| {
        let text = node.filled_text()?;
        let found = known.places.get(&text).copied();
        if found.is_none() && known.all {
            let hint = did_you_mean(&text, known.places.keys().map(String::as_str));
            let (id, places) = (text.clone(), known.places.keys().cloned().collect::<Vec<_>>());
            node.note(move |span| {
                let places: Vec<&str> = places.iter().map(String::as_str).collect();
                mistakes::unknown_instrument(span, &id, &places).suggest(hint)
            });
        }
        found.map(|place| (place, text))
    });
    let status = map.required("status", |node| read_choice(node, "status", STATUSES));
    let mut all_read = true;
    let acts = map.field("acts", |node| {
        let acts = node.list(|node| node.map(read_act))?;
        all_read = node.value().items().count() == acts.len();
        Some(acts)
    });
    let acts = acts.unwrap_or_default();
    let source = map.words("source");
    let certainty = map.text("certainty");
    let as_of = map.field("as_of", read_day);
    let note = map.words("note");
    let ((instrument, id), state) = (instrument?, state?);
    let name = format!("{} and {id}", state.info().code);
    let record = TreatyRecord { status: status?, acts, source, certainty, as_of, note };
    if all_read {
        contradictions::note_in_record(map, &record);
        if let (true, Some(source)) = (known.all, &known.source) {
            contradictions::note_before_adoption(map, &record, instrument, &known.list[instrument], source);
        }
    }
    Some((name, ((instrument, state), record)))
}

/// Reads an act.
fn read_act(map: &mut Map<'_>) -> Option<Act> {
    let act = map.required("act", |node| {
        let text = node.filled_text()?;
        let found = ACTS.into_iter().find(|act| *act == text);
        if found.is_none() {
            node.note(move |span| mistakes::unknown_choice(span, "act", &text, &ACTS));
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
    let source = map.words("source");
    let as_of = map.field("as_of", read_day);
    let note = map.words("note");
    let known = FocalPoint { answer: answer?, since, source, as_of, note };
    contradictions::note_in_focal_point(map, &known);
    Some((state?, known))
}
