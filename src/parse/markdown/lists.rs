//! Lists, and the recommendations marked in them and in paragraphs.

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Tag, TagEnd};

use super::labels::read_alone;
use super::numbers::{List, cited};
use super::point::Point;
use super::{HTML_LIMIT, Hole, Label, Writer};
use crate::diag::mistakes;
use crate::parse::anchors::is_reserved;
use crate::parse::recommendation::{Lead, Marker, Recommendation};

/// An open list item.
pub(super) struct Item {
    /// Where it began.
    outer: Point,
    /// Where its content begins.
    pub(super) start: Point,
    /// Where attributes go into its tag.
    tag: usize,
    /// The label by which it is cited, with those of the items it stands in.
    label: Option<String>,
    /// Where it stands in the file.
    range: Range<usize>,
    /// The mark of its words.
    pub(super) mark: Option<Mark>,
    /// Its own words, between the lists in it.
    words: Vec<(Point, Point)>,
    /// Where the words under way began.
    words_from: Point,
}

/// The mark of a recommendation whose words are under way.
pub(super) struct Mark {
    /// What it says.
    marker: Marker,
    /// Where it stands in the file.
    pub(super) range: Range<usize>,
    /// The label that is written there.
    label: Option<String>,
}

/// What the writer must remember between list events.
#[derive(Default)]
pub(super) struct State {
    /// The length of all wordings so far, in bytes.
    wordings: usize,
    /// The recommendations whose words have ended.
    made: Vec<Made>,
    /// The words of the paragraph that ended last, if they announce a list, and where its HTML ends.
    announcing: Option<(Lead, usize)>,
    /// The words before the open list that is in no other.
    lead: Option<Lead>,
}

impl State {
    /// Notes the words of a paragraph that announce what comes, and where its HTML ends.
    pub(super) fn note_lead(&mut self, lead: Option<Lead>, end: usize) {
        self.announcing = lead.map(|lead| (lead, end));
    }
}

/// A recommendation whose words have ended.
struct Made {
    /// Where its words stand in the file.
    place: Range<usize>,
    /// The recommendation, as far as it is known.
    recommendation: Recommendation,
    /// The words of the items around it, outermost first, each with the place of its item.
    above: Vec<(usize, Lead)>,
}

