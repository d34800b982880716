//! Examples of the manual: each block of code that names a file is that file, and the files of a page are a site that builds.
//!
//! The name stands in a comment on the line above the block, where readers do not see it: `<!-- content/site.yaml -->`. Behind a `+` it
//! is the name of a file to which the block is added. A file that comes a second time stands in for the first, after the site was built
//! with that. What an example does not show itself is there: a small site, and pictures.
#![expect(clippy::disallowed_methods, reason = "reads files of the repository")]

use std::fs;
use std::path::PathBuf;

use super::{at, page};
use crate::site_test::SiteTest;

/// The day for which examples are built.
const AT: &str = "2026-03-01";

/// A block of code in a page.
struct Block {
    /// The file that the comment above it names.
    named: String,
    /// Its text.
    text: String,
}

/// Returns the blocks of code in a page, those in items of lists too.
fn blocks(text: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let mut above = "";
    for line in text.lines() {
        let bare = line.trim_start();
        let ticks = &bare[..bare.bytes().take_while(|byte| *byte == b'`').count()];
        match open {
            None if ticks.len() >= 3 => {
                open = Some((line.len() - bare.len(), ticks));
                let named = above.strip_prefix("<!-- ").and_then(|above| above.strip_suffix(" -->")).unwrap_or("");
                found.push(Block { named: named.to_owned(), text: String::new() });
            }
            Some((_, closing)) if bare == closing => open = None,
            Some((indent, _)) => {
                let block = found.last_mut().expect("a block is open");
                block.text.push_str(line.get(indent.min(line.len() - bare.len())..).unwrap_or(""));
                block.text.push('\n');
            }
            None => {}
        }
        above = bare;
    }
    assert!(open.is_none(), "a block of code is not closed");
    found
}

/// Returns the site on which examples stand.
fn base() -> SiteTest {
    let photo = fs::read(at("content/photos/paper-and-pen.jpg")).expect("a photo");
    let logo = fs::read(at("content/photos/logo.png")).expect("a logo");
    let icon = fs::read(at("layouts/static/favicon.svg")).expect("an icon");
    let page = |title: &str| format!("---\ntitle: {title}\n---\nA text.\n");
    let mut site = SiteTest::new().at(AT);
    for folder in ["letters", "pages/blocks", "reports", "photos"] {
        site = site.file(&format!("content/{folder}/hall.jpg"), &photo);
    }
    for name in ["about", "contact", "privacy"] {
        site = site.file(&format!("content/pages/{name}.md"), page(name));
    }
    site.file("content/photos/logo.png", &logo)
        .file("content/photos/logo-dark.png", &logo)
        .file("content/photos/icon.svg", &icon)
        .file("content/letters/table.csv", "a,b\n1,2\n")
        .file("content/letters/open-letter.md", "---\ntitle: An open letter\ndate: 2025-04-01\n---\nA text.\n")
}

/// Fails unless a site builds without a word.
fn assert_builds(site: &SiteTest, page: &str) {
    let built = site.build();
    assert!(built.diagnostics.is_empty(), "the examples of {page}:\n{}", built.report());
}

/// Returns the site with the files that a page names, after building it wherever one stands in for another.
fn laid_out(text: &str, name: &str) -> (SiteTest, usize) {
    let mut site = base();
    let mut told: Vec<String> = Vec::new();
    for block in blocks(text).into_iter().filter(|block| !block.named.is_empty()) {
        if let Some(path) = block.named.strip_prefix('+') {
            let before = site.source(path).unwrap_or_else(|| panic!("{name}: there is no {path} to add to"));
            site = site.file(path, format!("{before}{}", block.text));
            continue;
        }
        if told.contains(&block.named) {
            assert_builds(&site, name);
        }
        site = site.file(&block.named, &block.text);
        told.push(block.named);
    }
    assert_builds(&site, name);
    (site, told.len())
}

/// Returns the files of the manual and the README.
fn texts() -> Vec<(String, String)> {
    let pages =
        fs::read_dir(at("docs/content/pages")).expect("the manual").map(|entry| entry.expect("an entry").path());
    let all = pages.chain(["README.md", "docs/content/_index.md"].map(at));
    let text = |path: PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, fs::read_to_string(path).expect("a text").replace("\r\n", "\n"))
    };
    all.map(text).collect()
}

#[test]
fn examples_that_name_a_file_build() {
    let count: usize = texts().iter().map(|(name, text)| laid_out(text, name).1).sum();
    assert!(count > 40, "{count}");
}

#[test]
fn examples_that_are_a_whole_page_name_their_file() {
    for (name, text) in texts() {
        for block in blocks(&text) {
            let is_whole = block.text.starts_with("---\ntitle:") || block.text.starts_with("---\n# yaml");
            assert!(!is_whole || !block.named.is_empty(), "{name}: {}", block.text);
        }
    }
}

#[test]
fn nothing_is_told_twice() {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let prose = |text: &str| {
        let parts = text.split("\n```").step_by(2);
        words(&parts.collect::<Vec<_>>().join("\n"))
    };
    let readme = prose(&fs::read_to_string(at("README.md")).expect("the README"));
    let sentences: Vec<&str> = readme.split(". ").filter(|sentence| sentence.len() > 60).collect();
    assert!(sentences.len() > 10, "{sentences:?}");
    for (name, text) in texts().into_iter().filter(|(name, _)| name != "README.md") {
        let text = words(&text);
        for sentence in &sentences {
            assert!(!text.contains(sentence), "README.md and {name}: {sentence}");
        }
    }
}

#[test]
fn a_vacancy_has_a_card_of_its_own() {
    let text = fs::read_to_string(page("collections")).expect("the page");
    let (site, _) = laid_out(&text, "collections.md");
    let list = site.build().text("vacancies/index.html");
    assert!(list.contains("A researcher") && list.contains("1 December 2026"), "{list}");
}
