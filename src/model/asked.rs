//! What is asked of whom: the one relation of which sheets, grids, sessions and States' pages are made.
//!
//! Takes a site whose recommendations are resolved; gives, for each session and state, a row for each recommendation
//! that is asked of that state there, with every place where it is. A page and its translations are one page: what they
//! say is asked once. Nothing else is asked of anybody, whatever the organisation stands for.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::civil::Date;
use rayon::prelude::*;

use super::translations::check_marks;
use super::{PageId, Site, SitePage};
use crate::data::{Answer, StateId};
use crate::diag::{Diagnostic, mistakes};
use crate::parse::{Applies, Scope};
use crate::track::Table;

/// A recommendation where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The page it stands on.
    pub page: PageId,
    /// Its place among the recommendations of that page.
    pub index: usize,
}

/// A recommendation of one page, in all languages in which the page makes it.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The page, in the language whose keys hold for all.
    pub page: PageId,
    /// The standing recommendation that it is a wording of, in that language.
    pub standing: Option<PageId>,
    /// Where it stands: the first is for languages that have none.
    wordings: Box<[Wording]>,
}

impl Mark {
    /// Returns where it stands; the first is for languages that have none.
    pub fn wordings(&self) -> &[Wording] {
        &self.wordings
    }
}

/// One place at which a recommendation is asked of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AskedIn {
    /// The number of the mark: the lower comes first where it is quoted.
    pub mark: u32,
    /// Whether it applies to the state, by what was recorded up to the date of the page.
    pub answer: Answer,
    /// Whether the state is named: by the mark, or by a brief.
    pub by_name: bool,
}

/// A recommendation that is asked of a state in a session.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// The number of the row.
    pub number: u32,
    /// The standing recommendation, if it is a wording of one.
    pub standing: Option<PageId>,
    /// Where it is asked: briefs before letters, the later before the earlier.
    pub places: &'a [AskedIn],
}

impl Ask<'_> {
    /// Returns the place whose wording is shown.
    pub fn first(&self) -> AskedIn {
        self.places[0]
    }
}

/// Everything that is asked, of whom, and where.
#[derive(Debug, Default)]
pub struct Asked {
    /// The marks of all pages: briefs before letters, the later before the earlier, each page in the order of reading.
    marks: Vec<Mark>,
    /// The places of all rows.
    places: Vec<AskedIn>,
    /// For each row the standing recommendation, and where its places begin.
    rows: Vec<(Option<PageId>, u32)>,
    /// For each row its state.
    states: Vec<StateId>,
    /// For each row the first one that says the same in the same words, or itself.
    alike: Vec<u32>,
    /// The rows of each session and state.
    of: BTreeMap<(Option<usize>, StateId), Range<u32>>,
    /// For each state the sessions in which something is asked of it; none comes first.
    sessions: BTreeMap<StateId, Vec<Option<usize>>>,
    /// For each session the states that have a sheet, in the order of the session.
    sheets: Vec<Vec<StateId>>,
    /// For each standing recommendation the marks that are wordings of it, newest first.
    wordings: BTreeMap<PageId, Vec<u32>>,
}

