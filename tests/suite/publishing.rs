//! Publishing: drafts, embargoes, expiry. What the public may not see leaves no trace in any byte.

use crate::site_test::{GIF, LETTER, SETTINGS, SiteTest};

/// A word that must not be found.
const SECRET: &str = "quokka";

/// Returns a site with a page that names the secret everywhere, and `line` in its front matter.
fn site_with_hidden(line: &str) -> SiteTest {
    let hidden = format!(
        "---\ntitle: {SECRET} title\ndate: 2025-03-15\nsession: upr-49\n{line}\ndescription: {SECRET} description\n\
         reference: {SECRET}/1\naliases: [/{SECRET}/]\ntopics: [prevention]\nscope: states\nstates: [KEN]\nphoto: {{src: {SECRET}.gif, alt: {SECRET}, credit: {SECRET}}}\n\
         ---\n{SECRET} body\n\n- {SECRET}. {{#focal-point states=KEN}}\n"
    );
    let standing = "---\ntitle: Focal point\ndate: 2024-01-01\n---\nText.\n";
    let linking = LETTER.replace("We write", "See [the other letter](hidden.md). We write");
    SiteTest::new()
        .file("content/letters/upr-49.md", linking)
        .file("content/letters/hidden.md", hidden)
        .file(&format!("content/letters/{SECRET}.gif"), GIF)
        .file("content/recommendations/focal-point.md", standing)
}

/// Fails if any file or path of the output holds the secret or the page's address.
fn assert_hidden(site: &SiteTest) {
    let built = site.build();
    assert_eq!(built.codes(), ["link-to-unpublished"], "{}", built.report());
    assert_eq!(built.holds(SECRET), None);
    assert_eq!(built.holds("letters/hidden"), None);
    let page = String::from_utf8(built.files["letters/upr-49/index.html"].clone()).expect("text");
    assert!(page.contains("<a>the other letter</a>"), "the words stay, without an address: {page}");
}

/// Fails unless the page is published, everywhere.
fn assert_shown(site: &SiteTest) {
    let built = site.build();
    built.assert_silent();
    let list = built.main("letters/index.html");
    assert!(list.contains("quokka title"), "{list}");
    for path in
        ["letters/hidden/index.html", "letters/hidden/newsletter.eml", "quokka/index.html", "letters/quokka.gif"]
    {
        assert!(built.files.contains_key(path), "{path}");
    }
    assert!(built.main("letters/upr-49/index.html").contains("<a href=\"/letters/hidden/\">the other letter</a>"));
    assert!(built.main("recommendations/focal-point/index.html").contains("quokka."));
}

#[test]
fn draft_leaves_no_trace() {
    assert_hidden(&site_with_hidden("draft: true"));
    assert_shown(&site_with_hidden("draft: false"));
}

#[test]
fn embargo_leaves_no_trace_until_its_instant() {
    let site = site_with_hidden("embargo: 2025-06-02T09:00:00+02:00");
    assert_hidden(&site.clone().at("2025-06-02T06:59:59Z"));
    assert_shown(&site.at("2025-06-02T07:00:00Z"));
}

#[test]
fn expired_page_leaves_no_trace_from_its_instant() {
    let site = site_with_hidden("expires: 2025-06-02T09:00:00+02:00");
    assert_shown(&site.clone().at("2025-06-02T06:59:59Z"));
    assert_hidden(&site.at("2025-06-02T07:00:00Z"));
}

#[test]
fn preview_shows_hidden_pages_and_says_why() {
    for (line, why) in [
        ("draft: true", "This page is a draft."),
        ("embargo: 2030-07-01T00:00:00Z", "This page is under embargo until 1 July 2030, 02:00 (CEST)."),
        ("expires: 2025-01-01T00:00:00Z", "This page expired on 1 January 2025, 01:00 (CET)."),
    ] {
        let built = site_with_hidden(line).drafts().build();
        let page = built.text("letters/hidden/index.html");
        assert!(page.contains(why), "{why}: {page}");
    }
}

