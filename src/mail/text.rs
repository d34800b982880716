//! The plain-text part of a mail, made of the body that the HTML part shows.
//!
//! Takes HTML as [`super::body`] writes it; gives text in lines of at most 72 columns: headings underlined, lists with
//! hanging indents, quotes behind `>`, links as `text <https://…>`, tables in columns where they fit and row by row where
//! not, pictures by their description, footnotes at the end. No line but a lone address is longer.

use super::markup::{Attributes, Piece, decoded, is_void, pieces};
use super::text_table::TextTable;
use super::wrap::{WIDTH, slices, width, wrap};

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

/// Returns a text in lines, as it stands between the parts of a mail.
pub fn wrapped(text: &str, rtl: bool) -> String {
    let lines = wrap(text, WIDTH);
    lines.iter().map(|line| directed(line, rtl)).collect::<Vec<_>>().join("\n")
}

/// Returns a text in lines with a line of marks under it, as long as the longest.
pub fn underlined(text: &str, mark: &str, rtl: bool) -> String {
    let lines = wrap(text, WIDTH);
    let longest = lines.iter().map(|line| width(line)).max().unwrap_or(0);
    let lines: Vec<String> = lines.iter().map(|line| directed(line, rtl)).collect();
    format!("{}\n{}", lines.join("\n"), mark.repeat(longest))
}

/// Returns a line of a text from right to left with a mark that says so, where its first letter says otherwise.
fn directed(line: &str, rtl: bool) -> String {
    let is_rtl = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}');
    let first = line.chars().find(|c| c.is_alphabetic());
    // A blank that holds a line together within a paragraph means nothing once the lines are made.
    let line = line.replace('\u{a0}', " ").replace('\u{ad}', "");
    if rtl && !line.trim().is_empty() && !first.is_some_and(is_rtl) { format!("\u{200f}{line}") } else { line }
}

/// What stands before the lines of a block: once, and then always.
struct Prefix {
    first: Option<String>,
    rest: String,
}

/// What the end of an element means.
enum End {
    /// Nothing.
    Nothing,
    /// The end of a block, with a blank line after it.
    Block,
    /// The end of a block, without one.
    Close,
    /// The end of a heading, to be underlined.
    Heading(char),
    /// The end of a block with a prefix.
    Prefixed,
    /// The end of an item of a list.
    Item,
    /// The end of a list.
    List,
    /// The end of text as it was typed.
    Verbatim,
    /// The end of the footnotes.
    Notes,
    /// The end of a link: where it leads, and where its text begins.
    Link(String, usize),
    /// What is written at the end.
    Word(&'static str),
}

/// An open list.
struct List {
    /// The number of the next item, in a list that has numbers.
    next: Option<u32>,
    /// Whether its items are footnotes.
    is_notes: bool,
    /// Whether its items hold paragraphs.
    loose: bool,
    /// Whether an item was opened.
    begun: bool,
}

/// Writes the text.
struct Writer<'a> {
    cx: TextCx<'a>,
    out: String,
    /// The block under way.
    line: String,
    prefixes: Vec<Prefix>,
    open: Vec<(&'a str, End)>,
    lists: Vec<List>,
    tables: Vec<TextTable>,
    /// Whether a blank line comes before the next block.
    gap: bool,
    verbatim: bool,
    /// How many lists of footnotes are open.
    notes: usize,
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
    fn in_cell(&self) -> bool {
        self.tables.last().is_some_and(TextTable::in_cell)
    }

    /// Opens an element and returns what its end will mean.
    fn start(&mut self, name: &str, attributes: Attributes<'_>) -> End {
        if self.in_cell() && !matches!(name, "a" | "td" | "th" | "sup" | "sub" | "span" | "q") {
            self.line.push(' ');
            return End::Nothing;
        }
        match name {
            "p" | "div" | "dt" | "tr" => self.start_block(name, attributes),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.gap = true;
                End::Heading(match name {
                    "h1" => '=',
                    "h2" => '-',
                    _ => '.',
                })
            }
            "blockquote" => self.start_prefixed(None, "> "),
            "dd" => {
                self.flush();
                self.gap = false;
                self.start_prefixed(None, "    ")
            }
            "ul" | "ol" => self.start_list(name, attributes),
            "li" => self.start_item(),
            "pre" => {
                self.flush();
                self.gap = true;
                self.verbatim = true;
                End::Verbatim
            }
            "a" => {
                if attributes.has_class("picture") {
                    self.line.push_str(&format!("[{}: ", self.cx.image));
                }
                let href = attributes.get("href").unwrap_or_default();
                let url = href.replace(' ', "%20").replace(['<', '>'], "");
                let from = self.line.len();
                if attributes.has_class("picture") { End::Link(format!("]{url}"), from) } else { End::Link(url, from) }
            }
            "q" => {
                self.line.push('“');
                End::Word("”")
            }
            "span" if attributes.has_class("priority") => {
                self.line.push('[');
                End::Word("]")
            }
            "table" => {
                self.flush();
                self.gap = true;
                self.tables.push(TextTable::default());
                End::Block
            }
            "td" | "th" => {
                let head = attributes.raw("scope") == Some("col");
                let right = attributes.has_class("align-right");
                if let Some(table) = self.tables.last_mut() {
                    self.line.clear();
                    table.open_cell(head, right);
                }
                End::Close
            }
            _ => End::Nothing,
        }
    }

