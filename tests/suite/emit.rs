//! The writer: what a visitor and an operator see of builds, one after the other.
//!
//! Below lie `others`, with what belongs to somebody else, `attributes`, with who may read what, `altered`, with files that
//! somebody has changed, `kills`, with builds that come to no good end, `at_once`, with outputs that are exchanged in one
//! step, and `times`, with what tells a copying program that a file changed.

#![expect(clippy::disallowed_methods, reason = "these tests look at the disk themselves")]

mod altered;
mod at_once;
mod attributes;
mod kills;
mod others;
mod times;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use demarche::emit::{Emitter, Reach, Report};
use demarche::route::OutPath;
use jiff::Timestamp;

/// A folder with an output `public` in it.
struct Ground {
    /// The folder around the output.
    folder: tempfile::TempDir,
}

impl Ground {
    /// Returns a folder without an output yet.
    fn new() -> Ground {
        Ground { folder: tempfile::tempdir().expect("a folder for the test") }
    }

    /// Returns the path of the output.
    fn out(&self) -> PathBuf {
        self.folder.path().join("public")
    }

    /// Returns the path of a file of the output.
    fn path(&self, route: &str) -> PathBuf {
        self.out().join(route)
    }

    /// Builds a site of these files.
    fn build(&self, files: &[(&str, &str)]) -> Report {
        build(&self.out(), files).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Builds a site of these files, which must not succeed, and returns why.
    fn refuse(&self, files: &[(&str, &str)]) -> String {
        let before = self.standing();
        let error = build(&self.out(), files).expect_err("this build is refused");
        assert_eq!(self.standing(), before, "a refused build changes nothing");
        assert_eq!(self.books(), if self.book("manifest").exists() { vec!["lock", "manifest"] } else { vec!["lock"] });
        error.to_string()
    }

    /// Writes a file as somebody else would.
    fn write(&self, route: &str, text: &str) {
        let path = self.path(route);
        fs::create_dir_all(path.parent().expect("a path below the output")).expect("a folder is made");
        fs::write(path, text).expect("a file is written");
    }

    /// Returns what stands in the output.
    fn standing(&self) -> BTreeMap<String, String> {
        standing(&self.out())
    }

    /// Asserts that exactly these files stand in the output.
    fn assert_stands(&self, files: &[(&str, &str)]) {
        assert_eq!(self.standing(), files_of(files));
    }

    /// Returns the path of one of the program's books about the output.
    fn book(&self, name: &str) -> PathBuf {
        self.folder.path().join(".public.demarche").join(name)
    }

    /// Returns the names in the folder of books.
    fn books(&self) -> Vec<String> {
        let entries = fs::read_dir(self.book("")).expect("the folder of books is read");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry is read").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

/// Returns the route with this text.
fn route(text: &str) -> OutPath {
    OutPath::parse(text).expect("a good path")
}

/// Returns the midnight at which a day of this test begins.
fn day(number: i64) -> Timestamp {
    Timestamp::from_second(1_795_824_000 + number * 24 * 60 * 60).expect("an instant")
}

/// Builds a site of these files, beside no other build.
fn build(out: &Path, files: &[(&str, &str)]) -> Result<Report, demarche::diag::Error> {
    build_on(day(1), out, files)
}

/// Builds a site of these files on a day, beside no other build.
fn build_on(date: Timestamp, out: &Path, files: &[(&str, &str)]) -> Result<Report, demarche::diag::Error> {
    let emitter = Emitter::open(out, Reach::Public, date, &mut |who| panic!("nobody else builds here, but {who}"))?;
    for (path, text) in files {
        emitter.put(&route(path), text.as_bytes())?;
    }
    // The seal is no count: what it promises is tested by itself.
    Ok(Report { checksum: 0, ..emitter.commit()? })
}

/// Returns files as [`standing`] does.
fn files_of(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// Returns what stands in an output: files with their text, links with their target, and empty folders.
fn standing(out: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    if out.exists() {
        collect(out, "", &mut files);
    }
    files
}

/// Collects what stands in a folder.
fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
    let mut empty = true;
    for entry in fs::read_dir(folder).expect("a folder is read") {
        empty = false;
        let entry = entry.expect("an entry is read");
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type().expect("an entry is read");
        if kind.is_dir() {
            collect(&entry.path(), &format!("{path}/"), files);
        } else if kind.is_symlink() {
            let target = fs::read_link(entry.path()).expect("a link is read");
            files.insert(path, format!("-> {}", target.display()));
        } else {
            files.insert(path, fs::read_to_string(entry.path()).expect("a file is read"));
        }
    }
    if empty && !prefix.is_empty() {
        files.insert(prefix.to_owned(), String::new());
    }
}

/// Returns the modification time.
fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).and_then(|metadata| metadata.modified()).expect("a time is read")
}

/// Returns what tells one file from another that replaced it.
#[cfg(unix)]
fn identity(path: &Path) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    let metadata = fs::metadata(path).expect("a file is read");
    (metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

/// A site of three pages.
const SITE: &[(&str, &str)] = &[("index.html", "home"), ("letters/a/index.html", "a"), ("letters/b/index.html", "b")];

#[test]
fn first_build_makes_the_output_and_those_above_it() {
    let ground = Ground::new();
    let out = ground.folder.path().join("www/htdocs/public");
    let report = build(&out, SITE).expect("the site is built");
    assert_eq!(report, Report { written: 3, ..Report::default() });
    assert_eq!(standing(&out), files_of(SITE));
}

#[test]
fn nothing_lies_in_the_output_that_was_not_put() {
    let ground = Ground::new();
    ground.build(SITE);
    ground.assert_stands(SITE);
    assert_eq!(ground.books(), ["lock", "manifest"]);
}

#[test]
#[cfg(unix)]
fn second_build_touches_only_what_differs() {
    let ground = Ground::new();
    ground.build(SITE);
    let before: Vec<_> = SITE.iter().map(|(path, _)| identity(&ground.path(path))).collect();
    assert_eq!(ground.build(SITE), Report { unchanged: 3, ..Report::default() });
    let after: Vec<_> = SITE.iter().map(|(path, _)| identity(&ground.path(path))).collect();
    assert_eq!(after, before);

    let edited = [SITE[0], SITE[1], ("letters/b/index.html", "B")];
    assert_eq!(ground.build(&edited), Report { written: 1, unchanged: 2, ..Report::default() });
    ground.assert_stands(&edited);
    let after: Vec<_> = SITE.iter().map(|(path, _)| identity(&ground.path(path))).collect();
    assert_eq!(after[..2], before[..2]);
    assert_ne!(after[2], before[2]);
}

#[test]
fn file_that_is_made_no_more_goes_with_its_empty_folders() {
    let ground = Ground::new();
    ground.build(SITE);
    ground.write("letters/b/notes.txt", "mine");
    let report = ground.build(&[("index.html", "home")]);
    assert_eq!(report, Report { unchanged: 1, removed: 2, ..Report::default() });
    ground.assert_stands(&[("index.html", "home"), ("letters/b/notes.txt", "mine")]);
}

#[test]
fn file_changed_by_hand_is_kept_and_named() {
    let ground = Ground::new();
    ground.build(SITE);
    ground.write("letters/a/index.html", "edited");
    ground.write("letters/b/index.html", "c");
    let kept_foreign = vec!["letters/a/index.html".to_owned(), "letters/b/index.html".to_owned()];
    let report = ground.build(&[("index.html", "home")]);
    assert_eq!(report, Report { unchanged: 1, kept_foreign, ..Report::default() });
    let left = [("index.html", "home"), ("letters/a/index.html", "edited"), ("letters/b/index.html", "c")];
    ground.assert_stands(&left);
    // From now on they are somebody else's.
    assert_eq!(ground.build(&[("index.html", "home")]), Report { unchanged: 1, ..Report::default() });
    ground.assert_stands(&left);
    assert!(ground.refuse(SITE).contains("letters/a/index.html"));
}

#[test]
fn file_with_the_same_bytes_is_adopted() {
    let ground = Ground::new();
    ground.write("index.html", "home");
    assert_eq!(ground.build(SITE), Report { written: 2, unchanged: 1, ..Report::default() });
    assert_eq!(ground.build(&SITE[1..]), Report { unchanged: 2, removed: 1, ..Report::default() });
    ground.assert_stands(&SITE[1..]);
}

#[test]
fn file_becomes_a_folder_and_a_folder_a_file() {
    let ground = Ground::new();
    ground.build(&[("a", "file"), ("b/c/d", "deep"), ("b/e", "e"), ("f/g", "file")]);
    let turned = [("a/c/d", "deep"), ("a/e", "e"), ("b", "file"), ("f/g/h", "deep")];
    assert_eq!(ground.build(&turned), Report { written: 4, removed: 4, ..Report::default() });
    ground.assert_stands(&turned);
}

#[test]
fn route_made_twice_is_an_error() {
    let ground = Ground::new();
    ground.build(SITE);
    let error = ground.refuse(&[("new", "one"), ("new", "two")]);
    assert_eq!(error, "`new` is made twice in one build");
    let error = ground.refuse(&[("index.html", "home"), ("index.html", "home")]);
    assert_eq!(error, "`index.html` is made twice in one build");
}

#[test]
fn manifest_does_not_depend_on_order_or_threads() {
    let pages: Vec<(String, String)> = (0..200).map(|n| (format!("p/{n}/index.html"), format!("page {n}"))).collect();
    let (serial, parallel) = (Ground::new(), Ground::new());
    let emitter = Emitter::open(&serial.out(), Reach::Public, day(1), &mut |_| {}).expect("the output is taken");
    for (path, text) in pages.iter().rev() {
        emitter.put(&route(path), text.as_bytes()).expect("a file is put");
    }
    emitter.commit().expect("the site is committed");

    let emitter = Emitter::open(&parallel.out(), Reach::Public, day(1), &mut |_| {}).expect("the output is taken");
    std::thread::scope(|scope| {
        for part in pages.chunks(50) {
            let emitter = &emitter;
            scope.spawn(move || {
                for (path, text) in part {
                    emitter.put(&route(path), text.as_bytes()).expect("a file is put");
                }
            });
        }
    });
    assert_eq!(emitter.commit().expect("the site is committed").written, 200);
    assert_eq!(parallel.standing(), serial.standing());
    let manifest = |ground: &Ground| fs::read_to_string(ground.book("manifest")).expect("the manifest is read");
    assert_eq!(manifest(&parallel), manifest(&serial));
}

#[test]
fn seal_is_that_of_the_files_and_found_again() {
    let ground = Ground::new();
    let seal = |bytes: &str| {
        let emitter = Emitter::open(&ground.out(), Reach::Public, day(1), &mut |_| {}).expect("nobody else builds");
        emitter.put(&route("a.html"), bytes.as_bytes()).expect("a good disk");
        emitter.commit().expect("a good disk").checksum
    };
    let (one, other) = (seal("one"), seal("other"));
    assert_ne!(one, other);
    let emitter = Emitter::open(&ground.out(), Reach::Public, day(1), &mut |_| {}).expect("nobody else builds");
    assert_eq!(emitter.last_checksum(), Some(other));
    assert_eq!(emitter.standing_as_left(), Some(1));
    // Another time, another length, another kind of thing: somebody was here.
    let file = ground.out().join("a.html");
    let time = fs::metadata(&file).and_then(|metadata| metadata.modified()).expect("it stands");
    let touch = |time| fs::File::options().write(true).open(&file).and_then(|file| file.set_modified(time));
    touch(time + std::time::Duration::from_secs(1)).expect("our own");
    assert_eq!(emitter.standing_as_left(), None);
    touch(time).expect("our own");
    assert_eq!(emitter.standing_as_left(), Some(1));
    fs::write(&file, "othe").expect("our own");
    touch(time).expect("our own");
    assert_eq!(emitter.standing_as_left(), None);
    fs::remove_file(&file).expect("our own");
    assert_eq!(emitter.standing_as_left(), None);
    fs::create_dir(&file).expect("our own");
    assert_eq!(emitter.standing_as_left(), None);
}
