//! Memos: what each target asked and what came of it, kept from one build to the next.
//!
//! Each question that anybody ever asked has a number and one answer, that of the last build. When a new snapshot is
//! there, those questions are asked again, once, whose answers were made of a part of the site that is another now; a target
//! whose answers all stand keeps its bytes. A partial is a memo too: a target that shows it depends on what the partial asked.

mod saved;
mod taker;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::render::{ByRead, Read, Snapshot, answers, field_name, layout_subject};
use crate::route::OutPath;
use crate::track::{Fingerprint, Question};

#[cfg(any(test, fuzzing))]
pub(crate) use self::saved::read_any;
pub(super) use self::saved::{Saved, read, save};
pub(super) use self::taker::Taker;

/// What came of rendering a target.
#[derive(Debug)]
pub(super) struct Memo {
    /// Where it goes.
    pub(super) route: OutPath,
    /// What the target is: its name in every snapshot.
    pub(super) name: String,
    /// The numbers of the questions it asked.
    pub(super) asked: Box<[u32]>,
    /// Its bytes; empty when something was wrong, or when they were handed out.
    pub(super) bytes: Arc<[u8]>,
    /// What was wrong.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Memo {
    /// Returns the memo of a target that was not rendered yet.
    pub(super) fn new(route: OutPath, name: String) -> Memo {
        Memo { route, name, asked: Box::default(), bytes: Arc::default(), diagnostics: Vec::new() }
    }
}

/// Every question that was asked, with its answer.
#[derive(Debug, Default)]
pub(super) struct Questions {
    /// The number of each subject, by name.
    subjects: HashMap<String, u32>,
    /// The questions, by number.
    all: Vec<Question>,
    /// Their answers in the last build.
    answers: Vec<Fingerprint>,
    /// The questions about each subject, by its number.
    about: Vec<Vec<u32>>,
    /// The parts of the site that some answer was made of.
    parts: ByRead<Part>,
    /// Which subjects stood in the last snapshot that was asked.
    present: Vec<bool>,
    /// For each question that asks for a partial, what the partial asked.
    partials: HashMap<u32, Box<[u32]>>,
    /// For each of those, the subject of the snapshot in which it was rendered last.
    pieces: HashMap<u32, u32>,
    /// How many questions there were after the last clearing out.
    settled: usize,
}

/// A part of the site that some answer was made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Part {
    /// What it was when those answers were made.
    fingerprint: Fingerprint,
    /// The subjects of those answers, in order.
    readers: Vec<u32>,
}

/// The names of a snapshot's subjects, as numbers of the memos.
#[derive(Debug)]
pub(super) struct Subjects {
    /// For each subject of the memos, the one of the snapshot.
    here: Vec<Option<u32>>,
    /// For each entity of the snapshot, the subject of the memos.
    kept: Vec<u32>,
    /// The subjects of the memos that are no entities, or the words of a language: what is asked of them is no part of the site.
    others: Vec<u32>,
}

