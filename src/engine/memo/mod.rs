//! Memos: what each target asked and what came of it, kept from one build to the next.
//!
//! Each question that anybody ever asked has a number and one answer, that of the last build. When a new snapshot is
//! there, those questions are asked again, once, whose answers were made of a part of the site that is another now; a target
//! whose answers all stand keeps its bytes. A partial is a memo too: a target that shows it depends on what the partial asked.

mod about;
mod changed;
mod edges;
mod interner;
mod numbers;
mod saved;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::render::{ByRead, MadeOf, Read, Snapshot, answers, field_name};
use crate::route::OutPath;
use crate::spill::Spilled;
use crate::track::{Fingerprint, Question, Table};

use self::changed::Partials;
use self::edges::{Asker, Edges};

pub(super) use self::changed::Changed;
pub(super) use self::interner::Interner;
#[cfg(any(test, fuzzing))]
pub(crate) use self::saved::read_any;
pub(super) use self::saved::{Saved, read, save};

use self::about::About;
use self::numbers::Numbers;

/// What came of rendering a target.
#[derive(Debug)]
pub(super) struct Memo {
    /// Where it goes.
    pub(super) route: OutPath,
    /// What the target is: the same in every snapshot.
    pub(super) identity: Fingerprint,
    /// The numbers of the questions it asked.
    pub(super) asked: Numbers,
    /// Its bytes; empty when something was wrong, or when they were handed out.
    pub(super) bytes: Spilled,
    /// What was wrong.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Memo {
    /// Returns the memo of a target that was not rendered yet.
    pub(super) fn new(route: OutPath, identity: Fingerprint) -> Memo {
        Memo { route, identity, asked: Numbers::default(), bytes: Spilled::default(), diagnostics: Vec::new() }
    }
}

/// Every question that was asked, with its answer.
#[derive(Debug, Default)]
pub(super) struct Questions {
    /// The questions, by number.
    all: Vec<Question>,
    /// Their answers in the last build.
    answers: Vec<Fingerprint>,
    /// The questions about each subject that is no partial.
    about: About,
    /// The question that asks for each partial, by its subject.
    pieces: Table<u64, u32>,
    /// For each question that asks for a partial, what the partial asked.
    partials: Partials,
    /// The parts of the site that some answer was made of.
    parts: ByRead<Part>,
    /// Which subjects stood in the last snapshot that was asked.
    present: Vec<bool>,
    /// How many questions there were after the last clearing out.
    settled: usize,
    /// Who asks each question, once that was worth making.
    edges: Option<Edges>,
    /// Whether anything was asked again in this process.
    is_warm: bool,
}

/// A part of the site that some answer was made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Part {
    /// What it was when those answers were made.
    fingerprint: Fingerprint,
    /// The subjects of those answers, in order.
    readers: Numbers,
}

