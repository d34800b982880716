//! The room in a file: which pieces are free. Lengths go in, places come out; what is given back is used again.

use std::collections::{BTreeMap, BTreeSet};

/// Pieces begin and end at multiples of this, so that bytes a little longer than those before them fit into their place.
const GRAIN: u64 = 1024;

/// The free pieces of a file, and its end.
#[derive(Debug, Default)]
pub(super) struct Room {
    end: u64,
    /// How long the free piece at each place is; no two touch each other, and none touches the end.
    free: BTreeMap<u64, u64>,
    /// The same pieces, shortest first.
    by_length: BTreeSet<(u64, u64)>,
}

impl Room {
    /// Returns where the file ends.
    pub(super) fn end(&self) -> u64 {
        self.end
    }

    /// Takes room for so many bytes: in the shortest piece that is long enough, or at the end.
    pub(super) fn take(&mut self, length: u64) -> u64 {
        let length = length.next_multiple_of(GRAIN);
        let Some((found, start)) = self.by_length.range((length, 0)..).next().copied() else {
            self.end += length;
            return self.end - length;
        };
        self.remove(start, found);
        if found > length {
            self.insert(start + length, found - length);
        }
        start
    }

    /// Gives the room of so many bytes back; returns where the file ends, if that is earlier than before.
    pub(super) fn give(&mut self, start: u64, length: u64) -> Option<u64> {
        let (mut start, mut length) = (start, length.next_multiple_of(GRAIN));
        if let Some((before, more)) = self.free.range(..start).next_back().map(|(at, length)| (*at, *length))
            && before + more == start
        {
            self.remove(before, more);
            (start, length) = (before, length + more);
        }
        if let Some(more) = self.free.get(&(start + length)).copied() {
            self.remove(start + length, more);
            length += more;
        }
        if start + length == self.end {
            self.end = start;
            return Some(start);
        }
        self.insert(start, length);
        None
    }

    /// Adds a free piece.
    fn insert(&mut self, start: u64, length: u64) {
        self.free.insert(start, length);
        self.by_length.insert((length, start));
    }

    /// Removes a free piece.
    fn remove(&mut self, start: u64, length: u64) {
        self.free.remove(&start);
        self.by_length.remove(&(length, start));
    }
}