impl Writer<'_> {
    /// Opens a list or an item.
    pub(super) fn start_list(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        self.out.part_words();
        match tag {
            Tag::List(number) => {
                let here = self.out.here();
                if self.out.lists.is_empty() {
                    let announcing = self.lists.announcing.take();
                    self.lists.lead = announcing.filter(|(_, end)| *end == here.html).map(|(lead, _)| lead);
                }
                // The item's own words end where a list inside it begins.
                if let Some(item) = self.out.items.last_mut() {
                    item.words.push((item.words_from, here));
                }
                let list = List::open(self.text, range, *number, here);
                list.push_open(&mut self.out.html);
                self.out.lists.push(list);
            }
            _ => self.start_item(range),
        }
    }

    /// Opens an item, under the number or label that is written.
    fn start_item(&mut self, range: Range<usize>) {
        let outer = self.out.here();
        let list = self.out.lists.last_mut();
        let beginning = list.map(|list| list.begin_item(self.text, range.start)).unwrap_or_default();
        let direction = self.enter_direction(&range, beginning.shown());
        let tag = beginning.push_open(&mut self.out.html, direction);
        let above = self.out.items.last();
        beginning.push_plain(&mut self.out.plain, above.is_some());
        let label = beginning.label(above.and_then(|item| item.label.as_deref()));
        let start = self.out.here();
        let words = Vec::new();
        self.out.items.push(Item { outer, start, tag, label, range, mark: None, words, words_from: start });
    }

    /// Closes a list or an item.
    pub(super) fn end_list(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => self.close_list(),
            _ => self.end_item(),
        }
    }

    /// Closes a list; one in an item that is all recommendations is not quoted with the words of the item.
    fn close_list(&mut self) {
        let list = self.out.lists.pop();
        self.out.html.push_str(list.as_ref().map_or("", List::close));
        self.out.plain.push(' ');
        let here = self.out.here();
        if let (Some(item), Some(list)) = (self.out.items.last_mut(), list) {
            item.words_from = here;
            if list.is_marked {
                self.out.leave_out(list.start, None);
            }
        }
    }

    /// Closes an item.
    fn end_item(&mut self) {
        let Some(mut item) = self.out.items.pop() else { return };
        let mark = item.mark.take();
        let is_marked = mark.is_some();
        if let Some(mark) = mark {
            self.out.inserts.push((item.tag, mark.attributes()));
            self.end_recommendation(item.start, item.range.clone(), mark);
        }
        self.directions.leave();
        self.out.html.push_str("</li>\n");
        self.out.plain.push(' ');
        let mut number = None;
        if let Some(list) = self.out.lists.last_mut() {
            list.is_marked &= is_marked;
            number = list.next_number();
        }
        if self.out.items.is_empty() {
            self.out.forget_left_out();
        } else if is_marked {
            self.out.leave_out(item.outer, number);
        }
    }

    /// Closes a paragraph outside lists that is marked.
    pub(super) fn end_marked_paragraph(&mut self) {
        let start = self.out.paragraph;
        if let Some(mark) = self.out.paragraph_mark.take() {
            self.out.inserts.push((start.html + "<p".len(), mark.attributes()));
            let range = mark.range.clone();
            self.end_recommendation(self.out.paragraph_words, range, mark);
        }
        if self.out.items.is_empty() {
            self.out.forget_left_out();
        }
    }

    /// Marks the words under way, of an item or of a paragraph, and leaves a link to them.
    pub(super) fn mark_words(&mut self, marker: Marker, range: Range<usize>) {
        if is_reserved(&marker.id) {
            self.report(mistakes::reserved_anchor(self.span(&range), &marker.id));
        } else if let Err(first) = self.anchors.take(&marker.id, range.clone()) {
            let span = self.span(&range);
            self.report(mistakes::duplicate_recommendation(span, &marker.id, self.span(&first)));
        }
        let start = self.out.items.last().map_or(self.out.paragraph, |item| item.start);
        self.out.trim_end(start);
        let label = self.out.items.last().and_then(|item| item.label.clone());
        let label = label.or_else(|| written_label(&self.out.plain[start.plain..]));
        let from = self.out.here();
        let _ = write!(self.out.html, " <a class=\"rec-link\" href=\"#{}\" aria-label=\"", marker.id);
        self.out.hole(Hole::Label(Label::Recommendation(label.as_deref().map(Box::from))));
        self.out.html.push_str("\">#</a>");
        self.out.leave_out(from, None);
        let mark = Some(Mark { marker, range, label });
        match self.out.items.last_mut() {
            Some(item) => item.mark = mark,
            None => self.out.paragraph_mark = mark,
        }
    }

    /// Returns the words by which the open paragraph announces a list of recommendations, "We ask that:": those of its last
    /// sentence. Nothing where it stands in an item or has no colon at its end; an item's words are quoted by themselves.
    pub(super) fn lead_of_paragraph(&self) -> Option<Lead> {
        if self.depth > 0 || !self.marks.is_watching() || self.out.paragraph_mark.is_some() {
            return None;
        }
        let (start, end) = (self.out.paragraph_words, self.out.here());
        if !self.out.plain[start.plain..].trim_end().ends_with([':', '：']) {
            return None;
        }
        let cut = |text: &str| last_sentence(text).unwrap_or(0);
        let (html, plain) = (&self.out.html[start.html..], &self.out.plain[start.plain..]);
        let mut from = Point { html: start.html + cut(html), plain: start.plain + cut(plain), holes: start.holes };
        // Where a link or emphasis begins before the last sentence, or stands in it, the places could be two.
        if html[from.html - start.html..].contains(['<', '&'])
            || self.out.holes[start.holes..].iter().any(|(at, _)| *at as usize > from.html)
        {
            from = start;
        }
        from.holes += self.out.holes[from.holes..].iter().take_while(|(at, _)| (*at as usize) < from.html).count();
        Some(self.out.quote(&[(from, end)]))
    }

    /// Notes a recommendation whose words have ended.
    fn end_recommendation(&mut self, start: Point, place: Range<usize>, mark: Mark) {
        let Lead { html, holes, text } = self.out.quote(&[(start, self.out.here())]);
        let items = self.out.items.iter();
        let own = items.map(|item| (item.range.start, self.out.quote(&item.words)));
        let announced = self.lists.lead.iter().filter(|_| !self.out.lists.is_empty()).map(|lead| (0, lead.clone()));
        let above: Vec<(usize, Lead)> = announced.chain(own).collect();
        // One that stands above others is written once more for each.
        let lead: usize = above.iter().map(|(_, lead)| lead.html.len() + lead.text.len()).sum();
        self.lists.wordings += html.len() + text.len() + 2 * lead;
        if self.lists.wordings > HTML_LIMIT {
            self.stop(mistakes::page_too_large(self.span(&mark.range), HTML_LIMIT));
        }
        let Mark { marker, range, label } = mark;
        let (number, lead, inner_lead, parent) = (0, None, None, None);
        let recommendation =
            Recommendation { marker, number, label, html, holes, text, lead, inner_lead, parent, range };
        self.lists.made.push(Made { place, recommendation, above });
    }

    /// Puts the recommendations in the order of reading, and says which stands below which.
    pub(super) fn finish_recommendations(&mut self) {
        let mut made = std::mem::take(&mut self.lists.made);
        made.sort_by_key(|made| (made.place.start, std::cmp::Reverse(made.place.end)));
        let mut open: Vec<(usize, Range<usize>)> = Vec::new();
        for (at, Made { place, mut recommendation, above }) in made.into_iter().enumerate() {
            while open.last().is_some_and(|(_, last)| last.end <= place.start) {
                open.pop();
            }
            let parent = open.last();
            recommendation.number = at as u32 + 1;
            recommendation.parent = parent.map(|(parent, _)| *parent);
            let from = parent.map_or(0, |(_, place)| place.start + 1);
            recommendation.inner_lead = joined(above.iter().filter(|(start, _)| *start >= from));
            recommendation.lead = joined(above.iter());
            self.body.recommendations.push(recommendation);
            open.push((at, place));
        }
    }
}

