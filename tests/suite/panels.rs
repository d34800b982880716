//! Blocks that show in a text what layouts show elsewhere: the session that comes, the sign-up, standing recommendations, and the
//! heading of a page in large.

use crate::site_test::{Built, LETTER, SETTINGS, SiteTest, holds};

/// The sign-up of the organisation.
const SIGN_UP: &str = "newsletter: {signup_url: 'https://news.example.net/join', text: One letter a month.}\n";

/// What a home page may have.
const HOME: &str = "---\ntitle: Home\n---\n::::: hero title=\"Before harm & after\"\nWe write.\n\n::: button to=letters/upr-49.md text=\"Read it\"\n:::\n::: session body=upr\n:::\n:::::\n\n::: recommendations\n:::\n\n::: signup id=join\n:::\n";

/// Returns a site with a sign-up, three standing recommendations, and a letter that has this body.
fn site(body: &str) -> SiteTest {
    let letter = LETTER.replace("We write ahead of the session.\n", &format!("We write.\n\n{body}"));
    let standing = [
        ("a", "Open to all", "topics: [prevention]\n"),
        ("b", "Name somebody", "applies: {no_focal_point: true}\n"),
        ("c", "Draft of one", "draft: true\n"),
    ];
    let site = SiteTest::new()
        .file("content/site.yaml", format!("{SETTINGS}{SIGN_UP}"))
        .file("content/data/focal-points.yaml", FOCAL_POINTS)
        .file("content/letters/upr-49.md", letter);
    standing.iter().fold(site, |site, (name, title, more)| {
        let text = format!("---\ntitle: {title}\ndescription: Words of {name}.\ndate: 2025-01-02\n{more}---\nText.\n");
        site.file(&format!("content/recommendations/{name}.md"), text)
    })
}

/// Of Kenya it is known that it has one.
const FOCAL_POINTS: &str = "- {state: KEN, answer: 'yes', as_of: 2025-01-01, source: A list}\n";

/// Returns a made file as a text.
fn file(built: &Built, route: &str) -> String {
    String::from_utf8_lossy(&built.files[route]).into_owned()
}

/// Returns what stands between two texts.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    text.split(from).nth(1).and_then(|rest| rest.split(to).next()).unwrap_or("")
}

#[test]
fn home_page_has_what_the_built_in_one_has() {
    let own = site("").file("content/_index.md", HOME).build();
    assert_eq!(own.report(), "");
    let (own, built_in) = (file(&own, "index.html"), file(&site("").build(), "index.html"));
    let panel = between(&built_in, "<section class=\"session-panel\">", "</section>");
    assert!(!panel.is_empty() && own.contains(panel), "{panel}\n{own}");
    let cards = between(&built_in, "<ul class=\"rec-cards\">", "</ul>");
    assert!(
        cards.contains("<h3 class=\"rec-card-title\"><a href=\"/recommendations/a/\">Open to all</a></h3>"),
        "{cards}"
    );
    for card in cards.split("<li>").skip(1) {
        assert!(own.contains(between(card, "<article class=\"rec-card\">", "</article>")), "{card}\n{own}");
    }
    let sign_up = between(&built_in, "<h2>Newsletter</h2>\n", "</section>");
    assert!(sign_up.contains("https://news.example.net/join"), "{sign_up}");
    holds(
        &own,
        &[
            "<div class=\"hero hero-block\">\n<div class=\"hero-text\">\n<h1>Before harm &amp; after</h1>\n<p>We write.</p>",
            "<h2 class=\"visually-hidden\">Standing recommendations</h2>",
            &format!("<div class=\"signup-block\" id=\"join\">\n{}", sign_up.trim_end()),
        ],
    );
    assert_eq!(own.matches("<h1").count(), 1, "{own}");
}

#[test]
fn mails_texts_and_feeds_have_links() {
    let built = site("::: session\n:::\n\n::: recommendations\n:::\n\n::: signup\n:::\n").build();
    assert_eq!(built.report(), "");
    let (html, text) = (file(&built, "letters/upr-49/newsletter.html"), file(&built, "letters/upr-49/newsletter.txt"));
    for piece in [
        "https://example.org/sessions/upr-49/",
        "28 April to 9 May 2025",
        "https://example.org/recommendations/a/",
        "Name somebody",
        "One letter a month.",
        "https://news.example.net/join",
    ] {
        assert!(html.contains(piece) && text.contains(piece), "{piece}\n{text}");
    }
    assert!(!html.contains("session-panel") && !html.contains("\u{fdd1}"), "{html}");
    let feed = file(&built, "letters/feed.xml");
    holds(&feed, &["https://example.org/sessions/upr-49/", "https://news.example.net/join"]);
}

#[test]
fn recommendations_are_those_of_a_topic_and_for_a_state() {
    for (arguments, expected) in [
        ("", vec!["Name somebody", "Open to all"]),
        ("count=1", vec!["Name somebody"]),
        ("topic=prevention", vec!["Open to all"]),
        ("state=KEN", vec!["Open to all"]),
        ("state=GUY", vec!["Name somebody", "Open to all"]),
        ("state=KEN topic=prevention", vec!["Open to all"]),
        ("state=GUY count=1", vec!["Name somebody"]),
    ] {
        let built = site(&format!("## Asks\n\n::: recommendations {arguments}\n:::\n")).build();
        assert_eq!(built.report(), "", "{arguments}");
        let page = file(&built, "letters/upr-49/index.html");
        let list = between(&page, "<div class=\"recommendations-block\">\n<ul class=\"rec-cards\">", "</ul>");
        let found: Vec<&str> =
            ["Name somebody", "Open to all"].into_iter().filter(|title| list.contains(title)).collect();
        assert_eq!(found, expected, "{arguments}\n{list}");
        assert_eq!(list.matches("Where applicable").count(), usize::from(arguments.contains("GUY")), "{list}");
    }
}

