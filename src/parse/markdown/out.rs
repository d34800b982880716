//! A piece of a page under way: its HTML with holes, its words, and what is open in it.
//!
//! The text is one piece, each footnote another. Whatever is an offset into a piece is kept in that piece, so that none
//! can be used in another.

use std::ops::Range;

use super::lists::{Item, Mark};
use super::numbers::List;
use super::point::Point;
use super::{Hole, blocks, inline};
use crate::html::Script;
use crate::parse::recommendation::Lead;

/// A part of a piece that is not quoted elsewhere: it belongs to this page alone, or is quoted by itself.
struct LeftOut {
    /// Where it stands in the HTML.
    html: Range<usize>,
    /// Where it stands in the readable text.
    plain: Range<usize>,
    /// The number of the item after it, where it is an item of a list with numbers.
    next_number: Option<u64>,
}

/// A piece under way.
#[derive(Default)]
pub(super) struct Out {
    /// The HTML so far, complete but for the holes.
    pub(super) html: String,
    /// The holes, in order of their offset.
    pub(super) holes: Vec<(u32, Hole)>,
    /// Everything readable so far but for struck words, for summaries, headings and word counts.
    pub(super) plain: String,
    /// How many open elements strike words.
    pub(super) struck: usize,
    /// Whether struck words were left out just before.
    is_after_struck: bool,
    /// Whether the words under way are raised or lowered.
    script: Option<Script>,
    /// Where the open paragraph began.
    pub(super) paragraph: Point,
    /// The open heading.
    pub(super) heading: Option<blocks::OpenHeading>,
    /// Where its words began.
    pub(super) paragraph_words: Point,
    /// The mark of the open paragraph, outside lists.
    pub(super) paragraph_mark: Option<Mark>,
    /// The open lists, outermost first.
    pub(super) lists: Vec<List>,
    /// The open list items, outermost first.
    pub(super) items: Vec<Item>,
    /// What is not quoted elsewhere of the open items or the open paragraph, in order.
    left_out: Vec<LeftOut>,
    /// The open links, outermost first.
    pub(super) links: Vec<inline::OpenLink>,
    /// Text to be put into the HTML at the end, by offset.
    pub(super) inserts: Vec<(usize, String)>,
}

impl Out {
    /// Returns an empty piece with room for a text.
    pub(super) fn with_room(bytes: usize) -> Out {
        let html = String::with_capacity(bytes * 5 / 4 + 64);
        Out { html, plain: String::with_capacity(bytes), ..Out::default() }
    }

    /// Returns the place that was reached.
    pub(super) fn here(&self) -> Point {
        Point { html: self.html.len(), plain: self.plain.len(), holes: self.holes.len() }
    }

    /// Appends to the readable text, unless the words are struck: without their line they would be valid again.
    pub(super) fn say(&mut self, text: &str) {
        if self.struck > 0 {
            self.is_after_struck = true;
            return;
        }
        if std::mem::take(&mut self.is_after_struck)
            && text.starts_with([' ', ',', '.', ';', ':', '!', '?', ')'])
            && self.plain.ends_with(' ')
        {
            self.plain.pop();
        }
        match self.script {
            Some(script) => self.plain.push_str(&script.written(text)),
            None => self.plain.push_str(text),
        }
    }

