//! Exactly which targets an edit renders.

use demarche::engine::Engine;

use super::edits::picture;
use super::{Looker, Preview, site};
use crate::site_test::{SiteTest, made_by};

/// Builds, edits, builds again; returns the routes that were rendered the second time.
fn rendered(change: impl FnOnce(SiteTest) -> SiteTest) -> Vec<String> {
    let mut engine = Engine::new();
    let before = site();
    let first = before.update(&mut engine);
    assert!(first.is_good() && first.rendered.len() > 50, "{:?}", first.diagnostics);
    let after = change(before);
    let second = after.update(&mut engine);
    assert!(second.is_good(), "{:?}", second.diagnostics);
    let clean = after.build();
    assert!(made_by(&engine).iter().all(|(route, bytes)| clean.files[route][..] == bytes[..]));
    second.rendered.iter().map(ToString::to_string).collect()
}

/// Returns what is no feed among some routes.
fn without_feeds(routes: Vec<String>) -> Vec<String> {
    routes.into_iter().filter(|route| !route.contains("feed.")).collect()
}

#[test]
fn nothing_changed_renders_nothing() {
    assert_eq!(rendered(|site| site), [""; 0]);
}

#[test]
fn unread_key_renders_nothing() {
    assert_eq!(rendered(|site| site.replace("content/pages/plan.md", "title:", "extra: {unread: 1}\ntitle:")), [""; 0]);
}

#[test]
fn body_renders_its_page_and_what_quotes_it() {
    assert_eq!(rendered(|site| site.replace("content/pages/plan.md", "See", "Do see")), ["plan/index.html"]);
}

#[test]
fn summary_renders_what_shows_it() {
    let change = |site: SiteTest| site.replace("content/briefs/upr-49/ken.md", "Text of the brief.", "A text.");
    assert_eq!(
        without_feeds(rendered(change)),
        [
            "briefs/index.html",
            "briefs/upr-49/guy/index.html",
            "briefs/upr-49/ken/index.html",
            "briefs/upr-49/ken/newsletter.eml",
            "briefs/upr-49/ken/newsletter.html",
            "briefs/upr-49/ken/newsletter.txt",
            "index.html",
            "letters/upr-49/index.html",
            "newsletters/1/index.html",
            "newsletters/1/newsletter.eml",
            "newsletters/1/newsletter.html",
            "newsletters/1/newsletter.txt",
            "statements/first/index.html",
            "statements/second/index.html",
            "states/ken/index.html",
        ]
    );
}

#[test]
fn body_of_a_publication_renders_its_mail_and_the_feeds_that_have_it() {
    let change = |site: SiteTest| site.replace("content/briefs/upr-48/ita.md", "---\nText.", "---\nText.\n\nMore.");
    assert_eq!(
        rendered(change),
        [
            "briefs/feed.xml",
            "briefs/upr-48/ita/index.html",
            "briefs/upr-48/ita/newsletter.eml",
            "briefs/upr-48/ita/newsletter.html",
            "briefs/upr-48/ita/newsletter.txt",
            "feed.json",
            "feed.xml",
            "fr/sessions/upr-48/feed.xml",
            "fr/states/ita/feed.xml",
            "sessions/upr-48/feed.xml",
            "states/ita/feed.xml",
        ]
    );
}

#[test]
fn title_renders_what_shows_it() {
    let change = |site: SiteTest| site.replace("content/briefs/upr-49/ken.md", "title: Kenya", "title: On Kenya");
    assert_eq!(
        without_feeds(rendered(change)),
        [
            "briefs/index.html",
            "briefs/upr-48/ita/index.html",
            "briefs/upr-49/guy/index.html",
            "briefs/upr-49/ken/index.html",
            "briefs/upr-49/ken/newsletter.eml",
            "briefs/upr-49/ken/newsletter.html",
            "briefs/upr-49/ken/newsletter.txt",
            "fr/states/ken/upr-49/index.html",
            "index.html",
            "letters/upr-49/index.html",
            "newsletters/1/index.html",
            "newsletters/1/newsletter.eml",
            "newsletters/1/newsletter.html",
            "newsletters/1/newsletter.txt",
            "recommendations/ratify/index.html",
            "statements/first/index.html",
            "statements/second/index.html",
            "states/ken/index.html",
            "states/ken/upr-49/index.html",
            "topics/accountability/index.html",
        ]
    );
}

