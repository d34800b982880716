//! Who may see what is written: drafts stay out of every folder that was published, whichever command writes.
//!
//! Takes the place that somebody wants to write to; gives an error where hidden pages would come into a folder that was
//! published, or where a folder would be published that holds them. What was published is known by the books beside a
//! folder, whatever the site, its settings and the name that was asked for. A folder without books may have been moved or
//! copied there: it holds drafts where its `robots.txt` says so, and else it is published where it holds a site. One rule in one place: the emitter asks it for each build, the
//! command line for whatever else it writes.

use std::ffi::OsStr;
use std::fs;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use crate::diag::Error;
use crate::route::DRAFTS_MARK;

use super::beside::{books_of, is_stage_name};
use super::manifest::{Manifest, Reach};

/// What is known of a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    /// Nothing was ever built there.
    Nothing,
    /// The public has seen it, or may have.
    Published,
    /// Hidden pages were built there, and nothing else.
    Drafts,
}

/// Fails where drafts, written into the folder `place`, would lie in one that was published.
///
/// # Errors
/// When it is such a folder or lies in one; the message names it.
pub fn keep_drafts_out(place: &Path) -> Result<(), Error> {
    match published_around(place)? {
        None => Ok(()),
        Some(why) => Err(Error::new(format!("drafts cannot go to `{}`: {why}; {ELSEWHERE}", place.display()))),
    }
}

/// Returns, in words, how the folder `place` belongs to one that was published; nothing where it does not.
///
/// # Errors
/// When the folder from which a relative path begins is not known.
pub fn published_around(place: &Path) -> Result<Option<String>, Error> {
    let (real, asked) = (real_path(place)?, absolute(place)?);
    // A server may go by the name of a link, whatever it leads to today.
    let published = real.ancestors().chain(asked.ancestors()).find(|folder| known(folder) == Known::Published);
    Ok(published.map(|folder| match folder == real || folder == asked {
        true => "the site was published there".to_owned(),
        false => format!("it lies in `{}`, where the site was published", folder.display()),
    }))
}

/// How many bytes of a file tell what it is.
const TOP: u64 = 256;
/// What to do where drafts cannot go.
const ELSEWHERE: &str = "hint: give a folder that only drafts are built in, outside of it";

/// Fails where a build of this reach in `out` would mix what is hidden with what is published.
pub(super) fn keep_apart(out: &Path, reach: Reach) -> Result<(), Error> {
    match reach {
        Reach::Drafts => keep_drafts_out(out).and_then(|()| keep_drafts_around(out)),
        Reach::Public => keep_public_out(out),
    }
}

/// Fails where a published folder lies in the one that drafts are to be built in.
fn keep_drafts_around(out: &Path) -> Result<(), Error> {
    match below(&real_path(out)?, Known::Published) {
        None => Ok(()),
        Some(folder) => Err(Error::new(format!(
            "drafts cannot go to `{}`: in it lies `{}`, where the site was published; {}",
            out.display(),
            folder.display(),
            ELSEWHERE
        ))),
    }
}

/// Fails where a folder of drafts would be published with `out`, or would hold it.
///
/// Once `out` was published, no drafts come into it any more, so that is looked at the first time alone.
fn keep_public_out(out: &Path) -> Result<(), Error> {
    let real = real_path(out)?;
    if known(&real) == Known::Published && books_of(&real).is_some_and(|books| books.join("manifest").exists()) {
        return Ok(());
    }
    let above = || real.ancestors().skip(1).find(|folder| known(folder) == Known::Drafts).map(Path::to_owned);
    match below(&real, Known::Drafts).map(|folder| ("in it lies", folder)).or_else(|| Some(("it lies in", above()?))) {
        None => Ok(()),
        Some((lies, folder)) => Err(Error::new(format!(
            "the site cannot be published to `{}`: {lies} `{}`, which was built with drafts; hint: remove that folder, or \
             choose another `--out`",
            out.display(),
            folder.display()
        ))),
    }
}

