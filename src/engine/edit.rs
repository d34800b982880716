//! Edits of texts and of layouts: the common case, at the cost of what they are shown on.
//!
//! Where nothing but the texts of pages and of the site's own layouts has changed, and each page keeps its place among the
//! others, the lists, the plan and all answers that were not made of those pages stand. The site is changed in place;
//! whatever else may have changed makes the engine build it anew.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use minijinja::Environment;

use super::first::{AT_ONCE, First};
use super::incremental::Engine;
use super::memo::Subjects;
use super::{BuildOptions, Progress};
use crate::check::{CheckCx, check_pages};
use crate::diag::Diagnostic;
use crate::model::PageId;
use crate::render::{Layouts, Read, Snapshot, environment_for};
use crate::route::OutPath;
use crate::source::{SourceFile, Sources, is_page_text};
use crate::track::Fingerprint;

/// What stands from one update to the next.
#[derive(Debug)]
pub(super) struct Held {
    /// What was asked for.
    pub(super) options: BuildOptions,
    /// The first instant at which the site is another without an edit.
    pub(super) until: Timestamp,
    /// The files of the project; none where some of them could not be taken.
    pub(super) sources: Vec<(Arc<str>, Fingerprint)>,
    /// What is wrong with the site, but for what is wrong with its pages alone and with layouts as they run.
    pub(super) rest: Vec<Diagnostic>,
    /// The layouts.
    pub(super) layouts: Arc<Layouts>,
    /// The site, the plan, and the answers that were made.
    pub(super) snapshot: Arc<Snapshot>,
    /// The compiled layouts; nothing when one does not compile.
    pub(super) environment: Option<Environment<'static>>,
    /// The subjects of the snapshot in the memos.
    pub(super) subjects: Subjects,
    /// How many web pages the site has.
    pub(super) pages: usize,
    /// How many questions were known when the site was built.
    pub(super) questions: usize,
}

impl Engine {
    /// Brings the site up to date in place; returns the routes of what was rendered and how many questions were asked again,
    /// or nothing where the site must be built anew.
    pub(super) fn edit(
        &mut self,
        held: &mut Held,
        sources: &Sources,
        options: &BuildOptions,
        progress: &Progress,
    ) -> Option<(Vec<OutPath>, usize)> {
        let same_site = held.options.drafts == options.drafts
            && held.options.base_url == options.base_url
            && (held.options.at..held.until).contains(&options.at)
            && held.environment.is_some()
            && self.questions.len() <= held.questions * 2;
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
        let (pages, reads) = match texts.is_empty() {
            true => Default::default(),
            false => self.edit_pages(held, &texts, sources, progress)?,
        };
        if !layouts.is_empty() {
            edit_layouts(held, &layouts)?;
        }
        let layouts: Vec<&str> = layouts.iter().filter_map(|file| file.path.strip_prefix("layouts/")).collect();
        let changed = self.questions.ask_edited(&held.snapshot, &held.subjects, (&reads, &layouts));
        let snapshot = Arc::get_mut(&mut held.snapshot)?;
        for piece in self.questions.changed_pieces(&changed) {
            snapshot.forget_partial(piece);
        }
        let memos = self.memos.iter().enumerate();
        let open: Vec<usize> = memos.filter(|(_, memo)| changed.concerns(&memo.asked)).map(|(at, _)| at).collect();
        let first = if open.len() > AT_ONCE { self.show_first(sources, held, progress) } else { First::new() };
        // Without a store nothing can fail.
        let rendered = self.render(sources, held, (&open, first), None, progress).ok()?;
        held.options.at = options.at;
        if let Some(edited) = &mut self.mails_edited {
            edited.extend(pages);
        }
        for (at, file) in edited {
            held.sources[at].1 = file.fingerprint;
        }
        Some((rendered, changed.asked))
    }

    /// Puts pages with other texts in place of themselves; returns them, and the parts of the site that are others now,
    /// or nothing where more than the pages is concerned.
    fn edit_pages(
        &mut self,
        held: &mut Held,
        texts: &[&SourceFile],
        sources: &Sources,
        progress: &Progress,
    ) -> Option<(Vec<PageId>, Vec<Read>)> {
        let pages = self.parsed.parse_again(texts, progress)?;
        let edited = Arc::get_mut(&mut held.snapshot)?.edit(|site| site.edit(&pages, sources))?;
        let mut found = Vec::new();
        let (site, plan) = (held.snapshot.site(), held.snapshot.plan());
        check_pages(CheckCx { site, plan, layouts: &held.layouts }, &edited.0, &mut found);
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
