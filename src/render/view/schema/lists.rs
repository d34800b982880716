//! Lists: the home page, the sections, the parts of an archive.

use super::types::{ADDRESS, FLAG, HTML, NUMBER, TEXT, entities, entity, list, word};
use super::{Field, Kind, Thing, kept, transient};

/// The home page.
pub(super) static HOME: Thing = Thing {
    name: "home",
    plural: "home pages",
    says: "What the home page lists; each is a name at the top of `home.html`.",
    fields: &[
        kept("briefs", entities(Kind::Page), "The newest briefs."),
        kept("collections", list(&COLLECTION), "The newest pages of each collection of which feeds tell."),
        kept("latest_session", entity(Kind::Session).or_none(), "The session that ended last."),
        kept("letters", entities(Kind::Page), "The newest letters."),
        kept("newsletters", entities(Kind::Page), "The newest issues of the newsletter."),
        kept("next_session", entity(Kind::Session).or_none(), "The session that is held, or the next one."),
        kept("recommendations", entities(Kind::Page), "All standing recommendations, by title."),
        kept(
            "text",
            entity(Kind::Page).or_none(),
            "The text of `content/_index.md`, which is the home page where there is one.",
        ),
        kept("topics", entities(Kind::Term), "All topics."),
    ],
};

/// A section.
pub(super) static SECTION: Thing = Thing {
    name: "section",
    plural: "sections",
    says: "A section of the site: `section` in its layout, and `nav_section` in every layout, the one that \
           a page belongs to.",
    fields: SECTION_FIELDS,
};

/// What a section has.
static SECTION_FIELDS: &[Field] = &[
    kept("a_to_z", list(&LETTER).or_none(), "For `states`: all states, by first letter."),
    kept(
        "bodies",
        entities(Kind::Body).or_none(),
        "For `bodies`: those that have a page; for `sessions`: those that have sessions, which stand in `cycles` of each.",
    ),
    kept(
        "columns",
        list(&COLUMN),
        "The fields that its collection names under `card`: the columns of a table, whose cells are in `page.card_facts`.",
    ),
    kept("count", NUMBER, "How many things it lists."),
    kept("cycles", list(&CYCLE).or_none(), "For `sessions`: those of the review, by cycle, the latest first."),
    kept("dated", FLAG, "Whether its pages stand in order of their dates, under years."),
    kept(
        "description",
        TEXT,
        "A sentence on it, from its `_index.md`, or else from `section_descriptions` in the strings; may be empty.",
    ),
    kept("dir", word(&["ltr", "rtl"]), "The direction of that language."),
    kept("groups", list(&GROUP).or_none(), "For `states`: all states, by regional group."),
    kept("id", TEXT, "Its id: `letters`."),
    kept("instruments", entities(Kind::Instrument).or_none(), "For `instruments`: all of them."),
    kept("introduction", HTML, "The text of its `_index.md`; may be empty."),
    kept("lang", TEXT, "The language of its title and its text, which may be the default one."),
    kept(
        "pages",
        entities(Kind::Page),
        "The pages of its type in their order, newest first if nothing else is said; nothing for a section that lists other things.",
    ),
    kept("recommendations", entities(Kind::Page).or_none(), "For `recommendations`: all standing ones, by title."),
    kept(
        "rendered",
        FLAG,
        "Whether its pages have pages of their own; if not, they stand on the list with all that they say.",
    ),
    kept("shape", word(&["cards", "lines", "portraits", "logos", "table"]), "How its pages are listed."),
    kept("title", TEXT, "Its title."),
    kept("topics", entities(Kind::Term).or_none(), "For `topics`: all of them."),
    kept("url", ADDRESS, "Its address."),
];

/// A column of a table.
static COLUMN: Thing = Thing::record(&[
    kept("name", TEXT, "The name of the field."),
    kept("label", TEXT, "Its label in the language of the page, or else in the default one."),
    kept("lang", TEXT.or_none(), "The language of the label, where it is not that of the page."),
    kept("dir", word(&["ltr", "rtl"]).or_none(), "The direction of that language."),
]);

/// A collection with some of its pages.
pub(super) static COLLECTION: Thing = Thing {
    name: "collection",
    plural: "collections",
    says: "A collection with those of its pages that belong somewhere: `state.collections`.",
    fields: &[
        kept("section", entity(Kind::Section), "Its section, with title and address."),
        kept("pages", entities(Kind::Page), "The pages, newest first."),
    ],
};

/// The states of a letter.
static LETTER: Thing =
    Thing::record(&[kept("letter", TEXT, "The letter."), kept("states", entities(Kind::State), "The states.")]);

/// The states of a regional group.
static GROUP: Thing = Thing::record(&[
    kept("id", TEXT, "The id of the group: `AG`."),
    kept("title", TEXT, "Its name."),
    kept("states", entities(Kind::State), "The states."),
]);

/// The sessions of a cycle.
pub(super) static CYCLE: Thing = Thing::record(&[
    kept("number", NUMBER.or_none(), "The number of the cycle; none for sessions that are in none."),
    kept("title", TEXT.or_none(), "Its title."),
    kept("sessions", entities(Kind::Session), "The sessions, the latest first."),
]);

/// A part of an archive.
pub(super) static PAGER: Thing = Thing {
    name: "pager",
    plural: "pagers",
    says: "One part of an archive: `pager` in `section.html`.",
    fields: &[
        transient("first_url", ADDRESS, "The address of the first part."),
        transient(
            "groups",
            list(&PAGES_OF),
            "The pages of this part under the years of their dates, or by what the collection groups or splits them by, in order.",
        ),
        transient("last_url", ADDRESS, "The address of the last part."),
        transient("next_url", ADDRESS.or_none(), "The address of the next part."),
        transient("number", NUMBER, "The number of this part, from 1."),
        transient("pages", entities(Kind::Page), "The pages of this part."),
        transient("prev_url", ADDRESS.or_none(), "The address of the part before."),
        transient("total", NUMBER, "How many parts there are."),
        transient("urls", list(&PART), "The first part, the last, and those near this one."),
    ],
};

/// The pages of a group.
static PAGES_OF: Thing = Thing::record(&[
    kept("title", TEXT, "The title of the group; empty where there are none."),
    kept("url", ADDRESS.or_none(), "Where there is a page on what the title names."),
    kept("lang", TEXT.or_none(), "The language of the title, where it is not that of the page."),
    kept("dir", word(&["ltr", "rtl"]).or_none(), "The direction of that language."),
    kept("pages", entities(Kind::Page), "The pages."),
]);

/// A link to a part of an archive.
static PART: Thing = Thing::record(&[
    kept("number", NUMBER, "The number of the part."),
    kept("url", ADDRESS, "Its address."),
    kept("current", FLAG, "Whether it is this one."),
]);
