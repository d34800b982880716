//! Reverse edges: who has asked each question.
//!
//! Made once of all memos, which takes as long as to look through them; more are added as renders ask more. An edge that is
//! no more is left: whoever follows one looks whether it stands.

use std::collections::HashSet;

use crate::track::Table;

/// Who asks: a target, by its place in the plan, or a partial, by the number of the question that asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asker {
    Target(u32),
    Partial(u32),
}

impl Asker {
    /// Returns it as one number.
    fn packed(self) -> u32 {
        match self {
            Asker::Target(at) => at << 1,
            Asker::Partial(number) => number << 1 | 1,
        }
    }

    /// Returns what [`Asker::packed`] has packed.
    fn unpacked(packed: u32) -> Asker {
        match packed & 1 {
            0 => Asker::Target(packed >> 1),
            _ => Asker::Partial(packed >> 1),
        }
    }
}

/// An asker that is there no more: a target behind all others.
const NOBODY: u32 = u32::MAX - 1;

/// Who has asked each question.
#[derive(Debug, Default)]
pub(super) struct Edges {
    /// For each question where its askers begin in the list; and where the last ones end.
    starts: Vec<u32>,
    askers: Vec<u32>,
    /// Those that came later, by question, in order: whoever asks the same again is found at once, however many ask it.
    later: Table<u32, Vec<u32>>,
}

impl Edges {
    /// Returns the edges of some lists of what was asked; there are so many questions.
    pub(super) fn of<'a>(questions: usize, lists: impl Iterator<Item = (Asker, &'a [u32])> + Clone) -> Edges {
        let mut starts = vec![0_u32; questions + 1];
        for (_, asked) in lists.clone() {
            asked.iter().for_each(|number| starts[*number as usize + 1] += 1);
        }
        for at in 0..questions {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut askers = vec![0; starts[questions] as usize];
        for (asker, asked) in lists {
            for number in asked {
                let place = &mut next[*number as usize];
                askers[*place as usize] = asker.packed();
                *place += 1;
            }
        }
        Edges { starts, askers, later: Table::default() }
    }

    /// Gives targets the places that they have now; those that are gone have none.
    pub(super) fn move_targets(&mut self, places: &[Option<u32>]) {
        let moved = |packed: &mut u32| {
            if let Asker::Target(at) = Asker::unpacked(*packed) {
                let place = places.get(at as usize).copied().flatten();
                *packed = place.map_or(NOBODY, |at| Asker::Target(at).packed());
            }
        };
        self.askers.iter_mut().for_each(moved);
        self.later.values_mut().for_each(|later| {
            later.iter_mut().for_each(moved);
            later.retain(|packed| *packed != NOBODY);
            // Targets have other places now, partials do not.
            later.sort_unstable();
        });
    }

    /// Adds what an asker asks now and did not ask before.
    pub(super) fn add(&mut self, asker: Asker, before: &[u32], now: &[u32]) {
        let before: HashSet<u32> = before.iter().copied().collect();
        for number in now.iter().filter(|number| !before.contains(number)) {
            let later = self.later.entry(*number).or_default();
            // They come in order, mostly.
            if later.last().is_none_or(|last| *last < asker.packed()) {
                later.push(asker.packed());
            } else if let Err(at) = later.binary_search(&asker.packed()) {
                later.insert(at, asker.packed());
            }
        }
    }

    /// Returns who may have asked a question.
    pub(super) fn askers(&self, number: u32) -> impl Iterator<Item = Asker> {
        let at = number as usize;
        let range = self.starts.get(at).zip(self.starts.get(at + 1));
        let first = range.map_or(&[][..], |(from, to)| &self.askers[*from as usize..*to as usize]);
        let all = first.iter().chain(self.later.get(&number).into_iter().flatten());
        all.filter(|packed| **packed != NOBODY).map(|packed| Asker::unpacked(*packed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_asks_is_found_from_what_is_asked() {
        let lists: [(Asker, &[u32]); 3] =
            [(Asker::Target(0), &[0, 2]), (Asker::Target(7), &[]), (Asker::Partial(2), &[0, 1])];
        let mut edges = Edges::of(3, lists.into_iter());
        let of = |edges: &Edges, number| edges.askers(number).collect::<Vec<_>>();
        assert_eq!(of(&edges, 0), [Asker::Target(0), Asker::Partial(2)]);
        assert_eq!(of(&edges, 1), [Asker::Partial(2)]);
        assert_eq!(of(&edges, 3), []);
        for _ in 0..2 {
            edges.add(Asker::Target(7), &[1], &[1, 0, 3]);
        }
        assert_eq!(of(&edges, 0), [Asker::Target(0), Asker::Partial(2), Asker::Target(7)]);
        assert_eq!(of(&edges, 1), [Asker::Partial(2)], "it was there before");
        assert_eq!(of(&edges, 3), [Asker::Target(7)]);
        edges.move_targets(&[None, None, None, None, None, None, None, Some(1)]);
        assert_eq!(of(&edges, 0), [Asker::Partial(2), Asker::Target(1)]);
        assert_eq!(of(&edges, 2), []);
    }

    #[test]
    fn whoever_asks_later_is_found_once_wherever_it_stands_now() {
        let mut edges = Edges::of(1, [].into_iter());
        let of = |edges: &Edges| edges.askers(0).collect::<Vec<_>>();
        let (one, two, piece) = (Asker::Target(1), Asker::Target(2), Asker::Partial(1));
        for asker in [two, piece, one, two, piece, one] {
            edges.add(asker, &[], &[0]);
        }
        assert_eq!(of(&edges), [one, piece, two]);
        edges.move_targets(&[None, Some(0), None]);
        assert_eq!(of(&edges), [Asker::Target(0), piece]);
        edges.move_targets(&[Some(5)]);
        assert_eq!(of(&edges), [piece, Asker::Target(5)]);
        [piece, Asker::Target(5)].iter().for_each(|asker| edges.add(*asker, &[], &[0]));
        assert_eq!(of(&edges), [piece, Asker::Target(5)]);
    }
}
