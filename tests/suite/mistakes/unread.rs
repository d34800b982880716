//! Files and words that nobody reads, and files that are named where nobody looks.
#![expect(clippy::invisible_characters, reason = "messages show the line as it is written")]

use snapbox::str;

use super::{SITE_FILE, check, letter_line};
use crate::site_test::{GIF, SETTINGS, SiteTest};

#[test]
fn layout_that_nothing_uses_is_named() {
    let own = "{% include \"partials/mine.html\" %}\n{{ partial(\"other\", page) }}";
    check(
        &SiteTest::new()
            .file("layouts/leter.html", "x")
            .file("layouts/mine.html", "x")
            .file("layouts/partials/mine.html", "x")
            .file("layouts/partials/other.html", "x")
            .file("layouts/newsletter/extra.html", own),
        str![[r#"
warning[unused-layout]: no page and no other layout uses `layouts/leter.html`
--> layouts/leter.html:1:1
 = hint: did you mean `letter.html`?

warning[unused-layout]: no page and no other layout uses `layouts/mine.html`
--> layouts/mine.html:1:1
 = hint: did you mean `base.html`?

warning[unused-layout]: no page and no other layout uses `layouts/newsletter/extra.html`
--> layouts/newsletter/extra.html:1:1
 = hint: did you mean `newsletter/text.html`?
"#]],
    );
}

#[test]
fn word_that_no_layout_uses_is_named() {
    check(
        &SiteTest::new().file("layouts/strings/en.yaml", "home: Start\nnewr: Newer\n"),
        str![[r#"
warning[unknown-word]: no built-in layout uses the words `newr`
 --> layouts/strings/en.yaml:2:1
  |
2 | newr: Newer
  | ^^^^
  |
  = hint: did you mean `newer`?
"#]],
    );
}

#[test]
fn text_that_is_no_page_is_named() {
    let draft = "---\ntitle: Later\ndraft: true\n---\n[A](kept.txt)\n";
    check(
        &SiteTest::new()
            .file("content/pages/about.txt", "Words.")
            .file("content/pages/kept.txt", "Words.")
            .file("content/pages/later.md", draft)
            .file("content/pages/hall.gif", GIF)
            .file("content/pages/bundle/index.md", "---\ntitle: Bundle\n---\nText.\n")
            .file("content/pages/bundle/annex.txt", "Words."),
        str![[r#"
warning[unread-file]: `content/pages/about.txt` is neither a page nor linked, and nobody sees it
--> content/pages/about.txt:1:1
 = hint: save a page as `about.md`; a file to be offered is linked by a page
"#]],
    );
}

#[test]
fn file_that_extra_names_is_looked_for() {
    check(
        &letter_line("extra: {cover: {src: hal.gif}, note: Two words. Then more}")
            .file("content/letters/hall.gif", GIF),
        str![[r#"
warning[missing-extra-file]: there is no file `hal.gif`
 --> content/letters/upr-49.md:5:22
  |
5 | extra: {cover: {src: hal.gif}, note: Two words. Then more}
  |                      ^^^^^^^
  |
  = hint: did you mean `hall.gif`?
"#]],
    );
}

#[test]
fn style_sheet_names_files_that_are_there() {
    check(
        &SiteTest::new().file("layouts/assets/own.css", "a { b: c }\np { background: url(\"img/a.gif\") }\n"),
        str![[r#"
error[missing-file]: the style sheet names `img/a.gif`, and there is no such file
 --> layouts/assets/own.css:2:22
  |
2 | p { background: url("img/a.gif") }
  |                      ^^^^^^^^^
  |
  = hint: put it into `layouts/assets/`, and name it from the folder of the style sheet
"#]],
    );
}

#[test]
fn addresses_of_the_settings_are_looked_at() {
    let more = "social: [{name: A, url: 'https:/x'}, {name: B, url: \"https://a.example/\u{200b}x\"}]\n";
    check(
        &SiteTest::new().file(SITE_FILE, format!("{SETTINGS}{more}")),
        str![[r#"
error[bad-address]: the address `https:/x` has no host
 --> content/site.yaml:5:25
  |
5 | social: [{name: A, url: 'https:/x'}, {name: B, url: "https://a.example/​x"}]
  |                         ^^^^^^^^^^
  |
  = hint: two slashes and a host come after `https:`, as in `https://example.org/`

error[unseen-character]: the address `https://a.example/[U+200B]x` holds a space without width (U+200B)
 --> content/site.yaml:5:53
  |
5 | social: [{name: A, url: 'https:/x'}, {name: B, url: "https://a.example/​x"}]
  |                                                     ^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: remove it; where it is meant, write `%E2%80%8B`
"#]],
    );
}
