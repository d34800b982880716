//! Hostile text on its way into HTML, JSON-LD and XML: nothing that an author or a data file says becomes markup.

use super::{LETTER_FILE, LETTER_PAGE, all, only, refused, with_body, with_keys, without_asides, without_warnings};
use crate::site_test::{Built, GIF, SETTINGS, SiteTest};

/// A text that breaks out of an element, of an attribute in either quotes, of a comment and of a script.
const BREAKOUT: &str = "</title></script><script>alert(1)</script>\"onmouseover=\"alert(1)\" 'onfocus='alert(1)' --><svg onload=alert(1)> ]]> &lt;";

/// The elements that may stand in a page of a site without raw HTML.
const ELEMENTS: [&str; 68] = [
    "html",
    "head",
    "meta",
    "title",
    "link",
    "script",
    "body",
    "a",
    "aside",
    "p",
    "strong",
    "div",
    "nav",
    "ol",
    "li",
    "ul",
    "main",
    "footer",
    "header",
    "section",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "address",
    "span",
    "br",
    "bdi",
    "article",
    "time",
    "figure",
    "img",
    "figcaption",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "dl",
    "dt",
    "dd",
    "em",
    "del",
    "code",
    "pre",
    "blockquote",
    "sup",
    "sub",
    "hr",
    "cite",
    "abbr",
    "small",
    "b",
    "i",
    "form",
    "label",
    "input",
    "button",
    "details",
    "summary",
    "dfn",
    "mark",
    "q",
    "colgroup",
];

/// A tag: its name, and its attributes with their values as written.
type Tag<'a> = (&'a str, Vec<(&'a str, &'a str)>);

/// Returns the start tags of a page, read as a browser reads them.
fn tags(page: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/').expect("the end of a name");
        let name = &rest[..end];
        let (attributes, after) = attributes(&rest[end..]);
        rest = after;
        if name == "script" {
            rest = &rest[rest.find("</script>").expect("the end of a script")..];
        }
        tags.push((name, attributes));
    }
    tags
}

/// Returns the attributes at the front of a text, and what comes after the tag.
fn attributes(mut rest: &str) -> (Vec<(&str, &str)>, &str) {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return (found, after);
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || "=>/".contains(c)).expect("the end of an attribute");
        let name = &rest[..end];
        rest = &rest[end..];
        let Some(value) = rest.strip_prefix('=') else {
            found.push((name, ""));
            continue;
        };
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).expect("the end of a value"),
            _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace() || c == '>').expect("the end of a value")),
        };
        found.push((name, value));
        rest = after;
    }
}

