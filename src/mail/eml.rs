//! Messages: text and HTML as one file that every mail program opens (RFC 5322, RFC 2045).
//!
//! The same bytes from the same input: the boundary is fixed, the date is the page's, the id comes from its address. All
//! is ASCII in lines of at most 78 characters. Nothing that an author writes can become a header.

use std::fmt::Write as _;
use std::time::SystemTime;

use lettre::Address;
use lettre::message::header::{ContentTransferEncoding, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox, Message, MultiPart};

use super::quoted::push_quoted_printable;
use crate::track::fingerprint;

/// What stands between the parts; neither encoding of the parts can hold it.
const BOUNDARY: &str = "=_demarche_alternative";
/// The longest line of a message, without its end.
const LINE: usize = 78;
/// How many of a hundred bytes may be no ASCII before base64 is shorter than quoted-printable.
const DENSE: usize = 16;

/// A message, in its parts.
#[derive(Clone, Debug, Default)]
pub struct Letter<'a> {
    /// The name of the sender.
    pub sender: &'a str,
    /// The address of the sender.
    pub address: &'a str,
    /// The host that the site stands on.
    pub host: &'a str,
    /// The subject.
    pub subject: &'a str,
    /// The date as headers tell it, such as `Fri, 14 Mar 2025 00:00:00 +0100`.
    pub date: &'a str,
    /// What the id is made of: the page's address below the home page.
    pub path: &'a str,
    /// The language.
    pub lang: &'a str,
    /// Where one unsubscribes, if that is known: `https:` or `mailto:`.
    pub unsubscribe: Option<&'a str>,
    /// Whether a request to that address is enough (RFC 8058).
    pub one_click: bool,
    /// The plain text.
    pub text: &'a str,
    /// The HTML.
    pub html: &'a str,
}

/// Returns a message as a file.
///
/// # Errors
/// When no address can be made of the sender's.
pub fn message(letter: &Letter<'_>) -> Result<Vec<u8>, String> {
    let address = address(letter)?;
    let name = one_line(letter.sender);
    let subject = one_line(letter.subject);
    let sender = Mailbox::new(Some(name.clone()).filter(|name| !name.is_empty()), address.clone());
    let mut builder = Message::builder()
        .from(sender.clone())
        .to(sender)
        .subject(subject.clone())
        // Without a date the builder would take that of the clock; the page's own, with its zone, takes this one's place.
        .date(SystemTime::UNIX_EPOCH)
        .message_id(Some(message_id(letter)));
    for (name, value) in headers(letter) {
        let name = HeaderName::new_from_ascii(name.to_owned()).map_err(|error| error.to_string())?;
        builder = builder.raw_header(folded(name, value));
    }
    // The library writes the head, and each part is written into the message itself: it would be moved three times.
    let parts = MultiPart::alternative().boundary(BOUNDARY).build();
    let mut message = builder.multipart(parts).map_err(|error| error.to_string())?;
    let header = |name: &str| HeaderName::new_from_ascii(name.to_owned()).map_err(|error| error.to_string());
    message.headers_mut().insert_raw(HeaderValue::new(header("Date")?, one_line(letter.date)));
    // Words that look as if they were encoded are decoded by those who read them, unless they are.
    if name.contains(ENCODED) {
        let encoded = format!("{}\r\n <{address}>", encoded_words(&name));
        for field in ["From", "To"] {
            let value = HeaderValue::dangerous_new_pre_encoded(header(field)?, name.clone(), encoded.clone());
            message.headers_mut().insert_raw(value);
        }
    }
    if subject.contains(ENCODED) {
        let encoded = encoded_words(&subject);
        let value = HeaderValue::dangerous_new_pre_encoded(header("Subject")?, subject, encoded);
        message.headers_mut().insert_raw(value);
    }
    let mut out = message.formatted();
    let end = format!("--{BOUNDARY}--\r\n");
    debug_assert!(out.ends_with(end.as_bytes()), "a message without parts ends with its boundary");
    out.truncate(out.len() - end.len());
    out.reserve((letter.text.len() + letter.html.len()) * 5 / 4);
    push_part("text/plain", letter.text, &mut out);
    push_part("text/html", letter.html, &mut out);
    out.extend_from_slice(end.as_bytes());
    Ok(out)
}

