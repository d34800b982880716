//! The home page: the text of `content/_index.md`, or what is built in.

use crate::site_test::{SETTINGS, SiteTest};

/// A home page with a block, a link and a heading.
const HOME: &str = "\
---
title: Before the harm is done
description: What we do, in a sentence.
---
We write to [every mission](letters/upr-49.md#_main).

::: details summary=\"How we work\"
In public.
:::

## What we ask
";

#[test]
fn text_is_the_home_page() {
    let site = SiteTest::new().file("content/_index.md", HOME.replace("#_main", ""));
    let built = site.build();
    let (text, main) = (built.text("index.html"), built.main("index.html"));
    assert!(main.contains("<h1>Before the harm is done</h1>"), "{main}");
    assert!(main.contains("<a href=\"/letters/upr-49/\">every mission</a>") && main.contains("<details"), "{main}");
    assert!(main.contains("What we ask</h2>") && !main.contains("hero"), "{main}");
    assert!(text.contains("<title>Before the harm is done | Example Centre</title>"), "{text}");
    assert!(text.contains("<meta name=\"description\" content=\"What we do, in a sentence.\">"));
    assert!(text.contains("<meta property=\"og:title\" content=\"Before the harm is done\">"));
    assert!(text.contains("<link rel=\"canonical\" href=\"https://example.org/\">"));
    assert!(text.contains("\"@type\":\"WebSite\"") && !text.contains("class=\"crumbs\""));
    // It is a page of its own nowhere else, and the way from other pages goes on being called home.
    let letter = built.text("letters/upr-49/index.html");
    assert!(letter.contains("<li><a href=\"/\">Home</a></li>"), "{letter}");
    assert!(!built.files.keys().any(|path| path.contains("_index")));
    // The home page leads to others, and others to it.
    let site = site.file("content/pages/about.md", "---\ntitle: About\n---\nSee [the first page](../_index.md).\n");
    assert!(site.build().main("about/index.html").contains("<a href=\"/\">the first page</a>"));
}

#[test]
fn without_a_text_it_is_as_it_is_built_in() {
    let as_built_in = SiteTest::new().build().main("index.html");
    let built = SiteTest::new()
        .file("content/_index.md", "---\ntitle: Before the harm\ndescription: A sentence.\n---\n\n")
        .build();
    assert_eq!(built.main("index.html"), as_built_in);
    let text = built.text("index.html");
    assert!(text.contains("<title>Example Centre</title>") && text.contains("content=\"A sentence.\""), "{text}");
    assert!(text.contains("<meta property=\"og:title\" content=\"Before the harm\">"));
}

#[test]
fn each_language_has_its_own() {
    let site = SiteTest::new()
        .file("content/site.yaml", format!("{SETTINGS}languages: [en, fr, es]\n"))
        .file("content/_index.md", "---\ntitle: Welcome\n---\nText.\n")
        .file("content/_index.fr.md", "---\ntitle: Bienvenue\n---\nVoir [ici](letters/upr-49.md).\n");
    let built = site.build();
    assert!(built.main("index.html").contains("<h1>Welcome</h1>"));
    let french = built.main("fr/index.html");
    assert!(french.contains("<h1>Bienvenue</h1>") && french.contains("href=\"/letters/upr-49/\""), "{french}");
    // Readers of a language without one get what is built in, in their own words.
    let spanish = built.main("es/index.html");
    assert!(!spanish.contains("Welcome") && spanish.contains("<h1>Example Centre</h1>"), "{spanish}");
}

#[test]
fn links_by_address_to_places_on_it_are_checked() {
    let about = |link: &str| {
        let text = format!("---\ntitle: About\n---\nSee [there]({link}).\n");
        let site = SiteTest::new().file("content/site.yaml", format!("{SETTINGS}languages: [en, fr]\n"));
        let site = site.file("content/_index.md", "---\ntitle: Welcome\n---\n## What we ask\n");
        site.file("content/_index.fr.md", "---\ntitle: Bienvenue\n---\n## Nous\n").file("content/pages/about.md", text)
    };
    for link in ["/#what-we-ask", "/fr/#nous", "/"] {
        assert_eq!(about(link).build().report(), "", "{link}");
    }
    for (link, near) in [("/#what-we-asks", "#what-we-ask"), ("/fr/#what-we-ask", "#nous")] {
        let report = about(link).build().report();
        assert!(report.contains("error[missing-anchor]") && report.contains(near), "{report}");
        assert!(report.contains("content/pages/about.md:4"), "{report}");
    }
    // What is built in has places that layouts alone know.
    assert_eq!(about("/#news").without("content/_index.md").without("content/_index.fr.md").build().report(), "");
}

#[test]
fn what_it_asks_names_it_as_its_source() {
    let site = SiteTest::new()
        .file("content/site.yaml", format!("{SETTINGS}languages: [en, fr]\n"))
        .file("content/_index.md", "---\ntitle: Welcome\n---\nWhat we ask:\n\n- Name an official. {#official to=KEN}\n")
        .file(
            "content/letters/_index.md",
            "---\ntitle: What we write\n---\nWhat we ask:\n\n- Publish the report. {#report to=KEN}\n",
        );
    let page = site.build().main("states/ken/index.html");
    assert!(page.contains("href=\"/#official\">Home</a>"), "{page}");
    assert!(page.contains("href=\"/letters/#report\">What we write</a>"), "{page}");
    assert!(!page.contains("Section"), "{page}");
}
