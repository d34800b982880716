//! Files that other programs left: they are named, and never read.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::names::page_stem;
use crate::diag::{Diagnostic, mistakes};
use crate::ignored::{Leftover, copied_from, leftover};

/// Takes what other programs left out of the files of a site, of which `path` returns the paths; returns it.
pub(super) fn leave_out<T>(files: &mut Vec<T>, path: impl Fn(&T) -> &Arc<str>) -> Vec<(Arc<str>, Leftover)> {
    let mut left = Vec::new();
    files.retain(|file| {
        let path = path(file);
        let found = path.split('/').find_map(leftover);
        left.extend(found.map(|what| (Arc::clone(path), what)));
        found.is_none()
    });
    left
}

/// Names what was left out, once for each folder and kind; and texts that seem to be copies of others.
pub(super) fn report_leftovers<'a, P: Iterator<Item = &'a Arc<str>>>(
    left: Vec<(Arc<str>, Leftover)>,
    paths: impl Fn() -> P,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut folders: BTreeMap<(String, Leftover), (Arc<str>, usize)> = BTreeMap::new();
    for (path, what) in left {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        folders.entry((folder, what)).or_insert((path, 0)).1 += 1;
    }
    for ((_, what), (first, count)) in folders {
        diagnostics.push(mistakes::left_by_other_program(&first, what, count));
    }
    let mut known: Option<BTreeSet<&str>> = None;
    for path in paths() {
        let Some(original) = original_of(path) else { continue };
        let known = known.get_or_insert_with(|| paths().map(|path| &**path).collect());
        if known.contains(&*original) {
            diagnostics.push(mistakes::copy_of_page(path, &original));
        }
    }
}

/// Returns the path of the text that another one has the name of a copy of.
pub(super) fn original_of(path: &str) -> Option<String> {
    let stem = page_stem(path)?;
    let (folder, name) = stem.rsplit_once('/')?;
    let original = copied_from(name)?;
    Some(format!("{folder}/{original}{}", &path[stem.len()..]))
}
