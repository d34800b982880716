//! Data: what `content/data` holds, and the table of UN states.
//!
//! Takes the data files; gives sessions, topics, instruments, what states did with them, and what is known of focal
//! points. Unknown stays unknown: nothing is assumed from absence. Every mistake in every file is reported.

mod acts;
mod contradictions;
mod facts;
mod read;
mod read_sessions;
mod sessions;
mod settings;
mod state_info;
mod states;
mod states_table;
mod table;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::config::{TOPICS, Translated};
use crate::moment::Moment;
use crate::track::Fingerprint;

pub use acts::{Deed, Later};
pub use read::{DATA_FILES, INSTRUMENTS_FILE, SESSIONS_FILE, TABLES, data_fingerprint, read_data, terms_file};
pub use read_sessions::suggest_body;
pub use sessions::{BODIES_FILE, Body, Deadline, Phase, Session, UPR};
pub use settings::DataSettings;
pub use state_info::{Group, StateInfo};
pub use states::{state, suggest_state};
pub use states_table::STATES;
pub use table::{DATA_TABLES, TERM};

/// The place of a state in [`STATES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StateId(pub u16);

impl StateId {
    /// Returns the state with this alpha-3 code.
    pub fn of(code: &str) -> Option<StateId> {
        let at = STATES.binary_search_by(|state| state.code.cmp(code)).ok()?;
        u16::try_from(at).ok().map(StateId)
    }

    /// Returns what the table says of the state.
    pub fn info(self) -> &'static StateInfo {
        &STATES[self.0 as usize]
    }

    /// Returns all states, by code.
    pub fn all() -> impl Iterator<Item = StateId> {
        (0..STATES.len() as u16).map(StateId)
    }
}

/// A topic, or a term of a taxonomy of the site's own.
#[derive(Clone, Debug)]
pub struct Term {
    /// The id of its taxonomy.
    pub taxonomy: &'static str,
    /// The id, which no other has in its taxonomy.
    pub id: String,
    /// What no other term has: the id of a topic, else the ids of taxonomy and term with a slash between.
    pub key: String,
    /// The title.
    pub title: Translated,
    /// One or two sentences.
    pub description: Option<Translated>,
}

impl Term {
    /// Returns the type of the texts on it: that of topics has a name, others have the id of their taxonomy.
    pub fn text_type(&self) -> &'static str {
        if self.taxonomy == TOPICS { "topic" } else { self.taxonomy }
    }
}

/// Returns the key of a term.
fn term_key(taxonomy: &str, id: &str) -> String {
    if taxonomy == TOPICS { id.to_owned() } else { format!("{taxonomy}/{id}") }
}

/// A treaty.
#[derive(Clone, Debug)]
pub struct Instrument {
    /// The id.
    pub id: String,
    /// The full title.
    pub title: Translated,
    /// The short title.
    pub short: Translated,
    /// When it was adopted.
    pub adopted: Option<PartialDate>,
    /// Who keeps the record of parties.
    pub depositary: Option<Translated>,
    /// One or two sentences.
    pub description: Option<Translated>,
    /// The address of its text or status.
    pub url: Option<String>,
}

/// A date, or only its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartialDate {
    /// The year alone is known.
    Year(i16),
    /// The day is known.
    Day(Date),
}

/// What is established of a state and an instrument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// It consented to be bound.
    Party,
    /// It signed and did not consent to be bound.
    Signatory,
    /// The source records no act.
    None,
    /// Not established.
    Unknown,
}

impl Status {
    /// Returns the word in data files and layouts.
    pub fn id(self) -> &'static str {
        match self {
            Status::Party => "party",
            Status::Signatory => "signatory",
            Status::None => "none",
            Status::Unknown => "unknown",
        }
    }
}

/// One act of a state.
#[derive(Clone, Debug)]
pub struct Act {
    /// Which act: `signature`, `ratification`, `accession` …
    pub act: &'static str,
    /// When, as far as it is known.
    pub date: Option<PartialDate>,
}

/// The record of a state and an instrument.
#[derive(Clone, Debug)]
pub struct TreatyRecord {
    /// What is established.
    pub status: Status,
    /// The acts, in the order of the file.
    pub acts: Vec<Act>,
    /// The source.
    pub source: Option<String>,
    /// How sure the record is.
    pub certainty: Option<String>,
    /// The day for which it is true.
    pub as_of: Option<Moment>,
    /// What else is to be said.
    pub note: Option<String>,
}

