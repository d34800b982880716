//! Newsletter issues: an editorial and a list of items.

use super::ContentType;
use crate::diag::{Diagnostic, mistakes};
use crate::parse::Document;

/// The longest subject line, in characters (RFC 5322, section 2.1.1, with room for the header's name).
const SUBJECT_LIMIT: usize = 78;

/// The content type of newsletter issues.
pub(super) struct Newsletter;

impl ContentType for Newsletter {
    fn name(&self) -> &'static str {
        "newsletter"
    }

    fn folder(&self) -> Option<&'static str> {
        Some("newsletters")
    }

    fn keys(&self) -> &'static [&'static str] {
        &["number", "subject", "preheader", "items"]
    }

    fn required(&self) -> &'static [&'static str] {
        &["date", "number"]
    }

    fn mail_layout(&self) -> Option<&'static str> {
        Some("newsletter/digest")
    }

    fn below_folder(&self, document: &Document) -> Vec<String> {
        let number = document.front.number.map_or_else(|| super::slug_of(document), |number| number.to_string());
        vec![document.front.slug.clone().unwrap_or(number)]
    }

    fn segments(&self, document: &Document) -> Vec<String> {
        ["newsletters".to_owned()].into_iter().chain(self.below_folder(document)).collect()
    }

    fn has_archive(&self) -> bool {
        true
    }

    fn check(&self, document: &Document, diagnostics: &mut Vec<Diagnostic>) {
        let front = &document.front;
        let subject = front.subject.as_ref().or(front.title.as_ref());
        if let Some(length) = subject.map(|text| text.chars().count()).filter(|length| *length > SUBJECT_LIMIT) {
            let key = if front.subject.is_some() { "subject" } else { "title" };
            diagnostics.push(mistakes::subject_too_long(document.value_span(key), length, SUBJECT_LIMIT));
        }
        for (key, text) in [("subject", &front.subject), ("preheader", &front.preheader)] {
            if let Some(c) = text.as_ref().and_then(|text| text.chars().find(|c| c.is_control())) {
                diagnostics.push(mistakes::control_character(document.value_span(key), key, c));
            }
        }
        if let Some(length) = front.preheader.as_ref().map(|text| text.chars().count())
            && !(40..=130).contains(&length)
        {
            diagnostics.push(mistakes::preheader_length(document.value_span("preheader"), length));
        }
    }
}
