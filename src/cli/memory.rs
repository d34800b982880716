//! Limits of memory: where the system has set one, a command is done by a second process, and the first says so if that is ended.
//!
//! A program that gets no memory is ended at once, wherever it is just then: there is no value to return, nor a panic to
//! catch. So the first process does nothing but wait. Where there is no limit there is no second one, and nothing is paid.
#![expect(clippy::disallowed_methods, reason = "the program is begun once more, with a word in its environment")]

use std::process::{Command as Process, ExitCode, ExitStatus};

use demarche::diag::mistakes;

use super::arguments::Command;
use super::{FAILURE, recovery, report};

/// The variable by which the second process knows that it is one, and whose.
const MARK: &str = "DEMARCHE_WATCHED_BY";

/// Does what a command asks for in a second process, where the system may end it; nothing where it is to be done in this one.
pub(super) fn watched(command: &Command) -> Option<ExitCode> {
    if std::env::var_os(MARK).is_some() {
        end_with_parent();
        return None;
    }
    if matches!(command, Command::Completions(_)) || !is_limited() {
        return None;
    }
    // Where there is no room for a second process, this one goes as far as it comes.
    let mut process = Process::new(std::env::current_exe().ok()?);
    let process = process.args(std::env::args_os().skip(1)).env(MARK, std::process::id().to_string());
    let status = process.status().ok()?;
    Some(
        status
            .code()
            .map_or_else(|| told(command, status), |code| ExitCode::from(u8::try_from(code).unwrap_or(FAILURE))),
    )
}

/// Says that the system has ended a command, and leaves its output whole.
fn told(command: &Command, status: ExitStatus) -> ExitCode {
    if !is_for_memory(status) {
        return ExitCode::from(FAILURE);
    }
    report::diagnostics(&[mistakes::no_memory()], command.format());
    recovery::complete_all(command);
    ExitCode::from(FAILURE)
}

/// Tells whether a process was ended as those are that get no memory; and not by somebody who has had enough of it.
#[cfg(unix)]
fn is_for_memory(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    /// Those of a failed allocation, of memory that is not there, of the system that needs it itself, and of a full stack.
    const SIGNALS: [i32; 4] = [6, 7, 9, 11];
    status.signal().is_some_and(|signal| SIGNALS.contains(&signal))
}

/// Tells whether a process was ended as those are that get no memory.
#[cfg(not(unix))]
fn is_for_memory(_: ExitStatus) -> bool {
    true
}

/// Ends this process with the one that has begun it, for nobody would know of it any more.
#[cfg(target_os = "linux")]
fn end_with_parent() {
    use rustix::process::{Signal, getppid, set_parent_process_death_signal};
    let _ = set_parent_process_death_signal(Some(Signal::KILL));
    let parent = getppid().map(|parent| parent.as_raw_nonzero().to_string());
    let is_there = parent.as_deref().map(std::ffi::OsStr::new) == std::env::var_os(MARK).as_deref();
    // It may have ended before this one could ask to be told, or the word is of another day.
    if !is_there && parent.as_deref() == Some("1") {
        std::process::exit(i32::from(FAILURE));
    }
}

/// Ends this process with the one that has begun it: elsewhere nothing tells.
#[cfg(not(target_os = "linux"))]
fn end_with_parent() {}

/// Tells whether the system has set a limit that a command may reach.
#[cfg(unix)]
fn is_limited() -> bool {
    use rustix::process::{Resource, getrlimit};
    let limits = [Resource::As, Resource::Data].map(|resource| getrlimit(resource).current);
    limits.iter().any(Option::is_some) || is_grouped()
}

/// Tells whether the system has set a limit that a command may reach.
#[cfg(not(unix))]
fn is_limited() -> bool {
    false
}

/// Tells whether a container that this process runs in has little memory.
#[cfg(unix)]
fn is_grouped() -> bool {
    /// No command takes as much as that, but for sites of tens of thousands of pages.
    const LITTLE: u64 = 1 << 30;
    let files = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"];
    let limits = files.iter().filter_map(|file| std::fs::read_to_string(file).ok()?.trim().parse::<u64>().ok());
    limits.min().is_some_and(|limit| limit < LITTLE)
}
