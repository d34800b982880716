//! What opens in the text of a mail, and what its end will mean.

use super::markup::Attributes;
use super::text::Writer;
use super::text_table::TextTable;

/// What stands before the lines of a block: once, and then always.
pub(super) struct Prefix {
    pub(super) first: Option<String>,
    pub(super) rest: String,
}

/// What the end of an element means.
pub(super) enum End {
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
pub(super) struct List {
    /// The number of the next item, in a list that has numbers.
    pub(super) next: Option<u32>,
    /// Whether its items are footnotes.
    pub(super) is_notes: bool,
    /// Whether its items hold paragraphs.
    pub(super) loose: bool,
    /// Whether an item was opened.
    pub(super) begun: bool,
}

impl Writer<'_> {
    /// Opens an element and returns what its end will mean.
    pub(super) fn start(&mut self, name: &str, attributes: Attributes<'_>) -> End {
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
            "pre" => self.start_verbatim(),
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
            _ if attributes.has_class("pre") => self.start_verbatim(),
            _ if attributes.has_class("alert") => self.start_prefixed(None, "| "),
            _ if attributes.has_class("notes") => {
                self.notes += 1;
                End::Notes
            }
            _ if attributes.has_class("row") || attributes.has_class("figure") => End::Block,
            _ => End::Close,
        }
    }

    /// Opens text as it was typed.
    fn start_verbatim(&mut self) -> End {
        self.flush();
        self.gap = true;
        self.verbatim = true;
        End::Verbatim
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
}
