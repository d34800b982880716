//! What a link or a file that is not there may have been meant for.

use super::links::{Resolver, unseen_hint};
use super::paths::{join, relative};
use crate::diag::did_you_mean;
use crate::source::page_stem;

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

    /// Returns a hint at a page with a similar path, or at the same name elsewhere.
    pub(super) fn similar_page(&self, joined: &str, dest: &str) -> Option<String> {
        let name = joined.rsplit('/').next().unwrap_or(joined);
        let paths = || self.site.pages.iter().map(|page| page.document.path.trim_start_matches("content/"));
        let stem = page_stem(name).unwrap_or(name);
        let same_name = paths().find(|path| path.rsplit('/').next().is_some_and(|last| page_stem(last) == Some(stem)));
        let found = same_name.or_else(|| crate::diag::closest(joined, paths()))?;
        let shown = relative(self.page.document.folder(), found);
        (shown != dest).then(|| format!("did you mean `{shown}`?"))
    }
}
