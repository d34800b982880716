//! Long lists as bytes, that go out and come in through a buffer and are never held a second time.
//!
//! Takes lists of numbers and bytes; gives bytes to a writer, and from those of a reader the same lists. Each list has its length
//! before it, and its numbers have a fixed width, so that it is copied rather than read number by number. What a length says is
//! compared with how much there is before room is made.

use std::io::{self, Read, Write};

/// The length of the buffer.
const BUFFER: usize = 128 * 1024;
/// The width of a length.
const WIDE: usize = size_of::<u64>();

/// Lists on their way out.
pub(crate) struct Outlet<'a> {
    to: &'a mut dyn Write,
    buffer: Box<[u8]>,
    /// How much of the buffer has not gone out yet.
    filled: usize,
}

impl<'a> Outlet<'a> {
    /// Returns an outlet to a writer.
    pub(crate) fn new(to: &'a mut dyn Write) -> Outlet<'a> {
        Outlet { to, buffer: vec![0; BUFFER].into(), filled: 0 }
    }

    /// Writes a list of bytes.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.length(bytes.len())?;
        for some in bytes.chunks(BUFFER) {
            self.room(some.len())?.copy_from_slice(some);
        }
        Ok(())
    }

    /// Writes a list of numbers of 64 bits.
    pub(crate) fn words(&mut self, mut words: impl ExactSizeIterator<Item = u64>) -> io::Result<()> {
        self.length(words.len())?;
        while words.len() > 0 {
            let (room, _) = self.room(words.len().min(BUFFER / WIDE) * WIDE)?.as_chunks_mut();
            room.iter_mut().zip(&mut words).for_each(|(to, word)| *to = word.to_le_bytes());
        }
        Ok(())
    }

    /// Writes a list of numbers of 32 bits.
    pub(crate) fn numbers(&mut self, numbers: &[u32]) -> io::Result<()> {
        self.length(numbers.len())?;
        self.more_numbers(numbers)
    }

    /// Writes some numbers of a list whose length was written.
    pub(crate) fn more_numbers(&mut self, numbers: &[u32]) -> io::Result<()> {
        for some in numbers.chunks(BUFFER / size_of::<u32>()) {
            let (room, _) = self.room(size_of_val(some))?.as_chunks_mut();
            room.iter_mut().zip(some).for_each(|(to, number)| *to = number.to_le_bytes());
        }
        Ok(())
    }

    /// Writes a length.
    pub(crate) fn length(&mut self, length: usize) -> io::Result<()> {
        self.word(length as u64)
    }

    /// Ends the writing.
    pub(crate) fn finish(self) -> io::Result<()> {
        self.to.write_all(&self.buffer[..self.filled])
    }

    /// Writes a number of 64 bits.
    fn word(&mut self, word: u64) -> io::Result<()> {
        self.room(WIDE)?.copy_from_slice(&word.to_le_bytes());
        Ok(())
    }

    /// Returns room for so many bytes, no more than the buffer has.
    fn room(&mut self, length: usize) -> io::Result<&mut [u8]> {
        if self.filled + length > BUFFER {
            self.to.write_all(&self.buffer[..self.filled])?;
            self.filled = 0;
        }
        self.filled += length;
        Ok(&mut self.buffer[self.filled - length..self.filled])
    }
}

/// Lists on their way in.
pub(crate) struct Inlet<'a> {
    from: &'a mut dyn Read,
    buffer: Box<[u8]>,
    /// How many bytes there are still.
    left: u64,
}

impl<'a> Inlet<'a> {
    /// Returns an inlet from a reader that has so many bytes.
    pub(crate) fn new(from: &'a mut dyn Read, length: u64) -> Inlet<'a> {
        Inlet { from, buffer: vec![0; BUFFER].into(), left: length }
    }

    /// Reads a list of bytes.
    pub(crate) fn bytes(&mut self) -> Option<Vec<u8>> {
        self.list(|some: &[[u8; 1]], list| list.extend(some.iter().map(|[byte]| *byte)))
    }

    /// Reads a list of numbers of 64 bits, each of which becomes something else.
    pub(crate) fn words<T>(&mut self, of: impl Fn(u64) -> T) -> Option<Vec<T>> {
        self.list(|some, list| list.extend(some.iter().map(|word| of(u64::from_le_bytes(*word)))))
    }

    /// Reads a list of numbers of 32 bits.
    pub(crate) fn numbers(&mut self) -> Option<Vec<u32>> {
        self.list(|some, list| list.extend(some.iter().map(|number| u32::from_le_bytes(*number))))
    }

    /// Tells whether all was read.
    pub(crate) fn is_empty(&self) -> bool {
        self.left == 0
    }

    /// Reads a list of what takes so many bytes each, of which `take` adds some.
    fn list<const WIDTH: usize, T>(&mut self, take: impl Fn(&[[u8; WIDTH]], &mut Vec<T>)) -> Option<Vec<T>> {
        let (length, _) = self.some(WIDE)?.as_chunks();
        let length = u64::from_le_bytes(*length.first()?);
        let mut rest = usize::try_from(length.checked_mul(WIDTH as u64).filter(|size| *size <= self.left)?).ok()?;
        let mut list = Vec::with_capacity(rest / WIDTH);
        while rest > 0 {
            let some = self.some(rest.min(BUFFER))?;
            rest -= some.len();
            take(some.as_chunks().0, &mut list);
        }
        Some(list)
    }

    /// Reads so many bytes, no more than the buffer has.
    fn some(&mut self, length: usize) -> Option<&[u8]> {
        self.left = self.left.checked_sub(length as u64)?;
        let some = &mut self.buffer[..length];
        self.from.read_exact(some).ok()?;
        Some(some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_come_back_however_long_and_none_is_longer_than_what_there_is() {
        let numbers: Vec<u32> = (0..100_000).map(|number| number * 40_000).collect();
        let words: Vec<u64> = numbers.iter().map(|number| u64::from(*number) << 30).collect();
        let bytes: Vec<u8> = numbers.iter().map(|number| *number as u8).collect();
        let mut written = Vec::new();
        let mut out = Outlet::new(&mut written);
        out.bytes(&bytes).and_then(|()| out.words(words.iter().copied())).expect("a list takes all");
        out.numbers(&numbers).and_then(|()| out.words([].into_iter())).expect("a list takes all");
        out.length(3).and_then(|()| out.more_numbers(&[1])).and_then(|()| out.more_numbers(&[2, 3])).expect("as above");
        out.finish().expect("a list takes all");
        let (mut from, length) = (&written[..], written.len() as u64);
        let mut found = Inlet::new(&mut from, length);
        assert_eq!(found.bytes().as_ref(), Some(&bytes));
        assert_eq!(found.words(|word| word).as_ref(), Some(&words));
        assert_eq!((found.numbers().as_ref(), found.words(|word| word)), (Some(&numbers), Some(Vec::new())));
        assert_eq!((found.is_empty(), found.numbers(), found.is_empty()), (false, Some(vec![1, 2, 3]), true));
        assert_eq!(found.numbers(), None);
        for length in [u64::MAX, u64::MAX / 4, 3, 2] {
            let bytes = [&length.to_le_bytes()[..], &[0; 7]].concat();
            assert_eq!(Inlet::new(&mut &bytes[..], bytes.len() as u64).numbers(), None, "{length}");
        }
    }
}
