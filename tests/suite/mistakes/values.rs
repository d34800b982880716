//! Keys that are not known, and values of another type than their key takes.

use snapbox::str;

use super::{PICTURE, check, letter_line, letter_with};

#[test]
fn slip_in_a_key_gets_the_right_key() {
    check(
        &letter_with("title:", "titel:"),
        str![[r#"
error[unknown-key]: unknown key `titel`
 --> content/letters/upr-49.md:2:1
  |
2 | titel: Recommendations for UPR 49
  | ^^^^^
  |
  = hint: did you mean `title`?
"#]],
    );
}

#[test]
fn foreign_key_is_sent_to_extra() {
    check(
        &letter_line("weather: fine"),
        str![[r#"
error[unknown-key]: unknown key `weather`
 --> content/letters/upr-49.md:5:1
  |
5 | weather: fine
  | ^^^^^^^
  |
  = hint: keys for your own layouts go under `extra:`
"#]],
    );
}

#[test]
fn foreign_key_in_a_photo_gets_the_keys_of_photos() {
    let photo = "photo: {src: a.svg, alt: A hall, credit: The Centre, photographer: Anna}";
    check(
        &letter_line(photo).file("content/letters/a.svg", PICTURE),
        str![[r#"
warning[picture-not-in-mail]: mail programs do not show SVG pictures; in mails `content/letters/a.svg` is a link
 --> content/letters/upr-49.md:5:14
  |
5 | photo: {src: a.svg, alt: A hall, credit: The Centre, photographer: Anna}
  |              ^^^^^
  |
  = hint: use a JPEG or PNG, or leave it at that
  = hint: `newsletter: false` in the front matter leaves this page without a newsletter version

error[unknown-key]: unknown key `photographer`
 --> content/letters/upr-49.md:5:54
  |
5 | photo: {src: a.svg, alt: A hall, credit: The Centre, photographer: Anna}
  |                                                      ^^^^^^^^^^^^
  |
  = hint: the keys here are `src`, `alt`, `credit`, `caption`, `licence`
"#]],
    );
}

#[test]
fn number_is_no_title() {
    check(
        &letter_with("Recommendations for UPR 49", "2025"),
        str![[r#"
error[wrong-type]: `title` takes text, not the number `2025`
 --> content/letters/upr-49.md:2:8
  |
2 | title: 2025
  |        ^^^^
  |
  = hint: put it between quotes
"#]],
    );
}

#[test]
fn truth_value_is_no_title() {
    check(
        &letter_with("Recommendations for UPR 49", "true"),
        str![[r#"
error[wrong-type]: `title` takes text, not `true`
 --> content/letters/upr-49.md:2:8
  |
2 | title: true
  |        ^^^^
  |
  = hint: put it between quotes
"#]],
    );
}

#[test]
fn map_is_no_title() {
    check(
        &letter_with("Recommendations for UPR 49", "{en: Recommendations}"),
        str![[r#"
error[wrong-type]: `title` takes text, not keys with values
 --> content/letters/upr-49.md:2:8
  |
2 | title: {en: Recommendations}
  |        ^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: write it as one text, without brackets or hyphens before it
"#]],
    );
}

#[test]
fn text_is_no_list() {
    check(
        &letter_line("topics: prevention"),
        str![[r#"
error[wrong-type]: `topics` takes a list, not the text `prevention`
 --> content/letters/upr-49.md:5:9
  |
5 | topics: prevention
  |         ^^^^^^^^^^
  |
  = hint: write `topics: [prevention]`
"#]],
    );
}

#[test]
fn list_is_no_map() {
    check(
        &letter_line("photo:\n  - hall.jpg"),
        str![[r#"
error[wrong-type]: `photo` takes keys with values, not a list
 --> content/letters/upr-49.md:6:3
  |
6 |   - hall.jpg
  |   ^^^^^^^^^^
  |
  = hint: write `photo: {src: hall.jpg, alt: What it shows, credit: Who made it}`
"#]],
    );
}

#[test]
fn item_of_another_type_is_marked_alone() {
    check(
        &letter_line("authors: [Example Centre, 7, Another Centre]"),
        str![[r#"
error[wrong-type]: an item of `authors` takes text, not the number `7`
 --> content/letters/upr-49.md:5:27
  |
5 | authors: [Example Centre, 7, Another Centre]
  |                           ^
  |
  = hint: put it between quotes
"#]],
    );
}

#[test]
fn yes_is_no_truth_value() {
    check(
        &letter_line("draft: yes"),
        str![[r#"
error[wrong-type]: `draft` takes `true` or `false`, not `yes`
 --> content/letters/upr-49.md:5:8
  |
5 | draft: yes
  |        ^^^
  |
  = hint: write `draft: true`
"#]],
    );
}

#[test]
fn word_is_no_truth_value() {
    check(
        &letter_line("draft: flase"),
        str![[r#"
error[wrong-type]: `draft` takes `true` or `false`, not `flase`
 --> content/letters/upr-49.md:5:8
  |
5 | draft: flase
  |        ^^^^^
  |
  = hint: write `draft: false`
"#]],
    );
}

#[test]
fn empty_text_is_reported() {
    check(
        &letter_with("Recommendations for UPR 49", "\"\""),
        str![[r#"
error[empty-text]: `title` is empty
 --> content/letters/upr-49.md:2:8
  |
2 | title: ""
  |        ^^
  |
  = hint: fill it in, or remove the key
"#]],
    );
}

#[test]
fn slip_in_a_key_of_a_photo_is_told_once() {
    let photo = "photo: {src: a.svg, alt: A hall, cerdit: The Centre}";
    check(
        &letter_line(photo).file("content/letters/a.svg", PICTURE),
        str![[r#"
error[unknown-key]: unknown key `cerdit`
 --> content/letters/upr-49.md:5:34
  |
5 | photo: {src: a.svg, alt: A hall, cerdit: The Centre}
  |                                  ^^^^^^
  |
  = hint: did you mean `credit`?
"#]],
    );
}
