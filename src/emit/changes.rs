//! The changes: what must be done to a standing output so that it becomes the new one.
//!
//! Takes the last manifest, the files of this build and the standing tree; gives operations in the order in which
//! they are safe, or the conflicts that forbid them all. It promises that nothing is planned against a file that is
//! not the program's own.

use std::collections::{BTreeSet, HashSet};

use crate::diag::Error;
use crate::route::OutPath;

use super::conflict::{Conflict, Reason};
use super::disk::{folder_of, folders_above};
use super::journal::Op;
use super::manifest::{Entry, Manifest};
use super::stage::Spare;
use super::tree::{Folder, Standing, Tree};

/// What is to happen with one file of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// The same bytes stand in its place.
    Unchanged,
    /// It is staged at its route, and nothing stands in its place.
    New,
    /// It is staged as this spare file, and replaces a file of the last build.
    Over(Spare),
    /// It is staged as this spare file, and a folder stands in its place.
    InsteadOfFolder(Spare),
    /// It is not staged, for it may not be written.
    Refused,
}

/// One file of a build.
#[derive(Clone, Debug)]
pub(super) struct Record {
    /// Where it stands.
    pub(super) route: OutPath,
    /// What it holds, and its time.
    pub(super) entry: Entry,
    /// What is to happen with it.
    pub(super) fate: Fate,
}

/// What a commit is to do.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// The operations, in order.
    pub(super) ops: Vec<Op>,
    /// The number of files removed.
    pub(super) removed: usize,
    /// The files that the last build made and this one does not, but which somebody has changed since: they stay.
    pub(super) kept_foreign: Vec<String>,
    /// What stands in the way; if there is any, nothing may be done.
    pub(super) conflicts: Vec<Conflict>,
}

/// Plans the way from the standing tree to the files of `records`, which are ordered by route.
pub(super) fn plan_changes(last: &Manifest, records: &[Record], tree: &Tree) -> Result<Changes, Error> {
    let mut changes = Changes::default();
    let gone = find_gone(last, records, tree, &mut changes)?;
    let needed = Needed::of(records, !gone.is_empty());
    let files = BTreeSet::from_iter(gone.iter().filter(|gone| gone.stands).map(|gone| gone.route.as_str()));
    let folders: BTreeSet<&str> = gone.iter().flat_map(|gone| folders_above(gone.route.as_str())).collect();
    let folders: BTreeSet<&str> = folders.into_iter().filter(|folder| !needed.folders.contains(folder)).collect();

    find_conflicts(records, tree, &files, &folders, &mut changes.conflicts)?;
    let (first, last): (Vec<&str>, Vec<&str>) = files.iter().partition(|file| needed.clears_the_way(file));
    let (first_folders, last_folders): (Vec<&str>, Vec<&str>) =
        folders.iter().rev().partition(|folder| needed.clears_the_way(folder));
    changes.removed = files.len();
    // A visitor may come at any moment: new things (a style sheet under a new name) stand before the pages that use
    // them are replaced, and what nobody refers to any more goes last. Only what is in the way must go first.
    changes.ops.extend(first.into_iter().map(|file| Op::Remove(route_of(file))));
    changes.ops.extend(first_folders.into_iter().map(|folder| Op::RemoveFolder(route_of(folder))));
    plan_places(records, tree, &mut changes.ops)?;
    changes.ops.extend(last.into_iter().map(|file| Op::Remove(route_of(file))));
    changes.ops.extend(last_folders.into_iter().map(|folder| Op::RemoveFolder(route_of(folder))));
    Ok(changes)
}

/// Returns the route of a file, or of a folder above one.
fn route_of(path: &str) -> OutPath {
    OutPath::parse(path).expect("a part of a route, cut at a `/`, is one")
}

/// A file that the last build made and this one does not.
struct Gone<'a> {
    /// Where it stood.
    route: &'a OutPath,
    /// Whether it still stands, as it was.
    stands: bool,
}

