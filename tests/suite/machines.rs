//! What machines are told: structured data, and the way to a page.

use crate::site_test::{SETTINGS, SiteTest};

/// Returns what the script element for machines holds on a page.
fn told(text: &str) -> &str {
    let (_, rest) = text.split_once("<script type=\"application/ld+json\">").expect("structured data");
    rest.split_once("</script>").expect("an end").0
}

/// Returns a site with a page whose title tries to end the element.
fn site() -> SiteTest {
    let page = "---\ntitle: A </script><b> & \"page\"\n---\nText.\n";
    SiteTest::new().file("content/pages/a.md", page).base_url("https://example.org/sub/")
}

#[test]
fn pages_are_told_by_kind_with_the_way_to_them() {
    let built = site().build();
    let letter = built.text("letters/upr-49/index.html");
    let expected = concat!(
        "[{\"@context\":\"https://schema.org\",\"@type\":\"Article\",\"headline\":\"Recommendations for UPR 49\",",
        "\"url\":\"https://example.org/sub/letters/upr-49/\",\"inLanguage\":\"en\",\"datePublished\":\"2025-03-14\",",
        "\"publisher\":{\"@type\":\"Organization\",\"name\":\"Example Centre\",\"url\":\"https://example.org/sub/\"}},",
        "{\"@context\":\"https://schema.org\",\"@type\":\"BreadcrumbList\",\"itemListElement\":[",
        "{\"@type\":\"ListItem\",\"position\":1,\"name\":\"Home\",\"item\":\"https://example.org/sub/\"},",
        "{\"@type\":\"ListItem\",\"position\":2,\"name\":\"Letters\",\"item\":\"https://example.org/sub/letters/\"},",
        "{\"@type\":\"ListItem\",\"position\":3,\"name\":\"Recommendations for UPR 49\",",
        "\"item\":\"https://example.org/sub/letters/upr-49/\"}]}]"
    );
    assert_eq!(told(&letter), expected);
    for (path, kind) in [
        ("a/index.html", "WebPage"),
        ("letters/index.html", "CollectionPage"),
        ("states/ken/index.html", "CollectionPage"),
        ("sessions/upr-49/index.html", "CollectionPage"),
        ("index.html", "WebSite"),
    ] {
        assert!(told(&built.text(path)).contains(&format!("\"@type\":\"{kind}\"")), "{path}");
    }
    assert!(!told(&built.text("index.html")).contains("BreadcrumbList"));
    assert!(!built.text("404.html").contains("ld+json"));
}

#[test]
fn no_title_ends_the_element() {
    let built = site().build();
    let page = built.text("a/index.html");
    assert!(!told(&page).contains(['<', '>', '&']), "{}", told(&page));
}

#[test]
fn breadcrumb_ends_with_the_page_itself() {
    let text = site().build().text("letters/upr-49/index.html");
    let crumbs = &text[text.find("<nav class=\"crumbs\"").expect("a breadcrumb")..];
    let crumbs = &crumbs[..crumbs.find("</nav>").expect("an end")];
    assert!(
        crumbs.ends_with("<li><span aria-current=\"page\">Recommendations for UPR 49</span></li>\n</ol>\n"),
        "{crumbs}"
    );
    assert!(!site().build().text("index.html").contains("class=\"crumbs\""));
}

#[test]
fn faults_are_told_of_where_the_settings_say() {
    let line = "security: {contact: [security@example.org, https://example.org/report/], expires: 2026-05-01, policy: https://example.org/policy/}";
    let site = SiteTest::new().file("content/site.yaml", format!("{SETTINGS}{line}\n"));
    let expected = "Contact: mailto:security@example.org\nContact: https://example.org/report/\nExpires: 2026-04-30T22:00:00Z\n\
                    Preferred-Languages: en\nCanonical: https://example.org/.well-known/security.txt\nPolicy: https://example.org/policy/\n";
    assert_eq!(site.build().text(".well-known/security.txt"), expected);
    assert_eq!(site.clone().at("2026-06-01").build().codes(), ["security-expired"]);
    let own = site.file("layouts/static/.well-known/security.txt", "Contact: mailto:a@example.org\n");
    assert_eq!(own.build().text(".well-known/security.txt"), "Contact: mailto:a@example.org\n");
    assert!(!SiteTest::new().build().files.contains_key(".well-known/security.txt"));
}
