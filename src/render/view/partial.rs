//! Partials: pieces of a page that are the same wherever they stand, rendered once.
//!
//! A partial is a function of a layout, an entity and a language. Its output is kept; whoever uses it depends on the
//! output, not on what the output was made of.

use std::cell::RefCell;
use std::sync::{Arc, OnceLock};

use minijinja::{Error, ErrorKind, State, Value};

use super::handle::{Handle, Root};
use super::mail::note_all;
use super::passing::within;
use super::{PARTIAL_BASE, Snapshot, current};
use crate::diag::closest;
use crate::render::bounds::cut;
use crate::render::whole::{locates, without_slips};
use crate::track::{self, Fingerprint, Question, fingerprint, observe, unobserved};

/// A rendered partial.
#[derive(Debug)]
struct Piece {
    html: Value,
    /// How many partials stand within one another in it, itself among them.
    depth: usize,
    /// How much fuel it took, with the most of those within it.
    reach: u64,
    fingerprint: Fingerprint,
    /// What it asked, in a snapshot that is observed.
    questions: Box<[Question]>,
}

/// The rendered partials of one layout: a place for each entity, in each language. A layout is for one kind of entity,
/// so that most parts of the table are never made.
type Table = Box<[OnceLock<Box<[OnceLock<Piece>; PART]>>]>;

/// How many places a part of a table has.
const PART: usize = 32;

/// All rendered partials.
#[derive(Debug)]
pub(super) struct Partials {
    entities: usize,
    langs: usize,
    /// The names of the layouts, in order, and the table of each once it is used.
    names: Vec<String>,
    tables: Vec<OnceLock<Table>>,
}

impl Partials {
    /// Returns a store for this many entities and languages, and the layouts `partials/<name>.html`.
    pub(super) fn new<'a>(entities: usize, langs: usize, layouts: impl Iterator<Item = &'a str>) -> Partials {
        let inner = |name: &'a str| name.strip_prefix("partials/")?.strip_suffix(".html");
        let mut names: Vec<String> = layouts.filter_map(inner).map(str::to_owned).collect();
        names.sort();
        Partials { entities, langs, tables: names.iter().map(|_| OnceLock::new()).collect(), names }
    }

    /// Returns the place of a layout among the partials.
    fn place(&self, name: &str) -> Option<usize> {
        self.names.binary_search_by(|known| known.as_str().cmp(name)).ok()
    }

    /// Returns the pieces of a layout.
    fn table(&self, place: usize) -> &Table {
        let size = self.entities * self.langs;
        self.tables[place].get_or_init(|| std::iter::repeat_with(OnceLock::new).take(size.div_ceil(PART)).collect())
    }

    /// Returns the place of a rendered partial, by the places of its layout and within the table of that.
    fn slot(&self, layout: usize, at: usize) -> &OnceLock<Piece> {
        let part = self.table(layout)[at / PART].get_or_init(|| Box::new(std::array::from_fn(|_| OnceLock::new())));
        &part[at % PART]
    }

    /// Returns a rendered partial by its number.
    fn piece(&self, number: u32) -> Option<&Piece> {
        let per_table = self.entities * self.langs;
        let (place, at) = (number as usize / per_table, number as usize % per_table);
        self.tables.get(place)?.get()?[at / PART].get()?[at % PART].get()
    }

    /// Returns what the partial with a number is made of: its layout, its entity and its language.
    pub(super) fn made_of(&self, number: u32) -> (&str, u32, usize) {
        let per_table = self.entities * self.langs;
        let (place, at) = (number as usize / per_table, number as usize % per_table);
        (&self.names[place], (at % self.entities) as u32, at / self.entities)
    }

    /// Returns what a rendered partial asked, by its number.
    pub(super) fn questions(&self, number: u32) -> &[Question] {
        self.piece(number).map_or(&[], |piece| &piece.questions)
    }

    /// Forgets a rendered partial by its number.
    pub(super) fn forget(&mut self, number: u32) {
        let per_table = self.entities * self.langs;
        let (place, at) = (number as usize / per_table, number as usize % per_table);
        let part = self.tables.get_mut(place).and_then(OnceLock::get_mut).map(|table| &mut table[at / PART]);
        if let Some(part) = part.and_then(OnceLock::get_mut) {
            part[at % PART] = OnceLock::new();
        }
    }

    /// Returns the fingerprint of a rendered partial by its number.
    pub(super) fn fingerprint(&self, number: u32) -> Fingerprint {
        self.piece(number).map_or(0, |piece| piece.fingerprint)
    }
}

/// How many partials may stand within one another: one may show itself for the page before, and that for the one before.
const DEPTH_LIMIT: usize = 100;

/// A partial being rendered.
struct Open {
    /// Its layout, and its place in the table of that.
    key: (usize, usize),
    /// How many partials stand within one another in it, at most.
    depth: usize,
    /// How much fuel those around it had taken when it was begun.
    taken: u64,
    /// How much fuel it took, with the most of those within it so far.
    reach: u64,
}

thread_local! {
    /// The partials being rendered on this thread, to see when one would use itself.
    static OPEN: RefCell<Vec<Open>> = const { RefCell::new(Vec::new()) };
}

/// Notes that a partial of some depth stands in the one being rendered; fails where that becomes too deep, whichever of
/// them was rendered before.
fn stand_within(name: &str, depth: usize) -> Result<(), Error> {
    OPEN.with_borrow_mut(|open| match open.last_mut() {
        Some(_) if depth >= DEPTH_LIMIT => Err(too_deep(name)),
        Some(outer) => {
            outer.depth = outer.depth.max(depth);
            Ok(())
        }
        None => Ok(()),
    })
}

