//! States and instruments have a page where something stands on it; all others are names in a list.

use crate::site_test::{Built, SETTINGS, SiteTest};

/// Returns a site in two languages without any data.
fn site() -> SiteTest {
    let settings = format!("{SETTINGS}languages: [en, fr]\n");
    SiteTest::bare().file("content/site.yaml", settings).file("content/pages/about.md", "---\ntitle: About\n---\nUs.\n")
}

/// Returns the codes of the states that have a page in a language, by the prefix of its addresses.
fn with_page(site: &SiteTest, prefix: &str) -> Vec<String> {
    let built = site.build();
    assert_eq!(built.diagnostics, [], "{}", built.report());
    let code = |path: &String| {
        let rest = path.strip_prefix(prefix)?.strip_prefix("states/")?.strip_suffix("/index.html")?;
        (!rest.contains('/')).then(|| rest.to_owned())
    };
    built.files.keys().filter_map(code).collect()
}

#[test]
fn site_without_anything_on_a_state_has_no_page_of_one() {
    let built = site().build();
    assert_eq!(with_page(&site(), ""), <Vec<String>>::new());
    assert_eq!(with_page(&site(), "fr/"), <Vec<String>>::new());
    let list = built.text("states/index.html");
    assert!(list.contains("<li id=\"ken\">Kenya</li>"), "{list}");
    assert!(!list.contains("states/ken/"), "{list}");
    assert!(!built.text("sitemap.xml").contains("states/ken"));
    let redirects = built.text("_redirects");
    assert!(redirects.contains("/states/ken/ /states/#ken 301\n"), "{redirects}");
    assert!(redirects.contains("/fr/states/ken/ /fr/states/#ken 301\n"), "{redirects}");
}

#[test]
fn state_has_a_page_for_each_reason() {
    let letter =
        |more: &str| format!("---\ntitle: A letter\ndate: 2025-03-14\n{more}---\nText.\n\n- Do it. {{#do-it}}\n");
    let sessions = "- {id: upr-49, number: 49, cycle: 4, starts: 2025-04-28, ends: 2025-05-09, states: [KEN]}\n";
    let instruments = "- {id: treaty, title: Treaty, short: Treaty}\n- {id: other, title: Other, short: Other}\n";
    let record = "- {instrument: treaty, state: KEN, status: party, source: List, as_of: 2025-01-01}\n";
    for (what, path, text, french) in [
        ("about", "content/letters/one.md", letter("states: [KEN]\n"), false),
        ("asked", "content/letters/one.md", letter("to: [KEN]\n"), true),
        ("own text", "content/states/ken.md", "---\ntitle: Kenya\n---\nText.\n".to_owned(), true),
        ("session", "content/data/sessions.yaml", sessions.to_owned(), true),
        (
            "focal point",
            "content/data/focal-points.yaml",
            "- {state: KEN, answer: 'yes', source: List}\n".to_owned(),
            true,
        ),
        ("record", "content/data/treaty-actions.yaml", record.to_owned(), true),
    ] {
        let site = site().file("content/data/instruments.yaml", instruments).file(path, text);
        assert_eq!(with_page(&site, ""), ["ken"], "{what}");
        let expected: &[&str] = if french { &["ken"] } else { &[] };
        assert_eq!(with_page(&site, "fr/"), expected, "{what}");
        let built = site.build();
        assert!(built.text("states/index.html").contains("<li id=\"ken\"><a href=\"/states/ken/\">"), "{what}");
        assert!(!built.text("_redirects").contains("\n/states/ken/ "), "{what}");
        let has_page = built.files.contains_key("instruments/treaty/index.html");
        assert_eq!(has_page, what == "record", "{what}");
        assert!(!built.files.contains_key("instruments/other/index.html"), "{what}");
    }
}

#[test]
fn draft_gives_no_state_a_page() {
    let draft = "---\ntitle: Secret\ndate: 2025-03-14\nstates: [KEN]\ndraft: true\n---\nText.\n";
    let site = site().file("content/letters/one.md", draft);
    assert_eq!(with_page(&site, ""), <Vec<String>>::new());
    assert_eq!(with_page(&site.drafts(), ""), ["ken"]);
}

#[test]
fn topic_without_a_page_on_it_is_a_name_in_the_list() {
    let topics = "- {id: prevention, title: Prevention}\n- {id: courts, title: Courts}\n";
    let letter = "---\ntitle: A letter\ndate: 2025-03-14\ntopics: [prevention]\n---\nText.\n";
    let site = site().file("content/data/topics.yaml", topics).file("content/letters/one.md", letter);
    let built = site.build();
    let has_page = |path: &str| built.files.contains_key(&format!("{path}/index.html"));
    let found = ["topics/prevention", "topics/courts", "fr/topics/prevention"].map(has_page);
    assert_eq!(found, [true, false, false], "{}", built.report());
    let list = built.text("topics/index.html");
    assert!(list.contains("<li id=\"courts\">") && !list.contains("topics/courts/"), "{list}");
    assert!(built.text("_redirects").contains("/topics/courts/ /topics/#courts 301\n"));
    let own = site.file("content/topics/courts.md", "---\ntitle: Courts\n---\nText.\n").build();
    assert!(own.files.contains_key("fr/topics/courts/index.html"));
}

