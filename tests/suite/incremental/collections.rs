//! Edits of `_index.md` files, which make folders collections.

use super::edits::{swap, toggle};
use crate::site_test::SiteTest;

/// How many kinds of edits there are of `_index.md` files.
pub(super) const INDEX_KINDS: usize = 35;

/// The `_index.md` of the statements.
const INDEX: &str = "content/statements/_index.md";

/// Changes what a section says of itself, or what makes a folder a collection.
pub(super) fn edit_index(site: SiteTest, kind: usize, serial: usize) -> (SiteTest, String) {
    let text = site.source(INDEX).unwrap_or_default();
    let first = "content/statements/first.md";
    match kind {
        15 => swap(site, INDEX, "collection:\n", "collection:\n  split_by: closes\n"),
        16 => swap(site, INDEX, "collection:\n", "collection:\n  sort_by: -title\n"),
        17 => swap(site, INDEX, "collection:\n", "collection:\n  group_by: level\n"),
        18 => swap(site, INDEX, "collection:\n", "collection:\n  card: [level, with]\n"),
        19 => swap(site, INDEX, "    closes:", "    starts: {type: datetime, label: Begins}\n    closes:"),
        20 => swap(site, first, "level: low", "level: low\nstarts: 2025-05-05T10:00:00Z"),
        21 => swap(
            site,
            "content/data/sessions.yaml",
            "{id: upr-49",
            "{deadlines: [{what: Papers, date: 2025-03-03}], id: upr-49",
        ),
        22 => toggle(
            site,
            "content/_index.md",
            &format!("---\ntitle: Home {serial}\n---\n{}\n", ["", "See [it](pages/about.md)."][serial % 2]),
        ),
        34 => toggle(
            site,
            ["layouts/page.html", "layouts/letter.html"][serial % 2],
            [
                "{% extends \"default/page.html\" %}{% block more %}More.{% endblock %}",
                "{% extends \"default/letter.html\" %}{% block cite %}{{ super() }}Cite.{% endblock %}",
            ][serial % 2],
        ),
        23 => toggle(site, "content/_index.fr.md", &format!("---\ntitle: Accueil {serial}\n---\nUn texte.\n")),
        24 => swap(site, INDEX, "collection:\n", "collection:\n  render: false\n"),
        25 => {
            let shape = ["cards", "lines", "portraits", "logos", "table"][serial % 5];
            swap(site, INDEX, "collection:\n", &format!("collection:\n  list: {shape}\n  card: [level, with]\n"))
        }
        26 => swap(site, first, "level: low", "level: low\nslug: other"),
        28 => {
            let group = ["year", "state", "topics"][serial % 3];
            swap(site, INDEX, "collection:\n", &format!("collection:\n  group_by: {group}\n"))
        }
        29 => swap(site, first, "topics: [prevention]", "topics: [accountability, prevention]"),
        30 => swap(site, INDEX, "collection:\n", "collection:\n  permalink: /said/:level/:slug/\n"),
        32 => {
            toggle(site, "content/pages/about/staff.md", &format!("---\ntitle: Staff {serial}\n---\nThey work here.\n"))
        }
        33 => toggle(site, "content/pages/about/staff/old.md", "---\ntitle: Former staff\n---\nThey did.\n"),
        31 => {
            let index = "---\ntitle: Notes\ncollection: {singular: Note, type: newsletter}\n---\n";
            let issue = format!(
                "---\ntitle: Note {serial}\ndate: 2025-03-0{}\nnumber: {}\npreheader: What mail programs show beside the subject of this note.\n---\nText.\n",
                1 + serial % 9,
                1 + serial % 3
            );
            let (site, done) = toggle(site, "content/notes/_index.md", index);
            let (site, _) = toggle(site, "content/notes/one.md", &issue);
            (site, format!("{done} with an issue"))
        }
        27 => {
            let about = "---\ntitle: About\n---\nSee [it](../statements/first.md).\n";
            toggle(site, "content/pages/of-first.md", about)
        }
        10 => swap(site, INDEX, "label: Level", &format!("label: Level {}", serial % 3)),
        11 => swap(site, first, "level: low", "level: high\ncloses: 2025-05-01"),
        12 => swap(site, first, "with: [about]", "with: [about, plan]"),
        13 => swap(site, INDEX, "    closes:", "    more: {type: text, label: More}\n    closes:"),
        14 => toggle(
            site,
            "content/statements/first.fr.md",
            "---\ntitle: Première\ndate: 2025-03-02\nstates: [KEN]\ntopics: [prevention]\nlevel: high\n---\nDit.\n\n- Dire. {#say-it states=KEN}\n",
        ),
        0 if !text.is_empty() => (site.file(INDEX, format!("{text}\nMore of it, {serial}.\n")), "introduction".into()),
        1 => swap(site, INDEX, "title: Statements\n", &format!("title: Statements {}\n", serial % 3)),
        2 => toggle(
            site,
            "content/statements/_index.fr.md",
            &format!("---\ntitle: Déclarations {serial}\n---\nUn texte.\n"),
        ),
        3 => swap(site, INDEX, "collection:\n", "collection:\n  permalink: /said/:slug/\n"),
        4 => swap(site, INDEX, "collection:\n", "collection:\n  feed: false\n"),
        5 => swap(site, INDEX, "collection:\n", "collection:\n  layout: said\n"),
        6 => toggle(site, "layouts/partials/said-card.html", &format!("<li>{{{{ it.title }}}} {serial}</li>")),
        7 => toggle(site, "content/letters/_index.md", &format!("---\ntitle: Our letters {serial}\n---\nA text.\n")),
        8 => {
            let settings = "content/site.yaml";
            swap(site, settings, "nav: [letters, states]", "nav: [letters, states, statements]")
        }
        _ => {
            let index = "---\ntitle: People\ncollection: {singular: Person, type: page}\n---\n";
            let (site, done) = toggle(site, "content/people/_index.md", index);
            let (site, _) = toggle(site, "content/people/ann.md", "---\ntitle: Ann\nstates: [KEN]\n---\nText.\n");
            (site, format!("{done} with a page"))
        }
    }
}
