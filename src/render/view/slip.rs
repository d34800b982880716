//! Slips of layouts: a whole entity where text is wanted.
//!
//! The engine of layouts makes text of whatever is joined to text or handed to a filter of text, and has no way for a
//! value to refuse. So an entity makes no text, and notes that it was asked; who renders looks afterwards.

use std::cell::Cell;

use super::current;
use super::schema::Kind;

thread_local! {
    /// The number of the first entity of which the render on this thread has made text.
    static PRINTED: Cell<Option<u32>> = const { Cell::new(None) };
}

/// Notes that text is made of the entity with a number.
pub(super) fn note(entity: u32) {
    if PRINTED.get().is_none() {
        PRINTED.set(Some(entity));
    }
}

/// Forgets what renders before have noted.
pub(super) fn clear() {
    PRINTED.set(None);
}

/// Runs a render, and tells of which entity it made text, if of any.
pub(in crate::render) fn watched<T>(render: impl FnOnce() -> T) -> (T, Option<Whole>) {
    // A partial is rendered within a page, which may have made its own slip before.
    let before = PRINTED.take();
    let result = render();
    let found = PRINTED.replace(before);
    (result, found.and_then(whole))
}

/// What is said of an entity that was to be text.
#[derive(Clone, Copy, Debug)]
pub(in crate::render) struct Whole {
    /// What it is, as in `a whole page`.
    pub(in crate::render) noun: &'static str,
    /// What layouts mostly call it.
    pub(in crate::render) name: &'static str,
    /// The field that was most likely meant.
    pub(in crate::render) field: &'static str,
}

/// Returns what is said of the entity with a number.
pub(super) fn whole(entity: u32) -> Option<Whole> {
    let kind = current(|snapshot, _| snapshot.entities.get(entity).kind())?;
    let (noun, name, field) = match kind {
        Kind::Site => ("a whole site", "site", "name"),
        Kind::Strings => ("all words of a language", "t", "home"),
        Kind::Home => ("a whole home page", "page", "title"),
        Kind::Section => ("a whole section", "section", "title"),
        Kind::State => ("a whole state", "state", "name"),
        Kind::Session => ("a whole session", "session", "title"),
        Kind::Sheet => ("a whole sheet", "sheet", "url"),
        Kind::Body => ("a whole body", "body", "name"),
        Kind::Term => ("a whole topic", "topic", "title"),
        Kind::Instrument => ("a whole instrument", "instrument", "title"),
        Kind::Page => ("a whole page", "page", "title"),
        Kind::Asked => ("the whole of what is asked", "row", "rec.html"),
        Kind::Meta => ("the whole frame of a page", "meta", "title"),
        Kind::Pager => ("a whole pager", "pager", "number"),
    };
    Some(Whole { noun, name, field })
}
