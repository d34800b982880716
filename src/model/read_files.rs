//! Files that are read and go with no page: who signs a letter, and the rest of a table of which a page shows some columns.

use std::collections::BTreeSet;

use super::paths::file_in;
use crate::parse::{Document, Signatories};
use crate::source::Sources;

/// Returns the files that some pages, shown or not, read and do not publish.
pub(super) fn read_files<'a>(documents: impl Iterator<Item = &'a Document>, sources: &Sources) -> BTreeSet<String> {
    let files = |document: &'a Document| {
        let signed = match &document.front.signatories {
            Signatories::File(name) => Some(name.as_str()),
            Signatories::Listed(_) => None,
        };
        let in_part = document.body.blocks.iter().filter(|block| block.argument("columns").is_some());
        let tables = in_part.filter_map(|block| block.table_source()).map(|source| source.value.as_str());
        signed.into_iter().chain(tables).filter_map(|name| file_in(document.folder(), name, sources))
    };
    documents.flat_map(files).collect()
}
