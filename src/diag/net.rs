//! The net under the program: a mistake of its own ends the piece of work in which it shows, and nothing else.
//!
//! Takes a piece of work; gives what came of it, or what is known of the mistake. Whoever spreads the net must leave behind
//! nothing half done that others go on with.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    /// How many nets are spread on this thread.
    static NETS: Cell<usize> = const { Cell::new(0) };
    /// Where the last mistake on this thread showed.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Does a piece of work; an error says what is known of a mistake of the program's own that has ended it.
///
/// # Errors
/// When the work panics.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    NETS.set(NETS.get() + 1);
    let result = catch_unwind(AssertUnwindSafe(work));
    NETS.set(NETS.get() - 1);
    result.map_err(|panic| match PLACE.take() {
        Some(place) => format!("{} ({place})", words(&*panic)),
        None => words(&*panic).to_owned(),
    })
}

/// Notes where a mistake shows that a net will catch, instead of printing it; for the whole program, from now on.
pub fn note_places() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if NETS.get() == 0 {
            return before(panic);
        }
        PLACE.set(panic.location().map(|place| {
            // The folder of the machine that the program was made on is nobody's business.
            let file = place.file().rsplit(['/', '\\']).next().unwrap_or("");
            format!("{file}:{}", place.line())
        }));
    }));
}

/// Returns the words of a panic.
fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("it says nothing of itself")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_falls_is_caught_with_its_words() {
        assert_eq!(caught(|| 1), Ok(1));
        let at = 3;
        let found = caught(|| caught(|| panic!("on purpose {at}")).map_err(|inner| panic!("{inner} again")));
        let found: Result<Result<(), ()>, String> = found;
        assert!(found.is_err_and(|said| said.starts_with("on purpose 3") && said.contains("again")));
        assert_eq!(NETS.get(), 0);
    }
}
