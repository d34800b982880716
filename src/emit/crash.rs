//! Crash tests: builds that are stopped after each of their operations, one after the other.
//!
//! A build is run once undisturbed to count its operations, then once for every number below that, and there the
//! process counts as killed or the disk as full. What [`recover_on`] leaves must be the old site or the new one; a commit
//! at once leaves nothing else before.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use super::commit::Way;
use super::disk::Fuse;
use super::recovery::recover_on;
use super::*;

/// Files by path, with their bytes as text; a folder without anything in it ends in `/`.
type Files = BTreeMap<String, String>;

/// The old site, the new site, and the files of somebody else in the output.
#[derive(Clone, Copy)]
struct Case {
    /// What the last build made.
    old: &'static [(&'static str, &'static str)],
    /// What the build under test makes.
    new: &'static [(&'static str, &'static str)],
    /// What is not to be touched.
    foreign: &'static [(&'static str, &'static str)],
    /// How the output is changed.
    way: Way,
    /// Whether the file system cannot exchange two folders.
    lacks_exchange: bool,
}

/// The first build, where no output stands.
const FIRST: Case = Case { old: &[], new: SITE, foreign: &[], way: Way::InPlace, lacks_exchange: false };

/// The first build into a folder that holds other things.
const FIRST_BESIDE_OTHERS: Case = Case {
    old: &[],
    new: SITE,
    foreign: &[(".nojekyll", ""), ("letters/notes.txt", "mine"), ("CNAME", "upr.example")],
    ..FIRST
};

/// A build that changes, adds and removes files, turns a file into a folder and a folder into a file.
const REBUILD: Case = Case {
    old: SITE,
    new: &[
        ("index.html", "home again"),
        ("letters/upr-48/index.html", "48"),
        ("letters/upr-50/index.html", "fifty"),
        ("letters/upr-50/photo.jpg", "new photo"),
        ("briefs/ken", "was a folder"),
        ("about/index.html", "was a file"),
        ("about/team/index.html", "team"),
        ("sheets/a/b/c/index.html", "deep"),
    ],
    foreign: &[("letters/notes.txt", "mine"), ("briefs/.keep", ""), ("CNAME", "upr.example")],
    ..FIRST
};

/// The same in one step.
const REBUILD_AT_ONCE: Case = Case { way: Way::AtOnce, ..REBUILD };

/// A site of some files.
const SITE: &[(&str, &str)] = &[
    ("index.html", "home"),
    ("about", "a file"),
    ("letters/upr-48/index.html", "48"),
    ("letters/upr-49/index.html", "49"),
    ("letters/upr-49/photo.jpg", "photo"),
    ("letters/upr-50/index.html", "50"),
    ("briefs/ken/index.html", "KEN"),
    ("briefs/ken/sheet/index.html", "sheet"),
    ("topics/prisons/index.html", "prisons"),
];

/// How a build or recovery ended, and how many operations it made.
struct Run<T> {
    /// What it gave.
    result: Result<T, Error>,
    /// The number of operations begun.
    operations: usize,
}

impl Case {
    /// Runs `work` with a hand that is stopped at operation number `at`.
    fn run<T>(&self, at: usize, kills: bool, work: impl FnOnce(Disk) -> Result<T, Error>) -> Run<T> {
        let fuse = Arc::new(Fuse { at, burnt: AtomicUsize::new(0), kills });
        let result = work(Disk { fuse: Some(Arc::clone(&fuse)), lacks_exchange: self.lacks_exchange });
        Run { result, operations: fuse.burnt.load(Ordering::SeqCst) }
    }

    /// Makes the new site, killed at operation number `at`.
    fn kill(&self, at: usize, out: &Path) -> Run<Report> {
        self.run(at, true, |disk| build(disk, out, self.new, self.way))
    }

    /// Makes the new site and is not disturbed.
    fn build(&self, out: &Path) -> Report {
        let run = self.run(usize::MAX, true, |disk| build(disk, out, self.new, self.way));
        run.result.expect("this build is not disturbed")
    }
}

