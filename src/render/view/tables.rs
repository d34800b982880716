//! The fields of each kind of entity, to be found by name and by place.

use std::sync::LazyLock;

use super::schema::{Field, KINDS, Kind};
use crate::render::names::Places;
use crate::track::FIELD_LIMIT;

/// A bit for each field of a kind.
pub(super) type Mask = u128;
const _: () = assert!(FIELD_LIMIT as u32 <= Mask::BITS);

/// Returns the names of the fields of a kind, in alphabetical order; no more than a [`Mask`] has bits.
pub(super) fn names(kind: Kind) -> &'static [&'static str] {
    &TABLES[kind as usize].names
}

/// What is known of each kind, made once.
static TABLES: LazyLock<[Table; KINDS.len()]> = LazyLock::new(|| KINDS.map(Table::new));

/// The fields of a kind, to be found by name.
struct Table {
    names: Box<[&'static str]>,
    places: Places,
    /// A bit for each field that is not kept.
    transient: Mask,
    /// For each field its place among those that are kept.
    kept: Box<[u8]>,
}

impl Table {
    /// Returns the table of a kind, as its fields are declared.
    fn new(kind: Kind) -> Table {
        let fields = kind.thing().fields;
        let bit = |(at, field): (usize, &Field)| Mask::from(field.passes) << at;
        let names: Box<[&str]> = fields.iter().map(|field| field.name).collect();
        let places = Places::new(names.iter().copied());
        let transient: Mask = fields.iter().enumerate().map(bit).sum();
        let kept_before = |at: usize| (0..at).filter(|before| transient >> before & 1 == 0).count() as u8;
        let kept = (0..names.len()).map(kept_before).collect();
        Table { names, places, transient, kept }
    }
}

/// Returns the place of a field in its kind.
pub(super) fn position(kind: Kind, name: &str) -> Option<usize> {
    let table = &TABLES[kind as usize];
    table.places.find(name, |at| table.names[at])
}

/// Returns the place of a field in its kind, and its place among those that are kept; none for one that is made for one
/// render.
pub(super) fn find(kind: Kind, name: &str) -> Option<(usize, Option<usize>)> {
    let table = &TABLES[kind as usize];
    let at = table.places.find(name, |at| table.names[at])?;
    Some((at, (table.transient >> at & 1 == 0).then(|| usize::from(table.kept[at]))))
}

/// Returns the place of a field among those of its kind that are kept.
pub(super) fn kept_place(kind: Kind, at: usize) -> usize {
    usize::from(TABLES[kind as usize].kept[at])
}

/// Tells whether a field is made for one render and not kept.
pub(super) fn is_transient(kind: Kind, at: usize) -> bool {
    TABLES[kind as usize].transient >> at & 1 == 1
}
