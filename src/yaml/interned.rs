//! Names of keys that a site declares, kept for as long as the program runs.
//!
//! The keys of front matter are known by name all over the program; those that a collection declares are few and short, and the same in
//! each build.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// The names so far.
static NAMES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

/// Returns a name that stays.
pub fn interned(name: &str) -> &'static str {
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = names.get(name) {
        return known;
    }
    let kept: &'static str = Box::leak(name.into());
    names.insert(kept);
    kept
}
