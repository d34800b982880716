//! References: text of HTML comes in, the same text comes out as a browser would write it.
//!
//! A reference stands for `&`, `<`, `>` and unbreakable blanks alone; all other characters stand for themselves.

use memchr::memchr3;

use super::markup::reference;

/// The first byte of an unbreakable blank.
const BLANK: u8 = 0xc2;

/// Returns a text as a browser would write it, in `room` if that is not as it stands; none if it has a reference that is
/// not known.
pub(super) fn rewritten<'t>(text: &'t str, room: &'t mut String) -> Option<&'t str> {
    let Some(first) = next(text, 0) else { return Some(text) };
    room.clear();
    // What is written as it stands goes over in one piece.
    let (mut from, mut at) = (0, first);
    loop {
        let (length, written) = special(&text[at..])?;
        if let Some(written) = written {
            room.push_str(&text[from..at]);
            match written {
                '&' => room.push_str("&amp;"),
                '<' => room.push_str("&lt;"),
                '>' => room.push_str("&gt;"),
                '\u{a0}' => room.push_str("&nbsp;"),
                c => room.push(c),
            }
            from = at + length;
        }
        at += length;
        match next(text, at) {
            Some(place) => at = place,
            None => break,
        }
    }
    room.push_str(&text[from..]);
    Some(room)
}

/// Returns the next place from `at` on with something that may be written anew.
fn next(text: &str, at: usize) -> Option<usize> {
    let rest = &text.as_bytes()[at..];
    // References often stand side by side, and to begin a search costs more than to look at a byte.
    match rest.first()? {
        b'&' | b'>' | &BLANK => Some(at),
        _ => memchr3(b'&', b'>', BLANK, rest).map(|place| at + place),
    }
}

/// Returns how long what begins a text is, and for what character it stands, if that is to be written anew; none for a
/// reference that is not known.
fn special(text: &str) -> Option<(usize, Option<char>)> {
    let bytes = text.as_bytes();
    if bytes.first() != Some(&b'&') {
        let c = text.chars().next()?;
        return Some((c.len_utf8(), matches!(c, '>' | '\u{a0}').then_some(c)));
    }
    if !bytes.get(1).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'#') {
        return Some((1, Some('&')));
    }
    let end = bytes[1..bytes.len().min(13)].iter().position(|byte| *byte == b';')?;
    let written = match &bytes[1..=end] {
        b"amp" | b"lt" | b"gt" | b"nbsp" => None,
        name if name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'#') => {
            Some(reference(&text[1..=end])?)
        }
        _ => return None,
    };
    Some((end + 2, written))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_those_that_a_browser_writes() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(rewritten(text, &mut "before".to_owned()), expected, "{text}");
        };
        check("", Some(""));
        check("plain é", Some("plain é"));
        check("&amp;&lt;&gt;&nbsp;", Some("&amp;&lt;&gt;&nbsp;"));
        check("a & b > c\u{a0}d ©", Some("a &amp; b &gt; c&nbsp;d ©"));
        check("&#847;&zwnj;&nbsp;&#847;&zwnj;&nbsp;", Some("\u{34f}\u{200c}&nbsp;\u{34f}\u{200c}&nbsp;"));
        check("&quot;x&#39;&#60;&#xa0;&", Some("\"x'&lt;&nbsp;&amp;"));
        for text in ["a &unknown; b", "&amp", "&#0;", "&a b;", "&#38"] {
            check(text, None);
        }
    }
}
