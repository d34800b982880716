//! Examples of the manual: each block of code that names a file is that file, and the files of a page are a site that builds.
//!
//! The name stands in a line of its own above the block: `` `content/site.yaml` ``. Behind it, `, added to what is there` says that the
//! block is put at the end of the file, and `, with a line more` that each line of the block which is not in the file is put behind
//! the one above it. A file that comes a second time stands in for the first, after the site was built with that. What an example
//! does not show itself is there: a small site, and pictures.
#![expect(clippy::disallowed_methods, reason = "reads files of the repository")]

use std::fs;
use std::path::PathBuf;

use super::{at, page};
use crate::looks::{PLAIN, VARIABLE, font};
use crate::site_test::{SiteTest, holds};

/// The day for which examples are built.
const AT: &str = "2026-03-01";

/// What becomes of a block of code in the file that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Becomes {
    /// The whole file.
    Whole,
    /// Its end.
    End,
    /// Lines within it.
    Lines,
}

/// A block of code in a page.
struct Block {
    /// The file that the line above it names.
    path: String,
    /// What becomes of it there.
    becomes: Becomes,
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
                let (path, becomes) = named_by(above).unwrap_or(("", Becomes::Whole));
                found.push(Block { path: path.to_owned(), becomes, text: String::new() });
            }
            Some((_, closing)) if bare == closing => open = None,
            Some((indent, _)) => {
                let block = found.last_mut().expect("a block is open");
                block.text.push_str(line.get(indent.min(line.len() - bare.len())..).unwrap_or(""));
                block.text.push('\n');
            }
            None => {}
        }
        // A blank line parts the name from the block.
        if !bare.is_empty() {
            above = bare;
        }
    }
    assert!(open.is_none(), "a block of code is not closed");
    found
}

/// Returns the file that a line names, if it does nothing else, and what becomes of the block below it.
fn named_by(line: &str) -> Option<(&str, Becomes)> {
    let (path, rest) = line.strip_prefix('`')?.split_once('`')?;
    let becomes = match rest {
        "" => Becomes::Whole,
        ", added to what is there" => Becomes::End,
        ", with a line more" => Becomes::Lines,
        _ => return None,
    };
    (path.starts_with("content/") || path.starts_with("layouts/")).then_some((path, becomes))
}

/// Returns a file with the lines of a block that it does not have, each put behind the one above it.
fn with_lines(before: &str, block: &str) -> String {
    let mut lines: Vec<&str> = before.lines().collect();
    let mut at = 0;
    for line in block.lines() {
        at = match lines.iter().position(|known| *known == line) {
            Some(found) => found + 1,
            None => {
                lines.insert(at, line);
                at + 1
            }
        };
    }
    lines.join("\n") + "\n"
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
        .file("content/fonts/text.woff2", font(VARIABLE))
        .file("content/fonts/headings.woff2", font(PLAIN))
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
    for block in blocks(text).into_iter().filter(|block| !block.path.is_empty()) {
        let before = || site.source(&block.path).unwrap_or_else(|| panic!("{name}: there is no {}", block.path));
        let text = match block.becomes {
            Becomes::End => before() + &block.text,
            Becomes::Lines => with_lines(&before(), &block.text),
            Becomes::Whole => {
                if told.contains(&block.path) {
                    assert_builds(&site, name);
                }
                told.push(block.path.clone());
                block.text.clone()
            }
        };
        site = site.file(&block.path, text);
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
            assert!(!is_whole || !block.path.is_empty(), "{name}: {}", block.text);
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
fn vacancies_have_three_fields_and_a_card_and_a_page_of_their_own() {
    let text = fs::read_to_string(page("collections")).expect("the page").replace("\r\n", "\n");
    let (site, _) = laid_out(&text, "collections.md");
    let built = site.build();
    let list = built.text("vacancies/index.html");
    holds(&list, &["Coming up", "A researcher", "First job", "1 December 2026", "Ask us about this post"]);
    let page = built.text("vacancies/a-researcher/index.html");
    holds(&page, &["Write to <a href=\"mailto:jobs@example.org\">", "Apply until", "1 December 2026"]);
    assert!(!page.contains("How to cite"), "{page}");
    // The first card that the page shows is the built-in one with a line more.
    let card = blocks(&text).into_iter().find(|block| block.path.ends_with("-card.html")).expect("a card");
    let list = site.file(&card.path, card.text).build().text("vacancies/index.html");
    holds(&list, &["A researcher", "You read reports", "No experience needed.", "Apply until"]);
}
