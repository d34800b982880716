//! Observed reads: which questions a computation asked.
//!
//! A question is a subject and one of its fields; what they stand for is the business of whoever notes them, for this
//! module knows no sites. [`observe`] runs a computation on this thread and gives the questions noted meanwhile.
//! Noting costs a few instructions and never allocates once the tables have grown. A computation must stay on its
//! thread: nothing inside it may be handed to another.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A fingerprint of bytes or of an answer.
pub type Fingerprint = u64;

/// Returns the fingerprint of some bytes (XXH3, 64 bits; for finding changes, not for withstanding attackers).
pub fn fingerprint(bytes: &[u8]) -> Fingerprint {
    twox_hash::XxHash3_64::oneshot(bytes)
}

/// Folds one more fingerprint into another, so that order matters.
pub fn combine(seed: Fingerprint, next: Fingerprint) -> Fingerprint {
    (seed.rotate_left(23) ^ next).wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(0x85eb_ca77_c2b2_ae63)
}

/// A table whose keys are mixed and not guarded: what the texts of one site can be is no attack on that site.
pub type Table<K, V> = HashMap<K, V, BuildHasherDefault<Mixer>>;

/// Mixes what a key is made of.
#[derive(Debug, Default)]
pub struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = combine(self.0, fingerprint(bytes));
    }

    fn write_u8(&mut self, number: u8) {
        self.write_u64(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = combine(self.0, number);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }
}

/// How many bits of a question are its field.
const FIELD_BITS: u32 = 7;
/// The number of fields a subject can have.
pub const FIELD_LIMIT: u8 = 1 << FIELD_BITS;

/// One question: a field of a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Question(u64);

impl Question {
    /// Returns the question for a field of a subject.
    pub fn new(subject: impl Into<u64>, field: u8) -> Question {
        let subject = subject.into();
        debug_assert!(field < FIELD_LIMIT && subject >> (64 - FIELD_BITS) == 0);
        Question(subject << FIELD_BITS | u64::from(field))
    }

    /// Returns the question as one number.
    pub fn number(self) -> u64 {
        self.0
    }

    /// Returns the question that has become a number.
    pub fn of_number(number: u64) -> Question {
        Question(number)
    }

    /// Returns the subject's number.
    pub fn subject(self) -> u64 {
        self.0 >> FIELD_BITS
    }

    /// Returns the field's number.
    pub fn field(self) -> u8 {
        (self.0 % u64::from(FIELD_LIMIT)) as u8
    }
}

/// The questions one computation asked, in order and each once, with the fingerprints of the answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace(pub Vec<(Question, Fingerprint)>);

impl Trace {
    /// Returns the trace of the questions, asking `answer` for each fingerprint.
    pub fn new(questions: &[Question], answer: impl Fn(Question) -> Fingerprint) -> Trace {
        Trace(questions.iter().map(|question| (*question, answer(*question))).collect())
    }
}

/// The computations running on this thread, outermost first; the lists are kept for the next one.
#[derive(Default)]
struct Tracker {
    frames: Vec<Frame>,
    running: usize,
}

/// A computation and what it has noted.
#[derive(Default)]
struct Frame {
    questions: Vec<Question>,
    /// Whether anybody wants to know.
    observed: bool,
}

impl Tracker {
    /// Begins a computation within those that run.
    fn begin(&mut self, observed: bool) {
        if self.frames.len() == self.running {
            self.frames.push(Frame::default());
        }
        let frame = &mut self.frames[self.running];
        frame.questions.clear();
        frame.observed = observed;
        self.running += 1;
        OBSERVED.set(observed);
    }

    /// Ends the innermost computation.
    fn end(&mut self) {
        self.running -= 1;
        OBSERVED.set(self.running.checked_sub(1).is_some_and(|at| self.frames[at].observed));
    }
}

thread_local! {
    static TRACKER: RefCell<Tracker> = RefCell::default();
    /// Whether anybody wants to know what the innermost computation asks: in a build that keeps nothing, nobody does.
    static OBSERVED: Cell<bool> = const { Cell::new(false) };
}

/// Ends the innermost computation, also when it panics.
struct Running;

impl Drop for Running {
    fn drop(&mut self) {
        TRACKER.with_borrow_mut(Tracker::end);
    }
}

/// Runs a computation and returns its result with the questions it noted, in order and each once.
///
/// Computations may nest; what an inner one notes is not noted by the outer one.
pub fn observe<T>(run: impl FnOnce() -> T) -> (T, Vec<Question>) {
    TRACKER.with_borrow_mut(|tracker| tracker.begin(true));
    let running = Running;
    let result = run();
    let questions = TRACKER.with_borrow_mut(|tracker| {
        let questions = &mut tracker.frames[tracker.running - 1].questions;
        questions.sort_unstable();
        questions.dedup();
        questions.clone()
    });
    drop(running);
    (result, questions)
}

/// Runs a computation apart, like [`observe`], whose questions nobody wants to know.
pub fn unobserved<T>(run: impl FnOnce() -> T) -> T {
    TRACKER.with_borrow_mut(|tracker| tracker.begin(false));
    let _running = Running;
    run()
}

/// Notes a question of the innermost computation on this thread; outside of any, nothing happens.
pub fn note(question: Question) {
    if !OBSERVED.get() {
        return;
    }
    TRACKER.with_borrow_mut(|tracker| {
        if let Some(at) = tracker.running.checked_sub(1) {
            let questions = &mut tracker.frames[at].questions;
            // Loops ask the same thing again and again; the sort at the end deals with the rest.
            if questions.last() != Some(&question) {
                questions.push(question);
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_collected_once_and_in_order() {
        let ((), questions) = observe(|| {
            for (subject, field) in [(7_u32, 1), (2, 0), (7, 3), (7, 1)] {
                note(Question::new(subject, field));
            }
        });
        assert_eq!(questions, [Question::new(2_u32, 0), Question::new(7_u32, 1), Question::new(7_u32, 3)]);
        assert_eq!((questions[2].subject(), questions[2].field()), (7, 3));
    }

    #[test]
    fn inner_computations_keep_their_questions() {
        let (inner, outer) = observe(|| {
            note(Question::new(1_u32, 0));
            let ((), inner) = observe(|| note(Question::new(2_u32, 0)));
            note(Question::new(3_u32, 0));
            inner
        });
        assert_eq!(inner, [Question::new(2_u32, 0)]);
        assert_eq!(outer, [Question::new(1_u32, 0), Question::new(3_u32, 0)]);
    }

    #[test]
    fn what_runs_unobserved_notes_nothing() {
        let ((), outer) = observe(|| {
            note(Question::new(1_u32, 0));
            unobserved(|| note(Question::new(2_u32, 0)));
            note(Question::new(3_u32, 0));
        });
        assert_eq!(outer, [Question::new(1_u32, 0), Question::new(3_u32, 0)]);
    }

    #[test]
    fn a_panic_ends_the_computation() {
        let caught = std::panic::catch_unwind(|| observe(|| panic!("on purpose")));
        assert!(caught.is_err());
        let ((), questions) = observe(|| note(Question::new(1_u32, 0)));
        assert_eq!(questions.len(), 1);
    }
}
