//! What the engine asks of a snapshot, and how a snapshot is edited in place.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use super::parts::parts_of_pages;
use super::read::Read;
use super::{Layouts, PARTIAL_BASE, Snapshot, seen};
use crate::model::{PageId, Site};
use crate::plan::Plan;
use crate::track::{Fingerprint, Question};

/// Returns a number that was not given before.
pub(super) fn next_edition() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

impl Snapshot {
    /// Returns a number that no other snapshot has, nor this one before or after an edit.
    pub(in crate::render) fn edition(&self) -> u64 {
        self.edition
    }

    /// Returns the fingerprint of the answer to a question, and what the answer was made of.
    pub fn answer(&self, question: Question) -> (Fingerprint, Box<[Read]>) {
        seen::recorded(|| self.fingerprint(question))
    }

    /// Returns the fingerprint of a part of the site, 0 for one that is not there; in a snapshot that is observed.
    pub fn part(&self, read: Read) -> Fingerprint {
        self.parts.get(&read).copied().unwrap_or(0)
    }

    /// Changes the site in place; returns the edited pages, and the parts that are others now. `None` where that cannot be,
    /// and nothing has changed.
    ///
    /// The answers that were made of it are made anew when they are asked for. Partials are kept: see
    /// [`Snapshot::forget_partial`].
    pub fn edit(&mut self, edit: impl FnOnce(&mut Site) -> Option<Vec<PageId>>) -> Option<(Vec<PageId>, Vec<Read>)> {
        let pages = self.site.edit(edit)?;
        self.edition = next_edition();
        let mut reads = Vec::new();
        for (read, fingerprint) in parts_of_pages(&self.site, &pages) {
            if self.parts.insert(read, fingerprint) != Some(fingerprint) {
                reads.push(read);
            }
        }
        for fields in &mut self.values {
            if fields.get().is_some_and(|fields| fields.is_made_of(&reads)) {
                *fields = OnceLock::new();
            }
        }
        Some((pages, reads))
    }

    /// Takes layouts whose templates have the same names and other texts. Partials are kept: see
    /// [`Snapshot::forget_partial`].
    pub fn edit_layouts(&mut self, layouts: Arc<Layouts>) {
        debug_assert!(self.layouts.templates.keys().eq(layouts.templates.keys()));
        self.layouts = layouts;
        self.edition = next_edition();
    }

    /// Forgets the partial that is a subject, so that it is rendered anew.
    pub fn forget_partial(&mut self, subject: u32) {
        self.partials.forget(subject - PARTIAL_BASE);
    }

    /// Returns the site, for who is no layout.
    pub fn site(&self) -> &Arc<Site> {
        self.site.unseen()
    }

    /// Returns the plan, for who is no layout.
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }
}
