//! Applying a journal: the renames and removals that turn the old site into the new one.
//!
//! Takes a journal that is in force; changes the output. Each operation may be repeated, so a commit that was cut off
//! is completed by applying its whole journal again. It promises to change nothing through a link below the output, and
//! nothing in a folder that has taken the place of the one the journal is about.

use std::fs;
use std::io::ErrorKind;
use std::mem::discriminant;
use std::path::{Path, PathBuf};

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::diag::Error;

use super::beside::Beside;
use super::disk::{Disk, folder_of, under};
use super::exchange::{Put, put_whole};
use super::identity::Identity;
use super::journal::{Folders, Journal, Op};
use super::stage::new_path;
use super::tree::{Folder, Tree};

/// The number of operations that one thread takes at least, as handing them over costs more than doing a few.
const SHARE: usize = 64;

/// What became of a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Applied {
    /// All that it says is done.
    Done,
    /// All that it says is done, but there was no output for a moment.
    InTwoSteps,
    /// Nothing is done, for the folder it is about has been moved away or removed.
    MovedAway,
}

/// Does all that the journal says and that is not done yet.
pub(super) fn apply(journal: &Journal, disk: &Disk, beside: &Beside) -> Result<Applied, Error> {
    let stage = beside.folder.join(&journal.stage);
    match journal.folders {
        Some(folders @ Folders { new: Some(_), .. }) => {
            return Ok(match put_whole(disk, beside, &stage, folders, &journal.ops)? {
                Put::AtOnce => Applied::Done,
                Put::InTwoSteps => Applied::InTwoSteps,
                Put::Nowhere => Applied::MovedAway,
            });
        }
        Some(Folders { old, new: None }) => {
            let standing = Identity::of(&beside.out).map_err(|error| Error::io("cannot read", &beside.out, error))?;
            if standing != old {
                return Ok(Applied::MovedAway);
            }
        }
        None => {}
    }
    apply_to(&Tree::open(&beside.out)?, &journal.ops, disk, beside, &stage)?;
    Ok(Applied::Done)
}

/// Does the operations that are not done yet in the folder `tree`, which is the output of `beside`.
pub(super) fn apply_to(tree: &Tree, ops: &[Op], disk: &Disk, beside: &Beside, stage: &Path) -> Result<(), Error> {
    let work = Work { disk, beside, tree, stage: stage.to_owned() };
    // Operations of one kind do not depend on each other, but for folders, which go from the inside out.
    for ops in ops.chunk_by(|a, b| discriminant(a) == discriminant(b)) {
        match ops[0] {
            Op::RemoveFolder(_) => ops.iter().try_for_each(|op| work.remove_folder(op.route()))?,
            _ => ops.par_iter().with_min_len(SHARE).try_for_each(|op| work.apply(op))?,
        }
    }
    Ok(())
}

/// What every operation needs.
struct Work<'a> {
    /// The hand that changes the disk.
    disk: &'a Disk,
    /// The output and its books.
    beside: &'a Beside,
    /// The output as it stood.
    tree: &'a Tree,
    /// The stage folder.
    stage: PathBuf,
}

impl Work<'_> {
    /// Does one operation, unless it is done.
    fn apply(&self, op: &Op) -> Result<(), Error> {
        match op {
            Op::Remove(route) => self.remove(route.as_str()),
            Op::RemoveFolder(route) => self.remove_folder(route.as_str()),
            Op::Place(route) => self.place(&new_path(route.as_str()), route.as_str()),
            Op::Replace(spare, route) => self.place(&spare.path(), route.as_str()),
            Op::PlaceAll => self.move_staged(&new_path(""), ""),
        }
    }

    /// Removes a file, unless it is gone or a folder has taken its place since.
    fn remove(&self, route: &str) -> Result<(), Error> {
        let Folder::Stands(_) = self.tree.folder(folder_of(route))? else { return Ok(()) };
        let path = under(&self.beside.out, route);
        if !fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_file()) {
            return Ok(());
        }
        match self.disk.remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::io("cannot remove", &path, error)),
            _ => Ok(()),
        }
    }

    /// Removes a folder, unless it is gone, still holds something, or is no folder any more.
    fn remove_folder(&self, route: &str) -> Result<(), Error> {
        use ErrorKind::{DirectoryNotEmpty, NotADirectory, NotFound};
        let Folder::Stands(_) = self.tree.folder(folder_of(route))? else { return Ok(()) };
        let path = under(&self.beside.out, route);
        match self.disk.remove_folder(&path) {
            Err(error) if !matches!(error.kind(), NotFound | DirectoryNotEmpty | NotADirectory) => {
                Err(Error::io("cannot remove", &path, error))
            }
            _ => Ok(()),
        }
    }

    /// Moves what is `staged` to `route`, into a folder that is no link.
    fn place(&self, staged: &str, route: &str) -> Result<(), Error> {
        let folder = under(&self.beside.out, folder_of(route));
        match self.tree.folder(folder_of(route))? {
            Folder::Stands(_) => {}
            // Somebody removed the folder while the commit was cut off.
            Folder::Missing => {
                self.disk.make_folders(&folder).map_err(|error| Error::io("cannot make", &folder, error))?;
            }
            Folder::Blocked(obstacle) => {
                let at = self.beside.shown.join(&obstacle.path);
                return Err(Error::new(format!("`{}` stands where a folder of the site was", at.display())));
            }
        }
        self.move_staged(staged, route)
    }

    /// Moves what is `staged` to `route`, unless that is done.
    fn move_staged(&self, staged: &str, route: &str) -> Result<(), Error> {
        let from = under(&self.stage, staged);
        let to = under(&self.beside.out, route);
        match self.disk.rename(&from, &to) {
            Err(error) if error.kind() == ErrorKind::NotFound && fs::symlink_metadata(&from).is_err() => Ok(()),
            Err(error) => Err(Error::io("cannot move a staged file to", &to, error)),
            Ok(()) => Ok(()),
        }
    }
}
