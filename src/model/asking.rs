//! Who is asked what, and where: makes the relation [`Asked`].
//!
//! Takes a site whose recommendations are resolved; gives the marks of all pages in the order in which they are quoted, and
//! what each asks of which state in which session. Reports what is asked of a named state that it does not apply to.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use super::asked::{Asked, AskedIn, Mark, OfBody, Wording};
use super::translations::check_marks;
use super::{PageId, Site, SitePage};
use crate::data::{Answer, StateId};
use crate::diag::{Diagnostic, mistakes};
use crate::parse::{Applies, Scope};
use crate::track::Table;

/// Tells whether the marks of a page ask anything of anybody.
fn asks(page: &SitePage) -> bool {
    !matches!(page.kind.name(), "newsletter" | "recommendation")
}

/// Tells whether what is asked depends on a page: its marks, the state of a brief, or a standing recommendation.
pub(super) fn has_a_say(page: &SitePage) -> bool {
    !page.document.body.recommendations.is_empty() || page.state.is_some() || page.kind.name() == "recommendation"
}

/// Tells whether a page asks the same of the same as it did: in the same order, of the same priority, listed alike.
pub(super) fn asks_alike(old: &SitePage, new: &SitePage) -> bool {
    let marks = |page: &SitePage| -> Vec<_> {
        let made = page.document.body.recommendations.iter();
        made.map(|made| (made.marker.id.clone(), made.marker.priority, made.parent)).collect()
    };
    let front = |page: &SitePage| page.document.front.scope;
    new.listed().is_like(old.listed())
        && front(old) == front(new)
        && (&old.named_states, &old.named_bodies) == (&new.named_states, &new.named_bodies)
        && marks(old) == marks(new)
}

/// Returns everything that is asked on a site; reports what is asked of a named state that it does not apply to.
pub(super) fn relate_asked(site: &Site, diagnostics: &mut Vec<Diagnostic>) -> Asked {
    let (marks, standing): (Vec<Mark>, Vec<Option<PageId>>) = collect_marks(site).into_iter().unzip();
    check_marks(site, &marks, diagnostics);
    let of_one = |(number, (mark, standing)): (usize, (&Mark, &Option<PageId>))| {
        entries_of(site, number as u32, (mark, *standing))
    };
    let found: Vec<(Vec<Entry>, Vec<Diagnostic>)> = marks.par_iter().zip(&standing).enumerate().map(of_one).collect();
    let mut entries: Vec<Entry> = Vec::with_capacity(found.iter().map(|(entries, _)| entries.len()).sum());
    for (own, said) in found {
        entries.extend(own);
        diagnostics.extend(said);
    }
    entries.par_sort_unstable_by_key(Entry::order);
    // A session that lists a state twice asks nothing twice.
    entries.dedup_by_key(|entry| entry.order());
    let (wordings, of_bodies) = (wordings_of(site, &marks, &standing), asked_of_bodies(site, &marks, &standing));
    let mut asked = Asked { wordings, of_bodies, marks, ..Asked::default() };
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

/// Returns the marks of all pages, in the order in which they are quoted, each with the standing recommendation that it is a
/// wording of, in the language whose keys hold for all.
fn collect_marks(site: &Site) -> Vec<(Mark, Option<PageId>)> {
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
    let marks: Vec<Vec<_>> = originals.into_par_iter().map(|original| marks_on(site, original)).collect();
    marks.into_iter().flatten().collect()
}

/// Returns the marks of a page and its translations: those of the page in the order of reading, then what stands in
/// translations alone.
fn marks_on(site: &Site, original: PageId) -> Vec<(Mark, Option<PageId>)> {
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
        (Mark { page: original, wordings: wordings.into() }, standing.map(|id| site.original(id)))
    };
    found.into_iter().map(mark).collect()
}

/// Returns of whom a mark asks something; reports the states that are named and to which it does not apply.
fn entries_of(site: &Site, number: u32, (mark, standing): (&Mark, Option<PageId>)) -> (Vec<Entry>, Vec<Diagnostic>) {
    let page = site.page(mark.page);
    let (mut entries, mut diagnostics) = (Vec::new(), Vec::new());
    if !asks(page) {
        return (entries, diagnostics);
    }
    let day = page.date.map(|date| date.date());
    let (states, by_name) = states_of(site, mark);
    for &state in states {
        let answer = standing.map_or(Answer::Yes, |standing| site.applies(standing, state, day));
        if answer == Answer::No && !by_name {
            continue;
        }
        if let (Answer::No, Some(standing)) = (answer, standing) {
            diagnostics.push(named_in_vain(site, mark, standing, (state, day)));
        }
        let place = AskedIn { mark: number, answer, by_name };
        entries.push(Entry { session: page.session, state, standing, place });
    }
    (entries, diagnostics)
}

