//! A build that goes on from the last one in another process.
//!
//! It is the incremental engine, which hands its files to a [`Store`] and keeps none. What it remembers goes out as bytes
//! and comes in with the next build: for each file that was made without a word, what it asked and what the answers were.
//! A file that no longer stands in the store, or one of whose answers is another, is made anew.

use std::io::{self, Read, Write};

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
    /// Reads what is remembered in so many bytes; `None` where they are not those of a memory.
    pub fn read(from: &mut dyn Read, length: u64) -> Option<Memory> {
        Some(Memory { engine: Engine::after(read(from, length)?), asked: 0 })
    }

    /// Forgets the files that do not stand in the store.
    pub fn forget_missing(&mut self, store: &dyn Store) {
        let memos = &mut self.engine.memos;
        let routes: Vec<&OutPath> = memos.iter().map(|memo| &memo.route).collect();
        let mut stand = store.stand(&routes).into_iter();
        memos.retain(|_| stand.next().unwrap_or_default());
    }

    /// Returns how many questions are remembered.
    pub fn size(&self) -> usize {
        self.engine.size()
    }

    /// Returns how many of them the last build here asked again, to know what it had to make.
    pub fn asked(&self) -> usize {
        self.asked
    }

    /// Writes by what the next build remembers this one.
    ///
    /// # Errors
    /// When the writer does not take it.
    pub fn write(&self, to: &mut dyn Write) -> io::Result<()> {
        let Engine { languages, questions, memos, held, .. } = &self.engine;
        let ids = held.as_ref().map(|held| held.snapshot.ids()).unwrap_or_default();
        save(to, languages, &ids, questions, memos)
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
