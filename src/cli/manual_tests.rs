//! Every command line that the README and the manual show is one that the program takes.
#![expect(clippy::disallowed_methods, reason = "tests read files of the repository")]

use std::fs;
use std::path::Path;

use clap::Parser;
use clap::error::ErrorKind;

use super::arguments::{Arguments, Command};

/// Returns the README and the pages of the manual, each with its name.
fn texts() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = fs::read_dir(root.join("docs/content/pages")).expect("the manual");
    let pages = pages.map(|entry| entry.expect("an entry").path());
    let all = pages.chain(["README.md", "docs/content/_index.md"].map(|path| root.join(path)));
    all.map(|path| (path.display().to_string(), fs::read_to_string(&path).expect("a text"))).collect()
}

/// Returns the command lines in a text: lines of code that begin with the program, and what stands between backticks.
fn command_lines(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut is_shell = false;
    for line in text.lines() {
        let bare = line.trim_start();
        if let Some(info) = bare.strip_prefix("```") {
            is_shell = info == "sh";
        } else if is_shell {
            // What stands behind a comment, a pipe or the name of a file is the shell's.
            found.extend(bare.split("; ").map(|part| part.trim_start_matches("do ").to_owned()));
        } else {
            found.extend(bare.split('`').skip(1).step_by(2).map(str::to_owned));
        }
    }
    found.retain(|line| line == "demarche" || line.starts_with("demarche "));
    found
}

/// Returns the words of a command line, up to what is the shell's.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for c in line.chars() {
        let last = words.last_mut().expect("there is one");
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (Some(_), c) => last.push(c),
            (None, '"' | '\'') => quote = Some(c),
            (None, '>' | '|' | '#') => break,
            (None, ' ') if last.is_empty() => {}
            (None, ' ') => words.push(String::new()),
            (None, c) => last.push(c),
        }
    }
    assert_eq!(quote, None, "{line}");
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn command_lines_of_the_manual_are_taken() {
    let mut count = 0;
    for (name, text) in texts() {
        for line in command_lines(&text) {
            let words = words(&line);
            let taken = match Arguments::try_parse_from(&words) {
                // What a collection calls its pages is looked up later, but the words behind it are judged.
                Ok(Arguments { command: Command::New(new), .. }) => words[2] == "site" || new.root().is_some(),
                Ok(_) => true,
                // In a sentence a command may be named without what it takes.
                Err(told) => told.exit_code() == 0 || words.len() < 3 && told.kind() != ErrorKind::InvalidSubcommand,
            };
            assert!(taken, "{name}: {line}");
            count += 1;
        }
    }
    assert!(count > 80, "{count}");
}