#[test]
fn new_page_that_nothing_lists_renders_itself_and_the_sitemap() {
    let text = "---\ntitle: New\ndate: 2025-02-02\n---\nText.\n";
    assert_eq!(rendered(|site| site.file("content/pages/new.md", text)), ["new/index.html", "sitemap.xml"]);
    assert_eq!(rendered(|site| site.without("content/pages/plan.md")), ["sitemap.xml"]);
}

#[test]
fn new_letter_renders_archive_neighbours_session_and_states() {
    let text = "---\ntitle: New\ndate: 2025-02-02\nsession: upr-48\n---\nText.\n";
    let routes = without_feeds(rendered(|site| site.file("content/letters/new.md", text)));
    for expected in [
        "index.html",
        "letters/index.html",
        "letters/new/index.html",
        "letters/page/2/index.html",
        "letters/upr-48/index.html",
        "letters/upr-49/index.html",
        "sessions/upr-48/index.html",
        "sitemap.xml",
        "states/ita/index.html",
        "states/ita/upr-48/index.html",
    ] {
        assert!(routes.iter().any(|route| route == expected), "{expected} is not among {routes:?}");
    }
    assert!(routes.len() < 24, "{routes:?}");
}

#[test]
fn counted_words_render_what_only_counts() {
    let site = site().file("layouts/page.html", "{{ n_of(2, \"minutes_to_read\") }}");
    let mut engine = Engine::new();
    assert!(site.update(&mut engine).is_good());
    let other = site.file(
        "layouts/strings/en.yaml",
        "plurals: {minutes_to_read: {one: one minute, other: \"{n} whole minutes\"}}\n",
    );
    let update = other.update(&mut engine);
    assert!(update.is_good(), "{:?}", update.diagnostics);
    assert_eq!(&made_by(&engine)["plan/index.html"][..], b"2 whole minutes");
}

#[test]
fn questions_asked_again_are_those_that_the_edit_concerns() {
    let mut engine = Engine::new();
    let before = site();
    before.update(&mut engine);
    let known = engine.size();
    let body = before.clone().replace("content/pages/plan.md", "See", "Do see").update(&mut engine);
    assert!(body.is_good() && (1..100).contains(&body.asked), "{} of {known} questions", body.asked);
    let nothing = before.clone().replace("content/pages/plan.md", "See", "Do see").update(&mut engine);
    assert_eq!((nothing.asked, nothing.rendered.len(), nothing.changes.len()), (0, 0, 0));
    let added =
        before.file("content/pages/new.md", "---\ntitle: New\ndate: 2025-02-02\n---\nText.\n").update(&mut engine);
    assert!(added.is_good() && (1..200).contains(&added.asked), "{} of {known} questions", added.asked);
    let deleted = site().update(&mut engine);
    assert!(deleted.is_good() && (1..200).contains(&deleted.asked), "{} of {known} questions", deleted.asked);
    // So it is with a row of data.
    let status =
        site().replace("content/data/treaty-actions.yaml", "status: unknown", "status: party").update(&mut engine);
    assert!(status.is_good() && (1..250).contains(&status.asked), "{} of {known} questions", status.asked);
}

