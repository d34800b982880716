//! The manual in `docs/`: its tables of keys and of messages are those of the program, and its links lead somewhere.
//!
//! `SNAPSHOTS=overwrite cargo test --test suite manual` writes them anew; read every change.
#![expect(clippy::disallowed_methods, reason = "reads and writes files of the repository")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Returns a path in the repository.
fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Asserts that a file of the manual is what it should be, or writes it.
fn compare(path: &str, expected: &str) {
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        fs::create_dir_all(at("docs")).expect("a folder");
        fs::write(at(path), expected).expect("it is written");
        return;
    }
    let found = fs::read_to_string(at(path)).unwrap_or_default().replace("\r\n", "\n");
    let hint = "`SNAPSHOTS=overwrite cargo test --test suite manual` writes it anew";
    assert!(found == expected, "{path} is not what the program says; {hint}");
}

#[test]
fn keys_are_those_of_the_program() {
    let head = "<!-- Made of the tables of the program: SNAPSHOTS=overwrite cargo test --test suite manual -->\n\n\
                What may be written in YAML. `[]` stands for each item of a list, `…` for a name of your own. An unknown key is an error. The \
                fields that a collection declares stand beside these; `demarche schema` prints all of it for editors.\n\n";
    compare("docs/keys.md", &format!("{head}{}", demarche::schema::manual::keys()));
}

/// A mistake that the program tells of.
struct Message {
    /// Whether it is an error, or a warning.
    kind: &'static str,
    /// Its code.
    code: String,
    /// What it is about.
    says: String,
}

/// Returns what a source file of mistakes is about, and its messages.
fn messages(text: &str) -> (String, Vec<Message>) {
    let title = text.lines().next().and_then(|line| line.strip_prefix("//! ")).expect("what the file is about");
    let mut says = String::new();
    let mut found: Vec<Message> = Vec::new();
    let mut is_in_doc = false;
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    for (at, line) in lines.iter().enumerate() {
        if let Some(words) = line.strip_prefix("///") {
            // The first paragraph is what it is about.
            match is_in_doc {
                false => says = words.trim().to_owned(),
                true if !says.is_empty() && !words.trim().is_empty() => says.push_str(&format!(" {}", words.trim())),
                true => {}
            }
            is_in_doc = true;
            continue;
        }
        is_in_doc = false;
        for (start, kind) in [("Diagnostic::error(", "error"), ("Diagnostic::warning(", "warning")] {
            let Some((_, rest)) = line.split_once(start) else { continue };
            let rest = if rest.is_empty() { lines.get(at + 1).copied().unwrap_or("") } else { rest };
            let code = rest.strip_prefix('"').and_then(|rest| rest.split('"').next());
            found.extend(code.map(|code| Message { kind, code: code.to_owned(), says: says.clone() }));
        }
    }
    (title.trim_end_matches('.').to_owned(), found)
}

#[test]
fn messages_are_those_of_the_program() {
    let mut text = "<!-- Made of the sources of the program: SNAPSHOTS=overwrite cargo test --test suite manual -->\n\n# Messages\n\n\
                    Each message names a file, a line and a column, shows the line and ends with hints that lead to the mend. Its code stands in brackets, \
                    `error[unknown-key]`, and in `code` of `--format json`. Where there is an error nothing is written; a warning changes nothing.\n"
        .to_owned();
    let mut files: Vec<PathBuf> =
        fs::read_dir(at("src/diag/mistakes")).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    let mut all = BTreeSet::new();
    for path in files {
        let (title, found) = messages(&fs::read_to_string(path).expect("a source").replace("\r\n", "\n"));
        if found.is_empty() {
            continue;
        }
        let mut rows: BTreeMap<(String, &str), Vec<String>> = BTreeMap::new();
        for message in found {
            all.insert(message.code.clone());
            let says = rows.entry((message.code, message.kind)).or_default();
            if !says.contains(&message.says) {
                says.push(message.says);
            }
        }
        text.push_str(&format!("\n## {title}\n\n| code | is | told of |\n|---|---|---|\n"));
        for ((code, kind), says) in rows {
            text.push_str(&format!("| `{code}` | {kind} | {} |\n", says.join(" ").replace('|', "\\|")));
        }
    }
    assert!(all.len() > 150, "{}", all.len());
    compare("docs/messages.md", &text);
}

#[test]
fn links_of_the_manual_lead_somewhere() {
    let docs = fs::read_dir(at("docs")).expect("the manual").map(|entry| entry.expect("an entry").path());
    for path in docs.chain(["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"].map(at)) {
        let text = fs::read_to_string(&path).expect("a text");
        let folder = path.parent().expect("a folder");
        // Code holds examples, which lead nowhere.
        let parts = text.split("```").step_by(2).flat_map(|part| part.split('`').step_by(2));
        for link in parts.flat_map(|part| part.split("](").skip(1)).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap_or("");
            let is_elsewhere = link.contains("://") || file.is_empty();
            assert!(is_elsewhere || folder.join(file).exists(), "{}: {link}", path.display());
        }
    }
}