/// What encoded words begin with (RFC 2047).
const ENCODED: &str = "=?";
/// The longest text of an encoded word that fits beside the name of a header.
const WORD: usize = 54;

/// Returns a text as encoded words, each in a line.
fn encoded_words(text: &str) -> String {
    let mut out = String::from("=?utf-8?q?");
    let mut used = 0;
    let mut character = [0; 4];
    for c in text.chars() {
        let mut written = String::new();
        for byte in c.encode_utf8(&mut character).bytes() {
            match byte {
                b' ' => written.push('_'),
                _ if byte.is_ascii_alphanumeric() => written.push(char::from(byte)),
                _ => _ = write!(written, "={byte:02X}"),
            }
        }
        if used + written.len() > WORD {
            out.push_str("?=\r\n =?utf-8?q?");
            used = 0;
        }
        used += written.len();
        out.push_str(&written);
    }
    out.push_str("?=");
    out
}

/// Returns the sender's address, or one on the site's host where none is given.
fn address(letter: &Letter<'_>) -> Result<Address, String> {
    if letter.address.is_empty() {
        let host = letter.host.split(':').next().unwrap_or(letter.host);
        return Address::new("newsletter", host).map_err(|error| format!("`{host}`: {error}"));
    }
    let address = crate::config::mail_address(letter.address)?;
    address.parse().map_err(|error| format!("`{address}`: {error}"))
}

/// Returns the id of a message.
fn message_id(letter: &Letter<'_>) -> String {
    let host = letter.host.split(':').next().unwrap_or(letter.host);
    let good = |c: char| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '.' };
    let path: String = letter.path.trim_matches('/').chars().map(good).collect();
    let id = path.split('.').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".");
    // It cannot be folded: for a long address, such as one in letters beyond ASCII, a number stands.
    let is_long = "Message-ID: <@>".len() + id.len() + host.len() > LINE;
    let id = if is_long { format!("{:016x}", fingerprint(letter.path.as_bytes())) } else { id };
    format!("<{id}@{host}>")
}