/// Builds a site of these files.
fn build(disk: Disk, out: &Path, files: &[(&str, &str)], way: Way) -> Result<Report, Error> {
    let emitter = Emitter::open_on(disk, out, Reach::Public, Timestamp::UNIX_EPOCH, &mut |who| {
        panic!("nobody else builds here, but {who}")
    })?;
    for (route, text) in files {
        emitter.put(&OutPath::parse(route).expect("a good path"), text.as_bytes())?;
    }
    emitter.end(way)
}

/// A folder in which the old site of a case stands, beside the files of somebody else.
struct Ground {
    /// The folder around the output, which is removed with this value.
    _folder: tempfile::TempDir,
    /// The output.
    out: PathBuf,
    /// What stands in the output before the build under test.
    old: Files,
    /// What is to stand in the output after it.
    new: Files,
    /// The times with which the old site stands.
    times: BTreeMap<String, SystemTime>,
}

impl Ground {
    /// Prepares the ground for a case.
    fn of(case: &Case) -> Ground {
        // Some hundred builds: they take a second in memory, and on a disk that is busy with other things minutes.
        let memory = Path::new("/dev/shm");
        let parent = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        let folder = tempfile::tempdir_in(parent).expect("a folder for the test");
        let out = folder.path().join("public");
        if !case.old.is_empty() {
            build(Disk::default(), &out, case.old, Way::InPlace).expect("the old site is built");
        }
        for (path, text) in case.foreign {
            let path = out.join(path);
            fs::create_dir_all(path.parent().expect("a path below the output")).expect("a folder is made");
            fs::write(path, text).expect("a file is written");
        }
        let all = |site: &[(&str, &str)]| {
            let both = site.iter().chain(case.foreign);
            Files::from_iter(both.map(|(path, text)| ((*path).to_owned(), (*text).to_owned())))
        };
        let (old, new) = (all(case.old), all(case.new));
        let times = old.keys().map(|path| (path.clone(), modified(&out.join(path)))).collect();
        let ground = Ground { _folder: folder, out, old, new, times };
        assert_eq!(ground.standing(), ground.old);
        ground
    }

    /// Fails unless the new site stands, with later times where it differs from the old one and the same elsewhere.
    fn assert_new(&self, what: &str) {
        assert_eq!(self.standing(), self.new, "{what}");
        for (path, before) in &self.times {
            let Some(text) = self.new.get(path) else { continue };
            let after = modified(&self.out.join(path));
            assert!(if text == &self.old[path] { after == *before } else { after > *before }, "{path}: {what}");
        }
    }

    /// Returns what stands in the output.
    fn standing(&self) -> Files {
        let mut files = Files::new();
        if self.out.exists() {
            collect(&self.out, "", &mut files);
        }
        files
    }

    /// Recovers the output, and returns what stands in it then: the old site or the new one, and no remains.
    fn recover(&self, what: &str) -> Files {
        recover_on(&Disk::default(), &self.out).expect("this recovery is not disturbed");
        let standing = self.standing();
        assert!(standing == self.old || standing == self.new, "{what}: {standing:#?}");
        assert_eq!(self.leftovers(), Vec::<PathBuf>::new(), "{what}");
        standing
    }

    /// Returns the path of one of the books.
    fn book(&self, name: &str) -> PathBuf {
        Beside::find(&self.out).expect("the folder is read").expect("its folder stands").folder.join(name)
    }

    /// Returns the names of what stands in the folder of books, a sound manifest and the lock apart.
    fn leftovers(&self) -> Vec<PathBuf> {
        let beside = Beside::find(&self.out).expect("the folder is read").expect("its folder stands");
        if beside.stands().expect("the folder is read") { beside.leftovers().expect("it is read") } else { Vec::new() }
    }
}

/// Returns the modification time.
fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).and_then(|metadata| metadata.modified()).expect("a time is read")
}

