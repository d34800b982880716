//! Reading the files of `content/data`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::read_sessions::{KnownBodies, order_sessions, read_body, read_session};
use super::sessions::BODIES_FILE;
use super::settings::DataSettings;
use super::values::{read_choice, read_day, read_id, read_partial_date, read_state};
use super::{
    Act, Answer, Body, Data, FocalPoint, Instrument, Session, StateId, Status, Term, TreatyRecord, UPR, contradictions,
    term_key,
};
use crate::config::{TOPICS, read_web_url};
use crate::diag::{Diagnostic, Span, did_you_mean, has_errors, mistakes};
use crate::source::Sources;
use crate::track::{Fingerprint, combine, fingerprint};
use crate::yaml::{Limits, Map, Mark, Source, interned};

/// The sessions.
pub const SESSIONS_FILE: &str = "content/data/sessions.yaml";
/// The topics.
pub(super) const TOPICS_FILE: &str = "content/data/topics.yaml";
/// The instruments.
pub const INSTRUMENTS_FILE: &str = "content/data/instruments.yaml";
/// What states did with instruments.
pub(super) const ACTIONS_FILE: &str = "content/data/treaty-actions.yaml";
/// What is known of focal points.
pub(super) const FOCAL_POINTS_FILE: &str = "content/data/focal-points.yaml";
/// The data files, by their path from the site's root.
pub const DATA_FILES: [&str; 6] =
    [BODIES_FILE, SESSIONS_FILE, TOPICS_FILE, INSTRUMENTS_FILE, ACTIONS_FILE, FOCAL_POINTS_FILE];

/// The folder of the tables that pages show.
pub const TABLES: &str = "content/data/tables/";

/// The acts by which a state joins or leaves an instrument, and signature.
pub(super) const ACTS: [&str; 8] =
    ["signature", "ratification", "acceptance", "approval", "accession", "succession", "withdrawal", "confirmation"];

/// What can be established of a State and an instrument.
pub(super) const STATUSES: [(&str, Status); 4] =
    [("party", Status::Party), ("signatory", Status::Signatory), ("none", Status::None), ("unknown", Status::Unknown)];

/// What can be known of a focal point.
pub(super) const ANSWERS: [(&str, Answer); 3] =
    [("yes", Answer::Yes), ("no", Answer::No), ("unknown", Answer::Unknown)];

/// Returns the file that lists the terms of a taxonomy.
pub fn terms_file(taxonomy: &str) -> &'static str {
    if taxonomy == TOPICS { TOPICS_FILE } else { interned(&format!("content/data/{taxonomy}.yaml")) }
}

/// Returns the fingerprint of the data files of a site with these settings.
pub fn data_fingerprint(sources: &Sources, settings: DataSettings<'_>) -> Fingerprint {
    let files = sources.under("content/data/").filter(|file| !file.path.starts_with(TABLES));
    let files = files.map(|file| (fingerprint(file.path.as_bytes()), file.fingerprint));
    let named = settings.taxonomies.iter().copied().chain([""]).chain(settings.languages.iter().map(String::as_str));
    let seed = named.fold(0, |seed, id| combine(seed, fingerprint(id.as_bytes())));
    files.fold(seed, |seed, (path, text)| combine(combine(seed, path), text))
}

/// Reads all data files of a site with these settings; those that are absent are empty.
pub fn read_data(sources: &Sources, settings: DataSettings<'_>, diagnostics: &mut Vec<Diagnostic>) -> Data {
    let taxonomies = settings.taxonomies;
    let mut data = Data { fingerprint: data_fingerprint(sources, settings), ..Data::default() };
    let incomplete = &mut data.incomplete;
    data.bodies = read_file(sources, BODIES_FILE, incomplete, diagnostics, |map| {
        read_body(map, settings).map(|body| (body.id.clone(), body))
    });
    if data.bodies.iter().all(|body| body.id != UPR) {
        data.bodies.push(Body::review());
    }
    let known = KnownBodies { list: &data.bodies, all: !incomplete.contains(BODIES_FILE) };
    data.sessions = read_file(sources, SESSIONS_FILE, incomplete, diagnostics, |map| {
        read_session(map, &known, settings).map(|session| (session.id.clone(), session))
    });
    if !incomplete.contains(SESSIONS_FILE) {
        note_numbers(&data.sessions, sources, diagnostics);
    }
    order_sessions(&mut data.sessions);
    for taxonomy in std::iter::once(TOPICS).chain(taxonomies.iter().copied()) {
        data.terms.extend(read_file(sources, terms_file(taxonomy), incomplete, diagnostics, |map| {
            read_term(map, taxonomy, settings).map(|term| (term.id.clone(), term))
        }));
    }
    data.instruments = read_file(sources, INSTRUMENTS_FILE, incomplete, diagnostics, |map| {
        read_instrument(map, settings).map(|instrument| (instrument.id.clone(), instrument))
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
        let is_table = file.path.starts_with(TABLES);
        let is_known = DATA_FILES.contains(&file.path.as_ref())
            || taxonomies.iter().any(|taxonomy| terms_file(taxonomy) == &*file.path);
        if !is_known && is_yaml && !is_table {
            let own = taxonomies.iter().map(|taxonomy| terms_file(taxonomy));
            let known: Vec<&str> = DATA_FILES.into_iter().chain(own).collect();
            diagnostics.push(mistakes::unknown_data_file(Span::whole(&file.path), &file.path, &known));
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

/// Warns of a session that has the number of another of its body, given all of them in the order of their file.
fn note_numbers(sessions: &[Session], sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    let mut first_of: BTreeMap<(usize, u32), usize> = BTreeMap::new();
    for (at, session) in sessions.iter().enumerate() {
        let Some(number) = session.number else { continue };
        let first = *first_of.entry((session.body, number)).or_insert(at);
        if let Some(source) = source_of(sources, SESSIONS_FILE).filter(|_| first != at) {
            let [span, first] = [at, first].map(|at| source.locate(&format!("[{at}].number"), Mark::Value));
            diagnostics.push(mistakes::number_of_another(span, number, first));
        }
    }
}

/// Reads a term of a taxonomy.
fn read_term(map: &mut Map<'_>, taxonomy: &'static str, settings: DataSettings<'_>) -> Option<Term> {
    let id = map.required("id", read_id);
    let title = map.required("title", |node| settings.words(node));
    let description = map.field("description", |node| settings.words(node));
    let id = id?;
    Some(Term { taxonomy, key: term_key(taxonomy, &id), id, title: title?, description })
}

/// Reads an instrument.
fn read_instrument(map: &mut Map<'_>, settings: DataSettings<'_>) -> Option<Instrument> {
    let id = map.required("id", read_id);
    let title = map.required("title", |node| settings.words(node));
    let short = map.field("short", |node| settings.words(node));
    let adopted = map.field("adopted", read_partial_date);
    let depositary = map.field("depositary", |node| settings.words(node));
    let description = map.field("description", |node| settings.words(node));
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
    let status = map.required("status", |node| read_choice(node, "status", &STATUSES));
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
    let state = map.required("state", read_state);
    let answer = map.required("answer", |node| read_choice(node, "answer", &ANSWERS));
    let since = map.field("since", read_partial_date);
    let source = map.words("source");
    let as_of = map.field("as_of", read_day);
    let note = map.words("note");
    let known = FocalPoint { answer: answer?, since, source, as_of, note };
    contradictions::note_in_focal_point(map, &known);
    Some((state?, known))
}
