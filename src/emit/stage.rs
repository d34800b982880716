//! The stage: where a build lays down what differs, before anything standing is changed.
//!
//! Takes routes and bytes, from many threads at once; gives a folder with two parts. In `new` files lie at their
//! routes, so that a folder the output lacks can be moved there whole; in `spare` lie those that replace a standing
//! file, numbered, since nothing is gained by making their folders once more; a folder of the output with attributes of
//! its own has a part of its own for that. What is staged gets the attributes of the folder it is meant for. It promises
//! that a stage which is not handed over to a commit is gone when it is dropped.

use std::collections::HashSet;
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, RwLock};

use crate::diag::Error;
use crate::route::OutPath;

use super::attributes::Attributes;
use super::beside::Beside;
use super::disk::{Disk, Given, folder_of, under};
use super::file_time::FileTime;
use super::tree::Tree;

/// The stage of one build.
#[derive(Debug)]
pub(super) struct Stage {
    /// The hand that changes the disk.
    disk: Disk,
    /// The output and its books.
    beside: Beside,
    /// The output as it stands.
    tree: Arc<Tree>,
    /// The stage folder; it is made with the first file.
    folder: PathBuf,
    /// The folders made so far, relative to the stage folder, which is the empty path.
    made: RwLock<HashSet<String>>,
    /// The turn to make a folder that gets attributes.
    giving: Mutex<()>,
    /// The attributes of the folders in which files are replaced: those of the output come first, if there is one.
    parts: RwLock<Vec<Arc<Attributes>>>,
    /// The number for the next file that replaces another.
    next_number: AtomicUsize,
    /// Whether something could not be given the group or the access list of its folder.
    is_withheld: AtomicBool,
    /// Whether a journal now says what becomes of the stage.
    handed_over: bool,
}

/// A staged file that is to replace another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spare {
    /// The part of the stage that it lies in.
    pub(super) part: usize,
    /// Its number, which no other file of the stage has.
    pub(super) number: usize,
}

impl Spare {
    /// Returns its path in the stage.
    pub(super) fn path(self) -> String {
        format!("{}/{}", part_folder(self.part), self.number)
    }

    /// Returns it as a word of the journal.
    pub(super) fn render(self) -> String {
        if self.part == 0 { self.number.to_string() } else { format!("{}-{}", self.part, self.number) }
    }

    /// Returns the file that a word of the journal names.
    pub(super) fn parse(word: &str) -> Option<Spare> {
        let number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?;
        let (part, rest) = word.split_once('-').unwrap_or(("0", word));
        Some(Spare { part: number(part)?, number: number(rest)? })
    }
}

/// Returns the folder in a stage with this part of the files that replace others.
fn part_folder(part: usize) -> String {
    if part == 0 { "spare".to_owned() } else { format!("spare-{part}") }
}

impl Stage {
    /// Returns an empty stage for an output, which is no folder yet.
    pub(super) fn new(disk: Disk, beside: Beside, tree: Arc<Tree>) -> Result<Stage, Error> {
        Ok(Stage {
            folder: beside.folder.join(Beside::stage_name()),
            parts: RwLock::new(tree.attributes("")?.into_iter().collect()),
            disk,
            beside,
            tree,
            made: RwLock::default(),
            giving: Mutex::default(),
            next_number: AtomicUsize::new(0),
            is_withheld: AtomicBool::new(false),
            handed_over: false,
        })
    }

    /// Returns the place for a file that is to replace what stands at `route`.
    pub(super) fn spare_for(&self, route: &str) -> Result<Spare, Error> {
        let part = self.tree.attributes(folder_of(route))?.map_or(0, |attributes| self.part_with(attributes));
        Ok(Spare { part, number: self.next_number.fetch_add(1, Ordering::Relaxed) })
    }

    /// Returns the part for files in a folder with these attributes.
    fn part_with(&self, attributes: Arc<Attributes>) -> usize {
        let position = |parts: &[Arc<Attributes>]| parts.iter().position(|part| *part == attributes);
        if let Some(part) = position(&self.parts.read().expect("no thread panics with this list in hand")) {
            return part;
        }
        let mut parts = self.parts.write().expect("no thread panics with this list in hand");
        position(&parts).unwrap_or_else(|| {
            parts.push(attributes.clone());
            parts.len() - 1
        })
    }

    /// Tells whether something could not be given the group or the access list of its folder.
    pub(super) fn is_withheld(&self) -> bool {
        self.is_withheld.load(Ordering::Relaxed)
    }

    /// Stages a file for `route`, where nothing stands.
    pub(super) fn write_new(&self, route: &OutPath, bytes: &[u8], time: FileTime) -> Result<(), Error> {
        let path = new_path(route.as_str());
        self.make_folder(folder_of(&path))?;
        let path = under(&self.folder, &path);
        let attributes = self.tree.attributes(folder_of(route.as_str()))?;
        self.note(self.disk.write_new(&path, bytes, Given { time, attributes: attributes.as_deref() })).map_err(
            |error| match error.kind() {
                ErrorKind::AlreadyExists => Error::new(format!("`{route}` is made twice in one build")),
                _ => Error::io("cannot write", &path, error),
            },
        )
    }

    /// Stages a file that is to replace another, at a place from [`Stage::spare_for`].
    pub(super) fn write_spare(&self, spare: Spare, bytes: &[u8], time: FileTime) -> Result<(), Error> {
        let path = spare.path();
        self.make_folder(folder_of(&path))?;
        let path = under(&self.folder, &path);
        let attributes = self.part(spare.part);
        let written = self.disk.write_new(&path, bytes, Given { time, attributes: attributes.as_deref() });
        self.note(written).map_err(|error| Error::io("cannot write", &path, error))
    }

    /// Returns the attributes of the folders that a part is for.
    fn part(&self, part: usize) -> Option<Arc<Attributes>> {
        self.parts.read().expect("no thread panics with this list in hand").get(part).cloned()
    }

    /// Remembers whether something could be given its attributes.
    fn note(&self, given: io::Result<bool>) -> io::Result<()> {
        if !given? {
            self.is_withheld.store(true, Ordering::Relaxed);
        }
        Ok(())
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
        let failed = |error| Error::io("cannot make", &path, error);
        let attributes = self.attributes_for(folder)?;
        // Nothing is made in it before it hands on what it should.
        let _turn = attributes.is_some().then(|| self.giving.lock().expect("no thread panics in its turn"));
        match self.disk.make_folder(&path) {
            Ok(()) => {
                let given = attributes.map_or(Ok(true), |attributes| attributes.give_to_folder(&path));
                self.note(given).map_err(failed)?;
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(failed(error)),
        }
        self.made.write().expect("no thread panics with this set in hand").insert(folder.to_owned());
        Ok(())
    }
}

impl Stage {
    /// Returns the attributes that a folder of the stage is to have; nothing where the system gives the right ones.
    fn attributes_for(&self, folder: &str) -> Result<Option<Arc<Attributes>>, Error> {
        match folder.split_once('/').unwrap_or((folder, "")) {
            (NEW, route) => self.tree.attributes(route),
            (part, _) => {
                let part = part.strip_prefix("spare").map(|part| part.trim_start_matches('-').parse().unwrap_or(0));
                Ok(part.and_then(|part| self.part(part)))
            }
        }
    }
}

/// The folder in a stage with the files that come to where nothing stands.
const NEW: &str = "new";

/// Returns the path in a stage of what is to stand at `route`, where nothing stands; all that is new for no route.
pub(super) fn new_path(route: &str) -> String {
    if route.is_empty() { NEW.to_owned() } else { format!("{NEW}/{route}") }
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
