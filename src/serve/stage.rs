//! The stage: what is shown of a build while it goes on.
//!
//! Takes the routes of the pages that browsers ask for, and the first files of a new build; gives the pages that were
//! asked for last. Promises: it keeps but a few routes, and what it shows is in no way wrong: diagnostics are left as
//! they are until the build is done.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use super::Shared;
use super::change::compare;
use super::files::{Changes, Files};

/// How many pages are remembered: as many as somebody has open in tabs that ask for their pages after each build.
const VIEWED_LIMIT: usize = 8;

/// The routes of the pages that browsers asked for, the last one last.
#[derive(Default)]
pub(super) struct Viewed(Mutex<VecDeque<String>>);

impl Viewed {
    /// Notes a page.
    pub(super) fn note(&self, route: String) {
        let mut viewed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if viewed.back() == Some(&route) {
            return;
        }
        viewed.retain(|known| *known != route);
        viewed.push_back(route);
        if viewed.len() > VIEWED_LIMIT {
            viewed.pop_front();
        }
    }

    /// Returns the pages.
    fn all(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}

/// The door through which a build that goes on shows what is done of it.
pub struct Stage(Arc<Shared>);

impl Stage {
    /// Returns the door to what is shared.
    pub(super) fn new(shared: Arc<Shared>) -> Stage {
        Stage(shared)
    }

    /// Returns the routes of the pages that browsers asked for last.
    pub fn viewed(&self) -> Vec<String> {
        self.0.viewed.all()
    }

    /// Shows files of a build that is not done yet; where there was no good one before, all others are yet to come.
    pub fn show(&self, changes: Changes) {
        let before = self.0.state().files.clone();
        let Some(word) = compare(before.as_deref().unwrap_or(&Files::new()), &changes).word else { return };
        drop(before);
        let generation = {
            let mut shared = self.0.state.write().unwrap_or_else(PoisonError::into_inner);
            let state = Arc::make_mut(&mut shared);
            state.generation += 1;
            state.is_partial |= state.files.is_none();
            state.take(changes);
            state.generation
        };
        // Nobody listens where no browser is open.
        let _ = self.0.news.send((generation, word));
    }
}

impl std::fmt::Debug for Stage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Stage").field(&self.viewed()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_asked_for_last_are_remembered() {
        let viewed = Viewed::default();
        for page in ["a", "b", "a", "a", "c"] {
            viewed.note(page.to_owned());
        }
        assert_eq!(viewed.all(), ["b", "a", "c"]);
        for page in 0..VIEWED_LIMIT {
            viewed.note(page.to_string());
        }
        assert_eq!(viewed.all().len(), VIEWED_LIMIT);
        assert!(!viewed.all().contains(&"c".to_owned()));
    }
}
