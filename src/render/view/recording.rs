//! What the answers that are being made on a thread read, noted as they read it.
//!
//! What is made once for all, while an answer is made, is an answer by itself: whoever waits outside has not read what that read,
//! no more than whoever finds it made. Or what an answer was made of would depend on which thread was first.

use std::cell::RefCell;
use std::sync::Arc;

use super::read::Read;

/// What an answer was made of, in order and each once. Answers that were made of the same one after another share it.
pub type MadeOf = Arc<[Read]>;

/// What the answers being made on a thread have read; the lists are kept for those to come.
#[derive(Default)]
struct Frames {
    /// The lists, of the outermost answer first.
    all: Vec<Vec<Read>>,
    /// How many answers are being made.
    running: usize,
    /// What the last answer was made of.
    last: MadeOf,
}

impl Frames {
    /// Notes a read for the innermost answer, if there is one.
    fn note(&mut self, read: Read) {
        if let Some(frame) = self.running.checked_sub(1).map(|at| &mut self.all[at]) {
            // Most answers read a few parts in turns; the sort at the end deals with the rest.
            if !frame.iter().rev().take(4).any(|known| *known == read) {
                frame.push(read);
            }
        }
    }

    /// Begins an answer within those that are being made.
    fn begin(&mut self) {
        if self.all.len() == self.running {
            self.all.push(Vec::new());
        }
        self.all[self.running].clear();
        self.running += 1;
    }

    /// Returns what the innermost answer, which has just ended, was made of.
    fn ended(&mut self) -> MadeOf {
        let frame = &mut self.all[self.running];
        frame.sort_unstable();
        frame.dedup();
        if frame[..] != self.last[..] {
            self.last = frame.as_slice().into();
        }
        Arc::clone(&self.last)
    }
}

thread_local! {
    static READS: RefCell<Frames> = RefCell::default();
}

/// Ends the innermost answer, also when making it panics.
struct Running;

impl Drop for Running {
    fn drop(&mut self) {
        READS.with_borrow_mut(|frames| frames.running -= 1);
    }
}

/// Notes a read, if anybody wants to know.
pub(super) fn note(read: Read) {
    READS.with_borrow_mut(|frames| frames.note(read));
}

/// Notes what was noted before.
pub(super) fn note_all(reads: &[Read]) {
    READS.with_borrow_mut(|frames| reads.iter().for_each(|read| frames.note(*read)));
}

/// Tells whether anybody on this thread wants to know what is read.
pub(super) fn is_recording() -> bool {
    READS.with_borrow(|frames| frames.running > 0)
}

/// Makes something and returns what was read meanwhile.
pub(super) fn recorded<T>(make: impl FnOnce() -> T) -> (T, MadeOf) {
    READS.with_borrow_mut(Frames::begin);
    let running = Running;
    let made = make();
    drop(running);
    (made, READS.with_borrow_mut(Frames::ended))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_once_for_all_is_read_by_nobody_who_waits() {
        let [one, two] = [1, 2].map(Read::of_number);
        let (inner, outer) = recorded(|| {
            note(one);
            recorded(|| note(two)).1
        });
        assert_eq!((&outer[..], &inner[..]), (&[one][..], &[two][..]));
    }
}
