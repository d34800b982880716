//! SVG: a drawing comes in; its size, or the drawing without metadata, goes out.
//!
//! Kept are the elements and attributes of SVG itself. Comments, those in styles too, `<metadata>`, `<desc>`, `data-`
//! attributes, the elements and attributes of drawing programs (which hold names, folders and export
//! paths), and the metadata of photos inside the drawing are dropped. A drawing that would run a program or load something when
//! it is opened is refused. What is kept stands byte for byte as it was.

mod active;
pub(super) mod base64;
mod comments;
mod danger;
mod markup;
mod paints;
mod size;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub(super) use self::active::names_active_elements;
pub(super) use self::paints::paints;

use self::markup::{Attribute, Markup, Tag, Token, is_space, local, malformed, resolve};
use super::{Kind, MediaError};

/// The namespace of SVG.
const SVG: &str = "http://www.w3.org/2000/svg";
/// The namespace of references in older drawings.
const XLINK: &str = "http://www.w3.org/1999/xlink";
/// The number of elements inside one another above which browsers give up.
const DEEPEST: usize = 1000;
/// The number of prefixes above which a drawing is refused, for no program declares so many.
const MOST_PREFIXES: usize = 256;

/// Tells whether a file is a drawing, sound or not, by its first element.
///
/// A file that a browser might take for a drawing must not pass for something else, so where the
/// first element cannot be found the mention of one is enough.
pub(super) fn is_drawing(bytes: &[u8]) -> bool {
    let mut start =
        bytes.iter().filter(|byte| !byte.is_ascii_whitespace() && !b"\xef\xbb\xbf\xff\xfe\0".contains(byte));
    if start.next() != Some(&b'<') {
        return false;
    }
    let text = match text(bytes) {
        Ok(text) if !text.contains('\0') => text,
        _ => {
            // Text in UTF-16 has a zero beside each of the letters that are looked for.
            let letters: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
            return mentions_root(&String::from_utf8_lossy(&letters));
        }
    };
    let mut markup = Markup::new(text);
    loop {
        let rest = &text[markup.at()..];
        match markup.next() {
            Ok(Some(Token::Open(tag))) => return local(tag.name) == "svg",
            Ok(Some(Token::Text(text))) if text.chars().all(is_space) => {}
            Ok(Some(Token::Comment | Token::Instruction(_) | Token::Doctype)) => {}
            Ok(_) => return false,
            Err(_) => {
                let name = rest[1..].split(|c| is_space(c) || matches!(c, '/' | '>')).next().unwrap_or_default();
                let is_prolog = ["!--", "!DOCTYPE", "?"].iter().any(|start| name.starts_with(start));
                return local(name) == "svg" || is_prolog && mentions_root(rest);
            }
        }
    }
}

/// Tells whether a text mentions the element with which a drawing begins.
fn mentions_root(text: &str) -> bool {
    text.contains("<svg") || text.contains(":svg")
}

/// Returns the size at which the drawing is shown where nothing else says so.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), MediaError> {
    let mut markup = Markup::new(text(bytes)?);
    loop {
        match markup.next()? {
            Some(Token::Open(tag)) if local(tag.name) == "svg" => return size::size_of(&tag),
            Some(Token::Open(tag)) => return Err(no_root(tag.at)),
            Some(_) => {}
            None => return Err(no_root(markup.at())),
        }
    }
}

/// Returns the drawing without metadata.
pub(super) fn strip(bytes: &[u8]) -> Result<Vec<u8>, MediaError> {
    let text = text(bytes)?;
    let mut markup = Markup::new(text);
    let mut cleaner = Cleaner::default();
    cleaner.out.reserve(text.len());
    cleaner.out.push_str(&text[..markup.at()]);
    loop {
        let at = markup.at();
        match markup.next()? {
            Some(token) => cleaner.accept(token, at)?,
            None if cleaner.is_done() => return Ok(cleaner.out.into_bytes()),
            None if cleaner.has_root => {
                return Err(MediaError::CutShort { kind: Kind::Svg, at });
            }
            None => return Err(no_root(at)),
        }
    }
}

/// Returns the text of a file in UTF-8.
fn text(bytes: &[u8]) -> Result<&str, MediaError> {
    std::str::from_utf8(bytes).map_err(|error| malformed(error.valid_up_to(), "no UTF-8"))
}

/// Makes the error that the file is no drawing.
fn no_root(at: usize) -> MediaError {
    malformed(at, "no `svg` element in the namespace of SVG")
}

