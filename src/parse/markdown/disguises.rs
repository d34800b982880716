//! What passes for something else in the text of a page: marks of direction, unseen characters, letters of other scripts.

use std::ops::Range;

use super::Writer;
use crate::diag::mistakes;
use crate::disguise::{each_kind_once, find, may_hold};

impl Writer<'_> {
    /// Notes a character that stands in the file as a reference, such as `&#8238;`: nobody sees it there either.
    pub(super) fn note_reference(&mut self, text: &str, range: &Range<usize>) {
        let mut chars = text.chars();
        if let (Some(c), None) = (chars.next().filter(|c| !c.is_ascii()), chars.next()) {
            self.references.push((range.clone(), c));
        }
    }

    /// Warns of what passes for something else, from `start` of the file on.
    ///
    /// Arabic, Hebrew, Persian and Urdu prose uses marks of direction rightly, so they are not forbidden.
    pub(super) fn check_disguises(&mut self, start: usize) {
        let text = self.text;
        if self.references.is_empty() && !may_hold(&text[start..]) {
            return;
        }
        let mut references = std::mem::take(&mut self.references);
        references.sort_by_key(|(range, _)| range.start);
        let mut references = references.into_iter().peekable();
        let mut passed = start;
        let chars = text[start..].char_indices().filter_map(|(at, c)| {
            let at = at + start;
            match references.next_if(|(range, _)| range.start <= at) {
                Some((range, c)) => {
                    passed = range.end;
                    Some((range, c))
                }
                None => (at >= passed).then(|| (at..at + c.len_utf8(), c)),
            }
        });
        for ((range, doubt), more) in each_kind_once(find(chars), |(_, doubt)| doubt) {
            self.report(mistakes::doubtful_text(self.span(&range), &doubt, more));
            if self.stopped {
                return;
            }
        }
    }
}