/// Returns the headers that the builder does not know.
fn headers(letter: &Letter<'_>) -> Vec<(&'static str, String)> {
    let mut headers = vec![("Content-Language", letter.lang.to_owned())];
    let good = |url: &&str| !url.chars().any(char::is_control);
    if let Some(url) = letter.unsubscribe.filter(good).map(header_url) {
        headers.push(("List-Unsubscribe", format!("<{url}>")));
        if letter.one_click && url.starts_with("https://") {
            headers.push(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
        }
    }
    headers
}

/// Returns an address as it stands in a header: encoded where it is no ASCII or would end there.
fn header_url(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for byte in url.bytes() {
        match byte {
            b'<' | b'>' | b',' => _ = write!(out, "%{byte:02X}"),
            _ if byte.is_ascii_graphic() => out.push(char::from(byte)),
            _ => _ = write!(out, "%{byte:02X}"),
        }
    }
    out
}

/// Returns a header; a value that does not fit beside its name, and cannot be parted, stands on a line of its own.
fn folded(name: HeaderName, value: String) -> HeaderValue {
    let fits = name.len() + ": ".len() + value.len() <= LINE || value.contains(' ');
    if fits {
        return HeaderValue::new(name, value);
    }
    let encoded = format!("\r\n {value}");
    HeaderValue::dangerous_new_pre_encoded(name, value, encoded)
}

/// Returns a text in one line: what breaks a line, or means nothing in it, is a blank.
pub fn one_line(text: &str) -> String {
    let text = text.replace(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'), " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns how many bytes are no ASCII: so many at a time as a byte can count, which goes without a branch for each.
fn foreign_bytes(bytes: &[u8]) -> usize {
    let count = |chunk: &[u8]| usize::from(chunk.iter().fold(0_u8, |count, byte| count + (byte >> 7)));
    bytes.chunks(128).map(count).sum()
}

/// Appends a part of a message, in ASCII.
fn push_part(kind: &str, text: &str, out: &mut Vec<u8>) {
    let dense = foreign_bytes(text.as_bytes()) * 100 > text.len() * DENSE;
    let encoding = if dense { "base64" } else { "quoted-printable" };
    for part in ["--", BOUNDARY, "\r\nContent-Type: ", kind, "; charset=utf-8\r\nContent-Transfer-Encoding: ", encoding]
    {
        out.extend_from_slice(part.as_bytes());
    }
    out.extend_from_slice(b"\r\n\r\n");
    match dense {
        true => out.extend_from_slice(base64(text).as_ref()),
        false => push_quoted_printable(text, out),
    }
    out.extend_from_slice(b"\r\n");
}

/// Returns a text in base64.
fn base64(text: &str) -> Body {
    // With its lines ended as in messages already, the library has nothing to put in: it would move the text for each.
    let text = if text.contains('\r') { text.to_owned() } else { text.replace('\n', "\r\n") };
    Body::new_with_encoding(text, ContentTransferEncoding::Base64).unwrap_or_else(Body::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_beyond_ascii_are_counted() {
        for text in
            ["", "é", "abcdefg", "abcdefgh", "éééé", "aéééé\u{7f}€b", "🕊️ dove, colombe, پرنده کبوتر", &"é".repeat(500)]
        {
            let one_by_one = text.bytes().filter(|byte| !byte.is_ascii()).count();
            assert_eq!(foreign_bytes(text.as_bytes()), one_by_one, "{text}");
        }
    }

    /// Returns a message as text, after looking at each of its lines.
    fn made(letter: &Letter<'_>) -> String {
        let bytes = message(letter).expect("a good sender");
        assert_eq!(bytes, message(letter).expect("a good sender"), "the same from the same");
        let text = String::from_utf8(bytes).expect("ASCII");
        assert!(text.is_ascii(), "{text}");
        for line in text.split("\r\n") {
            assert!(line.len() <= 78 && !line.contains(['\r', '\n']), "{line:?}");
        }
        text
    }

    fn letter() -> Letter<'static> {
        Letter {
            sender: "Example Centre",
            address: "contact@example.org",
            host: "example.org",
            subject: "A subject",
            date: "Fri, 14 Mar 2025 00:00:00 +0100",
            path: "/letters/upr-49/",
            lang: "en",
            text: "Plain text.\n",
            html: "<p>HTML</p>\n",
            ..Letter::default()
        }
    }

    #[test]
    fn id_of_a_long_address_is_short_and_its_own() {
        let id = |path: &str| {
            let text = made(&Letter { path, ..letter() });
            text.split_once("Message-ID: ").expect("the id").1.split_once("\r\n").expect("its end").0.to_owned()
        };
        assert_eq!(id("/letters/upr-49/"), "<letters.upr-49@example.org>");
        let [one, other] = ["%D0%BF", "%D0%B4"].map(|end| id(&format!("/letters/{}{end}/", "%D0%BF".repeat(30))));
        assert!(one != other && one.ends_with("@example.org>"), "{one} {other}");
    }

    #[test]
    fn message_has_its_headers_and_two_parts() {
        let text = made(&letter());
        for line in [
            "From: \"Example Centre\" <contact@example.org>\r\n",
            "Subject: A subject\r\n",
            "Date: Fri, 14 Mar 2025 00:00:00 +0100\r\n",
            "Message-ID: <letters.upr-49@example.org>\r\n",
            "MIME-Version: 1.0\r\n",
            "Content-Language: en\r\n",
        ] {
            assert!(text.contains(line), "{line:?} in {text}");
        }
        assert!(!text.contains("List-Unsubscribe"));
        let (plain, html) = (text.find("Plain text.").expect("the text"), text.find("<p>HTML</p>").expect("the HTML"));
        assert!(plain < html);
    }

    #[test]
    fn nothing_becomes_a_header() {
        let subject = "Hello\r\nBcc: all@example.net\r\n\r\n<p>\u{0}\u{85}x";
        let sender = "A\r\nX-Evil: 1\u{2028}\"b\" <c@d.e>";
        let text = made(&Letter { subject, sender, ..letter() });
        assert!(text.contains("Subject: Hello Bcc: all@example.net <p> x\r\n"), "{text}");
        assert!(!text.contains("\r\nBcc") && !text.contains("\r\nX-Evil"), "{text}");
        let unsubscribe = Some("https://example.org/\r\nBcc: x@y.z");
        assert!(!made(&Letter { unsubscribe, ..letter() }).contains("List-Unsubscribe"));
        let path = "/a>\r\nBcc: x/";
        assert!(made(&Letter { path, ..letter() }).contains("Message-ID: <a.Bcc.x@example.org>\r\n"));
    }

    #[test]
    fn long_and_foreign_subjects_are_folded() {
        for subject in ["🕊️ ".repeat(100), "توصيات ".repeat(60), "é".repeat(300), "word ".repeat(60), "x".repeat(300)]
        {
            let bytes = message(&Letter { subject: &subject, ..letter() }).expect("a message");
            let text = String::from_utf8(bytes).expect("ASCII");
            assert!(text.is_ascii());
            let unbreakable = subject.starts_with('x');
            assert!(unbreakable || text.split("\r\n").all(|line| line.len() <= 78), "{text}");
        }
    }

    #[test]
    fn unsubscribing_stands_in_headers_only_when_it_is_set_up() {
        let unsubscribe = Some("https://example.org/stop?a=1");
        let text = made(&Letter { unsubscribe, ..letter() });
        assert!(
            text.contains("List-Unsubscribe: <https://example.org/stop?a=1>\r\n") && !text.contains("-Post"),
            "{text}"
        );
        let long = format!("https://example.org/leave?{}", "a".repeat(45));
        let text = made(&Letter { unsubscribe: Some(&long), ..letter() });
        assert!(text.contains(&format!("List-Unsubscribe: \r\n <{long}>\r\n")), "{text}");
        let text = made(&Letter { unsubscribe, one_click: true, ..letter() });
        assert!(text.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"), "{text}");
        let text = made(&Letter { unsubscribe: Some("mailto:stop@example.org"), one_click: true, ..letter() });
        assert!(text.contains("List-Unsubscribe: <mailto:stop@example.org>\r\n") && !text.contains("-Post"), "{text}");
    }

    #[test]
    fn sender_is_never_another() {
        let text = made(&Letter { address: "contact@bücher.example", sender: "Büro", ..letter() });
        assert!(text.contains("<contact@xn--bcher-kva.example>"), "{text}");
        let text = made(&Letter { address: "", host: "example.org:8080", ..letter() });
        assert!(text.contains("<newsletter@example.org>"), "{text}");
        for address in ["büro@example.org", "a..b@example.org", "a@-", "a"] {
            let made = message(&Letter { address, ..letter() });
            assert!(made.is_err_and(|why| why.contains(address)), "{address}");
        }
        assert!(message(&Letter { address: "", host: "", ..letter() }).is_err());
    }

    #[test]
    fn words_that_look_encoded_are_encoded() {
        for text in ["=?utf-8?q?x?=", "On =?iso-8859-1?B?eA==?= é and 🕊️ and more words that make it long", "a =? b"]
        {
            let made = made(&Letter { subject: text, sender: text, ..letter() });
            let head = made.split("\r\n\r\n").next().unwrap_or("").replace("?=\r\n =?utf-8?q?", "");
            let word = head.split("Subject: =?utf-8?q?").nth(1).and_then(|rest| rest.split("?=").next());
            let word = word.unwrap_or_else(|| panic!("{made}"));
            assert!(
                !word.contains('?') && word.starts_with(if text.starts_with('=') { "=3D=3Futf" } else { &text[..1] })
            );
            assert_eq!(crate::address::percent_decoded(&word.replace('_', " ").replace('=', "%")), text);
            assert!(head.contains("\r\n <contact@example.org>"), "{made}");
            assert_eq!(head.matches("From: ").count() + head.matches("To: ").count(), 2, "{made}");
        }
    }

    #[test]
    fn address_to_unsubscribe_at_is_encoded_and_never_left_out() {
        let unsubscribe = Some("https://example.org/арест?a=1,2");
        let text = made(&Letter { unsubscribe, ..letter() });
        assert!(text.contains("<https://example.org/%D0%B0%D1%80%D0%B5%D1%81%D1%82?a=1%2C2>"), "{text}");
    }

    #[test]
    fn lines_of_a_page_are_kept_short() {
        let html = format!("<p>{}</p>", "é and so on ".repeat(400));
        let text = made(&Letter { html: &html, text: &"نكتب ".repeat(300), ..letter() });
        assert!(text.contains("quoted-printable") && text.contains("base64"));
    }
}