/// Collects what stands in a folder.
fn collect(folder: &Path, prefix: &str, files: &mut Files) {
    let mut empty = true;
    for entry in fs::read_dir(folder).expect("a folder is read") {
        empty = false;
        let entry = entry.expect("a folder is read");
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type().expect("a file is read").is_dir() {
            collect(&entry.path(), &format!("{path}/"), files);
        } else {
            files.insert(path, fs::read_to_string(entry.path()).expect("a file is read"));
        }
    }
    if empty && !prefix.is_empty() {
        files.insert(prefix.to_owned(), String::new());
    }
}

/// Kills a build after each of its operations.
fn check_kills(case: &Case) {
    let total = case.kill(usize::MAX, &Ground::of(case).out).operations;
    let mut ends = Vec::new();
    for at in 0..total {
        let ground = Ground::of(case);
        let killed = case.kill(at, &ground.out);
        assert!(killed.operations > at, "the build with {total} operations was not stopped at {at}");
        if case.way == Way::AtOnce {
            let standing = ground.standing();
            let is_gap = case.lacks_exchange && standing.is_empty();
            assert!(is_gap || standing == ground.old || standing == ground.new, "killed at {at}: {standing:#?}");
        }
        ends.push(ground.recover(&format!("killed at {at}")) == ground.new);
        case.build(&ground.out);
        ground.assert_new(&format!("built again after {at}"));
    }
    // The site is the old one up to some operation and the new one from there on, and kills fell on both sides.
    assert!(ends.is_sorted() && !ends[0] && ends[total - 1], "{ends:?}");
    let decided = ends.partition_point(|new| !new);
    check_killed_recovery(case, decided);
    check_killed_recovery(case, decided.midpoint(total));
}

/// Kills the recovery of a build that was killed at operation number `at`, after each operation of the recovery.
fn check_killed_recovery(case: &Case, at: usize) {
    for recovery_at in 0.. {
        let ground = Ground::of(case);
        let _ = case.kill(at, &ground.out);
        let recovery = case.run(recovery_at, true, |disk| recover_on(&disk, &ground.out));
        if recovery.operations <= recovery_at {
            assert!(recovery_at > 2, "the recovery had {recovery_at} operations");
            break;
        }
        let what = format!("killed at {at}, and in the recovery at {recovery_at}");
        assert_eq!(ground.recover(&what), ground.new, "{what}");
    }
}

/// Lets each operation of a build fail once, as if the disk were full.
fn check_full_disk(case: &Case) {
    let total = case.kill(usize::MAX, &Ground::of(case).out).operations;
    let mut failures = 0;
    for at in 0..total {
        let ground = Ground::of(case);
        match case.run(at, false, |disk| build(disk, &ground.out, case.new, case.way)).result {
            Ok(_) => assert_eq!(ground.standing(), ground.new, "full at {at}"),
            Err(error) => {
                failures += 1;
                assert!(error.to_string().contains("the disk is full"), "full at {at}: {error}");
                if !error.to_string().contains("the next command goes on") {
                    assert_eq!(ground.standing(), ground.old, "full at {at}");
                    assert_eq!(ground.leftovers(), Vec::<PathBuf>::new(), "full at {at}");
                }
            }
        }
        let before = ground.standing();
        let after = ground.recover(&format!("full at {at}"));
        assert!(after == ground.new || after == before, "full at {at}");
    }
    assert!(failures > total / 2, "only {failures} of {total} failures were told");
}

#[test]
fn killed_first_build_leaves_nothing_or_all() {
    check_kills(&FIRST);
}

#[test]
fn killed_first_build_leaves_the_files_of_others() {
    check_kills(&FIRST_BESIDE_OTHERS);
}

#[test]
fn killed_rebuild_leaves_the_old_site_or_the_new_one() {
    check_kills(&REBUILD);
}

#[test]
fn full_disk_leaves_the_old_site() {
    check_full_disk(&FIRST);
    check_full_disk(&FIRST_BESIDE_OTHERS);
    check_full_disk(&REBUILD);
    check_full_disk(&REBUILD_AT_ONCE);
    check_full_disk(&Case { lacks_exchange: true, ..REBUILD_AT_ONCE });
}

