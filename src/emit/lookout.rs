//! Looking at many files of the output: from the open folder near to them, where the system lets one look from there.
//!
//! Takes paths; gives what stands there, following no link at the end of a path. Promises: what cannot be told is told to be nothing.

use std::path::{Path, PathBuf};

use super::file_time::FileTime;

/// A file of the output, as the system tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// The length in bytes.
    pub(super) length: u64,
    /// When its bytes were last changed.
    pub(super) time: FileTime,
    /// When the system last noted a change of it, its name and permissions included; nothing where it does not tell.
    pub(super) changed: Option<FileTime>,
}

/// Looks at files, one after the other.
pub(super) struct Lookout {
    /// The output folder.
    root: PathBuf,
    /// The folder in it in which the last file lay.
    near: Option<(String, system::Handle)>,
}

impl Lookout {
    /// Returns a lookout over the output folder `root`.
    pub(super) fn new(root: &Path) -> Lookout {
        Lookout { root: root.to_owned(), near: None }
    }

    /// Returns what the system tells of the file at `path`; nothing where there is none, or something else.
    pub(super) fn file(&mut self, path: &str) -> Option<Told> {
        let (top, name) = path.split_once('/').unwrap_or(("", path));
        if self.near.as_ref().is_none_or(|(near, _)| near != top) {
            self.near = Some((top.to_owned(), system::open(&self.root, top)?));
        }
        let (_, folder) = self.near.as_ref()?;
        system::file(folder, name)
    }
}

#[cfg(unix)]
mod system {
    //! Looking from an open folder.

    use std::path::Path;

    use rustix::fd::OwnedFd;
    use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags, openat, statat};

    use super::super::file_time::FileTime;
    use super::Told;

    /// An open folder.
    pub(super) type Handle = OwnedFd;

    /// Opens a folder in another one; an empty name is that of the other one.
    pub(super) fn open(root: &Path, name: &str) -> Option<Handle> {
        #[cfg(target_os = "linux")]
        let access = OFlags::PATH;
        #[cfg(not(target_os = "linux"))]
        let access = OFlags::RDONLY;
        openat(CWD, root.join(name), access | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty()).ok()
    }

    /// Returns what is told of the file at a path from an open folder.
    #[allow(clippy::unnecessary_cast, reason = "the numbers are of other types on other systems")]
    pub(super) fn file(folder: &Handle, path: &str) -> Option<Told> {
        let told = statat(folder, path, AtFlags::SYMLINK_NOFOLLOW).ok()?;
        FileType::from_raw_mode(told.st_mode).is_file().then(|| Told {
            length: told.st_size as u64,
            time: FileTime::of_seconds(told.st_mtime as i64, told.st_mtime_nsec as i64),
            changed: Some(FileTime::of_seconds(told.st_ctime as i64, told.st_ctime_nsec as i64)),
        })
    }
}

#[cfg(not(unix))]
mod system {
    //! Looking by the whole path.

    use std::path::{Path, PathBuf};

    use super::super::file_time::FileTime;
    use super::Told;

    /// The path of a folder.
    pub(super) type Handle = PathBuf;

    /// Returns the path of a folder in another one; an empty name is that of the other one.
    pub(super) fn open(root: &Path, name: &str) -> Option<Handle> {
        Some(root.join(name))
    }

    /// Returns what is told of the file at a path from a folder.
    pub(super) fn file(folder: &Handle, path: &str) -> Option<Told> {
        let metadata = std::fs::symlink_metadata(folder.join(path)).ok()?;
        // Where the system knows no times, all are one.
        let time = metadata.modified().map(FileTime::of).unwrap_or_default();
        metadata.is_file().then(|| Told { length: metadata.len(), time, changed: FileTime::of_change(&metadata) })
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn files_are_told_of_and_nothing_else() {
        let root = tempfile::tempdir().expect("a folder for the test");
        let path = |name: &str| root.path().join(name);
        fs::create_dir_all(path("a/b")).expect("a folder is made");
        for (name, text) in [("top.html", "top"), ("a/page.html", "a page"), ("a/b/page.html", "another page")] {
            fs::write(path(name), text).expect("a file is written");
        }
        symlink("page.html", path("a/link.html")).expect("a link is made");
        let mut lookout = Lookout::new(root.path());
        for name in ["top.html", "a/page.html", "a/b/page.html", "top.html"] {
            let metadata = fs::symlink_metadata(path(name)).expect("it stands");
            let time = FileTime::of(metadata.modified().expect("the system tells it"));
            let told = Told { length: metadata.len(), time, changed: FileTime::of_change(&metadata) };
            assert_eq!(lookout.file(name), Some(told), "{name}");
        }
        for name in ["a", "a/b", "a/link.html", "a/gone.html", "gone/page.html", "top.html/page.html", ""] {
            assert_eq!(lookout.file(name), None, "{name}");
        }
    }
}
