//! The spill: bytes that lie in a file without a name and not in memory, for as long as somebody holds them.
//!
//! Takes an open file that is nobody else's, and bytes; gives for them a [`Spilled`], by which they can be had again and which
//! knows their length and their fingerprint. Promises: bytes that the file does not take are held in memory, and none are lost;
//! room of bytes that nobody holds any more is used again; what is read is what was written, or an error.

mod room;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt::{self, Debug, Formatter};
use std::fs::File;
use std::io;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use twox_hash::XxHash3_128;

use self::room::Room;

/// Takes bytes out of memory; without a file it leaves them there.
#[derive(Clone, Debug, Default)]
pub struct Spill(Option<Arc<Disk>>);

/// Bytes that were given to a spill, or are held in memory.
#[derive(Clone)]
pub struct Spilled(Arc<Kept>);

/// What is known of bytes, and where they are.
struct Kept {
    length: usize,
    fingerprint: u128,
    place: Place,
}

/// Where bytes are.
enum Place {
    /// In memory.
    Memory(Box<[u8]>),
    /// In a file, from a place on.
    Disk(Arc<Disk>, u64),
}

/// A file and its room.
#[derive(Debug)]
struct Disk {
    file: File,
    room: Mutex<Room>,
    /// The first failure of a write that was not told yet.
    failure: Mutex<Option<io::Error>>,
    /// Whether a failure was told: one is enough.
    is_told: Mutex<bool>,
}

impl Spill {
    /// Returns a spill that fills a file, which must be empty, for reading and writing, and nobody else's.
    pub fn of(file: File) -> Spill {
        let (room, failure, is_told) = (Mutex::default(), Mutex::default(), Mutex::default());
        Spill(Some(Arc::new(Disk { file, room, failure, is_told })))
    }

    /// Keeps bytes: in the file, or in memory where it does not take them.
    pub fn keep(&self, bytes: Vec<u8>) -> Spilled {
        let Some(disk) = self.0.as_ref().filter(|_| !bytes.is_empty()) else { return bytes.into() };
        match disk.write(&bytes) {
            Ok(start) => {
                let (length, fingerprint) = (bytes.len(), XxHash3_128::oneshot(&bytes));
                Spilled(Arc::new(Kept { length, fingerprint, place: Place::Disk(Arc::clone(disk), start) }))
            }
            Err(error) => {
                locked(&disk.failure).get_or_insert(error);
                bytes.into()
            }
        }
    }

    /// Tells whether bytes go into a file.
    pub fn has_file(&self) -> bool {
        self.0.is_some()
    }

    /// Returns why the file has not taken some bytes, once: whoever is told of it need not be told again.
    pub fn take_failure(&self) -> Option<io::Error> {
        let disk = self.0.as_ref()?;
        let failure = locked(&disk.failure).take()?;
        (!std::mem::replace(&mut *locked(&disk.is_told), true)).then_some(failure)
    }

    /// Returns how long the file is.
    pub fn length(&self) -> u64 {
        self.0.as_ref().map_or(0, |disk| locked(&disk.room).end())
    }
}

impl Spilled {
    /// Returns how many bytes there are.
    pub fn len(&self) -> usize {
        self.0.length
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.length == 0
    }

    /// Returns the fingerprint of the bytes, by which others are told apart from them.
    pub fn fingerprint(&self) -> u128 {
        self.0.fingerprint
    }

    /// Returns the bytes.
    ///
    /// # Errors
    /// When they cannot be read, or are not what was written.
    pub fn read(&self) -> io::Result<Cow<'_, [u8]>> {
        let bytes = self.read_part(0..self.len())?;
        let is_same = matches!(bytes, Cow::Borrowed(_)) || XxHash3_128::oneshot(&bytes) == self.0.fingerprint;
        let altered = || io::Error::new(io::ErrorKind::InvalidData, "it is not what was written");
        is_same.then_some(bytes).ok_or_else(altered)
    }

    /// Returns a part of the bytes.
    ///
    /// # Errors
    /// When it cannot be read, or there is no such part.
    pub fn read_part(&self, part: Range<usize>) -> io::Result<Cow<'_, [u8]>> {
        if part.start > part.end || part.end > self.len() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        match &self.0.place {
            Place::Memory(bytes) => Ok(Cow::Borrowed(&bytes[part])),
            Place::Disk(disk, start) => {
                let mut bytes = vec![0; part.len()];
                read_exact_at(&disk.file, &mut bytes, start + part.start as u64)?;
                Ok(Cow::Owned(bytes))
            }
        }
    }
}

impl Disk {
    /// Writes bytes into the file; returns where they begin.
    fn write(&self, bytes: &[u8]) -> io::Result<u64> {
        let start = locked(&self.room).take(bytes.len() as u64);
        match write_all_at(&self.file, bytes, start) {
            Ok(()) => Ok(start),
            Err(error) => {
                self.free(start, bytes.len() as u64);
                Err(error)
            }
        }
    }

    /// Makes the room of bytes free; what is free at the end of the file goes back to the system.
    fn free(&self, start: u64, length: u64) {
        let mut room = locked(&self.room);
        if let Some(end) = room.give(start, length) {
            // Under the lock, for what is written next begins there. A file that stays as long as it was is none the worse.
            _ = self.file.set_len(end);
        }
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        if let Place::Disk(disk, start) = &self.place {
            disk.free(*start, self.length as u64);
        }
    }
}

impl From<Vec<u8>> for Spilled {
    fn from(bytes: Vec<u8>) -> Spilled {
        let (length, fingerprint) = (bytes.len(), XxHash3_128::oneshot(&bytes));
        Spilled(Arc::new(Kept { length, fingerprint, place: Place::Memory(bytes.into()) }))
    }
}

impl From<&[u8]> for Spilled {
    fn from(bytes: &[u8]) -> Spilled {
        bytes.to_vec().into()
    }
}

impl Default for Spilled {
    fn default() -> Spilled {
        Vec::new().into()
    }
}

impl PartialEq for Spilled {
    fn eq(&self, other: &Spilled) -> bool {
        (self.0.length, self.0.fingerprint) == (other.0.length, other.0.fingerprint)
    }
}

impl Eq for Spilled {}

impl Debug for Spilled {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes of {:032x}", self.0.length, self.0.fingerprint)
    }
}

/// Locks what no thread leaves half done.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Fills a buffer from a place in a file, which several threads may do at once.
#[cfg(unix)]
pub(crate) fn read_exact_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

/// Fills a buffer from a place in a file, which several threads may do at once.
#[cfg(windows)]
pub(crate) fn read_exact_at(file: &File, mut bytes: &mut [u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, bytes, at)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => (bytes, at) = (&mut bytes[read..], at + read as u64),
        }
    }
    Ok(())
}

/// Writes bytes to a place in a file, which several threads may do at once.
#[cfg(unix)]
fn write_all_at(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, at)
}

/// Writes bytes to a place in a file, which several threads may do at once.
#[cfg(windows)]
fn write_all_at(file: &File, mut bytes: &[u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        match std::os::windows::fs::FileExt::seek_write(file, bytes, at)? {
            0 => return Err(io::ErrorKind::WriteZero.into()),
            written => (bytes, at) = (&bytes[written..], at + written as u64),
        }
    }
    Ok(())
}
