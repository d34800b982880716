//! Chains of redirects: where each ends, and which lead round.
//!
//! Takes for each redirect the place of the one that it leads on to; gives places too, and knows nothing of addresses.

/// Where a chain of redirects ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End {
    /// The last of the chain.
    pub(super) last: usize,
    /// The last of it that names a place on the page, which browsers keep until another one is named.
    pub(super) place: Option<usize>,
}

/// Returns where the chain that each begins ends, by the place that each leads to and whether it names one on the page;
/// nothing for one that ends nowhere.
pub(super) fn ends_of(next: &[(Option<usize>, bool)]) -> Vec<Option<End>> {
    let mut ends: Vec<Option<Option<End>>> = vec![None; next.len()];
    let mut is_met = vec![false; next.len()];
    for first in 0..next.len() {
        let (mut way, mut at) = (Vec::new(), first);
        let mut end = loop {
            if let Some(end) = ends[at] {
                break end;
            }
            if std::mem::replace(&mut is_met[at], true) {
                break None;
            }
            way.push(at);
            match next[at].0 {
                Some(next) => at = next,
                None => break Some(End { last: at, place: None }),
            }
        };
        for at in way.into_iter().rev() {
            end = end.map(|end| End { place: end.place.or(next[at].1.then_some(at)), ..end });
            ends[at] = Some(end);
        }
    }
    ends.into_iter().map(Option::flatten).collect()
}

/// Returns the first of each ring, by the place that each leads to; what leads into a ring is none of it.
pub(super) fn rings_of(next: &[Option<usize>]) -> Vec<usize> {
    // In which walk each was met.
    let mut met: Vec<Option<usize>> = vec![None; next.len()];
    let mut rings = Vec::new();
    for first in 0..next.len() {
        let (mut way, mut at) = (Vec::new(), Some(first));
        while let Some(here) = at.filter(|here| met[*here].is_none()) {
            met[here] = Some(first);
            way.push(here);
            at = next[here];
        }
        if let Some(start) = way.iter().position(|here| Some(*here) == at) {
            rings.extend(way[start..].iter().min());
        }
    }
    rings.sort_unstable();
    rings
}

#[cfg(test)]
mod tests {
    use super::{End, ends_of, rings_of};

    #[test]
    fn chains_end_and_rings_do_not() {
        let next = [Some(1), Some(2), None, Some(4), Some(3), Some(3), Some(6), Some(0)];
        let ends: Vec<Option<usize>> =
            ends_of(&next.map(|next| (next, false))).into_iter().map(|end| Some(end?.last)).collect();
        assert_eq!(ends, [Some(2), Some(2), Some(2), None, None, None, None, Some(2)]);
        assert_eq!(rings_of(&next), [3, 6]);
        assert_eq!(rings_of(&[Some(1), Some(2), Some(0), Some(1), None]), [0]);
        // One after the other, each looked at once.
        let long: Vec<_> = (1..1_000_000).map(Some).chain([None]).map(|next| (next, false)).collect();
        assert!(ends_of(&long).iter().all(|end| *end == Some(End { last: 999_999, place: None })));
    }

    #[test]
    fn place_on_the_page_is_the_last_that_a_chain_names() {
        let places = |named: [bool; 4]| {
            let next = [Some(1), Some(2), Some(3), None].into_iter().zip(named).collect::<Vec<_>>();
            ends_of(&next).into_iter().map(|end| end.and_then(|end| end.place)).collect::<Vec<_>>()
        };
        assert_eq!(places([true, true, false, false]), [Some(1), Some(1), None, None]);
        assert_eq!(places([true, false, false, true]), [Some(3); 4]);
    }
}
