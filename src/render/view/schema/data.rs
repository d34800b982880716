//! Sessions, delegates' sheets, topics and instruments.

use super::lists::{COLLECTION, CYCLE};
use super::recommendation::RECOMMENDATION;
use super::state::STATUS;
use super::types::{ADDRESS, ANSWER, DATE, FLAG, NUMBER, TEXT, entities, entity, list, one, word};
use super::{Field, Kind, Thing, kept, transient};

/// A session.
pub(super) static SESSION: Thing = Thing {
    name: "session",
    plural: "sessions",
    says: "A session of a body: `session` in its layout, and what lists of sessions hold.",
    fields: SESSION_FIELDS,
};

/// What a session has.
static SESSION_FIELDS: &[Field] = &[
    kept("as_of", DATE.or_none(), "When its dates were looked up."),
    kept("body", entity(Kind::Body), "The body whose session it is."),
    kept("briefs", entities(Kind::Page), "The briefs for it, by state."),
    kept("collections", list(&COLLECTION), "The collections with pages for it, each with these."),
    kept("cycle", NUMBER.or_none(), "The number of its cycle."),
    kept("dates_text", TEXT, "When it is, in words; nothing where no day is known."),
    kept("deadlines", list(&DEADLINE), "Until when something is to be done."),
    kept("ends", DATE.or_none(), "Its last day."),
    transient(
        "grid",
        list(&GRID_ROW),
        "What is asked in it, of whom: a row for each recommendation, a cell for each state.",
    ),
    kept("id", TEXT, "Its id: `upr-49`."),
    kept("letters", entities(Kind::Page), "The letters for it."),
    kept("note", TEXT.or_none(), "A note on it."),
    kept("number", NUMBER.or_none(), "Its number."),
    kept("phase", word(&["past", "current", "upcoming", "unknown"]), "Where it stands on the day of the build."),
    kept("phase_text", TEXT, "The same in words."),
    kept("reviews", list(&REVIEWED), "The states under review, by name, with their sheets."),
    kept("sheets", entities(Kind::Sheet), "The delegate's sheets there are, by state."),
    kept("source", TEXT.or_none(), "Where its dates are from."),
    kept("starts", DATE.or_none(), "Its first day."),
    kept("states", entities(Kind::State), "The states under review, by name."),
    kept(
        "text",
        entity(Kind::Page).or_none(),
        "What the organisation itself says of it: a page whose `body` is shown here.",
    ),
    kept("title", TEXT, "Its title: `UPR 49`."),
    kept("title_lang", TEXT, "The language of the title."),
    kept("url", ADDRESS, "Its address."),
];

/// A row of the grid of a session.
static GRID_ROW: Thing = Thing::record(&[
    kept("standing", entity(Kind::Page).or_none(), "The standing recommendation."),
    kept("rec", one(&RECOMMENDATION), "The wording that is shown."),
    kept("cells", list(&CELL), "For each state of the session whether it is asked."),
    kept("runs", list(&RUN), "The cells that say the same, side by side."),
]);

/// Cells of the grid of a session that say the same.
static RUN: Thing =
    Thing::record(&[kept("asked", ANSWER, "What they say."), kept("count", NUMBER, "How many they are.")]);

/// A cell of the grid of a session.
static CELL: Thing = Thing::record(&[
    kept("state", entity(Kind::State), "The state."),
    kept("asked", ANSWER, "Whether it is asked of it; \"unknown\" where applicable."),
]);

/// A state under review in a session.
static REVIEWED: Thing = Thing::record(&[
    kept("state", entity(Kind::State), "The state."),
    kept("sheet", entity(Kind::Sheet).or_none(), "The delegate's sheet, if there is one."),
    kept("on", DATE.or_none(), "The day on which it is reviewed, where that is known."),
    kept("on_text", TEXT.or_none(), "The same in words."),
]);

/// A deadline of a session.
static DEADLINE: Thing = Thing::record(&[
    kept("what", TEXT, "What is to be done by then."),
    kept("lang", TEXT, "The language of these words."),
    kept("date", DATE, "The day."),
    kept("date_text", TEXT, "The same in words."),
    kept("source", TEXT.or_none(), "Where it is from."),
]);

/// A recommendation that is asked of a body.
static ASKED_OF_BODY: Thing = Thing::record(&[
    kept("standing", entity(Kind::Page).or_none(), "The standing recommendation."),
    kept("rec", one(&RECOMMENDATION), "The wording that is shown."),
    kept("places", list(&RECOMMENDATION), "Every place where it is asked, the best first."),
]);

/// A body.
pub(super) static BODY: Thing = Thing {
    name: "body",
    plural: "bodies",
    says: "A body that is written to, such as a treaty body: `body` in its layout, `session.body`, and what lists of bodies \
           hold.",
    fields: &[
        transient("asked", list(&ASKED_OF_BODY), "What is asked of it."),
        kept("briefs", entities(Kind::Page), "The briefs addressed to it."),
        kept("collections", list(&COLLECTION), "The collections with pages addressed to it, each with these."),
        kept("cycles", list(&CYCLE), "Its sessions, by cycle, the latest first."),
        kept("id", TEXT, "Its id: `cedaw`."),
        kept("lang", TEXT, "The language of its name."),
        kept("letters", entities(Kind::Page), "The letters addressed to it."),
        kept("name", TEXT, "Its name."),
        kept("newsletters", entities(Kind::Page), "The issues of the newsletter addressed to it."),
        kept("pages", entities(Kind::Page), "The other pages addressed to it."),
        kept("reference_url", ADDRESS.or_none(), "Its own address."),
        kept("sessions", entities(Kind::Session), "Its sessions, the latest first."),
        kept("short", TEXT, "What it is mostly called: `CEDAW`."),
        kept(
            "text",
            entity(Kind::Page).or_none(),
            "What the organisation itself says of it: a page whose `body` is shown here.",
        ),
        kept("url", ADDRESS.or_none(), "The address of its page, if it has one."),
    ],
};

