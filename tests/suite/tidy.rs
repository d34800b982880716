//! The house is in order: rooms import only earlier rooms and the cellar, and every file is in its list.
#![expect(clippy::disallowed_methods, reason = "reads the repository")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The cellar: open to all, imports nothing of the house but itself.
const CELLAR: [&str; 17] = [
    "address",
    "bidi",
    "config",
    "csv",
    "diag",
    "disguise",
    "html",
    "ignored",
    "media",
    "moment",
    "packed",
    "policy",
    "route",
    "checksummed",
    "spill",
    "track",
    "yaml",
];
/// The rooms in the order of the walk; each may import those before it.
const WALK: [&str; 12] =
    ["source", "parse", "content", "data", "schema", "model", "plan", "mail", "render", "output", "check", "engine"];
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
            // What was made is looked at after all checks, by `demarche check` alone; kinds are made of types.
            if name == "mod" || name == "made" || path.parent().is_some_and(|folder| folder.ends_with("content/kind")) {
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
    // The blocks are those of the demonstration alone.
    there.retain(|name| !name.starts_with("blocks/"));
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

/// The files of the house by the way to them, such as `render::view::page`, with the ways that each of them names.
struct House {
    /// What each file imports or names in full, tests at its end left out.
    named: BTreeMap<String, Vec<String>>,
    /// For each file the names that `use` brings into it, each with its way.
    names: BTreeMap<String, BTreeMap<String, String>>,
}

impl House {
    /// Reads the house.
    fn read() -> House {
        let mut house = House { named: BTreeMap::new(), names: BTreeMap::new() };
        for (path, text) in files(&root().join("src")) {
            let relative = path.strip_prefix(root().join("src")).expect("a file under src").with_extension("");
            let way = relative.to_str().expect("a plain name").replace(['/', '\\'], "::");
            let way = way.strip_suffix("::mod").unwrap_or(&way).to_owned();
            // What tests need of the files around them is no part of the house.
            if way.ends_with("_tests") || way.ends_with("::tests") {
                continue;
            }
            let code = without_tests(&text);
            let (uses, rest) = parted(&code);
            let brought: Vec<(String, String)> = uses.iter().flat_map(|tree| leaves(tree)).collect();
            let named = brought.iter().map(|(way, _)| way.clone()).chain(full_ways(&rest)).collect();
            house.named.insert(way.clone(), named);
            house.names.insert(way, brought.into_iter().map(|(way, name)| (name, way)).collect());
        }
        house
    }

    /// Returns the file that a way leads to from another: through names that files on it only pass on.
    fn file_at(&self, from: &str, way: &str, passed: &mut BTreeSet<(String, String)>) -> Option<String> {
        let mut steps = way.split("::").peekable();
        let mut at = from.to_owned();
        match steps.peek().copied()? {
            "crate" => {
                steps.next();
                at.clear();
            }
            "self" => _ = steps.next(),
            "super" => {
                while steps.next_if_eq(&"super").is_some() {
                    at.truncate(at.rfind("::").unwrap_or(0));
                }
            }
            first if self.named.contains_key(&format!("{from}::{first}")) => {}
            _ => return None,
        }
        while let Some(step) = steps.next() {
            let deeper = if at.is_empty() { step.to_owned() } else { format!("{at}::{step}") };
            if self.named.contains_key(&deeper) {
                at = deeper;
                continue;
            }
            let known = self.names.get(&at).and_then(|names| names.get(step));
            let Some(brought) = known.filter(|_| passed.insert((at.clone(), step.to_owned()))) else { break };
            let rest: Vec<&str> = std::iter::once(brought.as_str()).chain(steps).collect();
            return self.file_at(&at, &rest.join("::"), passed).or(Some(at));
        }
        (!at.is_empty()).then_some(at)
    }

    /// Returns for each file of a room those of the room that it imports, but for the ones that lie in its own folder.
    fn imports_within(&self, room: &str) -> BTreeMap<String, BTreeSet<String>> {
        let is_in = |way: &str, folder: &str| way.strip_prefix(folder).is_some_and(|rest| rest.starts_with("::"));
        let of_room = self.named.iter().filter(|(way, _)| *way == room || is_in(way, room));
        of_room
            .map(|(file, named)| {
                let found = named.iter().filter_map(|way| self.file_at(file, way, &mut BTreeSet::new()));
                let others = found.filter(|other| other != file && !is_in(other, file));
                (file.clone(), others.filter(|other| other == room || is_in(other, room)).collect())
            })
            .collect()
    }
}

/// Returns the code of a file without comments, and without the tests at its end.
fn without_tests(text: &str) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let opens_tests = |pair: &[&str]| pair[0] == "#[cfg(test)]" && pair[1].ends_with("mod tests {");
    let end = lines.windows(2).position(opens_tests).unwrap_or(lines.len());
    lines[..end].join("\n")
}

