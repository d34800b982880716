//! What a drawing must not do: names and values of a drawing come in, and what would run a program
//! or load something is refused.
//!
//! The rules say what is allowed and refuse the rest. Values are looked at as a browser sees them,
//! with references and the escapes of style sheets resolved.

use std::borrow::Cow;

use super::super::{Kind, MediaError, detect, strip};
use super::base64::{decode, encode};
use super::markup::{Attribute, malformed};

/// The elements that run a program, or hold a document that may.
const FORBIDDEN: [&str; 7] = ["script", "foreignobject", "handler", "listener", "iframe", "object", "embed"];

/// The starts of an address to which an anchor may lead, since it is followed only on a click.
const LINKS: [&str; 4] = ["#", "https://", "http://", "mailto:"];

/// The functions and rules of style sheets that load something, other than `url()`.
const LOADERS: [&str; 4] = ["@import", "image-set(", "image(", "src("];

/// The starts of what `url()` may hold: a part of the drawing, or a font inside it.
const URLS: [&str; 4] = ["#", "data:font/", "data:application/font", "data:application/x-font"];

/// The types of photo that a drawing may hold inside itself.
const PHOTOS: [&str; 5] = ["image/jpeg", "image/jpg", "image/png", "image/gif", "image/webp"];

/// Refuses an element that runs or holds more than a drawing.
pub(super) fn check_element(local: &str, at: usize) -> Result<(), MediaError> {
    if FORBIDDEN.iter().any(|name| local.eq_ignore_ascii_case(name)) {
        let what = format!("a `{local}` element can run a program when the picture is opened");
        return Err(MediaError::Unsafe { at, what });
    }
    Ok(())
}

/// Refuses an attribute without prefix that runs or loads something.
pub(super) fn check_attribute(attribute: &Attribute<'_>) -> Result<(), MediaError> {
    let at = attribute.at;
    let name = attribute.name;
    if starts_with_on(name) {
        let what = format!("the attribute `{}` runs a program", shown(name));
        return Err(MediaError::Unsafe { at, what });
    }
    let value = attribute.value()?;
    if name == "attributeName" {
        // An animation writes an attribute after the drawing has been checked.
        let target = value.trim();
        let target = target.rsplit(':').next().unwrap_or_default();
        if starts_with_on(target) || target.eq_ignore_ascii_case("href") {
            let what = format!("an animation changes `{}`", shown(&value));
            return Err(MediaError::Unsafe { at, what });
        }
    }
    let is_prose = ["id", "class"].contains(&name) || name.starts_with("aria-");
    if is_prose || name.starts_with("data-") { Ok(()) } else { check_style(&value, at) }
}

/// Tells whether a name is that of a handler of events.
fn starts_with_on(name: &str) -> bool {
    name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on"))
}

/// Refuses a reference that leaves the drawing; returns a photo inside it without metadata, if it
/// had some.
pub(super) fn check_reference(element: &str, attribute: &Attribute<'_>) -> Result<Option<String>, MediaError> {
    let at = attribute.at;
    let value = attribute.value()?;
    // Browsers leave these out at the start of an address.
    let address = value.trim_start_matches(|c: char| c <= ' ');
    if address.is_empty() || address.starts_with('#') {
        return Ok(None);
    }
    if element == "a" && LINKS.iter().any(|start| starts_with(address, start)) {
        return Ok(None);
    }
    if matches!(element, "image" | "feImage") && starts_with(address, "data:") {
        return strip_photo(address, at);
    }
    let what = match element {
        "a" => format!("a link leads to `{}`", shown(address)),
        _ => format!("a reference loads `{}`", shown(address)),
    };
    Err(MediaError::Unsafe { at, what })
}

/// Returns the address of an embedded photo without metadata, if it had some.
fn strip_photo(address: &str, at: usize) -> Result<Option<String>, MediaError> {
    let refused = |what: &str| MediaError::Unsafe { at, what: what.into() };
    let (head, data) = address.split_once(',').unwrap_or((address, ""));
    let photo = head.get(5..).and_then(|head| head.split_once(';'));
    let is_photo = photo.is_some_and(|(kind, coding)| {
        PHOTOS.iter().any(|photo| kind.eq_ignore_ascii_case(photo)) && coding.eq_ignore_ascii_case("base64")
    });
    if !is_photo {
        return Err(refused("something other than a photo in base64 is embedded"));
    }
    let bytes = decode(data).ok_or_else(|| refused("an embedded photo is not base64"))?;
    // A drawing inside a drawing inside a drawing would never end.
    if matches!(detect(&bytes), Ok(Kind::Svg | Kind::Avif)) {
        return Err(refused("an embedded photo is of another format than it says"));
    }
    match strip(&bytes) {
        Ok(Cow::Borrowed(_)) => Ok(None),
        Ok(Cow::Owned(stripped)) => Ok(Some(format!("{head},{}", encode(&stripped)))),
        Err(error) => Err(malformed(at, &format!("a broken photo ({error}) inside"))),
    }
}

/// Refuses a style, or a value that may be one, that loads something.
pub(super) fn check_style(text: &str, at: usize) -> Result<(), MediaError> {
    if !text.contains(['(', '\\', '@']) {
        return Ok(());
    }
    let style = unescape(text).to_ascii_lowercase();
    if let Some(loader) = LOADERS.iter().find(|loader| style.contains(*loader)) {
        let what = format!("a style loads something with `{loader}`");
        return Err(MediaError::Unsafe { at, what });
    }
    for inside in style.split("url(").skip(1) {
        let address = inside.trim_start_matches(is_style_space);
        let address = address.strip_prefix(['"', '\'']).unwrap_or(address);
        let address = address.trim_start_matches(is_style_space);
        if !URLS.iter().any(|start| address.starts_with(start)) {
            let end = address.find([')', '"', '\'']).unwrap_or(address.len());
            let what = format!("a style loads `{}`", shown(&address[..end]));
            return Err(MediaError::Unsafe { at, what });
        }
    }
    Ok(())
}

/// Resolves the escapes of style sheets, by which `u\72l(` is `url(`.
fn unescape(style: &str) -> Cow<'_, str> {
    if !style.contains('\\') {
        return Cow::Borrowed(style);
    }
    let mut parts = style.split('\\');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let most = part.len().min(6);
        let digits = part.bytes().take(most).take_while(u8::is_ascii_hexdigit).count();
        let (number, after) = part.split_at(digits);
        if let Some(c) = u32::from_str_radix(number, 16).ok().and_then(char::from_u32) {
            out.push(c);
        }
        // One white space, or a line end of two characters, ends the number and is part of it.
        let line = after.strip_prefix("\r\n");
        let ended = line.or_else(|| after.strip_prefix(is_style_space)).filter(|_| digits > 0);
        out.push_str(ended.unwrap_or(after));
    }
    Cow::Owned(out)
}

/// Tells whether a character is white space in a style sheet.
fn is_style_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n' | '\u{c}')
}

/// Tells whether a text starts with another, in any case.
fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start))
}

/// Shortens a text of the drawing for a message.
fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(60).collect()
}
