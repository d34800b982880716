//! `_index.md`: what a section says of itself.

use super::{ContentType, INDEX};
use crate::parse::Document;

/// The content type of `_index.md` files, which stand at the address of their section.
pub(super) struct Index;

impl ContentType for Index {
    fn name(&self) -> &'static str {
        "section"
    }

    fn folder(&self) -> Option<&'static str> {
        Some(INDEX)
    }

    fn keys(&self) -> &'static [&'static str] {
        &["collection"]
    }

    fn required(&self) -> &'static [&'static str] {
        &[]
    }

    fn segments(&self, document: &Document) -> Vec<String> {
        let folder = Some(document.folder()).filter(|folder| !folder.is_empty());
        folder.map(str::to_owned).into_iter().collect()
    }
}
