//! Mistakes in the parts of front matter that are maps: photos, attachments, corrections, signatories, rules.

use snapbox::str;

use super::{PICTURE, check, letter_line};
use crate::site_test::SiteTest;

#[test]
fn photo_has_alternative_text_and_credit() {
    let site = letter_line("photo:\n  src: hall.svg").file("content/letters/hall.svg", PICTURE);
    check(
        &site,
        str![[r#"
error[missing-key]: the key `alt` of `photo` is missing
 --> content/letters/upr-49.md:5:1
  |
5 | photo:
  | ^^^^^
  |
  = hint: add `alt: …` and say what the picture shows, for those who cannot see it

error[missing-key]: the key `credit` of `photo` is missing
 --> content/letters/upr-49.md:5:1
  |
5 | photo:
  | ^^^^^
  |
  = hint: add `credit: …` and name who made the picture
"#]],
    );
}

#[test]
fn photo_is_more_than_a_path() {
    check(
        &letter_line("photo: hall.jpg"),
        str![[r#"
error[wrong-type]: `photo` takes keys with values, not the text `hall.jpg`
 --> content/letters/upr-49.md:5:8
  |
5 | photo: hall.jpg
  |        ^^^^^^^^
  |
  = hint: write `photo: {src: hall.jpg, alt: What it shows, credit: Who made it}`
"#]],
    );
}

#[test]
fn attachment_has_a_title() {
    let site = letter_line("attachments:\n  - src: annex.pdf").file("content/letters/annex.pdf", "PDF");
    check(
        &site,
        str![[r#"
error[missing-key]: the key `title` of an item of `attachments` is missing
 --> content/letters/upr-49.md:6:5
  |
6 |   - src: annex.pdf
  |     ^^^^^^^^^^^^^^
  |
  = hint: add `title: A title in plain text`
"#]],
    );
}

#[test]
fn correction_has_a_date_and_a_note() {
    check(
        &letter_line("corrections:\n  - {date: yesterday, note: A figure was wrong}\n  - {date: 2025-04-01}"),
        str![[r#"
error[bad-date]: `yesterday` is not a date
 --> content/letters/upr-49.md:6:12
  |
6 |   - {date: yesterday, note: A figure was wrong}
  |            ^^^^^^^^^
  |
  = hint: dates are written `2025-03-14`, with a time `2025-03-14T09:30:00+01:00`

error[missing-key]: the key `note` of an item of `corrections` is missing
 --> content/letters/upr-49.md:7:5
  |
7 |   - {date: 2025-04-01}
  |     ^^^^^^^^^^^^^^^^^^
  |
  = hint: add `note: …`
"#]],
    );
}

#[test]
fn signatory_is_a_map() {
    check(
        &letter_line("signatories: [The Director]"),
        str![[r#"
error[wrong-type]: an item of `signatories` takes keys with values, not the text `The Director`
 --> content/letters/upr-49.md:5:15
  |
5 | signatories: [The Director]
  |               ^^^^^^^^^^^^
  |
  = hint: write `{name: …, role: …}`
"#]],
    );
}

#[test]
fn rule_of_a_recommendation_is_one_of_two() {
    let text = "---\ntitle: Join\ndate: 2025-01-01\napplies: {no_focal_point: false}\n---\nText.\n";
    check(
        &SiteTest::new().file("content/recommendations/join.md", text),
        str![[r#"
error[bad-applies]: `applies` is not a rule
 --> content/recommendations/join.md:4:10
  |
4 | applies: {no_focal_point: false}
  |          ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: write `{not_party_to_any: [genocide-convention]}` or `{no_focal_point: true}`, or leave it out for all states
"#]],
    );
}

#[test]
fn newsletter_is_false_or_a_map() {
    check(
        &letter_line("newsletter: none"),
        str![[r#"
error[wrong-type]: `newsletter` takes `false`, or keys with values, not the text `none`
 --> content/letters/upr-49.md:5:13
  |
5 | newsletter: none
  |             ^^^^
  |
  = hint: write `newsletter: false`, or `newsletter: {subject: …, preheader: …}`
"#]],
    );
}
