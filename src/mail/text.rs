//! The plain-text part of a mail, made of the body that the HTML part shows.
//!
//! Takes HTML as [`super::body`] writes it; gives text in lines of at most 72 columns: headings underlined, lists with
//! hanging indents, quotes behind `>`, links as `text <https://…>`, struck words as `[deleted: …]`, tables in columns
//! where they fit and row by row where not, pictures by their description, footnotes at the end. No line but one with a
//! lone address is longer.

use std::borrow::Cow;

use memchr::memchr2;

use super::markup::{Attributes, Piece, decoded, is_void, pieces};
use super::text_open::{End, List, OpenLink, Prefix};
use super::text_table::TextTable;
use super::wrap::{WIDTH, directed, each_cell_line, each_line, slices, width};
use crate::html::Script;

/// What the writer must know beside the body.
#[derive(Clone, Copy, Debug)]
pub struct TextCx<'a> {
    /// Whether the text runs from right to left.
    pub rtl: bool,
    /// The word that stands before the description of a picture.
    pub image: &'a str,
    /// The word that stands before words that are struck.
    pub deleted: &'a str,
}

/// Returns the text of a body.
pub fn text_of(html: &str, cx: TextCx<'_>) -> String {
    let mut writer = Writer {
        cx,
        sheet: Sheet { out: String::with_capacity(html.len()), ..Sheet::default() },
        outside: Vec::new(),
        open: Vec::new(),
        tables: Vec::new(),
        links: Vec::new(),
        struck: 0,
        due: String::new(),
        script: None,
        verbatim: false,
        notes: 0,
    };
    for piece in pieces(html) {
        writer.take(piece);
    }
    while let Some((_, end)) = writer.open.pop() {
        writer.end(end);
    }
    writer.flush();
    writer.sheet.out
}

/// What lines are written on: the whole text, or a cell of a table.
#[derive(Default)]
pub(super) struct Sheet {
    /// The lines that are written.
    pub(super) out: String,
    /// The block under way.
    pub(super) line: String,
    pub(super) prefixes: Vec<Prefix>,
    pub(super) lists: Vec<List>,
    /// How many prefixes stand since the last line: those alone stand in a blank line between it and the next.
    pub(super) kept: usize,
    /// Whether a blank line comes before the next block.
    pub(super) gap: bool,
}

/// Writes the text.
pub(super) struct Writer<'a> {
    pub(super) cx: TextCx<'a>,
    /// What is written on.
    pub(super) sheet: Sheet,
    /// What will be gone on with once the open cells have ended, outermost first.
    pub(super) outside: Vec<Sheet>,
    pub(super) open: Vec<(&'a str, End)>,
    pub(super) tables: Vec<TextTable>,
    /// The open links, each with its text so far.
    pub(super) links: Vec<OpenLink>,
    /// How many open elements strike words.
    pub(super) struck: usize,
    /// What stands before the next words.
    pub(super) due: String,
    /// Whether the words under way are raised or lowered.
    pub(super) script: Option<Script>,
    pub(super) verbatim: bool,
    /// How many lists of footnotes are open.
    pub(super) notes: usize,
}

impl<'a> Writer<'a> {
    /// Takes one piece.
    fn take(&mut self, piece: Piece<'a>) {
        match piece {
            Piece::Text(text) => self.push_text(&decoded(text)),
            Piece::Open("br", _) => self.sheet.line.push('\n'),
            Piece::Open("hr", _) => self.push_rule(),
            Piece::Open("img", attributes) => self.push_image(attributes),
            Piece::Open(name, attributes) => {
                let end = self.start(name, attributes);
                if !is_void(name) {
                    self.open.push((name, end));
                }
            }
            Piece::Close(name) => {
                let Some(at) = self.open.iter().rposition(|(open, _)| *open == name) else { return };
                while self.open.len() > at {
                    let end = self.open.pop().map_or(End::Nothing, |(_, end)| end);
                    self.end(end);
                }
            }
        }
    }

    /// Appends text; blanks count once, but for text as it was typed.
    fn push_text(&mut self, text: &str) {
        if self.verbatim {
            self.push(text);
            return;
        }
        if let Some(script) = self.script {
            return self.push(&script.written(text));
        }
        // Most blocks stand in lines of their own.
        if text == "\n" && self.sheet.line.is_empty() && self.links.is_empty() {
            return;
        }
        if memchr2(b'\n', b'\t', text.as_bytes()).is_some() {
            self.push(&text.replace(['\n', '\t'], " "));
        } else {
            self.push(text);
        }
    }

    /// Appends to the block under way, and to the text of the link that is open.
    pub(super) fn push(&mut self, text: &str) {
        if !self.due.is_empty() && !text.trim().is_empty() {
            let due = std::mem::take(&mut self.due);
            let words = text.trim_start();
            self.push(&[&text[..text.len() - words.len()], &due, words].concat());
            return;
        }
        self.sheet.line.push_str(text);
        if let Some(link) = self.links.last_mut() {
            link.text.push_str(text);
        }
    }

    /// Appends what ends words: behind the last of them, even where they were a block.
    pub(super) fn push_end(&mut self, mark: &str) {
        if self.sheet.line.trim().is_empty() && self.sheet.out.ends_with('\n') {
            self.sheet.out.pop();
            self.sheet.out.push_str(mark);
            self.sheet.out.push('\n');
        } else {
            let words = self.sheet.line.trim_end().len();
            self.sheet.line.insert_str(words, mark);
            if let Some(link) = self.links.last_mut() {
                link.text.push_str(mark);
            }
        }
    }

