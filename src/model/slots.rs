//! The pages that are shown, in order, each with what it was before.
//!
//! Takes the pages of now and those of before; a page with the same document and visibility is what it was. Ids are places
//! in the order of pages, so that one page more gives all behind it others: what pages hold is put into the ids of now.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::{PageId, Referred, Resolved, SitePage, Visibility, open_page};
use crate::config::Config;
use crate::content::Page;
use crate::model::Item;

/// The new id of a page that is on the site no more.
const NOWHERE: u32 = u32::MAX;

/// A page on its way into the order of pages, with its id before, if it was there.
type Slot = (SitePage, Option<PageId>);

/// All pages that are shown, in order.
pub(super) struct Slots {
    /// The pages.
    pub(super) pages: Vec<SitePage>,
    /// Which of them are new, or others than before.
    pub(super) fresh: Vec<PageId>,
    /// What those of them were that had been there before, each with the id that it had.
    pub(super) olds: BTreeMap<PageId, (PageId, SitePage)>,
    /// The pages that are on the site no more, with the ids of before.
    pub(super) gone: Vec<(PageId, SitePage)>,
    /// The ids of now by those of before.
    pub(super) ids: NewIds,
}

/// The ids of now by those of before.
pub(super) struct NewIds {
    new: Vec<u32>,
    /// Whether one of them is another.
    pub(super) moved: bool,
}

impl NewIds {
    /// Returns the id of now of a page, if it is on the site still.
    pub(super) fn of(&self, id: PageId) -> Option<PageId> {
        Some(PageId(self.new[id.0 as usize])).filter(|id| id.0 != NOWHERE)
    }
}

impl Slots {
    /// Takes the pages that the audience may see, each with its visibility; `id_of` gives the ids of those of before.
    pub(super) fn take(
        shown: Vec<(Arc<Page>, Visibility)>,
        (mut pages, id_of): (Vec<SitePage>, impl Fn(&str) -> Option<PageId>),
        config: &Config,
    ) -> Slots {
        let mut is_there = vec![false; pages.len()];
        let mut others: Vec<(PageId, SitePage)> = Vec::new();
        let mut new: Vec<SitePage> = Vec::new();
        for (page, seen) in shown {
            let Some(id) = id_of(&page.document.path) else {
                new.push(open_page(&page, seen, config));
                continue;
            };
            let old = &mut pages[id.0 as usize];
            is_there[id.0 as usize] = true;
            let stands = Arc::ptr_eq(&old.document, &page.document) && old.route == page.route;
            if !stands || old.visibility != seen {
                others.push((id, std::mem::replace(old, open_page(&page, seen, config))));
            }
        }
        let stands = new.is_empty() && is_there.iter().all(|is_there| *is_there);
        let ids = NewIds { new: (0..pages.len() as u32).collect(), moved: false };
        match stands && pages.is_sorted_by(|one, next| in_order(one, next).is_le()) {
            true => Slots::of(pages, Vec::new(), (ids, Vec::new(), others)),
            false => Slots::ordered((pages, is_there), new, others),
        }
    }

    /// Puts pages in order of which some are new, or gone, or stand elsewhere.
    fn ordered(
        (pages, is_there): (Vec<SitePage>, Vec<bool>),
        new: Vec<SitePage>,
        others: Vec<(PageId, SitePage)>,
    ) -> Slots {
        let mut ids = NewIds { new: vec![NOWHERE; pages.len()], moved: false };
        let mut gone = Vec::new();
        let is_other: HashSet<PageId> = others.iter().map(|(id, _)| *id).collect();
        // Those that are as they were are in order among themselves.
        let (mut stands, mut come): (Vec<Slot>, Vec<Slot>) = (Vec::with_capacity(pages.len()), Vec::new());
        for ((page, is_there), id) in pages.into_iter().zip(is_there).zip((0..).map(PageId)) {
            match is_there {
                true if is_other.contains(&id) => come.push((page, Some(id))),
                true => stands.push((page, Some(id))),
                false => gone.push((id, page)),
            }
        }
        come.extend(new.into_iter().map(|page| (page, None)));
        let slots = merged(stands, come);
        let mut new = Vec::new();
        for ((_, was), now) in slots.iter().zip(0..) {
            ids.moved |= was.is_none_or(|was| was.0 != now);
            match was {
                Some(was) => ids.new[was.0 as usize] = now,
                None => new.push(PageId(now)),
            }
        }
        ids.moved |= !gone.is_empty();
        let pages = slots.into_iter().map(|(page, _)| page).collect();
        Slots::of(pages, gone, (ids, new, others))
    }

