//! Folders moved about: each sequence of moves is followed by edits, and every one of them must be told.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::sync::atomic::{AtomicUsize, Ordering};

use demarche::watch::{Change, Watch};

use super::{DEADLINE, FOLDERS, Ground, SILENCE};

/// One step of a sequence; paths lie in the folder around the site, which is `above/site`.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// A folder is renamed.
    Move(&'static str, &'static str),
    /// A folder is copied.
    Duplicate(&'static str, &'static str),
    /// A folder, or a link, is removed.
    Remove(&'static str),
    /// A link is made to a folder.
    Link(&'static str, &'static str),
    /// A letter is edited, and that is told.
    Edit,
    /// Time passes.
    Wait,
}
use Step::{Duplicate, Edit, Link, Move, Remove, Wait};

/// The folder of the site and its two folders, one of its letters' folders, and places away from them.
const SITE: &str = "above/site";
const CONTENT: &str = "above/site/content";
const LAYOUTS: &str = "above/site/layouts";
const LETTERS: &str = "above/site/content/letters";
const AWAY: &str = "away";
const INSIDE: &str = "above/site/c";

/// The sequences.
const SEQUENCES: &[&[Step]] = &[
    // Away and back: within the site, out of it, at once and after a while, one after the other.
    &[Move(CONTENT, INSIDE), Wait, Move(INSIDE, CONTENT), Edit, Move(SITE, AWAY), Wait, Move(AWAY, SITE)],
    &[Move(CONTENT, INSIDE), Move(INSIDE, CONTENT), Edit, Move(SITE, AWAY), Move(AWAY, SITE)],
    &[Move(LAYOUTS, INSIDE), Wait, Move(INSIDE, LAYOUTS), Edit, Move(SITE, AWAY), Wait, Move(AWAY, SITE)],
    &[Move(LETTERS, AWAY), Wait, Move(AWAY, LETTERS), Edit, Move(CONTENT, AWAY), Wait, Move(AWAY, CONTENT)],
    &[Move(LETTERS, AWAY), Move(AWAY, LETTERS), Move(CONTENT, AWAY), Move(AWAY, CONTENT)],
    &[Move("above", AWAY), Wait, Move(AWAY, "above"), Edit, Move(CONTENT, AWAY), Wait, Move(AWAY, CONTENT)],
    &[
        Move(SITE, AWAY),
        Wait,
        Move(AWAY, SITE),
        Move(SITE, AWAY),
        Wait,
        Move(AWAY, SITE),
        Wait,
        Move(LAYOUTS, AWAY),
        Move(AWAY, LAYOUTS),
    ],
    // Replaced by a copy.
    &[Move(SITE, AWAY), Duplicate(AWAY, SITE)],
    &[Move(SITE, AWAY), Wait, Duplicate(AWAY, SITE), Edit, Remove(AWAY)],
    &[Move(CONTENT, AWAY), Duplicate(AWAY, CONTENT), Edit, Remove(AWAY)],
    &[Move(LAYOUTS, INSIDE), Duplicate(INSIDE, LAYOUTS), Edit, Remove(INSIDE)],
    &[Move(LETTERS, AWAY), Duplicate(AWAY, LETTERS)],
    &[Duplicate(SITE, AWAY), Remove(SITE), Move(AWAY, SITE)],
    &[Duplicate(SITE, AWAY), Remove("above"), Wait, Duplicate(AWAY, SITE)],
    &[Move(CONTENT, INSIDE), Duplicate(INSIDE, CONTENT), Edit, Remove(CONTENT), Wait, Move(INSIDE, CONTENT)],
    // A link for a while, whose folder nobody reads, or for good where it is the site itself.
    &[Move(CONTENT, AWAY), Link(AWAY, CONTENT), Wait, Remove(CONTENT), Move(AWAY, CONTENT)],
    &[Move(LAYOUTS, AWAY), Link(AWAY, LAYOUTS), Remove(LAYOUTS), Move(AWAY, LAYOUTS)],
    &[Move(LETTERS, AWAY), Link(AWAY, LETTERS), Wait, Remove(LETTERS), Move(AWAY, LETTERS)],
    &[Move(SITE, AWAY), Link(AWAY, SITE)],
    &[Move(SITE, AWAY), Link(AWAY, SITE), Edit, Remove(SITE), Move(AWAY, SITE)],
    &[
        Move(SITE, "one"),
        Duplicate("one", "two"),
        Link("one", SITE),
        Edit,
        Remove(SITE),
        Link("two", SITE),
        Edit,
        Remove("one"),
    ],
    &[Move(SITE, AWAY), Link(AWAY, SITE), Edit, Move(AWAY, "further"), Wait, Move("further", AWAY)],
];

