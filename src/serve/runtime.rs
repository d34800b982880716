//! What waits for connections and signals, on one thread.

use std::io;

use tokio::runtime::{Builder, Runtime};

/// Returns a runtime.
///
/// # Errors
/// When the system has no file handle left for it.
pub fn runtime() -> io::Result<Runtime> {
    // What tells of signals panics where there is no handle for it: these are at least as many as all of it takes.
    #[cfg(unix)]
    let room = [(); 3].map(|()| std::os::unix::net::UnixStream::pair());
    #[cfg(unix)]
    for pair in room {
        drop(pair?);
    }
    Builder::new_current_thread().enable_all().build()
}
