//! Watching: every way in which editors and systems change files is told, and nothing else is.
#![expect(clippy::disallowed_methods, reason = "tests work on folders of their own")]

mod moves;
mod root;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use demarche::watch::{Change, Stopper, Watch};

use crate::serve::DEADLINE;

/// How long nothing must come for it to be believed that nothing comes: many times the debounce.
const SILENCE: Duration = Duration::from_millis(1_500);
/// The folders of a site.
const FOLDERS: [&str; 2] = ["content", "layouts"];

/// A watched folder.
struct Ground {
    /// The folder around it all.
    folder: tempfile::TempDir,
    /// The site, in a folder of that folder.
    root: PathBuf,
    changes: Receiver<Change>,
    stopper: Stopper,
    thread: Option<JoinHandle<()>>,
}

impl Ground {
    /// Watches a folder with two letters, by the system's events.
    fn new() -> Ground {
        Ground::with(|root| Watch::start(root, &FOLDERS).expect("the folder can be watched"))
    }

    /// Watches a folder with two letters.
    fn with(start: impl FnOnce(&Path) -> Watch) -> Ground {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("above/site");
        fs::create_dir_all(root.join("content/letters")).expect("a folder is made");
        fs::write(root.join("content/letters/a.md"), "a").expect("a file is written");
        fs::write(root.join("content/letters/b.md"), "b").expect("a file is written");
        let mut watch = start(&root);
        let stopper = watch.stopper();
        let (sender, changes) = channel();
        let thread = std::thread::spawn(move || {
            loop {
                let change = watch.wait();
                if change == Change::Stop || sender.send(change).is_err() {
                    return;
                }
            }
        });
        Ground { folder, root, changes, stopper, thread: Some(thread) }
    }

    /// Returns a path in the site.
    fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Renames a file or folder around the site.
    fn rename_around(&self, from: &str, to: &str) {
        fs::rename(self.folder.path().join(from), self.folder.path().join(to)).expect("a folder is renamed");
    }

    /// Writes a file.
    fn write(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).expect("a file is written");
    }

    /// Renames a file or folder.
    fn rename(&self, from: &str, to: &str) {
        fs::rename(self.path(from), self.path(to)).expect("a file is renamed");
    }

    /// Waits until a change tells of this path, and for silence after it; returns how many changes came.
    #[track_caller]
    fn assert_told(&self, path: &str) -> usize {
        let mut count = 0;
        loop {
            let change = self.changes.recv_timeout(DEADLINE).expect("a change is told");
            count += 1;
            match change {
                Change::Paths(paths) if !paths.iter().any(|found| path.starts_with(found.as_str())) => {}
                _ => break,
            }
        }
        while self.changes.recv_timeout(SILENCE).is_ok() {
            count += 1;
            assert!(count < 100, "changes are told without end");
        }
        count
    }

    /// Fails if a change is told.
    #[track_caller]
    fn assert_silent(&self) {
        if let Ok(change) = self.changes.recv_timeout(SILENCE) {
            panic!("{change:?}");
        }
    }
}

