//! Layout failures as diagnostics: layout, line, column, and a hint.

use std::error::Error as _;

use minijinja::{Error, ErrorKind};

use super::layouts::Layouts;
use crate::diag::{Diagnostic, Span, mistakes};

/// Turns the failure of a layout into a diagnostic at the innermost place it names.
pub(super) fn layout_failure(layouts: &Layouts, name: &str, error: &Error) -> Diagnostic {
    let innermost = innermost(error);
    let name = innermost.name().or(error.name()).unwrap_or(name);
    let (message, hint) = describe(innermost);
    let Some(template) = layouts.templates.get(name) else {
        return mistakes::layout_without_place(&message, hint.as_deref());
    };
    let text = &template.text;
    let line_start = |line: usize| -> usize { text.split_inclusive('\n').take(line - 1).map(str::len).sum() };
    let range = match (innermost.range(), innermost.line()) {
        (Some(range), _) => range,
        (None, Some(line)) if line > 0 => {
            let start = line_start(line);
            let trimmed = text[start..].lines().next().unwrap_or("");
            let blank = trimmed.len() - trimmed.trim_start().len();
            start + blank..start + trimmed.trim_end().len()
        }
        _ => 0..0,
    };
    mistakes::layout(Span::new(&template.path, text, range), &message, hint.as_deref())
}

/// Returns the error at the bottom of a chain, where it still names a place.
fn innermost(error: &Error) -> &Error {
    let mut found = error;
    let mut next = error.source().and_then(|source| source.downcast_ref::<Error>());
    while let Some(inner) = next {
        if inner.line().is_some() || found.line().is_none() {
            found = inner;
        }
        next = inner.source().and_then(|source| source.downcast_ref::<Error>());
    }
    found
}

/// Returns the sentence for an error, and a hint.
fn describe(error: &Error) -> (String, Option<String>) {
    let detail = error.detail().unwrap_or("");
    match error.kind() {
        ErrorKind::OutOfFuel => (
            "the layout does not come to an end".to_owned(),
            Some("look for a loop inside a loop, or a macro that calls itself".to_owned()),
        ),
        ErrorKind::UndefinedError if detail.is_empty() => {
            ("something that does not exist is used here".to_owned(), None)
        }
        _ if detail.contains("recursion limit") => (
            "layouts include one another without end".to_owned(),
            Some("a layout may not include or extend itself, directly or through others".to_owned()),
        ),
        kind if detail.is_empty() => (kind.to_string(), None),
        _ => match detail.split_once("; ") {
            Some((message, hint)) => (message.to_owned(), Some(hint.to_owned())),
            None => (detail.to_owned(), None),
        },
    }
}
