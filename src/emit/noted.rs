//! What other commands have written with drafts, noted beside its folder as what a build with drafts made.
//!
//! Takes a folder and the files that are about to come into it; changes its books alone. A build that publishes the folder
//! one day then removes the files, as it removes all that drafts have left.

use std::path::Path;

use twox_hash::XxHash3_128;

use crate::diag::Error;
use crate::route::OutPath;

use super::beside::Beside;
use super::books::{Books, State, write_manifest};
use super::disk::Disk;
use super::file_time::FileTime;
use super::lock::Lock;
use super::manifest::{Content, Entry, Reach};
use super::reach::keep_drafts_out;
use super::recovery::settle_for_writing;

/// Notes that drafts are in these files of `folder`, which need not stand yet.
///
/// # Errors
/// When the folder was published, and when its books cannot be written.
pub fn note_drafts(folder: &Path, files: &[(OutPath, &[u8])]) -> Result<(), Error> {
    keep_drafts_out(folder)?;
    let disk = Disk::default();
    let beside = Beside::make(&disk, folder)?;
    let lock = Lock::take(&beside.lock(), folder, &mut |_| {})?;
    settle_for_writing(&disk, &beside)?;
    keep_drafts_out(folder)?;
    // Books that are damaged are mended by nobody but a build.
    let Books { state, mut manifest, .. } = Books::read(&beside, Reach::Drafts)?;
    if state != State::Damaged {
        manifest.reach = Reach::Drafts;
        for (route, bytes) in files {
            let content = Content { length: bytes.len() as u64, hash: XxHash3_128::oneshot(bytes) };
            manifest.files.insert(route.clone(), Entry { content, time: FileTime::default() });
        }
        write_manifest(&disk, &beside, &manifest)?;
    }
    drop(lock);
    Ok(())
}
