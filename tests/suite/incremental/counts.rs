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

/// The `_index.md` of a collection of events.
const INDEX: &str = "content/events/_index.md";

/// Returns such a site with a collection of events, a table, blocks, own redirects and a menu.
fn organisation(others: usize) -> SiteTest {
    let index = "---\ntitle: Events\ncollection:\n  singular: Event\n  card: [level]\n  fields:\n    level: {type: choice, label: Level, options: {low: Low, high: High}}\n    \
                 starts: {type: datetime, label: When}\n    host: {type: reference, label: Host, to: partners}\n---\nAn introduction.\n";
    let partners = "---\ntitle: Partners\ncollection: {singular: Partner, type: page, render: false}\n---\n";
    let event = |title: &str, more: &str| format!("---\ntitle: {title}\ndate: 2024-03-02\n{more}---\nText.\n");
    let blocks = "---\ntitle: Shown\n---\n::: table source=seats.csv\n:::\n\n::: list from=events where=\"level=high\"\n:::\n\n::: note tone=calm\nWords.\n:::\n";
    let own = "---\ntakes: markdown\narguments: {tone: {type: text}}\n---\n<div>{{ content }}</div>\n";
    site(others)
        .replace(
            "content/site.yaml",
            "footer_nav: [pages/about.md]",
            "menu: [letters, events]\nfooter: [pages/about.md]",
        )
        .file(INDEX, index)
        .file("content/events/one.md", event("One", "level: low\nstarts: 2025-07-01T10:00\nhost: us\n"))
        .file("content/events/two.md", event("Two", "level: high\nstates: [KEN]\n"))
        .file("content/partners/_index.md", partners)
        .file("content/partners/us.md", "---\ntitle: Us\n---\nText.\n")
        .file("content/pages/shown.md", blocks)
        .file("content/data/tables/seats.csv", "State,Seats\nKenya,12\n")
        .file("layouts/blocks/note.html", own)
        .file("content/redirects.csv", "from,to\n/2019/old/,pages/about.md\n/2018/old/,/letters/\n")
}

/// Edits of one page, table, block or row of such a site.
const EDITS_OF_ONE_THING: [Edit; 12] = [
    ("introduction", |site| site.replace(INDEX, "An introduction", "Another")),
    ("value of a field", |site| site.replace("content/events/one.md", "level: low", "level: high")),
    ("hour of an event", |site| site.replace("content/events/one.md", "T10:00", "T11:00")),
    ("added event", |site| {
        site.file("content/events/three.md", "---\ntitle: Three\ndate: 2024-03-05\nlevel: high\n---\nText.\n")
    }),
    ("record", |site| site.replace("content/partners/us.md", "title: Us", "title: Ours")),
    ("table", |site| site.replace("content/data/tables/seats.csv", "12", "13")),
    ("block", |site| site.replace("content/pages/shown.md", "level=high", "level=low")),
    ("layout of a block", |site| site.replace("layouts/blocks/note.html", "<div>", "<div class=\"note\">")),
    ("redirect", |site| site.replace("content/redirects.csv", "/2018/old/,/letters/", "/2018/old/,/states/")),
    ("added redirect", |site| site.replace("content/redirects.csv", "/2018/old/", "/2017/,/letters/\n/2018/old/")),
    ("deleted redirect", |site| site.replace("content/redirects.csv", "/2018/old/,/letters/\n", "")),
    ("page that a redirect leads to", |site| site.replace("content/pages/plan.md", "title:", "slug: plans\ntitle:")),
];

/// Edits of what a collection says of all its pages.
const EDITS_OF_COLLECTIONS: [Edit; 11] = [
    ("fields on cards", |site| site.replace(INDEX, "card: [level]", "card: [level, starts]")),
    ("shape of a list", |site| site.replace(INDEX, "  card:", "  list: lines\n  card:")),
    ("order of a list", |site| site.replace(INDEX, "  card:", "  sort_by: title\n  card:")),
    ("groups of a list", |site| site.replace(INDEX, "  card:", "  group_by: level\n  card:")),
    ("parts of a list", |site| site.replace(INDEX, "  card:", "  split_by: starts\n  card:")),
    ("permalink", |site| site.replace(INDEX, "  card:", "  permalink: /meetings/:slug/\n  card:")),
    ("no feed", |site| site.replace(INDEX, "  card:", "  feed: false\n  card:")),
    ("no mails", |site| site.replace(INDEX, "  card:", "  newsletter: false\n  card:")),
    ("label of a field", |site| site.replace(INDEX, "label: Level", "label: Degree")),
    ("label of a choice", |site| site.replace(INDEX, "high: High", "high: Serious")),
    ("new field", |site| site.replace(INDEX, "    host:", "    room: {type: text, label: Room}\n    host:")),
];

/// Edits of what stands on every page.
const EDITS_OF_EVERY_PAGE: [Edit; 4] = [
    ("menu", |site| site.replace("content/site.yaml", "menu: [letters, events]", "menu: [letters, events, states]")),
    ("foot", |site| {
        site.replace("content/site.yaml", "footer: [pages/about.md]", "footer: [pages/about.md, pages/plan.md]")
    }),
    ("announcement", |site| site.replace("content/site.yaml", "per_page", "banner: {text: Words}\nper_page")),
    ("title of a collection", |site| site.replace(INDEX, "title: Events", "title: Meetings")),
];

/// Returns what an edit costs on a site: answers that are asked for, and targets rendered.
fn cost(before: SiteTest, change: fn(SiteTest) -> SiteTest) -> (usize, usize) {
    let mut engine = Engine::new();
    let first = before.update(&mut engine);
    assert!(first.is_good(), "{:?}", first.diagnostics);
    let update = change(before).update(&mut engine);
    assert!(update.is_good(), "{:?}", update.diagnostics);
    assert_eq!(engine.stale(), <Vec<String>>::new());
    (update.asked, update.rendered.len())
}

#[test]
fn edits_cost_the_same_on_a_site_of_any_size() {
    for (what, change) in EDITS {
        assert_eq!(cost(site(20), change), cost(site(60), change), "{what}");
    }
}

#[test]
fn edits_of_events_tables_blocks_and_redirects_cost_the_same_on_a_site_of_any_size() {
    for (what, change) in EDITS_OF_ONE_THING {
        let [small, large] = [20, 60].map(|others| cost(organisation(others), change));
        assert_eq!(small, large, "{what}");
        assert!(small.1 <= 20, "{what}: {small:?}");
    }
}

#[test]
fn edits_of_collections_render_what_shows_them_alone() {
    for (what, change) in EDITS_OF_COLLECTIONS {
        // What decides how texts are read is asked for everywhere.
        let [small, large] = [20, 60].map(|others| cost(organisation(others), change));
        assert_eq!(small.1, large.1, "{what}");
        assert!(small.1 <= 30, "{what}: {small:?}");
    }
}

#[test]
fn edits_of_every_page_cost_as_much_as_there_are_pages() {
    // Pages with their translations, and what is rendered of them.
    let pages =
        |others: usize| organisation(others).build().files.keys().filter(|path| path.ends_with(".html")).count();
    for (what, change) in EDITS_OF_EVERY_PAGE {
        for others in [20, 60] {
            let (_, rendered) = cost(organisation(others), change);
            assert!(rendered <= pages(others), "{what}: {rendered} of {}", pages(others));
        }
    }
}
