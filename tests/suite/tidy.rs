//! The house is in order: rooms import only earlier rooms and the cellar, and every file is in its list.
#![expect(clippy::disallowed_methods, reason = "reads the repository")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The cellar: open to all, imports nothing of the house but itself.
const CELLAR: [&str; 14] = [
    "address", "bidi", "config", "diag", "disguise", "html", "litter", "media", "moment", "packed", "route", "sealed",
    "track", "yaml",
];
/// The rooms in the order of the walk; each may import those before it.
const WALK: [&str; 11] =
    ["source", "parse", "content", "data", "model", "plan", "mail", "render", "output", "check", "engine"];
/// Rooms that know the cellar only.
const APART: [&str; 4] = ["cache", "emit", "serve", "watch"];

/// Returns the root of the repository.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the files under a folder, with their text, in order.
fn files(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|suffix| suffix == "rs") {
            let text = fs::read_to_string(&path).expect("a source file");
            found.push((path, text));
        }
    }
    found.sort();
    found
}

/// Returns the room a file belongs to.
fn room(path: &Path) -> String {
    let relative = path.strip_prefix(root().join("src")).expect("a file under src");
    let first = relative.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// Returns the rooms that a file names after `crate::`.
fn imports(text: &str) -> BTreeSet<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| {
        line.split("crate::")
            .skip(1)
            .map(|rest| rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect::<String>())
    })
    .filter(|name| !name.is_empty())
    .collect()
}

/// Tells whether a room may import another.
fn may_import(room: &str, other: &str) -> bool {
    if room == other || CELLAR.contains(&other) {
        return true;
    }
    let place = |name: &str| WALK.iter().position(|known| *known == name);
    match (place(room), place(other)) {
        (Some(room), Some(other)) => other < room,
        _ => false,
    }
}

#[test]
fn rooms_import_only_what_stands_before_them() {
    for (path, text) in files(&root().join("src")) {
        let room = room(&path);
        // The targets of fuzzing stand beside the house and reach into all rooms.
        if ["lib", "main", "cli", "fuzz"].contains(&room.as_str()) {
            continue;
        }
        let known = CELLAR.iter().chain(&WALK).chain(&APART).any(|known| *known == room);
        assert!(known, "{} is in no room of the list", path.display());
        for other in imports(&text) {
            assert!(may_import(&room, &other), "{} imports `{other}`", path.display());
        }
    }
}

#[test]
fn members_of_a_registry_do_not_import_siblings() {
    for (folder, list) in [("content", "CONTENT_TYPES"), ("output", "OUTPUT_FORMATS"), ("check", "CHECKS")] {
        let registry = root().join("src").join(folder);
        let list_text = fs::read_to_string(registry.join("mod.rs")).expect("the registry");
        let start = list_text.find(&format!("static {list}")).expect("the list");
        let list_text = &list_text[start..start + list_text[start..].find("];").expect("the end of the list")];
        for (path, text) in files(&registry) {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            // What was made is looked at after all checks, by `demarche check` alone.
            if name == "mod" || name == "made" {
                continue;
            }
            assert!(list_text.contains(&format!("&{name}::")), "{} is not in {list}", path.display());
            for line in text.lines().filter(|line| line.starts_with("use super::")) {
                let sibling = line["use super::".len()..].chars().next().is_some_and(|c| c.is_ascii_lowercase());
                let function = line.contains("slug_");
                assert!(!sibling || function, "{} imports a sibling: {line}", path.display());
            }
        }
    }
}

#[test]
fn every_layout_is_embedded() {
    let mut there: Vec<String> = Vec::new();
    let layouts = root().join("layouts");
    let mut folders = vec![layouts.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of layouts") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&layouts).expect("a layout");
                there.push(name.to_str().expect("a plain name").replace('\\', "/"));
            }
        }
    }
    there.retain(|name| name != "README.md");
    there.sort();
    let embedded: Vec<&str> = demarche::render::DEFAULTS.iter().map(|(name, _)| *name).collect();
    assert_eq!(embedded, there, "src/render/defaults.rs lists every file of layouts/ in order");
}

#[test]
fn files_are_short_and_say_what_they_are() {
    for folder in ["src", "tests/suite", "benches"] {
        for (path, text) in files(&root().join(folder)) {
            assert!(text.starts_with("//!"), "{} does not open with what it is", path.display());
            let lines = text.lines().count();
            let reason = text.lines().take(12).any(|line| line.contains("Longer than 400 lines"));
            assert!(lines <= 400 || reason, "{} has {lines} lines", path.display());
        }
    }
}

#[test]
fn nothing_is_left_open() {
    for folder in ["src", "tests/suite", "benches"] {
        for (path, text) in files(&root().join(folder)) {
            for word in ["todo!(", "unimplemented!(", concat!("FIX", "ME"), concat!("#[", "ignore")] {
                let found = text.lines().find(|line| line.contains(word) && !line.contains("for word in"));
                assert!(found.is_none(), "{}: {found:?}", path.display());
            }
        }
    }
}
