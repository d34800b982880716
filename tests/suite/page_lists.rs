//! Blocks that list pages: in the page, its HTML mail, its plain mail and feeds.

use crate::site_test::{Built, LETTER, SETTINGS, SiteTest};

/// The statements of the organisation.
const INDEX: &str = "---\ntitle: Statements\ncollection:\n  singular: Statement\n  split_by: closes\n  fields:\n    level: {type: choice, label: Level, options: {crisis: Crisis, concern: Concern}}\n    closes: {type: date}\n    weight: {type: number}\n    open: {type: boolean}\n---\n";

/// A site with statements, and a letter that has this body.
fn site(body: &str) -> SiteTest {
    let letter = LETTER.replace("We write ahead of the session.\n", &format!("We write.\n\n{body}"));
    let site = SiteTest::new().file("content/letters/upr-49.md", letter).file("content/statements/_index.md", INDEX);
    let statements = [
        (
            "a",
            "Old <crisis>",
            "2024-05-01",
            "level: crisis\nstates: [KEN]\nweight: 2\nopen: true\ncloses: 2024-06-01\n",
        ),
        ("b", "New crisis", "2025-02-01", "level: crisis\nsession: upr-49\nweight: 10\ncloses: 2030-06-01\n"),
        (
            "c",
            "Concern",
            "2025-01-01",
            "level: concern\ndescription: What worries us.\nweight: 1\ncloses: 2029-06-01\n",
        ),
    ];
    statements.iter().fold(site, |site, (name, title, date, more)| {
        let text = format!("---\ntitle: \"{title}\"\ndate: {date}\n{more}---\nText of {name}.\n");
        site.file(&format!("content/statements/{name}.md"), text)
    })
}

/// Returns a made file as a text.
fn file(built: &Built, route: &str) -> String {
    String::from_utf8_lossy(&built.files[route]).into_owned()
}

/// Returns the titles in the list of a letter, in order.
#[track_caller]
fn titles(arguments: &str) -> Vec<&'static str> {
    let built = site(&format!("::: list {arguments}\n:::\n")).build();
    assert_eq!(built.report(), "", "{arguments}");
    let page = file(&built, "letters/upr-49/index.html");
    let list =
        page.split("<div class=\"list-block\">").nth(1).and_then(|rest| rest.split("</ul>").next()).unwrap_or("");
    let known = ["Old &lt;crisis&gt;", "New crisis", "Concern", "Recommendations for UPR 49"];
    let mut found: Vec<(usize, &str)> =
        known.into_iter().filter_map(|title| Some((list.find(&format!(">{title}</a>"))?, title))).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, title)| title).collect()
}

#[test]
fn list_is_of_a_folder_in_its_order_or_another() {
    let (old, new, concern) = ("Old &lt;crisis&gt;", "New crisis", "Concern");
    for (arguments, expected) in [
        ("from=statements", vec![concern, new, old]),
        ("from=statements sort_by=-date", vec![new, concern, old]),
        ("from=statements sort_by=title count=2", vec![concern, new]),
        ("from=statements sort_by=-weight shape=lines", vec![new, old, concern]),
        ("from=statements where=\"level=crisis\"", vec![new, old]),
        ("from=statements where=\"level=crisis, year=2024\"", vec![old]),
        ("from=statements where=\"state=KEN\"", vec![old]),
        ("from=statements where=\"session=upr-49\"", vec![new]),
        ("from=statements where=\"topic=prevention\"", vec![]),
        ("from=statements where=\"weight=10\"", vec![new]),
        ("from=statements where=\"open=true\"", vec![old]),
        ("from=statements where=coming", vec![concern, new]),
        ("from=statements where=past", vec![old]),
        ("from=letters", vec![]),
        (
            "pages=\"../statements/c.md, ../statements/a.md#x, upr-49.md\"",
            vec![concern, old, "Recommendations for UPR 49"],
        ),
    ] {
        let arguments = arguments.replace("#x", "");
        assert_eq!(titles(&arguments), expected, "{arguments}");
    }
}

