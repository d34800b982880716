//! Words of a new site that wait to be replaced, as `demarche check` tells them.

use demarche::diag::{Palette, render_text};
use demarche::source::Sources;
use demarche::source::blanks::blanks;
use snapbox::IntoData as _;
use snapbox::data::Inline;
use snapbox::str;

use super::{LETTER_FILE, SITE_FILE, letter_with};
use crate::site_test::SiteTest;

/// Compares what is told of the words that wait in a site.
#[track_caller]
fn check_words(site: &SiteTest, expected: Inline) {
    let (sources, _) = Sources::from_memory(site.files().clone());
    let told = blanks(&sources).map_or_else(String::new, |found| render_text(&found, Palette::Plain));
    snapbox::assert_data_eq!(told, expected.into_data().raw());
}

#[test]
fn each_line_with_words_that_wait_is_named_once() {
    let letter = "---\ntitle: A\ndate: 2025-03-14\nsignatories: [{name: '[Your name]', role: '[Your role]'}]\n---\nWe are [Your name].\n";
    let site = SiteTest::new().file(LETTER_FILE, letter);
    let site = site.replace(SITE_FILE, "https://example.org/", "https://your-site.example/");
    check_words(
        &site,
        str![[r#"
warning[words-to-replace]: 3 places hold words of a new site that wait for yours
 --> content/letters/upr-49.md:4:23
  |
4 | signatories: [{name: '[Your name]', role: '[Your role]'}]
  |                       ^^^^^^^^^^^
  |
  = hint: write your own: content/letters/upr-49.md:4, 6; content/site.yaml:2
"#]],
    );
}

#[test]
fn one_line_with_words_that_wait() {
    check_words(
        &letter_with("We write", "[Say why it matters.]"),
        str![[r#"
warning[words-to-replace]: one place holds words of a new site that wait for yours
 --> content/letters/upr-49.md:6:1
  |
6 | [Say why it matters.] ahead of the session.
  | ^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: write your own: content/letters/upr-49.md:6
"#]],
    );
}

#[test]
fn words_in_brackets_of_an_author_wait_for_nothing() {
    check_words(&letter_with("We write", "We [write] [your name]"), str![]);
}
