//! Tests of what one build leaves for the next.

use super::*;

/// Returns a cache in a folder of the test, and what is kept in it.
fn cache() -> (tempfile::TempDir, Cache, Left) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let (root, out) = (folder.path().join("site"), folder.path().join("out"));
    let cache = Cache::at(&folder.path().join("cache"), &root, &out).expect("a good place");
    let instant = |text: &str| text.parse().expect("an instant");
    let (at, until) = (instant("2026-11-23T00:00:00Z"), instant("2027-01-01T00:00:00Z"));
    (folder, cache, Left { inputs: 1, output: 2, at, until, pages: 3, silent: true })
}

/// Keeps what a build left.
fn store(cache: &Cache, left: &Left, memory: &[u8]) {
    cache.store(left, |to| to.write_all(memory)).expect("a good disk");
}

/// Returns what is remembered.
fn bytes(remembered: &Remembered) -> Option<Vec<u8>> {
    remembered.read(|from, length| {
        let mut bytes = vec![0; usize::try_from(length).ok()?];
        from.read_exact(&mut bytes).ok().map(|()| bytes)
    })
}

#[test]
fn what_is_kept_comes_back() {
    let (_folder, cache, left) = cache();
    assert_eq!(cache.load(), Err(None));
    for (left, memory) in [(left, "one"), (Left { pages: 4, silent: false, ..left }, "another")] {
        store(&cache, &left, memory.as_bytes());
        let (found, remembered) = cache.load().expect("it is kept");
        assert_eq!((found, bytes(&remembered)), (left, Some(memory.into())));
    }
}

#[test]
fn stamps_come_back_whole_or_not_at_all() {
    let (_folder, cache, _) = cache();
    assert_eq!(cache.stamps(), None);
    cache.keep_stamps(b"stamps").expect("a good disk");
    assert_eq!(cache.stamps().as_deref(), Some(&b"stamps"[..]));
    let file = cache.file.with_extension("stamps");
    let whole = fs::read(&file).expect("it stands");
    for at in 0..whole.len() {
        let mut altered = whole.clone();
        altered[at] ^= 4;
        for bytes in [&altered[..], &whole[..at]] {
            fs::write(&file, bytes).expect("a good disk");
            assert_eq!(cache.stamps(), None, "{at}");
        }
    }
    fs::write(&file, &whole).expect("a good disk");
    let other = Cache { name: format!("{NAME} of program {:032x}", 7), ..cache };
    assert_eq!(other.stamps(), None);
}

#[test]
fn memory_of_another_build_is_none() {
    let (_folder, cache, left) = cache();
    store(&cache, &left, b"one");
    let (_, one) = cache.load().expect("it is kept");
    // Killed between the two files.
    fs::write(cache.memory_file(), b"another").expect("a good disk");
    assert_eq!(bytes(&one), None);
    fs::remove_file(cache.memory_file()).expect("it stands");
    assert_eq!(bytes(&one), None);
}

#[test]
fn damaged_cache_is_ignored_with_a_note() {
    let (_folder, cache, left) = cache();
    store(&cache, &left, b"memory");
    let whole = fs::read(&cache.file).expect("it stands");
    for at in 0..whole.len() {
        let mut altered = whole.clone();
        altered[at] ^= 4;
        for bytes in [&altered[..], &whole[..at]] {
            fs::write(&cache.file, bytes).expect("a good disk");
            assert!(matches!(cache.load(), Err(Some(_))), "{}", String::from_utf8_lossy(bytes));
        }
    }
}

#[test]
fn cache_of_another_program_is_ignored_with_a_note() {
    let (_folder, cache, left) = cache();
    let other = Cache { name: format!("{NAME} of program {:032x}", 7), ..cache };
    store(&other, &left, b"memory");
    let cache = Cache { name: format!("{NAME} of program {:032x}", 8), ..other };
    assert!(cache.load().expect_err("not ours").is_some_and(|why| why.contains("another version")));
}

#[cfg(unix)]
#[test]
fn cache_that_others_may_change_is_ignored_and_none_is_made_so() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, cache, left) = cache();
    store(&cache, &left, b"memory");
    let mode = |path: &Path| fs::metadata(path).expect("it stands").permissions().mode() & 0o777;
    assert_eq!((mode(&cache.folder), mode(&cache.file), mode(&cache.memory_file())), (0o700, 0o600, 0o600));
    let (_, remembered) = cache.load().expect("it is kept");
    fs::set_permissions(cache.memory_file(), fs::Permissions::from_mode(0o666)).expect("our own");
    assert_eq!(bytes(&remembered), None);
    fs::set_permissions(&cache.file, fs::Permissions::from_mode(0o666)).expect("our own");
    assert!(matches!(cache.load(), Err(Some(_))));
    let elsewhere = cache.folder.join("elsewhere");
    fs::rename(&cache.file, &elsewhere).expect("our own");
    std::os::unix::fs::symlink(&elsewhere, &cache.file).expect("our own");
    assert!(matches!(cache.load(), Err(Some(_))));
}

#[cfg(unix)]
#[test]
fn what_somebody_put_where_a_file_is_begun_is_not_written_to() {
    let (folder, cache, left) = cache();
    make_folder(&cache.folder).expect("a good disk");
    let other = folder.path().join("other");
    fs::write(&other, "words").expect("a good disk");
    let new = cache.file.with_extension(format!("{}.new", std::process::id()));
    std::os::unix::fs::symlink(&other, &new).expect("our own");
    cache.store(&left, |to| to.write_all(b"memory")).expect("a good disk");
    assert_eq!(fs::read(&other).expect("it stands"), b"words");
    assert!(cache.load().is_ok_and(|(_, remembered)| bytes(&remembered) == Some(b"memory".into())));
    let open = fs::hard_link(&other, &new).and_then(|()| fs::File::open(&new)).expect("our own");
    cache.keep_stamps(b"stamps").expect("a good disk");
    assert_eq!(io::read_to_string(open).expect("it is open"), "words");
}

#[test]
fn cache_is_never_in_the_project_or_the_output() {
    let at = |folder: &str| Cache::at(Path::new(folder), Path::new("/site"), Path::new("/srv/www"));
    assert!(at("/site/.cache").is_err() && at("/srv/www").is_err());
    assert!(at("/site-cache").is_ok());
}
