//! A stack for going through the text of a layout, whatever it is.
//!
//! The engine's parser and compiler call themselves for each operator in a row and each `elif`, and so does what goes through the
//! tree that it makes: a hostile layout could exhaust the stack. So a layout has a greatest length, and a stack on which the worst
//! of that length fits.

use std::io;
use std::panic::resume_unwind;
use std::thread;

/// The longest layout, in bytes: the time to compile the worst of layouts grows with more than its square.
pub(super) const LAYOUT_LIMIT: usize = 64 * 1024;
/// The stack for a layout of the greatest length, in bytes; shorter ones take less.
const STACK: usize = 256 * 1024 * 1024;
/// The stack for the shortest layout, in bytes.
const LEAST_STACK: usize = 1024 * 1024;

/// Does work on a layout of a length, on a thread with the stack for it; fails where the system has none.
pub(super) fn for_layout<T: Send>(length: usize, work: impl FnOnce() -> T + Send) -> io::Result<T> {
    let stack = LEAST_STACK + length.min(LAYOUT_LIMIT) * (STACK / LAYOUT_LIMIT);
    thread::scope(|scope| {
        let worker = thread::Builder::new().stack_size(stack).spawn_scoped(scope, work)?;
        Ok(worker.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}
