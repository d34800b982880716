//! The only writer of the program: brings the files of a build into the output folder.
//!
//! Takes routes and bytes, from many threads; gives an output folder that holds them, and a [`Report`]. It promises:
//!
//! - only differing bytes are written, and nothing is touched before all of a build is there;
//! - killed at any moment, the site is the old one or the new one, whole, after the next command (see [`recover`]);
//! - only files that the last build made are replaced or removed, and none that somebody has changed is removed;
//! - drafts come into no folder that was published, and none is published that holds them (see `reach`);
//! - nothing is written or removed through a symbolic link below the output folder;
//! - what changes is dated with the day it is given and later than it was, what does not keeps its time (see `times`).
//!
//! A build is laid down in a stage beside the output. The commit writes a journal of renames and removals, flushes
//! it, and renames it into force: that is the instant at which the new site is decided. Then it does what the journal
//! says, in the output itself or in a folder that takes its place (see `exchange`). Files are not flushed one by one, so the promise covers the death of the process; after a loss of power the
//! next build compares all bytes and repairs what the disk had not kept.

#![expect(clippy::disallowed_methods, reason = "emit is the one room that writes")]

mod apply;
mod attributes;
mod beside;
mod books;
mod changes;
mod commit;
mod conflict;
#[cfg(test)]
mod crash;
mod disk;
mod exchange;
mod file_time;
#[cfg(any(test, fuzzing))]
mod hostile;
mod identity;
mod journal;
mod lock;
mod lookout;
mod manifest;
mod noted;
mod reach;
mod recovery;
mod single;
mod stage;
mod system;
mod times;
mod tree;

#[cfg(any(test, fuzzing))]
pub(crate) use hostile::read_any;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use rayon::prelude::*;
use twox_hash::XxHash3_128;

use crate::diag::Error;
use crate::route::OutPath;

use self::beside::Beside;
use self::books::{Books, State, write_manifest};
use self::changes::{Fate, Record};
use self::conflict::{Conflict, Reason};
use self::disk::{Disk, folder_of};
use self::file_time::FileTime;
use self::lock::Lock;
use self::manifest::{Content, Entry, Manifest};
use self::reach::keep_apart;
use self::recovery::settle_for_writing;
use self::stage::Stage;
use self::times::{Dating, is_made_from};
use self::tree::{Folder, Standing, Tree};

pub use self::manifest::Reach;
pub use self::noted::note_drafts;
pub use self::reach::{keep_drafts_out, published_around, real_path};
pub use self::recovery::{Recovery, recover};
pub use self::single::{may_write, write_files};

/// An output folder in the hands of one build.
///
/// Dropped without [`Emitter::commit`], it leaves the output as it was, byte for byte.
#[derive(Debug)]
pub struct Emitter {
    /// The hand that changes the disk.
    disk: Disk,
    /// The output and its books.
    beside: Beside,
    /// What stood when the build began.
    tree: Arc<Tree>,
    /// For whom this build is.
    reach: Reach,
    /// The files of the last build.
    last: Manifest,
    /// The times that this one gives.
    dating: Dating,
    /// What there is of the last build's books.
    books: State,
    /// When they were closed; nothing where that tells nothing.
    closed: Option<FileTime>,
    /// The files that were read and are not as the last build left them, see [`Emitter::verify`].
    altered: BTreeSet<OutPath>,
    /// What the operator should know.
    notes: Vec<String>,
    /// The files of this build, in the order they came.
    records: Mutex<Vec<Record>>,
    /// What stands in the way of this build.
    conflicts: Mutex<Vec<Conflict>>,
    /// Where differing files are laid down.
    stage: Stage,
    /// The right to change the output; the last field, so that it is given back last.
    lock: Lock,
}

/// What a commit did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The number of files written.
    pub written: usize,
    /// The number of files that stood already with the same bytes.
    pub unchanged: usize,
    /// The number of files removed.
    pub removed: usize,
    /// The files that the last build made and this one does not, kept because somebody has changed them since.
    pub kept_foreign: Vec<String>,
    /// What else the operator should know, one sentence each.
    pub notes: Vec<String>,
    /// The checksum of what stands now, see [`Emitter::last_checksum`].
    pub checksum: u128,
}

