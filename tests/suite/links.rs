//! Links as readers meet them: what becomes a link, and where it leads, in every output.

use crate::site_test::{GIF, SETTINGS, SiteTest};

/// The letter of the smallest site.
const LETTER_FILE: &str = "content/letters/upr-49.md";
/// Its page.
const PAGE: &str = "letters/upr-49/index.html";

/// Returns the smallest site with other words in its letter.
fn letter(body: &str) -> SiteTest {
    let front = "---\ntitle: Recommendations for UPR 49\ndate: 2025-03-14\nsession: upr-49\n---\n";
    SiteTest::new().file(LETTER_FILE, format!("{front}{body}\n"))
}

/// Returns the body of the letter's page.
fn prose(site: &SiteTest) -> String {
    let page = site.build().main(PAGE);
    let prose = page.split("<div class=\"prose\">").nth(1).expect("the body");
    prose.split("</div>").next().expect("its end").trim().to_owned()
}

/// Asserts what becomes of a line.
#[track_caller]
fn check(line: &str, expected: &str) {
    assert_eq!(prose(&letter(line)), expected, "{line}");
}

/// Returns a link that shows its address.
fn link(address: &str) -> String {
    format!("<a href=\"{address}\">{address}</a>")
}

#[test]
fn bare_addresses_are_links() {
    // GFM, section 6.9.
    check("www.commonmark.org", "<p><a href=\"http://www.commonmark.org\">www.commonmark.org</a></p>");
    let help = "<a href=\"http://www.commonmark.org/help\">www.commonmark.org/help</a>";
    check("Visit www.commonmark.org/help for more.", &format!("<p>Visit {help} for more.</p>"));
    let root = "<a href=\"http://www.commonmark.org\">www.commonmark.org</a>";
    check("Visit www.commonmark.org.", &format!("<p>Visit {root}.</p>"));
    let query = "https://www.google.com/search?q=Markup+(business)";
    for (before, after) in [("", ""), ("", "))"), ("(", ")"), ("(", "")] {
        check(&format!("{before}{query}{after}"), &format!("<p>{before}{}{after}</p>", link(query)));
    }
    let inside = "https://www.google.com/search?q=(business))+ok";
    check(inside, &format!("<p>{}</p>", link(inside)));
    let query = "https://www.google.com/search?q=commonmark&amp;hl=en";
    check("https://www.google.com/search?q=commonmark&hl=en", &format!("<p>{}</p>", link(query)));
    let before = link("https://www.google.com/search?q=commonmark");
    check("https://www.google.com/search?q=commonmark&hl;", &format!("<p>{before}&amp;hl;</p>"));
    check("https://encrypted.google.com/<br", &format!("<p>{}&lt;br</p>", link("https://encrypted.google.com/")));
    let visit = link("https://encrypted.google.com/search?q=Markup+(business)");
    check("(Visit https://encrypted.google.com/search?q=Markup+(business))", &format!("<p>(Visit {visit})</p>"));
}

