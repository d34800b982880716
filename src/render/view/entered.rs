//! The beginning and the end of a render on this thread: what it has left there goes.

use std::sync::Arc;

use super::{Snapshot, partial, running, slip, transient};

/// Ends the render on this thread.
pub(in crate::render) struct Entered;

impl Drop for Entered {
    fn drop(&mut self) {
        running::end();
        transient::clear();
        slip::clear();
        partial::clear();
    }
}

/// Begins a render on this thread. Answers that somebody was given here and nobody took are those of another snapshot, whose
/// numbers may mean something else in this one.
pub(in crate::render) fn enter(snapshot: &Arc<Snapshot>) -> Entered {
    drop(transient::take_answers());
    running::begin(snapshot);
    Entered
}
