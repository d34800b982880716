//! Failures of layouts, gathered: one mistake in a layout fails on many pages and is told once.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Span};
use crate::plan::Target;

/// The failures so far, by place and message.
#[derive(Default)]
pub(super) struct Failures(BTreeMap<(Option<Span>, String), (Diagnostic, String, usize)>);

impl Failures {
    /// Adds what went wrong with a target.
    pub(super) fn add(&mut self, target: &Target, found: &[Diagnostic]) {
        for diagnostic in found {
            let key = (diagnostic.span.clone(), diagnostic.message.clone());
            self.0.entry(key).or_insert_with(|| (diagnostic.clone(), target.route.to_string(), 0)).2 += 1;
        }
    }

    /// Returns each mistake once, with the first page it was met on and how many more there are.
    pub(super) fn into_diagnostics(self) -> impl Iterator<Item = Diagnostic> {
        self.0.into_values().map(|(diagnostic, route, count)| match count {
            _ if diagnostic.code != "layout" => diagnostic,
            1 => diagnostic.hint(format!("met while making `{route}`")),
            count => diagnostic.hint(format!("met while making `{route}` and {} more", count - 1)),
        })
    }
}
