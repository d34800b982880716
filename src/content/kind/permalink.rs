//! Addresses of pages of a collection, as its permalink says.

use super::super::{slug_from_name, slug_of};
use crate::parse::{Document, FieldValue, Permalink};

/// Returns the segments of a permalink for a page; what it does not say was reported.
pub(super) fn filled(permalink: &Permalink, document: &Document) -> Vec<String> {
    let front = &document.front;
    let date = front.date.map(|date| date.date());
    let number = |number: Option<i16>, width: usize| number.map(|number| format!("{number:0width$}"));
    let mut segments: Vec<String> = Vec::with_capacity(permalink.segments.len());
    for segment in &permalink.segments {
        match segment.as_str() {
            ":slug" => segments.push(slug_of(document)),
            ":year" => segments.extend(number(date.map(|date| date.year()), 4)),
            ":month" => segments.extend(number(date.map(|date| date.month().into()), 2)),
            ":day" => segments.extend(number(date.map(|date| date.day().into()), 2)),
            ":number" => segments.extend(front.number.map(|number| number.to_string())),
            ":state" => {
                let state = front.state.as_ref().or_else(|| front.states.first());
                segments.extend(state.map(|code| slug_from_name(code)));
            }
            ":session" => segments.extend(front.session.as_deref().map(slug_from_name)),
            ":folder" => {
                // Between the folder of the collection and the page.
                let parts: Vec<&str> = document.id.split('/').collect();
                segments.extend(parts.get(1..parts.len() - 1).into_iter().flatten().map(|part| slug_from_name(part)));
            }
            name if name.starts_with(':') => {
                if let Some(FieldValue::Choice(id)) = front.field(&name[1..]) {
                    segments.push(slug_from_name(id));
                }
            }
            fixed => segments.push(fixed.to_owned()),
        }
    }
    segments
}
