//! Files that are known to be as they were, by their stamps, and are not read.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "these tests make the files that they are about")]

use std::fs::{self, File, FileTimes};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use demarche::source::{Sources, Stamps};

use crate::site_test::SETTINGS;

/// The files of a site: a page in plain bytes, two that are written in other ways, and a picture.
const FILES: [(&str, &[u8]); 4] = [
    ("plain.md", b"---\ntitle: Plain\n---\nText.\n"),
    ("letters.md", "---\ntitle: Mots\n---\nDes mots fran\u{e7}ais \u{2013} \u{5c71} \u{a0}.\n".as_bytes()),
    ("marked.md", b"\xef\xbb\xbf---\r\ntitle: Marked\r\n---\r\nLine\r\nanother\r\n"),
    ("picture.png", b"\x89PNG\r\n\x1a\n\0\0"),
];

/// Makes a site on disk.
fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let pages = folder.path().join("content/pages");
    fs::create_dir_all(&pages).expect("a new folder");
    fs::write(folder.path().join("content/site.yaml"), SETTINGS).expect("a new file");
    for (name, bytes) in FILES {
        fs::write(pages.join(name), bytes).expect("a new file");
    }
    folder
}

/// Reads a site as if it were an hour later, when its files are long there.
fn read(root: &Path, known: Option<&Stamps>) -> Sources {
    let later = SystemTime::now() + Duration::from_secs(3600);
    let (sources, found) = Sources::read_since(root, known, later).expect("a folder that can be read");
    assert_eq!(found, []);
    sources
}

/// Returns the stamps with the fingerprint in them that was kept of a file made another: who trusts it has not read the file.
fn with_other_fingerprint(sources: &Sources, path: &str, fingerprint: u64) -> Stamps {
    let mut bytes = sources.stamps().to_bytes();
    let known = sources.get(path).expect("it stands").fingerprint.to_le_bytes();
    let at = bytes.windows(8).position(|part| part == known).expect("a stamp of the file");
    bytes[at..][..8].copy_from_slice(&fingerprint.to_le_bytes());
    Stamps::read(&bytes).expect("the stamps are whole")
}

#[test]
fn stamps_tell_no_path() {
    let site = site();
    let bytes = read(site.path(), None).stamps().to_bytes();
    assert_eq!(bytes.len(), 1 + (FILES.len() + 1) * 16);
    assert!(!bytes.windows(5).any(|part| part == b"plain"));
}

#[test]
fn files_are_the_same_whether_they_were_read_or_known() {
    let site = site();
    let first = read(site.path(), None);
    let second = read(site.path(), Some(first.stamps()));
    assert_eq!((second.checksum(), second.stamps()), (first.checksum(), first.stamps()));
    for (one, other) in first.iter().zip(second.iter()) {
        assert_eq!((&one.path, one.fingerprint, one.held()), (&other.path, other.fingerprint, other.held()));
    }
    assert_eq!(second.load("content/pages/picture.png").expect("it stands"), FILES[3].1);
}

#[test]
fn texts_of_pages_and_files_that_are_loaded_later_are_not_read_again_and_all_else_is() {
    let site = site();
    let first = read(site.path(), None);
    for (path, is_trusted) in
        [("content/pages/plain.md", true), ("content/pages/picture.png", true), ("content/site.yaml", false)]
    {
        let altered = with_other_fingerprint(&first, path, 7);
        let sources = read(site.path(), Some(&altered));
        assert_eq!(sources.get(path).expect("it stands").fingerprint == 7, is_trusted, "{path}");
    }
}

/// A change of a file, and what it is called.
type Change = (&'static str, fn(&Path));

#[test]
fn file_that_was_changed_in_any_way_is_read() {
    let change: [Change; 5] = [
        ("other bytes of the same length", |path| {
            fs::write(path, "---\ntitle: Other\n---\nText.\n").expect("it stands")
        }),
        ("and the time put back", |path| {
            let was = fs::metadata(path).expect("it stands").modified().expect("a time");
            fs::write(path, "---\ntitle: Again\n---\nText.\n").expect("it stands");
            let file = File::options().write(true).open(path).expect("it stands");
            file.set_times(FileTimes::new().set_modified(was)).expect("its owner may");
        }),
        ("another file in its place, of the same time", |path| {
            let was = fs::metadata(path).expect("it stands").modified().expect("a time");
            let new = path.with_extension("new");
            fs::write(&new, "---\ntitle: Three\n---\nText.\n").expect("a new file");
            let file = File::options().write(true).open(&new).expect("it stands");
            file.set_times(FileTimes::new().set_modified(was)).expect("its owner may");
            fs::rename(&new, path).expect("it is replaced");
        }),
        ("two files in each other's place", |path| {
            let (other, aside) = (path.with_file_name("letters.md"), path.with_extension("new"));
            fs::rename(path, &aside).expect("it stands");
            fs::rename(&other, path).expect("it stands");
            fs::rename(&aside, &other).expect("it stands");
        }),
        ("a copy with its times", |path| {
            let copy = path.with_extension("copy");
            let copied = Command::new("cp").arg("-p").args([path, &copy]).status().expect("there is a cp");
            assert!(copied.success());
            fs::rename(&copy, path).expect("it is replaced");
        }),
    ];
    for (what, change) in change {
        let site = site();
        let path = site.path().join("content/pages/plain.md");
        let first = read(site.path(), None);
        let altered = with_other_fingerprint(&first, "content/pages/plain.md", 7);
        change(&path);
        let sources = read(site.path(), Some(&altered));
        assert_ne!(sources.get("content/pages/plain.md").expect("it stands").fingerprint, 7, "{what}");
        assert_eq!(sources.checksum(), read(site.path(), None).checksum(), "{what}");
    }
}

#[test]
fn file_that_was_changed_a_moment_ago_has_no_stamp() {
    let site = site();
    let (sources, _) = Sources::read_since(site.path(), None, SystemTime::now()).expect("a folder that can be read");
    assert_eq!(*sources.stamps(), Stamps::default());
    assert_ne!(*read(site.path(), None).stamps(), Stamps::default());
}

#[test]
fn text_that_is_another_when_it_is_needed_at_last_is_a_mistake_and_no_empty_page() {
    let site = site();
    let pages = site.path().join("content/pages");
    // What leads to the page leads to one that is there, as far as is known.
    fs::write(pages.join("letters.md"), "---\ntitle: Words\nslug: words\n---\n[It](plain.md#part).\n")
        .expect("it stands");
    let first = read(site.path(), None);
    let second = read(site.path(), Some(first.stamps()));
    let path = pages.join("plain.md");
    fs::write(&path, "---\ntitle: Other\n---\nText.\n").expect("it stands");
    let options = demarche::BuildOptions { at: jiff::Timestamp::UNIX_EPOCH, drafts: false, base_url: None };
    let sink = demarche::engine::Discard;
    let outcome = demarche::build(&second, Vec::new(), &options, &sink, &demarche::Progress::default());
    let found = outcome.expect("the folder can be read").diagnostics;
    let found: Vec<(&str, &str)> = found.iter().map(|found| (found.code, &*found.message)).collect();
    let expected = "`content/pages/plain.md` cannot be used: it has been changed since the build began";
    assert_eq!(found, [("unreadable-file", expected)]);
}
