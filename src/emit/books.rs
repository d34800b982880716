//! The books of the last build, as they lie beside the output.
//!
//! Takes their places; gives the manifest with what is known of it, and writes a new one. It promises that a manifest
//! which is not whole is never taken for one that names no files.

use std::fs;
use std::io::ErrorKind;

use crate::diag::Error;

use super::beside::Beside;
use super::disk::Disk;
use super::file_time::FileTime;
use super::manifest::{Manifest, Reach};

/// What there is of the books.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// The manifest is whole.
    Whole,
    /// There is none: no build was here, or its books are lost.
    Missing,
    /// It cannot be read for what it was.
    Damaged,
}

/// The books of the last build.
#[derive(Debug)]
pub(super) struct Books {
    /// What there is of them.
    pub(super) state: State,
    /// The manifest; one without files where there is none.
    pub(super) manifest: Manifest,
    /// When they were closed, by the clock of the disk: what the build changed was changed before.
    pub(super) closed: Option<FileTime>,
}

impl Books {
    /// Reads the books for a build that is for `reach`.
    ///
    /// # Errors
    /// When nobody can tell what drafts have left in a folder that is to be published, and when the file cannot be read.
    pub(super) fn read(beside: &Beside, reach: Reach) -> Result<Books, Error> {
        let path = beside.manifest();
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Ok(Books { state: State::Missing, manifest: Manifest::default(), closed: None });
            }
            Err(error) => return Err(Error::io("cannot read", &path, error)),
        };
        let closed = fs::symlink_metadata(&path).ok().and_then(|metadata| FileTime::of_change(&metadata));
        match Manifest::parse(&bytes) {
            Some(manifest) => Ok(Books { state: State::Whole, manifest, closed }),
            None if reach == Reach::Public && Manifest::reach_of(&bytes) == Reach::Drafts => Err(Error::new(format!(
                "`{}` was built with drafts, and the list of its files is damaged; hint: remove the folder and build again",
                beside.shown.display()
            ))),
            None => Ok(Books { state: State::Damaged, manifest: Manifest::default(), closed }),
        }
    }
}

/// Writes the manifest of a build that changes nothing else.
pub(super) fn write_manifest(disk: &Disk, beside: &Beside, manifest: &Manifest) -> Result<(), Error> {
    let (new, path) = (beside.new_manifest(), beside.manifest());
    let written = disk.write_book(&new, manifest.render().as_bytes());
    written.and_then(|()| disk.rename(&new, &path)).map_err(|error| Error::io("cannot write", &path, error))
}
