//! The language of words on a page of another, and its direction: screen readers and browsers are told.

use minijinja::Value;

use super::Snapshot;
use super::value::text_or_none;
use crate::parse::Document;
use crate::render::languages::text_direction;

/// Returns the language of words and its direction, where they are not in that of the page.
pub(super) fn marked(snapshot: &Snapshot, lang: usize, of: &str) -> [Value; 2] {
    let of = Some(of).filter(|of| *of != snapshot.lang(lang));
    [text_or_none(of), text_or_none(of.map(text_direction))]
}

/// Returns the language of the words that a page has under a key, and its direction, where a translation has them of the page
/// itself.
pub(super) fn marked_key(document: &Document, key: &str) -> [Value; 2] {
    let of = inherited_lang(document, key);
    [text_or_none(of), text_or_none(of.map(text_direction))]
}

/// Returns the language of the words that a translation has under a key of the page itself.
pub(super) fn inherited_lang<'a>(document: &'a Document, key: &str) -> Option<&'a str> {
    let inherited = document.inherited.as_ref().filter(|inherited| inherited.keys.contains(&key))?;
    Some(&inherited.from.lang)
}
