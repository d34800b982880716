//! Mistakes in files that are published: those that run, those that tell too much, and the rules for them.

use snapbox::str;

use super::{check, letter_body, letter_line};
use crate::site_test::SiteTest;

#[test]
fn file_that_runs_is_refused() {
    check(
        &letter_line("attachments:\n  - {src: map.html, title: A map}").file("content/letters/map.html", "<p>A map"),
        str![[r#"
error[active-file]: `content/letters/map.html` is a page of the web, and can run programs under the address of the site
 --> content/letters/upr-49.md:6:11
  |
6 |   - {src: map.html, title: A map}
  |           ^^^^^^^^
  |
  = hint: offer it as PDF, as plain text or as a picture
  = hint: if you know what it does and mean it, name it in `content/site.yaml`: `active_files: [letters/map.html]`
"#]],
    );
}

#[test]
fn rule_for_files_is_a_path_below_content() {
    check(
        &SiteTest::new().replace(super::SITE_FILE, "name:", "active_files: [/letters/map.html, ../x.html]\nname:"),
        str![[r#"
error[bad-file-name]: `/letters/map.html` is neither a name of files nor a path below `content/`
 --> content/site.yaml:1:16
  |
1 | active_files: [/letters/map.html, ../x.html]
  |                ^^^^^^^^^^^^^^^^^
  |
  = hint: write `letters/upr-49/map.html`, `map.html` or `*.html`

error[bad-file-name]: `../x.html` is neither a name of files nor a path below `content/`
 --> content/site.yaml:1:35
  |
1 | active_files: [/letters/map.html, ../x.html]
  |                                   ^^^^^^^^^
  |
  = hint: write `letters/upr-49/map.html`, `map.html` or `*.html`
"#]],
    );
}

#[test]
fn rule_for_files_names_one() {
    let site = letter_body("[A map](map.html)\n").file("content/letters/map.html", "<p>A map");
    let rules = "active_files: [letters/map.html]\nkeep_metadata: [letters/mop.html, \"*.pdf\"]\nname:";
    check(
        &site.replace(super::SITE_FILE, "name:", rules),
        str![[r#"
warning[unused-file-name]: there is no file `letters/mop.html`
 --> content/site.yaml:2:17
  |
2 | keep_metadata: [letters/mop.html, "*.pdf"]
  |                 ^^^^^^^^^^^^^^^^
  |
  = hint: did you mean `letters/map.html`?

warning[unused-file-name]: there is no file `*.pdf`
 --> content/site.yaml:2:35
  |
2 | keep_metadata: [letters/mop.html, "*.pdf"]
  |                                   ^^^^^^^
  |
  = hint: write the path below `content/`, or that of a static file from `layouts/` on, or take the line out
"#]],
    );
}

#[test]
fn metadata_of_a_document_is_named() {
    let site = letter_line("attachments:\n  - {src: annex.pdf, title: Annex}");
    check(
        &site.file("content/letters/annex.pdf", "%PDF-1.7 <</Author (A. N. Author) /ModDate (D:20260101)>>"),
        str![[r#"
error[metadata-stays]: `content/letters/annex.pdf` tells the name of who wrote it and the days on which it was written, and that cannot be taken out here
 --> content/letters/upr-49.md:6:11
  |
6 |   - {src: annex.pdf, title: Annex}
  |           ^^^^^^^^^
  |
  = hint: print it into a new PDF; or clean it with `exiftool` and `qpdf`
  = hint: where that is meant, `keep_metadata: [letters/annex.pdf]` in `content/site.yaml` says so
"#]],
    );
}

#[test]
fn picture_among_the_static_files_is_one() {
    check(
        &SiteTest::new()
            .file("layouts/static/hall.jpg", "<!doctype html><p>Not found")
            .file("layouts/static/hall.heic", &b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..]),
        str![[r#"
error[metadata-stays]: `layouts/static/hall.heic` may say by whom, where and with what it was made, and that cannot be taken out here
--> layouts/static/hall.heic:1:1
 = hint: save it as JPEG, PNG or WebP
 = hint: where that is meant, `keep_metadata: [layouts/static/hall.heic]` in `content/site.yaml` says so

error[bad-image]: the image `layouts/static/hall.jpg` cannot be used: the content is not that of a JPEG, PNG, GIF, WebP, SVG or AVIF file
--> layouts/static/hall.jpg:1:1
 = hint: save it again as JPEG, PNG, GIF, WebP or SVG
"#]],
    );
}
