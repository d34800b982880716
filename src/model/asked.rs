//! What is asked of whom: the one relation of which sheets, grids, sessions and States' pages are made.
//!
//! Made by `asking.rs`; holds, for each session and state, a row for each recommendation
//! that is asked of that state there, with every place where it is. A page and its translations are one page: what they
//! say is asked once. Nothing else is asked of anybody, whatever the organisation stands for.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::slots::NewIds;
use super::{PageId, Site};
use crate::data::{Answer, StateId};

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
    /// Where it stands: the first is for languages that have none.
    pub(super) wordings: Box<[Wording]>,
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

/// A recommendation that is asked of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfBody {
    /// The standing recommendation, if it is a wording of one.
    pub standing: Option<PageId>,
    /// The marks by which it is asked, in the order in which they are quoted.
    pub marks: Vec<u32>,
}

/// Everything that is asked, of whom, and where.
#[derive(Debug, Default)]
pub struct Asked {
    /// The marks of all pages: briefs before letters, the later before the earlier, each page in the order of reading.
    pub(super) marks: Vec<Mark>,
    /// The places of all rows.
    pub(super) places: Vec<AskedIn>,
    /// For each row the standing recommendation, and where its places begin.
    pub(super) rows: Vec<(Option<PageId>, u32)>,
    /// For each row its state.
    pub(super) states: Vec<StateId>,
    /// For each row the first one that says the same in the same words, or itself.
    pub(super) alike: Vec<u32>,
    /// The rows of each session and state.
    pub(super) of: BTreeMap<(Option<usize>, StateId), Range<u32>>,
    /// For each state the sessions in which something is asked of it; none comes first.
    pub(super) sessions: BTreeMap<StateId, Vec<Option<usize>>>,
    /// For each session the states that have a sheet, in the order of the session.
    pub(super) sheets: Vec<Vec<StateId>>,
    /// What is asked of each body.
    pub(super) of_bodies: BTreeMap<usize, Vec<OfBody>>,
    /// For each standing recommendation the marks that are wordings of it, newest first.
    pub(super) wordings: BTreeMap<PageId, Vec<u32>>,
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

    /// Returns what is asked of a body.
    pub fn of_body(&self, body: usize) -> &[OfBody] {
        self.of_bodies.get(&body).map_or(&[], Vec::as_slice)
    }

    /// Returns the bodies of which something is asked.
    pub fn bodies(&self) -> impl Iterator<Item = usize> {
        self.of_bodies.keys().copied()
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

impl Asked {
    /// Puts the ids of pages into those of now; nothing where one that counts is on the site no more.
    pub(super) fn renumbered(mut self, ids: &NewIds) -> Option<Asked> {
        for mark in &mut self.marks {
            mark.page = ids.of(mark.page)?;
            for wording in &mut mark.wordings {
                wording.page = ids.of(wording.page)?;
            }
        }
        for (standing, _) in &mut self.rows {
            *standing = standing.map(|id| ids.of(id).ok_or(())).transpose().ok()?;
        }
        for row in self.of_bodies.values_mut().flatten() {
            row.standing = row.standing.map(|id| ids.of(id).ok_or(())).transpose().ok()?;
        }
        let wordings = self.wordings.into_iter().map(|(id, marks)| Some((ids.of(id)?, marks)));
        self.wordings = wordings.collect::<Option<_>>()?;
        Some(self)
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