    /// Puts what pages hold into the ids of now. Given are the pages that have come, by the ids of now, and what those that
    /// are others now were, by the ids of before.
    fn of(
        pages: Vec<SitePage>,
        gone: Vec<(PageId, SitePage)>,
        (ids, come, others): (NewIds, Vec<PageId>, Vec<(PageId, SitePage)>),
    ) -> Slots {
        let now = |(was, old): (PageId, SitePage)| Some((ids.of(was)?, (was, old)));
        let olds: BTreeMap<PageId, (PageId, SitePage)> = others.into_iter().filter_map(now).collect();
        let mut fresh: Vec<PageId> = olds.keys().copied().chain(come).collect();
        fresh.sort_unstable();
        let mut all = Slots { pages, fresh, olds, gone, ids };
        if all.ids.moved {
            let ids = &all.ids;
            all.pages.par_iter_mut().for_each(|page| renumber(page, ids));
            all.olds.values_mut().for_each(|(_, old)| renumber(old, ids));
        }
        for (id, old) in all.fresh.iter().filter_map(|id| Some((id, &all.olds.get(id)?.1))) {
            let page = &mut all.pages[id.0 as usize];
            (page.translations, page.related) = (old.translations.clone(), old.related.clone());
        }
        all
    }

    /// Tells of each of so many pages whether it is new or another.
    pub(super) fn freshness(&self, count: usize) -> Vec<bool> {
        let mut is_fresh = vec![false; count];
        self.fresh.iter().for_each(|id| is_fresh[id.0 as usize] = true);
        is_fresh
    }

    /// Returns what a page was before, if it was there.
    pub(super) fn old(&self, id: PageId) -> Option<&SitePage> {
        self.olds.get(&id).map(|(_, old)| old)
    }
}

/// Returns pages that are in order and others in one order.
fn merged(stands: Vec<Slot>, mut come: Vec<Slot>) -> Vec<Slot> {
    come.par_sort_by(|one, next| in_order(&one.0, &next.0));
    if stands.is_empty() {
        return come;
    }
    let mut all = Vec::with_capacity(stands.len() + come.len());
    let mut come = come.into_iter().peekable();
    for slot in stands {
        while let Some(before) = come.next_if(|next| in_order(&next.0, &slot.0).is_lt()) {
            all.push(before);
        }
        all.push(slot);
    }
    all.extend(come);
    all
}

/// Compares two pages: by type, then newest first, then by id and language; those that are one by mistake by path.
fn in_order(one: &SitePage, next: &SitePage) -> Ordering {
    let (document, other) = (&one.document, &next.document);
    let by_order = one.kind.place.cmp(&next.kind.place).then_with(|| next.instant.cmp(&one.instant));
    by_order.then_with(|| (&document.id, &document.lang, &document.path).cmp(&(&other.id, &other.lang, &other.path)))
}

/// Puts the ids that a page holds into those of now; what was of a page that is gone is not there any more.
fn renumber(page: &mut SitePage, ids: &NewIds) {
    for link in &mut page.links {
        if let Resolved::Page(id, _) = link {
            match ids.of(*id) {
                Some(new) => *id = new,
                None => *link = Resolved::Broken,
            }
        }
    }
    page.items.retain_mut(|item| match item {
        Item::Page(id) => ids.of(*id).inspect(|new| *id = *new).is_some(),
        Item::Own(_) => true,
    });
    for (_, target) in &mut page.fields {
        if let Referred::Page(id) = target {
            *target = ids.of(*id).map_or(Referred::Nothing, Referred::Page);
        }
    }
    page.standing.iter_mut().for_each(|id| *id = id.and_then(|id| ids.of(id)));
    let list = |list: &mut Vec<PageId>| list.retain_mut(|id| ids.of(*id).inspect(|new| *id = *new).is_some());
    list(&mut page.related);
    list(&mut page.translations);
}
