//! The site as the view sees it: what an answer is made of is noted where it is read.
//!
//! All but the texts of pages stays as it is while a snapshot is edited; reading that is free. Whoever reads more of a
//! page than its [`Place`] is noted, and its answer is made anew when the page is edited.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::config::Config;
use crate::data::{Answer, Data, StateId};
use crate::model::{Asked, FileUse, PageId, Place, Site, SitePage, Wording};
use crate::render::collation::sort_key;

/// What an answer was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Read {
    /// More of a page than its place.
    Page(PageId),
    /// The titles of the standing recommendations, by which they are listed.
    Titles,
}

thread_local! {
    /// What the answers being made on this thread have read, innermost last.
    static READS: RefCell<Vec<Vec<Read>>> = const { RefCell::new(Vec::new()) };
}

/// Notes a read, if anybody wants to know.
pub(super) fn note(read: Read) {
    READS.with_borrow_mut(|frames| {
        if let Some(frame) = frames.last_mut().filter(|frame| frame.last() != Some(&read)) {
            frame.push(read);
        }
    });
}

/// Notes what was noted before.
pub(super) fn note_all(reads: &[Read]) {
    reads.iter().for_each(|read| note(*read));
}

/// Tells whether anybody on this thread wants to know what is read.
pub(super) fn is_recording() -> bool {
    READS.with_borrow(|frames| !frames.is_empty())
}

/// Makes something and returns what was read meanwhile, in order and each once; to whoever waits outside, it was read
/// as well.
pub(super) fn recorded<T>(make: impl FnOnce() -> T) -> (T, Box<[Read]>) {
    READS.with_borrow_mut(|frames| frames.push(Vec::new()));
    let made = make();
    let mut reads = READS.with_borrow_mut(Vec::pop).unwrap_or_default();
    reads.sort_unstable();
    reads.dedup();
    note_all(&reads);
    (made, reads.into())
}

/// The site.
#[derive(Debug)]
pub(super) struct Seen {
    site: Arc<Site>,
    /// For each language, the standing recommendations by title.
    recommendations: Vec<Vec<PageId>>,
}

impl Seen {
    /// Returns a site as it is seen.
    pub(super) fn new(site: Arc<Site>) -> Seen {
        Seen { recommendations: standing_recommendations(&site), site }
    }

    /// Lets an edit change the site; `None` when somebody else holds it, or when the edit cannot be made in place.
    pub(super) fn edit(&mut self, edit: impl FnOnce(&mut Site) -> Option<Vec<PageId>>) -> Option<Vec<Read>> {
        let mut reads: Vec<Read> = edit(Arc::get_mut(&mut self.site)?)?.into_iter().map(Read::Page).collect();
        let recommendations = standing_recommendations(&self.site);
        if recommendations != self.recommendations {
            self.recommendations = recommendations;
            reads.push(Read::Titles);
        }
        Some(reads)
    }

    /// Returns the site, for what is no answer.
    pub(super) fn unseen(&self) -> &Arc<Site> {
        &self.site
    }

    /// Returns a page; noted.
    pub(super) fn page(&self, id: PageId) -> &SitePage {
        note(Read::Page(id));
        self.site.page(id)
    }

    /// Returns the place of a page.
    pub(super) fn place(&self, id: PageId) -> Place<'_> {
        self.site.page(id).place()
    }

    /// Returns the standing recommendations, by title, in a language; noted.
    pub(super) fn recommendations(&self, lang: usize) -> &[PageId] {
        note(Read::Titles);
        &self.recommendations[lang]
    }

    /// Returns the settings.
    pub(super) fn config(&self) -> &Config {
        &self.site.config
    }

    /// Returns the data.
    pub(super) fn data(&self) -> &Data {
        &self.site.data
    }

    /// Tells whether hidden pages are among the pages.
    pub(super) fn shows_drafts(&self) -> bool {
        self.site.shows_drafts
    }

    /// Returns the instant of the build.
    pub(super) fn now(&self) -> Timestamp {
        self.site.now
    }

    /// Returns the files that pages use.
    pub(super) fn files(&self) -> &BTreeMap<String, FileUse> {
        &self.site.files
    }

    /// Returns the pages of a type in a language, newest first.
    pub(super) fn list(&self, kind: &str, lang: &str) -> &[PageId] {
        self.site.list(kind, lang)
    }

    /// Returns the page made from a file.
    pub(super) fn by_path(&self, path: &str) -> Option<PageId> {
        self.site.by_path(path)
    }

    /// Returns the pages addressed to or about each state.
    pub(super) fn by_state(&self) -> &BTreeMap<StateId, Vec<PageId>> {
        &self.site.by_state
    }

    /// Returns the pages of each session.
    pub(super) fn by_session(&self) -> &BTreeMap<usize, Vec<PageId>> {
        &self.site.by_session
    }

    /// Returns the pages of each topic.
    pub(super) fn by_topic(&self) -> &BTreeMap<usize, Vec<PageId>> {
        &self.site.by_topic
    }

    /// Returns what is asked of whom.
    pub(super) fn asked(&self) -> &Asked {
        &self.site.asked
    }

    /// Returns the id of a mark, which an edit in place leaves as it is.
    pub(super) fn mark_id(&self, mark: u32) -> &str {
        let first = self.site.asked.mark(mark).wordings()[0];
        &self.site.page(first.page).document.body.recommendations[first.index].marker.id
    }

    /// Returns where a mark stands for readers of a language.
    pub(super) fn wording(&self, mark: u32, lang: &str) -> Wording {
        self.site.wording(self.site.asked.mark(mark), lang)
    }

    /// Returns the page of a group of translations for readers of a language.
    pub(super) fn in_language(&self, id: PageId, lang: &str) -> PageId {
        self.site.in_language(id, lang)
    }

    /// Returns the page of a group of translations whose keys hold for all.
    pub(super) fn original(&self, id: PageId) -> PageId {
        self.site.original(id)
    }

    /// Returns one page of each group of translations among some pages, for readers of a language.
    pub(super) fn each_once(&self, pages: impl IntoIterator<Item = PageId>, lang: &str) -> Vec<PageId> {
        self.site.each_once(pages, lang)
    }

    /// Returns the sessions in which each state is under review.
    pub(super) fn sessions_of(&self) -> &BTreeMap<StateId, Vec<usize>> {
        &self.site.sessions_of
    }

    /// Returns whether a standing recommendation is addressed to a state: a matter of its place and the data.
    pub(super) fn applies(&self, recommendation: PageId, state: StateId) -> Answer {
        self.site.applies(recommendation, state, None)
    }
}

/// Returns the standing recommendations for readers of each language, by title: each in that language, or as it is.
fn standing_recommendations(site: &Site) -> Vec<Vec<PageId>> {
    let originals = || {
        let pages = site.iter().filter(|(_, page)| page.kind.name() == "recommendation");
        pages.map(|(id, _)| id).filter(|id| site.original(*id) == *id)
    };
    let of = |lang: &String| {
        let mut pages: Vec<PageId> = originals().map(|id| site.in_language(id, lang)).collect();
        pages.sort_by_cached_key(|id| sort_key(lang, site.page(*id).title()));
        pages
    };
    site.config.languages.iter().map(of).collect()
}