/// Returns the failure of partials that stand too deep within one another.
fn too_deep(name: &str) -> Error {
    let message = format!("the partial `{name}` stands within {DEPTH_LIMIT} others, which is the most");
    Error::new(ErrorKind::InvalidOperation, message)
}

/// Forgets what was being rendered on this thread when it ended.
pub(super) fn clear() {
    OPEN.with_borrow_mut(Vec::clear);
}

/// The function `partial(name, entity)` of layouts.
pub(in crate::render) fn render_partial(state: &mut State<'_, '_>, name: &str, it: Value) -> Result<Value, Error> {
    let Some(handle) = it.downcast_object_ref::<Handle>().copied() else {
        let message = format!(
            "`partial(\"{}\", …)` takes a page, state, session or the like; a value of type {} is none",
            cut(name),
            it.kind()
        );
        return Err(Error::new(ErrorKind::InvalidOperation, message));
    };
    let found = current(|snapshot, lang| (Arc::clone(snapshot), lang));
    let Some((snapshot, lang)) = found else {
        return Err(Error::new(ErrorKind::InvalidOperation, "no page is being rendered"));
    };
    if handle.0 as usize >= snapshot.partials.entities {
        let message = format!(
            "`partial(\"{}\", …)` takes a page, state, session or the like, not the frame of a page",
            cut(name)
        );
        return Err(Error::new(ErrorKind::InvalidOperation, message));
    }
    let Some(layout) = snapshot.partials.place(name) else {
        snapshot.note_layout(&format!("partials/{name}.html"));
        snapshot.note_layout_names();
        let near = closest(name, snapshot.partials.names.iter().map(String::as_str));
        let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        return Err(Error::new(
            ErrorKind::TemplateNotFound,
            format!("there is no layout `partials/{}.html`{hint}", cut(name)),
        ));
    };
    let at = lang * snapshot.partials.entities + handle.0 as usize;
    let number = PARTIAL_BASE + (layout * snapshot.partials.entities * snapshot.partials.langs + at) as u32;
    let ask = || track::note(Question::new(number, 0));
    let slot = snapshot.partials.slot(layout, at);
    // What is shown counts as if it were made here, whoever made it first.
    if let Some(piece) = slot.get().filter(|piece| is_affordable(state, piece.reach)) {
        stand_within(name, piece.depth)?;
        ask();
        spend(state, piece.reach);
        return Ok(piece.html.clone());
    }
    if !is_affordable(state, 0) {
        return Err(Error::from(ErrorKind::OutOfFuel));
    }
    let piece = render_piece(state, &snapshot, name, it, (layout, at))?;
    if !is_affordable(state, piece.reach) {
        return Err(Error::from(ErrorKind::OutOfFuel));
    }
    stand_within(name, piece.depth)?;
    ask();
    spend(state, piece.reach);
    let html = piece.html.clone();
    // Another thread may have been first; its piece is the same.
    let _ = slot.set(piece);
    Ok(html)
}

/// Returns how much fuel was taken so far by the layout that runs and by those around it.
fn taken(state: &State<'_, '_>) -> u64 {
    let around = OPEN.with_borrow(|open| open.last().map_or(0, |open| open.taken));
    around + consumed(state)
}

/// Returns how much fuel a layout has taken.
fn consumed(state: &State<'_, '_>) -> u64 {
    state.fuel_levels().map_or(0, |(consumed, _)| consumed)
}

/// Tells whether a partial that takes so much fuel may stand here: it shares what there is with those around it, for they
/// hold all that they have made meanwhile. Where a place is looked for, the fuel is another.
fn is_affordable(state: &State<'_, '_>, reach: u64) -> bool {
    state.env().fuel().is_none_or(|fuel| taken(state) + reach <= fuel) || locates()
}

/// Notes that a partial which takes so much fuel stands in the layout that runs.
fn spend(state: &State<'_, '_>, reach: u64) {
    OPEN.with_borrow_mut(|open| {
        if let Some(open) = open.last_mut() {
            open.reach = open.reach.max(consumed(state) + reach);
        }
    });
}

/// Renders a partial, with its reads apart from those of the page it stands on.
fn render_piece(
    state: &mut State<'_, '_>,
    snapshot: &Snapshot,
    name: &str,
    it: Value,
    key: (usize, usize),
) -> Result<Piece, Error> {
    let taken = taken(state);
    OPEN.with_borrow_mut(|open| {
        if open.iter().any(|other| other.key == key) {
            return Err(Error::new(ErrorKind::InvalidOperation, format!("the partial `{name}` uses itself")));
        }
        if open.len() >= DEPTH_LIMIT {
            return Err(too_deep(name));
        }
        open.push(Open { key, depth: 0, taken, reach: 0 });
        Ok(())
    })?;
    let full = format!("partials/{name}.html");
    // Who uses the piece has asked for its output, not for what it was made of.
    let render = || {
        snapshot.note_layout(&full);
        let root = Value::from_object(Root::Partial(it));
        let render = || {
            let made = state.env().get_template(&full)?.render_captured(root.clone())?;
            let consumed = consumed(made.state());
            Ok((made.into_output(), consumed))
        };
        within(|| without_slips(state.env(), &full, &root, render))
    };
    let (result, questions) = if snapshot.observed { observe(render) } else { (unobserved(render), Vec::new()) };
    let (depth, within) = OPEN.with_borrow_mut(Vec::pop).map_or((1, 0), |open| (open.depth + 1, open.reach));
    match result {
        Ok((html, consumed)) => Ok(Piece {
            depth,
            reach: consumed.max(within),
            fingerprint: fingerprint(html.as_bytes()),
            html: Value::from_safe_string(html),
            questions: questions.into(),
        }),
        Err(error) => {
            // No piece is kept whose answer could change: whoever meets the mistake depends on what it was made of.
            note_all(&questions);
            Err(error)
        }
    }
}
