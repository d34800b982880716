//! Mistakes in the text of a page: headings, markers of recommendations, images, addresses, footnotes.

use snapbox::str;

use super::{check, letter_body};

#[test]
fn heading_of_level_one_is_the_title() {
    check(
        &letter_body("# Why now\n\nText.\n"),
        str![[r#"
warning[heading-level]: a heading of level 1; the title is the page's only one
 --> content/letters/upr-49.md:6:1
  |
6 | # Why now
  | ^^^^^^^^^
  |
  = hint: begin with `##`
"#]],
    );
}

#[test]
fn heading_leaves_out_no_level() {
    check(
        &letter_body("## Why\n\n#### Now\n\nText.\n"),
        str![[r#"
warning[heading-level]: a heading of level 4 without one of level 3 above it
 --> content/letters/upr-49.md:8:1
  |
8 | #### Now
  | ^^^^^^^^
  |
  = hint: write `###`; readers who listen move by heading levels (WCAG 2.2, 1.3.1)
"#]],
    );
}

#[test]
fn first_heading_is_of_level_two() {
    check(
        &letter_body("### Why now\n\nText.\n"),
        str![[r#"
warning[heading-level]: a heading of level 3 without one of level 2 above it
 --> content/letters/upr-49.md:6:1
  |
6 | ### Why now
  | ^^^^^^^^^^^
  |
  = hint: write `##`; readers who listen move by heading levels (WCAG 2.2, 1.3.1)
"#]],
    );
}

#[test]
fn heading_has_text() {
    check(
        &letter_body("## Why\n\n##\n\nText.\n"),
        str![[r#"
error[empty-heading]: a heading without text
 --> content/letters/upr-49.md:8:1
  |
8 | ##
  | ^^
  |
  = hint: give it a text, or remove it
"#]],
    );
}

#[test]
fn id_of_a_heading_stands_once() {
    check(
        &letter_body("## Why {#why}\n\nText.\n\n## Why not {#why}\n\nText.\n"),
        str![[r#"
error[duplicate-anchor]: the id `why` stands twice on this page
  --> content/letters/upr-49.md:10:12
   |
10 | ## Why not {#why}
   |            ^^^^^^
   |
  ::: content/letters/upr-49.md:6:8
   |
 6 | ## Why {#why}
   |        ------ first here
   |
   = hint: give it another id, or none: then one is made from its words
"#]],
    );
}

#[test]
fn id_of_a_recommendation_stands_once() {
    check(
        &letter_body("- Name an official. {#focal-point}\n- Name a deputy. {#focal-point}\n"),
        str![[r#"
error[duplicate-recommendation]: the id `focal-point` stands twice on this page
 --> content/letters/upr-49.md:7:18
  |
7 | - Name a deputy. {#focal-point}
  |                  ^^^^^^^^^^^^^^
  |
 ::: content/letters/upr-49.md:6:21
  |
6 | - Name an official. {#focal-point}
  |                     -------------- first here
  |
  = hint: each recommendation of a page has an id of its own
"#]],
    );
}

#[test]
fn id_of_a_recommendation_is_not_one_of_a_heading() {
    check(
        &letter_body("## Why\n\n- Name an official. {#why}\n"),
        str![[r#"
error[duplicate-recommendation]: the id `why` stands twice on this page
 --> content/letters/upr-49.md:8:21
  |
8 | - Name an official. {#why}
  |                     ^^^^^^
  |
 ::: content/letters/upr-49.md:6:1
  |
6 | ## Why
  | ------ first here
  |
  = hint: each recommendation of a page has an id of its own
"#]],
    );
}

#[test]
fn marker_with_blanks_is_none() {
    check(
        &letter_body("- Name an official. {#Focal Point}\n"),
        str![[r#"
error[bad-marker]: this is not the mark of a recommendation: `Focal` is not an id; ids are made of letters in lower case, figures and hyphens
 --> content/letters/upr-49.md:6:23
  |
6 | - Name an official. {#Focal Point}
  |                       ^^^^^
  |
  = hint: write it like this: `- Name an official. {#focal-point}`
"#]],
    );
}

#[test]
fn marker_takes_two_words_only() {
    check(
        &letter_body("- Name an official. {#focal-point urgent}\n"),
        str![[r#"
error[bad-marker]: this is not the mark of a recommendation: `urgent` is neither `priority` nor `states=…`
 --> content/letters/upr-49.md:6:35
  |
6 | - Name an official. {#focal-point urgent}
  |                                   ^^^^^^
  |
  = hint: write it like `{#focal-point}` or `{#focal-point priority states=KEN,GUY}`
"#]],
    );
}

#[test]
fn marker_does_not_stand_in_a_footnote() {
    check(
        &letter_body("- Name an official.[^1]\n\n  [^1]: Soon. {#soon}\n"),
        str![[r#"
error[bad-marker]: a recommendation cannot stand in a footnote
 --> content/letters/upr-49.md:8:15
  |
8 |   [^1]: Soon. {#soon}
  |               ^^^^^^^
  |
  = hint: move it into a list or a paragraph of the page itself: `- Soon. {#soon}`
"#]],
    );
}

#[test]
fn image_has_alternative_text() {
    let site = letter_body("![](hall.svg)\n").file("content/letters/hall.svg", super::PICTURE);
    check(
        &site,
        str![[r#"
error[missing-alt]: the image `hall.svg` has no alternative text
 --> content/letters/upr-49.md:6:1
  |
6 | ![](hall.svg)
  | ^^^
  |
  = hint: say between the brackets what it shows: `![Delegates in the hall](hall.jpg)` (WCAG 2.2, 1.1.1)

warning[picture-not-in-mail]: mail programs do not show SVG pictures; in mails `content/letters/hall.svg` is a link
 --> content/letters/upr-49.md:6:5
  |
6 | ![](hall.svg)
  |     ^^^^^^^^
  |
  = hint: use a JPEG or PNG, or leave it at that
  = hint: `newsletter: false` in the front matter leaves this page without a newsletter version
"#]],
    );
}

#[test]
fn image_does_not_lie_on_another_host() {
    check(
        &letter_body("See ![The hall](https://images.example.net/hall.jpg) here.\n"),
        str![[r#"
error[remote-image]: the image `https://images.example.net/hall.jpg` lies on another host
 --> content/letters/upr-49.md:6:17
  |
6 | See ![The hall](https://images.example.net/hall.jpg) here.
  |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: readers would be seen there; put the file beside the page
"#]],
    );
}

#[test]
fn direction_that_is_changed_is_changed_back() {
    check(
        &letter_body("The file is called \u{202e}fdp.exe here.\n\nText.\n"),
        str![[r#"
warning[unbalanced-direction]: the invisible `\u{202e}` changes the direction of text and is not closed in its paragraph
 --> content/letters/upr-49.md:6:20
  |
6 | The file is called �fdp.exe here.
  |                    ^
  |
  = hint: what follows may be shown in another order than it is written: remove it, or close it with `\u{202c}`
"#]],
    );
}

#[test]
fn direction_that_was_not_changed_is_not_changed_back() {
    check(
        &letter_body("The file\u{2069} is here.\n"),
        str![[r#"
warning[unbalanced-direction]: the invisible `\u{2069}` ends a change of direction that does not begin in this paragraph
 --> content/letters/upr-49.md:6:9
  |
6 | The file� is here.
  |         ^
  |
  = hint: remove it
"#]],
    );
}

#[test]
fn footnote_is_mentioned() {
    check(
        &letter_body("Text.\n\n[^source]: A source.\n"),
        str![[r#"
warning[unused-footnote]: nothing mentions the footnote `source`
 --> content/letters/upr-49.md:8:1
  |
8 | [^source]: A source.
  | ^^^^^^^^^
  |
  = hint: mention it with `[^source]`, or remove it
"#]],
    );
}

#[test]
fn footnote_that_is_mentioned_has_a_text() {
    check(
        &letter_body("Text.[^source]\n"),
        str![[r#"
error[missing-footnote]: the footnote `source` has no text
 --> content/letters/upr-49.md:6:6
  |
6 | Text.[^source]
  |      ^^^^^^^^^
  |
  = hint: add a line `[^source]: …`; a bracket that is no footnote is written `\[`
"#]],
    );
}

#[test]
fn link_by_a_name_has_an_address() {
    check(
        &letter_body("Read [the brief][ken] first.\n"),
        str![[r#"
error[dangling-link]: no line says which address `[ken]` stands for
 --> content/letters/upr-49.md:6:17
  |
6 | Read [the brief][ken] first.
  |                 ^^^^^
  |
  = hint: add a line `[ken]: …`; a bracket that is no link is written `\[`
"#]],
    );
}

#[test]
fn place_after_wide_letters_is_counted_in_characters() {
    check(
        &letter_body("日本語と[リンク](javascript:x)\n"),
        str![[r#"
error[forbidden-scheme]: addresses that begin with `javascript:` are not allowed
 --> content/letters/upr-49.md:6:11
  |
6 | 日本語と[リンク](javascript:x)
  |                  ^^^^^^^^^^^^
  |
  = hint: use `https:`, `http:`, `mailto:` or `tel:`, or a path
"#]],
    );
}

#[test]
fn id_of_a_heading_is_none_of_the_program() {
    check(
        &letter_body("## Why {#fn-1}\n\n- Name an official. {#_main}\n"),
        str![[r#"
error[reserved-anchor]: the id `fn-1` is one that layouts and footnotes use
 --> content/letters/upr-49.md:6:8
  |
6 | ## Why {#fn-1}
  |        ^^^^^^^
  |
  = hint: choose one that begins neither with `_` nor with `fn-` or `fnref-`

error[bad-marker]: this is not the mark of a recommendation: `_main` is not an id; ids are made of letters in lower case, figures and hyphens
 --> content/letters/upr-49.md:8:23
  |
8 | - Name an official. {#_main}
  |                       ^^^^^
  |
  = hint: write it like this: `- Name an official. {#main}`
"#]],
    );
}
