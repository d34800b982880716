//! Letters and briefs without a session, and briefs of which two are about one State.

use crate::site_test::{LETTER, SiteTest};

/// A letter to nobody's session.
const OPEN: &str = "---\ntitle: An open letter\ndate: 2025-03-20\nstates: [SDN]\naddressee: To whom it may concern\n\
    closing: Sincerely,\n---\nWe write.\n\n- Words of open. {#open}\n";

/// A brief without a session.
const BRIEF: &str = "---\ntitle: Sudan now\ndate: 2025-03-21\nstate: SDN\nsummary: In short.\n---\nWe know.\n\n- Words of brief. {#of-brief}\n";

/// Returns the smallest site with both.
fn site() -> SiteTest {
    SiteTest::new().file("content/letters/open.md", OPEN).file("content/briefs/sdn.md", BRIEF)
}

#[test]
fn letter_without_a_session_says_nothing_of_one() {
    let built = site().build();
    assert_eq!(built.codes(), <[&str; 0]>::default(), "{}", built.report());
    let page = built.text("letters/open/index.html");
    let main = &page[page.find("<main").expect("a main element")..];
    assert!(main.contains("<p class=\"kicker\">Letter</p>"), "{main}");
    assert!(main.contains("<dt>States</dt>") && !main.contains("<dt>Session</dt>"), "{main}");
    assert!(!main.contains("under review"), "{main}");
    for name in ["newsletter.html", "newsletter.txt"] {
        let mail = built.text(&format!("letters/open/{name}"));
        assert!(!mail.contains("Letter · ") && !mail.contains("UPR 4"), "{mail}");
    }
    assert!(built.text("letters/index.html").contains("An open letter"));
}

#[test]
fn brief_without_a_session_stands_at_its_state() {
    let built = site().build();
    let page = built.text("briefs/sdn/index.html");
    assert!(page.contains("State brief · <a href=\"/states/sdn/\">Sudan</a></p>"), "{page}");
    assert!(!page.contains("pub-action") && !page.contains("<dt>Session</dt>"), "{page}");
    assert!(built.text("briefs/sdn/newsletter.txt").contains("State brief · Sudan\n"));
    assert!(!built.files.keys().any(|path| path.starts_with("states/sdn/") && path.contains("upr")));
}

#[test]
fn what_is_asked_without_a_session_stands_on_the_page_of_the_state_alone() {
    let built = site().build();
    let state = built.text("states/sdn/index.html");
    let part = &state[state.find("<section class=\"asked-at\">").expect("what is asked")..];
    assert!(part.contains("<h3>Without a session</h3>") && part.contains("Words of brief."), "{part}");
    assert!(part.contains("State brief, 21 March 2025"), "{part}");
    // States that a letter is about are asked nothing by it.
    assert!(!part.contains("Words of open."), "{part}");
    assert!(!built.text("sessions/upr-49/index.html").contains("Words of brief."));
}

#[test]
fn brief_with_a_slug_stands_below_the_one_without() {
    let update = BRIEF.replace("state: SDN\n", "state: SDN\nslug: update\n").replace("of-brief", "of-update");
    let alone = SiteTest::new().file("content/briefs/update.md", &update);
    assert!(alone.build().files.contains_key("briefs/update/index.html"));
    let both = alone.file("content/briefs/sdn.md", BRIEF);
    let built = both.build();
    assert_eq!(built.codes(), <[&str; 0]>::default(), "{}", built.report());
    assert!(built.text("briefs/sdn/update/index.html").contains("Words of brief."));
    assert!(built.text("briefs/update/index.html").contains("url=/briefs/sdn/update/"));
    assert!(built.files.contains_key("briefs/sdn/update/newsletter.txt"));
    // What nobody sees moves nothing.
    let draft = both.replace("content/briefs/sdn.md", "state: SDN", "draft: true\nstate: SDN").build();
    assert!(draft.text("briefs/update/index.html").contains("Words of brief."), "{}", draft.report());
    assert!(!draft.files.keys().any(|path| path.starts_with("briefs/sdn/")));
}

#[test]
fn address_of_a_brief_that_moved_is_left_to_a_page_that_has_it() {
    let update = BRIEF.replace("state: SDN\n", "state: SDN\nslug: ken\n").replace("of-brief", "of-update");
    let site = site().file("content/briefs/update.md", &update);
    let built = site.file("content/briefs/ken.md", BRIEF.replace("SDN", "KEN").replace("of-brief", "of-ken")).build();
    assert_eq!(built.codes(), <[&str; 0]>::default(), "{}", built.report());
    assert!(built.files.contains_key("briefs/sdn/ken/index.html"));
    assert!(built.text("briefs/ken/index.html").contains("State brief · <a href=\"/states/ken/\">Kenya</a>"));
}

#[test]
fn briefs_of_two_sessions_are_two() {
    let in_session = BRIEF.replace("state: SDN", "state: KEN\nsession: upr-49").replace("of-brief", "of-ken");
    let built =
        site().file("content/briefs/upr-49/ken.md", in_session).file("content/letters/upr-49.md", LETTER).build();
    assert!(
        built.files.contains_key("briefs/upr-49/ken/index.html") && built.files.contains_key("briefs/sdn/index.html")
    );
}
