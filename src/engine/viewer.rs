//! Pages that somebody looks at, before all others.
//!
//! A change that concerns the whole site takes as long as the site is large. Whoever looks at a page need not wait for the
//! rest: the pages that are looked at, and new style sheets, are rendered and shown first, and what is made no more goes. What
//! they are in the end is the same: the engine takes them as they are and renders all else.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::sync::Arc;

use rayon::prelude::*;

use super::incremental::{Engine, Held};
use super::{Changes, Progress, render_target};
use crate::diag::{Severity, has_errors};
use crate::output::FileCx;
use crate::render::{RenderCx, Rendered};
use crate::source::Sources;

/// How many files are rendered without showing some of them first.
pub(super) const AT_ONCE: usize = 32;

/// What was rendered first, by place in the plan.
pub(super) type First = BTreeMap<usize, Rendered>;

/// Somebody who looks at pages of the site while it is built.
pub trait Viewer: Debug + Send + Sync {
    /// Returns the routes of the pages that are looked at.
    fn viewed(&self) -> Vec<String>;

    /// Shows some files of the new site, before the others are made.
    fn show(&self, changes: Changes);
}

impl Engine {
    /// Sets who looks at the site from now on.
    pub fn set_viewer(&mut self, viewer: Box<dyn Viewer>) {
        self.viewer = Some(viewer);
    }

    /// Renders and shows the pages that somebody looks at; returns what was rendered.
    pub(super) fn show_first(&self, sources: &Sources, held: &Held, progress: &Progress) -> First {
        let (Some(viewer), Some(environment)) = (&self.viewer, &held.environment) else { return First::new() };
        if has_errors(&held.rest) || self.parsed.mistakes().any(|found| found.severity == Severity::Error) {
            return First::new();
        }
        let plan = held.snapshot.plan();
        let viewed = viewer.viewed();
        let mut places: BTreeSet<usize> = viewed.iter().filter_map(|route| plan.position_of(route)).collect();
        let gone = self.unshown.iter().filter(|route| plan.position(route).is_none());
        let gone: Changes = gone.map(|route| (route.to_string(), None)).collect();
        if places.is_empty() && gone.is_empty() {
            return First::new();
        }
        // A memo without an identity is that of a target which was not made yet.
        let is_new = |at: &usize| plan.targets[*at].format == "asset" && self.memos[*at].identity == 0;
        places.extend((0..plan.targets.len()).filter(is_new));
        let cx = RenderCx::new(&held.snapshot, environment);
        let files = FileCx { sources, layouts: &held.layouts };
        let places: Vec<usize> = places.into_iter().collect();
        let render = |at: &usize| (*at, render_target(&cx, files, &plan.targets[*at], true));
        let first: First = places.par_iter().map(render).collect();
        progress.rendered.fetch_add(first.len(), std::sync::atomic::Ordering::Relaxed);
        // What is wrong is shown over pages that were good, and these would be none.
        if !first.values().any(|made| has_errors(&made.diagnostics)) {
            let bytes = |made: &Rendered| Some(Arc::from(made.bytes.as_slice()));
            let made = first.iter().map(|(at, made)| (plan.targets[*at].route.to_string(), bytes(made)));
            viewer.show(made.chain(gone).collect());
        }
        first
    }
}
