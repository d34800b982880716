//! The language of words on a page of another, and its direction: screen readers and browsers are told.

use minijinja::Value;

use super::Snapshot;
use super::value::text_or_none;
use crate::render::languages::text_direction;

/// Returns the language of words and its direction, where they are not in that of the page.
pub(super) fn marked(snapshot: &Snapshot, lang: usize, of: &str) -> [Value; 2] {
    let of = Some(of).filter(|of| *of != snapshot.lang(lang));
    [text_or_none(of), text_or_none(of.map(text_direction))]
}
