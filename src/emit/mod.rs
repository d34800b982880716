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
//! says. Files are not flushed one by one, so the promise covers the death of the process; after a loss of power the
//! next build compares all bytes and repairs what the disk had not kept.

#![expect(clippy::disallowed_methods, reason = "emit is the one room that writes")]

mod apply;
mod beside;
mod changes;
mod conflict;
#[cfg(test)]
mod crash;
mod disk;
#[cfg(any(test, fuzzing))]
mod hostile;
mod journal;
mod lock;
mod manifest;
mod noted;
mod reach;
mod recovery;
mod stage;
mod times;
mod tree;

#[cfg(any(test, fuzzing))]
pub(crate) use hostile::read_any;

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Mutex;

use jiff::Timestamp;
use rayon::prelude::*;
use twox_hash::XxHash3_128;

use crate::diag::Error;
use crate::route::OutPath;

use self::apply::apply;
use self::beside::Beside;
use self::changes::{Changes, Fate, Record, plan_changes};
use self::conflict::{Conflict, Reason, refuse};
use self::disk::{Disk, folder_of};
use self::journal::{Journal, Op};
use self::lock::Lock;
use self::manifest::{Content, Entry, Manifest};
use self::reach::keep_apart;
use self::recovery::{close_books, settle};
use self::stage::{Stage, remove_leftovers};
use self::times::{Dating, FileTime, is_made_from};
use self::tree::{Folder, Standing, Tree, owner_of};

