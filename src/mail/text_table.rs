//! Tables in text: in columns where they fit, else row by row.

use super::wrap::{width, wrap};

/// What stands between two columns.
const BETWEEN: &str = "  ";

/// A table under way.
#[derive(Default)]
pub(super) struct TextTable {
    /// The rows: each cell in one line.
    pub(super) rows: Vec<Vec<TextCell>>,
    /// Whether a cell is open.
    open: bool,
}

/// A cell.
#[derive(Default)]
pub(super) struct TextCell {
    /// What it says.
    text: String,
    /// Whether it heads a column.
    is_head: bool,
    /// Whether it stands at the right of its column.
    right: bool,
}

impl TextTable {
    /// Tells whether a cell is open.
    pub(super) fn in_cell(&self) -> bool {
        self.open
    }

    /// Opens a cell.
    pub(super) fn open_cell(&mut self, is_head: bool, right: bool) {
        self.open = true;
        if self.rows.is_empty() {
            self.rows.push(Vec::new());
        }
        if let Some(row) = self.rows.last_mut() {
            row.push(TextCell { text: String::new(), is_head, right });
        }
    }

    /// Closes the open cell.
    pub(super) fn close_cell(&mut self, text: &str) {
        self.open = false;
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
            cell.text = text.split([' ', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        }
    }

    /// Returns the lines of the table in this many columns.
    pub(super) fn lines(&self, limit: usize) -> Vec<String> {
        let count = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let widest =
            |column: usize| self.rows.iter().filter_map(|row| row.get(column)).map(|cell| width(&cell.text)).max();
        let widths: Vec<usize> = (0..count).map(|column| widest(column).unwrap_or(0)).collect();
        let total = widths.iter().sum::<usize>() + BETWEEN.len() * count.saturating_sub(1);
        if total <= limit { self.columns(&widths) } else { self.stacked(limit) }
    }

    /// Returns the lines of a table that fits.
    fn columns(&self, widths: &[usize]) -> Vec<String> {
        let mut lines = Vec::with_capacity(self.rows.len() + 1);
        for row in &self.rows {
            let cells = row.iter().zip(widths).map(|(cell, wide)| {
                let blank = " ".repeat(wide - width(&cell.text));
                if cell.right { [blank.as_str(), &cell.text].concat() } else { [cell.text.as_str(), &blank].concat() }
            });
            lines.push(cells.collect::<Vec<_>>().join(BETWEEN).trim_end().to_owned());
            if row.iter().any(|cell| cell.is_head) {
                let rules: Vec<String> = widths.iter().map(|wide| "-".repeat(*wide)).collect();
                lines.push(rules.join(BETWEEN));
            }
        }
        lines
    }

    /// Returns the lines of a table that is too wide: each cell behind the head of its column, rows apart.
    fn stacked(&self, limit: usize) -> Vec<String> {
        let head = self.rows.iter().find(|row| row.iter().any(|cell| cell.is_head));
        let mut lines = Vec::new();
        for row in self.rows.iter().filter(|row| !row.iter().any(|cell| cell.is_head)) {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            for (at, cell) in row.iter().enumerate() {
                let name = head.and_then(|head| head.get(at)).map_or("", |cell| &cell.text);
                let text = if name.is_empty() { cell.text.clone() } else { format!("{name}: {}", cell.text) };
                let wrapped = wrap(text.trim_end(), limit.saturating_sub(2));
                let indented = |(at, line): (usize, String)| if at == 0 { line } else { format!("  {line}") };
                lines.extend(wrapped.into_iter().enumerate().map(indented));
            }
        }
        lines
    }
}
