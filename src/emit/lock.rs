//! The lock: one process at a time changes one output folder.
//!
//! Takes the path of the lock file; gives a [`Lock`] that holds until it is dropped or its process dies, by whatever
//! death, since the operating system keeps it. The file itself stays. While the lock is held the file names the
//! process, and the file's time says since when.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use crate::diag::Error;

/// The right to change an output folder.
#[derive(Debug)]
pub(super) struct Lock {
    /// The open file that the operating system has locked.
    file: File,
}

impl Lock {
    /// Takes the lock; while another holds it, tells `waiting` once who does, and waits.
    pub(super) fn take(path: &Path, shown: &Path, waiting: &mut dyn FnMut(&str)) -> Result<Lock, Error> {
        let mut file = open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                waiting(&who_holds(&mut file, shown));
                file.lock().map_err(|error| Error::io("cannot lock", path, error))?;
            }
            Err(TryLockError::Error(error)) => return Err(Error::io("cannot lock", path, error)),
        }
        sign(file, path)
    }

    /// Takes the lock if nobody holds it.
    pub(super) fn try_take(path: &Path) -> Result<Option<Lock>, Error> {
        let file = open(path)?;
        match file.try_lock() {
            Ok(()) => sign(file, path).map(Some),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(Error::io("cannot lock", path, error)),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // The next holder may be asked for its name before it has written it: better no name than this one.
        let _ = self.file.set_len(0);
        // Closing the file is not enough: a process that another thread is just starting has it open for a moment too.
        let _ = self.file.unlock();
    }
}

/// Opens the lock file, and leaves what the holder wrote.
fn open(path: &Path) -> Result<File, Error> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    options.open(path).map_err(|error| Error::io("cannot open", path, error))
}

/// Writes the name of this process into the file it has locked.
fn sign(mut file: File, path: &Path) -> Result<Lock, Error> {
    let signed = file.set_len(0).and_then(|()| write!(file, "process {}", std::process::id()));
    signed.map_err(|error| Error::io("cannot write", path, error))?;
    Ok(Lock { file })
}

/// Returns a sentence that says who holds the output, and since when.
fn who_holds(file: &mut File, shown: &Path) -> String {
    let mut name = String::new();
    let read = file.rewind().and_then(|()| file.take(80).read_to_string(&mut name));
    let since = file.metadata().and_then(|metadata| metadata.modified()).ok();
    let since = since.and_then(|time| jiff::Timestamp::try_from(time).ok());
    match (read, since) {
        (Ok(1..), Some(since)) => {
            format!("{name} holds `{}`, since {}", shown.display(), since.strftime("%Y-%m-%d %H:%M:%S UTC"))
        }
        _ => format!("another process holds `{}`", shown.display()),
    }
}
