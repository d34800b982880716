//! Pages that somebody looks at, before all others.
//!
//! A change that concerns the whole site takes as long as the site is large. Whoever looks at a page need not wait for the
//! rest: where much is to be rendered, the pages that are looked at, and new style sheets, are the first piece of it and are
//! shown at once, and what is made no more goes with them. Who begins to look meanwhile waits for one piece.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use super::memo::Memo;
use crate::diag::has_errors;
use crate::plan::Plan;
use crate::spill::Spilled;

/// How many files are rendered without showing some of them first.
const AT_ONCE: usize = 8;
/// The same where none was rendered before: a site that is there in a moment is better shown whole.
const FIRST_AT_ONCE: usize = 512;

/// The files that are others than they were, by route; nothing for one that is not there any more.
pub type Changes = BTreeMap<String, Option<Spilled>>;

/// Somebody who looks at pages of the site while it is built.
pub trait Viewer: Debug + Send + Sync {
    /// Returns the routes of the pages that are looked at.
    fn viewed(&self) -> Vec<String>;

    /// Shows some files of the new site, before the others are made.
    fn show(&self, changes: Changes);
}

/// The targets that are to be rendered, in the order in which that is done: piece by piece, and before each what somebody has
/// begun to look at meanwhile.
pub(super) struct Order<'a> {
    /// Who looks, if pages are to be shown before the rest is made.
    viewer: Option<&'a dyn Viewer>,
    plan: &'a Plan,
    /// The places of new style sheets and their like, without which no page is shown.
    assets: Vec<usize>,
    /// The places of the targets that are still to be rendered.
    rest: Vec<usize>,
    /// The places of those that were shown; nothing before the first are.
    shown: Option<BTreeSet<usize>>,
}

/// The places of some targets: what is to be rendered, and what is to be shown then, if anything is.
pub(super) type Piece = (Vec<usize>, Option<Vec<usize>>);

