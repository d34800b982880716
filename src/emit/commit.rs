//! The commit: how the files of a build come to be the content of the output.
//!
//! Takes all that was put; gives a changed output, or an error and an output as it was. First it is found out whether
//! everything can be done that is to be done, without touching the output; then the journal is written; then it is done.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::diag::Error;
use crate::route::OutPath;

use super::apply::{Applied, apply, apply_to};
use super::attributes::Attributes;
use super::beside::Beside;
use super::books::{State, write_manifest};
use super::changes::{Changes, Fate, Record, plan_changes};
use super::conflict::{Conflict, Reason, refuse};
use super::disk::{folder_of, under};
use super::exchange::copy_output;
use super::identity::Identity;
use super::journal::{Folders, Journal, Op};
use super::manifest::{Manifest, Reach};
use super::recovery::close_books;
use super::stage::{new_path, remove_leftovers};
use super::tree::{Folder, Tree, device_of};
use super::{Emitter, Report, system};

/// How a commit changes the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// One file after the other, in the folder that stands.
    InPlace,
    /// By a folder that takes its place.
    AtOnce,
}

impl Emitter {
    /// Makes the files put the content of the output, and removes those the last build made and this one did not.
    ///
    /// Each file is replaced in one step and none is missing meanwhile; for a moment new files stand beside old ones.
    pub fn commit(self) -> Result<Report, Error> {
        self.end(Way::InPlace)
    }

    /// Does as [`Emitter::commit`], by a new folder that takes the place of the old one in one step.
    pub fn commit_at_once(self) -> Result<Report, Error> {
        self.end(Way::AtOnce)
    }

    /// Commits the build.
    pub(super) fn end(mut self, way: Way) -> Result<Report, Error> {
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
        report.checksum = manifest.checksum();
        if !changes.ops.is_empty() {
            self.find_read_only(&mut changes)?;
        }
        if let Some(error) = refuse(changes.conflicts, &self.beside, self.books) {
            return Err(error);
        }
        if changes.ops.is_empty() {
            self.replace_manifest(&manifest)?;
        } else {
            report.notes.extend(self.carry_out(changes.ops, &manifest, way)?);
        }
        Ok(report)
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
        let failed = |error| Error::io("cannot read", &stage, error);
        let made = fs::symlink_metadata(&stage).map_err(failed)?;
        let me = Attributes::of(&stage, &made).map_err(failed)?.owner;
        let folders: BTreeSet<&str> = changes.ops.iter().map(|op| folder_of(op.route())).collect();
        for folder in folders {
            let Folder::Stands(attributes) = self.tree.folder(folder)? else { continue };
            // Where bits do not tell, the system is asked; it takes a superuser's word for everything, and we do not.
            let may = |folder| system::ask_to_write(&under(&self.beside.out, folder)).is_ok();
            if !attributes.lets_write(me) || attributes.owner != me && !may(folder) {
                changes.conflicts.push(Conflict::new(folder, Reason::ReadOnly));
            }
        }
        Ok(())
    }

    /// Commits the operations and the manifest of this build, and returns what the operator should know of it.
    fn carry_out(self, ops: Vec<Op>, manifest: &Manifest, way: Way) -> Result<Vec<String>, Error> {
        self.try_to_write()?;
        let folders = self.find_folders(&ops, manifest, way)?;
        let mut notes = Vec::new();
        if self.stage.is_withheld() {
            notes.push(format!(
                "new files could not be given the group or the access list of `{}`; whoever serves them may not be able \
                 to read them",
                self.beside.shown.display()
            ));
        }
        let Emitter { disk, beside, stage, lock, .. } = self;
        let journal = Journal { stage: Beside::stage_name(), folders: Some(folders), ops };
        let failed = |path: &Path, error| Error::io("cannot write", path, error);
        let path = beside.new_manifest();
        disk.write_book(&path, manifest.render().as_bytes()).map_err(|error| failed(&path, error))?;
        let path = beside.new_journal();
        disk.write_book_flushed(&path, journal.render().as_bytes()).map_err(|error| failed(&path, error))?;
        disk.rename(&path, &beside.journal()).map_err(|error| failed(&path, error))?;
        stage.hand_over();
        let done = apply(&journal, &disk, &beside).and_then(|applied| close_books(&disk, &beside).map(|()| applied));
        match done {
            // Nothing happened yet, and nothing has to.
            Err(error) if folders.new.is_some() && is_untouched(&beside, folders) => {
                if disk.remove_file(&beside.journal()).is_err() {
                    return Err(goes_on(&error));
                }
                let _ = remove_leftovers(&disk, &beside);
                let hint = if folders.old.is_some() { "; hint: build without `--atomic`" } else { "" };
                return Err(Error::new(format!("{error}; nothing was changed{hint}")));
            }
            Err(error) => return Err(goes_on(&error)),
            Ok(Applied::InTwoSteps) => notes.push(format!(
                "this file system cannot exchange two folders in one step, so for a moment there was no `{}`",
                beside.shown.display()
            )),
            Ok(Applied::MovedAway) => {
                return Err(Error::new(format!(
                    "`{}` was moved away or removed by somebody just now; hint: build again",
                    beside.shown.display()
                )));
            }
            Ok(Applied::Done) => {}
        }
        // The new site stands; what is left of the stage hurts nobody and goes with the next build at the latest.
        let _ = remove_leftovers(&disk, &beside);
        drop(lock);
        Ok(notes)
    }

