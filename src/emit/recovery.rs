//! Recovery: what becomes of a build that came to no end.
//!
//! Takes an output folder; completes the commit whose journal stands, or removes what a build without a journal has
//! left. It promises that afterwards the site is the old one or the new one, whole, whenever the build was killed; but
//! nothing is done to a folder that has only the name of the one the commit was about.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::diag::Error;

use super::apply::{Applied, apply};
use super::beside::Beside;
use super::disk::Disk;
use super::journal::Journal;
use super::lock::Lock;
use super::stage::remove_leftovers;

/// What [`recover`] found and did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recovery {
    /// No build was cut off.
    Nothing,
    /// A build was cut off before its commit: its stage is removed, the old site stands.
    Removed,
    /// A build was cut off in its commit: the commit is completed, the new site stands.
    Completed,
    /// A build was cut off in its commit, and its folder has been moved away or removed since: nothing is done. Once the
    /// folder is back the commit is completed, and a build gives it up.
    MovedAway,
    /// Another process holds the output just now and will leave it whole.
    InUse,
}

/// Brings the output folder `out` out of the state a killed build may have left it in.
///
/// Any command may call this before it reads the output. It costs the reading of one short folder when there is
/// nothing to do, and then changes nothing, so that it works on a disk that may only be read.
pub fn recover(out: &Path) -> Result<Recovery, Error> {
    recover_on(&Disk::default(), out)
}

/// Does as [`recover`], with the given hand.
pub(super) fn recover_on(disk: &Disk, out: &Path) -> Result<Recovery, Error> {
    let Some(beside) = Beside::find(out)? else { return Ok(Recovery::Nothing) };
    if !beside.stands()? || beside.leftovers()?.is_empty() {
        return Ok(Recovery::Nothing);
    }
    let Some(lock) = Lock::try_take(&beside.lock())? else { return Ok(Recovery::InUse) };
    let recovery = settle(disk, &beside)?;
    drop(lock);
    Ok(recovery)
}

/// Does as [`settle`] for somebody who is going to write into the output, and returns what the operator should know.
///
/// A commit whose folder is not there any more is given up, and what cannot be removed and is in nobody's way stays.
pub(super) fn settle_for_writing(disk: &Disk, beside: &Beside) -> Result<Vec<String>, Error> {
    let mut notes = Vec::new();
    match settle(disk, beside) {
        Ok(Recovery::Completed) => {
            notes.push("an earlier build was cut off while it replaced files; that is completed".to_owned());
        }
        Ok(Recovery::MovedAway) => {
            remove_leftovers(disk, beside)?;
            notes.push(format!(
                "an earlier build was cut off while it replaced files, and `{}` was moved away or removed since; that \
                 build is given up, and the folder it worked in may hold files of two builds",
                beside.shown.display()
            ));
        }
        Ok(Recovery::Nothing | Recovery::Removed | Recovery::InUse) => {}
        Err(error) if fs::symlink_metadata(beside.journal()).is_err() => notes.push(error.to_string()),
        Err(error) => return Err(error),
    }
    Ok(notes)
}

/// Completes or removes what was cut off; the caller holds the lock, so whatever is found belongs to the dead.
fn settle(disk: &Disk, beside: &Beside) -> Result<Recovery, Error> {
    let path = beside.journal();
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let removed = remove_leftovers(disk, beside)?;
            return Ok(if removed { Recovery::Removed } else { Recovery::Nothing });
        }
        Err(error) => return Err(Error::io("cannot read", &path, error)),
    };
    let Some(journal) = Journal::parse(&bytes) else {
        return Err(Error::new(format!(
            "`{}` is damaged, so the commit it describes cannot be completed; hint: remove it and build again, which \
             compares every file",
            path.display()
        )));
    };
    if apply(&journal, disk, beside)? == Applied::MovedAway {
        return Ok(Recovery::MovedAway);
    }
    close_books(disk, beside)?;
    remove_leftovers(disk, beside)?;
    Ok(Recovery::Completed)
}

/// Makes the new manifest the valid one and ends the journal: the last steps of a commit.
pub(super) fn close_books(disk: &Disk, beside: &Beside) -> Result<(), Error> {
    let manifest = beside.manifest();
    match disk.rename(&beside.new_manifest(), &manifest) {
        // A commit that was cut off after this step has no new manifest any more.
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(Error::io("cannot write", &manifest, error)),
        _ => {}
    }
    let journal = beside.journal();
    disk.remove_file(&journal).map_err(|error| Error::io("cannot remove", &journal, error))
}
