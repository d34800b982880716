//! Publications: what collections hold that say nothing else.

use super::{ContentType, slug_of};
use crate::parse::Document;

/// The content type of publications, which no built-in folder has.
pub(super) struct Publication;

impl ContentType for Publication {
    fn name(&self) -> &'static str {
        "publication"
    }

    fn folder(&self) -> Option<&'static str> {
        None
    }

    fn keys(&self) -> &'static [&'static str] {
        &["session"]
    }

    fn required(&self) -> &'static [&'static str] {
        &[]
    }

    fn mail_layout(&self) -> Option<&'static str> {
        Some("newsletter/text")
    }

    fn segments(&self, document: &Document) -> Vec<String> {
        vec![slug_of(document)]
    }

    fn has_archive(&self) -> bool {
        true
    }
}
