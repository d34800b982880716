//! Edits of which one part of the site alone tells: were it not noted that an answer was made of it, that answer would be stale.

use demarche::engine::Engine;

use super::site;
use crate::site_test::{SiteTest, made_by};

/// An edit, and a site on which it is made where the common one does not do.
type Edit = (&'static str, fn(SiteTest) -> SiteTest, fn(SiteTest) -> SiteTest);

/// Returns the site as it is.
fn same(site: SiteTest) -> SiteTest {
    site
}

/// Returns a site on which nothing is asked in a session.
fn unasked(site: SiteTest) -> SiteTest {
    site.replace("content/letters/upr-48.md", "\n- Name an official, please. {#focal-point}\n", "")
}

/// Returns a site with two letters that are older than all others.
fn old_letters(site: SiteTest) -> SiteTest {
    site.file("content/letters/a.md", letter(2019)).file("content/letters/b.md", letter(2018))
}

/// Returns a drawing of a size.
fn drawing(width: u32) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} 10\" width=\"{width}\" height=\"10\"></svg>"
    )
}

/// A letter that nobody else has to do with, of a year.
fn letter(year: u32) -> String {
    format!("---\ntitle: Of {year}\ndate: {year}-01-01\nsession: upr-48\n---\nWe write.\n")
}

/// A letter to some states, with a text.
fn to(states: &str, text: &str) -> String {
    format!("---\ntitle: Of 2017\ndate: 2017-01-01\nsession: upr-48\nscope: states\nstates: [{states}]\n---\n{text}")
}

/// The letter of a session in French, without what it asks.
const FRENCH: &str = "---\ntitle: Recommandations\ndate: 2024-12-01\nsession: upr-48\n---\nNous écrivons.\n";

