//! The numbers of lists that go down, in bodies for mail.
//!
//! Few programs know `reversed`, so each item of such a list says its number.

use std::collections::VecDeque;

use memchr::memmem;

use super::markup::{Attributes, Piece, pieces};

/// What must be remembered of lists that go down.
#[derive(Default)]
pub(super) struct Numbers {
    /// The number of items of each list that does not say where it begins, in their order.
    counts: VecDeque<i64>,
    /// The number of the next item of each open list with numbers; `None` for those that go up.
    next: Vec<Option<i64>>,
}

impl Numbers {
    /// Returns what must be known of the lists in a body before it is read.
    pub(super) fn of(html: &str) -> Numbers {
        let is_reversed = memmem::find(html.as_bytes(), b" reversed").is_some();
        let counts = if is_reversed { counts_of(html) } else { VecDeque::new() };
        Numbers { counts, ..Numbers::default() }
    }

    /// Notes that a list with numbers opens.
    pub(super) fn open(&mut self, attributes: Attributes<'_>) {
        let next = attributes.raw("reversed").is_some().then(|| {
            let start = attributes.raw("start").and_then(|start| start.parse().ok());
            start.or_else(|| self.counts.pop_front()).unwrap_or(1)
        });
        self.next.push(next);
    }

    /// Notes that a list with numbers has ended.
    pub(super) fn close(&mut self) {
        self.next.pop();
    }

    /// Returns the number that an item of the innermost list has to say for itself, since those of its list go down.
    pub(super) fn of_item(&mut self, attributes: Attributes<'_>) -> Option<i64> {
        let next = self.next.last_mut()?.as_mut()?;
        let number = attributes.raw("value").and_then(|value| value.parse().ok()).unwrap_or(*next);
        *next = number.saturating_sub(1);
        Some(number)
    }
}

/// Counts the items of each list that goes down and does not say where it begins.
fn counts_of(html: &str) -> VecDeque<i64> {
    let mut counts = VecDeque::new();
    // The open lists, each with the index of its count.
    let mut open: Vec<Option<usize>> = Vec::new();
    for piece in pieces(html) {
        match piece {
            Piece::Open("ol", attributes) => {
                let start = attributes.raw("start").and_then(|start| start.parse::<i64>().ok());
                let is_counted = attributes.raw("reversed").is_some() && start.is_none();
                open.push(is_counted.then_some(counts.len()));
                counts.extend(is_counted.then_some(0));
            }
            Piece::Open("ul", _) => open.push(None),
            Piece::Close("ol" | "ul") => _ = open.pop(),
            Piece::Open("li", _) => {
                if let Some(count) = open.last().copied().flatten().and_then(|at| counts.get_mut(at)) {
                    *count += 1;
                }
            }
            _ => {}
        }
    }
    counts
}
