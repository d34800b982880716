//! Mistakes in addresses.

use crate::diag::{Diagnostic, Severity, Span};

/// A page whose address cannot be.
pub fn bad_route(span: Span, why: &str) -> Diagnostic {
    Diagnostic::error("bad-route", format!("the page has no possible address: {why}"), span)
        .hint("give it another `slug:` or file name")
}

/// A target whose address cannot be, whatever asked for it.
pub fn bad_target(path: &str, why: &str) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code: "bad-route",
        message: format!("`{path}` is no possible address: {why}"),
        span: None,
        also: Vec::new(),
        hints: Vec::new(),
    }
}

/// An alias that cannot be.
pub fn bad_alias(span: Span, alias: &str, why: &str) -> Diagnostic {
    Diagnostic::error("bad-alias", format!("`{alias}` cannot be an alias: {why}"), span)
        .hint("write the old address as a path, such as `/2019/letter/`")
}

/// Two outputs at one route.
pub fn duplicate_route(
    span: Option<Span>,
    route: &str,
    first_span: Option<Span>,
    first_route: &str,
    first: &str,
) -> Diagnostic {
    let nested = |outer: &str, inner: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'));
    let message = if route == first_route {
        format!("`{route}` is made twice; the other is {first}")
    } else if nested(first_route, route) || nested(route, first_route) {
        format!("`{route}` and `{first_route}` cannot both be: one is a folder of the other's name, which is {first}")
    } else {
        format!("`{route}` and `{first_route}` are one file on some systems; the other is {first}")
    };
    Diagnostic {
        severity: Severity::Error,
        code: "duplicate-route",
        message,
        also: first_span.map(|span| (span, "the other one".to_owned())).into_iter().collect(),
        span,
        hints: vec!["give one of them another `slug:`, name or alias".to_owned()],
    }
}
