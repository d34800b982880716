//! Blocks that are opened, closed, nested or told wrongly.

use snapbox::str;

use super::{check, letter_body};

#[test]
fn block_of_no_kind_has_a_near_one() {
    check(
        &letter_body("::: figur src=a.jpg\n:::\n\n::: spreadsheet\n:::\n"),
        str![[r#"
error[unknown-block]: there is no block `figur`
 --> content/letters/upr-49.md:6:5
  |
6 | ::: figur src=a.jpg
  |     ^^^^^
  |
  = hint: did you mean `figure`?

error[unknown-block]: there is no block `spreadsheet`
 --> content/letters/upr-49.md:9:5
  |
9 | ::: spreadsheet
  |     ^^^^^^^^^^^
  |
  = hint: there are `button`, `chart`, `column`, `columns`, `details`, `download`, `figure`, `gallery`, `hero`, `list`, `privacy`, `quote`, `recommendations`, `session`, `signup`, `table`, `video`
"#]],
    );
}

#[test]
fn block_is_closed() {
    check(
        &letter_body("::: details summary=More\nWords.\n\n## Words\n"),
        str![[r#"
error[block-left-open]: this block is not closed
 --> content/letters/upr-49.md:6:1
  |
6 | ::: details summary=More
  | ^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: write `:::` in a line of its own below what belongs to it
"#]],
    );
}

#[test]
fn line_closes_an_open_block() {
    check(
        &letter_body("Words.\n:::\n"),
        str![[r#"
error[block-not-open]: this line closes a block, and none is open
 --> content/letters/upr-49.md:7:1
  |
7 | :::
  | ^^^
  |
  = hint: take it out, or write the line that opens the block above
"#]],
    );
}

#[test]
fn block_is_closed_once() {
    check(
        &letter_body("::: quote\nWords.\n:::\n:::\n\nMore.\n"),
        str![[r#"
error[block-not-open]: this line closes a block, and none is open
 --> content/letters/upr-49.md:9:1
  |
9 | :::
  | ^^^
  |
  = hint: take it out, or write the line that opens the block above
"#]],
    );
}

#[test]
fn line_that_closes_has_the_colons_of_the_one_that_opens() {
    check(
        &letter_body(":::: columns\n::: column\nWords.\n::::\n:::\n"),
        str![[r#"
error[block-colons]: this line has 4 colons, and the innermost open block begins with 3
 --> content/letters/upr-49.md:9:1
  |
9 | ::::
  | ^^^^
  |
 ::: content/letters/upr-49.md:7:1
  |
7 | ::: column
  | ---------- opened here
  |
  = hint: write `:::`, or close the other block first

error[block-colons]: this line has 3 colons, and the innermost open block begins with 4
  --> content/letters/upr-49.md:10:1
   |
10 | :::
   | ^^^
   |
  ::: content/letters/upr-49.md:6:1
   |
 6 | :::: columns
   | ------------ opened here
   |
   = hint: write `::::`, or close the other block first
"#]],
    );
}

#[test]
fn blocks_nest_three_deep() {
    let deep = ":::::: details summary=A\n::::: details summary=B\n:::: details summary=C\n::: details summary=D\n";
    check(
        &letter_body(&format!("{deep}Words.\n:::\n::::\n:::::\n::::::\n")),
        str![[r#"
error[blocks-too-deep]: blocks nest deeper than 3 levels
 --> content/letters/upr-49.md:9:1
  |
9 | ::: details summary=D
  | ^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: close the block above, or take a level out
"#]],
    );
}

#[test]
fn blocks_nest_a_hundred_deep_and_are_told_once() {
    let deep = "::: details summary=A\n".repeat(100);
    check(
        &letter_body(&format!("{deep}Words.\n{}", ":::\n".repeat(100))),
        str![[r#"
error[blocks-too-deep]: blocks nest deeper than 3 levels
 --> content/letters/upr-49.md:9:1
  |
9 | ::: details summary=A
  | ^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: close the block above, or take a level out
"#]],
    );
}

#[test]
fn forms_of_other_programs_are_told_with_the_line() {
    check(
        &letter_body(
            "::: {.details #how}\nA\n:::\n\n:::{figure} hall.jpg\n:::\n\n:::details[More]\nB\n:::\n\n::: Quote\nC\n:::\n",
        ),
        str![[r#"
error[foreign-block]: `{.details #how}` is the form of another program
 --> content/letters/upr-49.md:6:5
  |
6 | ::: {.details #how}
  |     ^^^^^^^^^^^^^^^
  |
  = hint: write `::: details id=how`, and arguments behind it as `key="value"`

error[foreign-block]: `{figure} hall.jpg` is the form of another program
  --> content/letters/upr-49.md:10:4
   |
10 | :::{figure} hall.jpg
   |    ^^^^^^^^^^^^^^^^^
   |
   = hint: write `::: figure`, and arguments behind it as `key="value"`

error[foreign-block]: `details[More]` is the form of another program
  --> content/letters/upr-49.md:13:4
   |
13 | :::details[More]
   |    ^^^^^^^^^^^^^
   |
   = hint: write `::: details`, and arguments behind it as `key="value"`

error[bad-block]: `Quote` is no name of a block: small letters, figures and hyphens
  --> content/letters/upr-49.md:17:5
   |
17 | ::: Quote
   |     ^^^^^
   |
   = hint: write `::: quote`; a colon that is meant as text is written `\:`
"#]],
    );
}

#[test]
fn block_holds_what_it_takes() {
    check(
        &letter_body(
            ":::: columns\nWords.\n::: column\nA\n:::\n::::\n\n::: column\nB\n:::\n\n::: gallery\nWords.\n:::\n\n::: button to=https://example.org/ text=Give\nWords.\n:::\n",
        ),
        str![[r#"
error[block-content]: a block `columns` takes blocks `column` alone
 --> content/letters/upr-49.md:6:1
  |
6 | :::: columns
  | ^^^^^^^^^^^^
  |
  = hint: put what else stands in it below the line that closes it, or into a `::: column`

error[block-out-of-place]: a block `column` stands outside of `columns`
  --> content/letters/upr-49.md:13:5
   |
13 | ::: column
   |     ^^^^^^
   |
   = hint: open `:::: columns` above the first column, and close it with `::::` below the last

error[block-content]: a block `gallery` takes pictures alone, each a paragraph of its own
  --> content/letters/upr-49.md:17:1
   |
17 | ::: gallery
   | ^^^^^^^^^^^
   |
   = hint: put what else stands in it below the line that closes it

error[block-content]: a block `button` takes nothing in it
  --> content/letters/upr-49.md:21:1
   |
21 | ::: button to=https://example.org/ text=Give
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = hint: put what else stands in it below the line that closes it
"#]],
    );
}

#[test]
fn block_within_raw_html_is_told() {
    check(
        &letter_body("<div>\n::: details summary=A\nWords.\n:::\n</div>\n"),
        str![[r#"
warning[html-as-text]: `<div>` is raw HTML, which readers see as text
 --> content/letters/upr-49.md:6:1
  |
6 | <div>
  | ^^^^^
  |
  = hint: take it out and keep its words, or let HTML through with `unsafe_html: true` in `site.yaml`

error[block-in-html]: this line stands in raw HTML or in a link's definition, and makes no block
 --> content/letters/upr-49.md:7:1
  |
7 | ::: details summary=A
  | ^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: put an empty line above it, and close the HTML before

error[block-in-html]: this line stands in raw HTML or in a link's definition, and makes no block
 --> content/letters/upr-49.md:9:1
  |
9 | :::
  | ^^^
  |
  = hint: put an empty line above it, and close the HTML before
"#]],
    );
}

#[test]
fn block_in_a_list_or_a_quotation_is_told() {
    check(
        &letter_body("- An item\n  ::: details summary=A\n  Words.\n  :::\n\n> ::: quote\n> Words.\n> :::\n"),
        str![[r#"
error[block-not-first]: `::: details summary=A` is no block, for it does not begin its line, and is shown as it stands … and 3 more on this page
 --> content/letters/upr-49.md:7:3
  |
7 |   ::: details summary=A
  |   ^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: put it in the first column, outside of lists, quotations and notes
"#]],
    );
}

#[test]
fn mark_in_a_quotation_is_told() {
    check(
        &letter_body("::: quote\n- Name a focal point. {#focal-point}\n:::\n"),
        str![[r#"
error[bad-marker]: a recommendation cannot stand in a quotation
 --> content/letters/upr-49.md:7:23
  |
7 | - Name a focal point. {#focal-point}
  |                       ^^^^^^^^^^^^^^
  |
  = hint: move it into a list or a paragraph of the page itself: `- Name a focal point. {#focal-point}`
"#]],
    );
}
