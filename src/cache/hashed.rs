//! Hashes of bytes as they are read or written, so that they need not be held.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use twox_hash::XxHash3_128;

/// Something that is read or written, with the hash of the bytes so far.
pub(super) struct Hashed<T> {
    inner: T,
    hasher: XxHash3_128,
}

impl<T> Hashed<T> {
    /// Returns something of which nothing was read or written yet.
    pub(super) fn new(inner: T) -> Hashed<T> {
        Hashed { inner, hasher: XxHash3_128::new() }
    }

    /// Returns the hash of what was read or written.
    pub(super) fn hash(&self) -> u128 {
        self.hasher.finish_128()
    }
}

impl<T: Read> Read for Hashed<T> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(bytes)?;
        self.hasher.write(&bytes[..read]);
        Ok(read)
    }
}

impl<T: Write> Write for Hashed<T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hasher.write(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Returns the hash of the bytes of a file, which is not held as a whole.
pub(super) fn hash_of_file(path: &Path) -> io::Result<u128> {
    /// How many bytes are read in one go.
    const SOME: usize = 128 * 1024;
    let (mut file, mut buffer) = (Hashed::new(fs::File::open(path)?), vec![0; SOME]);
    while file.read(&mut buffer)? > 0 {}
    Ok(file.hash())
}
