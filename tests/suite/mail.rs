//! Newsletter versions: which pages have them, what they hold, and that whatever comes in gives a mail or a message.

mod as_read;
mod bad_input;
mod files;
mod parts;
mod pictures;
mod styles;
mod words;

use crate::site_test::{SETTINGS, SiteTest};

/// The file of the letter.
const LETTER_FILE: &str = "content/letters/upr-49.md";
/// The mails of the letter.
const HTML: &str = "letters/upr-49/newsletter.html";
const TEXT: &str = "letters/upr-49/newsletter.txt";
const EML: &str = "letters/upr-49/newsletter.eml";

/// Returns a site whose letter has these keys and this body.
fn letter(keys: &str, body: &str) -> SiteTest {
    let head = "---\ntitle: A letter\ndate: 2025-03-14\nsession: upr-49\n";
    SiteTest::new().file(LETTER_FILE, format!("{head}{keys}---\n{body}"))
}

/// Returns a site with more lines in its settings.
fn settings(site: SiteTest, lines: &str) -> SiteTest {
    site.file("content/site.yaml", format!("{SETTINGS}{lines}"))
}

/// Returns a message in its headers and its parts, decoded.
fn opened(eml: &str) -> (String, Vec<String>) {
    let (head, body) = eml.split_once("\r\n\r\n").expect("headers and a body");
    let boundary = head.split("boundary=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a boundary");
    let between = format!("--{boundary}");
    let parts = body.split(&between).skip(1).filter(|part| !part.starts_with("--"));
    let parts = parts.map(|part| {
        let (head, body) = part.split_once("\r\n\r\n").expect("headers of a part");
        assert!(head.contains("quoted-printable"), "{head}");
        quoted_printable(body)
    });
    (head.replace("\r\n ", " "), parts.collect())
}

/// Decodes quoted-printable (RFC 2045, section 6.7).
fn quoted_printable(text: &str) -> String {
    let mut bytes = Vec::new();
    let joined = text.replace("=\r\n", "");
    let mut rest = joined.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first == b'='
            && let [high, low, after @ ..] = rest
        {
            let hex = [*high, *low];
            let hex = std::str::from_utf8(&hex).expect("two digits");
            bytes.push(u8::from_str_radix(hex, 16).expect("two digits"));
            rest = after;
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).expect("text").replace("\r\n", "\n")
}