/// Fails if a page holds anything that runs, loads from elsewhere, or that no layout of ours writes.
fn assert_harmless(path: &str, page: &str) {
    // Mails carry their styles in their elements, and conditional comments for one program; both are the layout's.
    let is_mail = path.ends_with("newsletter.html");
    let page = if is_mail { without_asides(page) } else { page.to_owned() };
    for (name, attributes) in tags(&page) {
        assert!(ELEMENTS.contains(&name), "{path}: the element `{name}`");
        if name == "script" {
            assert_eq!(attributes, [("type", "application/ld+json")], "{path}");
        }
        for (key, value) in attributes {
            assert!(key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{path}: `{key}` of `{name}`");
            assert!(
                !key.starts_with("on") && (key != "style" || is_mail) && key != "srcdoc",
                "{path}: `{key}` of `{name}`"
            );
            assert!(
                is_mail || !value.contains('<') && !value.contains('>'),
                "{path}: `{key}` of `{name}` is `{value}`"
            );
            if matches!(key, "href" | "src" | "action" | "formaction") {
                let good =
                    ["/", "#", "https://", "http://", "mailto:", "tel:"].iter().any(|start| value.starts_with(start));
                assert!(good && !value.starts_with("//"), "{path}: `{key}` of `{name}` is `{value}`");
            }
        }
    }
}

/// Fails unless all pages are harmless and all other files keep to their own rules.
pub(super) fn assert_all_harmless(built: &Built) {
    built.assert_silent();
    for (path, bytes) in &built.files {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        if path.ends_with(".html") {
            assert_harmless(path, text);
            let data = text.split("<script type=\"application/ld+json\">").nth(1);
            let data = data.map(|rest| rest.split("</script>").next().expect("the end of the data"));
            assert!(
                data.is_none_or(|data| !data.contains(['<', '>', '&', '\u{2028}', '\u{2029}'])),
                "{path}: {data:?}"
            );
        }
        if path.ends_with(".xml") {
            assert_well_formed(path, text);
        }
    }
}

/// Fails unless the text is well-formed XML, as far as our sitemap and feeds go; what stands in sections is no markup.
fn assert_well_formed(path: &str, text: &str) {
    let bad = |c: char| !matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    assert_eq!(text.chars().find(|c| bad(*c)), None, "{path} holds a character that XML 1.0 does not have");
    let outside: String =
        text.split("<![CDATA[").map(|piece| piece.split_once("]]>").map_or(piece, |(_, rest)| rest)).collect();
    let (text, mut open) = (outside.as_str(), Vec::new());
    for piece in text.split('<').skip(1).filter(|piece| !piece.starts_with('?')) {
        let (tag, words) = piece.split_once('>').expect("the end of a tag");
        let name = tag.split(' ').next().expect("a name");
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{path}"),
            None if tag.ends_with('/') => {}
            None => open.push(name),
        }
        // A `>` in an attribute would end the tag too early, and a quotation mark in one the attribute.
        assert_eq!(tag.matches('"').count() % 2, 0, "{path}: `{tag}`");
        for reference in tag.split('&').skip(1).chain(words.split('&').skip(1)) {
            let (name, _) = reference.split_once(';').expect("the end of a reference");
            assert!(["amp", "lt", "gt", "quot", "#39"].contains(&name), "{path}: `&{name};`");
        }
    }
    assert!(open.is_empty(), "{path}: {open:?}");
}