/// Returns what the books beside a folder tell of it, or what is in it where there are none.
fn known(folder: &Path) -> Known {
    let Some(books) = books_of(folder) else { return Known::Nothing };
    let now = reach_in(&books.join("manifest"));
    // A commit that was cut off is completed with the new manifest.
    let soon = if books.join("journal").exists() { reach_in(&books.join("manifest.new")) } else { None };
    match (now, soon) {
        (Some(Reach::Public), _) | (_, Some(Reach::Public)) => Known::Published,
        (Some(Reach::Drafts), _) | (_, Some(Reach::Drafts)) => Known::Drafts,
        (None, None) if top_of(&folder.join("robots.txt")).starts_with(DRAFTS_MARK.as_bytes()) => Known::Drafts,
        (None, None) if holds_site(folder) => Known::Published,
        (None, None) => Known::Nothing,
    }
}

/// Returns for whom the files of a manifest are, if there is one.
fn reach_in(manifest: &Path) -> Option<Reach> {
    let top = top_of(manifest);
    (!top.is_empty() || manifest.exists()).then(|| Manifest::reach_of(&top))
}

/// Returns the first bytes of a file; none where it cannot be read.
fn top_of(file: &Path) -> Vec<u8> {
    let mut top = Vec::new();
    // What was read before a failure is as good.
    let _ = fs::File::open(file).and_then(|file| file.take(TOP).read_to_end(&mut top));
    top
}

/// Tells whether a folder holds a site: a home page, and beside it one of the files that only the top of a site has.
fn holds_site(folder: &Path) -> bool {
    let holds = |name: &str| folder.join(name).is_file();
    holds("index.html") && ["sitemap.xml", "robots.txt", "404.html"].into_iter().any(holds)
}

/// Returns a folder below `top` of which this is known, in whatever depth; links are not followed.
fn below(top: &Path, wanted: Known) -> Option<PathBuf> {
    let mut open = vec![top.to_owned()];
    while let Some(folder) = open.pop() {
        // What cannot be read cannot be written to either.
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        let folders = entries.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
        let mut inner: Vec<PathBuf> = folders.map(|entry| entry.path()).collect();
        inner.sort();
        let found = |inner: &&PathBuf| match is_books(inner) {
            true => wanted == Known::Drafts && holds_stage(inner),
            false => known(inner) == wanted,
        };
        if let Some(found) = inner.iter().find(found) {
            return Some(found.clone());
        }
        open.extend(inner.into_iter().filter(|inner| !is_books(inner)));
    }
    None
}

/// Tells whether a folder is one of books, by its name.
fn is_books(folder: &Path) -> bool {
    let name = folder.file_name().map_or(&[][..], OsStr::as_encoded_bytes);
    name.starts_with(b".") && name.ends_with(b".demarche")
}

/// Tells whether a build that was cut off has left its files among these books, and nothing says that they are public.
fn holds_stage(books: &Path) -> bool {
    let is_stage = |entry: fs::DirEntry| entry.file_name().to_str().is_some_and(is_stage_name);
    reach_in(&books.join("manifest")) != Some(Reach::Public)
        && fs::read_dir(books).is_ok_and(|entries| entries.flatten().any(is_stage))
}

/// Returns a path with every link in it followed, as far as it exists.
///
/// # Errors
/// When the folder from which a relative path begins is not known.
pub fn real_path(path: &Path) -> Result<PathBuf, Error> {
    let mut real = PathBuf::new();
    for component in absolute(path)?.components() {
        match component {
            // The folder above what a link leads to, and also above a folder that is yet to be made.
            Component::ParentDir => {
                real.pop();
            }
            component => real.push(component),
        }
        real = fs::canonicalize(&real).unwrap_or(real);
    }
    Ok(real)
}

/// Returns a path from the root of the file system on, as it is written.
fn absolute(path: &Path) -> Result<PathBuf, Error> {
    std::path::absolute(path).map_err(|error| Error::io("cannot find", path, error))
}
