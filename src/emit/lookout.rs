//! Looking at many files of the output: from the open folder near to them, where the system lets one look from there.
//!
//! Takes paths; gives what stands there, following no link, be it the file or a folder above it. Promises: what cannot be told is
//! told to be nothing.

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
    /// The folder below it that was last found to be one, and no link.
    below: String,
}

impl Lookout {
    /// Returns a lookout over the output folder `root`.
    pub(super) fn new(root: &Path) -> Lookout {
        Lookout { root: root.to_owned(), near: None, below: String::new() }
    }

    /// Returns what the system tells of the file at `path`; nothing where there is none, or something else.
    pub(super) fn file(&mut self, path: &str) -> Option<Told> {
        let (top, name) = path.split_once('/').unwrap_or(("", path));
        if self.near.as_ref().is_none_or(|(near, _)| near != top) {
            self.near = Some((top.to_owned(), system::open(&self.root, top)?));
            self.below.clear();
        }
        let (_, near) = self.near.as_ref()?;
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        if self.below != folder {
            let known = |above: &str| self.below.strip_prefix(above).is_some_and(|rest| rest.starts_with('/'));
            let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
            let mut above = ends.map(|end| &folder[..end]).filter(|above| !above.is_empty());
            if !above.all(|above| above == self.below || known(above) || system::is_folder(near, above)) {
                return None;
            }
            folder.clone_into(&mut self.below);
        }
        system::file(near, name)
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

    /// Opens a folder in another one, if it is no link; an empty name is that of the other one, which may be one.
    pub(super) fn open(root: &Path, name: &str) -> Option<Handle> {
        #[cfg(target_os = "linux")]
        let access = OFlags::PATH;
        #[cfg(not(target_os = "linux"))]
        let access = OFlags::RDONLY;
        let access = access | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        // With an empty name the path ends in a slash, and what stands before one is followed.
        openat(CWD, root.join(name), access, Mode::empty()).ok()
    }

    /// Tells whether there is a folder at a path from an open folder, and no link to one.
    pub(super) fn is_folder(folder: &Handle, path: &str) -> bool {
        statat(folder, path, AtFlags::SYMLINK_NOFOLLOW).is_ok_and(|told| FileType::from_raw_mode(told.st_mode).is_dir())
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
        symlink("a", path("linked")).expect("a link is made");
        symlink("b", path("a/linked")).expect("a link is made");
        fs::create_dir_all(path("a/b/c/d")).expect("a folder is made");
        fs::write(path("a/b/c/d/page.html"), "deep").expect("a file is written");
        for name in ["a/b/c/d/page.html", "a/b/page.html", "a/page.html", "a/b/c/d/page.html"] {
            assert!(lookout.file(name).is_some(), "{name}");
        }
        for name in ["linked/page.html", "linked/b/page.html", "a/linked/page.html", "a/linked/c/d/page.html"] {
            assert_eq!(lookout.file(name), None, "{name}");
        }
        for name in ["a", "a/b", "a/link.html", "a/gone.html", "gone/page.html", "top.html/page.html", ""] {
            assert_eq!(lookout.file(name), None, "{name}");
        }
    }
}
