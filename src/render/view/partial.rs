//! Partials: pieces of a page that are the same wherever they stand, rendered once.
//!
//! A partial is a function of a layout, an entity and a language. Its output is kept; whoever uses it depends on the
//! output, not on what the output was made of.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock, RwLock};

use minijinja::{Error, ErrorKind, State, Value};

use super::handle::{Handle, Root};
use super::{PARTIAL_BASE, Snapshot, current};
use crate::track::{self, Fingerprint, Question, fingerprint, observe};

/// A rendered partial.
#[derive(Debug)]
struct Piece {
    html: Value,
    fingerprint: Fingerprint,
}

/// The rendered partials of one layout: a place for each entity, in each language.
type Table = Arc<[OnceLock<Piece>]>;

/// All rendered partials.
#[derive(Debug)]
pub(super) struct Partials {
    entities: usize,
    langs: usize,
    tables: RwLock<(BTreeMap<String, usize>, Vec<Table>)>,
}

impl Partials {
    /// Returns a store for this many entities and languages.
    pub(super) fn new(entities: usize, langs: usize) -> Partials {
        Partials { entities, langs, tables: RwLock::default() }
    }

    /// Returns the place of a layout among those that were used as partials, and its table.
    fn table(&self, name: &str) -> (usize, Table) {
        let found = |(names, tables): &(BTreeMap<String, usize>, Vec<Table>)| {
            names.get(name).map(|at| (*at, Arc::clone(&tables[*at])))
        };
        let known = found(&self.tables.read().unwrap_or_else(std::sync::PoisonError::into_inner));
        known.unwrap_or_else(|| {
            let mut tables = self.tables.write().unwrap_or_else(std::sync::PoisonError::into_inner);
            found(&tables).unwrap_or_else(|| {
                let at = tables.1.len();
                let table: Table = std::iter::repeat_with(OnceLock::new).take(self.entities * self.langs).collect();
                tables.0.insert(name.to_owned(), at);
                tables.1.push(Arc::clone(&table));
                (at, table)
            })
        })
    }

    /// Returns the fingerprint of a rendered partial by its number.
    pub(super) fn fingerprint(&self, number: u32) -> Fingerprint {
        let per_table = self.entities * self.langs;
        let tables = self.tables.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let piece = tables.1.get(number as usize / per_table).and_then(|table| table[number as usize % per_table].get());
        piece.map_or(0, |piece| piece.fingerprint)
    }
}

thread_local! {
    /// The partials being rendered on this thread, to see when one would use itself.
    static OPEN: RefCell<Vec<(usize, usize)>> = const { RefCell::new(Vec::new()) };
}

/// The function `partial(name, entity)` of layouts.
pub(in crate::render) fn render_partial(state: &mut State<'_, '_>, name: &str, it: Value) -> Result<Value, Error> {
    let Some(handle) = it.downcast_object_ref::<Handle>().copied() else {
        let message = format!("`partial(\"{name}\", …)` takes a page, state, session or the like, not {}", it.kind());
        return Err(Error::new(ErrorKind::InvalidOperation, message));
    };
    let found = current(|snapshot, lang| (Arc::clone(snapshot), lang));
    let Some((snapshot, lang)) = found else {
        return Err(Error::new(ErrorKind::InvalidOperation, "no page is being rendered"));
    };
    let (layout, table) = snapshot.partials.table(name);
    let at = lang * snapshot.partials.entities + handle.0 as usize;
    let number = PARTIAL_BASE + (layout * snapshot.partials.entities * snapshot.partials.langs + at) as u32;
    track::note(Question::new(number, 0));
    if let Some(piece) = table[at].get() {
        return Ok(piece.html.clone());
    }
    let piece = render_piece(state, &snapshot, name, it, (layout, at))?;
    let html = piece.html.clone();
    // Another thread may have been first; its piece is the same.
    let _ = table[at].set(piece);
    Ok(html)
}

/// Renders a partial, with its reads apart from those of the page it stands on.
fn render_piece(
    state: &mut State<'_, '_>,
    snapshot: &Snapshot,
    name: &str,
    it: Value,
    key: (usize, usize),
) -> Result<Piece, Error> {
    let entered = OPEN.with_borrow_mut(|open| {
        let again = open.contains(&key);
        if !again {
            open.push(key);
        }
        !again
    });
    if !entered {
        return Err(Error::new(ErrorKind::InvalidOperation, format!("the partial `{name}` uses itself")));
    }
    let full = format!("partials/{name}.html");
    let (result, _reads) = observe(|| {
        snapshot.note_layout(&full);
        state.env().get_template(&full)?.render(Value::from_object(Root::Partial(it)))
    });
    OPEN.with_borrow_mut(|open| open.pop());
    let html = result?;
    Ok(Piece { fingerprint: fingerprint(html.as_bytes()), html: Value::from_safe_string(html) })
}
