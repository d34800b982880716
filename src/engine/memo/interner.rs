//! Interned questions: each that renders have asked has one number among those that are kept.
//!
//! Takes the questions of rendered targets and gives their numbers. What nobody has asked before is answered at the end, in parallel,
//! unless its answer came with it.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Numbers, Questions};
use crate::render::{Answer, MadeOf, Snapshot, answers};
use crate::track::{Fingerprint, Question, Table};

/// Gives the questions of rendered targets their numbers.
pub(in crate::engine) struct Interner<'a> {
    questions: &'a mut Questions,
    snapshot: &'a Arc<Snapshot>,
    /// For each subject with a number the place of its first field among those that are known; empty where little is asked.
    starts: Vec<u32>,
    /// For each field of these subjects that was taken already, one more than the number of its question.
    known: Vec<u32>,
    /// The numbers of all other questions that were taken already.
    others: Table<Question, u32>,
    /// The answers that came with the questions of the target at hand.
    given: Table<Question, (Fingerprint, MadeOf)>,
    /// What answers that came were made of, by subject.
    reads: Vec<(u32, MadeOf)>,
    /// The questions that nobody has asked before and that came without an answer, with their numbers.
    new: Vec<(u32, Question)>,
}

impl<'a> Interner<'a> {
    /// Returns an interner for the renders of so many targets of one snapshot.
    pub(in crate::engine) fn new(
        questions: &'a mut Questions,
        snapshot: &'a Arc<Snapshot>,
        targets: usize,
    ) -> Interner<'a> {
        let subjects = snapshot.subject_count();
        // A few targets ask little; to make room for all that could be asked would take longer.
        let (mut starts, mut room) = (Vec::new(), 0);
        if targets * 16 >= subjects {
            let start = |number| {
                room += snapshot.field_count(number) as u32;
                room - snapshot.field_count(number) as u32
            };
            starts = (0..subjects as u32).map(start).collect();
        }
        let (others, given) = (Table::default(), Table::default());
        let known = vec![0; room as usize];
        Interner { questions, snapshot, starts, known, others, given, reads: Vec::new(), new: Vec::new() }
    }

    /// Takes the questions of one target, with the answers that came with them, and returns their numbers.
    pub(in crate::engine) fn take(&mut self, asked: &[Question], answers: Vec<Answer>) -> Numbers {
        self.given.extend(answers.into_iter().map(|(question, answer, reads)| (question, (answer, reads))));
        let numbers = self.numbers(asked);
        self.given.clear();
        numbers
    }

    /// Notes that the target at a place asks other questions than before.
    pub(in crate::engine) fn note_target(&mut self, at: usize, before: &[u32], now: &[u32]) {
        self.questions.note_target(at, before, now);
    }

    /// Returns the numbers of some questions.
    fn numbers(&mut self, asked: &[Question]) -> Numbers {
        asked.iter().map(|question| self.number(*question)).collect()
    }

    /// Answers the questions that are new.
    pub(in crate::engine) fn finish(self) {
        let Interner { questions, snapshot, mut new, mut reads, known, starts, .. } = self;
        drop((known, starts));
        new.sort_unstable_by_key(|(number, _)| questions.all[*number as usize]);
        let answer = |new: &[(u32, Question)]| {
            let asked: Vec<Question> = new.iter().map(|(_, question)| *question).collect();
            answers(snapshot, &asked)
        };
        let found: Vec<Vec<(Fingerprint, MadeOf)>> = new.par_chunks(256).map(answer).collect();
        for ((number, _), (answer, made_of)) in new.iter().zip(found.into_iter().flatten()) {
            questions.answers[*number as usize] = answer;
            note_reads(&mut reads, questions.all[*number as usize].subject() as u32, made_of);
        }
        reads.sort_by_key(|(subject, _)| *subject);
        let mut all = Vec::new();
        for of_subject in reads.chunk_by(|one, next| one.0 == next.0) {
            all.clear();
            of_subject.iter().for_each(|(_, made_of)| all.extend_from_slice(made_of));
            all.sort_unstable();
            all.dedup();
            questions.add_reads(snapshot, of_subject[0].0, &all);
        }
    }

    /// Returns the number of a question.
    fn number(&mut self, question: Question) -> u32 {
        // The subject of a partial is more than any number.
        let start = self.starts.get(usize::try_from(question.subject()).unwrap_or(usize::MAX)).copied();
        if let Some(slot) = start.map(|start| start as usize + usize::from(question.field())) {
            if self.known[slot] == 0 {
                self.known[slot] = self.new_number(question) + 1;
            }
            return self.known[slot] - 1;
        }
        if let Some(number) = self.others.get(&question) {
            return *number;
        }
        let number = self.new_number(question);
        self.others.insert(question, number);
        number
    }

    /// Returns the number of a question that was not taken yet; with a partial goes what it asked.
    fn new_number(&mut self, question: Question) -> u32 {
        let asked = self.snapshot.partial_questions(question.subject());
        let known = self.questions.number(question);
        let number = known.unwrap_or_else(|| self.questions.add(question, 0));
        match asked {
            // One that stands since an earlier build asks what it asked.
            Some(_) if known.is_some() && !self.snapshot.is_new_partial(question.subject()) => {}
            // A partial does not use itself.
            Some(asked) => {
                let asked = self.numbers(asked);
                self.questions.add_partial(number, asked);
            }
            None if known.is_none() => match self.given.remove(&question) {
                Some((answer, reads)) => {
                    self.questions.answers[number as usize] = answer;
                    note_reads(&mut self.reads, question.subject() as u32, reads);
                }
                None => self.new.push((number, question)),
            },
            None => {}
        }
        number
    }
}

/// Notes what an answer about a subject was made of, once where several in turn were made of the same.
fn note_reads(reads: &mut Vec<(u32, MadeOf)>, subject: u32, made_of: MadeOf) {
    if reads.last().is_none_or(|(last, known)| *last != subject || *known != made_of) {
        reads.push((subject, made_of));
    }
}
