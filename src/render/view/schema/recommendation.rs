//! Recommendations where they stand.

use super::types::{ADDRESS, FLAG, HTML, NUMBER, TEXT, entities, entity, one};
use super::{Field, Kind, Thing, kept};

/// A recommendation where it stands.
pub(super) static RECOMMENDATION: Thing = Thing {
    name: "recommendation",
    plural: "recommendations",
    says: "A recommendation where it stands: `page.recommendations`, `page.addressed`, and `rec` and `places` of a row. \
           Standing recommendations are pages.",
    fields: &FIELDS,
};

/// What a recommendation has.
static FIELDS: [Field; 16] = [
    kept("id", TEXT, "Its anchor: `focal-point`."),
    kept("anchor", TEXT, "The same."),
    kept("url", ADDRESS, "Its address: that of the page, with the anchor."),
    kept("title", TEXT, "The title of the standing one, else the beginning of its words."),
    kept("html", HTML, "Its words: words alone, or paragraphs and lists. Put it into a `div` or `li`, not into a `p`."),
    kept("text", TEXT, "Its words as text."),
    kept(
        "lead",
        one(&LEAD).or_none(),
        "The words of the items it stands below, as far as they do not stand above it in the list.",
    ),
    kept("parent", TEXT.or_none(), "The anchor of the one it stands below."),
    kept("below", FLAG, "Whether the one it stands below is before it in the list."),
    kept("standing", entity(Kind::Page).or_none(), "The standing recommendation that it is a wording of."),
    kept(
        "states",
        entities(Kind::State),
        "The states that it names; none where all are meant that the page is addressed to.",
    ),
    kept("bodies", entities(Kind::Body), "The bodies that it names."),
    kept("priority", FLAG, "Whether it is marked as a priority."),
    kept("number", NUMBER, "Its place on the page, from 1; for exports."),
    kept("label", TEXT.or_none(), "What is written before it: `3`, `(a)`, `1(a)`."),
    kept("page", entity(Kind::Page), "The page it stands on."),
];

/// The names of what a recommendation has.
pub(in super::super) static RECOMMENDATION_NAMES: [&str; FIELDS.len()] = {
    let mut names = [""; FIELDS.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = FIELDS[at].name;
        at += 1;
    }
    names
};

/// The words above a recommendation.
pub(super) static LEAD: Thing = Thing {
    name: "lead",
    plural: "leads",
    says: "The words of the items that a recommendation stands below.",
    fields: &[kept("html", HTML, "The words."), kept("text", TEXT, "The same as text.")],
};