/// Parts the trees of `use` from the rest of a file's code.
fn parted(code: &str) -> (Vec<String>, String) {
    let (mut uses, mut rest) = (Vec::new(), String::new());
    let mut lines = code.lines();
    while let Some(line) = lines.next() {
        let words = line.trim_start();
        let bare = match words.strip_prefix("pub") {
            Some(after) if after.starts_with('(') => after.split_once(") ").map_or(words, |(_, bare)| bare),
            Some(after) => after.trim_start(),
            None => words,
        };
        let Some(tree) = bare.strip_prefix("use ") else {
            rest.push_str(line);
            rest.push('\n');
            continue;
        };
        let mut tree = tree.to_owned();
        while !tree.ends_with(';') {
            let Some(more) = lines.next() else { break };
            tree.push_str(more.trim());
        }
        uses.push(tree.trim_end_matches(';').to_owned());
    }
    (uses, rest)
}

/// Returns the ways in a tree of `use`, each with the name that it brings.
fn leaves(tree: &str) -> Vec<(String, String)> {
    let tree = tree.trim();
    let Some((before, inner)) = tree.split_once('{') else {
        let (way, name) = tree.split_once(" as ").unwrap_or((tree, tree.rsplit("::").next().unwrap_or(tree)));
        return vec![(way.trim().to_owned(), name.trim().to_owned())];
    };
    let inner = inner.strip_suffix('}').unwrap_or(inner);
    let mut depth = 0;
    let branches = inner.split(|c: char| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    let whole = |branch: &str| match branch.trim() {
        branch if branch == "self" || branch.starts_with("self as ") => {
            format!("{}{}", before.trim_end_matches("::"), &branch["self".len()..])
        }
        branch => format!("{before}{branch}"),
    };
    branches.filter(|branch| !branch.trim().is_empty()).flat_map(|branch| leaves(&whole(branch))).collect()
}

/// Returns the ways from `crate`, `super` or `self` on that stand in code.
fn full_ways(code: &str) -> Vec<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
    let words = code.split(|c: char| !is_part(c)).map(|word| word.trim_end_matches(':'));
    let begins = |word: &&str| ["crate::", "super::", "self::"].iter().any(|start| word.starts_with(start));
    words.filter(begins).map(str::to_owned).collect()
}

/// Returns files that import each other in a circle, in order, the first once more at the end; nothing where there is none.
fn circle(imports: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    let mut left = imports.clone();
    // Whoever imports nothing that is left is in no circle; nor is, in the end, whoever is not imported.
    loop {
        let free: BTreeSet<String> =
            left.iter().filter(|(_, others)| others.is_empty()).map(|(file, _)| file.clone()).collect();
        if free.is_empty() {
            break;
        }
        left.retain(|file, _| !free.contains(file));
        left.values_mut().for_each(|others| others.retain(|other| !free.contains(other)));
    }
    let mut way: Vec<String> = vec![left.keys().next()?.clone()];
    loop {
        let next = left[way.last()?].first()?.clone();
        if let Some(start) = way.iter().position(|file| *file == next) {
            way.push(next);
            return Some(way.split_off(start));
        }
        way.push(next);
    }
}

/// A file of a folder may import what its `mod.rs` has, and that the file: such is a folder of Rust. Through anything else
/// no import leads back to where it began, neither by `use`, nor by a name in full, nor by what a `mod.rs` passes on.
#[test]
fn files_of_a_room_import_each_other_in_one_direction() {
    let house = House::read();
    let rooms: BTreeSet<&str> = house.named.keys().filter_map(|way| way.split("::").next()).collect();
    for room in rooms {
        let found = circle(&house.imports_within(room)).map(|files| files.join(" imports "));
        assert_eq!(found, None, "files of `{room}` import each other in a circle");
    }
}

#[test]
fn ways_in_trees_of_use_are_read() {
    let check = |tree: &str, expected: &[(&str, &str)]| {
        let expected: Vec<_> = expected.iter().map(|(way, name)| ((*way).to_owned(), (*name).to_owned())).collect();
        assert_eq!(leaves(tree), expected, "{tree}");
    };
    check("super::a::B", &[("super::a::B", "B")]);
    check("self::a::B as C", &[("self::a::B", "C")]);
    check(
        "crate::{a::{self, B, c::{D}}, e as f}",
        &[("crate::a", "a"), ("crate::a::B", "B"), ("crate::a::c::D", "D"), ("crate::e", "f")],
    );
    assert_eq!(full_ways("super::a::b(x, &crate::c::D::new(), my_super::e)"), ["super::a::b", "crate::c::D::new"]);
    let code = "pub(in crate::a) use super::{\n    b,\n    c,\n};\npub use d::E;\nfn use_it() {}\n";
    assert_eq!(parted(code), (vec!["super::{b,c,}".to_owned(), "d::E".to_owned()], "fn use_it() {}\n".to_owned()));
}
