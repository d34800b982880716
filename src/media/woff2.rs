//! Fonts for pages (WOFF File Format 2.0): the bytes of a file come in, what a style sheet must know of it goes out.
//!
//! The list of tables at the beginning is read and nothing behind it: what is packed there is for browsers, which look through
//! each font before they use it.

use std::fmt;

/// A font as a style sheet needs to know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Woff2 {
    /// Whether one file has many weights (`fvar`).
    pub is_variable: bool,
}

/// Why a file is no font for pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FontError {
    /// It is of another format, for a sentence after `it is`.
    Other(&'static str),
    /// It is empty, or begins like no font.
    Unknown,
    /// It ends before, or after, what it announces.
    Length,
    /// What it says of itself cannot be.
    Broken,
}

impl fmt::Display for FontError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FontError::Other(what) => write!(f, "it is {what}"),
            FontError::Unknown => f.write_str("it is no font"),
            FontError::Length => f.write_str("it is not as long as it says, so something of it is lost"),
            FontError::Broken => f.write_str("it is broken"),
        }
    }
}

/// What fonts of other formats begin with, and what they are.
const OTHERS: [(&[u8], &str); 6] = [
    (b"wOFF", "a font in WOFF, the format before WOFF2"),
    (b"\0\x01\0\0", "a font in TrueType"),
    (b"true", "a font in TrueType"),
    (b"OTTO", "a font in OpenType"),
    (b"ttcf", "a collection of fonts"),
    (b"\x80\x01", "a font in PostScript"),
];

/// The length of what stands before the list of tables.
const HEAD: usize = 48;
/// The most bytes that a font may have when it is unpacked: browsers refuse those with more.
const MOST: u32 = 30 * 1024 * 1024;
/// Numbers of tables.
const CMAP: u8 = 0;
const GLYF: u8 = 10;
const LOCA: u8 = 11;
const CFF: u8 = 13;
const FVAR: u8 = 47;
/// Stands for a table that has no number.
const NAMED: u8 = 63;

/// Looks at a font.
///
/// # Errors
/// When browsers would not take it.
pub fn look(bytes: &[u8]) -> Result<Woff2, FontError> {
    if !bytes.starts_with(b"wOF2") {
        let found = OTHERS.iter().find(|(start, _)| bytes.starts_with(start));
        return Err(found.map_or(FontError::Unknown, |(_, what)| FontError::Other(what)));
    }
    if bytes.get(4..8) == Some(b"ttcf") {
        return Err(FontError::Other("a collection of fonts"));
    }
    let long = |at: usize| bytes.get(at..at + 4).map(|four| u32::from_be_bytes([four[0], four[1], four[2], four[3]]));
    if bytes.len() < HEAD || long(8).map(|length| length as usize) != Some(bytes.len()) {
        return Err(FontError::Length);
    }
    let count = u16::from_be_bytes([bytes[12], bytes[13]]);
    let (unpacked, packed) = (long(16).unwrap_or(0), long(20).unwrap_or(0) as usize);
    let mut tables = Tables { rest: &bytes[HEAD..] };
    let mut has = [false; 64];
    for _ in 0..count {
        let (table, is_cff2) = tables.next().ok_or(FontError::Broken)?;
        has[usize::from(if is_cff2 { CFF } else { table })] = true;
    }
    let has_shapes = has[usize::from(CFF)] || has[usize::from(GLYF)] && has[usize::from(LOCA)];
    if !has[usize::from(CMAP)] || !has_shapes || unpacked > MOST || packed == 0 || packed > tables.rest.len() {
        return Err(FontError::Broken);
    }
    Ok(Woff2 { is_variable: has[usize::from(FVAR)] })
}

/// The list of tables, from one on.
struct Tables<'a> {
    rest: &'a [u8],
}

impl Tables<'_> {
    /// Reads an entry: the number of its table, and whether it is a `CFF2`, which has none.
    fn next(&mut self) -> Option<(u8, bool)> {
        let flags = self.byte()?;
        let (table, version) = (flags & 63, flags >> 6);
        let name = if table == NAMED { Some([self.byte()?, self.byte()?, self.byte()?, self.byte()?]) } else { None };
        self.number()?;
        // Of these two the plain form is the one that has a number.
        let is_changed = if matches!(table, GLYF | LOCA) { version != 3 } else { version != 0 };
        if is_changed {
            self.number()?;
        }
        Some((table, name == Some(*b"CFF2")))
    }

    /// Reads a byte.
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    /// Reads a number of up to five bytes, seven bits in each.
    fn number(&mut self) -> Option<u32> {
        let mut number = 0_u32;
        for _ in 0..5 {
            let byte = self.byte()?;
            number = number.checked_mul(128)? | u32::from(byte & 127);
            if byte < 128 {
                return Some(number);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a file with these entries in its list of tables.
    fn font(entries: &[&[u8]]) -> Vec<u8> {
        let list = entries.concat();
        let length = (HEAD + list.len() + 1) as u32;
        let mut bytes = [&b"wOF2\0\x01\0\0"[..], &length.to_be_bytes()].concat();
        bytes.extend((entries.len() as u16).to_be_bytes());
        bytes.extend([0, 0, 0, 0, 0, 99, 0, 0, 0, 1]);
        bytes.resize(HEAD, 0);
        [bytes, list, vec![6]].concat()
    }

    #[test]
    fn tables_tell_what_a_font_is() {
        let plain: [&[u8]; 3] = [&[0, 4], &[10, 0x81, 0, 9], &[11, 4, 0]];
        assert_eq!(look(&font(&plain)), Ok(Woff2 { is_variable: false }));
        assert_eq!(look(&font(&[&[0, 4], &[13, 4], &[47, 7]])), Ok(Woff2 { is_variable: true }));
        assert_eq!(look(&font(&[&[0, 4], &[63, b'C', b'F', b'F', b'2', 4]])), Ok(Woff2 { is_variable: false }));
        assert_eq!(look(&font(&[&[0, 4], &[0xca, 4], &[0xcb, 4]])), Ok(Woff2 { is_variable: false }), "plain tables");
        for broken in [&plain[1..], &[&[0, 4], &[10, 4, 4]], &[&[0, 0x80, 0x80, 0x80, 0x80, 0x80]], &[]] {
            assert_eq!(look(&font(broken)), Err(FontError::Broken), "{broken:?}");
        }
    }

    #[test]
    fn what_is_no_whole_font_is_told() {
        let whole = font(&[&[0, 4], &[13, 4]]);
        for end in 0..whole.len() {
            let expected = if end < 4 { FontError::Unknown } else { FontError::Length };
            assert_eq!(look(&whole[..end]), Err(expected), "{end}");
        }
        assert_eq!(look(b"OTTO\0\x09").unwrap_err().to_string(), "it is a font in OpenType");
        assert_eq!(look(b"<!doctype html>").unwrap_err(), FontError::Unknown);
        assert_eq!(look(b"wOF2ttcf").unwrap_err(), FontError::Other("a collection of fonts"));
        let huge = [&whole[..16], &u32::MAX.to_be_bytes(), &whole[20..]].concat();
        assert_eq!(look(&huge), Err(FontError::Broken));
    }
}
