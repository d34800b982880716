//! Mistakes in what is to hold a page back, and pages that may not be meant to be seen yet.

use snapbox::str;

use super::{LETTER_FILE, check, letter_body, letter_line, letter_with};
use crate::site_test::{LETTER, SiteTest};

#[test]
fn draft_without_a_value_is_an_error() {
    check(
        &letter_line("draft:"),
        str![[r#"
error[holds-nothing]: `draft` has no value, so it holds nothing back
 --> content/letters/upr-49.md:5:1
  |
5 | draft:
  | ^^^^^
  |
  = hint: write `draft: true` to hold the page back, or take the line out to publish it
"#]],
    );
}

#[test]
fn embargo_without_a_value_is_an_error() {
    check(
        &letter_line("embargo: ~"),
        str![[r#"
error[holds-nothing]: `embargo` has no value, so it holds nothing back
 --> content/letters/upr-49.md:5:1
  |
5 | embargo: ~
  | ^^^^^^^
  |
  = hint: write `draft: true` until its hour is known, or take the line out to publish the page now
"#]],
    );
}

#[test]
fn embargo_behind_a_number_sign_is_offered() {
    check(
        &letter_line("embargo: # 2031-07-01T09:00:00+02:00"),
        str![[r#"
error[holds-nothing]: `embargo` has no value, so it holds nothing back
 --> content/letters/upr-49.md:5:1
  |
5 | embargo: # 2031-07-01T09:00:00+02:00
  | ^^^^^^^
  |
  = hint: write `embargo: 2031-07-01T09:00:00+02:00`
"#]],
    );
}

#[test]
fn expires_without_a_value_is_an_error() {
    check(
        &letter_line("expires: null"),
        str![[r#"
error[holds-nothing]: `expires` has no value, so it holds nothing back
 --> content/letters/upr-49.md:5:1
  |
5 | expires: null
  | ^^^^^^^
  |
  = hint: write `expires: …` with the date, the time of day and its time zone, or take the line out if the page is to stay
"#]],
    );
}

#[test]
fn embargo_of_blanks_is_an_error() {
    check(
        &letter_line("embargo: ' '"),
        str![[r#"
error[empty-text]: `embargo` is empty
 --> content/letters/upr-49.md:5:10
  |
5 | embargo: ' '
  |          ^^^
  |
  = hint: write `draft: true` until its hour is known; then an embargo is written with the date, the time of day and its time zone, as in `embargo: 2099-03-14T09:30:00+01:00`
"#]],
    );
}

#[test]
fn embargo_that_is_true_has_no_hour() {
    check(
        &letter_line("embargo: true"),
        str![[r#"
error[wrong-type]: `embargo` takes a date, not `true`
 --> content/letters/upr-49.md:5:10
  |
5 | embargo: true
  |          ^^^^
  |
  = hint: write `draft: true` until its hour is known; then an embargo is written with the date, the time of day and its time zone, as in `embargo: 2099-03-14T09:30:00+01:00`
"#]],
    );
}

#[test]
fn key_in_the_first_line_of_the_text_holds_nothing_back() {
    check(
        &letter_body("draft: true\n\nWe write ahead of the session.\n"),
        str![[r#"
error[key-in-text]: `draft` stands in the text, where it holds nothing back
 --> content/letters/upr-49.md:6:1
  |
6 | draft: true
  | ^^^^^^^^^^^
  |
  = hint: move the line up, above the `---` that ends the front matter; if it is for readers, begin the text with a sentence
"#]],
    );
}

#[test]
fn key_in_a_second_front_matter_holds_nothing_back() {
    check(
        &letter_body("---\nembargo: 2031-07-01T09:00:00+02:00\n---\nWe write.\n"),
        str![[r#"
error[key-in-text]: `embargo` stands in the text, where it holds nothing back
 --> content/letters/upr-49.md:7:1
  |
7 | embargo: 2031-07-01T09:00:00+02:00
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: move the line up, above the `---` that ends the front matter; if it is for readers, begin the text with a sentence
"#]],
    );
}

#[test]
fn day_for_readers_at_the_top_of_the_text_stops_nothing() {
    check(
        &letter_body("Expires: 31 December 2027\n\nWe write ahead of the session.\n"),
        str![[r#"
warning[key-in-text]: `Expires` stands in the text, where it takes nothing down
 --> content/letters/upr-49.md:6:1
  |
6 | Expires: 31 December 2027
  | ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: if the page is to go on that day, `expires` in the front matter says so; if the line is for readers alone, begin the text with a sentence
"#]],
    );
}

#[test]
fn key_below_extra_holds_nothing_back() {
    check(
        &letter_line("extra:\n  draft: true"),
        str![[r#"
error[key-in-key]: `draft` stands within another key, where it holds nothing back
 --> content/letters/upr-49.md:6:3
  |
6 |   draft: true
  |   ^^^^^
  |
  = hint: move it to a line of its own that begins at the left edge; what your own layouts read takes another name
"#]],
    );
}

#[test]
fn key_in_a_text_of_several_lines_holds_nothing_back() {
    check(
        &letter_line("description: >\n  Words of the letter.\n  embargo: 2031-07-01"),
        str![[r#"
error[key-in-key]: `embargo` stands within another key, where it holds nothing back
 --> content/letters/upr-49.md:7:3
  |
7 |   embargo: 2031-07-01
  |   ^^^^^^^^^^^^^^^^^^^
  |
  = hint: move it to a line of its own that begins at the left edge; what your own layouts read takes another name
"#]],
    );
}

#[test]
fn folder_of_drafts_holds_nothing_back() {
    check(
        &SiteTest::new().file("content/letters/_drafts/next.md", LETTER),
        str![[r#"
error[held-by-name]: the name `_drafts` holds nothing back: the page would be published like any other
--> content/letters/_drafts/next.md:1:1
 = hint: add `draft: true` to its front matter, or `draft: false` if it is to be published under this name
"#]],
    );
}

#[test]
fn page_that_is_dated_ahead_is_published_now() {
    check(
        &letter_with("date: 2025-03-14", "date: 2025-07-01"),
        str![[r#"
warning[dated-ahead]: the page is published now, and dated 2025-07-01: a date holds nothing back
 --> content/letters/upr-49.md:3:7
  |
3 | date: 2025-07-01
  |       ^^^^^^^^^^
  |
  = hint: add `embargo: 2025-07-01T00:00:00+02:00` to hold it back until then; if it is meant to be seen before its date, an `embargo` that has passed says so
"#]],
    );
}

#[test]
fn embargo_that_ended_long_before_the_date_is_mistyped() {
    check(
        &letter_line("embargo: 2015-07-01T09:00:00+02:00"),
        str![[r#"
error[embargo-long-past]: this embargo ended in 2015, long before the date of the page: the year may be mistyped
 --> content/letters/upr-49.md:5:10
  |
5 | embargo: 2015-07-01T09:00:00+02:00
  |          ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/letters/upr-49.md:3:7
  |
3 | date: 2025-03-14
  |       ---------- the date
  |
  = hint: write `draft: true` until its year is known, or correct it; a page that has long been public needs no embargo
"#]],
    );
}

#[test]
fn embargo_that_ended_long_before_anything_else_is_mistyped() {
    let text = "---\ntitle: C\nembargo: 2013-07-01T09:00:00+02:00\n---\nWords.\n";
    check(
        &SiteTest::new().file("content/pages/c.md", text),
        str![[r#"
error[embargo-long-past]: this embargo ended in 2013, long before all else on the site: the year may be mistyped
 --> content/pages/c.md:3:10
  |
3 | embargo: 2013-07-01T09:00:00+02:00
  |          ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: write `draft: true` until its year is known, or correct it; a page that has long been public needs no embargo
"#]],
    );
}

#[test]
fn years_that_are_far_from_all_others_are_told() {
    check(
        &letter_line("expires: 2205-07-01T09:00:00+02:00"),
        str![[r#"
warning[far-year]: `expires` is in 2205, far from all dates of the site: the year may be mistyped
 --> content/letters/upr-49.md:5:10
  |
5 | expires: 2205-07-01T09:00:00+02:00
  |          ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: correct the year; if it is right, leave it
"#]],
    );
    check(
        &SiteTest::new().file(LETTER_FILE, LETTER.replace("date: 2025", "date: 1925")),
        str![[r#"
warning[far-year]: `date` is in 1925, far from its session in 2025: the year may be mistyped
 --> content/letters/upr-49.md:3:7
  |
3 | date: 1925-03-14
  |       ^^^^^^^^^^
  |
  = hint: correct the year; if it is right, leave it
"#]],
    );
}

/// The smallest site with a page in a folder of its own, which is a draft, and with this text of its letter.
fn with_hidden_file(body: &str) -> SiteTest {
    letter_body(body)
        .file("content/pages/visit/index.md", "---\ntitle: Visit\ndraft: true\n---\nWords.\n")
        .file("content/pages/visit/x.csv", "1\n")
        .file("content/pages/visit/hall.svg", super::PICTURE)
}

#[test]
fn link_to_a_file_of_a_hidden_page_is_plain_text() {
    check(
        &with_hidden_file("See [the data](../pages/visit/x.csv).\n"),
        str![[r#"
warning[link-to-unpublished]: the link `../pages/visit/x.csv` is shown as plain text: the file belongs to `content/pages/visit/index.md`, which is a draft
 --> content/letters/upr-49.md:6:16
  |
6 | See [the data](../pages/visit/x.csv).
  |                ^^^^^^^^^^^^^^^^^^^^
  |
  = hint: it becomes a link by itself once that page is published
"#]],
    );
}

#[test]
fn picture_of_a_hidden_page_is_not_shown_elsewhere() {
    check(
        &with_hidden_file("![A hall](../pages/visit/hall.svg)\n"),
        str![[r#"
error[file-of-hidden-page]: `content/pages/visit/hall.svg` belongs to `content/pages/visit/index.md`, which is a draft, and is not published before it
 --> content/letters/upr-49.md:6:11
  |
6 | ![A hall](../pages/visit/hall.svg)
  |           ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: leave it out until that page is published; what may be seen now lies in another folder
"#]],
    );
}

#[test]
fn something_stands_where_a_page_under_embargo_will() {
    let page = |keys: &str| format!("---\ntitle: A page\n{keys}---\nText.\n");
    let site = SiteTest::new()
        .file("content/redirects.csv", "from,to\n/Third/,pages/first.md\n")
        .file("content/pages/first.md", page("aliases: [/fifth/]\n"))
        .file("content/pages/second.md", page("slug: first\nembargo: 2027-01-01T00:00:00Z\n"))
        .file("content/pages/third.md", page("embargo: 2027-01-01T00:00:00Z\n"))
        .file("content/pages/fourth.md", page("expires: 2027-01-01T00:00:00Z\npermalink: /fourth/\n"))
        .file("content/pages/instead.md", page("slug: fourth\nembargo: 2027-01-01T00:00:00Z\n"))
        .file("content/pages/fifth.md", page("draft: true\n"));
    check(
        &site,
        str![[r#"
warning[address-taken]: this page is under embargo until 2027-01-01 01:00 CET, and then nothing is built: `first/index.html` is made by the page `content/pages/first.md`
--> content/pages/second.md:1:1
 = hint: give one of them another `slug:`, name or alias, or let the other expire at that instant

warning[address-taken]: this page is under embargo until 2027-01-01 01:00 CET, and then nothing is built: `third/index.html` is made by a row of `content/redirects.csv`
--> content/pages/third.md:1:1
 = hint: give one of them another `slug:`, name or alias, or let the other expire at that instant
"#]],
    );
}
