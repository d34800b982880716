//! A build that goes on from the last one in another process.
//!
//! It is the incremental engine, which hands its files to a [`Store`] and keeps none. What it remembers goes out as bytes
//! and comes in with the next build: for each file that was made without a word, what it asked and what the answers were.
//! A file that no longer stands in the store, or one of whose answers is another, is made anew.

use super::incremental::Engine;
use super::memo::{read, save};
use super::{BuildOptions, Outcome, Progress, Store};
use crate::diag::{Diagnostic, Error};
use crate::route::OutPath;
use crate::source::Sources;

/// What one build leaves for the next.
#[derive(Debug, Default)]
pub struct Memory {
    engine: Engine,
    /// How many questions the last build here asked again.
    asked: usize,
}

impl Memory {
    /// Returns what is remembered in these bytes of the files that stand in the store; `None` where the bytes are not
    /// those of a memory.
    pub fn read(bytes: &[u8], store: &dyn Store) -> Option<Memory> {
        let mut saved = read(bytes)?;
        let routes: Vec<&OutPath> = saved.memos.iter().map(|memo| &memo.route).collect();
        let mut stand = store.stand(&routes).into_iter();
        saved.memos.retain(|_| stand.next().unwrap_or_default());
        Some(Memory { engine: Engine::after(saved), asked: 0 })
    }

    /// Returns how many questions are remembered.
    pub fn size(&self) -> usize {
        self.engine.size()
    }

    /// Returns how many of them the last build here asked again, to know what it had to make.
    pub fn asked(&self) -> usize {
        self.asked
    }

    /// Returns the bytes by which the next build remembers this one.
    pub fn to_bytes(&self) -> Vec<u8> {
        let Engine { languages, questions, memos, held, .. } = &self.engine;
        let ids = held.as_ref().map(|held| held.snapshot.ids()).unwrap_or_default();
        save(languages, &ids, questions, memos)
    }

    /// Builds a site: hands the store what must be made, and tells it what it is to keep.
    ///
    /// # Errors
    /// When the project cannot be read or the store cannot take a file; mistakes of authors are in the outcome.
    pub fn build(
        &mut self,
        sources: &Sources,
        found: Vec<Diagnostic>,
        options: &BuildOptions,
        store: &dyn Store,
        progress: &Progress,
    ) -> Result<Outcome, Error> {
        let outcome = self.engine.hand_out((sources, found), options, store, progress)?;
        self.asked = outcome.asked;
        Ok(outcome)
    }
}