impl Asked {
    /// Returns what is asked of a state in a session, or without one; in the order of the places that are shown.
    pub fn rows(&self, session: Option<usize>, state: StateId) -> impl ExactSizeIterator<Item = Ask<'_>> {
        self.of.get(&(session, state)).cloned().unwrap_or(0..0).map(|number| self.row(number))
    }

    /// Returns a row by its number.
    pub fn row(&self, number: u32) -> Ask<'_> {
        let (standing, start) = self.rows[number as usize];
        let end = self.rows.get(number as usize + 1).map_or(self.places.len(), |(_, next)| *next as usize);
        Ask { number, standing, places: &self.places[start as usize..end] }
    }

    /// Returns the state of which a row asks something.
    pub fn state(&self, number: u32) -> StateId {
        self.states[number as usize]
    }

    /// Returns the first row that says the same as this one: what is asked in the same places, with the same answer, and
    /// where no fact about the state has a part in it.
    pub fn alike(&self, number: u32) -> u32 {
        self.alike[number as usize]
    }

    /// Returns the rows that say something which none before them says.
    pub fn distinct(&self) -> impl Iterator<Item = Ask<'_>> {
        self.alike.iter().zip(0..).filter(|(first, number)| *first == number).map(|(_, number)| self.row(number))
    }

    /// Returns a mark by its number.
    pub fn mark(&self, number: u32) -> &Mark {
        &self.marks[number as usize]
    }

    /// Returns the sessions in which something is asked of a state, the first first; none stands for no session.
    pub fn sessions_of(&self, state: StateId) -> &[Option<usize>] {
        self.sessions.get(&state).map_or(&[], Vec::as_slice)
    }

    /// Returns the states that have a sheet in a session, in the order of the session.
    pub fn sheets(&self, session: usize) -> &[StateId] {
        &self.sheets[session]
    }

    /// Returns the sessions and states that have rows.
    pub fn pairs(&self) -> impl Iterator<Item = (Option<usize>, StateId)> {
        self.of.keys().copied()
    }

    /// Returns the states of which something is asked.
    pub fn states(&self) -> impl Iterator<Item = StateId> {
        self.sessions.keys().copied()
    }

    /// Returns the standing recommendations that have wordings.
    pub fn worded(&self) -> impl Iterator<Item = PageId> {
        self.wordings.keys().copied()
    }

    /// Returns the marks that are wordings of a standing recommendation, newest first.
    pub fn wordings(&self, standing: PageId) -> &[u32] {
        self.wordings.get(&standing).map_or(&[], Vec::as_slice)
    }
}

impl Site {
    /// Returns where a mark stands for readers of a language: on the page in that language if it has it, else in the
    /// language whose keys hold.
    pub fn wording(&self, mark: &Mark, lang: &str) -> Wording {
        let own = mark.wordings.iter().find(|wording| self.page(wording.page).document.lang == lang);
        *own.unwrap_or(&mark.wordings[0])
    }

    /// Returns the page of a group of translations for readers of a language: in that language, else in the default one,
    /// else in the first of the site's that there is.
    pub fn in_language(&self, id: PageId, lang: &str) -> PageId {
        let config = &self.config;
        let rank = |id: &PageId| {
            let own = self.page(*id).document.lang.as_str();
            (own != lang, own != config.language, config.languages.iter().position(|known| known == own))
        };
        let translations = &self.page(id).translations;
        translations.iter().copied().chain([id]).min_by_key(rank).unwrap_or(id)
    }

    /// Returns the page of a group of translations whose keys hold for all: in the default language, if there is one.
    pub fn original(&self, id: PageId) -> PageId {
        if self.page(id).translations.is_empty() { id } else { self.in_language(id, &self.config.language) }
    }

    /// Returns one page of each group of translations among some pages, for readers of a language, in order.
    pub fn each_once(&self, pages: impl IntoIterator<Item = PageId>, lang: &str) -> Vec<PageId> {
        let mut seen = BTreeSet::new();
        pages.into_iter().map(|id| self.in_language(id, lang)).filter(|id| seen.insert(*id)).collect()
    }
}

/// Tells whether the marks of a page ask anything of anybody.
fn asks(page: &SitePage) -> bool {
    !matches!(page.kind.name(), "newsletter" | "recommendation")
}

/// Returns everything that is asked on a site; reports what is asked of a named state that it does not apply to.
pub(super) fn relate_asked(site: &Site, diagnostics: &mut Vec<Diagnostic>) -> Asked {
    let marks = collect_marks(site);
    check_marks(site, &marks, diagnostics);
    let found: Vec<(Vec<Entry>, Vec<Diagnostic>)> =
        marks.par_iter().enumerate().map(|(number, mark)| entries_of(site, number as u32, mark)).collect();
    let mut entries: Vec<Entry> = Vec::with_capacity(found.iter().map(|(entries, _)| entries.len()).sum());
    for (own, said) in found {
        entries.extend(own);
        diagnostics.extend(said);
    }
    entries.par_sort_unstable_by_key(Entry::order);
    // A session that lists a state twice asks nothing twice.
    entries.dedup_by_key(|entry| entry.order());
    let mut asked = Asked { wordings: wordings_of(site, &marks), marks, ..Asked::default() };
    for of_one in entries.chunk_by(|one, next| (one.session, one.state) == (next.session, next.state)) {
        add_rows(&mut asked, of_one);
    }
    asked.alike = alike(site, &asked);
    asked.sheets = sheets_of(site, &asked);
    asked
}