/// A delegate's sheet.
pub(super) static SHEET: Thing = Thing {
    name: "sheet",
    plural: "sheets",
    says: "A delegate's sheet: `sheet` in its layout, and what lists of sheets hold. There is one for each state of a \
           session where something is asked or a brief stands.",
    fields: &[
        transient("asked", entities(Kind::Asked), "What is asked of the state in the session."),
        kept("brief", entity(Kind::Page).or_none(), "The brief on the state."),
        transient("letters", entities(Kind::Page), "The letters about the state or addressed to it."),
        kept("session", entity(Kind::Session), "The session."),
        kept("state", entity(Kind::State), "The state."),
        transient("statuses", list(&STATUS), "The record of the state with each instrument."),
        kept("url", ADDRESS, "Its address."),
    ],
};

/// A topic, or a term of another taxonomy.
pub(super) static TOPIC: Thing = Thing {
    name: "topic",
    plural: "topics",
    says: "A topic, or a term of another taxonomy: `topic` in its layout, and what lists of topics hold.",
    fields: &[
        kept("briefs", entities(Kind::Page), "The briefs on it."),
        kept("collections", list(&COLLECTION), "The collections with pages on it, each with these."),
        kept("description", TEXT, "One or two sentences on it; may be empty."),
        kept(
            "description_dir",
            word(&["ltr", "rtl"]).or_none(),
            "The direction of these, where they are in another language.",
        ),
        kept("description_lang", TEXT.or_none(), "The language of these, where that is not the one of the page."),
        kept("dir", word(&["ltr", "rtl"]).or_none(), "The direction of its title, where that is in another language."),
        kept(
            "has_page",
            FLAG,
            "Whether something stands on its page; where nothing does, it has none and is a name in the list.",
        ),
        kept("id", TEXT, "Its id."),
        kept("lang", TEXT.or_none(), "The language of its title, where that is not the one of the page."),
        kept("letters", entities(Kind::Page), "The letters on it."),
        kept("newsletters", entities(Kind::Page), "The issues of the newsletter on it."),
        kept("pages", entities(Kind::Page), "The plain pages on it."),
        kept("recommendations", entities(Kind::Page), "The standing recommendations on it."),
        kept("singular", TEXT, "What it is: a topic, or the `singular` of its taxonomy."),
        kept(
            "singular_dir",
            word(&["ltr", "rtl"]).or_none(),
            "The direction of that word, where it is in another language.",
        ),
        kept("singular_lang", TEXT.or_none(), "The language of that word, where that is not the one of the page."),
        kept(
            "text",
            entity(Kind::Page).or_none(),
            "What the organisation itself says of it: a page whose `body` is shown here.",
        ),
        kept("title", TEXT, "Its title."),
        kept("url", ADDRESS, "Its address, or its place in the list of topics where it has no page."),
    ],
};

/// An instrument.
pub(super) static INSTRUMENT: Thing = Thing {
    name: "instrument",
    plural: "instruments",
    says: "An instrument, such as a treaty: `instrument` in its layout, and what lists of instruments hold.",
    fields: INSTRUMENT_FIELDS,
};

/// What an instrument has.
static INSTRUMENT_FIELDS: &[Field] = &[
    kept("adopted_text", TEXT.or_none(), "When it was adopted, in words."),
    kept(
        "as_of_text",
        TEXT.or_none(),
        "The day for which all statuses are true, or the first and the last; none where one has no day.",
    ),
    kept("depositary", TEXT.or_none(), "Who keeps it."),
    kept("depositary_dir", word(&["ltr", "rtl"]).or_none(), "The direction of that language."),
    kept("depositary_lang", TEXT.or_none(), "The language of this, where it is not that of the page."),
    kept("description", TEXT, "One or two sentences on it; may be empty."),
    kept("description_dir", word(&["ltr", "rtl"]).or_none(), "The direction of that language."),
    kept("description_lang", TEXT.or_none(), "The language of this, where it is not that of the page."),
    kept("dir", word(&["ltr", "rtl"]).or_none(), "The direction of that language."),
    kept(
        "has_page",
        FLAG,
        "Whether something stands on its page; where nothing does, it has none and is a name in the list.",
    ),
    kept("id", TEXT, "Its id."),
    kept("lang", TEXT.or_none(), "The language of the title, where it is not that of the page."),
    kept("recommendations", entities(Kind::Page), "The standing recommendations about it."),
    kept("reference_url", ADDRESS.or_none(), "Where it can be read."),
    kept("short", TEXT, "Its short title."),
    kept("short_dir", word(&["ltr", "rtl"]).or_none(), "The direction of that language."),
    kept("short_lang", TEXT.or_none(), "The language of the short title, where it is not that of the page."),
    kept("statuses", list(&STATUS), "What is recorded of states, by their names."),
    kept(
        "text",
        entity(Kind::Page).or_none(),
        "What the organisation itself says of it: a page whose `body` is shown here.",
    ),
    kept("title", TEXT, "Its title."),
    kept("url", ADDRESS, "Its address, or its place in the list of instruments where it has no page."),
];
