//! Targets that take much work: made one at a time, whatever the number of threads, and each with a deep stack.
//!
//! A layout may make values as large as its fuel pays for. So each target has little of it at first, which is more than
//! nearly all need; one that runs out begins anew with all there is, when no other does. What threads hold together stays
//! bounded in this way, and whether a target can be made depends on nothing but itself.

use std::cell::Cell;
use std::error::Error as _;
use std::io;
use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread;

use minijinja::{Environment, Error, ErrorKind};

/// How much work a layout may do beside others.
pub(super) const EASY: u64 = 250_000;
/// How much work one layout may do: far more than any page needs, and less than two seconds.
pub(super) const FUEL: u64 = 1_000_000;
/// How many bytes of text a layout can make with all its fuel, in millions.
pub(super) const MEGABYTES: u64 = FUEL * 64 / 1_000_000;
/// The stack for all the work that a layout may do, in bytes: a list within a list is let go of level by level.
const STACK: usize = 512 * 1024 * 1024;

thread_local! {
    /// Whether a layout has run out of what it may do beside others, on this thread.
    static RAN_OUT: Cell<bool> = const { Cell::new(false) };
}

/// One target at a time.
static TURN: Mutex<()> = Mutex::new(());

/// Notes that a layout failed for it ran out of what it may do beside others, if it did.
pub(super) fn note(environment: &Environment<'_>, error: &Error) {
    if environment.fuel() == Some(EASY) && is_exhausted(error) {
        RAN_OUT.set(true);
    }
}

/// Tells whether a layout has run out since the last time that was asked, on this thread.
pub(super) fn ran_out() -> bool {
    RAN_OUT.take()
}

/// Does work that needs all the fuel, in its turn and on a thread of its own; fails where the system has none.
pub(super) fn work<T: Send>(
    environment: &Environment<'static>,
    make: impl FnOnce(&Environment<'static>) -> T + Send,
) -> io::Result<T> {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let mut environment = environment.clone();
    environment.set_fuel(Some(FUEL));
    thread::scope(|scope| {
        let worker = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || make(&environment))?;
        Ok(worker.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

/// Tells whether a failure is one of fuel.
pub(super) fn is_exhausted(error: &Error) -> bool {
    let mut error = Some(error);
    while let Some(found) = error {
        if found.kind() == ErrorKind::OutOfFuel {
            return true;
        }
        error = found.source().and_then(|source| source.downcast_ref());
    }
    false
}
