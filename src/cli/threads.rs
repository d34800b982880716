//! The threads that builds share, as many as the system gives.
//!
//! They are begun before rayon is asked for its pool: it tries once, and panics later where that has failed.

use std::sync::mpsc::{Receiver, Sender, channel};

use rayon::{ThreadBuilder, ThreadPoolBuilder};

/// The stack of a worker thread: layouts may nest, and each level costs a good deal.
const STACK: usize = 16 * 1024 * 1024;

/// Starts the threads; where the system has not enough of them, all work is done on the one there is.
pub(super) fn start() {
    let count = std::thread::available_parallelism().map_or(1, usize::from);
    // Each failure means that a pool exists already, which nothing before this makes.
    let _ = match begin(count) {
        Some(workers) => {
            let mut workers = workers.into_iter();
            let hand_over = move |work: ThreadBuilder| {
                let worker = workers.next().ok_or_else(|| std::io::Error::other("no thread is left"))?;
                worker.send(work).map_err(|_| std::io::Error::other("a thread is gone"))
            };
            ThreadPoolBuilder::new().num_threads(count).spawn_handler(hand_over).build_global()
        }
        None => ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global(),
    };
}

/// Begins this many threads, which wait for work; nothing if the system has not one more than that.
fn begin(count: usize) -> Option<Vec<Sender<ThreadBuilder>>> {
    let wait = |work: Receiver<ThreadBuilder>| move || work.recv().into_iter().for_each(ThreadBuilder::run);
    let begun = |_| {
        let (sender, receiver) = channel();
        std::thread::Builder::new().stack_size(STACK).spawn(wait(receiver)).ok().map(|_| sender)
    };
    // Layouts are compiled on a thread of their own, so there has to be one to spare.
    let mut workers: Vec<Sender<ThreadBuilder>> = (0..=count).map(begun).collect::<Option<_>>()?;
    workers.truncate(count);
    Some(workers)
}
