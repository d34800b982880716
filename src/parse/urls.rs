//! Destinations of links and images: what they point at, and which schemes are let through.

use std::borrow::Cow;

use crate::address::percent_decoded;

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
    // Most are made of nothing that hides anything.
    let decoded = match dest.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'%') {
        true => Cow::Borrowed(dest),
        false => percent_decoded(dest).chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect(),
    };
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
