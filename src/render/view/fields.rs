//! The values of the fields of entities.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use minijinja::Value;

use super::Snapshot;
use super::fingerprint::fingerprint_value;
use super::read::Reads;
use super::recording::{self, MadeOf};
use super::schema::Kind;
use super::tables::{Mask, is_transient, names, position};
use crate::track::Fingerprint;

/// The values of those fields of an entity that are kept, with the fingerprints that were asked for.
#[derive(Debug)]
pub(super) struct Fields {
    values: Box<[Value]>,
    /// None before the first is asked for, and 0 means not asked for yet.
    fingerprints: OnceLock<Box<[AtomicU64]>>,
    /// What they were made of, in a snapshot that is observed.
    reads: MadeOf,
}

impl Fields {
    /// Returns no fields.
    pub(super) fn empty() -> Fields {
        Fields { values: Box::new([]), fingerprints: OnceLock::new(), reads: MadeOf::default() }
    }

    /// Says what the fields were made of.
    pub(super) fn made_of(self, reads: MadeOf) -> Fields {
        Fields { reads, ..self }
    }

    /// Tells whether the fields were made of one of these.
    pub(super) fn is_made_of(&self, reads: &Reads) -> bool {
        self.reads.iter().any(|read| reads.contains_key(read))
    }

    /// Returns a field's value, by its place among those that are kept.
    pub(super) fn get(&self, at: usize) -> &Value {
        &self.values[at]
    }

    /// Returns the fingerprint of a field's value, by its place among those that are kept.
    pub(super) fn fingerprint(&self, snapshot: &Snapshot, at: usize) -> Fingerprint {
        if recording::is_recording() {
            // Some values are made as they are looked at, and what they are made of is wanted.
            recording::note_all(&self.reads);
            return fingerprint_value(snapshot, &self.values[at]).max(1);
        }
        let fingerprints = self.fingerprints.get_or_init(|| self.values.iter().map(|_| AtomicU64::new(0)).collect());
        let known = fingerprints[at].load(Ordering::Relaxed);
        if known != 0 {
            return known;
        }
        let made = fingerprint_value(snapshot, &self.values[at]).max(1);
        fingerprints[at].store(made, Ordering::Relaxed);
        made
    }
}

/// Collects the values of one entity; what is not set is none.
pub(super) struct Builder {
    kind: Kind,
    values: Vec<Value>,
    /// A bit for each field that is settled.
    settled: Mask,
    /// A bit for each field whose fingerprint was told.
    told: Mask,
}

impl Builder {
    /// Returns a collector for a kind.
    pub(super) fn new(kind: Kind) -> Builder {
        Builder { kind, values: vec![Value::from(()); names(kind).len()], settled: 0, told: 0 }
    }

    /// Sets a field.
    pub(super) fn set(&mut self, name: &str, value: impl Into<Value>) {
        let at = position(self.kind, name);
        debug_assert!(at.is_some(), "{:?} has no field {name}", self.kind);
        if let Some(at) = at {
            self.values[at] = value.into();
            self.settled |= 1 << at;
        }
    }

    /// Tells whether the fingerprint of a field was told.
    pub(super) fn is_told(&self, at: usize) -> bool {
        self.told >> at & 1 == 1
    }

    /// Notes that the fingerprint of a field was told.
    pub(super) fn tell(&mut self, at: usize) {
        self.told |= 1 << at;
    }

    /// Settles all fields: what is not set is none.
    pub(super) fn settle_all(&mut self) {
        self.settled = Mask::MAX;
    }

    /// Returns a field's value; if it is not settled yet, `make` sets it, and maybe others, or leaves it none. What others
    /// that are made along with it were made of is noted for this one alone: all answers about an entity have the same readers.
    pub(super) fn settle(&mut self, at: usize, make: impl FnOnce(&mut Builder, &'static str)) -> Value {
        if self.settled >> at & 1 == 0 {
            make(self, names(self.kind)[at]);
            self.settled |= 1 << at;
        }
        self.values[at].clone()
    }

    /// Returns the values that are kept.
    pub(super) fn finish(self) -> Fields {
        let kind = self.kind;
        let kept = self.values.into_iter().enumerate().filter(|(at, _)| !is_transient(kind, *at));
        Fields {
            values: kept.map(|(_, value)| value).collect(),
            fingerprints: OnceLock::new(),
            reads: MadeOf::default(),
        }
    }
}
