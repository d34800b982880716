//! Edits of texts and of layouts, put in place: the common case, at the cost of what they are shown on.
//!
//! Where nothing but the texts of pages and of the site's own layouts has changed, and each page keeps its place among the
//! others, the lists and the plan stand, and the site is changed in place. Whatever else may have changed makes the engine
//! make the site anew. What comes after is the same for both.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::incremental::{Engine, Held};
use super::{BuildOptions, Progress};
use crate::check::{CheckCx, check_pages};
use crate::diag::Diagnostic;
use crate::model::PageId;
use crate::render::environment_for;
use crate::source::{SourceFile, Sources, is_page_text};
use crate::track::Fingerprint;

impl Engine {
    /// Puts edited texts and layouts in place; nothing where the site must be made anew.
    pub(super) fn edit(
        &mut self,
        held: &mut Held,
        sources: &Sources,
        options: &BuildOptions,
        progress: &Progress,
    ) -> Option<()> {
        let same_site = held.options.drafts == options.drafts
            && held.options.base_url == options.base_url
            && (held.options.at..held.until).contains(&options.at)
            && held.environment.is_some();
        let edited = if same_site { edited_files(&held.sources, sources)? } else { return None };
        let paths: BTreeSet<&str> = edited.iter().map(|(_, file)| &*file.path).collect();
        let concerns = |found: &Diagnostic| {
            found.span.iter().chain(found.also.iter().map(|(span, _)| span)).any(|span| paths.contains(&*span.file))
        };
        if held.rest.iter().any(concerns) {
            return None;
        }
        let files = edited.iter().map(|(_, file)| *file);
        let (texts, layouts): (Vec<&SourceFile>, Vec<&SourceFile>) = files.partition(|file| is_text_of_page(file));
        let pages = match texts.is_empty() {
            true => Vec::new(),
            false => self.edit_pages(held, &texts, sources, progress)?,
        };
        if !layouts.is_empty() {
            edit_layouts(held, &layouts)?;
        }
        held.options.at = options.at;
        if let Some(edited) = &mut self.mails_edited {
            edited.extend(pages);
        }
        for (at, file) in edited {
            held.sources[at].1 = file.fingerprint;
        }
        Some(())
    }

    /// Puts pages with other texts in place of themselves; returns them, or nothing where more than the pages is concerned.
    fn edit_pages(
        &mut self,
        held: &mut Held,
        texts: &[&SourceFile],
        sources: &Sources,
        progress: &Progress,
    ) -> Option<Vec<PageId>> {
        let pages = self.parsed.parse_again(texts, progress)?;
        let edited = Arc::get_mut(&mut held.snapshot)?.edit(|site| site.edit(&pages, sources))?;
        let mut found = Vec::new();
        let (site, plan) = (held.snapshot.site(), held.snapshot.plan());
        check_pages(CheckCx { site, plan, layouts: &held.layouts }, &edited, &mut found);
        found.is_empty().then_some(edited)
    }
}

/// Takes layouts with other texts, compiled anew; returns nothing where one is no layout, or does not compile.
fn edit_layouts(held: &mut Held, files: &[&SourceFile]) -> Option<()> {
    held.layouts = Arc::new(held.layouts.with_texts(files)?);
    Arc::get_mut(&mut held.snapshot)?.edit_layouts(Arc::clone(&held.layouts));
    let (environment, found) = environment_for(&held.snapshot);
    held.environment = Some(environment);
    found.is_empty().then_some(())
}

/// Tells whether a file is the text of a page.
pub(super) fn is_text_of_page(file: &SourceFile) -> bool {
    is_page_text(&file.path)
}

/// Returns the files whose text is another, with their places; nothing where other than texts of pages and layouts has
/// changed.
fn edited_files<'a>(known: &[(Arc<str>, Fingerprint)], sources: &'a Sources) -> Option<Vec<(usize, &'a SourceFile)>> {
    let mut edited = Vec::new();
    let mut places = known.iter().enumerate();
    for file in sources.iter() {
        let (at, (path, fingerprint)) = places.next()?;
        if *path != file.path {
            return None;
        }
        if *fingerprint != file.fingerprint {
            if !is_text_of_page(file) && !file.path.starts_with("layouts/") {
                return None;
            }
            edited.push((at, file));
        }
    }
    places.next().is_none().then_some(edited)
}