#[test]
fn killed_rebuild_at_once_shows_the_old_site_or_the_new_one() {
    check_kills(&REBUILD_AT_ONCE);
    check_kills(&Case { way: Way::AtOnce, ..FIRST });
    check_kills(&Case { way: Way::AtOnce, ..FIRST_BESIDE_OTHERS });
}

#[test]
fn killed_rebuild_without_exchange_leaves_the_old_site_or_the_new_one() {
    let case = Case { lacks_exchange: true, ..REBUILD_AT_ONCE };
    check_kills(&case);
    let notes = case.build(&Ground::of(&case).out).notes;
    assert!(notes.len() == 1 && notes[0].contains("cannot exchange two folders"), "{notes:?}");
}

/// Returns every number of operations after which a build of the case leaves a journal, with the ground it leaves.
fn cut_off_in_commit(case: &'static Case) -> impl Iterator<Item = (usize, Ground)> {
    let total = case.kill(usize::MAX, &Ground::of(case).out).operations;
    let killed = (0..total).map(|at| {
        let ground = Ground::of(case);
        let _ = case.kill(at, &ground.out);
        (at, ground)
    });
    killed.filter(|(_, ground)| ground.book("journal").exists())
}

#[test]
fn what_somebody_puts_into_the_output_meanwhile_is_kept() {
    for (at, mut ground) in cut_off_in_commit(&REBUILD_AT_ONCE) {
        let came = [("CNAME", "another.example"), ("late.txt", "late"), ("new/late.txt", "late too")];
        for (path, text) in came {
            let path = ground.out.join(path);
            fs::create_dir_all(path.parent().expect("a path below the output")).expect("a folder is made");
            // As careful programs do: beside it first.
            fs::write(path.with_extension("part"), text).expect("a file is written");
            fs::rename(path.with_extension("part"), path).expect("a file is renamed");
        }
        ground.new.extend(came.map(|(path, text)| (path.to_owned(), text.to_owned())));
        assert_eq!(ground.recover(&format!("killed at {at}")), ground.new);
    }
}

#[test]
fn commit_waits_for_the_folder_it_is_about() {
    for case in [&REBUILD, &REBUILD_AT_ONCE] {
        let mut waited = 0;
        for (at, ground) in cut_off_in_commit(case) {
            let (aside, other) = (ground.out.with_extension("bak"), [("theirs", "theirs")]);
            fs::rename(&ground.out, &aside).expect("the output is moved away");
            for come in [&[][..], &other] {
                for (path, text) in come {
                    fs::create_dir(&ground.out).expect("another folder is made");
                    fs::write(ground.out.join(path), text).expect("a file is written");
                }
                let before = ground.standing();
                assert_eq!(recover_on(&Disk::default(), &ground.out).expect("nothing is wrong"), Recovery::MovedAway);
                assert_eq!(ground.standing(), before, "killed at {at}");
            }
            fs::remove_dir_all(&ground.out).expect("the other folder is removed");
            if at % 2 == 0 {
                fs::rename(&aside, &ground.out).expect("the output is moved back");
                assert_eq!(ground.recover(&format!("killed at {at}")), ground.new);
            } else {
                // A build makes the output anew and gives the other up.
                let notes = case.build(&ground.out).notes;
                assert!(notes.len() == 1 && notes[0].contains("that build is given up"), "{notes:?}");
                let theirs = |path: &String| case.foreign.iter().any(|(foreign, _)| foreign == path);
                let made = ground.new.iter().filter(|(path, _)| !theirs(path));
                assert_eq!(ground.standing(), made.map(|(path, text)| (path.clone(), text.clone())).collect());
            }
            waited += 1;
        }
        assert!(waited > 3, "{waited}");
    }
}

#[test]
fn remains_that_cannot_be_removed_stop_no_build() {
    let ground = Ground::of(&REBUILD);
    fs::create_dir(ground.book("stage-0")).expect("a folder is made");
    let report = REBUILD.run(0, false, |disk| build(disk, &ground.out, REBUILD.new, Way::InPlace)).result;
    let notes = report.expect("the build succeeds").notes;
    assert!(notes.len() == 1 && notes[0].contains("cannot remove"), "{notes:?}");
    ground.assert_new("beside remains");
}
