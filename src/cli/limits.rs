//! Limits of the system that would end the program where an error is enough.

/// Makes a file that grows beyond what this user may write an error, as a full disk is, and not the end of the program.
///
/// The system sends a signal then, and whoever listens to it is told by the call as well. Where there is nobody to listen
/// to, nothing is lost but the sentence.
#[cfg(unix)]
pub(super) fn outlive_large_files() {
    use tokio::signal::unix::{SignalKind, signal};
    /// The number of the signal on Linux, macOS and the BSDs.
    const FILE_TOO_LARGE: i32 = 25;
    let Ok(runtime) = demarche::serve::runtime() else { return };
    let _inside = runtime.enter();
    let _ = signal(SignalKind::from_raw(FILE_TOO_LARGE));
}

/// Makes a file that grows beyond what this user may write an error: elsewhere it is one.
#[cfg(not(unix))]
pub(super) fn outlive_large_files() {}
