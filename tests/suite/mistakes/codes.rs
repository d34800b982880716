//! Every code that the program can give to a mistake stands in a golden test, and the list of bad input names tests that there are.
#![expect(clippy::disallowed_methods, reason = "the tests read the sources of the program")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Returns the texts of the source files in a folder of the repository.
fn sources(folder: &str) -> Vec<String> {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(&folder).expect("a folder of the repository");
    let paths = entries.map(|entry| entry.expect("an entry of the folder").path());
    let files = paths.filter(|path| path.extension().is_some_and(|suffix| suffix == "rs"));
    files.map(|path| fs::read_to_string(path).expect("a source file")).collect()
}

/// Returns the codes that a source file of mistakes names.
fn codes(text: &str) -> BTreeSet<String> {
    let starts = ["Diagnostic::error(", "Diagnostic::warning(", "code: "];
    let behind = |start: &str| -> Vec<String> {
        let rests = text.split(start).skip(1).map(|rest| rest.trim_start().strip_prefix('"'));
        rests
            .map(|rest| rest.expect("a code stands where it is used").split('"').next().unwrap_or("").to_owned())
            .collect()
    };
    starts.into_iter().flat_map(behind).collect()
}

#[test]
fn every_code_is_shown_in_a_golden_test() {
    let known: BTreeSet<String> = sources("src/diag/mistakes").iter().flat_map(|text| codes(text)).collect();
    assert!(known.len() > 60 && known.contains("unknown-key") && known.contains("duplicate-route"), "{known:?}");
    let golden = sources("tests/suite/mistakes").concat();
    let shown = |code: &String| ["error", "warning"].iter().any(|word| golden.contains(&format!("\n{word}[{code}]: ")));
    let missing: Vec<&String> = known.iter().filter(|code| !shown(code)).collect();
    assert!(missing.is_empty(), "no golden test shows {missing:?}");
}

#[test]
fn every_code_that_is_shown_is_one_of_the_program() {
    let known: BTreeSet<String> = sources("src/diag/mistakes").iter().flat_map(|text| codes(text)).collect();
    for text in sources("tests/suite/mistakes") {
        for line in text.lines().filter(|line| line.starts_with("error[") || line.starts_with("warning[")) {
            let code = line.split(['[', ']']).nth(1).unwrap_or("");
            assert!(known.contains(code), "{line}");
        }
    }
}

#[test]
fn every_test_that_the_list_of_bad_input_names_is_there() {
    let list = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/README.md")).expect("the list");
    let rows = list.lines().filter(|line| line.starts_with("| "));
    let names: Vec<&str> = rows.flat_map(|row| row.split('`').filter(|name| name.contains("::"))).collect();
    assert!(names.len() > 50, "{names:?}");
    for name in names {
        let (file, test) = name.rsplit_once("::").expect("a name has a file");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite").join(file.replace("::", "/") + ".rs");
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(text.contains(&format!("fn {test}()")), "there is no test {name}");
    }
}
