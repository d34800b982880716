//! Ids of headings: the slug of the text, as on the big code hosts, made unique in linear time.

use std::collections::HashMap;
use std::ops::Range;

use crate::route::composed;

/// Gives out ids, each once.
#[derive(Default)]
pub(super) struct Anchors {
    /// The ids given out, in order.
    pub(super) given: Vec<String>,
    /// Where the thing stands in the file that each was given to.
    places: Vec<Range<usize>>,
    /// For each id, its place in the order, and the number to try next.
    taken: HashMap<String, (usize, u32)>,
}

/// Tells whether an id is one that layouts and footnotes use.
pub(super) fn is_reserved(id: &str) -> bool {
    id.starts_with('_') || id.starts_with("fn-") || id.starts_with("fnref-")
}

impl Anchors {
    /// Takes exactly this id for what stands at `place`; if it was given out before, tells to whom.
    pub(super) fn take(&mut self, id: &str, place: Range<usize>) -> Result<(), Range<usize>> {
        if let Some((first, _)) = self.taken.get(id) {
            return Err(self.places[*first].clone());
        }
        self.taken.insert(id.to_owned(), (self.given.len(), 1));
        self.given.push(id.to_owned());
        self.places.push(place);
        Ok(())
    }

    /// Returns an id made from the text of a heading.
    pub(super) fn for_heading(&mut self, text: &str, place: Range<usize>) -> String {
        let slug = slug(text);
        let base = match slug {
            slug if slug.is_empty() => "section".to_owned(),
            slug if is_reserved(&slug) => format!("section-{}", slug.trim_start_matches('_')),
            slug => slug,
        };
        if self.take(&base, place.clone()).is_ok() {
            return base;
        }
        let mut number = self.taken.get(&base).map_or(1, |(_, number)| *number);
        loop {
            let candidate = format!("{base}-{number}");
            number += 1;
            if self.take(&candidate, place.clone()).is_ok() {
                if let Some((_, next)) = self.taken.get_mut(&base) {
                    *next = number;
                }
                return candidate;
            }
        }
    }
}

/// Returns the slug of a heading: letters and digits in lower case, blanks as hyphens, the rest dropped.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in composed(text.trim()).chars() {
        match c {
            ' ' | '-' => slug.push('-'),
            '_' => slug.push('_'),
            'a'..='z' | '0'..='9' => slug.push(c),
            'A'..='Z' => slug.push(c.to_ascii_lowercase()),
            c if c.is_alphanumeric() => slug.extend(c.to_lowercase()),
            _ => {}
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_headings_get_numbers() {
        let mut anchors = Anchors::default();
        let ids: Vec<String> = ["The Law", "The law!", "the-law-1", "…", "Été", "_x", "Fn 1"]
            .iter()
            .map(|text| anchors.for_heading(text, 0..1))
            .collect();
        assert_eq!(ids, ["the-law", "the-law-1", "the-law-1-1", "section", "été", "section-x", "section-fn-1"]);
    }
}
