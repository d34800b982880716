//! The cache: what one build leaves for the next, outside the project.
//!
//! Takes the folder for caches and the two folders that a build goes from and to; gives what the last build between them
//! left, and keeps what this one leaves. Promises: nothing is trusted that this very program has not written whole, for
//! the user who runs it; what is ignored is told; nothing is written but three files below the folder, each in one step, one to
//! which builds add (see [`Facts`]), one for the time of a commit (see [`Unfinished`]), and one without a name for a preview
//! (see [`nameless_file`]).
//! The book tells what the output and the memory are that belong to it, so that no two builds are ever mixed.
#![expect(clippy::disallowed_methods, reason = "the cache is the one room that keeps something for the next run")]

#[cfg(test)]
mod book_tests;
mod facts;
mod hashed;
#[cfg(test)]
mod leftover_tests;
mod nameless;
mod unfinished;

use std::fs::{self, DirBuilder};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use twox_hash::XxHash3_128;

use crate::checksummed::{checked, with_checksum};
use crate::diag::Error;

use self::hashed::{Hashed, hash_of_file};

pub use self::facts::Facts;
pub use self::nameless::nameless_file;
pub use self::unfinished::Unfinished;

/// The name and version of the book, without the program that wrote it.
const NAME: &str = "demarche cache 2";

/// What a build leaves: as long as all this stands, there is nothing to build where it had nothing to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// A hash of all that was read and asked for.
    pub inputs: u128,
    /// The checksum of the output.
    pub output: u128,
    /// The instant of the build.
    pub at: Timestamp,
    /// The first instant at which the site is another though nobody has edited it.
    pub until: Timestamp,
    /// How many web pages the site has.
    pub pages: usize,
    /// Whether there was nothing to say; what a build had to say is said again by the next, which must find it again.
    pub silent: bool,
}

/// What a build remembers, as bytes that have not been read yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    file: PathBuf,
    hash: u128,
}

impl Remembered {
    /// Returns what `read` makes of the bytes, of which it is told how many there are; `None` where they are not there, or are
    /// those of another build, which is known once all were read.
    pub fn read<T>(&self, read: impl FnOnce(&mut dyn Read, u64) -> Option<T>) -> Option<T> {
        let metadata = fs::symlink_metadata(&self.file).ok()?;
        let file =
            if metadata.is_file() && is_own(&metadata) { fs::File::open(&self.file).ok()? } else { return None };
        let mut hashed = Hashed::new(file);
        let found = read(&mut hashed, metadata.len())?;
        // There are no more bytes than were read.
        let is_all = Read::read(&mut hashed, &mut [0]).ok()? == 0;
        (is_all && hashed.hash() == self.hash).then_some(found)
    }
}

/// The cache of builds between two folders.
#[derive(Debug)]
pub struct Cache {
    /// The folder, which is the user's own.
    folder: PathBuf,
    /// The book.
    file: PathBuf,
    /// The name of the book: its version and the program that writes it.
    name: String,
}

impl Cache {
    /// Returns the cache below `folder` for builds from `root` to `out`; nothing is made yet.
    ///
    /// # Errors
    /// When the folder lies in the project or the output, where a cache could be published, or when this program cannot
    /// be read, by whose bytes its caches are known.
    pub fn at(folder: &Path, root: &Path, out: &Path) -> Result<Cache, Error> {
        let absolute = |path: &Path| std::path::absolute(path).map_err(|error| Error::io("cannot find", path, error));
        let (root, out, folder) = (absolute(root)?, absolute(out)?, absolute(folder)?);
        if folder.starts_with(&root) || folder.starts_with(&out) {
            let shown = folder.display();
            return Err(Error::new(format!(
                "`{shown}` cannot be the cache: it lies in the site or in what is published"
            )));
        }
        let program = std::env::current_exe().and_then(|program| hash_of_file(&program)).map_err(|error| {
            Error::new(format!(
                "cannot read this program, by which its caches are known: {error}; hint: use --no-cache"
            ))
        })?;
        let paths = [root.as_os_str().as_encoded_bytes(), b"\0", out.as_os_str().as_encoded_bytes()].concat();
        let file = folder.join(format!("{:032x}", XxHash3_128::oneshot(&paths)));
        let name = format!("{NAME} of program {program:032x}");
        Ok(Cache { folder, file, name })
    }

