//! The render that runs on this thread: which snapshot it sees, and in which language.

use std::cell::RefCell;
use std::sync::Arc;

use super::Snapshot;

thread_local! {
    /// The snapshot and language of the render running on this thread.
    static CURRENT: RefCell<Option<(Arc<Snapshot>, usize)>> = const { RefCell::new(None) };
}

/// Notes that a render begins on this thread.
pub(super) fn begin(snapshot: &Arc<Snapshot>) {
    CURRENT.set(Some((Arc::clone(snapshot), 0)));
}

/// Notes that the render on this thread has ended.
pub(super) fn end() {
    CURRENT.set(None);
}

/// Says in which language the running render is.
pub(in crate::render) fn set_language(lang: usize) {
    CURRENT.with_borrow_mut(|current| {
        if let Some((_, current)) = current {
            *current = lang;
        }
    });
}

/// Runs something for readers of a language, whatever that of the running render is.
pub(super) fn in_language<T>(lang: usize, run: impl FnOnce() -> T) -> T {
    let before = current(|_, lang| lang);
    set_language(lang);
    let result = run();
    before.into_iter().for_each(set_language);
    result
}

/// Hands the running render's snapshot and language to `ask`; `None` outside of any render.
pub(in crate::render) fn current<T>(ask: impl FnOnce(&Arc<Snapshot>, usize) -> T) -> Option<T> {
    CURRENT.with_borrow(|current| current.as_ref().map(|(snapshot, lang)| ask(snapshot, *lang)))
}
