//! Which cell of a table stands under which head, where cells reach over several columns or rows.
//!
//! Takes rows of cells, each with its span; gives the columns of each cell, and for each row the cells that stand in it,
//! those that reach down from above among them. Bounded in time and memory, whatever the spans say.

use std::ops::Range;

use super::markup::Attributes;

/// The most columns over which a cell reaches, and the last column in which one may reach at all.
const COLUMNS: usize = 256;
/// How many bytes the cells may take that are said once more, in all rows of a table together.
const REPEATED: usize = 64 * 1024;

/// Over how many columns and rows a cell reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// The columns, at least one.
    pub(super) columns: usize,
    /// The rows, at least one.
    pub(super) rows: usize,
}

impl Default for Span {
    fn default() -> Span {
        Span { columns: 1, rows: 1 }
    }
}

impl Span {
    /// Reads the span of a cell.
    pub(super) fn of(attributes: Attributes<'_>) -> Span {
        let read = |name: &str| attributes.raw(name).and_then(|value| value.trim().parse::<usize>().ok());
        let columns = read("colspan").unwrap_or(1).clamp(1, COLUMNS);
        // Nought stands for all rows that follow.
        let rows = read("rowspan").map_or(1, |rows| if rows == 0 { usize::from(u16::MAX) } else { rows });
        Span { columns, rows: rows.min(usize::from(u16::MAX)) }
    }
}

/// A cell where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The row in which it was written.
    pub(super) row: usize,
    /// Its number there.
    pub(super) index: usize,
    /// Its columns.
    pub(super) columns: Range<usize>,
}

/// The places of all cells.
pub(super) struct Grid {
    /// How many columns there are.
    pub(super) columns: usize,
    /// For each row the cells that stand in it, by their columns.
    pub(super) rows: Vec<Vec<Place>>,
    /// For each row the first columns of the cells that were written in it.
    starts: Vec<Vec<usize>>,
}

impl Grid {
    /// Places the cells of rows; `of` tells the span of a cell and how long it is.
    pub(super) fn new<T>(cells: &[Vec<T>], of: impl Fn(&T) -> (Span, usize)) -> Grid {
        let mut grid = Grid { columns: 0, rows: Vec::new(), starts: Vec::new() };
        // The cells that reach down, each with the row in which it ends.
        let mut above: Vec<(Place, usize, usize)> = Vec::new();
        let mut budget = REPEATED;
        for (row, cells) in cells.iter().enumerate() {
            above.retain(|(_, end, _)| *end > row);
            let mut places: Vec<Place> = Vec::new();
            for (place, _, length) in &above {
                if let Some(left) = budget.checked_sub(length + 16) {
                    budget = left;
                    places.push(place.clone());
                }
            }
            let mut starts = Vec::with_capacity(cells.len());
            let mut column = 0;
            let mut begun = Vec::new();
            for (index, cell) in cells.iter().enumerate() {
                while let Some((taken, ..)) = above.iter().find(|(place, ..)| place.columns.contains(&column)) {
                    column = taken.columns.end;
                }
                let (span, length) = of(cell);
                let span = if column < COLUMNS { span } else { Span::default() };
                let next = above.iter().map(|(place, ..)| place.columns.start).filter(|start| *start > column).min();
                let end = (column + span.columns).min(next.unwrap_or(usize::MAX));
                let place = Place { row, index, columns: column..end };
                starts.push(column);
                if span.rows > 1 {
                    begun.push((place.clone(), row.saturating_add(span.rows), length));
                }
                places.push(place);
                column = end;
            }
            above.extend(begun);
            places.sort_by_key(|place| place.columns.start);
            grid.columns = places.iter().map(|place| place.columns.end).max().unwrap_or(0).max(grid.columns);
            grid.rows.push(places);
            grid.starts.push(starts);
        }
        grid
    }

    /// Returns the columns of a cell.
    pub(super) fn columns_of(&self, row: usize, index: usize, span: Span) -> Range<usize> {
        let start = self.starts[row][index];
        let own = self.rows[row].iter().find(|place| place.row == row && place.index == index);
        own.map_or(start..start + span.columns.min(1), |place| place.columns.clone())
    }

    /// Returns the heads of a cell in the first `count` rows, by what `text` says of each, if they are no longer than that.
    pub(super) fn heads<'t>(
        &self,
        count: usize,
        place: &Place,
        limit: usize,
        text: impl Fn(usize, usize) -> &'t str,
    ) -> String {
        let mut named: Vec<(usize, usize)> = Vec::new();
        let mut names = String::new();
        for row in self.rows.iter().take(count) {
            // The heads of a row stand by their columns.
            let from = row.partition_point(|head| head.columns.end <= place.columns.start);
            for head in row[from..].iter().take_while(|head| head.columns.start < place.columns.end) {
                let name = text(head.row, head.index);
                if named.contains(&(head.row, head.index)) || name.is_empty() {
                    continue;
                }
                named.push((head.row, head.index));
                if names.len() + name.len() + 2 > limit {
                    return String::new();
                }
                names.push_str(if names.is_empty() { "" } else { ", " });
                names.push_str(name);
            }
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Places cells, each given by its columns and rows, and compares: rows of `row.index@columns`.
    #[track_caller]
    fn check(cells: &[&[(usize, usize)]], expected: &str) {
        let cells: Vec<Vec<Span>> = cells
            .iter()
            .map(|row| row.iter().map(|(columns, rows)| Span { columns: *columns, rows: *rows }).collect())
            .collect();
        let grid = Grid::new(&cells, |span| (*span, 1));
        let told = |place: &Place| format!("{}.{}@{:?}", place.row, place.index, place.columns);
        let rows: Vec<String> =
            grid.rows.iter().map(|row| row.iter().map(told).collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(rows.join(" | "), expected);
    }

    #[test]
    fn cells_stand_beside_those_from_above() {
        check(&[&[(1, 1), (1, 1)], &[(1, 1)]], "0.0@0..1 0.1@1..2 | 1.0@0..1");
        check(&[&[(1, 2), (2, 1)], &[(1, 1), (1, 1)]], "0.0@0..1 0.1@1..3 | 0.0@0..1 1.0@1..2 1.1@2..3");
        check(&[&[(1, 1), (1, 9)], &[(3, 1)], &[]], "0.0@0..1 0.1@1..2 | 1.0@0..1 0.1@1..2 | 0.1@1..2");
    }

    #[test]
    fn hostile_spans_take_no_time() {
        let row = vec![Span { columns: COLUMNS, rows: 65_535 }; 300];
        let cells = vec![row; 300];
        let grid = Grid::new(&cells, |span| (*span, 1_000));
        assert!(grid.rows.iter().map(Vec::len).sum::<usize>() < 100_000);
    }
}
