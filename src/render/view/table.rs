//! Tables of files, as pages and mails show them.

use super::Snapshot;
use super::chart::push_chart;
use super::files::file_text;
use super::table_block::TableBlock;
use crate::bidi::{Direction, is_other, text_direction};
use crate::html::push_escaped;
use crate::model::TableRows;
use crate::parse::Block;
use crate::render::strings::Strings;

/// How many rows a mail shows, at most.
const MAIL_ROWS: usize = 25;
/// How many values a mail shows, at most.
const MAIL_VALUES: usize = 200;

impl TableBlock<'_> {
    /// Returns how many rows are shown.
    fn shown(&self) -> usize {
        match self.whole {
            Some(_) => MAIL_ROWS.min(MAIL_VALUES / self.table.head.len().max(1)),
            None => usize::MAX,
        }
    }
}

/// Appends what stands before the caption of a chart: what is drawn, in a page.
pub(super) fn open_chart(words: &Strings, of: TableBlock<'_>, out: &mut String) {
    out.push_str("<figure class=\"chart\">\n");
    push_chart(words, of, out);
    if of.block.has_content {
        out.push_str("<figcaption class=\"words\">\n");
    }
}

/// Appends what stands behind the caption of a chart: the table of which it is made, behind the figure, whose caption is its first
/// or its last element (HTML, section 4.4.12).
pub(super) fn close_chart(snapshot: &Snapshot, words: &Strings, of: TableBlock<'_>, out: &mut String) {
    if of.block.has_content {
        out.push_str("</figcaption>\n");
    }
    out.push_str("</figure>\n<details class=\"chart-values\">\n<summary>");
    push_escaped(out, words.get("chart_values"));
    out.push_str("</summary>\n");
    let block = Block { has_content: false, ..of.block.clone() };
    let of = TableBlock { block: &block, ..of };
    open_table(words, of, out);
    close_table(snapshot, words, of, out);
    out.push_str("\n</details>");
}

/// Appends what stands before the caption of a table; of one that is too wide for a mail nothing but the caption is shown.
pub(super) fn open_table(words: &Strings, of: TableBlock<'_>, out: &mut String) {
    if of.shown() == 0 {
        return;
    }
    out.push_str("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
    let name = if of.block.name == "chart" { "chart_values" } else { "table" };
    push_escaped(out, &format!("{} {}", words.get(name), of.block.number));
    out.push_str("\"><table>\n");
    if of.block.has_content {
        out.push_str("<caption>\n");
    }
}

/// Appends what stands behind the caption of a table: its heads and rows, and its file.
pub(super) fn close_table(snapshot: &Snapshot, words: &Strings, of: TableBlock<'_>, out: &mut String) {
    let (rows, file) = (&of.table.rows, &of.table.file);
    let shown = of.shown();
    if shown > 0 {
        push_rows(of, shown, out);
    }
    if let Some(whole) = of.whole.filter(|_| rows.len() > shown) {
        let text = words.fill("table_more", &[("count", &rows.len().to_string())]);
        push_line(whole, &text, "", out);
    }
    if let Some((path, file)) = file.as_ref().and_then(|path| Some((path, snapshot.site.file(path)?))) {
        push_line(&snapshot.url(&file.route), words.get("table_file"), &file_text(path, file.length), out);
    }
}

/// Appends the heads and the first rows of a table.
fn push_rows(of: TableBlock<'_>, shown: usize, out: &mut String) {
    let TableRows { head, rows, .. } = of.table;
    if of.block.has_content {
        out.push_str("</caption>\n");
    }
    let page = text_direction(of.lang);
    let is_number: Vec<bool> = (0..head.len()).map(|at| at > 0 && holds_numbers(rows, at)).collect();
    let class = |at: usize| if is_number[at] { " class=\"align-right\"" } else { "" };
    out.push_str("<thead>\n<tr>");
    for (at, text) in head.iter().enumerate() {
        push_cell(("th scope=\"col\"", class(at)), text, page, out);
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in rows.iter().take(shown) {
        out.push_str("<tr>");
        for (at, text) in row.iter().enumerate() {
            let element = if at == 0 && !text.is_empty() { "th scope=\"row\"" } else { "td" };
            push_cell((element, class(at)), text, page, out);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>");
}

/// Appends a line below a table: a link, and what is said of it.
fn push_line(url: &str, text: &str, facts: &str, out: &mut String) {
    out.push_str("\n<p class=\"table-file\"><a href=\"");
    push_escaped(out, url);
    out.push_str("\">");
    push_escaped(out, text);
    out.push_str("</a>");
    if !facts.is_empty() {
        out.push_str(" <span class=\"muted\">");
        push_escaped(out, facts);
        out.push_str("</span>");
    }
    out.push_str("</p>");
}

/// Appends a cell; one that runs in another direction than the page says so.
fn push_cell((element, class): (&str, &str), text: &str, page: Direction, out: &mut String) {
    let direction = if is_other(text, page) { " dir=\"auto\"" } else { "" };
    out.push_str(&format!("<{element}{class}{direction}>"));
    for (at, line) in text.lines().enumerate() {
        out.push_str(if at > 0 { "<br>" } else { "" });
        push_escaped(out, line);
    }
    out.push_str(&format!("</{}>", &element[..2]));
}

/// Tells whether a column holds numbers and nothing else.
fn holds_numbers(rows: &[Vec<String>], at: usize) -> bool {
    let values = || rows.iter().filter_map(|row| row.get(at)).filter(|text| !text.is_empty());
    values().next().is_some() && values().all(|text| is_number(text))
}

/// Tells whether a text is a number as people write it: `1,250`, `12.5 %`, `−3`.
fn is_number(text: &str) -> bool {
    let digits = text.trim_start_matches(['-', '−']).trim_end_matches('%').trim_end();
    let is_part = |c: char| c.is_numeric() || matches!(c, '.' | ',' | '’' | '\'' | '\u{a0}' | '\u{202f}' | ' ');
    digits.starts_with(char::is_numeric) && digits.chars().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn numbers_are_told_from_other_words() {
        for text in ["12", "1,250", "12.5 %", "−3", "1 000", "١٢"] {
            assert!(is_number(text), "{text}");
        }
        for text in ["", "-", "%", "2024-01-02", "12 States", "+44 1632", "n/a"] {
            assert!(!is_number(text), "{text}");
        }
    }
}
