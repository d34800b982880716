//! Markup: HTML as our own writer or the sanitiser leaves it, piece by piece.
//!
//! Takes well-formed HTML; gives texts and tags in order. What is not well formed is taken for text and never panics.

use std::borrow::Cow;

use memchr::{memchr, memchr3};

/// A piece of HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text, with its character references.
    Text(&'a str),
    /// An opening tag: its name and what stands between that and the end of the tag.
    Open(&'a str, Attributes<'a>),
    /// A closing tag.
    Close(&'a str),
}

/// The attributes of a tag, as they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attributes<'a>(&'a str);

impl<'a> Attributes<'a> {
    /// Returns the value of an attribute, with its character references.
    pub(super) fn raw(self, name: &str) -> Option<&'a str> {
        self.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Returns the value of an attribute.
    pub(super) fn get(self, name: &str) -> Option<Cow<'a, str>> {
        self.raw(name).map(decoded)
    }

    /// Tells whether one of the words of `class` is this one.
    pub(super) fn has_class(self, word: &str) -> bool {
        self.raw("class").is_some_and(|class| class.split_ascii_whitespace().any(|known| known == word))
    }

    /// Tells whether the tag closes its own element, as those of drawings do: `<rect width="1"/>`.
    pub(super) fn closes(self) -> bool {
        self.0.strip_suffix('/').is_some_and(|before| before.is_empty() || before.ends_with(['"', '\'', ' ']))
    }

    /// Returns the attributes, each with its value as it is written.
    pub(super) fn iter(self) -> impl Iterator<Item = (&'a str, &'a str)> + Clone {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            // All that is looked for is ASCII, so bytes will do.
            let between = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\t' | b'/');
            let start = rest.bytes().position(|byte| !between(&byte)).unwrap_or(rest.len());
            rest = &rest[start..];
            let end = rest.bytes().position(|byte| byte == b'=' || between(&byte)).unwrap_or(rest.len());
            let name = &rest[..end];
            rest = &rest[end..];
            if name.is_empty() {
                return None;
            }
            let Some(value) = rest.strip_prefix('=') else { return Some((name, "")) };
            let quote = value.bytes().next().filter(|byte| matches!(byte, b'"' | b'\''));
            let (value, after) = match quote {
                Some(quote) => match memchr(quote, &value.as_bytes()[1..]) {
                    Some(end) => (&value[1..=end], &value[end + 2..]),
                    None => (&value[1..], ""),
                },
                None => value.split_at(value.find([' ', '\n', '\t']).unwrap_or(value.len())),
            };
            rest = after;
            Some((name, value))
        })
    }
}

/// Returns the pieces of some HTML; comments and declarations are left out.
pub(super) fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            if let Some(comment) = rest.strip_prefix("<!") {
                let end = if comment.starts_with("--") { "-->" } else { ">" };
                rest = comment.find(end).map_or("", |at| &comment[at + end.len()..]);
                continue;
            }
            if let Some((piece, after)) = tag(rest) {
                rest = after;
                return Some(piece);
            }
            // What begins with `<` and is no tag is text up to the next one.
            let from = usize::from(rest.starts_with('<'));
            let next = memchr(b'<', &rest.as_bytes()[from..]).map_or(rest.len(), |at| from + at);
            let (text, after) = rest.split_at(next);
            rest = after;
            return Some(Piece::Text(text));
        }
        None
    })
}

/// Returns the tag at the beginning of some HTML, and what follows it.
fn tag(html: &str) -> Option<(Piece<'_>, &str)> {
    let inner = html.strip_prefix('<')?;
    let (closing, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    let name = inner.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b':').count();
    if name == 0 {
        return None;
    }
    // Most tags have no attributes.
    let end = if inner.as_bytes().get(name) == Some(&b'>') { name } else { tag_end(inner)? };
    let (name, attributes) = inner[..end].split_at(name.min(end));
    let piece = if closing { Piece::Close(name) } else { Piece::Open(name, Attributes(attributes)) };
    Some((piece, &inner[end + 1..]))
}

/// Returns the place of the first `>` that is in no quotes.
fn tag_end(inner: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + memchr3(b'"', b'\'', b'>', &inner.as_bytes()[from..])?;
        let quote = inner.as_bytes()[at];
        if quote == b'>' {
            return Some(at);
        }
        from = at + 1;
        from += memchr(quote, &inner.as_bytes()[from..])? + 1;
    }
}

/// Tells whether an element has no content and no closing tag.
pub(super) fn is_void(name: &str) -> bool {
    matches!(name, "br" | "hr" | "img" | "wbr" | "col" | "meta" | "link" | "input" | "source" | "area" | "base")
}

/// Returns text with its character references resolved: those of our own writer and of the sanitiser, and numbers.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        let known = end.and_then(|end| Some((reference(&rest[1..end])?, end + 1)));
        let (c, length) = known.unwrap_or(('&', 1));
        out.push(c);
        rest = &rest[length..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Returns the character that a reference stands for.
pub(super) fn reference(name: &str) -> Option<char> {
    let number = name.strip_prefix('#');
    if let Some(number) = number {
        let value = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(value).filter(|c| !crate::diag::is_control(*c));
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "zwnj" => '\u{200c}',
        "shy" => '\u{ad}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_texts_and_attributes_are_told_apart() {
        let html = "<p class=\"a b\">1 &lt; 2 < 3<br>x</p><!-- <i> --><a href='/x' hidden>y</a>";
        let found: Vec<Piece<'_>> = pieces(html).collect();
        assert_eq!(found.len(), 9, "{found:?}");
        let Piece::Open("p", attributes) = found[0] else { panic!("{found:?}") };
        assert!(attributes.has_class("b") && !attributes.has_class("c"));
        assert_eq!((found[1], found[2]), (Piece::Text("1 &lt; 2 "), Piece::Text("< 3")));
        let Piece::Open("a", attributes) = found[6] else { panic!("{found:?}") };
        assert_eq!(attributes.get("href").as_deref(), Some("/x"));
        assert_eq!(attributes.raw("hidden"), Some(""));
    }

    #[test]
    fn references_become_characters() {
        assert_eq!(decoded("a &amp; b &#39;c&#x27; &nbsp;&unknown; &"), "a & b 'c' \u{a0}&unknown; &");
    }

    #[test]
    fn what_is_cut_off_is_text() {
        for html in ["<", "<p", "<p class=\"", "</", "<!--", "<!", "&", "<é>", "<p <b>"] {
            let _ = pieces(html).collect::<Vec<_>>();
        }
        assert_eq!(pieces("<p").collect::<Vec<_>>(), [Piece::Text("<p")]);
    }
}
