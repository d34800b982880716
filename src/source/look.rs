//! A look at one path of the project, without reading what stands there.
#![expect(clippy::disallowed_methods, reason = "source is the one room that reads the project")]

use std::fs;
use std::path::Path;

use super::left::original_of;
use super::{DEPTH_LIMIT, FOLDERS};
use crate::ignored::{self, is_meant, leftover};

/// What stands at a path.
pub(super) enum Look {
    /// A file with a good name, in folders that are no links.
    File,
    /// Nothing.
    Nothing,
    /// Something else, or something to be reported.
    Other,
}

/// Looks what stands at a path of the project.
pub(super) fn look(root: &Path, path: &str) -> std::io::Result<Look> {
    let mut full = root.to_owned();
    let (segments, mut kind) = (path.split('/'), None);
    for (depth, segment) in segments.enumerate() {
        if depth > 0 && kind.is_some_and(|kind: fs::FileType| !kind.is_dir()) || depth > DEPTH_LIMIT {
            return Ok(Look::Other);
        }
        full.push(segment);
        kind = match fs::symlink_metadata(&full) {
            Ok(metadata) => Some(metadata.file_type()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Look::Nothing),
            Err(error) => return Err(error),
        };
    }
    let good = kind.is_some_and(|kind| kind.is_file())
        && original_of(path).is_none()
        && path.split('/').all(|name| leftover(name).is_none())
        && !path.chars().any(|c| c.is_control() || crate::route::is_bidi_control(c));
    Ok(if good { Look::File } else { Look::Other })
}

/// Tells whether what stands at a path is read: it lies in one of the folders, and no part of its path is ignored.
pub(super) fn is_read(path: &str) -> bool {
    let inside = FOLDERS
        .iter()
        .any(|folder| path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')));
    let ends = path.match_indices('/').map(|(at, _)| at).skip(1).chain([path.len()]);
    let mut parts = ends.map(|end| Path::new(&path[..end]));
    inside
        && !parts
            .any(|part| part.components().count() > 1 && part.file_name().is_some_and(|name| is_ignored(part, name)))
}

/// Tells whether a file is none of ours: hidden files, and what editors and systems leave behind.
///
/// Takes the path from the site's root. Under `layouts/static/` some hidden names are meant to be published.
pub(super) fn is_ignored(path: &Path, name: &std::ffi::OsStr) -> bool {
    let Some(name) = name.to_str() else { return false };
    match is_meant(name) {
        true => !path.starts_with("layouts/static"),
        false => ignored::is_ignored(name),
    }
}
