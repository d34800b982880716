//! Destinations of links and images: what they point at, and which schemes are let through.

use std::borrow::Cow;

/// What a destination points at.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Dest<'a> {
    /// A place on the same page.
    Fragment(&'a str),
    /// Something of this site, by file or address.
    Internal,
    /// Something elsewhere, with an allowed scheme.
    External,
    /// A scheme that is not allowed.
    Forbidden(String),
}

/// Classifies a destination after entity decoding; percent-encoding, blanks, control characters and case do not help
/// a forbidden scheme through (RFC 3986, section 3.1; URL Standard, "scheme start state").
pub(super) fn classify(dest: &str) -> Dest<'_> {
    if let Some(fragment) = dest.strip_prefix('#') {
        return Dest::Fragment(fragment);
    }
    if dest.starts_with("//") || dest.starts_with("\\\\") || dest.starts_with("/\\") {
        return Dest::Forbidden("//".to_owned());
    }
    let decoded: String = percent_decoded(dest).chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let head: &str = decoded.split(['/', '?', '#']).next().unwrap_or("");
    let Some((scheme, _)) = head.split_once(':') else { return Dest::Internal };
    let scheme = scheme.to_lowercase();
    if matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel") {
        // The scheme must stand there as it is: one hidden behind encoding means nothing good.
        let plain = dest.get(..scheme.len() + 1);
        if plain.is_some_and(|plain| plain.eq_ignore_ascii_case(&format!("{scheme}:"))) {
            return Dest::External;
        }
    }
    Dest::Forbidden(scheme)
}

/// Returns the text with percent-encoding undone; what is no UTF-8 then is replaced.
pub(crate) fn percent_decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes.get(at + 1..at + 3).and_then(|digits| std::str::from_utf8(digits).ok());
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_found_behind_every_disguise() {
        for good in ["https://a.example/x", "HTTP://a.example", "mailto:a@b.example", "tel:+1"] {
            assert_eq!(classify(good), Dest::External, "{good}");
        }
        for good in ["../a.md#b", "/letters/", "a b.jpg", "a/b:c.md", "?q=a:b"] {
            assert_eq!(classify(good), Dest::Internal, "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "java\nscript:x",
            " javascript:x",
            "javascript%3Ax",
            "data:text/html,x",
            "Data:x",
            "vbscript:x",
            "file:///etc/passwd",
            "h\u{0}ttps:x",
            "https%3A//a",
        ] {
            assert!(matches!(classify(bad), Dest::Forbidden(_)), "{bad}");
        }
        assert!(matches!(classify("//evil.example/x"), Dest::Forbidden(_)));
    }
}
