//! What follows from answers that are others: the partials that asked for them, and the targets that did.

use std::collections::BTreeSet;

use super::edges::{Asker, Edges};
use super::numbers::Numbers;
use crate::track::Table;

/// What partials have asked, by the numbers of the questions that ask for them.
pub(super) type Partials = Table<u32, Numbers>;

/// The questions whose answer is another.
pub(in crate::engine) struct Changed {
    /// A bit for each question.
    bits: Vec<u64>,
    /// How many were asked again.
    pub(in crate::engine) asked: usize,
    /// The places of the targets that may have asked one of them; none where all may.
    targets: Option<BTreeSet<u32>>,
}

impl Changed {
    /// Returns none of so many questions.
    pub(super) fn none_of(count: usize) -> Changed {
        Changed { bits: vec![0; count.div_ceil(64)], asked: 0, targets: None }
    }

    /// Adds a question.
    pub(super) fn insert(&mut self, number: u32) {
        self.bits[number as usize / 64] |= 1 << (number % 64);
    }

    /// Tells whether the answer to a question is another.
    pub(super) fn contains(&self, number: u32) -> bool {
        self.bits[number as usize / 64] >> (number % 64) & 1 == 1
    }

    /// Tells whether the target at a place has asked one of them.
    pub(in crate::engine) fn concerns_target(&self, at: usize, asked: &[u32]) -> bool {
        self.targets.as_ref().is_none_or(|targets| targets.contains(&(at as u32))) && self.concerns(asked)
    }

    /// Tells whether the answer to one of these is another.
    fn concerns(&self, asked: &[u32]) -> bool {
        asked.iter().any(|number| self.contains(*number))
    }

    /// Adds the partials that asked one of some questions that were added, also by way of other partials, and finds the targets
    /// that may have: along the edges.
    pub(super) fn follow(&mut self, edges: &Edges, partials: &Partials, mut open: Vec<u32>) {
        let mut targets = BTreeSet::new();
        while let Some(number) = open.pop() {
            for asker in edges.askers(number) {
                match asker {
                    Asker::Target(at) => _ = targets.insert(at),
                    Asker::Partial(partial) if !self.contains(partial) => {
                        // An edge that is no more is left.
                        if partials.get(&partial).is_some_and(|asked| asked.contains(&number)) {
                            self.insert(partial);
                            open.push(partial);
                        }
                    }
                    Asker::Partial(_) => {}
                }
            }
        }
        self.targets = Some(targets);
    }

    /// Does the same where there are no edges: all partials are looked through.
    pub(super) fn spread(&mut self, partials: &Partials) {
        loop {
            let more: Vec<u32> = partials
                .iter()
                .filter(|(number, asked)| !self.contains(**number) && self.concerns(asked))
                .map(|(number, _)| *number)
                .collect();
            if more.is_empty() {
                return;
            }
            more.into_iter().for_each(|number| self.insert(number));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is another where the answer to question 1 is: partial 2 has asked it, partial 3 shows that one, and partial 4 has
    /// asked it once and asks it no more.
    fn changed(spread: fn(&mut Changed, &Edges, &Partials)) -> Changed {
        let partials: Partials =
            [(2, vec![1].into()), (3, vec![0, 2].into()), (4, vec![0].into())].into_iter().collect();
        let lists: [(Asker, &[u32]); 7] = [
            (Asker::Target(0), &[0]),
            (Asker::Target(1), &[0, 1]),
            (Asker::Target(2), &[3]),
            (Asker::Target(3), &[4]),
            (Asker::Partial(2), &[1]),
            (Asker::Partial(3), &[0, 2]),
            (Asker::Partial(4), &[0, 1]),
        ];
        let mut changed = Changed::none_of(6);
        changed.insert(1);
        spread(&mut changed, &Edges::of(6, lists.into_iter()), &partials);
        changed
    }

    #[test]
    fn what_follows_is_the_same_with_edges_and_without() {
        let along = changed(|changed, edges, partials| changed.follow(edges, partials, vec![1]));
        let all = changed(|changed, _, partials| changed.spread(partials));
        for changed in [&along, &all] {
            assert_eq!((0..6).filter(|number| changed.contains(*number)).collect::<Vec<_>>(), [1, 2, 3]);
            assert!(!changed.concerns_target(0, &[0]));
            assert!(changed.concerns_target(1, &[0, 1]) && changed.concerns_target(2, &[3]));
            assert!(!changed.concerns_target(1, &[0]), "it asks that no more");
            assert!(!changed.concerns_target(3, &[4]));
        }
        assert!(!along.concerns_target(0, &[1]), "no edge leads there, and what it asked is not looked through");
        assert!(all.concerns_target(0, &[1]));
    }
}