    /// Opens a block that has no marks of its own.
    fn start_block(&mut self, name: &str, attributes: Attributes<'_>) -> End {
        if name == "tr" {
            if let Some(table) = self.tables.last_mut() {
                table.rows.push(Vec::new());
            }
            return End::Nothing;
        }
        self.flush();
        match name {
            "p" => {
                if let Some(list) = self.lists.last_mut() {
                    list.loose = true;
                }
                if attributes.has_class("caption") {
                    self.gap = false;
                }
                if attributes.has_class("alert-title") { End::Close } else { End::Block }
            }
            "dt" => End::Close,
            _ if attributes.has_class("alert") => self.start_prefixed(None, "| "),
            _ if attributes.has_class("notes") => {
                self.notes += 1;
                End::Notes
            }
            _ if attributes.has_class("row") || attributes.has_class("figure") => End::Block,
            _ => End::Close,
        }
    }

    /// Opens a block with a prefix.
    fn start_prefixed(&mut self, first: Option<String>, rest: &str) -> End {
        self.flush();
        self.prefixes.push(Prefix { first, rest: rest.to_owned() });
        End::Prefixed
    }

    /// Opens a list.
    fn start_list(&mut self, name: &str, attributes: Attributes<'_>) -> End {
        self.flush();
        if let Some(outer) = self.lists.last() {
            self.gap = outer.loose;
        }
        let first = attributes.raw("start").and_then(|start| start.parse().ok()).unwrap_or(1);
        let next = (name == "ol").then_some(first);
        self.lists.push(List { next, is_notes: self.notes > 0, loose: false, begun: false });
        End::List
    }

    /// Opens an item.
    fn start_item(&mut self) -> End {
        self.flush();
        let Some(list) = self.lists.last_mut() else { return End::Close };
        if list.begun {
            self.gap = list.loose;
        }
        list.begun = true;
        let marker = match &mut list.next {
            Some(number) => {
                let marker = if list.is_notes { format!("[{number}] ") } else { format!("{number}. ") };
                *number = number.saturating_add(1);
                marker
            }
            None => "- ".to_owned(),
        };
        let rest = " ".repeat(marker.len());
        self.prefixes.push(Prefix { first: Some(marker), rest });
        End::Item
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
                self.prefixes.pop();
                self.gap = true;
            }
            End::Item => {
                // An item that says nothing still has its mark.
                if self.prefixes.last().is_some_and(|prefix| prefix.first.is_some()) && self.line.trim().is_empty() {
                    self.push_line("");
                }
                self.flush();
                self.prefixes.pop();
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
    fn flush(&mut self) {
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
            let quoted: String =
                self.prefixes.iter().filter(|prefix| prefix.first.is_none()).map(|p| &*p.rest).collect();
            self.out.push_str(quoted.trim_end());
            self.out.push('\n');
        }
        self.gap = false;
        let mut line = String::new();
        for prefix in &mut self.prefixes {
            line.push_str(prefix.first.take().as_deref().unwrap_or(&prefix.rest));
        }
        line.push_str(text);
        self.out.push_str(directed(&line, self.cx.rtl).trim_end());
        self.out.push('\n');
    }
}
