//! The tables that pages show of files: CSV as spreadsheets write it, or YAML.
//!
//! Takes a page and the files; gives the columns and rows of each table, or what is wrong with its file, each with its place.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::charts::{ROWS_LIMIT, SERIES_LIMIT, chart_number};
use super::links::{Found, Resolver};
use super::paths::{join, paths_of};
use crate::csv::{Cell, decoded, rows};
use crate::data::TABLES;
use crate::diag::{Diagnostic, MISTAKES_LIMIT, Span, did_you_mean, is_control, mistakes};
use crate::disguise::{each_kind_once, find_in, may_hold};
use crate::parse::{Argument, Block};
use crate::source::SourceFile;
use crate::yaml::{Limits, Node, Source, What};

/// The largest file with a table, in bytes.
const FILE_LIMIT: usize = 2 * 1024 * 1024;
/// The most values that a table shows.
const VALUES_LIMIT: usize = 20_000;

/// The most values that the records of a file may have, were all of them to have all keys.
const RECORDS_LIMIT: usize = 1_000_000;

/// A table that a page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct TableRows {
    /// The heads of its columns.
    pub head: Vec<String>,
    /// Its rows, each with a value for each column.
    pub rows: Vec<Vec<String>>,
    /// The file that holds all of it and nothing else, if it is published.
    pub file: Option<String>,
}

impl TableRows {
    /// Tells whether readers can sort it: there are rows to be put into another order.
    pub fn is_sortable(&self) -> bool {
        self.rows.len() > 1
    }
}

/// A value of a file, with its place.
struct Value {
    text: String,
    place: Place,
}

/// A place in a file.
#[derive(Clone)]
enum Place {
    /// A range of its bytes.
    Range(Range<usize>),
    /// A row, counted from 1.
    Row(usize),
}

/// A file with a table.
struct Read<'a> {
    /// Makes the span of a place.
    span: &'a dyn Fn(&Place) -> Span,
    head: Vec<Value>,
    rows: Vec<Vec<Value>>,
}

