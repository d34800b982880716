//! Traces: every question a layout asks is noted, with a fingerprint that changes with the answer and with nothing else.

use std::collections::BTreeSet;

use demarche::render::{RenderCx, environment_for};
use demarche::track::Trace;

use crate::site_test::{Built, LETTER, SiteTest};

/// A layout that shows one field of one other page.
const LAYOUT: &str = "{% for other in section.pages %}{{ other.title }};{% endfor %}";

/// Returns the routes whose traces differ between two builds of the same plan.
fn changed(before: &Built, after: &Built) -> BTreeSet<String> {
    assert_eq!(before.made.len(), after.made.len());
    let pairs = before.made.iter().zip(&after.made);
    pairs
        .inspect(|(old, new)| assert_eq!(old.target.route, new.target.route))
        .filter(|(old, new)| old.trace != new.trace)
        .map(|(old, _)| old.target.route.to_string())
        .collect()
}

/// Fails unless every file that differs has a trace that differs: else an incremental build would be stale.
fn assert_covers(before: &Built, after: &Built) {
    let noticed = changed(before, after);
    for (path, bytes) in &after.files {
        if before.files.get(path) != Some(bytes) && !path.starts_with("assets/") {
            assert!(noticed.contains(path), "{path} changed and its trace did not");
        }
    }
}

/// Returns a site with two letters and a brief.
fn site() -> SiteTest {
    let brief = "---\ntitle: Kenya\ndate: 2025-03-10\nstate: KEN\nsession: upr-49\ntopics: [accountability]\n---\nText of the brief.\n";
    SiteTest::new()
        .file("content/letters/other.md", LETTER.replace("2025-03-14", "2025-02-01"))
        .file("content/briefs/upr-49/ken.md", brief)
        .file("content/recommendations/focal-point.md", "---\ntitle: Focal point\ndate: 2024-01-01\n---\nText.\n")
}

#[test]
fn body_edit_is_seen_by_its_page_and_its_feeds_alone() {
    let before = site().build();
    let edited = site().replace(
        "content/briefs/upr-49/ken.md",
        "---\nText of the brief.",
        "---\nText of the brief.\n\nAnd more of it.",
    );
    let after = edited.build();
    let files = ["index.html", "newsletter.eml", "newsletter.html", "newsletter.txt"];
    let own = files.map(|file| format!("briefs/upr-49/ken/{file}"));
    let feeds = [
        "briefs/feed.xml",
        "feed.json",
        "feed.xml",
        "sessions/upr-49/feed.xml",
        "states/ken/feed.xml",
        "topics/accountability/feed.xml",
    ];
    assert_eq!(changed(&before, &after), own.into_iter().chain(feeds.map(str::to_owned)).collect());
    assert_covers(&before, &after);
}

#[test]
fn key_that_no_layout_reads_is_seen_by_nobody() {
    let before = site().build();
    let after = site().replace("content/briefs/upr-49/ken.md", "title:", "extra: {unread: 1}\ntitle:").build();
    assert_eq!(changed(&before, &after), BTreeSet::new());
}

#[test]
fn every_edit_that_changes_a_file_changes_its_trace() {
    let before = site().build();
    let edits: [(&str, &str, &str); 8] = [
        ("content/briefs/upr-49/ken.md", "title: Kenya", "title: Kenya again"),
        ("content/briefs/upr-49/ken.md", "date: 2025-03-10", "date: 2025-01-10"),
        ("content/letters/other.md", "session: upr-49", "session: upr-49\ntopics: [accountability]"),
        ("content/data/topics.yaml", "title: Accountability", "title: Answering"),
        ("content/data/treaty-actions.yaml", "status: unknown", "status: party"),
        ("content/data/sessions.yaml", "ends: 2025-05-09", "ends: 2025-05-10"),
        ("content/site.yaml", "name: Example Centre", "name: Another Centre"),
        ("content/recommendations/focal-point.md", "title: Focal point", "title: A focal point"),
    ];
    for (path, from, to) in edits {
        let after = site().replace(path, from, to).build();
        after.assert_silent();
        assert!(before.files != after.files, "{path}: the edit changes nothing");
        assert_covers(&before, &after);
    }
}

/// What is told for a trace is no answer of what is rendered on the thread next, perhaps of another site.
#[test]
fn answers_that_a_trace_was_given_are_forgotten() {
    let built = site().build();
    let snapshot = built.snapshot.as_ref().expect("the site is good");
    let (environment, _) = environment_for(snapshot.layouts());
    let cx = RenderCx::new(snapshot, &environment);
    let page = built.made.iter().find(|made| made.target.route.as_str() == "letters/upr-49/index.html");
    let target = &page.expect("the page is made").target;
    let rendered = cx.record(true, |cx| cx.layout(target, "letter.html"));
    assert!(!rendered.answers.is_empty(), "the text is made for this page alone");
    assert_ne!(cx.trace(&rendered.questions), Trace::default());
    let next = cx.record(true, |_| Ok(Vec::new()));
    assert!(next.answers.is_empty(), "{} answers are left", next.answers.len());
}

#[test]
fn layouts_are_questions_absent_ones_too() {
    let own = "{% include \"own.html\" ignore missing %}{{ page.title }}";
    let with =
        |site: SiteTest| site.file("layouts/page.html", own).file("content/pages/p.md", "---\ntitle: P\n---\nText.\n");
    let before = with(site()).build();
    let after = with(site()).file("layouts/own.html", "here now").build();
    let noticed = changed(&before, &after);
    assert!(noticed.contains("p/index.html"), "{noticed:?}");
    assert!(after.text("p/index.html").contains("here now"));
    assert_covers(&before, &after);
}

#[test]
fn list_is_a_question_and_its_items_are_others() {
    let with = |site: SiteTest| site.file("layouts/section.html", LAYOUT);
    let before = with(site()).build();
    let body = with(site()).replace("content/letters/other.md", "We write", "They write").build();
    assert!(!changed(&before, &body).contains("letters/index.html"), "the list shows titles alone");
    let title = with(site()).replace("content/letters/other.md", "title: Recommendations", "title: Requests").build();
    assert!(changed(&before, &title).contains("letters/index.html"));
    assert!(title.text("letters/index.html").contains("Requests for UPR 49;"));
}

#[test]
fn clock_is_a_question_of_those_who_ask_for_the_next_session() {
    let before = site().at("2025-03-01").build();
    let after = site().at("2025-06-01").build();
    let noticed = changed(&before, &after);
    assert!(noticed.contains("index.html"), "{noticed:?}");
    assert!(!noticed.contains("letters/upr-49/index.html"), "{noticed:?}");
    assert_covers(&before, &after);
}
