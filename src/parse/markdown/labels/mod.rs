//! Legal forms: lines of one paragraph that begin with `(a)`, `(b)`, `(c)` become the items of a list.
//!
//! Takes the events of pulldown-cmark and hands them on; where lines of one paragraph, or of an item's own words, begin with labels
//! that follow each other, events of a list come in their place, as though the author had written one. Its items begin
//! at their labels, which are no part of their words: who writes an item reads the label where the item begins.
//! CommonMark's own lists stay as they are, and so does prose: a label alone makes no list.

mod forms;
mod levels;
mod names;
mod series;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::iter::Peekable;
use std::ops::Range;

use memchr::memchr_iter;
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use forms::Written;

pub(in crate::parse) use forms::read_alone;

/// An event with its place.
type Piece<'e> = (Event<'e>, Range<usize>);

/// A line of a paragraph that begins with a label.
struct Line {
    /// The index of the event of its label; the break before it is the event before, if the line is not the first.
    at: usize,
    /// Whether a break is before it.
    broken: bool,
    /// Where it begins in the text.
    start: usize,
    label: Written,
    /// Whether a label is to be expected here: what stands before is no sentence under way.
    expected: bool,
    /// Whether the line could be a name, the label its initial: `A. Smith, Director`.
    is_name: bool,
    /// Whether the line before announces what comes, with a colon.
    announced: bool,
}

/// Tells whether a label may stand at the beginning of a line of a text.
pub(super) fn may_stand_in(text: &str) -> bool {
    let begins = |at: usize| {
        let signs = text.as_bytes()[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'>')).count();
        forms::read(&text[at + signs..]).is_some()
    };
    begins(0) || memchr_iter(b'\n', text.as_bytes()).any(|at| begins(at + 1))
}

/// Returns the label that stands at a place.
pub(super) fn read_at(text: &str, start: usize) -> Option<&str> {
    let line = text.get(start..)?;
    forms::read(line).map(|label| &line[..label.len])
}

/// The events of a text, legal forms as lists.
pub(super) struct Labelled<'t, 'e, I: Iterator<Item = Piece<'e>>> {
    text: &'t str,
    events: Peekable<I>,
    /// What is to be handed on before the next event is looked at.
    ready: VecDeque<Piece<'e>>,
    /// How many inline elements are open.
    inline: usize,
    /// How many blocks are open in which no list can stand: headings, code, tables, terms.
    closed: usize,
    /// Whether an inline would be the first of its block.
    begins: bool,
    /// The open paragraph that was handed on.
    paragraph: Option<Range<usize>>,
}

