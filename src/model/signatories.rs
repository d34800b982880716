//! Who signs a letter, from a CSV file beside it.
//!
//! Takes the bytes of the file, in UTF-8 or UTF-16; gives those whom it lists, in order. Its first line names the columns. What
//! cannot be read is told with its place; the file itself is published nowhere.

use std::ops::Range;
use std::sync::Arc;

use super::SitePage;
use crate::csv::{Cell, decoded, rows};
use crate::diag::{Diagnostic, MISTAKES_LIMIT, Span, did_you_mean, is_control, mistakes};
use crate::parse::{Signatories, Signatory};
use crate::track::Table;

impl SitePage {
    /// Returns who signs.
    pub fn signatories(&self) -> &[Signatory] {
        match &self.document.front.signatories {
            Signatories::Listed(list) => list,
            Signatories::File(_) => &self.signed,
        }
    }
}

/// How many can sign: a page with more is one that nobody reads.
const SIGNATORIES_LIMIT: usize = 10_000;
/// How many columns are told one by one.
const COLUMNS_LIMIT: usize = 5;
/// What the columns can be called.
const HEADS: [&str; 4] = ["name", "role", "organisation", "country"];

/// Returns those whom a file lists.
pub(super) fn read_signatories(path: &Arc<str>, bytes: &[u8], diagnostics: &mut Vec<Diagnostic>) -> Vec<Signatory> {
    let Some(text) = decoded(bytes) else {
        diagnostics.push(mistakes::signatories_not_text(Span::whole(path)));
        return Vec::new();
    };
    let span = |range| Span::new(path, &text, range);
    let rows = match rows(&text) {
        Ok(rows) => rows,
        Err((range, fault)) => {
            diagnostics.push(mistakes::signatories_not_read(span(range), &fault));
            return Vec::new();
        }
    };
    let Some((head, rows)) = rows.split_first() else {
        diagnostics.push(mistakes::signatories_head(Span::whole(path), &HEADS));
        return Vec::new();
    };
    let Some(columns) = columns_of(head, span, diagnostics) else { return Vec::new() };
    if rows.len() > SIGNATORIES_LIMIT {
        diagnostics.push(mistakes::too_many_signatories(Span::whole(path), rows.len(), SIGNATORIES_LIMIT));
        return Vec::new();
    }
    let mut found: Vec<Signatory> = Vec::with_capacity(rows.len());
    let mut firsts: Table<Signatory, Range<usize>> = Table::default();
    let known = diagnostics.len();
    for row in rows {
        if diagnostics.len() - known >= MISTAKES_LIMIT {
            diagnostics.push(mistakes::too_many_mistakes(Span::whole(path), MISTAKES_LIMIT));
            break;
        }
        let place = &row[0].range;
        if let Some(cell) = row.iter().find(|cell| cell.text.starts_with('=')) {
            diagnostics.push(mistakes::formula_in_table(span(cell.range.clone()), &cell.text));
            continue;
        }
        match signatory_of(row, (head, &columns)) {
            Ok(signatory) => match firsts.get(&signatory) {
                Some(first) => diagnostics.push(mistakes::signed_twice(span(place.clone()), span(first.clone()))),
                None => {
                    firsts.insert(signatory.clone(), place.clone());
                    found.push(signatory);
                }
            },
            Err((cell, why)) => diagnostics.push(mistakes::bad_signatory(span(cell.range.clone()), why)),
        }
    }
    found
}

/// Returns which place among [`HEADS`] each column has.
fn columns_of(
    head: &[Cell],
    span: impl Fn(Range<usize>) -> Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<Option<usize>>> {
    let place = |cell: &Cell| HEADS.iter().position(|known| cell.text.eq_ignore_ascii_case(known));
    let columns: Vec<Option<usize>> = head.iter().map(place).collect();
    if columns.iter().all(Option::is_none) {
        diagnostics.push(mistakes::signatories_head(span(head[0].range.clone()), &HEADS));
        return None;
    }
    let known = diagnostics.len();
    for (at, (cell, column)) in head.iter().zip(&columns).enumerate() {
        if diagnostics.len() - known >= COLUMNS_LIMIT {
            diagnostics.push(mistakes::further_columns(span(cell.range.clone()), head.len() - at));
            break;
        }
        let first = column.and_then(|column| columns[..at].iter().position(|other| *other == Some(column)));
        if column.is_none() && !cell.text.is_empty() {
            let hint = did_you_mean(&cell.text.to_lowercase(), HEADS);
            let found = mistakes::unknown_column(span(cell.range.clone()), &cell.text, &HEADS);
            diagnostics.push(found.suggest(hint));
        } else if let Some(first) = first {
            let spans = [cell, &head[first]].map(|cell| span(cell.range.clone()));
            diagnostics.push(mistakes::column_twice(spans, &cell.text));
        }
    }
    Some(columns)
}

/// Returns whom a row names, or the value that is wrong.
fn signatory_of<'a>(
    row: &'a [Cell],
    (head, columns): (&[Cell], &[Option<usize>]),
) -> Result<Signatory, (&'a Cell, &'static str)> {
    let mut values: [Option<String>; 4] = Default::default();
    for (at, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty()) {
        if cell.text.chars().any(is_control) {
            return Err((cell, "the value has more than one line, or a character that nobody sees"));
        }
        match columns.get(at) {
            Some(Some(column)) => values[*column] = Some(cell.text.clone()),
            // What a column without a known head holds was reported with that.
            Some(None) if !head[at].text.is_empty() => {}
            Some(None) => return Err((cell, "the value stands in a column that the first line does not name")),
            None => return Err((cell, "the line has more values than the first line has columns")),
        }
    }
    let [name, role, organisation, country] = values;
    match name.is_some() || organisation.is_some() {
        true => Ok(Signatory { name, role, organisation, country }),
        false => Err((&row[0], "the line names neither a person nor an organisation")),
    }
}
