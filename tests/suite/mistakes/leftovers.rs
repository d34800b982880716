//! Mistakes that lose words, and signs that are nearly right and are shown as they stand.

use snapbox::str;

use super::{check, letter_body};

#[test]
fn comment_is_closed() {
    check(
        &letter_body("Before.\n\n<!-- to check\n\nAfter.\n"),
        str![[r#"
error[comment-left-open]: this comment is not closed, and what follows goes with it
 --> content/letters/upr-49.md:8:1
  |
8 | <!-- to check
  | ^^^^
  |
  = hint: end it with `-->`; in an item or a quote, end it there
"#]],
    );
}

#[test]
fn comment_in_an_item_is_closed_there() {
    check(
        &letter_body("- One. <!-- a -->\n- <!-- to check\n- Three.\n"),
        str![[r#"
error[comment-left-open]: this comment is not closed, and what follows goes with it
 --> content/letters/upr-49.md:7:3
  |
7 | - <!-- to check
  |   ^^^^
  |
  = hint: end it with `-->`; in an item or a quote, end it there
"#]],
    );
}

#[test]
fn comment_stands_on_a_line_of_its_own_before_a_heading() {
    check(
        &letter_body("<!-- check --> ## Why now\n"),
        str![[r#"
warning[words-after-comment]: behind a comment on the same line no heading, item, quote or table can begin
 --> content/letters/upr-49.md:6:1
  |
6 | <!-- check --> ## Why now
  | ^^^^^^^^^^^^^^^
  |
  = hint: put the comment on a line of its own
"#]],
    );
}

#[test]
fn footnote_has_one_text() {
    check(
        &letter_body("Text.[^a] More.[^A]\n\n[^a]: First.\n\n[^A]: Second.\n"),
        str![[r#"
error[duplicate-footnote]: the footnote `A` has a text already
  --> content/letters/upr-49.md:10:1
   |
10 | [^A]: Second.
   | ^^^^
   |
  ::: content/letters/upr-49.md:8:1
   |
 8 | [^a]: First.
   | ---- first here
   |
   = hint: give it a label of its own; capitals and small letters are the same
"#]],
    );
}