impl Resolver<'_> {
    /// Reads the tables of the page.
    pub(super) fn tables(&self, found: &mut Found) -> Vec<Option<Arc<TableRows>>> {
        let blocks = &self.page.document.body.blocks;
        blocks.iter().map(|block| self.table(block, block.table_source()?, found).map(Arc::new)).collect()
    }

    /// Reads the table of a block.
    fn table(&self, block: &Block, source: &Argument, found: &mut Found) -> Option<TableRows> {
        let span = || self.page.document.span(source.range.clone());
        if found.diagnostics.len() >= MISTAKES_LIMIT {
            return None;
        }
        let Some(path) = self.table_file(&source.value) else {
            if !self.is_refused(&source.value) {
                found.diagnostics.push(mistakes::missing_table(
                    span(),
                    &source.value,
                    self.similar_table(&source.value),
                ));
            }
            return None;
        };
        let path = self.unless_hidden(Some(path), span, &mut found.diagnostics)?;
        let file = self.sources.get(&path)?;
        found.read.push((path.clone(), file.fingerprint));
        let mut table = self.read_table(file, block, &mut found.diagnostics)?;
        // What a page does not show of a file is not published by it.
        if file.text.is_none() && block.argument("columns").is_none() {
            found.use_file(&path, span);
            table.file = Some(path);
        }
        Some(table)
    }

    /// Returns the path of a file with a table: beside the page, from `content/`, or among the tables of the data.
    fn table_file(&self, name: &str) -> Option<String> {
        let among_tables = join("data/tables", name).map(|path| format!("content/{path}"));
        let mut paths = paths_of(self.page.document.folder(), name).chain(among_tables);
        paths.find_map(|path| Some(self.sources.get(self.sources.spelt(&path)?)?.path.to_string()))
    }

    /// Returns a hint at a file with a similar name.
    fn similar_table(&self, name: &str) -> Option<String> {
        let names = self.sources.under(TABLES).filter_map(|file| file.path.strip_prefix(TABLES));
        did_you_mean(name, names).or_else(|| self.similar_file(name))
    }

    /// Reads a file with a table, as a block shows it.
    fn read_table(&self, file: &SourceFile, block: &Block, diagnostics: &mut Vec<Diagnostic>) -> Option<TableRows> {
        let whole = || Span::whole(&file.path);
        let text = match file.held() {
            Some(text) => text,
            None => match self.sources.load(&file.path).ok().and_then(|bytes| decoded(&bytes)) {
                Some(text) => Arc::from(text),
                None => {
                    diagnostics.push(mistakes::table_not_text(whole()));
                    return None;
                }
            },
        };
        if text.len() > FILE_LIMIT {
            diagnostics.push(mistakes::table_file_too_large(whole(), text.len(), FILE_LIMIT));
            return None;
        }
        let source = Source { file: Arc::clone(&file.path), range: 0..text.len(), text: Arc::clone(&text) };
        let span = |place: &Place| match place {
            Place::Range(range) => Span::new(&file.path, &text, range.clone()),
            Place::Row(row) => source.locate(&format!("[{row}]"), crate::yaml::Mark::Value),
        };
        let (head, rows) = match file.text.is_some() {
            true => yaml_table(&source, diagnostics)?,
            false => csv_table(&text, &span, diagnostics)?,
        };
        let read = Read { span: &span, head, rows };
        let columns = self.columns(&read, block, diagnostics)?;
        let known = diagnostics.len();
        if block.name == "chart" {
            check_chart(&read, &columns, whole, diagnostics);
        }
        let table = shown(&read, &columns, whole, diagnostics)?;
        (diagnostics.len() == known || block.name == "table").then_some(table)
    }

    /// Returns the places of the columns that a block shows.
    fn columns(&self, read: &Read<'_>, block: &Block, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<usize>> {
        let known = diagnostics.len();
        let wanted = block.listed("columns");
        let Some(argument) = block.argument("columns").filter(|_| !wanted.is_empty()) else {
            diagnostics.extend(doubles(read));
            return (diagnostics.len() == known).then(|| (0..read.head.len()).collect());
        };
        let places = places_of(read);
        let (mut columns, mut taken) = (Vec::new(), BTreeSet::new());
        for name in wanted {
            if diagnostics.len() - known >= MISTAKES_LIMIT {
                break;
            }
            let span = || self.page.document.words_span(argument.range.clone(), name);
            match places.get(name) {
                None => {
                    let heads: Vec<&str> = read.head.iter().map(|head| head.text.as_str()).collect();
                    diagnostics.push(mistakes::no_column(span(), name, &heads));
                }
                Some((at, Some(next))) => {
                    let spans = [next, at].map(|at| (read.span)(&read.head[*at].place));
                    diagnostics.push(mistakes::column_twice(spans, name));
                }
                Some((at, None)) if !taken.insert(*at) => {
                    diagnostics.push(mistakes::column_shown_twice(span(), name));
                }
                Some((at, None)) => columns.push(*at),
            }
        }
        (diagnostics.len() == known).then_some(columns)
    }
}

/// Returns the place of each column by its name, and that of the next column with the same.
fn places_of<'a>(read: &'a Read<'_>) -> BTreeMap<&'a str, (usize, Option<usize>)> {
    let mut places = BTreeMap::new();
    for (at, head) in read.head.iter().enumerate() {
        let place = places.entry(head.text.as_str()).or_insert((at, None));
        if place.0 != at {
            place.1.get_or_insert(at);
        }
    }
    places
}

/// Returns what is said of columns with one name.
fn doubles(read: &Read<'_>) -> Vec<Diagnostic> {
    let places = places_of(read);
    let twice = read.head.iter().enumerate().filter_map(|(at, head)| {
        let (first, _) = places.get(head.text.as_str()).filter(|(first, _)| *first != at)?;
        Some(mistakes::column_twice([head, &read.head[*first]].map(|head| (read.span)(&head.place)), &head.text))
    });
    twice.take(MISTAKES_LIMIT).collect()
}