    /// Returns what the last build left, if there is something that can be trusted; else perhaps why not, in a sentence.
    pub fn load(&self) -> Result<(Left, Remembered), Option<String>> {
        let shown = self.file.display();
        let bytes = match fs::symlink_metadata(&self.file) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(None),
            Err(error) => return Err(Some(format!("the cache `{shown}` cannot be read and is ignored: {error}"))),
            Ok(metadata) if !metadata.is_file() || !is_own(&metadata) => {
                return Err(Some(format!("the cache `{shown}` is not a file of this user alone and is ignored")));
            }
            Ok(_) => fs::read(&self.file)
                .map_err(|error| Some(format!("the cache `{shown}` cannot be read and is ignored: {error}")))?,
        };
        match checked(&self.name, &bytes) {
            Some(lines) => {
                self.parse(lines).ok_or_else(|| Some(format!("the cache `{shown}` is damaged and is ignored")))
            }
            None if bytes.starts_with(NAME.as_bytes()) && !bytes.starts_with(self.name.as_bytes()) => {
                Err(Some("the cache is of another version of this program and is ignored".to_owned()))
            }
            None => Err(Some(format!("the cache `{shown}` is damaged and is ignored"))),
        }
    }

    /// Keeps what a build left, and what it remembers, which `write` writes, for the next one.
    ///
    /// # Errors
    /// When it cannot be written; the build itself is none the worse for it.
    pub fn store(&self, left: &Left, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
        let Left { inputs, output, at, until, pages, silent } = left;
        let mut hash = 0;
        let hashed = |file: &mut fs::File| {
            let mut hashed = Hashed::new(file);
            write(&mut hashed)?;
            hash = hashed.hash();
            Ok(())
        };
        let written = make_folder(&self.folder).and_then(|()| write_own(&self.memory_file(), hashed)).and_then(|()| {
            let lines = format!("{inputs:032x}\n{output:032x}\n{at}\n{until}\n{pages}\n{silent}\n{hash:032x}\n");
            write_own(&self.file, |file| file.write_all(with_checksum(&self.name, &lines).as_bytes()))
        });
        written.map_err(|error| Error::io("cannot write the cache", &self.file, error))
    }

    /// Returns the stamps that the last build has left, as bytes, if they are there whole.
    pub fn stamps(&self) -> Option<Vec<u8>> {
        let file = self.file.with_extension("stamps");
        let metadata = fs::symlink_metadata(&file).ok()?;
        let mut bytes = if metadata.is_file() && is_own(&metadata) { fs::read(&file).ok()? } else { return None };
        let hash = bytes.split_off(bytes.len().checked_sub(size_of::<u128>())?);
        (self.hash_of(&bytes).to_le_bytes()[..] == hash[..]).then_some(bytes)
    }

    /// Keeps stamps for the next build.
    ///
    /// # Errors
    /// When they cannot be written; the build itself is none the worse for it.
    pub fn keep_stamps(&self, stamps: &[u8]) -> Result<(), Error> {
        let whole = [stamps, &self.hash_of(stamps).to_le_bytes()[..]].concat();
        let file = self.file.with_extension("stamps");
        let written = make_folder(&self.folder).and_then(|()| write_own(&file, |file| file.write_all(&whole)));
        written.map_err(|error| Error::io("cannot write the cache", &file, error))
    }

    /// Removes what builds have begun to write that were killed: it would stay for good, also what is held back since.
    fn remove_unfinished(&self) {
        let name = self.file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let found = entry.file_name();
            let is_unfinished = found.to_str().and_then(|found| found.strip_prefix(name)).is_some_and(|rest| {
                let number = rest.strip_suffix(".new").map(|rest| rest.trim_start_matches(".facts"));
                number.and_then(|number| number.strip_prefix('.')).is_some_and(|number| number.parse::<u32>().is_ok())
            });
            if is_unfinished {
                // One that stays tells no more than it did.
                _ = fs::remove_file(entry.path());
            }
        }
    }

    /// Returns a hash of bytes that only this program gives.
    fn hash_of(&self, bytes: &[u8]) -> u128 {
        XxHash3_128::oneshot(&[self.name.as_bytes(), bytes].concat())
    }

    /// Returns where the memory is kept.
    fn memory_file(&self) -> PathBuf {
        self.file.with_extension("memory")
    }

    /// Returns what the lines of a book tell.
    fn parse(&self, lines: &str) -> Option<(Left, Remembered)> {
        let mut lines = lines.lines();
        let hash = |line: &str| u128::from_str_radix(line, 16).ok();
        let left = Left {
            inputs: hash(lines.next()?)?,
            output: hash(lines.next()?)?,
            at: lines.next()?.parse().ok()?,
            until: lines.next()?.parse().ok()?,
            pages: lines.next()?.parse().ok()?,
            silent: lines.next()?.parse().ok()?,
        };
        let remembered = Remembered { file: self.memory_file(), hash: hash(lines.next()?)? };
        lines.next().is_none().then_some((left, remembered))
    }
}

