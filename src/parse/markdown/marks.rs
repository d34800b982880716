//! Marks: those of recommendations, and the ids of headings.
//!
//! They are sought in the source, before anything is read; whether one counts is told by the events that come. One that
//! stands in code, in an address or behind a backslash is text, and no event of text begins it. Any other is the last
//! thing of an item's own words, of a paragraph or of a heading, or it is a mistake.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::braces::{Found, find_marks};
use super::{Writer, lines};
use crate::diag::{Span, mistakes};
use crate::parse::recommendation::{Marker, read_marker};
use crate::route::composed;

/// What the writer must remember of marks.
#[derive(Default)]
pub(super) struct State {
    /// What may be marks, in order.
    found: Vec<Found>,
    /// The first of them that was not reached.
    next: usize,
    /// The open elements, outermost first; kept only where there are marks.
    open: Vec<Around>,
    /// Where the mark stands whose events are under way.
    within: Range<usize>,
    /// The mark after which nothing has come yet.
    pending: Option<Pending>,
}

/// What an element is to a mark in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Around {
    /// A list or an item, in which a mark may stand.
    List,
    /// A paragraph.
    Paragraph,
    /// A heading.
    Heading,
    /// Something of the page where no recommendation can stand.
    Elsewhere(&'static str),
    /// Something within a line.
    Within(&'static str),
    /// Text that stands as it was typed.
    Verbatim,
}

/// A mark that counts, if nothing comes after it.
struct Pending {
    /// Where it stands.
    range: Range<usize>,
    /// What it says.
    says: Says,
    /// Whether the line has ended since.
    line_ended: bool,
}

/// What a mark says.
enum Says {
    /// That its words are a recommendation.
    Recommendation(Marker),
    /// The id of its heading.
    Id(String),
}

impl State {
    /// Looks for marks in a text.
    pub(super) fn of(text: &str, start: usize) -> State {
        State { found: find_marks(text, start), ..State::default() }
    }

    /// Notes that what follows is quoted: no recommendation stands there.
    pub(super) fn enter_quotation(&mut self) {
        self.open.push(Around::Elsewhere("a quotation"));
    }

    /// Notes that what was quoted has ended.
    pub(super) fn leave_quotation(&mut self) {
        self.open.pop();
    }

    /// Tells whether there is a mark that was not settled.
    pub(super) fn is_watching(&self) -> bool {
        self.next < self.found.len() || self.pending.is_some()
    }

    /// Returns the first whole mark within a range of the file.
    pub(super) fn mark_within(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let from = self.found.partition_point(|found| found.range.start < range.start);
        let mut within = self.found[from..].iter().take_while(|found| found.range.end <= range.end);
        within.find(|found| found.closed).map(|found| found.range.clone())
    }
}

impl Writer<'_> {
    /// Looks at an event before it is taken; tells whether it is a mark, or a text with one, and was taken here.
    pub(super) fn take_mark(&mut self, event: &Event<'_>, range: &Range<usize>) -> bool {
        match event {
            Event::Text(text) => self.take_marked_text(text, range),
            Event::SoftBreak | Event::HardBreak => {
                if let Some(pending) = &mut self.marks.pending {
                    pending.line_ended = true;
                }
                self.is_within_mark(range)
            }
            Event::Start(tag) => self.enter(around(tag), range),
            Event::End(tag) => self.leave(*tag, range),
            // A comment is nothing to readers.
            Event::InlineHtml(html) if html.starts_with("<!--") => self.is_within_mark(range),
            Event::FootnoteReference(_) => self.refuse(Follower::Mention),
            Event::Rule | Event::Html(_) | Event::TaskListMarker(_) => {
                self.settle();
                false
            }
            Event::Code(_) | Event::InlineHtml(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                self.is_within_mark(range) || self.refuse(Follower::Words)
            }
        }
    }

    /// Tells whether an event is part of a mark.
    fn is_within_mark(&self, range: &Range<usize>) -> bool {
        let within = &self.marks.within;
        within.contains(&range.start) && range.end <= within.end
    }

    /// Enters an element; tells whether it is part of a mark.
    fn enter(&mut self, around: Around, range: &Range<usize>) -> bool {
        if matches!(around, Around::Within(_)) {
            if self.is_within_mark(range) {
                return true;
            }
            self.refuse(Follower::Words);
        } else {
            self.settle();
        }
        self.marks.open.push(around);
        false
    }

    /// Leaves an element; tells whether it is part of a mark.
    fn leave(&mut self, tag: TagEnd, range: &Range<usize>) -> bool {
        let inline = matches!(
            tag,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Superscript
                | TagEnd::Subscript
                | TagEnd::Link
                | TagEnd::Image
        );
        if inline && self.is_within_mark(range) {
            return true;
        }
        if !inline {
            self.settle();
        }
        self.marks.open.pop();
        false
    }

    /// Takes a text in which a mark may begin or end; tells whether it did.
    fn take_marked_text(&mut self, text: &CowStr<'_>, range: &Range<usize>) -> bool {
        if self.is_within_mark(range) {
            return true;
        }
        let next = self.marks.found.get(self.marks.next);
        if next.is_none_or(|next| next.range.start >= range.end) && !self.marks.within.contains(&range.start) {
            if self.marks.pending.is_some() && !text.trim().is_empty() {
                self.refuse(Follower::Words);
            }
            return false;
        }
        // What stands for another character is never a mark, nor is what a backslash comes before.
        let verbatim = self.marks.open.last() == Some(&Around::Verbatim);
        let as_written = self.text.get(range.clone()) == Some(text.as_ref()) && !verbatim;
        let is_escaped = self.text[..range.start].ends_with('\\');
        let within = &self.marks.within;
        let mut from = if within.contains(&range.start) { within.end } else { range.start };
        while let Some(found) = self.marks.found.get(self.marks.next).filter(|found| found.range.start < range.end) {
            self.marks.next += 1;
            let (at, closed) = (found.range.clone(), found.closed);
            if !as_written || at.start < from || is_escaped && at.start == range.start {
                continue;
            }
            self.words_between(from..at.start);
            from = at.end.min(range.end);
            self.read_mark(at, closed);
        }
        if from == range.start {
            if !text.trim().is_empty() {
                self.refuse(Follower::Words);
            }
            return false;
        }
        self.words_between(from..range.end);
        true
    }

    /// Takes the words before, between or after marks.
    fn words_between(&mut self, range: Range<usize>) {
        let words = &self.text[range.clone()];
        if !words.trim().is_empty() {
            self.refuse(Follower::Words);
        }
        if !words.is_empty() {
            self.take_text(words, range);
        }
    }

    /// Reads what may be a mark, where it may be one.
    fn read_mark(&mut self, range: Range<usize>, closed: bool) {
        self.end_address();
        self.marks.within = range.clone();
        let source = &self.text[range.clone()];
        let inner = source.trim_start_matches(['{', ' ', '\t']).trim_start_matches('#').trim_end_matches('}');
        let trimmed = || format!("{{#{}}}", inner.split_whitespace().collect::<Vec<_>>().join(" "));
        if self.marks.open.contains(&Around::Heading) {
            return self.read_heading_id(range, closed, inner.trim());
        }
        // Whoever links to it is not told that it is missing: the mistake is here.
        let read = read_marker(inner);
        let refused = |writer: &mut Self| {
            if let Ok(marker) = &read {
                _ = writer.anchors.take(&marker.id, range.clone());
            }
        };
        // A place costs a look at the whole file, so it is made for a mistake alone.
        let (file, text) = (self.file, self.text);
        let span = |range: &Range<usize>| Span::new(file, text, range.clone());
        if let Some(first) = self.first_mark() {
            let (first, line) = (self.span(&first), lines::without(self.text, &range));
            self.report(mistakes::second_marker(span(&range), first, &line));
            return refused(self);
        }
        if let Some(place) = self.marks.open.iter().find_map(|open| match open {
            Around::Elsewhere(place) => Some(*place),
            _ => None,
        }) {
            let line = lines::as_item(self.text, &range, &trimmed());
            self.report(mistakes::marker_out_of_place(span(&range), place, &line));
            return refused(self);
        }
        if let Some(Around::Within(what)) = self.marks.open.last() {
            let line = lines::at_end(self.text, &range, &trimmed());
            self.report(mistakes::marker_within(span(&range), what, &line));
            return refused(self);
        }
        if !closed {
            return self
                .report(mistakes::marker_left_open(span(&range), &lines::at_end(self.text, &range, &trimmed())));
        }
        let marker = match read {
            Ok(marker) => marker,
            Err(bad) => {
                let from = range.end - 1 - inner.len();
                let word = if bad.word.is_empty() { range.clone() } else { from + bad.word.start..from + bad.word.end };
                let line = bad.meant.map(|meant| lines::at_end(self.text, &range, &meant));
                return self.report(mistakes::bad_marker(self.span(&word), &bad.why, line));
            }
        };
        if !source.starts_with("{#") || inner != inner.trim() {
            return self
                .report(mistakes::marker_with_blanks(span(&range), &lines::at_end(self.text, &range, &trimmed())));
        }
        if self.is_alone(range.start) {
            let line = lines::before(self.text, &range, &trimmed());
            self.report(mistakes::marker_alone(span(&range), line));
            _ = self.anchors.take(&marker.id, range);
            return;
        }
        self.marks.pending = Some(Pending { range, says: Says::Recommendation(marker), line_ended: false });
    }

    /// Reads what may be the id of a heading.
    fn read_heading_id(&mut self, range: Range<usize>, closed: bool, inner: &str) {
        if !closed {
            let line = lines::at_end(self.text, &range, &format!("{{#{inner}}}"));
            self.report(mistakes::marker_left_open(self.span(&range), &line));
        } else if inner.is_empty() {
            self.report(mistakes::bad_marker(self.span(&range), "there is no id after `#`", None));
        } else if inner.contains(char::is_whitespace) {
            let id = inner.split_whitespace().next().unwrap_or("");
            let line = lines::at_end(self.text, &range, &format!("{{#{id}}}"));
            self.report(mistakes::marker_in_heading(self.span(&range), &line));
        } else if let Some(Around::Within(what)) = self.marks.open.last() {
            let line = lines::at_end(self.text, &range, &format!("{{#{inner}}}"));
            self.report(mistakes::marker_within(self.span(&range), what, &line));
        } else if let Some(first) = &self.marks.pending {
            let first = self.span(&first.range);
            let line = lines::without(self.text, &range);
            self.report(mistakes::second_marker(self.span(&range), first, &line));
        } else {
            self.marks.pending =
                Some(Pending { range, says: Says::Id(composed(inner).into_owned()), line_ended: false });
        }
    }

    /// Returns the place of the mark that the words under way have already.
    fn first_mark(&self) -> Option<Range<usize>> {
        if let Some(pending) = &self.marks.pending {
            return Some(pending.range.clone());
        }
        let item = self.out.items.last()?;
        item.mark.as_ref().map(|mark| mark.range.clone())
    }

    /// Tells whether a mark has no words before it, or stands at the beginning of a line below a list.
    fn is_alone(&self, at: usize) -> bool {
        let in_paragraph = self.marks.open.last() == Some(&Around::Paragraph);
        let item = self.out.items.last();
        let start = match item {
            Some(item) if !in_paragraph => item.start,
            _ => self.out.paragraph_words,
        };
        let empty = self.out.html[start.html..].trim().is_empty() && self.out.holes.len() == start.holes;
        empty || item.is_some() && self.text[..at].ends_with('\n')
    }

    /// Reports the mark after which something comes; tells that this is no part of it.
    fn refuse(&mut self, follower: Follower) -> bool {
        if self.marks.pending.is_none() {
            return false;
        }
        let Some(Pending { range, says, line_ended }) = self.marks.pending.take() else { return false };
        let span = self.span(&range);
        let line = || lines::at_end(self.text, &range, &self.text[range.clone()]);
        let diagnostic = match follower {
            Follower::Words if line_ended => mistakes::marker_before_line(span),
            Follower::Words => mistakes::marker_before_words(span, &line()),
            Follower::Mention => mistakes::marker_before_mention(span, &line()),
        };
        self.report(diagnostic);
        if let Says::Recommendation(marker) = says {
            _ = self.anchors.take(&marker.id, range);
        }
        false
    }

    /// Takes the mark after which the words have ended.
    fn settle(&mut self) {
        if self.marks.pending.is_none() {
            return;
        }
        let Some(Pending { range, says, .. }) = self.marks.pending.take() else { return };
        match says {
            Says::Recommendation(marker) => self.mark_words(marker, range),
            Says::Id(id) => self.name_heading(id, range),
        }
    }
}

/// What comes after a mark.
enum Follower {
    /// Words, or whatever else stands in a line.
    Words,
    /// The mention of a footnote.
    Mention,
}

/// Returns what an element is to a mark in it.
fn around(tag: &Tag<'_>) -> Around {
    match tag {
        Tag::List(_) | Tag::Item => Around::List,
        Tag::Paragraph => Around::Paragraph,
        Tag::Heading { .. } => Around::Heading,
        Tag::BlockQuote(None) => Around::Elsewhere("a quotation"),
        Tag::BlockQuote(Some(_)) => Around::Elsewhere("an alert"),
        Tag::FootnoteDefinition(_) => Around::Elsewhere("a footnote"),
        Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
            Around::Elsewhere("a list of definitions")
        }
        Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell => Around::Elsewhere("a table"),
        Tag::Emphasis | Tag::Strong => Around::Within("emphasised words"),
        Tag::Strikethrough => Around::Within("struck words"),
        Tag::Superscript | Tag::Subscript => Around::Within("raised or lowered words"),
        Tag::Link { .. } => Around::Within("the text of a link"),
        Tag::Image { .. } => Around::Within("the description of a picture"),
        Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => Around::Verbatim,
    }
}
