//! Mistakes of authors: files in, and the exact text that the author reads.
//!
//! Each test holds one mistake and the whole report on it: code, sentence, file, line, column, the line itself, the
//! caret and the hint. `SNAPSHOTS=overwrite cargo test --test suite mistakes` writes the texts anew; read every change.

mod addressed;
mod addresses;
mod banner;
mod block_arguments;
mod blocks;
mod charts;
mod codes;
mod collections;
mod data;
mod dates;
mod declared;
mod disguises;
mod disk;
mod embeds;
mod facts;
mod fences;
mod fields;
mod files;
mod foreign;
mod front_matter;
mod held;
mod inherited;
mod kept;
mod layout_blocks;
mod layouts;
mod left;
mod leftovers;
mod limits;
mod links;
mod listing;
mod looks;
mod lost_words;
mod mail;
mod mark_places;
mod markdown;
mod marks;
mod menus;
mod near_blocks;
mod new_words;
mod newsletters;
mod own;
mod own_blocks;
mod page_lists;
mod panels;
mod parts;
mod permalinks;
mod published;
mod raw_html;
mod records;
mod redirects;
mod references;
mod routes;
mod security;
mod settings;
mod signatories;
mod site_addresses;
mod slips;
mod stands;
mod stars;
mod statistics;
mod tables;
mod taxonomies;
mod templates;
mod together;
mod translations;
mod unread;
mod values;
mod yaml;

use snapbox::IntoData as _;
use snapbox::data::Inline;

use crate::site_test::SiteTest;

/// The letter of the smallest site.
const LETTER_FILE: &str = "content/letters/upr-49.md";
/// The settings.
const SITE_FILE: &str = "content/site.yaml";
/// A picture.
const PICTURE: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"/>"#;

/// Builds the site and compares everything that is reported; after an error nothing may have been handed out.
#[track_caller]
fn check(site: &SiteTest, expected: Inline) {
    let built = site.build();
    snapbox::assert_data_eq!(built.report(), expected.into_data().raw());
    let faulty = built.diagnostics.iter().any(|found| found.code != "layout" && found.severity.word() == "error");
    assert!(!faulty || built.files.is_empty(), "files were handed out although there is an error");
}

/// Returns the smallest site with a line added to the front matter of its letter.
fn letter_line(line: &str) -> SiteTest {
    SiteTest::new().replace(LETTER_FILE, "session: upr-49\n", &format!("session: upr-49\n{line}\n"))
}

/// Returns the smallest site with text replaced in its letter.
fn letter_with(from: &str, to: &str) -> SiteTest {
    SiteTest::new().replace(LETTER_FILE, from, to)
}

/// Returns the smallest site with other words in its letter.
fn letter_body(body: &str) -> SiteTest {
    letter_with("We write ahead of the session.\n", body)
}

/// Returns the smallest site with a brief on Kenya that has this body.
fn with_brief(site: SiteTest, body: &str) -> SiteTest {
    let front = "---\ntitle: Kenya\ndate: 2025-03-20\nstate: KEN\nsession: upr-49\n---\n";
    site.file("content/briefs/upr-49/ken.md", format!("{front}{body}"))
}
