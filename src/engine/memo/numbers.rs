//! Lists of numbers: such as was made by itself, and such as came from the last process, all of a kind in one.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::Arc;

/// A list of numbers.
#[derive(Clone, Debug)]
pub(in crate::engine) enum Numbers {
    /// One that was made by itself, in any order.
    Own(Vec<u32>),
    /// A part of a long one, from here to there; its numbers rise.
    Part(Arc<Vec<u32>>, u32, u32),
}

impl Numbers {
    /// Returns the parts of a long list that end at these places; `None` where they cannot.
    pub(super) fn parts(whole: Vec<u32>, ends: &[u32]) -> Option<Vec<Numbers>> {
        let is_whole = ends.last().map_or(0, |end| *end as usize) == whole.len() && ends.is_sorted();
        let (whole, mut start) = (Arc::new(whole), 0);
        let part = |end: &u32| Numbers::Part(Arc::clone(&whole), std::mem::replace(&mut start, *end), *end);
        is_whole.then(|| ends.iter().map(part).collect())
    }

    /// Returns the numbers in rising order.
    fn rising(&self) -> Cow<'_, [u32]> {
        match self {
            Numbers::Own(numbers) if !numbers.is_sorted() => {
                let mut numbers = numbers.clone();
                numbers.sort_unstable();
                Cow::Owned(numbers)
            }
            _ => Cow::Borrowed(self),
        }
    }

    /// Returns lists behind one another in as few slices as can be, each list in rising order: parts that lay together come together.
    pub(super) fn runs<'a>(lists: impl Iterator<Item = &'a Numbers>) -> impl Iterator<Item = Cow<'a, [u32]>> {
        let mut lists = lists.peekable();
        std::iter::from_fn(move || {
            let list = lists.next()?;
            let Numbers::Part(whole, start, end) = list else { return Some(list.rising()) };
            let mut end = *end;
            let follows = |list: &&Numbers, end| matches!(list, Numbers::Part(of, from, _) if Arc::ptr_eq(of, whole) && *from == end);
            while let Some(Numbers::Part(.., more)) = lists.next_if(|list| follows(list, end)) {
                end = *more;
            }
            Some(Cow::Borrowed(&whole[*start as usize..end as usize]))
        })
    }

    /// Returns the numbers as a list of their own, which may be changed.
    pub(super) fn own(&mut self) -> &mut Vec<u32> {
        if let Numbers::Part(..) = self {
            *self = Numbers::Own(self.to_vec());
        }
        match self {
            Numbers::Own(numbers) => numbers,
            Numbers::Part(..) => unreachable!("it was made one just now"),
        }
    }
}

impl Deref for Numbers {
    type Target = [u32];

    fn deref(&self) -> &[u32] {
        match self {
            Numbers::Own(numbers) => numbers,
            Numbers::Part(whole, start, end) => &whole[*start as usize..*end as usize],
        }
    }
}

impl Default for Numbers {
    fn default() -> Numbers {
        Numbers::Own(Vec::new())
    }
}

impl From<Vec<u32>> for Numbers {
    fn from(numbers: Vec<u32>) -> Numbers {
        Numbers::Own(numbers)
    }
}

impl FromIterator<u32> for Numbers {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Numbers {
        Numbers::Own(numbers.into_iter().collect())
    }
}

impl PartialEq for Numbers {
    fn eq(&self, other: &Numbers) -> bool {
        **self == **other
    }
}

impl Eq for Numbers {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_lay_together_come_together() {
        let parts = Numbers::parts((0..9).collect(), &[2, 2, 5, 9]).expect("they are right");
        let own = Numbers::from(vec![7, 3]);
        let check = |lists: &[&Numbers], expected: &[&[u32]]| {
            let runs: Vec<Cow<'_, [u32]>> = Numbers::runs(lists.iter().copied()).collect();
            assert_eq!(runs, expected);
        };
        check(&parts.iter().collect::<Vec<_>>(), &[&[0, 1, 2, 3, 4, 5, 6, 7, 8]]);
        check(&[&parts[0], &own, &parts[2], &parts[3]], &[&[0, 1], &[3, 7], &[2, 3, 4, 5, 6, 7, 8]]);
        check(&[&parts[3], &parts[0], &parts[1]], &[&[5, 6, 7, 8], &[0, 1]]);
        check(&[], &[]);
    }

    #[test]
    fn parts_are_those_of_the_whole() {
        for ends in [&[9, 2][..], &[2, 8], &[10], &[]] {
            assert!(Numbers::parts((0..9).collect(), ends).is_none(), "{ends:?}");
        }
    }
}
