//! Runs a program as a process of its own and says what it cost.
//!
//! In goes a command line, out come seconds and peak memory. The accounting is done by
//! `benches/measure.py`, which asks the kernel about the finished child: from safe Rust without
//! further crates that answer cannot be had, and sampling a running process would miss its peak.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

/// The script that runs a command and prints its figures.
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/measure.py");

/// What one run of a program cost.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cost {
    /// Seconds by the clock.
    pub(crate) wall: f64,
    /// Seconds on a processor, in user code and in the kernel.
    pub(crate) cpu: f64,
    /// Of these, seconds in the kernel; not known of the floor.
    pub(crate) sys: f64,
    /// Largest resident memory in megabytes of a million bytes; meaningless for the floor.
    pub(crate) memory: f64,
}

/// Runs a command to its end and returns its cost; a status other than 0 is an error.
pub(crate) fn run<S: AsRef<OsStr>>(program: &Path, arguments: &[S]) -> io::Result<Cost> {
    cost(Command::new("python3").arg(SCRIPT).arg(program).args(arguments), program)
}

/// Runs a command that works on one thread alone, so that what it costs is what one core can do.
pub(crate) fn run_on_one_thread<S: AsRef<OsStr>>(program: &Path, arguments: &[S]) -> io::Result<Cost> {
    cost(Command::new("python3").arg(SCRIPT).arg(program).args(arguments).env("RAYON_NUM_THREADS", "1"), program)
}

/// Runs a command that keeps its cache in a folder of its own.
pub(crate) fn run_with<S: AsRef<OsStr>>(program: &Path, arguments: &[S], cache: &Path) -> io::Result<Cost> {
    cost(Command::new("python3").arg(SCRIPT).arg(program).args(arguments).env("XDG_CACHE_HOME", cache), program)
}

/// Runs a command on one thread with a cache of its own, to the end that it is to have.
pub(crate) fn run_on_one_thread_with<S: AsRef<OsStr>>(
    program: &Path,
    arguments: &[S],
    cache: &Path,
    status: f64,
) -> io::Result<Cost> {
    let mut command = Command::new("python3");
    command.arg(SCRIPT).arg(program).args(arguments).env("RAYON_NUM_THREADS", "1").env("XDG_CACHE_HOME", cache);
    cost_of(&mut command, program, status)
}

/// Runs the script with a command that is to end well and returns what it says.
fn cost(command: &mut Command, program: &Path) -> io::Result<Cost> {
    cost_of(command, program, 0.0)
}

/// Runs the script with a command that is to end with a status and returns what it says.
fn cost_of(command: &mut Command, program: &Path, status: f64) -> io::Result<Cost> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::piped()).output()?;
    let line = String::from_utf8_lossy(&output.stdout);
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() || number(&line, "exit") != Some(status) {
        let status = number(&line, "exit").map_or("no status".to_owned(), |status| format!("status {status}"));
        let name = program.file_name().unwrap_or(program.as_os_str());
        return Err(io::Error::other(format!("`{}` has failed with {status}: {said}", name.display())));
    }
    let take = |name| number(&line, name).ok_or_else(|| io::Error::other(format!("no `{name}` in `{line}`")));
    let (user, sys) = (take("user")?, take("sys")?);
    Ok(Cost { wall: take("wall")?, cpu: user + sys, sys, memory: take("max_rss_kb")? * 1024.0 / 1e6 })
}

/// Runs the bare floor in a process of its own and returns the cost of its timed section.
pub(crate) fn floor(site: &Path, made: &Path, out: &Path) -> io::Result<Cost> {
    let output = Command::new(std::env::current_exe()?)
        .arg("floor")
        .args([site, made, out])
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()?;
    let line = String::from_utf8_lossy(&output.stdout);
    match (output.status.success(), number(&line, "wall"), number(&line, "cpu")) {
        (true, Some(wall), Some(cpu)) => Ok(Cost { wall, cpu, ..Cost::default() }),
        _ => Err(io::Error::other("the floor has failed")),
    }
}

/// Returns the number behind a key in one line of flat JSON.
pub(crate) fn number(line: &str, key: &str) -> Option<f64> {
    let (_, after) = line.split_once(&format!("\"{key}\":"))?;
    let end = after.find([',', '}'])?;
    after[..end].trim().parse().ok()
}
