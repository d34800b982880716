//! The exchange: a whole new output folder, made beside the old one and put in its place in one step.
//!
//! Takes the standing output and the operations of a commit; gives a folder in the stage that holds what is to stand, the
//! unchanged files as further names of the same files, and puts it where the old one stood. Whoever looks sees the old
//! site or the new one. It promises that what somebody else has in the output, or puts there meanwhile, stands in the new
//! folder too, and that the folder keeps its owner, its group, its permissions and its access lists.

use std::collections::HashSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::diag::Error;

use super::attributes::carry_over;
use super::beside::Beside;
use super::disk::{Disk, make_removable, under};
use super::identity::{Identity, is_same_file};
use super::journal::{Folders, Op};
use super::stage::new_path;
use super::system;
use super::tree::device_of;

/// The name in the stage of the folder that is to become the output.
pub(super) const WHOLE: &str = "whole";
/// The name in the stage of the old output, where two folders cannot be exchanged in one step.
const ASIDE: &str = "aside";

/// How a staged folder came to be the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Put {
    /// In one step, now or before.
    AtOnce,
    /// The old one was moved away and the new one to its place.
    InTwoSteps,
    /// It is not, for the output has been moved away or removed by somebody.
    Nowhere,
}

/// Makes in `stage` a folder that holds all of the output but what the operations replace or remove.
///
/// `is_ours` tells which files the program has made, and so may copy where they cannot get a further name.
pub(super) fn copy_output(
    disk: &Disk,
    beside: &Beside,
    stage: &Path,
    ops: &[Op],
    is_ours: &(dyn Fn(&str) -> bool + Sync),
) -> Result<PathBuf, Error> {
    let whole = stage.join(WHOLE);
    let metadata = fs::symlink_metadata(&beside.out).map_err(|error| Error::io("cannot read", &beside.out, error))?;
    let work = Copying { disk, beside, to: &whole, device: device_of(&metadata), left_out: replaced(ops), is_ours };
    work.folder(Path::new(""))?;
    Ok(whole)
}

/// Puts the staged folder of a commit in the place of the output, unless that is done, and removes the old one.
pub(super) fn put_whole(
    disk: &Disk,
    beside: &Beside,
    stage: &Path,
    folders: Folders,
    ops: &[Op],
) -> Result<Put, Error> {
    let (staged, aside) = match folders.old {
        Some(_) => (stage.join(WHOLE), stage.join(ASIDE)),
        None => (under(stage, &new_path("")), stage.join(ASIDE)),
    };
    let identity = |path: &Path| Identity::of(path).map_err(|error| Error::io("cannot read", path, error));
    let standing = identity(&beside.out)?;
    let put = if standing == folders.new {
        Put::AtOnce
    } else if identity(&staged)? != folders.new {
        return Ok(Put::Nowhere);
    } else if standing == folders.old {
        let put = match folders.old {
            Some(_) => exchange(disk, &staged, &beside.out, &aside),
            None => disk.rename(&staged, &beside.out).map(|()| Put::AtOnce),
        };
        put.map_err(|error| Error::io("cannot put the new folder in the place of", &beside.shown, error))?
    } else if standing.is_none() && identity(&aside)? == folders.old {
        let put = disk.rename(&staged, &beside.out);
        put.map_err(|error| Error::io("cannot put the new folder in the place of", &beside.shown, error))?;
        Put::InTwoSteps
    } else {
        return Ok(Put::Nowhere);
    };
    for old in [&staged, &aside] {
        if folders.old.is_some() && identity(old)? == folders.old {
            Clearing { disk, old, new: &beside.out, gone: replaced(ops) }.folder(Path::new(""))?;
        }
    }
    Ok(put)
}

/// Puts a folder in the place of another, in one step where the file system can.
fn exchange(disk: &Disk, staged: &Path, out: &Path, aside: &Path) -> io::Result<Put> {
    use ErrorKind::{InvalidInput, PermissionDenied, Unsupported};
    match disk.exchange(staged, out) {
        Ok(()) => Ok(Put::AtOnce),
        // What a file system lacks is said in two ways, and what a container forbids in a third.
        Err(error) if matches!(error.kind(), Unsupported | InvalidInput | PermissionDenied) => {
            disk.rename(out, aside)?;
            if let Err(error) = disk.rename(staged, out) {
                disk.rename(aside, out)?;
                return Err(error);
            }
            Ok(Put::InTwoSteps)
        }
        Err(error) => Err(error),
    }
}

/// Returns the routes at which the operations remove or replace a file.
fn replaced(ops: &[Op]) -> HashSet<&str> {
    let gone = ops.iter().filter(|op| matches!(op, Op::Remove(_) | Op::Replace(..)));
    gone.map(Op::route).collect()
}

/// Returns the path of `inner`, which is relative and may be empty, below `folder`.
fn below(folder: &Path, inner: &Path) -> PathBuf {
    if inner.as_os_str().is_empty() { folder.to_owned() } else { folder.join(inner) }
}

/// Returns what is in a folder, the folders in it apart, each relative to where `inner` is.
fn list(folder: &Path, inner: &Path) -> io::Result<(Vec<PathBuf>, Vec<PathBuf>)> {
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = if entry.file_type()?.is_dir() { &mut folders } else { &mut files };
        kind.push(inner.join(entry.file_name()));
    }
    Ok((files, folders))
}

