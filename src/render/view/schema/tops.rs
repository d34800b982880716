//! The names that each layout finds at its top, without a dot.

use super::Kind;

/// A layout that makes files of the site.
#[derive(Debug)]
pub(super) struct Top {
    /// Its name.
    pub(super) layout: &'static str,
    /// The names that it finds beside those of every layout.
    pub(super) names: &'static [&'static str],
    /// What is spread out at its top: it finds each of the fields as a name.
    pub(super) spread: Option<Kind>,
    /// What it shows.
    pub(super) says: &'static str,
}

/// Declares the names of a layout.
const fn top(layout: &'static str, names: &'static [&'static str], says: &'static str) -> Top {
    Top { layout, names, spread: None, says }
}

/// Declares the names of a layout that finds the fields of an entity as well.
const fn spread(layout: &'static str, names: &'static [&'static str], kind: Kind, says: &'static str) -> Top {
    Top { layout, names, spread: Some(kind), says }
}

/// The names that every layout of a file finds.
pub(in super::super) const COMMON: [&str; 4] = ["site", "t", "meta", "nav_section"];

/// The names that a partial finds.
pub(in super::super) const IN_PARTIALS: [&str; 3] = ["site", "t", "it"];

/// The layouts, as the site is built of them.
pub(super) static TOPS: &[Top] = &[
    spread("home.html", &[], Kind::Home, "The home page."),
    top(
        "section.html",
        &["section", "pager"],
        "One part of the list of letters, briefs, newsletters or the pages of a collection.",
    ),
    top("letter.html", &["page"], "A letter."),
    top("brief.html", &["page"], "A brief."),
    top("newsletter.html", &["page"], "An issue of the newsletter."),
    top("recommendation.html", &["page"], "A standing recommendation."),
    top("publication.html", &["page"], "A page of a collection."),
    top("page.html", &["page"], "Any other page."),
    spread("recommendations.html", &["section"], Kind::Section, "All standing recommendations, in `recommendations`."),
    spread("states.html", &["section"], Kind::Section, "All states, in `groups`, `a_to_z`."),
    top("state.html", &["state"], "A state."),
    spread(
        "sessions.html",
        &["section"],
        Kind::Section,
        "All sessions, in `bodies`; those of the review in `cycles` as well.",
    ),
    top("session.html", &["session"], "A session."),
    top("sheet.html", &["sheet"], "A delegate's sheet."),
    spread("bodies.html", &["section"], Kind::Section, "All bodies that have a page, in `bodies`."),
    top("body.html", &["body"], "A body."),
    spread("topics.html", &["section"], Kind::Section, "All topics, in `topics`."),
    top("topic.html", &["topic"], "A topic."),
    spread("instruments.html", &["section"], Kind::Section, "All instruments, in `instruments`."),
    top("instrument.html", &["instrument"], "An instrument."),
    top("404.html", &[], "The page for addresses that do not exist."),
    top(
        "redirect.html",
        &["page"],
        "An old address, which leads to `meta.leads_to`; `page` is there where that is a page.",
    ),
    top("newsletter/letter.html", &["page"], "The mail of a letter."),
    top("newsletter/letter.txt", &["page"], "Its text."),
    top("newsletter/brief.html", &["page"], "The mail of a brief."),
    top("newsletter/brief.txt", &["page"], "Its text."),
    top("newsletter/text.html", &["page"], "The mail of a page of a collection."),
    top("newsletter/text.txt", &["page"], "Its text."),
    top("newsletter/digest.html", &["page"], "The mail of an issue of the newsletter."),
    top("newsletter/digest.txt", &["page"], "Its text."),
];