/// Finds the files of the last build that are not in this one and whose folder still stands.
fn find_gone<'a>(
    last: &'a Manifest,
    records: &[Record],
    tree: &Tree,
    changes: &mut Changes,
) -> Result<Vec<Gone<'a>>, Error> {
    let mut gone = Vec::new();
    for (route, Entry { content, .. }) in &last.files {
        if records.binary_search_by(|record| record.route.cmp(route)).is_ok() {
            continue;
        }
        let path = route.as_str();
        match tree.folder(folder_of(path))? {
            Folder::Stands(_) => {}
            Folder::Blocked(obstacle) if obstacle.standing == Standing::Link => {
                changes.conflicts.push(Conflict::with(&obstacle));
                continue;
            }
            Folder::Missing | Folder::Blocked(_) => continue,
        }
        let stands = tree.has_content(path, *content)?;
        if !stands && tree.standing(path)? != Standing::Nothing {
            changes.kept_foreign.push(path.to_owned());
        }
        gone.push(Gone { route, stands });
    }
    Ok(gone)
}

/// The paths a build takes for itself; empty when nothing is to be removed, as nobody asks then.
struct Needed<'a> {
    /// The files.
    files: HashSet<&'a str>,
    /// The folders above them.
    folders: HashSet<&'a str>,
}

impl<'a> Needed<'a> {
    /// Returns the paths that the files of `records` take, if they are `wanted`.
    fn of(records: &'a [Record], wanted: bool) -> Needed<'a> {
        let routes = || records.iter().filter(|_| wanted).map(|record| record.route.as_str());
        Needed { files: routes().collect(), folders: routes().flat_map(folders_above).collect() }
    }

    /// Tells whether `path` must be gone before the new files can be placed.
    fn clears_the_way(&self, path: &str) -> bool {
        let is_file = |path: &str| self.files.contains(path);
        self.folders.contains(path) || is_file(path) || folders_above(path).any(is_file)
    }
}

/// Finds what stands in the way of staged files and is not among the `files` and `folders` to be removed.
fn find_conflicts(
    records: &[Record],
    tree: &Tree,
    files: &BTreeSet<&str>,
    folders: &BTreeSet<&str>,
    conflicts: &mut Vec<Conflict>,
) -> Result<(), Error> {
    for record in records {
        let path = record.route.as_str();
        if record.fate == Fate::Unchanged {
            continue;
        }
        match tree.folder(folder_of(path))? {
            Folder::Blocked(obstacle) if !files.contains(obstacle.path.as_str()) => {
                conflicts.push(Conflict::with(&obstacle));
            }
            _ if matches!(record.fate, Fate::InsteadOfFolder(_)) => {
                conflicts.extend(first_foreign(path, tree, files, folders)?);
            }
            _ => {}
        }
    }
    Ok(())
}

/// Finds the first thing in the folder `path`, itself included, that is not to be removed.
fn first_foreign(
    path: &str,
    tree: &Tree,
    files: &BTreeSet<&str>,
    folders: &BTreeSet<&str>,
) -> Result<Option<Conflict>, Error> {
    if !folders.contains(path) {
        return Ok(Some(Conflict::new(path, Reason::FileNeeded)));
    }
    for inner in tree.list(path)? {
        if files.contains(inner.as_str()) {
            continue;
        }
        if let Some(conflict) = first_foreign(&inner, tree, files, folders)? {
            return Ok(Some(conflict));
        }
    }
    Ok(None)
}

/// Plans how staged files come to their places: a folder that does not stand yet comes whole, in one step.
fn plan_places(records: &[Record], tree: &Tree, ops: &mut Vec<Op>) -> Result<(), Error> {
    if tree.folder("")? == Folder::Missing {
        ops.extend(records.first().map(|_| Op::PlaceAll));
        return Ok(());
    }
    let mut new = BTreeSet::new();
    let mut replaced = Vec::new();
    for record in records {
        match record.fate {
            Fate::Unchanged | Fate::Refused => {}
            Fate::New => _ = new.insert(highest_missing(record.route.as_str(), tree)?),
            Fate::Over(spare) | Fate::InsteadOfFolder(spare) => {
                replaced.push(Op::Replace(spare, record.route.clone()));
            }
        }
    }
    ops.extend(new.into_iter().map(|path| Op::Place(route_of(path))));
    ops.append(&mut replaced);
    Ok(())
}

/// Returns the highest folder above `path` that does not stand, or `path` if all do.
fn highest_missing<'a>(path: &'a str, tree: &Tree) -> Result<&'a str, Error> {
    let mut highest = path;
    for folder in folders_above(path) {
        match tree.folder(folder)? {
            Folder::Stands(_) => break,
            Folder::Missing | Folder::Blocked(_) => highest = folder,
        }
    }
    Ok(highest)
}
