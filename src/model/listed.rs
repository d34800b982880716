//! A page as lists show it: what others are ordered, listed and related by.
//!
//! Lists, neighbours, translations and related pages are made of this and of nothing else: where it is as it was for all pages,
//! they are.

use super::{PageId, SitePage};
use crate::content::Kind;
use crate::data::StateId;
use crate::moment::Moment;
use crate::parse::Applies;

/// A page as lists show it.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'a>(&'a SitePage);

impl SitePage {
    /// Returns the page as lists show it.
    pub fn listed(&self) -> Listed<'_> {
        Listed(self)
    }
}

impl<'a> Listed<'a> {
    /// Returns the path of the file.
    pub fn path(self) -> &'a str {
        &self.0.document.path
    }

    /// Returns the id: the path without language and suffix, from `content/`.
    pub fn id(self) -> &'a str {
        &self.0.document.id
    }

    /// Returns the folder of the file, from `content/`.
    pub fn folder(self) -> &'a str {
        self.0.document.folder()
    }

    /// Returns the language.
    pub fn lang(self) -> &'a str {
        &self.0.document.lang
    }

    /// Returns the kind.
    pub fn kind(self) -> &'a Kind {
        &self.0.kind
    }

    /// Returns the address from the root of the host.
    pub fn url(self) -> &'a str {
        &self.0.url
    }

    /// Returns its address with what stands behind it: a query, a fragment, both or nothing.
    pub fn address(self, behind: &str) -> String {
        self.0.address(behind)
    }

    /// Returns the session.
    pub fn session(self) -> Option<usize> {
        self.0.session
    }

    /// Returns the states that the page is about or addressed to.
    pub fn states(self) -> &'a [StateId] {
        &self.0.states
    }

    /// Returns the state of a brief.
    pub fn state(self) -> Option<StateId> {
        self.0.state
    }

    /// Returns the bodies that the page is addressed to.
    pub fn to_bodies(self) -> &'a [usize] {
        &self.0.to_bodies
    }

    /// Returns the instruments.
    pub fn instruments(self) -> &'a [usize] {
        &self.0.instruments
    }

    /// Returns the rule by which a standing recommendation applies.
    pub fn applies(self) -> Option<&'a Applies> {
        self.0.document.front.applies.as_ref()
    }

    /// Returns the date.
    pub fn date(self) -> Option<Moment> {
        self.0.date
    }

    /// Returns the same page in other languages.
    pub fn translations(self) -> &'a [PageId] {
        &self.0.translations
    }
}

impl Listed<'_> {
    /// Tells whether lists show a page as another version of it, from the same file and under the same settings, and hold it
    /// at the same place. By the file and the settings the two have one id and one language; the route goes by the address,
    /// and the instant by the date.
    pub(super) fn is_like(self, before: Listed<'_>) -> bool {
        let (one, other) = (self.0, before.0);
        (one.kind.folder(), &one.url) == (other.kind.folder(), &other.url)
            && (one.date, one.session, one.state) == (other.date, other.session, other.state)
            && (&one.to_states, &one.to_bodies) == (&other.to_states, &other.to_bodies)
            && (&one.states, &one.terms, &one.instruments) == (&other.states, &other.terms, &other.instruments)
            && self.applies() == before.applies()
    }
}
