//! A site's own blocks: the heads of their layouts, what a text gives them, what the layouts do wrong.

use snapbox::str;

use super::{check, letter_body};
use crate::site_test::SiteTest;

/// Returns a site with a block of this head and layout, and a letter with this body.
fn site(layout: &str, body: &str) -> SiteTest {
    letter_body(&format!("We write.\n\n{body}")).file("layouts/blocks/step.html", layout)
}

/// Returns a site with a block of this head alone.
fn head(head: &str) -> SiteTest {
    site(&format!("---\n{head}---\n<p>\n"), "")
}

#[test]
fn head_says_what_a_block_takes() {
    check(
        &head(
            "takes: pictures\nargument: {}\narguments:\n  id: {type: text}\n  who: {type: reference, to: states}\n  all: {type: list, of: {type: text}}\n  one: {}\n",
        ),
        str![[r#"
error[own-block-takes]: `takes` cannot be `pictures`
 --> layouts/blocks/step.html:2:8
  |
2 | takes: pictures
  |        ^^^^^^^^
  |
  = hint: it is one of `markdown`, `text`, `none`, or a list of names of blocks

error[unknown-key]: unknown key `argument`
 --> layouts/blocks/step.html:3:1
  |
3 | argument: {}
  | ^^^^^^^^
  |
  = hint: did you mean `arguments`?

error[own-argument-taken]: each block takes `id` already
 --> layouts/blocks/step.html:5:3
  |
5 |   id: {type: text}
  |   ^^
  |
  = hint: give the argument another name

error[own-argument-reference]: an argument cannot be a reference
 --> layouts/blocks/step.html:6:15
  |
6 |   who: {type: reference, to: states}
  |               ^^^^^^^^^
  |
  = hint: take `text`; or let the block take `text`, and write the link into what it holds

error[field-too-deep]: a `list` cannot stand here
 --> layouts/blocks/step.html:7:15
  |
7 |   all: {type: list, of: {type: text}}
  |               ^^^^
  |
  = hint: a list holds records or single values, and a record single values

error[field-without-type]: this field has no `type`
 --> layouts/blocks/step.html:8:3
  |
8 |   one: {}
  |   ^^^
  |
  = hint: add `type: text`, or another of `text`, `number`, `boolean`, `date`, `datetime`, `choice`, `url`, `email`, `image`, `file`, `reference`, `record`, `list`
"#]],
    );
    check(
        &head("takes: [step, colum]\n"),
        str![[r#"
warning[own-block-content]: this layout of the block `step` leaves out what stands in the block
--> layouts/blocks/step.html:1:1
 = hint: print `{{ content }}` where it belongs; a block that holds nothing says `takes: none`

error[unknown-block]: there is no block `colum`
 --> layouts/blocks/step.html:2:15
  |
2 | takes: [step, colum]
  |               ^^^^^
  |
  = hint: did you mean `column`?
"#]],
    );
    check(
        &head("takes: [\n"),
        str![[r#"
error[yaml-syntax]: this is not YAML: a value is missing here
 --> layouts/blocks/step.html:3:1
  |
3 | ---
  | ^
  |
  = hint: separate items by single commas, and close every bracket
"#]],
    );
}

#[test]
fn name_is_that_of_the_file() {
    let site =
        SiteTest::new().file("layouts/blocks/Step.html", "---\n---\n").file("layouts/blocks/figure.html", "---\n---\n");
    check(
        &site,
        str![[r#"
error[own-block-name]: `Step` cannot be the name of a block
--> layouts/blocks/Step.html:1:1
 = hint: name the file of at most 40 of a-z, 0-9 and `-`, a letter first

error[own-block-taken]: there is a block `figure` already
--> layouts/blocks/figure.html:1:1
 = hint: give the file another name
"#]],
    );
}

#[test]
fn block_without_a_head_is_none() {
    check(
        &site("<p>{{ content }}</p>\n", "::: step\n:::\n"),
        str![[r#"
error[unknown-block]: there is no block `step`
 --> content/letters/upr-49.md:8:5
  |
8 | ::: step
  |     ^^^^
  |
  = hint: begin `layouts/blocks/step.html` with `---`, `takes: markdown`, `---`, each in a line

warning[unused-layout]: no page and no other layout uses `layouts/blocks/step.html`
--> layouts/blocks/step.html:1:1
 = hint: include it in another layout, or remove it
"#]],
    );
}

#[test]
fn values_are_of_the_types_that_the_layout_declares() {
    let layout = "---\narguments:\n  code: {type: text, pattern: \"[A-Z]{3}\"}\n  count: {type: number}\n  open: {type: boolean}\n  day: {type: date}\n  at: {type: datetime}\n  level: {type: choice, options: {low: Low, high: High}}\n  page: {type: url}\n  mail: {type: email}\n  file: {type: file}\n  photo: {type: image}\n---\n<p>\n";
    check(
        &site(
            layout,
            "::: step code=ke count=many open=yes day=2025-05-02T10:00 at=soon level=Low page=about.md mail=us file=../pages/about.md photo=https://example.org/a.png\n:::\n",
        ),
        str![[r#"
error[argument-type]: `code` cannot be `ke`
 --> content/letters/upr-49.md:8:15
  |
8 | ::: step code=ke count=many open=yes day=2025-05-02T10:00 at=soon level=Low page=about.md mail=us file=../pages/a...
  |               ^^
  |
  = hint: write what fits `[A-Z]{3}`

error[argument-type]: `count` cannot be `many`
 --> content/letters/upr-49.md:8:24
  |
8 | ::: step code=ke count=many open=yes day=2025-05-02T10:00 at=soon level=Low page=about.md mail=us file=../pages/a...
  |                        ^^^^
  |
  = hint: write a number, as in `12.5`

error[argument-type]: `open` cannot be `yes`
 --> content/letters/upr-49.md:8:34
  |
8 | ::: step code=ke count=many open=yes day=2025-05-02T10:00 at=soon level=Low page=about.md mail=us file=../pages/a...
  |                                  ^^^
  |
  = hint: write `true` or `false`

error[argument-type]: `day` cannot be `2025-05-02T10:00`
 --> content/letters/upr-49.md:8:42
  |
8 | ::: step code=ke count=many open=yes day=2025-05-02T10:00 at=soon level=Low page=about.md mail=us file=../pages/a...
  |                                          ^^^^^^^^^^^^^^^^
  |
  = hint: write a day, as in `2025-05-02`

error[argument-type]: `at` cannot be `soon`
 --> content/letters/upr-49.md:8:62
  |
8 | ::: step code=ke count=many open=yes day=2025-05-02T10:00 at=soon level=Low page=about.md mail=us file=../pages/a...
  |                                                              ^^^^
  |
  = hint: write a day and a time, as in `2025-05-02T14:30`

error[bad-argument]: `level` cannot be `Low`
 --> content/letters/upr-49.md:8:73
  |
8 | ::: step code=ke count=many open=yes day=2025-05-02T10:00 at=soon level=Low page=about.md mail=us file=../pages/a...
  |                                                                         ^^^
  |
  = hint: did you mean `low`?

error[argument-type]: `page` cannot be `about.md`
 --> content/letters/upr-49.md:8:82
  |
8 | ::: step code=ke count=many open=yes day=2025-05-02T10:00 at=soon level=Low page=about.md mail=us file=../pages/a...
  |                                                                                  ^^^^^^^^
  |
  = hint: write a whole address, as in `https://example.org/`

error[argument-type]: `mail` cannot be `us`
 --> content/letters/upr-49.md:8:96
  |
8 | ::: step code=ke count=many open=yes day=2025-05-02T10:00 at=soon level=Low page=about.md mail=us file=../pages/a...
  |                                                                                                ^^
  |
  = hint: write an address for mails, as in `office@example.org`

error[bad-argument]: `file` names a file of this site, and `../pages/about.md` is none
 --> content/letters/upr-49.md:8:104
  |
8 | ... at=soon level=Low page=about.md mail=us file=../pages/about.md photo=https://example.org/a.png
  |                                                  ^^^^^^^^^^^^^^^^^
  |
  = hint: name a file that lies beside the page or under `content/`; what is elsewhere, and a page, is a link: `[Report](…)`

error[bad-argument]: `photo` names a file of this site, and `https://example.org/a.png` is none
 --> content/letters/upr-49.md:8:128
  |
8 | ...t.md mail=us file=../pages/about.md photo=https://example.org/a.png
  |                                              ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: name a file that lies beside the page or under `content/`; what is elsewhere, and a page, is a link: `[Report](…)`
"#]],
    );
    check(
        &site(layout, "::: step file=none.pdf photo=none.png colour=red\nWords.\n:::\n"),
        str![[r#"
error[block-content]: a block `step` takes nothing in it
 --> content/letters/upr-49.md:8:1
  |
8 | ::: step file=none.pdf photo=none.png colour=red
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: put what else stands in it below the line that closes it

error[dangling-link]: the link `none.pdf` leads nowhere
 --> content/letters/upr-49.md:8:15
  |
8 | ::: step file=none.pdf photo=none.png colour=red
  |               ^^^^^^^^
  |
  = hint: links name files from the folder of this file, such as `../briefs/upr-49/ken.md`

error[missing-file]: there is no file `none.png`
 --> content/letters/upr-49.md:8:30
  |
8 | ::: step file=none.pdf photo=none.png colour=red
  |                              ^^^^^^^^
  |
  = hint: put the file beside the page, or name it by its path from `content/`

error[unknown-argument]: a block `step` has no argument `colour`
 --> content/letters/upr-49.md:8:39
  |
8 | ::: step file=none.pdf photo=none.png colour=red
  |                                       ^^^^^^
  |
  = hint: it takes `code`, `count`, `open`, `day`, `at`, `level`, `page`, `mail`, `file`, `photo`, `id`
"#]],
    );
    check(
        &site("---\narguments: {title: {type: text, required: true}}\n---\n<p>\n", "::: step\n:::\n"),
        str![[r#"
error[missing-argument]: a block `step` needs the argument `title`
 --> content/letters/upr-49.md:8:1
  |
8 | ::: step
  | ^^^^^^^^
  |
  = hint: as in `::: step title="…"`
"#]],
    );
}

#[test]
fn layout_of_a_block_fails_at_its_line() {
    check(
        &site("---\narguments: {title: {type: text}}\n---\n<p>\n{{ arguments.titel }}\n", "::: step title=A\n:::\n"),
        str![[r#"
error[layout]: there is no `titel` here
 --> layouts/blocks/step.html:5:14
  |
5 | {{ arguments.titel }}
  |              ^^^^^
  |
  = hint: did you mean `title`?
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
    check(
        &site("---\n---\n<p>\n{{ contents }}\n", "::: step\n:::\n"),
        str![[r#"
error[layout]: `contents` is undefined
 --> layouts/blocks/step.html:4:4
  |
4 | {{ contents }}
  |    ^^^^^^^^
  |
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
    check(
        &site("---\n---\n<p>\n{% if %}\n", "::: step\n:::\n"),
        str![[r#"
error[layout]: unexpected end of block
 --> layouts/blocks/step.html:4:7
  |
4 | {% if %}
  |       ^^
  |
  = hint: a tag ends with `%}`
"#]],
    );
    check(
        &site("---\n---\n{% include \"partials/card.html\" %}\n", "::: step\n:::\n"),
        str![[r#"
error[layout]: the layout of a block cannot use `partials/card.html`
 --> layouts/blocks/step.html:3:22
  |
3 | {% include "partials/card.html" %}
  |                      ^^^^
  |
  = hint: it stands by itself: write here what it needs
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
    // What is made of one layout would stay as it was when another is changed.
    check(
        &site("---\n---\n{% include \"blocks/other.html\" %}\n", "::: step\n:::\n")
            .file("layouts/blocks/other.html", "---\n---\n<p>\n"),
        str![[r#"
error[layout]: the layout of a block cannot use `blocks/other.html`
 --> layouts/blocks/step.html:3:13
  |
3 | {% include "blocks/other.html" %}
  |             ^^^^^^^^^^^^^^^^^
  |
  = hint: it stands by itself: write here what it needs
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
    check(
        &site("---\n---\n<p>\n", "::: step\n:::\n").file("layouts/newsletter/blocks/step.html", "{{ arguments.a }}"),
        str![[r#"
error[layout]: there is no `a` here
 --> layouts/newsletter/blocks/step.html:1:14
  |
1 | {{ arguments.a }}
  |              ^
  |
  = hint: it has none
  = hint: met while making `letters/upr-49/newsletter.eml` and 2 more
"#]],
    );
    check(
        &site("---\n---\n<p>\n", "::: step\n:::\n").file("layouts/newsletter/blocks/step.txt", "{{ arguments.a }}"),
        str![[r#"
error[layout]: there is no `a` here
 --> layouts/newsletter/blocks/step.txt:1:14
  |
1 | {{ arguments.a }}
  |              ^
  |
  = hint: it has none
  = hint: met while making `letters/upr-49/newsletter.eml` and 1 more
"#]],
    );
}

#[test]
fn layouts_leave_nothing_out() {
    let site = site("---\ntakes: markdown\n---\n<p>\n", "::: step\nWords.\n:::\n");
    check(
        &site,
        str![[r#"
warning[own-block-content]: this layout of the block `step` leaves out what stands in the block
--> layouts/blocks/step.html:1:1
 = hint: print `{{ content }}` where it belongs; a block that holds nothing says `takes: none`
"#]],
    );
    let mails = site
        .file("layouts/blocks/step.html", "---\ntakes: text\n---\n{{ content }}\n")
        .file("layouts/newsletter/blocks/step.html", "<p>\n")
        .file("layouts/newsletter/blocks/step.txt", "{{ content }}\n");
    check(
        &mails,
        str![[r#"
warning[own-block-content]: this layout of the block `step` leaves out what stands in the block
--> layouts/newsletter/blocks/step.html:1:1
 = hint: print `{{ content }}` where it belongs; a block that holds nothing says `takes: none`
"#]],
    );
}
