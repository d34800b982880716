//! Tables in text: in columns where they fit, else row by row.

use super::grid::{Grid, Span};
use super::wrap::{each_cell_line, width};

/// What stands between two columns.
const BETWEEN: &str = "  ";
/// How many bytes the heads may take that are said once more in each row.
const HEADS: usize = 128 * 1024;

/// A table under way.
#[derive(Default)]
pub(super) struct TextTable {
    /// The rows.
    pub(super) rows: Vec<Vec<TextCell>>,
    /// Over how many columns and rows the open cell reaches.
    pub(super) span: Span,
}

/// A cell.
#[derive(Default)]
pub(super) struct TextCell {
    /// What it says, line by line.
    lines: Vec<String>,
    /// Whether it heads a column.
    is_head: bool,
    /// Whether it stands at the right of its column.
    right: bool,
    /// Over how many columns and rows it reaches.
    span: Span,
}

impl TextCell {
    /// Returns how wide its longest line is.
    fn width(&self) -> usize {
        self.lines.iter().map(|line| width(line)).max().unwrap_or(0)
    }
}

impl TextTable {
    /// Adds a cell to the last row.
    pub(super) fn push_cell(&mut self, text: &str, is_head: bool, right: bool) {
        if self.rows.is_empty() {
            self.rows.push(Vec::new());
        }
        let lines = text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect();
        let span = std::mem::take(&mut self.span);
        if let Some(row) = self.rows.last_mut() {
            row.push(TextCell { lines, is_head, right, span });
        }
    }

    /// Returns the lines of the table in this many columns.
    pub(super) fn lines(&self, limit: usize) -> Vec<String> {
        let grid = Grid::new(&self.rows, |cell| (cell.span, cell.lines.iter().map(String::len).sum()));
        let widths = self.widths(&grid);
        let total = widths.iter().fold(BETWEEN.len() * widths.len().saturating_sub(1), |sum, wide| sum + wide);
        let mut lines = if total <= limit { self.columns(&grid, &widths) } else { self.stacked(&grid, limit) };
        // No line of a table is a quotation of somebody else.
        if lines.iter().any(|line| line.starts_with('>')) {
            lines.iter_mut().filter(|line| !line.is_empty()).for_each(|line| line.insert(0, ' '));
        }
        lines
    }

    /// Returns how wide the columns are.
    fn widths(&self, grid: &Grid) -> Vec<usize> {
        let mut widths = vec![0; grid.columns];
        for wide_cells in [false, true] {
            for (row, cells) in self.rows.iter().enumerate() {
                for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| (cell.span.columns > 1) == wide_cells) {
                    let own = grid.columns_of(row, at, cell.span);
                    let Some(last) = own.clone().next_back() else { continue };
                    let between = BETWEEN.len() * (own.len() - 1);
                    let others: usize = widths[own.start..last].iter().sum();
                    widths[last] = widths[last].max(cell.width().saturating_sub(others + between));
                }
            }
        }
        widths
    }

    /// Returns the lines of a table that fits.
    fn columns(&self, grid: &Grid, widths: &[usize]) -> Vec<String> {
        let mut lines = Vec::with_capacity(self.rows.len() + 1);
        for (row, cells) in self.rows.iter().enumerate() {
            let height = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0).max(1);
            for at in 0..height {
                lines.push(self.line(grid, widths, row, at));
            }
            let next = self.rows.get(row + 1);
            if is_head(cells) && !next.is_some_and(|next| is_head(next)) {
                let rules: Vec<String> = widths.iter().map(|wide| "-".repeat(*wide)).collect();
                lines.push(rules.join(BETWEEN).trim_end().to_owned());
            }
        }
        lines
    }

    /// Returns one line of a row.
    fn line(&self, grid: &Grid, widths: &[usize], row: usize, at: usize) -> String {
        let mut line = String::new();
        let mut column = 0;
        for (index, cell) in self.rows[row].iter().enumerate() {
            let own = grid.columns_of(row, index, cell.span);
            while column < own.start {
                line.push_str(&" ".repeat(widths[column] + BETWEEN.len()));
                column += 1;
            }
            let room = widths[own.clone()].iter().sum::<usize>() + BETWEEN.len() * own.len().saturating_sub(1);
            let text = cell.lines.get(at).map_or("", String::as_str);
            let blank = " ".repeat(room.saturating_sub(width(text)));
            let (before, after) = if cell.right { (blank.as_str(), "") } else { ("", blank.as_str()) };
            line.extend([before, text, after, BETWEEN]);
            column = own.end;
        }
        line.trim_end().to_owned()
    }

    /// Returns the lines of a table that is too wide: each cell behind the heads of its columns, rows apart.
    fn stacked(&self, grid: &Grid, limit: usize) -> Vec<String> {
        let heads = self.rows.iter().take_while(|cells| is_head(cells)).count();
        // A table of nothing but heads still says them.
        let heads = if heads == self.rows.len() { 0 } else { heads };
        let heads_said: Vec<Vec<String>> =
            self.rows.iter().take(heads).map(|row| row.iter().map(|cell| cell.lines.join(" ")).collect()).collect();
        let mut budget = HEADS;
        let mut lines = Vec::new();
        for cells in grid.rows.iter().skip(heads) {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            for place in cells {
                let cell = &self.rows[place.row][place.index];
                let name = grid.heads(heads, place, budget, |row, index| &*heads_said[row][index]);
                budget -= name.len();
                let text = cell.lines.join("\n");
                let text = if name.is_empty() { text } else { format!("{name}: {text}") };
                let mut indent = "";
                each_cell_line(text.trim_end(), limit.saturating_sub(2), |line| {
                    lines.push([std::mem::replace(&mut indent, "  "), line].concat());
                });
            }
        }
        lines
    }
}

/// Tells whether a row heads columns.
fn is_head(cells: &[TextCell]) -> bool {
    cells.iter().any(|cell| cell.is_head)
}
