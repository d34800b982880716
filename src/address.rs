//! Addresses as authors write them, and as they stand in every output.
//!
//! Takes an address; gives it with every character encoded that RFC 3986 lets stand in none, or says what is wrong with it.
//! What is encoded already stays as it is. Host names with other than ASCII letters are written as the name system knows
//! them (URL Standard, section 3.3).

pub mod places;

use std::borrow::Cow;
use std::fmt::Write as _;

use url::Url;

use crate::route::is_bidi_control;

/// What is wrong with an address outside of this site; its text is a part of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressFault {
    /// It has no host: `https:/x`, `https://`.
    NoHost,
    /// Its host cannot be one: `http://a b`.
    BadHost,
    /// Its port is no number up to 65,535.
    BadPort,
    /// Nothing stands after `mailto:` or `tel:`.
    Empty,
    /// It cannot be read.
    Other(String),
}

impl AddressFault {
    /// Returns what is wrong, as the end of a sentence on the address.
    pub fn told(&self) -> String {
        match self {
            AddressFault::NoHost => "has no host".to_owned(),
            AddressFault::BadHost => "has a host that cannot be one".to_owned(),
            AddressFault::BadPort => "has a port that cannot be one".to_owned(),
            AddressFault::Empty => "has nothing after its colon".to_owned(),
            AddressFault::Other(why) => format!("cannot be read: {why}"),
        }
    }

    /// Returns how it is mended.
    pub fn remedy(&self) -> &'static str {
        match self {
            AddressFault::NoHost => "two slashes and a host come after `https:`, as in `https://example.org/`",
            AddressFault::BadHost => "a host is made of letters, digits, hyphens and dots",
            AddressFault::BadPort => "a port is a number up to 65535; mostly none is needed",
            AddressFault::Empty => "write an e-mail address or a telephone number after the colon",
            AddressFault::Other(_) => "copy it anew from the bar of a browser",
        }
    }
}

/// Returns an address with the scheme `http`, `https`, `mailto` or `tel`, in whatever case, as it stands in every output.
///
/// # Errors
/// When it leads nowhere.
pub fn normalised(text: &str) -> Result<String, AddressFault> {
    let (scheme, rest) = text.split_once(':').ok_or(AddressFault::NoHost)?;
    let scheme = scheme.to_ascii_lowercase();
    if matches!(scheme.as_str(), "mailto" | "tel") {
        let rest = rest.trim();
        if rest.is_empty() {
            return Err(AddressFault::Empty);
        }
        // Blanks in a number are what hyphens are, "visual separators" (RFC 3966, section 3), but may not stand there.
        let rest = if scheme == "tel" { rest.replace([' ', '\u{a0}', '\u{202f}'], "-") } else { rest.to_owned() };
        return Ok(format!("{scheme}:{}", encoded(&rest)));
    }
    let rest = rest.strip_prefix("//").ok_or(AddressFault::NoHost)?;
    let (user, host, tail) = parts(rest);
    if host.is_empty() || host.starts_with(':') {
        return Err(AddressFault::NoHost);
    }
    // A parser of addresses takes tabs out and lets some signs pass, which stand in no host (RFC 3986, section 3.2.2).
    if host.bytes().any(|byte| byte.is_ascii() && !may_stand(byte, false) && !b"[]%".contains(&byte)) {
        return Err(AddressFault::BadHost);
    }
    let mut out = format!("{scheme}://");
    if let Some(user) = user {
        push_encoded(&mut out, user, false);
        out.push('@');
    }
    let host = if host.is_ascii() { host.to_owned() } else { known_host(&scheme, host)? };
    out.push_str(&host);
    push_encoded(&mut out, tail, true);
    Url::parse(&out).map(|_| out).map_err(fault)
}

/// Returns what stands before the host of an absolute address and its `@`, and the host with its port.
pub fn authority(address: &str) -> Option<(Option<&str>, &str)> {
    let (scheme, rest) = address.split_once("://")?;
    let (user, host, _) = parts(rest);
    scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()).then_some((user, host))
}

/// Returns the parts of an address behind its two slashes: what stands before the `@`, the host, and the rest.
fn parts(rest: &str) -> (Option<&str>, &str, &str) {
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    let (user, host) = authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
    (user, host, tail)
}

/// Returns a host and its port in ASCII.
fn known_host(scheme: &str, host: &str) -> Result<String, AddressFault> {
    let url = Url::parse(&format!("{scheme}://{host}/")).map_err(fault)?;
    let name = url.host_str().ok_or(AddressFault::NoHost)?;
    Ok(match url.port() {
        Some(port) => format!("{name}:{port}"),
        None => name.to_owned(),
    })
}

/// Returns what is wrong, in our words.
fn fault(error: url::ParseError) -> AddressFault {
    match error {
        url::ParseError::EmptyHost => AddressFault::NoHost,
        url::ParseError::InvalidPort => AddressFault::BadPort,
        url::ParseError::IdnaError
        | url::ParseError::InvalidIpv4Address
        | url::ParseError::InvalidIpv6Address
        | url::ParseError::InvalidDomainCharacter => AddressFault::BadHost,
        other => AddressFault::Other(other.to_string()),
    }
}

