//! The markup of a drawing: text comes in, tags, attributes and text go out, with references
//! resolved. It knows XML as far as drawings need it and refuses what is not well formed.

use std::borrow::Cow;

use super::super::{Kind, MediaError};

/// The byte order mark, which may stand before the text.
const MARK: char = '\u{feff}';

/// A piece of markup.
#[derive(Debug)]
pub(super) enum Token<'a> {
    /// Text between tags, with its references as they stand.
    Text(&'a str),
    /// A section of text in which nothing is a reference, with its brackets.
    Cdata(&'a str),
    /// A comment.
    Comment,
    /// A processing instruction with its brackets.
    Instruction(&'a str),
    /// The declaration of a document type, without definitions.
    Doctype,
    /// The tag that opens an element.
    Open(Tag<'a>),
    /// The tag that closes an element: the name of the element and the whole tag.
    Close(&'a str, &'a str),
}

/// The tag that opens an element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'a> {
    /// The offset of the tag.
    pub(super) at: usize,
    /// The name with its prefix.
    pub(super) name: &'a str,
    /// What stands between the name and the end of the tag.
    inside: &'a str,
    /// The offset of `inside`.
    inside_at: usize,
    /// Whether the element is closed by the same tag.
    pub(super) is_empty: bool,
}

/// An attribute as it stands in a tag.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attribute<'a> {
    /// The offset of the name.
    pub(super) at: usize,
    /// The whole of it, from the white space before it to the quote after it.
    pub(super) whole: &'a str,
    /// The name with its prefix.
    pub(super) name: &'a str,
    /// The value between the quotes, with its references as they stand.
    pub(super) raw: &'a str,
}

impl<'a> Tag<'a> {
    /// Returns what stands between the last attribute and the end of the tag.
    pub(super) fn tail(&self) -> &'a str {
        &self.inside[self.inside.trim_end_matches(is_space).len()..]
    }

    /// Lists the attributes in their order.
    pub(super) fn attributes(&self) -> impl Iterator<Item = Attribute<'a>> + use<'a> {
        let mut markup = Markup { text: self.inside, at: 0 };
        let start = self.inside_at;
        // The tag was read to its end before, so the first failure here is that end.
        std::iter::from_fn(move || {
            let attribute = markup.attribute().ok()??;
            Some(Attribute { at: attribute.at + start, ..attribute })
        })
    }
}

impl Attribute<'_> {
    /// Returns the value with its references resolved.
    pub(super) fn value(&self) -> Result<Cow<'_, str>, MediaError> {
        resolve(self.raw, self.at)
    }
}

/// Returns a name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

/// A place in the text of a drawing.
pub(super) struct Markup<'a> {
    /// The whole text.
    text: &'a str,
    /// The offset of the next character.
    at: usize,
}

impl<'a> Markup<'a> {
    /// Stands at the first character of a text, behind a byte order mark.
    pub(super) fn new(text: &'a str) -> Self {
        let at = if text.starts_with(MARK) { MARK.len_utf8() } else { 0 };
        Self { text, at }
    }

