//! What the figures were taken on, in words.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Returns processors, kernel, file system of the work folder, and the state of the sources.
pub(crate) fn described(work: &Path) -> String {
    let threads = std::thread::available_parallelism().map_or(0, usize::from);
    let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processors.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    format!(
        "{threads} threads of {}; Linux {}; work folder on {}; demarche {} at {}",
        model.map_or("an unnamed processor", |(_, name)| name.trim()),
        kernel.trim(),
        file_system(work),
        env!("CARGO_PKG_VERSION"),
        commit(),
    )
}

/// Returns how busy the machine was in the last minute: processes that wanted a processor, on average.
pub(crate) fn load() -> f64 {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().and_then(|load| load.parse().ok()).unwrap_or(f64::NAN)
}

/// Returns the commit of the sources, short.
fn commit() -> String {
    let git = |words: &[&str]| Command::new("git").args(words).current_dir(env!("CARGO_MANIFEST_DIR")).output();
    match git(&["rev-parse", "--short=10", "HEAD"]) {
        Ok(output) if output.status.success() => String::from_utf8_lossy(&output.stdout).trim().to_owned(),
        _ => "no commit".to_owned(),
    }
}

/// Returns the type of the file system that a folder lies on.
fn file_system(folder: &Path) -> String {
    let mounts = fs::read_to_string("/proc/mounts").unwrap_or_default();
    let mut best = (0, "an unknown file system".to_owned());
    for line in mounts.lines() {
        let cells: Vec<&str> = line.split(' ').collect();
        let [_, point, kind, ..] = cells[..] else { continue };
        if folder.starts_with(point) && point.len() >= best.0 {
            best = (point.len(), kind.to_owned());
        }
    }
    best.1
}
