//! A page of the site before anything is resolved, and where it is found.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Said, SitePage, Visibility};
use crate::address::encoded;
use crate::config::Config;
use crate::content::{Page, slug_of};
use crate::parse::Mail;

impl SitePage {
    /// Returns the title; a missing one was reported.
    pub fn title(&self) -> &str {
        self.document.front.title.as_deref().unwrap_or("")
    }

    /// Returns the layout of the newsletter version, if the page has one.
    pub fn mail_layout(&self, config: &Config) -> Option<&'static str> {
        let off = self.document.front.newsletter == Some(Mail::Off);
        self.kind.mail_layout().filter(|_| config.mail.on && !off && self.elsewhere().is_none())
    }

    /// Returns the address elsewhere that stands for the page.
    pub fn elsewhere(&self) -> Option<&str> {
        self.document.elsewhere().filter(|_| self.kind.is_rendered())
    }

    /// Tells whether there is a page of its own for it: it is no text on something else, no record and not elsewhere.
    pub fn has_own_page(&self) -> bool {
        self.kind.has_page() && self.kind.is_rendered() && self.document.elsewhere().is_none()
    }

    /// Returns the anchor on the list of its collection where it stands, if it stands there alone.
    pub fn anchor(&self) -> Option<String> {
        (!self.kind.is_rendered()).then(|| slug_of(&self.document))
    }

    /// Returns its address with what stands behind it: a query, a fragment, both or nothing.
    pub fn address(&self, behind: &str) -> String {
        match self.kind.is_rendered() {
            true => [&self.url, behind].concat(),
            // Anchors of a record follow its own.
            false => {
                let place = behind.find('#').map(|at| &behind[at + 1..]).filter(|place| !place.is_empty());
                place.map_or_else(|| self.url.clone(), |place| [&self.url, ".", place].concat())
            }
        }
    }

    /// Tells whether the same files are made of another version of this page that is listed alike.
    pub(super) fn is_planned_like(&self, other: &SitePage) -> bool {
        let (front, its) = (&self.document.front, &other.document.front);
        (front.newsletter == Some(Mail::Off)) == (its.newsletter == Some(Mail::Off))
            && (&front.aliases, front.moment("starts").is_some()) == (&its.aliases, its.moment("starts").is_some())
            && (&self.images, &self.photo, &self.items, &self.fields)
                == (&other.images, &other.photo, &other.items, &other.fields)
    }

    /// Returns the last part of the id: `focal-point`.
    pub fn short_id(&self) -> &str {
        self.document.id.rsplit('/').next().unwrap_or(&self.document.id)
    }
}

/// Returns where a page is found: its address on the host, one elsewhere, or its place on the list of its collection.
fn address_of(page: &Page, config: &Config) -> String {
    let base = config.base_path.trim_end_matches('/');
    let document = &page.document;
    if !page.kind.is_rendered() {
        let prefix = config.language_prefix(&document.lang).map_or_else(String::new, |lang| format!("/{lang}"));
        return format!("{base}{prefix}/{}/#{}", page.kind.folder(), encoded(&slug_of(document)));
    }
    document.elsewhere().map_or_else(|| format!("{base}{}", page.route.url()), str::to_owned)
}

/// Returns the page before anything is resolved.
pub(super) fn open_page(page: &Page, visibility: Visibility, config: &Config) -> SitePage {
    let date = page.document.front.date;
    SitePage {
        url: address_of(page, config),
        instant: date.map_or(Timestamp::MIN, |date| date.instant(&config.time_zone)),
        document: Arc::clone(&page.document),
        kind: Arc::clone(&page.kind),
        route: page.route.clone(),
        alone: page.alone.clone(),
        date,
        visibility,
        session: None,
        states: Vec::new(),
        state: None,
        to_states: Vec::new(),
        to_bodies: Vec::new(),
        terms: Vec::new(),
        instruments: Vec::new(),
        items: Vec::new(),
        links: Vec::new(),
        images: Vec::new(),
        photo: None,
        attachments: Vec::new(),
        read: Vec::new(),
        signed: Vec::new(),
        tables: Vec::new(),
        queries: Vec::new(),
        fields: Vec::new(),
        named_states: Vec::new(),
        named_bodies: Vec::new(),
        standing: Vec::new(),
        related: Vec::new(),
        older: None,
        newer: None,
        translations: Vec::new(),
        uses: Vec::new(),
        said: Said::default(),
    }
}
