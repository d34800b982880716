//! Mistakes in what a page refers to: states, sessions, topics, instruments, standing recommendations.

use snapbox::str;

use super::{check, letter_body, letter_line, letter_with, with_brief};
use crate::site_test::SiteTest;

#[test]
fn common_name_of_a_state_gets_its_code() {
    check(
        &letter_line("scope: states\nstates: [KEN, Guyana]"),
        str![[r#"
error[unknown-state]: `Guyana` is not the code of a state
 --> content/letters/upr-49.md:6:15
  |
6 | states: [KEN, Guyana]
  |               ^^^^^^
  |
  = hint: the code of Guyana is `GUY`
"#]],
    );
}

#[test]
fn two_letters_of_a_state_get_its_code() {
    check(
        &letter_line("scope: states\nstates:\n  - KE"),
        str![[r#"
error[unknown-state]: `KE` is not the code of a state
 --> content/letters/upr-49.md:7:5
  |
7 |   - KE
  |     ^^
  |
  = hint: the code of Kenya is `KEN`
"#]],
    );
}

#[test]
fn slip_in_a_code_gets_the_right_code() {
    check(
        &letter_line("scope: states\nstates: [KNE]"),
        str![[r#"
error[unknown-state]: `KNE` is not the code of a state
 --> content/letters/upr-49.md:6:10
  |
6 | states: [KNE]
  |          ^^^
  |
  = hint: the code of Kenya is `KEN`
"#]],
    );
}

#[test]
fn what_is_no_state_gets_an_example() {
    check(
        &letter_line("scope: states\nstates: [Atlantis]"),
        str![[r#"
error[unknown-state]: `Atlantis` is not the code of a state
 --> content/letters/upr-49.md:6:10
  |
6 | states: [Atlantis]
  |          ^^^^^^^^
  |
  = hint: states are named by their codes of three letters, such as `KEN`
"#]],
    );
}

#[test]
fn letter_names_states_under_review() {
    check(
        &letter_line("scope: states\nstates: [KEN, TUR]"),
        str![[r#"
error[not-under-review]: Türkiye is not under review in `upr-49`
 --> content/letters/upr-49.md:6:15
  |
6 | states: [KEN, TUR]
  |               ^^^
  |
  = hint: under review are KEN, GUY, GIN
"#]],
    );
}

#[test]
fn brief_is_on_a_state_under_review() {
    let site =
        with_brief(SiteTest::new(), "Text.\n").replace("content/briefs/upr-49/ken.md", "state: KEN", "state: ITA");
    check(
        &site,
        str![[r#"
error[not-under-review]: Italy is not under review in `upr-49`
 --> content/briefs/upr-49/ken.md:4:8
  |
4 | state: ITA
  |        ^^^
  |
  = hint: Italy is under review in `upr-48`: write `session: upr-48` if the review has moved
  = hint: under review are KEN, GUY, GIN
"#]],
    );
}

#[test]
fn state_of_a_brief_has_moved_to_another_session() {
    let sessions = "- {id: upr-49, number: 49, cycle: 4, starts: 2025-04-28, ends: 2025-05-09, states: [GUY, GIN]}\n\
                    - {id: upr-50, number: 50, cycle: 4, starts: 2025-11-03, ends: 2025-11-14, states: [KEN]}\n\
                    - {id: upr-30, number: 30, cycle: 3, starts: 2020-01-20, ends: 2020-01-31, states: [KEN]}\n";
    check(
        &with_brief(SiteTest::new(), "Text.\n").file("content/data/sessions.yaml", sessions),
        str![[r#"
error[not-under-review]: Kenya is not under review in `upr-49`
 --> content/briefs/upr-49/ken.md:4:8
  |
4 | state: KEN
  |        ^^^
  |
  = hint: Kenya is under review in `upr-50`: write `session: upr-50` if the review has moved
  = hint: under review are GUY, GIN
"#]],
    );
}

#[test]
fn marker_names_states_the_page_is_addressed_to() {
    check(
        &letter_body("- Name an official. {#focal-point priority states=KEN,ITA}\n"),
        str![[r#"
error[state-not-addressed]: the page is not addressed to Italy
 --> content/letters/upr-49.md:6:55
  |
6 | - Name an official. {#focal-point priority states=KEN,ITA}
  |                                                       ^^^
  |
  = hint: take it off the mark; the page is addressed to GIN, GUY, KEN
"#]],
    );
}

#[test]
fn marker_names_states_by_code() {
    check(
        &letter_body("- Name an official. {#focal-point states=KEN,Guyana}\n"),
        str![[r#"
error[unknown-state]: `Guyana` is not the code of a state
 --> content/letters/upr-49.md:6:46
  |
6 | - Name an official. {#focal-point states=KEN,Guyana}
  |                                              ^^^^^^
  |
  = hint: the code of Guyana is `GUY`
"#]],
    );
}

#[test]
fn slip_in_a_session_gets_the_right_one() {
    check(
        &letter_with("session: upr-49", "session: upr49"),
        str![[r#"
error[unknown-session]: there is no session `upr49`
 --> content/letters/upr-49.md:4:10
  |
4 | session: upr49
  |          ^^^^^
  |
  = hint: did you mean `upr-49`?
  = hint: sessions are listed in `content/data/sessions.yaml`: `upr-49`, `upr-48`
"#]],
    );
}

#[test]
fn slip_in_a_topic_gets_the_right_one() {
    check(
        &letter_line("topics:\n  - prevention\n  - acountability"),
        str![[r#"
error[unknown-topic]: there is no topic `acountability`
 --> content/letters/upr-49.md:7:5
  |
7 |   - acountability
  |     ^^^^^^^^^^^^^
  |
  = hint: did you mean `accountability`?
  = hint: topics are listed in `content/data/topics.yaml`: `prevention`, `accountability`
"#]],
    );
}

#[test]
fn unknown_topic_without_a_likeness_gets_the_file() {
    check(
        &letter_line("topics: [weather]"),
        str![[r#"
error[unknown-topic]: there is no topic `weather`
 --> content/letters/upr-49.md:5:10
  |
5 | topics: [weather]
  |          ^^^^^^^
  |
  = hint: topics are listed in `content/data/topics.yaml`: `prevention`, `accountability`
"#]],
    );
}

#[test]
fn slip_in_an_instrument_gets_the_right_one() {
    let text = "---\ntitle: Join\ndate: 2025-01-01\ninstruments: [rome-statut]\n\
        applies: {not_party_to_any: [rome-statute, genocide-conventions]}\n---\nText.\n";
    check(
        &SiteTest::new().file("content/recommendations/join.md", text),
        str![[r#"
error[unknown-instrument]: there is no instrument `rome-statut`
 --> content/recommendations/join.md:4:15
  |
4 | instruments: [rome-statut]
  |               ^^^^^^^^^^^
  |
  = hint: did you mean `rome-statute`?
  = hint: instruments are listed in `content/data/instruments.yaml`: `genocide-convention`, `rome-statute`

error[unknown-instrument]: there is no instrument `genocide-conventions`
 --> content/recommendations/join.md:5:44
  |
5 | applies: {not_party_to_any: [rome-statute, genocide-conventions]}
  |                                            ^^^^^^^^^^^^^^^^^^^^
  |
  = hint: did you mean `genocide-convention`?
  = hint: instruments are listed in `content/data/instruments.yaml`: `genocide-convention`, `rome-statute`
"#]],
    );
}

#[test]
fn near_miss_of_a_standing_recommendation_is_doubtful() {
    let standing = "---\ntitle: Name a focal point\ndate: 2025-01-01\n---\nText.\n";
    let site = letter_body("- Name an official. {#focal-pont priority}\n");
    check(
        &site.file("content/recommendations/focal-point.md", standing),
        str![[r#"
warning[near-standing]: `focal-pont` is not a standing recommendation
 --> content/letters/upr-49.md:6:23
  |
6 | - Name an official. {#focal-pont priority}
  |                       ^^^^^^^^^^
  |
  = hint: did you mean `focal-point`?
"#]],
    );
}

#[test]
fn standing_recommendation_has_the_id_of_its_address() {
    let standing = "---\ntitle: Name a focal point\ndate: 2025-01-01\n---\nText.\n";
    let of = |mark: &str| {
        let site = letter_body(&format!("- Name an official. {mark}\n"));
        site.file("content/recommendations/Focal Point.md", standing)
    };
    check(
        &of("{#Focal-Point}"),
        str![[r#"
error[bad-marker]: this is not the mark of a recommendation: `Focal-Point` is not an id; ids are made of letters in lower case, figures and hyphens
 --> content/letters/upr-49.md:6:23
  |
6 | - Name an official. {#Focal-Point}
  |                       ^^^^^^^^^^^
  |
  = hint: write it like this: `- Name an official. {#focal-point}`
"#]],
    );
    check(
        &of("{#focal-pont}"),
        str![[r#"
warning[near-standing]: `focal-pont` is not a standing recommendation
 --> content/letters/upr-49.md:6:23
  |
6 | - Name an official. {#focal-pont}
  |                       ^^^^^^^^^^
  |
  = hint: did you mean `focal-point`?
"#]],
    );
    check(&of("{#focal-point}"), str![]);
    let page = of("{#focal-point}").build().text("recommendations/focal-point/index.html");
    assert!(page.contains("/letters/upr-49/"), "{page}");
    check(
        &of("{#Focal}"),
        str![[r#"
error[bad-marker]: this is not the mark of a recommendation: `Focal` is not an id; ids are made of letters in lower case, figures and hyphens
 --> content/letters/upr-49.md:6:23
  |
6 | - Name an official. {#Focal}
  |                       ^^^^^
  |
  = hint: write it like this: `- Name an official. {#focal}`
"#]],
    );
    check(&of("{#focal}"), str![]);
}

#[test]
fn near_miss_is_none_where_the_page_has_both() {
    let standing = "---\ntitle: First\ndate: 2025-01-01\n---\nText.\n";
    let with = |body: &str| letter_body(body).file("content/recommendations/reform-1.md", standing);
    check(&with("- The first. {#reform-1}\n- The second. {#reform-2}\n"), str![]);
    check(
        &with("## Reform 1\n\n- The second. {#reform-2}\n"),
        str![[r#"
warning[near-standing]: `reform-2` is not a standing recommendation
 --> content/letters/upr-49.md:8:17
  |
8 | - The second. {#reform-2}
  |                 ^^^^^^^^
  |
  = hint: did you mean `reform-1`? Then what has this id on the page already needs another
"#]],
    );
}

/// A standing recommendation to join, and what is recorded of Kenya.
fn with_treaty(acts: &str) -> SiteTest {
    let standing = "---\ntitle: Join\ndate: 2024-01-01\napplies: {not_party_to_any: [rome-statute]}\n---\nText.\n";
    let actions = format!("- {{state: KEN, instrument: rome-statute, status: party{acts}}}\n");
    let site = SiteTest::new().file("content/recommendations/join.md", standing);
    site.file("content/data/treaty-actions.yaml", actions)
}

#[test]
fn state_is_named_that_had_joined_long_before() {
    let site = with_treaty(", acts: [{act: accession, date: 2024-05-02}]");
    let site = site.replace(super::LETTER_FILE, "We write", "- Join it. {#join states=KEN,GUY}\n\nWe write");
    check(
        &site,
        str![[r#"
warning[asked-in-vain]: `join` does not apply to Kenya: it joined Rome Statute on 2 May 2024
 --> content/letters/upr-49.md:6:26
  |
6 | - Join it. {#join states=KEN,GUY}
  |                          ^^^
  |
  = hint: it is asked all the same; take the State off the mark if it is not meant, or give the mark an id of its own
"#]],
    );
}

#[test]
fn brief_asks_a_party_to_join() {
    check(
        &with_brief(with_treaty(""), "- Join it. {#join}\n"),
        str![[r#"
warning[asked-in-vain]: `join` does not apply to Kenya: it is a party to Rome Statute
 --> content/briefs/upr-49/ken.md:7:14
  |
7 | - Join it. {#join}
  |              ^^^^
  |
  = hint: it is asked all the same; give the mark an id of its own if something else is meant
"#]],
    );
}

#[test]
fn letter_to_all_asks_those_that_have_not_joined_and_is_no_mistake() {
    let site = with_treaty("").replace(super::LETTER_FILE, "We write", "- Join it. {#join}\n\nWe write");
    site.build().assert_silent();
}

#[test]
fn brief_asks_for_a_focal_point_that_is_named() {
    let standing = "---\ntitle: Name one\ndate: 2024-01-01\napplies: {no_focal_point: true}\n---\nText.\n";
    let site = SiteTest::new()
        .file("content/recommendations/name-one.md", standing)
        .file("content/data/focal-points.yaml", "- {state: KEN, answer: \"yes\", since: 2024}\n");
    check(
        &with_brief(site, "- Name one. {#name-one}\n"),
        str![[r#"
warning[asked-in-vain]: `name-one` does not apply to Kenya: it named a Focal Point in 2024
 --> content/briefs/upr-49/ken.md:7:15
  |
7 | - Name one. {#name-one}
  |               ^^^^^^^^
  |
  = hint: it is asked all the same; give the mark an id of its own if something else is meant
"#]],
    );
}