/// Returns the states of which a mark asks something, and whether it is by name: those of the mark, else the one of the
/// brief, else those that the page is addressed to, else those that the letter lists, else those that its session lists.
fn states_of<'a>(site: &'a Site, mark: &Mark) -> (&'a [StateId], bool) {
    let page = site.page(mark.page);
    let first = mark.wordings[0];
    let named = site.page(first.page).named_states.get(first.index).map_or(&[][..], Vec::as_slice);
    if !named.is_empty() || !bodies_named(site, mark).is_empty() {
        return (named, true);
    }
    if page.kind.name() == "brief" {
        return (page.state.as_slice(), true);
    }
    if !page.document.front.to.is_empty() {
        return (&page.to_states, false);
    }
    if page.kind.name() == "letter" && page.document.front.scope == Some(Scope::Listed) {
        return (&page.states, false);
    }
    (page.session.map_or(&[], |session| &site.data.sessions[session].states), false)
}

/// Returns the bodies that a mark names.
fn bodies_named<'a>(site: &'a Site, mark: &Mark) -> &'a [usize] {
    let first = mark.wordings[0];
    site.page(first.page).named_bodies.get(first.index).map_or(&[], Vec::as_slice)
}

/// Returns the bodies of which a mark asks something: those of the mark, if it names anybody, else those that the page is
/// addressed to, unless it is a brief.
fn bodies_of<'a>(site: &'a Site, mark: &Mark) -> &'a [usize] {
    let (page, first) = (site.page(mark.page), mark.wordings[0]);
    let names_states = site.page(first.page).named_states.get(first.index).is_some_and(|named| !named.is_empty());
    match bodies_named(site, mark) {
        [] if names_states || page.kind.name() == "brief" || !asks(page) => &[],
        [] => &page.to_bodies,
        named if asks(page) => named,
        _ => &[],
    }
}

/// Returns what is asked of each body, in the order in which it is quoted.
fn asked_of_bodies(site: &Site, marks: &[Mark], standing: &[Option<PageId>]) -> BTreeMap<usize, Vec<OfBody>> {
    let mut all: BTreeMap<usize, Vec<OfBody>> = BTreeMap::new();
    for ((mark, standing), number) in marks.iter().zip(standing).zip(0..) {
        for body in bodies_of(site, mark) {
            let rows = all.entry(*body).or_default();
            match rows.iter_mut().find(|row| row.standing.is_some() && row.standing == *standing) {
                Some(row) => row.marks.push(number),
                None => rows.push(OfBody { standing: *standing, marks: vec![number] }),
            }
        }
    }
    all
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
    // Nearly all rows are one mark that stands for itself and applies to whoever is asked.
    let mut first_of_mark: Vec<[Option<u32>; 2]> = vec![[None; 2]; asked.marks.len()];
    let row = |number: u32| {
        let row = asked.row(number);
        match (row.standing, row.places) {
            (None, [AskedIn { mark, answer: Answer::Yes, by_name }]) => {
                *first_of_mark[*mark as usize][usize::from(*by_name)].get_or_insert(number)
            }
            (Some(standing), _) if site.page(standing).document.front.applies.is_some() => number,
            (standing, places) => *first.entry((standing, places)).or_insert(number),
        }
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
fn wordings_of(site: &Site, marks: &[Mark], standing: &[Option<PageId>]) -> BTreeMap<PageId, Vec<u32>> {
    let mut wordings: BTreeMap<PageId, Vec<u32>> = BTreeMap::new();
    for (standing, number) in standing.iter().zip(0..) {
        standing.iter().for_each(|standing| wordings.entry(*standing).or_default().push(number));
    }
    for list in wordings.values_mut() {
        list.sort_by_key(|number| Reverse(site.page(marks[*number as usize].page).instant));
    }
    wordings
}