pub use self::noted::note_drafts;
pub use self::reach::{Reach, keep_drafts_out, real_path};
pub use self::recovery::{Recovery, recover};

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
    tree: Tree,
    /// For whom this build is.
    reach: Reach,
    /// The files of the last build.
    last: Manifest,
    /// The times that this one gives.
    dating: Dating,
    /// Whether the last build's manifest could not be read.
    books_damaged: bool,
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
    /// The seal of what stands now, see [`Emitter::last_seal`].
    pub seal: u128,
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
        let mut notes = Vec::new();
        if settle(&disk, &beside)? == Recovery::Completed {
            notes.push("an earlier build was cut off while it replaced files; that is completed".to_owned());
        }
        // Another build may have ended meanwhile, or have been completed just now.
        if reach == Reach::Drafts {
            keep_drafts_out(out)?;
        }
        let last = read_manifest(&beside, reach)?;
        if last.is_none() {
            let path = beside.manifest();
            notes.push(format!("`{}` was damaged, so no file of an earlier build is removed", path.display()));
        }
        Ok(Emitter {
            tree: Tree::open(&beside.out)?,
            reach,
            books_damaged: last.is_none(),
            last: last.unwrap_or_default(),
            dating: Dating { date: FileTime::at(date) },
            notes,
            records: Mutex::default(),
            conflicts: Mutex::default(),
            stage: Stage::new(disk.clone(), beside.clone()),
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
            Fate::Over(number) | Fate::InsteadOfFolder(number) => self.stage.write_spare(number, bytes, time)?,
        }
        let record = Record { route: route.clone(), entry: Entry { content, time }, fate };
        self.records.lock().expect("no thread panics with the records in hand").push(record);
        Ok(())
    }

    /// Returns the seal of what the last build left here: the same only for the same files with the same bytes. `None`
    /// where its books are damaged.
    pub fn last_seal(&self) -> Option<u128> {
        (!self.books_damaged).then(|| self.last.seal())
    }

    /// Tells how many files the last build left here, if all of them stand as it left them: each with the length and the
    /// time that it gave them. Whoever writes into a file changes its time.
    pub fn standing_as_left(&self) -> Option<usize> {
        let stands = self.notes.is_empty()
            && self.last.files.par_iter().all(|(route, entry)| self.tree.is_as_left(route.as_str(), entry));
        stands.then_some(self.last.files.len())
    }

    /// Tells whether the last build made a file and it stands as it left it, by its length and its time.
    pub fn is_as_left(&self, route: &OutPath) -> bool {
        !self.books_damaged
            && self.last.files.get(route).is_some_and(|entry| self.tree.is_as_left(route.as_str(), entry))
    }

    /// Adds a file to the build as the last one left it, see [`Emitter::is_as_left`].
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

    /// Makes the files put the content of the output, and removes those the last build made and this one did not.
    pub fn commit(mut self) -> Result<Report, Error> {
        let records = self.take_records()?;
        let mut changes = plan_changes(&self.last, &records, &self.tree)?;
        changes.conflicts.append(self.conflicts.get_mut().expect("no thread panics with the conflicts in hand"));
        if (self.last.reach, self.reach) == (Reach::Drafts, Reach::Public) {
            // What was made of drafts goes, and nobody knows what somebody has made of it.
            let conflict = |path: &String| Conflict::new(path, Reason::ChangedDraft);
            changes.conflicts.extend(changes.kept_foreign.iter().map(conflict));
        }
        let mut report = Report::of(&records, &mut changes, std::mem::take(&mut self.notes));
        let files = BTreeMap::from_iter(records.into_iter().map(|record| (record.route, record.entry)));
        let gone = BTreeMap::from_iter(self.dating.gone(&self.last, |route| files.contains_key(route)));
        let manifest = Manifest { files, gone, reach: self.reach };
        report.seal = manifest.seal();
        if !changes.ops.is_empty() {
            self.find_read_only(&mut changes)?;
        }
        if let Some(error) = refuse(changes.conflicts, &self.beside.shown, self.books_damaged) {
            return Err(error);
        }
        if changes.ops.is_empty() {
            self.replace_manifest(&manifest)?;
        } else {
            self.carry_out(changes.ops, &manifest)?;
        }
        Ok(report)
    }

    /// Decides what is to happen with one file, and the time it gets.
    fn judge(&self, route: &OutPath, bytes: &[u8], content: Content) -> Result<(Fate, FileTime), Error> {
        let path = route.as_str();
        let dated = |standing| self.dating.of(route, content, standing, &self.last);
        let reason = match self.tree.standing(path)? {
            Standing::Nothing => return Ok((Fate::New, dated(None))),
            Standing::Folder => return Ok((Fate::InsteadOfFolder(self.stage.next_number()), dated(None))),
            Standing::File(length, time) => {
                let same = length == content.length && self.tree.holds(path, bytes)?;
                if same && !is_made_from(time, content) {
                    return Ok((Fate::Unchanged, time));
                }
                if same || self.last.files.contains_key(route) {
                    return Ok((Fate::Over(self.stage.next_number()), dated(Some(time))));
                }
                Reason::Foreign
            }
            Standing::Special => Reason::Foreign,
            Standing::Link => Reason::Link,
        };
        let conflict = Conflict::new(path, reason);
        self.conflicts.lock().expect("no thread panics with the conflicts in hand").push(conflict);
        Ok((Fate::Refused, self.dating.date))
    }

    /// Returns the files put, ordered by route.
    fn take_records(&mut self) -> Result<Vec<Record>, Error> {
        let records = self.records.get_mut().expect("no thread panics with the records in hand");
        let mut records = std::mem::take(records);
        records.sort_unstable_by(|a, b| a.route.cmp(&b.route));
        match records.windows(2).find(|pair| pair[0].route == pair[1].route) {
            Some(pair) => Err(Error::new(format!("`{}` is made twice in one build", pair[0].route))),
            None => Ok(records),
        }
    }

    /// Adds a conflict for every folder in which something must change and nothing may.
    fn find_read_only(&self, changes: &mut Changes) -> Result<(), Error> {
        let stage = self.stage.make()?;
        let me = owner_of(&stage).map_err(|error| Error::io("cannot read", &stage, error))?;
        for op in &changes.ops {
            let folder = folder_of(op.route());
            match self.tree.folder(folder)? {
                Folder::Stands(access) if !access.lets_write(me) => {
                    changes.conflicts.push(Conflict::new(folder, Reason::ReadOnly));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Commits the operations and the manifest of this build.
    fn carry_out(self, ops: Vec<Op>, manifest: &Manifest) -> Result<(), Error> {
        self.try_to_write()?;
        let Emitter { disk, beside, tree, stage, lock, .. } = self;
        let journal = Journal { stage: Beside::stage_name(), ops };
        let failed = |path: &Path, error| Error::io("cannot write", path, error);
        let path = beside.new_manifest();
        disk.write_book(&path, manifest.render().as_bytes()).map_err(|error| failed(&path, error))?;
        let path = beside.new_journal();
        disk.write_book_flushed(&path, journal.render().as_bytes()).map_err(|error| failed(&path, error))?;
        disk.rename(&path, &beside.journal()).map_err(|error| failed(&path, error))?;
        stage.hand_over();
        let done = apply(&journal, &disk, &beside, &tree).and_then(|()| close_books(&disk, &beside));
        done.map_err(|error| Error::new(format!("{error}; the next command goes on where this one stopped")))?;
        // The new site stands; what is left of the stage hurts nobody and goes with the next build at the latest.
        let _ = remove_leftovers(&disk, &beside);
        drop(lock);
        Ok(())
    }

    /// Tries on an empty folder what the commit is going to do, so that it does not fail after it has begun.
    ///
    /// Permission bits do not tell everything: the output may be mounted read-only, or from elsewhere.
    fn try_to_write(&self) -> Result<(), Error> {
        if self.tree.folder("")? == Folder::Missing {
            return Ok(());
        }
        let from = self.stage.make()?.join("probe");
        let to = self.beside.probe();
        self.disk.make_folder(&from).map_err(|error| Error::io("cannot make", &from, error))?;
        let moved = self.disk.rename(&from, &to).and_then(|()| self.disk.remove_folder(&to));
        moved.map_err(|error| match error.kind() {
            ErrorKind::CrossesDevices => Error::new(format!(
                "`{}` is a mount of its own, and nothing can be renamed into it; hint: choose a folder inside it with \
                 `--out`",
                self.beside.shown.display()
            )),
            _ => Error::io("cannot write into", &self.beside.shown, error),
        })
    }

    /// Writes the manifest alone, if only it differs.
    fn replace_manifest(&self, manifest: &Manifest) -> Result<(), Error> {
        if *manifest == self.last && !self.books_damaged {
            return Ok(());
        }
        write_manifest(&self.disk, &self.beside, manifest)
    }
}

impl Report {
    /// Returns the report of a commit that makes these changes with these files.
    fn of(records: &[Record], changes: &mut Changes, notes: Vec<String>) -> Report {
        let unchanged = records.iter().filter(|record| record.fate == Fate::Unchanged).count();
        Report {
            written: records.len() - unchanged,
            unchanged,
            removed: changes.removed,
            kept_foreign: std::mem::take(&mut changes.kept_foreign),
            notes,
            seal: 0,
        }
    }
}

/// Writes the manifest of a build that changes nothing else.
fn write_manifest(disk: &Disk, beside: &Beside, manifest: &Manifest) -> Result<(), Error> {
    let (new, path) = (beside.new_manifest(), beside.manifest());
    let written = disk.write_book(&new, manifest.render().as_bytes());
    written.and_then(|()| disk.rename(&new, &path)).map_err(|error| Error::io("cannot write", &path, error))
}

/// Returns the manifest of the last build, an empty one if there was none, or nothing if it is damaged.
///
/// # Errors
/// When nobody can tell what drafts have left in a folder that is to be published, and when the file cannot be read.
fn read_manifest(beside: &Beside, reach: Reach) -> Result<Option<Manifest>, Error> {
    let path = beside.manifest();
    match fs::read(&path) {
        Ok(bytes) => match Manifest::parse(&bytes) {
            None if reach == Reach::Public && Manifest::reach_of(&bytes) == Reach::Drafts => Err(Error::new(format!(
                "`{}` was built with drafts, and the list of its files is damaged; hint: remove the folder and build again",
                beside.shown.display()
            ))),
            manifest => Ok(manifest),
        },
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Some(Manifest::default())),
        Err(error) => Err(Error::io("cannot read", &path, error)),
    }
}
