//! The place of a page among the others: what of it stays while only its text is edited.
//!
//! Lists, archives, neighbours, related pages and the plan are made of this and of nothing else, so that an edit that
//! leaves it as it is leaves them as they are.

use super::{PageId, SitePage};
use crate::content::ContentType;
use crate::data::StateId;
use crate::moment::Moment;
use crate::parse::{Applies, Document, FrontMatter};

/// The place of a page.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a>(&'a SitePage);

impl SitePage {
    /// Returns the place of the page.
    pub fn place(&self) -> Place<'_> {
        Place(self)
    }
}

impl<'a> Place<'a> {
    /// Returns the path of the file.
    pub fn path(self) -> &'a str {
        &self.0.document.path
    }

    /// Returns the language.
    pub fn lang(self) -> &'a str {
        &self.0.document.lang
    }

    /// Returns the type.
    pub fn kind(self) -> &'static dyn ContentType {
        self.0.kind
    }

    /// Returns the address from the root of the host.
    pub fn url(self) -> &'a str {
        &self.0.url
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

/// Tells whether two readings of one file have the same place, given that the file's type and address are the same.
pub(super) fn same_place(one: &Document, other: &Document) -> bool {
    (&one.path, &one.id, &one.lang) == (&other.path, &other.id, &other.lang)
        && placing(&one.front) == placing(&other.front)
}

/// Returns the keys that decide the place of a page: all but those that only the page itself and what quotes it show.
fn placing(front: &FrontMatter) -> FrontMatter {
    FrontMatter {
        keys: Vec::new(),
        title: None,
        updated: None,
        description: None,
        photo: None,
        authors: Vec::new(),
        source: None,
        attachments: Vec::new(),
        corrections: Vec::new(),
        extra: None,
        addressee: None,
        place: None,
        salutation: None,
        closing: None,
        signatories: Vec::new(),
        summary: None,
        preheader: None,
        items: Vec::new(),
        ..front.clone()
    }
}
