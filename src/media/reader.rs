//! A place in a file: bytes come in, numbers and slices go out, or the error that the file is cut
//! short; no offset is ever beyond the end.

use super::{Kind, MediaError};

/// A position in a file, or in a part of it that has an end of its own.
#[derive(Clone)]
pub(super) struct Reader<'a> {
    /// The format that errors name.
    kind: Kind,
    /// The file from its first byte to the end of the part, so that offsets are those in the file.
    bytes: &'a [u8],
    /// The offset of the next byte, never beyond the end of `bytes`.
    at: usize,
}

impl<'a> Reader<'a> {
    /// Stands at the first byte of a file.
    pub(super) fn new(kind: Kind, bytes: &'a [u8]) -> Self {
        Self { kind, bytes, at: 0 }
    }

    /// Returns the offset of the next byte.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Tells whether the file or part has been read to its end.
    pub(super) fn is_at_end(&self) -> bool {
        self.at == self.bytes.len()
    }

    /// Returns what has not been read.
    pub(super) fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at..]
    }

    /// Returns what was read since an earlier offset of this reader.
    pub(super) fn since(&self, start: usize) -> &'a [u8] {
        self.bytes.get(start..self.at).unwrap_or_default()
    }

    /// Reads a number of bytes.
    pub(super) fn take(&mut self, length: usize) -> Result<&'a [u8], MediaError> {
        let taken = self.rest().get(..length).ok_or(self.cut_short())?;
        self.at += length;
        Ok(taken)
    }

    /// Reads a number of bytes known when the program is built.
    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], MediaError> {
        let taken = self.rest().first_chunk().ok_or(self.cut_short())?;
        self.at += N;
        Ok(*taken)
    }

    /// Sets a number of bytes apart as a part with an end of its own.
    pub(super) fn part(&mut self, length: usize) -> Result<Self, MediaError> {
        let start = self.at;
        self.take(length)?;
        Ok(Self { kind: self.kind, bytes: &self.bytes[..self.at], at: start })
    }

    /// Reads one byte.
    pub(super) fn byte(&mut self) -> Result<u8, MediaError> {
        let [byte] = self.array()?;
        Ok(byte)
    }

    /// Reads a big-endian number of two bytes.
    pub(super) fn big16(&mut self) -> Result<u16, MediaError> {
        Ok(u16::from_be_bytes(self.array()?))
    }

    /// Reads a big-endian number of four bytes.
    pub(super) fn big32(&mut self) -> Result<u32, MediaError> {
        Ok(u32::from_be_bytes(self.array()?))
    }

    /// Reads a little-endian number of two bytes.
    pub(super) fn little16(&mut self) -> Result<u16, MediaError> {
        Ok(u16::from_le_bytes(self.array()?))
    }

    /// Reads a little-endian number of four bytes.
    pub(super) fn little32(&mut self) -> Result<u32, MediaError> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    /// Makes the error that the file or part ends too early.
    pub(super) fn cut_short(&self) -> MediaError {
        MediaError::CutShort { kind: self.kind, at: self.bytes.len() }
    }

    /// Makes the error that something at an offset contradicts the format.
    pub(super) fn malformed_at(&self, at: usize, what: &str) -> MediaError {
        MediaError::Malformed { kind: self.kind, at, what: what.into() }
    }

    /// Makes the error that something at the next byte contradicts the format.
    pub(super) fn malformed(&self, what: &str) -> MediaError {
        self.malformed_at(self.at, what)
    }
}
