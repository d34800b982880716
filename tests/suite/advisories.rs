//! No package in Cargo.lock is one that the advisory database warns of, as of the day of the snapshot.
#![expect(clippy::disallowed_methods, reason = "reads the repository")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use semver::{Version, VersionReq};

/// What the database says, as of its date; made by `.ci/advisories`.
const SNAPSHOT: &str = include_str!("advisories.txt");

/// An advisory on a package.
struct Advisory<'a> {
    id: &'a str,
    kind: &'a str,
    good: Vec<VersionReq>,
}

/// Returns the packages of the snapshot, each with its advisories.
fn snapshot(text: &str) -> BTreeMap<&str, Vec<Advisory<'_>>> {
    let mut packages: BTreeMap<&str, Vec<Advisory<'_>>> = BTreeMap::new();
    let mut name = "";
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.starts_with("date ")) {
        let Some(fact) = line.strip_prefix("  ") else {
            name = line;
            packages.entry(name).or_default();
            continue;
        };
        let [id, kind, good] = fact.splitn(3, " | ").collect::<Vec<_>>()[..] else { panic!("three parts: {line}") };
        let good = good.split(" ; ").filter(|range| !range.trim().is_empty());
        let good = good.map(|range| VersionReq::parse(range).expect("a range of versions")).collect();
        packages.get_mut(name).expect("a package above").push(Advisory { id, kind, good });
    }
    packages
}

/// Returns the packages of a lock file that come from a registry, with their versions.
fn locked(lock: &str) -> Vec<(&str, Version)> {
    let packages = lock.split("[[package]]").skip(1).filter(|package| package.contains("\nsource = "));
    let read = |package| Some((field(package, "name")?, Version::parse(field(package, "version")?).ok()?));
    packages.map(|package| read(package).expect("a name and a version")).collect()
}

/// Returns a text of a package in a lock file.
fn field<'a>(package: &'a str, key: &str) -> Option<&'a str> {
    let (_, rest) = package.split_once(&format!("\n{key} = \""))?;
    rest.split_once('"').map(|(value, _)| value)
}

/// Returns what is wrong with the packages of a lock file.
fn faults(lock: &str, text: &str) -> Vec<String> {
    let snapshot = snapshot(text);
    let mut faults = Vec::new();
    for (name, version) in locked(lock) {
        let Some(advisories) = snapshot.get(name) else {
            faults.push(format!("{name} was not looked up: make the snapshot anew with `.ci/advisories`"));
            continue;
        };
        let open = advisories.iter().filter(|advisory| !advisory.good.iter().any(|good| good.matches(&version)));
        faults.extend(open.map(|advisory| format!("{name} {version}: {} ({})", advisory.id, advisory.kind)));
    }
    faults
}

#[test]
fn no_package_is_one_that_is_warned_of() {
    let lock = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).expect("the lock file");
    let faults = faults(&lock, SNAPSHOT);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_is_warned_of_and_what_nobody_looked_up_are_told() {
    let package = |name: &str, version: &str| {
        format!("[[package]]\nname = \"{name}\"\nversion = \"{version}\"\nsource = \"registry\"\n\n")
    };
    let lock = package("old", "0.4.0")
        + &package("patched", "1.2.3")
        + &package("given-up", "1.0.0")
        + &package("new", "1.0.0");
    let text = "date 2026-01-01\ngiven-up\n  A-3 | unmaintained | \nold\n  A-1 | vulnerability | >= 0.5.0\npatched\n  \
                A-2 | unsound | >= 1.2.3 ; < 1.0.0\n";
    assert_eq!(
        faults(&lock, text),
        [
            "old 0.4.0: A-1 (vulnerability)",
            "given-up 1.0.0: A-3 (unmaintained)",
            "new was not looked up: make the snapshot anew with `.ci/advisories`"
        ]
    );
}