#[test]
fn mails_and_feeds_say_what_is_unknown_too() {
    let built = site("::: recommendations state=GUY\n:::\n\n::: recommendations\n:::\n").build();
    assert_eq!(built.report(), "");
    for route in ["letters/upr-49/newsletter.html", "letters/upr-49/newsletter.txt", "letters/feed.xml"] {
        let text = file(&built, route);
        assert_eq!(text.matches("· Where applicable").count(), 1, "{route}\n{text}");
        let (before, _) = text.split_once("· Where applicable").expect("one");
        assert!(before.contains("Name somebody") && !before.contains("Open to all"), "{route}\n{text}");
    }
}

#[test]
fn words_with_the_sign_of_a_mark_stay() {
    let words = "One \u{fdd1}two\u{fdd1} three\u{fdd1} four \u{fdd1}7\u{fdd1} five.";
    let built = site(&format!("{words}\n\n::: session\n:::\n\nSix.\n")).build();
    let page = file(&built, "letters/upr-49/index.html");
    holds(&page, &[&format!("<p>{words}</p>"), "<section class=\"session-panel\">", "<p>Six.</p>"]);
}

#[test]
fn hero_in_another_direction_says_so() {
    for (title, expected) in
        [("قبل وقوع الضرر", "<h1 dir=\"auto\">قبل وقوع الضرر</h1>"), ("Before أ harm", "<h1>Before أ harm</h1>")]
    {
        let text = format!("---\ntitle: About\n---\n::: hero title=\"{title}\"\nWords.\n:::\n");
        let built = site("").file("content/pages/about.md", text).build();
        assert_eq!(built.report(), "");
        holds(&file(&built, "about/index.html"), &[expected]);
    }
}

#[test]
fn nothing_is_shown_that_is_held_back() {
    let site = site("::: recommendations\n:::\n");
    assert_eq!(site.build().holds("Draft of one"), None);
    let page = file(&site.drafts().build(), "letters/upr-49/index.html");
    assert!(page.contains("Draft of one"), "{page}");
}

#[test]
fn layouts_of_the_site_make_them_too() {
    let built = site(":::: callout\n::: session\n:::\n::::\n")
        .file(
            "layouts/blocks/callout.html",
            "---\ntakes: markdown\n---\n<aside class=\"callout\">{{ content }}</aside>\n",
        )
        .file("layouts/partials/session.html", "<b>{{ it.id }} {{ t.session }}</b>\n")
        .build();
    assert_eq!(built.report(), "");
    holds(
        &file(&built, "letters/upr-49/index.html"),
        &["<aside class=\"callout\"><div class=\"session-block\">\n<b>upr-49 Session</b>"],
    );
    // A layout that takes the text for a text has the links.
    let built = site("::: session\n:::\n")
        .file("layouts/letter.html", "{{ page.body }}|{{ page.body|safe|replace('a', 'a') }}|{{ plain(page.body) }}")
        .build();
    let page = file(&built, "letters/upr-49/index.html");
    holds(
        &page,
        &["<section class=\"session-panel\">", "|<p>We write.</p>", "<p><a href=\"/sessions/upr-49/\">UPR 49</a>"],
    );
}

#[test]
fn panels_are_in_the_language_of_the_text() {
    let built = site("")
        .file("content/site.yaml", format!("{SETTINGS}{SIGN_UP}languages: [en, fr]\n"))
        .file("content/pages/about.md", "---\ntitle: About\n---\n::: session\n:::\n")
        .file("content/pages/about.fr.md", "---\ntitle: À propos\n---\n::: session\n:::\n\n::: signup\n:::\n")
        .build();
    let page = file(&built, "fr/about/index.html");
    holds(&page, &["<a href=\"/fr/sessions/upr-49/\">", "lang=\"en\" dir=\"ltr\">One letter a month."]);
}

#[test]
fn hero_in_a_mail_is_a_part_of_it() {
    let text = "---\ntitle: About\ndate: 2025-01-01\n---\n::: hero title=\"In large\" image=hall.svg alt=\"A hall\"\nWords.\n:::\n\nMore.\n";
    let built = site("")
        .file(
            "content/campaigns/_index.md",
            "---\ntitle: Campaigns\ncollection: {singular: Campaign, type: page, newsletter: true}\n---\n",
        )
        .file("content/campaigns/about.md", text)
        .file(
            "content/campaigns/hall.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"><path d=\"M0 0h4v3z\"/></svg>",
        )
        .build();
    assert_eq!(built.codes(), ["picture-not-in-mail"]);
    let page = file(&built, "campaigns/about/index.html");
    holds(&page, &["<p class=\"hero-picture\"><img src=\"/campaigns/hall.svg\" alt=\"A hall\"", "<h1>In large</h1>"]);
    assert_eq!(page.matches("<h1").count(), 1);
    let mail = file(&built, "campaigns/about/newsletter.html");
    assert_eq!(mail.matches("<h1").count(), 1, "{mail}");
    assert!(mail.contains(">In large</h2>"), "{mail}");
}
