//! How collections list their pages: order, groups, what is coming and past, how many at a time.

use crate::site_test::{SETTINGS, SiteTest};

/// Returns a site with a collection that says this of itself, and pages with a title and these lines.
fn site(says: &str, pages: &[(&str, &str)]) -> SiteTest {
    let fields = "  fields:\n    level: {type: choice, label: Level, options: {low: Low, high: {en: High, fr: Haut}}}\n    size: {type: number}\n    starts: {type: datetime, label: When}\n    ends: {type: date}\n";
    let index = format!("---\ntitle: Events\ncollection:\n  singular: Event\n{says}{fields}---\n");
    let site = SiteTest::new()
        .file("content/site.yaml", format!("{SETTINGS}languages: [en, fr]\n"))
        .file("content/events/_index.md", index)
        .at("2025-05-01");
    pages.iter().fold(site, |site, (title, lines)| {
        let path = format!("content/events/{}.md", title.to_lowercase());
        site.file(&path, format!("---\ntitle: {title}\n{lines}---\nText.\n"))
    })
}

/// Returns the headings of level 2 and the titles of cards or lines of a list, in order.
fn listed(page: &str) -> Vec<String> {
    let main = page.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap_or("");
    let main = main.split("<nav class=\"pager\"").next().unwrap_or("");
    let texts = main.split('<').filter_map(|tag| {
        let (tag, text) = tag.split_once('>')?;
        let is_heading = tag == "h2" && !text.is_empty();
        let is_link = tag.starts_with("a href=\"/events/") || tag.starts_with("a href=\"/fr/events/");
        (is_heading || is_link && !tag.contains("page/")).then(|| text.to_owned())
    });
    texts.collect()
}

/// Three pages without dates.
const PAGES: [(&str, &str); 4] = [
    ("Beta", "level: high\nsize: 2\n"),
    ("Alpha", "level: low\nsize: 10\n"),
    ("Élan", "size: 1\n"),
    ("Zeta", "level: low\n"),
];

/// Fails unless the list of a site is this.
#[track_caller]
fn check(site: &SiteTest, expected: &[&str]) {
    let built = site.build();
    assert_eq!(built.report(), "");
    assert_eq!(listed(&built.text("events/index.html")), expected);
}

#[test]
fn pages_without_dates_are_in_order_of_title() {
    check(&site("", &PAGES), &["Alpha", "Beta", "Élan", "Zeta"]);
}

#[test]
fn order_is_that_of_a_field_and_what_says_nothing_is_last() {
    check(&site("  sort_by: size\n", &PAGES), &["Élan", "Beta", "Alpha", "Zeta"]);
    check(&site("  sort_by: -size\n", &PAGES), &["Alpha", "Beta", "Élan", "Zeta"]);
    check(&site("  sort_by: -title\n", &PAGES), &["Zeta", "Élan", "Beta", "Alpha"]);
    check(&site("  sort_by: -level\n", &PAGES), &["Beta", "Alpha", "Zeta", "Élan"]);
}

#[test]
fn groups_are_in_the_order_of_the_options() {
    let grouped = site("  group_by: level\n", &PAGES);
    check(&grouped, &["Low", "Alpha", "Zeta", "High", "Beta", "Other", "Élan"]);
    let french = grouped.file("content/events/beta.fr.md", "---\ntitle: Bêta\n---\nTexte.\n").build();
    assert_eq!(listed(&french.text("fr/events/index.html")), ["Haut", "Bêta"]);
}

#[test]
fn what_is_coming_stands_before_what_is_past() {
    let pages = [
        ("Past", "starts: 2025-03-01T10:00:00+01:00\n"),
        ("Long", "starts: 2025-04-20\nends: 2025-05-01\n"),
        ("Later", "starts: 2025-06-01\n"),
        ("Soon", "starts: 2025-05-02T09:00:00+02:00\n"),
        ("Older", "starts: 2025-02-01\n"),
        ("Open", "level: low\n"),
    ];
    let events = site("  split_by: starts\n", &pages);
    check(&events, &["Coming up", "Long", "Soon", "Later", "Open", "Past", "Past", "Older"]);
    let later = events.clone().at("2025-05-20");
    check(&later, &["Coming up", "Later", "Open", "Past", "Soon", "Long", "Past", "Older"]);
}

