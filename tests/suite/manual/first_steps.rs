//! What the README and the first page of the manual tell to do, done on a new site.
#![expect(clippy::disallowed_methods, reason = "runs the program in folders of its own")]

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{at, page};

/// Returns the words of a command line; what stands in quotation marks is one, and a comment ends it.
fn words(line: &str) -> Vec<String> {
    let line = line.split(" #").next().unwrap_or(line);
    let mut words = Vec::new();
    for (part, is_quoted) in line.split('"').zip([false, true].into_iter().cycle()) {
        match is_quoted {
            true => words.push(part.to_owned()),
            false => words.extend(part.split_whitespace().map(str::to_owned)),
        }
    }
    words
}

/// Runs the program in a folder, and returns what it says of mistakes.
fn run(folder: &Path, line: &str) -> String {
    let words = words(line);
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.args(&words[1..]).current_dir(folder).env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
    let output = command.output().expect("the program runs");
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{line}: {err}");
    err
}

/// Does what a page says, line by line, and returns how many files were begun.
fn follow(text: &str) -> usize {
    let folder = crate::site_test::folder();
    let mut inside = folder.path().to_owned();
    let mut count = 0;
    let shell = text.split("\n```").filter_map(|part| part.strip_prefix("sh\n"));
    for line in shell.flat_map(str::lines) {
        match line.strip_prefix("cd ") {
            Some(name) if folder.path().join(name).is_dir() => inside = folder.path().join(name),
            _ if line.starts_with("demarche serve") => {}
            _ if line.starts_with("demarche ") => {
                let told = run(&inside, line);
                // Words that wait are told; nothing else is wrong.
                assert_eq!(
                    told.matches("warning[").count(),
                    told.matches("[words-to-replace]").count(),
                    "{line}: {told}"
                );
                count += usize::from(line.starts_with("demarche new "));
            }
            _ => {}
        }
    }
    assert!(inside.join("public/index.html").exists(), "the site was built");
    // What was begun builds with drafts as well.
    let told = run(&inside, "demarche build --drafts --out ../with-drafts");
    assert!(!told.contains("warning["), "{told}");
    count
}

#[test]
fn first_page_of_the_manual_can_be_followed() {
    let text = fs::read_to_string(page("start")).expect("the page").replace("\r\n", "\n");
    assert!(follow(&text) > 6);
}

#[test]
fn readme_can_be_followed() {
    let text = fs::read_to_string(at("README.md")).expect("the README").replace("\r\n", "\n");
    let (_, text) = text.split_once("## Five minutes").expect("the beginning");
    let (text, _) = text.split_once("## Preview").expect("the end");
    assert!(follow(text) > 2);
}
