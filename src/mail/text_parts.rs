//! What opens in the text of a mail, and what its end will mean.

use super::grid::Span;
use super::markup::Attributes;
use super::text::{Sheet, Writer};
use super::text_open::{End, List, Numbers, Prefix};
use super::text_table::TextTable;
use super::wrap::width;
use crate::html::Script;

impl Writer<'_> {
    /// Opens an element and returns what its end will mean.
    pub(super) fn start(&mut self, name: &str, attributes: Attributes<'_>) -> End {
        match name {
            "tr" if matches!(&self.open[..], [.., ("table", End::List)] | [.., ("table", End::List), ("tbody", _)]) => {
                self.start_item(attributes)
            }
            "td" if attributes.has_class("item-label") => End::Label,
            "td" if attributes.has_class("item-words") => End::Nothing,
            "p" | "div" | "dt" | "tr" => self.start_block(name, attributes),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.sheet.gap = true;
                End::Heading(match name {
                    "h1" => '=',
                    "h2" => '-',
                    _ => '.',
                })
            }
            "blockquote" => self.start_prefixed(None, "> "),
            "dd" => {
                self.flush();
                self.sheet.gap = false;
                self.start_prefixed(None, "    ")
            }
            "ul" | "ol" => self.start_list(name, attributes),
            "li" => self.start_item(attributes),
            "pre" => self.start_verbatim(),
            "a" => self.start_link(attributes),
            "del" | "s" | "strike" => self.start_struck(),
            "sup" | "sub" if !attributes.has_class("mention") => {
                self.script = Some(if name == "sup" { Script::Above } else { Script::Below });
                End::Script
            }
            "q" => {
                self.push("“");
                End::Word("”")
            }
            "abbr" => {
                let words = attributes.get("title").unwrap_or_default();
                let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
                if words.is_empty() { End::Nothing } else { End::Expansion(words) }
            }
            // What begins with labels is a list here too.
            "table" if attributes.has_class("labels") => self.start_list(name, attributes),
            "table" => {
                self.flush();
                self.tables.push(TextTable::default());
                End::Table
            }
            "td" | "th" => self.start_cell(attributes),
            _ => End::Nothing,
        }
    }

    /// Opens a cell: what it holds is written on a sheet of its own.
    fn start_cell(&mut self, attributes: Attributes<'_>) -> End {
        let Some(table) = self.tables.last_mut() else {
            self.flush();
            return End::Close;
        };
        table.span = Span::of(attributes);
        self.outside.push(std::mem::take(&mut self.sheet));
        self.sheet = Sheet::default();
        End::Cell(matches!(attributes.raw("scope"), Some("col" | "colgroup")), attributes.has_class("align-right"))
    }

    /// Opens words that are struck.
    fn start_struck(&mut self) -> End {
        self.struck += 1;
        if self.struck == 1 {
            self.due = format!("[{}: ", self.cx.deleted);
        }
        End::Struck
    }

    /// Ends words that are struck; where there were none, nothing is said.
    pub(super) fn end_struck(&mut self) {
        self.struck = self.struck.saturating_sub(1);
        if self.struck == 0 && std::mem::take(&mut self.due).is_empty() {
            self.push_end("]");
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
                if let Some(list) = self.sheet.lists.last_mut() {
                    list.loose = true;
                }
                if attributes.has_class("caption") {
                    self.sheet.gap = false;
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
        self.sheet.gap = true;
        self.verbatim = true;
        End::Verbatim
    }

    /// Opens a block with a prefix.
    fn start_prefixed(&mut self, first: Option<String>, rest: &str) -> End {
        self.flush();
        self.sheet.prefixes.push(Prefix { first, rest: rest.to_owned() });
        End::Prefixed
    }

    /// Opens a list.
    fn start_list(&mut self, name: &str, attributes: Attributes<'_>) -> End {
        self.flush();
        if let Some(outer) = self.sheet.lists.last() {
            self.sheet.gap = outer.loose;
        }
        let is_reversed = attributes.raw("reversed").is_some();
        let first = attributes.raw("start").and_then(|start| start.parse().ok()).unwrap_or(1);
        // Footnotes are the items of the list that stands in their section itself.
        let is_notes = matches!(self.open.last(), Some((_, End::Notes)));
        let numbers = match attributes.raw("type") {
            _ if is_notes => Numbers::Notes,
            Some("a") => Numbers::Letters(false),
            Some("A") => Numbers::Letters(true),
            Some("i") => Numbers::Roman(false),
            Some("I") => Numbers::Roman(true),
            _ => Numbers::Digits,
        };
        let next = (name == "ol").then_some(first);
        let step = if is_reversed { -1 } else { 1 };
        self.sheet.lists.push(List { next, step, numbers, loose: false, begun: false });
        End::List
    }

    /// Opens an item.
    fn start_item(&mut self, attributes: Attributes<'_>) -> End {
        self.flush();
        let Some(list) = self.sheet.lists.last_mut() else { return End::Close };
        if list.begun {
            self.sheet.gap = list.loose;
        }
        list.begun = true;
        let own = attributes.raw("value").and_then(|value| value.parse().ok());
        let marker = match &mut list.next {
            Some(next) => {
                let number = own.unwrap_or(*next);
                *next = number.saturating_add(list.step);
                list.numbers.mark(number)
            }
            None => "- ".to_owned(),
        };
        let rest = " ".repeat(width(&marker));
        self.sheet.prefixes.push(Prefix { first: Some(marker), rest });
        End::Item
    }

    /// Ends the label of an item, which stands before its lines as a number would.
    pub(super) fn end_label(&mut self) {
        let label = std::mem::take(&mut self.sheet.line);
        let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(prefix) =
            self.sheet.prefixes.last_mut().filter(|prefix| prefix.first.is_some() && !label.is_empty())
        {
            prefix.rest = " ".repeat(width(&label) + 1);
            prefix.first = Some(label + " ");
        }
    }
}