/// An answer that may be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// It is not known.
    Unknown,
}

impl Answer {
    /// Returns the word in data files and layouts.
    pub fn id(self) -> &'static str {
        match self {
            Answer::Yes => "yes",
            Answer::No => "no",
            Answer::Unknown => "unknown",
        }
    }
}

/// What is known of a state's focal point.
#[derive(Clone, Debug)]
pub struct FocalPoint {
    /// Whether one was named.
    pub answer: Answer,
    /// Since when.
    pub since: Option<PartialDate>,
    /// The source.
    pub source: Option<String>,
    /// The day for which it is true.
    pub as_of: Option<Moment>,
    /// What else is to be said.
    pub note: Option<String>,
}

/// Everything in `content/data`.
#[derive(Clone, Debug, Default)]
pub struct Data {
    /// Bodies, in the order of the file; the Universal Periodic Review is always among them.
    pub bodies: Vec<Body>,
    /// Sessions, of each body by number, and of all by their days; those whose days are said to be unknown come first.
    pub sessions: Vec<Session>,
    /// Topics, then the terms of the site's own taxonomies, each in the order of its file.
    pub terms: Vec<Term>,
    /// Instruments, in the order of the file.
    pub instruments: Vec<Instrument>,
    /// Records, by the instrument's place in `instruments` and the state.
    pub records: BTreeMap<(usize, StateId), TreatyRecord>,
    /// Focal points, by state.
    pub focal_points: BTreeMap<StateId, FocalPoint>,
    /// The files in which something was wrong, so that what they should hold may be missing here.
    incomplete: BTreeSet<&'static str>,
    /// The fingerprint of the files.
    pub fingerprint: Fingerprint,
    body_index: BTreeMap<String, usize>,
    session_index: BTreeMap<String, usize>,
    term_index: BTreeMap<String, usize>,
    instrument_index: BTreeMap<String, usize>,
}

impl Data {
    /// Notes where each session, topic and instrument stands.
    fn index(&mut self) {
        fn places<T>(list: &[T], id: impl Fn(&T) -> &String) -> BTreeMap<String, usize> {
            list.iter().enumerate().map(|(at, entry)| (id(entry).clone(), at)).collect()
        }
        self.body_index = places(&self.bodies, |body| &body.id);
        self.session_index = places(&self.sessions, |session| &session.id);
        self.term_index = places(&self.terms, |term| &term.key);
        self.instrument_index = places(&self.instruments, |instrument| &instrument.id);
    }

    /// Tells whether everything a file holds is here; only then is a name that is not known a mistake of whoever uses it.
    pub fn is_whole(&self, file: &str) -> bool {
        !self.incomplete.contains(file)
    }

    /// Returns the place of a body in `bodies`.
    pub fn body(&self, id: &str) -> Option<usize> {
        self.body_index.get(id).copied()
    }

    /// Tells whether the site lists bodies itself, so that they have pages.
    pub fn lists_bodies(&self) -> bool {
        self.bodies.iter().any(|body| body.name.is_some())
    }

    /// Returns the place of a session in `sessions`.
    pub fn session(&self, id: &str) -> Option<usize> {
        self.session_index.get(id).copied()
    }

    /// Returns the place of a term of a taxonomy in `terms`.
    pub fn term(&self, taxonomy: &str, id: &str) -> Option<usize> {
        self.term_index.get(&term_key(taxonomy, id)).copied()
    }

    /// Returns the terms of a taxonomy, each with its place in `terms`.
    pub fn terms_of(&self, taxonomy: &str) -> impl Iterator<Item = (usize, &Term)> {
        self.terms.iter().enumerate().filter(move |(_, term)| term.taxonomy == taxonomy)
    }

    /// Returns the ids of the terms of a taxonomy.
    pub fn term_ids(&self, taxonomy: &str) -> Vec<&str> {
        self.terms_of(taxonomy).map(|(_, term)| term.id.as_str()).collect()
    }

    /// Returns the place of an instrument in `instruments`.
    pub fn instrument(&self, id: &str) -> Option<usize> {
        self.instrument_index.get(id).copied()
    }
}
