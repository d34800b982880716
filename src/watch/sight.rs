//! What stands in the site's folders, told without reading a file.
//!
//! Takes folders; gives a value that differs when a file or folder was added, removed, renamed or written to. A file's
//! length and times stand for its bytes: this is for where the system cannot tell what has changed.

use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use crate::ignored::{is_ignored, is_meant};
use crate::track::{Fingerprint, combine, fingerprint};

/// A fingerprint of everything that stands in some folders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sight(Fingerprint);

impl Sight {
    /// Looks through the folders of the site at `root`; what cannot be read counts as missing.
    pub(super) fn take(root: &Path, folders: &[String]) -> Sight {
        let mut all = 0;
        for folder in folders {
            let entries = WalkDir::new(root.join(folder)).follow_root_links(false).sort_by_file_name().into_iter();
            let kept = |entry: &DirEntry| {
                let name = entry.file_name().to_string_lossy();
                entry.depth() == 0 || is_meant(&name) || !is_ignored(&name)
            };
            for entry in entries.filter_entry(kept).flatten() {
                all = combine(all, fingerprint(entry.path().as_os_str().as_encoded_bytes()));
                all = combine(all, state_of(&entry));
            }
        }
        Sight(all)
    }
}

/// Returns what changes when the entry is written to; for a folder only that it is one, for its entries speak for it.
fn state_of(entry: &DirEntry) -> Fingerprint {
    if entry.file_type().is_dir() {
        return 1;
    }
    let Ok(metadata) = entry.metadata() else { return 0 };
    let modified = metadata.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    let nanos = modified.map_or(0, |time| time.as_nanos() as u64);
    combine(combine(metadata.len(), nanos), changed_at(&metadata))
}

/// Returns what tells a write that put the old time back: number and time of change of the file's entry.
#[cfg(unix)]
fn changed_at(metadata: &std::fs::Metadata) -> Fingerprint {
    use std::os::unix::fs::MetadataExt as _;
    combine(metadata.ino(), combine(metadata.ctime() as u64, metadata.ctime_nsec() as u64))
}

/// Returns nothing: this system keeps no such number.
#[cfg(not(unix))]
fn changed_at(_: &std::fs::Metadata) -> Fingerprint {
    0
}
