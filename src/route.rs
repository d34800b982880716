//! Addresses of output files: [`OutPath`], a path that cannot leave the output folder.
//!
//! Takes text; gives a checked relative path or says what is wrong with it. Made only by [`OutPath::parse`], so that
//! whoever holds one need not check again. Rules: `/` between segments, no empty, `.` or `..` segment, no `\`, `:`,
//! NUL or control character, none of the signs and names Windows reserves, a segment of at most 100 bytes, 240 bytes in all.

use std::borrow::Cow;
use std::fmt;

use unicase::UniCase;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::address::percent_decoded;

/// The longest segment, in bytes: leaves room for suffixes under the 255 bytes of common file systems.
pub const SEGMENT_LIMIT: usize = 100;
/// The longest path, in bytes: Windows programs stop at 260 with the folder before it.
pub const PATH_LIMIT: usize = 240;

/// The name of a feed (Atom), beside the page that it belongs to.
pub const FEED: &str = "feed.xml";
/// The name of a calendar (iCalendar), beside the page that it belongs to.
pub const CALENDAR: &str = "calendar.ics";
/// The name of the feed of the site as JSON.
pub const JSON_FEED: &str = "feed.json";

/// Returns the folder of what goes with the page at a route: where its `index.html` lies, else one named like the page.
pub fn folder_of(route: &str) -> String {
    if let Some(folder) = route.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/')) {
        return folder.to_owned();
    }
    let stem = route.strip_suffix(".html").or_else(|| route.strip_suffix(".htm"));
    format!("{}/", stem.unwrap_or(route))
}

/// The first line of `robots.txt` where drafts are among the pages: so a folder is known wherever it is moved.
pub const DRAFTS_MARK: &str = "# Built with drafts: not for the public.";

/// The path of one output file, relative to the output folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(Box<str>);

/// What is wrong with a path; its text is a message for the author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteError(String);

impl fmt::Display for RouteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for RouteError {}

impl OutPath {
    /// Returns the path, or what is wrong with it.
    pub fn parse(text: &str) -> Result<OutPath, RouteError> {
        if text.len() > PATH_LIMIT {
            return Err(RouteError(format!("the path has {} bytes, more than {PATH_LIMIT}", text.len())));
        }
        for segment in text.split('/') {
            check_segment(segment)?;
        }
        Ok(OutPath(text.into()))
    }

    /// Returns the path of what stands at an address of this site, `/letters/` or `/report.pdf`, if it is a good one.
    pub fn of_address(address: &str) -> Option<OutPath> {
        let path = percent_decoded(address);
        let path = composed(path.trim_start_matches('/'));
        let is_folder = path.is_empty() || path.ends_with('/');
        OutPath::parse(&if is_folder { format!("{path}index.html") } else { path.into_owned() }).ok()
    }

    /// Returns the path of the page at an old address, which may be written with or without its last slash.
    ///
    /// # Errors
    /// When it cannot be the address of a page.
    pub fn of_alias(alias: &str) -> Result<OutPath, RouteError> {
        let path = percent_decoded(alias);
        let path = composed(path.strip_prefix('/').unwrap_or(&path));
        let path = path.strip_suffix('/').unwrap_or(&path);
        if path.is_empty() {
            return Err(RouteError("it is the home page".to_owned()));
        }
        let is_file = path.ends_with(".html") || path.ends_with(".htm");
        OutPath::parse(&if is_file { path.to_owned() } else { format!("{path}/index.html") })
    }

    /// Returns the path as text, with `/` between segments.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the address a browser asks for: `/letters/upr-49/` for `letters/upr-49/index.html`.
    pub fn url(&self) -> String {
        let path = self.0.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/'));
        let mut url = String::with_capacity(self.0.len() + 1);
        url.push('/');
        push_percent_encoded(&mut url, path.unwrap_or(&self.0));
        url
    }

    /// Returns the key under which two paths collide on some file system: without difference of case and composition
    /// (Unicode Standard, section 3.13, "canonical caseless match"), characters that nobody sees, and dots or blanks at the
    /// end.
    pub fn collision_key(&self) -> Cow<'_, str> {
        if self.0.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"/-._".contains(&byte)) {
            return Cow::Borrowed(&self.0);
        }
        let decomposed: String = self.0.nfd().filter(|c| !is_passed_over(*c)).collect();
        let folded: String = UniCase::new(decomposed).to_folded_case().nfd().nfc().collect();
        let segments: Vec<&str> = folded.split('/').map(|segment| segment.trim_end_matches(['.', ' '])).collect();
        Cow::Owned(segments.join("/"))
    }
}

/// Tells whether file systems that fold names leave a character out (Unicode Standard, "Default_Ignorable_Code_Point").
fn is_passed_over(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Returns a path in the composed form of Unicode, in which all files are published.
pub fn composed(path: &str) -> Cow<'_, str> {
    match path.is_ascii() || is_nfc(path) {
        true => Cow::Borrowed(path),
        false => Cow::Owned(path.nfc().collect()),
    }
}

/// Checks one segment of a path.
fn check_segment(segment: &str) -> Result<(), RouteError> {
    let shown = segment.escape_default();
    if segment.is_empty() {
        return Err(RouteError("the path has an empty segment".to_owned()));
    }
    if segment == "." || segment == ".." {
        return Err(RouteError(format!("`{segment}` cannot be a segment of a path")));
    }
    if segment.len() > SEGMENT_LIMIT {
        return Err(RouteError(format!("a segment has {} bytes, more than {SEGMENT_LIMIT}", segment.len())));
    }
    // Most paths are made of these, and many are checked.
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let others = if segment.bytes().all(is_plain) { "" } else { segment };
    if let Some(c) = others.chars().find(|c| c.is_control() || "\\:<>\"|?*".contains(*c) || is_bidi_control(*c)) {
        return Err(RouteError(format!("the character `{}` cannot stand in a path", c.escape_default())));
    }
    if segment.ends_with(['.', ' ']) || segment.starts_with(' ') {
        return Err(RouteError(format!("`{shown}` begins or ends with a blank or ends with a dot")));
    }
    if is_windows_device(segment) {
        return Err(RouteError(format!("`{shown}` is a device name on Windows")));
    }
    Ok(())
}