    /// Returns the folders that the commit is about, and makes the new one if there is to be one.
    fn find_folders(&self, ops: &[Op], manifest: &Manifest, way: Way) -> Result<Folders, Error> {
        let identity = |path: &Path| Identity::of(path).map_err(|error| Error::io("cannot read", path, error));
        let old = identity(&self.beside.out)?;
        let stage = self.stage.make()?;
        let new = match (old, way) {
            (Some(_), Way::InPlace) => None,
            (Some(_), Way::AtOnce) => {
                self.try_to_exchange()?;
                let is_ours =
                    |route: &str| OutPath::parse(route).is_ok_and(|route| manifest.files.contains_key(&route));
                let whole = copy_output(&self.disk, &self.beside, &stage, ops, &is_ours)?;
                let copy = Beside { out: whole, ..self.beside.clone() };
                apply_to(&Tree::open(&copy.out)?, ops, &self.disk, &copy, &stage)?;
                identity(&copy.out)?
            }
            (None, _) => identity(&under(&stage, &new_path("")))?,
        };
        Ok(Folders { old, new })
    }

    /// Finds out whether the commit can do what it is going to do, so that it does not fail after it has begun.
    ///
    /// Permission bits do not tell everything: the output may be mounted read-only, or from elsewhere.
    fn try_to_write(&self) -> Result<(), Error> {
        if self.tree.folder("")? == Folder::Missing {
            return Ok(());
        }
        let Beside { out, shown, .. } = &self.beside;
        system::ask_to_write(out).map_err(|error| Error::io("cannot write into", shown, error))?;
        let stage = self.stage.make()?;
        let made = fs::symlink_metadata(&stage).map_err(|error| Error::io("cannot read", &stage, error))?;
        // A folder is never renamed by the name it has for itself, but first it is told whether that leads elsewhere.
        let tried = self.disk.rename(&out.join("."), &stage.join("probe"));
        let crosses = tried.is_err_and(|error| error.kind() == ErrorKind::CrossesDevices);
        if crosses || device_of(&made) != self.tree.device() {
            return Err(Error::new(format!(
                "`{}` is a mount of its own, and nothing can be renamed into it; hint: choose a folder inside it with \
                 `--out`",
                shown.display()
            )));
        }
        Ok(())
    }

    /// Finds out whether another folder can be put in the place of the output.
    fn try_to_exchange(&self) -> Result<(), Error> {
        let Some(parent) = self.beside.out.parent() else { return Ok(()) };
        system::ask_to_write(parent).map_err(|error| {
            Error::new(format!(
                "{}, where the new folder must come; nothing was changed; hint: build without `--atomic`",
                Error::io("cannot write into", parent, error)
            ))
        })
    }

    /// Writes the manifest alone, if only it differs, or if files had to be read because of its age.
    fn replace_manifest(&self, manifest: &Manifest) -> Result<(), Error> {
        if *manifest == self.last && self.books != State::Damaged && !self.tree.was_read() {
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
            checksum: 0,
        }
    }
}

/// Tells whether the output is still the folder that stood before the commit, or still missing.
fn is_untouched(beside: &Beside, folders: Folders) -> bool {
    Identity::of(&beside.out).is_ok_and(|standing| standing == folders.old)
}

/// Returns the error of a commit that has begun.
fn goes_on(error: &Error) -> Error {
    Error::new(format!("{error}; the next command goes on where this one stopped"))
}
