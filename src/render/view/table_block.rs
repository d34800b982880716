//! A block that shows a table, with what it is made of.

use crate::model::TableRows;
use crate::parse::Block;

/// A table of a file in a text.
#[derive(Clone, Copy)]
pub(super) struct TableBlock<'a> {
    /// The block.
    pub(super) block: &'a Block,
    /// Its columns and rows.
    pub(super) table: &'a TableRows,
    /// The language of the text.
    pub(super) lang: &'a str,
    /// The address of the page on which the whole table stands, for a mail.
    pub(super) whole: Option<&'a str>,
}
