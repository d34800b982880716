//! Mistakes in the text of a page.

use crate::diag::{Diagnostic, Span};

/// Blocks that nest too deep.
pub fn nested_too_deep(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::error("nested-too-deep", format!("quotes or lists nest deeper than {limit} levels"), span)
        .hint("nobody can read that; flatten it")
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
pub fn heading_skips_level(span: Span, level: u8) -> Diagnostic {
    Diagnostic::warning(
        "heading-level",
        format!("a heading of level {level} without one of level {} above it", level - 1),
        span,
    )
    .hint("readers who listen move by heading levels (WCAG 2.2, 1.3.1)")
}

/// A heading without text.
pub fn empty_heading(span: Span) -> Diagnostic {
    Diagnostic::error("empty-heading", "a heading without text", span).hint("give it a text, or remove it")
}

/// An id that stands twice on a page.
pub fn duplicate_anchor(span: Span, id: &str) -> Diagnostic {
    Diagnostic::error("duplicate-anchor", format!("the id `{id}` stands twice on this page"), span)
}

/// A recommendation marked twice on a page.
pub fn duplicate_recommendation(span: Span, id: &str) -> Diagnostic {
    Diagnostic::error("duplicate-recommendation", format!("the id `{id}` stands twice on this page"), span)
        .hint("each recommendation of a page has an id of its own")
}

/// A marker that is none.
pub fn bad_marker(span: Span, why: &str) -> Diagnostic {
    Diagnostic::error("bad-marker", format!("this is not the mark of a recommendation: {why}"), span)
        .hint("write it like `{#focal-point}` or `{#focal-point priority states=KEN,GUY}`")
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
    Diagnostic::error("forbidden-scheme", format!("addresses that begin with `{scheme}` are not allowed"), span)
        .hint("use `https:`, `http:`, `mailto:` or `tel:`, or a path")
}

/// A host name that mixes scripts.
pub fn mixed_script_host(span: Span, host: &str) -> Diagnostic {
    Diagnostic::warning("mixed-script-host", format!("the host name `{host}` mixes scripts"), span)
        .hint(format!("it may pass for another: {}", host.escape_unicode_non_ascii()))
}

/// Escaping of all but ASCII.
trait EscapeNonAscii {
    /// Returns the text with all but ASCII as code points.
    fn escape_unicode_non_ascii(&self) -> String;
}

impl EscapeNonAscii for str {
    fn escape_unicode_non_ascii(&self) -> String {
        self.chars().map(|c| if c.is_ascii() { c.to_string() } else { format!("U+{:04X}", c as u32) }).collect()
    }
}

/// Marks of text direction that are not balanced.
pub fn unbalanced_direction(span: Span) -> Diagnostic {
    Diagnostic::warning(
        "unbalanced-direction",
        "a mark that changes the direction of text is not closed in its paragraph",
        span,
    )
    .hint("what follows may be shown in another order than it is written")
}

/// A footnote that nothing mentions.
pub fn unused_footnote(span: Span) -> Diagnostic {
    Diagnostic::warning("unused-footnote", "nothing mentions this footnote", span)
}