/// Reports what a chart cannot show.
fn check_chart(read: &Read<'_>, columns: &[usize], whole: impl Fn() -> Span, diagnostics: &mut Vec<Diagnostic>) {
    let series = columns.len().saturating_sub(1);
    if read.rows.len() > ROWS_LIMIT || !(1..=SERIES_LIMIT).contains(&series) {
        let limits = (ROWS_LIMIT, SERIES_LIMIT);
        diagnostics.push(mistakes::chart_of_too_much(whole(), (read.rows.len(), series), limits));
        return;
    }
    for row in &read.rows {
        for value in columns[1..].iter().filter_map(|at| row.get(*at)).filter(|value| !value.text.is_empty()) {
            if !value.text.starts_with('=') && chart_number(&value.text).is_none() {
                diagnostics.push(mistakes::no_number_in_chart((read.span)(&value.place), &value.text));
            }
        }
    }
    let is_empty =
        |row: &Vec<Value>| columns[1..].iter().filter_map(|at| row.get(*at)).all(|value| value.text.is_empty());
    if !read.rows.is_empty() && read.rows.iter().all(is_empty) {
        diagnostics.push(mistakes::chart_of_nothing(whole()));
    }
}

/// Returns the columns of a table that are shown, if all their values can be.
fn shown(
    read: &Read<'_>,
    columns: &[usize],
    whole: impl Fn() -> Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<TableRows> {
    if read.rows.is_empty() {
        diagnostics.push(mistakes::table_without_rows(whole()));
    }
    if read.rows.len().saturating_mul(columns.len()) > VALUES_LIMIT {
        diagnostics.push(mistakes::table_too_long(whole(), read.rows.len(), columns.len(), VALUES_LIMIT));
        return None;
    }
    let known = diagnostics.len();
    let values = || read.rows.iter().flat_map(|row| columns.iter().filter_map(|at| row.get(*at)));
    for value in columns.iter().map(|at| &read.head[*at]).chain(values()) {
        if diagnostics.len() - known >= MISTAKES_LIMIT {
            diagnostics.push(mistakes::too_many_mistakes(whole(), MISTAKES_LIMIT));
            break;
        }
        let span = || (read.span)(&value.place);
        if let Some(c) = value.text.chars().find(|c| is_control(*c) && !matches!(c, '\n' | '\r' | '\t')) {
            diagnostics.push(mistakes::control_in_table(span(), c));
        } else if value.text.starts_with('=') {
            diagnostics.push(mistakes::formula_in_table(span(), &value.text));
        }
    }
    if diagnostics.len() == known {
        let shown = columns.iter().map(|at| &read.head[*at]).chain(values());
        diagnostics.extend(doubts(read, shown));
        return Some(table_of(read, columns));
    }
    None
}

/// Returns what passes for something else in values of CSV; in YAML it is told where that is read.
fn doubts<'a>(read: &Read<'_>, values: impl Iterator<Item = &'a Value>) -> Vec<Diagnostic> {
    let of_csv = values.filter(|value| matches!(value.place, Place::Range(_)) && may_hold(&value.text));
    let found = of_csv.flat_map(|value| find_in(&value.text).into_iter().map(move |(_, doubt)| (&value.place, doubt)));
    let told = each_kind_once(found.collect(), |(_, doubt)| doubt).into_iter().take(MISTAKES_LIMIT);
    told.map(|((place, doubt), more)| mistakes::doubtful_text((read.span)(place), &doubt, more)).collect()
}

/// Returns the columns of a table that are shown.
fn table_of(read: &Read<'_>, columns: &[usize]) -> TableRows {
    let text = |row: &Vec<Value>, at: usize| row.get(at).map_or_else(String::new, |value| value.text.clone());
    let rows = read.rows.iter().map(|row| columns.iter().map(|at| text(row, *at)).collect()).collect();
    let head = columns.iter().map(|at| read.head[*at].text.clone()).collect();
    TableRows { head, rows, file: None }
}

