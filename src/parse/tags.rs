//! Raw HTML, token by token, as an HTML parser takes it apart (HTML, section 13.2.5).
//!
//! Takes a text; gives tags, texts and comments with their places in it. What is cut off is text, and nothing panics.

use std::ops::Range;

use pulldown_cmark::{Event, Parser};

/// A piece of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text, with its character references.
    Text,
    /// An opening tag: its name in small letters, and its attributes.
    Open(String, Vec<Attribute<'a>>),
    /// A closing tag: its name in small letters.
    Close(String),
    /// A comment.
    Comment,
    /// A program or a style sheet with its tags: the name of the element.
    Program(&'static str),
    /// An instruction, a declaration or a section of characters: `<?…?>`, `<!…>`.
    Instruction,
}

/// An attribute of an opening tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attribute<'a> {
    /// Its name in small letters.
    pub(super) name: String,
    /// Its value as it is written, without quotes.
    pub(super) value: &'a str,
    /// Where it stands in the text.
    pub(super) range: Range<usize>,
}

/// Returns the tokens of a text, each with its place.
pub(super) fn tokens(html: &str) -> Vec<(Token<'_>, Range<usize>)> {
    let mut tokens: Vec<(Token<'_>, Range<usize>)> = Vec::new();
    let mut at = 0;
    let mut closed = PROGRAMS;
    while at < html.len() {
        let (token, end) = if is_begun(&html[at..]) {
            // To the end of the text a browser would look for the end of the tag as well, and nothing else begins in it.
            token_at(html, at, &mut closed).unwrap_or((Token::Text, html.len()))
        } else {
            // What begins with `<` and is no tag is text up to the next one.
            (
                Token::Text,
                html[at..].char_indices().skip(1).find(|(_, c)| *c == '<').map_or(html.len(), |(next, _)| at + next),
            )
        };
        match (tokens.last_mut(), &token) {
            (Some((Token::Text, range)), Token::Text) => range.end = end,
            _ => tokens.push((token, at..end)),
        }
        at = end;
    }
    tokens
}

/// The elements whose content is no HTML.
const PROGRAMS: [Option<&str>; 2] = [Some("script"), Some("style")];

/// The most attributes that are read of one tag.
const ATTRIBUTES_LIMIT: usize = 100;

/// Tells whether a tag, a comment or an instruction begins here.
fn is_begun(html: &str) -> bool {
    let rest = html.strip_prefix('<').map(|rest| rest.strip_prefix('/').unwrap_or(rest));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
        || html.starts_with("<!")
        || html.starts_with("<?")
}

/// Returns the tag, comment or instruction at a place, and its end; nothing where it is cut off. `closed` are the programs
/// that may still have an end.
fn token_at<'a>(html: &'a str, at: usize, closed: &mut [Option<&'static str>; 2]) -> Option<(Token<'a>, usize)> {
    let rest = &html[at + 1..];
    match rest.as_bytes().first()? {
        b'!' if rest.starts_with("!--") => {
            let short = ["!-->", "!--->"].into_iter().find(|empty| rest.starts_with(empty));
            let end = match short {
                Some(empty) => at + 1 + empty.len(),
                // A comment that is never closed hides all that follows.
                None => rest[3..].find("-->").map_or(html.len(), |end| at + 4 + end + 3),
            };
            Some((Token::Comment, end))
        }
        b'!' if rest.starts_with("![CDATA[") => Some((Token::Instruction, at + 1 + rest.find("]]>")? + 3)),
        b'?' => Some((
            Token::Instruction,
            at + 1 + rest.find("?>").map_or_else(|| rest.find('>'), |end| Some(end + 1))? + 1,
        )),
        b'!' => Some((Token::Instruction, at + 1 + rest.find('>')? + 1)),
        b'/' => {
            let end = at + 1 + rest.find('>')? + 1;
            let name = &html[at + 2..end - 1];
            let name = name.split(|c: char| c.is_ascii_whitespace() || c == '/').next().unwrap_or("");
            Some((Token::Close(name.to_ascii_lowercase()), end))
        }
        _ => open_tag(html, at, closed),
    }
}

/// Returns the opening tag at a place, and its end; with a program, the end of that.
fn open_tag<'a>(html: &'a str, start: usize, closed: &mut [Option<&'static str>; 2]) -> Option<(Token<'a>, usize)> {
    let bytes = html.as_bytes();
    let is_end = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
    let end_of = |from: usize, ends: &dyn Fn(u8) -> bool| {
        bytes[from..].iter().position(|byte| ends(*byte)).map(|length| from + length)
    };
    let mut at = end_of(start + 1, &is_end)?;
    let name = html[start + 1..at].to_ascii_lowercase();
    let mut attributes: Vec<Attribute<'_>> = Vec::new();
    loop {
        at = end_of(at, &|byte| !byte.is_ascii_whitespace() && byte != b'/')?;
        if bytes[at] == b'>' {
            break;
        }
        let from = at;
        // An equals sign in front belongs to the name.
        at = end_of(at + 1, &|byte| is_end(byte) || byte == b'=')?;
        let key = html.get(from..at)?.to_ascii_lowercase();
        let after = end_of(at, &|byte| !byte.is_ascii_whitespace())?;
        let value = if bytes[after] == b'=' {
            let begin = end_of(after + 1, &|byte| !byte.is_ascii_whitespace())?;
            match bytes[begin] {
                quote @ (b'"' | b'\'') => {
                    let close = end_of(begin + 1, &|byte| byte == quote)?;
                    at = close + 1;
                    &html[begin + 1..close]
                }
                b'>' => {
                    at = begin;
                    ""
                }
                _ => {
                    at = end_of(begin, &|byte| byte.is_ascii_whitespace() || byte == b'>')?;
                    &html[begin..at]
                }
            }
        } else {
            ""
        };
        // Of two with one name the first counts.
        if attributes.len() < ATTRIBUTES_LIMIT && attributes.iter().all(|known| known.name != key) {
            attributes.push(Attribute { name: key, value, range: from..at });
        }
    }
    let end = at + 1;
    for program in closed {
        let Some(word) = program.filter(|word| *word == name) else { continue };
        match find_close(&html[end..], word) {
            Some(close) => return Some((Token::Program(word), end + close)),
            // There is none further down either.
            None => *program = None,
        }
    }
    Some((Token::Open(name, attributes), end))
}

/// Returns the end of the closing tag of an element whose content is no HTML.
fn find_close(html: &str, name: &str) -> Option<usize> {
    let at = html.match_indices("</").map(|(at, _)| at + 2).find(|at| {
        html.get(*at..*at + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
            && html[*at + name.len()..].starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'))
    })?;
    Some(at + html[at..].find('>')? + 1)
}

/// Returns the value of an attribute with its character references as characters.
pub(super) fn decoded(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(40).position(|byte| byte == b';').map(|end| end + 1);
        match end.and_then(|end| Some((reference(&rest[..end])?, end))) {
            Some((text, end)) => {
                out.push_str(&text);
                rest = &rest[end..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Returns what a character reference such as `&eacute;` stands for: the Markdown parser has the table of names.
pub(super) fn reference(reference: &str) -> Option<String> {
    let inner = reference.strip_prefix('&')?.strip_suffix(';')?;
    if inner.is_empty() || !inner.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#') {
        return None;
    }
    let text = Parser::new(reference).find_map(|event| match event {
        Event::Text(text) => Some(text.into_string()),
        _ => None,
    })?;
    (text != "&")
        .then_some(text)
        .or_else(|| (inner.eq_ignore_ascii_case("amp") || inner == "#38").then(|| "&".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_taken_apart_as_browsers_do() {
        let html = "a<A HREF=x Title='é \">' b=\"c\" hidden/>1 < 2</A ><!-- <i> --><br/><?php x > ?><!DOCTYPE html>é";
        let found = tokens(html);
        let Token::Open(name, attributes) = &found[1].0 else { panic!("{found:?}") };
        let attributes: Vec<_> = attributes.iter().map(|found| (found.name.as_str(), found.value)).collect();
        assert_eq!(name, "a");
        assert_eq!(attributes, [("href", "x"), ("title", "é \">"), ("b", "c"), ("hidden", "")]);
        assert_eq!(&html[found[2].1.clone()], "1 < 2");
        assert_eq!(found[3].0, Token::Close("a".to_owned()));
        assert_eq!(found[4].0, Token::Comment);
        assert_eq!(found[5].0, Token::Open("br".to_owned(), Vec::new()));
        assert_eq!((&found[6].0, &html[found[6].1.clone()]), (&Token::Instruction, "<?php x > ?>"));
        assert_eq!((&found[7].0, &found[8].0), (&Token::Instruction, &Token::Text));
    }

    #[test]
    fn programs_are_one_token_with_their_text() {
        let found = tokens("<script>if (a<b) \"</p>\"</scripts></Script >x<style>");
        assert_eq!(found[0], (Token::Program("script"), 0..43));
        assert_eq!(found[2].0, Token::Open("style".to_owned(), Vec::new()));
    }

    #[test]
    fn what_is_cut_off_is_text() {
        for html in [
            "<",
            "<p",
            "<p class=\"",
            "<p class=",
            "<!",
            "<?",
            "<é>",
            "<p <b",
            "<a é='",
            "<![CDATA[",
            "</a",
            "</é>",
            "</",
            "< a",
        ] {
            let found = tokens(html);
            assert_eq!(found, [(Token::Text, 0..html.len())], "{html}");
        }
        assert_eq!(tokens("<!-- a"), [(Token::Comment, 0..6)]);
        let _ = tokens("<p <b>é< /b> =x <c/=>");
    }

    #[test]
    fn references_are_characters() {
        assert_eq!(
            decoded("a&amp;b &eacute;&#233;&#xe9; &nothing; &copy=2 &;&"),
            "a&b éé&#xe9; &nothing; &copy=2 &;&".replace("&#xe9;", "é")
        );
    }
}
