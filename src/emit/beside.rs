//! The books beside the output: where the program keeps what it knows about an output folder.
//!
//! Takes the path of the output; gives the paths of lock, manifest, journal and stage. For `public` they lie in
//! `.public.demarche` next to it: never inside, so that nothing is published by mistake, and on the same file system,
//! so that a staged file reaches its place by one rename.

use std::ffi::OsString;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::diag::Error;

use super::disk::Disk;

/// How the name of every stage folder begins; the number of the process follows.
const STAGE: &str = "stage-";

/// An output folder and the folder of books beside it.
#[derive(Clone, Debug)]
pub(super) struct Beside {
    /// The output as the operator named it, for messages.
    pub(super) shown: PathBuf,
    /// The output with links resolved; it may not stand yet.
    pub(super) out: PathBuf,
    /// The folder of books.
    pub(super) folder: PathBuf,
}

impl Beside {
    /// Returns the places for `out`, or nothing if the folder it would stand in is missing.
    pub(super) fn find(out: &Path) -> Result<Option<Beside>, Error> {
        let Some(resolved) = resolve(out)? else { return Ok(None) };
        let Some(folder) = books_of(&resolved) else {
            return Err(Error::new(format!("`{}` cannot be the output: it stands in no folder", out.display())));
        };
        Ok(Some(Beside { shown: out.to_owned(), out: resolved, folder }))
    }

    /// Returns the places for `out`, and makes the folder of books.
    pub(super) fn make(disk: &Disk, out: &Path) -> Result<Beside, Error> {
        if let Some(parent) = out.parent().filter(|parent| !parent.as_os_str().is_empty() && !parent.exists()) {
            disk.make_folders(parent).map_err(|error| Error::io("cannot make", parent, error))?;
        }
        let beside = Beside::find(out)?;
        let beside = beside.ok_or_else(|| Error::io("cannot find the folder of", out, ErrorKind::NotFound.into()))?;
        if !beside.stands()? {
            match disk.make_folder(&beside.folder) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(beside.no_place(error)),
                _ => {}
            }
        }
        Ok(beside)
    }

    /// Returns the error for books that cannot be kept beside the output.
    fn no_place(&self, error: io::Error) -> Error {
        let denied = matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem);
        let failed = Error::io("cannot make", &self.folder, error);
        match self.folder.parent().filter(|_| denied && self.out.is_dir()) {
            None => failed,
            Some(parent) => Error::new(format!(
                "{failed}, where the list of the files in `{shown}` is kept; hint: let somebody who may write to `{}` make \
                 that folder and give it to you, or choose a folder inside `{shown}` with `--out`",
                parent.display(),
                shown = self.shown.display()
            )),
        }
    }

    /// Tells whether the folder of books stands; a link or a file in its place is an error.
    pub(super) fn stands(&self) -> Result<bool, Error> {
        match fs::symlink_metadata(&self.folder) {
            Ok(metadata) if metadata.is_dir() => Ok(true),
            Ok(_) => Err(Error::new(format!("`{}` must be a folder, and no link to one", self.folder.display()))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(Error::io("cannot read", &self.folder, error)),
        }
    }

    /// Returns the path of the lock file.
    pub(super) fn lock(&self) -> PathBuf {
        self.folder.join("lock")
    }

    /// Returns the path of the last build's manifest.
    pub(super) fn manifest(&self) -> PathBuf {
        self.folder.join("manifest")
    }

    /// Returns the path of the manifest that a commit brings with it.
    pub(super) fn new_manifest(&self) -> PathBuf {
        self.folder.join("manifest.new")
    }

    /// Returns the path of the list of what single commands have written.
    pub(super) fn single_files(&self) -> PathBuf {
        self.folder.join("single-files")
    }

    /// Returns the path of the journal, which stands while a commit is under way.
    pub(super) fn journal(&self) -> PathBuf {
        self.folder.join("journal")
    }

    /// Returns the path of a journal that is being written and commits nothing yet.
    pub(super) fn new_journal(&self) -> PathBuf {
        self.folder.join("journal.new")
    }

    /// Returns the name of this process's stage folder.
    pub(super) fn stage_name() -> String {
        format!("{STAGE}{}", std::process::id())
    }

    /// Returns what builds that came to no end have left: journals, new manifests and stage folders.
    pub(super) fn leftovers(&self) -> Result<Vec<PathBuf>, Error> {
        let failed = |error| Error::io("cannot read", &self.folder, error);
        let mut left = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(failed)? {
            let name = entry.map_err(failed)?.file_name();
            let Some(name) = name.to_str() else { continue };
            if is_stage_name(name) || ["journal", "journal.new", "manifest.new"].contains(&name) {
                left.push(self.folder.join(name));
            }
        }
        left.sort();
        Ok(left)
    }
}

/// Returns the folder of books for an output with its links resolved; nothing for what stands in no folder.
pub(super) fn books_of(out: &Path) -> Option<PathBuf> {
    let mut books = OsString::from(".");
    books.push(out.file_name()?);
    books.push(".demarche");
    Some(out.parent()?.join(books))
}

/// Tells whether a folder of this name is a stage.
pub(super) fn is_stage_name(name: &str) -> bool {
    let number = name.strip_prefix(STAGE);
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Returns the output with its links resolved, or nothing if the folder it would stand in is missing.
fn resolve(out: &Path) -> Result<Option<PathBuf>, Error> {
    let failed = |error| Error::io("cannot resolve", out, error);
    match fs::canonicalize(out) {
        Ok(resolved) if resolved.is_dir() => return Ok(Some(resolved)),
        Ok(_) => return Err(Error::new(format!("`{}` cannot be the output: it is no folder", out.display()))),
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(failed(error)),
        Err(_) => {}
    }
    if fs::symlink_metadata(out).is_ok() {
        return Err(Error::new(format!("`{}` cannot be the output: it is a link to nothing", out.display())));
    }
    let Some(name) = out.file_name() else { return Ok(None) };
    let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match fs::canonicalize(parent) {
        Ok(parent) => Ok(Some(parent.join(name))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn books_lie_next_to_the_output() {
        let beside = Beside::find(Path::new("no-such-folder-here")).expect("this folder stands").expect("as said");
        assert_eq!(beside.folder.file_name(), Some(".no-such-folder-here.demarche".as_ref()));
        assert_eq!(beside.folder.parent(), beside.out.parent());
    }

    #[test]
    fn only_a_number_makes_a_stage() {
        assert!(is_stage_name("stage-17"));
        assert!(!is_stage_name("stage-"));
        assert!(!is_stage_name("stage-../x"));
        assert!(!is_stage_name("stages"));
    }
}
