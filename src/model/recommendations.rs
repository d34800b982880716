//! Recommendations: which are standing ones, and to whom those apply.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::addressed::{Addressees, resolve_marker};
use super::{PageId, Site};
use crate::content::slug_from_name;
use crate::data::{Answer, Data, StateId, Status};
use crate::diag::{Diagnostic, closest, mistakes};
use crate::parse::Applies;

/// The standing recommendations, by what marks call them.
pub(super) struct Standing {
    /// The id that marks have for it and the page of each, and all its translations.
    all: Vec<(String, PageId)>,
    /// For ids that no standing recommendation has, one that has nearly the same. Most ids are used again and again.
    near_misses: BTreeMap<String, Option<String>>,
}

impl Standing {
    /// Returns the standing recommendations of a site.
    pub(super) fn of(site: &Site) -> Standing {
        let pages = site.iter().filter(|(_, page)| page.kind.name() == "recommendation");
        // A file may have a name that no mark can have, such as `Focal Point.md`: its mark is the name as in addresses.
        let all = pages.map(|(id, page)| (slug_from_name(page.short_id()), id)).collect();
        Standing { all, near_misses: BTreeMap::new() }
    }

    /// Returns the standing recommendation with an id: its page in a language if there is one, else in the default one.
    fn find(&self, site: &Site, id: &str, lang: &str) -> Option<PageId> {
        let mut same_id = self.all.iter().filter(|(known, _)| known == id).map(|(_, page)| *page);
        let first = same_id.clone().find(|page| site.page(*page).document.lang == site.config.language);
        Some(site.in_language(first.or_else(|| same_id.next())?, lang))
    }

    /// Returns the id that was perhaps meant by one that is nobody's.
    fn near(&mut self, id: &str) -> Option<&str> {
        let Standing { all, near_misses } = self;
        let near = near_misses.entry(id.to_owned()).or_insert_with(|| {
            let near = closest(id, all.iter().map(|(id, _)| id.as_str()));
            near.filter(|near| *near != id).map(str::to_owned)
        });
        near.as_deref()
    }

    /// Returns, for each recommendation on a page, the page of the standing one and whom it names.
    pub(super) fn resolve(
        &mut self,
        site: &Site,
        id: PageId,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (Vec<Option<PageId>>, Vec<Addressees>) {
        let page = site.page(id);
        let recommendations = &page.document.body.recommendations;
        let mut found = Vec::with_capacity(recommendations.len());
        let mut named: Vec<Addressees> = Vec::with_capacity(recommendations.len());
        for recommendation in recommendations {
            let marker = &recommendation.marker;
            let other = |target: &PageId| site.page(*target).document.id != page.document.id;
            let target = self.find(site, &marker.id, &page.document.lang).filter(other);
            if target.is_none()
                && let Some(near) = self.near(&marker.id)
                // Whoever has both, such as `reform-1` and `reform-2`, means both.
                && !recommendations.iter().any(|other| other.marker.id == near)
            {
                let span = page.document.words_span(recommendation.range.clone(), &marker.id);
                let is_taken = page.document.body.anchors.iter().any(|anchor| anchor == near);
                diagnostics.push(mistakes::near_standing(span, &marker.id, near, is_taken));
            }
            found.push(target);
            let above = recommendation.parent.and_then(|above| named.get(above));
            let marked = (marker, &recommendation.range);
            let addressees = resolve_marker(page, &site.data, marked, above, diagnostics);
            named.push(addressees);
        }
        (found, named)
    }
}

impl Site {
    /// Returns whether a standing recommendation is addressed to a state by what is recorded up to a day; without a day,
    /// by all that is recorded.
    pub fn applies(&self, recommendation: PageId, state: StateId, day: Option<Date>) -> Answer {
        applies(self.page(recommendation).document.front.applies.as_ref(), &self.data, state, day)
    }
}

/// Answers a rule for a state. Unknown facts give an unknown answer unless a known one already decides.
fn applies(rule: Option<&Applies>, data: &Data, state: StateId, day: Option<Date>) -> Answer {
    match rule {
        None => Answer::Yes,
        Some(Applies::NoFocalPoint) => match data.focal_point_on(state, day) {
            Answer::Yes => Answer::No,
            Answer::No => Answer::Yes,
            Answer::Unknown => Answer::Unknown,
        },
        Some(Applies::NotPartyToAny(ids)) => {
            let mut open = false;
            for id in ids {
                match data.instrument(id).map(|instrument| data.status_on(instrument, state, day)) {
                    Some(Status::None | Status::Signatory) => return Answer::Yes,
                    Some(Status::Party) => {}
                    Some(Status::Unknown) | None => open = true,
                }
            }
            if open { Answer::Unknown } else { Answer::No }
        }
    }
}
