//! Publishing: drafts, embargoes, expiry. What the public may not see leaves no trace in any byte.

use crate::site_test::{GIF, LETTER, SiteTest};

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
        ("draft: true", "a draft"),
        ("embargo: 2030-01-01T00:00:00Z", "under embargo until 2030-01-01"),
        ("expires: 2025-01-01T00:00:00Z", "expired since 2025-01-01"),
    ] {
        let built = site_with_hidden(line).drafts().build();
        let page = built.text("letters/hidden/index.html");
        assert!(page.contains(why), "{why}: {page}");
    }
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