/// Returns the text as a YAML scalar.
fn yaml(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[test]
fn front_matter_never_becomes_markup() {
    let evil = yaml(BREAKOUT);
    let short = yaml(&BREAKOUT[..76]);
    let letter = format!(
        "---\ntitle: {evil}\ndate: 2025-03-14\nsession: upr-49\ndescription: {evil}\nauthors: [{evil}]\nsource: {evil}\n\
         reference: {evil}\naddressee: {evil}\nplace: {evil}\nsalutation: {evil}\nclosing: {evil}\n\
         signatories: [{{name: {evil}, role: {evil}}}]\ncorrections: [{{date: 2025-04-01, note: {evil}}}]\n\
         photo: {{src: a.gif, alt: {evil}, credit: {evil}, caption: {evil}, licence: {evil}}}\n\
         attachments: [{{src: a.csv, title: {evil}, lang: {evil}}}]\nextra: {{a: {evil}}}\nnewsletter: {{subject: {short}, preheader: {short}}}\n---\n\
         A body.\n\n- Do it. {{#do-it}}\n"
    );
    let issue = format!(
        "---\ntitle: A\ndate: 2025-04-01\nnumber: 1\nitems:\n  - {{title: {evil}, text: {evil}, link: 'https://a.example/\"<b>'}}\n  - letters/upr-49.md\n---\nDear reader.\n"
    );
    let standing = format!("---\ntitle: {evil}\ndate: 2025-01-01\ndescription: {evil}\n---\nA body.\n");
    let brief = format!(
        "---\ntitle: {evil}\ndate: 2025-03-14\nstate: KEN\nsession: upr-49\nsummary: {evil}\nnewsletter: {{subject: {short}}}\n---\nA body.\n"
    );
    let site = SiteTest::new()
        .file(LETTER_FILE, letter)
        .file("content/letters/a.gif", GIF)
        .file("content/letters/a.csv", "a,b\n")
        .file("content/newsletters/001.md", issue)
        .file("content/recommendations/do-it.md", standing)
        .file("content/briefs/upr-49/ken.md", brief);
    let built = site.build();
    assert_all_harmless(&built);
    assert!(built.text(LETTER_PAGE).contains("&lt;script&gt;alert(1)"), "the text is shown as text");
}

#[test]
fn settings_and_data_never_become_markup() {
    let evil = yaml(BREAKOUT);
    let settings = format!(
        "name: {evil}\ntagline: {evil}\ndescription: {evil}\nnotice: {evil}\nbase_url: https://example.org/a&b'c/\naddress: [{evil}]\n\
         phone: {evil}\nemail: 'onclick=alert&b@a.example'\nsocial: [{{name: {evil}, url: 'https://a.example/\"<b>'}}]\n\
         licence: {{name: {evil}, url: 'https://a.example/\"<b>'}}\nnewsletter: {{signup_url: 'https://a.example/\"<b>', text: {evil}}}\n"
    );
    let topics = format!("- {{id: a, title: {evil}, description: {evil}}}\n");
    let instruments = format!(
        "- {{id: a, title: {evil}, short: {evil}, depositary: {evil}, description: {evil}, url: 'https://a.example/\"<b>'}}\n"
    );
    let actions =
        format!("- {{state: KEN, instrument: a, status: party, source: {evil}, certainty: {evil}, note: {evil}}}\n");
    let sessions = format!("- {{id: upr-49, number: 49, cycle: 4, states: [KEN], source: {evil}, note: {evil}}}\n");
    let points = format!("- {{state: KEN, answer: 'yes', source: {evil}, note: {evil}}}\n");
    let site = SiteTest::new()
        .file("content/site.yaml", settings)
        .file("content/data/topics.yaml", topics)
        .file("content/data/instruments.yaml", instruments)
        .file("content/data/treaty-actions.yaml", actions)
        .file("content/data/sessions.yaml", sessions)
        .file("content/data/focal-points.yaml", points)
        .replace(LETTER_FILE, "session: upr-49", "session: upr-49\ntopics: [a]");
    assert_all_harmless(&site.build());
}

#[test]
fn addresses_in_data_and_items_are_web_addresses() {
    for url in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "'data:text/html,x'",
        "//evil.example/",
        "vbscript:x",
        "https:/a",
        "' https://a.example/'",
        "\"java\\tscript:x\"",
    ] {
        let instruments =
            format!("- {{id: genocide-convention, title: A, url: {url}}}\n- {{id: rome-statute, title: B}}\n");
        let issue = format!(
            "---\ntitle: A\ndate: 2025-04-01\nnumber: 1\nitems:\n  - {{title: A, text: B, link: {url}}}\n---\nDear reader.\n"
        );
        let sites = [
            SiteTest::new().file("content/data/instruments.yaml", instruments),
            SiteTest::new().file("content/newsletters/001.md", issue),
            SiteTest::new().file("content/site.yaml", format!("{SETTINGS}social: [{{name: A, url: {url}}}]\n")),
            SiteTest::new().file("content/site.yaml", format!("{SETTINGS}newsletter: {{signup_url: {url}}}\n")),
            SiteTest::new().file("content/site.yaml", format!("{SETTINGS}licence: {{name: A, url: {url}}}\n")),
        ];
        for site in sites {
            let built = site.build();
            if url.contains(" https://a.example/") {
                // Blanks around a text are dropped on reading.
                assert_all_harmless(&built);
                continue;
            }
            refused(&built);
            only(&built, if url == "https:/a" { "bad-address" } else { "bad-url" });
        }
    }
}

#[test]
fn markdown_never_becomes_markup() {
    let body = format!(
        "{BREAKOUT}\n\n## {BREAKOUT}\n\n**{BREAKOUT}** `{BREAKOUT}`\n\n    {BREAKOUT}\n\n```\"onclick=\"x\n{BREAKOUT}\n```\n\n\
         [a](https://a.example/ \"{}\") [b](<https://a.example/\"onclick=\"x> '{}') <https://a.example/'onclick='x>\n\n\
         ![{}](a.gif \"{}\")\n\n| {BREAKOUT} |\n|---|\n| {BREAKOUT} |\n\n> [!NOTE]\n> {BREAKOUT}\n\n- {BREAKOUT} {{#r}}\n\n\
         Term {BREAKOUT}\n: {BREAKOUT}\n\nA note.[^\"onclick=\"]\n\n[^\"onclick=\"]: {BREAKOUT}\n",
        BREAKOUT.replace('"', "\\\""),
        BREAKOUT.replace('\'', "\\'"),
        BREAKOUT.replace(['[', ']'], ""),
        BREAKOUT.replace('"', "\\\""),
    );
    let built = with_body(&body).file("content/letters/a.gif", GIF).build();
    assert_all_harmless(&without_warnings(built, "html-as-text"));
}