    /// Returns the offset of the next character.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Reads the next piece of markup, or nothing at the end of the text.
    pub(super) fn next(&mut self) -> Result<Option<Token<'a>>, MediaError> {
        let rest = self.rest();
        if rest.is_empty() {
            return Ok(None);
        }
        let token = if let Some(comment) = rest.strip_prefix("<!--") {
            // Inside a comment two hyphens may only stand at its end.
            let end = comment.find("--").ok_or_else(|| self.cut_short())?;
            if !comment[end..].starts_with("-->") {
                return Err(malformed(self.at, "two hyphens inside a comment"));
            }
            self.at += 4 + end + 3;
            Token::Comment
        } else if rest.starts_with("<![CDATA[") {
            Token::Cdata(self.until("]]>")?)
        } else if rest.starts_with("<?") {
            Token::Instruction(self.until("?>")?)
        } else if rest.starts_with("<!") {
            self.doctype()?
        } else if rest.starts_with("</") {
            let at = self.at;
            let whole = self.until(">")?;
            let name = whole[2..whole.len() - 1].trim_end_matches(is_space);
            if !is_name(name) {
                return Err(malformed(at, "a closing tag without a name"));
            }
            Token::Close(name, whole)
        } else if rest.starts_with('<') {
            Token::Open(self.tag()?)
        } else {
            let end = rest.find('<').unwrap_or(rest.len());
            self.at += end;
            Token::Text(&rest[..end])
        };
        Ok(Some(token))
    }

    /// Returns what has not been read.
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Reads up to and including a mark.
    fn until(&mut self, mark: &str) -> Result<&'a str, MediaError> {
        let rest = self.rest();
        let end = rest.find(mark).ok_or_else(|| self.cut_short())? + mark.len();
        self.at += end;
        Ok(&rest[..end])
    }

    /// Reads over white space and returns how much there was.
    fn space(&mut self) -> usize {
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches(is_space).len();
        self.at += length;
        length
    }

    /// Reads a name, which may be empty.
    fn name(&mut self) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !is_name_char(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// Reads the declaration of a document type and refuses one that defines anything.
    fn doctype(&mut self) -> Result<Token<'a>, MediaError> {
        let at = self.at;
        let whole = self.until(">")?;
        if whole.contains('[') {
            // A definition gives a harmless name to any text, which would hide it from the rules.
            let what = "its document type defines entities, which can hide anything".into();
            return Err(MediaError::Unsafe { at, what });
        }
        if !whole.starts_with("<!DOCTYPE") {
            return Err(malformed(at, "a declaration that no drawing has"));
        }
        Ok(Token::Doctype)
    }

    /// Reads an opening tag to its end.
    fn tag(&mut self) -> Result<Tag<'a>, MediaError> {
        let at = self.at;
        self.at += 1;
        let name = self.name();
        if !is_name(name) {
            return Err(malformed(at, "a tag without a name"));
        }
        let inside_at = self.at;
        while self.attribute()?.is_some() {}
        let inside = &self.text[inside_at..self.at];
        let is_empty = self.rest().starts_with('/');
        self.at += usize::from(is_empty);
        match self.rest().bytes().next() {
            Some(b'>') => self.at += 1,
            Some(_) => return Err(malformed(self.at, "a tag that does not end")),
            None => return Err(self.cut_short()),
        }
        Ok(Tag { at, name, inside, inside_at, is_empty })
    }

    /// Reads an attribute, or the white space at the end of a tag.
    fn attribute(&mut self) -> Result<Option<Attribute<'a>>, MediaError> {
        let start = self.at;
        let space = self.space();
        let at = self.at;
        let name = self.name();
        if name.is_empty() {
            return Ok(None);
        }
        if space == 0 || !is_name(name) {
            return Err(malformed(at, "an attribute without a name of its own"));
        }
        self.space();
        if !self.rest().starts_with('=') {
            return Err(malformed(at, "an attribute without a value"));
        }
        self.at += 1;
        self.space();
        let quote = match self.rest().bytes().next() {
            Some(b'"') => "\"",
            Some(b'\'') => "'",
            _ => return Err(malformed(at, "an attribute without quotes")),
        };
        self.at += 1;
        let raw = self.until(quote)?;
        let raw = &raw[..raw.len() - 1];
        if raw.contains('<') {
            return Err(malformed(at, "a `<` in an attribute"));
        }
        Ok(Some(Attribute { at, whole: &self.text[start..self.at], name, raw }))
    }

    /// Makes the error that the text ends too early.
    fn cut_short(&self) -> MediaError {
        MediaError::CutShort { kind: Kind::Svg, at: self.text.len() }
    }
}

/// Makes the error that something contradicts the format.
pub(super) fn malformed(at: usize, what: &str) -> MediaError {
    MediaError::Malformed { kind: Kind::Svg, at, what: what.into() }
}

/// Returns a text with its references resolved; an offset goes with it for errors.
pub(super) fn resolve(raw: &str, at: usize) -> Result<Cow<'_, str>, MediaError> {
    if !raw.contains('&') {
        return Ok(Cow::Borrowed(raw));
    }
    let mut parts = raw.split('&');
    let mut resolved = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, after) = part.split_once(';').ok_or_else(|| malformed(at, "an `&` that begins no reference"))?;
        let c = character(name).ok_or_else(|| malformed(at, "a reference to an unknown entity"))?;
        resolved.push(c);
        resolved.push_str(after);
    }
    Ok(Cow::Owned(resolved))
}

/// Returns the character to which a reference refers.
fn character(name: &str) -> Option<char> {
    let number = match name {
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "amp" => return Some('&'),
        "quot" => return Some('"'),
        "apos" => return Some('\''),
        _ => name.strip_prefix('#')?,
    };
    let (digits, base) = number.strip_prefix('x').map_or((number, 10), |hex| (hex, 16));
    // The parser of numbers takes a sign, which a reference has not.
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_plain.then(|| u32::from_str_radix(digits, base).ok()).flatten().and_then(char::from_u32)
}

/// Tells whether a character is white space in XML, which is less than in Unicode.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// Tells whether a character may stand in a name.
fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, ':' | '_' | '-' | '.' | '\u{b7}')
}

/// Tells whether a text is a name with at most one prefix.
fn is_name(text: &str) -> bool {
    let is_part =
        |part: &str| part.starts_with(|c: char| c.is_alphabetic() || c == '_') && part.chars().all(is_name_char);
    match text.split_once(':') {
        Some((prefix, local)) => is_part(prefix) && is_part(local) && !local.contains(':'),
        None => is_part(text),
    }
}
