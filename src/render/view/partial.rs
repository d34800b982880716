//! Partials: pieces of a page that are the same wherever they stand, rendered once.
//!
//! A partial is a function of a layout, an entity and a language. Its output is kept; whoever uses it depends on the
//! output, not on what the output was made of.

use std::cell::RefCell;
use std::sync::{Arc, OnceLock};

use minijinja::{Error, ErrorKind, Output, State, Value};

use super::entity::Entity;
use super::handle::Handle;
use super::ids::Ids;
use super::mail::note_all;
use super::piece::PieceId;
use super::root::Root;
use super::running::in_language;
use super::transient::within;
use super::with_partials::WithPartials;
use super::{Snapshot, current};
use crate::diag::closest;
use crate::render::bounds::cut;
use crate::render::printed::write_failure;
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
    /// The edition of the snapshot in which it was rendered.
    edition: u64,
}

/// The rendered partials of one layout in one language: a place for each number of an entity. A layout is for one kind of
/// entity, so that most parts of the table are never made.
type Table = Vec<OnceLock<Box<[OnceLock<Piece>; PART]>>>;

/// How many places a part of a table has.
const PART: usize = 32;

/// All rendered partials.
#[derive(Debug, Default)]
pub(super) struct Partials {
    langs: usize,
    /// How many numbers of entities there are.
    entities: usize,
    /// The names of the layouts that are there, in order, each with its number.
    names: Vec<(String, usize)>,
    /// For each number of a layout and each language the rendered partials, once there are some.
    tables: Vec<OnceLock<Table>>,
}

impl Partials {
    /// Makes room for these languages, this many numbers of entities, and the layouts `partials/<name>.html`.
    pub(super) fn fit<'a>(
        &mut self,
        (langs, entities): (usize, usize),
        layouts: impl Iterator<Item = &'a str>,
        ids: &mut Ids,
    ) {
        let inner = |name: &'a str| name.strip_prefix("partials/")?.strip_suffix(".html");
        self.names = layouts.filter_map(inner).map(|name| (name.to_owned(), ids.partial(name))).collect();
        self.names.sort();
        (self.langs, self.entities) = (langs, entities);
        self.tables.resize_with(ids.partials().len() * langs, OnceLock::new);
        for table in self.tables.iter_mut().filter_map(OnceLock::get_mut) {
            table.resize_with(entities.div_ceil(PART), OnceLock::new);
        }
    }

    /// Returns the number of a layout that is there.
    fn layout(&self, name: &str) -> Option<usize> {
        let at = self.names.binary_search_by(|(known, _)| known.as_str().cmp(name)).ok()?;
        Some(self.names[at].1)
    }

    /// Returns the place of a rendered partial.
    fn slot(&self, id: PieceId) -> &OnceLock<Piece> {
        let new = || std::iter::repeat_with(OnceLock::new).take(self.entities.div_ceil(PART)).collect();
        let table: &Table = self.tables[id.layout * self.langs + id.lang].get_or_init(new);
        let entity = id.entity as usize;
        let part = table[entity / PART].get_or_init(|| Box::new(std::array::from_fn(|_| OnceLock::new())));
        &part[entity % PART]
    }

    /// Returns a rendered partial.
    fn piece(&self, id: PieceId) -> Option<&Piece> {
        let table = self.tables.get(id.layout * self.langs + id.lang)?.get()?;
        table.get(id.entity as usize / PART)?.get()?[id.entity as usize % PART].get()
    }

    /// Returns what a rendered partial asked.
    pub(super) fn questions(&self, id: PieceId) -> &[Question] {
        self.piece(id).map_or(&[], |piece| &piece.questions)
    }

    /// Tells whether a partial was rendered in an edition.
    pub(super) fn is_of(&self, id: PieceId, edition: u64) -> bool {
        self.piece(id).is_some_and(|piece| piece.edition == edition)
    }

    /// Forgets a rendered partial.
    pub(super) fn forget(&mut self, id: PieceId) {
        let table = self.tables.get_mut(id.layout * self.langs + id.lang).and_then(OnceLock::get_mut);
        let part = table.and_then(|table| table.get_mut(id.entity as usize / PART)).and_then(OnceLock::get_mut);
        if let Some(part) = part {
            part[id.entity as usize % PART] = OnceLock::new();
        }
    }

    /// Forgets all rendered partials.
    pub(super) fn forget_all(&mut self) {
        self.tables.fill_with(OnceLock::new);
    }

    /// Returns the fingerprint of a rendered partial.
    pub(super) fn fingerprint(&self, id: PieceId) -> Fingerprint {
        self.piece(id).map_or(0, |piece| piece.fingerprint)
    }
}