impl<'a> Order<'a> {
    /// Returns the order for the targets at some places.
    pub(super) fn new(
        viewer: Option<&'a dyn Viewer>,
        plan: &'a Plan,
        memos: &[Memo],
        mut rest: Vec<usize>,
    ) -> Order<'a> {
        let is_first = memos.iter().all(|memo| memo.identity == 0);
        let viewer = viewer.filter(|_| rest.len() > if is_first { FIRST_AT_ONCE } else { AT_ONCE });
        // A memo without an identity is that of a target which was not made yet.
        let is_new_asset = |at: &mut usize| plan.targets[*at].format == "asset" && memos[*at].identity == 0;
        let assets = if viewer.is_some() { rest.extract_if(.., is_new_asset).collect() } else { Vec::new() };
        Order { viewer, plan, assets, rest, shown: None }
    }

    /// Returns how many targets there are.
    pub(super) fn len(&self) -> usize {
        self.assets.len() + self.rest.len()
    }

    /// Returns the next piece, of at most so many targets that nobody looks at; nothing once all were returned.
    pub(super) fn next_piece(&mut self, most: usize) -> Option<Piece> {
        if self.len() == 0 {
            return None;
        }
        let viewed = self.viewer.map(Viewer::viewed).unwrap_or_default();
        let viewed = viewed.iter().filter_map(|route| self.plan.position_of(route));
        let new: BTreeSet<usize> = viewed.filter(|at| self.shown.as_ref().is_none_or(|it| !it.contains(at))).collect();
        let is_first = self.viewer.is_some() && self.shown.is_none();
        if new.is_empty() && !is_first {
            return Some((self.rest.drain(..most.min(self.rest.len())).collect(), None));
        }
        let mut open = std::mem::take(&mut self.assets);
        let of_rest: Vec<usize> = self.rest.extract_if(.., |at| new.contains(at)).collect();
        // Of what stands nothing is to be shown, but what was made a moment ago was not seen by anybody.
        let made = if is_first { Vec::new() } else { new.iter().copied().filter(|at| !of_rest.contains(at)).collect() };
        open.extend(of_rest);
        self.shown.get_or_insert_default().extend(new);
        let show = [&open[..], &made].concat();
        Some((open, Some(show)))
    }
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

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::super::{BuildOptions, Engine, Progress};
    use super::*;
    use crate::plan::Target;
    use crate::source::Sources;

    /// Somebody who looks at these pages.
    #[derive(Debug, Default)]
    struct Looker(Mutex<Vec<String>>);

    impl Looker {
        /// Looks at a page too.
        fn look_at(&self, route: &str) {
            self.0.lock().expect("nobody falls in here").push(route.to_owned());
        }
    }

    impl Viewer for Looker {
        fn viewed(&self) -> Vec<String> {
            self.0.lock().expect("nobody falls in here").clone()
        }

        fn show(&self, _: Changes) {}
    }

    #[test]
    fn what_somebody_begins_to_look_at_comes_before_the_rest() {
        let settings = "name: A\nbase_url: https://example.org/\ntime_zone: Europe/Zurich\naddress: [1 A, 2 B]\n";
        let mut files = BTreeMap::from([("content/site.yaml".to_owned(), settings.as_bytes().to_vec())]);
        for number in 10..60 {
            let text = format!("---\ntitle: Page {number}\n---\nWords.\n");
            files.insert(format!("content/pages/p{number}.md"), text.into_bytes());
        }
        let at = "2025-06-01T00:00:00Z".parse().expect("an instant");
        let options = BuildOptions { at, drafts: false, base_url: None };
        let mut engine = Engine::new();
        let (sources, found) = Sources::from_memory(files);
        engine.update(&sources, found, &options, &Progress::default()).expect("memory");
        let snapshot = &engine.held.as_ref().expect("a site").snapshot;
        let plan = snapshot.plan();
        // All was made before but for the assets, of which there are others now.
        let memo = |target: &Target| Memo::new(target.route.clone(), u64::from(target.format != "asset"));
        let new: Vec<Memo> = plan.targets.iter().map(memo).collect();
        let looker = Looker::default();
        looker.look_at("p30/index.html");
        let all: Vec<usize> = (0..plan.targets.len()).collect();
        let mut order = Order::new(Some(&looker), plan, &new, all.clone());
        assert_eq!(order.len(), all.len());
        let at = |route: &str| plan.position_of(route).expect("it is made");
        let mut made: Vec<usize> = Vec::new();
        let mut next = |order: &mut Order<'_>| {
            let (piece, shown) = order.next_piece(20).expect("there is more");
            made.extend(&piece);
            (piece, shown)
        };
        // First the page with all that pages are shown with, and nothing else.
        let (piece, shown) = next(&mut order);
        let is_asset = |at: &usize| plan.targets[*at].format == "asset";
        assert!(piece.contains(&at("p30/index.html")) && piece.iter().filter(|at| !is_asset(at)).count() == 1);
        assert_eq!(piece.len(), 1 + all.iter().filter(|at| is_asset(at)).count());
        assert_eq!(shown, Some(piece));
        let (piece, shown) = next(&mut order);
        assert_eq!((piece.len(), shown), (20, None));
        // One that was made meanwhile is shown, and one that was not is made before the rest.
        let known = piece.iter().copied().find(|at| plan.targets[*at].format == "html").expect("a page");
        looker.look_at(plan.targets[known].route.as_str());
        looker.look_at("p59/index.html");
        assert_eq!(next(&mut order), (vec![at("p59/index.html")], Some(vec![at("p59/index.html"), known])));
        while order.len() > 0 {
            assert_eq!(next(&mut order).1, None);
        }
        assert_eq!(order.next_piece(20), None);
        made.sort_unstable();
        assert_eq!(made, all, "each once");
        // Where little is to be made, and where nobody may see it, the order is that of the plan.
        let mut few = Order::new(Some(&looker), plan, &new, all[..8].to_vec());
        assert_eq!(few.next_piece(20), Some((all[..8].to_vec(), None)));
        assert_eq!(Order::new(None, plan, &new, all.clone()).next_piece(all.len()), Some((all.clone(), None)));
        // A small site that was not there before is shown whole.
        let none: Vec<Memo> = plan.targets.iter().map(|target| Memo::new(target.route.clone(), 0)).collect();
        assert_eq!(Order::new(Some(&looker), plan, &none, all.clone()).next_piece(all.len()), Some((all, None)));
    }
}
