//! Mistakes in files as such: their encoding, their names, pictures that are none, files that are not there.

use snapbox::str;

use super::{LETTER_FILE, PICTURE, check, letter_body, letter_line};
use crate::site_test::{GIF, LETTER, SiteTest};

#[test]
fn text_is_utf_8() {
    let latin = [LETTER.as_bytes(), b"Encore une fois, merci \xe0 tous.\n"].concat();
    check(
        &SiteTest::new().file(LETTER_FILE, latin),
        str![[r#"
error[not-utf8]: the file is not saved as UTF-8: the byte 0xe0 at 129 is no letter in it
 --> content/letters/upr-49.md:7:24
  |
7 | Encore une fois, merci � tous.
  |                        ^
  |
  = hint: save it again as plain text with the encoding UTF-8
"#]],
    );
}

#[test]
fn text_has_no_nul() {
    check(
        &SiteTest::new().file(LETTER_FILE, format!("{LETTER}Nothing\0 here.\n")),
        str![[r#"
error[nul-byte]: the file holds a byte of zero, which no text has
 --> content/letters/upr-49.md:7:8
  |
7 | Nothing� here.
  |        ^
  |
  = hint: is this a text file? save it again as plain text with the encoding UTF-8
"#]],
    );
}

#[test]
fn carriage_return_does_not_stand_alone() {
    check(
        &SiteTest::new().file(LETTER_FILE, format!("{LETTER}First\rsecond\n")),
        str![[r#"
error[line-end]: the line ends here in a way that only very old programs know
 --> content/letters/upr-49.md:7:6
  |
7 | First�second
  |      ^
  |
  = hint: save the file with the line ends of Unix or Windows (LF or CRLF)
"#]],
    );
}

#[test]
fn slip_in_the_name_of_an_image_gets_the_right_name() {
    check(
        &letter_body("![The hall](hal.svg)\n").file("content/letters/hall.svg", PICTURE),
        str![[r#"
error[missing-file]: there is no file `hal.svg`
 --> content/letters/upr-49.md:6:13
  |
6 | ![The hall](hal.svg)
  |             ^^^^^^^
  |
  = hint: did you mean `hall.svg`?
"#]],
    );
}

#[test]
fn image_that_is_nowhere_is_shown() {
    check(
        &letter_body("Look: ![The hall](images/hall.jpg)\n"),
        str![[r#"
error[missing-file]: there is no file `images/hall.jpg`
 --> content/letters/upr-49.md:6:19
  |
6 | Look: ![The hall](images/hall.jpg)
  |                   ^^^^^^^^^^^^^^^
  |
  = hint: put the file beside the page, or name it by its path from `content/`
"#]],
    );
}

#[test]
fn slip_in_the_name_of_a_photo_gets_the_right_name() {
    let photo = "photo:\n  src: hal.svg\n  alt: The hall\n  credit: The Centre";
    check(
        &letter_line(photo).file("content/letters/hall.svg", PICTURE),
        str![[r#"
error[missing-file]: there is no file `hal.svg`
 --> content/letters/upr-49.md:6:8
  |
6 |   src: hal.svg
  |        ^^^^^^^
  |
  = hint: did you mean `hall.svg`?
"#]],
    );
}

#[test]
fn attachment_that_is_nowhere_is_shown() {
    check(
        &letter_line("attachments:\n  - {src: annex.pdf, title: Annex}"),
        str![[r#"
error[missing-file]: there is no file `annex.pdf`
 --> content/letters/upr-49.md:6:11
  |
6 |   - {src: annex.pdf, title: Annex}
  |           ^^^^^^^^^
  |
  = hint: put the file beside the page, or name it by its path from `content/`
"#]],
    );
}

#[test]
fn image_is_an_image() {
    check(
        &letter_body("Look: ![The hall](hall.jpg)\n").file("content/letters/hall.jpg", "no picture"),
        str![[r#"
error[bad-image]: the image `content/letters/hall.jpg` cannot be used: the content is not that of a JPEG, PNG, GIF, WebP, SVG or AVIF file
 --> content/letters/upr-49.md:6:19
  |
6 | Look: ![The hall](hall.jpg)
  |                   ^^^^^^^^
  |
  = hint: save it again as JPEG, PNG, GIF, WebP or SVG
"#]],
    );
}

#[test]
fn image_is_one_that_browsers_show() {
    let body = "![The hall](hall.heic)\n\n![A report](report.pdf)\n\n![A scan](scan.tiff)\n\n![A card](card.bmp)\n\n\
                ![A page](page.jpg)\n\n![Nothing](nothing.png)\n\n[The report](other.pdf)\n";
    check(
        &letter_body(body)
            .file("content/letters/hall.heic", &b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..])
            .file("content/letters/report.pdf", "%PDF-1.7")
            .file("content/letters/other.pdf", "%PDF-1.7")
            .file("content/letters/scan.tiff", "II*\0")
            .file("content/letters/card.bmp", "BM6")
            .file("content/letters/page.jpg", "<!DOCTYPE html><p>Not found")
            .file("content/letters/nothing.png", ""),
        str![[r#"
error[bad-image]: the image `content/letters/hall.heic` cannot be used: it is a HEIC picture, which not every browser and mail program shows
 --> content/letters/upr-49.md:6:13
  |
6 | ![The hall](hall.heic)
  |             ^^^^^^^^^
  |
  = hint: save it again as JPEG, PNG, GIF, WebP or SVG

error[bad-image]: the image `content/letters/report.pdf` cannot be used: it is a PDF document and no picture
 --> content/letters/upr-49.md:8:13
  |
8 | ![A report](report.pdf)
  |             ^^^^^^^^^^
  |
  = hint: save it again as JPEG, PNG, GIF, WebP or SVG

error[bad-image]: the image `content/letters/scan.tiff` cannot be used: it is a TIFF or raw picture, which not every browser and mail program shows
  --> content/letters/upr-49.md:10:11
   |
10 | ![A scan](scan.tiff)
   |           ^^^^^^^^^
   |
   = hint: save it again as JPEG, PNG, GIF, WebP or SVG

error[bad-image]: the image `content/letters/card.bmp` cannot be used: it is a BMP picture, which not every browser and mail program shows
  --> content/letters/upr-49.md:12:11
   |
12 | ![A card](card.bmp)
   |           ^^^^^^^^
   |
   = hint: save it again as JPEG, PNG, GIF, WebP or SVG

error[bad-image]: the image `content/letters/page.jpg` cannot be used: it is a page of the web and no picture
  --> content/letters/upr-49.md:14:11
   |
14 | ![A page](page.jpg)
   |           ^^^^^^^^
   |
   = hint: save it again as JPEG, PNG, GIF, WebP or SVG

error[bad-image]: the image `content/letters/nothing.png` cannot be used: the file is empty
  --> content/letters/upr-49.md:16:12
   |
16 | ![Nothing](nothing.png)
   |            ^^^^^^^^^^^
   |
   = hint: save it again as JPEG, PNG, GIF, WebP or SVG
"#]],
    );
}

#[test]
fn name_of_an_image_says_its_format() {
    check(
        &letter_body("![The hall](hall.svg)\n\n![A dot](dot.jpg)\n\n![A map](map.png)\n")
            .file("content/letters/hall.svg", crate::site_test::GIF)
            .file("content/letters/dot.jpg", crate::site_test::GIF)
            .file("content/letters/map.png", PICTURE),
        str![[r#"
error[bad-image]: the name of the image `content/letters/hall.svg` says another format than GIF, so that no browser shows it
 --> content/letters/upr-49.md:6:13
  |
6 | ![The hall](hall.svg)
  |             ^^^^^^^^
  |
  = hint: call the file `hall.gif`, here and where it lies

warning[misnamed-image]: the image `content/letters/dot.jpg` is a GIF file, and its name says otherwise
 --> content/letters/upr-49.md:8:10
  |
8 | ![A dot](dot.jpg)
  |          ^^^^^^^
  |
  = hint: call the file `dot.gif`, here and where it lies

error[bad-image]: the name of the image `content/letters/map.png` says another format than SVG, so that no browser shows it
  --> content/letters/upr-49.md:10:10
   |
10 | ![A map](map.png)
   |          ^^^^^^^
   |
   = hint: call the file `map.svg`, here and where it lies
"#]],
    );
}

#[test]
fn photo_is_an_image() {
    let photo = "photo: {src: hall.png, alt: The hall, credit: The Centre}";
    check(
        &letter_line(photo).file("content/letters/hall.png", "\u{89}PNG"),
        str![[r#"
error[bad-image]: the image `content/letters/hall.png` cannot be used: the content is not that of a JPEG, PNG, GIF, WebP, SVG or AVIF file
 --> content/letters/upr-49.md:5:14
  |
5 | photo: {src: hall.png, alt: The hall, credit: The Centre}
  |              ^^^^^^^^
  |
  = hint: save it again as JPEG, PNG, GIF, WebP or SVG
"#]],
    );
}

#[test]
fn image_that_holds_a_script_is_refused() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2\" height=\"1\"><script>x()</script></svg>";
    check(
        &letter_body("![The hall](hall.svg)\n").file("content/letters/hall.svg", drawing),
        str![[r#"
error[bad-image]: the image `content/letters/hall.svg` cannot be used: the SVG is not safe to publish: a `script` element can run a program when the picture is opened, at byte 61
 --> content/letters/upr-49.md:6:13
  |
6 | ![The hall](hall.svg)
  |             ^^^^^^^^
  |
  = hint: take that out of the file, or export the drawing as PNG
"#]],
    );
}

#[test]
fn name_from_a_telephone_is_doubtful() {
    let site = letter_body("![The hall](IMG_20250314_093000.svg)\n");
    check(
        &site.file("content/letters/IMG_20250314_093000.svg", PICTURE),
        str![[r#"
warning[picture-not-in-mail]: mail programs do not show SVG pictures; in mails `content/letters/IMG_20250314_093000.svg` is a link
 --> content/letters/upr-49.md:6:13
  |
6 | ![The hall](IMG_20250314_093000.svg)
  |             ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: use a JPEG or PNG, or leave it at that
  = hint: `newsletter: false` in the front matter leaves this page without a newsletter version

warning[telling-file-name]: the name `IMG_20250314_093000.svg` tells when or with what it was made
 --> content/letters/upr-49.md:6:13
  |
6 | ![The hall](IMG_20250314_093000.svg)
  |             ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: give it a name that says what it shows
"#]],
    );
}

#[test]
fn name_of_a_photo_from_a_telephone_is_doubtful() {
    let photo = "photo: {src: IMG_20250314_093000.svg, alt: The hall, credit: The Centre}";
    check(
        &letter_line(photo).file("content/letters/IMG_20250314_093000.svg", PICTURE),
        str![[r#"
warning[picture-not-in-mail]: mail programs do not show SVG pictures; in mails `content/letters/IMG_20250314_093000.svg` is a link
 --> content/letters/upr-49.md:5:14
  |
5 | photo: {src: IMG_20250314_093000.svg, alt: The hall, credit: The Centre}
  |              ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: use a JPEG or PNG, or leave it at that
  = hint: `newsletter: false` in the front matter leaves this page without a newsletter version

warning[telling-file-name]: the name `IMG_20250314_093000.svg` tells when or with what it was made
 --> content/letters/upr-49.md:5:14
  |
5 | photo: {src: IMG_20250314_093000.svg, alt: The hall, credit: The Centre}
  |              ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: give it a name that says what it shows
"#]],
    );
}

#[test]
fn metadata_that_stays_is_named() {
    let site = letter_line("attachments:\n  - {src: film.mp4, title: The film}");
    check(
        &site.file("content/letters/film.mp4", "a film"),
        str![[r#"
error[metadata-stays]: `content/letters/film.mp4` may say by whom, where and with what it was made, and that cannot be taken out here
 --> content/letters/upr-49.md:6:11
  |
6 |   - {src: film.mp4, title: The film}
  |           ^^^^^^^^
  |
  = hint: take the metadata out with another program, such as `exiftool` or `ffmpeg -map_metadata -1`
  = hint: where that is meant, `keep_metadata: [letters/film.mp4]` in `content/site.yaml` says so
"#]],
    );
}

#[test]
fn text_file_has_a_greatest_size() {
    let long = format!("{LETTER}{}", "Words and words.\n".repeat(600_000));
    check(
        &SiteTest::new().file(LETTER_FILE, long),
        str![[r#"
error[file-too-large]: the file has 10200106 bytes; at most 8388608 are read
--> content/letters/upr-49.md:1:1
 = hint: split it, or save it smaller
"#]],
    );
}

#[test]
fn page_has_a_greatest_size() {
    check(
        &letter_body(&"&".repeat(7 * 1024 * 1024)),
        str![[r#"
error[page-too-large]: the page becomes larger than 33554432 bytes
--> content/letters/upr-49.md:1:1
 = hint: split it into several pages
"#]],
    );
}

#[test]
fn names_that_differ_in_their_form_alone_are_told_apart() {
    check(
        &SiteTest::new().file("content/letters/re\u{301}ponse.gif", GIF).file("content/letters/r\u{e9}ponse.gif", GIF),
        str![[r#"
error[file-name]: `content/letters/re[U+0301]ponse.gif` and `content/letters/réponse.gif` have the same name, spelt in two ways that look alike
--> content/letters/réponse.gif:1:1
 = hint: rename one, or remove it if it is a copy
"#]],
    );
}
