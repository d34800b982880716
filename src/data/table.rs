//! The tables of the keys of data files: what each takes and what it is for.

use super::read::SESSIONS_FILE;
use super::read::{ACTIONS_FILE, ACTS, ANSWERS, FOCAL_POINTS_FILE, INSTRUMENTS_FILE, STATUSES, TOPICS_FILE};
use super::read_sessions::DATES;
use super::sessions::BODIES_FILE;
use crate::yaml::{Key, Shape, words_of};

/// The data files by their path from the site's root, each with the keys of its records.
pub const DATA_TABLES: [(&str, &[Key]); 6] = [
    (BODIES_FILE, &BODY),
    (SESSIONS_FILE, &SESSION),
    (TOPICS_FILE, &TERM),
    (INSTRUMENTS_FILE, &INSTRUMENT),
    (ACTIONS_FILE, &ACTION),
    (FOCAL_POINTS_FILE, &FOCAL_POINT),
];

/// The key of an id.
const ID: Key = Key::required("id", Shape::Id, "The id, by which pages name it; it stands in addresses.");
/// The key of a State.
const STATE: Key = Key::required("state", Shape::State, "The State, by its code of three letters.");
/// The key of a source.
const SOURCE: Key = Key::new("source", Shape::Text, "Where this is known from.");
/// The key of a day.
const AS_OF: Key = Key::new("as_of", Shape::Date, "The day for which this is true.");
/// The key of a note.
const NOTE: Key = Key::new("note", Shape::Text, "What else is to be said.");

/// The keys of a body.
const BODY: [Key; 4] = [
    ID,
    Key::required("name", Shape::Translated, "Its name."),
    Key::new("short", Shape::Translated, "What it is mostly called."),
    Key::new("url", Shape::Url, "Its own address."),
];

/// The keys of a session.
const SESSION: [Key; 13] = [
    ID,
    Key::new("body", Shape::Text, "The id of its body; default `upr`."),
    Key::new("title", Shape::Translated, "Its title; default: that of the body with the number."),
    Key::new("number", Shape::Number(0, u32::MAX), "Its number; without it there is a `title`."),
    Key::new("cycle", Shape::Number(0, u32::MAX), "Its cycle, which sessions of the UPR must have."),
    Key::new("starts", Shape::Date, "Its first day."),
    Key::new("ends", Shape::Date, "Its last day."),
    Key::new("dates", Shape::OneOf(&words_of(&DATES)), "`unknown`: nobody knows its days yet."),
    Key::new(
        "states",
        Shape::List(&Shape::Either(&[Shape::State, Shape::Map(&REVIEW)])),
        "The States under review, which sessions of the UPR must have.",
    ),
    Key::new("deadlines", Shape::List(&Shape::Map(&DEADLINE)), "What is to be done by when."),
    SOURCE,
    AS_OF,
    NOTE,
];

/// The keys of a State under review.
const REVIEW: [Key; 2] = [STATE, Key::new("on", Shape::Date, "The day of its review.")];

/// The keys of a deadline.
const DEADLINE: [Key; 3] = [
    Key::required("what", Shape::Translated, "What is to be done."),
    Key::required("date", Shape::Date, "By when."),
    SOURCE,
];

/// The keys of a topic, and of a term of any other taxonomy.
pub const TERM: [Key; 3] = [
    ID,
    Key::required("title", Shape::Translated, "Its title."),
    Key::new("description", Shape::Translated, "One or two sentences."),
];

/// The keys of an instrument.
const INSTRUMENT: [Key; 7] = [
    ID,
    Key::required("title", Shape::Translated, "Its full title."),
    Key::new("short", Shape::Translated, "Its short title."),
    Key::new("adopted", Shape::DateOrYear, "When it was adopted."),
    Key::new("depositary", Shape::Translated, "Who keeps the record of parties."),
    Key::new("description", Shape::Translated, "One or two sentences."),
    Key::new("url", Shape::Url, "The address of its text or status."),
];

/// The keys of what a State did with an instrument.
const ACTION: [Key; 8] = [
    STATE,
    Key::required("instrument", Shape::Text, "The id of the instrument."),
    Key::required("status", Shape::OneOf(&words_of(&STATUSES)), "What is established."),
    Key::new("acts", Shape::List(&Shape::Map(&ACT)), "What the State did."),
    SOURCE,
    Key::new("certainty", Shape::Text, "How sure this is."),
    AS_OF,
    NOTE,
];

/// The keys of an act.
const ACT: [Key; 2] =
    [Key::required("act", Shape::OneOf(&ACTS), "What was done."), Key::new("date", Shape::DateOrYear, "When.")];

/// The keys of what is known of a focal point.
const FOCAL_POINT: [Key; 6] = [
    STATE,
    Key::required("answer", Shape::OneOf(&words_of(&ANSWERS)), "Whether one was named; `yes` and `no` between quotes."),
    Key::new("since", Shape::DateOrYear, "Since when."),
    SOURCE,
    AS_OF,
    NOTE,
];
