//! Tables in the bodies of mails: their rows and cells are gathered, and written once the table is whole.

use super::body::Writer;
use super::grid::Span;
use super::markup::Attributes;
use super::table::{Cell, Table};

impl Writer<'_, '_> {
    /// Opens a part of a table.
    pub(super) fn start_table(&mut self, name: &str, attributes: Attributes<'_>) {
        if name == "table" {
            return self.tables.push((Table::default(), None));
        }
        let Some((table, outside)) = self.tables.last_mut() else { return };
        match name {
            "thead" => table.in_head = true,
            "tr" => table.open_row(),
            "th" | "td" | "caption" if outside.is_none() => {
                if table.rows.is_empty() && name != "caption" {
                    table.rows.push(Vec::new());
                }
                let class = ["align-right", "align-center"].into_iter().find(|class| attributes.has_class(class));
                let (is_head, class, span) = (name == "th", class.unwrap_or(""), Span::of(attributes));
                table.cell = Cell { is_head, class, span, speech: speech(attributes), html: String::new() };
                *outside = Some(std::mem::take(&mut self.out));
            }
            _ => {}
        }
    }

    /// Closes a part of a table.
    pub(super) fn end_table(&mut self, name: &str) {
        let Some((table, outside)) = self.tables.last_mut() else { return };
        match name {
            "thead" => table.in_head = false,
            "th" | "td" | "caption" => {
                let Some(before) = outside.take() else { return };
                let html = std::mem::replace(&mut self.out, before);
                let html = html.trim();
                if name == "caption" {
                    html.clone_into(&mut table.caption);
                } else if let Some(row) = table.rows.last_mut() {
                    row.push(Cell { html: html.to_owned(), ..table.cell.clone() });
                }
            }
            "table" => {
                if let Some((table, outside)) = self.tables.pop() {
                    // A cell that was left open ends with its table.
                    if let Some(before) = outside {
                        self.out = before;
                    }
                    table.write(&mut self.out);
                }
            }
            _ => {}
        }
    }
}

/// Returns the attributes of a cell that tell its language and its direction.
fn speech(attributes: Attributes<'_>) -> String {
    let told = |(name, value): &(&str, &str)| *name == "lang" || *name == "dir" && matches!(*value, "ltr" | "rtl");
    attributes.iter().filter(told).map(|(name, value)| format!(" {name}=\"{value}\"")).collect()
}
