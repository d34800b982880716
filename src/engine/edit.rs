//! Edits of texts: the common case, at the cost of what the edited pages are shown on.
//!
//! Where nothing but the texts of pages has changed, and each page keeps its place among the others, the lists, the plan,
//! the layouts and all answers that were not made of those pages stand. The site is changed in place; whatever else may
//! have changed makes the engine build it anew.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use minijinja::Environment;

use super::incremental::{Done, Engine};
use super::memo::Subjects;
use super::{BuildOptions, Progress};
use crate::check::{CheckCx, check_pages};
use crate::diag::Diagnostic;
use crate::model::PageId;
use crate::render::{Layouts, Snapshot};
use crate::source::{SourceFile, Sources};
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
    /// Brings the site up to date in place; returns nothing where it must be built anew.
    pub(super) fn edit(&mut self, sources: &Sources, options: &BuildOptions, progress: &Progress) -> Option<Done> {
        let mut held = self.held.take()?;
        let same_site = held.options.drafts == options.drafts
            && held.options.base_url == options.base_url
            && (held.options.at..held.until).contains(&options.at)
            && held.environment.is_some()
            && self.questions.len() <= held.questions * 2;
        let edited = if same_site { edited_pages(&held.sources, sources)? } else { return None };
        let files: BTreeSet<&str> = edited.iter().map(|(_, file)| &*file.path).collect();
        let concerns = |found: &Diagnostic| {
            found.span.iter().chain(found.also.iter().map(|(span, _)| span)).any(|span| files.contains(&*span.file))
        };
        if held.rest.iter().any(concerns) {
            return None;
        }
        let texts: Vec<&SourceFile> = edited.iter().map(|(_, file)| *file).collect();
        let pages = self.parsed.parse_again(&texts, progress)?;
        let reads = Arc::get_mut(&mut held.snapshot)?.edit(|site| site.edit(&pages, sources))?;
        let mut found = Vec::new();
        let (site, plan) = (held.snapshot.site(), held.snapshot.plan());
        let ids: Vec<PageId> = pages.iter().filter_map(|page| site.by_path(&page.document.path)).collect();
        check_pages(CheckCx { site, plan }, &ids, &mut found);
        if !found.is_empty() {
            return None;
        }
        let changed = self.questions.ask_readers(&held.snapshot, &held.subjects, &reads);
        let snapshot = Arc::get_mut(&mut held.snapshot)?;
        for piece in self.questions.changed_pieces(&changed) {
            snapshot.forget_partial(piece);
        }
        let memos = self.memos.iter().enumerate();
        let open: Vec<usize> = memos.filter(|(_, memo)| changed.concerns(&memo.asked)).map(|(at, _)| at).collect();
        // Without a store nothing can fail.
        let rendered = self.render(sources, &held, &open, None, progress).ok()?;
        held.options.at = options.at;
        if let Some(edited) = &mut self.mails_edited {
            edited.extend(ids);
        }
        for (at, file) in edited {
            held.sources[at].1 = file.fingerprint;
        }
        Some((held, rendered, changed.asked))
    }
}

/// Returns the files whose text is another, with their places; nothing where other than texts of pages has changed.
fn edited_pages<'a>(known: &[(Arc<str>, Fingerprint)], sources: &'a Sources) -> Option<Vec<(usize, &'a SourceFile)>> {
    let mut edited = Vec::new();
    let mut places = known.iter().enumerate();
    for file in sources.iter() {
        let (at, (path, fingerprint)) = places.next()?;
        if *path != file.path {
            return None;
        }
        if *fingerprint != file.fingerprint {
            if !file.path.starts_with("content/") || !file.path.ends_with(".md") {
                return None;
            }
            edited.push((at, file));
        }
    }
    places.next().is_none().then_some(edited)
}
