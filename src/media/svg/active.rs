//! XML that is no drawing, and that browsers may show as a page: its text comes in, whether it runs anything goes out.

use super::SVG;
use super::markup::{Attribute, Markup, Token, local};
use crate::media::MediaError;

/// The namespaces whose elements browsers run or follow wherever they stand in XML.
const ACTIVE: [&str; 5] = [
    SVG,
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/1998/Math/MathML",
    "http://www.w3.org/1999/XSL/Transform",
    "http://www.mozilla.org/keymaster/gatekeeper/there.is.only.xul",
];

/// Tells whether XML names elements that browsers run, or becomes something else before it is shown; nothing for what is
/// not well formed.
pub(in crate::media) fn names_active_elements(text: &str) -> Option<bool> {
    let is_active = |attribute: &Attribute<'_>| {
        let value = attribute.value().ok()?;
        let is_name = attribute.name == "xmlns" || attribute.name.starts_with("xmlns:");
        let address: String = value.chars().filter(|c| *c > ' ').take(16).collect::<String>().to_ascii_lowercase();
        let runs = local(attribute.name).eq_ignore_ascii_case("href") && address.starts_with("javascript:");
        Some(is_name && ACTIVE.contains(&&*value) || runs)
    };
    let mut markup = Markup::new(text);
    let mut found = false;
    loop {
        match markup.next() {
            Ok(Some(Token::Open(tag))) => {
                for attribute in tag.attributes() {
                    found |= is_active(&attribute)?;
                }
            }
            Ok(Some(Token::Instruction(whole))) => found |= whole.starts_with("<?xml-stylesheet"),
            Ok(Some(_)) => {}
            Ok(None) => return Some(found),
            // Definitions give a harmless name to anything.
            Err(MediaError::Unsafe { .. }) => return Some(true),
            Err(_) => return None,
        }
    }
}
