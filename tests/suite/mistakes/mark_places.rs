//! Marks of recommendations that stand where none counts: before words, within them, or in what is no item and no paragraph.

use snapbox::str;

use super::{check, letter_body};

#[test]
fn mark_does_not_stand_before_the_full_stop() {
    check(
        &letter_body("- Close the camps {#close-camps}.\n"),
        str![[r#"
error[bad-marker]: this mark does not stand at the end of its words
 --> content/letters/upr-49.md:6:19
  |
6 | - Close the camps {#close-camps}.
  |                   ^^^^^^^^^^^^^^
  |
  = hint: it comes last, after the full stop: `- Close the camps. {#close-camps}`
"#]],
    );
}

#[test]
fn mark_is_not_indented_like_code() {
    check(
        &letter_body("- Close the camps.\n\n      Within a year. {#close-camps}\n"),
        str![[r#"
error[bad-marker]: this mark stands in code, since its line is indented so far
 --> content/letters/upr-49.md:8:22
  |
8 |       Within a year. {#close-camps}
  |                      ^^^^^^^^^^^^^^
  |
  = hint: take blanks from the beginning of the line; code that shows a mark stands between two lines of three backticks
"#]],
    );
}

#[test]
fn mark_does_not_stand_before_words() {
    check(
        &letter_body("- Close the camps {#close-camps} *within a year*.\n"),
        str![[r#"
error[bad-marker]: this mark does not stand at the end of its words
 --> content/letters/upr-49.md:6:19
  |
6 | - Close the camps {#close-camps} *within a year*.
  |                   ^^^^^^^^^^^^^^
  |
  = hint: it comes last, after the full stop: `- Close the camps *within a year*. {#close-camps}`
"#]],
    );
}

#[test]
fn mark_does_not_stand_before_the_next_line() {
    check(
        &letter_body("Ratify the Convention. {#ratify}\nPublish the report. {#publish}\n"),
        str![[r#"
error[bad-marker]: this mark does not stand at the end of its words: the next line belongs to the same paragraph
 --> content/letters/upr-49.md:6:24
  |
6 | Ratify the Convention. {#ratify}
  |                        ^^^^^^^^^
  |
  = hint: leave a blank line after it, or begin the next line with `- `; the mark comes last of all
"#]],
    );
}

#[test]
fn mark_does_not_stand_before_the_mention_of_a_footnote() {
    check(
        &letter_body("- Train the police. {#train}[^1]\n\n[^1]: A note.\n"),
        str![[r#"
error[bad-marker]: this mark stands before the mention of a footnote
 --> content/letters/upr-49.md:6:21
  |
6 | - Train the police. {#train}[^1]
  |                     ^^^^^^^^
  |
  = hint: it comes last: `- Train the police.[^1] {#train}`
"#]],
    );
}

#[test]
fn mark_does_not_stand_before_a_picture() {
    check(
        &letter_body("1. Ratify. {#ratify}\n   ![A hall](hall.svg)\n").file("content/letters/hall.svg", super::PICTURE),
        str![[r#"
error[bad-marker]: this mark does not stand at the end of its words: the next line belongs to the same paragraph
 --> content/letters/upr-49.md:6:12
  |
6 | 1. Ratify. {#ratify}
  |            ^^^^^^^^^
  |
  = hint: leave a blank line after it, or begin the next line with `- `; the mark comes last of all

warning[picture-not-in-mail]: mail programs do not show SVG pictures; in mails `content/letters/hall.svg` is a link
 --> content/letters/upr-49.md:7:14
  |
7 |    ![A hall](hall.svg)
  |              ^^^^^^^^
  |
  = hint: use a JPEG or PNG, or leave it at that
  = hint: `newsletter: false` in the front matter leaves this page without a newsletter version
"#]],
    );
}

#[test]
fn mark_does_not_stand_before_raw_html() {
    check(
        &letter_body("- Ratify. {#ratify} <br>\n"),
        str![[r#"
error[bad-marker]: this mark does not stand at the end of its words
 --> content/letters/upr-49.md:6:11
  |
6 | - Ratify. {#ratify} <br>
  |           ^^^^^^^^^
  |
  = hint: it comes last, after the full stop: `- Ratify. <br> {#ratify}`

warning[html-as-text]: `<br>` is raw HTML, which readers see as text
 --> content/letters/upr-49.md:6:21
  |
6 | - Ratify. {#ratify} <br>
  |                     ^^^^
  |
  = hint: end the line with `\` instead, or let HTML through with `unsafe_html: true` in `site.yaml`
"#]],
    );
}

#[test]
fn mark_does_not_stand_in_bold_words() {
    check(
        &letter_body("- Publish the report. **{#publish}**\n"),
        str![[r#"
error[bad-marker]: this mark stands in emphasised words
 --> content/letters/upr-49.md:6:25
  |
6 | - Publish the report. **{#publish}**
  |                         ^^^^^^^^^^
  |
  = hint: it comes after: `- Publish the report. {#publish}`
"#]],
    );
}

#[test]
fn mark_does_not_end_bold_words() {
    check(
        &letter_body("- Publish **the report. {#publish}**\n"),
        str![[r#"
error[bad-marker]: this mark stands in emphasised words
 --> content/letters/upr-49.md:6:25
  |
6 | - Publish **the report. {#publish}**
  |                         ^^^^^^^^^^
  |
  = hint: it comes after: `- Publish **the report.** {#publish}`
"#]],
    );
}

#[test]
fn mark_does_not_stand_in_struck_words() {
    check(
        &letter_body("- ~~Publish the report. {#publish}~~\n"),
        str![[r#"
error[bad-marker]: this mark stands in struck words
 --> content/letters/upr-49.md:6:25
  |
6 | - ~~Publish the report. {#publish}~~
  |                         ^^^^^^^^^^
  |
  = hint: it comes after: `- ~~Publish the report.~~ {#publish}`
"#]],
    );
}

#[test]
fn mark_does_not_stand_in_the_text_of_a_link() {
    check(
        &letter_body("- [Publish the report. {#publish}](https://example.org/)\n"),
        str![[r#"
error[bad-marker]: this mark stands in the text of a link
 --> content/letters/upr-49.md:6:24
  |
6 | - [Publish the report. {#publish}](https://example.org/)
  |                        ^^^^^^^^^^
  |
  = hint: it comes after: `- [Publish the report.](https://example.org/) {#publish}`
"#]],
    );
}

#[test]
fn mark_does_not_stand_in_the_description_of_a_picture() {
    check(
        &letter_body("![A hall. {#hall}](hall.svg)\n").file("content/letters/hall.svg", super::PICTURE),
        str![[r#"
error[bad-marker]: this mark stands in the description of a picture
 --> content/letters/upr-49.md:6:11
  |
6 | ![A hall. {#hall}](hall.svg)
  |           ^^^^^^^
  |
  = hint: it comes after: `![A hall.](hall.svg) {#hall}`

warning[picture-not-in-mail]: mail programs do not show SVG pictures; in mails `content/letters/hall.svg` is a link
 --> content/letters/upr-49.md:6:20
  |
6 | ![A hall. {#hall}](hall.svg)
  |                    ^^^^^^^^
  |
  = hint: use a JPEG or PNG, or leave it at that
  = hint: `newsletter: false` in the front matter leaves this page without a newsletter version
"#]],
    );
}

#[test]
fn mark_does_not_stand_alone() {
    check(
        &letter_body("- Free the prisoners.\n- Publish the report.\n\n{#publish}\n"),
        str![[r#"
error[bad-marker]: this mark stands without words
 --> content/letters/upr-49.md:9:1
  |
9 | {#publish}
  | ^^^^^^^^^^
  |
  = hint: it stands on the line of the words that it marks: `- Publish the report. {#publish}`
"#]],
    );
}

#[test]
fn mark_does_not_stand_at_the_beginning_of_a_line_below_a_list() {
    check(
        &letter_body("- Free the prisoners.\n{#free}\n"),
        str![[r#"
error[bad-marker]: this mark stands without words
 --> content/letters/upr-49.md:7:1
  |
7 | {#free}
  | ^^^^^^^
  |
  = hint: it stands on the line of the words that it marks: `- Free the prisoners. {#free}`
"#]],
    );
}

#[test]
fn mark_is_not_all_of_an_item() {
    check(
        &letter_body("- {#free}\n"),
        str![[r#"
error[bad-marker]: this mark stands without words
 --> content/letters/upr-49.md:6:3
  |
6 | - {#free}
  |   ^^^^^^^
  |
  = hint: write it after the words that it marks, on the same line
"#]],
    );
}

#[test]
fn mark_does_not_stand_in_a_definition() {
    check(
        &letter_body("Term\n: Appoint an ombudsperson. {#ombuds}\n"),
        str![[r#"
error[bad-marker]: a recommendation cannot stand in a list of definitions
 --> content/letters/upr-49.md:7:28
  |
7 | : Appoint an ombudsperson. {#ombuds}
  |                            ^^^^^^^^^
  |
  = hint: move it into a list or a paragraph of the page itself: `- Appoint an ombudsperson. {#ombuds}`
"#]],
    );
}

#[test]
fn mark_does_not_stand_in_a_table() {
    check(
        &letter_body("| Ask | By |\n|---|---|\n| Fund the courts. {#courts} | 2027 |\n"),
        str![[r#"
error[bad-marker]: a recommendation cannot stand in a table
 --> content/letters/upr-49.md:8:20
  |
8 | | Fund the courts. {#courts} | 2027 |
  |                    ^^^^^^^^^
  |
  = hint: move it into a list or a paragraph of the page itself: `- Fund the courts. {#courts}`
"#]],
    );
}

#[test]
fn mark_does_not_stand_in_a_quotation() {
    check(
        &letter_body("> Ratify the Convention. {#ratify}\n"),
        str![[r#"
error[bad-marker]: a recommendation cannot stand in a quotation
 --> content/letters/upr-49.md:6:26
  |
6 | > Ratify the Convention. {#ratify}
  |                          ^^^^^^^^^
  |
  = hint: move it into a list or a paragraph of the page itself: `- Ratify the Convention. {#ratify}`
"#]],
    );
}

#[test]
fn mark_does_not_stand_in_a_list_of_a_quotation() {
    check(
        &letter_body("> - Ratify the Convention. {#ratify}\n"),
        str![[r#"
error[bad-marker]: a recommendation cannot stand in a quotation
 --> content/letters/upr-49.md:6:28
  |
6 | > - Ratify the Convention. {#ratify}
  |                            ^^^^^^^^^
  |
  = hint: move it into a list or a paragraph of the page itself: `- Ratify the Convention. {#ratify}`
"#]],
    );
}

#[test]
fn mark_does_not_stand_in_an_alert() {
    check(
        &letter_body("> [!NOTE]\n> Ratify the Convention. {#ratify}\n"),
        str![[r#"
error[bad-marker]: a recommendation cannot stand in an alert
 --> content/letters/upr-49.md:7:26
  |
7 | > Ratify the Convention. {#ratify}
  |                          ^^^^^^^^^
  |
  = hint: move it into a list or a paragraph of the page itself: `- Ratify the Convention. {#ratify}`
"#]],
    );
}

#[test]
fn mark_does_not_stand_between_two_signs() {
    check(
        &letter_body("- Ratify. {#ratify};\n- Publish {#publish};\n"),
        str![[r#"
error[bad-marker]: this mark does not stand at the end of its words
 --> content/letters/upr-49.md:6:11
  |
6 | - Ratify. {#ratify};
  |           ^^^^^^^^^
  |
  = hint: it comes last, after the full stop: `- Ratify. {#ratify}`

error[bad-marker]: this mark does not stand at the end of its words
 --> content/letters/upr-49.md:7:11
  |
7 | - Publish {#publish};
  |           ^^^^^^^^^^
  |
  = hint: it comes last, after the full stop: `- Publish; {#publish}`
"#]],
    );
}
