//! CSV (RFC 4180) with places, as spreadsheets write it.
//!
//! Takes the bytes of a file; gives its rows, each value with the range of bytes that it stands in. A mark of byte order, CRLF,
//! semicolons or tabs in place of commas, and lines without a value are read; what cannot be read is told with its place.

use std::ops::Range;

/// One value of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The text, without quotation marks and the blanks around it.
    pub text: String,
    /// Where it stands, with its quotation marks.
    pub range: Range<usize>,
}

/// What cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A quotation mark that is not closed.
    NotClosed,
    /// Something behind the closing quotation mark.
    BehindQuote,
}

/// The rows of a file, or the first place at which it cannot be read.
pub type Rows = Result<Vec<Vec<Cell>>, (Range<usize>, Fault)>;

/// Returns a text in UTF-8, or in UTF-16 with its mark.
pub fn decoded(bytes: &[u8]) -> Option<String> {
    let wide = |from: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks(2).map(|pair| <[u8; 2]>::try_from(pair).ok().map(from));
        String::from_utf16(&units.collect::<Option<Vec<u16>>>()?).ok()
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => String::from_utf8(bytes.to_vec()).ok(),
    }
}

/// Returns the rows of a text; those without any value are left out.
pub fn rows(text: &str) -> Rows {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let separator = separator_of(&text[start..]);
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut at = start;
    loop {
        let (cell, end) = cell(text, at, separator)?;
        row.push(cell);
        at = end;
        let next = text[at..].chars().next();
        if next == Some(separator) {
            at += separator.len_utf8();
            continue;
        }
        let full = std::mem::take(&mut row);
        if full.iter().any(|cell| !cell.text.is_empty()) {
            rows.push(full);
        }
        if next.is_none() {
            return Ok(rows);
        }
        at += if text[at..].starts_with("\r\n") { 2 } else { 1 };
        if at == text.len() {
            return Ok(rows);
        }
    }
}

/// Returns what parts the values: that of comma, semicolon and tab which stands most often in the first line, outside of quotation
/// marks.
fn separator_of(text: &str) -> char {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let bare: Vec<&str> = first.split('"').step_by(2).collect();
    let count = |separator: char| bare.iter().map(|part| part.matches(separator).count()).sum::<usize>();
    [',', ';', '\t'].into_iter().rev().max_by_key(|separator| count(*separator)).unwrap_or(',')
}

/// Returns the value that begins at a place, and where it ends.
fn cell(text: &str, start: usize, separator: char) -> Result<(Cell, usize), (Range<usize>, Fault)> {
    let is_end = |c: char| c == separator || matches!(c, '\n' | '\r');
    let rest = &text[start..];
    let lead = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
    if !rest[lead..].starts_with('"') {
        let end = start + rest.find(is_end).unwrap_or(rest.len());
        let words = text[start..end].trim();
        let from = start + text[start..end].find(words).unwrap_or(0);
        return Ok((Cell { text: words.to_owned(), range: from..from + words.len() }, end));
    }
    let open = start + lead;
    let mut value = String::new();
    let mut at = open + 1;
    loop {
        let Some(length) = text[at..].find('"') else { return Err((open..open + 1, Fault::NotClosed)) };
        value.push_str(&text[at..at + length]);
        at += length + 1;
        if !text[at..].starts_with('"') {
            break;
        }
        value.push('"');
        at += 1;
    }
    let end = at + text[at..].find(is_end).unwrap_or(text.len() - at);
    if !text[at..end].trim().is_empty() {
        return Err((at..end, Fault::BehindQuote));
    }
    Ok((Cell { text: value.trim().to_owned(), range: open..at }, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the texts of all rows, with `|` between values.
    fn read(text: &str) -> Vec<String> {
        let rows = rows(text).expect("good rows");
        let cells = |row: &Vec<Cell>| row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|");
        rows.iter().map(cells).collect()
    }

    #[test]
    fn rows_are_read_as_spreadsheets_write_them() {
        assert_eq!(read("from,to\n/a,/b\n"), ["from|to", "/a|/b"]);
        assert_eq!(read("\u{feff}from;to\r\n/a; /b \r\n\r\n;\r\n"), ["from|to", "/a|/b"]);
        assert_eq!(read("from\tto\n\"/a,\"\"x\"\"\"\t\"b\nc\""), ["from|to", "/a,\"x\"|b\nc"]);
        assert_eq!(read("a,b,c\n1\n1,2,3,4"), ["a|b|c", "1", "1|2|3|4"]);
        assert_eq!(read(""), [""; 0]);
        assert_eq!(read("\"a\" ,b"), ["a|b"]);
        assert_eq!(read("\"Land, Gebiet, Region\";Wert\r\n\"Kenia\";3"), ["Land, Gebiet, Region|Wert", "Kenia|3"]);
    }

    #[test]
    fn what_cannot_be_read_has_its_place() {
        assert_eq!(rows("a,\"b"), Err((2..3, Fault::NotClosed)));
        assert_eq!(rows("a,\"b\"c,d"), Err((5..6, Fault::BehindQuote)));
        let good = rows("é, \"ü\"").expect("a good row");
        assert_eq!(good[0][1].range, 4..8);
    }
}
