//! Lines of the source as they should be, for the hints of mistakes of marks.

use std::ops::Range;

/// The longest line that a hint shows, in characters.
const LIMIT: usize = 90;

/// Returns the line with the mark at its end.
pub(super) fn at_end(text: &str, range: &Range<usize>, mark: &str) -> String {
    let line = without_mark(text, range);
    shortened(format!("{} {mark}", line.trim_end()))
}

/// Returns the line without the mark.
pub(super) fn without(text: &str, range: &Range<usize>) -> String {
    shortened(without_mark(text, range).trim_end().to_owned())
}

/// Returns the words of the line as an item of a list, with the mark at its end.
pub(super) fn as_item(text: &str, range: &Range<usize>, mark: &str) -> String {
    let line = without_mark(text, range);
    let cells: Vec<&str> = line.split('|').collect();
    // Of a table, the cell that the mark stands in.
    let before = text[line_start(text, range.start)..range.start].matches('|').count();
    let words = if line.trim_start().starts_with('|') { cells.get(before).copied().unwrap_or("") } else { &line };
    shortened(format!("- {} {mark}", without_signs(words).trim()))
}

/// Returns the line above with words, with the mark at its end; nothing where that line cannot take one.
pub(super) fn before(text: &str, range: &Range<usize>, mark: &str) -> Option<String> {
    let above = text[..line_start(text, range.start)].trim_end();
    let line = above[line_start(above, above.len())..].trim_start();
    let takes_none = line.is_empty() || line.starts_with(['#', '|', '>', '`', '~', ':']) || line.ends_with("---");
    (!takes_none && !line.contains("{#")).then(|| shortened(format!("{line} {mark}")))
}

/// Returns the line, without the blanks at its beginning, and without the mark and the signs of emphasis that hold
/// nothing else.
fn without_mark(text: &str, range: &Range<usize>) -> String {
    let start = line_start(text, range.start);
    let end = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at);
    let mut before = text[start..range.start].trim();
    let mut after = text[range.end..end].trim_end();
    for sign in ["**", "__", "*", "_", "~~"] {
        if let (Some(left), Some(right)) = (before.strip_suffix(sign), after.strip_prefix(sign))
            && (left.is_empty() || left.ends_with(' '))
        {
            (before, after) = (left.trim_end(), right);
        }
    }
    // Words that have a mark at their end need no other.
    if before.ends_with(['.', ';', ':', ',', '!', '?', '…']) && matches!(after.trim(), "." | ";" | ":" | ",") {
        after = "";
    }
    let between = if after.starts_with(char::is_alphanumeric) { " " } else { "" };
    [before, between, after].concat()
}

/// Returns a line without what makes it a quotation, a note, a definition or an item.
fn without_signs(line: &str) -> &str {
    let mut line = line.trim_start();
    loop {
        let after_note = line.strip_prefix("[^").and_then(|rest| Some(rest.split_once("]:")?.1));
        let rest = line.strip_prefix(['>', ':', '-', '*', '+', '#']).or(after_note);
        match rest {
            Some(rest) => line = rest.trim_start(),
            None => return line,
        }
    }
}

/// Returns where the line begins that holds a place.
fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |at| at + 1)
}

/// Returns the end of a line that is too long.
fn shortened(line: String) -> String {
    let length = line.chars().count();
    if length <= LIMIT {
        return line;
    }
    let end: String = line.chars().skip(length - LIMIT).collect();
    // A word is not cut.
    let end = end.split_once(' ').map_or(end.as_str(), |(_, rest)| rest);
    format!("… {end}")
}
