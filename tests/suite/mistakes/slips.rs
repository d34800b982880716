//! Slips of the pen in front matter: colons, blanks, quotes and marks that are missing, too many, or of another kind.

use snapbox::str;

use super::{LETTER_FILE, check, letter_line, letter_with};
use crate::site_test::SiteTest;

#[test]
fn title_that_a_comment_cuts_off_is_doubtful() {
    check(
        &letter_with("for UPR 49", "#49, and more"),
        str![[r#"
warning[text-cut]: `title` ends here: what follows a blank and `#` is a comment
 --> content/letters/upr-49.md:2:24
  |
2 | title: Recommendations #49, and more
  |                        ^^^^^^^^^^^^^
  |
  = hint: put the whole text between quotes; a comment that is meant goes on a line of its own
"#]],
    );
}

#[test]
fn names_and_empty_texts_are_cut_off_too() {
    check(
        &letter_line(
            "authors:\n  - Anna Lee # chair\n  - \"Bo # Co\"\nplace: # Geneva\nextra: {by: The board # of 2025\n  }",
        ),
        str![[r#"
warning[text-cut]: an item of `authors` ends here: what follows a blank and `#` is a comment
 --> content/letters/upr-49.md:6:14
  |
6 |   - Anna Lee # chair
  |              ^^^^^^^
  |
  = hint: put the whole text between quotes; a comment that is meant goes on a line of its own

warning[text-cut]: `place` is empty: what follows a blank and `#` is a comment
 --> content/letters/upr-49.md:8:8
  |
8 | place: # Geneva
  |        ^^^^^^^^
  |
  = hint: put the whole text between quotes; a comment that is meant goes on a line of its own

warning[text-cut]: `by` ends here: what follows a blank and `#` is a comment
 --> content/letters/upr-49.md:9:23
  |
9 | extra: {by: The board # of 2025
  |                       ^^^^^^^^^
  |
  = hint: put the whole text between quotes; a comment that is meant goes on a line of its own
"#]],
    );
}

#[test]
fn blank_is_missing_after_a_colon() {
    check(
        &letter_with("title: ", "title:"),
        str![[r#"
error[yaml-syntax]: this is not YAML: a blank is missing after `title:`
 --> content/letters/upr-49.md:2:6
  |
2 | title:Recommendations for UPR 49
  |      ^
  |
  = hint: write `title: Recommendations for UPR 49`
"#]],
    );
}

#[test]
fn no_break_space_after_a_colon_is_named() {
    check(
        &letter_with("title: ", "title:\u{a0}"),
        str![[r#"
error[yaml-syntax]: this is not YAML: a no-break space stands after `title:`, where a blank must
 --> content/letters/upr-49.md:2:7
  |
2 | title: Recommendations for UPR 49
  |       ^
  |
  = hint: write `title: Recommendations for UPR 49`
"#]],
    );
}

#[test]
fn no_break_space_before_a_key_is_named() {
    check(
        &letter_line("\u{a0}draft: true"),
        str![[r#"
error[unknown-key]: a no-break space stands beside the key `draft`
 --> content/letters/upr-49.md:5:1
  |
5 |  draft: true
  | ^^^^^^
  |
  = hint: take it out: type `draft:` anew
"#]],
    );
}

#[test]
fn colon_is_missing_after_a_key() {
    check(
        &letter_with("title: Recommendations for UPR 49", "title \"Recommendations for UPR 49\""),
        str![[r#"
error[yaml-syntax]: this is not YAML: a colon is missing after `title`
 --> content/letters/upr-49.md:2:1
  |
2 | title "Recommendations for UPR 49"
  | ^^^^^
  |
  = hint: write `title: "Recommendations for UPR 49"`
"#]],
    );
}

#[test]
fn equals_sign_is_no_colon() {
    check(
        &letter_with("title: ", "title = "),
        str![[r#"
error[yaml-syntax]: this is not YAML: `=` stands where a colon must
 --> content/letters/upr-49.md:2:7
  |
2 | title = Recommendations for UPR 49
  |       ^
  |
  = hint: write `title: Recommendations for UPR 49`
"#]],
    );
}

#[test]
fn colon_of_another_script_is_no_colon() {
    check(
        &letter_with("title: ", "title："),
        str![[r#"
error[yaml-syntax]: this is not YAML: `：` stands where a colon must
 --> content/letters/upr-49.md:2:6
  |
2 | title：Recommendations for UPR 49
  |      ^^
  |
  = hint: write `title: Recommendations for UPR 49`
"#]],
    );
}

#[test]
fn key_alone_in_a_file_is_looked_at_as_well() {
    check(
        &SiteTest::new().file(LETTER_FILE, "---\ndraft:true\n---\nText.\n"),
        str![[r#"
error[yaml-syntax]: this is not YAML: a blank is missing after `draft:`
 --> content/letters/upr-49.md:2:6
  |
2 | draft:true
  |      ^
  |
  = hint: write `draft: true`
"#]],
    );
}

#[test]
fn blank_is_missing_in_braces() {
    check(
        &letter_line("photo: {src:a.jpg, alt: A hall, credit: The Centre}"),
        str![[r#"
error[yaml-syntax]: this is not YAML: a blank is missing after `src:`
 --> content/letters/upr-49.md:5:9
  |
5 | photo: {src:a.jpg, alt: A hall, credit: The Centre}
  |         ^^^^^^^^^
  |
  = hint: write `src: a.jpg`
"#]],
    );
}

#[test]
fn text_that_goes_on_without_a_blank_before_it_is_shown() {
    check(
        &letter_line("description: A long text\ngoes on here"),
        str![[r#"
error[yaml-syntax]: this is not YAML: this line has no key
 --> content/letters/upr-49.md:6:1
  |
6 | goes on here
  | ^^^^^^^^^^^^
  |
  = hint: a key ends in a colon and a blank, such as `title: …`; a text that goes on here is indented
"#]],
    );
}

#[test]
fn text_of_the_page_in_front_matter_is_shown() {
    check(
        &SiteTest::new().file(LETTER_FILE, "---\ntitle: A\n\nDear all, we write.\n\n---\n\nMore.\n"),
        str![[r#"
error[yaml-syntax]: this is not YAML: this line has no key
 --> content/letters/upr-49.md:4:1
  |
4 | Dear all, we write.
  | ^^^^^^^^^^^^^^^^^^^
  |
  = hint: if the text of the page begins here, put a line `---` above it
"#]],
    );
}

#[test]
fn apostrophe_within_single_quotes_is_shown() {
    check(
        &letter_with("Recommendations for UPR 49", "'L'appel de Genève'"),
        str![[r#"
error[yaml-syntax]: this is not YAML: text stands behind the closing quote
 --> content/letters/upr-49.md:2:11
  |
2 | title: 'L'appel de Genève'
  |           ^^^^^^^^^^^^^^^^
  |
  = hint: put the whole text between quotes: `title: "L'appel de Genève"`
"#]],
    );
}

#[test]
fn curly_quotes_are_no_quotes() {
    check(
        &letter_with("Recommendations for UPR 49", "“UPR 49: recommendations”"),
        str![[r#"
error[yaml-syntax]: this is not YAML: a text that holds `: ` stands without quotes
 --> content/letters/upr-49.md:2:15
  |
2 | title: “UPR 49: recommendations”
  |               ^
  |
  = hint: YAML knows straight quotes only: `title: "UPR 49: recommendations"`
"#]],
    );
}

#[test]
fn text_that_goes_on_behind_a_comment_is_shown() {
    check(
        &letter_line("description: We ask # five\n  things"),
        str![[r#"
error[yaml-syntax]: this is not YAML: the text ends here, for what follows a blank and `#` is a comment
 --> content/letters/upr-49.md:5:21
  |
5 | description: We ask # five
  |                     ^^^^^^
  |
  = hint: put the whole text between quotes
"#]],
    );
}

#[test]
fn item_further_to_the_right_is_glued_to_the_one_before() {
    check(
        &letter_line("states:\n- KEN\n  - GUY\nscope: states"),
        str![[r#"
error[glued-item]: this item is glued to the one before it: it stands further to the right
 --> content/letters/upr-49.md:7:3
  |
7 |   - GUY
  |   ^^^^^
  |
  = hint: begin all items of a list in one column

error[scope-without-states]: the scope is `states`, and no states are listed
 --> content/letters/upr-49.md:8:8
  |
8 | scope: states
  |        ^^^^^^
  |
  = hint: add `states: [KEN, GUY]`
"#]],
    );
}

#[test]
fn marks_of_a_merge_are_named() {
    check(
        &letter_line("<<<<<<< HEAD\nplace: Geneva\n=======\nplace: Bern\n>>>>>>> office"),
        str![[r#"
error[yaml-syntax]: this is not YAML: two wordings were merged here, and nobody has chosen one
 --> content/letters/upr-49.md:5:1
  |
5 | <<<<<<< HEAD
  | ^^^^^^^^^^^^
  |
  = hint: keep one of the two, and take out the lines with `<<<<<<<`, `=======` and `>>>>>>>`
"#]],
    );
}

#[test]
fn quoted_truth_value_loses_its_quotes() {
    check(
        &letter_line("draft: \"true\""),
        str![[r#"
error[wrong-type]: `draft` takes `true` or `false`, not the text `true`
 --> content/letters/upr-49.md:5:8
  |
5 | draft: "true"
  |        ^^^^^^
  |
  = hint: write `draft: true`, without quotes
"#]],
    );
}

#[test]
fn one_is_no_truth_value() {
    check(
        &letter_line("draft: 1"),
        str![[r#"
error[wrong-type]: `draft` takes `true` or `false`, not the number `1`
 --> content/letters/upr-49.md:5:8
  |
5 | draft: 1
  |        ^
  |
  = hint: write `draft: true`
"#]],
    );
}

#[test]
fn word_of_another_language_is_no_truth_value() {
    check(
        &letter_line("draft: oui"),
        str![[r#"
error[wrong-type]: `draft` takes `true` or `false`, not `oui`
 --> content/letters/upr-49.md:5:8
  |
5 | draft: oui
  |        ^^^
  |
  = hint: write `draft: true`
"#]],
    );
}

#[test]
fn word_that_says_neither_holds_the_page_back() {
    check(
        &letter_line("draft: later"),
        str![[r#"
error[wrong-type]: `draft` takes `true` or `false`, not `later`
 --> content/letters/upr-49.md:5:8
  |
5 | draft: later
  |        ^^^^^
  |
  = hint: write `draft: true` to hold the page back, and nothing to publish it
"#]],
    );
}

#[test]
fn key_in_capitals_gets_the_right_key() {
    check(
        &letter_line("Draft: true"),
        str![[r#"
error[unknown-key]: unknown key `Draft`
 --> content/letters/upr-49.md:5:1
  |
5 | Draft: true
  | ^^^^^
  |
  = hint: did you mean `draft`?
"#]],
    );
}

#[test]
fn number_for_a_text_is_shown_as_it_is_written() {
    check(
        &letter_line("reference: 1.10"),
        str![[r#"
error[wrong-type]: `reference` takes text, not the number `1.10`
 --> content/letters/upr-49.md:5:12
  |
5 | reference: 1.10
  |            ^^^^
  |
  = hint: put it between quotes
"#]],
    );
}
