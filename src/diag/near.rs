//! What may have been meant by a word that is none: the nearest of those that are.

use std::borrow::Cow;

/// Returns the candidate closest to `word`, if it is near enough to be a slip of the pen.
///
/// Distance is Damerau-Levenshtein; a third of the word's length may differ, and one character always.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let may_be = |candidate: &&str| candidate.len().abs_diff(word.len()) <= limit_of(word) + 2;
    let candidates: Vec<&str> = candidates.into_iter().filter(may_be).collect();
    Candidates::of(candidates.iter().copied()).closest(word).map(|at| candidates[at])
}

/// Returns by how much what was meant may differ from a word.
fn limit_of(word: &str) -> usize {
    (word.chars().count() / 3).max(1)
}

/// Words that may have been meant, ready to be compared with many.
#[derive(Debug, Default)]
pub struct Candidates<'a>(Vec<Candidate<'a>>);

/// One of them.
#[derive(Debug)]
struct Candidate<'a> {
    word: Cow<'a, str>,
    lower: String,
    letters: Letters,
}

impl<'a> Candidates<'a> {
    /// Returns these words.
    pub fn of(words: impl IntoIterator<Item = impl Into<Cow<'a, str>>>) -> Candidates<'a> {
        let candidate = |word: Cow<'a, str>| {
            let lower = word.to_lowercase();
            Candidate { word, letters: letters_of(&lower), lower }
        };
        Candidates(words.into_iter().map(|word| candidate(word.into())).collect())
    }

    /// Returns the place of the one closest to `word`, as [`closest`] does.
    pub fn closest(&self, word: &str) -> Option<usize> {
        let lower = word.to_lowercase();
        let letters = letters_of(&lower);
        let limit = limit_of(word);
        let mut best: Option<(usize, &str, usize)> = None;
        for (at, Candidate { word, lower: other, letters: its }) in self.0.iter().enumerate() {
            // The distance is no less than what the letters differ by, and takes a hundred times as long to tell.
            let is_far = || apart(&letters, its) > best.map_or(limit, |(distance, ..)| distance);
            if word.len().abs_diff(lower.len()) > limit + 2 || is_far() {
                continue;
            }
            let distance = strsim::damerau_levenshtein(&lower, other);
            if distance <= limit && best.is_none_or(|(best, first, _)| (distance, &**word) < (best, first)) {
                best = Some((distance, word, at));
            }
        }
        best.map(|(.., at)| at)
    }
}

/// How often each letter stands in a word; some share a place.
type Letters = [u8; 64];

/// Counts the letters of a word.
fn letters_of(word: &str) -> Letters {
    let mut letters = [0_u8; 64];
    for c in word.chars() {
        let count = &mut letters[c as usize % 64];
        *count = count.saturating_add(1);
    }
    letters
}

/// Returns how many letters one of two words has at least that the other has not.
fn apart(one: &Letters, other: &Letters) -> usize {
    let more =
        |a: &Letters, b: &Letters| a.iter().zip(b).map(|(a, b)| usize::from(a.saturating_sub(*b))).sum::<usize>();
    more(one, other).max(more(other, one))
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn letters_never_say_that_words_are_further_apart_than_they_are() {
        let mut state = 7_u32;
        let mut next = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % below
        };
        for _ in 0..5_000 {
            let mut word = || (0..next(9)).map(|_| ['a', 'b', 'ä', '!', '🦀'][next(5) as usize]).collect::<String>();
            let (one, other) = (word(), word());
            let found = apart(&letters_of(&one), &letters_of(&other));
            assert!(found <= strsim::damerau_levenshtein(&one, &other), "{one} {other}");
        }
        assert_eq!(apart(&letters_of("letter"), &letters_of("brief")), 4);
    }

    #[test]
    fn closest_is_the_nearest_and_then_the_first_in_order() {
        assert_eq!(closest("lettr", ["lettre", "letter", "lettuce"]), Some("letter"));
        assert_eq!(closest("lettr", ["leters", "brief"]), None);
        assert_eq!(closest("LETTER", ["letter"]), Some("letter"));
    }

    #[test]
    fn closest_wants_a_near_word() {
        assert_eq!(closest("tittle", ["title", "date"]), Some("title"));
        assert_eq!(closest("colour", ["title", "date"]), None);
    }
}