/// The making of a second output folder.
struct Copying<'a> {
    /// The hand that changes the disk.
    disk: &'a Disk,
    /// The output that stands, and its books.
    beside: &'a Beside,
    /// The folder that is made.
    to: &'a Path,
    /// The file system of the output.
    device: u64,
    /// The routes of files that the new folder is not to hold.
    left_out: HashSet<&'a str>,
    /// Tells whether the program has made a file.
    is_ours: &'a (dyn Fn(&str) -> bool + Sync),
}

impl Copying<'_> {
    /// Makes the folder `path` with all that is in it.
    fn folder(&self, path: &Path) -> Result<(), Error> {
        let (from, to) = (below(&self.beside.out, path), below(self.to, path));
        let metadata = fs::symlink_metadata(&from).map_err(|error| Error::io("cannot read", &from, error))?;
        if device_of(&metadata) != self.device || system::is_mount(&from) {
            return Err(self.refuse(path, "is a mount of its own"));
        }
        self.disk.make_private_folder(&to).map_err(|error| Error::io("cannot make", &to, error))?;
        let (files, folders) = list(&from, path).map_err(|error| Error::io("cannot read", &from, error))?;
        for file in &files {
            self.file(file)?;
        }
        folders.par_iter().try_for_each(|folder| self.folder(folder))?;
        // Last, for some folders may not be written to once they are like the old one.
        carry_over(&from, &metadata, &to).map_err(|error| match error.kind() {
            ErrorKind::PermissionDenied => self.refuse(path, "belongs to another user, or to a group of others"),
            _ => Error::io("cannot write", &to, error),
        })
    }

    /// Gives the file `path` a further name in the new folder; links and whatever else is no folder are files here.
    fn file(&self, path: &Path) -> Result<(), Error> {
        if path.to_str().is_some_and(|route| self.left_out.contains(route)) {
            return Ok(());
        }
        let (from, to) = (below(&self.beside.out, path), below(self.to, path));
        let Err(error) = self.disk.link(&from, &to) else { return Ok(()) };
        match error.kind() {
            // Somebody has removed it just now.
            ErrorKind::NotFound => Ok(()),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Err(Error::io("cannot write", &to, error)),
            _ if path.to_str().is_some_and(self.is_ours) && !from.is_symlink() => {
                self.disk.copy(&from, &to).map_err(|error| Error::io("cannot write", &to, error))
            }
            _ => Err(self.refuse(path, &format!("cannot stand in the new folder as well ({error})"))),
        }
    }

    /// Returns the error for what keeps the output from being exchanged.
    fn refuse(&self, path: &Path, why: &str) -> Error {
        let shown = below(&self.beside.shown, path);
        Error::new(format!("`{}` {why}; nothing was changed; hint: build without `--atomic`", shown.display()))
    }
}

/// Tells whether a file was made after another, as far as the system tells; what is not there was not.
///
/// Somebody may have replaced a file in the old folder before it was exchanged, or in the new one since.
fn is_newer(one: &Path, other: &Path) -> bool {
    let made = |path| {
        let metadata = fs::symlink_metadata(path).ok()?;
        metadata.created().or_else(|_| metadata.modified()).ok()
    };
    made(one).is_some_and(|one| made(other).is_some_and(|other| one > other))
}

/// The removal of the old output folder, once the new one stands in its place.
struct Clearing<'a> {
    /// The hand that changes the disk.
    disk: &'a Disk,
    /// The old folder.
    old: &'a Path,
    /// The new one.
    new: &'a Path,
    /// The routes of files that are to be gone.
    gone: HashSet<&'a str>,
}

impl Clearing<'_> {
    /// Removes the folder `path` of the old output with all that is in it.
    fn folder(&self, path: &Path) -> Result<(), Error> {
        let folder = below(self.old, path);
        let failed = |error| Error::io("cannot remove", &folder, error);
        let (files, folders) = match list(&folder, path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            listed => listed.map_err(failed)?,
        };
        if !files.is_empty() || !folders.is_empty() {
            make_removable(&folder).map_err(failed)?;
        }
        files.iter().try_for_each(|file| self.file(file))?;
        folders.par_iter().try_for_each(|folder| self.folder(folder))?;
        match self.disk.remove_folder(&folder) {
            // Whoever still writes there finds out that it is no longer the output; the next command removes it.
            Err(error) if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::DirectoryNotEmpty) => {
                Err(failed(error))
            }
            _ => Ok(()),
        }
    }

    /// Removes the file `path` of the old output, unless somebody has put it there since the new one was made.
    fn file(&self, path: &Path) -> Result<(), Error> {
        let (old, new) = (below(self.old, path), below(self.new, path));
        let is_gone = path.to_str().is_some_and(|route| self.gone.contains(route));
        if is_gone || is_same_file(&old, &new) || is_newer(&new, &old) {
            return match self.disk.remove_file(&old) {
                Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::io("cannot remove", &old, error)),
                _ => Ok(()),
            };
        }
        let moved = match new.parent() {
            Some(folder) if !folder.is_dir() => self.disk.make_folders(folder),
            _ => Ok(()),
        };
        moved.and_then(|()| self.disk.rename(&old, &new)).map_err(|error| Error::io("cannot keep", &new, error))
    }
}
