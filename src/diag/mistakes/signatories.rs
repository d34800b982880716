//! Mistakes in the file of those who sign.

use super::listed;
use crate::csv::Fault;
use crate::diag::{Diagnostic, Span};

/// A file that is no text.
pub fn signatories_not_text(span: Span) -> Diagnostic {
    Diagnostic::error("signatories-not-text", "the file is neither in UTF-8 nor in UTF-16", span)
        .hint("save it once more as \"CSV UTF-8\"; what some programs save as \"CSV\" alone has other letters")
}

/// A line that cannot be read.
pub fn signatories_not_read(span: Span, fault: &Fault) -> Diagnostic {
    let (message, hint) = match fault {
        Fault::NotClosed => {
            ("a quotation mark is not closed", "close it, or write it twice where it is part of the name")
        }
        Fault::BehindQuote => (
            "something stands behind the closing quotation mark",
            "put a comma between, or write the mark twice where it is part of the name",
        ),
    };
    Diagnostic::error("signatories-not-read", message, span).hint(hint)
}

/// A first line that names no columns.
pub fn signatories_head(span: Span, heads: &[&str]) -> Diagnostic {
    Diagnostic::error("signatories-head", "the first line does not name the columns", span)
        .hint(format!("write `{}` above the first name, or those of them that there are", heads.join(",")))
}

/// A column that is none of those who sign.
pub fn unknown_column(span: Span, name: &str, heads: &[&str]) -> Diagnostic {
    Diagnostic::error("unknown-column", format!("there is no column `{name}`"), span)
        .hint(format!("the columns are {}; take others out of the file", listed(heads)))
}

/// Further columns of a file in which nearly none is one of those who sign.
pub fn further_columns(span: Span, count: usize) -> Diagnostic {
    Diagnostic::error("unknown-column", format!("{count} columns from here on were not looked at"), span)
        .hint("take the others out first")
}

/// A column that stands twice.
pub fn column_twice([span, first]: [Span; 2], name: &str) -> Diagnostic {
    Diagnostic::error("column-twice", format!("the column `{name}` stands twice"), span)
        .also(first, "first here")
        .hint("take one of the two out")
}

/// A line that names nobody, or too much.
pub fn bad_signatory(span: Span, why: &str) -> Diagnostic {
    Diagnostic::error("bad-signatory", why, span)
        .hint("a line has a `name`, an `organisation` or both, a value for each column")
}

/// A file that names more than one page can show.
pub fn too_many_signatories(span: Span, count: usize, limit: usize) -> Diagnostic {
    Diagnostic::error("too-many-signatories", format!("the file names {count}, and {limit} can sign at most"), span)
        .hint("let the organisations sign for those who belong to them, and offer the whole list by `::: download`")
}

/// A line that stands twice.
pub fn signed_twice(span: Span, first: Span) -> Diagnostic {
    Diagnostic::warning("signed-twice", "the same signatory stands in two lines, and is shown once", span)
        .also(first, "first here")
        .hint("take one of the two lines out")
}
