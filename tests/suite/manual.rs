//! The manual in `docs/`: a site that builds, whose tables of commands, keys and messages are those of the program, whose examples build,
//! and whose links lead somewhere from file to file as well.
//!
//! `SNAPSHOTS=overwrite cargo test --test suite manual` writes the tables anew; read every change.
#![expect(clippy::disallowed_methods, reason = "reads and writes files of the repository")]

mod examples;
mod first_steps;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Returns a path in the repository.
fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Returns the path of a page of the manual.
fn page(name: &str) -> PathBuf {
    at(&format!("docs/content/pages/{name}.md"))
}

/// Asserts that a page of the manual that is printed, with this title and description, is what it should be, or writes it.
pub(crate) fn compare(name: &str, (title, says): (&str, &str), body: &str) {
    let expected = format!(
        "---\n# Printed from the tables of the program: SNAPSHOTS=overwrite cargo test --test suite -- reference manual\n\
         title: {title}\ndescription: {says}\n---\n{body}"
    );
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        fs::write(page(name), expected).expect("it is written");
        return;
    }
    let found = fs::read_to_string(page(name)).unwrap_or_default().replace("\r\n", "\n");
    let hint = "`SNAPSHOTS=overwrite cargo test --test suite -- reference manual` writes it anew";
    assert!(found == expected, "{name}.md is not what the program says; {hint}");
}

#[test]
fn keys_are_those_of_the_program() {
    let head = "What may be written in YAML. `[]` stands for each item of a list, `…` for a name of your own. An unknown key is an error. The \
                [fields](collections.md#fields) that a collection declares stand beside these; `demarche schema` prints all of it for editors.\n\n";
    let says = "What front matter, settings and data may hold, and what each key takes.";
    compare("keys", ("Every key", says), &format!("{head}{}", demarche::schema::manual::keys()));
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
    let mut text = "Each message names a file, a line and a column, shows the line and ends with hints that lead to the mend. Its code stands in brackets, \
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
    compare("messages", ("Every message", "Errors and warnings by their codes."), &text);
}

/// Returns what `--help` of a command says.
fn help(words: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_demarche")).args(words).arg("--help").output().expect("it runs");
    String::from_utf8(output.stdout).expect("text").replace("demarche.exe", "demarche")
}

/// Returns the names of the commands within a command.
fn commands(words: &[&str]) -> Vec<String> {
    let help = help(words);
    let Some((_, list)) = help.split_once("Commands:\n") else { return Vec::new() };
    let lines = list.lines().take_while(|line| !line.is_empty());
    lines.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").map(str::to_owned).collect()
}

#[test]
fn commands_are_those_of_the_program() {
    let mut text = "What each command says with `--help`.\n".to_owned();
    for name in commands(&[]) {
        let outer: &[&str] = &[&name];
        text.push_str(&format!("\n## demarche {name}\n\n```text\n{}\n```\n", help(outer).trim_end()));
        for inner in commands(outer) {
            let said = help(&[&name, &inner]);
            text.push_str(&format!("\n### demarche {name} {inner}\n\n```text\n{}\n```\n", said.trim_end()));
        }
    }
    compare("commands", ("Every command", "The commands of the program, with their options and examples."), &text);
}

#[test]
fn manual_builds_without_a_word() {
    let out = crate::site_test::folder();
    let ran = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
        command.args(words).arg("--root").arg(at("docs")).env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
        let output = command.output().expect("it runs");
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && !err.contains("warning["), "{err}");
    };
    ran(&["check"]);
    ran(&["build", "--out", &out.path().join("manual").to_string_lossy()]);
    let pages = fs::read_dir(at("docs/content/pages")).expect("the pages").map(|entry| entry.expect("an entry").path());
    let settings = fs::read_to_string(at("docs/content/site.yaml")).expect("the settings");
    let (_, chapters) = settings.split_once("\nfooter:").expect("the chapters");
    for name in pages.map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned()) {
        assert!(out.path().join(format!("manual/{name}/index.html")).exists(), "{name}");
        assert!(chapters.contains(&format!("pages/{name}.md")), "{name} is no chapter");
    }
}

#[test]
fn links_of_the_manual_lead_somewhere() {
    let docs = fs::read_dir(at("docs/content/pages")).expect("the manual").map(|entry| entry.expect("an entry").path());
    for path in docs.chain(["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/content/_index.md"].map(at)) {
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
