//! Addresses that are kept from a former site, and pages that stand elsewhere.

use crate::site_test::SiteTest;

/// A letter that stands elsewhere.
const ELSEWHERE: &str = "---\ntitle: Joint letter\ndate: 2025-05-14\nsession: upr-49\ndescription: Signed by all.\n\
                         link: https://www.partner.example/joint?a=1\naliases: [/old/joint/]\n---\n";

#[test]
fn page_stands_at_its_permalink_with_all_that_belongs_to_it() {
    let letter = "---\ntitle: Kept\ndate: 2025-03-20\nsession: upr-49\npermalink: /2019/Letter.html\n---\nText.\n";
    let about = "---\ntitle: About\npermalink: /who/we-are\n---\n[The letter](../letters/kept.md)\n";
    let site = SiteTest::new().file("content/letters/kept.md", letter).file("content/pages/about.md", about);
    let built = site.base_url("https://example.org/sub/").build();
    assert!(built.main("who/we-are/index.html").contains("<a href=\"/sub/2019/Letter.html\">"));
    assert!(
        built
            .text("2019/Letter.html")
            .contains("<link rel=\"canonical\" href=\"https://example.org/sub/2019/Letter.html\">")
    );
    assert!(built.text("letters/index.html").contains("href=\"/sub/2019/Letter.html\""));
    assert!(built.text("sitemap.xml").contains("https://example.org/sub/2019/Letter.html"));
    assert!(built.text("2019/Letter/newsletter.txt").contains("https://example.org/sub/2019/Letter.html"));
    assert!(!built.files.contains_key("letters/kept/index.html"));
}

#[test]
fn page_without_text_leads_elsewhere_and_says_so() {
    let site = SiteTest::new()
        .file("content/letters/joint.md", ELSEWHERE)
        .file("content/pages/a.md", "---\ntitle: A\n---\n[it](../letters/joint.md)\n");
    let built = site.clone().base_url("https://example.org/sub/").build();
    let list = built.main("letters/index.html");
    assert!(list.contains("<a href=\"https://www.partner.example/joint?a=1\">Joint letter</a>"), "{list}");
    assert!(list.contains("<p class=\"elsewhere\">On another site: partner.example</p>"), "{list}");
    assert!(built.main("a/index.html").contains("<a href=\"https://www.partner.example/joint?a=1\">it</a>"));
    assert!(built.text("old/joint/index.html").contains("url=https://www.partner.example/joint?a=1"));
    let feed = built.text("feed.xml");
    assert!(
        feed.contains("href=\"https://www.partner.example/joint?a=1\"") && feed.contains("Signed by all."),
        "{feed}"
    );
    assert_eq!(built.files.keys().find(|path| path.contains("letters/joint")), None);
    let with_text = site.file("content/letters/joint.md", format!("{ELSEWHERE}We say more.\n")).build();
    let page = with_text.main("letters/joint/index.html");
    assert!(page.contains("<p class=\"elsewhere\"><a href=\"https://www.partner.example/joint?a=1\">On another site: partner.example</a>"), "{page}");
    assert!(with_text.text("letters/index.html").contains("href=\"/letters/joint/\""));
}

#[test]
fn page_elsewhere_is_held_back_like_any_other() {
    let hidden = ELSEWHERE.replace("title:", "draft: true\ntitle:");
    let built = SiteTest::new().file("content/letters/joint.md", hidden).build();
    for word in ["partner.example", "Joint letter", "old/joint"] {
        assert_eq!(built.holds(word), None, "{word}");
    }
}
