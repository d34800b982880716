//! Styles of the mails of whole sites: by the table of their style sheet as by css-inline.
#![expect(clippy::disallowed_methods, reason = "reads the sites of the repository")]

use std::fs;
use std::path::Path;

use demarche::mail::{inline_by_library, inline_by_table};

use super::as_read::as_read;
use super::{HTML, letter, settings};
use crate::site_test::{Built, SiteTest};

/// Returns a site of the repository whose plain texts are its HTML before styles are in elements.
fn site(root: &str) -> SiteTest {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(root);
    let mut site = SiteTest::bare().at("2026-11-23T12:00:00Z");
    let mut open = vec![root.join("content"), root.join("layouts")];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).expect("a folder of the site") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(&root).expect("under the root").to_str().expect("a plain name");
                site = site.file(&name.replace('\\', "/"), fs::read(&path).expect("a file"));
            }
        }
    }
    with_html_for_text(site)
}

/// Returns a site whose plain texts are its HTML before styles are in elements.
fn with_html_for_text(site: SiteTest) -> SiteTest {
    ["letter", "brief", "digest", "text"].iter().fold(site, |site, name| {
        let include = format!("{{% include \"newsletter/{name}.html\" %}}\n");
        site.file(&format!("layouts/newsletter/{name}.txt"), include)
    })
}

/// Asserts that all mails of a site go through the table and come out as from the library; returns how many there are.
fn check(built: &Built) -> usize {
    let mut count = 0;
    for path in built.files.keys().filter(|path| path.ends_with("newsletter.txt")) {
        let html = built.text(path);
        let mine = inline_by_table(&html).unwrap_or_else(|| panic!("{path} is beyond the table: {html}")).html;
        let theirs = inline_by_library(&html).expect("good rules");
        assert!(mine.len() > 2_000 && mine.contains("style=\"margin:0"), "{path}");
        snapbox::assert_data_eq!(as_read(&mine), snapbox::Data::from(as_read(&theirs)).raw());
        count += 1;
    }
    count
}

#[test]
fn sites_of_the_repository_have_the_styles_that_the_library_gives() {
    assert_eq!(check(&site(".").build()), include_str!("../demonstration.txt").matches("newsletter.txt").count());
    assert_eq!(check(&site("tests/browser/mail-site").build()), 9);
}

#[test]
fn everything_a_text_can_hold_has_the_styles_that_the_library_gives() {
    let body = "## Part & \"part\" {#part}\n\nA ~~word~~ *and* **one** `more`, [a link](https://example.org/?a=1&b=2 \"a > b\").[^1]\n\n\
                1. one\n\n   - two\n   - نص من اليمين\n\n> Quoted by\n> a reader\n\n> [!IMPORTANT]\n> Seen\n\n\
                | a | b | c | d |\n|:--|--:|:-:|---|\n| 1 | 2 | long words in a cell that make it wide | 4 |\n\n\
                ```\ncode  <b>\n```\n\n---\n\n(a) letters\n(b) of the alphabet\n\nTerm\n: what it is\n\n\
                https://example.org/a/very/long/address/without/blanks/that/does/not/end\n\n\
                Recommend this. {#first}\n\n[^1]: A note with *words*.\n";
    let raw = "<table><caption>c</caption><tr><th>a</th><td colspan=2>b</td></tr></table>\n\n<p>one<p>two\n\n\
               <details><summary>s</summary><ul><li>a<li>b</ul></details>\n\n<b><i>x</b>y</i>\n";
    for (language, body) in [("en", body), ("fr", body), ("ar", body), ("en", raw)] {
        let site = settings(letter("", body), &format!("unsafe_html: true\nlanguage: {language}\n"));
        assert!(check(&with_html_for_text(site.clone()).build()) > 0, "{}", site.build().report());
    }
}

#[test]
fn own_layout_beyond_the_table_goes_to_the_library() {
    let frame = include_str!("../../../layouts/newsletter/base.html")
        .replace("<style>\n", "<style>\n.pad > p:first-child { color: #123456; }\n");
    let built = letter("", "One.\n\nTwo.\n").file("layouts/newsletter/base.html", frame).build();
    built.assert_silent();
    let html = built.text(HTML);
    assert!(html.contains("color:#123456") && html.contains("Two."), "{html}");
}