/// Tells whether Windows takes the name for a device, whatever its extension and the blanks before that.
fn is_windows_device(segment: &str) -> bool {
    let stem = segment.split('.').next().unwrap_or(segment).trim_end_matches(' ');
    if !(3..="conout$".len()).contains(&stem.len()) {
        return false;
    }
    let stem = stem.to_ascii_lowercase();
    match stem.as_str() {
        "con" | "prn" | "aux" | "nul" | "conin$" | "conout$" => true,
        _ => {
            let numbered = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
            // Raised figures count as well.
            numbered.is_some_and(|rest| {
                let mut chars = rest.chars();
                matches!((chars.next(), chars.next()), (Some('1'..='9' | '¹' | '²' | '³'), None))
            })
        }
    }
}

/// Tells whether the character changes the direction of text around it (Unicode Bidirectional Algorithm, section 2).
pub fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Appends `path` with everything percent-encoded that a URL path may not hold (RFC 3986, section 3.3).
pub fn push_percent_encoded(out: &mut String, path: &str) {
    use std::fmt::Write as _;
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte) {
            out.push(byte as char);
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts that the path is taken, or refused with a message that holds `expected`.
    fn check(path: &str, expected: Option<&str>) {
        match (OutPath::parse(path), expected) {
            (Ok(_), None) => {}
            (Err(error), Some(text)) => assert!(error.to_string().contains(text), "{path}: {error}"),
            (result, _) => panic!("{path}: {result:?}"),
        }
    }

    #[test]
    fn only_safe_paths_are_taken() {
        check("letters/upr-49/index.html", None);
        check("photos/été.jpg", None);
        check(".well-known/security.txt", None);
        check("", Some("empty segment"));
        check("/etc/passwd", Some("empty segment"));
        check("a//b", Some("empty segment"));
        check("../x", Some("`..`"));
        check("a/./b", Some("`.`"));
        check("c:/x", Some("`:`"));
        check("a\\b", Some("cannot stand"));
        check("a\0b", Some("cannot stand"));
        check("a\u{202e}b", Some("cannot stand"));
        check("con/index.html", Some("device"));
        check("COM1.txt", Some("device"));
        check("a/b. ", Some("blank"));
        check(&"x".repeat(101), Some("101 bytes"));
        check(&"x/".repeat(140), Some("280 bytes"));
    }

    #[test]
    fn collisions_are_found_across_case_and_composition() {
        let key = |path: &str| OutPath::parse(path).expect("a good path").collision_key().into_owned();
        let one_file = [
            ["About/index.html", "about/index.html"],
            ["caf\u{e9}", "cafe\u{301}"],
            ["CAF\u{c9}", "cafe\u{301}"],
            ["Σ", "σ"],
            ["Σ", "ς"],
            ["σ", "ς"],
            ["ß", "SS"],
            ["ẞ", "ss"],
            ["ﬁ", "fi"],
            ["ﬁ", "FI"],
            ["ſ", "S"],
            ["\u{130}", "i\u{307}"],
            ["µ", "μ"],
            ["\u{212b}", "a\u{30a}"],
            ["\u{1fb3}", "\u{3b1}\u{345}"],
            ["ŉ", "ʼn"],
            ["\u{1c4}", "\u{1c6}"],
            ["և", "եւ"],
            ["가", "\u{1100}\u{1161}"],
            ["a\u{200b}b", "ab"],
            ["❤\u{fe0f}", "❤"],
        ];
        for [one, other] in one_file {
            assert_eq!(key(one), key(other), "{one} {other}");
        }
        for [one, other] in [["a/b", "a-b"], ["é", "e"], ["ı", "i"], ["ø", "o"], ["ij", "ĳ"], ["²", "2"], ["и", "й"]]
        {
            assert_ne!(key(one), key(other), "{one} {other}");
        }
    }

    #[test]
    fn names_of_windows_are_refused() {
        let devices = ["CON", "PRN", "AUX", "NUL", "CONIN$", "conout$", "Com1", "LPT9", "COM¹", "COM²", "LPT³", "lpt¹"];
        for device in devices {
            for path in
                [device.to_owned(), format!("{device}.txt"), format!("{device} .tar.gz"), format!("a/{device}/b")]
            {
                check(&path, Some("device"));
            }
        }
        for path in ["a ", "a.", "a /b", "a./b", " a", "a\u{7f}", "a\u{85}b"] {
            assert!(OutPath::parse(path).is_err(), "{path:?}");
        }
        for sign in "<>:\"|?*\\".chars() {
            check(&format!("a{sign}b"), Some("cannot stand"));
        }
        for path in
            ["console", "com", "com10", "com1a", "lpt", "nul-a", "auxiliary.txt", "conin", "a.con", "COM⁴", "com½"]
        {
            check(path, None);
        }
    }

    #[test]
    fn url_ends_in_a_slash_for_an_index() {
        let url = |path: &str| OutPath::parse(path).expect("a good path").url();
        assert_eq!(url("index.html"), "/");
        assert_eq!(url("a/index.html"), "/a/");
        assert_eq!(url("404.html"), "/404.html");
        assert_eq!(url("a b/é.jpg"), "/a%20b/%C3%A9.jpg");
        assert_eq!(url("myindex.html"), "/myindex.html");
    }
}
