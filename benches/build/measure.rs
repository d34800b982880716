//! Runs a program as a process of its own and says what it cost.
//!
//! In goes a command line, out come seconds and peak memory. The accounting is done by
//! `benches/measure.py`, which asks the kernel about the finished child: from safe Rust without
//! further crates that answer cannot be had, and sampling a running process would miss its peak.

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

/// Returns a command that runs a program under the script; arguments, folder and environment may be added.
pub(crate) fn program(program: &Path) -> Command {
    let mut command = Command::new("python3");
    command.arg(SCRIPT).arg(program);
    command
}

/// Runs a command of [`program`] to its end and returns its cost; a status other than 0 is an error.
pub(crate) fn run(command: &mut Command) -> io::Result<Cost> {
    run_to(command, 0.0)
}

/// Runs a command of [`program`] that is to end with a status and returns its cost.
pub(crate) fn run_to(command: &mut Command, status: f64) -> io::Result<Cost> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::piped()).output()?;
    let line = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() || number(&line, "exit") != Some(status) {
        let status = number(&line, "exit").map_or("no status".to_owned(), |status| format!("status {status}"));
        let said = String::from_utf8_lossy(&output.stderr);
        let name = command.get_args().nth(1).unwrap_or_default().display();
        return Err(io::Error::other(format!("`{name}` has failed with {status}: {}", said.trim())));
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