impl Questions {
    /// Returns how many questions there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Forgets the questions that no memo asks any more, once there are twice as many as after the last time; tells
    /// whether numbers are others than they were. What was numbered by [`Questions::subjects_of`] before is void then.
    pub(super) fn compact<'a>(&mut self, memos: impl Iterator<Item = &'a mut Memo>) -> bool {
        if self.all.len() <= self.settled * 2 {
            return false;
        }
        let mut memos: Vec<&mut Memo> = memos.collect();
        let mut asked = vec![false; self.all.len()];
        let mut open: Vec<u32> = memos.iter().flat_map(|memo| memo.asked.iter().copied()).collect();
        while let Some(number) = open.pop() {
            if !std::mem::replace(&mut asked[number as usize], true) {
                open.extend(self.partials.get(&number).into_iter().flatten());
            }
        }
        self.settled = asked.iter().filter(|asked| **asked).count();
        if self.settled == self.all.len() {
            return false;
        }
        let names: HashMap<u32, String> = self.subjects.drain().map(|(name, number)| (number, name)).collect();
        let old = std::mem::take(self);
        self.settled = old.settled;
        let mut renumbered = vec![0; old.all.len()];
        for number in (0..old.all.len()).filter(|number| asked[*number]) {
            let question = old.all[number];
            let subject = self.subject(names[&question.subject()].clone());
            renumbered[number] = self.add(Question::new(subject, question.field()), old.answers[number]);
        }
        let renumber = |asked: &[u32]| asked.iter().map(|number| renumbered[*number as usize]).collect::<Box<[u32]>>();
        for (number, asks) in old.partials.iter().filter(|(number, _)| asked[**number as usize]) {
            self.partials.insert(renumbered[*number as usize], renumber(asks));
        }
        for memo in &mut memos {
            memo.asked = renumber(&memo.asked);
        }
        let subject = |old: &u32| self.subjects.get(names.get(old)?).copied();
        self.present = vec![false; self.subjects.len()];
        for (old, present) in old.present.iter().enumerate() {
            if let Some(at) = subject(&(old as u32)) {
                self.present[at as usize] = *present;
            }
        }
        let kept = old.parts.into_iter().map(|(read, Part { fingerprint, readers })| {
            let mut readers: Vec<u32> = readers.iter().filter_map(subject).collect();
            readers.sort_unstable();
            (read, Part { fingerprint, readers })
        });
        let is_kept = |(read, part): &(Read, Part)| !part.readers.is_empty() || *read == Read::settings();
        self.parts = kept.filter(is_kept).collect();
        true
    }

    /// Adds a question that is not there; returns its number.
    fn add(&mut self, question: Question, answer: Fingerprint) -> u32 {
        let number = self.all.len() as u32;
        self.all.push(question);
        self.answers.push(answer);
        let subject = question.subject() as usize;
        if self.about.len() <= subject {
            self.about.resize_with(subject + 1, Vec::new);
        }
        self.about[subject].push(number);
        number
    }

    /// Returns the number of a question, if it was asked before.
    fn number(&self, question: Question) -> Option<u32> {
        let about = self.about.get(question.subject() as usize)?;
        about.iter().copied().find(|number| self.all[*number as usize].field() == question.field())
    }

    /// Remembers what an answer about a subject was made of; soonest done for the subjects in order.
    fn add_reads(&mut self, snapshot: &Snapshot, subject: u32, reads: &[Read]) {
        for read in reads {
            let new = || Part { fingerprint: snapshot.part(*read), readers: Vec::new() };
            let readers = &mut self.parts.entry(*read).or_insert_with(new).readers;
            // They come in order, mostly.
            if readers.last().is_none_or(|last| *last < subject) {
                readers.push(subject);
            } else if let Err(at) = readers.binary_search(&subject) {
                readers.insert(at, subject);
            }
        }
    }

    /// Tells whether the settings are others than when everything was last asked, and remembers them.
    fn has_other_settings(&mut self, snapshot: &Snapshot) -> bool {
        let now = snapshot.part(Read::settings());
        let known = self.parts.insert(Read::settings(), Part { fingerprint: now, readers: Vec::new() });
        known.is_some_and(|known| known.fingerprint != now)
    }

    /// Returns the names of the subjects that these questions are about, each with the fields asked; a partial counts
    /// by what it asked.
    pub(super) fn told(&self, asked: &[u32]) -> BTreeMap<&str, BTreeSet<u8>> {
        let names: HashMap<u32, &str> = self.subjects.iter().map(|(name, number)| (*number, name.as_str())).collect();
        let mut told: BTreeMap<&str, BTreeSet<u8>> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        let mut open = asked.to_vec();
        while let Some(number) = open.pop() {
            if !seen.insert(number) {
                continue;
            }
            match self.partials.get(&number) {
                Some(asked) => open.extend(asked),
                None => {
                    let question = self.all[number as usize];
                    told.entry(names[&question.subject()]).or_default().insert(question.field());
                }
            }
        }
        told
    }

    /// Returns the number of a subject.
    fn subject(&mut self, name: String) -> u32 {
        let next = self.subjects.len() as u32;
        *self.subjects.entry(name).or_insert(next)
    }

    /// Gives every subject of a snapshot its number.
    pub(super) fn subjects_of(&mut self, snapshot: &Snapshot) -> Subjects {
        let kept: Vec<u32> =
            (0..snapshot.entity_count()).map(|entity| self.subject(snapshot.subject_name(entity))).collect();
        let mut pairs: Vec<(u32, u32)> = kept.iter().zip(0..).map(|(kept, here)| (*kept, here)).collect();
        let mut others = Vec::new();
        for (here, name) in snapshot.other_subjects() {
            let kept = self.subject(name);
            pairs.push((kept, here));
            others.push(kept);
        }
        let mut here = vec![None; self.subjects.len()];
        for (kept, number) in pairs {
            here[kept as usize] = Some(number);
        }
        Subjects { here, kept, others }
    }

    /// Asks the questions again, of a new snapshot, whose answers were made of parts that are others now, whose subject
    /// has come or gone, or that are about no entity; returns those whose answer is another.
    pub(super) fn ask_changed(&mut self, snapshot: &Arc<Snapshot>, subjects: &Subjects) -> Changed {
        self.pieces.clear();
        let parts: Vec<Read> = self.parts.keys().copied().collect();
        let is_other = |read: &Read| self.parts[read].fingerprint != snapshot.part(*read);
        let reads: Vec<Read> = parts.into_par_iter().filter(is_other).collect();
        let mut about: Vec<u32> = match self.has_other_settings(snapshot) {
            true => (0..self.about.len() as u32).collect(),
            false => subjects.others.clone(),
        };
        self.present.resize(subjects.here.len(), false);
        for (at, (here, present)) in subjects.here.iter().zip(&mut self.present).enumerate() {
            if here.is_some() != std::mem::replace(present, here.is_some()) {
                about.push(at as u32);
            }
        }
        self.ask_made_of(snapshot, subjects, (&reads, about))
    }

    /// Asks the questions again whose answers were made of one of these parts, and those for these layouts; returns
    /// those whose answer is another.
    pub(super) fn ask_edited(
        &mut self,
        snapshot: &Arc<Snapshot>,
        subjects: &Subjects,
        (reads, layouts): (&[Read], &[&str]),
    ) -> Changed {
        let about = layouts.iter().filter_map(|name| self.subjects.get(&layout_subject(name)).copied());
        self.ask_made_of(snapshot, subjects, (reads, about.collect()))
    }

    /// Asks the questions again whose answers were made of one of these parts, and all about some subjects.
    fn ask_made_of(
        &mut self,
        snapshot: &Arc<Snapshot>,
        subjects: &Subjects,
        (reads, mut about): (&[Read], Vec<u32>),
    ) -> Changed {
        for read in reads {
            if let Some(part) = self.parts.get_mut(read) {
                part.fingerprint = snapshot.part(*read);
                about.extend(&part.readers);
            }
        }
        about.sort_unstable();
        about.dedup();
        self.ask(snapshot, subjects, &about)
    }

    /// Asks every question; returns the subjects, with the fields, of those whose answer is another than is remembered.
    pub(super) fn stale(&self, snapshot: &Arc<Snapshot>, subjects: &Subjects) -> Vec<String> {
        let all: Vec<u32> = (0..self.about.len() as u32).collect();
        let found = self.answered(snapshot, subjects, &all);
        let stale = found.into_iter().flatten().filter(|(number, answer, _)| self.answers[*number as usize] != *answer);
        let names: HashMap<u32, &str> = self.subjects.iter().map(|(name, number)| (*number, name.as_str())).collect();
        let told = |(number, ..): Answered| {
            let question = self.all[number as usize];
            let name = names[&question.subject()];
            format!("{name}: {}", field_name(name, question.field()).unwrap_or(""))
        };
        stale.map(told).collect()
    }

    /// Asks all questions about some subjects again; returns those whose answer is another.
    fn ask(&mut self, snapshot: &Arc<Snapshot>, subjects: &Subjects, about: &[u32]) -> Changed {
        let found = self.answered(snapshot, subjects, about);
        let mut changed = Changed { bits: vec![0; self.all.len().div_ceil(64)], asked: 0 };
        for (number, answer, reads) in found.into_iter().flatten() {
            changed.asked += 1;
            if self.answers[number as usize] != answer {
                self.answers[number as usize] = answer;
                changed.insert(number);
            }
            self.add_reads(snapshot, self.all[number as usize].subject(), &reads);
        }
        self.spread(&mut changed);
        changed
    }

    /// Returns the answers to all questions about some subjects that are no partials.
    fn answered(&self, snapshot: &Arc<Snapshot>, subjects: &Subjects, about: &[u32]) -> Vec<Vec<Answered>> {
        about
            .par_iter()
            .map(|subject| {
                // Not every layout was asked for.
                let numbers = self.about.get(*subject as usize).into_iter().flatten().copied();
                let numbers: Vec<u32> = numbers.filter(|number| !self.partials.contains_key(number)).collect();
                let Some(here) = subjects.here.get(*subject as usize).copied().flatten() else {
                    // What is not there answers with nothing.
                    return numbers.into_iter().map(|number| (number, 0, Box::default())).collect();
                };
                let here = |number: &u32| Question::new(here, self.all[*number as usize].field());
                let questions: Vec<Question> = numbers.iter().map(here).collect();
                let answers = answers(snapshot, &questions).into_iter();
                numbers.iter().zip(answers).map(|(number, (answer, reads))| (*number, answer, reads)).collect()
            })
            .collect()
    }

    /// Marks the partials that asked something whose answer is another, also by way of other partials.
    fn spread(&self, changed: &mut Changed) {
        loop {
            let more: Vec<u32> = self
                .partials
                .iter()
                .filter(|(number, asked)| !changed.contains(**number) && changed.concerns(asked))
                .map(|(number, _)| *number)
                .collect();
            if more.is_empty() {
                return;
            }
            for number in more {
                changed.insert(number);
            }
        }
    }

    /// Returns the subjects of the snapshot that are partials whose answer is another.
    pub(super) fn changed_pieces(&self, changed: &Changed) -> Vec<u32> {
        self.pieces.iter().filter(|(number, _)| changed.contains(**number)).map(|(_, here)| *here).collect()
    }
}

/// A question that was asked again, its answer, and what that was made of.
type Answered = (u32, Fingerprint, Box<[Read]>);

/// The questions whose answer is another.
pub(super) struct Changed {
    /// A bit for each question.
    bits: Vec<u64>,
    /// How many were asked again.
    pub(super) asked: usize,
}

impl Changed {
    /// Adds a question.
    fn insert(&mut self, number: u32) {
        self.bits[number as usize / 64] |= 1 << (number % 64);
    }

    /// Tells whether the answer to a question is another.
    fn contains(&self, number: u32) -> bool {
        self.bits[number as usize / 64] >> (number % 64) & 1 == 1
    }

    /// Tells whether the answer to one of these is another.
    pub(super) fn concerns(&self, asked: &[u32]) -> bool {
        asked.iter().any(|number| self.contains(*number))
    }
}
