//! Single files that other commands write, under the rules of the output: none of somebody else's is overwritten, and none
//! is written through a link.
//!
//! Takes a folder and files; changes those, and a list beside the folder of what was written there, by which the next such
//! command knows its own. A file stands whole, or as it was.

use std::fs;
use std::path::Path;

use twox_hash::XxHash3_128;

use crate::diag::Error;
use crate::route::OutPath;

use super::beside::Beside;
use super::books::State;
use super::conflict::{Conflict, Reason, refuse};
use super::disk::{Disk, under};
use super::lock::Lock;
use super::tree::{Standing, Tree};

/// How many files the list names; the oldest are forgotten.
const MOST: usize = 200;

/// Fails where [`write_files`] would refuse these files; changes nothing.
///
/// # Errors
/// When something stands in the folder that no such command has written, and when it is none.
pub fn may_write(folder: &Path, files: &[(OutPath, &[u8])]) -> Result<(), Error> {
    let Some(beside) = Beside::find(folder)?.filter(|beside| beside.out.is_dir()) else { return Ok(()) };
    refuse_foreign(&beside, files, &known_in(&beside))
}

/// Writes files into `folder`, which need not stand, all of them or none.
///
/// # Errors
/// When something stands there that no such command has written, and when the disk says no.
pub fn write_files(folder: &Path, files: &[(OutPath, &[u8])]) -> Result<(), Error> {
    let disk = Disk::default();
    disk.make_folders(folder).map_err(|error| Error::io("cannot make", folder, error))?;
    let beside = match Beside::make(&disk, folder) {
        Ok(beside) => beside,
        // Where nothing can be kept beside the folder, nothing in it is known for our own.
        Err(error) => {
            let beside = Beside::find(folder)?.ok_or(error)?;
            refuse_foreign(&beside, files, &[])?;
            return place(&disk, &beside, files);
        }
    };
    let lock = Lock::take(&beside.lock(), folder, &mut |_| {})?;
    let list = beside.single_files();
    let mut known = known_in(&beside);
    refuse_foreign(&beside, files, &known)?;
    // Listed before they stand: killed between the two, the next command still knows the old ones and the new.
    for (route, bytes) in files {
        let line = line_of(route, bytes);
        known.retain(|known| *known != line);
        known.push(line);
    }
    let first = known.len().saturating_sub(MOST);
    let text = known[first..].iter().map(|line| format!("{line}\n")).collect::<String>();
    disk.write_book(&list, text.as_bytes()).map_err(|error| Error::io("cannot write", &list, error))?;
    let written = place(&disk, &beside, files);
    drop(lock);
    written
}

/// Returns the lines of the list of what was written into a folder.
fn known_in(beside: &Beside) -> Vec<String> {
    let text = fs::read_to_string(beside.single_files()).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}

/// Returns the line of the list for a file with these bytes.
fn line_of(route: &OutPath, bytes: &[u8]) -> String {
    format!("{:032x} {route}", XxHash3_128::oneshot(bytes))
}

/// Fails where something stands at the place of a file that is not in the list.
fn refuse_foreign(beside: &Beside, files: &[(OutPath, &[u8])], known: &[String]) -> Result<(), Error> {
    let tree = Tree::open(&beside.out)?;
    let mut conflicts = Vec::new();
    for (route, bytes) in files {
        let reason = match tree.standing(route.as_str())? {
            Standing::Nothing => continue,
            Standing::Link => Reason::Link,
            Standing::Folder | Standing::Special => Reason::FileNeeded,
            Standing::File(..) => {
                let path = under(&beside.out, route.as_str());
                let standing = fs::read(&path).map_err(|error| Error::io("cannot read", &path, error))?;
                if standing == *bytes || known.contains(&line_of(route, &standing)) {
                    continue;
                }
                Reason::Foreign
            }
        };
        conflicts.push(Conflict::new(route.as_str(), reason));
    }
    refuse(conflicts, beside, State::Whole).map_or(Ok(()), Err)
}

/// Puts files in their places: all of them beside it first, and then each in one step.
fn place(disk: &Disk, beside: &Beside, files: &[(OutPath, &[u8])]) -> Result<(), Error> {
    let mut staged = Vec::new();
    let mut placed = Ok(());
    for (route, bytes) in files {
        let path = under(&beside.out, route.as_str());
        let new = path.with_file_name(format!(".{route}.{}.new", std::process::id()));
        placed = disk.write_undated(&new, bytes).map_err(|error| Error::io("cannot write", &path, error));
        staged.push((new, path));
        if placed.is_err() {
            break;
        }
    }
    for (new, path) in &staged {
        if placed.is_ok() {
            placed = disk.rename(new, path).map_err(|error| Error::io("cannot write", path, error));
        }
        if placed.is_err() {
            // What is left of it would be in the way, and on a full disk take the last room.
            let _ = disk.remove_file(new);
        }
    }
    placed
}
