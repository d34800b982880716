//! Mistakes in layouts.

use crate::diag::{Diagnostic, Severity, Span};

use super::listed;

/// A layout that fails at a place.
pub fn layout(span: Span, message: &str, hint: Option<&str>) -> Diagnostic {
    Diagnostic::error("layout", message, span).hint_if(hint.map(str::to_owned))
}

/// A layout that fails, without a place.
pub fn layout_without_place(message: &str, hint: Option<&str>) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code: "layout",
        message: message.to_owned(),
        span: None,
        also: Vec::new(),
        hints: hint.map(str::to_owned).into_iter().collect(),
    }
}

/// A layout that is not there.
pub fn missing_layout(name: &str) -> Diagnostic {
    layout_without_place(&format!("there is no layout `{name}`"), Some("put it into `layouts/`"))
}

/// A layout that makes too large a page.
pub fn layout_output_too_large(span: Span, route: &str, limit: usize) -> Diagnostic {
    let message = format!("the layout makes `{route}` larger than {limit} bytes");
    layout(span, &message, Some("look for a loop that prints a whole page each time"))
}

/// A form of a counted thing that the language never uses.
pub fn plural_form(span: Span, form: &str, lang: &str, used: &[&str]) -> Diagnostic {
    Diagnostic::warning("plural-form", format!("no number takes the form `{form}` in `{lang}`"), span)
        .hint(format!("the forms of `{lang}` are {}", listed(used)))
}

/// A form of a counted thing that the language needs and that is not there.
pub fn plural_form_missing(span: Span, thing: &str, lang: &str, missing: &[&str]) -> Diagnostic {
    let message = format!("`{thing}` lacks forms that numbers take in `{lang}`: {}", listed(missing));
    Diagnostic::warning("plural-form", message, span).hint("add them, or `other` for all that are not there")
}

/// A block of a layout that the layout it extends does not have.
pub fn unknown_layout_block(span: Span, name: &str, of: &str, hint: Option<String>, known: &[&str]) -> Diagnostic {
    let message = format!("`{of}` has no block `{name}`, and nobody sees what stands in it");
    let hint = hint.unwrap_or_else(|| format!("its blocks are {}", listed(known)));
    Diagnostic::warning("unknown-layout-block", message, span).hint(hint)
}

/// A mark that changes the direction of text, in a layout.
pub fn direction_in_layout(span: Span, c: char) -> Diagnostic {
    let message = format!(
        "the layout holds the invisible character `{}`, which changes the direction of text",
        c.escape_default()
    );
    Diagnostic::error("direction-in-layout", message, span).hint("remove it; in HTML, use `dir` or `<bdi>`")
}

/// A style sheet that names a file that is not there.
pub fn missing_in_styles(span: Span, address: &str) -> Diagnostic {
    Diagnostic::error("missing-file", format!("the style sheet names `{address}`, and there is no such file"), span)
        .hint("put it into `layouts/assets/`, and name it from the folder of the style sheet")
}
