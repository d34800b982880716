//! Hostile input: every test gives the program something broken or malicious, and asks for a clear diagnostic or a
//! correct page, in bounded time and memory, and never a panic.

mod entities;
mod expressions;
mod files;
mod fuzz;
mod layouts;
mod markdown;
mod names;
mod notes;
mod published;
mod raw_html;
mod sinks;
mod swapped;
mod swelling;
mod yaml;

use crate::site_test::{Built, SiteTest};

/// The front matter of a letter, to be followed by a body.
const LETTER_HEAD: &str = "---\ntitle: A letter\ndate: 2025-03-14\nsession: upr-49\n---\n";
/// The file of the letter that these tests write.
const LETTER_FILE: &str = "content/letters/upr-49.md";
/// The page that comes of it.
const LETTER_PAGE: &str = "letters/upr-49/index.html";

/// Returns the sample site with another body in its letter.
fn with_body(body: &str) -> SiteTest {
    SiteTest::new().file(LETTER_FILE, format!("{LETTER_HEAD}{body}"))
}

/// Returns a site whose letter has no newsletter version, which would be too large or show no drawing.
fn without_mail(site: SiteTest) -> SiteTest {
    site.replace(LETTER_FILE, "session: upr-49\n", "session: upr-49\nnewsletter: false\n")
}

/// Returns the sample site with more lines in the front matter of its letter.
fn with_keys(keys: &str) -> SiteTest {
    let head = LETTER_HEAD.strip_suffix("---\n").expect("the fence that closes the front matter");
    SiteTest::new().file(LETTER_FILE, format!("{head}{keys}\n---\nA body.\n"))
}

/// Returns a mail without its style sheets and comments.
fn without_asides(mail: &str) -> String {
    let mut out = String::new();
    let mut rest = mail;
    while let Some(at) = [rest.find("<!--"), rest.find("<style>")].into_iter().flatten().min() {
        out.push_str(&rest[..at]);
        let end = if rest[at..].starts_with("<!--") { "-->" } else { "</style>" };
        rest = &rest[at + rest[at..].find(end).expect("the end") + end.len()..];
    }
    out + rest
}

/// Returns what was built without the warnings of a code, of which there must be some.
fn without_warnings(mut built: Built, code: &str) -> Built {
    let before = built.diagnostics.len();
    built.diagnostics.retain(|found| found.code != code || found.severity.word() == "error");
    assert!(built.diagnostics.len() < before, "{code} is not among\n{}", shortened(&built.report()));
    built
}

/// Fails unless exactly one thing was reported, with this code, and returns how the author sees it.
fn only(built: &Built, code: &str) -> String {
    assert_eq!(built.codes(), [code], "{}", shortened(&built.report()));
    built.report()
}

/// Fails unless everything that was reported has this code, and something was.
fn all(built: &Built, code: &str) {
    let mut codes = built.codes();
    codes.dedup();
    assert_eq!(codes, [code], "{}", shortened(&built.report()));
}

/// Fails unless the program refused the site: something was reported as an error, and no page was made before a layout
/// failed.
fn refused(built: &Built) {
    assert!(demarche::diag::has_errors(&built.diagnostics), "{}", shortened(&built.report()));
    let late = built.codes().contains(&"layout");
    assert!(late || built.files.is_empty(), "{} files were made of a site with errors", built.files.len());
}

/// Returns the beginning of a long text, for messages of failing tests.
fn shortened(text: &str) -> String {
    text.chars().take(2_000).collect()
}