/// How many partials may stand within one another: one may show itself for the page before, and that for the one before.
const DEPTH_LIMIT: usize = 100;

/// A partial being rendered.
struct Open {
    /// Which it is.
    id: PieceId,
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
    if matches!(snapshot.entities.get(handle.0), Entity::Meta(_) | Entity::Pager(_)) {
        let message = format!(
            "`partial(\"{}\", …)` takes a page, state, session or the like, not the frame of a page",
            cut(name)
        );
        return Err(Error::new(ErrorKind::InvalidOperation, message));
    }
    let Some(layout) = snapshot.partials.layout(name) else {
        snapshot.note_layout(&format!("partials/{name}.html"));
        snapshot.note_layout_names();
        let near = closest(name, snapshot.partials.names.iter().map(|(known, _)| known.as_str()));
        let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        return Err(Error::new(
            ErrorKind::TemplateNotFound,
            format!("there is no layout `partials/{}.html`{hint}", cut(name)),
        ));
    };
    let id = PieceId { layout, lang, entity: handle.0 };
    let ask = || track::note(Question::new(id.subject(), 0));
    let slot = snapshot.partials.slot(id);
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
    let piece = render_piece(state, &snapshot, name, it, id)?;
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

/// Writes a text with its partials, if a value is one; nothing for another value.
pub(in crate::render) fn print_with_partials(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
) -> Option<Result<(), Error>> {
    let whole = value.downcast_object_ref::<WithPartials>()?;
    Some(whole.pieces().try_for_each(|piece| match piece {
        Ok(text) => out.write_str(text).map_err(write_failure),
        Err(inner) => {
            let made = in_language(inner.lang, || render_partial(state, inner.name, inner.of.clone()))?;
            out.write_str(made.as_str().unwrap_or("")).map_err(write_failure)
        }
    }))
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

/// Returns the layout that stands for the card of a page: that of its collection, if there is one; noted.
fn own_card(snapshot: &Snapshot, name: &str, entity: u32) -> Option<String> {
    if name != "card" || !matches!(snapshot.entities.get(entity), Entity::Page(_)) {
        return None;
    }
    let own = snapshot.read(entity, "layout")?;
    let full = format!("partials/{}-card.html", own.as_str()?);
    snapshot.note_layout(&full);
    snapshot.layouts.templates.contains_key(&full).then_some(full)
}

/// Renders a partial, with its reads apart from those of the page it stands on.
fn render_piece(
    state: &mut State<'_, '_>,
    snapshot: &Snapshot,
    name: &str,
    it: Value,
    id: PieceId,
) -> Result<Piece, Error> {
    let taken = taken(state);
    OPEN.with_borrow_mut(|open| {
        if open.iter().any(|other| other.id == id) {
            return Err(Error::new(ErrorKind::InvalidOperation, format!("the partial `{name}` uses itself")));
        }
        if open.len() >= DEPTH_LIMIT {
            return Err(too_deep(name));
        }
        open.push(Open { id, depth: 0, taken, reach: 0 });
        Ok(())
    })?;
    // Who uses the piece has asked for its output, not for what it was made of.
    let render = || {
        let full = own_card(snapshot, name, id.entity).unwrap_or_else(|| format!("partials/{name}.html"));
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
            edition: snapshot.edition,
        }),
        Err(error) => {
            // No piece is kept whose answer could change: whoever meets the mistake depends on what it was made of.
            note_all(&questions);
            Err(error)
        }
    }
}
