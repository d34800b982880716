//! Pages that somebody looks at, before all others.
//!
//! A change that concerns the whole site takes as long as the site is large. Whoever looks at a page need not wait for the
//! rest: where much is to be rendered, the pages that are looked at, and new style sheets, are the first piece of it and are
//! shown at once, and what is made no more goes with them.

use std::collections::BTreeMap;
use std::fmt::Debug;

use super::memo::Memo;
use crate::diag::has_errors;
use crate::plan::Plan;
use crate::spill::Spilled;

/// How many files are rendered without showing some of them first.
const AT_ONCE: usize = 32;

/// The files that are others than they were, by route; nothing for one that is not there any more.
pub type Changes = BTreeMap<String, Option<Spilled>>;

/// Somebody who looks at pages of the site while it is built.
pub trait Viewer: Debug + Send + Sync {
    /// Returns the routes of the pages that are looked at.
    fn viewed(&self) -> Vec<String>;

    /// Shows some files of the new site, before the others are made.
    fn show(&self, changes: Changes);
}

/// Divides the places of targets that are to be rendered: those that somebody looks at, if these are to be shown before
/// the rest, and the rest.
pub(super) fn looked_at(
    viewer: Option<&dyn Viewer>,
    plan: &Plan,
    memos: &[Memo],
    open: Vec<usize>,
) -> (Option<Vec<usize>>, Vec<usize>) {
    let Some(viewer) = viewer.filter(|_| open.len() > AT_ONCE) else { return (None, open) };
    let viewed: Vec<usize> = viewer.viewed().iter().filter_map(|route| plan.position_of(route)).collect();
    // A memo without an identity is that of a target which was not made yet.
    let is_new_asset = |at: usize| plan.targets[at].format == "asset" && memos[at].identity == 0;
    let (ahead, rest) = open.into_iter().partition(|at| viewed.contains(at) || is_new_asset(*at));
    (Some(ahead), rest)
}

/// Shows the targets that were rendered first, by their memos, and that others are there no more.
pub(super) fn show<'a>(viewer: &dyn Viewer, made: &[&Memo], gone: impl Iterator<Item = &'a str>) {
    // What is wrong is shown over pages that were good, and these would be none.
    if made.iter().any(|memo| has_errors(&memo.diagnostics)) {
        return;
    }
    let gone = gone.map(|route| (route.to_owned(), None));
    let made = made.iter().map(|memo| (memo.route.to_string(), Some(memo.bytes.clone())));
    let changes: Changes = made.chain(gone).collect();
    if !changes.is_empty() {
        viewer.show(changes);
    }
}
