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

/// People with a role and a picture; what `collection:` says besides is given.
fn people(more: &str) -> SiteTest {
    let index = format!(
        "---\ntitle: People\ncollection:\n  singular: Person\n  list: portraits\n{more}  fields:\n    role: {{type: text}}\n    portrait: {{type: image}}\n---\n"
    );
    SiteTest::new()
        .file("content/people/_index.md", index)
        .file("content/people/ada.md", "---\ntitle: Ada\nrole: Chair\nportrait: ada.svg\n---\nText.\n")
        .file("content/people/ada.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 4\"/>")
        .file("content/people/bo.md", "---\ntitle: Bo\ndraft: true\n---\nText.\n")
}

#[test]
fn people_are_told_on_their_pages_or_on_the_list() {
    let person = |url: &str, image: &str| {
        format!(
            "\"@type\":\"Person\",\"name\":\"Ada\",\"url\":\"https://example.org/people/{url}\",\"jobTitle\":\"Chair\",\
             \"image\":\"https://example.org/{image}\",\"affiliation\":{{\"@type\":\"Organization\",\
             \"name\":\"Example Centre\",\"url\":\"https://example.org/\"}}}}"
        )
    };
    let built = people("").build();
    let page = built.text("people/ada/index.html");
    let expected = format!("[{{\"@context\":\"https://schema.org\",{},", person("ada/", "people/ada.svg"));
    assert!(told(&page).starts_with(&expected), "{}", told(&page));
    assert!(!told(&built.text("people/index.html")).contains("Person"));
    let built = people("  render: false\n").build();
    let list = built.text("people/index.html");
    let expected = format!(
        "\"mainEntity\":{{\"@type\":\"ItemList\",\"itemListElement\":[{{\"@type\":\"ListItem\",\"position\":1,\"item\":{{{}}}]}}}},",
        person("#ada", "people/ada.svg")
    );
    assert!(told(&list).contains(&expected), "{}", told(&list));
    // Of a draft the list tells nothing.
    assert!(!told(&list).contains("Bo"), "{}", told(&list));
}

#[test]
fn issues_are_told_with_their_newsletter() {
    let issue = "---\ntitle: May\nnumber: 7\ndate: 2025-05-01\npreheader: What we have written in May, and to whom we did.\n---\nText.\n";
    let built = SiteTest::new().file("content/newsletters/007.md", issue).build();
    let text = built.text("newsletters/7/index.html");
    let expected = "{\"@context\":\"https://schema.org\",\"@type\":\"PublicationIssue\",\"headline\":\"May\",\
                    \"url\":\"https://example.org/newsletters/7/\",\"inLanguage\":\"en\",\"issueNumber\":\"7\",\
                    \"datePublished\":\"2025-05-01\",\"isPartOf\":{\"@type\":\"Periodical\",\"name\":\"Newsletters\",\
                    \"url\":\"https://example.org/newsletters/\"},\"publisher\":{";
    assert!(told(&text).contains(expected), "{}", told(&text));
}

#[test]
fn instruments_are_told_as_legislation() {
    let instruments = "- {id: genocide-convention, title: Convention on Genocide, short: Genocide Convention, adopted: 1948-12-09, url: \"https://treaties.example.org/\"}\n\
                       - {id: rome-statute, title: Pact, short: Pact, adopted: 1990}\n";
    let site = SiteTest::new()
        .file("content/data/instruments.yaml", instruments)
        .file("content/instruments/genocide-convention.md", "---\ntitle: Ours\n---\nWhat we say of it.\n")
        .file("content/instruments/rome-statute.md", "---\ntitle: Ours\n---\nWhat we say of it.\n");
    let built = site.build();
    let of = |id: &str| built.text(&format!("instruments/{id}/index.html"));
    let expected = "[{\"@context\":\"https://schema.org\",\"@type\":\"Legislation\",\"name\":\"Convention on Genocide\",\
                    \"url\":\"https://example.org/instruments/genocide-convention/\",\"alternateName\":\"Genocide Convention\",\
                    \"legislationDate\":\"1948-12-09\",\"sameAs\":\"https://treaties.example.org/\"},";
    assert!(told(&of("genocide-convention")).starts_with(expected), "{}", told(&of("genocide-convention")));
    let expected = "\"url\":\"https://example.org/instruments/rome-statute/\",\"legislationDate\":\"1990\"},";
    assert!(told(&of("rome-statute")).contains(expected), "{}", told(&of("rome-statute")));
}

#[test]
fn organisation_is_told_on_the_home_page() {
    let more = "logo: {src: logo.svg, alt: Example Centre}\nsocial: [{name: Microblog, url: \"https://social.example.net/@centre\"}]\n";
    let site = SiteTest::new()
        .file("content/site.yaml", format!("{SETTINGS}{more}"))
        .file("content/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 4\"/>");
    let text = site.build().text("index.html");
    let expected = "{\"@context\":\"https://schema.org\",\"@type\":\"Organization\",\"name\":\"Example Centre\",\
                    \"url\":\"https://example.org/\",\"logo\":\"https://example.org/logo.svg\",\
                    \"sameAs\":[\"https://social.example.net/@centre\"]}]";
    assert!(told(&text).ends_with(expected), "{}", told(&text));
    let bare = SiteTest::new().build().text("index.html");
    assert!(told(&bare).ends_with("\"name\":\"Example Centre\",\"url\":\"https://example.org/\"}]"), "{}", told(&bare));
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
