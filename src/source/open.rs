//! Opening files of the project: never through a link, and never what is no file.
//!
//! What stood at a path when the folders were listed may be another thing when it is read, for somebody may write there at
//! the same time. So each file is opened from the handle of the root, every link on the way is refused by the system, and
//! that it is a file is asked of the handle that is read. A pipe is opened without waiting for its other end.
#![cfg_attr(
    any(test, not(unix)),
    expect(clippy::disallowed_methods, reason = "source is the one room that reads the project")
)]

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

/// What was opened.
pub(super) enum Opened {
    /// A file, with what the system says of it.
    File(fs::File, fs::Metadata),
    /// Nothing: a link stands at the path or on the way to it.
    Link,
    /// Nothing: what stands there is neither a file nor a link.
    Special,
}

/// The root of a site, from which files are opened.
pub(super) struct Root(system::Handle);

impl Root {
    /// Opens the root, which may lie behind links.
    pub(super) fn open(path: &Path) -> io::Result<Root> {
        system::root(path).map(Root)
    }

    /// Opens the file at a path with `/` between its segments.
    pub(super) fn file(&self, path: &str) -> io::Result<Opened> {
        let Some(file) = system::file(&self.0, path)? else { return Ok(Opened::Link) };
        let metadata = file.metadata()?;
        Ok(if metadata.is_file() { Opened::File(file, metadata) } else { Opened::Special })
    }
}

/// Reads a file that had this length a moment ago, in place of what is in a buffer; of one that grows meanwhile, no more than
/// can tell that it is too large.
pub(super) fn read_bytes(file: fs::File, length: u64, bytes: &mut Vec<u8>) -> io::Result<()> {
    bytes.clear();
    // One byte more than there should be, so that the end is seen without asking twice.
    bytes.reserve(usize::try_from(length).unwrap_or(0) + 1);
    file.take(super::FILE_LIMIT + 1).read_to_end(bytes)?;
    Ok(())
}

#[cfg(unix)]
mod system {
    //! Opening where the system can refuse links.

    use std::fs::File;
    use std::io;
    use std::path::Path;

    use rustix::fd::{AsFd, OwnedFd};
    use rustix::fs::{CWD, Mode, OFlags, openat};
    use rustix::io::Errno;

    /// An open folder.
    pub(super) type Handle = OwnedFd;

