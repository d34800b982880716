//! The stage: where a build lays down what differs, before anything standing is changed.
//!
//! Takes routes and bytes, from many threads at once; gives a folder with two parts. In `new` files lie at their
//! routes, so that a folder the output lacks can be moved there whole; in `spare` lie those that replace a standing
//! file, numbered, since nothing is gained by making their folders once more. It promises that a stage which is not
//! handed over to a commit is gone when it is dropped.

use std::collections::HashSet;
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::sync::RwLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::diag::Error;
use crate::route::OutPath;

use super::beside::Beside;
use super::disk::{Disk, folder_of, under};
use super::times::FileTime;

/// The stage of one build.
#[derive(Debug)]
pub(super) struct Stage {
    /// The hand that changes the disk.
    disk: Disk,
    /// The output and its books.
    beside: Beside,
    /// The stage folder; it is made with the first file.
    folder: PathBuf,
    /// The folders made so far, relative to the stage folder, which is the empty path.
    made: RwLock<HashSet<String>>,
    /// The number for the next file that replaces another.
    next_number: AtomicUsize,
    /// Whether a journal now says what becomes of the stage.
    handed_over: bool,
}

impl Stage {
    /// Returns an empty stage, which is no folder yet.
    pub(super) fn new(disk: Disk, beside: Beside) -> Stage {
        let folder = beside.folder.join(Beside::stage_name());
        Stage { disk, beside, folder, made: RwLock::default(), next_number: AtomicUsize::new(0), handed_over: false }
    }

    /// Returns a number under which no file is staged yet.
    pub(super) fn next_number(&self) -> usize {
        self.next_number.fetch_add(1, Ordering::Relaxed)
    }

    /// Stages a file for `route`, where nothing stands.
    pub(super) fn write_new(&self, route: &OutPath, bytes: &[u8], time: FileTime) -> Result<(), Error> {
        let path = new_path(route.as_str());
        self.make_folder(folder_of(&path))?;
        let path = under(&self.folder, &path);
        self.disk.write_new(&path, bytes, time).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => Error::new(format!("`{route}` is made twice in one build")),
            _ => Error::io("cannot write", &path, error),
        })
    }

    /// Stages a file that is to replace another, under a number from [`Stage::next_number`].
    pub(super) fn write_spare(&self, number: usize, bytes: &[u8], time: FileTime) -> Result<(), Error> {
        let path = spare_path(number);
        self.make_folder(folder_of(&path))?;
        let path = under(&self.folder, &path);
        self.disk.write_new(&path, bytes, time).map_err(|error| Error::io("cannot write", &path, error))
    }

    /// Makes the stage folder itself and returns its path.
    pub(super) fn make(&self) -> Result<PathBuf, Error> {
        self.make_folder("")?;
        Ok(self.folder.clone())
    }

    /// Leaves the stage to the journal.
    pub(super) fn hand_over(mut self) {
        self.handed_over = true;
    }

    /// Makes a folder of the stage with those above it; the one who loses a race to make it is content too.
    fn make_folder(&self, folder: &str) -> Result<(), Error> {
        if self.made.read().expect("no thread panics with this set in hand").contains(folder) {
            return Ok(());
        }
        if !folder.is_empty() {
            self.make_folder(folder_of(folder))?;
        }
        let path = under(&self.folder, folder);
        match self.disk.make_folder(&path) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                return Err(Error::io("cannot make", &path, error));
            }
            _ => {}
        }
        self.made.write().expect("no thread panics with this set in hand").insert(folder.to_owned());
        Ok(())
    }
}

/// Returns the path in a stage of what is to stand at `route`, where nothing stands; all that is new for no route.
pub(super) fn new_path(route: &str) -> String {
    if route.is_empty() { "new".to_owned() } else { format!("new/{route}") }
}

/// Returns the path in a stage of the file with this number, which is to replace another.
pub(super) fn spare_path(number: usize) -> String {
    format!("spare/{number}")
}

impl Drop for Stage {
    fn drop(&mut self) {
        if !self.handed_over {
            // What cannot be removed now is removed by the next command, which finds it without a journal.
            let _ = remove_leftovers(&self.disk, &self.beside);
        }
    }
}

/// Removes what builds that came to no end have left, and tells whether there was anything.
///
/// The caller holds the lock, and no journal is in force.
pub(super) fn remove_leftovers(disk: &Disk, beside: &Beside) -> Result<bool, Error> {
    let leftovers = beside.leftovers()?;
    if leftovers.is_empty() {
        return Ok(false);
    }
    let _ = disk.remove_folder(&beside.probe());
    for path in &leftovers {
        let removed = if path.is_dir() { disk.remove_tree(path) } else { disk.remove_file(path) };
        removed.or_else(gone_is_fine).map_err(|error| Error::io("cannot remove", path, error))?;
    }
    Ok(true)
}

/// Takes a thing that is gone already for removed.
fn gone_is_fine(error: io::Error) -> io::Result<()> {
    if error.kind() == ErrorKind::NotFound { Ok(()) } else { Err(error) }
}