/// The edits, by the part that tells of each.
const EDITS: [Edit; 25] = [
    ("page", same, |site| site.replace("content/pages/plan.md", "See", "Do see")),
    (
        "place",
        |site| site.replace("content/pages/about.md", "Who we are:", "See [the plan](plan.md):"),
        |site| site.replace("content/pages/plan.md", "title:", "slug: plans\ntitle:"),
    ),
    (
        "branch",
        |site| site.file("content/pages/about/staff.md", "---\ntitle: Staff\n---\nThey work here.\n"),
        |site| site.file("content/pages/about/money.md", "---\ntitle: Money\n---\nThere is some.\n"),
    ),
    ("titles", same, |site| site.replace("content/recommendations/name-one.md", "title: Name", "title: Zame")),
    ("session", |site| unasked(old_letters(site)), |site| site.file("content/letters/c.md", letter(2017))),
    ("state", old_letters, |site| {
        site.file("content/letters/c.md", letter(2017).replace("---\nWe", "scope: states\nstates: [ITA]\n---\nWe"))
    }),
    ("asked", same, |site| {
        site.replace("content/briefs/upr-49/guy.md", "Another text", "- Do it. {#do-it}\n\nAnother text")
    }),
    ("asked anywhere", unasked, |site| {
        site.replace("content/letters/upr-48.md", "We write.[^1]\n", "We write.[^1]\n\n- Name one. {#name-some}\n")
    }),
    (
        "asked of another",
        |site| site.replace("content/pages/plan.md", "See", "- Do it. {#do states=FRA}\n\nSee"),
        |site| site.replace("content/pages/plan.md", "states=FRA", "states=GUY"),
    ),
    ("topic", old_letters, |site| {
        site.file("content/letters/a.md", letter(2019).replace("---\nWe", "topics: [prevention]\n---\nWe"))
    }),
    ("wordings", old_letters, |site| {
        site.file("content/letters/a.md", letter(2019) + "\n- Name an official. {#focal-point}\n")
    }),
    (
        "sheets",
        |site| unasked(site).file("content/letters/c.md", to("SLV", "We write.\n")),
        |site| site.file("content/letters/c.md", to("SLV", "- Ask. {#ask}\n")),
    ),
    (
        "row",
        |site| site.file("content/letters/upr-48.fr.md", FRENCH),
        |site| site.file("content/letters/upr-48.fr.md", format!("{FRENCH}\n- Nommez quelqu’un. {{#focal-point}}\n")),
    ),
    (
        "footer",
        |site| {
            let site = site.replace("content/site.yaml", "[pages/about.md]", "[pages/about.md, pages/plan.md]");
            site.replace("content/pages/plan.md", "title:", "draft: true\ntitle:")
        },
        |site| site.replace("content/pages/plan.md", "draft: true\n", ""),
    ),
    (
        "file",
        |site| site.file("content/pages/field.svg", drawing(20)),
        |site| site.file("content/pages/field.svg", drawing(40)),
    ),
    ("words", same, |site| site.file("layouts/strings/en.yaml", "letters: Epistles\n")),
    ("facts", same, |site| site.replace("content/data/treaty-actions.yaml", "status: unknown", "status: party")),
    ("records", same, |site| {
        let row = "- {state: ITA, instrument: rome-statute, status: party}\n- {state: GUY, instrument: genocide";
        site.replace("content/data/treaty-actions.yaml", "- {state: GUY, instrument: genocide", row)
    }),
    ("data", same, |site| site.replace("content/data/topics.yaml", "title: Accountability", "title: Answering")),
    ("settings", same, |site| site.replace("content/site.yaml", "per_page: 2", "per_page: 2\naccent: \"#123456\"")),
    (
        "translation of a field",
        |site| {
            let site = site
                .replace(
                    "content/statements/_index.md",
                    "    with:",
                    "    boss: {type: reference, to: pages}\n    with:",
                )
                .replace("content/statements/first.md", "level: low", "level: low\nboss: plan");
            let site =
                site.file("content/statements/first.fr.md", "---\ntitle: Premier\ndate: 2025-03-02\n---\nTexte.\n");
            site.file(
                "layouts/publication.html",
                "{% if page.section == \"statements\" and page.fields.boss %}{{ page.fields.boss.title }}{% endif %}",
            )
        },
        |site| site.file("content/pages/plan.fr.md", "---\ntitle: Projet\ndate: 2024-06-02\n---\nVoir.\n"),
    ),
    (
        "translation in a feed",
        |site| {
            let letter = |year: u32, title: &str, more: &str| {
                format!("---\ntitle: {title}\ndate: {year}-01-01\nsession: upr-48\n{more}---\nWe write.\n")
            };
            site.file("content/letters/a.md", letter(2019, "A", "topics: [accountability]\n"))
                .file("content/letters/b.md", letter(2018, "B", "topics: [accountability]\n"))
                .file("content/letters/a.fr.md", letter(2019, "A fr", ""))
                .file("content/letters/b.fr.md", letter(2018, "B fr", ""))
        },
        |site| site.replace("content/letters/b.fr.md", "2018", "2020"),
    ),
    (
        "translation in the menu",
        |site| {
            site.replace(
                "content/site.yaml",
                "nav: [letters, states]\nfooter_nav: [pages/about.md]\n",
                "menu: [letters, {title: We, link: pages/about.md}]\n",
            )
        },
        |site| site.replace("content/pages/about.fr.md", "title:", "slug: nous\ntitle:"),
    ),
    ("today", same, |site| site.at("2025-05-05")),
    (
        "banner",
        |site| {
            site.replace(
                "content/site.yaml",
                "per_page: 2",
                "per_page: 2\nbanner: {text: Sign, until: 2025-06-01T12:00:00Z}",
            )
        },
        |site| site.at("2025-06-01T13:00:00Z"),
    ),
];

#[test]
fn every_part_tells_of_its_change() {
    for (part, prepare, change) in EDITS {
        let mut engine = Engine::new();
        let before = prepare(site());
        let first = before.update(&mut engine);
        assert!(first.is_good(), "{part}: {:?}", first.diagnostics);
        let after = change(before);
        let update = after.update(&mut engine);
        assert!(update.is_good(), "{part}: {:?}", update.diagnostics);
        assert!(update.asked > 0, "{part}");
        assert_eq!(engine.stale(), <Vec<String>>::new(), "{part}");
        let clean = after.build();
        for (route, bytes) in made_by(&engine) {
            assert!(bytes[..] == clean.files[&route][..], "{part}: {route} is stale");
        }
    }
}
