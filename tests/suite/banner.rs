//! The announcement at the top of every page: where it is shown, for how long, and in which language.

use demarche::engine::Engine;

use crate::site_test::{Built, SETTINGS, SiteTest};

/// Returns a site in two languages with an announcement.
fn site(banner: &str) -> SiteTest {
    SiteTest::new()
        .file("content/site.yaml", format!("{SETTINGS}languages: [en, fr]\nbanner: {banner}\n"))
        .file("content/pages/about.md", "---\ntitle: About\n---\nText.\n")
        .file("content/pages/about.fr.md", "---\ntitle: Nous\n---\nTexte.\n")
}

/// Returns the announcement on a page, or nothing.
fn banner(built: &Built, path: &str) -> Option<String> {
    let text = String::from_utf8_lossy(&built.files[path]).into_owned();
    let start = text.find("<p class=\"banner\">")?;
    let end = text[start..].find("</p>").expect("its end");
    Some(text[start..start + end + 4].replace('\n', ""))
}

#[test]
fn announcement_stands_on_every_page_in_its_language() {
    let built = site("{text: {en: Sign our letter, fr: Signez notre lettre}, link: pages/about.md}").build();
    let expected = |lang: &str, text: &str| {
        Some(format!("<p class=\"banner\"><span class=\"wrap\"><a href=\"/{lang}about/\">{text}</a></span></p>"))
    };
    for path in ["index.html", "letters/upr-49/index.html", "states/ken/index.html", "404.html"] {
        assert_eq!(banner(&built, path), expected("", "Sign our letter"), "{path}");
    }
    assert_eq!(banner(&built, "fr/about/index.html"), expected("fr/", "Signez notre lettre"));
    for path in ["newsletter.html", "newsletter.txt", "newsletter.eml"] {
        let mail = String::from_utf8_lossy(&built.files[&format!("letters/upr-49/{path}")]).into_owned();
        assert!(!mail.contains("Sign our letter"), "{path}");
    }
}

#[test]
fn words_in_another_language_are_marked_and_escaped() {
    let built = site("{text: \"Sign <b>now</b>\"}").build();
    assert_eq!(
        banner(&built, "fr/about/index.html").as_deref(),
        Some("<p class=\"banner\"><span class=\"wrap\" lang=\"en\" dir=\"ltr\">Sign &lt;b&gt;now&lt;/b&gt;</span></p>")
    );
    let built = site("{text: {en: Sign, de: Unterschreibt}}").build();
    let report = built.report();
    assert!(report.contains("error[unknown-language]") && report.contains("warning[missing-words]"), "{report}");
}

#[test]
fn announcement_comes_and_goes_with_time() {
    let site = site("{text: Sign, from: 2025-06-01T09:00:00+02:00, until: 2025-06-03}");
    let mut engine = Engine::new();
    for (at, is_shown, next) in [
        ("2025-06-01T06:59:59Z", false, "2025-06-01T07:00:00Z"),
        ("2025-06-01T07:00:00Z", true, "2025-06-03T22:00:00Z"),
        // The last day counts to its end in Zurich.
        ("2025-06-03T21:59:59Z", true, "2025-06-03T22:00:00Z"),
        ("2025-06-03T22:00:00Z", false, ""),
    ] {
        let now = site.clone().at(at);
        let built = now.build();
        assert_eq!(banner(&built, "index.html").is_some(), is_shown, "{at}");
        let update = now.update(&mut engine);
        assert!(update.is_good(), "{:?}", update.diagnostics);
        assert_eq!(engine.stale(), <Vec<String>>::new(), "{at}");
        let told = engine.outlook().and_then(|outlook| outlook.next).map(|next| next.to_string());
        assert_eq!(told.unwrap_or_default(), next, "{at}");
    }
}

#[test]
fn announcement_of_what_is_held_back_is_not_there() {
    let site = site("{text: Read our brief, link: briefs/upr-49/ken.md}").file(
        "content/briefs/upr-49/ken.md",
        "---\ntitle: Kenya\ndate: 2025-03-14\nstate: KEN\nsession: upr-49\nembargo: 2025-07-01T09:00:00+02:00\n---\nText.\n",
    );
    let built = site.clone().at("2025-06-30").build();
    assert!(built.report().contains("warning[menu-entry-not-shown]"), "{}", built.report());
    assert!(built.files.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("Read our brief")));
    let built = site.at("2025-07-02").build();
    assert!(banner(&built, "index.html").is_some_and(|banner| banner.contains("/briefs/upr-49/ken/")));
}
