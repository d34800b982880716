//! Text: bytes of a file in, text that every room can take out, or what is wrong with it.

use std::borrow::Cow;
use std::sync::Arc;

use crate::diag::{Diagnostic, Span, mistakes};

/// Decodes text: UTF-8 with an optional BOM, line ends LF or CRLF.
pub(super) fn decode_text<'b>(path: &Arc<str>, bytes: &'b [u8]) -> Result<Cow<'b, str>, Box<Diagnostic>> {
    let text = match str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.valid_up_to();
            let shown = String::from_utf8_lossy(bytes);
            let before = String::from_utf8_lossy(&bytes[..at]).len();
            let span = Span::new(path, &shown, before..before + 1);
            return Err(Box::new(mistakes::not_utf8(span, bytes[at], at)));
        }
    };
    if is_plain(text.as_bytes()) {
        return Ok(Cow::Borrowed(text));
    }
    let mut text = text.to_owned();
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    if let Some(at) = text.find('\0') {
        return Err(Box::new(mistakes::nul_byte(Span::new(path, &text, at..at + 1))));
    }
    if text.contains('\r') {
        text = text.replace("\r\n", "\n");
        if let Some(at) = text.find('\r') {
            return Err(Box::new(mistakes::lone_carriage_return(Span::new(path, &text, at..at + 1))));
        }
    }
    if let Some((at, c)) = find_control(&text) {
        return Err(Box::new(mistakes::control_in_file(Span::new(path, &text, at..at + c.len_utf8()), c)));
    }
    Ok(Cow::Owned(text))
}

/// Tells whether a text is good by its bytes alone, as most are: no control characters but line ends and tabs, and
/// nothing that a mark of byte order or one of the higher control characters begins with.
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    let rare = |byte: u8| byte < 0x20 && byte != b'\n' && byte != b'\t' || matches!(byte, 0x7f | 0xc2 | 0xef);
    // All bytes of a piece are looked at, whatever is found, for then several are looked at in one step.
    let has_rare = |piece: &[u8]| piece.iter().fold(false, |found, byte| found | rare(*byte));
    !bytes.chunks(256).any(has_rare)
}

/// Returns the first character that a text cannot hold: neither XML nor HTML has it.
fn find_control(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|(_, c)| crate::diag::is_control(*c) && !matches!(c, '\n' | '\t'))
}
