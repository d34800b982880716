//! Words that a text loses, and signs that are nearly right and are shown as they stand.

use crate::diag::{Diagnostic, Span};

/// A comment that is not closed in its block.
pub fn comment_left_open(span: Span) -> Diagnostic {
    Diagnostic::error("comment-left-open", "this comment is not closed, and what follows goes with it", span)
        .hint("end it with `-->`; in an item or a quote, end it there")
}

/// Words behind a comment that are read as they stand.
pub fn words_after_comment(span: Span) -> Diagnostic {
    let message = "behind a comment on the same line no heading, item, quote or table can begin";
    Diagnostic::warning("words-after-comment", message, span).hint("put the comment on a line of its own")
}

/// A footnote that has two texts.
pub fn duplicate_footnote(span: Span, label: &str, first: Span) -> Diagnostic {
    Diagnostic::error("duplicate-footnote", format!("the footnote `{label}` has a text already"), span)
        .also(first, "first here")
        .hint("give it a label of its own; capitals and small letters are the same")
}