#[test]
fn addresses_that_markdown_cuts_into_pieces_are_whole() {
    for address in [
        "https://a.example/x_y_z",
        "https://a.example/~a/~b",
        "https://a.example/*x*/y",
        "https://a.example/it's",
        "https://a.example/a--b...c",
        "https://a.example/[a]",
        "https://a.example/!x[0]",
        "HTTPS://a.example/X",
        "http://localhost:4000/",
        "https://a_b.a.example/",
    ] {
        let href = demarche::address::normalised(address).expect("a good address").replace('\'', "&#39;");
        let shown = address.replace('\'', "&#39;");
        check(&format!("See {address}, then."), &format!("<p>See <a href=\"{href}\">{shown}</a>, then.</p>"));
    }
    check("https://a.example/a\\_b\\_", "<p><a href=\"https://a.example/a_b\">https://a.example/a_b</a>_</p>");
    check("https://a.example/?a&amp;b", &format!("<p>{}</p>", link("https://a.example/?a&amp;b")));
    check("**https://a.example/x**", &format!("<p><strong>{}</strong></p>", link("https://a.example/x")));
    check("_https://a.example/x_.", &format!("<p><em>{}</em>.</p>", link("https://a.example/x")));
    check("\"https://a.example/x\"", &format!("<p>“{}”</p>", link("https://a.example/x")));
    check("See https://a.example/x... and", &format!("<p>See {}… and</p>", link("https://a.example/x")));
    check("https://a.example/a*b c*", &format!("<p>{}<em>b c</em></p>", link("https://a.example/a")));
    check("https://a.example/é.", "<p><a href=\"https://a.example/%C3%A9\">https://a.example/é</a>.</p>");
    check("见https://a.example/x。好", &format!("<p>见{}。好</p>", link("https://a.example/x")));
    check("« https://a.example/x\u{a0}»", &format!("<p>« {}\u{a0}»</p>", link("https://a.example/x")));
    check("a https://a.example/x\u{200f} b", &format!("<p>a {}\u{200f} b</p>", link("https://a.example/x")));
    check(
        "https://a.example https://b.example",
        &format!("<p>{} {}</p>", link("https://a.example"), link("https://b.example")),
    );
    check(
        "https://a.example\nwww.b.example",
        &format!("<p>{}\n<a href=\"http://www.b.example\">www.b.example</a></p>", link("https://a.example")),
    );
}

#[test]
fn what_is_no_address_or_no_place_for_a_link_stays_text() {
    for text in [
        "https://",
        "https:// x",
        "ftp://a.example/",
        "git+https://a.example/x",
        "xhttps://a.example",
        "awww.a.example",
        "www.",
        "https://a.b_c.example/",
        "https://a..example",
        "https://a.example:99999/",
        "me@example.org",
        "mailto:me@example.org",
        "a://b",
    ] {
        check(text, &format!("<p>{text}</p>"));
    }
    check("`https://a.example`", "<p><code>https://a.example</code></p>");
    check(
        "[https://a.example/x](https://a.example/y)",
        "<p><a href=\"https://a.example/y\">https://a.example/x</a></p>",
    );
    check("<https://a.example/x>", &format!("<p>{}</p>", link("https://a.example/x")));
    let code = prose(&letter("```\nhttps://a.example\n```\n\nhttps://b.example"));
    assert!(code.contains("https://a.example\n</code>") && code.contains(&link("https://b.example")), "{code}");
    let raw = letter("<a href=\"https://a.example/\">https://a.example/</a> https://b.example/");
    let raw = raw.file("content/site.yaml", format!("{SETTINGS}unsafe_html: true\n"));
    assert_eq!(prose(&raw), format!("<p>{} {}</p>", link("https://a.example/"), link("https://b.example/")));
    let picture = letter("![At https://a.example](a.gif)").file("content/letters/a.gif", GIF);
    assert!(prose(&picture).contains("alt=\"At https://a.example\""));
}

#[test]
fn bare_address_is_said_once_in_the_plain_mail() {
    let built =
        letter("See https://a.example/é_x and www.b.example/y.\n\n| A |\n|---|\n| https://a.example/x\\|y |").build();
    let text = built.text("letters/upr-49/newsletter.txt");
    assert!(text.contains("See <https://a.example/%C3%A9_x> and <http://www.b.example/y>."), "{text}");
    assert_eq!(text.matches("a.example").count(), 2, "{text}");
    let html = built.text("letters/upr-49/newsletter.html");
    assert!(html.contains("href=\"https://a.example/%C3%A9_x\""), "{html}");
}

#[test]
fn many_beginnings_of_addresses_take_no_longer_than_one() {
    let bodies =
        ["www. ", "https://", "https://a.example/;", "https://a.example/_", "https://a.example/)", "www.a&", "a://"];
    for body in bodies {
        let body = body.repeat(60_000);
        let built = letter(&body).file("content/site.yaml", format!("{SETTINGS}mail: false\n")).build();
        assert!(built.codes().iter().all(|code| *code != "layout"), "{}", built.report());
    }
}
