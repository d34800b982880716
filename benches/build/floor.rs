//! The bare floor: reads every source and writes every output file, and does nothing else.
//!
//! In go the folder of a site, a built output folder and the name of a folder to be made; out
//! comes that folder with the same files and bytes, and one line of figures. The bytes to be
//! written are in memory before the clock starts, since a build would have computed them. What is
//! timed is the walk over the sources, reading them, making the folders and writing the files, on
//! two threads. No generator that makes these files from those sources with ordinary calls to the
//! operating system can be much faster.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use walkdir::WalkDir;

use crate::generate::refuse_filled;

/// How many threads read and write.
const THREADS: usize = 2;

/// The figures of the timed section.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Floor {
    /// Seconds by the clock.
    pub(crate) wall: f64,
    /// Seconds of all threads on a processor, in user code and in the kernel.
    pub(crate) cpu: f64,
    /// How many files were written.
    pub(crate) files: usize,
    /// How many bytes were written.
    pub(crate) bytes: usize,
}

impl Floor {
    /// Returns the figures as one line of JSON, which `measure::floor` reads.
    pub(crate) fn to_json(self) -> String {
        let Self { wall, cpu, files, bytes } = self;
        format!(r#"{{"wall": {wall:.6}, "cpu": {cpu:.6}, "files": {files}, "bytes": {bytes}}}"#)
    }
}

/// A folder to be made, with the files to be written into it.
#[derive(Debug)]
struct Folder {
    /// Path of the folder.
    path: PathBuf,
    /// Names and bytes of its files.
    files: Vec<(PathBuf, Vec<u8>)>,
}

/// Reads the sources of `site` and writes the files of `made` into `out`, which must be absent or empty.
pub(crate) fn run(site: &Path, made: &Path, out: &Path) -> io::Result<Floor> {
    refuse_filled(out)?;
    let folders = load(made, out)?;
    let files = folders.iter().map(|folder| folder.files.len()).sum();
    let bytes = folders.iter().flat_map(|folder| &folder.files).map(|(_, bytes)| bytes.len()).sum();
    let before = own_cpu()?;
    let start = Instant::now();
    let sources = walk(&site.join("content"))?;
    let mut cpu = on_threads(sources.len(), |place, buffer| read_source(&sources[place], buffer))?;
    cpu += on_threads(folders.len(), |place, _| write_folder(&folders[place]))?;
    let wall = start.elapsed().as_secs_f64();
    cpu += own_cpu()? - before;
    Ok(Floor { wall, cpu, files, bytes })
}

/// Loads every file below `made`, grouped by folder and bound for `out`; parents come before children.
fn load(made: &Path, out: &Path) -> io::Result<Vec<Folder>> {
    let mut folders: Vec<Folder> = Vec::new();
    for entry in WalkDir::new(made).contents_first(false).sort_by(|a, b| {
        // Files first: a folder's files follow it at once, before those of its subfolders.
        (a.file_type().is_dir(), a.file_name()).cmp(&(b.file_type().is_dir(), b.file_name()))
    }) {
        let entry = entry?;
        let below = entry.path().strip_prefix(made).map_err(io::Error::other)?;
        if entry.file_type().is_dir() {
            folders.push(Folder { path: out.join(below), files: Vec::new() });
        } else if let Some(folder) = folders.last_mut() {
            folder.files.push((out.join(below), fs::read(entry.path())?));
        }
    }
    folders.retain(|folder| !folder.files.is_empty());
    Ok(folders)
}

/// Lists the files below a folder.
fn walk(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            paths.push(entry.into_path());
        }
    }
    Ok(paths)
}

/// Reads one source into a buffer that is used again.
fn read_source(path: &Path, buffer: &mut Vec<u8>) -> io::Result<()> {
    buffer.clear();
    fs::File::open(path)?.read_to_end(buffer)?;
    Ok(())
}

/// Makes one folder and writes its files.
fn write_folder(folder: &Folder) -> io::Result<()> {
    match fs::create_dir(&folder.path) {
        // The parent holds no file of its own, or another thread has yet to make it.
        Err(error) if error.kind() == io::ErrorKind::NotFound => fs::create_dir_all(&folder.path)?,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        other => other?,
    }
    folder.files.iter().try_for_each(|(path, bytes)| fs::write(path, bytes))
}

/// Hands the places 0 to `count` out to the threads and returns the seconds they spent on a processor.
fn on_threads(count: usize, work: impl Fn(usize, &mut Vec<u8>) -> io::Result<()> + Sync) -> io::Result<f64> {
    /// How many places a thread takes at once, so that the counter is no bottleneck.
    const STEP: usize = 16;
    let next = AtomicUsize::new(0);
    let one_thread = || -> io::Result<f64> {
        let mut buffer = Vec::new();
        loop {
            let first = next.fetch_add(STEP, Ordering::Relaxed);
            if first >= count {
                return own_cpu();
            }
            for place in first..count.min(first + STEP) {
                work(place, &mut buffer)?;
            }
        }
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(one_thread)).collect();
        threads.into_iter().try_fold(0.0, |sum, thread| {
            let seconds = thread.join().map_err(|_| io::Error::other("a thread of the floor has failed"))??;
            Ok(sum + seconds)
        })
    })
}

/// Returns the seconds that the calling thread has spent on a processor.
///
/// The kernel's tick counters step by 10 ms, which is a third of a small run; this file counts in
/// nanoseconds, but only up to the last time the thread was scheduled. Hence the short sleep.
pub(crate) fn own_cpu() -> io::Result<f64> {
    thread::sleep(Duration::from_micros(50));
    let line = fs::read_to_string("/proc/thread-self/schedstat")?;
    let nanoseconds = line.split_whitespace().next().and_then(|count| count.parse::<u64>().ok());
    let nanoseconds = nanoseconds.ok_or_else(|| io::Error::other("the kernel gives no processor time of a thread"))?;
    Ok(nanoseconds as f64 / 1e9)
}