impl<'t, 'e, I: Iterator<Item = Piece<'e>>> Labelled<'t, 'e, I> {
    /// Returns the events of a text.
    pub(super) fn new(text: &'t str, events: I) -> Self {
        let events = events.peekable();
        Labelled { text, events, ready: VecDeque::new(), inline: 0, closed: 0, begins: true, paragraph: None }
    }

    /// Reads the label at a place.
    fn label_at(&self, start: usize) -> Option<Written> {
        forms::read(self.text.get(start..)?)
    }

    /// Tells whether a line with a label may begin at an event.
    fn may_begin(&mut self, event: &Event<'e>, start: usize) -> bool {
        if self.closed > 0 || self.inline > 0 {
            return false;
        }
        match event {
            Event::Start(Tag::Paragraph) => self.label_at(start).is_some(),
            Event::Text(_) if self.begins && self.paragraph.is_none() => self.label_at(start).is_some(),
            Event::SoftBreak | Event::HardBreak => match self.events.peek() {
                Some((Event::Text(_), next)) => {
                    let start = next.start;
                    self.label_at(start).is_some()
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// Notes what an event opens and closes.
    fn note(&mut self, event: &Event<'e>, range: &Range<usize>) {
        match event {
            Event::Start(tag) if is_inline(&tag.to_end()) => self.inline += 1,
            Event::End(tag) if is_inline(tag) => self.inline = self.inline.saturating_sub(1),
            Event::Start(tag) => {
                self.closed += usize::from(is_closed(&tag.to_end()));
                self.paragraph = matches!(tag, Tag::Paragraph).then(|| range.clone());
                self.begins = true;
                return;
            }
            Event::End(tag) => {
                self.closed -= usize::from(is_closed(tag)).min(self.closed);
                self.paragraph = None;
                self.begins = true;
                return;
            }
            Event::Rule => return,
            _ => {}
        }
        self.begins = false;
    }

    /// Reads on to the end of the words of a block, and readies them, as a list if they are one.
    fn read_words(&mut self, first: Piece<'e>) {
        let mut held = vec![first];
        let mut depth = 0_usize;
        while let Some((event, _)) = self.events.peek() {
            match event {
                Event::Start(tag) if is_inline(&tag.to_end()) => depth += 1,
                Event::End(tag) if is_inline(tag) => depth = depth.saturating_sub(1),
                Event::Start(_) | Event::End(_) | Event::Rule | Event::Html(_) => break,
                _ => {}
            }
            held.extend(self.events.next());
        }
        let own = matches!(held.first(), Some((Event::Start(Tag::Paragraph), _)));
        let lines = self.lines(&held);
        let levels = levels::of(&lines);
        if levels.iter().all(Option::is_none) {
            if own {
                self.paragraph = held.first().map(|(_, range)| range.clone());
            }
            self.begins = false;
            self.ready.extend(held);
            return;
        }
        // The paragraph ends before the list.
        let paragraph = if own { held.first().map(|(_, range)| range.clone()) } else { self.paragraph.take() };
        if paragraph.is_some() {
            _ = self.events.next_if(|(event, _)| matches!(event, Event::End(TagEnd::Paragraph)));
        }
        self.begins = true;
        self.paragraph = None;
        self.ready_list(held, &lines, &levels, paragraph, own);
    }

    /// Returns the lines with labels among the words of a block.
    fn lines(&self, held: &[Piece<'e>]) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        let mut depth = 0_usize;
        let mut begins = true;
        // The number of the line, and of the last that began with a label.
        let (mut number, mut labelled) = (1_usize, 0);
        for (at, (event, range)) in held.iter().enumerate() {
            match event {
                Event::Start(Tag::Paragraph) => continue,
                Event::SoftBreak | Event::HardBreak => {
                    begins = depth == 0;
                    number += 1;
                    continue;
                }
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                Event::Text(text) if begins => {
                    let label = self.label_at(range.start).filter(|label| starts_with(text, self.text, range, label));
                    if let Some(label) = label {
                        let before = at.checked_sub(1).map(|at| &held[at]);
                        let expected = match before {
                            Some((Event::SoftBreak, place)) => labelled + 1 == number || self.is_ended(place.start),
                            _ => true,
                        };
                        let broken = before.is_some_and(|(event, _)| is_break(event));
                        let (start, words) = (range.start, range.start + label.len);
                        let is_name = names::may_be_name(self.text, start, words);
                        let announced = self.text[..start].trim_end().ends_with([':', '：']);
                        lines.push(Line { at, broken, start, label, expected, is_name, announced });
                        labelled = number;
                    }
                }
                _ => {}
            }
            begins = false;
        }
        lines
    }

    /// Tells whether a sentence, or a part of one, ends before a place: there is a mark, or a word that joins.
    fn is_ended(&self, at: usize) -> bool {
        const JOINING: [&str; 22] = [
            "and", "or", "et", "ou", "y", "e", "o", "u", "und", "oder", "sowie", "и", "или", "а", "та", "و", "أو",
            "und/oder", "and/or", "et/ou", "y/o", "ve",
        ];
        let line = self.text[..at].rsplit('\n').next().unwrap_or("").trim_end();
        let words = line.trim_end_matches(['*', '_', '~', '"', '\'', '”', '’', '»', ')', '`']);
        let joins = || line.rsplit([' ', '\u{a0}', '>']).next().is_some_and(|word| JOINING.contains(&word));
        words.chars().next_back().is_none_or(|c| !c.is_alphanumeric()) || joins()
    }

    /// Readies the words of a block, those from the first label on as a list.
    fn ready_list(
        &mut self,
        held: Vec<Piece<'e>>,
        lines: &[Line],
        levels: &[Option<usize>],
        paragraph: Option<Range<usize>>,
        own: bool,
    ) {
        let items: Vec<(&Line, usize)> =
            lines.iter().zip(levels).filter_map(|(line, level)| Some((line, (*level)?))).collect();
        let Some((first, _)) = items.first() else { return };
        let cut = first.at - usize::from(first.broken);
        let end = held.iter().map(|(_, range)| range.end).max().unwrap_or(first.start);
        let ends = item_ends(&items, &held, end);
        let before = held.get(cut).map_or(first.start, |(_, range)| range.start);
        let mut held = held.into_iter();
        let opening: Vec<Piece<'e>> = held.by_ref().take(cut).collect();
        let is_empty = own && opening.len() == 1;
        if !is_empty {
            self.ready.extend(opening);
            if let Some(range) = paragraph {
                self.ready.push_back((Event::End(TagEnd::Paragraph), range.start..before));
            }
        }
        let mut open: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        for (at, (line, level)) in items.iter().enumerate() {
            while open.len() > level + 1 {
                self.close_item(&mut open);
                self.close_list(&mut open);
            }
            let item = line.start..ends[at];
            if open.len() == level + 1 {
                self.close_item(&mut open);
                if let Some((_, last)) = open.last_mut() {
                    *last = item.clone();
                }
            } else {
                let list = line.start..list_end(&items, &ends, at);
                self.ready.push_back((Event::Start(Tag::List(None)), list.clone()));
                open.push((list, item.clone()));
            }
            self.ready.push_back((Event::Start(Tag::Item), item));
            // The break before a label is no part of any item.
            if line.broken {
                held.next();
            }
            self.ready.extend(held.next().and_then(|label| without_label(label, line.label.len)));
            let until = items.get(at + 1).map_or(usize::MAX, |(next, _)| next.at - usize::from(next.broken));
            self.ready.extend(held.by_ref().take(until - line.at - 1));
        }
        while !open.is_empty() {
            self.close_item(&mut open);
            self.close_list(&mut open);
        }
    }

    /// Closes the innermost open item.
    fn close_item(&mut self, open: &mut [(Range<usize>, Range<usize>)]) {
        if let Some((_, item)) = open.last() {
            self.ready.push_back((Event::End(TagEnd::Item), item.clone()));
        }
    }

    /// Closes the innermost open list.
    fn close_list(&mut self, open: &mut Vec<(Range<usize>, Range<usize>)>) {
        if let Some((list, _)) = open.pop() {
            self.ready.push_back((Event::End(TagEnd::List(false)), list));
        }
    }
}

impl<'e, I: Iterator<Item = Piece<'e>>> Iterator for Labelled<'_, 'e, I> {
    type Item = Piece<'e>;

    fn next(&mut self) -> Option<Piece<'e>> {
        if let Some(piece) = self.ready.pop_front() {
            return Some(piece);
        }
        let (event, range) = self.events.next()?;
        if self.may_begin(&event, range.start) {
            self.read_words((event, range));
            return self.ready.pop_front();
        }
        self.note(&event, &range);
        Some((event, range))
    }
}

/// Returns where each item ends: with its own words and those of the items in it.
fn item_ends(items: &[(&Line, usize)], held: &[Piece<'_>], end: usize) -> Vec<usize> {
    let mut ends = vec![end; items.len()];
    // The items that are open, outermost first.
    let mut open: Vec<usize> = Vec::new();
    for (at, (line, level)) in items.iter().enumerate() {
        let before = held.get(line.at.wrapping_sub(1)).map_or(line.start, |(_, range)| range.start);
        while open.last().is_some_and(|last| items[*last].1 >= *level) {
            if let Some(last) = open.pop() {
                ends[last] = before;
            }
        }
        open.push(at);
    }
    ends
}

/// Returns where the list ends that begins with an item: with its last item.
fn list_end(items: &[(&Line, usize)], ends: &[usize], at: usize) -> usize {
    let level = items[at].1;
    let rest = items.iter().zip(ends).skip(at).take_while(|((_, other), _)| *other >= level);
    rest.map(|(_, end)| *end).max().unwrap_or(ends[at])
}

/// Returns a text without the label it begins with and the blanks after that; `None` if nothing is left.
fn without_label<'e>((event, range): Piece<'e>, label: usize) -> Option<Piece<'e>> {
    let Event::Text(text) = event else { return Some((event, range)) };
    let words = text[label..].trim_start();
    let cut = text.len() - words.len();
    let words = match text {
        CowStr::Borrowed(text) => CowStr::Borrowed(&text[cut..]),
        _ => CowStr::from(words.to_owned()),
    };
    (!words.is_empty()).then_some((Event::Text(words), range.start + cut..range.end))
}

/// Tells whether a text begins with a label as it stands in the file.
fn starts_with(text: &str, source: &str, range: &Range<usize>, label: &Written) -> bool {
    source.get(range.start..range.start + label.len).is_some_and(|label| text.starts_with(label))
}

/// Tells whether an event ends a line.
fn is_break(event: &Event<'_>) -> bool {
    matches!(event, Event::SoftBreak | Event::HardBreak)
}

/// Tells whether an element stands within a line.
fn is_inline(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

/// Tells whether no list can stand in a block.
fn is_closed(tag: &TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Paragraph
            | TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListDefinition
    )
}
