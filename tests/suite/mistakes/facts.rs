//! Facts of one record that cannot both be true, and things that stand twice in a list.

use snapbox::str;

use super::{LETTER_FILE, SITE_FILE, check};
use crate::site_test::SiteTest;

const ACTIONS: &str = "content/data/treaty-actions.yaml";
const SESSIONS: &str = "content/data/sessions.yaml";
const FOCAL_POINTS: &str = "content/data/focal-points.yaml";
const INSTRUMENTS: &str = "content/data/instruments.yaml";

/// Returns the smallest site with another record of Guyana and the Rome Statute.
fn record(rest: &str) -> SiteTest {
    let line = "{state: GUY, instrument: rome-statute, status: party}";
    SiteTest::new().replace(ACTIONS, line, &format!("{{state: GUY, instrument: rome-statute, {rest}}}"))
}

#[test]
fn who_left_is_no_party() {
    check(
        &record("status: party, acts: [{act: accession, date: 2004}, {act: withdrawal, date: 2017-03-01}]"),
        str![[r#"
warning[facts-differ]: the status is `party`, and the withdrawal says otherwise
 --> content/data/treaty-actions.yaml:3:50
  |
3 | - {state: GUY, instrument: rome-statute, status: party, acts: [{act: accession, date: 2004}, {act: withdrawal, da...
  |                                                  ^^^^^
  |
 ::: content/data/treaty-actions.yaml:3:100
  |
3 | ... [{act: accession, date: 2004}, {act: withdrawal, date: 2017-03-01}]}
  |                                          ---------- no later act undoes it
  |
  = hint: correct one of the two, or add the act that came after
"#]],
    );
}

#[test]
fn who_joined_is_no_stranger() {
    check(
        &record("status: none, acts: [{act: ratification, date: 2004-09-24}]"),
        str![[r#"
warning[facts-differ]: the status is `none`, and the ratification says otherwise
 --> content/data/treaty-actions.yaml:3:50
  |
3 | - {state: GUY, instrument: rome-statute, status: none, acts: [{act: ratification, date: 2004-09-24}]}
  |                                                  ^^^^
  |
 ::: content/data/treaty-actions.yaml:3:69
  |
3 | - {state: GUY, instrument: rome-statute, status: none, acts: [{act: ratification, date: 2004-09-24}]}
  |                                                                     ------------ no later act undoes it
  |
  = hint: correct one of the two, or add the act that came after
"#]],
    );
}

#[test]
fn who_joined_is_no_mere_signatory() {
    check(
        &record("status: signatory, acts: [{act: signature, date: 2000}, {act: ratification, date: 2004-09-24}]"),
        str![[r#"
warning[facts-differ]: the status is `signatory`, and the ratification says otherwise
 --> content/data/treaty-actions.yaml:3:50
  |
3 | - {state: GUY, instrument: rome-statute, status: signatory, acts: [{act: signature, date: 2000}, {act: ratificati...
  |                                                  ^^^^^^^^^
  |
 ::: content/data/treaty-actions.yaml:3:104
  |
3 | ...[{act: signature, date: 2000}, {act: ratification, date: 2004-09-24}]}
  |                                         ------------ no later act undoes it
  |
  = hint: correct one of the two, or add the act that came after
"#]],
    );
}

#[test]
fn signature_comes_before_joining() {
    check(
        &record("status: party, acts: [{act: ratification, date: 2004-09-24}, {act: signature, date: 2005-12-28}]"),
        str![[r#"
warning[facts-differ]: the signature lies after the day on which the State joined
 --> content/data/treaty-actions.yaml:3:126
  |
3 | ...cation, date: 2004-09-24}, {act: signature, date: 2005-12-28}]}
  |                                                      ^^^^^^^^^^
  |
 ::: content/data/treaty-actions.yaml:3:90
  |
3 | ... party, acts: [{act: ratification, date: 2004-09-24}, {act: signature, date: 2005-12-28}]}
  |                                             ---------- ratification here
  |
  = hint: correct one of the two dates
"#]],
    );
}

#[test]
fn act_lies_within_what_the_record_is_true_of() {
    check(
        &record("status: party, acts: [{act: accession, date: 2024-09-24}], as_of: 2024-04-24"),
        str![[r#"
warning[facts-differ]: the accession lies after the day for which the record is true
 --> content/data/treaty-actions.yaml:3:87
  |
3 | - {state: GUY, instrument: rome-statute, status: party, acts: [{act: accession, date: 2024-09-24}], as_of: 2024-0...
  |                                                                                       ^^^^^^^^^^
  |
 ::: content/data/treaty-actions.yaml:3:108
  |
3 | ...: accession, date: 2024-09-24}], as_of: 2024-04-24}
  |                                            ---------- true as of this day
  |
  = hint: write as `as_of` the day on which the source was last looked at, or correct the date of the act
"#]],
    );
}

#[test]
fn act_comes_after_the_adoption() {
    check(
        &record("status: party, acts: [{act: accession, date: 1989-09-24}]").replace(
            INSTRUMENTS,
            "id: rome-statute",
            "id: rome-statute, adopted: 1998-07-17",
        ),
        str![[r#"
warning[facts-differ]: the accession lies before the day on which the instrument was adopted
 --> content/data/treaty-actions.yaml:3:87
  |
3 | - {state: GUY, instrument: rome-statute, status: party, acts: [{act: accession, date: 1989-09-24}]}
  |                                                                                       ^^^^^^^^^^
  |
 ::: content/data/instruments.yaml:2:31
  |
2 | - {id: rome-statute, adopted: 1998-07-17, title: Rome Statute}
  |                               ---------- adopted here
  |
  = hint: correct one of the two dates
"#]],
    );
}

#[test]
fn focal_point_is_there_since_a_day_that_fits() {
    check(
        &SiteTest::new().file(
            FOCAL_POINTS,
            "- {state: KEN, answer: unknown, since: 2020}\n- {state: GUY, answer: \"yes\", since: 2025, as_of: 2024-04-24}\n",
        ),
        str![[r#"
warning[facts-differ]: it is not known whether there is a Focal Point, and `since` says since when
 --> content/data/focal-points.yaml:1:40
  |
1 | - {state: KEN, answer: unknown, since: 2020}
  |                                        ^^^^
  |
 ::: content/data/focal-points.yaml:1:24
  |
1 | - {state: KEN, answer: unknown, since: 2020}
  |                        ------- not known
  |
  = hint: correct the answer, or leave `since` out

warning[facts-differ]: `since` lies after the day for which the record is true
 --> content/data/focal-points.yaml:2:38
  |
2 | - {state: GUY, answer: "yes", since: 2025, as_of: 2024-04-24}
  |                                      ^^^^
  |
 ::: content/data/focal-points.yaml:2:51
  |
2 | - {state: GUY, answer: "yes", since: 2025, as_of: 2024-04-24}
  |                                                   ---------- true as of this day
  |
  = hint: write as `as_of` the day on which the source was last looked at, or correct `since`
"#]],
    );
}

#[test]
fn facts_that_may_both_be_true_are_no_mistake() {
    let records = [
        "status: party",
        "status: party, acts: [{act: signature, date: 2000}]",
        "status: party, acts: [{act: signature, date: 2000}, {act: ratification, date: 2000}], as_of: 2000-06-01",
        "status: party, acts: [{act: ratification}, {act: signature, date: 2000}]",
        "status: party, acts: [{act: accession, date: 1990}, {act: withdrawal, date: 2000}, {act: accession, date: 2010}]",
        "status: party, acts: [{act: withdrawal, date: 2000}, {act: accession}]",
        "status: party, acts: [{act: accession, date: 2001}, {act: withdrawal, date: 2026-06-02}], as_of: 2025-05-01",
        "status: party, acts: [{act: ratification, date: 2001-01-01}, {act: ratification, date: 2001-02-01}]",
        "status: party, acts: [{act: succession, date: 2006}, {act: confirmation, date: 2010}]",
        "status: none, acts: [{act: accession, date: 1990}, {act: withdrawal, date: 2000}, {act: confirmation, date: 2001}]",
        "status: none, acts: [{act: signature, date: 2000}, {act: withdrawal, date: 2002}]",
        "status: none, acts: []",
        "status: signatory, acts: [{act: signature, date: 2000}, {act: withdrawal, date: 2016}]",
        "status: signatory, acts: [{act: accession, date: 1990}, {act: withdrawal, date: 1990}, {act: signature, date: 2000}]",
        "status: unknown, acts: [{act: signature, date: 2000}]",
    ];
    for rest in records {
        let built = record(rest).build();
        assert!(built.diagnostics.is_empty(), "{rest}\n{}", built.report());
    }
    for known in ["\"no\", since: 2019", "\"yes\", since: 2024, as_of: 2024-04-24", "unknown, as_of: 2024-04-24"] {
        let built = SiteTest::new().file(FOCAL_POINTS, format!("- {{state: KEN, answer: {known}}}\n")).build();
        assert!(built.diagnostics.is_empty(), "{known}\n{}", built.report());
    }
}

#[test]
fn state_is_under_review_once() {
    check(
        &SiteTest::new().replace("content/data/sessions.yaml", "[KEN, GUY, GIN]", "[KEN, GUY, KEN, GIN]"),
        str![[r#"
error[listed-twice]: `KEN` stands twice in this list
 --> content/data/sessions.yaml:2:95
  |
2 | - {id: upr-49, number: 49, cycle: 4, starts: 2025-04-28, ends: 2025-05-09, states: [KEN, GUY, KEN, GIN]}
  |                                                                                               ^^^
  |
 ::: content/data/sessions.yaml:2:85
  |
2 | - {id: upr-49, number: 49, cycle: 4, starts: 2025-04-28, ends: 2025-05-09, states: [KEN, GUY, KEN, GIN]}
  |                                                                                     --- first here
  |
  = hint: remove one of the two
"#]],
    );
}

#[test]
fn attachment_stands_there_once() {
    check(
        &super::letter_line("attachments:\n  - {src: a.csv, title: Figures}\n  - {src: a.csv, title: Figures}")
            .file("content/letters/a.csv", "a,b\n"),
        str![[r#"
error[listed-twice]: the same stands twice in this list
 --> content/letters/upr-49.md:7:5
  |
7 |   - {src: a.csv, title: Figures}
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/letters/upr-49.md:6:5
  |
6 |   - {src: a.csv, title: Figures}
  |     ---------------------------- first here
  |
  = hint: remove one of the two
"#]],
    );
}

#[test]
fn mark_names_a_state_once() {
    check(
        &SiteTest::new().replace(
            LETTER_FILE,
            "session: upr-49\n---\n",
            "session: upr-49\n---\n\n- Join. {#x to=KEN,GUY,KEN}\n",
        ),
        str![[r#"
error[bad-marker]: this is not the mark of a recommendation: it names `KEN` twice
 --> content/letters/upr-49.md:7:13
  |
7 | - Join. {#x to=KEN,GUY,KEN}
  |             ^^^^^^^^^^^^^^
  |
  = hint: write it like this: `- Join. {#x to=KEN,GUY}`
"#]],
    );
}

#[test]
fn nothing_stands_twice_in_any_list() {
    let lists = [
        "topics: [early-warning, early-warning]",
        "states: [KEN, KEN]",
        "authors: [Ann Lee, Ann Lee]",
        "aliases: [/old/, /old/]",
        "aliases: [/old, old/]",
        "corrections: [{date: 2025-03-20, note: A name.}, {date: 2025-03-20, note: A name.}]",
        "signatories: [{name: Ann Lee}, {name: Ann Lee}]",
    ];
    for list in lists {
        let codes = super::letter_line(list).build().codes();
        assert_eq!(codes.iter().filter(|code| **code == "listed-twice").count(), 1, "{list}: {codes:?}");
    }
    let settings = [
        "social: [{name: A, url: https://a.example/}, {name: A, url: https://a.example/}]",
        "active_files: [a.html, a.html]",
        "keep_metadata: [a.pdf, a.pdf]",
    ];
    for list in settings {
        let site = SiteTest::new().replace(SITE_FILE, "base_url:", &format!("{list}\nbase_url:"));
        assert!(site.build().codes().contains(&"listed-twice"), "{list}");
    }
    let acts = record("status: party, acts: [{act: accession, date: 2004}, {act: accession, date: 2004}]");
    assert_eq!(acts.build().codes(), ["listed-twice"]);
    let town = SiteTest::new().replace(SITE_FILE, "base_url:", "address: [New York, New York]\nbase_url:");
    assert!(!town.build().codes().contains(&"listed-twice"));
}

#[test]
fn sessions_have_numbers_of_their_own() {
    check(
        &SiteTest::new().replace(SESSIONS, "number: 48", "number: 49"),
        str![[r#"
warning[number-of-another]: there are two sessions of the number 49
 --> content/data/sessions.yaml:2:24
  |
2 | - {id: upr-49, number: 49, cycle: 4, starts: 2025-04-28, ends: 2025-05-09, states: [KEN, GUY, GIN]}
  |                        ^^
  |
 ::: content/data/sessions.yaml:1:24
  |
1 | - {id: upr-48, number: 49, cycle: 4, starts: 2025-01-20, ends: 2025-01-31, states: [ITA, SLV, GMB]}
  |                        -- first here
  |
  = hint: correct one of the two: pages name sessions by their numbers, and stand in the order of them
"#]],
    );
}

#[test]
fn year_has_four_figures() {
    check(
        &SiteTest::new().replace(ACTIONS, "date: 2005-03-15", "date: 20055"),
        str![[r#"
error[bad-date]: `20055` is not a date
 --> content/data/treaty-actions.yaml:1:90
  |
1 | - {state: KEN, instrument: rome-statute, status: party, acts: [{act: ratification, date: 20055}], source: A sourc...
  |                                                                                          ^^^^^
  |
  = hint: dates are written `2005-03-15`, or as the year alone: `2005`
"#]],
    );
}
