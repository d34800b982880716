//! What layouts can ask: every entity and every record within, each field declared once.
//!
//! A declaration is a name, a type, a sentence for authors of layouts, and whether the value is kept. From these tables come
//! the places of fields and the mask of those that are made for one render (`view/tables.rs`), the suggestions for
//! misspelt names, and the reference that `demarche layouts` prints (`reference.rs`). `audit.rs` asks a whole site
//! whether all of it is so.

mod audit;
mod data;
mod filters;
mod frame;
mod functions;
mod lists;
mod manual;
mod page;
mod recommendation;
mod reference;
mod state;
mod tops;
mod types;

pub use audit::{Audit, audit};
pub(in crate::render) use filters::{FILTER_NAMES, TEST_NAMES};
pub(in crate::render) use functions::FUNCTION_NAMES;
pub use manual::reference_page;
pub(super) use recommendation::RECOMMENDATION_NAMES;
pub use reference::{Chapter, Entry, reference};
pub(super) use tops::{COMMON, IN_PARTIALS};

use types::Type;

/// The kinds of entity, each with its table of fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Site,
    Strings,
    Home,
    Section,
    State,
    Session,
    Sheet,
    Body,
    Term,
    Instrument,
    Page,
    Asked,
    Meta,
    Pager,
}

/// All kinds, in their order.
pub(super) const KINDS: [Kind; 14] = [
    Kind::Site,
    Kind::Strings,
    Kind::Home,
    Kind::Section,
    Kind::State,
    Kind::Session,
    Kind::Sheet,
    Kind::Body,
    Kind::Term,
    Kind::Instrument,
    Kind::Page,
    Kind::Asked,
    Kind::Meta,
    Kind::Pager,
];

impl Kind {
    /// Returns what is declared of the kind; the words of a language have no fields of their own.
    pub(super) fn thing(self) -> &'static Thing {
        match self {
            Kind::Site => &frame::SITE,
            Kind::Strings => &frame::STRINGS,
            Kind::Home => &lists::HOME,
            Kind::Section => &lists::SECTION,
            Kind::State => &state::STATE,
            Kind::Session => &data::SESSION,
            Kind::Sheet => &data::SHEET,
            Kind::Body => &data::BODY,
            Kind::Term => &data::TOPIC,
            Kind::Instrument => &data::INSTRUMENT,
            Kind::Page => &page::PAGE,
            Kind::Asked => &state::ROW,
            Kind::Meta => &frame::META,
            Kind::Pager => &lists::PAGER,
        }
    }
}

/// Something that has fields: an entity, or a record within the answer of one.
#[derive(Debug)]
pub(super) struct Thing {
    /// Its name, by which the reference is asked for it; `record` for one that is told where it stands.
    name: &'static str,
    /// What several of them are called.
    plural: &'static str,
    /// What it is, and where a layout gets it; nothing for a record that is told where it stands.
    says: &'static str,
    /// Its fields: those of an entity in the order of the alphabet, those of a record as layouts list them.
    pub(super) fields: &'static [Field],
}

impl Thing {
    /// Returns a record that is told where it stands.
    const fn record(fields: &'static [Field]) -> Thing {
        Thing { name: "record", plural: "records", says: "", fields }
    }
}

/// A field of an entity or of a record.
#[derive(Debug)]
pub(super) struct Field {
    /// Its name.
    pub(super) name: &'static str,
    /// What its value is.
    is: Type,
    /// One sentence on it.
    says: &'static str,
    /// Whether it is made for one render and not kept: it is large, and hardly anyone but the page itself reads it.
    pub(super) passes: bool,
}

/// Declares a field whose value is kept and shared, or one of a record, which goes with that.
const fn kept(name: &'static str, is: Type, says: &'static str) -> Field {
    Field { name, is, says, passes: false }
}

/// Declares a field whose value is made for one render.
const fn transient(name: &'static str, is: Type, says: &'static str) -> Field {
    Field { name, is, says, passes: true }
}