    /// Writes a picture by its description; one without is an ornament.
    fn push_image(&mut self, attributes: Attributes<'_>) {
        let words = |name: &str| {
            let text = attributes.get(name).unwrap_or_default();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let (alt, title) = (words("alt"), words("title"));
        if !alt.is_empty() {
            let title = if title.is_empty() { title } else { format!(" ({title})") };
            self.push(&format!("[{}: {alt}{title}]", self.cx.image));
        }
    }

    /// Tells whether a cell of a table is written.
    pub(super) fn in_cell(&self) -> bool {
        !self.outside.is_empty()
    }

    /// Returns how wide a line may be here.
    fn room(&self) -> usize {
        let indent: usize = self.sheet.prefixes.iter().map(|prefix| width(&prefix.rest)).sum();
        // The lines of a cell are made when its table is known.
        if self.in_cell() { usize::MAX } else { WIDTH.saturating_sub(indent) }
    }

    /// Writes a rule.
    fn push_rule(&mut self) {
        self.flush();
        self.sheet.gap = true;
        self.push_line("* * *");
        self.sheet.gap = true;
    }

    /// Ends an element.
    fn end(&mut self, end: End) {
        match end {
            End::Nothing => {}
            End::Word(word) => self.push(word),
            End::Expansion(words) => self.push(&format!(" ({words})")),
            End::Struck => self.end_struck(),
            End::Script => self.script = None,
            End::Link => self.end_link(),
            End::Cell(head, right) => self.end_cell(head, right),
            End::Close => self.flush(),
            End::Block => {
                self.flush();
                self.sheet.gap = true;
            }
            End::Table => {
                if let Some(table) = self.tables.pop() {
                    self.push_table(&table);
                }
                self.sheet.gap = true;
            }
            End::Heading(mark) => self.end_heading(mark),
            End::Prefixed => {
                self.flush();
                self.end_prefix();
                self.sheet.gap = true;
            }
            End::Item => {
                // An item that says nothing still has its mark.
                let unsaid = self.sheet.prefixes.last().is_some_and(|prefix| prefix.first.is_some());
                if unsaid && self.sheet.line.trim().is_empty() {
                    self.push_line("");
                }
                self.flush();
                self.end_prefix();
            }
            End::List => {
                self.flush();
                self.sheet.lists.pop();
                self.sheet.gap = self.sheet.lists.last().is_none_or(|outer| outer.loose);
            }
            End::Label => self.end_label(),
            End::Verbatim => self.end_verbatim(),
            End::Notes => {
                self.flush();
                self.notes = self.notes.saturating_sub(1);
            }
        }
    }

    /// Ends the innermost prefix.
    fn end_prefix(&mut self) {
        self.sheet.prefixes.pop();
        self.sheet.kept = self.sheet.kept.min(self.sheet.prefixes.len());
    }

    /// Ends a cell and goes on with what is around its table.
    fn end_cell(&mut self, head: bool, right: bool) {
        self.flush();
        let Some(outside) = self.outside.pop() else { return };
        let cell = std::mem::replace(&mut self.sheet, outside);
        match self.tables.last_mut() {
            Some(table) => table.push_cell(&cell.out, head, right),
            None => self.push(&cell.out),
        }
    }

    /// Writes a table.
    fn push_table(&mut self, table: &TextTable) {
        self.flush();
        self.sheet.gap = true;
        for line in table.lines(self.room()) {
            self.push_line(&line);
        }
    }

    /// Writes a heading with a line under it.
    fn end_heading(&mut self, mark: char) {
        let mut longest = 0;
        self.flush_with(|line| longest = longest.max(width(line)));
        if longest > 0 && !self.in_cell() {
            self.push_line(&mark.to_string().repeat(longest));
        }
        self.sheet.gap = true;
    }

    /// Writes text as it was typed, cut where it is too long.
    fn end_verbatim(&mut self) {
        self.verbatim = false;
        let text = std::mem::take(&mut self.sheet.line);
        let room = self.room().saturating_sub(4).max(8);
        for line in text.trim_end().split('\n') {
            for slice in slices(&line.replace('\t', "    "), room) {
                self.push_line(&format!("    {slice}"));
            }
        }
        self.sheet.gap = true;
    }

    /// Writes the block under way; none that says nothing.
    pub(super) fn flush(&mut self) {
        self.flush_with(|_| {});
    }

    /// Writes the block under way, and shows each of its lines.
    fn flush_with(&mut self, mut show: impl FnMut(&str)) {
        let mut block = std::mem::take(&mut self.sheet.line);
        let (text, room, in_cell) = (block.trim(), self.room(), self.in_cell());
        let write = |line: &str| {
            show(line);
            self.push_line(line);
        };
        match (text.is_empty(), in_cell) {
            (true, _) => {}
            (false, true) => each_cell_line(text, room, write),
            (false, false) => each_line(text, room, write),
        }
        block.clear();
        self.sheet.line = block;
    }

    /// Writes one line behind the prefixes; a blank line comes before it if one is due.
    fn push_line(&mut self, text: &str) {
        let Sheet { out, prefixes, kept, gap, .. } = &mut self.sheet;
        if *gap && !out.is_empty() {
            let quoted = prefixes.iter().take(*kept).filter(|prefix| prefix.first.is_none());
            let quoted: String = quoted.map(|prefix| &*prefix.rest).collect();
            out.push_str(quoted.trim_end());
            out.push('\n');
        }
        *gap = false;
        *kept = prefixes.len();
        let start = out.len();
        for prefix in prefixes {
            out.push_str(prefix.first.take().as_deref().unwrap_or(&prefix.rest));
        }
        out.push_str(text);
        let rtl = self.cx.rtl && self.outside.is_empty();
        if let Cow::Owned(line) = directed(&out[start..], rtl) {
            out.truncate(start);
            out.push_str(&line);
        }
        out.truncate(start + out[start..].trim_end().len());
        out.push('\n');
    }
}
