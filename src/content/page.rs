//! Plain pages, published under the root.

use super::{ContentType, slug_from_name};
use crate::parse::Document;

/// The content type of plain pages.
pub(super) struct PlainPage;

impl ContentType for PlainPage {
    fn name(&self) -> &'static str {
        "page"
    }

    fn folder(&self) -> Option<&'static str> {
        Some("pages")
    }

    fn keys(&self) -> &'static [&'static str] {
        &["order"]
    }

    fn required(&self) -> &'static [&'static str] {
        &[]
    }

    fn segments(&self, document: &Document) -> Vec<String> {
        let id = document.id.strip_prefix("pages/").unwrap_or(&document.id);
        let mut segments: Vec<String> = id.split('/').map(slug_from_name).collect();
        if let (Some(last), Some(slug)) = (segments.last_mut(), &document.front.slug) {
            last.clone_from(slug);
        }
        segments
    }
}
