//! Entities, and who has which number.

use rayon::prelude::*;

use crate::data::{STATES, StateId};
use crate::model::{Ask, PageId, Site};
use crate::plan::Plan;
use crate::track::{Fingerprint, combine, fingerprint};

use super::ids::Ids;
use super::observed::Observed;
use super::schema::Kind;

/// Something a layout can name. Languages, sections and data are given by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entity {
    Site(usize),
    Strings(usize),
    Home(usize),
    Section(usize, usize),
    State(usize, StateId),
    Session(usize, usize),
    Sheet(usize, usize, StateId),
    Body(usize, usize),
    Term(usize, usize),
    Instrument(usize, usize),
    Page(PageId),
    /// Something that is asked of a state: the number of the row, and whether the recommendation that it stands below is
    /// in the same list, before it.
    Asked(usize, u32, bool),
    Meta(usize),
    Pager(usize),
}

impl Entity {
    /// Returns its kind.
    pub(super) fn kind(self) -> Kind {
        match self {
            Entity::Site(_) => Kind::Site,
            Entity::Strings(_) => Kind::Strings,
            Entity::Home(_) => Kind::Home,
            Entity::Section(..) => Kind::Section,
            Entity::State(..) => Kind::State,
            Entity::Session(..) => Kind::Session,
            Entity::Sheet(..) => Kind::Sheet,
            Entity::Body(..) => Kind::Body,
            Entity::Term(..) => Kind::Term,
            Entity::Instrument(..) => Kind::Instrument,
            Entity::Page(_) => Kind::Page,
            Entity::Asked(..) => Kind::Asked,
            Entity::Meta(_) => Kind::Meta,
            Entity::Pager(_) => Kind::Pager,
        }
    }
}

/// The number of states, as entities.
const STATE_COUNT: usize = STATES.len();

/// All entities of a snapshot, in the order of their kinds; and the number of each.
#[derive(Debug)]
pub(super) struct Entities {
    all: Vec<Entity>,
    /// The number of each.
    numbers: Vec<u32>,
    /// The fingerprint of what each is, the same in every build.
    identities: Vec<Fingerprint>,
    /// For each number the place in that order; [`NOWHERE`] for one that is no entity here.
    places: Vec<u32>,
    starts: Starts,
    sections: usize,
    sessions: usize,
    bodies: usize,
    topics: usize,
    instruments: usize,
    /// For each session, how many sheets come before its own, and its states.
    sheets: Vec<(usize, Vec<StateId>)>,
    sheet_count: usize,
    /// The rows of what is asked that say something of their own, in order; last those that may stand below another,
    /// once more.
    rows: Vec<(bool, u32)>,
    /// The fingerprint of what each of them says.
    row_identities: Vec<Fingerprint>,
}

/// The place of a number that is no entity.
const NOWHERE: u32 = u32::MAX;

/// The place of the first of each kind.
#[derive(Debug, Default)]
struct Starts {
    strings: usize,
    home: usize,
    section: usize,
    state: usize,
    session: usize,
    sheet: usize,
    body: usize,
    topic: usize,
    instrument: usize,
    page: usize,
    asked: usize,
    meta: usize,
    pager: usize,
}

impl Entities {
    /// Returns the entities of a site and its plan, each with the number of its identity.
    pub(super) fn new(seen: &Observed, plan: &Plan, ids: &mut Ids) -> Entities {
        let mut entities = Entities::of(seen.unseen(), plan.targets.len());
        let rows = entities.rows.par_iter().map(|(_, row)| identity_of_row(seen, *row));
        entities.row_identities = rows.collect();
        let row = |row: &(bool, u32)| entities.rows.binary_search(row).map_or(0, |at| entities.row_identities[at]);
        let identity = |entity: &Entity| identity(seen, plan, *entity, row);
        entities.identities = entities.all.par_iter().map(identity).collect();
        entities.numbers = entities.identities.iter().map(|identity| ids.number(*identity)).collect();
        entities.places = vec![NOWHERE; ids.len()];
        for (number, place) in entities.numbers.iter().zip(0..) {
            entities.places[*number as usize] = place;
        }
        entities
    }