impl Emitter {
    /// Takes the output folder `out`, which need not exist, for one build that is for `reach`.
    ///
    /// What it changes is dated `date`, or as soon after as makes it later than it was.
    ///
    /// If another build holds it, `waiting` is called once with a sentence that says which, and the call waits. A
    /// build that was cut off is completed or removed first.
    ///
    /// # Errors
    /// When hidden pages would come into what is published, and when the disk says no.
    pub fn open(out: &Path, reach: Reach, date: Timestamp, waiting: &mut dyn FnMut(&str)) -> Result<Emitter, Error> {
        Emitter::open_on(Disk::default(), out, reach, date, waiting)
    }

    /// Does as [`Emitter::open`], with the given hand.
    fn open_on(
        disk: Disk,
        out: &Path,
        reach: Reach,
        date: Timestamp,
        waiting: &mut dyn FnMut(&str),
    ) -> Result<Emitter, Error> {
        keep_apart(out, reach)?;
        let beside = Beside::make(&disk, out)?;
        let lock = Lock::take(&beside.lock(), out, waiting)?;
        let mut notes = settle_for_writing(&disk, &beside)?;
        // Another build may have ended meanwhile, or have been completed just now.
        if reach == Reach::Drafts {
            keep_drafts_out(out)?;
        }
        let Books { state, manifest, closed } = Books::read(&beside, reach)?;
        if state == State::Damaged {
            let path = beside.manifest();
            notes.push(format!("`{}` was damaged, so no file of an earlier build is removed", path.display()));
        }
        let tree = Arc::new(Tree::open(&beside.out)?);
        Ok(Emitter {
            reach,
            books: state,
            closed,
            last: manifest,
            altered: BTreeSet::new(),
            dating: Dating { date: FileTime::at(date) },
            notes,
            records: Mutex::default(),
            conflicts: Mutex::default(),
            stage: Stage::new(disk.clone(), beside.clone(), Arc::clone(&tree))?,
            tree,
            disk,
            beside,
            lock,
        })
    }

    /// Adds a file to the build: `bytes` are to stand at `route`.
    ///
    /// The bytes are staged if others stand there. What forbids to write them is told by [`Emitter::commit`], all at
    /// once and in order; an error here is one of the disk.
    pub fn put(&self, route: &OutPath, bytes: &[u8]) -> Result<(), Error> {
        let content = Content { length: bytes.len() as u64, hash: XxHash3_128::oneshot(bytes) };
        let (fate, time) = self.judge(route, bytes, content)?;
        match fate {
            Fate::Unchanged | Fate::Refused => {}
            Fate::New => self.stage.write_new(route, bytes, time)?,
            Fate::Over(spare) | Fate::InsteadOfFolder(spare) => self.stage.write_spare(spare, bytes, time)?,
        }
        let record = Record { route: route.clone(), entry: Entry { content, time }, fate };
        self.records.lock().expect("no thread panics with the records in hand").push(record);
        Ok(())
    }

    /// Returns the checksum of what the last build left here: the same only for the same files with the same bytes. `None`
    /// where its books are damaged.
    pub fn last_checksum(&self) -> Option<u128> {
        (self.books != State::Damaged).then(|| self.last.checksum())
    }

    /// Reads every file that the last build made, and returns the paths of those that are gone or have other bytes than
    /// it gave them: they count as changed, whatever their length and their time.
    pub fn verify(&mut self) -> Vec<String> {
        let is_altered = |route: &OutPath, entry: &Entry| {
            // What cannot be read stops the build when it is compared with what it should be.
            !self.tree.has_content(route.as_str(), entry.content).unwrap_or(false)
        };
        let altered = self.last.files.par_iter().filter(|(route, entry)| is_altered(route, entry));
        self.altered = altered.map(|(route, _)| route.clone()).collect();
        self.closed = None;
        self.altered.iter().map(OutPath::to_string).collect()
    }

