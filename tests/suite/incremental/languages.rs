//! What pages of one language show of pages in another.

use demarche::engine::Engine;

use super::site;
use crate::site_test::{SiteTest, made_by};

/// An edit, and a site on which it is made.
type Edit = (&'static str, fn(SiteTest) -> SiteTest, fn(SiteTest) -> SiteTest);

/// The edits.
const EDITS: [Edit; 3] = [
    (
        "field",
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
        "feed",
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
        "menu",
        |site| {
            site.replace(
                "content/site.yaml",
                "nav: [letters, states]\nfooter_nav: [pages/about.md]\n",
                "menu: [letters, {title: We, link: pages/about.md}]\n",
            )
        },
        |site| site.replace("content/pages/about.fr.md", "title:", "slug: nous\ntitle:"),
    ),
];

#[test]
fn a_page_tells_of_another_language_as_it_is_now() {
    let mut bad = Vec::new();
    for (part, prepare, change) in EDITS {
        let mut engine = Engine::new();
        let before = prepare(site());
        let first = before.update(&mut engine);
        assert!(first.is_good(), "{part}: {:?}", first.diagnostics);
        let after = change(before);
        let update = after.update(&mut engine);
        assert!(update.is_good(), "{part}: {:?}", update.diagnostics);
        for one in engine.stale() {
            bad.push(format!("{part}: {one}"));
        }
        let clean = after.build();
        for (route, bytes) in made_by(&engine) {
            if bytes[..] != clean.files[&route][..] {
                bad.push(format!("{part}: {route} is stale"));
            }
        }
    }
    assert!(bad.is_empty(), "{bad:#?}");
}