/// A namespace as far as the rules tell namespaces apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Namespace {
    /// That of SVG.
    Svg,
    /// That of references.
    Xlink,
    /// Any other.
    Other,
}

/// Tells which namespace an address names.
fn namespace(address: &str) -> Namespace {
    match address {
        SVG => Namespace::Svg,
        XLINK => Namespace::Xlink,
        _ => Namespace::Other,
    }
}

/// An element that has been opened and not yet closed.
struct Open<'a> {
    /// The name with its prefix.
    name: &'a str,
    /// Whether the element is part of the output.
    is_kept: bool,
    /// Whether names without prefix inside it are those of SVG.
    is_svg_default: bool,
}

/// The drawing as far as it has been read and written.
#[derive(Default)]
struct Cleaner<'a> {
    /// The output.
    out: String,
    /// The elements around the next piece of markup.
    open: Vec<Open<'a>>,
    /// The namespaces of the prefixes that kept elements have declared.
    prefixes: BTreeMap<&'a str, Namespace>,
    /// The text of the style sheet around the next piece of markup.
    style: String,
    /// That text without comments.
    style_left: String,
    /// Where that style sheet stands, for its comments may go on behind the next piece.
    style_place: comments::Place,
    /// Whether the first element has been opened.
    has_root: bool,
}

impl<'a> Cleaner<'a> {
    /// Tells whether the first element has been opened and closed.
    fn is_done(&self) -> bool {
        self.has_root && self.open.is_empty()
    }

    /// Tells whether what stands here is part of the output.
    fn is_kept(&self) -> bool {
        self.open.last().is_none_or(|open| open.is_kept)
    }

    /// Writes a piece of markup or leaves it out.
    fn accept(&mut self, token: Token<'a>, at: usize) -> Result<(), MediaError> {
        match token {
            Token::Comment | Token::Doctype => Ok(()),
            Token::Instruction(whole) => self.instruction(whole, at),
            Token::Text(text) => {
                let resolved = resolve(text, at)?;
                self.text(text, &resolved, at)
            }
            Token::Cdata(whole) => {
                let inside = whole.strip_prefix("<![CDATA[").and_then(|w| w.strip_suffix("]]>"));
                self.text(whole, inside.unwrap_or_default(), at)
            }
            Token::Open(tag) => self.open(tag),
            Token::Close(name, whole) => self.close(name, whole, at),
        }
    }

