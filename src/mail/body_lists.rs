//! Lists in bodies for mail: labels that are text, and numbers that go down.
//!
//! Gmail takes out the negative indents by which words could hang beside a label, so a list with labels is a table for
//! layout. Few programs know `reversed`, so each item of such a list says its number.

use std::collections::VecDeque;

use super::body::Writer;
use super::markup::{Attributes, Piece, pieces};

/// What closes a list with labels.
const TABLE_END: &str = "</tbody></table>";
/// What closes an item of one.
const ROW_END: &str = "</td></tr>";
/// What closes a label: the words begin.
const LABEL_END: &str = "</td><td class=\"item-words\">";

/// What must be remembered of lists.
#[derive(Default)]
pub(super) struct Lists {
    /// Whether an item with a label was opened, and nothing of it was written.
    pending: bool,
    /// The number of items of each list that goes down and does not say where it begins, in their order.
    counts: VecDeque<i64>,
    /// The number of the next item of each open list that goes down; `None` for others.
    next: Vec<Option<i64>>,
}

impl Lists {
    /// Returns what must be known of the lists in a body before it is read.
    pub(super) fn of(html: &str) -> Lists {
        let counts = if html.contains(" reversed") { counts_of(html) } else { VecDeque::new() };
        Lists { counts, ..Lists::default() }
    }
}

impl<'a> Writer<'a, '_> {
    /// Opens a list, or an item or a label of one with labels; returns whether the element was one of these.
    pub(super) fn start_list(&mut self, name: &'a str, attributes: Attributes<'a>) -> bool {
        let in_labels = self.open.last().is_some_and(|(_, closing)| *closing == TABLE_END);
        match name {
            "ul" if attributes.has_class("labels") => {
                self.begin_words();
                self.out.push_str(
                    "<table role=\"presentation\" class=\"labels\" cellspacing=\"0\" cellpadding=\"0\" border=\"0\"><tbody>",
                );
                self.open.push((name, TABLE_END));
            }
            "li" if in_labels => {
                self.push_tag("tr", "", attributes);
                self.lists.pending = true;
                self.open.push((name, ROW_END));
            }
            "span" if self.lists.pending && attributes.has_class("item-label") => {
                self.lists.pending = false;
                self.out.push_str("<td class=\"item-label\">");
                self.open.push((name, LABEL_END));
            }
            _ => {
                self.begin_words();
                return false;
            }
        }
        true
    }

    /// Begins the words of an item that has no label.
    pub(super) fn begin_words(&mut self) {
        if std::mem::take(&mut self.lists.pending) {
            self.out.push_str("<td class=\"item-label\">");
            self.out.push_str(LABEL_END);
        }
    }

    /// Notes that a list with numbers opens.
    pub(super) fn open_numbers(&mut self, attributes: Attributes<'_>) {
        let next = attributes.raw("reversed").is_some().then(|| {
            let start = attributes.raw("start").and_then(|start| start.parse().ok());
            start.or_else(|| self.lists.counts.pop_front()).unwrap_or(1)
        });
        self.lists.next.push(next);
    }

    /// Notes that a list with numbers has ended.
    pub(super) fn close_numbers(&mut self) {
        self.lists.next.pop();
    }

    /// Returns the number that an item has to say for itself, since those of its list go down.
    pub(super) fn number_of_item(&mut self, attributes: Attributes<'_>) -> Option<i64> {
        let in_numbers = self.open.last().is_some_and(|(name, _)| *name == "ol");
        let next = self.lists.next.last_mut().filter(|_| in_numbers)?.as_mut()?;
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
