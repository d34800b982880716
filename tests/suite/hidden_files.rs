//! Files of hidden pages: what lies in the folder of a page that the public does not see is not published by another page.

use crate::site_test::{Built, GIF, SiteTest};

/// What no published file may hold.
const SECRET: &str = "quokka";
/// The page of the folder.
const VISIT: &str =
    "---\ntitle: Visit\ndate: 2025-05-05\nsession: upr-49\nembargo: 2025-06-02T09:00:00+02:00\n---\n[Data](x.csv)\n";

/// A site with a letter in a folder of its own, under embargo, with files beside it, and a page with this text.
fn site(front: &str, body: &str) -> SiteTest {
    SiteTest::new()
        .file("content/letters/secret-visit/index.md", VISIT)
        .file("content/letters/secret-visit/x.csv", format!("{SECRET},1\n"))
        .file("content/letters/secret-visit/deep/er/x.csv", format!("{SECRET},2\n"))
        .file("content/letters/secret-visit/x.gif", [GIF, SECRET.as_bytes()].concat())
        .file("content/pages/about.md", format!("---\ntitle: About\n{front}---\n{body}\n"))
}

/// Returns the routes of the files with this suffix.
fn routes<'a>(built: &'a Built, suffix: &str) -> Vec<&'a str> {
    built.files.keys().map(String::as_str).filter(|route| route.ends_with(suffix)).collect()
}

#[test]
fn link_to_a_file_of_a_hidden_page_is_text_until_it_is_public() {
    for dest in [
        "../letters/secret-visit/x.csv",
        "../letters/./secret-visit/deep/../x.csv",
        "../letters/secret%2Dvisit/x.csv",
        "letters/secret-visit/x.csv",
        "/letters/secret-visit/x.csv",
        "../letters/secret-visit/x.csv?v=1#row",
        "../letters/secret-visit/deep/er/x.csv",
        "../letters/secret-visit/x.gif",
    ] {
        let site = site("", &format!("See [the data]({dest})."));
        let built = site.build();
        assert_eq!(built.codes(), ["link-to-unpublished"], "{dest}: {}", built.report());
        assert!(built.report().contains("`content/letters/secret-visit/index.md`, which is under embargo"), "{dest}");
        assert_eq!(built.holds(SECRET), None, "{dest}");
        assert_eq!(built.holds("secret-visit"), None, "{dest}");
        for shown in [site.clone().drafts(), site.at("2025-06-02T07:00:00Z")] {
            let built = shown.build();
            built.assert_silent();
            assert!(built.main("about/index.html").contains("/letters/secret-visit/"), "{dest}");
        }
    }
}

#[test]
fn file_of_a_hidden_page_is_offered_by_none() {
    for dest in ["../letters/secret-visit/x.csv", "/letters/secret-visit/x.csv", "letters/secret%2Dvisit/deep/er/x.csv"]
    {
        let site = site("", &format!("::: download src={dest} title=Data\n:::\n"));
        let built = site.build();
        assert_eq!(built.codes(), ["link-to-unpublished"], "{dest}: {}", built.report());
        assert_eq!((built.holds(SECRET), built.holds("secret-visit")), (None, None), "{dest}");
        assert_eq!(built.holds("CSV, "), None, "{dest}");
        let built = site.at("2025-06-02T07:00:00Z").build();
        built.assert_silent();
        assert!(built.main("about/index.html").contains("CSV, 9 B"), "{dest}");
    }
}

#[test]
fn whatever_else_needs_a_file_of_a_hidden_page_is_an_error_that_names_both() {
    let gif = "../letters/secret-visit/x.gif";
    for (front, body) in [
        (String::new(), format!("![A picture]({gif})")),
        (format!("photo: {{src: {gif}, alt: A, credit: B}}\n"), String::from("Words.")),
        ("attachments: [{src: ../letters/secret-visit/x.csv, title: A}]\n".to_owned(), "Words.".to_owned()),
        ("extra: {chart: letters/secret-visit/x.gif}\n".to_owned(), "Words.".to_owned()),
    ] {
        let site = site(&front, &body);
        let built = site.build();
        assert_eq!(built.codes(), ["file-of-hidden-page"], "{front}{body}: {}", built.report());
        assert!(built.files.is_empty());
        assert!(built.report().contains("`content/letters/secret-visit/x."), "{}", built.report());
        assert!(built.report().contains("`content/letters/secret-visit/index.md`"), "{}", built.report());
        site.drafts().build().assert_silent();
    }
    let logo = "logo: {src: letters/secret-visit/x.gif, alt: Example Centre}\n";
    let settings = format!("{}{logo}", crate::site_test::SETTINGS);
    let built = site("", "Words.").file("content/site.yaml", settings).build();
    assert_eq!(built.codes(), ["file-of-hidden-page"], "{}", built.report());
}

