//! The dictionaries of a PDF: names as they are meant, and the entries that say something of the document.

use std::borrow::Cow;
use std::ops::Range;

/// Returns what stands up to a place and a little further, as far as a dictionary goes that says something of a document.
pub(super) fn near(bytes: &[u8], at: usize) -> &[u8] {
    &bytes[..bytes.len().min(at.saturating_add(64 * 1024))]
}

/// Returns the same bytes with names as they are meant: `/Auth#6fr` is `/Author`.
pub(super) fn plain_names(bytes: &[u8]) -> Cow<'_, [u8]> {
    let figure = |byte: Option<&u8>| byte.and_then(|byte| (*byte as char).to_digit(16));
    let mut out: Vec<u8> = Vec::new();
    let mut done = 0;
    for at in memchr::memchr_iter(b'#', bytes) {
        let (Some(high), Some(low)) = (figure(bytes.get(at + 1)), figure(bytes.get(at + 2))) else { continue };
        let before = &bytes[at.saturating_sub(48)..at];
        let is_name = before.iter().rev().find(|byte| !byte.is_ascii_alphanumeric() && **byte != b'#') == Some(&b'/');
        if is_name && at >= done {
            out.extend(&bytes[done..at]);
            out.push((high * 16 + low) as u8);
            done = at + 3;
        }
    }
    if done == 0 {
        return Cow::Borrowed(bytes);
    }
    out.extend(&bytes[done..]);
    Cow::Owned(out)
}

/// An entry of a dictionary that is to go.
pub(super) struct Entry {
    /// Where its name begins.
    pub(super) key: usize,
    /// Where its value stands.
    pub(super) value: Range<usize>,
}

/// Lists the entries about the document in the dictionary at a place, but for its title; nothing where it cannot be read.
pub(super) fn entries(bytes: &[u8], at: usize) -> Option<Vec<Entry>> {
    let mut at = at + blanks(&bytes[at..]);
    bytes[at..].strip_prefix(b"<<")?;
    at += 2;
    let mut found = Vec::new();
    loop {
        at += blanks(&bytes[at..]);
        match &bytes[at..] {
            [b'>', b'>', ..] => return Some(found),
            [b'/', ..] => {}
            _ => return None,
        }
        let key = at;
        at = name_end(bytes, at);
        let name = plain_names(&bytes[key..at]);
        let start = at + blanks(&bytes[at..]);
        let end = value_end(bytes, start)?;
        let is_kept = matches!(&*name, b"/Title" | b"/Trapped") || name.starts_with(b"/GTS_PDF");
        if !is_kept {
            found.push(Entry { key, value: start..end });
        }
        at = end;
    }
}

/// Returns where a value ends that begins at a place.
pub(super) fn value_end(bytes: &[u8], start: usize) -> Option<usize> {
    let rest = bytes.get(start..)?;
    match rest {
        [b'(', ..] => {
            let (mut depth, mut at) = (0_usize, 0);
            while let Some(byte) = rest.get(at) {
                match byte {
                    b'\\' => at += 1,
                    b'(' => depth += 1,
                    b')' if depth == 1 => return Some(start + at + 1),
                    b')' => depth -= 1,
                    _ => {}
                }
                at += 1;
            }
            None
        }
        [b'<', next, ..] if *next != b'<' => memchr::memchr(b'>', rest).map(|end| start + end + 1),
        [b'/', ..] => Some(name_end(bytes, start)),
        [first, ..] if first.is_ascii_alphanumeric() || matches!(first, b'-' | b'+' | b'.') => match reference(rest) {
            Some(_) => memchr::memchr(b'R', rest).map(|end| start + end + 1),
            None => Some(
                start + rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"-+.".contains(byte)).count(),
            ),
        },
        // Lists and dictionaries are not usual there.
        _ => None,
    }
}

/// Returns where a name ends that begins at a place.
fn name_end(bytes: &[u8], start: usize) -> usize {
    let is_part = |byte: &&u8| !byte.is_ascii_whitespace() && **byte != 0 && !b"()<>[]{}/%".contains(*byte);
    start + 1 + bytes[start + 1..].iter().take_while(is_part).count()
}

/// Returns how many blanks stand at the beginning.
pub(super) fn blanks(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == 0).count()
}

/// Reads a number and another and an `R`, which name an object.
pub(super) fn reference(bytes: &[u8]) -> Option<(u32, u32)> {
    let head = bytes.get(..bytes.len().min(40))?;
    let text: String = head.iter().take_while(|byte| byte.is_ascii()).map(|byte| *byte as char).collect();
    let mut words = text.split_ascii_whitespace();
    let found = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    words.next()?.starts_with('R').then_some(found)
}
