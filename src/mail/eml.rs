//! Messages: text and HTML as one file that every mail program opens (RFC 5322, RFC 2045).
//!
//! The same bytes from the same input: the boundary is fixed, the date is the page's, the id comes from its address. All
//! is ASCII in lines of at most 78 characters. Nothing that an author writes can become a header.

use std::time::SystemTime;

use lettre::Address;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox, Message, MultiPart, SinglePart};

use super::quoted::quoted_printable;

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
    let sender = Mailbox::new(Some(one_line(letter.sender)).filter(|name| !name.is_empty()), address);
    let mut builder = Message::builder()
        .from(sender.clone())
        .to(sender)
        .subject(one_line(letter.subject))
        // Without a date the builder would take that of the clock; the page's own, with its zone, takes this one's place.
        .date(SystemTime::UNIX_EPOCH)
        .message_id(Some(message_id(letter)));
    for (name, value) in headers(letter) {
        let name = HeaderName::new_from_ascii(name.to_owned()).map_err(|error| error.to_string())?;
        builder = builder.raw_header(folded(name, value));
    }
    let part = |kind: ContentType, text: &str| {
        let body = encoded(text);
        SinglePart::builder().header(kind).body(body)
    };
    let parts = MultiPart::alternative()
        .boundary(BOUNDARY)
        .singlepart(part(ContentType::TEXT_PLAIN, letter.text))
        .singlepart(part(ContentType::TEXT_HTML, letter.html));
    let mut message = builder.multipart(parts).map_err(|error| error.to_string())?;
    let name = HeaderName::new_from_ascii("Date".to_owned()).map_err(|error| error.to_string())?;
    message.headers_mut().insert_raw(HeaderValue::new(name, one_line(letter.date)));
    Ok(message.formatted())
}

/// Returns the sender's address; one that is no ASCII gives way to one on the site's host.
fn address(letter: &Letter<'_>) -> Result<Address, String> {
    let own = letter.address.is_ascii().then(|| letter.address.parse::<Address>().ok()).flatten();
    let host = letter.host.split(':').next().unwrap_or(letter.host);
    match own {
        Some(address) => Ok(address),
        None => Address::new("newsletter", host).map_err(|error| format!("`{host}`: {error}")),
    }
}

/// Returns the id of a message.
fn message_id(letter: &Letter<'_>) -> String {
    let host = letter.host.split(':').next().unwrap_or(letter.host);
    let good = |c: char| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '.' };
    let path: String = letter.path.trim_matches('/').chars().map(good).collect();
    format!("<{}@{host}>", path.split('.').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("."))
}

/// Returns the headers that the builder does not know.
fn headers(letter: &Letter<'_>) -> Vec<(&'static str, String)> {
    let mut headers = vec![("Content-Language", letter.lang.to_owned())];
    let good = |url: &&str| url.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>' | b','));
    if let Some(url) = letter.unsubscribe.filter(good) {
        headers.push(("List-Unsubscribe", format!("<{url}>")));
        if letter.one_click && url.starts_with("https://") {
            headers.push(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
        }
    }
    headers
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

/// Returns a part in ASCII.
fn encoded(text: &str) -> Body {
    let foreign = text.bytes().filter(|byte| !byte.is_ascii()).count();
    let dense = foreign * 100 > text.len() * DENSE;
    if !dense {
        return Body::dangerous_pre_encoded(quoted_printable(text), ContentTransferEncoding::QuotedPrintable);
    }
    // With its lines ended as in messages already, the library has nothing to put in: it would move the text for each.
    let text = if text.contains('\r') { text.to_owned() } else { text.replace('\n', "\r\n") };
    Body::new_with_encoding(text, ContentTransferEncoding::Base64).unwrap_or_else(Body::new)
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn sender_that_is_no_ascii_gives_way() {
        let text =
            made(&Letter { address: "büro@bücher.example", sender: "Büro", host: "example.org:8080", ..letter() });
        assert!(text.contains("<newsletter@example.org>"), "{text}");
        assert!(message(&Letter { address: "", host: "", ..letter() }).is_err());
    }

    #[test]
    fn lines_of_a_page_are_kept_short() {
        let html = format!("<p>{}</p>", "é and so on ".repeat(400));
        let text = made(&Letter { html: &html, text: &"نكتب ".repeat(300), ..letter() });
        assert!(text.contains("quoted-printable") && text.contains("base64"));
    }
}
