//! Mistakes in whom a page is for: its session, its scope, whom it is addressed to.

use snapbox::str;

use super::check;
use crate::site_test::SiteTest;

#[test]
fn scope_of_all_under_review_needs_a_session() {
    check(
        &SiteTest::new().file(
            "content/letters/open.md",
            "---\ntitle: Open\ndate: 2025-03-14\nscope: all-under-review\n---\nText.\n",
        ),
        str![[r#"
error[scope-without-session]: the scope is `all-under-review`, and the letter names no session
 --> content/letters/open.md:4:8
  |
4 | scope: all-under-review
  |        ^^^^^^^^^^^^^^^^
  |
  = hint: take the line out, or name the session to whose States the letter goes with `session:`
"#]],
    );
}

/// The bodies of a site.
const BODIES: &str = "- {id: committee, name: {en: Committee on Samples, fr: Comité}, short: CS}\n- {id: council, name: Sample Council}\n";

/// Returns a site with bodies and one session more.
fn with_session(session: &str) -> SiteTest {
    let sessions = format!("{}{session}", crate::site_test::SESSIONS);
    SiteTest::new().file("content/data/bodies.yaml", BODIES).file("content/data/sessions.yaml", sessions)
}

#[test]
fn session_is_of_a_body_that_is_listed() {
    check(
        &with_session(
            "- {id: cs-1, body: CS, number: 1}\n- {id: cs-2, body: comittee, number: 2}\n- {id: cs-3, body: court, number: 3}\n",
        ),
        str![[r#"
warning[unread-words]: the site does not have the language `fr`: nobody reads this
 --> content/data/bodies.yaml:1:52
  |
1 | - {id: committee, name: {en: Committee on Samples, fr: Comité}, short: CS}
  |                                                    ^^
  |
  = hint: its languages are `en`; more are added to `languages:` in `content/site.yaml`

error[unknown-body]: there is no body `CS`
 --> content/data/sessions.yaml:3:20
  |
3 | - {id: cs-1, body: CS, number: 1}
  |                    ^^
  |
  = hint: the id of that body is `committee`
  = hint: bodies are listed in `content/data/bodies.yaml`; known are `committee`, `council`, `upr`

error[unknown-body]: there is no body `comittee`
 --> content/data/sessions.yaml:4:20
  |
4 | - {id: cs-2, body: comittee, number: 2}
  |                    ^^^^^^^^
  |
  = hint: did you mean `committee`?
  = hint: bodies are listed in `content/data/bodies.yaml`; known are `committee`, `council`, `upr`

error[unknown-body]: there is no body `court`
 --> content/data/sessions.yaml:5:20
  |
5 | - {id: cs-3, body: court, number: 3}
  |                    ^^^^^
  |
  = hint: bodies are listed in `content/data/bodies.yaml`; known are `committee`, `council`, `upr`
"#]],
    );
}

#[test]
fn days_of_a_session_are_known_or_not() {
    check(
        &with_session(
            "- {id: cs-1, body: committee, number: 1, starts: 2025-02-03, dates: unknown}\n- {id: cs-2, body: committee, number: 2, dates: soon}\n",
        ),
        str![[r#"
warning[unread-words]: the site does not have the language `fr`: nobody reads this
 --> content/data/bodies.yaml:1:52
  |
1 | - {id: committee, name: {en: Committee on Samples, fr: Comité}, short: CS}
  |                                                    ^^
  |
  = hint: its languages are `en`; more are added to `languages:` in `content/site.yaml`

error[dates-known]: the dates are said to be unknown, and one is given
 --> content/data/sessions.yaml:3:69
  |
3 | - {id: cs-1, body: committee, number: 1, starts: 2025-02-03, dates: unknown}
  |                                                                     ^^^^^^^
  |
 ::: content/data/sessions.yaml:3:50
  |
3 | - {id: cs-1, body: committee, number: 1, starts: 2025-02-03, dates: unknown}
  |                                                  ---------- it is given here
  |
  = hint: take one of the two lines out

error[unknown-choice]: `dates` cannot be `soon`
 --> content/data/sessions.yaml:4:49
  |
4 | - {id: cs-2, body: committee, number: 2, dates: soon}
  |                                                 ^^^^
  |
  = hint: it is one of `unknown`
"#]],
    );
}

#[test]
fn session_of_a_body_has_a_number_or_a_title() {
    check(
        &with_session("- {id: cs-1, body: committee}\n"),
        str![[r#"
warning[unread-words]: the site does not have the language `fr`: nobody reads this
 --> content/data/bodies.yaml:1:52
  |
1 | - {id: committee, name: {en: Committee on Samples, fr: Comité}, short: CS}
  |                                                    ^^
  |
  = hint: its languages are `en`; more are added to `languages:` in `content/site.yaml`

error[missing-key]: the key `number` of an item of the list is missing
 --> content/data/sessions.yaml:3:3
  |
3 | - {id: cs-1, body: committee}
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: add `number: 12`
"#]],
    );
}

#[test]
fn words_by_language_name_languages() {
    let bodies = "- {id: council, name: {English: Sample Council}}\n";
    check(
        &SiteTest::new().file("content/data/bodies.yaml", bodies),
        str![[r#"
error[bad-language]: `English` is not the code of a language
 --> content/data/bodies.yaml:1:24
  |
1 | - {id: council, name: {English: Sample Council}}
  |                        ^^^^^^^
  |
  = hint: write `en`, `fr`, `ar`, `pt-BR`
"#]],
    );
}

/// Returns a site with bodies and a letter that says to whom it goes.
fn with_to(to: &str, body: &str) -> SiteTest {
    let letter = format!("---\ntitle: Open\ndate: 2025-03-14\nto: {to}\n---\n{body}\n");
    SiteTest::new().file("content/data/bodies.yaml", BODIES).file("content/letters/open.md", letter)
}

#[test]
fn letter_goes_to_states_and_bodies_that_there_are() {
    check(
        &with_to("[Kenya, KNE, CS, comittee, parliament]", "Text."),
        str![[r#"
warning[unread-words]: the site does not have the language `fr`: nobody reads this
 --> content/data/bodies.yaml:1:52
  |
1 | - {id: committee, name: {en: Committee on Samples, fr: Comité}, short: CS}
  |                                                    ^^
  |
  = hint: its languages are `en`; more are added to `languages:` in `content/site.yaml`

error[unknown-state]: `Kenya` is not the code of a state
 --> content/letters/open.md:4:6
  |
4 | to: [Kenya, KNE, CS, comittee, parliament]
  |      ^^^^^
  |
  = hint: the code of Kenya is `KEN`

error[unknown-state]: `KNE` is not the code of a state
 --> content/letters/open.md:4:13
  |
4 | to: [Kenya, KNE, CS, comittee, parliament]
  |             ^^^
  |
  = hint: the code of Kenya is `KEN`

error[unknown-addressee]: `CS` is neither the code of a state nor the id of a body
 --> content/letters/open.md:4:18
  |
4 | to: [Kenya, KNE, CS, comittee, parliament]
  |                  ^^
  |
  = hint: the id of that body is `committee`
  = hint: states are named by their codes, such as `KEN`; bodies are listed in `content/data/bodies.yaml`: `committee`, `council`, `upr`; in words it stands in `addressee:`

error[unknown-addressee]: `comittee` is neither the code of a state nor the id of a body
 --> content/letters/open.md:4:22
  |
4 | to: [Kenya, KNE, CS, comittee, parliament]
  |                      ^^^^^^^^
  |
  = hint: did you mean `committee`?
  = hint: states are named by their codes, such as `KEN`; bodies are listed in `content/data/bodies.yaml`: `committee`, `council`, `upr`; in words it stands in `addressee:`

error[unknown-addressee]: `parliament` is neither the code of a state nor the id of a body
 --> content/letters/open.md:4:32
  |
4 | to: [Kenya, KNE, CS, comittee, parliament]
  |                                ^^^^^^^^^^
  |
  = hint: states are named by their codes, such as `KEN`; bodies are listed in `content/data/bodies.yaml`: `committee`, `council`, `upr`; in words it stands in `addressee:`
"#]],
    );
}

#[test]
fn mark_names_some_of_those_to_whom_the_page_goes() {
    check(
        &with_to(
            "[committee, KEN]",
            "- Do. {#do to=KEN,council}\n- Do more. {#more to=committee}\n  - Do this. {#this to=KEN}\n- See. {#see to=ITA,court}\n",
        ),
        str![[r#"
warning[unread-words]: the site does not have the language `fr`: nobody reads this
 --> content/data/bodies.yaml:1:52
  |
1 | - {id: committee, name: {en: Committee on Samples, fr: Comité}, short: CS}
  |                                                    ^^
  |
  = hint: its languages are `en`; more are added to `languages:` in `content/site.yaml`

error[state-not-addressed]: the page is not addressed to the body `council`
 --> content/letters/open.md:6:19
  |
6 | - Do. {#do to=KEN,council}
  |                   ^^^^^^^
  |
  = hint: take it off the mark; the page is addressed to committee, KEN

error[state-not-addressed]: the recommendation that this one stands below is not addressed to Kenya
 --> content/letters/open.md:8:24
  |
8 |   - Do this. {#this to=KEN}
  |                        ^^^
  |
  = hint: take it off the mark; the one above is addressed to committee

error[state-not-addressed]: the page is not addressed to Italy
 --> content/letters/open.md:9:17
  |
9 | - See. {#see to=ITA,court}
  |                 ^^^
  |
  = hint: take it off the mark; the page is addressed to committee, KEN

error[unknown-addressee]: `court` is neither the code of a state nor the id of a body
 --> content/letters/open.md:9:21
  |
9 | - See. {#see to=ITA,court}
  |                     ^^^^^
  |
  = hint: states are named by their codes, such as `KEN`; bodies are listed in `content/data/bodies.yaml`: `committee`, `council`, `upr`; in words it stands in `addressee:`
"#]],
    );
}

#[test]
fn text_is_named_by_what_it_is_about() {
    let text = "---\ntitle: A text\n---\nWords.\n";
    check(
        &SiteTest::new()
            .file("content/states/sudan.md", text)
            .file("content/topics/preventoin.md", text)
            .file("content/bodies/upr.md", text)
            .file("content/sessions/upr-48.md", text)
            .file("content/sessions/more/upr-48.md", text),
        str![[r#"
error[text-on-nothing]: there is no body `upr`, so nothing to stand on
--> content/bodies/upr.md:1:1
 = hint: the text on a body is named by its id in `content/data/bodies.yaml`

error[two-texts]: two files are the text on the session `upr-48`
--> content/sessions/upr-48.md:1:1
::: content/sessions/more/upr-48.md:1:1
 = hint: keep one of them

error[text-on-nothing]: there is no state `sudan`, so nothing to stand on
--> content/states/sudan.md:1:1
 = hint: did you mean `sdn`?
 = hint: the text on a State is named by its code, such as `states/sdn.md`

error[text-on-nothing]: there is no topic `preventoin`, so nothing to stand on
--> content/topics/preventoin.md:1:1
 = hint: did you mean `prevention`?
 = hint: the text on the topic is named by its id in `content/data/topics.yaml`
"#]],
    );
}
