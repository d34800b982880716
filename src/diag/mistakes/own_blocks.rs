//! Mistakes in a site's own blocks: the heads of their layouts, and the values of their arguments.

use super::listed;
use crate::diag::{Diagnostic, Span, did_you_mean};

/// A layout of a block whose name is none.
pub fn own_block_name(span: Span, name: &str) -> Diagnostic {
    let message = format!("`{}` cannot be the name of a block", name.escape_debug());
    Diagnostic::error("own-block-name", message, span)
        .hint("name the file of at most 40 of a-z, 0-9 and `-`, a letter first")
}

/// A layout of a block with the name of one that is always there.
pub fn own_block_taken(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error("own-block-taken", format!("there is a block `{name}` already"), span)
        .hint("give the file another name")
}

/// Something that no block can take.
pub fn own_block_takes(span: Span, text: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::error("own-block-takes", format!("`takes` cannot be `{text}`"), span)
        .hint(format!("it is one of {}, or a list of names of blocks", listed(known)))
        .suggest(did_you_mean(text, known.iter().copied()))
}

/// A layout that leaves out what stands in its block.
pub fn own_block_content(span: Span, name: &str) -> Diagnostic {
    let message = format!("this layout of the block `{name}` leaves out what stands in the block");
    Diagnostic::warning("own-block-content", message, span)
        .hint("print `{{ content }}` where it belongs; a block that holds nothing says `takes: none`")
}

/// An argument with a name that each block has.
pub fn own_argument_taken(span: Span, key: &str) -> Diagnostic {
    Diagnostic::error("own-argument-taken", format!("each block takes `{key}` already"), span)
        .hint("give the argument another name")
}

/// An argument that would be a reference.
pub fn own_argument_reference(span: Span) -> Diagnostic {
    Diagnostic::error("own-argument-reference", "an argument cannot be a reference", span)
        .hint("take `text`; or let the block take `text`, and write the link into what it holds")
}

/// A value of an argument that is not of its type.
pub fn argument_type(span: Span, key: &str, value: &str, expected: &str) -> Diagnostic {
    Diagnostic::error("argument-type", format!("`{key}` cannot be `{value}`"), span).hint(format!("write {expected}"))
}