/// Returns a path, a query and a fragment, or what stands after `mailto:`, with everything encoded that may not stand in
/// them (RFC 3986, sections 3.3 to 3.5); what is encoded stays.
pub fn encoded(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte != b'%' && may_stand(byte, byte == b'#')) && text.matches('#').count() < 2 {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    push_encoded(&mut out, text, true);
    Cow::Owned(out)
}

/// Appends a text encoded; the first `#` stays where a fragment may begin.
fn push_encoded(out: &mut String, text: &str, mut may_begin_fragment: bool) {
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let stays = match byte {
            b'%' => bytes.get(at + 1..at + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)),
            b'#' => std::mem::take(&mut may_begin_fragment),
            byte => may_stand(*byte, false),
        };
        match stays {
            true => out.push(char::from(*byte)),
            false => _ = write!(out, "%{byte:02X}"),
        }
    }
}

/// Tells whether a byte may stand in a path, a query or a fragment as it is; `#` only where one may begin.
fn may_stand(byte: u8, fragment: bool) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(&byte) || fragment && byte == b'#'
}

/// Returns the text with percent-encoding undone; what is no UTF-8 then is replaced.
pub fn percent_decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes.get(at + 1..at + 3).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        match (bytes[at], digits.and_then(|digits| u8::from_str_radix(digits, 16).ok())) {
            (b'%', Some(byte)) => {
                out.push(byte);
                at += 3;
            }
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    Cow::Owned(String::from_utf8_lossy(&out).into_owned())
}

/// Returns the first character of an address or an id that nobody sees and that means nothing there.
///
/// Joiners between letters of scripts that need them, as in Persian, are right.
pub fn unseen(text: &str) -> Option<char> {
    if text.is_ascii() {
        return None;
    }
    let mut before = ' ';
    text.chars().find(|c| {
        let joins = matches!(c, '\u{200c}' | '\u{200d}') && !before.is_ascii() && before.is_alphanumeric();
        before = *c;
        is_unseen(*c) && !joins
    })
}

/// Tells whether a character is one that nobody sees, or that looks like a blank and is none.
pub fn is_unseen(c: char) -> bool {
    is_bidi_control(c)
        || matches!(
            c,
            '\u{ad}' | '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_encoded_once() {
        for (text, expected) in [
            ("https://example.org", "https://example.org"),
            ("HTTPS://Example.org/A", "https://Example.org/A"),
            ("https://example.org/a b.pdf", "https://example.org/a%20b.pdf"),
            ("https://example.org/a\\b|c\"<d>^`{e}", "https://example.org/a%5Cb%7Cc%22%3Cd%3E%5E%60%7Be%7D"),
            ("https://example.org/a%20b%zz%", "https://example.org/a%20b%25zz%25"),
            ("https://example.org/é?q=ü&b=[1]#é#x", "https://example.org/%C3%A9?q=%C3%BC&b=%5B1%5D#%C3%A9%23x"),
            ("https://bücher.example:8080/", "https://xn--bcher-kva.example:8080/"),
            ("https://[::1]:80/x", "https://[::1]:80/x"),
            ("https://example.org?a=b", "https://example.org?a=b"),
            ("https://us@example.org/", "https://us@example.org/"),
            ("Mailto:a@b.example?subject=Hello World", "mailto:a@b.example?subject=Hello%20World"),
            ("TEL:+41 22 917", "tel:+41-22-917"),
        ] {
            assert_eq!(normalised(text).as_deref(), Ok(expected), "{text}");
            assert_eq!(normalised(expected).as_deref(), Ok(expected), "{text}, twice");
        }
    }

    #[test]
    fn addresses_that_lead_nowhere_are_told() {
        for (text, expected) in [
            ("https:/example.org", AddressFault::NoHost),
            ("https:example.org", AddressFault::NoHost),
            ("https://", AddressFault::NoHost),
            ("https:///x", AddressFault::NoHost),
            ("https://:80/", AddressFault::NoHost),
            ("https://user@/", AddressFault::NoHost),
            ("https://example.org:99999/", AddressFault::BadPort),
            ("https://example.org:x/", AddressFault::BadPort),
            ("http://a b", AddressFault::BadHost),
            ("http://a<b>/", AddressFault::BadHost),
            ("http://a\tb.example/", AddressFault::BadHost),
            ("http://é\tb.example/", AddressFault::BadHost),
            ("http://a\"b.example/", AddressFault::BadHost),
            ("http://a{b}.example/", AddressFault::BadHost),
            ("http://[::1/", AddressFault::BadHost),
            ("http://1.2.3.999/", AddressFault::BadHost),
            ("mailto: ", AddressFault::Empty),
            ("tel:", AddressFault::Empty),
        ] {
            assert_eq!(normalised(text), Err(expected), "{text}");
        }
    }

    #[test]
    fn unseen_characters_are_found_where_they_mean_nothing() {
        assert_eq!(unseen("/a\u{200b}b"), Some('\u{200b}'));
        assert_eq!(unseen("/a\u{a0}b"), Some('\u{a0}'));
        assert_eq!(unseen("https://a.example/می\u{200c}خواهم"), None);
        assert_eq!(unseen("/a\u{200d}b"), Some('\u{200d}'));
        assert_eq!(unseen("/é"), None);
    }
}
