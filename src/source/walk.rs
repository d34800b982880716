//! A walk through the folders of a site: the root comes in, the paths of the files that are read go out.
//!
//! Nothing is opened and no link is followed; what cannot be taken is reported.
#![expect(clippy::disallowed_methods, reason = "source is the one room that reads the project")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::left::{leave_out, report_leftovers};
use super::look::is_ignored;
use super::{DEPTH_LIMIT, FOLDERS, STATIC};
use crate::diag::{Diagnostic, Error, mistakes};
use crate::litter::is_hidden;

/// The paths of the files that are read, in order, and those of files that are left out.
pub(super) type Paths = (Vec<Arc<str>>, BTreeSet<Arc<str>>);

/// Returns the paths of all files of the site at `root`, in order, and of those that are left out; reports what cannot be
/// taken.
pub(super) fn all_paths(root: &Path, diagnostics: &mut Vec<Diagnostic>) -> Result<Paths, Error> {
    let mut paths = Vec::new();
    for folder in FOLDERS {
        let top = root.join(folder);
        match fs::symlink_metadata(&top) {
            Ok(_) => walk(root, &top, &mut paths, diagnostics)?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(Error::io("cannot read", &top, error)),
        }
    }
    paths.sort();
    let left = leave_out(&mut paths);
    let refused = left.iter().map(|(path, _)| Arc::clone(path)).collect();
    report_leftovers(left, &paths, diagnostics);
    Ok((paths, refused))
}

/// Tells whether a path is one of the hidden files that are named and not published.
pub(super) fn is_named(path: &str) -> bool {
    path.strip_prefix(STATIC).is_some_and(|path| path.split('/').any(is_hidden))
}

/// Collects the files under `top`, reporting what cannot be taken.
fn walk(root: &Path, top: &Path, paths: &mut Vec<Arc<str>>, diagnostics: &mut Vec<Diagnostic>) -> Result<(), Error> {
    let walker = WalkDir::new(top).follow_links(false).follow_root_links(false).max_depth(DEPTH_LIMIT).into_iter();
    let mut ignored: Vec<Arc<str>> = Vec::new();
    let kept = |entry: &DirEntry| {
        // The folders above the site say nothing of what lies in it.
        let path = relative(root, entry.path());
        let is_kept = entry.depth() == 0 || !is_ignored(path, entry.file_name());
        ignored.extend(path.to_str().filter(|_| !is_kept).map(|path| Arc::from(with_slashes(path))));
        is_kept
    };
    for entry in walker.filter_entry(kept) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(top).to_owned();
            Error::io("cannot read", &path, error.into())
        })?;
        let relative = relative(root, entry.path());
        let Some(name) = relative.to_str() else {
            let shown: Arc<str> = relative.to_string_lossy().replace('\\', "/").into();
            diagnostics.push(mistakes::file_name_not_utf8(&shown, relative.as_os_str().as_encoded_bytes()));
            continue;
        };
        let path: Arc<str> = with_slashes(name).into();
        if entry.path_is_symlink() {
            diagnostics.push(mistakes::symlink(&path));
        } else if let Some(c) = path.chars().find(|c| c.is_control() || crate::route::is_bidi_control(*c)) {
            diagnostics.push(mistakes::file_name_control(&path, c));
        } else if entry.file_type().is_file() {
            paths.push(path);
        } else if !entry.file_type().is_dir() {
            diagnostics.push(mistakes::special_file(&path));
        } else if entry.depth() == DEPTH_LIMIT {
            diagnostics.push(mistakes::folder_too_deep(&path, DEPTH_LIMIT));
        }
    }
    diagnostics.extend(ignored.iter().filter(|path| is_named(path)).map(mistakes::hidden_file));
    Ok(())
}

/// Returns the path from the site's root.
fn relative<'a>(root: &Path, path: &'a Path) -> &'a Path {
    path.strip_prefix(root).unwrap_or(path)
}

/// Returns a path with `/` between its segments.
fn with_slashes(path: &str) -> String {
    if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() }
}
