//! What is looked at in a finished mail: its weight, its addresses, its pictures.

use memchr::memmem;

use super::markup::{Piece, pieces};
use super::profile::{FIRST_NAME, MERGE};

/// Above this a mail is on its way to being cut off, in bytes.
pub const HEAVY: usize = 80_000;
/// Above this Gmail cuts a mail off, in bytes.
pub const TOO_HEAVY: usize = 100_000;
/// The most that style sheets may take, in bytes; Gmail drops those of more than twice this.
const STYLES: usize = 8_192;

/// How much a mail weighs, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// No more than it should.
    Good,
    /// More than it should.
    Heavy(usize),
    /// More than mail programs show.
    TooHeavy(usize),
}

/// Returns how much a mail weighs.
pub fn weight(html: &str) -> Weight {
    match html.len() {
        0..=HEAVY => Weight::Good,
        bytes @ ..=TOO_HEAVY => Weight::Heavy(bytes),
        bytes => Weight::TooHeavy(bytes),
    }
}

/// Something that a mail should not have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// An address that means nothing in a mail.
    RelativeAddress(String),
    /// A picture without a description, by its address.
    NoAlt(String),
    /// A picture without a width and a height in whole pixels, by its address.
    NoSize(String),
    /// Style sheets of this many bytes.
    Styles(usize),
    /// An element that mail programs remove.
    Element(String),
}

impl Fault {
    /// Returns what it is, and how it is mended.
    pub fn told(&self) -> (String, &'static str) {
        match self {
            Fault::RelativeAddress(url) => {
                (format!("the address `{url}`, which means nothing in a mail"), "write `{{ absolute(…) }}` around it")
            }
            Fault::NoAlt(src) => {
                (format!("the picture `{src}` without a description"), "give it an `alt`, an empty one for an ornament")
            }
            Fault::NoSize(src) => {
                (format!("the picture `{src}` without its size"), "give it `width` and `height` in whole pixels")
            }
            Fault::Styles(bytes) => (
                format!("style sheets of {bytes} bytes; more than 8,192 may be dropped"),
                "shorten the late style sheet",
            ),
            Fault::Element(name) => {
                (format!("the element `{name}`, which mail programs remove"), "leave it out of mail layouts")
            }
        }
    }
}

/// Returns what a mail should not have whose tags were not looked at as they were written.
pub fn faults(html: &str) -> Vec<Fault> {
    let mut found = Vec::new();
    for piece in pieces(html) {
        if let Piece::Open(name, attributes) = piece {
            push_faults(name, attributes.iter(), &mut found);
        }
    }
    in_order(html, found)
}

/// Returns what a mail should not have, each once and in order; `found` was in its tags.
pub(super) fn in_order(html: &str, mut found: Vec<Fault>) -> Vec<Fault> {
    let sheets = memmem::find_iter(html.as_bytes(), "<style").map(|at| &html[at..]);
    let styles: usize =
        sheets.map(|sheet| memmem::find(sheet.as_bytes(), b"</style>").map_or(0, |end| end - "<style".len())).sum();
    if styles > STYLES {
        found.push(Fault::Styles(styles));
    }
    found.sort();
    found.dedup();
    found
}

/// Appends what a tag should not have.
pub(super) fn push_faults<'a>(
    name: &str,
    attributes: impl Iterator<Item = (&'a str, &'a str)> + Clone,
    found: &mut Vec<Fault>,
) {
    // Mail programs remove these.
    if let "script" | "form" | "iframe" | "object" | "embed" | "link" | "video" | "audio" | "svg" = name {
        found.push(Fault::Element(name.to_owned()));
    }
    for (key, url) in attributes.clone() {
        if matches!(key, "href" | "src" | "background") && !is_absolute(url) {
            found.push(Fault::RelativeAddress(url.to_owned()));
        }
    }
    if name == "img" {
        let raw = |key: &str| attributes.clone().find(|(known, _)| *known == key).map(|(_, value)| value);
        let whole = |key: &str| raw(key).is_some_and(|size| size.parse::<u32>().is_ok());
        let src = raw("src").unwrap_or("");
        if raw("alt").is_none() {
            found.push(Fault::NoAlt(src.to_owned()));
        }
        if !whole("width") || !whole("height") {
            found.push(Fault::NoSize(src.to_owned()));
        }
    }
}

/// Tells whether an address means something wherever it stands.
fn is_absolute(url: &str) -> bool {
    let is_name = || url.strip_prefix(MERGE).is_some_and(|place| place.starts_with(FIRST_NAME));
    ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| url.starts_with(scheme)) && !is_name()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_found_once() {
        let html = "<style>a{}</style><a href=\"/a/\">a</a><a href=\"/a/\">a</a><a href=\"https://x\">x</a>\
                    <img src=\"https://x/a.png\" width=\"auto\" height=\"5\"><script></script>";
        assert_eq!(
            faults(html),
            [
                Fault::RelativeAddress("/a/".to_owned()),
                Fault::NoAlt("https://x/a.png".to_owned()),
                Fault::NoSize("https://x/a.png".to_owned()),
                Fault::Element("script".to_owned()),
            ]
        );
        assert_eq!(faults(&format!("<style>{}</style>", "a".repeat(STYLES + 1))).len(), 1);
    }

    #[test]
    fn words_and_other_attributes_are_no_addresses() {
        let good = [
            "<p>A form of address; href=x, src and data-src: hyperlink.</p>",
            "<p>A form of address, <a class=\"x\" href=\"https://x/\">a link</a></p>",
            "<td data-href=\"/x\" width=\"5\" style=\"background:#fff;background-color:#fff\"><span>a</span></td>",
            "<!--[if mso]><table background=\"x.png\"><![endif]-->",
            "<a href=\"https://merge.invalid/unsubscribe\">stop</a>",
        ];
        for html in good {
            assert_eq!(faults(html), [], "{html}");
        }
        let bad = [
            "<a href>a</a>",
            "<a href=/x>a</a>",
            "<a href='/x'>a</a>",
            "<table background=\"x.png\">",
            "<svg></svg>",
            "<form action=\"https://x/\">",
            "<img src=\"https://x/a.png\" alt=\"\" width=\"1\">",
            "<a href=\"https://merge.invalid/first-name\">the name of the reader</a>",
        ];
        for html in bad {
            assert_eq!(faults(html).len(), 1, "{html}");
        }
    }

    #[test]
    fn weight_is_that_of_the_bytes() {
        assert_eq!(weight(&"x".repeat(HEAVY)), Weight::Good);
        assert_eq!(weight(&"é".repeat(45_000)), Weight::Heavy(90_000));
        assert_eq!(weight(&"x".repeat(TOO_HEAVY + 1)), Weight::TooHeavy(TOO_HEAVY + 1));
    }
}
