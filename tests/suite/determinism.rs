//! One site, one output: whatever the folder, time zone, locale, thread count or order of reading.
#![expect(clippy::disallowed_methods, reason = "tests work on folders of their own")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Returns all files under a folder, with their bytes and modification times.
fn tree(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, std::time::SystemTime)> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).expect("a folder of the output") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let time = fs::metadata(&path).and_then(|metadata| metadata.modified()).expect("a time");
                let name = path.strip_prefix(folder).expect("under the folder").to_owned();
                found.insert(name, (fs::read(&path).expect("a file"), time));
            }
        }
    }
    found
}

/// Copies a folder, files in reverse order, so that a walk may find them in another one.
fn copy_reversed(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a new folder");
    let mut entries: Vec<PathBuf> =
        fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries.into_iter().rev() {
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy_reversed(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a copy");
        }
    }
}

#[test]
fn demonstration_site_is_the_same_everywhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let temp = crate::site_test::folder();
    let build = |site: &Path, out: &str, threads: &str, zone: &str, locale: &str| {
        let out = temp.path().join(out);
        let status = Command::new(env!("CARGO_BIN_EXE_demarche"))
            .args(["build", "--at", "2026-11-23T12:00:00Z", "--root"])
            .arg(site)
            .arg("--out")
            .arg(&out)
            .env("XDG_CACHE_HOME", temp.path().join("cache"))
            // Midnight may fall between the two.
            .env("SOURCE_DATE_EPOCH", "1795824000")
            .envs([("RAYON_NUM_THREADS", threads), ("TZ", zone), ("LC_ALL", locale), ("LANG", locale)])
            .output()
            .expect("the program runs");
        assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
        tree(&out)
    };
    let copy = temp.path().join("another place with a longer name");
    for folder in ["content", "layouts"] {
        copy_reversed(&root.join(folder), &copy.join(folder));
    }
    let here = build(root, "here", "1", "UTC", "C");
    let there = build(&copy, "there", "4", "Pacific/Kiritimati", "tr_TR.UTF-8");
    assert!(here.len() > 400, "{}", here.len());
    assert_eq!(here.keys().collect::<Vec<_>>(), there.keys().collect::<Vec<_>>());
    for (path, made) in &here {
        assert!(made == &there[path], "{} differs", path.display());
    }
}
