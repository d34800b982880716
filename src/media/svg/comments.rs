//! Comments in the styles of a drawing: the text of a style sheet comes in, piece by piece, and what is left without them goes
//! out.
//!
//! An empty comment stays where one was, for without it two words might become one.

/// Where a piece of a style sheet ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Place {
    /// Between words.
    #[default]
    Plain,
    /// Behind a `/`, which may begin a comment.
    Slash,
    /// Behind a `\` between words.
    Escape,
    /// In quotes.
    Quoted(char),
    /// Behind a `\` in quotes.
    Escaped(char),
    /// In a comment.
    Comment,
    /// Behind a `*` in a comment, which may end it.
    Star,
}

impl Place {
    /// Goes on behind a character; tells whether it stays.
    fn accept(&mut self, c: char) -> bool {
        let was = *self;
        *self = match (was, c) {
            (Self::Plain | Self::Slash, '"' | '\'') => Self::Quoted(c),
            (Self::Plain | Self::Slash, '/') => Self::Slash,
            (Self::Plain | Self::Slash, '\\') => Self::Escape,
            (Self::Slash, '*') => Self::Comment,
            (Self::Plain | Self::Slash | Self::Escape, _) => Self::Plain,
            (Self::Quoted(quote), '\\') => Self::Escaped(quote),
            // A string ends with its line at the latest.
            (Self::Quoted(quote), _) if c == quote || matches!(c, '\n' | '\r' | '\u{c}') => Self::Plain,
            (Self::Quoted(quote) | Self::Escaped(quote), _) => Self::Quoted(quote),
            (Self::Comment | Self::Star, '*') => Self::Star,
            (Self::Star, '/') => Self::Plain,
            (Self::Comment | Self::Star, _) => Self::Comment,
        };
        !matches!(was, Self::Comment | Self::Star)
    }

    /// Returns the next piece of a style sheet without what stands in comments; nothing if nothing does.
    pub(super) fn without_comments(&mut self, piece: &str) -> Option<String> {
        if matches!(self, Self::Plain) && !piece.contains(['*', '"', '\'', '\\', '/']) {
            return None;
        }
        let mut left = String::new();
        for c in piece.chars() {
            let may_end = matches!(self, Self::Star);
            if self.accept(c) {
                left.push(c);
            } else if may_end && c == '/' {
                // The star of its end is written with the slash.
                left.push_str("*/");
            }
        }
        (left != piece).then_some(left)
    }
}

/// Writes text between tags.
pub(super) fn push_text(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' if out.ends_with("]]") => out.push_str("&gt;"),
            _ => out.push(c),
        }
    }
}

/// Writes an attribute.
pub(super) fn push_attribute(out: &mut String, name: &str, value: &str) {
    let quote = if value.contains('"') { '\'' } else { '"' };
    out.push_str(&format!(" {name}={quote}"));
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '\'' if quote == '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out.push(quote);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pieces: &[&str], expected: &str) {
        let mut place = Place::default();
        let left: String =
            pieces.iter().map(|piece| place.without_comments(piece).unwrap_or_else(|| (*piece).to_owned())).collect();
        assert_eq!(left, expected, "{pieces:?}");
    }

    #[test]
    fn comments_become_empty_ones() {
        check(&["a/* x */b/**/c/***/d/* y"], "a/**/b/**/c/**/d/*");
        check(&["a / *b* c"], "a / *b* c");
        check(&["a/", "* x *", "/b"], "a/**/b");
        check(&["a/", "", "* x", "", "y */b"], "a/**/b");
    }

    #[test]
    fn quotes_hold_no_comments() {
        check(&["a \"/* x */\" '/* \\' */' /* y */"], "a \"/* x */\" '/* \\' */' /**/");
        check(&["a \\\" /* x */"], "a \\\" /**/");
        check(&["a 'b\n/* x */"], "a 'b\n/**/");
    }
}