#[test]
fn preview_says_why_in_the_language_of_the_page() {
    for (lang, draft, embargo) in [
        ("en", "This page is a draft.", "This page is under embargo until 1 July 2030, 02:00 (CEST)."),
        ("fr", "Cette page est un brouillon.", "Cette page est sous embargo jusqu’au 1er juillet 2030 à 02:00 (CEST)."),
        (
            "es",
            "Esta página es un borrador.",
            "Esta página está bajo embargo hasta el 1 de julio de 2030 a las 02:00 (CEST).",
        ),
        ("ar", "هذه الصفحة مسودة.", "هذه الصفحة محظور نشرها حتى 1 تموز/يوليه 2030، الساعة 02:00 (CEST)."),
    ] {
        // The second language of a site.
        let settings = match lang {
            "en" => SETTINGS.to_owned(),
            _ => format!("{SETTINGS}languages: [en, {lang}]\n"),
        };
        let (file, route) = match lang {
            "en" => ("content/pages/a.md".to_owned(), "a/index.html".to_owned()),
            _ => (format!("content/pages/a.{lang}.md"), format!("{lang}/a/index.html")),
        };
        for (line, why) in [("draft: true", draft), ("embargo: 2030-07-01T00:00:00Z", embargo)] {
            let text = format!("---\ntitle: A\n{line}\n---\nWords.\n");
            let site = SiteTest::new().file("content/site.yaml", &settings);
            let built = site.file("content/pages/a.md", &text).file(&file, &text).drafts().build();
            let page = built.text(&route);
            assert!(page.contains(why), "{lang} {line}: {page}");
            assert!(lang == "en" || !page.contains("under embargo") && !page.contains("a draft"), "{lang}: {page}");
        }
    }
}

#[test]
fn subjects_of_mails_and_links_in_the_foot_say_what_is_not_public() {
    let settings = format!("{SETTINGS}footer_nav: [pages/a.md, pages/b.md]\n");
    let site = site_with_hidden("draft: true").file("content/site.yaml", &settings);
    let site = site.file("content/pages/a.md", "---\ntitle: Open\n---\nWords.\n");
    let site = site.file("content/pages/b.md", "---\ntitle: Closed\ndraft: true\n---\nWords.\n").drafts();
    let built = site.build();
    let message = built.text("letters/hidden/newsletter.eml");
    assert!(message.contains("\r\nSubject: [Not public] "), "{message}");
    assert!(built.text("letters/hidden/newsletter.html").contains("<title>[Not public] "));
    let foot = built.text("index.html");
    let foot = foot.split_once("foot-nav").map_or("", |(_, foot)| foot);
    assert!(foot.contains("<strong class=\"mark\">Not public</strong> <a href=\"/b/\">Closed</a>"), "{foot}");
    assert!(foot.contains("<li><a href=\"/a/\">Open</a>"), "{foot}");
    // What the public sees bears no mark.
    let shown = site_with_hidden("draft: false").drafts().build();
    assert!(!shown.text("letters/hidden/newsletter.eml").contains("[Not public]"));
}

#[test]
fn item_of_an_issue_waits_for_its_page() {
    let issue = "---\ntitle: Issue\ndate: 2025-05-01\nnumber: 1\nitems: [letters/hidden.md, letters/upr-49.md]\n---\nDear reader,\n";
    let site = site_with_hidden("draft: true").file("content/newsletters/001.md", issue);
    let built = site.build();
    assert_eq!(built.codes(), ["link-to-unpublished", "item-not-published"], "{}", built.report());
    assert_eq!(built.holds(SECRET), None);
    let shown = site_with_hidden("draft: false").file("content/newsletters/001.md", issue).build();
    assert!(shown.main("newsletters/1/index.html").contains("quokka title"));
}