#[test]
fn time_alone_moves_what_is_past_in_the_preview_too() {
    use demarche::engine::Engine;
    let pages = [("Soon", "starts: 2025-05-02\n"), ("Later", "starts: 2025-06-01\n")];
    let events = site("  split_by: starts\n", &pages);
    let mut engine = Engine::new();
    let first = events.update(&mut engine);
    assert!(first.is_good());
    let later = events.at("2025-05-20");
    let rendered = later.update(&mut engine).rendered;
    let routes: Vec<&str> = rendered.iter().map(|route| route.as_str()).collect();
    assert!(routes.contains(&"events/index.html"), "{routes:?}");
    assert!(engine.stale().is_empty());
}

#[test]
fn parts_have_as_many_pages_as_the_collection_says() {
    let built = site("  per_page: 3\n  sort_by: title\n", &PAGES).build();
    assert_eq!(listed(&built.text("events/index.html")), ["Alpha", "Beta", "Élan"]);
    assert_eq!(listed(&built.text("events/page/2/index.html")), ["Zeta"]);
}

#[test]
fn lists_have_the_shape_that_the_collection_says() {
    let built = site("  list: lines\n", &PAGES).build();
    let page = built.text("events/index.html");
    assert!(page.contains("<ul class=\"lines\">") && !page.contains("class=\"card"), "{page}");
}

#[test]
fn cards_show_the_fields_that_the_collection_names() {
    let pages = [("Alpha", "level: low\nstarts: 2025-06-01T10:00:00+02:00\n")];
    let page = site("  card: [level, starts]\n", &pages).build().text("events/index.html");
    assert!(page.contains("<li><span class=\"label\">Level</span> Low</li>"), "{page}");
    let when =
        "<span class=\"label\">When</span> <time datetime=\"2025-06-01T10:00:00+02:00\">1 June 2025, 10:00</time>";
    assert!(page.contains(when), "{page}");
}

#[test]
fn groups_are_years_the_latest_first_unless_dates_rise() {
    let pages = [
        ("Alpha", "date: 2024-02-01\n"),
        ("Beta", "date: 2025-02-01\n"),
        ("Gamma", "date: 2024-03-01\n"),
        ("Open", ""),
    ];
    check(
        &site("  group_by: year\n  sort_by: title\n", &pages),
        &["2025", "Beta", "2024", "Alpha", "Gamma", "Undated", "Open"],
    );
    check(&site("  group_by: year\n", &pages), &["2025", "Beta", "2024", "Gamma", "Alpha", "Undated", "Open"]);
    check(
        &site("  group_by: year\n  sort_by: date\n", &pages),
        &["2024", "Alpha", "Gamma", "2025", "Beta", "Undated", "Open"],
    );
}

#[test]
fn groups_are_states_by_name_and_topics_in_their_order_and_lead_to_their_pages() {
    let pages = [
        ("Alpha", "states: [KEN, GIN]\ntopics: [accountability]\n"),
        ("Beta", "states: [GIN, KEN]\ntopics: [prevention, accountability]\n"),
        ("Gamma", "states: [KEN]\n"),
    ];
    let by_state = site("  group_by: state\n", &pages).build().text("events/index.html");
    let places = ["Guinea</a></h2>", ">Beta<", "<h2><a href=\"/states/ken/\">Kenya</a></h2>", ">Alpha<", ">Gamma<"];
    let places = places.map(|text| by_state.find(text));
    assert!(places.is_sorted() && places[0].is_some(), "{places:?}: {by_state}");
    let by_topic = site("  group_by: topics\n", &pages).build().text("events/index.html");
    let places =
        ["<a href=\"/topics/prevention/\">Prevention</a></h2>", ">Beta<", "Accountability</a></h2>", ">Alpha<"];
    let places = places.into_iter().chain(["<h2>Other</h2>", ">Gamma<"]).map(|text| by_topic.find(text));
    let places: Vec<_> = places.collect();
    assert!(places.is_sorted() && places[0].is_some(), "{places:?}: {by_topic}");
}

#[test]
fn title_of_a_group_is_marked_with_the_language_that_it_is_in() {
    let grouped = site("  group_by: level\n", &PAGES);
    let french = grouped
        .file("content/events/alpha.fr.md", "---\ntitle: Alpha\n---\nTexte.\n")
        .file("content/events/beta.fr.md", "---\ntitle: Bêta\n---\nTexte.\n")
        .build()
        .text("fr/events/index.html");
    assert!(french.contains("<h2 lang=\"en\" dir=\"ltr\">Low</h2>") && french.contains("<h2>Haut</h2>"), "{french}");
}
