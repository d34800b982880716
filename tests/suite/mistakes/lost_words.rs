//! Mistakes by which words would be lost: comments, notes, cells, names of links, code, merges.

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
fn comment_is_not_indented_like_code() {
    check(
        &letter_body("- One.\n\n      <!-- not to be said -->\n- Two.\n"),
        str![[r#"
error[comment-in-code]: readers see this comment: its line is indented so far that it is code
 --> content/letters/upr-49.md:8:7
  |
8 |       <!-- not to be said -->
  |       ^^^^
  |
  = hint: take blanks from the beginning of its lines; code that shows a comment stands between two lines of three backticks
"#]],
    );
    check(&letter_body("```\n<!-- a comment -->\n```\n\n- One.\n\n  <!-- to check -->\n- Two.\n"), str![]);
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

#[test]
fn footnote_is_mentioned_behind_a_link() {
    check(
        &letter_body("See [the report[^1]](https://example.org/) and ![the hall[^1]](hall.svg).\n\n[^1]: A note.\n"),
        str![[r#"
error[footnote-in-link]: a footnote cannot be mentioned in the words of a link or a picture … and 1 more on this page
 --> content/letters/upr-49.md:6:5
  |
6 | See [the report[^1]](https://example.org/) and ![the hall[^1]](hall.svg).
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: mention it behind the link: `[words](address)[^1]`
"#]],
    );
}

#[test]
fn comment_ends_in_its_paragraph() {
    check(
        &letter_body("Words <!-- to check\n\nmore --> words.\n"),
        str![[r#"
error[comment-left-open]: this comment does not end in its paragraph, and readers see it
 --> content/letters/upr-49.md:6:7
  |
6 | Words <!-- to check
  |       ^^^^
  |
  = hint: end it with `-->` before the next blank line
"#]],
    );
}

#[test]
fn code_is_closed() {
    check(
        &letter_body(
            "Words.\n\n```yaml\ntitle: A\n\nWords that are meant for readers.\n\n- Name an official. {#focal-point}\n",
        ),
        str![[r#"
warning[code-left-open]: this block of code is not closed: readers see as code what follows
 --> content/letters/upr-49.md:8:1
  |
8 | ```yaml
  | ^^^^^^^
  |
  = hint: write ``` in a line of its own below the code; where none is meant, take the signs out
"#]],
    );
    check(
        &letter_body("- An item\n\n  ~~~~\n  code\n  ~~~\n\n> ```\n> code\n\nWords.\n"),
        str![[r#"
warning[code-left-open]: this block of code is not closed: readers see as code what follows
 --> content/letters/upr-49.md:8:3
  |
8 |   ~~~~
  |   ^^^^
  |
  = hint: write ~~~~ in a line of its own below the code; where none is meant, take the signs out

warning[code-left-open]: this block of code is not closed: readers see as code what follows
  --> content/letters/upr-49.md:12:3
   |
12 | > ```
   |   ^^^
   |
   = hint: write ``` in a line of its own below the code; where none is meant, take the signs out
"#]],
    );
    for closed in [
        "```\n```\n",
        "````\n```\ncode\n````\n",
        "> ~~~ x\n> code\n>  ~~~~\n",
        "- ```\n  code\n  ```\n",
        "1. a\n\n   ```x\n   c\n   ```  \n",
    ] {
        assert_eq!(letter_body(closed).build().report(), "", "{closed}");
    }
}

#[test]
fn code_has_one_word_behind_its_fence() {
    check(
        &letter_body("```rust title=\"x.rs\" and more\nfn\n```\n"),
        str![[r#"
warning[code-words]: of the words behind the fence of code the first names the language, the others are left out
 --> content/letters/upr-49.md:6:4
  |
6 | ```rust title="x.rs" and more
  |    ^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: put what readers are to see into a paragraph
"#]],
    );
}

#[test]
fn merge_is_finished() {
    check(
        &letter_body("Words.\n\n<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> other\n"),
        str![[r#"
error[merge-mark]: two wordings were merged here, and nobody has chosen one
 --> content/letters/upr-49.md:8:1
  |
8 | <<<<<<< HEAD
  | ^^^^^^^^^^^^
  |
  = hint: keep one of the two, and take out the lines with `<<<<<<<`, `=======` and `>>>>>>>`

warning[heading-level]: a heading of level 1; the title is the page's only one
 --> content/letters/upr-49.md:8:1
  |
8 | <<<<<<< HEAD
  | ^^^^^^^^^^^^
  |
  = hint: begin with `##`
"#]],
    );
}

#[test]
fn end_of_a_merge_is_found() {
    check(
        &letter_body("Words.\n\n>>>>>>> other\n"),
        str![[r#"
error[merge-mark]: two wordings were merged here, and nobody has chosen one
 --> content/letters/upr-49.md:8:1
  |
8 | >>>>>>> other
  | ^^^^^^^^^^^^^
  |
  = hint: keep one of the two, and take out the lines with `<<<<<<<`, `=======` and `>>>>>>>`
"#]],
    );
}

#[test]
fn row_has_no_more_cells_than_its_head() {
    check(
        &letter_body(
            "| State | Vote |\n|---|---|\n| Kenya | yes | with words |\n| Guyana | no | |\n| Été | a | <!-- x --> |\n",
        ),
        str![[r#"
error[cells-beyond-head]: this row has more cells than the head of its table, and they are left out
 --> content/letters/upr-49.md:8:17
  |
8 | | Kenya | yes | with words |
  |                 ^^^^^^^^^^
  |
  = hint: give the head a cell more, and the line below it; a `|` that parts no cells is written `\|`
"#]],
    );
}

#[test]
fn name_of_a_link_is_used() {
    check(
        &letter_body(
            "Read [the text][text] and [TEXT].\n\n[text]: https://example.org/text\n[note]: important\n[//]: # (a comment)\n",
        ),
        str![[r#"
warning[unused-link-name]: this line is not shown: it says what `[note]` stands for, and nothing uses it
 --> content/letters/upr-49.md:9:1
  |
9 | [note]: important
  | ^^^^^^^^^^^^^^^^^
  |
  = hint: mention it with `[words][note]`, remove it, or write `\[` if the line is for readers
"#]],
    );
}

#[test]
fn names_of_many_links_are_no_reason_to_stop() {
    let names: String = (1..=300).map(|at| format!("[n{at}]: https://example.org/{at}\n")).collect();
    let built = letter_body(&names).build();
    assert_eq!(built.codes(), ["unused-link-name"; 20]);
    assert!(built.report().contains("`[n20]` stands for, and nothing uses it … and 280 more on this page"));
    assert!(!built.files.is_empty());
}

#[test]
fn name_of_a_link_stands_for_one_thing() {
    check(
        &letter_body(
            "Read [the text][text].\n\n[text]: https://example.org/text\n[Text]: https://example.org/other\n[text]: https://example.org/text\n\n> [text]: /else \"A title\"\n",
        ),
        str![[r#"
warning[duplicate-link-name]: `[Text]` stands for something else already
 --> content/letters/upr-49.md:9:1
  |
9 | [Text]: https://example.org/other
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/letters/upr-49.md:8:1
  |
8 | [text]: https://example.org/text
  | -------------------------------- first here, and that counts
  |
  = hint: give it a name of its own, or remove it; capitals and small letters are the same

warning[duplicate-link-name]: `[text]` stands for something else already
  --> content/letters/upr-49.md:12:3
   |
12 | > [text]: /else "A title"
   |   ^^^^^^^^^^^^^^^^^^^^^^^
   |
  ::: content/letters/upr-49.md:8:1
   |
 8 | [text]: https://example.org/text
   | -------------------------------- first here, and that counts
   |
   = hint: give it a name of its own, or remove it; capitals and small letters are the same
"#]],
    );
}
