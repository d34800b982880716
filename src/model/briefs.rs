//! Briefs on one State in one session: one with a `slug` stands below the one that has none.
//!
//! Takes the pages that are shown; gives such briefs their address there. What is hidden moves nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Visibility;
use crate::content::Page;
use crate::route::OutPath;

/// What a brief is about: its folder, its session, if it has one, and its state.
type About<'a> = (&'a str, Option<&'a str>, &'a str);

/// A page with who may see it.
pub(super) type Seen = (Arc<Page>, Visibility);

/// Moves briefs with a `slug`, shown or hidden, below the shown brief that has none and is about the same.
pub(super) fn settle_briefs(shown: &mut [Seen], hidden: &mut [Seen]) {
    let has_slug = |page: &Page| page.document.front.slug.is_some();
    let briefs = |pages: &[Seen]| -> Vec<usize> {
        let is_one = |(page, _): &Seen| about(page).is_some() && has_slug(page);
        pages.iter().enumerate().filter(|(_, seen)| is_one(seen)).map(|(at, _)| at).collect()
    };
    let (of_shown, of_hidden) = (briefs(shown), briefs(hidden));
    if of_shown.is_empty() && of_hidden.is_empty() {
        return;
    }
    let first = shown.iter().map(|(page, _)| page).filter(|page| !has_slug(page));
    let firsts: BTreeSet<About<'_>> = first.filter_map(|page| about(page)).collect();
    let below = |page: &Page| about(page).filter(|about| firsts.contains(about)).and_then(|about| moved(page, about.2));
    let new = |pages: &[Seen], places: Vec<usize>| -> Vec<(usize, Arc<Page>)> {
        places.into_iter().filter_map(|at| Some((at, Arc::new(below(&pages[at].0)?)))).collect()
    };
    let (for_shown, for_hidden) = (new(shown, of_shown), new(hidden, of_hidden));
    for_shown.into_iter().for_each(|(at, page)| shown[at].0 = page);
    for_hidden.into_iter().for_each(|(at, page)| hidden[at].0 = page);
}

/// Returns what a brief is about; nothing for other pages, nor where a permalink of the collection says where it stands.
fn about(page: &Page) -> Option<About<'_>> {
    let front = &page.document.front;
    let is_brief = page.kind.name() == "brief" && page.kind.permalink().is_none();
    is_brief.then_some((page.kind.folder(), front.session.as_deref(), front.state.as_deref()?))
}

/// Returns a brief with its address below that of its state, and with the one that it would have alone.
fn moved(page: &Page, state: &str) -> Option<Page> {
    let slug = page.document.front.slug.as_deref()?;
    let folder = page.route.as_str().strip_suffix(&[slug, "/index.html"].concat())?;
    let route = OutPath::parse(&format!("{folder}{}/{slug}/index.html", state.to_ascii_lowercase())).ok()?;
    Some(Page { route, alone: Some(page.route.clone()), ..page.clone() })
}