#[test]
fn schemes_that_run_are_refused_in_every_disguise() {
    for dest in [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "javascript&colon;alert(1)",
        "java&#x09;script:alert(1)",
        "&#106;avascript:x",
        "&#x6A;avascript:x",
        "javascript&#58;x",
        "javascript%3Ax",
        "<java\tscript:x>",
        "<\u{1}javascript:x>",
        "vbscript:x",
        "data:text/html;base64,PHNjcmlwdD4=",
        "DATA:x",
        "file:///etc/passwd",
        "blob:x",
        "//evil.example/x",
        "\\\\\\\\evil.example",
        "/\\\\evil.example",
        "view-source:x",
        "feed:javascript:x",
        "\u{ff4a}avascript:x",
    ] {
        for text in [format!("[a]({dest})"), format!("[a]\n\n[a]: {dest}\n"), format!("![a]({dest})")] {
            let built = with_body(&text).build();
            refused(&built);
        }
    }
    all(&with_body("<javascript:alert(1)> <data:text/html,x>").build(), "forbidden-scheme");
}

#[test]
fn a_title_cannot_end_the_structured_data() {
    for title in ["</script><script>alert(1)</script>", "<!--<script>", "\\u2028\\u2029a", "a\\\\\\\" b", "]]>"] {
        let built = SiteTest::new()
            .replace(LETTER_FILE, "title: Recommendations for UPR 49", &format!("title: \"{title}\""))
            .build();
        assert_all_harmless(&built);
    }
}

#[test]
fn characters_that_xml_does_not_have_are_refused_in_front_matter() {
    for escape in ["\\u0001", "\\x08", "\\u001b", "\\uFFFE", "\\uFFFF", "\\x7f", "\\u0085"] {
        for key in ["title", "description", "salutation", "source", "addressee"] {
            let text =
                format!("---\ntitle: A\ndate: 2025-03-14\nsession: upr-49\n{key}: \"a{escape}b\"\n---\nA body.\n");
            let text = if key == "title" { text.replacen("title: A\n", "", 1) } else { text };
            let built = SiteTest::new().file(LETTER_FILE, text).build();
            refused(&built);
            only(&built, "control-character");
        }
    }
    let topics = "- {id: a, title: \"a\\u0001b\"}\n";
    only(&SiteTest::new().file("content/data/topics.yaml", topics).build(), "control-character");
    only(
        &SiteTest::new().file("content/site.yaml", format!("{SETTINGS}tagline: \"a\\u0001b\"\n")).build(),
        "control-character",
    );
    refused(&with_keys("source: \"\\uD800\"").build());
}

#[test]
fn ids_of_the_frame_stay_unique() {
    let body = "## _main\n\n## Fn 1\n\n## Fnref 1\n\n## _glance\n\nA note.[^1] Again.[^1]\n\n- Do it. {#do-it}\n\n[^1]: Its text.\n";
    let page = with_body(body).build().text(LETTER_PAGE);
    let mut ids: Vec<&str> = tags(&page)
        .into_iter()
        .flat_map(|(_, attributes)| attributes)
        .filter(|(key, _)| *key == "id")
        .map(|(_, id)| id)
        .collect();
    ids.sort_unstable();
    let twice = ids.windows(2).find(|pair| pair[0] == pair[1]);
    assert_eq!(twice, None, "{ids:?}");
    for id in ["_main", "fn-1", "fnref-1"] {
        only(&with_body(&format!("## A {{#{id}}}\n\nA note.[^1]\n\n[^1]: Its text.\n")).build(), "reserved-anchor");
    }
    only(&with_body("- Do it. {#fn-1}\n").build(), "reserved-anchor");
}
