//! Rendering of targets into their memos, piece by piece, those that somebody looks at first.

use std::sync::atomic::Ordering;

use super::incremental::{Engine, Held, identity_of, is_copied};
use super::memo::{Interner, Memo};
use super::pictures::for_each_target;
use super::viewer::{Order, show};
use super::{Progress, Store, render_target};
use crate::diag::{Error, has_errors};
use crate::output::FileCx;
use crate::render::RenderCx;
use crate::route::OutPath;
use crate::source::Sources;
use crate::track::Trace;

/// How many targets are rendered before what they asked is taken.
const PIECE: usize = 2_048;

impl Engine {
    /// Renders some targets, given by their places in the plan, into their memos, and, where they may be seen, shows those that
    /// somebody looks at before the rest; returns the routes of those that are no copies. Bytes that are handed out, or would be
    /// but for mistakes, are kept in no memo.
    pub(super) fn render(
        &mut self,
        sources: &Sources,
        held: &Held,
        (open, may_be_seen): (Vec<usize>, bool),
        (store, is_handed_out): (Option<&dyn Store>, bool),
        progress: &Progress,
    ) -> Result<Vec<OutPath>, Error> {
        let Some(environment) = &held.compiled.environment else { return Ok(Vec::new()) };
        let targets = &held.snapshot.plan().targets;
        let cx = RenderCx::new(&held.snapshot, environment);
        let files = FileCx { sources, layouts: &held.compiled.layouts };
        let (is_observed, spill) = (!self.is_blind, &self.spill);
        let render = |at: usize| {
            progress.rendered.fetch_add(1, Ordering::Relaxed);
            let mut made = render_target(&cx, files, &targets[at], is_observed);
            let bytes = if is_handed_out { std::mem::take(&mut made.bytes) } else { Vec::new() };
            if let Some(store) = store.filter(|_| !has_errors(&made.diagnostics)) {
                let trace = if store.wants_traces() { cx.trace(&made.questions) } else { Trace::default() };
                store.put(&targets[at], &bytes, trace)?;
            }
            let kept = spill.keep(std::mem::take(&mut made.bytes));
            Ok((at, made, kept))
        };
        let viewer = self.viewer.as_deref().filter(|_| may_be_seen);
        let mut order = Order::new(viewer, held.snapshot.plan(), &self.memos, open);
        let mut interner = Interner::new(&mut self.questions, &held.snapshot, order.len());
        let mut rendered = Vec::new();
        // Piece by piece, for what all targets of a large site have asked would fill more memory than anything else.
        while let Some((piece, shown)) = order.next_piece(PIECE) {
            for (at, made, kept) in for_each_target(held.snapshot.site(), targets, &piece, render)? {
                let (target, memo) = (&targets[at], &mut self.memos[at]);
                if !is_copied(target) {
                    rendered.push(target.route.clone());
                }
                memo.identity = identity_of(sources, held, at);
                let asked = interner.take(&made.questions, made.answers);
                interner.note_target(at, &memo.asked, &asked);
                memo.asked = asked;
                memo.diagnostics = made.diagnostics;
                if memo.bytes != kept || kept.is_empty() {
                    memo.bytes = kept;
                    self.unshown.insert(target.route.clone());
                }
            }
            if let (Some(viewer), Some(shown)) = (viewer, shown) {
                let made: Vec<&Memo> = shown.iter().map(|at| &self.memos[*at]).collect();
                let gone = self.unshown.iter().filter(|route| held.snapshot.plan().position(route).is_none());
                show(viewer, &made, gone.map(OutPath::as_str));
            }
        }
        interner.finish();
        rendered.sort();
        Ok(rendered)
    }
}