    /// How files are opened: for reading, without following a link, without waiting, and for no program started meanwhile.
    const FILE: OFlags =
        OFlags::RDONLY.union(OFlags::NOFOLLOW).union(OFlags::NONBLOCK).union(OFlags::NOCTTY).union(OFlags::CLOEXEC);
    /// How folders are opened on the way to a file.
    #[cfg(target_os = "linux")]
    const FOLDER: OFlags = OFlags::PATH.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);
    /// How folders are opened on the way to a file.
    #[cfg(not(target_os = "linux"))]
    const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);

    /// Opens a folder, wherever it lies.
    pub(super) fn root(path: &Path) -> io::Result<Handle> {
        Ok(openat(CWD, path, FOLDER, Mode::empty())?)
    }

    /// Opens a file; nothing where a link stands at its path or on the way to it.
    pub(super) fn file(root: &Handle, path: &str) -> io::Result<Option<File>> {
        match at_once(root, path) {
            Ok(file) => Ok(Some(file.into())),
            // FreeBSD has a name of its own for it.
            Err(Errno::LOOP | Errno::MLINK) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Opens a file in one step.
    #[cfg(target_os = "linux")]
    fn at_once(root: &Handle, path: &str) -> Result<OwnedFd, Errno> {
        use rustix::fs::{ResolveFlags, openat2};
        let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS;
        match openat2(root, path, FILE, Mode::empty(), resolve) {
            // Kernels before 5.6 do not have it, and some containers do not let it through.
            Err(Errno::NOSYS | Errno::PERM) => by_steps(root, path),
            opened => opened,
        }
    }

    /// Opens a file in one step, which this system does not have.
    #[cfg(not(target_os = "linux"))]
    fn at_once(root: &Handle, path: &str) -> Result<OwnedFd, Errno> {
        by_steps(root, path)
    }

    /// Opens a file folder by folder.
    pub(super) fn by_steps(root: &Handle, path: &str) -> Result<OwnedFd, Errno> {
        let (folders, name) = path.rsplit_once('/').map_or((None, path), |(folders, name)| (Some(folders), name));
        let mut folder: Option<OwnedFd> = None;
        for segment in folders.into_iter().flat_map(|folders| folders.split('/')) {
            let above = folder.as_ref().map_or(root.as_fd(), AsFd::as_fd);
            let found = openat(above, segment, FOLDER | OFlags::NOFOLLOW, Mode::empty());
            // Linux says of a link to a folder that it is no folder.
            folder = Some(found.map_err(|error| if error == Errno::NOTDIR { Errno::LOOP } else { error })?);
        }
        openat(folder.as_ref().map_or(root.as_fd(), AsFd::as_fd), name, FILE, Mode::empty())
    }
}

#[cfg(not(unix))]
mod system {
    //! Opening where the system has no such thing: links are told from files before.

    use std::fs::{self, File};
    use std::io;
    use std::path::{Path, PathBuf};

    /// The path of a folder.
    pub(super) type Handle = PathBuf;

    /// Takes the path of a folder.
    pub(super) fn root(path: &Path) -> io::Result<Handle> {
        Ok(path.to_owned())
    }

    /// Opens a file; nothing where a link stands at its path.
    pub(super) fn file(root: &Handle, path: &str) -> io::Result<Option<File>> {
        let full = root.join(path);
        match fs::symlink_metadata(&full)?.is_symlink() {
            true => Ok(None),
            false => File::open(&full).map(Some),
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::io::Read as _;
    use std::os::unix::fs::symlink;

    use super::*;

    /// Returns what comes of opening a path, in one step and folder by folder.
    fn opened(root: &Path, path: &str) -> String {
        let handle = Root::open(root).expect("the root is there");
        let at_once = match handle.file(path) {
            Ok(Opened::File(mut file, metadata)) => {
                let mut text = String::new();
                file.read_to_string(&mut text).expect("it can be read");
                assert_eq!(text.len() as u64, metadata.len());
                text
            }
            Ok(Opened::Link) => "link".to_owned(),
            Ok(Opened::Special) => "special".to_owned(),
            Err(error) => error.kind().to_string(),
        };
        let by_steps = match system::by_steps(&handle.0, path) {
            Ok(file) => match fs::File::from(file) {
                mut file if file.metadata().expect("it is open").is_file() => {
                    let mut text = String::new();
                    file.read_to_string(&mut text).expect("it can be read");
                    text
                }
                _ => "special".to_owned(),
            },
            Err(rustix::io::Errno::LOOP | rustix::io::Errno::MLINK) => "link".to_owned(),
            Err(error) => io::Error::from(error).kind().to_string(),
        };
        assert_eq!(at_once, by_steps, "{path}");
        at_once
    }

    #[test]
    fn files_are_opened_and_nothing_else() {
        let (folder, outside) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let root = folder.path();
        fs::create_dir_all(root.join("content/letters")).expect("a folder is made");
        fs::write(root.join("content/letters/a.md"), "words").expect("a file is written");
        fs::write(outside.path().join("a.md"), "secret").expect("a file is written");
        symlink(outside.path().join("a.md"), root.join("content/out.md")).expect("a link is made");
        symlink("letters/a.md", root.join("content/in.md")).expect("a link is made");
        symlink(outside.path(), root.join("content/folder")).expect("a link is made");
        symlink("letters", root.join("content/within")).expect("a link is made");
        symlink("self.md", root.join("content/self.md")).expect("a link is made");
        let made = std::process::Command::new("mkfifo").arg(root.join("content/pipe.md")).status();
        let socket = std::os::unix::net::UnixListener::bind(root.join("content/socket.md"));
        assert_eq!(opened(root, "content/letters/a.md"), "words");
        for path in ["content/out.md", "content/in.md", "content/folder/a.md", "content/within/a.md", "content/self.md"]
        {
            assert_eq!(opened(root, path), "link", "{path}");
        }
        assert_eq!(opened(root, "content/letters"), "special");
        assert_eq!(opened(root, "content/gone.md"), io::ErrorKind::NotFound.to_string());
        if made.is_ok_and(|status| status.success()) {
            assert_eq!(opened(root, "content/pipe.md"), "special");
        }
        if socket.is_ok() {
            assert!(!["link", "secret", "words"].contains(&&*opened(root, "content/socket.md")));
        }
        // The root itself may lie behind a link.
        let other = outside.path().join("site");
        symlink(root, &other).expect("a link is made");
        assert_eq!(opened(&other, "content/letters/a.md"), "words");
    }
}