#[test]
fn plain_page_stands_on_its_state_and_topic() {
    let page = "---\ntitle: Our work there\nstates: [KEN]\ntopics: [prevention]\n---\nText.\n";
    let topics = "- {id: prevention, title: Prevention}\n";
    let site = site().file("content/data/topics.yaml", topics).file("content/pages/work.md", page);
    let built = site.build();
    for path in ["states/ken/index.html", "topics/prevention/index.html"] {
        assert!(built.text(path).contains("Our work there"), "{path}");
    }
}

#[test]
fn former_address_of_a_state_is_what_the_site_says_it_is() {
    let built = site()
        .file("content/pages/france.md", "---\ntitle: France\naliases: [/states/fra/]\n---\nText.\n")
        .file("content/pages/germany.md", "---\ntitle: Germany\npermalink: /states/deu/\n---\nText.\n")
        .file("content/redirects.csv", "from,to\n/states/gbr/,/about/\n")
        .file("layouts/static/states/ita/index.html", "<p>Italy</p>\n")
        .build();
    assert_eq!(built.diagnostics, [], "{}", built.report());
    let redirects = built.text("_redirects");
    let of = |from: &str| -> Vec<&str> { redirects.lines().filter(|line| line.starts_with(from)).collect() };
    assert_eq!(of("/states/fra/ "), ["/states/fra/ /france/ 301"]);
    assert_eq!(of("/states/gbr/ "), ["/states/gbr/ /about/ 301"]);
    assert_eq!(of("/states/deu/ "), [""; 0], "a page stands there");
    assert_eq!(of("/states/ita/ "), [""; 0], "a file stands there");
    assert_eq!(of("/fr/states/fra/ "), ["/fr/states/fra/ /fr/states/#fra 301"]);
}

#[test]
fn address_of_a_state_without_a_page_leads_to_its_place_in_the_list() {
    let page = "---\ntitle: About\n---\n[Kenya](/states/ken/#_instruments), [le Kenya](/fr/states/ken/), [none](/states/ita/).\n";
    let menu = "menu: [{title: Kenya, link: /states/ken/}]\n";
    let site = site()
        .file("content/site.yaml", format!("{SETTINGS}languages: [en, fr]\n{menu}"))
        .file("content/pages/about.md", page)
        .file("content/pages/italy.md", "---\ntitle: Italy\npermalink: /states/ita/\n---\nText.\n");
    let built = site.build();
    assert_eq!(built.codes(), ["leads-to-list"; 3], "{}", built.report());
    assert!(
        built
            .report()
            .contains("`/states/ken/#_instruments` leads to `/states/#ken`: nothing stands on a page on Kenya")
    );
    let text = |built: &Built, route: &str| String::from_utf8_lossy(&built.files[route]).into_owned();
    let (about, french) = (text(&built, "about/index.html"), text(&built, "fr/index.html"));
    let body = "<a href=\"/states/#ken\">Kenya</a>, <a href=\"/fr/states/#ken\">le Kenya</a>, <a href=\"/states/ita/\">none</a>.";
    assert!(about.contains(body), "{about}");
    assert!(french.contains("href=\"/fr/states/#ken\""), "{french}");
    // As long as there is a page, they lead to it.
    let brief = "---\ntitle: Kenya\nstates: [KEN]\ndate: 2025-03-14\n---\nText.\n";
    let built = site.file("content/letters/kenya.md", brief).build();
    assert_eq!(built.codes(), ["leads-to-list"], "{}", built.report());
    let about = text(&built, "about/index.html");
    assert!(about.contains("<a href=\"/states/ken/#_instruments\">Kenya</a>"), "{about}");
}

#[test]
fn redirect_to_a_state_without_a_page_is_told_its_place() {
    let built = site().file("content/redirects.csv", "from,to\n/old/,/states/ken/\n").build();
    assert_eq!(built.codes(), ["redirect-to-nowhere"]);
    assert!(built.report().contains("its place in the list is `/states/#ken`"), "{}", built.report());
}

#[test]
fn introduction_has_no_anchor_of_what_is_listed_below_it() {
    let index = |heading: &str| format!("---\ntitle: A list\n---\nText.\n\n## {heading}\n\nText on it.\n");
    let built = site()
        .file("content/data/instruments.yaml", "- {id: treaty, title: A Treaty, short: Treaty}\n")
        .file("content/instruments/_index.md", index("Treaty"))
        .file("content/states/_index.md", index("CAN"))
        .file("content/states/_index.fr.md", index("Les États"))
        .build();
    assert_eq!(built.codes(), ["anchor-of-listed"; 2], "{}", built.report());
    let report = built.report();
    assert!(
        report
            .contains("`#treaty` is the place of A Treaty in the list below\n --> content/instruments/_index.md:6:1\n"),
        "{report}"
    );
    assert!(report.contains("`#can` is the place of Canada in the list below"), "{report}");
}
