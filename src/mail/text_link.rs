//! Links in the text of a mail: their words, and where they lead behind them.
//!
//! A link carries its own words, for the block in which it began may have ended before it does.

use std::borrow::Cow;

use super::markup::Attributes;
use super::text::Writer;
use super::text_open::{End, OpenLink};

impl Writer<'_> {
    /// Opens a link.
    pub(super) fn start_link(&mut self, attributes: Attributes<'_>) -> End {
        let is_picture = attributes.has_class("picture");
        if is_picture {
            self.push(&format!("[{}: ", self.cx.image));
        }
        let href = attributes.get("href").unwrap_or_default();
        let url = href.replace(' ', "%20").replace(['<', '>'], "");
        let title = attributes.get("title").unwrap_or_default();
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        self.links.push(OpenLink { url, title, is_picture, text: String::new() });
        End::Link
    }

    /// Ends a link: its title and its address follow its words, unless they are the address.
    pub(super) fn end_link(&mut self) {
        let Some(link) = self.links.pop() else { return };
        if let Some(outer) = self.links.last_mut() {
            outer.text.push_str(&link.text);
        }
        if link.is_picture {
            self.push_end("]");
        }
        let words = link.text.trim();
        let title = if link.title.is_empty() { String::new() } else { format!(" ({})", link.title) };
        let behind = match shown(&link.url, words) {
            Shown::Nothing => title,
            Shown::Behind(address) => format!("{title} <{address}>"),
            Shown::Instead(address) => {
                // Words that were a block of their own stay.
                if let Some(before) = self.sheet.line.strip_suffix(link.text.as_str()) {
                    self.sheet.line.truncate(before.len());
                }
                format!("<{address}>{title}")
            }
        };
        if behind.is_empty() {
            return;
        }
        // Words that were a block have the address on the next line.
        let apart = self.sheet.line.trim().is_empty() && !words.is_empty() && behind.starts_with(' ');
        if !apart {
            return self.push(&behind);
        }
        let gap = std::mem::take(&mut self.sheet.gap);
        self.push(behind.trim_start());
        self.flush();
        self.sheet.gap = gap;
    }
}

/// What is shown of an address.
#[derive(Debug, PartialEq, Eq)]
enum Shown<'a> {
    /// Nothing.
    Nothing,
    /// This, behind the words.
    Behind(Cow<'a, str>),
    /// This, in place of the words.
    Instead(Cow<'a, str>),
}

/// Returns what is shown of an address behind words that may tell it already.
fn shown<'a>(url: &'a str, words: &str) -> Shown<'a> {
    let scheme = url.split(':').next().unwrap_or("");
    if url.is_empty() {
        Shown::Nothing
    } else if scheme.eq_ignore_ascii_case("mailto") {
        let address = url[scheme.len() + 1..].split('?').next().unwrap_or("");
        match address {
            // A mail without an address still has a subject or a text.
            "" => Shown::Behind(url.into()),
            _ if words.eq_ignore_ascii_case(address) => Shown::Nothing,
            _ => Shown::Behind(address.into()),
        }
    } else if scheme.eq_ignore_ascii_case("tel") {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let number = digits(url.split(';').next().unwrap_or(url).get(4..).unwrap_or(""));
        if !number.is_empty() && digits(words).ends_with(&number) { Shown::Nothing } else { Shown::Behind(url.into()) }
    } else if words.is_empty() || bare(words) == bare(url) || is_spelt(words, url) {
        Shown::Instead(url.into())
    } else {
        Shown::Behind(url.into())
    }
}

/// Tells whether words are an address that is encoded in a link.
fn is_spelt(words: &str, url: &str) -> bool {
    let is_other = !words.is_ascii() || words.contains(['"', '[', ']', '\\', '^', '`', '{', '|', '}']);
    let full = if words.contains("://") { words.to_owned() } else { format!("http://{words}") };
    is_other && crate::address::normalised(&full).is_ok_and(|full| bare(&full) == bare(url))
}

/// Returns an address without its scheme and its last slash.
fn bare(address: &str) -> &str {
    let address = address.trim_end_matches('/');
    address.rsplit_once("://").map_or(address, |(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_shown_unless_the_words_tell_them() {
        let check = |url: &str, words: &str, expected: Shown<'_>| assert_eq!(shown(url, words), expected, "{url}");
        check("https://un.org/a", "the text", Shown::Behind("https://un.org/a".into()));
        check("https://un.org/%C3%A9", "https://un.org/é", Shown::Instead("https://un.org/%C3%A9".into()));
        check("http://www.un.org/x", "www.un.org/x", Shown::Instead("http://www.un.org/x".into()));
        check("https://un.org/", "un.org", Shown::Instead("https://un.org/".into()));
        check("https://un.org/", "", Shown::Instead("https://un.org/".into()));
        check("mailto:a@b.org", "A@b.org", Shown::Nothing);
        check("MAILTO:a@b.org?subject=x", "us", Shown::Behind("a@b.org".into()));
        check("mailto:?subject=x", "Share", Shown::Behind("mailto:?subject=x".into()));
        check("tel:+41229170000", "+41 22 917 00 00", Shown::Nothing);
        check("tel:+41-22-917-0000;ext=7", "call us", Shown::Behind("tel:+41-22-917-0000;ext=7".into()));
        check("TEL:112", "call", Shown::Behind("TEL:112".into()));
        check("", "x", Shown::Nothing);
    }
}
