//! What the texts of a site use besides pictures, by which the policy of its pages is made.

use crate::model::{Site, SitePage};
pub(super) use crate::policy::Uses;

/// Returns what the texts of a site use.
pub(super) fn uses_of(site: &Site) -> Uses {
    let players = site.pages.iter().any(has_player);
    Uses { script: players || site.pages.iter().any(has_sortable_table), players }
}

/// Tells whether a table stands in the text of a page that readers can sort.
fn has_sortable_table(page: &SitePage) -> bool {
    let tables = page.document.body.blocks.iter().zip(&page.tables).filter(|(block, _)| block.name == "table");
    tables.filter_map(|(_, table)| table.as_ref()).any(|table| table.is_sortable())
}

/// Tells whether a film stands in the text of a page whose player is shown there.
fn has_player(page: &SitePage) -> bool {
    page.document.body.blocks.iter().any(|block| block.name == "video")
}
