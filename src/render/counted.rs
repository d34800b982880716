//! How much is in a value: the values that it holds, those in them, and how deep they stand.
//!
//! The engine goes through lists within lists without taking fuel for them, and a list may hold one list many times, or a
//! `namespace` itself. What is counted here is bounded, and so is all that is done with it.

use minijinja::value::ValueKind;
use minijinja::{Error, ErrorKind, State, Value, tests};

use super::bounds::{DEPTH_LIMIT, UNIT};

/// How many values a list may hold.
const MOST: usize = 1_000_000;
/// How many values the lists within it may hold.
const MOST_WITHIN: usize = 50_000;
/// How many values are worth a unit of fuel.
const VALUES: usize = 64;

/// Tells whether a value is a list or a map, and no entity of the site.
pub(super) fn is_list(value: &Value) -> bool {
    matches!(value.kind(), ValueKind::Seq | ValueKind::Iterable | ValueKind::Map)
}

/// Counts what is in a value that these are to hold, and takes fuel for that; fails where it is too much.
pub(super) fn count(state: &State<'_, '_>, value: &Value, holders: &[Value]) -> Result<(), Error> {
    if !is_list(value) {
        return Ok(());
    }
    let mut counted = Counted { holders, values: 0, within: 0, bytes: 0 };
    counted.check_holders(value)?;
    counted.add(value, 0)?;
    state.consume_fuel(((counted.values + counted.within + counted.bytes / UNIT) / VALUES) as u64)
}

/// How much is in a value.
struct Counted<'a> {
    /// What will hold the value.
    holders: &'a [Value],
    /// The values in the list itself.
    values: usize,
    /// The values in the lists within it, each as often as it stands there.
    within: usize,
    /// How many bytes of text these are.
    bytes: usize,
}

impl Counted<'_> {
    /// Fails where a value is what will hold it, for nothing that goes through it would come to an end.
    fn check_holders(&self, value: &Value) -> Result<(), Error> {
        let is_holder = |holder: &Value| tests::is_sameas(value, holder);
        if value.kind() == ValueKind::Map && self.holders.iter().any(is_holder) {
            return Err(Error::new(ErrorKind::InvalidOperation, "a `namespace` would hold itself here"));
        }
        Ok(())
    }

    /// Counts what is in a list that stands so deep; fails where that is too much.
    fn add(&mut self, list: &Value, depth: usize) -> Result<(), Error> {
        if depth == DEPTH_LIMIT {
            let message = format!("more than {DEPTH_LIMIT} lists stand within one another here, which is the most");
            return Err(Error::new(ErrorKind::InvalidOperation, message));
        }
        let Ok(items) = list.try_iter() else { return Ok(()) };
        let is_map = list.kind() == ValueKind::Map;
        for item in items {
            match depth {
                0 => self.values += 1,
                _ => self.within += 1,
            }
            self.check()?;
            self.add_item(&item, depth)?;
            if is_map {
                self.add_item(&list.get_item(&item)?, depth)?;
            }
        }
        Ok(())
    }

    /// Counts what is in an item of a list that stands so deep.
    fn add_item(&mut self, item: &Value, depth: usize) -> Result<(), Error> {
        if let Some(text) = item.as_str() {
            self.bytes = self.bytes.saturating_add(text.len());
            return Ok(());
        }
        if !is_list(item) {
            return Ok(());
        }
        self.check_holders(item)?;
        self.add(item, depth + 1)
    }

    /// Fails where there is too much so far.
    fn check(&self) -> Result<(), Error> {
        if self.values <= MOST && self.within <= MOST_WITHIN {
            return Ok(());
        }
        let message = format!(
            "a list is made here that holds more than {MOST} values, or {MOST_WITHIN} in the lists within it, which is the most"
        );
        Err(Error::new(ErrorKind::InvalidOperation, message))
    }
}