/// Reads any bytes as a book, whole or with the checksum that its lines should have.
#[cfg(any(test, fuzzing))]
pub(crate) fn read_any(bytes: &[u8]) {
    let cache = Cache { folder: PathBuf::new(), file: PathBuf::new(), name: NAME.to_owned() };
    _ = checked(NAME, bytes);
    let Ok(lines) = std::str::from_utf8(bytes) else { return };
    let text = with_checksum(NAME, lines);
    assert_eq!(checked(NAME, text.as_bytes()), Some(lines));
    _ = cache.parse(lines);
}

/// Makes the folder, for this user alone, and those above it.
fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Makes a file that this user alone may read and change, of what `write` writes, in one step.
fn write_own(path: &Path, write: impl FnOnce(&mut fs::File) -> io::Result<()>) -> io::Result<()> {
    let new = path.with_extension(format!("{}.new", std::process::id()));
    let written = make_own(&new).and_then(|mut file| write(&mut file));
    // On a full disk a part of it would take the last room.
    written.and_then(|()| fs::rename(&new, path)).inspect_err(|_| _ = fs::remove_file(&new))
}

/// Makes a file that this user alone may read and change, for both, in place of what stands there: what somebody else has put there would
/// be another's to read, or a way to another file.
fn make_own(path: &Path) -> io::Result<fs::File> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    own_options().create_new(true).open(path)
}

/// Opens a file that this user alone may read and change, for both; made if it is not there.
fn open_own(path: &Path) -> io::Result<fs::File> {
    own_options().create(true).truncate(false).open(path)
}

/// Returns how files are opened that this user alone may read and change.
fn own_options() -> fs::OpenOptions {
    let mut options = fs::OpenOptions::new();
    options.read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Tells whether a file is this user's and nobody else may change it.
#[cfg(unix)]
fn is_own(metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    // Where the system has no such folder, whoever may read the file is taken for its owner.
    // The name itself is a link of the superuser's, whoever asks.
    let mine = fs::metadata("/proc/self").map_or(metadata.uid(), |own| own.uid());
    metadata.uid() == mine && metadata.mode() & 0o022 == 0
}

/// Tells whether a file is this user's and nobody else may change it: elsewhere the folder sees to it.
#[cfg(not(unix))]
fn is_own(_: &fs::Metadata) -> bool {
    true
}