    /// Returns the entities of a site with so many targets, before they have numbers.
    fn of(site: &Site, targets: usize) -> Entities {
        let langs = site.config.languages.len();
        let data = &site.data;
        let sections = site.kinds.sections().len();
        let mut sheets = Vec::with_capacity(data.sessions.len());
        let mut sheet_count = 0;
        for at in 0..data.sessions.len() {
            let states = site.asked.sheets(at).to_vec();
            sheet_count += states.len();
            sheets.push((sheet_count - states.len(), states));
        }
        let mut all = Vec::new();
        let mut starts = Starts::default();
        let each = |make: &dyn Fn(usize) -> Vec<Entity>| (0..langs).flat_map(make).collect::<Vec<_>>();
        all.extend(each(&|lang| vec![Entity::Site(lang)]));
        starts.strings = all.len();
        all.extend(each(&|lang| vec![Entity::Strings(lang)]));
        starts.home = all.len();
        all.extend(each(&|lang| vec![Entity::Home(lang)]));
        starts.section = all.len();
        all.extend(each(&|lang| (0..sections).map(|at| Entity::Section(lang, at)).collect()));
        starts.state = all.len();
        all.extend(each(&|lang| StateId::all().map(|state| Entity::State(lang, state)).collect()));
        starts.session = all.len();
        all.extend(each(&|lang| (0..data.sessions.len()).map(|at| Entity::Session(lang, at)).collect()));
        starts.sheet = all.len();
        all.extend(each(&|lang| {
            let sessions = sheets.iter().enumerate();
            sessions
                .flat_map(|(at, (_, states))| states.iter().map(move |state| Entity::Sheet(lang, at, *state)))
                .collect()
        }));
        starts.body = all.len();
        all.extend(each(&|lang| (0..data.bodies.len()).map(|at| Entity::Body(lang, at)).collect()));
        starts.topic = all.len();
        all.extend(each(&|lang| (0..data.terms.len()).map(|at| Entity::Term(lang, at)).collect()));
        starts.instrument = all.len();
        all.extend(each(&|lang| (0..data.instruments.len()).map(|at| Entity::Instrument(lang, at)).collect()));
        starts.page = all.len();
        all.extend((0..site.pages.len()).map(|at| Entity::Page(PageId(at as u32))));
        starts.asked = all.len();
        let rows = distinct_rows(site);
        all.extend(each(&|lang| rows.iter().map(|(below, row)| Entity::Asked(lang, *row, *below)).collect()));
        starts.meta = all.len();
        all.extend((0..targets).map(Entity::Meta));
        starts.pager = all.len();
        all.extend((0..targets).map(Entity::Pager));
        Entities {
            all,
            numbers: Vec::new(),
            identities: Vec::new(),
            places: Vec::new(),
            starts,
            sections,
            sessions: data.sessions.len(),
            bodies: data.bodies.len(),
            topics: data.terms.len(),
            instruments: data.instruments.len(),
            sheets,
            sheet_count,
            rows,
            row_identities: Vec::new(),
        }
    }

    /// Returns the entity with a number, if it is one here.
    pub(super) fn find(&self, number: u32) -> Option<Entity> {
        let place = self.places.get(number as usize).filter(|place| **place != NOWHERE)?;
        Some(self.all[*place as usize])
    }

    /// Returns the entity with a number that was read from this snapshot.
    pub(super) fn get(&self, number: u32) -> Entity {
        self.all[self.places[number as usize] as usize]
    }

    /// Returns the fingerprint of what the entity with a number is: the same in every build of the same site.
    pub(super) fn identity(&self, number: u32) -> Fingerprint {
        self.identities[self.places[number as usize] as usize]
    }

    /// Returns a number that is more than that of each entity.
    pub(super) fn limit(&self) -> u32 {
        self.places.len() as u32
    }

    /// Returns the fingerprint of what a row says that says something of its own.
    pub(super) fn row_identity(&self, row: u32) -> Fingerprint {
        let at = self.rows.binary_search(&(false, row));
        debug_assert!(at.is_ok(), "row {row} says the same as another");
        at.map_or(0, |at| self.row_identities[at])
    }

