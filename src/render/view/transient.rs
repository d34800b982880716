//! Fields that only the running render reads, such as the text of a page: made when they are asked for, and gone with it.
//!
//! Where somebody wants to know what the render was told, the fingerprint of such an answer is taken while it is there.

use std::cell::RefCell;

use minijinja::Value;

use super::Snapshot;
use super::fields::Builder;
use super::fingerprint::fingerprint_value;
use super::recording::{self, MadeOf};
use crate::track::{Fingerprint, Question};

thread_local! {
    /// The fields of entities that only the render running on this thread reads.
    static PASSING: RefCell<Vec<(u32, Builder)>> = const { RefCell::new(Vec::new()) };
    /// The answers that the render running on this thread was given and nobody keeps.
    static ANSWERS: RefCell<Vec<Answer>> = const { RefCell::new(Vec::new()) };
}

/// A question, the fingerprint of its answer, and what that was made of.
pub type Answer = (Question, Fingerprint, MadeOf);

/// Returns the answers that renders on this thread were given since the last time, and that nobody keeps.
pub(in crate::render) fn take_answers() -> Vec<Answer> {
    ANSWERS.take()
}

/// Forgets what the render that ends has read.
pub(super) fn clear() {
    PASSING.with_borrow_mut(Vec::clear);
}

/// Runs a render within the one on this thread; what only the inner one reads goes when it ends.
pub(super) fn within<T>(render: impl FnOnce() -> T) -> T {
    let before = PASSING.with_borrow(Vec::len);
    let result = render();
    PASSING.with_borrow_mut(|kept| kept.truncate(before));
    result
}

impl Snapshot {
    /// Returns the value of a field that only the running render reads; it goes when that ends.
    ///
    /// Where somebody wants to know what the render was told, the fingerprint is taken now, or the value would have to be
    /// made once more.
    pub(super) fn transient_field(&self, id: u32, at: usize) -> Value {
        if !self.observed || recording::is_recording() {
            return self.settled_field(id, at);
        }
        let told = PASSING.with_borrow(|kept| kept.iter().any(|(known, fields)| *known == id && fields.is_told(at)));
        if told {
            return self.settled_field(id, at);
        }
        let ((value, fingerprint), reads) = recording::recorded(|| {
            let value = self.settled_field(id, at);
            let fingerprint = fingerprint_value(self, &value);
            (value, fingerprint)
        });
        PASSING.with_borrow_mut(|kept| {
            kept.iter_mut().filter(|(known, _)| *known == id).for_each(|(_, fields)| fields.tell(at));
        });
        ANSWERS.with_borrow_mut(|answers| answers.push((Question::new(id, at as u8), fingerprint, reads)));
        value
    }

    /// Returns the value of a field that only the running render reads, made if it was not yet.
    fn settled_field(&self, id: u32, at: usize) -> Value {
        PASSING.with_borrow_mut(|kept| {
            // The entity is most likely the one that was asked last.
            let place = kept.iter().rposition(|(known, _)| *known == id).unwrap_or_else(|| {
                kept.push((id, Builder::new(self.entities.get(id).kind())));
                kept.len() - 1
            });
            kept[place].1.settle(at, |fields, name| self.make_transient_fields(id, name, fields))
        })
    }
}