#[test]
fn hidden_language_leaves_no_trace_in_the_others() {
    const LANGUAGES: [&str; 3] = ["en", "fr", "ar"];
    let path = |lang: &str| match lang {
        "en" => "content/letters/upr-49.md".to_owned(),
        _ => format!("content/letters/upr-49.{lang}.md"),
    };
    let base = SiteTest::new().file("content/site.yaml", format!("{SETTINGS}languages: [en, fr, ar]\n"));
    let base = base.file(
        "content/pages/about.md",
        "---\ntitle: About\n---\n[The letter](../letters/upr-49.md), [its list](/letters/)\n",
    );
    for line in ["draft: true", "embargo: 2026-01-19T09:00:00+01:00", "expires: 2025-01-01T00:00:00+01:00"] {
        for hidden in [&["fr"][..], &["ar"], &["fr", "ar"], &["en"], &["en", "ar"]] {
            let letter = |lang: &str, line: &str| {
                let word = if hidden.contains(&lang) { SECRET } else { lang };
                format!(
                    "---\ntitle: {word} title\ndate: 2025-03-14\nsession: upr-49\naliases: [/{word}-old/, /{lang}/{word}/]\n\
                     slug: upr-49-{word}\n{line}\n---\n{word} text.\n\n- {word} words. {{#focal}}\n"
                )
            };
            let with = |skipped: bool| {
                LANGUAGES.iter().filter(|lang| !skipped || !hidden.contains(lang)).fold(base.clone(), |site, lang| {
                    let line = if hidden.contains(lang) { line } else { "draft: false" };
                    site.file(&path(lang), letter(lang, line))
                })
            };
            let built = with(false).build();
            // A translation that is public before the page itself is an error; nothing is written then.
            if hidden.contains(&"en") && line.starts_with("embargo") {
                assert!(built.codes().contains(&"translation-leaks"), "{hidden:?} {line}: {}", built.report());
                continue;
            }
            assert_eq!(built.holds(SECRET), None, "{hidden:?} {line}: {}", built.report());
            // As if it had never been written, but for the link to it and what its mark says of the others.
            let without = with(true).build();
            if !hidden.contains(&"en") {
                assert!(!demarche::diag::has_errors(&built.diagnostics), "{hidden:?} {line}: {}", built.report());
                assert!(built.files.keys().eq(without.files.keys()), "{hidden:?} {line}");
                for (path, bytes) in &built.files {
                    assert!(without.files.get(path) == Some(bytes), "{hidden:?} {line}: {path}");
                }
            }
        }
    }
}

#[test]
fn translation_that_is_not_held_back_has_nothing_of_a_page_that_is() {
    let keys = "date: 2025-03-15\nsession: upr-49\nscope: states\nstates: [KEN]\n";
    let cases =
        [("draft: true", "draft: false"), ("expires: 2025-03-20T00:00:00Z", ""), ("embargo: 2030-01-01T00:00:00Z", "")];
    for (line, of_translation) in cases {
        let own = format!("---\ntitle: Lettre\n{keys}{of_translation}\n---\nNous.\n");
        let site = site_with_hidden(&format!(
            "{line}\nattachments: [{{src: {SECRET}.gif, title: {SECRET}}}]\nauthors: [{SECRET}]"
        ))
        .file("content/site.yaml", format!("{SETTINGS}languages: [en, fr]\n"))
        .file("content/letters/hidden.fr.md", own);
        let built = site.build();
        assert_eq!(built.holds(SECRET), None, "{line}");
        // Of one that is held back as well it is the same page.
        let both = site.replace(
            "content/letters/hidden.fr.md",
            &format!("{of_translation}\n---\n"),
            &format!("{line}\n---\n"),
        );
        assert_eq!(both.build().holds(SECRET), None, "{line}");
        let shown = both.with_drafts(true).build().text("fr/letters/hidden/index.html");
        assert!(shown.contains(SECRET), "{line}: {shown}");
    }
}