#[test]
fn layout_renders_what_uses_it_and_asks_nothing_else() {
    let mut engine = Engine::new();
    site().update(&mut engine);
    let edited = site().replace("layouts/page.html", "<h1>", "<h1 class=\"x\">").update(&mut engine);
    let routes: Vec<String> = edited.rendered.iter().map(ToString::to_string).collect();
    assert_eq!(routes, ["about/index.html", "fr/about/index.html", "plan/index.html"]);
    assert_eq!(edited.asked, 1, "the layout itself");
    let same = site().replace("layouts/page.html", "<h1>", "<h1 class=\"x\">{# as it was #}").update(&mut engine);
    assert_eq!((same.rendered.len(), same.changes.len()), (3, 0), "what is rendered to the same bytes is not shown");
    // A layout that was not there before may stand in for a built-in one.
    let text = "{% extends \"base.html\" %}";
    let added = site().file("layouts/404.html", text).update(&mut engine);
    assert!(added.rendered.iter().any(|route| route.as_str() == "404.html"));
    assert!(added.asked < 100, "{} questions", added.asked);
}

#[test]
fn pages_are_shown_first_unless_a_text_has_a_mistake() {
    let base = include_str!("../../../layouts/base.html");
    let mut preview = Preview::new();
    let before = site().file("layouts/base.html", base);
    preview.update(&before);
    let edited = before.clone().file("layouts/base.html", base.replace("</body>", "<!-- new --></body>"));
    let mistaken = edited.clone().replace("content/pages/plan.md", "See", "[Run](javascript:run) and see");
    let shown = preview.shown_first;
    assert!(!preview.update(&mistaken).is_good());
    assert_eq!(preview.shown_first, shown, "the last good pages stay");
    preview.update(&before);
    let shown = preview.shown_first;
    assert!(preview.update(&edited).is_good());
    assert_eq!(preview.shown_first, shown + 1);
}

#[test]
fn what_is_made_no_more_goes_with_the_pages_that_are_shown_first() {
    let base = include_str!("../../../layouts/base.html").replace("</body>", "<!-- new --></body>");
    let (mut engine, looker) = (Engine::new(), Looker::default());
    engine.set_viewer(Box::new(looker.clone()));
    assert!(site().update(&mut engine).is_good());
    let edited = site().file("layouts/base.html", base).without("content/pages/plan.md");
    assert!(edited.update(&mut engine).is_good());
    let shown = looker.0.lock().expect("no test panics in there");
    assert_eq!(shown.last().expect("something was shown first").get("plan/index.html"), Some(&None));
}

#[test]
fn treaty_status_renders_the_state_and_the_instrument() {
    let path = "content/data/treaty-actions.yaml";
    assert_eq!(
        rendered(|site| site.replace(path, "status: unknown", "status: party")),
        [
            "fr/instruments/genocide-convention/index.html",
            "fr/states/guy/index.html",
            "fr/states/guy/upr-49/index.html",
            "instruments/genocide-convention/index.html",
            "recommendations/ratify/index.html",
            "states/guy/index.html",
            "states/guy/upr-49/index.html",
        ]
    );
}

#[test]
fn picture_and_day_render_no_page() {
    assert_eq!(rendered(|site| site.file("content/pages/field.svg", picture(7))), [""; 0]);
    assert_eq!(rendered(|site| site.at("2025-06-02")), [""; 0]);
}

#[test]
fn rule_for_a_file_makes_it_anew() {
    let noted = [&crate::site_test::GIF[..crate::site_test::GIF.len() - 1], b"\x21\xfe\x05words\0\x3b"].concat();
    let before = site().file("layouts/static/noted.gif", &noted).file("content/pages/noted.gif", &noted).replace(
        "content/pages/plan.md",
        "title:",
        "attachments: [{src: noted.gif, title: Noted}]\ntitle:",
    );
    let after = before.clone().replace("content/site.yaml", "name:", "keep_metadata: [noted.gif]\nname:");
    let mut engine = Engine::new();
    for (site, is_kept) in [(&before, false), (&after, true), (&before, false)] {
        let update = site.update(&mut engine);
        assert!(update.is_good(), "{:?}", update.diagnostics);
        let files = made_by(&engine);
        let clean = site.build();
        assert!(files.iter().all(|(route, bytes)| clean.files[route][..] == bytes[..]));
        for route in ["noted.gif", "pages/noted.gif"] {
            assert_eq!(clean.files[route] == noted, is_kept, "{route}");
        }
    }
}
