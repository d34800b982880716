//! Stale pages: what a server shows after an edit, beside what a clean build of the same sources makes.
//!
//! In go a running server and the folder of a clean build for its address, out come counts. Both are compared without
//! what a server adds to pages for its own ends: the script that loads a page again, and the policy that lets it run.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::served::Served;

/// What differs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stale {
    /// How many pages of the clean build were asked for.
    pub(crate) asked: usize,
    /// How many of them are not what they were in the clean build before the edit.
    pub(crate) changed: usize,
    /// The pages that are served with other bytes, or not at all.
    pub(crate) differing: Vec<String>,
    /// The addresses of pages that are gone and are still served.
    pub(crate) left: Vec<String>,
}

/// Returns the addresses of all pages in a built folder.
fn pages_in(built: &Path) -> io::Result<BTreeSet<String>> {
    let mut pages = BTreeSet::new();
    for entry in WalkDir::new(built) {
        let path = entry?.into_path();
        if path.extension().is_some_and(|suffix| suffix == "html") {
            let below = path.strip_prefix(built).map_err(io::Error::other)?;
            let name = format!("/{}", below.display());
            pages.insert(name.strip_suffix("index.html").unwrap_or(&name).to_owned());
        }
    }
    Ok(pages)
}

/// Compares what is served with a clean build; `before` is the clean build of before the edit, absent at first.
pub(crate) fn compare(served: &mut Served, built: &Path, before: &Path) -> io::Result<Stale> {
    let pages = pages_in(built)?;
    let earlier = if before.exists() { pages_in(before)? } else { BTreeSet::new() };
    let mut stale = Stale { asked: pages.len(), ..Stale::default() };
    for page in &pages {
        let answer = served.get(page)?;
        let made = fs::read(file_of(built, page))?;
        if answer.status != 200 || without_additions(&answer.body) != without_additions(&made) {
            stale.differing.push(page.clone());
        }
        stale.changed += usize::from(before.exists() && fs::read(file_of(before, page)).ok() != Some(made));
    }
    for page in earlier.difference(&pages) {
        if served.get(page)?.status == 200 {
            stale.left.push(page.clone());
        }
    }
    Ok(stale)
}

/// Returns the file of a page in a built folder.
fn file_of(built: &Path, page: &str) -> PathBuf {
    let file = built.join(page.trim_start_matches('/'));
    if page.ends_with('/') { file.join("index.html") } else { file }
}

/// Returns a page without what a server adds to it.
fn without_additions(bytes: &[u8]) -> String {
    let mut text = String::from_utf8_lossy(bytes).into_owned();
    for (start, end) in [
        ("<script src=\"/livereload.js", "</script>"),
        ("<script src=\"/_demarche/", "</script>\n"),
        ("<meta http-equiv=\"Content-Security-Policy\"", ">"),
    ] {
        while let Some(from) = text.find(start) {
            let to = text[from..].find(end).map_or(text.len(), |at| from + at + end.len());
            text.replace_range(from..to, "");
        }
    }
    text
}
