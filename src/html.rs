//! HTML text and attributes: the one escaper for this sink.

/// Returns what stands in place of a byte: a character reference, or nothing for control characters.
///
/// XML 1.0 has no such characters, and a browser takes them for mistakes.
pub(crate) fn reference(byte: u8) -> Option<&'static str> {
    match byte {
        0..=8 | 11 | 12 | 14..=31 | 127 => Some(""),
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        b'\'' => Some("&#39;"),
        _ => None,
    }
}

/// Appends `text` with `&`, `<`, `>`, `"` and `'` as character references (HTML, section 13.2.5), good for both text
/// and quoted attributes; control characters are dropped.
pub fn push_escaped(out: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let Some(reference) = reference(byte) else { continue };
        out.push_str(&text[from..at]);
        out.push_str(reference);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

/// Returns `text` escaped.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(&mut out, text);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_five_characters_are_escaped() {
        assert_eq!(escaped("a<b>&\"c'/é"), "a&lt;b&gt;&amp;&quot;c&#39;/é");
        assert_eq!(escaped("a\u{1}b\n\tc\u{7f}"), "ab\n\tc");
    }
}
