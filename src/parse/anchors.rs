//! Ids of headings: the slug of the text, as on the big code hosts, made unique in linear time.

use std::collections::HashMap;

/// Gives out ids, each once.
#[derive(Default)]
pub(super) struct Anchors {
    /// The ids given out, in order.
    pub(super) given: Vec<String>,
    /// For each id, the number to try next.
    next: HashMap<String, u32>,
}

impl Anchors {
    /// Takes exactly this id; `false` if it was given out before.
    pub(super) fn take(&mut self, id: &str) -> bool {
        if self.next.contains_key(id) {
            return false;
        }
        self.next.insert(id.to_owned(), 1);
        self.given.push(id.to_owned());
        true
    }

    /// Returns an id made from the text of a heading.
    pub(super) fn for_heading(&mut self, text: &str) -> String {
        let slug = slug(text);
        let base = if slug.is_empty() { "section".to_owned() } else { slug };
        if self.take(&base) {
            return base;
        }
        let mut number = self.next.get(&base).copied().unwrap_or(1);
        loop {
            let candidate = format!("{base}-{number}");
            number += 1;
            if self.take(&candidate) {
                self.next.insert(base, number);
                return candidate;
            }
        }
    }
}

/// Returns the slug of a heading: letters and digits in lower case, blanks as hyphens, the rest dropped.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            ' ' | '-' => slug.push('-'),
            '_' => slug.push('_'),
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
        let ids: Vec<String> =
            ["The Law", "The law!", "the-law-1", "…", "Été"].iter().map(|text| anchors.for_heading(text)).collect();
        assert_eq!(ids, ["the-law", "the-law-1", "the-law-1-1", "section", "été"]);
    }
}