    /// Tells how many files the last build left here, if all of them stand as it left them: each with the length and the
    /// time that it gave them. Whoever writes into a file changes its time; where that was put back, the content decides.
    pub fn standing_as_left(&self) -> Option<usize> {
        let files: Vec<_> = self.last.files.iter().map(|(route, entry)| (route, Some(entry))).collect();
        let stands = self.notes.is_empty() && self.stand(&files).into_iter().all(|stands| stands);
        if stands && self.tree.was_read() {
            // Closed anew, so that the next build need not read the same files again; if that fails, it does.
            let _ = write_manifest(&self.disk, &self.beside, &self.last);
        }
        stands.then_some(files.len())
    }

    /// Tells of each of these files whether the last build made it and it stands as it left it, see
    /// [`Emitter::standing_as_left`].
    pub fn are_as_left(&self, routes: &[&OutPath]) -> Vec<bool> {
        let files: Vec<_> = routes.iter().map(|route| (*route, self.last.files.get(*route))).collect();
        self.stand(&files)
    }

    /// Tells of each of these files, of which the last build may have made some, whether it stands as it left it.
    fn stand(&self, files: &[(&OutPath, Option<&Entry>)]) -> Vec<bool> {
        /// How many files are looked at by one thread in one go.
        const SOME: usize = 512;
        let some = |files: &[(&OutPath, Option<&Entry>)]| -> Vec<bool> {
            let mut lookout = self.tree.lookout();
            let mut stands = |route: &OutPath, entry: &Entry| {
                !self.altered.contains(route) && self.tree.is_as_left(&mut lookout, route.as_str(), entry, self.closed)
            };
            files.iter().map(|(route, entry)| entry.is_some_and(|entry| stands(route, entry))).collect()
        };
        files.par_chunks(SOME).flat_map_iter(some).collect()
    }

    /// Adds a file to the build as the last one left it, see [`Emitter::are_as_left`].
    ///
    /// # Errors
    /// When the last build made no such file.
    pub fn keep(&self, route: &OutPath) -> Result<(), Error> {
        let known = self.last.files.get(route).copied();
        let entry = known.ok_or_else(|| Error::new(format!("the last build did not make `{route}`")))?;
        let record = Record { route: route.clone(), entry, fate: Fate::Unchanged };
        self.records.lock().expect("no thread panics with the records in hand").push(record);
        Ok(())
    }

    /// Decides what is to happen with one file, and the time it gets.
    fn judge(&self, route: &OutPath, bytes: &[u8], content: Content) -> Result<(Fate, FileTime), Error> {
        let path = route.as_str();
        let dated = |standing| self.dating.of(route, content, standing, &self.last);
        let reason = match self.tree.standing(path)? {
            Standing::Nothing => return Ok((Fate::New, dated(None))),
            Standing::Folder => return Ok((Fate::InsteadOfFolder(self.stage.spare_for(path)?), dated(None))),
            Standing::File(length, time) => {
                let same = length == content.length && self.tree.holds(path, bytes)?;
                if same && !is_made_from(time, content) {
                    return match self.tree.folder(folder_of(path))? {
                        // The file lies elsewhere, and whoever copies the output copies a link.
                        Folder::Blocked(obstacle) if obstacle.standing == Standing::Link => {
                            self.note(Conflict::with(&obstacle));
                            Ok((Fate::Refused, self.dating.date))
                        }
                        _ => Ok((Fate::Unchanged, time)),
                    };
                }
                if same || self.last.files.contains_key(route) {
                    return Ok((Fate::Over(self.stage.spare_for(path)?), dated(Some(time))));
                }
                Reason::Foreign
            }
            Standing::Special => Reason::Foreign,
            Standing::Link => Reason::Link,
        };
        self.note(Conflict::new(path, reason));
        Ok((Fate::Refused, self.dating.date))
    }

    /// Notes what stands in the way of a file.
    fn note(&self, conflict: Conflict) {
        self.conflicts.lock().expect("no thread panics with the conflicts in hand").push(conflict);
    }
}
