//! The plain-text part of a mail, made of the body that the HTML part shows.
//!
//! Takes HTML as [`super::body`] writes it; gives text in lines of at most 72 columns: headings underlined, lists with
//! hanging indents, quotes behind `>`, links as `text <https://…>`, tables in columns where they fit and row by row where
//! not, pictures by their description, footnotes at the end. No line but a lone address is longer.

use super::markup::{Piece, decoded, is_void, pieces};
use super::text_parts::{End, List, Prefix};
use super::text_table::TextTable;
use super::wrap::{WIDTH, directed, slices, width, wrap};

/// What the writer must know beside the body.
#[derive(Clone, Copy, Debug)]
pub struct TextCx<'a> {
    /// Whether the text runs from right to left.
    pub rtl: bool,
    /// The word that stands before the description of a picture.
    pub image: &'a str,
}

/// Returns the text of a body.
pub fn text_of(html: &str, cx: TextCx<'_>) -> String {
    let mut writer = Writer {
        cx,
        out: String::with_capacity(html.len()),
        line: String::new(),
        prefixes: Vec::new(),
        open: Vec::new(),
        lists: Vec::new(),
        tables: Vec::new(),
        kept: 0,
        gap: false,
        verbatim: false,
        notes: 0,
    };
    for piece in pieces(html) {
        writer.take(piece);
    }
    writer.flush();
    writer.out
}

/// Writes the text.
pub(super) struct Writer<'a> {
    pub(super) cx: TextCx<'a>,
    pub(super) out: String,
    /// The block under way.
    pub(super) line: String,
    pub(super) prefixes: Vec<Prefix>,
    pub(super) open: Vec<(&'a str, End)>,
    pub(super) lists: Vec<List>,
    pub(super) tables: Vec<TextTable>,
    /// How many prefixes stand since the last line: those alone stand in a blank line between it and the next.
    pub(super) kept: usize,
    /// Whether a blank line comes before the next block.
    pub(super) gap: bool,
    pub(super) verbatim: bool,
    /// How many lists of footnotes are open.
    pub(super) notes: usize,
}

impl<'a> Writer<'a> {
    /// Takes one piece.
    fn take(&mut self, piece: Piece<'a>) {
        match piece {
            Piece::Text(text) => self.push_text(&decoded(text)),
            Piece::Open("br", _) => self.line.push(if self.in_cell() { ' ' } else { '\n' }),
            Piece::Open("hr", _) => self.push_rule(),
            Piece::Open("img", attributes) => {
                let alt = attributes.get("alt").unwrap_or_default();
                self.line.push_str(&format!("[{}: {}]", self.cx.image, alt.trim()));
            }
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
            self.line.push_str(text);
        } else {
            self.line.extend(text.chars().map(|c| if c == '\n' || c == '\t' { ' ' } else { c }));
        }
    }

    /// Tells whether a cell of a table is open, in which no block stands alone.
    pub(super) fn in_cell(&self) -> bool {
        self.tables.last().is_some_and(TextTable::in_cell)
    }

    /// Writes a rule.
    fn push_rule(&mut self) {
        if self.in_cell() {
            return;
        }
        self.flush();
        self.gap = true;
        self.push_line("* * *");
        self.gap = true;
    }

    /// Ends an element.
    fn end(&mut self, end: End) {
        match end {
            End::Nothing => {}
            End::Word(word) => self.line.push_str(word),
            End::Link(url, from) => self.end_link(&url, from),
            End::Close if self.in_cell() => {
                let text = std::mem::take(&mut self.line);
                if let Some(table) = self.tables.last_mut() {
                    table.close_cell(&text);
                }
            }
            End::Close => self.flush(),
            End::Block => {
                match self.open_table() {
                    Some(table) => self.push_table(&table),
                    None => self.flush(),
                }
                self.gap = true;
            }
            End::Heading(mark) => self.end_heading(mark),
            End::Prefixed => {
                self.flush();
                self.end_prefix();
                self.gap = true;
            }
            End::Item => {
                // An item that says nothing still has its mark.
                if self.prefixes.last().is_some_and(|prefix| prefix.first.is_some()) && self.line.trim().is_empty() {
                    self.push_line("");
                }
                self.flush();
                self.end_prefix();
            }
            End::List => {
                self.flush();
                self.lists.pop();
                self.gap = self.lists.last().is_none_or(|outer| outer.loose);
            }
            End::Verbatim => self.end_verbatim(),
            End::Notes => {
                self.flush();
                self.notes -= 1;
            }
        }
    }

