//! The recommendations of a page as others quote them: a part of the site of its own, so that all else on the page may be
//! edited while what quotes it stands.

use super::referred::Referred;
use crate::data::StateId;
use crate::model::{PageId, SitePage};
use crate::parse::{Hole, Lead, Recommendation};
use crate::track::{Fingerprint, combine, fingerprint};

/// The recommendations of a page, with what is needed to quote them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marks<'a>(&'a SitePage);

impl<'a> Marks<'a> {
    /// Returns those of a page.
    pub(super) fn of(page: &'a SitePage) -> Marks<'a> {
        Marks(page)
    }

    /// Returns the recommendations, in order.
    pub(super) fn all(self) -> &'a [Recommendation] {
        &self.0.document.body.recommendations
    }

    /// Returns the address of the page from the root of the host.
    pub(super) fn url(self) -> &'a str {
        &self.0.url
    }

    /// Returns the address of a recommendation on the page, by its id.
    pub(super) fn address(self, id: &str) -> String {
        self.0.address(&format!("#{id}"))
    }

    /// Returns the language of the page.
    pub(super) fn lang(self) -> &'a str {
        &self.0.document.lang
    }

    /// Returns the standing recommendation of which one is a wording.
    pub(super) fn standing(self, index: usize) -> Option<PageId> {
        self.0.standing.get(index).copied().flatten()
    }

    /// Returns the states that one names.
    pub(super) fn named_states(self, index: usize) -> &'a [StateId] {
        self.0.named_states.get(index).map_or(&[], Vec::as_slice)
    }

    /// Returns the bodies that one names.
    pub(super) fn named_bodies(self, index: usize) -> &'a [usize] {
        self.0.named_bodies.get(index).map_or(&[], Vec::as_slice)
    }

    /// Returns what the words refer to.
    pub(super) fn referred(self) -> Referred<'a> {
        Referred::of(self.0)
    }

    /// Tells whether the words refer to something.
    pub(super) fn has_holes(self) -> bool {
        let of_lead = |lead: &Option<Lead>| lead.as_ref().is_some_and(|lead| !lead.holes.is_empty());
        self.all().iter().any(|made| !made.holes.is_empty() || of_lead(&made.lead) || of_lead(&made.inner_lead))
    }

    /// Returns the fingerprint of what the recommendations say.
    pub(super) fn words(self) -> Fingerprint {
        self.all().iter().map(words).fold(combine(text(self.url()), text(self.lang())), combine)
    }
}

/// Returns the fingerprint of a text.
fn text(text: &str) -> Fingerprint {
    fingerprint(text.as_bytes())
}

/// Returns the fingerprint of HTML with holes.
fn with_holes(html: &str, holes: &[(u32, Hole)]) -> Fingerprint {
    let holes = if holes.is_empty() { 0 } else { text(&format!("{holes:?}")) };
    combine(text(html), holes)
}

/// Returns the fingerprint of what a recommendation says.
fn words(made: &Recommendation) -> Fingerprint {
    let Recommendation { marker, number, label, html, holes, text: plain, lead: above, inner_lead, parent, range: _ } =
        made;
    let lead = |lead: &Option<Lead>| {
        lead.as_ref().map_or(0, |lead| combine(with_holes(&lead.html, &lead.holes), text(&lead.text)))
    };
    let place = [parent.map_or(0, |parent| parent as u64 + 1), u64::from(marker.priority), u64::from(*number)];
    let said = [text(&marker.id), label.as_deref().map_or(0, text), with_holes(html, holes), text(plain)];
    place.into_iter().chain(said).chain([lead(above), lead(inner_lead)]).fold(1, combine)
}