    /// Keeps the declaration of XML, and refuses a style sheet from elsewhere.
    fn instruction(&mut self, whole: &'a str, at: usize) -> Result<(), MediaError> {
        let is_named = |name: &str| {
            whole[2..].strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '\t', '\r', '\n', '?']))
        };
        if is_named("xml-stylesheet") {
            let what = "an `xml-stylesheet` instruction loads a style sheet".into();
            return Err(MediaError::Unsafe { at, what });
        }
        if is_named("xml") && !self.has_root && at == self.out.len() {
            let declared = whole.to_ascii_lowercase();
            if declared.contains("encoding") && !declared.contains("utf-8") {
                return Err(malformed(at, "another encoding than UTF-8"));
            }
            self.out.push_str(whole);
        }
        Ok(())
    }

    /// Writes text, and remembers that of a style sheet.
    fn text(&mut self, whole: &str, resolved: &str, at: usize) -> Result<(), MediaError> {
        if self.open.is_empty() && !whole.chars().all(is_space) {
            return Err(malformed(at, "text outside its `svg` element"));
        }
        if self.is_kept() && self.is_in_style() {
            self.style.push_str(resolved);
            let left = self.style_place.without_comments(resolved);
            self.style_left.push_str(left.as_deref().unwrap_or(resolved));
            match left {
                Some(left) if whole.starts_with("<![CDATA[") => {
                    self.out.push_str("<![CDATA[");
                    self.out.push_str(&left);
                    self.out.push_str("]]>");
                }
                Some(left) => comments::push_text(&mut self.out, &left),
                None => self.out.push_str(whole),
            }
        } else if self.is_kept() {
            self.out.push_str(whole);
        }
        Ok(())
    }

    /// Tells whether the next piece of markup stands in a style sheet.
    fn is_in_style(&self) -> bool {
        self.open.last().is_some_and(|open| local(open.name) == "style")
    }

    /// Writes the tag that opens an element, or leaves the element out.
    fn open(&mut self, tag: Tag<'a>) -> Result<(), MediaError> {
        let name = local(tag.name);
        danger::check_element(name, tag.at)?;
        if self.open.len() >= DEEPEST {
            return Err(malformed(tag.at, "too many elements inside one another"));
        }
        let inherited = self.open.last().is_some_and(|open| open.is_svg_default);
        let is_svg_default = default_namespace(&tag)?.unwrap_or(inherited);
        let mut is_kept = self.is_kept();
        if is_kept {
            self.declare(&tag)?;
            let is_svg = match tag.name.split_once(':') {
                Some((prefix, _)) => self.prefixes.get(prefix) == Some(&Namespace::Svg),
                None => is_svg_default,
            };
            if self.open.is_empty() && (self.has_root || !is_svg || name != "svg") {
                return Err(no_root(tag.at));
            }
            // The second is where programs write their name, and what only those are told who do not see the drawing.
            is_kept = is_svg && !matches!(name, "metadata" | "desc");
        }
        self.has_root = true;
        if is_kept {
            self.write_tag(&tag)?;
        }
        if !tag.is_empty {
            self.open.push(Open { name: tag.name, is_kept, is_svg_default });
        }
        Ok(())
    }

    /// Takes note of the prefixes that a tag declares.
    fn declare(&mut self, tag: &Tag<'a>) -> Result<(), MediaError> {
        for attribute in tag.attributes() {
            if let Some(prefix) = attribute.name.strip_prefix("xmlns:") {
                let declared = namespace(&attribute.value()?);
                if *self.prefixes.entry(prefix).or_insert(declared) != declared {
                    return Err(malformed(attribute.at, "a prefix of two meanings"));
                }
                if self.prefixes.len() > MOST_PREFIXES {
                    return Err(malformed(attribute.at, "too many prefixes"));
                }
            }
        }
        Ok(())
    }

    /// Writes an opening tag with the attributes that are kept.
    fn write_tag(&mut self, tag: &Tag<'a>) -> Result<(), MediaError> {
        self.out.push('<');
        self.out.push_str(tag.name);
        for attribute in tag.attributes() {
            self.write_attribute(local(tag.name), &attribute)?;
        }
        self.out.push_str(tag.tail());
        self.out.push_str(if tag.is_empty { "/>" } else { ">" });
        Ok(())
    }

    /// Writes an attribute, or leaves it out.
    fn write_attribute(&mut self, element: &str, attribute: &Attribute<'a>) -> Result<(), MediaError> {
        let (prefix, name) = attribute.name.split_once(':').unwrap_or(("", attribute.name));
        let is_kept = match prefix {
            // The first is where a diagram editor hides the whole document with its author, the
            // second where a drawing program notes the folder to which it exported.
            "" => !matches!(name, "content" | "export-filename") && !name.starts_with("data-"),
            "xmlns" => self.prefixes.get(name).is_some_and(|known| *known != Namespace::Other),
            "xml" => matches!(name, "space" | "lang" | "id"),
            _ => self.prefixes.get(prefix) == Some(&Namespace::Xlink),
        };
        if !is_kept {
            return Ok(());
        }
        if name.eq_ignore_ascii_case("href") && prefix != "xmlns" {
            if let Some(value) = danger::check_reference(element, attribute)? {
                self.out.push_str(&format!(" {}=\"{value}\"", attribute.name));
                return Ok(());
            }
        } else if prefix.is_empty() {
            danger::check_attribute(attribute)?;
            if name == "style" && attribute.raw.contains('*') {
                let left = comments::Place::default().without_comments(&attribute.value()?);
                if let Some(left) = left {
                    danger::check_style(&left, attribute.at)?;
                    comments::push_attribute(&mut self.out, name, &left);
                    return Ok(());
                }
            }
        }
        self.out.push_str(attribute.whole);
        Ok(())
    }

    /// Writes the tag that closes an element, if the element is kept.
    fn close(&mut self, name: &str, whole: &str, at: usize) -> Result<(), MediaError> {
        let is_style = self.is_in_style();
        let open = self.open.pop().filter(|open| open.name == name);
        let open = open.ok_or_else(|| malformed(at, "a closing tag that closes nothing"))?;
        if is_style {
            self.style_place = comments::Place::default();
            danger::check_style(&std::mem::take(&mut self.style), at)?;
            danger::check_style(&std::mem::take(&mut self.style_left), at)?;
        }
        if open.is_kept {
            self.out.push_str(whole);
        }
        Ok(())
    }
}

/// Tells whether a tag makes SVG the namespace of names without prefix, if it says anything.
fn default_namespace(tag: &Tag<'_>) -> Result<Option<bool>, MediaError> {
    let mut attributes = tag.attributes();
    let declared = attributes.find(|attribute| attribute.name == "xmlns");
    declared.map(|attribute| Ok(attribute.value()? == SVG)).transpose()
}
