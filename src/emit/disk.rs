//! The changing half of the disk: every operation by which this program creates, writes, renames or removes.
//!
//! Takes paths and bytes; gives what the operating system said. It promises that nothing else in the room changes a
//! disk (the lock file apart, which is no part of a site), and that each operation is counted: a test stops the
//! program after any one of them, as a kill or a full disk would.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::attributes::Attributes;
use super::file_time::FileTime;
use super::system;

/// The hand that changes the disk.
#[derive(Clone, Debug, Default)]
pub(super) struct Disk {
    /// What stops the hand in a test.
    #[cfg(test)]
    pub(super) fuse: Option<std::sync::Arc<Fuse>>,
    /// Whether it cannot exchange two folders, as some file systems cannot.
    #[cfg(test)]
    pub(super) lacks_exchange: bool,
}

impl Disk {
    /// Makes one folder, whose parent stands.
    pub(super) fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.count()?;
        fs::create_dir(path)
    }

    /// Makes one folder, whose parent stands, for this user alone.
    pub(super) fn make_private_folder(&self, path: &Path) -> io::Result<()> {
        self.count()?;
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path)
    }

    /// Makes a folder and those above it, as far as they are missing.
    pub(super) fn make_folders(&self, path: &Path) -> io::Result<()> {
        self.count()?;
        fs::create_dir_all(path)
    }

    /// Writes a file that must not stand yet, and dates it; tells whether it could be given the attributes.
    pub(super) fn write_new(&self, path: &Path, bytes: &[u8], given: Given<'_>) -> io::Result<bool> {
        self.count()?;
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        let is_given = given.attributes.map_or(Ok(true), |attributes| attributes.give_to_file(&file))?;
        self.fill(&mut file, bytes)?;
        file.set_modified(given.time.to_system())?;
        Ok(is_given)
    }

    /// Lets a file, a link or the like stand at `to` as well as at `from`.
    pub(super) fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.count()?;
        fs::hard_link(from, to)
    }

    /// Copies a file with its permissions and its time to where nothing stands.
    pub(super) fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.count()?;
        let metadata = fs::symlink_metadata(from)?;
        let mut file = OpenOptions::new().write(true).create_new(true).open(to)?;
        io::copy(&mut File::open(from)?, &mut file)?;
        file.set_permissions(metadata.permissions())?;
        file.set_modified(metadata.modified()?)
    }

    /// Writes a file that must not stand yet, with the time of the clock.
    pub(super) fn write_undated(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.count()?;
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        self.fill(&mut file, bytes)
    }

    /// Writes a file of the program's own books, over an older one if need be.
    pub(super) fn write_book(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.count()?;
        self.fill(&mut File::create(path)?, bytes)
    }

    /// Does as [`Disk::write_book`] and returns when the bytes have reached the medium.
    pub(super) fn write_book_flushed(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.count()?;
        let mut file = File::create(path)?;
        self.fill(&mut file, bytes)?;
        self.count()?;
        file.sync_all()
    }

    /// Renames a file or folder; a file that stands at `to` is replaced in the same instant.
    pub(super) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.count()?;
        fs::rename(from, to)
    }

    /// Puts each of two folders in the place of the other, in one step.
    pub(super) fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.count()?;
        #[cfg(test)]
        if self.lacks_exchange {
            return Err(io::ErrorKind::Unsupported.into());
        }
        system::exchange(one, other)
    }

    /// Removes a file.
    pub(super) fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.count()?;
        fs::remove_file(path)
    }

    /// Removes an empty folder.
    pub(super) fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.count()?;
        fs::remove_dir(path)
    }

    /// Removes a folder of the program's own with all that is in it, following no link.
    pub(super) fn remove_tree(&self, path: &Path) -> io::Result<()> {
        self.count()?;
        match fs::remove_dir_all(path) {
            // Copies of folders that nobody may write to, see `exchange`.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                open_up(path)?;
                fs::remove_dir_all(path)
            }
            removed => removed,
        }
    }

    /// Writes all bytes; a test may stop it halfway.
    fn fill(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        if let Err(error) = self.count() {
            file.write_all(&bytes[..bytes.len() / 2])?;
            return Err(error);
        }
        file.write_all(bytes)
    }

    /// Counts one operation, and fails if a test has it fail.
    fn count(&self) -> io::Result<()> {
        #[cfg(test)]
        if let Some(fuse) = &self.fuse {
            return fuse.burn();
        }
        Ok(())
    }
}

/// Allows this user to remove what is in a folder of the program's own and in all folders below.
fn open_up(folder: &Path) -> io::Result<()> {
    make_removable(folder)?;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            open_up(&entry.path())?;
        }
    }
    Ok(())
}

/// Allows this user to remove what is in a folder that nobody may write to.
#[cfg(unix)]
pub(super) fn make_removable(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::symlink_metadata(folder)?.permissions().mode();
    if mode & 0o700 == 0o700 { Ok(()) } else { fs::set_permissions(folder, fs::Permissions::from_mode(mode | 0o700)) }
}

/// Allows this user to remove what is in a folder that nobody may write to.
#[cfg(not(unix))]
pub(super) fn make_removable(_: &Path) -> io::Result<()> {
    Ok(())
}

/// What a new file is given beside its bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Given<'a> {
    /// Its time.
    pub(super) time: FileTime,
    /// The attributes of the folder it comes to, unless it comes to none that stands.
    pub(super) attributes: Option<&'a Attributes>,
}

/// Returns the path of `route`, which is relative and has `/` between segments, below `folder`.
pub(super) fn under(folder: &Path, route: &str) -> PathBuf {
    let mut path = PathBuf::with_capacity(folder.as_os_str().len() + route.len() + 1);
    path.push(folder);
    path.extend(route.split('/').filter(|segment| !segment.is_empty()));
    path
}

/// Returns the folders above a route, nearest first, without the output folder itself.
pub(super) fn folders_above(route: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(parent_of(route), |folder| parent_of(folder))
}

/// Returns the folder a route stands in, unless that is the output folder itself.
fn parent_of(route: &str) -> Option<&str> {
    route.rsplit_once('/').map(|(folder, _)| folder)
}

/// Returns the folder a route stands in; the output folder is the empty path.
pub(super) fn folder_of(route: &str) -> &str {
    parent_of(route).unwrap_or("")
}

/// What makes one operation fail in a test.
#[cfg(test)]
#[derive(Debug)]
pub(super) struct Fuse {
    /// The number of operations that succeed.
    pub(super) at: usize,
    /// The number of operations so far.
    pub(super) burnt: std::sync::atomic::AtomicUsize,
    /// Whether the process counts as killed, so that all later operations fail too; else the disk was full for once.
    pub(super) kills: bool,
}

#[cfg(test)]
impl Fuse {
    /// Counts one operation.
    fn burn(&self) -> io::Result<()> {
        let so_far = self.burnt.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        match (self.kills, so_far) {
            (true, n) if n >= self.at => Err(io::Error::other("killed")),
            (false, n) if n == self.at => Err(io::ErrorKind::StorageFull.into()),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_above_a_route_come_nearest_first() {
        assert_eq!(folders_above("a/b/c.html").collect::<Vec<_>>(), ["a/b", "a"]);
        assert_eq!(folders_above("c.html").count(), 0);
        assert_eq!((folder_of("a/b/c.html"), folder_of("c.html")), ("a/b", ""));
    }

    #[test]
    fn path_of_the_empty_route_is_the_folder() {
        assert_eq!(under(Path::new("/x"), ""), Path::new("/x"));
        assert_eq!(under(Path::new("/x"), "a/b"), Path::new("/x/a/b"));
    }
}
