//! The targets of fuzzing over their corpora and seeded mutations of them.
#![expect(clippy::disallowed_methods, reason = "reads the corpora of the repository, and measures")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::mutations::{Row, mutated};
use super::{TARGETS, Target};

/// How long one input may take here, where nothing is optimised and a busy machine does much else: what takes longer never
/// ends. Fuzzing itself allows a second.
const LONGEST: Duration = Duration::from_secs(60);
/// The largest seed, in bytes.
const LARGEST: usize = 8 * 1024;

/// Returns the folder of the fuzzers.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

/// Returns the names in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Returns the seeds of a target.
fn seeds(name: &str) -> Vec<Vec<u8>> {
    let corpus = folder().join("corpus").join(name);
    let seeds = names(&corpus).into_iter().map(|seed| fs::read(corpus.join(seed)).expect("a seed"));
    seeds.collect()
}

/// Runs a target over its seeds and so many mutations of them.
#[track_caller]
fn check(name: &str, mutations: usize) {
    let (_, target) = TARGETS.iter().find(|(known, _)| *known == name).expect("a target");
    let seeds = seeds(name);
    assert!(!seeds.is_empty(), "{name} has no seeds");
    for seed in &seeds {
        assert!(seed.len() <= LARGEST, "a seed of {name} has {} bytes", seed.len());
        run(name, *target, seed);
    }
    let mut row = Row(17);
    for _ in 0..mutations {
        let (seed, other) = (row.below(seeds.len()), row.below(seeds.len()));
        run(name, *target, &mutated(&mut row, &seeds[seed], &seeds[other]));
    }
}

/// Runs a target on one input; a panic tells the input.
fn run(name: &str, target: Target, bytes: &[u8]) {
    let start = Instant::now();
    if let Err(panic) = std::panic::catch_unwind(|| target(bytes)) {
        eprintln_input(name, bytes);
        std::panic::resume_unwind(panic);
    }
    let taken = start.elapsed();
    assert!(taken < LONGEST, "{name} takes {taken:?} for {}", shown(bytes));
}

/// Tells which input broke a target.
#[expect(clippy::print_stderr, reason = "nobody can find the input otherwise")]
fn eprintln_input(name: &str, bytes: &[u8]) {
    eprintln!("{name} breaks with {}", shown(bytes));
}

/// Returns an input as a literal of bytes.
fn shown(bytes: &[u8]) -> String {
    format!("b\"{}\"", bytes.escape_ascii())
}

#[test]
fn every_target_has_a_fuzzer_and_a_corpus() {
    let known: Vec<String> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names(&folder().join("corpus")), known);
    let files: Vec<String> = known.iter().map(|name| format!("{name}.rs")).collect();
    assert_eq!(names(&folder().join("fuzz_targets")), files);
    let manifest = fs::read_to_string(folder().join("Cargo.toml")).expect("the manifest of the fuzzers");
    for name in known {
        let text = fs::read_to_string(folder().join(format!("fuzz_targets/{name}.rs"))).expect("a fuzzer");
        assert!(text.contains(&format!("demarche::fuzz::{name}(")), "{text}");
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name} is not in the manifest");
    }
}

#[test]
fn books_never_panic() {
    check("books", 4_000);
}

#[test]
fn data_never_panics() {
    check("data", 160);
}

#[test]
fn front_matter_never_panics() {
    check("front_matter", 160);
}

#[test]
fn markdown_never_panics() {
    check("markdown", 1_000);
}

#[test]
fn pictures_never_panic() {
    check("pictures", 4_000);
}

#[test]
fn requests_never_panic() {
    check("requests", 4_000);
}

#[test]
fn settings_never_panic() {
    check("settings", 160);
}
