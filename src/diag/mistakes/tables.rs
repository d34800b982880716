//! Mistakes in the files of which tables are made.

use super::shortened;
use crate::csv::Fault;
use crate::diag::{Diagnostic, Span, did_you_mean};

/// A table of a file that can hold none.
pub fn no_table(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error("table-source", format!("`{name}` names no CSV or YAML file of this site"), span)
        .hint("save the table as \"CSV UTF-8\", and name that file as in `source=focal-points.csv`")
}

/// A file of a table that is not there.
pub fn missing_table(span: Span, name: &str, similar: Option<String>) -> Diagnostic {
    let hint = similar.unwrap_or_else(|| "put it beside the page or into `content/data/tables/`".to_owned());
    Diagnostic::error("missing-file", format!("there is no file `{name}`"), span).hint(hint)
}

/// A file of a table that is no text.
pub fn table_not_text(span: Span) -> Diagnostic {
    Diagnostic::error("table-not-text", "the file is neither in UTF-8 nor in UTF-16", span)
        .hint("save it once more as \"CSV UTF-8\"; what some programs save as \"CSV\" alone has other letters")
}

/// A line that cannot be read.
pub fn table_not_read(span: Span, fault: &Fault) -> Diagnostic {
    let (message, hint) = match fault {
        Fault::NotClosed => {
            ("a quotation mark is not closed", "close it, or write it twice where it belongs to the value")
        }
        Fault::BehindQuote => (
            "something stands behind the closing quotation mark",
            "put a comma between, or write the mark twice where it belongs to the value: `\"the \"\"red\"\" list\"`",
        ),
    };
    Diagnostic::error("table-not-read", message, span).hint(hint)
}

/// A file that is larger than a table may be.
pub fn table_file_too_large(span: Span, bytes: usize, limit: usize) -> Diagnostic {
    let message = format!("the file has {bytes} bytes, and a table is made of {limit} at most");
    Diagnostic::error("table-too-large", message, span).hint("offer it by `::: download`, and show a shorter one")
}

/// A table with more values than a page shows.
pub fn table_too_long(span: Span, rows: usize, columns: usize, limit: usize) -> Diagnostic {
    let message = format!("the table would show {rows} rows of {columns} columns, and {limit} values are the most");
    Diagnostic::error("table-too-large", message, span)
        .hint("name fewer `columns`, or offer the file by `::: download` and show a shorter one")
}

/// A table without a line that names the columns.
pub fn table_without_head(span: Span) -> Diagnostic {
    Diagnostic::error("table-head", "the file names no columns", span)
        .hint("write the names of the columns into its first line, as in `State,Post`; in YAML they are keys")
}

/// A table of nothing but its heads.
pub fn table_without_rows(span: Span) -> Diagnostic {
    Diagnostic::warning("table-without-rows", "the table has columns and no row", span)
        .hint("write a line below the names of the columns, or take the table out")
}

/// A column whose head is empty.
pub fn column_without_head(span: Span) -> Diagnostic {
    Diagnostic::error("table-head", "a column between the others has no name", span)
        .hint("name it in the first line: readers who hear a table are told the name with each value")
}

/// A row with a value where no column is.
pub fn value_beyond_columns(span: Span, values: usize, columns: usize) -> Diagnostic {
    let message = format!("the row has {values} values, and the table {columns} columns");
    Diagnostic::error("table-row", message, span)
        .hint("put a value that has a comma in it into `\"`, or name the column")
}

/// A column that is not there.
pub fn no_column(span: Span, name: &str, heads: &[&str]) -> Diagnostic {
    let hint = did_you_mean(name, heads.iter().copied()).unwrap_or_else(|| format!("there are {}", shortened(heads)));
    Diagnostic::error("unknown-column", format!("the table has no column `{name}`"), span).hint(hint)
}

/// A column that is named twice.
pub fn column_shown_twice(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error("column-twice", format!("the column `{name}` is named twice"), span).hint("name it once")
}

/// A character in a table that no text can hold.
pub fn control_in_table(span: Span, c: char) -> Diagnostic {
    Diagnostic::error(
        "control-character",
        format!("a character that nobody sees (U+{:04X}) stands here", c as u32),
        span,
    )
    .hint("type the value anew")
}

/// A value that is a formula.
pub fn formula_in_table(span: Span, text: &str) -> Diagnostic {
    let shown: String = text.chars().take(40).collect();
    Diagnostic::error(
        "formula-in-table",
        format!("`{shown}` is a formula, and what it comes to is not in the file"),
        span,
    )
    .hint("copy the table, and paste it by its values alone before you save it as CSV")
}

/// A chart of more than one can see in it, or of a table without numbers.
pub fn chart_of_too_much(span: Span, (rows, series): (usize, usize), limits: (usize, usize)) -> Diagnostic {
    let message = format!("a chart does not show this table: its rows are {rows}, its columns of numbers {series}");
    Diagnostic::error("chart", message, span).hint(format!(
        "it shows a column of names and 1 to {} of numbers, in {} rows at most: name them in `columns`",
        limits.1, limits.0
    ))
}

/// A value of a chart that is no number.
pub fn no_number_in_chart(span: Span, text: &str) -> Diagnostic {
    let shown: String = text.chars().take(40).collect();
    Diagnostic::error("chart", format!("`{shown}` is no number that a chart can show"), span)
        .hint("write it in figures, from 0 upward, with a point before decimals: `1,250` or `12.5`")
}

/// A chart without a number.
pub fn chart_of_nothing(span: Span) -> Diagnostic {
    Diagnostic::error("chart", "there is no number in the columns of the chart", span)
        .hint("name other `columns`, the first of them with names")
}
