//! The demonstration site, and that of a whole organisation: exactly these files, and nothing to report.
#![expect(clippy::disallowed_methods, reason = "reads the repository and builds into a folder of its own")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// The files of the site; the fingerprint in an asset's name is left out.
const FILES: &str = include_str!("demonstration.txt");

/// The files of the site of an organisation in three languages, which has one of each thing.
const ORGANISATION: &str = include_str!("organisation.txt");

/// Returns the files under a folder, by path.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).expect("a folder of the output") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("under the folder").to_str().expect("a plain name");
                found.push(without_fingerprint(&name.replace('\\', "/")));
            }
        }
    }
    found.sort();
    found
}

/// Returns the name of an asset without its fingerprint.
fn without_fingerprint(name: &str) -> String {
    let parts: Vec<&str> = name.split('.').collect();
    match parts.as_slice() {
        [stem, hash, suffix] if stem.starts_with("assets/") && hash.len() == 16 => format!("{stem}.{suffix}"),
        _ => name.to_owned(),
    }
}

/// Builds a site of the repository at an instant, of which there is nothing to say, and compares what is made with a list.
fn check_files(site: &str, at: &str, list: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(site);
    let temp = crate::site_test::folder();
    let out = temp.path().join("public");
    let run = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(["build", "--at", at, "--root"])
        .arg(root)
        .arg("--out")
        .arg(&out)
        .env("XDG_CACHE_HOME", temp.path())
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{said}");
    assert_eq!(said.lines().count(), 1, "only the closing line: {said}");
    let made = files(&out);
    let expected: Vec<&str> = list.lines().collect();
    let missing: Vec<&&str> = expected.iter().filter(|path| !made.iter().any(|other| other == **path)).collect();
    let added: Vec<&String> = made.iter().filter(|path| !expected.contains(&path.as_str())).collect();
    assert!(missing.is_empty() && added.is_empty(), "missing: {missing:#?}\nadded: {added:#?}");
}

#[test]
fn demonstration_site_has_exactly_these_files_and_no_warning() {
    check_files("", "2026-11-23T12:00:00Z", FILES);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let content = ["briefs", "letters", "newsletters", "pages", "recommendations"];
    let sources = content.map(|folder| count_markdown(&root.join("content").join(folder)));
    assert!(sources.iter().all(|count| *count > 0), "{sources:?}");
}

#[test]
fn site_of_a_whole_organisation_has_exactly_these_files_and_no_warning() {
    check_files("tests/organisation", "2026-06-01T12:00:00Z", ORGANISATION);
}

#[test]
fn every_address_of_the_demonstration_leads_somewhere() {
    for root in ["", "tests/browser/mail-site", "tests/organisation"] {
        let run = Command::new(env!("CARGO_BIN_EXE_demarche"))
            .args(["check", "--at", "2026-11-23T12:00:00Z", "--root"])
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join(root))
            .output()
            .expect("the program runs");
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success() && !said.contains("dead-address"), "{said}");
    }
}

/// Returns how many Markdown files there are under a folder.
fn count_markdown(folder: &Path) -> usize {
    let entries =
        fs::read_dir(folder).expect("a folder of the demonstration").map(|entry| entry.expect("an entry").path());
    entries
        .map(|path| {
            if path.is_dir() { count_markdown(&path) } else { usize::from(path.extension().is_some_and(|s| s == "md")) }
        })
        .sum()
}