/// The heads of a table, and its rows.
type HeadAndRows = (Vec<Value>, Vec<Vec<Value>>);

/// Returns the table of a CSV file; what cannot be read is reported.
fn csv_table(text: &str, span: &dyn Fn(&Place) -> Span, diagnostics: &mut Vec<Diagnostic>) -> Option<HeadAndRows> {
    let place = |range: Range<usize>| span(&Place::Range(range));
    let mut all = match rows(text) {
        Ok(rows) => rows.into_iter(),
        Err((range, fault)) => {
            diagnostics.push(mistakes::table_not_read(place(range), &fault));
            return None;
        }
    };
    let Some(mut head) = all.next() else {
        diagnostics.push(mistakes::table_without_head(place(0..0)));
        return None;
    };
    let rows: Vec<Vec<Cell>> = all.collect();
    // Spreadsheets write columns that nobody fills, behind the others.
    let filled = |row: &[Cell]| row.iter().rposition(|cell| !cell.text.is_empty()).map_or(0, |last| last + 1);
    head.truncate(filled(&head));
    let known = diagnostics.len();
    for cell in head.iter().filter(|cell| cell.text.is_empty()) {
        diagnostics.push(mistakes::column_without_head(place(cell.range.clone())));
    }
    for row in rows.iter().filter(|row| filled(row) > head.len()).take(MISTAKES_LIMIT) {
        let cell = &row[filled(row) - 1];
        diagnostics.push(mistakes::value_beyond_columns(place(cell.range.clone()), row.len(), head.len()));
    }
    let values =
        |row: Vec<Cell>| row.into_iter().map(|cell| Value { text: cell.text, place: Place::Range(cell.range) });
    let table = (values(head).collect(), rows.into_iter().map(|row| values(row).collect()).collect());
    (diagnostics.len() == known).then_some(table)
}

/// Returns the table of a YAML file, a list of records with the same keys; what cannot be read is reported.
fn yaml_table(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Option<HeadAndRows> {
    let known = diagnostics.len();
    let read = |node: Node<'_>| {
        let mut records: Vec<Vec<(String, String)>> = Vec::new();
        let all = std::cell::RefCell::new(&mut records);
        node.items(|record| {
            let mut row = Vec::new();
            record.entries(|key, value| row.push((key.to_owned(), scalar(value).unwrap_or_default())))?;
            all.borrow_mut().push(row);
            Some(())
        })?;
        Some(records)
    };
    let records = source.read(Limits::DATA, diagnostics, read)?;
    if diagnostics.len() > known {
        return None;
    }
    let mut seen = BTreeSet::new();
    let keys: Vec<String> =
        records.iter().flatten().filter(|(key, _)| seen.insert(key.clone())).map(|(key, _)| key.clone()).collect();
    if keys.is_empty() {
        diagnostics.push(mistakes::table_without_head(source.span(0..0)));
        return None;
    }
    if records.len().saturating_mul(keys.len()) > RECORDS_LIMIT {
        let whole = Span::whole(&source.file);
        diagnostics.push(mistakes::table_too_long(whole, records.len(), keys.len(), VALUES_LIMIT));
        return None;
    }
    let row = |(at, record): (usize, &Vec<(String, String)>)| {
        let text = |key: &String| record.iter().find(|(known, _)| known == key).map(|(_, text)| text.clone());
        keys.iter().map(|key| Value { text: text(key).unwrap_or_default(), place: Place::Row(at) }).collect()
    };
    let rows = records.iter().enumerate().map(row).collect();
    Some((keys.iter().map(|key| Value { text: key.clone(), place: Place::Row(0) }).collect(), rows))
}

/// Returns a value as it is shown: a text or a whole number.
fn scalar(node: Node<'_>) -> Option<String> {
    match node.value().what() {
        What::Nothing => Some(String::new()),
        What::Number(number) if number.is_i64() || number.is_u64() => Some(number.to_string()),
        _ => node.text(),
    }
}
