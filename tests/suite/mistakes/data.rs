//! Mistakes in the data files: sessions, topics, instruments, treaty actions, focal points.

use snapbox::str;

use super::check;
use crate::site_test::SiteTest;

/// The sessions.
const SESSIONS: &str = "content/data/sessions.yaml";
/// The treaty actions.
const ACTIONS: &str = "content/data/treaty-actions.yaml";

#[test]
fn session_lists_known_states() {
    check(
        &SiteTest::new().replace(SESSIONS, "GUY", "Kenia"),
        str![[r#"
error[unknown-state]: `Kenia` is not the code of a state
 --> content/data/sessions.yaml:2:90
  |
2 | - {id: upr-49, number: 49, cycle: 4, starts: 2025-04-28, ends: 2025-05-09, states: [KEN, Kenia, GIN]}
  |                                                                                          ^^^^^
  |
  = hint: the code of Kenya is `KEN`
"#]],
    );
}

#[test]
fn session_has_a_number() {
    check(
        &SiteTest::new().replace(SESSIONS, "number: 48, ", ""),
        str![[r#"
error[missing-key]: the key `number` of an item of the list is missing
 --> content/data/sessions.yaml:1:3
  |
1 | - {id: upr-48, cycle: 4, starts: 2025-01-20, ends: 2025-01-31, states: [ITA, SLV, GMB]}
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: add `number: 12`
"#]],
    );
}

#[test]
fn session_ends_after_it_starts() {
    check(
        &SiteTest::new().replace(SESSIONS, "2025-05-09", "2025-04-09"),
        str![[r#"
error[ends-before-start]: `ends` lies before `starts`
 --> content/data/sessions.yaml:2:64
  |
2 | - {id: upr-49, number: 49, cycle: 4, starts: 2025-04-28, ends: 2025-04-09, states: [KEN, GUY, GIN]}
  |                                                                ^^^^^^^^^^
  |
 ::: content/data/sessions.yaml:2:46
  |
2 | - {id: upr-49, number: 49, cycle: 4, starts: 2025-04-28, ends: 2025-04-09, states: [KEN, GUY, GIN]}
  |                                              ---------- it starts here
  |
  = hint: correct one of the two days
"#]],
    );
}

#[test]
fn session_stands_once() {
    check(
        &SiteTest::new().replace(SESSIONS, "id: upr-48", "id: upr-49"),
        str![[r#"
error[duplicate-record]: there are two records of `upr-49`
 --> content/data/sessions.yaml:2:3
  |
2 | - {id: upr-49, number: 49, cycle: 4, starts: 2025-04-28, ends: 2025-05-09, states: [KEN, GUY, GIN]}
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/data/sessions.yaml:1:3
  |
1 | - {id: upr-49, number: 48, cycle: 4, starts: 2025-01-20, ends: 2025-01-31, states: [ITA, SLV, GMB]}
  |   ------------------------------------------------------------------------------------------------- first here
  |
  = hint: keep one of the two
"#]],
    );
}

#[test]
fn id_is_in_lower_case() {
    check(
        &SiteTest::new().replace(SESSIONS, "id: upr-48", "id: UPR 48"),
        str![[r#"
error[bad-slug]: `UPR 48` cannot be part of an address
 --> content/data/sessions.yaml:1:8
  |
1 | - {id: UPR 48, number: 48, cycle: 4, starts: 2025-01-20, ends: 2025-01-31, states: [ITA, SLV, GMB]}
  |        ^^^^^^
  |
  = hint: did you mean `upr-48`?
  = hint: use a-z, 0-9 and hyphens; never a path
"#]],
    );
}

#[test]
fn states_are_a_list() {
    check(
        &SiteTest::new().replace(SESSIONS, "[ITA, SLV, GMB]", "ITA"),
        str![[r#"
error[wrong-type]: `states` takes a list, not the text `ITA`
 --> content/data/sessions.yaml:1:84
  |
1 | - {id: upr-48, number: 48, cycle: 4, starts: 2025-01-20, ends: 2025-01-31, states: ITA}
  |                                                                                    ^^^
  |
  = hint: write `states: [ITA]`
"#]],
    );
}

#[test]
fn session_begins_on_a_day() {
    check(
        &SiteTest::new().replace(SESSIONS, "starts: 2025-01-20", "starts: January"),
        str![[r#"
error[bad-date]: `January` is not a date
 --> content/data/sessions.yaml:1:46
  |
1 | - {id: upr-48, number: 48, cycle: 4, starts: January, ends: 2025-01-31, states: [ITA, SLV, GMB]}
  |                                              ^^^^^^^
  |
  = hint: dates are written `2025-03-14`, with a time `2025-03-14T09:30:00+01:00`
"#]],
    );
}

#[test]
fn record_names_a_known_state() {
    check(
        &SiteTest::new().replace(ACTIONS, "{state: KEN, instrument: rome", "{state: KNE, instrument: rome"),
        str![[r#"
error[unknown-state]: `KNE` is not the code of a state
 --> content/data/treaty-actions.yaml:1:11
  |
1 | - {state: KNE, instrument: rome-statute, status: party, acts: [{act: ratification, date: 2005-03-15}], source: A ...
  |           ^^^
  |
  = hint: the code of Kenya is `KEN`
"#]],
    );
}

#[test]
fn record_names_a_known_instrument() {
    check(
        &SiteTest::new().replace(ACTIONS, "KEN, instrument: rome-statute", "KEN, instrument: rome-statut"),
        str![[r#"
error[unknown-instrument]: there is no instrument `rome-statut`
 --> content/data/treaty-actions.yaml:1:28
  |
1 | - {state: KEN, instrument: rome-statut, status: party, acts: [{act: ratification, date: 2005-03-15}], source: A s...
  |                            ^^^^^^^^^^^
  |
  = hint: did you mean `rome-statute`?
  = hint: instruments are listed in `content/data/instruments.yaml`: `genocide-convention`, `rome-statute`
"#]],
    );
}

#[test]
fn record_has_a_known_status() {
    check(
        &SiteTest::new().replace(
            ACTIONS,
            "GUY, instrument: rome-statute, status: party",
            "GUY, instrument: rome-statute, status: partly",
        ),
        str![[r#"
error[unknown-choice]: `status` cannot be `partly`
 --> content/data/treaty-actions.yaml:3:50
  |
3 | - {state: GUY, instrument: rome-statute, status: partly}
  |                                                  ^^^^^^
  |
  = hint: did you mean `party`?
  = hint: it is one of `party`, `signatory`, `none`, `unknown`
"#]],
    );
}

#[test]
fn act_is_a_known_one() {
    check(
        &SiteTest::new().replace(ACTIONS, "act: ratification", "act: ratified"),
        str![[r#"
error[unknown-choice]: `act` cannot be `ratified`
 --> content/data/treaty-actions.yaml:1:70
  |
1 | - {state: KEN, instrument: rome-statute, status: party, acts: [{act: ratified, date: 2005-03-15}], source: A sour...
  |                                                                      ^^^^^^^^
  |
  = hint: it is one of `signature`, `ratification`, `acceptance`, `approval`, `accession`, `succession`, `withdrawal`, `confirmation`
"#]],
    );
}

#[test]
fn act_has_a_date_or_a_year() {
    check(
        &SiteTest::new().replace(ACTIONS, "2005-03-15", "15 March 2005"),
        str![[r#"
error[bad-date]: `15 March 2005` is not a date
 --> content/data/treaty-actions.yaml:1:90
  |
1 | - {state: KEN, instrument: rome-statute, status: party, acts: [{act: ratification, date: 15 March 2005}], source:...
  |                                                                                          ^^^^^^^^^^^^^
  |
  = hint: write `date: 2005-03-15`
"#]],
    );
}

#[test]
fn record_stands_once() {
    check(
        &SiteTest::new().replace(ACTIONS, "{state: GIN, instrument: rome", "{state: GUY, instrument: rome"),
        str![[r#"
error[duplicate-record]: there are two records of `GUY and rome-statute`
 --> content/data/treaty-actions.yaml:5:3
  |
5 | - {state: GUY, instrument: rome-statute, status: party}
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/data/treaty-actions.yaml:3:3
  |
3 | - {state: GUY, instrument: rome-statute, status: party}
  |   ----------------------------------------------------- first here
  |
  = hint: keep one of the two
"#]],
    );
}

#[test]
fn topic_has_no_foreign_key() {
    check(
        &SiteTest::new().file("content/data/topics.yaml", "- id: prevention\n  title: Prevention\n  titel: Again\n"),
        str![[r#"
error[unknown-key]: unknown key `titel`
 --> content/data/topics.yaml:3:3
  |
3 |   titel: Again
  |   ^^^^^
  |
  = hint: did you mean `title`?
"#]],
    );
}

#[test]
fn answer_on_a_focal_point_is_one_of_three() {
    check(
        &SiteTest::new().file("content/data/focal-points.yaml", "- {state: KEN, answer: maybe}\n"),
        str![[r#"
error[unknown-choice]: `answer` cannot be `maybe`
 --> content/data/focal-points.yaml:1:24
  |
1 | - {state: KEN, answer: maybe}
  |                        ^^^^^
  |
  = hint: it is one of `yes`, `no`, `unknown`
"#]],
    );
}

#[test]
fn answer_yes_may_stand_without_quotes() {
    SiteTest::new().file("content/data/focal-points.yaml", "- {state: KEN, answer: yes}\n").build().assert_silent();
}

#[test]
fn data_file_is_a_list() {
    check(
        &SiteTest::new().file("content/data/topics.yaml", "prevention: Prevention\n"),
        str![[r#"
error[wrong-type]: this place takes a list, not keys with values
 --> content/data/topics.yaml:1:1
  |
1 | prevention: Prevention
  | ^
  |
  = hint: a list is written `[a, b]`, or one `- item` a line
"#]],
    );
}

#[test]
fn data_file_in_capitals_is_not_read() {
    check(
        &SiteTest::new().file("content/data/Topics.YAML", "- {}\n"),
        str![[r#"
warning[unknown-data-file]: `content/data/Topics.YAML` is not read
--> content/data/Topics.YAML:1:1
 = hint: did you mean `content/data/topics.yaml`?
 = hint: the data files are `content/data/bodies.yaml`, `content/data/sessions.yaml`, `content/data/topics.yaml`, `content/data/instruments.yaml`, `content/data/treaty-actions.yaml`, `content/data/focal-points.yaml`
"#]],
    );
}

#[test]
fn data_file_that_is_not_read_is_named() {
    check(
        &SiteTest::new().file("content/data/session.yaml", "- {}\n"),
        str![[r#"
warning[unknown-data-file]: `content/data/session.yaml` is not read
--> content/data/session.yaml:1:1
 = hint: did you mean `content/data/sessions.yaml`?
 = hint: the data files are `content/data/bodies.yaml`, `content/data/sessions.yaml`, `content/data/topics.yaml`, `content/data/instruments.yaml`, `content/data/treaty-actions.yaml`, `content/data/focal-points.yaml`
"#]],
    );
}

#[test]
fn syntax_of_a_data_file_is_shown_where_it_breaks() {
    check(
        &SiteTest::new().replace(SESSIONS, "[KEN, GUY, GIN]}", "[KEN, GUY, GIN}"),
        str![[r#"
error[yaml-syntax]: this is not YAML: a `,` or `]` is missing here
 --> content/data/sessions.yaml:2:98
  |
2 | - {id: upr-49, number: 49, cycle: 4, starts: 2025-04-28, ends: 2025-05-09, states: [KEN, GUY, GIN}
  |                                                                                                  ^
  |
  = hint: separate items by commas, and close every bracket
"#]],
    );
}

#[test]
fn id_that_no_file_can_have_is_refused() {
    check(
        &SiteTest::new().replace(SESSIONS, "id: upr-48", "id: con"),
        str![[r#"
error[bad-slug]: `con` cannot be part of an address: `con` is a device name on Windows
 --> content/data/sessions.yaml:1:8
  |
1 | - {id: con, number: 48, cycle: 4, starts: 2025-01-20, ends: 2025-01-31, states: [ITA, SLV, GMB]}
  |        ^^^
  |
  = hint: give it another id
"#]],
    );
}

#[test]
fn session_with_a_mistake_is_not_missed_as_well() {
    check(
        &SiteTest::new().replace(SESSIONS, "number: 49, ", ""),
        str![[r#"
error[missing-key]: the key `number` of an item of the list is missing
 --> content/data/sessions.yaml:2:3
  |
2 | - {id: upr-49, cycle: 4, starts: 2025-04-28, ends: 2025-05-09, states: [KEN, GUY, GIN]}
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: add `number: 12`
"#]],
    );
}
