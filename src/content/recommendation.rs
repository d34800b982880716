//! Standing recommendations, referred to by letters and briefs.

use super::{ContentType, slug_of};
use crate::parse::Document;

/// The content type of standing recommendations.
pub(super) struct Recommendation;

impl ContentType for Recommendation {
    fn name(&self) -> &'static str {
        "recommendation"
    }

    fn folder(&self) -> Option<&'static str> {
        Some("recommendations")
    }

    fn keys(&self) -> &'static [&'static str] {
        &["instruments", "applies"]
    }

    fn required(&self) -> &'static [&'static str] {
        &["date"]
    }

    fn segments(&self, document: &Document) -> Vec<String> {
        vec!["recommendations".to_owned(), slug_of(document)]
    }
}
