//! Related pages: those that share the most states, sessions and topics.

use std::cmp::Reverse;
use std::ops::Range;

use rayon::prelude::*;

use super::slots::NewIds;
use super::{PageId, Site, SitePage};

/// How many related pages are shown.
const SHOWN: usize = 4;
/// How many neighbours in each list are looked at, on both sides: enough to choose from, and cost stays linear.
const REACH: usize = 12;

/// Fills in the related pages of some pages.
pub(super) fn relate(site: &mut Site, pages: &[PageId]) {
    let related: Vec<Vec<PageId>> = pages.par_iter().map(|id| related_to(site, *id)).collect();
    for (id, related) in pages.iter().zip(related) {
        site.pages[id.0 as usize].related = related;
    }
}

/// Returns the pages that may have other related pages than before: those near a page that has come into a list, in the
/// lists of now, and those near a page that has left one, in the lists of before.
pub(super) fn near_changes<'a>(
    (site, come): (&Site, impl Iterator<Item = PageId>),
    (before, ids): (&Site, &NewIds),
    left: impl Iterator<Item = (PageId, &'a SitePage)>,
) -> Vec<PageId> {
    let mut is_near = vec![false; site.pages.len()];
    for id in come {
        is_near[id.0 as usize] = true;
        let lists = lists_of(site, site.page(id)).into_iter();
        lists.flat_map(|(list, _)| &list[near(list, id)]).for_each(|other| is_near[other.0 as usize] = true);
    }
    for (id, page) in left {
        let near = lists_of(before, page).into_iter().flat_map(|(list, _)| &list[near(list, id)]);
        near.filter_map(|other| ids.of(*other)).for_each(|other| is_near[other.0 as usize] = true);
    }
    (0..).map(PageId).zip(is_near).filter_map(|(id, is_near)| is_near.then_some(id)).collect()
}

/// Returns the lists in which a page stands, each with what it counts to share it.
fn lists_of<'a>(site: &'a Site, page: &SitePage) -> Vec<(&'a [PageId], u32)> {
    let states = page.states.iter().filter_map(|state| Some((site.by_state.get(state)?.as_slice(), 4)));
    let session = page.session.and_then(|session| Some((site.by_session.get(&session)?.as_slice(), 3)));
    let topics = page.terms.iter().filter_map(|topic| Some((site.by_term.get(topic)?.as_slice(), 2)));
    let bodies = page.to_bodies.iter().filter_map(|body| Some((site.by_body.get(body)?.as_slice(), 3)));
    states.chain(session).chain(bodies).chain(topics).collect()
}

/// Returns the part of a list, which is in page order, that is near a page.
fn near(list: &[PageId], id: PageId) -> Range<usize> {
    let at = list.partition_point(|other| *other < id);
    at.saturating_sub(REACH)..(at + REACH + 1).min(list.len())
}

/// Returns the pages most like one, in the same language: a shared state counts 4, a session or a body 3, a topic 2.
fn related_to(site: &Site, id: PageId) -> Vec<PageId> {
    let page = site.page(id);
    if !page.kind.has_archive() || !page.kind.is_rendered() {
        return Vec::new();
    }
    let mut scores: Vec<(PageId, u32)> = Vec::new();
    // A letter to all states under review shares them with every brief of the session: the session says it all.
    let besides = if page.states.len() > 3 { page.states.len() } else { 0 };
    for (list, score) in lists_of(site, page).into_iter().skip(besides) {
        scores.extend(list[near(list, id)].iter().map(|other| (*other, score)));
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
    other.kind.has_archive()
        && other.kind.is_rendered()
        && other.document.lang == page.document.lang
        && other.document.id != page.document.id
}
