//! Links and pipes that somebody puts in place of files while a site is read: nothing outside of it is read, and nothing
//! waits for ever.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "tests work on folders of their own")]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use demarche::source::{Sources, Stamps};

use super::files::{CANARY, folder, site_in, write};

/// How often a site is read while somebody swaps its files.
const READS: usize = 150;

/// Puts a thing in place of another, in one step.
fn put(path: &Path, make: impl FnOnce(&Path)) {
    let beside = path.with_extension("new");
    let _ = fs::remove_file(&beside);
    make(&beside);
    let _ = fs::rename(&beside, path);
}

/// Swaps a file with a link out of the site, with a pipe, and a folder with a link, until it is told to stop.
fn swap(root: &Path, outside: &Path, stop: &AtomicBool) {
    let letters = root.join("content/letters");
    while !stop.load(Ordering::Relaxed) {
        for name in ["a.md", "x.csv"] {
            put(&letters.join(name), |path| symlink(outside.join(name), path).expect("a link is made"));
            put(&letters.join(name), |path| fs::write(path, "---\ntitle: A\n---\nA\n").expect("a file is written"));
            let _ = fs::remove_file(letters.join(name));
            let _ = Command::new("mkfifo").arg(letters.join(name)).status();
            put(&letters.join(name), |path| fs::write(path, "---\ntitle: A\n---\nA\n").expect("a file is written"));
        }
        let (folder, away) = (root.join("content/pages"), root.join("pages"));
        let _ = fs::rename(&folder, &away);
        let _ = symlink(outside, &folder);
        let _ = fs::remove_file(&folder);
        let _ = fs::rename(&away, &folder);
    }
}

#[test]
fn nothing_outside_is_read_while_links_and_pipes_are_swapped_in() {
    let (site, outside) = (folder(), folder());
    site_in(site.path());
    for name in ["a.md", "x.csv"] {
        write(site.path(), &format!("content/letters/{name}"), b"---\ntitle: A\n---\nA\n");
        write(site.path(), &format!("content/pages/{name}"), b"---\ntitle: A\n---\nA\n");
        write(outside.path(), name, format!("---\ntitle: {CANARY}\n---\n{CANARY}\n").as_bytes());
    }
    let holds = |bytes: &[u8]| bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes());
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| swap(site.path(), outside.path(), &stop));
        // From a time at which all files were long there, each round goes on from what the last one knew.
        let later = SystemTime::now() + Duration::from_secs(3600);
        let (mut read, mut known) = (0, Stamps::default());
        for _ in 0..READS {
            // A file that is gone for a moment is a failure that names it, and no harm.
            let Ok((sources, _)) = Sources::read_since(site.path(), Some(&known), later) else { continue };
            known = sources.stamps().clone();
            read += 1;
            for file in sources.iter() {
                assert!(!file.text.as_ref().is_some_and(|text| text.get().contains(CANARY)), "{} was read", file.path);
                if let Ok(bytes) = sources.load(&file.path) {
                    assert!(!holds(&bytes), "{} was loaded", file.path);
                }
            }
        }
        stop.store(true, Ordering::Relaxed);
        assert!(read > 0, "the site was never read");
    });
}

#[test]
fn what_was_listed_as_a_file_is_not_loaded_as_anything_else() {
    let (site, outside) = (folder(), folder());
    site_in(site.path());
    write(outside.path(), "x.csv", CANARY.as_bytes());
    let path = site.path().join("content/letters/x.csv");
    let read = |bytes: &[u8]| {
        put(&path, |path| fs::write(path, bytes).expect("a file is written"));
        Sources::read(site.path()).expect("it can be read").0
    };
    let load = |sources: &Sources| sources.load("content/letters/x.csv").map_err(|error| error.to_string());
    let sources = read(b"a,b\n");
    assert_eq!(load(&sources), Ok(b"a,b\n".to_vec()));
    let changed = Err("it has been changed since the build began".to_owned());
    // A link, also to the same bytes.
    put(&path, |path| symlink(outside.path().join("x.csv"), path).expect("a link is made"));
    assert_eq!(load(&sources), changed);
    // Other bytes of the same length.
    put(&path, |path| fs::write(path, "b,a\n").expect("a file is written"));
    assert_eq!(load(&sources), changed);
    // A pipe, which nobody writes into.
    let _ = fs::remove_file(&path);
    if Command::new("mkfifo").arg(&path).status().is_ok_and(|status| status.success()) {
        assert_eq!(load(&sources), changed);
    }
    // A link in place of the folder.
    let sources = read(b"a,b\n");
    let letters = site.path().join("content/letters");
    fs::rename(&letters, site.path().join("away")).expect("it is moved");
    symlink(outside.path(), &letters).expect("a link is made");
    assert_eq!(load(&sources), changed);
}
