//! States, what is recorded of them, and what is asked of them.

use super::lists::COLLECTION;
use super::recommendation::RECOMMENDATION;
use super::types::{ADDRESS, ANSWER, DATE, FLAG, TEXT, entities, entity, list, one, word};
use super::{Field, Kind, Thing, kept, transient};

/// A state.
pub(super) static STATE: Thing = Thing {
    name: "state",
    plural: "states",
    says: "A member State of the United Nations: `state` in its layout, and what lists of states hold.",
    fields: STATE_FIELDS,
};

/// What a state has.
static STATE_FIELDS: &[Field] = &[
    transient(
        "asked",
        list(&ASKED_IN),
        "What is asked of it, by session, the latest first; last what is asked without one.",
    ),
    kept("briefs", entities(Kind::Page), "The briefs on it."),
    kept("code", TEXT, "Its code of three letters: `KEN`."),
    kept("collections", list(&COLLECTION), "The collections with pages about it or addressed to it, each with these."),
    kept("focal_point", one(&FOCAL_POINT), "What is recorded of its focal point."),
    kept("group", TEXT, "The regional group it is in: `AG`."),
    kept("group_name", TEXT, "The same in words."),
    kept(
        "has_page",
        FLAG,
        "Whether something stands on its page; where nothing does, it has none and is a name in the list.",
    ),
    kept("letter", TEXT, "The letter under which it is listed."),
    kept("letters", entities(Kind::Page), "The letters about it or addressed to it."),
    kept("name", TEXT, "Its name."),
    kept("newsletters", entities(Kind::Page), "The issues of the newsletter about it."),
    kept("pages", entities(Kind::Page), "The plain pages about it or addressed to it."),
    kept(
        "recommendations",
        list(&STOOD_FOR),
        "What is stood for and was never asked of it; nothing for a state that is under review in no session.",
    ),
    kept("reviews", list(&REVIEW), "The sessions in which it is under review, the latest first, with its sheets."),
    kept("sessions", entities(Kind::Session), "The same sessions."),
    kept("sheets", entities(Kind::Sheet), "Its delegate's sheets, the latest first."),
    kept("statuses", list(&STATUS), "Its record with each instrument."),
    kept(
        "text",
        entity(Kind::Page).or_none(),
        "What the organisation itself says of it: a page whose `body` is shown here.",
    ),
    kept("url", ADDRESS, "Its address, or its place in the list of states where it has no page."),
];

/// What is asked of a state in one session.
static ASKED_IN: Thing = Thing::record(&[
    kept("session", entity(Kind::Session).or_none(), "The session; none for what is asked without one."),
    kept("sheet", entity(Kind::Sheet).or_none(), "The delegate's sheet, if there is one."),
    kept("rows", entities(Kind::Asked), "What is asked."),
]);

/// What is recorded of a focal point.
static FOCAL_POINT: Thing = Thing::record(&[
    kept("answer", ANSWER, "Whether the state has one."),
    kept("since", TEXT.or_none(), "Since when, in words."),
    kept("source", TEXT.or_none(), "Where it is recorded."),
    kept("note", TEXT.or_none(), "A note on it."),
    kept("as_of", DATE.or_none(), "The day for which this is true."),
    kept("as_of_text", TEXT.or_none(), "The same in words."),
]);

/// A standing recommendation, and whether it applies to a state.
static STOOD_FOR: Thing = Thing::record(&[
    kept("page", entity(Kind::Page), "The standing recommendation."),
    kept("answer", ANSWER, "Whether it applies."),
    kept("why", TEXT, "The reason, in words."),
]);

/// A session in which a state is under review.
static REVIEW: Thing = Thing::record(&[
    kept("session", entity(Kind::Session), "The session."),
    kept("sheet", entity(Kind::Sheet).or_none(), "The delegate's sheet, if there is one."),
    kept("on", DATE.or_none(), "The day on which it is reviewed, where that is known."),
    kept("on_text", TEXT.or_none(), "The same in words."),
]);

/// The record of a state and an instrument.
pub(super) static STATUS: Thing = Thing {
    name: "status",
    plural: "statuses",
    says: "The record of a state and an instrument: `statuses` of a state, an instrument or a sheet.",
    fields: &[
        kept("state", entity(Kind::State), "The state."),
        kept("instrument", entity(Kind::Instrument), "The instrument."),
        kept("status", word(&["party", "signatory", "none", "unknown"]), "What the state is."),
        kept("status_text", TEXT, "The same in words."),
        kept("acts", list(&ACT), "What it did."),
        kept("source", TEXT.or_none(), "Where it is recorded."),
        kept("certainty", TEXT.or_none(), "How certain it is."),
        kept("note", TEXT.or_none(), "A note on it."),
        kept("as_of", DATE.or_none(), "The day for which this is true."),
        kept("as_of_text", TEXT.or_none(), "The same in words."),
    ],
};

/// What a state did with an instrument.
static ACT: Thing =
    Thing::record(&[kept("act_text", TEXT, "What: `ratified`."), kept("date_text", TEXT.or_none(), "When, in words.")]);

/// Something that is asked of a state.
pub(super) static ROW: Thing = Thing {
    name: "row",
    plural: "rows",
    says: "A recommendation that is asked of a state, once, wherever it is asked: `sheet.asked`, and `rows` in \
           `state.asked`. An entity, for `partial(\"asked\", row)`; it is the same for all states of which the same is asked. \
           Texts are in the language of the reader where the page has a translation, else as they are: compare \
           `rec.page.lang` with `site.lang`.",
    fields: &[
        transient(
            "answer",
            ANSWER,
            "Whether it applied on the day of asking. \"unknown\" is shown with `t.where_applicable`; \"no\" was asked by name all the same.",
        ),
        transient("by_name", FLAG, "Whether the state was named."),
        transient("places", list(&RECOMMENDATION), "Every place where it is asked, the best first."),
        transient(
            "rec",
            one(&RECOMMENDATION),
            "The wording that is shown: that of a brief before that of a letter, the later before the earlier.",
        ),
        transient("since", TEXT.or_none(), "What the state has done since, in words."),
        transient("standing", entity(Kind::Page).or_none(), "The standing recommendation that it is a wording of."),
        transient("why", TEXT.or_none(), "Why it applied or did not, in words."),
    ],
};
