//! What a link or a file that is not there may have been meant for.

use super::SitePage;
use super::links::{Missed, Resolver, unseen_hint};
use super::paths::{join, relative};
use crate::diag::{Candidates, did_you_mean};
use crate::source::page_stem;
use crate::track::Table;

impl Resolver<'_> {
    /// Returns a hint at a file with a similar name in the same folder.
    pub(super) fn similar_file(&self, src: &str) -> Option<String> {
        if let Some(hint) = unseen_hint(src) {
            return Some(hint);
        }
        let path = join(self.page.document.folder(), src)?;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let prefix = format!("content/{folder}/");
        let name = path.rsplit('/').next().unwrap_or(&path);
        let names = self.sources.under(&prefix).filter(|file| file.text.is_none());
        did_you_mean(name, names.filter_map(|file| file.path.rsplit('/').next()))
    }
}

/// Returns the path of a page from `content/`.
fn path_of(page: &SitePage) -> &str {
    page.document.path.trim_start_matches("content/")
}

/// The pages that a link may have been meant for.
pub(super) struct SimilarPages<'a> {
    pages: &'a [SitePage],
    paths: Candidates<'a>,
    /// The first path with each name, without folder, language and suffix.
    by_name: Table<&'a str, &'a str>,
}

impl<'a> SimilarPages<'a> {
    /// Returns all pages.
    pub(super) fn of(pages: &'a [SitePage]) -> SimilarPages<'a> {
        let paths = || pages.iter().map(path_of);
        let mut by_name = Table::default();
        for path in paths() {
            if let Some(name) = page_stem(path.rsplit('/').next().unwrap_or(path)) {
                by_name.entry(name).or_insert(path);
            }
        }
        SimilarPages { pages, paths: Candidates::of(paths()), by_name }
    }

    /// Returns a hint at a page of the same name elsewhere, or with a similar path, for a link on a page in a folder.
    pub(super) fn hint(&self, folder: &str, missed: &Missed) -> Option<String> {
        let name = missed.path.rsplit('/').next().unwrap_or(&missed.path);
        let same_name = self.by_name.get(page_stem(name).unwrap_or(name)).copied();
        let similar = || self.paths.closest(&missed.path).map(|at| path_of(&self.pages[at]));
        let shown = relative(folder, same_name.or_else(similar)?);
        (shown != missed.dest).then(|| format!("did you mean `{shown}`?"))
    }
}
