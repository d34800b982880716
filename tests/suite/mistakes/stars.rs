//! Asterisks and comments of other programs: what is shown as it stands, and what becomes emphasis by chance.

use snapbox::str;

use super::{check, letter_body};

#[test]
fn two_asterisks_alone_are_named() {
    check(
        &letter_body("We ask **the Government to act.\n\nIt **is* late.\n"),
        str![[r#"
warning[not-strong]: these asterisks make nothing strong, for they have no others, and are shown … and 1 more on this page
 --> content/letters/upr-49.md:8:4
  |
8 | It **is* late.
  |    ^^
  |
  = hint: strong words stand between two pairs: `**words**`; an asterisk to be seen is written `\*`
"#]],
    );
}

#[test]
fn asterisks_between_words_that_make_emphasis_are_named() {
    check(
        &letter_body("A hall of 3*4*5 metres.\n\nBürger*innen und Freund*innen.\n"),
        str![[r#"
warning[asterisks-not-shown]: the asterisks of `3*4*5` are not shown: they make emphasis … and 1 more on this page
 --> content/letters/upr-49.md:6:11
  |
6 | A hall of 3*4*5 metres.
  |           ^^^^^
  |
  = hint: an asterisk to be seen is written `\*`, as in `3\*4\*5`
"#]],
    );
}

#[test]
fn asterisks_across_tildes_are_named() {
    check(
        &letter_body("About ~5 (~*six*)* people.\n\nA ~b *c~ d* e.\n"),
        str![[r#"
warning[not-strong]: a pair of tildes parts these asterisks from theirs, and they are shown
 --> content/letters/upr-49.md:8:6
  |
8 | A ~b *c~ d* e.
  |      ^
  |
  = hint: a tilde to be seen is written `\~`, an asterisk `\*`
"#]],
    );
}

#[test]
fn comment_of_another_program_is_an_error() {
    check(
        &letter_body("We write {# not yet #} ahead.\n\nOf the {# first\nand <b>last</b> #} session.\n"),
        str![[r#"
error[foreign-comment]: readers see this comment of another program … and 1 more on this page
 --> content/letters/upr-49.md:6:10
  |
6 | We write {# not yet #} ahead.
  |          ^^^^^^^^^^^^^
  |
  = hint: a comment is written `<!-- … -->`

warning[html-as-text]: `<b>` is raw HTML, which readers see as text
 --> content/letters/upr-49.md:9:5
  |
9 | and <b>last</b> #} session.
  |     ^^^
  |
  = hint: write `**words**` instead, or let HTML through with `unsafe_html: true` in `site.yaml`
"#]],
    );
}

#[test]
fn asterisks_that_are_meant_to_be_seen_are_not_named() {
    for body in [
        "GDP** of 2020\n\n**Estimate.\n",
        "GDP** of 2020\n\n** Estimate.\n",
        "| GDP** | 5 |\n|---|---|\n| a | b |\n\n\\*\\* Estimate.\n",
        "Notes: 2**10, x\\*\\*, 2\\*3\\*4, 3 * 4 * 5, 3 ** 4.\n",
        "An un*frigging*believable day, *Hiroshima*s end, 2*nd* and *5*.\n",
        "这*是*的，有*5人*死亡，第*3*条 ก*ข*ค 정부*가*는.\n",
        "**Strong**, *em*, ***both***, **a *b* c** and *a **b** c*.\n",
        "The price* was high.\n\n*In 2020.\n",
        "About ~5 and ~10, *some ~5* and **~10** of ~them~.\n",
        "`3*4*5` and `{# a #}`\n\n    3*4*5\n",
        "https://example.org/3*4*5 and [a](https://example.org/3*4*5).\n",
        "\\{# a #} and {a}.\n",
    ] {
        letter_body(body).build().assert_silent();
    }
}