impl Questions {
    /// Returns how many questions there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Forgets the questions that no memo asks any more, once there are twice as many as after the last time; returns the
    /// numbers of subjects that are not there and about which nobody asks then.
    pub(super) fn compact<'a>(
        &mut self,
        memos: impl Iterator<Item = &'a mut Memo>,
        snapshot: &Snapshot,
    ) -> Option<Vec<u32>> {
        if self.settled == 0 {
            self.settled = self.all.len();
        }
        if self.all.len() <= self.settled * 2 {
            return None;
        }
        let mut memos: Vec<&mut Memo> = memos.collect();
        let mut asked = vec![false; self.all.len()];
        let mut open: Vec<u32> = memos.iter().flat_map(|memo| memo.asked.iter().copied()).collect();
        while let Some(number) = open.pop() {
            if !std::mem::replace(&mut asked[number as usize], true) {
                open.extend(self.partials.get(&number).into_iter().flat_map(|asked| asked.iter()));
            }
        }
        self.settled = asked.iter().filter(|asked| **asked).count();
        let old = std::mem::take(self);
        (self.settled, self.present, self.parts) = (old.settled, old.present, old.parts);
        let mut renumbered = vec![0; old.all.len()];
        for number in (0..old.all.len()).filter(|number| asked[*number]) {
            renumbered[number] = self.add(old.all[number], old.answers[number]);
        }
        let renumber = |asked: &[u32]| asked.iter().map(|number| renumbered[*number as usize]).collect::<Numbers>();
        for (number, asks) in old.partials.iter().filter(|(number, _)| asked[**number as usize]) {
            self.partials.insert(renumbered[*number as usize], renumber(asks));
        }
        for memo in &mut memos {
            memo.asked = renumber(&memo.asked);
        }
        let about = &self.about;
        let is_asked = |subject: &u32| about.of(*subject).next().is_some();
        self.parts.retain(|read, part| {
            part.readers.own().retain(is_asked);
            !part.readers.is_empty() || *read == Read::settings()
        });
        let numbers = 0..snapshot.subject_count() as u32;
        Some(numbers.filter(|number| !is_asked(number) && !snapshot.is_present(*number)).collect())
    }

    /// Adds a question that is not there; returns its number.
    fn add(&mut self, question: Question, answer: Fingerprint) -> u32 {
        let number = self.all.len() as u32;
        self.all.push(question);
        self.answers.push(answer);
        if Snapshot::is_partial(question.subject()) {
            self.pieces.insert(question.subject(), number);
            return number;
        }
        self.about.add(question.subject() as usize, number);
        number
    }

    /// Returns the number of a question, if it was asked before.
    fn number(&self, question: Question) -> Option<u32> {
        if Snapshot::is_partial(question.subject()) {
            return self.pieces.get(&question.subject()).copied();
        }
        let mut about = self.about.of(u32::try_from(question.subject()).ok()?);
        about.find(|number| self.all[*number as usize].field() == question.field())
    }

    /// Remembers what an answer about a subject was made of; soonest done for the subjects in order.
    fn add_reads(&mut self, snapshot: &Snapshot, subject: u32, reads: &[Read]) {
        for read in reads {
            let new = || Part { fingerprint: snapshot.part(*read), readers: Numbers::default() };
            let readers = &mut self.parts.entry(*read).or_insert_with(new).readers;
            // They come in order, mostly.
            if readers.last().is_none_or(|last| *last < subject) {
                readers.own().push(subject);
            } else if let Err(at) = readers.binary_search(&subject) {
                readers.own().insert(at, subject);
            }
        }
    }

    /// Tells whether the settings are others than when everything was last asked, and remembers them.
    fn has_other_settings(&mut self, snapshot: &Snapshot) -> bool {
        let now = snapshot.part(Read::settings());
        let known = self.parts.insert(Read::settings(), Part { fingerprint: now, readers: Numbers::default() });
        known.is_some_and(|known| known.fingerprint != now)
    }

    /// Returns the names of the subjects that these questions are about, each with the fields asked; a partial counts
    /// by what it asked.
    pub(super) fn told(&self, snapshot: &Snapshot, asked: &[u32]) -> BTreeMap<String, BTreeSet<u8>> {
        let mut told: BTreeMap<u64, BTreeSet<u8>> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        let mut open = asked.to_vec();
        while let Some(number) = open.pop() {
            if !seen.insert(number) {
                continue;
            }
            match self.partials.get(&number) {
                Some(asked) => open.extend(asked.iter()),
                None => {
                    let question = self.all[number as usize];
                    told.entry(question.subject()).or_default().insert(question.field());
                }
            }
        }
        told.into_iter().map(|(subject, fields)| (snapshot.subject_name(subject), fields)).collect()
    }

    /// Asks the questions again, of a new snapshot, whose answers were made of parts that are others now, whose subject
    /// has come or gone, or that are about no entity; returns those whose answer is another. Where it is known which parts
    /// may be others than those of the snapshot that was asked last, these are given.
    pub(super) fn ask_changed(
        &mut self,
        snapshot: &Arc<Snapshot>,
        others: Option<Vec<Read>>,
        memos: &[Memo],
    ) -> Changed {
        // The first time in a process most is looked at once, and then no more.
        if std::mem::replace(&mut self.is_warm, true) && self.edges.is_none() {
            self.edges = Some(self.made_edges(memos));
        }
        let is_other = |(read, part): &(&Read, &Part)| part.fingerprint != snapshot.part(**read);
        let parts: Vec<(&Read, &Part)> = match &others {
            Some(others) => others.iter().filter_map(|read| Some((read, self.parts.get(read)?))).collect(),
            None => self.parts.iter().collect(),
        };
        let reads: Vec<Read> = parts.into_par_iter().filter(is_other).map(|(read, _)| *read).collect();
        let mut about: Vec<u32> = match self.has_other_settings(snapshot) {
            true => (0..self.about.len() as u32).collect(),
            false => snapshot.other_subjects().filter(|number| self.has_other_answer(snapshot, *number)).collect(),
        };
        self.present.resize(snapshot.subject_count(), false);
        for (number, present) in (0..).zip(&mut self.present) {
            let is_present = snapshot.is_present(number);
            if is_present != std::mem::replace(present, is_present) {
                about.push(number);
            }
        }
        for read in reads {
            if let Some(part) = self.parts.get_mut(&read) {
                part.fingerprint = snapshot.part(read);
                about.extend(part.readers.iter());
            }
        }
        about.sort_unstable();
        about.dedup();
        self.ask(snapshot, &about)
    }

    /// Returns who asks each question.
    fn made_edges(&self, memos: &[Memo]) -> Edges {
        let targets = memos.iter().zip(0..).map(|(memo, at)| (Asker::Target(at), &*memo.asked));
        let partials = self.partials.iter().map(|(number, asked)| (Asker::Partial(*number), &**asked));
        Edges::of(self.all.len(), targets.chain(partials))
    }

    /// Tells whether an answer about a subject that is made of no part of the site is another: a layout, words, the whole.
    fn has_other_answer(&self, snapshot: &Snapshot, number: u32) -> bool {
        let mut about = self.about.of(number).map(|number| number as usize);
        about.any(|number| snapshot.fingerprint(self.all[number]) != self.answers[number])
    }

    /// Asks every question of a snapshot that has taken over no answers; returns the subjects, with the fields, of those whose
    /// answer is another than is remembered.
    pub(super) fn stale(&self, snapshot: &Snapshot) -> Vec<String> {
        let snapshot = Arc::new(snapshot.afresh());
        let all: Vec<u32> = (0..self.about.len() as u32).collect();
        let found = self.answered(&snapshot, &all);
        let stale = found.into_iter().flatten().filter(|(number, answer, _)| self.answers[*number as usize] != *answer);
        let told = |(number, ..): Answered| {
            let question = self.all[number as usize];
            let name = snapshot.subject_name(question.subject());
            format!("{name}: {}", field_name(&name, question.field()).unwrap_or(""))
        };
        stale.map(told).collect()
    }

    /// Asks all questions about some subjects again; returns those whose answer is another.
    fn ask(&mut self, snapshot: &Arc<Snapshot>, about: &[u32]) -> Changed {
        let found = self.answered(snapshot, about);
        let mut changed = Changed::none_of(self.all.len());
        let mut numbers = Vec::new();
        for (number, answer, reads) in found.into_iter().flatten() {
            changed.asked += 1;
            if self.answers[number as usize] != answer {
                self.answers[number as usize] = answer;
                changed.insert(number);
                numbers.push(number);
            }
            self.add_reads(snapshot, self.all[number as usize].subject() as u32, &reads);
        }
        match &self.edges {
            Some(edges) => changed.follow(edges, &self.partials, numbers),
            None => changed.spread(&self.partials),
        }
        changed
    }

    /// Returns the answers to all questions about some subjects that are no partials.
    fn answered(&self, snapshot: &Arc<Snapshot>, about: &[u32]) -> Vec<Vec<Answered>> {
        let of_one = |subject: &u32| {
            let numbers: Vec<u32> = self.about.of(*subject).collect();
            let questions: Vec<Question> = numbers.iter().map(|number| self.all[*number as usize]).collect();
            let answers = answers(snapshot, &questions).into_iter();
            numbers.iter().zip(answers).map(|(number, (answer, reads))| (*number, answer, reads)).collect()
        };
        about.par_iter().map(of_one).collect()
    }

    /// Gives targets the places that they have now; those that are gone have none.
    pub(super) fn move_targets(&mut self, places: &[Option<u32>]) {
        if let Some(edges) = &mut self.edges {
            edges.move_targets(places);
        }
    }

    /// Notes that a target asks other questions than before.
    pub(super) fn note_target(&mut self, at: usize, before: &[u32], now: &[u32]) {
        if let Some(edges) = &mut self.edges {
            edges.add(Asker::Target(at as u32), before, now);
        }
    }

    /// Takes what a partial asks.
    fn add_partial(&mut self, number: u32, asked: Numbers) {
        let before = self.partials.insert(number, asked).unwrap_or_default();
        if let (Some(edges), Some(now)) = (&mut self.edges, self.partials.get(&number)) {
            edges.add(Asker::Partial(number), &before, now);
        }
    }

    /// Returns the subjects that are partials whose answer is another.
    pub(super) fn changed_pieces(&self, changed: &Changed) -> Vec<u64> {
        let others = self.partials.keys().filter(|number| changed.contains(**number));
        others.map(|number| self.all[*number as usize].subject()).collect()
    }
}

/// A question that was asked again, its answer, and what that was made of.
type Answered = (u32, Fingerprint, MadeOf);
