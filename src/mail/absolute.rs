//! HTML that is read away from its page: addresses on the host become absolute, and so do those within the page.

use super::markup::{Attributes, Piece, decoded, pieces};
use crate::html::push_escaped;

/// Returns the HTML of a page with absolute addresses; `page` is that of the page, and `absolute` makes one of an address on
/// the host. All else stands as it is.
pub fn with_absolute_addresses(html: &str, page: &str, absolute: &dyn Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    for piece in pieces(html) {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Close(name) => {
                out.push_str("</");
                out.push_str(name);
                out.push('>');
            }
            Piece::Open(name, attributes) => {
                out.push('<');
                out.push_str(name);
                push_attributes(&mut out, attributes, page, absolute);
                out.push('>');
            }
        }
    }
    out
}

/// Appends the attributes of a tag.
fn push_attributes(out: &mut String, attributes: Attributes<'_>, page: &str, absolute: &dyn Fn(&str) -> String) {
    for (name, value) in attributes.iter() {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        match (name, value) {
            ("href" | "src", _) => push_escaped(out, &leading(&decoded(value), page, absolute)),
            // Without its quotes a value may hold the other ones.
            _ => out.push_str(&value.replace('"', "&quot;")),
        }
        out.push('"');
    }
}

/// Returns an address as it leads from anywhere.
fn leading(address: &str, page: &str, absolute: &dyn Fn(&str) -> String) -> String {
    match address.as_bytes() {
        [b'#', ..] => [page, address].concat(),
        [b'/', b'/', ..] => address.to_owned(),
        [b'/', ..] => absolute(address),
        _ => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_from_anywhere_and_all_else_stands() {
        let absolute = |url: &str| format!("https://a.example{url}");
        let given = |html: &str| with_absolute_addresses(html, "https://a.example/p/", &absolute);
        let pairs = [
            ("<p>a href=\"/x\" &amp; b</p>\n", "<p>a href=\"/x\" &amp; b</p>\n"),
            ("<a href=\"/x/?a=1&amp;b=2#c\">x</a>", "<a href=\"https://a.example/x/?a=1&amp;b=2#c\">x</a>"),
            ("<a class=\"y\" href=\"#fn-1\">1</a>", "<a class=\"y\" href=\"https://a.example/p/#fn-1\">1</a>"),
            ("<img src=\"/a.png\" alt=\"&quot;>\">", "<img src=\"https://a.example/a.png\" alt=\"&quot;>\">"),
            ("<a href=\"https://b.example/\">b</a>", "<a href=\"https://b.example/\">b</a>"),
            ("<a href=\"mailto:a@b.example\">b</a>", "<a href=\"mailto:a@b.example\">b</a>"),
            ("<a href=\"//b.example/\">b</a><br>", "<a href=\"//b.example/\">b</a><br>"),
            ("1 < 2 <", "1 < 2 <"),
        ];
        for (html, expected) in pairs {
            assert_eq!(given(html), expected);
        }
    }
}
