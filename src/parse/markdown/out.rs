//! A piece of a page under way: its HTML with holes, its words, and what is open in it.
//!
//! The text is one piece, each footnote another. Whatever is an offset into a piece is kept in that piece, so that none
//! can be used in another.

use super::lists::Item;
use super::numbers::List;
use super::{Hole, blocks, inline};
use crate::html::Script;

/// A place in a piece.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Point {
    /// The offset in the HTML.
    pub(super) html: usize,
    /// The offset in the readable text.
    pub(super) plain: usize,
    /// The number of holes before it.
    pub(super) holes: usize,
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
    /// The open lists, outermost first.
    pub(super) lists: Vec<List>,
    /// The open list items, outermost first.
    pub(super) items: Vec<Item>,
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
