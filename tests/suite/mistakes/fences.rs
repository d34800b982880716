//! Mistakes in the lines around front matter, and front matter in another language.

use snapbox::str;

use super::{LETTER_FILE, check, letter_with};
use crate::site_test::SiteTest;

#[test]
fn mark_of_a_merge_in_the_first_line_is_named() {
    check(
        &letter_with("---\ntitle", "<<<<<<< HEAD\n---\ntitle"),
        str![[r#"
error[merge-mark]: two wordings were merged here, and nobody has chosen one
 --> content/letters/upr-49.md:1:1
  |
1 | <<<<<<< HEAD
  | ^^^^^^^^^^^^
  |
  = hint: keep one of the two, and take out the lines with `<<<<<<<`, `=======` and `>>>>>>>`
"#]],
    );
}

#[test]
fn toml_is_named() {
    check(
        &SiteTest::new().file(LETTER_FILE, "+++\ntitle = \"A\"\n+++\nText.\n"),
        str![[r#"
error[no-front-matter]: this front matter is TOML; here it is YAML
 --> content/letters/upr-49.md:1:1
  |
1 | +++
  | ^^^
  |
  = hint: write it as a line `---`, then one key a line, such as `title: …`, then `---` again
"#]],
    );
}

#[test]
fn json_is_named() {
    check(
        &SiteTest::new().file(LETTER_FILE, "{\n  \"title\": \"A\"\n}\nText.\n"),
        str![[r#"
error[no-front-matter]: this front matter is JSON; here it is YAML
 --> content/letters/upr-49.md:1:1
  |
1 | {
  | ^
  |
  = hint: write it as a line `---`, then one key a line, such as `title: …`, then `---` again
"#]],
    );
}

#[test]
fn four_hyphens_are_too_many() {
    check(
        &letter_with("---\n", "----\n"),
        str![[r#"
error[no-front-matter]: front matter begins with a line of three hyphens, and this is none
 --> content/letters/upr-49.md:1:1
  |
1 | ----
  | ^^^^
  |
  = hint: write `---`, with nothing before it
"#]],
    );
}

#[test]
fn dash_does_not_close_front_matter() {
    check(
        &SiteTest::new().file(LETTER_FILE, "---\ntitle: A\n—-\nText.\n"),
        str![[r#"
error[front-matter-not-closed]: front matter ends with a line of three hyphens, and this is none
 --> content/letters/upr-49.md:3:1
  |
3 | —-
  | ^^
  |
  = hint: write `---`, with nothing before it
"#]],
    );
}

#[test]
fn empty_line_above_front_matter_is_named() {
    check(
        &letter_with("---\ntitle", "\n---\ntitle"),
        str![[r#"
error[no-front-matter]: front matter begins in the first line of the file
 --> content/letters/upr-49.md:2:1
  |
2 | ---
  | ^^^
  |
  = hint: take out the empty lines above it
"#]],
    );
}

#[test]
fn first_line_of_front_matter_is_missed() {
    check(
        &letter_with("---\ntitle", "title"),
        str![[r#"
error[no-front-matter]: the line `---` is missing above the first key
 --> content/letters/upr-49.md:1:1
  |
1 | title: Recommendations for UPR 49
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: put a line `---` above this one, and another below the last key
"#]],
    );
}