/// Returns the words of several items as one, if there are any.
fn joined<'a>(above: impl Iterator<Item = &'a (usize, Lead)>) -> Option<Lead> {
    let mut joined = Lead::default();
    above.for_each(|(_, lead)| joined.append(lead.clone()));
    (!joined.html.is_empty()).then_some(joined)
}

impl Mark {
    /// Returns the attributes of the element that is marked.
    fn attributes(&self) -> String {
        let class = if self.marker.priority { "recommendation priority" } else { "recommendation" };
        format!(" class=\"{class}\" id=\"{}\"", self.marker.id)
    }
}

/// Returns the label that words begin with where their list or paragraph gives them none: `- (a) Ratify`.
fn written_label(words: &str) -> Option<String> {
    read_alone(words).map(cited)
}

/// Returns where the last sentence of a text begins, if there is another before it.
fn last_sentence(text: &str) -> Option<usize> {
    let ends = text.rmatch_indices(['.', '!', '?', '。', '؟']);
    let begins = ends.filter_map(|(at, sign)| {
        let rest = text[at + sign.len()..].trim_start_matches(['"', '”', '’', '»', ')']);
        let words = rest.trim_start();
        // Behind the letter of a name or a short form, such as `Dr.`, a sentence hardly begins.
        let word = text[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let is_short = word.chars().count() <= 2 && !word.ends_with(|c: char| c.is_numeric());
        let begins = words.len() < rest.len() && words.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
        (begins && !(sign == "." && is_short)).then_some(text.len() - words.len())
    });
    begins.into_iter().next()
}