impl Drop for Ground {
    fn drop(&mut self) {
        self.stopper.stop();
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

#[test]
fn edit_new_file_rename_and_delete_are_told() {
    let ground = Ground::new();
    ground.write("content/letters/a.md", "aa");
    assert_eq!(ground.assert_told("content/letters/a.md"), 1);
    ground.write("content/letters/c.md", "c");
    assert_eq!(ground.assert_told("content/letters/c.md"), 1);
    ground.rename("content/letters/c.md", "content/letters/d.md");
    assert_eq!(ground.assert_told("content/letters/d.md"), 1);
    fs::remove_file(ground.path("content/letters/d.md")).expect("a file is removed");
    assert_eq!(ground.assert_told("content/letters/d.md"), 1);
}

#[test]
fn folders_are_told_and_watched_under_their_new_names() {
    let ground = Ground::new();
    ground.rename("content/letters", "content/briefs");
    ground.assert_told("content/briefs");
    ground.write("content/briefs/a.md", "aa");
    ground.assert_told("content/briefs/a.md");
    fs::create_dir_all(ground.path("content/pages/deep/deeper")).expect("folders are made");
    ground.write("content/pages/deep/deeper/x.md", "x");
    ground.assert_told("content/pages/deep/deeper/x.md");
    ground.write("content/pages/deep/deeper/x.md", "y");
    ground.assert_told("content/pages/deep/deeper/x.md");
    fs::remove_dir_all(ground.path("content/pages")).expect("folders are removed");
    ground.assert_told("content/pages");
    ground.assert_silent();
}

#[test]
fn folders_of_the_site_may_come_and_go() {
    let ground = Ground::new();
    fs::create_dir(ground.path("layouts")).expect("a folder is made");
    ground.write("layouts/base.html", "x");
    ground.assert_told("layouts/base.html");
    ground.write("layouts/base.html", "y");
    ground.assert_told("layouts/base.html");
    for _ in 0..3 {
        ground.rename("content", "aside");
        ground.assert_told("content");
        ground.write("aside/letters/a.md", "unseen");
        ground.assert_silent();
        ground.rename("aside", "content");
        ground.assert_told("content");
        ground.write("content/letters/a.md", "seen");
        ground.assert_told("content/letters/a.md");
    }
}

#[test]
fn editors_saves_are_one_change_each() {
    let ground = Ground::new();
    // Atomic: written beside and renamed over.
    ground.write("content/letters/.a.md.tmp123", "atomic");
    ground.rename("content/letters/.a.md.tmp123", "content/letters/a.md");
    assert_eq!(ground.assert_told("content/letters/a.md"), 1);
    // vim: a swap file, the old text kept under a name with a tilde, written anew, the old text removed.
    ground.write("content/letters/.a.md.swp", "swap");
    ground.rename("content/letters/a.md", "content/letters/a.md~");
    ground.write("content/letters/a.md", "vim");
    fs::remove_file(ground.path("content/letters/a.md~")).expect("a file is removed");
    assert_eq!(ground.assert_told("content/letters/a.md"), 1);
    // JetBrains: written beside, the old one renamed, both exchanged.
    ground.write("content/letters/a.md___jb_tmp___", "jb");
    ground.rename("content/letters/a.md", "content/letters/a.md___jb_old___");
    ground.rename("content/letters/a.md___jb_tmp___", "content/letters/a.md");
    fs::remove_file(ground.path("content/letters/a.md___jb_old___")).expect("a file is removed");
    assert_eq!(ground.assert_told("content/letters/a.md"), 1);
}

#[test]
fn what_does_not_concern_the_site_is_not_told() {
    let ground = Ground::new();
    fs::create_dir_all(ground.path("public/letters")).expect("a folder is made");
    ground.write("public/letters/index.html", "x");
    ground.write("README.md", "x");
    for litter in [".#a.md", "#a.md#", "a.md~", ".a.md.swp", "x.tmp", ".DS_Store"] {
        ground.write(&format!("content/letters/{litter}"), "x");
    }
    // Reading is no change.
    for _ in 0..20 {
        fs::read(ground.path("content/letters/a.md")).expect("a file is read");
    }
    ground.assert_silent();
}

#[test]
fn many_quick_saves_end_in_the_last_state() {
    // Whoever is told of a change reads; what was read last must be what stands in the end.
    let ground = Ground::new();
    let mut read = BTreeMap::new();
    for round in 0..400 {
        ground.write(&format!("content/letters/{}.md", round % 40), &format!("round {round}"));
        if round % 20 == 0 {
            std::thread::sleep(Duration::from_millis(15));
        }
    }
    let mut count = 0;
    let mut wait = DEADLINE;
    while ground.changes.recv_timeout(wait).is_ok() {
        count += 1;
        assert!(count <= 400, "more changes than saves");
        wait = SILENCE;
        for number in 0..40 {
            let path = ground.path(&format!("content/letters/{number}.md"));
            read.insert(number, fs::read_to_string(path).unwrap_or_default());
        }
    }
    assert!(count > 0, "no change for 400 saves");
    for number in 0..40 {
        assert_eq!(read[&number], format!("round {}", 360 + number));
    }
}

/// Returns the text of every file under a folder, by path.
fn texts(folder: &Path) -> BTreeMap<PathBuf, String> {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|entry| entry.path().is_file());
    files.map(|entry| (entry.path().to_owned(), fs::read_to_string(entry.path()).unwrap_or_default())).collect()
}

#[test]
fn checkout_of_thousands_of_files_ends_in_the_last_state() {
    // Whoever is told of a change reads everything; what was read last must be what stands in the end.
    let ground = Ground::new();
    let mut read = BTreeMap::new();
    for branch in ["one", "two"] {
        // The other branch has other folders, other texts of the same files, and lacks some.
        for number in 0..2_000 {
            let path = format!("content/briefs/{}-{branch}/{number}.md", number % 20);
            fs::create_dir_all(ground.path(&path).parent().expect("a folder")).expect("a folder is made");
            ground.write(&path, branch);
            ground.write(&format!("content/letters/{number}.md"), branch);
        }
        for number in 0..if branch == "two" { 20 } else { 0 } {
            fs::remove_dir_all(ground.path(&format!("content/briefs/{number}-one"))).expect("a folder is removed");
        }
        let mut count = 0;
        let mut wait = DEADLINE;
        while ground.changes.recv_timeout(wait).is_ok() {
            count += 1;
            assert!(count <= 1_000, "changes are told without end");
            wait = SILENCE;
            read = texts(&ground.path("content"));
        }
        assert!(read == texts(&ground.path("content")), "what was read last is not what stands");
        assert_eq!(read.len(), 4_002);
    }
}

#[test]
fn folders_renamed_again_and_again_are_watched_where_they_end() {
    let ground = Ground::new();
    fs::create_dir_all(ground.path("content/briefs/upr-49/deep")).expect("folders are made");
    ground.write("content/briefs/upr-49/deep/x.md", "x");
    ground.assert_told("content/briefs/upr-49/deep/x.md");
    // In quick succession, out of the site and back, and one in place of another.
    ground.rename("content/briefs", "content/papers");
    ground.rename("content/papers", "aside");
    ground.rename("content/letters", "content/briefs");
    ground.rename("aside", "content/letters");
    ground.assert_told("content/letters");
    for path in ["content/letters/upr-49/deep/x.md", "content/briefs/a.md"] {
        ground.write(path, "seen");
        assert_eq!(ground.assert_told(path), 1);
    }
}

#[test]
fn looking_through_the_folders_finds_the_same() {
    let ground = Ground::with(|root| Watch::polling(root, &FOLDERS));
    ground.write("content/letters/a.md", "z");
    ground.assert_told("content/letters/a.md");
    ground.rename("content/letters", "content/briefs");
    ground.assert_told("content/briefs");
    fs::create_dir(ground.path("layouts")).expect("a folder is made");
    ground.write("layouts/base.html", "x");
    ground.assert_told("layouts/base.html");
    fs::remove_file(ground.path("content/briefs/b.md")).expect("a file is removed");
    ground.assert_told("content/briefs/b.md");
    ground.write("content/briefs/.a.md.swp", "x");
    ground.write("README.md", "x");
    ground.assert_silent();
}
