//! The pages that are shown, in order, each with what it was before.
//!
//! Takes the pages of now and those of before; a page with the same document and visibility is what it was. Ids are places
//! in the order of pages, so that one page more gives all behind it others: what pages hold is put into the ids of now.

use std::sync::Arc;

use rayon::prelude::*;

use super::{PageId, Resolved, SitePage, Visibility, open_page};
use crate::config::Config;
use crate::content::{CONTENT_TYPES, Page};
use crate::model::Item;
use crate::track::Table;

/// The new id of a page that is on the site no more.
const NOWHERE: u32 = u32::MAX;

/// A page on its way into the order of pages.
struct Slot {
    page: SitePage,
    /// Its id before.
    was: Option<PageId>,
    /// Whether it is another than before, or new.
    is_fresh: bool,
    /// What it was before, if it is another now.
    old: Option<SitePage>,
}

/// All pages that are shown, in order.
pub(super) struct Slots {
    /// The pages.
    pub(super) pages: Vec<SitePage>,
    /// Which of them are new, or others than before.
    pub(super) fresh: Vec<PageId>,
    /// What those of them were that had been there before, each with the id that it had.
    pub(super) olds: Table<PageId, (PageId, SitePage)>,
    /// The pages that are on the site no more, with the ids of before.
    pub(super) gone: Vec<(PageId, SitePage)>,
    /// The ids of now by those of before.
    pub(super) ids: NewIds,
    /// Which pages had held an id of one that is gone.
    pub(super) bereft: Vec<PageId>,
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
    /// Takes the pages that the audience may see, each with its visibility; `by_path` gives the ids of those of before.
    pub(super) fn take(
        shown: Vec<(Page, Visibility)>,
        (before, id_of): (Vec<SitePage>, impl Fn(&str) -> Option<PageId>),
        config: &Config,
    ) -> Slots {
        let count = before.len();
        let mut before: Vec<Option<SitePage>> = before.into_iter().map(Some).collect();
        // In the order of before, which is nearly that of now.
        let mut slots: Vec<Option<Slot>> = Vec::with_capacity(shown.len().max(count));
        slots.resize_with(count, || None);
        for (page, seen) in shown {
            let was = id_of(&page.document.path);
            let old = was.and_then(|id| before[id.0 as usize].take());
            let slot = match old {
                Some(old) if Arc::ptr_eq(&old.document, &page.document) && old.visibility == seen => {
                    Slot { page: old, was, is_fresh: false, old: None }
                }
                old => Slot { page: open_page(page, seen, config), was, is_fresh: true, old },
            };
            match was {
                Some(id) => slots[id.0 as usize] = Some(slot),
                None => slots.push(Some(slot)),
            }
        }
        let gone = (0..).map(PageId).zip(before).filter_map(|(id, page)| Some((id, page?))).collect();
        let mut slots: Vec<Slot> = slots.into_iter().flatten().collect();
        slots.par_sort_by(|one, next| in_order(&one.page, &next.page));
        Slots::of(slots, gone, count)
    }

    /// Gives the pages in order their ids.
    fn of(slots: Vec<Slot>, gone: Vec<(PageId, SitePage)>, count: usize) -> Slots {
        let mut ids = NewIds { new: vec![NOWHERE; count], moved: !gone.is_empty() };
        for (slot, now) in slots.iter().zip(0..) {
            ids.moved |= slot.was != Some(PageId(now));
            if let Some(was) = slot.was {
                ids.new[was.0 as usize] = now;
            }
        }
        let mut all = Slots { pages: Vec::with_capacity(slots.len()), fresh: Vec::new(), olds: Table::default(), gone, ids, bereft: Vec::new() };
        for (Slot { page, was, is_fresh, old }, now) in slots.into_iter().zip((0..).map(PageId)) {
            all.pages.push(page);
            if is_fresh {
                all.fresh.push(now);
            }
            if let Some(both) = was.zip(old) {
                all.olds.insert(now, both);
            }
        }
        if all.ids.moved {
            let ids = &all.ids;
            let with_id = all.pages.par_iter_mut().enumerate();
            let bereft = with_id.filter_map(|(at, page)| renumber(page, ids).then_some(PageId(at as u32)));
            all.bereft = bereft.collect();
            all.olds.values_mut().for_each(|(_, old)| _ = renumber(old, ids));
        }
        for (id, (_, old)) in &all.olds {
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

/// Compares two pages: by type, then newest first, then by id and language.
fn in_order(one: &SitePage, next: &SitePage) -> std::cmp::Ordering {
    let kind = |page: &SitePage| CONTENT_TYPES.iter().position(|kind| kind.name() == page.kind.name());
    let by_order = kind(one).cmp(&kind(next)).then_with(|| next.instant.cmp(&one.instant));
    let documents = (&one.document, &next.document);
    by_order.then_with(|| documents.0.id.cmp(&documents.1.id)).then_with(|| documents.0.lang.cmp(&documents.1.lang))
}

/// Puts the ids that a page holds into those of now; tells whether one is of a page that is gone.
fn renumber(page: &mut SitePage, ids: &NewIds) -> bool {
    let mut bereft = false;
    let mut renumbered = |id: PageId| {
        let new = ids.of(id);
        bereft |= new.is_none();
        new
    };
    for link in &mut page.links {
        if let Resolved::Page(id, _) = link {
            match renumbered(*id) {
                Some(new) => *id = new,
                None => *link = Resolved::Broken,
            }
        }
    }
    page.items.retain_mut(|item| match item {
        Item::Page(id) => renumbered(*id).inspect(|new| *id = *new).is_some(),
        Item::Own(_) => true,
    });
    page.standing.iter_mut().for_each(|id| *id = id.and_then(&mut renumbered));
    let list = |list: &mut Vec<PageId>| list.retain_mut(|id| ids.of(*id).inspect(|new| *id = *new).is_some());
    list(&mut page.related);
    list(&mut page.translations);
    bereft
}
