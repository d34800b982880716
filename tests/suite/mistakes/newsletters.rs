//! Mistakes in newsletter issues: numbers, subject lines, preheaders, items; and what must be unique among pages.

use snapbox::str;

use super::{check, letter_line};
use crate::site_test::SiteTest;

/// An issue without anything special.
const ISSUE: &str = "---\ntitle: What the spring brought\ndate: 2025-05-02\nnumber: 12\n---\nDear reader.\n";
/// Its file.
const ISSUE_FILE: &str = "content/newsletters/012.md";

/// Returns the smallest site with an issue that has one more line of front matter.
fn issue_line(line: &str) -> SiteTest {
    SiteTest::new().file(ISSUE_FILE, ISSUE.replace("number: 12\n", &format!("number: 12\n{line}\n")))
}

#[test]
fn issue_has_a_number() {
    check(
        &SiteTest::new().file(ISSUE_FILE, ISSUE.replace("number: 12\n", "")),
        str![[r#"
error[missing-key]: the key `number` of `newsletter` is missing
 --> content/newsletters/012.md:1:1
  |
1 | ---
  | ^^^
  |
  = hint: add `number: 12`
"#]],
    );
}

#[test]
fn number_is_written_in_figures() {
    check(
        &SiteTest::new().file(ISSUE_FILE, ISSUE.replace("12", "twelve")),
        str![[r#"
error[wrong-type]: `number` takes a whole number from 0 up, not the text `twelve`
 --> content/newsletters/012.md:4:9
  |
4 | number: twelve
  |         ^^^^^^
  |
  = hint: write it in figures
"#]],
    );
}

#[test]
fn number_is_taken_once() {
    let again = ISSUE.replace("05-02", "05-30");
    check(
        &SiteTest::new().file(ISSUE_FILE, ISSUE).file("content/newsletters/013.md", again),
        str![[r#"
error[duplicate-number]: there are two issues 12
 --> content/newsletters/013.md:4:9
  |
4 | number: 12
  |         ^^
  |
 ::: content/newsletters/012.md:4:9
  |
4 | number: 12
  |         -- first here
  |
  = hint: give the later one the next number
"#]],
    );
}

#[test]
fn number_rises_with_the_date() {
    let older = ISSUE.replace("12", "13").replace("05-02", "04-04");
    check(
        &SiteTest::new().file(ISSUE_FILE, ISSUE).file("content/newsletters/013.md", older),
        str![[r#"
error[number-not-rising]: this issue is dated before one with a lower number
 --> content/newsletters/013.md:3:7
  |
3 | date: 2025-04-04
  |       ^^^^^^^^^^
  |
 ::: content/newsletters/012.md:3:7
  |
3 | date: 2025-05-02
  |       ---------- the lower number is dated here
  |
  = hint: numbers rise with the dates: correct the number or one of the dates
"#]],
    );
}

#[test]
fn subject_has_a_greatest_length() {
    check(
        &issue_line(&format!("subject: What the spring brought{}", " and the summer will".repeat(4))),
        str![[r#"
error[subject-too-long]: the subject line has 103 characters; at most 78 fit
 --> content/newsletters/012.md:5:10
  |
5 | subject: What the spring brought and the summer will and the summer will and the summer will and the summer will
  |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: give a shorter `subject:`
"#]],
    );
}

#[test]
fn title_that_is_the_subject_has_a_greatest_length() {
    let long = format!("What the spring brought{}", " and the summer will".repeat(4));
    check(
        &SiteTest::new().file(ISSUE_FILE, ISSUE.replace("What the spring brought", &long)),
        str![[r#"
error[subject-too-long]: the subject line has 103 characters; at most 78 fit
 --> content/newsletters/012.md:2:8
  |
2 | title: What the spring brought and the summer will and the summer will and the summer will and the summer will
  |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: give a shorter `subject:`
"#]],
    );
}

#[test]
fn subject_is_one_line() {
    check(
        &issue_line("subject: \"Spring\\r\\nBcc: everyone@example.org\""),
        str![[r#"
error[control-character]: `subject` holds the unseen character `\r`
 --> content/newsletters/012.md:5:10
  |
5 | subject: "Spring\r\nBcc: everyone@example.org"
  |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: write it in one line of plain text
"#]],
    );
}

#[test]
fn preheader_has_a_least_length() {
    check(
        &issue_line("preheader: Too short"),
        str![[r#"
error[preheader-length]: the preheader has 9 characters; it takes 40 to 130
 --> content/newsletters/012.md:5:12
  |
5 | preheader: Too short
  |            ^^^^^^^^^
  |
  = hint: say more: mail programs fill up a short one with whatever comes next
"#]],
    );
}

#[test]
fn slip_in_an_item_gets_the_right_path() {
    check(
        &issue_line("items:\n  - letters/upr-49.md\n  - letters/upr49.md"),
        str![[r#"
error[unknown-item]: there is no page `letters/upr49.md`
 --> content/newsletters/012.md:7:5
  |
7 |   - letters/upr49.md
  |     ^^^^^^^^^^^^^^^^
  |
  = hint: did you mean `letters/upr-49.md`?
  = hint: items are named by their path from `content/`, such as `letters/upr-49.md`
"#]],
    );
}

#[test]
fn item_without_its_suffix_gets_the_right_path() {
    check(
        &issue_line("items: [letters/upr-49]"),
        str![[r#"
error[unknown-item]: there is no page `letters/upr-49`
 --> content/newsletters/012.md:5:9
  |
5 | items: [letters/upr-49]
  |         ^^^^^^^^^^^^^^
  |
  = hint: did you mean `letters/upr-49.md`?
  = hint: items are named by their path from `content/`, such as `letters/upr-49.md`
"#]],
    );
}

#[test]
fn item_that_is_a_draft_is_left_out() {
    let draft = "---\ntitle: Notes\ndraft: true\n---\nText.\n";
    check(
        &issue_line("items: [pages/notes.md]").file("content/pages/notes.md", draft),
        str![[r#"
warning[item-not-published]: the item `pages/notes.md` is left out: it is a draft
 --> content/newsletters/012.md:5:9
  |
5 | items: [pages/notes.md]
  |         ^^^^^^^^^^^^^^
  |
  = hint: it appears by itself once the page is published
"#]],
    );
}

#[test]
fn item_of_its_own_has_title_and_text() {
    check(
        &issue_line("items:\n  - title: A meeting\n    body: In June."),
        str![[r#"
error[missing-key]: the key `text` of an item of `items` is missing
 --> content/newsletters/012.md:6:5
  |
6 |   - title: A meeting
  |     ^^^^^^^^^^^^^^^^
  |
  = hint: add `text: …`

error[unknown-key]: unknown key `body`
 --> content/newsletters/012.md:7:5
  |
7 |     body: In June.
  |     ^^^^
  |
  = hint: the keys here are `title`, `text`, `link`
"#]],
    );
}

#[test]
fn reference_is_taken_once() {
    let page = "---\ntitle: Notes\nreference: EC/2025/3\n---\nText.\n";
    check(
        &letter_line("reference: EC/2025/3").file("content/pages/notes.md", page),
        str![[r#"
error[duplicate-reference]: the reference `EC/2025/3` is taken
 --> content/pages/notes.md:3:12
  |
3 | reference: EC/2025/3
  |            ^^^^^^^^^
  |
 ::: content/letters/upr-49.md:5:12
  |
5 | reference: EC/2025/3
  |            --------- first here
  |
  = hint: each page has a reference of its own; only translations share one
"#]],
    );
}

#[test]
fn series_has_its_own_numbers() {
    let issue = |number: u32, date: &str| {
        format!(
            "---\ntitle: Notes\ndate: {date}\nnumber: {number}\npreheader: What mail programs show beside the subject of these notes.\n---\nDear reader.\n"
        )
    };
    let site = SiteTest::new()
        .file("content/notes/_index.md", "---\ntitle: Notes\ncollection: {singular: Note, type: newsletter}\n---\n")
        .file("content/notes/a.md", issue(1, "2025-03-01"))
        .file("content/notes/b.md", issue(1, "2025-03-02"))
        .file("content/notes/c.md", issue(2, "2025-01-02"));
    check(
        &site,
        str![[r#"
error[duplicate-number]: there are two issues 1
 --> content/notes/b.md:4:9
  |
4 | number: 1
  |         ^
  |
 ::: content/notes/a.md:4:9
  |
4 | number: 1
  |         - first here
  |
  = hint: give the later one the next number

error[number-not-rising]: this issue is dated before one with a lower number
 --> content/notes/c.md:3:7
  |
3 | date: 2025-01-02
  |       ^^^^^^^^^^
  |
 ::: content/notes/b.md:3:7
  |
3 | date: 2025-03-02
  |       ---------- the lower number is dated here
  |
  = hint: numbers rise with the dates: correct the number or one of the dates
"#]],
    );
}
