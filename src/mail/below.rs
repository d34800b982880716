//! HTML of a page that stands on another beside its like: its anchors and headings come below the one of the page.

use super::markup::{Attributes, Piece, decoded, pieces};
use crate::address::encoded;
use crate::html::push_escaped;

/// How far headings of a text move down that stands below a heading of level 3.
const LEVELS: u8 = 2;

/// Returns the HTML of a page that stands at an anchor below a heading of level 3: each of its own anchors follows that one,
/// `#ann.background`, and headings are below that heading.
pub fn below_anchor(html: &str, anchor: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    for piece in pieces(html) {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Close(name) => {
                out.push_str("</");
                push_name(&mut out, name);
                out.push('>');
            }
            Piece::Open(name, attributes) => {
                out.push('<');
                push_name(&mut out, name);
                push_attributes(&mut out, attributes, anchor);
                out.push_str(if attributes.closes() { "/>" } else { ">" });
            }
        }
    }
    out
}

/// Appends the name of an element, which for a heading is that of one further down.
fn push_name(out: &mut String, name: &str) {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => {
            out.push('h');
            out.push(char::from((level + LEVELS).min(b'6')));
        }
        _ => out.push_str(name),
    }
}

/// Appends the attributes of a tag.
fn push_attributes(out: &mut String, attributes: Attributes<'_>, anchor: &str) {
    for (name, value) in attributes.iter() {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        match name {
            "id" | "for" | "headers" | "aria-labelledby" | "aria-describedby" | "aria-controls" => {
                let value = decoded(value);
                let ids = value.split_ascii_whitespace().map(|id| format!("{anchor}.{id}"));
                push_escaped(out, &ids.collect::<Vec<_>>().join(" "));
            }
            "href" if value.starts_with('#') => {
                push_escaped(out, &format!("#{}.{}", encoded(anchor), &decoded(value)[1..]));
            }
            // What fills a part of a drawing.
            "fill" if value.starts_with("url(#") => {
                push_escaped(out, &format!("url(#{anchor}.{}", &decoded(value)["url(#".len()..]));
            }
            // Without its quotes a value may hold the other ones.
            _ => out.push_str(&value.replace('"', "&quot;")),
        }
        out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_and_headings_come_below() {
        let pairs = [
            ("<h2 id=\"why\">Why</h2>", "<h4 id=\"ann.why\">Why</h4>"),
            ("<h6>x</h6><hr><header></header>", "<h6>x</h6><hr><header></header>"),
            ("<a href=\"#fn-1\" class=\"y\">1</a>", "<a href=\"#ann.fn-1\" class=\"y\">1</a>"),
            ("<a href=\"/x/#why\">1</a>", "<a href=\"/x/#why\">1</a>"),
            ("<div aria-labelledby=\"a b\" tabindex=\"0\">", "<div aria-labelledby=\"ann.a ann.b\" tabindex=\"0\">"),
            ("1 &lt; 2", "1 &lt; 2"),
            ("<svg><path d=\"M0 0\"/><g/></svg>", "<svg><path d=\"M0 0\"/><g/></svg>"),
            ("<pattern id=\"_c\"/><rect fill=\"url(#_c)\"/>", "<pattern id=\"ann._c\"/><rect fill=\"url(#ann._c)\"/>"),
        ];
        for (html, expected) in pairs {
            assert_eq!(below_anchor(html, "ann"), expected);
        }
        assert_eq!(below_anchor("<a href=\"#x\">", "élan"), "<a href=\"#%C3%A9lan.x\">");
    }
}
