//! Lists, and the recommendations marked in them.

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Tag, TagEnd};

use super::labels::read_alone;
use super::numbers::{List, cited};
use super::out::Point;
use super::{HTML_LIMIT, Hole, Label, Writer};
use crate::diag::{Span, mistakes};
use crate::parse::anchors::is_reserved;
use crate::parse::recommendation::{Marker, Recommendation, Tail, find_marker};

/// An open list item.
pub(super) struct Item {
    /// Where its content begins.
    start: Point,
    /// Where attributes go into its tag.
    tag: usize,
    /// The label by which it is cited, with those of the items it stands in.
    label: Option<String>,
    /// Where it stands in the file.
    range: Range<usize>,
    marker: Option<Marker>,
}

/// What the writer must remember between list events.
#[derive(Default)]
pub(super) struct State {
    /// The length of all wordings so far, in bytes.
    wordings: usize,
}

impl Writer<'_> {
    /// Opens a list or an item.
    pub(super) fn start_list(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::List(number) => {
                // The item's own words end where a list inside it begins.
                self.check_marker(&range);
                let list = List::open(self.text, range, *number);
                list.push_open(&mut self.out.html);
                self.out.lists.push(list);
            }
            _ => self.start_item(range),
        }
    }

    /// Opens an item, under the number or label that is written.
    fn start_item(&mut self, range: Range<usize>) {
        let list = self.out.lists.last_mut();
        let beginning = list.map(|list| list.begin_item(self.text, range.start)).unwrap_or_default();
        let direction = self.enter_direction(&range, beginning.shown());
        let tag = beginning.push_open(&mut self.out.html, direction);
        let above = self.out.items.last();
        beginning.push_plain(&mut self.out.plain, above.is_some());
        let label = beginning.label(above.and_then(|item| item.label.as_deref()));
        let start = self.out.here();
        self.out.items.push(Item { start, tag, label, range, marker: None });
    }

    /// Closes a list or an item.
    pub(super) fn end_list(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::List(_) => {
                let list = self.out.lists.pop();
                self.out.html.push_str(list.map_or("", |list| list.close()));
            }
            _ => {
                self.check_marker(&range);
                if let Some(mut item) = self.out.items.pop()
                    && let Some(marker) = item.marker.take()
                {
                    self.end_recommendation(item, marker);
                }
                self.directions.leave();
                self.out.html.push_str("</li>\n");
            }
        }
        self.out.plain.push(' ');
    }

    /// Takes a marker off the end of the words of the innermost open item, if there is one.
    pub(super) fn check_marker(&mut self, range: &Range<usize>) {
        let at = match self.out.items.last() {
            Some(item) => item.start.html,
            None if self.notes.is_outside() => return,
            None => 0,
        };
        match find_marker(&self.out.html[at..]) {
            Tail::None => {}
            Tail::Bad(word, why) => {
                let span = Span::of_words(self.file, self.text, self.marker_range(range), &word);
                self.report(mistakes::bad_marker(span, &why));
            }
            Tail::Marker(offset, marker) => {
                let words = self.out.html[..at + offset].trim_end().len().max(at);
                self.out.html.truncate(words);
                if let Some(found) = self.out.plain.rfind("{#") {
                    let words = self.out.plain[..found].trim_end().len();
                    self.out.plain.truncate(words);
                }
                if !self.notes.is_outside() {
                    let span = self.span(&self.marker_range(range));
                    self.report(mistakes::marker_in_footnote(span));
                    return;
                }
                if let Some(item) = self.out.items.last_mut() {
                    item.marker = Some(marker);
                }
            }
        }
    }

    /// Returns the range of the last marker in a range of the file.
    pub(super) fn marker_range(&self, range: &Range<usize>) -> Range<usize> {
        let text = &self.text[range.clone()];
        let Some(start) = text.rfind("{#") else { return range.clone() };
        let end = text[start..].find('}').map_or(text.len(), |at| start + at + 1);
        range.start + start..range.start + end
    }

    /// Notes a recommendation, gives its item an id and a link to itself.
    fn end_recommendation(&mut self, item: Item, marker: Marker) {
        let own = Range { start: item.range.start, end: item.range.end.min(self.text.len()) };
        let first_marker = self.text[own.clone()].find("{#").map_or(own.clone(), |at| {
            let start = own.start + at;
            start..self.text[start..own.end].find('}').map_or(own.end, |end| start + end + 1)
        });
        if is_reserved(&marker.id) {
            self.report(mistakes::reserved_anchor(self.span(&first_marker), &marker.id));
        } else if let Err(first) = self.anchors.take(&marker.id, first_marker.clone()) {
            let span = self.span(&first_marker);
            self.report(mistakes::duplicate_recommendation(span, &marker.id, self.span(&first)));
        }
        let number = self.body.recommendations.len() as u32 + 1;
        let shift = item.start.html as u32;
        let class = if marker.priority { "recommendation priority" } else { "recommendation" };
        let attributes = format!(" class=\"{class}\" id=\"{}\"", marker.id);
        self.out.inserts.push((item.tag, attributes));
        let html = self.out.html[item.start.html..].trim_end().to_owned();
        let holes = self.out.holes[item.start.holes..].iter().map(|(at, hole)| (at - shift, hole.clone())).collect();
        let text = self.out.plain[item.start.plain..].split_whitespace().collect::<Vec<_>>().join(" ");
        // One inside another is written once more for each.
        self.lists.wordings += html.len() + text.len();
        if self.lists.wordings > HTML_LIMIT {
            self.stop(mistakes::page_too_large(self.span(&first_marker), HTML_LIMIT));
        }
        let label = item.label.or_else(|| written_label(&text));
        if marker.priority {
            self.out.html.push_str(" <span class=\"rec-priority\">");
            self.out.hole(Hole::Label(Label::Priority));
            self.out.html.push_str("</span>");
        }
        let _ = write!(self.out.html, " <a class=\"rec-link\" href=\"#{}\" aria-label=\"", marker.id);
        self.out.hole(Hole::Label(Label::Recommendation(label.as_deref().map(Box::from))));
        self.out.html.push_str("\">#</a>");
        self.body.recommendations.push(Recommendation {
            marker,
            number,
            label,
            html,
            holes,
            text,
            range: first_marker,
        });
    }
}

/// Returns the label that words begin with where their list or paragraph gives them none: `- (a) Ratify`.
fn written_label(words: &str) -> Option<String> {
    read_alone(words).map(cited)
}