    /// Takes note of a tag of raw HTML that changes what the words mean.
    pub(super) fn heed_tag(&mut self, tag: &str) {
        let inner = tag.trim_start_matches('<');
        let (closes, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
        let name = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
        match inner[..name].to_ascii_lowercase().as_str() {
            "del" | "s" | "strike" if closes => self.struck = self.struck.saturating_sub(1),
            "del" | "s" | "strike" => self.struck += 1,
            "sup" | "sub" if closes => self.script = None,
            "sup" => self.script = Some(Script::Above),
            "sub" => self.script = Some(Script::Below),
            "br" => self.say(" "),
            _ => {}
        }
    }

    /// Forgets what raw HTML left open in a block.
    pub(super) fn end_words(&mut self) {
        (self.struck, self.script) = (0, None);
    }

    /// Leaves a hole here.
    pub(super) fn hole(&mut self, hole: Hole) {
        self.holes.push((self.html.len() as u32, hole));
    }

    /// Appends another piece, in which nothing is open any more.
    pub(super) fn append(&mut self, other: &Out) {
        let shift = self.html.len() as u32;
        self.html.push_str(&other.html);
        self.holes.extend(other.holes.iter().map(|(at, hole)| (at + shift, hole.clone())));
        self.plain.push(' ');
        self.plain.push_str(&other.plain);
    }

    /// Parts what comes from the words before it.
    pub(super) fn part_words(&mut self) {
        // What another block begins with does not go on with what was struck in this one.
        self.is_after_struck = false;
        if self.plain.ends_with(|c: char| !c.is_whitespace()) {
            self.plain.push(' ');
        }
    }

    /// Takes the blanks off the end of what was written since a place.
    pub(super) fn trim_end(&mut self, start: Point) {
        let hole = self.holes.last().map_or(0, |(at, _)| *at as usize);
        let html = self.html.trim_end().len().max(start.html).max(hole);
        self.html.truncate(html);
        let plain = self.plain.trim_end().len().max(start.plain);
        self.plain.truncate(plain);
        // What is not quoted may stand behind blanks that are gone: the mention of a footnote has no words.
        let beyond = |part: &&mut LeftOut| part.html.end > html || part.plain.end > plain;
        for part in self.left_out.iter_mut().rev().take_while(beyond) {
            part.html = part.html.start.min(html)..part.html.end.min(html);
            part.plain = part.plain.start.min(plain)..part.plain.end.min(plain);
        }
    }

    /// Puts the opening tag of a heading where it began.
    pub(super) fn insert_heading(&mut self, start: Point, open: &str) {
        self.html.insert_str(start.html, open);
        let shift = open.len();
        // A block that begins with the heading begins before it, at the same place.
        for (at, _) in self.holes.iter_mut().skip(start.holes) {
            *at += shift as u32;
        }
        let from = self.left_out.partition_point(|part| part.html.start < start.html);
        for part in &mut self.left_out[from..] {
            part.html = part.html.start + shift..part.html.end + shift;
        }
        // The id stays behind where the heading is quoted.
        let before = "<h2 id=\"".len();
        let id = open[before..].find('"').map_or(open.len() - 1, |end| before + end + 1);
        let html = start.html + "<h2".len()..start.html + id;
        self.left_out.insert(from, LeftOut { html, plain: start.plain..start.plain, next_number: None });
    }

    /// Says that what was written since a place is not quoted elsewhere.
    pub(super) fn leave_out(&mut self, from: Point, next_number: Option<u64>) {
        // It may hold others.
        while self.left_out.last().is_some_and(|last| last.html.start >= from.html) {
            self.left_out.pop();
        }
        let (html, plain) = (from.html..self.html.len(), from.plain..self.plain.len());
        self.left_out.push(LeftOut { html, plain, next_number });
    }

    /// Takes back what was written since a place.
    pub(super) fn take_back(&mut self, from: Point) {
        self.html.truncate(from.html);
        self.plain.truncate(from.plain);
        self.holes.truncate(from.holes);
        while self.left_out.last().is_some_and(|last| last.html.end > from.html) {
            self.left_out.pop();
        }
    }

    /// Forgets what is not quoted elsewhere, where nothing is open that can be quoted.
    pub(super) fn forget_left_out(&mut self) {
        self.left_out.clear();
    }

    /// Returns parts as they are quoted elsewhere.
    pub(super) fn quote(&self, parts: &[(Point, Point)]) -> Lead {
        let mut quoted = Lead::default();
        let mut plain = String::new();
        for (from, to) in parts {
            if !quoted.html.is_empty() {
                quoted.html.push(' ');
                plain.push(' ');
            }
            self.quote_part(from, to, &mut quoted, &mut plain);
            let hole = quoted.holes.last().map_or(0, |(at, _)| *at as usize);
            let end = quoted.html.trim_end().len().max(hole);
            quoted.html.truncate(end);
        }
        quoted.text.reserve(plain.len());
        for word in plain.split_whitespace() {
            if !quoted.text.is_empty() {
                quoted.text.push(' ');
            }
            quoted.text.push_str(word);
        }
        quoted
    }

    /// Appends a part as it is quoted elsewhere.
    fn quote_part(&self, from: &Point, to: &Point, quoted: &mut Lead, plain: &mut String) {
        let first = self.left_out.partition_point(|part| part.html.start < from.html);
        let left_out = self.left_out[first..].iter().take_while(|part| part.html.end <= to.html);
        let mut holes = self.holes[from.holes..to.holes].iter().peekable();
        let (mut html, mut words) = (from.html, from.plain);
        let mut number = None;
        let end = LeftOut { html: to.html..to.html, plain: to.plain..to.plain, next_number: None };
        for part in left_out.chain([&end]) {
            // An item keeps its number where the one before it is left out.
            if let Some(number) = std::mem::take(&mut number)
                && self.html[html..part.html.start].starts_with("<li")
                && !self.html[html..].starts_with("<li value")
            {
                quoted.html.push_str(&format!("<li value=\"{number}\""));
                html += "<li".len();
            }
            // Nothing that is left out begins with a hole, so one at its beginning stands before it.
            while let Some((at, hole)) = holes.next_if(|(at, _)| *at as usize <= part.html.start) {
                let at = *at as usize;
                if at >= html {
                    quoted.holes.push(((quoted.html.len() + at - html) as u32, hole.clone()));
                }
            }
            while holes.next_if(|(at, _)| (*at as usize) < part.html.end).is_some() {}
            quoted.html.push_str(&self.html[html..part.html.start]);
            plain.push_str(&self.plain[words..part.plain.start]);
            (html, words) = (part.html.end, part.plain.end);
            number = part.next_number;
        }
    }

    /// Puts the texts that wait for it into the HTML.
    pub(super) fn apply_inserts(&mut self) {
        if self.inserts.is_empty() {
            return;
        }
        let mut inserts = std::mem::take(&mut self.inserts);
        inserts.sort();
        let added: usize = inserts.iter().map(|(_, text)| text.len()).sum();
        let mut html = String::with_capacity(self.html.len() + added);
        let mut from = 0;
        for (at, text) in &inserts {
            html.push_str(&self.html[from..*at]);
            html.push_str(text);
            from = *at;
        }
        html.push_str(&self.html[from..]);
        let mut passed = 0;
        let mut shift = 0;
        for (at, _) in &mut self.holes {
            while passed < inserts.len() && inserts[passed].0 <= *at as usize {
                shift += inserts[passed].1.len() as u32;
                passed += 1;
            }
            *at += shift;
        }
        self.html = html;
    }
}
