//! What stands in the folder for caches that no build has ended, or that is not this user's alone: it goes, and is not written to.

use std::fs;
use std::path::Path;

use super::Cache;

/// Returns a cache in a folder of the test.
fn cache(folder: &Path) -> Cache {
    Cache::at(&folder.join("cache"), &folder.join("site"), &folder.join("out")).expect("a good place")
}

#[cfg(unix)]
#[test]
fn file_that_is_not_ours_alone_is_begun_anew() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().expect("a folder for the test");
    let cache = cache(folder.path());
    let path = cache.file.with_extension("facts");
    let kept = || {
        let facts = cache.facts().expect("a good disk");
        let found = facts.find(1).is_some();
        assert!(found || facts.add(1, b"facts", b""));
        facts.finish().expect("a good disk");
        found
    };
    assert_eq!((kept(), kept()), (false, true));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o666)).expect("our own");
    assert_eq!((kept(), kept()), (false, true), "others might have changed it");
    let other = folder.path().join("other");
    fs::rename(&path, &other).and_then(|()| symlink(&other, &path)).expect("our own");
    assert_eq!((kept(), kept()), (false, true), "it was a link");
    fs::remove_file(&path).and_then(|()| fs::create_dir(&path)).expect("our own");
    assert!(cache.facts().is_none(), "a folder stays");
}

#[test]
fn nothing_of_what_killed_builds_have_left_stays() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let cache = cache(folder.path());
    let facts = cache.facts().expect("a good disk");
    assert!(facts.add(1, b"held back since", b"its rest"));
    // Killed before it has ended.
    drop(facts);
    let path = cache.file.with_extension("facts");
    assert!(fs::metadata(&path).expect("it stands").len() > 0);
    let parts = ["7.new", "facts.7.new"].map(|name| cache.file.with_extension(name));
    let others = ["memory", "7.unfinished"].map(|name| cache.file.with_extension(name));
    let other = cache.folder.join(format!("{:032x}.7.new", 7));
    for file in parts.iter().chain(&others).chain([&other]) {
        fs::write(file, "held back since").expect("a good disk");
    }
    // This one keeps nothing.
    cache.facts().expect("a good disk").finish().expect("a good disk");
    assert_eq!(fs::read(&path).expect("it stands"), b"");
    assert!(parts.iter().all(|part| !part.exists()));
    assert!(others.iter().all(|other| other.exists()) && other.exists(), "another's");
}
