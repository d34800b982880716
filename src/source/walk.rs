//! A walk through the folders of a site: the root comes in, the files that are read go out, with their stamps where these are asked for.
//!
//! Nothing is opened and no link is followed; what cannot be taken is reported. A stamp is asked for from the open folder, which is a
//! shorter way than the whole path.
#![expect(clippy::disallowed_methods, reason = "source is the one room that reads the project")]

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, DirEntry, FileType};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::left::{leave_out, report_leftovers};
use super::look::is_ignored;
use super::stamps::Stamp;
use super::{DEPTH_LIMIT, FOLDERS, STATIC};
use crate::diag::{Diagnostic, Error, mistakes};
use crate::ignored::is_hidden;

/// A file of a site.
pub(super) struct Found {
    /// The path from the site's root.
    pub(super) path: Arc<str>,
    /// Its stamp, where that was asked for and the system says enough.
    pub(super) stamp: Option<Stamp>,
}

/// The files that are read, in order of path, and the paths of those that are left out.
pub(super) type Files = (Vec<Found>, BTreeSet<Arc<str>>);

/// Returns all files of the site at `root`, in order, and the paths of those that are left out; reports what cannot be
/// taken. `stamped` says whether stamps are asked for.
pub(super) fn all_files(root: &Path, stamped: bool, diagnostics: &mut Vec<Diagnostic>) -> Result<Files, Error> {
    let (mut seen, top) = (Seen::default(), Folder { full: root.to_owned(), path: PathBuf::new(), depth: 0 });
    for name in FOLDERS {
        let full = root.join(name);
        match fs::symlink_metadata(&full) {
            Ok(metadata) => seen.take(&top, name.as_ref(), metadata.file_type(), || Stamp::of(&metadata)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(Error::io("cannot read", &full, error)),
        }
    }
    seen.walk_on(stamped)?;
    diagnostics.append(&mut seen.diagnostics);
    diagnostics.extend(seen.ignored.iter().filter(|path| is_named(path)).map(mistakes::hidden_file));
    let mut files = seen.files;
    files.sort_by(|one, other| one.path.cmp(&other.path));
    let left = leave_out(&mut files, |file| &file.path);
    let refused = left.iter().map(|(path, _)| Arc::clone(path)).collect();
    report_leftovers(left, || files.iter().map(|file| &file.path), diagnostics);
    Ok((files, refused))
}

/// Tells whether a path is one of the hidden files that are named and not published.
pub(super) fn is_named(path: &str) -> bool {
    path.strip_prefix(STATIC).is_some_and(|path| path.split('/').any(is_hidden))
}

/// A folder to walk through.
struct Folder {
    /// Where it is.
    full: PathBuf,
    /// Its path from the site's root.
    path: PathBuf,
    /// How deep what is in it lies.
    depth: usize,
}

impl Folder {
    /// Looks through the folder and those in it.
    fn walk(&self, stamped: bool) -> Result<Seen, Error> {
        /// How many entries are looked at by one thread in one go.
        const SOME: usize = 256;
        let entries: Result<Vec<DirEntry>, _> = fs::read_dir(&self.full).and_then(Iterator::collect);
        let entries = entries.map_err(|error| Error::io("cannot read", &self.full, error))?;
        let looked: Vec<_> = entries.par_chunks(SOME).map(|entries| self.look(entries, stamped)).collect();
        // With them the folder is closed.
        drop(entries);
        let mut seen = Seen::default();
        looked.into_iter().try_for_each(|more| more.map(|more| seen.append(more)))?;
        seen.walk_on(stamped)?;
        Ok(seen)
    }

    /// Looks at some of the entries.
    fn look(&self, entries: &[DirEntry], stamped: bool) -> Result<Seen, Error> {
        let mut seen = Seen::default();
        for entry in entries {
            let kind = entry.file_type().map_err(|error| Error::io("cannot read", &entry.path(), error))?;
            let name = entry.file_name();
            match self.path.join(&name) {
                path if is_ignored(&path, &name) => seen.ignored.extend(path.to_str().map(with_slashes)),
                _ => seen.take(self, &name, kind, || Stamp::of(&stamped.then(|| entry.metadata().ok())??)),
            }
        }
        Ok(seen)
    }
}

/// What a walk has seen.
#[derive(Default)]
struct Seen {
    /// The files.
    files: Vec<Found>,
    /// The folders that are still to be walked through.
    folders: Vec<Folder>,
    /// What cannot be taken.
    diagnostics: Vec<Diagnostic>,
    /// The paths of what is none of ours.
    ignored: Vec<Arc<str>>,
}

impl Seen {
    /// Takes what stands under a name in a folder, or reports it.
    fn take(&mut self, folder: &Folder, name: &OsStr, kind: FileType, stamp: impl FnOnce() -> Option<Stamp>) {
        let path = folder.path.join(name);
        if let Some(path) = path.to_str().map(with_slashes) {
            if kind.is_symlink() {
                self.diagnostics.push(mistakes::symlink(&path));
            } else if let Some(c) = path.chars().find(|c| c.is_control() || crate::route::is_bidi_control(*c)) {
                self.diagnostics.push(mistakes::file_name_control(&path, c));
            } else if kind.is_file() {
                self.files.push(Found { path, stamp: stamp() });
            } else if !kind.is_dir() {
                self.diagnostics.push(mistakes::special_file(&path));
            } else if folder.depth == DEPTH_LIMIT {
                self.diagnostics.push(mistakes::folder_too_deep(&path, DEPTH_LIMIT));
            }
        } else {
            let shown: Arc<str> = path.to_string_lossy().replace('\\', "/").into();
            self.diagnostics.push(mistakes::file_name_not_utf8(&shown, path.as_os_str().as_encoded_bytes()));
        }
        // What lies in a folder with a bad name is reported as well.
        if kind.is_dir() && folder.depth < DEPTH_LIMIT {
            self.folders.push(Folder { full: folder.full.join(name), path, depth: folder.depth + 1 });
        }
    }

    /// Walks through the folders that are still to be.
    fn walk_on(&mut self, stamped: bool) -> Result<(), Error> {
        let folders = std::mem::take(&mut self.folders);
        let below: Vec<_> = folders.par_iter().map(|folder| folder.walk(stamped)).collect();
        below.into_iter().try_for_each(|more| more.map(|more| self.append(more)))
    }

    /// Takes what was seen elsewhere.
    fn append(&mut self, mut other: Seen) {
        self.files.append(&mut other.files);
        self.folders.append(&mut other.folders);
        self.diagnostics.append(&mut other.diagnostics);
        self.ignored.append(&mut other.ignored);
    }
}

/// Returns a path with `/` between its segments.
fn with_slashes(path: &str) -> Arc<str> {
    if cfg!(windows) { path.replace('\\', "/").into() } else { path.into() }
}
