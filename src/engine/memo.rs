//! Memos: what each target asked and what came of it, kept from one build to the next.
//!
//! Each question that anybody ever asked has a number and one answer, that of the last build. When a new snapshot is
//! there, every question is asked again once, however many targets have asked it; a target whose answers all stand keeps
//! its bytes. A partial is a memo too: a target that shows it depends on what the partial asked.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::render::{Snapshot, answers};
use crate::track::{Fingerprint, Question};

/// What came of rendering a target.
#[derive(Debug)]
pub(super) struct Memo {
    /// What the target is: its name in every snapshot.
    pub(super) name: String,
    /// The numbers of the questions it asked.
    pub(super) asked: Box<[u32]>,
    /// Its bytes; empty when something was wrong.
    pub(super) bytes: Arc<[u8]>,
    /// What was wrong.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Every question that was asked, with its answer.
#[derive(Debug, Default)]
pub(super) struct Questions {
    /// The number of each subject, by name.
    subjects: HashMap<String, u32>,
    /// The number of each question, by the number of its subject and its field.
    numbers: HashMap<Question, u32>,
    /// The questions, by number.
    all: Vec<Question>,
    /// Their answers in the last build.
    answers: Vec<Fingerprint>,
    /// For each question that asks for a partial, what the partial asked.
    partials: HashMap<u32, Box<[u32]>>,
    /// How many questions there were after the last clearing out.
    settled: usize,
}

/// The names of a snapshot's subjects, as numbers of the memos.
pub(super) struct Subjects {
    /// For each subject of the memos, the one of the snapshot.
    here: Vec<Option<u32>>,
    /// For each entity of the snapshot, the subject of the memos.
    kept: Vec<u32>,
}

impl Questions {
    /// Returns how many questions there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Forgets the questions that no memo asks any more, once there are twice as many as after the last time.
    pub(super) fn compact<'a>(&mut self, memos: impl Iterator<Item = &'a mut Memo>) {
        if self.all.len() <= self.settled * 2 {
            return;
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
            return;
        }
        let names: HashMap<u32, String> = self.subjects.drain().map(|(name, number)| (number, name)).collect();
        let old = std::mem::take(self);
        self.settled = old.settled;
        let mut renumbered = vec![0; old.all.len()];
        for number in (0..old.all.len()).filter(|number| asked[*number]) {
            let question = old.all[number];
            let subject = self.subject(names[&question.subject()].clone());
            let question = Question::new(subject, question.field());
            renumbered[number] = self.all.len() as u32;
            self.numbers.insert(question, self.all.len() as u32);
            self.all.push(question);
            self.answers.push(old.answers[number]);
        }
        let renumber = |asked: &[u32]| asked.iter().map(|number| renumbered[*number as usize]).collect::<Box<[u32]>>();
        for (number, asks) in old.partials.iter().filter(|(number, _)| asked[**number as usize]) {
            self.partials.insert(renumbered[*number as usize], renumber(asks));
        }
        for memo in &mut memos {
            memo.asked = renumber(&memo.asked);
        }
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
        for (here, name) in snapshot.other_subjects() {
            pairs.push((self.subject(name), here));
        }
        let mut here = vec![None; self.subjects.len()];
        for (kept, number) in pairs {
            here[kept as usize] = Some(number);
        }
        Subjects { here, kept }
    }

    /// Asks every question again; returns, for each, whether its answer is another.
    pub(super) fn ask_again(&mut self, snapshot: &Arc<Snapshot>, subjects: &Subjects) -> Vec<bool> {
        // By subject, for what is made for one answer is often good for the next.
        let mut order: Vec<(u32, u32)> = Vec::with_capacity(self.all.len());
        for (number, question) in self.all.iter().enumerate() {
            if !self.partials.contains_key(&(number as u32)) {
                order.push((question.subject(), number as u32));
            }
        }
        order.sort_unstable();
        let groups: Vec<&[(u32, u32)]> = order.chunk_by(|one, other| one.0 == other.0).collect();
        let found: Vec<Vec<Fingerprint>> = groups
            .par_iter()
            .map(|group| match subjects.here.get(group[0].0 as usize).copied().flatten() {
                Some(here) => {
                    let here = |(_, number): &(u32, u32)| Question::new(here, self.all[*number as usize].field());
                    answers(snapshot, &group.iter().map(here).collect::<Vec<_>>())
                }
                // There is no such thing any more, or not yet.
                None => vec![0; group.len()],
            })
            .collect();
        let mut changed = vec![false; self.all.len()];
        let numbers = groups.iter().flat_map(|group| group.iter().map(|(_, number)| *number as usize));
        for (number, answer) in numbers.zip(found.iter().flatten()) {
            changed[number] = self.answers[number] != *answer;
            self.answers[number] = *answer;
        }
        self.spread(&mut changed);
        changed
    }

    /// Marks the partials that asked something whose answer is another, also by way of other partials.
    fn spread(&self, changed: &mut [bool]) {
        loop {
            let asks_changed = |asked: &[u32]| asked.iter().any(|question| changed[*question as usize]);
            let more: Vec<u32> = self
                .partials
                .iter()
                .filter(|(number, asked)| !changed[**number as usize] && asks_changed(asked))
                .map(|(number, _)| *number)
                .collect();
            if more.is_empty() {
                return;
            }
            for number in more {
                changed[number as usize] = true;
            }
        }
    }
}

/// Takes the questions of rendered targets into the memos.
pub(super) struct Taker<'a> {
    questions: &'a mut Questions,
    snapshot: &'a Arc<Snapshot>,
    subjects: &'a Subjects,
    /// The numbers of questions of this snapshot that were taken already.
    known: HashMap<Question, u32>,
}

impl<'a> Taker<'a> {
    /// Returns a taker for the renders of one snapshot.
    pub(super) fn new(questions: &'a mut Questions, snapshot: &'a Arc<Snapshot>, subjects: &'a Subjects) -> Taker<'a> {
        Taker { questions, snapshot, subjects, known: HashMap::new() }
    }

    /// Takes the questions of one target and returns their numbers.
    pub(super) fn take(&mut self, asked: &[Question]) -> Box<[u32]> {
        asked.iter().map(|question| self.number(*question)).collect()
    }

    /// Returns the number of a question of this snapshot.
    fn number(&mut self, question: Question) -> u32 {
        if let Some(number) = self.known.get(&question) {
            return *number;
        }
        let kept = match self.subjects.kept.get(question.subject() as usize) {
            Some(kept) => *kept,
            None => self.questions.subject(self.snapshot.subject_name(question.subject())),
        };
        let kept = Question::new(kept, question.field());
        let next = self.questions.all.len() as u32;
        let number = *self.questions.numbers.entry(kept).or_insert(next);
        if number == next {
            self.questions.all.push(kept);
            let is_partial = self.snapshot.partial_questions(question.subject()).is_some();
            let answer = if is_partial { 0 } else { answers(self.snapshot, &[question])[0] };
            self.questions.answers.push(answer);
        }
        self.known.insert(question, number);
        if let Some(asked) = self.snapshot.partial_questions(question.subject()) {
            let asked = self.take(asked);
            self.questions.partials.insert(number, asked);
        }
        number
    }
}
