//! To whom pages and recommendations are addressed: bodies and States, with a session and without one.

use crate::bodies::BODIES;
use crate::site_test::{Built, SESSIONS, SETTINGS, SiteTest};

/// The pages on which something is asked, or is not.
const FILES: [(&str, &str); 12] = [
    (
        "letters/to-body.md",
        "title: To a body\ndate: 2025-05-01\nto: [council]\nstates: [SDN]\n---\nW.\n\n- Words of to-body. {#to-body}\n- Words of no-wider. {#standing}\n",
    ),
    (
        "letters/to-state.md",
        "title: To a State\ndate: 2025-05-02\nto: [KEN, ITA]\n---\nW.\n\n- Words of to-state. {#to-state}\n- Words of to-one. {#to-one to=ITA}\n",
    ),
    (
        "letters/to-both.md",
        "title: To both\ndate: 2025-05-03\nto: [committee, KEN]\n---\nW.\n\n- Words of to-both. {#to-both}\n- Words of body-alone. {#body-alone to=committee}\n  - Words of below. {#below}\n",
    ),
    (
        "letters/in-session.md",
        "title: In a session\ndate: 2025-05-04\nsession: upr-49\n---\nW.\n\n- Words of all. {#all}\n- Words of mark-of-body. {#mark-of-body to=KEN,committee}\n",
    ),
    (
        "letters/to-in-session.md",
        "title: To one in a session\ndate: 2025-05-05\nsession: upr-49\nto: [KEN]\nstates: [SDN]\n---\nW.\n\n- Words of to-in-session. {#to-in-session}\n",
    ),
    (
        "letters/body-in-session.md",
        "title: To a body in a session\ndate: 2025-05-06\nsession: upr-49\nto: [council]\n---\nW.\n\n- Words of body-in-session. {#body-in-session}\n- Other words of standing. {#standing}\n",
    ),
    (
        "letters/listed.md",
        "title: To those listed\ndate: 2025-05-07\nscope: states\nstates: [ITA]\n---\nW.\n\n- Words of by-scope. {#by-scope}\n",
    ),
    ("letters/about.md", "title: About\ndate: 2025-05-08\nstates: [ITA]\n---\nW.\n\n- Words of about. {#about}\n"),
    (
        "briefs/ken.md",
        "title: Brief\ndate: 2025-05-09\nstate: KEN\nto: [committee]\n---\nW.\n\n- Words of brief. {#of-brief}\n- Words of brief-to. {#brief-to to=committee}\n",
    ),
    ("pages/open.md", "title: Open\ndate: 2025-05-10\nto: [council, ITA]\n---\nW.\n\n- Words of page. {#of-page}\n"),
    (
        "letters/held.md",
        "title: Held\ndate: 2025-05-11\nto: [council, KEN]\nembargo: 2030-01-01T00:00:00Z\n---\nW.\n\n- Words of held. {#held}\n",
    ),
    ("recommendations/standing.md", "title: Title of standing\ndate: 2024-01-01\n---\nText.\n"),
];

/// For each recommendation whether it is asked of Italy and Kenya, without a session (`-`) or in one (`s`), and of which bodies.
const WAYS: [(&str, &str, &str, &str); 16] = [
    ("to-body", "", "", "council"),
    ("standing", "", "", "council"),
    ("to-state", "-", "-", ""),
    ("to-one", "-", "", ""),
    ("to-both", "", "-", "committee"),
    ("body-alone", "", "", "committee"),
    ("below", "", "", "committee"),
    ("all", "", "s", ""),
    ("mark-of-body", "", "s", "committee"),
    ("to-in-session", "", "s", ""),
    ("body-in-session", "", "", "council"),
    ("by-scope", "-", "", ""),
    ("about", "", "", ""),
    ("of-brief", "", "-", ""),
    ("brief-to", "", "", "committee"),
    ("of-page", "-", "", "council"),
];

/// Returns a site with all of them.
fn site() -> SiteTest {
    let site = SiteTest::new().file("content/site.yaml", format!("{SETTINGS}languages: [en, fr]\n"));
    let site = site.without("content/letters/upr-49.md").file("content/data/bodies.yaml", BODIES);
    FILES.iter().fold(site, |site, (path, text)| site.file(&format!("content/{path}"), format!("---\n{text}")))
}

/// Returns what is asked in the part of a page that begins with a heading; `""` for all of it.
fn asked(built: &Built, path: &str, heading: &str, mark: &str) -> usize {
    let text = built.text(path);
    let part = match heading {
        "" => &text[..],
        _ => text
            .split("<section class=\"asked-at\">")
            .find(|part| part.starts_with(&format!("\n<h3>{heading}")))
            .unwrap_or(""),
    };
    let items = part.split("<li class=\"asked-item").skip(1).map(|item| &item[..item.find("</li>").expect("an end")]);
    items.filter(|item| item.contains(&format!("#{mark}\" ")) || item.contains(&format!("#{mark}\">"))).count()
}

