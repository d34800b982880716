//! Lists of pages: by kind and language, path, state, session and topic; neighbours and translations.
//!
//! Takes the pages in order; the lists are made of pages as they are listed ([`super::Listed`]).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{PageId, Site, SitePage};
use crate::data::{Data, StateId};
use crate::track::Table;

/// Fills the lists by type, path, state, session and topic, the neighbours and the translations.
pub(super) fn make_lists(site: &mut Site) {
    for (page, id) in site.pages.iter_mut().zip((0..).map(PageId)) {
        let folder = page.kind.folder();
        if !site.lists.contains_key(folder) {
            site.lists.insert(folder.into(), BTreeMap::new());
        }
        let Some(of_kind) = site.lists.get_mut(folder) else { continue };
        match of_kind.get_mut(page.document.lang.as_str()) {
            Some(list) => list.push(id),
            None => _ = of_kind.insert(page.document.lang.clone(), vec![id]),
        }
        site.by_path.insert(Arc::clone(&page.document.path), id);
        page.states.iter().for_each(|state| site.by_state.entry(*state).or_default().push(id));
        page.session.iter().for_each(|session| site.by_session.entry(*session).or_default().push(id));
        page.to_bodies.iter().for_each(|body| site.by_body.entry(*body).or_default().push(id));
        // The text on a term is no page that could be listed with another.
        let terms = page.terms.iter().filter(|_| page.kind.has_page());
        terms.for_each(|topic| site.by_term.entry(*topic).or_default().push(id));
        (page.older, page.newer) = (None, None);
        page.translations.clear();
    }
    for group in groups(&site.pages) {
        for id in &group {
            site.pages[id.0 as usize].translations = group.iter().copied().filter(|other| other != id).collect();
        }
    }
    let texts: Vec<PageId> =
        site.iter().filter(|(_, page)| !page.kind.has_page()).map(|(id, _)| site.original(id)).collect();
    for id in texts {
        let page = site.page(id);
        site.own_texts.insert((page.kind.text_type(), page.short_id().to_owned()), id);
    }
    for list in site.lists.values().flat_map(BTreeMap::values) {
        // What has no date is neither older nor newer than another.
        let is_dated = |id: &PageId| {
            site.pages[id.0 as usize].date.is_some() || site.pages[id.0 as usize].kind.collection().is_none()
        };
        let list: Vec<PageId> = list.iter().copied().filter(is_dated).collect();
        for pair in list.windows(2) {
            site.pages[pair[0].0 as usize].older = Some(pair[1]);
            site.pages[pair[1].0 as usize].newer = Some(pair[0]);
        }
    }
}

/// Returns the pages that share an id, in order: a page and its translations.
fn groups(pages: &[SitePage]) -> Vec<Vec<PageId>> {
    let mut firsts: Table<&str, PageId> = Table::default();
    let mut groups: BTreeMap<PageId, Vec<PageId>> = BTreeMap::new();
    for (page, id) in pages.iter().zip((0..).map(PageId)) {
        let first = *firsts.entry(&page.document.id).or_insert(id);
        if first != id {
            groups.entry(first).or_insert_with(|| vec![first]).push(id);
        }
    }
    groups.into_values().collect()
}

impl Site {
    /// Tells whether something stands on the page of a body: a session of it, a page addressed to it, or what it is asked.
    pub fn body_stands(&self, body: usize) -> bool {
        let has_session = || self.data.sessions.iter().any(|session| session.body == body);
        let is_addressed = || self.by_body.contains_key(&body) || !self.asked.of_body(body).is_empty();
        let has_text = || self.own_text("body", &self.data.bodies[body].id).is_some();
        self.data.lists_bodies() && (has_session() || is_addressed() || has_text())
    }
}

impl Site {
    /// Returns the text on something, in the language whose keys hold.
    pub fn own_text(&self, kind: &'static str, id: &str) -> Option<PageId> {
        self.own_texts.get(&(kind, id.to_owned())).copied()
    }
}

/// Returns the sessions in which each state is under review.
pub(super) fn sessions_of(data: &Data) -> BTreeMap<StateId, Vec<usize>> {
    let mut sessions: BTreeMap<StateId, Vec<usize>> = BTreeMap::new();
    for (at, session) in data.sessions.iter().enumerate() {
        for state in &session.states {
            let list = sessions.entry(*state).or_default();
            if list.last() != Some(&at) {
                list.push(at);
            }
        }
    }
    sessions
}
