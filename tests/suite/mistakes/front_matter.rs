//! Mistakes in front matter: keys that are missing, values that cannot be, keys that do not go together.

use snapbox::str;

use super::{LETTER_FILE, check, letter_line, letter_with, with_brief};
use crate::site_test::SiteTest;

#[test]
fn page_begins_with_front_matter() {
    check(
        &SiteTest::new().file(LETTER_FILE, "# Recommendations\n\nWe write.\n"),
        str![[r#"
error[no-front-matter]: the file does not begin with front matter
 --> content/letters/upr-49.md:1:1
  |
1 | # Recommendations
  | ^^^^^^^^^^^^^^^^^
  |
  = hint: the first line is `---`, then keys such as `title: …`, then `---` again

warning[heading-level]: a heading of level 1; the title is the page's only one
 --> content/letters/upr-49.md:1:1
  |
1 | # Recommendations
  | ^^^^^^^^^^^^^^^^^
  |
  = hint: begin with `##`
"#]],
    );
}

#[test]
fn front_matter_is_closed() {
    check(
        &SiteTest::new().file(LETTER_FILE, "---\ntitle: Recommendations\n\nWe write.\n"),
        str![[r#"
error[front-matter-not-closed]: the front matter that begins here is never closed
 --> content/letters/upr-49.md:1:1
  |
1 | ---
  | ^^^
  |
  = hint: put a line `---` after the last key
"#]],
    );
}

#[test]
fn file_is_not_empty() {
    check(
        &SiteTest::new().file(LETTER_FILE, "\n  \n"),
        str![[r#"
error[empty-file]: the file is empty
--> content/letters/upr-49.md:1:1
 = hint: a page begins with front matter: `---`, keys such as `title: …`, `---`
"#]],
    );
}

#[test]
fn letter_has_title_and_date() {
    check(
        &SiteTest::new().file(LETTER_FILE, "---\nplace: Geneva\n---\nText.\n"),
        str![[r#"
error[missing-key]: the key `date` of `letter` is missing
 --> content/letters/upr-49.md:1:1
  |
1 | ---
  | ^^^
  |
  = hint: add `date: 2025-03-14`

error[missing-key]: the key `title` of `letter` is missing
 --> content/letters/upr-49.md:1:1
  |
1 | ---
  | ^^^
  |
  = hint: add `title: A title in plain text`

warning[session-not-named]: the file is named after the session `upr-49`, and the letter names no session
 --> content/letters/upr-49.md:1:1
  |
1 | ---
  | ^^^
  |
  = hint: if it was written for that session, add `session: upr-49`; if not, give the file another name
"#]],
    );
}

#[test]
fn brief_has_a_state() {
    let site = with_brief(SiteTest::new(), "Text.\n").replace("content/briefs/upr-49/ken.md", "state: KEN\n", "");
    check(
        &site,
        str![[r#"
error[missing-key]: the key `state` of `brief` is missing
 --> content/briefs/upr-49/ken.md:1:1
  |
1 | ---
  | ^^^
  |
  = hint: add `state: KEN`, the code of the state
"#]],
    );
}

#[test]
fn key_without_a_value_is_shown_where_it_stands() {
    check(
        &letter_with("title: Recommendations for UPR 49", "title:"),
        str![[r#"
error[empty-text]: `title` is empty
 --> content/letters/upr-49.md:2:1
  |
2 | title:
  | ^^^^^
  |
  = hint: write `title: A title in plain text`
"#]],
    );
}

#[test]
fn february_has_no_thirtieth() {
    check(
        &letter_with("2025-03-14", "2025-02-30"),
        str![[r#"
error[bad-date]: `2025-02-30` is not a date
 --> content/letters/upr-49.md:3:7
  |
3 | date: 2025-02-30
  |       ^^^^^^^^^^
  |
  = hint: February 2025 has 28 days
  = hint: dates are written `2025-03-14`, with a time `2025-03-14T09:30:00+01:00`
"#]],
    );
}

#[test]
fn date_is_written_year_first() {
    check(
        &letter_with("2025-03-14", "14.03.2025"),
        str![[r#"
error[bad-date]: `14.03.2025` is not a date
 --> content/letters/upr-49.md:3:7
  |
3 | date: 14.03.2025
  |       ^^^^^^^^^^
  |
  = hint: write `date: 2025-03-14`
"#]],
    );
}

#[test]
fn embargo_needs_an_offset() {
    check(
        &letter_line("embargo: 2025-03-14T09:30:00"),
        str![[r#"
error[no-offset]: `embargo` needs the time zone
 --> content/letters/upr-49.md:5:10
  |
5 | embargo: 2025-03-14T09:30:00
  |          ^^^^^^^^^^^^^^^^^^^
  |
  = hint: write `embargo: 2025-03-14T09:30:00+01:00`, which is the time zone of the site, or with that of another place
"#]],
    );
}

#[test]
fn expiry_lies_after_the_embargo() {
    check(
        &letter_line("embargo: 2025-03-14T09:30:00+01:00\nexpires: 2025-03-14T08:30:00Z"),
        str![[r#"
error[expires-before-embargo]: `expires` does not lie after `embargo`
 --> content/letters/upr-49.md:6:10
  |
6 | expires: 2025-03-14T08:30:00Z
  |          ^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/letters/upr-49.md:5:10
  |
5 | embargo: 2025-03-14T09:30:00+01:00
  |          ------------------------- published from here on
  |
  = hint: give a later instant; like this the page would never be published
"#]],
    );
}

#[test]
fn update_lies_after_the_date() {
    check(
        &letter_line("updated: 2025-03-13"),
        str![[r#"
error[updated-before-date]: `updated` lies before `date`
 --> content/letters/upr-49.md:5:10
  |
5 | updated: 2025-03-13
  |          ^^^^^^^^^^
  |
 ::: content/letters/upr-49.md:3:7
  |
3 | date: 2025-03-14
  |       ---------- dated here
  |
  = hint: `updated` is the day of the last change; leave it out until there is one
"#]],
    );
}

#[test]
fn slug_is_no_path() {
    check(
        &letter_line("slug: ../../etc/passwd"),
        str![[r#"
error[bad-slug]: `../../etc/passwd` cannot be part of an address
 --> content/letters/upr-49.md:5:7
  |
5 | slug: ../../etc/passwd
  |       ^^^^^^^^^^^^^^^^
  |
  = hint: use a-z, 0-9 and hyphens; never a path
"#]],
    );
}

#[test]
fn slug_is_in_lower_case() {
    check(
        &letter_line("slug: UPR-49"),
        str![[r#"
error[bad-slug]: `UPR-49` cannot be part of an address
 --> content/letters/upr-49.md:5:7
  |
5 | slug: UPR-49
  |       ^^^^^^
  |
  = hint: did you mean `upr-49`?
  = hint: use a-z, 0-9 and hyphens; never a path
"#]],
    );
}

#[test]
fn title_has_a_greatest_length() {
    check(
        &letter_with("Recommendations for", &"word ".repeat(50)),
        str![[r#"
error[title-too-long]: the title has 257 characters; at most 200 fit
 --> content/letters/upr-49.md:2:8
  |
2 | ...e: word word word word word word word wor... word word word word word word  UPR 49
  |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^...^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: say the rest in `description:`

warning[long-subject]: as a subject line this title is too long: 257 characters, of which 78 are shown
 --> content/letters/upr-49.md:2:8
  |
2 | ...e: word word word word word word word wor... word word word word word word  UPR 49
  |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^...^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: name a shorter one: `newsletter: {subject: …}`
  = hint: `newsletter: false` in the front matter leaves this page without a newsletter version
"#]],
    );
}

#[test]
fn title_is_one_line() {
    check(
        &letter_with("Recommendations for UPR 49", "\"Recommendations\\nfor UPR 49\""),
        str![[r#"
error[control-character]: `title` holds a line break
 --> content/letters/upr-49.md:2:8
  |
2 | title: "Recommendations\nfor UPR 49"
  |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: write it in one line of plain text
"#]],
    );
}

#[test]
fn slip_in_a_type_gets_the_right_type() {
    check(
        &letter_line("type: leter"),
        str![[r#"
error[unknown-type]: there is no content type `leter`
 --> content/letters/upr-49.md:5:7
  |
5 | type: leter
  |       ^^^^^
  |
  = hint: did you mean `letter`?
  = hint: it is one of `letter`, `brief`, `newsletter`, `recommendation`, `page`, `state`, `topic`, `instrument`, `body`, `session`; the folder says it as well, so the line may go
"#]],
    );
}

#[test]
fn folder_without_a_type_is_named() {
    check(
        &SiteTest::new().file("content/press/one.md", "---\ntitle: One\n---\nText.\n"),
        str![[r#"
error[no-type]: no content type belongs to the folder `press`
--> content/press/one.md:1:1
 = hint: move the file to one of `letters`, `briefs`, `newsletters`, `recommendations`, `pages`, `states`, `topics`, `instruments`, `bodies`, `sessions`, or add `type: page`; or make the folder a collection: write `content/press/_index.md` with the lines `---`, `title: Press`, `collection: {singular: Press}` and `---`
"#]],
    );
}

#[test]
fn key_of_another_type_is_named() {
    check(
        &letter_line("preheader: What we ask of the states under review, in one page"),
        str![[r#"
error[key-of-other-type]: `preheader` is a key of `newsletter`, not of `letter`
 --> content/letters/upr-49.md:5:1
  |
5 | preheader: What we ask of the states under review, in one page
  | ^^^^^^^^^
  |
  = hint: write it as `newsletter: {subject: …, preheader: …}`
"#]],
    );
}

#[test]
fn scope_of_states_needs_states() {
    check(
        &letter_line("scope: states"),
        str![[r#"
error[scope-without-states]: the scope is `states`, and no states are listed
 --> content/letters/upr-49.md:5:8
  |
5 | scope: states
  |        ^^^^^^
  |
  = hint: add `states: [KEN, GUY]`
"#]],
    );
}

#[test]
fn states_without_a_scope_limit_nothing() {
    check(
        &letter_line("states: [KEN]"),
        str![[r#"
warning[states-without-scope]: the letter is addressed to 2 States besides these: all others under review
 --> content/letters/upr-49.md:5:9
  |
5 | states: [KEN]
  |         ^^^^^
  |
  = hint: add `scope: states` if it is for these alone; if it is for all, write `scope: all-under-review`
"#]],
    );
    for said in ["states: [KEN]\nscope: all-under-review", "states: [KEN]\nscope: states", "states: [GIN, KEN, GUY]"] {
        letter_line(said).build().assert_silent();
    }
}

#[test]
fn scope_is_one_of_two_words() {
    check(
        &letter_line("scope: all"),
        str![[r#"
error[unknown-choice]: `scope` cannot be `all`
 --> content/letters/upr-49.md:5:8
  |
5 | scope: all
  |        ^^^
  |
  = hint: it is one of `all-under-review`, `states`
"#]],
    );
}