impl Ground {
    /// Takes a step.
    fn step(&self, step: Step) {
        let path = |path: &str| self.folder.path().join(path);
        match step {
            Move(from, to) => fs::rename(path(from), path(to)).expect("a folder is renamed"),
            Duplicate(from, to) => super::root::copy(&path(from), &path(to)),
            Remove(name) if path(name).is_symlink() => fs::remove_file(path(name)).expect("a link is removed"),
            Remove(name) => fs::remove_dir_all(path(name)).expect("a folder is removed"),
            Link(to, name) => symlink(path(to), path(name)).expect("a link is made"),
            Edit => self.assert_edits_told("some steps"),
            Wait => std::thread::sleep(SILENCE),
        }
    }

    /// Fails unless an edit of a letter and one of a layout are told once all is quiet.
    #[track_caller]
    fn assert_edits_told(&self, what: &str) {
        while self.changes.recv_timeout(SILENCE).is_ok() {}
        for path in ["content/letters/a.md", "layouts/base.html"] {
            self.write(path, "edited");
            let told = self.changes.recv_timeout(DEADLINE);
            let is_told = match &told {
                Ok(Change::Paths(paths)) => paths.iter().any(|found| path.starts_with(found.as_str())),
                Ok(change) => *change == Change::Everything,
                Err(_) => false,
            };
            assert!(is_told, "{path} after {what}: {told:?}");
            while self.changes.recv_timeout(SILENCE).is_ok() {}
        }
    }
}

#[test]
fn edits_are_told_after_every_sequence_of_moves() {
    // A few at a time, so that a busy machine still tells of each in time; none waits for those beside it to end.
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                while let Some(sequence) = SEQUENCES.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let ground = Ground::new();
                    fs::create_dir(ground.path("layouts")).expect("a folder is made");
                    for (at, step) in sequence.iter().enumerate() {
                        match step {
                            Edit => ground.assert_edits_told(&format!("{:?}", &sequence[..at])),
                            step => ground.step(*step),
                        }
                    }
                    ground.assert_edits_told(&format!("{sequence:?}"));
                }
            });
        }
    });
}

#[test]
fn root_that_is_moved_for_good_is_waited_for() {
    let ground = Ground::new();
    ground.step(Move(SITE, AWAY));
    ground.assert_told("content");
    fs::write(ground.folder.path().join("away/content/letters/a.md"), "unseen").expect("a file is written");
    ground.assert_silent();
    // Another site at the old place, much later.
    fs::create_dir_all(ground.path("content/letters")).expect("a folder is made");
    fs::create_dir_all(ground.path("layouts")).expect("a folder is made");
    ground.assert_edits_told("another site came");
}

#[test]
fn nothing_is_watched_behind_a_link_in_the_site() {
    for start in [
        (|root| Watch::start(root, &FOLDERS).expect("the folder can be watched")) as fn(&std::path::Path) -> Watch,
        |root| Watch::polling(root, &FOLDERS),
    ] {
        let ground = Ground::with(|root| {
            let outside = root.with_extension("outside");
            fs::create_dir_all(outside.join("deep")).expect("a folder is made");
            symlink(&outside, root.join("content/letters/link")).expect("a link is made");
            symlink(&outside, root.join("layouts")).expect("a link is made");
            start(root)
        });
        fs::write(ground.root.with_extension("outside").join("deep/x.md"), "unseen").expect("a file is written");
        ground.assert_silent();
        ground.write("content/letters/a.md", "seen");
        ground.assert_told("content/letters/a.md");
    }
}
