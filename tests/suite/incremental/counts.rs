//! What an edit costs is a matter of the edit: how many answers are asked for and targets rendered is the same on a small
//! site and on a large one, where no more is shown by the larger one.

use demarche::engine::Engine;

use crate::site_test::{SETTINGS, SiteTest};

/// Returns a site with so many pages and standing recommendations that have nothing to do with those that are edited.
fn site(others: usize) -> SiteTest {
    let site = super::PAGES.iter().fold(SiteTest::new(), |site, (path, text)| site.file(path, *text));
    let settings = format!("{SETTINGS}languages: [en, fr]\nper_page: 1000\nfooter_nav: [pages/about.md]\n");
    let site = site.file("content/site.yaml", settings).file("content/pages/field.svg", super::picture(1));
    (100..100 + others).fold(site, |site, number| {
        let page = format!("---\ntitle: Page {number}\ndate: 2020-01-01\n---\nText of a page.\n");
        let standing = format!("---\ntitle: Standing {number}\ndate: 2019-01-01\n---\nDo it.\n");
        let site = site.file(&format!("content/pages/other-{number}.md"), page);
        site.file(&format!("content/recommendations/other-{number}.md"), standing)
    })
}

/// An edit, with what it is called.
type Edit = (&'static str, fn(SiteTest) -> SiteTest);

/// The edits.
const EDITS: [Edit; 13] = [
    ("body", |site| site.replace("content/pages/plan.md", "See", "Do see")),
    ("title", |site| site.replace("content/letters/upr-48.md", "title: Rec", "title: New rec")),
    ("date", |site| site.replace("content/letters/upr-48.md", "2024-12-01", "2024-12-02")),
    ("topic", |site| site.replace("content/letters/upr-48.md", "session:", "topics: [prevention]\nsession:")),
    ("added page", |site| site.file("content/pages/new.md", "---\ntitle: New\ndate: 2025-02-02\n---\nText.\n")),
    ("deleted page", |site| site.without("content/pages/plan.md")),
    ("added letter", |site| {
        site.file("content/letters/new.md", "---\ntitle: New\ndate: 2025-02-02\nsession: upr-48\n---\nText.\n")
    }),
    ("deleted brief", |site| site.without("content/briefs/upr-48/ita.md")),
    ("translated page", |site| {
        site.file("content/pages/plan.fr.md", "---\ntitle: Le plan\ndate: 2024-06-02\n---\nTexte.\n")
    }),
    ("draft", |site| site.replace("content/briefs/upr-48/ita.md", "title:", "draft: true\ntitle:")),
    ("row of data", |site| site.replace("content/data/treaty-actions.yaml", "status: unknown", "status: party")),
    ("picture", |site| site.file("content/pages/field.svg", super::picture(7))),
    ("address", |site| site.replace("content/pages/plan.md", "title:", "slug: plans\ntitle:")),
];

#[test]
fn edits_cost_the_same_on_a_site_of_any_size() {
    let cost = |others: usize, change: fn(SiteTest) -> SiteTest| {
        let mut engine = Engine::new();
        let before = site(others);
        let first = before.update(&mut engine);
        assert!(first.is_good(), "{:?}", first.diagnostics);
        let update = change(before).update(&mut engine);
        assert!(update.is_good(), "{:?}", update.diagnostics);
        assert_eq!(engine.stale(), <Vec<String>>::new());
        (update.asked, update.rendered.len())
    };
    for (what, change) in EDITS {
        assert_eq!(cost(20, change), cost(60, change), "{what}");
    }
}
