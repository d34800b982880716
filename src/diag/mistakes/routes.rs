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

/// A permalink that cannot be.
pub fn bad_permalink(span: Span, text: &str, why: &str) -> Diagnostic {
    let path = text.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| rest[at..].to_owned()));
    let path = path.or_else(|| (!text.contains("://")).then(|| format!("/{}", text.trim_start_matches('/'))));
    let path = path.map(|path| path.split(['?', '#']).next().unwrap_or("").to_owned());
    let is_template = text.contains([':', '{', '[']) && !text.contains("://");
    let good = path.filter(|path| !is_template && path.len() > 1 && *path != text && !path.contains("//"));
    let hint = match good {
        _ if is_template => "take the line out: the file's name makes the address, or `slug:`".to_owned(),
        Some(path) => format!("write `{path}`, the address without the name of the host and without what follows the path"),
        None => "write the whole address from the home page, such as `/2019/letter/`; an old address that cannot be that of a page \
                 goes into `aliases:`"
            .to_owned(),
    };
    Diagnostic::error("bad-permalink", format!("`{text}` cannot be the address of a page: {why}"), span).hint(hint)
}

/// A permalink that another program takes for a sign not to publish.
pub fn permalink_false(span: Span) -> Diagnostic {
    Diagnostic::error("bad-permalink", "`false` is not the address of a page", span).hint("write `draft: true` instead")
}

/// A slug that has no say.
pub fn slug_beside_permalink(span: Span, permalink: Span) -> Diagnostic {
    Diagnostic::error("slug-beside-permalink", "`slug` says nothing beside `permalink`", span)
        .also(permalink, "this is the whole address")
        .hint("take one of the two out")
}

/// An address of a page that has none.
pub fn permalink_of_page_elsewhere(span: Span, link: Span) -> Diagnostic {
    Diagnostic::error("permalink-elsewhere", "the page has no text, so it has no page of its own at this address", span)
        .also(link, "readers are led there")
        .hint("write `aliases:` for an old address that is to lead there, or a text for a page of its own")
}

/// An alias that cannot be.
pub fn bad_alias(span: Span, alias: &str, why: &str) -> Diagnostic {
    Diagnostic::error("bad-alias", format!("`{alias}` cannot be an alias: {why}"), span)
        .hint("write the old address as a path, such as `/2019/letter/`")
}

/// Two briefs on one State in one session, neither of which has a slug; `mend` is one for either, and the address of both.
pub fn two_briefs([span, first]: [Span; 2], route: &str, path: &str, (slug, url): (&str, &str)) -> Diagnostic {
    let message = format!("`{route}` is made twice; the other is the brief `{path}`");
    Diagnostic::error("duplicate-route", message, span)
        .also(first, "the other one")
        .hint(format!("add `slug: {slug}` to one of them, which then stands at `{url}{slug}/`"))
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

/// A page under embargo at whose address something stands.
pub fn address_taken(span: Span, route: &str, until: &str, other: &str) -> Diagnostic {
    let message = format!("this page is {until}, and then nothing is built: `{route}` is made by {other}");
    Diagnostic::warning("address-taken", message, span)
        .hint("give one of them another `slug:`, name or alias, or let the other expire at that instant")
}
