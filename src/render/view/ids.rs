//! Numbers of subjects: what a question is about has one number as long as the engine lives, and in the next process.
//!
//! A subject is an entity, a layout, or all that there is of something. It is known by its *identity*, a fingerprint of
//! what it is that is the same in every build; a number is dealt when an identity is seen for the first time, and is
//! given back when nobody asks about it any more. **Numbers have no order**: no byte of the output depends on which
//! number a subject has.

use std::collections::BTreeMap;

use super::piece::PieceId;
use crate::track::{Fingerprint, Table, combine, fingerprint};

/// The number of each subject.
#[derive(Clone, Debug, Default)]
pub struct Ids {
    numbers: Table<Fingerprint, u32>,
    /// The identity behind each number; 0 for one that was given back.
    identities: Vec<Fingerprint>,
    /// The numbers that were given back.
    free: Vec<u32>,
    /// The names of the layouts among the subjects, those that were looked for and are not there included.
    layouts: BTreeMap<u32, String>,
    /// The layouts of partials, `card` for `partials/card.html`, by their number in the subject of a partial.
    partials: Vec<String>,
}

impl Ids {
    /// Returns how many numbers were dealt: all are below.
    pub(super) fn len(&self) -> usize {
        self.identities.len()
    }

    /// Returns numbers that are dealt in an order made of a seed, the first few thousand: what comes of a site must be the same.
    pub fn shuffled(seed: u64) -> Ids {
        let mut free: Vec<u32> = (0..1 << 12).collect();
        free.sort_by_key(|number| combine(seed, u64::from(*number)));
        Ids { identities: vec![0; free.len()], free, ..Ids::default() }
    }

    /// Returns the number of an identity.
    pub(super) fn number(&mut self, identity: Fingerprint) -> u32 {
        // Nobody's identity is 0.
        let identity = identity.max(1);
        if let Some(number) = self.numbers.get(&identity) {
            return *number;
        }
        let number = self.free.pop().unwrap_or_else(|| {
            self.identities.push(0);
            self.identities.len() as u32 - 1
        });
        self.identities[number as usize] = identity;
        self.numbers.insert(identity, number);
        number
    }

    /// Returns the number of a layout.
    pub(super) fn layout(&mut self, name: &str) -> u32 {
        let number = self.number(combine(0x400, fingerprint(name.as_bytes())));
        self.layouts.entry(number).or_insert_with(|| name.to_owned());
        number
    }

    /// Returns the name of the layout with a number.
    pub(super) fn layout_name(&self, number: u32) -> Option<&str> {
        self.layouts.get(&number).map(String::as_str)
    }

    /// Returns the number of the layout of a partial, by its name.
    pub(super) fn partial(&mut self, name: &str) -> usize {
        self.partials.iter().position(|known| known == name).unwrap_or_else(|| {
            self.partials.push(name.to_owned());
            self.partials.len() - 1
        })
    }

    /// Returns the names of the layouts of partials, by number.
    pub(super) fn partials(&self) -> &[String] {
        &self.partials
    }

    /// Tells whether a subject is a partial made of something that has a number.
    pub fn is_piece(&self, subject: u64) -> bool {
        PieceId::of_subject(subject).map(PieceId::made_of).is_some_and(|(layout, _, entity)| {
            layout < self.partials.len() && (entity as usize) < self.identities.len()
        })
    }

    /// Gives numbers back; they may mean something else from now on.
    pub(super) fn free(&mut self, numbers: &[u32]) {
        for number in numbers {
            let identity = std::mem::take(&mut self.identities[*number as usize]);
            if self.numbers.remove(&identity).is_some() {
                self.layouts.remove(number);
                self.free.push(*number);
            }
        }
    }

    /// Returns all that is to be saved: identities by number, layouts with their numbers, and layouts of partials.
    pub fn saved(&self) -> (&[Fingerprint], &BTreeMap<u32, String>, &[String]) {
        (&self.identities, &self.layouts, &self.partials)
    }

    /// Returns the numbers that were saved; `None` where they cannot have been.
    pub fn of_saved(
        identities: Vec<Fingerprint>,
        layouts: BTreeMap<u32, String>,
        partials: Vec<String>,
    ) -> Option<Ids> {
        let mut ids = Ids { identities, layouts, partials, ..Ids::default() };
        ids.numbers.reserve(ids.identities.len());
        for (identity, number) in ids.identities.iter().zip(0..) {
            match identity {
                0 => ids.free.push(number),
                _ if ids.numbers.insert(*identity, number).is_some() => return None,
                _ => {}
            }
        }
        let is_dealt = |number: &u32| ids.identities.get(*number as usize).is_some_and(|identity| *identity != 0);
        ids.layouts.keys().all(is_dealt).then_some(ids)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_keeps_its_number_and_a_free_one_is_dealt_again() {
        let mut ids = Ids::default();
        let (one, two) = (ids.number(7), ids.number(8));
        assert_eq!((ids.number(7), ids.number(8), ids.len()), (one, two, 2));
        let layout = ids.layout("page.html");
        assert_eq!((ids.layout("page.html"), ids.layout_name(layout)), (layout, Some("page.html")));
        ids.free(&[one, layout]);
        ids.free(&[one]);
        assert_eq!(ids.layout_name(layout), None);
        let (three, four) = (ids.number(9), ids.number(10));
        assert_eq!((three.min(four), three.max(four), ids.number(8)), (one, layout, two));
        assert_eq!((ids.partial("card"), ids.partial("row"), ids.partial("card")), (0, 1, 0));
    }

    #[test]
    fn what_is_saved_comes_back() {
        let mut ids = Ids::default();
        ids.number(7);
        ids.layout("page.html");
        ids.number(9);
        ids.partial("card");
        ids.free(&[0]);
        let saved = |ids: &Ids| {
            let (identities, layouts, partials) = ids.saved();
            (identities.to_vec(), layouts.clone(), partials.to_vec())
        };
        let (identities, layouts, partials) = saved(&ids);
        let mut again = Ids::of_saved(identities, layouts, partials).expect("it was saved");
        assert_eq!(saved(&again), saved(&ids));
        assert_eq!((again.number(9), again.number(11)), (2, 0));
        assert!(Ids::of_saved(vec![1, 1], BTreeMap::new(), Vec::new()).is_none());
        assert!(Ids::of_saved(vec![0], BTreeMap::from([(0, "page.html".to_owned())]), Vec::new()).is_none());
    }
}
