//! Tables in mails: as tables while a telephone can show them, else row by row.

use super::markup::{Piece, decoded, pieces};
use super::wrap::width;

/// The most columns that fit beside one another on a telephone.
const COLUMNS: usize = 4;
/// How wide the longest words of all columns may be together there, in characters.
const WORDS: usize = 28;

/// A table under way.
#[derive(Default)]
pub(super) struct Table {
    /// The caption, as HTML.
    pub(super) caption: String,
    /// The rows.
    pub(super) rows: Vec<Vec<Cell>>,
    /// The cell that is open, but for what it holds.
    pub(super) cell: Cell,
}

/// A cell.
#[derive(Clone, Default)]
pub(super) struct Cell {
    /// Whether it heads a row or column.
    pub(super) is_head: bool,
    /// The class that says how it is aligned, or nothing.
    pub(super) class: &'static str,
    /// What it holds, as HTML.
    pub(super) html: String,
}

impl Table {
    /// Writes the table.
    pub(super) fn write(mut self, out: &mut String) {
        self.rows.retain(|row| !row.is_empty());
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        if !self.caption.is_empty() {
            out.push_str("<p><strong>");
            out.push_str(&self.caption);
            out.push_str("</strong></p>");
        }
        match columns {
            0 => {}
            1..=COLUMNS if self.words(columns) <= WORDS => self.write_table(columns, out),
            _ => self.write_rows(out),
        }
    }

    /// Returns how wide the longest words of the columns are together.
    fn words(&self, columns: usize) -> usize {
        let longest = |column: usize| self.rows.iter().filter_map(|row| row.get(column)).map(Cell::longest_word).max();
        (0..columns).map(|column| longest(column).unwrap_or(0)).sum()
    }

    /// Returns how many rows at the top hold nothing but heads.
    fn heads(&self) -> usize {
        usize::from(self.rows.first().is_some_and(|row| row.iter().all(|cell| cell.is_head)))
    }

    /// Writes it as a table.
    fn write_table(&self, columns: usize, out: &mut String) {
        let (head, body) = self.rows.split_at(self.heads());
        out.push_str("<table class=\"data\">");
        for (part, rows) in [("thead", head), ("tbody", body)] {
            if rows.is_empty() {
                continue;
            }
            out.push('<');
            out.push_str(part);
            out.push('>');
            for row in rows {
                out.push_str("<tr>");
                let blank = Cell { is_head: part == "thead", ..Cell::default() };
                let missing = std::iter::repeat_n(&blank, columns - row.len());
                for cell in row.iter().chain(missing) {
                    cell.write(part == "thead", out);
                }
                out.push_str("</tr>");
            }
            out.push_str("</");
            out.push_str(part);
            out.push('>');
        }
        out.push_str("</table>");
    }

    /// Writes it row by row, each cell with the head of its column before it.
    fn write_rows(&self, out: &mut String) {
        let (head, body) = self.rows.split_at(self.heads());
        out.push_str("<div class=\"rows\">");
        for row in body {
            out.push_str("<div class=\"row\">");
            for (at, cell) in row.iter().enumerate() {
                out.push_str("<div>");
                let name = head.first().and_then(|head| head.get(at)).filter(|name| !name.html.is_empty());
                if let Some(name) = name {
                    out.push_str("<strong>");
                    out.push_str(&name.html);
                    out.push_str(":</strong> ");
                }
                out.push_str(&cell.html);
                out.push_str("</div>");
            }
            out.push_str("</div>");
        }
        out.push_str("</div>");
    }
}

impl Cell {
    /// Returns how wide the longest word is.
    fn longest_word(&self) -> usize {
        let texts = pieces(&self.html).filter_map(|piece| match piece {
            Piece::Text(text) => Some(decoded(text)),
            _ => None,
        });
        texts.flat_map(|text| text.split_whitespace().map(width).max()).max().unwrap_or(0)
    }

    /// Writes the cell of a table.
    fn write(&self, in_head: bool, out: &mut String) {
        // A head that says nothing heads nothing.
        let (open, close) = match (self.is_head && !self.html.is_empty(), in_head) {
            (true, true) => ("<th scope=\"col\"", "</th>"),
            (true, false) => ("<th scope=\"row\"", "</th>"),
            _ => ("<td", "</td>"),
        };
        out.push_str(open);
        if !self.class.is_empty() {
            out.push_str(" class=\"");
            out.push_str(self.class);
            out.push('"');
        }
        out.push('>');
        out.push_str(&self.html);
        out.push_str(close);
    }
}