#[test]
fn list_stands_in_page_mail_text_and_feed() {
    let body = "::: list from=statements sort_by=-date id=said\n:::\n\n::: list from=statements shape=lines count=1\n:::\n\n::: list from=briefs\n:::\n";
    let built = site(body).build();
    assert_eq!(built.report(), "");
    let page = file(&built, "letters/upr-49/index.html");
    for piece in [
        "<div class=\"list-block\" id=\"said\">\n<ul class=\"cards cards-same\">\n<li><div class=\"card\"><div class=\"card-text\">\n<p class=\"card-meta\"><span class=\"kicker\">Statement</span> <time datetime=\"2025-02-01\">1 February 2025</time></p>\n<p class=\"card-title\"><a href=\"/statements/b/\">New crisis</a></p>",
        "<p class=\"card-text-line\">What worries us.</p>",
        "<ul class=\"lines\">\n<li><span class=\"line\"><span class=\"line-title\"><a href=\"/statements/c/\">Concern</a></span> <time datetime",
        "<p class=\"empty\">Nothing has been published here yet.</p>",
    ] {
        assert!(page.contains(piece), "{piece}\n{page}");
    }
    let (html, text) = (file(&built, "letters/upr-49/newsletter.html"), file(&built, "letters/upr-49/newsletter.txt"));
    for piece in ["https://example.org/statements/b/", "New crisis", "1 February 2025", "What worries us."] {
        assert!(html.contains(piece) && text.contains(piece), "{piece}\n{text}");
    }
    assert!(file(&built, "letters/feed.xml").contains("https://example.org/statements/b/"));
}

#[test]
fn list_shows_nothing_that_is_held_back() {
    for line in ["draft: true", "embargo: 2025-12-01T09:00:00+01:00", "expires: 2025-01-01T09:00:00+01:00"] {
        let body = "::: list from=statements where=\"level=crisis\"\n:::\n";
        let hidden = site(body).replace("content/statements/b.md", "title:", &format!("{line}\ntitle:"));
        let built = hidden.build();
        assert_eq!((built.report(), built.holds("New crisis")), (String::new(), None), "{line}");
        let page = file(&hidden.drafts().build(), "letters/upr-49/index.html");
        assert!(
            page.contains("<strong class=\"mark\">Not public</strong> <a href=\"/statements/b/\">New crisis</a>"),
            "{page}"
        );
        let named = site("::: list pages=\"../statements/b.md, ../statements/c.md\"\n:::\n");
        let built = named.replace("content/statements/b.md", "title:", &format!("{line}\ntitle:")).build();
        assert_eq!((built.codes(), built.holds("New crisis")), (vec!["link-to-unpublished"], None), "{line}");
        assert!(file(&built, "letters/upr-49/index.html").contains("/statements/c/\">Concern</a>"));
    }
}

#[test]
fn list_is_in_the_language_of_its_text() {
    let settings = format!("{SETTINGS}languages: [en, ar]\n");
    let arabic = |title: &str, body: &str| format!("---\ntitle: {title}\ndate: 2025-02-01\n---\n{body}\n");
    let built = site("::: list from=statements\n:::\n")
        .file("content/site.yaml", settings)
        .file("content/statements/b.ar.md", arabic("أزمة جديدة", "نص."))
        .file(
            "content/letters/upr-49.ar.md",
            arabic("رسالة", "نكتب.\n\n::: list from=statements\n:::\n\n::: list pages=../statements/c.md\n:::\n"),
        )
        .build();
    let page = file(&built, "ar/letters/upr-49/index.html");
    assert!(page.contains("<a href=\"/ar/statements/b/\">أزمة جديدة</a>"), "{page}");
    assert!(page.contains("<div class=\"card\" lang=\"en\" dir=\"ltr\">"), "{page}");
    assert!(!file(&built, "letters/upr-49/index.html").contains("أزمة جديدة</a></p>"));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the time it takes is what is asked")]
fn text_of_many_lists_is_read_in_a_time_that_grows_with_their_number() {
    let begun = std::time::Instant::now();
    let lists = "::: list from=statements where=\"state=KEN\" count=1 shape=lines\n:::\n".repeat(6_000);
    let built = site("").file("content/pages/lists.md", format!("---\ntitle: Lists\n---\n{lists}")).build();
    assert_eq!(built.report(), "");
    assert_eq!(built.text("lists/index.html").matches("Old &lt;crisis&gt;").count(), 6_000);
    // With the square of their number it was half a minute.
    assert!(begun.elapsed().as_secs() < 15, "{:?}", begun.elapsed());
}
