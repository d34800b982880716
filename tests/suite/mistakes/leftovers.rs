//! Signs that are nearly right, or of other programs, and are shown as they stand.
#![expect(clippy::invisible_characters, reason = "the reports show the line with its unseen characters")]

use snapbox::str;

use super::{check, letter_body};

#[test]
fn link_has_no_blanks_in_its_address() {
    check(
        &letter_body(
            "See [the report](Annual Report 2025.pdf), ![the hall](photo one.png), [the treaty](https://example.org/t “Treaty”), [the site] (https://example.org) and (the list)[https://example.org/l].\n",
        ),
        str![[r#"
warning[not-a-link]: this is no link, and is shown with its brackets … and 1 more on this page
 --> content/letters/upr-49.md:6:5
  |
6 | See [the report](Annual Report 2025.pdf), ![the hall](photo one.png), [the treaty](https://example.org/t “Treaty”...
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: an address with blanks stands in angles: `[…](<Annual Report 2025.pdf>)`

warning[not-a-link]: this is no link, and is shown with its brackets
 --> content/letters/upr-49.md:6:71
  |
6 | ...df), ![the hall](photo one.png), [the treaty](https://example.org/t “Treaty”), [the site] (https://example.org...
  |                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: a title stands in straight quotation marks: `[…](address "title")`

warning[not-a-link]: this is no link, and is shown with its brackets
 --> content/letters/upr-49.md:6:117
  |
6 | ...eaty](https://example.org/t “Treaty”), [the site] (https://example.org) and (the list)[https://example.org/l].
  |                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: take out the blank between `]` and `(`

warning[not-a-link]: this is no link, and is shown with its brackets
 --> content/letters/upr-49.md:6:154
  |
6 | ... [the site] (https://example.org) and (the list)[https://example.org/l].
  |                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: words stand in square brackets, the address in round ones: `[words](address)`
"#]],
    );
}

#[test]
fn link_is_closed() {
    check(
        &letter_body(
            "See [the report](report.pdf and more.\n\nSee [a [b](https://example.org/) c](https://example.org/).\n",
        ),
        str![[r#"
warning[not-a-link]: this is no link, and is shown with its brackets
 --> content/letters/upr-49.md:6:5
  |
6 | See [the report](report.pdf and more.
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: close it with `)` in the same line

warning[not-a-link]: this is no link, and is shown with its brackets
 --> content/letters/upr-49.md:8:5
  |
8 | See [a [b](https://example.org/) c](https://example.org/).
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: write `[words](address)`: no link within, nothing but a title behind the address, every bracket closed; a bracket that is no link is written `\[`
"#]],
    );
}

#[test]
fn link_of_a_wiki_is_none() {
    check(
        &letter_body("See [[The Report]] and [[Other|words]].\n"),
        str![[r#"
warning[wiki-link]: `[[The Report]]` is a link of a wiki, and is shown as it stands … and 1 more on this page
 --> content/letters/upr-49.md:6:5
  |
6 | See [[The Report]] and [[Other|words]].
  |     ^^^^^^^^^^^^^^
  |
  = hint: write `[words](../letters/upr-49.md)`, with the file
"#]],
    );
}

#[test]
fn shortcodes_are_of_another_program() {
    check(
        &letter_body(
            "[caption id=\"a\" align=\"left\"]A hall[/caption]\n\n[gallery]\n\nSee {{< figure src=\"a.jpg\" >}} and {% include x.html %} and {{ site.url }}.\n",
        ),
        str![[r#"
warning[shortcode]: `[caption id="a" align="left"]` is a shortcode of WordPress, and is shown as it stands … and 2 more on this page
 --> content/letters/upr-49.md:6:1
  |
6 | [caption id="a" align="left"]A hall[/caption]
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: write what it stood for, such as `![what it shows](hall.jpg)`

warning[shortcode]: `{{< figure src="a.jpg" >}}` is a command of another program, and is shown as it stands … and 2 more on this page
  --> content/letters/upr-49.md:10:5
   |
10 | See {{< figure src="a.jpg" >}} and {% include x.html %} and {{ site.url }}.
   |     ^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = hint: write what it stood for; in texts nothing is filled in
"#]],
    );
}

#[test]
fn attributes_in_braces_are_of_another_program() {
    check(
        &letter_body(
            "[Report](https://example.org/){.button} and a line\n{: .note}\n\n![A hall](https://example.org/){width=50%}\n",
        ),
        str![[r#"
warning[foreign-attributes]: `{.button}` is meant for another program, and is shown as it stands … and 2 more on this page
 --> content/letters/upr-49.md:6:31
  |
6 | [Report](https://example.org/){.button} and a line
  |                               ^^^^^^^^^
  |
  = hint: take it out

error[remote-image]: the image `https://example.org/` lies on another host
 --> content/letters/upr-49.md:9:11
  |
9 | ![A hall](https://example.org/){width=50%}
  |           ^^^^^^^^^^^^^^^^^^^^
  |
  = hint: readers would be seen there; put the file beside the page
"#]],
    );
}

#[test]
fn mark_of_a_recommendation_has_its_sign() {
    check(
        &letter_body("- Name an official. {focal-point priority}\n"),
        str![[r#"
warning[unmarked-recommendation]: `{focal-point priority}` is no mark of a recommendation, and is shown as it stands
 --> content/letters/upr-49.md:6:21
  |
6 | - Name an official. {focal-point priority}
  |                     ^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: write `{#focal-point priority}`
"#]],
    );
}

#[test]
fn boxes_are_of_another_program() {
    check(
        &letter_body("::: note\nInside.\n:::\n\n!!! warning\n    Words.\n\n??? note\n    Words.\n"),
        str![[r#"
warning[foreign-box]: `::: note` is a box of another program, and is shown as it stands … and 3 more on this page
 --> content/letters/upr-49.md:6:1
  |
6 | ::: note
  | ^^^^^^^^
  |
  = hint: write an alert: `> [!NOTE]`, and below it the words, each line with `> `
"#]],
    );
}

#[test]
fn heading_has_a_blank() {
    check(
        &letter_body("##Why now\n\n###And how\n"),
        str![[r#"
warning[not-a-heading]: `##Why` is no heading, and is shown as it stands … and 1 more on this page
 --> content/letters/upr-49.md:6:1
  |
6 | ##Why now
  | ^^^^^
  |
  = hint: put a blank behind the number signs
"#]],
    );
}

#[test]
fn table_has_a_second_line() {
    check(
        &letter_body("| State | Vote |\n| Kenya | yes |\n| Guyana | no |\n"),
        str![[r#"
warning[not-a-table]: rows of `|` without a line such as `|---|---|` below the first, with as many columns, make no table
 --> content/letters/upr-49.md:6:1
  |
6 | | State | Vote |
  | ^^^^^^^^^^^^^^^^
  |
  = hint: put that line below the head
"#]],
    );
}

#[test]
fn alert_has_a_kind_and_its_line() {
    check(
        &letter_body("> [!NOTE] Words here\n> and here\n\n> [!DANGER]\n> Words.\n"),
        str![[r#"
warning[not-an-alert]: `[!NOTE]` begins no alert here, and is shown as it stands … and 1 more on this page
 --> content/letters/upr-49.md:6:3
  |
6 | > [!NOTE] Words here
  |   ^^^^^^^
  |
  = hint: there are `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` and `[!CAUTION]`, each alone in its line
"#]],
    );
}

#[test]
fn blank_is_a_blank() {
    check(
        &letter_body("##\u{a0}Why now\n\n-\u{a0}One\n-\u{a0}Two\n\n\u{200b}## How\n\n1.\u{a0}First\n"),
        str![[r#"
warning[odd-blank]: a no-break space (U+00A0) stands at the start of this line, so no heading, item or quote begins … and 3 more on this page
 --> content/letters/upr-49.md:6:1
  |
6 | ## Why now
  | ^^^
  |
  = hint: put an ordinary blank behind the sign and nothing before it; a sign to be seen is written `\-` or `1\.`

warning[odd-blank]: a space without width (U+200B) stands at the start of this line, so no heading, item or quote begins
  --> content/letters/upr-49.md:11:1
   |
11 | ​## How
   | ^^
   |
   = hint: put an ordinary blank behind the sign and nothing before it; a sign to be seen is written `\-` or `1\.`
"#]],
    );
}

#[test]
fn strong_words_touch_their_asterisks() {
    check(
        &letter_body("This is **strong **, and ** this** too.\n\nAnd **this ** here.\n"),
        str![[r#"
warning[not-strong]: these asterisks make nothing strong, and are shown … and 1 more on this page
 --> content/letters/upr-49.md:6:9
  |
6 | This is **strong **, and ** this** too.
  |         ^^
  |
  = hint: between `**` and the words stands no blank: `**words**`; an asterisk to be seen is written `\*`
"#]],
    );
}

#[test]
fn html_is_shown_as_text() {
    check(
        &letter_body(
            "Accepted<br>Noted, and the 1<sup>st</sup> and 2<sup>nd</sup> cycle.\n\n<iframe src=\"https://video.example.org/embed/1\"></iframe>\n\n<div class=\"a\">\n<p>Words.</p>\n</div>\n\n<?php x ?>\n",
        ),
        str![[r#"
warning[html-as-text]: `<br>` is raw HTML, which readers see as text
 --> content/letters/upr-49.md:6:9
  |
6 | Accepted<br>Noted, and the 1<sup>st</sup> and 2<sup>nd</sup> cycle.
  |         ^^^^
  |
  = hint: end the line with `\` instead, or let HTML through with `unsafe_html: true` in `site.yaml`

warning[html-as-text]: `<sup>` is raw HTML, which readers see as text … and 1 more on this page
 --> content/letters/upr-49.md:6:29
  |
6 | Accepted<br>Noted, and the 1<sup>st</sup> and 2<sup>nd</sup> cycle.
  |                             ^^^^^
  |
  = hint: write `1st` or `m²` instead, or let HTML through with `unsafe_html: true` in `site.yaml`

warning[html-as-text]: `<iframe src="https://video.example.org/embed/1">` is raw HTML, which readers see as text
 --> content/letters/upr-49.md:8:1
  |
8 | <iframe src="https://video.example.org/embed/1"></iframe>
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: write a link to it instead: `[words](address)`

warning[html-as-text]: `<div class="a">` is raw HTML, which readers see as text
  --> content/letters/upr-49.md:10:1
   |
10 | <div class="a">
   | ^^^^^^^^^^^^^^^
   |
   = hint: take it out and keep its words, or let HTML through with `unsafe_html: true` in `site.yaml`

warning[html-as-text]: `<p>` is raw HTML, which readers see as text
  --> content/letters/upr-49.md:11:1
   |
11 | <p>Words.</p>
   | ^^^
   |
   = hint: take it out and keep its words, or let HTML through with `unsafe_html: true` in `site.yaml`

warning[html-as-text]: `<?php x ?>` is raw HTML, which readers see as text
  --> content/letters/upr-49.md:14:1
   |
14 | <?php x ?>
   | ^^^^^^^^^^
   |
   = hint: take it out
"#]],
    );
}