/// One place at which something is asked of a state in a session.
struct Entry {
    session: Option<usize>,
    state: StateId,
    standing: Option<PageId>,
    place: AskedIn,
}

impl Entry {
    /// Returns what entries are in order of: session, state, standing recommendation and mark; no session and no
    /// recommendation come first.
    fn order(&self) -> u128 {
        let session = self.session.map_or(0, |at| at as u128 + 1);
        let standing = self.standing.map_or(0, |id| u128::from(id.0) + 1);
        session << 82 | u128::from(self.state.0) << 65 | standing << 32 | u128::from(self.place.mark)
    }
}

/// Returns the marks of all pages, in the order in which they are quoted.
fn collect_marks(site: &Site) -> Vec<Mark> {
    let mut originals: Vec<PageId> = Vec::new();
    for (id, page) in site.iter().filter(|(_, page)| !page.document.body.recommendations.is_empty()) {
        originals.push(if page.translations.is_empty() { id } else { site.original(id) });
    }
    originals.sort_unstable();
    originals.dedup();
    originals.sort_by_key(|id| {
        let page = site.page(*id);
        (page.kind.name() != "brief", Reverse(page.instant))
    });
    originals.into_iter().flat_map(|original| marks_on(site, original)).collect()
}

/// Returns the marks of a page and its translations: those of the page in the order of reading, then what stands in
/// translations alone.
fn marks_on(site: &Site, original: PageId) -> Vec<Mark> {
    let mut members = site.page(original).translations.clone();
    let languages = &site.config.languages;
    members.sort_by_key(|id| languages.iter().position(|lang| *lang == site.page(*id).document.lang));
    members.insert(0, original);
    let mut found: Vec<Vec<Wording>> = Vec::new();
    let mut places: Table<&str, usize> = Table::default();
    for page in members {
        for (index, made) in site.page(page).document.body.recommendations.iter().enumerate() {
            let wording = Wording { page, index };
            match places.get(made.marker.id.as_str()) {
                None => {
                    places.insert(&made.marker.id, found.len());
                    found.push(vec![wording]);
                }
                // The same id twice on one page was reported.
                Some(at) if found[*at].iter().any(|other| other.page == page) => {}
                Some(at) => found[*at].push(wording),
            }
        }
    }
    let mark = |wordings: Vec<Wording>| {
        let first = wordings[0];
        let standing = site.page(first.page).standing.get(first.index).copied().flatten();
        Mark { page: original, standing: standing.map(|id| site.original(id)), wordings: wordings.into() }
    };
    found.into_iter().map(mark).collect()
}

/// Returns of whom a mark asks something; reports the states that are named and to which it does not apply.
fn entries_of(site: &Site, number: u32, mark: &Mark) -> (Vec<Entry>, Vec<Diagnostic>) {
    let page = site.page(mark.page);
    let (mut entries, mut diagnostics) = (Vec::new(), Vec::new());
    if !asks(page) {
        return (entries, diagnostics);
    }
    let day = page.date.map(|date| date.date());
    let (states, by_name) = states_of(site, mark);
    for &state in states {
        let answer = mark.standing.map_or(Answer::Yes, |standing| site.applies(standing, state, day));
        if answer == Answer::No && !by_name {
            continue;
        }
        if let (Answer::No, Some(standing)) = (answer, mark.standing) {
            diagnostics.push(named_in_vain(site, mark, standing, (state, day)));
        }
        let place = AskedIn { mark: number, answer, by_name };
        entries.push(Entry { session: page.session, state, standing: mark.standing, place });
    }
    (entries, diagnostics)
}

/// Returns the states of which a mark asks something, and whether it is by name: those of the mark, else the one of the
/// brief, else those that the letter lists, else those that its session lists.
fn states_of<'a>(site: &'a Site, mark: &Mark) -> (&'a [StateId], bool) {
    let page = site.page(mark.page);
    let first = mark.wordings[0];
    let named = site.page(first.page).named_states.get(first.index).map_or(&[][..], Vec::as_slice);
    if !named.is_empty() {
        return (named, true);
    }
    if page.kind.name() == "brief" {
        return (page.state.as_slice(), true);
    }
    if page.kind.name() == "letter" && page.document.front.scope == Some(Scope::Listed) {
        return (&page.states, false);
    }
    (page.session.map_or(&[], |session| &site.data.sessions[session].states), false)
}