    /// Ends the innermost prefix.
    fn end_prefix(&mut self) {
        self.prefixes.pop();
        self.kept = self.kept.min(self.prefixes.len());
    }

    /// Returns the table that ends here, if one does: its element is the last that was open.
    fn open_table(&mut self) -> Option<TextTable> {
        let depth = self.open.iter().filter(|(name, _)| *name == "table").count();
        if self.tables.len() > depth { self.tables.pop() } else { None }
    }

    /// Writes a table.
    fn push_table(&mut self, table: &TextTable) {
        self.line.clear();
        let indent: usize = self.prefixes.iter().map(|prefix| width(&prefix.rest)).sum();
        for line in table.lines(WIDTH.saturating_sub(indent)) {
            self.push_line(&line);
        }
    }

    /// Ends a link: its address follows its text, unless the text is the address.
    fn end_link(&mut self, url: &str, from: usize) {
        let (close, url) = url.strip_prefix(']').map_or(("", url), |url| ("]", url));
        self.line.push_str(close);
        let text = self.line.get(from..).unwrap_or("").trim().to_owned();
        if let Some(address) = url.strip_prefix("mailto:") {
            let address = address.split('?').next().unwrap_or(address);
            if text != address {
                self.line.push_str(&format!(" <{address}>"));
            }
            return;
        }
        if url.is_empty() || url.starts_with("tel:") {
            return;
        }
        let bare = |text: &str| text.trim_end_matches('/').split("://").last().unwrap_or("").to_owned();
        if text.is_empty() || bare(&text) == bare(url) {
            self.line.truncate(from);
            self.line.push_str(&format!("<{url}>"));
        } else {
            self.line.push_str(&format!(" <{url}>"));
        }
    }

    /// Writes a heading with a line under it.
    fn end_heading(&mut self, mark: char) {
        let before = self.out.len();
        let indent: usize = self.prefixes.iter().map(|prefix| width(&prefix.rest)).sum();
        self.flush();
        let lines = self.out.get(before..).unwrap_or("").lines();
        let longest = lines.map(width).max().unwrap_or(0).saturating_sub(indent);
        if longest > 0 {
            self.gap = false;
            self.push_line(&mark.to_string().repeat(longest));
        }
        self.gap = true;
    }

    /// Writes text as it was typed, cut where it is too long.
    fn end_verbatim(&mut self) {
        self.verbatim = false;
        let text = std::mem::take(&mut self.line);
        let indent: usize = self.prefixes.iter().map(|prefix| width(&prefix.rest)).sum();
        let room = WIDTH.saturating_sub(indent + 4).max(8);
        for line in text.trim_end().split('\n') {
            for slice in slices(&line.replace('\t', "    "), room) {
                self.push_line(&format!("    {slice}"));
            }
        }
        self.gap = true;
    }

    /// Writes the block under way.
    pub(super) fn flush(&mut self) {
        if self.in_cell() {
            return;
        }
        let text = std::mem::take(&mut self.line);
        if text.trim().is_empty() {
            return;
        }
        let indent: usize = self.prefixes.iter().map(|prefix| width(&prefix.rest)).sum();
        for line in wrap(text.trim(), WIDTH.saturating_sub(indent)) {
            self.push_line(&line);
        }
    }

    /// Writes one line behind the prefixes; a blank line comes before it if one is due.
    fn push_line(&mut self, text: &str) {
        if self.gap && !self.out.is_empty() {
            let kept = self.prefixes.iter().take(self.kept);
            let quoted: String = kept.filter(|prefix| prefix.first.is_none()).map(|p| &*p.rest).collect();
            self.out.push_str(quoted.trim_end());
            self.out.push('\n');
        }
        self.gap = false;
        self.kept = self.prefixes.len();
        let mut line = String::new();
        for prefix in &mut self.prefixes {
            line.push_str(prefix.first.take().as_deref().unwrap_or(&prefix.rest));
        }
        line.push_str(text);
        self.out.push_str(directed(&line, self.cx.rtl).trim_end());
        self.out.push('\n');
    }
}
