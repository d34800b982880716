//! A place in a piece of a page: how far its HTML, its words and its holes have come.

/// A place in a piece.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Point {
    /// The offset in the HTML.
    pub(super) html: usize,
    /// The offset in the readable text.
    pub(super) plain: usize,
    /// The number of holes before it.
    pub(super) holes: usize,
}
