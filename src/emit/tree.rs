//! The standing output: what lies at a path before anything is changed.
//!
//! Takes routes; gives what stands there: nothing, a file of some length, a folder, or something the program does not
//! touch. It promises to tell a link from a folder, and to look at each folder once: a name missing from the top of the
//! output answers for all below it, so a first build asks the disk nothing.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, RwLock};

use twox_hash::XxHash3_128;

use crate::diag::Error;

use super::attributes::Attributes;
use super::disk::{folder_of, under};
use super::file_time::FileTime;
use super::lookout::Lookout;
use super::manifest::{Content, Entry};

/// The number of bytes read at once for a comparison.
const CHUNK: usize = 64 * 1024;

/// What stands at the path of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing at all.
    Nothing,
    /// A regular file of this length and this time.
    File(u64, FileTime),
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A device, a pipe or the like.
    Special,
}

/// What stands at the path of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Folder {
    /// The folder.
    Stands(Arc<Attributes>),
    /// Nothing, here or above.
    Missing,
    /// Something else than a folder, here or above.
    Blocked(Arc<Obstacle>),
}

/// Something that stands where a folder should.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Obstacle {
    /// The path, relative to the output.
    pub(super) path: String,
    /// What stands there; a folder if it is on another file system.
    pub(super) standing: Standing,
}

/// The output folder as a build finds it.
#[derive(Debug)]
pub(super) struct Tree {
    /// The output folder.
    root: PathBuf,
    /// The names directly in the output folder.
    top: HashSet<String>,
    /// The file system of the output folder.
    device: u64,
    /// The folders seen so far; the output folder itself is the empty path.
    folders: RwLock<HashMap<String, Folder>>,
    /// Whether a file had to be read to tell that it stands as the last build left it.
    was_read: AtomicBool,
}

impl Tree {
    /// Looks at the output folder `root`, which may be missing.
    pub(super) fn open(root: &Path) -> Result<Tree, Error> {
        let failed = |error| Error::io("cannot read", root, error);
        let (metadata, top) = match fs::symlink_metadata(root) {
            Ok(metadata) => (Some(metadata), names_in(root).map_err(failed)?),
            Err(error) if error.kind() == ErrorKind::NotFound => (None, HashSet::new()),
            Err(error) => return Err(failed(error)),
        };
        let folder = match &metadata {
            Some(metadata) => Folder::Stands(Attributes::of(root, metadata).map_err(failed)?.into()),
            None => Folder::Missing,
        };
        let device = metadata.as_ref().map_or(0, device_of);
        let folders = RwLock::new(HashMap::from([(String::new(), folder)]));
        Ok(Tree { root: root.to_owned(), top, device, folders, was_read: AtomicBool::new(false) })
    }

    /// Returns what stands at `path`, where a folder is meant to be.
    pub(super) fn folder(&self, path: &str) -> Result<Folder, Error> {
        let seen = self.folders.read().expect("no thread panics with this map in hand");
        if let Some(folder) = seen.get(path) {
            return Ok(folder.clone());
        }
        drop(seen);
        match self.folder(folder_of(path))? {
            Folder::Stands(_) => {}
            other => return Ok(other),
        }
        let folder = self.look_at_folder(path)?;
        let mut seen = self.folders.write().expect("no thread panics with this map in hand");
        seen.insert(path.to_owned(), folder.clone());
        Ok(folder)
    }

    /// Returns the attributes of the folder at `path`, or of the nearest one above it that stands; nothing where there is
    /// no output yet.
    pub(super) fn attributes(&self, path: &str) -> Result<Option<Arc<Attributes>>, Error> {
        match self.folder(path)? {
            Folder::Stands(attributes) => Ok(Some(attributes)),
            _ if path.is_empty() => Ok(None),
            _ => self.attributes(folder_of(path)),
        }
    }

    /// Returns what stands at `path`.
    ///
    /// The folders above are not asked whether they are links: that is for whoever means to change something.
    pub(super) fn standing(&self, path: &str) -> Result<Standing, Error> {
        Ok(self.look(path)?.as_ref().map_or(Standing::Nothing, standing_of))
    }

    /// Tells whether the file at `path` holds exactly these bytes; its length is known to be theirs.
    pub(super) fn holds(&self, path: &str, bytes: &[u8]) -> Result<bool, Error> {
        let path = under(&self.root, path);
        holds(&path, bytes).map_err(|error| Error::io("cannot read", &path, error))
    }

    /// Tells whether the file at `path` has the given content.
    pub(super) fn has_content(&self, path: &str, content: Content) -> Result<bool, Error> {
        match self.standing(path)? {
            Standing::File(length, _) if length == content.length => {}
            _ => return Ok(false),
        }
        let path = under(&self.root, path);
        let bytes = fs::read(&path).map_err(|error| Error::io("cannot read", &path, error))?;
        Ok(XxHash3_128::oneshot(&bytes) == content.hash)
    }

    /// Returns a lookout over the output, for [`Tree::is_as_left`].
    pub(super) fn lookout(&self) -> Lookout {
        Lookout::new(&self.root)
    }

