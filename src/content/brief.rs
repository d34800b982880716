//! Briefs: one state, in one session or without one.

use super::{ContentType, slug_from_name};
use crate::parse::Document;

/// The content type of briefs.
pub(super) struct Brief;

impl ContentType for Brief {
    fn name(&self) -> &'static str {
        "brief"
    }

    fn folder(&self) -> Option<&'static str> {
        Some("briefs")
    }

    fn keys(&self) -> &'static [&'static str] {
        &["state", "session", "summary"]
    }

    fn required(&self) -> &'static [&'static str] {
        &["date", "state"]
    }

    fn mail_layout(&self) -> Option<&'static str> {
        Some("newsletter/brief")
    }

    fn below_folder(&self, document: &Document) -> Vec<String> {
        let front = &document.front;
        let session = front.session.as_deref().map(slug_from_name);
        let state = front.slug.clone().or_else(|| front.state.as_deref().map(slug_from_name));
        let last = state.unwrap_or_else(|| slug_from_name(&document.id));
        session.into_iter().chain([last]).collect()
    }

    fn segments(&self, document: &Document) -> Vec<String> {
        ["briefs".to_owned()].into_iter().chain(self.below_folder(document)).collect()
    }

    fn has_archive(&self) -> bool {
        true
    }
}
