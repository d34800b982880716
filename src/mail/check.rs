//! What is looked at in a finished mail: its weight, its addresses, its pictures.

use memchr::{memchr_iter, memmem};

use super::markup::{Piece, pieces};

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

/// Returns what a mail should not have, each once and in order.
pub fn faults(html: &str) -> Vec<Fault> {
    let mut found = if looks_good(html) { Vec::new() } else { faults_of_tags(html) };
    let sheets = memmem::find_iter(html.as_bytes(), "<style").map(|at| &html[at..]);
    let styles: usize = sheets.map(|sheet| sheet.find("</style>").map_or(0, |end| end - "<style".len())).sum();
    if styles > STYLES {
        found.push(Fault::Styles(styles));
    }
    found.sort();
    found.dedup();
    found
}

/// The elements that mail programs remove.
const REMOVED: [&str; 9] = ["script", "form", "iframe", "object", "embed", "link", "video", "audio", "svg"];
/// The attributes that hold addresses.
const ADDRESSES: [&str; 3] = ["href", "src", "background"];

/// Tells whether a mail has no faults in its tags as far as that can be seen without reading them all: most mails have none.
fn looks_good(html: &str) -> bool {
    let is_removed = |tag: &str| REMOVED.iter().any(|name| tag.starts_with(name));
    let tags = memchr_iter(b'<', html.as_bytes()).map(|at| &html[at + 1..]);
    let good_tag = |tag: &str| match tag.as_bytes().first() {
        Some(b'i') if tag.starts_with("img") => false,
        Some(b's' | b'f' | b'i' | b'o' | b'e' | b'l' | b'v' | b'a') => !is_removed(tag),
        _ => true,
    };
    let good_address = |name: &&str| {
        memmem::find_iter(html.as_bytes(), *name).all(|at| {
            // Behind a letter or a dash it is the end of another name.
            let is_name = at.checked_sub(1).is_none_or(|before| {
                let before = html.as_bytes()[before];
                !before.is_ascii_alphanumeric() && !matches!(before, b'-' | b'_')
            });
            !is_name || html[at + name.len()..].strip_prefix("=\"").is_some_and(is_absolute)
        })
    };
    tags.into_iter().all(good_tag) && ADDRESSES.iter().all(good_address)
}

/// Returns what the tags of a mail should not have.
fn faults_of_tags(html: &str) -> Vec<Fault> {
    let mut found = Vec::new();
    for piece in pieces(html) {
        let Piece::Open(name, attributes) = piece else { continue };
        if REMOVED.contains(&name) {
            found.push(Fault::Element(name.to_owned()));
        }
        for (key, url) in attributes.iter() {
            if ADDRESSES.contains(&key) && !is_absolute(url) {
                found.push(Fault::RelativeAddress(url.to_owned()));
            }
        }
        if name == "img" {
            let src = attributes.raw("src").unwrap_or("").to_owned();
            let whole = |key: &str| attributes.raw(key).is_some_and(|size| size.parse::<u32>().is_ok());
            if attributes.raw("alt").is_none() {
                found.push(Fault::NoAlt(src.clone()));
            }
            if !whole("width") || !whole("height") {
                found.push(Fault::NoSize(src));
            }
        }
    }
    found
}

/// Tells whether an address means something wherever it stands.
fn is_absolute(url: &str) -> bool {
    ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| url.starts_with(scheme))
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
    fn what_looks_good_has_no_faults() {
        for (html, expected) in [
            ("<p>A form of address; href, src and data-src: hyperlink.</p>", false),
            ("<p>A form of address, <a class=\"x\" href=\"https://x/\">a link</a></p>", true),
            ("<td data-href=\"/x\" width=\"5\"><span>a</span></td>", true),
            ("<a href='https://x/'>a</a>", false),
            ("<a id=\"x\"href=\"/x\">a</a>", false),
            ("<a href>a</a>", false),
            ("<a href =\"/x\">a</a>", false),
            ("<a href=/x>a</a>", false),
            ("<table background=\"x.png\">", false),
            ("<svg></svg>", false),
            ("<form action=\"https://x/\">", false),
            ("<img src=\"https://x/a.png\">", false),
        ] {
            assert_eq!(looks_good(html), expected, "{html}");
        }
        // A small generator with a fixed seed (Knuth's MMIX constants).
        let mut seed = 11_u64;
        let mut draw = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % below
        };
        let pieces = [
            "<a",
            "<p",
            "<td",
            "<svg",
            "<link",
            ">",
            " href",
            " src",
            "\"",
            "=",
            "=\"",
            "'",
            "https://x",
            "/x",
            "mailto:a",
            " class=\"a\"",
            " background",
            "<!--",
            "-->",
            "</a>",
            "é",
            " ",
            "/",
            "-href",
        ];
        for _ in 0..20_000 {
            let html: String = (0..draw(14)).map(|_| pieces[draw(pieces.len())]).collect();
            assert!(!looks_good(&html) || faults_of_tags(&html).is_empty(), "{html}");
        }
    }

    #[test]
    fn weight_is_that_of_the_bytes() {
        assert_eq!(weight(&"x".repeat(HEAVY)), Weight::Good);
        assert_eq!(weight(&"é".repeat(45_000)), Weight::Heavy(90_000));
        assert_eq!(weight(&"x".repeat(TOO_HEAVY + 1)), Weight::TooHeavy(TOO_HEAVY + 1));
    }
}