    /// Tells whether the file at `path` stands as the last build left it, by its length and its time.
    ///
    /// Length and time can be put back, but not the time at which the system last noted a change: what was touched after
    /// the books were closed, at `closed`, is read, and its content decides.
    pub(super) fn is_as_left(
        &self,
        lookout: &mut Lookout,
        path: &str,
        entry: &Entry,
        closed: Option<FileTime>,
    ) -> bool {
        let Some(told) = lookout.file(path) else { return false };
        if (told.length, told.time) != (entry.content.length, entry.time) {
            return false;
        }
        match (told.changed, closed) {
            (Some(changed), Some(closed)) if changed > closed => {
                self.was_read.store(true, Ordering::Relaxed);
                self.has_content(path, entry.content).unwrap_or(false)
            }
            _ => true,
        }
    }

    /// Tells whether a file had to be read to tell that it stands as the last build left it.
    pub(super) fn was_read(&self) -> bool {
        self.was_read.load(Ordering::Relaxed)
    }

    /// Returns the number of the file system of the output.
    pub(super) fn device(&self) -> u64 {
        self.device
    }

    /// Returns the paths of what is in the folder `path`, in order; a name that is no text is shown with marks in it.
    pub(super) fn list(&self, path: &str) -> Result<Vec<String>, Error> {
        let folder = under(&self.root, path);
        let failed = |error| Error::io("cannot read", &folder, error);
        let mut paths = Vec::new();
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let name = entry.map_err(failed)?.file_name();
            paths.push(format!("{path}/{}", name.to_string_lossy()));
        }
        paths.sort();
        Ok(paths)
    }

    /// Looks at `path` as a folder.
    fn look_at_folder(&self, path: &str) -> Result<Folder, Error> {
        let Some(metadata) = self.look(path)? else { return Ok(Folder::Missing) };
        let standing = standing_of(&metadata);
        if standing == Standing::Folder && device_of(&metadata) == self.device {
            let at = under(&self.root, path);
            let attributes = Attributes::of(&at, &metadata).map_err(|error| Error::io("cannot read", &at, error))?;
            return Ok(Folder::Stands(attributes.into()));
        }
        Ok(Folder::Blocked(Arc::new(Obstacle { path: path.to_owned(), standing })))
    }

    /// Returns the metadata of what stands at `path`, following no link.
    fn look(&self, path: &str) -> Result<Option<Metadata>, Error> {
        let top = path.split('/').next().unwrap_or(path);
        if !self.top.contains(top) {
            return Ok(None);
        }
        let path = under(&self.root, path);
        match fs::symlink_metadata(&path) {
            Ok(metadata) => Ok(Some(metadata)),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
            Err(error) => Err(Error::io("cannot read", &path, error)),
        }
    }
}

/// Returns the number of the file system; all are one where the system does not tell.
#[cfg(unix)]
pub(super) fn device_of(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::dev(metadata)
}

/// Returns the number of the file system; all are one where the system does not tell.
#[cfg(not(unix))]
pub(super) fn device_of(_: &Metadata) -> u64 {
    0
}

/// Returns the kind of thing with this metadata.
fn standing_of(metadata: &Metadata) -> Standing {
    let kind = metadata.file_type();
    match () {
        () if kind.is_symlink() => Standing::Link,
        () if kind.is_file() => {
            // Where the system knows no times, all are one.
            Standing::File(metadata.len(), metadata.modified().map(FileTime::of).unwrap_or_default())
        }
        () if kind.is_dir() => Standing::Folder,
        () => Standing::Special,
    }
}

/// Returns the names in a folder that are text; no route can have another.
fn names_in(folder: &Path) -> io::Result<HashSet<String>> {
    let mut names = HashSet::new();
    for entry in fs::read_dir(folder)? {
        names.extend(entry?.file_name().into_string().ok());
    }
    Ok(names)
}

/// Tells whether the file holds exactly these bytes; its length is known to be theirs.
fn holds(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    thread_local! {
        static BUFFER: RefCell<Box<[u8]>> = RefCell::new(vec![0; CHUNK].into_boxed_slice());
    }
    let mut file = File::open(path)?;
    BUFFER.with_borrow_mut(|buffer| {
        let mut rest = bytes;
        while !rest.is_empty() {
            let read = file.read(buffer)?;
            match rest.split_at_checked(read) {
                Some((part, after)) if read > 0 && part == &buffer[..read] => rest = after,
                _ => return Ok(false),
            }
        }
        Ok(true)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_compared_to_the_last() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("file");
        let bytes: Vec<u8> = (0..CHUNK * 2 + 9).map(|n| (n % 251) as u8).collect();
        fs::write(&path, &bytes).expect("the file is written");
        let check = |bytes: &[u8], expected| assert_eq!(holds(&path, bytes).expect("the file is read"), expected);
        check(&bytes, true);
        for at in [0, CHUNK - 1, CHUNK, CHUNK * 2 + 8] {
            let mut other = bytes.clone();
            other[at] ^= 1;
            check(&other, false);
        }
        check(&[&bytes[..], b"more"].concat(), false);
    }
}