#[test]
fn page_publishes_nothing_from_the_folders_of_hidden_pages_below_it() {
    let hub = |draft: bool| format!("---\ntitle: Hub\ndraft: {draft}\n---\nWords.\n");
    let site = SiteTest::new()
        .file("content/pages/hub/index.md", hub(false))
        .file("content/pages/hub/own.csv", "1\n")
        .file("content/pages/hub/plain/own.csv", "2\n")
        .file("content/pages/hub/secret/index.md", hub(true))
        .file("content/pages/hub/secret/deep/x.csv", SECRET)
        .file("content/pages/hub/open/index.md", hub(false))
        .file("content/pages/hub/open/y.csv", "3\n");
    let built = site.build();
    built.assert_silent();
    assert_eq!(built.holds(SECRET), None);
    let own = ["pages/hub/open/y.csv", "pages/hub/own.csv", "pages/hub/plain/own.csv"];
    assert_eq!(routes(&built, ".csv"), own);
    assert_eq!(routes(&site.drafts().build(), ".csv").len(), 4);
}

#[test]
fn file_that_a_hidden_page_beside_names_waits_for_it_unless_it_is_needed_now() {
    let site = |body: &str| {
        SiteTest::new()
            .file("content/pages/hub/index.md", format!("---\ntitle: Hub\n---\n{body}\n"))
            .file("content/pages/hub/own.csv", "1\n")
            .file("content/pages/hub/notes.md", "---\ntitle: Notes\ndraft: true\n---\n[Data](n.csv)\n")
            .file("content/pages/hub/n.csv", SECRET)
    };
    let built = site("Words.").build();
    built.assert_silent();
    assert_eq!(built.holds(SECRET), None);
    assert_eq!(routes(&built, ".csv"), ["pages/hub/own.csv"]);
    let built = site("[Data](n.csv)").build();
    built.assert_silent();
    assert_eq!(routes(&built, ".csv"), ["pages/hub/n.csv", "pages/hub/own.csv"], "both need it");
}

#[test]
fn files_of_a_hidden_translation_wait_for_it() {
    let settings = format!("{}languages: [en, fr]\n", crate::site_test::SETTINGS);
    let french = "---\ntitle: Visite\ndraft: true\n---\n[Annexe](annexe.csv) [Plan](plan.csv)\n";
    let site = SiteTest::new()
        .file("content/site.yaml", settings)
        .file("content/pages/visit/index.md", "---\ntitle: Visit\n---\n[Plan](plan.csv)\n")
        .file("content/pages/visit/index.fr.md", french)
        .file("content/pages/visit/annexe.csv", SECRET)
        .file("content/pages/visit/table.fr.csv", SECRET)
        .file("content/pages/visit/table.csv", "1\n")
        .file("content/pages/visit/plan.csv", "2\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\n[Annex](visit/annexe.csv)\n");
    let built = site.build();
    assert_eq!(built.codes(), ["link-to-unpublished"], "{}", built.report());
    assert!(built.report().contains("`content/pages/visit/index.fr.md`, which is a draft"), "{}", built.report());
    assert_eq!(built.holds(SECRET), None);
    assert_eq!(routes(&built, ".csv"), ["pages/visit/plan.csv", "pages/visit/table.csv"]);
    let built = site.replace("content/pages/visit/index.fr.md", "draft: true", "draft: false").build();
    built.assert_silent();
    assert_eq!(routes(&built, ".csv").len(), 4);
}

#[test]
fn address_of_a_hidden_file_that_a_layout_writes_out_is_dead() {
    let layout =
        "{% extends \"base.html\" %}{% block content %}<a href=\"/letters/secret-visit/x.csv\">x</a>{% endblock %}";
    let built = site("", "Words.").file("layouts/page.html", layout).build();
    assert!(built.codes().contains(&"dead-address"), "{}", built.report());
    assert_eq!(built.holds(SECRET), None);
}