#[test]
fn each_way_of_asking_asks_whom_it_says_on_every_page() {
    let built = site().build();
    assert_eq!(built.codes(), <[&str; 0]>::default(), "{}", built.report());
    for (mark, italy, kenya, bodies) in WAYS {
        for (code, expected) in [("ita", italy), ("ken", kenya)] {
            let page = format!("states/{code}/index.html");
            let without = asked(&built, &page, "Without a session", mark);
            assert_eq!(without, usize::from(expected == "-"), "{mark} of {code} without a session");
            let within = asked(&built, &page, "<a href=\"/sessions/upr-49/\">", mark);
            assert_eq!(within, usize::from(expected == "s"), "{mark} of {code} in the session");
        }
        for body in ["committee", "council"] {
            for prefix in ["", "fr/"] {
                let found = asked(&built, &format!("{prefix}bodies/{body}/index.html"), "", mark);
                assert_eq!(found, usize::from(body == bodies), "{mark} of {body} {prefix}");
            }
        }
        // What is asked without a session stands on no sheet and in no grid.
        let sheet = asked(&built, "states/ken/upr-49/index.html", "", mark);
        assert_eq!(sheet, usize::from(kenya == "s"), "{mark} on the sheet");
        let grid = built.text("sessions/upr-49/index.html");
        assert_eq!(grid.contains(&format!("#{mark}\"")), kenya == "s", "{mark} in the grid");
    }
    assert!(!built.text("bodies/council/index.html").contains("Words of held"));
    // One row for a standing recommendation, with each place.
    let council = built.text("bodies/council/index.html");
    assert!(council.contains("Other words of standing.") && !council.contains("Words of no-wider."), "{council}");
    assert!(council.contains("/letters/to-body/#standing") && council.contains("/letters/body-in-session/#standing"));
}

#[test]
fn body_lists_what_is_addressed_to_it_and_has_a_feed() {
    let built = site().build();
    let page = built.text("bodies/council/index.html");
    let cards = &page[..page.find("What we ask of it").expect("what is asked")];
    for (title, is_there) in [
        ("To a body<", true),
        ("To a body in a session<", true),
        ("Open<", true),
        ("To both<", false),
        ("Held<", false),
    ] {
        assert_eq!(cards.contains(&format!(">{title}")), is_there, "{title}: {cards}");
    }
    assert!(page.contains("href=\"/bodies/council/feed.xml\""), "{page}");
    assert!(built.text("bodies/council/feed.xml").contains("To a body in a session"));
    assert!(built.text("bodies/committee/index.html").contains("CS"));
    assert!(built.text("sessions/index.html").contains("UPR 49"));
}

#[test]
fn page_says_to_whom_it_is_addressed_and_what_it_is_about() {
    let built = site().build();
    let facts = |path: &str| {
        let page = built.text(path);
        page[page.find("<dl class=\"facts\">").expect("facts")..page.find("</dl>").expect("their end")].to_owned()
    };
    let letter = facts("letters/to-body/index.html");
    assert!(
        letter.contains("<dt>Addressed to</dt>") && letter.contains("<a href=\"/bodies/council/\">Sample Council</a>"),
        "{letter}"
    );
    assert!(
        letter.contains("<dt>States</dt>") && letter.contains("Sudan") && !letter.contains("States addressed"),
        "{letter}"
    );
    let both = facts("letters/to-both/index.html");
    assert!(
        both.contains("Committee on Samples") && both.contains("Kenya") && !both.contains("<dt>States</dt>"),
        "{both}"
    );
    assert!(facts("letters/listed/index.html").contains("<dt>States addressed</dt>"));
    assert!(facts("letters/about/index.html").contains("<dt>States</dt>"));
    assert!(facts("briefs/ken/index.html").contains("<dt>Addressed to</dt>"));
    // Where a mark names a body, the table of addressees has it.
    assert!(built.text("letters/to-both/index.html").contains("<td><a href=\"/bodies/committee/\">CS</a></td>"));
}

#[test]
fn body_of_a_page_that_is_held_back_has_no_page() {
    let letter = "---\ntitle: Held\ndate: 2025-05-11\nto: [council]\ndraft: true\n---\nW.\n";
    let site = SiteTest::new().file("content/data/bodies.yaml", BODIES).file("content/letters/held.md", letter);
    let built = site.file("content/data/sessions.yaml", SESSIONS).build();
    assert!(!built.files.keys().any(|path| path.starts_with("bodies/council/")), "{}", built.report());
    assert!(built.files.contains_key("bodies/upr/index.html"));
}
