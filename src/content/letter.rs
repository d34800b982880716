//! Letters: to the missions of states before a session, or to anybody at any time.

use super::{ContentType, slug_of};
use crate::diag::{Diagnostic, mistakes};
use crate::parse::{Document, Scope};

/// The content type of letters.
pub(super) struct Letter;

impl ContentType for Letter {
    fn name(&self) -> &'static str {
        "letter"
    }

    fn folder(&self) -> Option<&'static str> {
        Some("letters")
    }

    fn keys(&self) -> &'static [&'static str] {
        &["session", "addressee", "place", "salutation", "closing", "signatories", "scope"]
    }

    fn required(&self) -> &'static [&'static str] {
        &["date"]
    }

    fn mail_layout(&self) -> Option<&'static str> {
        Some("newsletter/letter")
    }

    fn segments(&self, document: &Document) -> Vec<String> {
        vec!["letters".to_owned(), slug_of(document)]
    }

    fn has_archive(&self) -> bool {
        true
    }

    fn check(&self, document: &Document, diagnostics: &mut Vec<Diagnostic>) {
        let front = &document.front;
        let is_told = document.inherits("scope") && document.lacks_as_page_itself("session");
        let has_session = document.says("session") || front.misspelt.contains(&"session") || is_told;
        if front.scope == Some(Scope::AllUnderReview) && !has_session {
            diagnostics.push(mistakes::scope_without_session(document.value_span("scope")));
        }
        if front.scope == Some(Scope::Listed) && front.states.is_empty() {
            diagnostics.push(mistakes::scope_without_states(document.value_span("scope")));
        }
    }
}