    /// Returns the number of an entity.
    pub(super) fn id(&self, entity: Entity) -> u32 {
        let starts = &self.starts;
        let at = match entity {
            Entity::Site(lang) => lang,
            Entity::Strings(lang) => starts.strings + lang,
            Entity::Home(lang) => starts.home + lang,
            Entity::Section(lang, at) => starts.section + lang * self.sections + at,
            Entity::State(lang, state) => starts.state + lang * STATE_COUNT + state.0 as usize,
            Entity::Session(lang, at) => starts.session + lang * self.sessions + at,
            Entity::Sheet(lang, session, state) => {
                let (before, states) = &self.sheets[session];
                let at = states.iter().position(|known| *known == state).unwrap_or(0);
                starts.sheet + lang * self.sheet_count + before + at
            }
            Entity::Body(lang, at) => starts.body + lang * self.bodies + at,
            Entity::Term(lang, at) => starts.topic + lang * self.topics + at,
            Entity::Instrument(lang, at) => starts.instrument + lang * self.instruments + at,
            Entity::Page(page) => starts.page + page.0 as usize,
            Entity::Asked(lang, row, below) => {
                let at = self.rows.binary_search(&(below, row));
                debug_assert!(at.is_ok(), "row {row} says the same as another");
                starts.asked + lang * self.rows.len() + at.unwrap_or(0)
            }
            Entity::Meta(target) => starts.meta + target,
            Entity::Pager(target) => starts.pager + target,
        };
        self.numbers[at]
    }
}

/// Returns the fingerprint of what an entity is; `row` gives that of a row of what is asked.
fn identity(seen: &Observed, plan: &Plan, entity: Entity, row: impl Fn(&(bool, u32)) -> Fingerprint) -> Fingerprint {
    let data = &seen.unseen().data;
    let text = |text: &str| fingerprint(text.as_bytes());
    let (lang, name) = match entity {
        Entity::Site(lang) | Entity::Strings(lang) | Entity::Home(lang) => (lang, 0),
        Entity::Section(lang, at) => (lang, text(&seen.kinds().sections()[at])),
        Entity::State(lang, state) => (lang, text(state.info().code)),
        Entity::Session(lang, at) => (lang, text(&data.sessions[at].id)),
        Entity::Sheet(lang, at, state) => (lang, combine(text(&data.sessions[at].id), text(state.info().code))),
        Entity::Body(lang, at) => (lang, text(&data.bodies[at].id)),
        Entity::Term(lang, at) => (lang, text(&data.terms[at].key)),
        Entity::Instrument(lang, at) => (lang, text(&data.instruments[at].id)),
        Entity::Page(page) => (0, seen.path_of(page)),
        Entity::Asked(lang, at, below) => (lang * 2 + usize::from(below), row(&(below, at))),
        Entity::Meta(at) | Entity::Pager(at) => (0, text(plan.targets[at].route.as_str())),
    };
    combine(combine(entity.kind() as u64 + 0x100, lang as u64), name)
}

/// Returns the rows of what is asked that say something of their own, in order; those that stand below another
/// recommendation in some language once more, since a list may hold that one as well.
fn distinct_rows(site: &Site) -> Vec<(bool, u32)> {
    let is_inner = |row: &Ask<'_>| {
        let wordings = site.asked.mark(row.first().mark).wordings();
        wordings.iter().any(|at| site.page(at.page).document.body.recommendations[at.index].parent.is_some())
    };
    let alone = site.asked.distinct().map(|row| (false, row.number));
    alone.chain(site.asked.distinct().filter(is_inner).map(|row| (true, row.number))).collect()
}

/// Returns the fingerprint of what a row is, the same in every build in which it is asked in the same places: what of it
/// is shown beyond that is asked for field by field.
fn identity_of_row(site: &Observed, row: u32) -> Fingerprint {
    let ask = site.relation().row(row);
    let path = |id: PageId| site.path_of(id);
    let rule = ask.standing.filter(|id| site.listed(*id).applies().is_some());
    let state = rule.map_or(0, |_| fingerprint(site.relation().state(row).info().code.as_bytes()));
    let seed = combine(ask.standing.map_or(0, path), state);
    ask.places.iter().fold(seed, |seed, place| {
        let id = site.mark_id(place.mark);
        let said = combine(fingerprint(place.answer.id().as_bytes()), u64::from(place.by_name));
        combine(combine(combine(seed, path(site.relation().mark(place.mark).page)), fingerprint(id.as_bytes())), said)
    })
}