/// Reports a state that is named and to which the standing recommendation does not apply.
fn named_in_vain(site: &Site, mark: &Mark, standing: PageId, (state, day): (StateId, Option<Date>)) -> Diagnostic {
    let first = mark.wordings[0];
    let document = &site.page(first.page).document;
    let made = &document.body.recommendations[first.index];
    let code = state.info().code;
    let on_mark = made.marker.states.iter().any(|named| named == code);
    let words = if on_mark { code } else { made.marker.id.as_str() };
    let facts = match &site.page(standing).document.front.applies {
        Some(Applies::NotPartyToAny(ids)) => {
            let instruments = ids.iter().filter_map(|id| site.data.instrument(id));
            instruments.map(|instrument| site.data.joined_in_words(instrument, state, day)).collect()
        }
        _ => vec![site.data.named_in_words(state)],
    };
    let span = document.words_span(made.range.clone(), words);
    mistakes::asked_in_vain(span, &made.marker.id, state.info().name, &facts.join(", "), on_mark)
}

/// Adds the rows of a session and a state.
fn add_rows(asked: &mut Asked, entries: &[Entry]) {
    let same = |one: &Entry, next: &Entry| one.standing.is_some() && one.standing == next.standing;
    let mut rows: Vec<&[Entry]> = entries.chunk_by(same).collect();
    rows.sort_by_key(|places| places[0].place.mark);
    let start = asked.rows.len() as u32;
    for places in &rows {
        asked.rows.push((places[0].standing, asked.places.len() as u32));
        asked.states.push(places[0].state);
        asked.places.extend(places.iter().map(|entry| entry.place));
    }
    let Entry { session, state, .. } = entries[0];
    asked.of.insert((session, state), start..asked.rows.len() as u32);
    asked.sessions.entry(state).or_default().push(session);
}

/// Returns for each row the first one that says the same: a letter to many states asks all of them in the same words,
/// unless the rule of a standing recommendation has something to say about each.
fn alike(site: &Site, asked: &Asked) -> Vec<u32> {
    let mut first: Table<(Option<PageId>, &[AskedIn]), u32> = Table::default();
    let row = |number: u32| {
        let row = asked.row(number);
        let of_each_state = row.standing.is_some_and(|standing| site.page(standing).document.front.applies.is_some());
        if of_each_state { number } else { *first.entry((row.standing, row.places)).or_insert(number) }
    };
    (0..asked.rows.len() as u32).map(row).collect()
}

/// Returns the states that have a sheet in each session.
fn sheets_of(site: &Site, asked: &Asked) -> Vec<Vec<StateId>> {
    let of_session = |(at, session): (usize, &crate::data::Session)| {
        let pages = site.by_session.get(&at).map_or(&[][..], Vec::as_slice);
        let mut found: BTreeSet<StateId> = pages.iter().filter_map(|id| site.page(*id).state).collect();
        let all = (Some(at), StateId(0))..=(Some(at), StateId(u16::MAX));
        found.extend(asked.of.range(all).map(|((_, state), _)| *state));
        let mut sheets: Vec<StateId> = Vec::with_capacity(found.len());
        for state in &session.states {
            sheets.extend(found.take(state));
        }
        sheets.extend(found);
        sheets
    };
    site.data.sessions.iter().enumerate().map(of_session).collect()
}

/// Returns the wordings of each standing recommendation, newest first.
fn wordings_of(site: &Site, marks: &[Mark]) -> BTreeMap<PageId, Vec<u32>> {
    let mut wordings: BTreeMap<PageId, Vec<u32>> = BTreeMap::new();
    for (number, mark) in marks.iter().enumerate() {
        if let Some(standing) = mark.standing {
            wordings.entry(standing).or_default().push(number as u32);
        }
    }
    for list in wordings.values_mut() {
        list.sort_by_key(|number| Reverse(site.page(marks[*number as usize].page).instant));
    }
    wordings
}
