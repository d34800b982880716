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
    // Braces of an address are of the address; a mark, or a sign of another program, is none of it.
    check("https://a.example/{id}/x.", "<p><a href=\"https://a.example/%7Bid%7D/x\">https://a.example/{id}/x</a>.</p>");
    check("{see https://a.example/x}", &format!("<p>{{see {}}}</p>", link("https://a.example/x")));
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
    let bodies = [
        "www. ",
        "https://",
        "https://a.example/;",
        "https://a.example/_",
        "https://a.example/)",
        "www.a&",
        "a://",
        "https://a{.",
        "https://a.example/{x",
        "a{. ",
    ];
    for body in bodies {
        let body = body.repeat(60_000);
        let built = letter(&body).file("content/site.yaml", format!("{SETTINGS}mail: false\n")).build();
        assert!(built.codes().iter().all(|code| *code != "layout"), "{}", built.report());
    }
}

#[test]
fn addresses_are_encoded_in_every_output() {
    let body = "[a](<https://example.net/a b\\|c>) [b](https://example.net/%20é?q=\"x\") [c](https://bücher.example/) \
                [d](Mailto:a@example.net) [e](HTTPS://Example.net/) [f](</letters/été.gif#a b>) [g](<été.gif#é>)";
    let built = letter(body).file("content/letters/été.gif", GIF).build();
    let page = built.main(PAGE);
    for expected in [
        "href=\"https://example.net/a%20b%7Cc\"",
        "href=\"https://example.net/%20%C3%A9?q=%22x%22\"",
        "href=\"https://xn--bcher-kva.example/\"",
        "href=\"mailto:a@example.net\"",
        "href=\"https://Example.net/\"",
        "href=\"/letters/%C3%A9t%C3%A9.gif#a%20b\"",
        "href=\"/letters/%C3%A9t%C3%A9.gif#%C3%A9\"",
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
        let mail = built.text("letters/upr-49/newsletter.html");
        let absolute = expected.replace("\"/", "\"https://example.org/");
        assert!(mail.contains(&absolute), "{absolute}: {mail}");
    }
    let text = built.text("letters/upr-49/newsletter.txt");
    for expected in [
        "<https://example.net/a%20b%7Cc>",
        "<https://xn--bcher-kva.example/>",
        "été.gif".replace('é', "%C3%A9").as_str(),
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
}

/// A word with accents of their own.
const APART: &str = "re\u{301}sume\u{301}";
/// The same with letters that have them.
const WHOLE: &str = "r\u{e9}sum\u{e9}";

#[test]
fn names_are_found_in_whichever_form_they_are_written() {
    for (name, link) in [(APART, WHOLE), (WHOLE, APART)] {
        let body = format!(
            "[a]({link}.md#{link}) [b]({link}.pdf) [c](/letters/{WHOLE}/) [d](/letters/{link}.pdf)\n\n![e]({link}.gif)\n"
        );
        let other = format!(
            "---\ntitle: Sum\ndate: 2025-03-14\nsession: upr-49\nphoto: {{src: {link}.gif, alt: x, credit: y}}\nattachments: [{{src: {link}.pdf, title: z}}]\n---\n## {name}\n\nText.\n"
        );
        let issue = format!("---\ntitle: Issue\ndate: 2025-03-15\nnumber: 1\nitems: [letters/{link}.md]\n---\n");
        let settings = format!("{SETTINGS}logo: {{src: letters/{link}.gif, alt: L}}\nfooter_nav: [pages/{link}.md]\n");
        let built = letter(&body)
            .file(&format!("content/letters/{name}.md"), other)
            .file(&format!("content/letters/{name}.pdf"), "%PDF-1.4")
            .file(&format!("content/letters/{name}.gif"), GIF)
            .file(&format!("content/pages/{name}.md"), "---\ntitle: Foot\n---\nText.\n")
            .file("content/newsletters/1.md", issue)
            .file("content/site.yaml", settings)
            .build();
        let page = built.text(PAGE);
        let encoded = "r%C3%A9sum%C3%A9";
        for expected in [
            format!("href=\"/letters/{encoded}/#{encoded}\""),
            format!("href=\"/letters/{encoded}.pdf\""),
            format!("src=\"/letters/{encoded}.gif\""),
            format!("href=\"/{encoded}/\">Foot"),
        ] {
            assert!(page.contains(&expected), "{expected}: {page}");
        }
        assert!(built.files.contains_key(&format!("letters/{WHOLE}.pdf")), "{:?}", built.files.keys());
        assert!(built.text("newsletters/1/index.html").contains(">Sum<"));
    }
}

#[test]
fn old_addresses_are_decoded_once() {
    for (alias, route) in [
        ("/caf%C3%A9/", "café/index.html"),
        ("/caf%c3%a9", "café/index.html"),
        ("/cafe\u{301}/", "café/index.html"),
        ("/a%20b.html", "a b.html"),
        ("/a%2520b/", "a%20b/index.html"),
        ("2020/01/x.html", "2020/01/x.html"),
    ] {
        let site = SiteTest::new().replace(
            LETTER_FILE,
            "session: upr-49\n",
            &format!("session: upr-49\naliases: [\"{alias}\"]\n"),
        );
        let built = site.build();
        assert!(built.text(route).contains("/letters/upr-49/"), "{alias}");
    }
}

#[test]
fn page_that_expires_breaks_no_link_by_address() {
    let body = "See [a](/letters/old/), [b](/letters/old/newsletter.html), [c](/before/#x), [d](old.md).";
    let old = "---\ntitle: Old\ndate: 2025-03-14\nsession: upr-49\nexpires: 2025-05-01T00:00:00+02:00\naliases: [/before/]\n---\n## X\n\nText.\n";
    let site = letter(body).file("content/letters/old.md", old);
    site.clone().at("2025-04-01").build().assert_silent();
    let built = site.at("2025-06-01").build();
    assert_eq!(built.codes(), ["link-to-unpublished"; 4], "{}", built.report());
    let page = String::from_utf8(built.files[PAGE].clone()).expect("a text file");
    assert!(page.contains("<a>a</a>") || page.contains("See a, b, c, d."), "{page}");
    assert!(!page.contains("/letters/old"), "{page}");
}

#[test]
fn file_that_extra_names_is_published() {
    let front = "session: upr-49\nextra: {cover: {src: a.gif}, files: [../pages/b.pdf]}\n";
    let site = SiteTest::new().replace(LETTER_FILE, "session: upr-49\n", front);
    let built = site.file("content/letters/a.gif", GIF).file("content/pages/b.pdf", "%PDF-1.4").build();
    built.assert_silent();
    assert!(built.files.contains_key("letters/a.gif") && built.files.contains_key("pages/b.pdf"));
}

#[test]
fn style_sheets_name_files_as_they_are_published() {
    let css = "@font-face { src: url(fonts/a%20b.woff2?x#y) }\np { background: url( 'img/c.gif' ), url(data:x), url(#d), url(../top.gif) }\n";
    let site = SiteTest::new()
        .file("layouts/assets/own.css", css)
        .file("layouts/assets/fonts/a b.woff2", "font")
        .file("layouts/assets/img/c.gif", GIF)
        .file("layouts/static/top.gif", GIF);
    let built = site.build();
    built.assert_silent();
    let name = |start: &str| built.files.keys().find(|path| path.starts_with(start)).expect(start).clone();
    let text = built.text(&name("assets/own."));
    let (font, picture) = (name("assets/fonts/a b.").replace(' ', "%20"), name("assets/img/c."));
    assert!(text.contains(&format!("url({}?x#y)", font.trim_start_matches("assets/"))), "{text}");
    assert!(text.contains(&format!("url( '{}' )", picture.trim_start_matches("assets/"))), "{text}");
    assert!(text.contains("url(data:x), url(#d), url(../top.gif)"), "{text}");
}

/// Returns the addresses of this site that a file holds, from the root of the host.
fn local_addresses(path: &str, text: &str) -> Vec<String> {
    let keys: &[&str] = if path.ends_with(".css") {
        &["url("]
    } else {
        &[" href=\"", " src=\"", " content=\"", "<loc>", "<link>", "<id>"]
    };
    let ends = ['"', '<', ')'];
    let values = keys.iter().flat_map(|key| text.split(key).skip(1)).filter_map(|rest| rest.split(ends).next());
    let own = values.filter_map(|value| match value.strip_prefix("https://example.org") {
        Some(rest) => Some(rest.to_owned()),
        None => value.starts_with('/').then(|| value.to_owned()),
    });
    own.map(|address| address.split(['#', '?']).next().unwrap_or("").to_owned()).collect()
}

#[test]
fn every_address_in_every_file_leads_to_a_file() {
    let body = "See [b](../briefs/upr-49/ken.md), [c](a.gif), [d](/states/ken/), <https://example.org/topics/>.\n\n![e](a.gif)\n\n- Do. {#do priority}\n";
    let issue = "---\ntitle: Issue\ndate: 2025-03-15\nnumber: 1\nitems: [letters/upr-49.md]\n---\nWords.\n";
    let brief = "---\ntitle: Kenya\ndate: 2025-03-20\nstate: KEN\nsession: upr-49\naliases: [/old/]\n---\nText.\n";
    let settings =
        format!("{SETTINGS}languages: [en, fr]\nlogo: {{src: letters/a.gif, alt: L}}\nfooter_nav: [pages/about.md]\n");
    let site = letter(body)
        .file("content/letters/a.gif", GIF)
        .file("content/newsletters/1.md", issue)
        .file("content/briefs/upr-49/ken.md", brief)
        .file("content/pages/about.md", "---\ntitle: About\n---\nText.\n")
        .file("content/pages/about.fr.md", "---\ntitle: À propos\n---\nTexte.\n")
        .file("content/site.yaml", settings);
    let built = site.build();
    built.assert_silent();
    let mut looked = 0;
    for (path, bytes) in &built.files {
        let is_looked_at = [".html", ".css", ".xml"].iter().any(|suffix| path.ends_with(suffix));
        let Some(text) = std::str::from_utf8(bytes).ok().filter(|_| is_looked_at) else { continue };
        for address in local_addresses(path, text) {
            let route = demarche::route::OutPath::of_address(&address).expect("a good address");
            assert!(built.files.contains_key(route.as_str()), "`{path}` holds `{address}`, and no file stands there");
            looked += 1;
        }
    }
    assert!(looked > 1_000, "{looked}");
}

#[test]
fn queries_stay_behind_the_address_of_a_page_and_of_a_file() {
    let brief = "---\ntitle: Kenya\ndate: 2025-03-20\nstate: KEN\nsession: upr-49\n---\n## Facts\n";
    let site = |body: &str| letter(body).file("content/briefs/ken.md", brief).file("content/letters/a.gif", GIF);
    let query = prose(&site("[a](../briefs/ken.md?from=letter&x) [b](../briefs/ken.md?é#facts)"));
    assert!(query.contains("/?from=letter&amp;x\">a</a>") && query.contains("/?%C3%A9#facts\">b</a>"), "{query}");
    let file = prose(&site("[a](a.gif?x=1) [own](?x=1#h) [h](#h)\n\n## H"));
    assert!(file.contains(".gif?x=1\">a</a>") && file.contains("href=\"/letters/upr-49/?x=1#h\""), "{file}");
    let missing = site("[a](../briefs/ken.md?x#none) [b](../briefs/none.md?x)").build();
    assert_eq!(missing.codes(), ["missing-anchor", "dangling-link"], "{}", missing.report());
}

#[test]
fn ids_of_headings_are_found_whatever_their_form() {
    let page = prose(&letter("## Heading {#e\u{301}t\u{e9}}\n\n[a](#\u{e9}te\u{301})"));
    assert!(page.contains("<h2 id=\"\u{e9}t\u{e9}\">"), "{page}");
}
