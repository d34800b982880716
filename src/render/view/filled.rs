//! Bodies: HTML with its holes filled from the site.

use super::Snapshot;
use super::body::{Standing, fill, push_hole};
use super::own_block::OwnBlocks;
use super::panels::Panels;
use super::referred::Referred;
use super::with_partials::WithPartials;
use crate::parse::Hole;
use crate::render::failed_block::FailedBlock;
use crate::render::strings::Strings;

/// Returns the HTML of a page's text with its holes filled, or which of the blocks in it cannot be made.
pub(super) fn fill_holes(
    snapshot: &Snapshot,
    referred: Referred<'_>,
    words: &Strings,
    text: &str,
    holes: &[(u32, Hole)],
) -> Result<WithPartials, FailedBlock> {
    let mut own = OwnBlocks::of(snapshot, referred, words);
    let mut panels = Panels::of(snapshot, referred, words);
    let filled = fill(text, holes, |hole, out| {
        if !own.take(hole, out) && !panels.take(hole, out) {
            push_hole((snapshot, referred, words), hole, Standing::Here, out);
        }
    });
    own.end(filled).map(|filled| panels.end(filled))
}
