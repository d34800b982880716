//! Mistakes in the text of a page.

use crate::diag::{Diagnostic, Span};

/// Blocks that nest too deep.
pub fn nested_too_deep(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::error("nested-too-deep", format!("quotes, lists or emphasis nest deeper than {limit} levels"), span)
        .hint("nobody can read that; write it in fewer levels")
}

/// A page that becomes too large.
pub fn page_too_large(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::error("page-too-large", format!("the page becomes larger than {limit} bytes"), span)
        .hint("split it into several pages")
}

/// A heading of level 1.
pub fn heading_level_one(span: Span) -> Diagnostic {
    Diagnostic::warning("heading-level", "a heading of level 1; the title is the page's only one", span)
        .hint("begin with `##`")
}

/// A heading that leaves out a level.
pub fn heading_skips_level(span: Span, level: u8, fitting: u8) -> Diagnostic {
    let message = format!("a heading of level {level} without one of level {} above it", level - 1);
    let hashes = "#".repeat(usize::from(fitting));
    Diagnostic::warning("heading-level", message, span)
        .hint(format!("write `{hashes}`; readers who listen move by heading levels (WCAG 2.2, 1.3.1)"))
}

/// A heading without text.
pub fn empty_heading(span: Span) -> Diagnostic {
    Diagnostic::error("empty-heading", "a heading without text", span).hint("give it a text, or remove it")
}

/// An id that stands twice on a page.
pub fn duplicate_anchor(span: Span, id: &str, first: Span) -> Diagnostic {
    Diagnostic::error("duplicate-anchor", format!("the id `{id}` stands twice on this page"), span)
        .also(first, "first here")
        .hint("give it another id, or none: then one is made from its words")
}

/// An id that the program itself gives out.
pub fn reserved_anchor(span: Span, id: &str) -> Diagnostic {
    Diagnostic::error("reserved-anchor", format!("the id `{id}` is one that layouts and footnotes use"), span)
        .hint("choose one that begins neither with `_` nor with `fn-` or `fnref-`")
}

/// A recommendation marked twice on a page.
pub fn duplicate_recommendation(span: Span, id: &str, first: Span) -> Diagnostic {
    Diagnostic::error("duplicate-recommendation", format!("the id `{id}` stands twice on this page"), span)
        .also(first, "first here")
        .hint("each recommendation of a page has an id of its own")
}

/// An image without alternative text.
pub fn missing_alt(span: Span, src: &str) -> Diagnostic {
    Diagnostic::error("missing-alt", format!("the image `{src}` has no alternative text"), span)
        .hint("say between the brackets what it shows: `![Delegates in the hall](hall.jpg)` (WCAG 2.2, 1.1.1)")
}

/// An image from another host.
pub fn remote_image(span: Span, src: &str) -> Diagnostic {
    Diagnostic::error("remote-image", format!("the image `{src}` lies on another host"), span)
        .hint("readers would be seen there; put the file beside the page")
}

/// A scheme that is not let through.
pub fn forbidden_scheme(span: Span, scheme: &str) -> Diagnostic {
    let hint = match scheme {
        "//" => "write `https:` before it",
        _ => "use `https:`, `http:`, `mailto:` or `tel:`, or a path",
    };
    let colon = if scheme == "//" { "" } else { ":" };
    let message = format!("addresses that begin with `{scheme}{colon}` are not allowed");
    Diagnostic::error("forbidden-scheme", message, span).hint(hint)
}

/// A footnote that nothing mentions.
pub fn unused_footnote(span: Span, label: &str) -> Diagnostic {
    Diagnostic::warning("unused-footnote", format!("nothing mentions the footnote `{label}`"), span)
        .hint(format!("mention it with `[^{label}]`, or remove it"))
}

/// A footnote that is mentioned and has no text.
pub fn missing_footnote(span: Span, label: &str) -> Diagnostic {
    Diagnostic::error("missing-footnote", format!("the footnote `{label}` has no text"), span)
        .hint(format!("add a line `[^{label}]: …`; a bracket that is no footnote is written `\\[`"))
}
