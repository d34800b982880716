//! Mistakes in taxonomies of a site's own, and in the terms that pages name.

use super::listed;
use crate::diag::{Diagnostic, Span};

/// More taxonomies than a site can have.
pub fn too_many_taxonomies(span: Span, count: usize, limit: usize) -> Diagnostic {
    Diagnostic::error("too-many-taxonomies", format!("there are {count} taxonomies, and at most {limit} can be"), span)
        .hint("a field of type `choice` sorts the pages of one collection")
}

/// An id that no taxonomy can have.
pub fn bad_taxonomy_id(span: Span, id: &str) -> Diagnostic {
    let message = format!("`{}` cannot be the id of a taxonomy", id.escape_debug());
    Diagnostic::error("bad-taxonomy-id", message, span)
        .hint("use at most 40 of a-z, 0-9 and `-`, a letter first; `title` says what readers see")
}

/// An id that means something else.
pub fn taxonomy_taken(span: Span, id: &str) -> Diagnostic {
    Diagnostic::error("taxonomy-taken", format!("`{id}` means something else here already"), span)
        .hint("give the taxonomy another id; it is a key of pages, a file in `content/data/` and a folder")
}

/// A term that is not known; `known` are those that are.
pub fn unknown_term(span: Span, taxonomy: &str, id: &str, known: &[&str]) -> Diagnostic {
    let file = format!("content/data/{taxonomy}.yaml");
    let hint = match known {
        [] => format!("there are none yet; list them in `{file}`, as in `- {{id: {id}, title: …}}`"),
        known => format!("`{file}` lists {}", listed(&known[..known.len().min(12)])),
    };
    Diagnostic::error("unknown-term", format!("there is no `{id}` in `{taxonomy}`"), span).hint(hint)
}
