//! Updates of a site, rule by rule: edits of which one rule alone says that something of the site before does not stand.

mod asked;
mod files;
mod lists;
mod quoted;
mod references;
mod whole;

use demarche::engine::Engine;

use super::site;
use crate::site_test::{GIF, SiteTest, made_by};

/// A site, and what is done with it one after the other.
type Case = (&'static str, fn(SiteTest) -> SiteTest, &'static [fn(SiteTest) -> SiteTest]);

/// Pages of the site.
const ABOUT: &str = "content/pages/about.md";
const PLAN: &str = "content/pages/plan.md";
const KEN: &str = "content/briefs/upr-49/ken.md";
const GUY: &str = "content/briefs/upr-49/guy.md";
const LETTER: &str = "content/letters/upr-49.md";
const OLDER: &str = "content/letters/upr-48.md";
const FRENCH: &str = "content/letters/upr-48.fr.md";
const ISSUE: &str = "content/newsletters/001.md";
const OWN: &str = "content/newsletters/002.md";

/// Returns the site as it is.
fn same(site: SiteTest) -> SiteTest {
    site
}

/// Adds a text to the end of a page.
fn add(site: SiteTest, path: &str, text: &str) -> SiteTest {
    let all = site.source(path).unwrap_or_default() + text;
    site.file(path, all)
}

/// Adds a line to the front matter of a page.
fn key(site: SiteTest, path: &str, line: &str) -> SiteTest {
    let text = site.source(path).unwrap_or_default().replacen("---\n", &format!("---\n{line}\n"), 1);
    site.file(path, text)
}

/// Takes a line out of the front matter of a page.
fn unkey(site: SiteTest, path: &str, line: &str) -> SiteTest {
    site.replace(path, &format!("{line}\n"), "")
}

/// Returns a page with lines of front matter, and a text.
fn page(title: &str, lines: &str, text: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2025-02-02\n{lines}---\n{text}\n")
}

/// Returns a picture that mails show in another format.
fn webp(colour: u8) -> Vec<u8> {
    let picture = image::RgbImage::from_pixel(8, 8, image::Rgb([colour, 0, 0]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::WebP).expect("a picture can be written");
    bytes.into_inner()
}

/// Fails unless an engine gives what a build from nothing gives.
fn check(what: &str, site: &SiteTest, engine: &mut Engine) {
    let update = site.update(engine);
    let clean = site.build();
    assert_eq!(engine.stale(), <Vec<String>>::new(), "{what}");
    assert_eq!(update.diagnostics, clean.diagnostics, "{what}");
    if !update.is_good() {
        return;
    }
    let files = made_by(engine);
    let (made, expected): (Vec<&String>, Vec<&String>) = (files.keys().collect(), clean.files.keys().collect());
    assert_eq!(made, expected, "{what}");
    for (route, bytes) in &files {
        assert!(bytes[..] == clean.files[route][..], "{what}: {route} is stale");
    }
}

/// Fails unless an engine gives after each edit what a build from nothing gives.
fn check_all(cases: &[Case]) {
    for (what, prepare, edits) in cases {
        let mut engine = Engine::new();
        let mut edited = prepare(site());
        check(&format!("{what}, before"), &edited, &mut engine);
        for (number, edit) in edits.iter().enumerate() {
            edited = edit(edited);
            check(&format!("{what}, edit {}", number + 1), &edited, &mut engine);
        }
    }
}
