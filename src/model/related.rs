//! Related pages: those that share the most states, sessions and topics.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::{PageId, Site, SitePage};

/// How many related pages are shown.
const SHOWN: usize = 4;
/// How many neighbours in each list are looked at, on both sides: enough to choose from, and cost stays linear.
const REACH: usize = 12;

/// Fills in the related pages of every page.
pub(super) fn relate(site: &mut Site) {
    let related: Vec<Vec<PageId>> =
        (0..site.pages.len() as u32).into_par_iter().map(|at| related_to(site, PageId(at))).collect();
    for (page, related) in site.pages.iter_mut().zip(related) {
        page.related = related;
    }
}

/// Returns the pages most like one, in the same language: a shared state counts 4, a session 3, a topic 2.
fn related_to(site: &Site, id: PageId) -> Vec<PageId> {
    let page = site.page(id);
    if !page.kind.has_archive() {
        return Vec::new();
    }
    let mut scores: Vec<(PageId, u32)> = Vec::new();
    // A letter to all states under review shares them with every brief of the session: the session says it all.
    let states: &[_] = if page.states.len() > 3 { &[] } else { &page.states };
    for list in states.iter().filter_map(|state| site.by_state.get(state)) {
        add(&mut scores, list, id, 4);
    }
    if let Some(list) = page.session.and_then(|session| site.by_session.get(&session)) {
        add(&mut scores, list, id, 3);
    }
    for list in page.topics.iter().filter_map(|topic| site.by_topic.get(topic)) {
        add(&mut scores, list, id, 2);
    }
    scores.sort_unstable_by_key(|(other, _)| *other);
    let candidates = scores.chunk_by(|one, next| one.0 == next.0).filter_map(|of_one| {
        let other = of_one[0].0;
        let score: u32 = of_one.iter().map(|(_, score)| score).sum();
        let distance = || page.instant.duration_since(site.page(other).instant).unsigned_abs();
        (other != id && fits(page, site.page(other))).then(|| (Reverse(score), distance(), other))
    });
    let mut ranked: Vec<_> = candidates.collect();
    if ranked.len() > SHOWN {
        ranked.select_nth_unstable(SHOWN);
        ranked.truncate(SHOWN);
    }
    ranked.sort_unstable();
    ranked.into_iter().map(|(.., other)| other).collect()
}

/// Tells whether a page can be shown beside another.
fn fits(page: &SitePage, other: &SitePage) -> bool {
    other.kind.has_archive() && other.document.lang == page.document.lang && other.document.id != page.document.id
}

/// Adds a score for each of the neighbours of a page in a list that is in page order.
fn add(scores: &mut Vec<(PageId, u32)>, list: &[PageId], id: PageId, score: u32) {
    let at = list.partition_point(|other| *other < id);
    let from = at.saturating_sub(REACH);
    let to = (at + REACH + 1).min(list.len());
    scores.extend(list[from..to].iter().map(|other| (*other, score)));
}
