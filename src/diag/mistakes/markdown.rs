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

/// A host name that mixes scripts.
pub fn mixed_script_host(span: Span, host: &str) -> Diagnostic {
    Diagnostic::warning("mixed-script-host", format!("the host name `{host}` mixes scripts"), span)
        .hint(format!("it may pass for another; make sure that `{}` is meant", host.escape_unicode_non_ascii()))
}

/// A link whose text is an address to which it does not lead.
pub fn misleading_link(span: Span, shown: &str, host: &str) -> Diagnostic {
    Diagnostic::warning(
        "misleading-link",
        format!("the text of the link says `{shown}`, and it leads to `{host}`"),
        span,
    )
    .hint("readers trust what they see; let both say the same, or write words instead")
}

/// Escaping of all but ASCII.
trait EscapeNonAscii {
    /// Returns the text with all but ASCII as code points.
    fn escape_unicode_non_ascii(&self) -> String;
}

impl EscapeNonAscii for str {
    fn escape_unicode_non_ascii(&self) -> String {
        self.chars().map(|c| if c.is_ascii() { c.to_string() } else { format!("[U+{:04X}]", c as u32) }).collect()
    }
}

/// A mark that changes the direction of text and is not closed.
pub fn direction_left_open(span: Span, c: char, closing: char) -> Diagnostic {
    let message = format!(
        "the invisible `{}` changes the direction of text and is not closed in its paragraph",
        c.escape_unicode()
    );
    let hint = format!(
        "what follows may be shown in another order than it is written: remove it, or close it with `{}`",
        closing.escape_unicode()
    );
    Diagnostic::warning("unbalanced-direction", message, span).hint(hint)
}

/// A mark that ends a change of direction that never began.
pub fn direction_not_open(span: Span, c: char) -> Diagnostic {
    let message = format!(
        "the invisible `{}` ends a change of direction that does not begin in this paragraph",
        c.escape_unicode()
    );
    Diagnostic::warning("unbalanced-direction", message, span).hint("remove it")
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
