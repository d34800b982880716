//! Lines that nearly open or close a block, and blocks that hold nothing.

use snapbox::str;

use super::{check, letter_body};

#[test]
fn line_that_closes_and_does_not_begin_its_line_is_told() {
    check(
        &letter_body("::: quote\nWords.\n  :::\n"),
        str![[r#"
error[block-left-open]: this block is not closed
 --> content/letters/upr-49.md:6:1
  |
6 | ::: quote
  | ^^^^^^^^^
  |
  = hint: write `:::` in a line of its own below what belongs to it

error[block-not-first]: `:::` is no block, for it does not begin its line, and is shown as it stands
 --> content/letters/upr-49.md:8:3
  |
8 |   :::
  |   ^^^
  |
  = hint: put it in the first column, outside of lists, quotations and notes
"#]],
    );
}

#[test]
fn signs_that_pass_for_three_colons_are_told() {
    check(
        &letter_body("：：： quote\nWords.\n：：：\n"),
        str![[r#"
error[block-signs]: `：：： quote` is no block, for it does not begin with three colons, and is shown as it stands … and 1 more on this page
 --> content/letters/upr-49.md:6:1
  |
6 | ：：： quote
  | ^^^^^^^^^^^^
  |
  = hint: write `:::`, colons as they are on a keyboard, with nothing before them in their line
"#]],
    );
    check(
        &letter_body(":: quote\nWords.\n::\n"),
        str![[r#"
error[block-signs]: `:: quote` is no block, for it does not begin with three colons, and is shown as it stands
 --> content/letters/upr-49.md:6:1
  |
6 | :: quote
  | ^^^^^^^^
  |
  = hint: write `:::`, colons as they are on a keyboard, with nothing before them in their line
"#]],
    );
    check(
        &letter_body("\u{a0}::: quote\nWords.\n\u{a0}:::\n"),
        str![[r#"
error[block-signs]: ` ::: quote` is no block, for it does not begin with three colons, and is shown as it stands … and 1 more on this page
 --> content/letters/upr-49.md:6:1
  |
6 |  ::: quote
  | ^^^^^^^^^^
  |
  = hint: write `:::`, colons as they are on a keyboard, with nothing before them in their line
"#]],
    );
    check(
        &letter_body(":::\u{a0}quote\nWords.\n:::\u{a0}\n"),
        str![[r#"
error[bad-argument]: an unusual space (U+00A0) parts nothing here
 --> content/letters/upr-49.md:6:4
  |
6 | ::: quote
  |    ^
  |
  = hint: type an ordinary blank in its place
"#]],
    );
    for text in ["\\::: quote\n", "\\:::\n", "：：： words\n", ":: words\n"] {
        assert_eq!(letter_body(text).build().report(), "", "{text}");
    }
}

#[test]
fn block_in_the_form_of_another_program_is_told_where_its_name_stands() {
    check(
        &letter_body("::: gallery\n:::{ QUOTE}\nx\n:::\n:::\n"),
        str![[r#"
error[block-out-of-place]: a block `quote` cannot stand in `gallery`
 --> content/letters/upr-49.md:7:4
  |
7 | :::{ QUOTE}
  |    ^^^^^^^^
  |
  = hint: close the block around it first

error[foreign-block]: `{ QUOTE}` is the form of another program
 --> content/letters/upr-49.md:7:4
  |
7 | :::{ QUOTE}
  |    ^^^^^^^^
  |
  = hint: write `::: quote`, and arguments behind it as `key="value"`
"#]],
    );
}

#[test]
fn line_that_closes_and_stands_in_code_is_shown() {
    check(
        &letter_body("::: quote\nWords.\n\n```\ncode\n:::\n"),
        str![[r#"
error[block-left-open]: this block is not closed
  --> content/letters/upr-49.md:6:1
   |
 6 | ::: quote
   | ^^^^^^^^^
   |
  ::: content/letters/upr-49.md:11:1
   |
11 | :::
   | --- this stands in a block of code or in a comment
   |
   = hint: end the code or the comment above that line
"#]],
    );
}

#[test]
fn block_that_holds_nothing_is_told() {
    check(
        &letter_body(
            "::: quote by=\"A survivor\"\n<!-- to come -->\n:::\n\n:::: columns\n::: column\n:::\n::::\n\nBelow.\n",
        ),
        str![[r#"
warning[empty-block]: this block `quote` holds nothing
 --> content/letters/upr-49.md:6:1
  |
6 | ::: quote by="A survivor"
  | ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: put what belongs to it above the line that closes it, or take the block out

warning[empty-block]: this block `column` holds nothing
  --> content/letters/upr-49.md:11:1
   |
11 | ::: column
   | ^^^^^^^^^^
   |
   = hint: put what belongs to it above the line that closes it, or take the block out
"#]],
    );
    let full = "::: gallery\n![One](a.jpg)\n:::\n\n::: details summary=A\n::: button to=upr-49.md text=B\n:::\n:::\n";
    assert!(!letter_body(full).build().codes().contains(&"empty-block"));
}
