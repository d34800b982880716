//! Recommendations: which are standing ones, in what words each was made, and to whom they apply.

use std::collections::BTreeMap;

use super::{PageId, Site, SitePage};
use crate::data::{Answer, Data, StateId, Status, suggest_state};
use crate::diag::{Diagnostic, closest, mistakes};
use crate::parse::Applies;

/// One wording of a standing recommendation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The page it stands on.
    pub page: PageId,
    /// Its place among the recommendations of that page.
    pub index: usize,
}

/// The standing recommendations, by the last part of their ids.
pub(super) struct Standing {
    /// The short id, the language and the page of each.
    all: Vec<(String, String, PageId)>,
    /// For ids that no standing recommendation has, one that has nearly the same. Most ids are used again and again.
    near_misses: BTreeMap<String, Option<String>>,
}

impl Standing {
    /// Returns the standing recommendations of a site.
    pub(super) fn of(site: &Site) -> Standing {
        let pages = site.iter().filter(|(_, page)| page.kind.name() == "recommendation");
        let all = pages.map(|(id, page)| (page.short_id().to_owned(), page.document.lang.clone(), id)).collect();
        Standing { all, near_misses: BTreeMap::new() }
    }

    /// Returns the standing recommendation with an id, in a language if there is one.
    fn find(&self, id: &str, lang: &str) -> Option<PageId> {
        let same_id = self.all.iter().filter(|(known, ..)| known == id);
        let own = same_id.clone().find(|(_, known, _)| known == lang);
        own.or_else(|| same_id.clone().next()).map(|(.., page)| *page)
    }

    /// Returns the id that was perhaps meant by one that is nobody's.
    fn near(&mut self, id: &str) -> Option<&str> {
        let Standing { all, near_misses } = self;
        let near = near_misses.entry(id.to_owned()).or_insert_with(|| {
            let near = closest(id, all.iter().map(|(id, ..)| id.as_str()));
            near.filter(|near| *near != id).map(str::to_owned)
        });
        near.as_deref()
    }

    /// Returns, for each recommendation on a page, the page of the standing one and the states that are named.
    pub(super) fn resolve(
        &mut self,
        (id, page): (PageId, &SitePage),
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (Vec<Option<PageId>>, Vec<Vec<StateId>>) {
        let mut found = Vec::with_capacity(page.document.body.recommendations.len());
        let mut named = Vec::with_capacity(found.capacity());
        for recommendation in &page.document.body.recommendations {
            let marker = &recommendation.marker;
            let target = self.find(&marker.id, &page.document.lang).filter(|target| *target != id);
            if target.is_none()
                && let Some(near) = self.near(&marker.id)
            {
                let span = page.document.words_span(recommendation.range.clone(), &marker.id);
                diagnostics.push(mistakes::near_standing(span, &marker.id, near));
            }
            found.push(target);
            named.push(named_states(page, &marker.states, &recommendation.range, diagnostics));
        }
        (found, named)
    }
}

/// Links the recommendations of all pages to the standing ones and to states.
pub(super) fn resolve_recommendations(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut standing = Standing::of(site);
    let mut wordings: Vec<(PageId, Wording)> = Vec::new();
    for at in 0..site.pages.len() {
        let page = PageId(at as u32);
        let (found, named) = standing.resolve((page, &site.pages[at]), diagnostics);
        let targets = found.iter().enumerate().filter_map(|(index, target)| Some((index, (*target)?)));
        wordings.extend(targets.map(|(index, target)| (target, Wording { page, index })));
        site.pages[at].standing = found;
        site.pages[at].named_states = named;
    }
    for (target, wording) in wordings {
        site.wordings.entry(target).or_default().push(wording);
    }
    for list in site.wordings.values_mut() {
        let pages = &site.pages;
        list.sort_by_cached_key(|wording| {
            let page = &pages[wording.page.0 as usize];
            (std::cmp::Reverse(page.instant), page.document.id.clone(), wording.index)
        });
    }
    for (standing, list) in &site.wordings {
        for wording in list {
            let page = &site.pages[wording.page.0 as usize];
            if page.kind.name() == "letter" {
                site.letter_wordings.entry((*standing, page.session)).or_insert(*wording);
                site.letter_wordings.entry((*standing, None)).or_insert(*wording);
            }
        }
    }
}

/// Resolves the states that a marker names; they must be among those the page is addressed to.
fn named_states(
    page: &SitePage,
    codes: &[String],
    range: &std::ops::Range<usize>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<StateId> {
    let mut states = Vec::with_capacity(codes.len());
    for code in codes {
        let span = || page.document.words_span(range.clone(), code);
        let Some(state) = StateId::of(code) else {
            let right = suggest_state(code).map(|state| (state.code, state.name));
            diagnostics.push(mistakes::unknown_state(span(), code, right));
            continue;
        };
        if !page.states.is_empty() && !page.states.contains(&state) {
            let codes: Vec<&str> = page.states.iter().map(|state| state.info().code).collect();
            diagnostics.push(mistakes::state_not_addressed(span(), state.info().name, &codes));
        }
        states.push(state);
    }
    states.sort_unstable();
    states.dedup();
    states
}

impl Site {
    /// Returns whether a standing recommendation is addressed to a state, and the instruments or facts that decide.
    pub fn applies(&self, recommendation: PageId, state: StateId) -> Answer {
        applies(self.page(recommendation).document.front.applies.as_ref(), &self.data, state)
    }
}

/// Answers a rule for a state. Unknown facts give an unknown answer unless a known one already decides.
fn applies(rule: Option<&Applies>, data: &Data, state: StateId) -> Answer {
    match rule {
        None => Answer::Yes,
        Some(Applies::NoFocalPoint) => match data.focal_point(state) {
            Answer::Yes => Answer::No,
            Answer::No => Answer::Yes,
            Answer::Unknown => Answer::Unknown,
        },
        Some(Applies::NotPartyToAny(ids)) => {
            let mut open = false;
            for id in ids {
                match data.instrument(id).map(|instrument| data.status(instrument, state)) {
                    Some(Status::None | Status::Signatory) => return Answer::Yes,
                    Some(Status::Party) => {}
                    Some(Status::Unknown) | None => open = true,
                }
            }
            if open { Answer::Unknown } else { Answer::No }
        }
    }
}
