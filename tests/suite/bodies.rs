//! Bodies, and sessions of any of them.

use crate::site_test::{SESSIONS, SETTINGS, SiteTest};

/// Three bodies.
pub(crate) const BODIES: &str = "\
- {id: upr, name: Universal Periodic Review, short: UPR}
- {id: committee, name: {en: Committee on Samples, fr: Comité des exemples}, short: {en: CS, fr: CE}, url: \"https://committee.example.org/\"}
- {id: council, name: Sample Council}
";

/// Sessions of two of them.
const MORE: &str = "\
- {id: cs-90, body: committee, number: 90, starts: 2025-02-03, ends: 2025-02-21, states: [KEN, {state: GUY, on: 2025-02-05}], deadlines: [{what: {en: Papers, fr: Documents}, date: 2025-01-06, source: A list}]}
- {id: cs-91, body: committee, number: 91, starts: 2025-06-16, ends: 2025-07-04}
- {id: cs-99, body: committee, number: 99, dates: unknown}
- {id: cs-extra, body: committee, title: {en: A special session, fr: Session extraordinaire}, starts: 2025-03-01}
";

/// Returns a site with three bodies and sessions of two.
fn site() -> SiteTest {
    let sessions = format!("{SESSIONS}{MORE}");
    let site = SiteTest::new().file("content/data/bodies.yaml", BODIES);
    site.file("content/data/sessions.yaml", sessions)
        .file("content/site.yaml", format!("{SETTINGS}languages: [en, fr]\n"))
}

/// Returns the places of words in a text, all of which it holds.
#[track_caller]
fn places(text: &str, words: &[&str]) -> Vec<usize> {
    words.iter().map(|word| text.find(word).unwrap_or_else(|| panic!("no {word} in {text}"))).collect()
}

#[test]
fn sessions_stand_by_body_and_the_latest_first() {
    let built = site().build();
    assert_eq!(built.codes(), <[&str; 0]>::default(), "{}", built.report());
    let page = built.text("sessions/index.html");
    let order = [
        "<h2><a href=\"/bodies/upr/\">Universal Periodic Review</a></h2>",
        ">Cycle 4</h3>",
        ">UPR 49</a>",
        ">UPR 48</a>",
        "Committee on Samples</a></h2>",
        ">CS 91</a>",
        ">A special session</a>",
        ">CS 90</a>",
        // Whose days are said to be unknown comes last.
        ">CS 99</a>",
    ];
    assert!(places(&page, &order).is_sorted(), "{page}");
    assert!(page.contains("The sessions of the bodies to which we write."), "{page}");
    let french = built.text("fr/sessions/index.html");
    assert!(french.contains(">CE 90</a>") && french.contains(">Session extraordinaire</a>"), "{french}");
    // What is written in the default language alone says so.
    assert!(french.contains("<h2 lang=\"en\"><a href=\"/fr/bodies/upr/\">Universal Periodic Review</a>"), "{french}");
}

#[test]
fn session_of_a_body_says_whose_it_is_and_until_when() {
    let built = site().build();
    let page = built.text("sessions/cs-90/index.html");
    assert!(page.contains("Session · <a href=\"/bodies/committee/\">Committee on Samples</a></p>"), "{page}");
    assert!(page.contains("<h1>CS 90</h1>") && page.contains("2 States under review"), "{page}");
    assert!(
        page.contains(">Papers</span>") && page.contains("<time datetime=\"2025-01-06\">6 January 2025</time>"),
        "{page}"
    );
    assert!(page.contains("<time datetime=\"2025-02-05\">5 February 2025</time>"), "{page}");
    let state = built.text("states/guy/index.html");
    assert!(state.contains("CS 90</a>\n<span class=\"session-row-dates\"><time datetime=\"2025-02-05\">"), "{state}");
    let other = built.text("sessions/cs-91/index.html");
    assert!(!other.contains("under review") && !other.contains("Cycle"), "{other}");
    assert!(built.text("fr/sessions/cs-90/index.html").contains(">Documents</span>"));
}

#[test]
fn body_has_a_page_where_something_stands_on_it() {
    let built = site().build();
    let page = built.text("bodies/committee/index.html");
    assert!(page.contains("<h1>Committee on Samples</h1>") && page.contains(">CS 90</a>"), "{page}");
    assert!(page.contains("href=\"https://committee.example.org/\""), "{page}");
    assert!(!built.files.contains_key("bodies/council/index.html"));
    let list = built.text("bodies/index.html");
    assert!(list.contains("Committee on Samples") && !list.contains("Sample Council"), "{list}");
    // Without `bodies.yaml` there is the review alone, and nothing of this.
    let plain = SiteTest::new().build();
    assert!(!plain.files.keys().any(|path| path.starts_with("bodies/")), "{}", plain.report());
    assert!(plain.text("sessions/index.html").contains("<h2>Cycle 4</h2>"));
}

#[test]
fn next_session_is_one_that_reviews_or_about_which_something_was_written() {
    let panel = |site: &SiteTest, day: &str| {
        let built = site.clone().at(day).build();
        let home = built.text("index.html");
        let title = home.split("session-title\"><a href=\"").nth(1).unwrap_or("").to_owned();
        title[..title.find('"').unwrap_or(0)].to_owned()
    };
    let site = site().without("content/letters/upr-49.md");
    assert_eq!(panel(&site, "2025-01-15"), "/sessions/upr-48/");
    assert_eq!(panel(&site, "2025-02-04"), "/sessions/cs-90/");
    // The one in June lists no states, and nothing was written for it.
    assert_eq!(panel(&site, "2025-06-01"), "/sessions/upr-49/");
    let letter = "---\ntitle: A letter\ndate: 2025-05-14\nsession: cs-91\n---\nWe write.\n";
    assert_eq!(panel(&site.file("content/letters/a.md", letter), "2025-06-01"), "/sessions/cs-91/");
}

#[test]
fn brief_and_letter_are_for_a_session_of_any_body() {
    let brief = "---\ntitle: Kenya\ndate: 2025-01-20\nstate: KEN\nsession: cs-90\n---\nText.\n\n- Words of brief. {#of-brief}\n";
    let letter = "---\ntitle: On Italy\ndate: 2025-05-14\nsession: cs-91\nstates: [ITA]\n---\nWe write.\n\n- Words of letter. {#of-letter}\n";
    let built = site().file("content/briefs/cs-90/ken.md", brief).file("content/letters/italy.md", letter).build();
    assert_eq!(built.codes(), <[&str; 0]>::default(), "{}", built.report());
    assert!(built.text("states/ken/cs-90/index.html").contains("Words of brief."));
    assert!(built.text("briefs/cs-90/ken/index.html").contains("<a href=\"/sessions/cs-90/\">CS 90</a>"));
    // A session that lists no states asks nothing of those that a letter is about.
    assert!(!built.text("states/ita/index.html").contains("Words of letter."));
}

#[test]
fn order_of_the_review_is_that_of_its_numbers() {
    let sessions = "- {id: b, number: 2, cycle: 4, states: [KEN]}\n- {id: c, number: 3, cycle: 4, starts: 2025-01-01, states: [KEN]}\n\
        - {id: a, number: 1, cycle: 4, starts: 2025-02-01, states: [KEN]}\n";
    let built =
        SiteTest::new().without("content/letters/upr-49.md").file("content/data/sessions.yaml", sessions).build();
    let page = built.text("sessions/index.html");
    assert!(places(&page, &[">UPR 3<", ">UPR 2<", ">UPR 1<"]).is_sorted(), "{page}");
}

#[test]
fn what_the_section_of_bodies_says_of_itself_stands_on_its_list() {
    let index = "---\ntitle: Our bodies\ndescription: In short.\n---\nA long introduction.\n";
    let built = site().file("content/bodies/_index.md", index).build();
    for (path, lang) in [("bodies/index.html", ""), ("fr/bodies/index.html", " lang=\"en\" dir=\"ltr\"")] {
        let text = built.text(path);
        places(
            &text,
            &[
                &format!("<h1{lang}>Our bodies</h1>"),
                &format!("<p class=\"standfirst\"{lang}>In short.</p>"),
                &format!("<div class=\"prose introduction\"{lang}>\n<p>A long introduction.</p>"),
            ],
        );
    }
}
