//! Pages: what a reader of the site sees.

use crate::site_test::{LETTER, SiteTest};

/// A letter with recommendations of every kind.
const FULL: &str = "\
---
title: Recommendations & requests
date: 2025-03-14
updated: 2025-03-20
session: upr-49
topics: [prevention]
addressee: To the Missions
place: Geneva
salutation: Excellency,
closing: With the assurances of our highest consideration.
signatories: [{name: A. Example, role: Director}]
reference: EC/1
corrections: [{date: 2025-03-20, note: A date was wrong.}]
---
The first paragraph *says* it.

## What we ask

- Name an official. {#focal-point priority}
- Join [what is open](../recommendations/focal-point.md). {#join states=KEN,GUY}

See [the brief](../briefs/upr-49/ken.md#background)[^1].

[^1]: A note.
";

/// A brief.
const BRIEF: &str = "\
---
title: Kenya
date: 2025-03-10
state: KEN
session: upr-49
summary: In short.
---
## Background

Text.

- Do this. {#local-one}
";

/// A standing recommendation.
const STANDING: &str = "\
---
title: Name a focal point
date: 2024-01-01
applies: {not_party_to_any: [genocide-convention]}
topics: [prevention]
---
Why it matters.
";

/// A letter that names another by the file it does not have.
const LINKING: &str =
    "---\ntitle: L\ndate: 2025-01-01\nsession: upr-49\n---\nSee [it](bundle.md) and [again](plain/index.md).\n";

#[test]
fn page_and_its_index_are_two_names_of_one_page() {
    let built = SiteTest::new()
        .file("content/letters/bundle/index.md", LETTER)
        .file("content/letters/plain.md", LETTER.replace("2025-03-14", "2025-03-13"))
        .file("content/letters/linking.md", LINKING)
        .build();
    let page = built.text("letters/linking/index.html");
    assert!(page.contains("<a href=\"/letters/bundle/\">it</a> and <a href=\"/letters/plain/\">again</a>"), "{page}");
}

/// Returns a site with a letter, a brief and a standing recommendation.
fn site() -> SiteTest {
    SiteTest::new()
        .file("content/letters/upr-49.md", FULL)
        .file("content/briefs/upr-49/ken.md", BRIEF)
        .file("content/recommendations/focal-point.md", STANDING)
}

/// Fails unless the text holds all parts, in this order.
fn assert_in_order(text: &str, parts: &[&str]) {
    let mut from = 0;
    for part in parts {
        match text[from..].find(part) {
            Some(at) => from += at + part.len(),
            None => panic!("{part:?} does not come after the part before it in\n{text}"),
        }
    }
}

#[test]
fn letter_shows_everything_about_it() {
    let page = site().build().text("letters/upr-49/index.html");
    assert_in_order(
        &page,
        &[
            "<title>Recommendations &amp; requests | Example Centre</title>",
            "https://example.org/letters/upr-49/",
            "<h1>Recommendations &amp; requests</h1>",
            "14 March 2025",
            "Excellency,",
            "<em>says</em>",
            "<h2 id=\"what-we-ask\">",
            "id=\"focal-point\"",
            "With the assurances of our highest consideration.",
            "A. Example",
        ],
    );
    for part in ["A date was wrong.", "EC/1", "UPR 49", "Kenya", "Guyana", "Prevention", "20 March 2025"] {
        assert!(page.contains(part), "{part}");
    }
    assert_eq!(page.matches("<h1").count(), 1);
}

#[test]
fn recommendation_in_place_has_id_class_and_link() {
    let page = site().build().text("letters/upr-49/index.html");
    assert!(page.contains("<li class=\"recommendation priority\" id=\"focal-point\">Name an official."), "{page}");
    assert!(page.contains("href=\"#join\" aria-label=\"Link to this recommendation\""), "{page}");
    assert!(!page.contains("{#"), "a mark was left standing");
}

#[test]
fn links_become_permalinks_and_keep_their_fragment() {
    let page = site().build().text("letters/upr-49/index.html");
    assert!(page.contains("<a href=\"/briefs/upr-49/ken/#background\">the brief</a>"), "{page}");
    assert!(page.contains("<a href=\"/recommendations/focal-point/\">what is open</a>"), "{page}");
}

#[test]
fn standing_recommendation_lists_wordings_and_to_whom_it_applies() {
    let page = site().build().main("recommendations/focal-point/index.html");
    assert!(page.contains("Name an official."), "{page}");
    assert!(page.contains("/letters/upr-49/#focal-point"), "{page}");
    // Kenya is not a party to the Genocide Convention, Guinea is, of Guyana it is not known.
    for code in ["ken", "gin", "guy"] {
        assert!(page.contains(&format!("/states/{code}/")), "{code}: {page}");
    }
}

#[test]
fn sheet_is_made_where_something_is_asked_brief_or_none() {
    let built = site().build();
    for code in ["ken", "guy"] {
        let sheet = built.main(&format!("states/{code}/upr-49/index.html"));
        assert!(sheet.contains("UPR 49"), "{sheet}");
    }
    assert!(built.main("states/ken/upr-49/index.html").contains("Do this."));
    assert!(!built.main("states/guy/upr-49/index.html").contains("Do this."));
    assert!(!built.files.contains_key("states/gin/upr-49/index.html"), "the one recommendation to all does not apply");
}

#[test]
fn unknown_is_never_shown_as_not_a_party() {
    let built = site().build();
    let guyana = built.main("states/guy/index.html");
    let row = guyana.find("Genocide Convention").expect("the instrument");
    assert!(guyana[row..].contains("Unknown"), "{guyana}");
    let instrument = built.main("instruments/genocide-convention/index.html");
    assert!(instrument.contains("Not recorded as a party"), "Kenya, of which it is recorded: {instrument}");
    let sheet = built.main("states/guy/upr-49/index.html");
    assert!(sheet.contains("Not established"), "{sheet}");
}

#[test]
fn archive_is_split_into_parts_of_twenty() {
    let mut site = SiteTest::new();
    for number in 1..=41 {
        let letter = LETTER.replace("2025-03-14", &format!("2024-{:02}-{:02}", number % 12 + 1, number % 28 + 1));
        site = site.file(&format!("content/letters/l{number:02}.md"), letter);
    }
    let built = site.build();
    let first = built.main("letters/index.html");
    assert_eq!(first.matches("<article").count(), 20);
    assert!(first.contains("/letters/page/2/"));
    assert_eq!(built.main("letters/page/3/index.html").matches("<article").count(), 2);
    assert!(!built.files.contains_key("letters/page/4/index.html"));
    assert!(built.text("letters/page/2/index.html").contains("noindex"));
}

#[test]
fn alias_leads_to_the_page() {
    let letter = LETTER.replace("session:", "aliases: [/old/letter/, /2019/x.html]\nsession:");
    let built = SiteTest::new().file("content/letters/upr-49.md", letter).build();
    for path in ["old/letter/index.html", "2019/x.html"] {
        let page = built.text(path);
        assert!(page.contains("http-equiv=\"refresh\" content=\"0; url=/letters/upr-49/\""), "{page}");
        assert!(page.contains("rel=\"canonical\" href=\"https://example.org/letters/upr-49/\""), "{page}");
    }
}

#[test]
fn translation_shares_the_id_and_stands_under_its_language() {
    let settings = format!("{}languages: [en, fr]\n", crate::site_test::SETTINGS);
    let french = LETTER.replace("Recommendations for UPR 49", "Recommandations pour l’EPU 49");
    let built = site().file("content/site.yaml", settings).file("content/letters/upr-49.fr.md", french).build();
    let page = built.text("fr/letters/upr-49/index.html");
    assert!(page.contains("<html lang=\"fr\" dir=\"ltr\">"), "{page}");
    assert!(page.contains("14 mars 2025"), "{page}");
    assert!(page.contains("hreflang=\"en\" href=\"https://example.org/letters/upr-49/\""), "{page}");
    let english = built.text("letters/upr-49/index.html");
    assert!(english.contains("hreflang=\"fr\" href=\"https://example.org/fr/letters/upr-49/\""), "{english}");
    assert!(built.files.contains_key("fr/index.html") && built.files.contains_key("fr/states/ken/index.html"));
    assert!(!built.main("letters/index.html").contains("/fr/letters/"), "lists keep to their language");
}

#[test]
fn arabic_pages_run_from_right_to_left() {
    let settings = format!("{}language: ar\n", crate::site_test::SETTINGS);
    let page = SiteTest::new().file("content/site.yaml", settings).build().text("letters/upr-49/index.html");
    assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">"), "{page}");
}

#[test]
fn base_path_goes_before_every_address() {
    let built = site().base_url("https://x.example/sub/").build();
    let page = built.text("letters/upr-49/index.html");
    assert!(page.contains("rel=\"canonical\" href=\"https://x.example/sub/letters/upr-49/\""), "{page}");
    for (at, _) in page.match_indices("href=\"/") {
        assert!(page[at..].starts_with("href=\"/sub/"), "{}", &page[at..at + 60]);
    }
    assert!(built.text("sitemap.xml").contains("<loc>https://x.example/sub/letters/upr-49/</loc>"));
}

#[test]
fn layout_of_the_site_stands_in_for_the_built_in_one() {
    let own = "{% extends \"base.html\" %}{% block main %}<h1>{{ page.title }}</h1>own: {{ page.extra.colour }}{% endblock %}";
    let letter = LETTER.replace("session:", "extra: {colour: green}\nsession:");
    let built = SiteTest::new().file("layouts/letter.html", own).file("content/letters/upr-49.md", letter).build();
    assert!(built.main("letters/upr-49/index.html").contains("own: green"));
}

#[test]
fn style_sheet_has_the_fingerprint_of_its_bytes_in_its_name() {
    let name = |site: SiteTest| {
        let built = site.build();
        let page = built.text("index.html");
        let start = page.find("/assets/style.").expect("the style sheet") + 1;
        let name = page[start..start + page[start..].find('"').expect("the end")].to_owned();
        assert!(built.files.contains_key(&name), "{name}");
        name
    };
    let plain = name(SiteTest::new());
    let own = name(SiteTest::new().file("layouts/assets/style.css", "p { color: red }"));
    let accent = name(SiteTest::new().replace("content/site.yaml", "name:", "accent: \"#123456\"\nname:"));
    assert!(plain != own && plain != accent);
}

#[test]
fn page_not_found_and_sitemap_are_there() {
    let built = site().build();
    assert!(built.text("404.html").contains("noindex"));
    let sitemap = built.text("sitemap.xml");
    assert!(
        sitemap.contains("<loc>https://example.org/letters/upr-49/</loc><lastmod>2025-03-20</lastmod>"),
        "{sitemap}"
    );
    assert!(!sitemap.contains("404"), "{sitemap}");
    assert!(built.text("robots.txt").contains("https://example.org/sitemap.xml"));
}

#[test]
fn wording_away_from_its_page_has_no_footnote_mark() {
    let letter = FULL.replace("Name an official.", "Name an official[^1].");
    let built = site().file("content/letters/upr-49.md", letter).build();
    assert!(built.text("letters/upr-49/index.html").contains("href=\"#fn-1\""));
    let page = built.main("recommendations/focal-point/index.html");
    assert!(page.contains("Name an official.") && !page.contains("#fn-1"), "{page}");
}

#[test]
fn keys_of_extra_that_are_no_text_are_found_as_what_they_are() {
    let layout = "{{ page.extra.map[1] }},{{ page.extra.map[\"1\"] }},{{ page.extra.map[\"true\"] }},{{ page.extra.map[1.5] }},{{ page.extra.map|length }}";
    let page = "---\ntitle: Keys\nextra: {map: {1: a, \"1\": b, true: c, 1.5: d}}\n---\nText.\n";
    let site = SiteTest::new().file("layouts/page.html", layout).file("content/pages/keys.md", page);
    assert_eq!(site.build().text("keys/index.html"), "a,b,c,d,4");
}

#[test]
fn page_is_described_by_words_that_say_something() {
    let cases = [
        ("Dear reader,\n\nThe session begins.", "The session begins."),
        ("Estimados lectores:\n\nEmpieza.", "Empieza."),
        ("عزيزي القارئ،\n\nتبدأ الدورة.", "تبدأ الدورة."),
        ("Dear reader,", "Dear reader,"),
        ("Dear reader,\n\nDear all,\n\nIt begins.", "It begins."),
        ("> Dear reader,\n\nIt begins.", "It begins."),
        (
            "We have read the reports of all the States that were under review in May,\n\nand more.",
            "We have read the reports of all the States that were under review in May,",
        ),
    ];
    for (text, expected) in cases {
        let site = SiteTest::new().file("content/pages/a.md", format!("---\ntitle: A\n---\n{text}\n"));
        let page = site.build().text("a/index.html");
        assert!(page.contains(&format!("<meta name=\"description\" content=\"{expected}\">")), "{text}: {page}");
    }
}

#[test]
fn issue_is_described_by_its_preheader() {
    let front = "---\ntitle: Spring\ndate: 2025-05-02\nnumber: 1\npreheader: What mail programs show beside the subject, and pages too.\n";
    let issue = format!("{front}items:\n  - {{title: Own, text: An item.}}\n---\nDear reader,\n\nIt begins.\n");
    let page = SiteTest::new().file("content/newsletters/001.md", issue).build().text("newsletters/1/index.html");
    assert!(page.contains("content=\"What mail programs show beside the subject, and pages too.\""), "{page}");
}

#[test]
fn page_that_fails_is_handed_to_nobody_and_the_others_are() {
    let page = "---\ntitle: A page\n---\nText.\n";
    let site = SiteTest::new().file("layouts/page.html", "{% if page.title == \"A page\" %}{{ page.nope }}{% endif %}");
    let built =
        site.file("content/pages/bad.md", page).file("content/pages/good.md", page.replace("A page", "Good")).build();
    assert_eq!(built.codes(), ["layout"]);
    assert!(built.files.contains_key("good/index.html") && !built.files.contains_key("bad/index.html"));
}
