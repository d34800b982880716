//! What the engine asks of a snapshot, and how a snapshot is edited in place.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use super::seen::{self, Read};
use super::{Layouts, PARTIAL_BASE, Snapshot};
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

    /// Changes the site in place; returns what was read of it before and is another now. `None` where that cannot be,
    /// and nothing has changed.
    ///
    /// The answers that were made of it are made anew when they are asked for. Partials are kept: see
    /// [`Snapshot::forget_partial`].
    pub fn edit(&mut self, edit: impl FnOnce(&mut Site) -> Option<Vec<PageId>>) -> Option<Vec<Read>> {
        let reads = self.site.edit(edit)?;
        self.edition = next_edition();
        for fields in &mut self.values {
            if fields.get().is_some_and(|fields| fields.is_made_of(&reads)) {
                *fields = OnceLock::new();
            }
        }
        Some(reads)
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
