//! Blocks of another direction, told outright: mail programs do not know `dir="auto"`.

use std::borrow::Cow;

use memchr::memmem;

use super::markup::{Piece, pieces};
use crate::bidi::{Direction, first_strong};

/// The attribute as the page has it.
const AUTO: &str = " dir=\"auto\"";

/// Returns the HTML with each direction that a browser would find by the text.
pub(super) fn told(html: &str) -> Cow<'_, str> {
    if memmem::find(html.as_bytes(), AUTO.as_bytes()).is_none() {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(AUTO) {
        let (before, after) = (&rest[..at], &rest[at + AUTO.len()..]);
        out.push_str(before);
        let words = after.split_once('>').map_or("", |(_, words)| words);
        let texts = pieces(words).filter_map(|piece| match piece {
            Piece::Text(text) => Some(text),
            _ => None,
        });
        // A reference such as `&amp;` is no letter.
        let shown = texts.flat_map(|text| text.split('&').enumerate()).flat_map(|(at, text)| {
            let start = if at == 0 { 0 } else { text.find(';').map_or(0, |end| end + 1) };
            text[start..].chars()
        });
        let direction = first_strong(shown).unwrap_or(Direction::Ltr);
        out.push_str(" dir=\"");
        out.push_str(direction.id());
        out.push('"');
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn direction_is_told_as_a_browser_would_find_it() {
        assert_eq!(told("<p>a</p>"), "<p>a</p>");
        assert_eq!(
            told("<p>a</p><blockquote dir=\"auto\"><p>«<em>نص</em>»</p><p dir=\"auto\">&quot;word</p></blockquote>"),
            "<p>a</p><blockquote dir=\"rtl\"><p>«<em>نص</em>»</p><p dir=\"ltr\">&quot;word</p></blockquote>"
        );
        assert_eq!(told("<p dir=\"auto\">12"), "<p dir=\"ltr\">12");
    }
}
