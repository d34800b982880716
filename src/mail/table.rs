//! Tables in mails: as tables while a telephone can show them, else row by row.

use std::fmt::Write as _;

use super::grid::{Grid, Span};
use super::markup::{Piece, decoded, pieces};
use super::wrap::width;

/// The most columns that fit beside one another on a telephone.
const COLUMNS: usize = 4;
/// How wide the longest words of all columns may be together there, in characters.
const WORDS: usize = 28;
/// How many bytes the heads may take that are said once more in each row.
const HEADS: usize = 128 * 1024;

/// A table under way.
#[derive(Default)]
pub(super) struct Table {
    /// The caption, as HTML.
    pub(super) caption: String,
    /// The rows.
    pub(super) rows: Vec<Vec<Cell>>,
    /// How many of them stand in its head.
    pub(super) head_rows: usize,
    /// Whether the head is open.
    pub(super) in_head: bool,
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
    /// Over how many columns and rows it reaches.
    pub(super) span: Span,
    /// Its language and its direction, where they are others than around, as attributes.
    pub(super) speech: String,
    /// What it holds, as HTML.
    pub(super) html: String,
}

impl Table {
    /// Opens a row.
    pub(super) fn open_row(&mut self) {
        self.rows.push(Vec::new());
        if self.in_head && self.head_rows + 1 == self.rows.len() {
            self.head_rows += 1;
        }
    }

    /// Writes the table.
    pub(super) fn write(mut self, out: &mut String) {
        // A row that is covered by cells from above holds its place.
        if self.rows.iter().flatten().all(|cell| cell.span.rows == 1) {
            let empty = self.rows.iter().take(self.head_rows).filter(|row| row.is_empty()).count();
            self.head_rows -= empty;
            self.rows.retain(|row| !row.is_empty());
        }
        if !self.caption.is_empty() {
            push_caption(&self.caption, out);
        }
        let grid = Grid::new(&self.rows, |cell| (cell.span, cell.html.len()));
        match grid.columns {
            0 => {}
            1..=COLUMNS if self.words(&grid) <= WORDS => self.write_table(&grid, out),
            _ => self.write_rows(&grid, out),
        }
    }

    /// Returns how wide the longest words of the columns are together.
    fn words(&self, grid: &Grid) -> usize {
        let mut widest = vec![0; grid.columns];
        for (row, cells) in self.rows.iter().enumerate() {
            for (at, cell) in cells.iter().enumerate() {
                let own = grid.columns_of(row, at, cell.span);
                let share = cell.longest_word().div_ceil(own.len().max(1));
                widest[own].iter_mut().for_each(|wide| *wide = share.max(*wide));
            }
        }
        widest.iter().sum()
    }

    /// Returns how many rows at the top hold nothing but heads.
    fn heads(&self) -> usize {
        let is_head = |row: &Vec<Cell>| row.iter().all(|cell| cell.is_head);
        self.head_rows.max(usize::from(self.rows.first().is_some_and(is_head)))
    }

    /// Writes it as a table.
    fn write_table(&self, grid: &Grid, out: &mut String) {
        let heads = self.heads();
        for (part, rows) in [("thead", 0..heads), ("tbody", heads..self.rows.len())] {
            if part == "thead" {
                out.push_str("<table class=\"data\">");
            }
            if rows.is_empty() {
                continue;
            }
            let _ = write!(out, "<{part}>");
            let last = rows.end;
            for row in rows {
                out.push_str("<tr>");
                let covered: usize = grid.rows[row].iter().map(|place| place.columns.len()).sum();
                let blank = Cell { is_head: part == "thead", ..Cell::default() };
                let missing = std::iter::repeat_n(&blank, grid.columns.saturating_sub(covered));
                for cell in self.rows[row].iter().chain(missing) {
                    cell.write(part == "thead", last - row, out);
                }
                out.push_str("</tr>");
            }
            let _ = write!(out, "</{part}>");
        }
        out.push_str("</table>");
    }

    /// Writes it row by row, each cell with the heads of its columns before it.
    fn write_rows(&self, grid: &Grid, out: &mut String) {
        let heads = self.heads();
        // A table of nothing but heads still says them.
        let heads = if heads == self.rows.len() { 0 } else { heads };
        let mut budget = HEADS;
        out.push_str("<div class=\"rows\">");
        for places in grid.rows.iter().skip(heads) {
            out.push_str("<div class=\"row\">");
            for place in places {
                let _ = write!(out, "<div{}>", self.rows[place.row][place.index].speech);
                let name = grid.heads(heads, place, budget, |row, index| &*self.rows[row][index].html);
                if !name.is_empty() {
                    budget -= name.len();
                    let _ = write!(out, "<strong>{name}:</strong> ");
                }
                out.push_str(&self.rows[place.row][place.index].html);
                out.push_str("</div>");
            }
            out.push_str("</div>");
        }
        out.push_str("</div>");
    }
}

/// Appends a caption in strong words; one that is paragraphs already, each of them.
fn push_caption(caption: &str, out: &mut String) {
    if !caption.contains("</p>") {
        out.push_str("<p><strong>");
        out.push_str(caption);
        out.push_str("</strong></p>");
        return;
    }
    for part in caption.split_inclusive('>') {
        let tag = part.rfind('<').map_or("", |at| &part[at..]);
        if tag == "</p>" {
            out.push_str(&part[..part.len() - tag.len()]);
            out.push_str("</strong></p>");
        } else {
            out.push_str(part);
            out.push_str(if tag == "<p>" || tag.starts_with("<p ") { "<strong>" } else { "" });
        }
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

    /// Writes the cell of a table, above the last of so many rows.
    fn write(&self, in_head: bool, rows: usize, out: &mut String) {
        // A head that says nothing heads nothing.
        let (open, close) = match (self.is_head && !self.html.is_empty(), in_head) {
            (true, true) if self.span.columns > 1 => ("<th scope=\"colgroup\"", "</th>"),
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
        out.push_str(&self.speech);
        for (name, reach) in [("colspan", self.span.columns), ("rowspan", self.span.rows.min(rows))] {
            if reach > 1 {
                let _ = write!(out, " {name}=\"{reach}\"");
            }
        }
        out.push('>');
        out.push_str(&self.html);
        out.push_str(close);
    }
}
