//! Mistakes in the syntax of YAML, what of YAML is not allowed, and how much of it.

use snapbox::str;

use super::{LETTER_FILE, check, letter_line, letter_with};
use crate::site_test::SiteTest;

#[test]
fn key_twice_shows_both() {
    check(
        &letter_line("title: Another"),
        str![[r#"
error[duplicate-key]: the key `title` stands twice
 --> content/letters/upr-49.md:5:1
  |
5 | title: Another
  | ^^^^^
  |
 ::: content/letters/upr-49.md:2:1
  |
2 | title: Recommendations for UPR 49
  | ----- first here
  |
  = hint: remove one of the two
"#]],
    );
}

#[test]
fn key_twice_in_an_inner_map_shows_both() {
    check(
        &letter_line("extra:\n  colour: red\n  shape: round\n  colour: blue"),
        str![[r#"
error[duplicate-key]: the key `colour` stands twice
 --> content/letters/upr-49.md:8:3
  |
8 |   colour: blue
  |   ^^^^^^
  |
 ::: content/letters/upr-49.md:6:3
  |
6 |   colour: red
  |   ------ first here
  |
  = hint: remove one of the two
"#]],
    );
}

#[test]
fn tab_does_not_indent() {
    check(
        &letter_line("photo:\n\tsrc: hall.jpg"),
        str![[r#"
error[yaml-syntax]: this is not YAML: a tab indents this line
 --> content/letters/upr-49.md:6:1
  |
6 |     src: hall.jpg
  | ^^^^
  |
  = hint: indent with blanks, never with tabs
"#]],
    );
}

#[test]
fn quote_that_opens_must_close() {
    check(
        &letter_with("Recommendations for UPR 49", "\"Recommendations for UPR 49"),
        str![[r#"
error[yaml-syntax]: this is not YAML: the quote that opens here is not closed
 --> content/letters/upr-49.md:2:8
  |
2 | title: "Recommendations for UPR 49
  |        ^
  |
  = hint: close it at the end of the text
"#]],
    );
}

#[test]
fn words_after_a_closed_quote_are_shown() {
    check(
        &letter_with("Recommendations for UPR 49", "\"Recommendations\" for UPR 49"),
        str![[r#"
error[yaml-syntax]: this is not YAML: text stands behind the closing quote
 --> content/letters/upr-49.md:2:26
  |
2 | title: "Recommendations" for UPR 49
  |                          ^^^^^^^^^^
  |
  = hint: put the whole text between quotes: `title: '"Recommendations" for UPR 49'`
"#]],
    );
}

#[test]
fn colon_in_a_title_needs_quotes() {
    check(
        &letter_with("Recommendations for UPR 49", "UPR 49: recommendations"),
        str![[r#"
error[yaml-syntax]: this is not YAML: a text that holds `: ` stands without quotes
 --> content/letters/upr-49.md:2:14
  |
2 | title: UPR 49: recommendations
  |              ^
  |
  = hint: put the text between quotes: `title: "UPR 49: recommendations"`
"#]],
    );
}

#[test]
fn bracket_at_the_start_of_a_title_needs_quotes() {
    check(
        &letter_with("Recommendations", "[Draft] Recommendations"),
        str![[r#"
error[yaml-syntax]: this is not YAML: text stands behind the closing bracket
 --> content/letters/upr-49.md:2:16
  |
2 | title: [Draft] Recommendations for UPR 49
  |                ^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: put the whole text between quotes: `title: "[Draft] Recommendations for UPR 49"`
"#]],
    );
}

#[test]
fn at_sign_at_the_start_needs_quotes() {
    check(
        &letter_with("Recommendations", "@all: Recommendations"),
        str![[r#"
error[yaml-syntax]: this is not YAML: a text cannot begin with `@`
 --> content/letters/upr-49.md:2:8
  |
2 | title: @all: Recommendations for UPR 49
  |        ^
  |
  = hint: put the text between quotes
"#]],
    );
}

#[test]
fn list_that_opens_must_close() {
    check(
        &letter_line("topics: [prevention, accountability"),
        str![[r#"
error[yaml-syntax]: this is not YAML: the bracket that opens here is not closed
 --> content/letters/upr-49.md:5:9
  |
5 | topics: [prevention, accountability
  |         ^
  |
  = hint: close it with `]`
"#]],
    );
}

#[test]
fn anchor_is_refused() {
    check(
        &letter_with("title: ", "title: &title "),
        str![[r#"
error[yaml-forbidden]: an anchor is not allowed in YAML here
 --> content/letters/upr-49.md:2:8
  |
2 | title: &title Recommendations for UPR 49
  |        ^^^^^^
  |
  = hint: write the value out; a text that begins with `&`, `*` or `!` goes between quotes
"#]],
    );
}

#[test]
fn alias_is_refused() {
    check(
        &letter_with("Recommendations for UPR 49", "*important*"),
        str![[r#"
error[yaml-syntax]: this is not YAML: a text cannot begin with `*`
 --> content/letters/upr-49.md:2:8
  |
2 | title: *important*
  |        ^
  |
  = hint: put the text between quotes
"#]],
    );
}

#[test]
fn tag_is_refused() {
    check(
        &letter_with("Recommendations for UPR 49", "!now Recommendations"),
        str![[r#"
error[yaml-forbidden]: a tag is not allowed in YAML here
 --> content/letters/upr-49.md:2:8
  |
2 | title: !now Recommendations
  |        ^^^^
  |
  = hint: write the value out; a text that begins with `&`, `*` or `!` goes between quotes
"#]],
    );
}

#[test]
fn brackets_do_not_nest_without_end() {
    check(
        &letter_line(&format!("extra: {}{}", "[".repeat(40), "]".repeat(40))),
        str![[r#"
error[yaml-too-deep]: the YAML has more than 32 levels, one inside the other
 --> content/letters/upr-49.md:5:39
  |
5 | extra: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
  |                                       ^
  |
  = hint: no key needs that: write it in fewer levels
"#]],
    );
}

#[test]
fn maps_do_not_nest_without_end() {
    let deep: String = (1..40).map(|depth| format!("{}k:\n", " ".repeat(depth))).collect();
    check(
        &letter_line(&format!("extra:\n{deep}")),
        str![[r#"
error[yaml-too-deep]: the YAML has more than 32 levels, one inside the other
  --> content/letters/upr-49.md:36:32
   |
36 | ...                   k:
   |                       ^
   |
   = hint: no key needs that: write it in fewer levels
"#]],
    );
}

#[test]
fn list_is_no_front_matter() {
    check(
        &SiteTest::new().file(LETTER_FILE, "---\n- title\n- date\n---\nText.\n"),
        str![[r#"
error[wrong-type]: this place takes keys with values, not a list
 --> content/letters/upr-49.md:2:1
  |
2 | - title
  | ^
  |
  = hint: write one `key: value` a line
"#]],
    );
}

#[test]
fn key_that_is_indented_by_mistake_is_shown() {
    check(
        &letter_with("date:", "  date:"),
        str![[r#"
error[yaml-syntax]: this is not YAML: this key is indented otherwise than the ones before it
 --> content/letters/upr-49.md:3:3
  |
3 |   date: 2025-03-14
  |   ^^^^
  |
  = hint: begin all keys that belong together in one column
"#]],
    );
}

#[test]
fn front_matter_has_a_greatest_size() {
    check(
        &letter_line(&format!("description: {}", "word ".repeat(14_000))),
        str![[r#"
error[yaml-too-large]: the YAML has 70081 bytes; at most 65536 are read
 --> content/letters/upr-49.md:2:1
  |
2 | title: Recommendations for UPR 49
  | ^
  |
  = hint: long texts go into the body
"#]],
    );
}

#[test]
fn front_matter_has_a_greatest_number_of_values() {
    check(
        &letter_line(&format!("extra: [{}0]", "0, ".repeat(10_000))),
        str![[r#"
error[yaml-too-many]: the YAML holds more than 10000 values
 --> content/letters/upr-49.md:5:29994
  |
5 | ...0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  |                                                          ^
  |
  = hint: tables go into the body or into a file of their own
"#]],
    );
}

#[test]
fn place_behind_accents_is_counted_in_characters() {
    check(
        &letter_with("Recommendations for UPR 49", "Élan général à Genève\nplace: Genève: été"),
        str![[r#"
error[yaml-syntax]: this is not YAML: a text that holds `: ` stands without quotes
 --> content/letters/upr-49.md:3:14
  |
3 | place: Genève: été
  |              ^
  |
  = hint: put the text between quotes: `place: "Genève: été"`
"#]],
    );
}

#[test]
fn quote_that_swallows_the_next_line_is_found() {
    let title = "\"Recommendations for UPR 49\nplace: \"Geneva\"";
    check(
        &letter_with("Recommendations for UPR 49", title),
        str![[r#"
error[yaml-syntax]: this is not YAML: the quote that opens here is not closed
 --> content/letters/upr-49.md:2:8
  |
2 | title: "Recommendations for UPR 49
  |        ^
  |
  = hint: close it at the end of the text
"#]],
    );
}
