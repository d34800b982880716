//! Raw HTML that a site allows: what is left out is named, and links, pictures and ids are looked at as in Markdown.
#![expect(clippy::invisible_characters, reason = "messages show the line as it is written")]

use snapbox::str;

use super::{check, letter_body};
use crate::site_test::{GIF, SETTINGS, SiteTest};

/// Returns the smallest site, which allows raw HTML, with other words in its letter.
fn allowing(body: &str) -> SiteTest {
    letter_body(body).file("content/site.yaml", format!("{SETTINGS}unsafe_html: true\n"))
}

#[test]
fn elements_that_are_left_out_are_named() {
    check(
        &allowing(
            "Before.\n\n<iframe src=\"https://video.example/1\" title=\"Statement\"></iframe>\n\n\
             <div>\n<iframe\n src=\"https://video.example/2\"></iframe></div>\n\nA <font color=\"red\">word</font>.\n",
        ),
        str![[r#"
warning[html-left-out]: `<iframe>` is left out, 2 times in this file
 --> content/letters/upr-49.md:8:1
  |
8 | <iframe src="https://video.example/1" title="Statement"></iframe>
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: readers would be seen by whoever serves it; write a link: `[The statement (video)](https://…)`

warning[html-left-out]: `<font>` is left out
  --> content/letters/upr-49.md:14:3
   |
14 | A <font color="red">word</font>.
   |   ^^^^^^^^^^^^^^^^^^
   |
   = hint: take it out, or write what it shows in Markdown; the words in it stay
"#]],
    );
}

#[test]
fn attributes_that_are_left_out_are_named() {
    check(
        &allowing(
            "<p style=\"color: red\">One</p>\n\nA <b style=\"x\" onclick=\"x()\">word</b> and <a href=\"https://example.net/\" target=\"_blank\">one</a>.\n\n> <p\n> width=\"5\">Two</p>\n",
        ),
        str![[r#"
warning[html-left-out]: `style` of `<p>` is left out, 2 times in this file
 --> content/letters/upr-49.md:6:4
  |
6 | <p style="color: red">One</p>
  |    ^^^^^^^^^^^^^^^^^^
  |
  = hint: styles stand in `layouts/assets/style.css`; name one there with `class`

warning[html-left-out]: `onclick` of `<b>` is left out
 --> content/letters/upr-49.md:8:16
  |
8 | A <b style="x" onclick="x()">word</b> and <a href="https://example.net/" target="_blank">one</a>.
  |                ^^^^^^^^^^^^^
  |
  = hint: pages run no programs of their texts; take it out

warning[html-left-out]: `target` of `<a>` is left out
 --> content/letters/upr-49.md:8:74
  |
8 | A <b style="x" onclick="x()">word</b> and <a href="https://example.net/" target="_blank">one</a>.
  |                                                                          ^^^^^^^^^^^^^^^
  |
  = hint: take it out; readers choose themselves where a link opens

warning[html-left-out]: `width` of `<p>` is left out
  --> content/letters/upr-49.md:11:3
   |
11 | > width="5">Two</p>
   |   ^^^^^^^^^
   |
   = hint: take it out
"#]],
    );
}

#[test]
fn every_kind_of_element_has_its_hint() {
    check(
        &allowing(
            "<form action=\"https://a.example/\"></form>\n<svg></svg>\n<math></math>\n<script>x</script>\n<style>x</style>\n<img alt=\"x\">\n<picture><source></picture>\n<?php x ?>\n<!DOCTYPE html>\n",
        ),
        str![[r#"
warning[html-left-out]: `<form>` is left out
 --> content/letters/upr-49.md:6:1
  |
6 | <form action="https://a.example/"></form>
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: pages have no forms; write a link to the page that has one

warning[html-left-out]: `<svg>` is left out
 --> content/letters/upr-49.md:7:1
  |
7 | <svg></svg>
  | ^^^^^
  |
  = hint: save the drawing as a file beside the page: `![What it shows](drawing.svg)`

warning[html-left-out]: `<math>` is left out
 --> content/letters/upr-49.md:8:1
  |
8 | <math></math>
  | ^^^^^^
  |
  = hint: write the formula in words, or as a picture: `![What it says](formula.svg)`

warning[html-left-out]: `<script>` is left out
 --> content/letters/upr-49.md:9:1
  |
9 | <script>x</script>
  | ^^^^^^^^^^^^^^^^^^
  |
  = hint: pages run no programs of their texts; write what readers should see

warning[html-left-out]: `<style>` is left out
  --> content/letters/upr-49.md:10:1
   |
10 | <style>x</style>
   | ^^^^^^^^^^^^^^^^
   |
   = hint: styles stand in `layouts/assets/style.css`; texts can name them by `class`

warning[html-left-out]: `<img>` is left out
  --> content/letters/upr-49.md:11:1
   |
11 | <img alt="x">
   | ^^^^^^^^^^^^^
   |
   = hint: name its file: `src="hall.jpg"`

warning[html-left-out]: `<picture>` is left out
  --> content/letters/upr-49.md:12:1
   |
12 | <picture><source></picture>
   | ^^^^^^^^^
   |
   = hint: write one picture: `![What it shows](hall.jpg)`

warning[html-left-out]: `<source>` is left out
  --> content/letters/upr-49.md:12:10
   |
12 | <picture><source></picture>
   |          ^^^^^^^^
   |
   = hint: write one picture: `![What it shows](hall.jpg)`

warning[html-left-out]: an instruction, `<?…>`, is left out
  --> content/letters/upr-49.md:13:1
   |
13 | <?php x ?>
   | ^^^^^^^^^^
   |
   = hint: remove it; what readers should see stands outside of it

warning[html-left-out]: a declaration, `<!…>`, is left out
  --> content/letters/upr-49.md:14:1
   |
14 | <!DOCTYPE html>
   | ^^^^^^^^^^^^^^^
   |
   = hint: remove it; what readers should see stands outside of it
"#]],
    );
}

#[test]
fn comment_without_an_end_is_an_error() {
    check(
        &allowing("One.\n\n<div><!-- two\n\nThree.\n"),
        str![[r#"
error[comment-left-open]: this comment is not closed, and what follows goes with it
 --> content/letters/upr-49.md:8:6
  |
8 | <div><!-- two
  |      ^^^^
  |
  = hint: end it with `-->`; in an item or a quote, end it there
"#]],
    );
}

#[test]
fn links_are_checked_at_their_place() {
    check(
        &allowing(
            "See <a href=\"nowhere.md\">this</a> and <a href='#nope'>that</a>.\n\n<ul>\n<li><a href=\"/nothing/\">a</a>\n<li><a href=\"javascript:x\">b</a>\n<li><a href=\"http:/x\">c</a></ul>\n",
        ),
        str![[r#"
error[dangling-link]: the link `nowhere.md` leads nowhere
 --> content/letters/upr-49.md:6:14
  |
6 | See <a href="nowhere.md">this</a> and <a href='#nope'>that</a>.
  |              ^^^^^^^^^^
  |
  = hint: links name files from the folder of this file, such as `../briefs/upr-49/ken.md`

error[missing-anchor]: there is no `#nope` on this page
 --> content/letters/upr-49.md:6:48
  |
6 | See <a href="nowhere.md">this</a> and <a href='#nope'>that</a>.
  |                                                ^^^^^
  |
  = hint: there is no heading and no recommendation to link to

error[dangling-link]: no page stands at the address `/nothing/`
 --> content/letters/upr-49.md:9:14
  |
9 | <li><a href="/nothing/">a</a>
  |              ^^^^^^^^^
  |
  = hint: name the file instead, such as `../briefs/upr-49/ken.md`; the address then follows the page

error[forbidden-scheme]: addresses that begin with `javascript:` are not allowed
  --> content/letters/upr-49.md:10:8
   |
10 | <li><a href="javascript:x">b</a>
   |        ^^^^^^^^^^^^^^^^^^^
   |
   = hint: use `https:`, `http:`, `mailto:` or `tel:`, or a path

error[bad-address]: the address `http:/x` has no host
  --> content/letters/upr-49.md:11:14
   |
11 | <li><a href="http:/x">c</a></ul>
   |              ^^^^^^^
   |
   = hint: two slashes and a host come after `https:`, as in `https://example.org/`
"#]],
    );
}

#[test]
fn pictures_are_checked_at_their_place() {
    check(
        &allowing("<img src=\"hal.gif\" alt=\"A\">\n\nA <img src=\"hall.gif\"> and <img src=\"https://a.example/x.png\" alt=\"B\" width=\"300\">.\n")
            .file("content/letters/hall.gif", GIF),
        str![[r#"
error[missing-file]: there is no file `hal.gif`
 --> content/letters/upr-49.md:6:11
  |
6 | <img src="hal.gif" alt="A">
  |           ^^^^^^^
  |
  = hint: did you mean `hall.gif`?

error[missing-alt]: the image `hall.gif` has no alternative text
 --> content/letters/upr-49.md:8:3
  |
8 | A <img src="hall.gif"> and <img src="https://a.example/x.png" alt="B" width="300">.
  |   ^^^^^^^^^^^^^^^^^^^^
  |
  = hint: say what it shows: `alt="Delegates in the hall"`; `alt=""` for an ornament (WCAG 2.2, 1.1.1)

error[remote-image]: the image `https://a.example/x.png` lies on another host
 --> content/letters/upr-49.md:8:38
  |
8 | A <img src="hall.gif"> and <img src="https://a.example/x.png" alt="B" width="300">.
  |                                      ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: readers would be seen there; put the file beside the page

warning[html-left-out]: `width` of `<img>` is left out
 --> content/letters/upr-49.md:8:71
  |
8 | A <img src="hall.gif"> and <img src="https://a.example/x.png" alt="B" width="300">.
  |                                                                       ^^^^^^^^^^^
  |
  = hint: take it out; a picture is shown in its own size, no wider than the text
"#]],
    );
}

#[test]
fn ids_stand_once_and_are_no_reserved_ones() {
    check(
        &allowing("## Why {#why}\n\n<a name=\"why\"></a> <b id=\"fn-1\">x</b> <i id=\"a\u{200b}b\">y</i>\n"),
        str![[r#"
error[duplicate-anchor]: the id `why` stands twice on this page
 --> content/letters/upr-49.md:8:4
  |
8 | <a name="why"></a> <b id="fn-1">x</b> <i id="a​b">y</i>
  |    ^^^^^^^^^^
  |
 ::: content/letters/upr-49.md:6:8
  |
6 | ## Why {#why}
  |        ------ first here
  |
  = hint: give it another id, or none: then one is made from its words

error[reserved-anchor]: the id `fn-1` is one that layouts and footnotes use
 --> content/letters/upr-49.md:8:23
  |
8 | <a name="why"></a> <b id="fn-1">x</b> <i id="a​b">y</i>
  |                       ^^^^^^^^^
  |
  = hint: choose one that begins neither with `_` nor with `fn-` or `fnref-`

error[unseen-character]: the id `a[U+200B]b` holds a space without width (U+200B)
 --> content/letters/upr-49.md:8:42
  |
8 | <a name="why"></a> <b id="fn-1">x</b> <i id="a​b">y</i>
  |                                          ^^^^^^^
  |
  = hint: remove it; links could not name the id otherwise
"#]],
    );
}
