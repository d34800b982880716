//! Where a link says that it leads, and where it leads.
//!
//! Takes links whose text is known; warns where the text is another address than that of the link, and where the host
//! passes for another one. Names of files and programs, such as `report.pdf` and `Node.js`, are no hosts.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::Writer;
use crate::address::{authority, percent_decoded};
use crate::diag::{Span, mistakes};
use crate::disguise::host::{HostDoubt, compared, doubt, is_ending};
use crate::disguise::is_unseen;
use crate::parse::tags::decoded;

/// The endings of hosts that are known to everybody, whose names may stand in any letters.
const USUAL: [&str; 6] = [".org", ".com", ".net", ".int", ".gov", ".edu"];
/// The endings of files, some of which are endings of hosts as well.
const FILES: &str = " 7z aac ai apk asp aspx avi avif bak bib bmp bz2 c cc cfg cgi conf cpp cs css csv dat db dmg doc docm docx eml \
    env eps epub exe flac geojson gif gml gpx gz h heic heif hpp htm html ics ini io iso jar java jpeg jpg js json jsx key kml kmz \
    lock log lua m4a m4v md mdb mkv ml mobi mov mp3 mp4 mpeg mpg msg msi numbers odp ods odt ogg otf p7s pages pdf php pl pm png \
    pot po ppt pptx prj ps psd pub py r rar rb rs rst rtf sav sh shp so spss sql srt svg swf tar tex tgz tif tiff toml tsv ttf \
    txt vcf vtt vue wasm wav webm webp wmv woff woff2 xhtml xls xlsm xlsx xml xsd xsl yaml yml zip zst ";

impl Writer<'_> {
    /// Warns of a host that passes for another, or hides whose it is.
    pub(super) fn check_host(&mut self, dest: &str, range: &Range<usize>) {
        if let Some(found) = doubt(dest) {
            self.report_host(dest, &found, range);
        }
    }

    /// Does as [`Writer::check_host`] for an address that readers see as it is: a number is none that hides anything.
    pub(super) fn check_shown_host(&mut self, dest: &str, range: &Range<usize>) {
        match doubt(dest) {
            Some(HostDoubt::Number { written, usual }) if written.starts_with(&usual) => {}
            Some(found) => self.report_host(dest, &found, range),
            None => {}
        }
    }

    /// Reports a doubt about the host of an address, where that host stands.
    fn report_host(&mut self, dest: &str, found: &HostDoubt, range: &Range<usize>) {
        let (name, host) = authority(dest).unwrap_or_default();
        let words = name.map_or(host.to_owned(), |name| format!("{name}@{host}"));
        let span = Span::of_words(self.file, self.text, range.clone(), &words);
        self.report(mistakes::doubtful_host(span, found));
    }

    /// Warns where the text of a link, written since a place, is an address that it does not lead to.
    pub(super) fn check_link_text(&mut self, target: &str, (html, plain): (usize, usize), range: &Range<usize>) {
        if target.is_empty() {
            return;
        }
        // Names of programs stand in code.
        let is_code = self.out.html.get(html..).is_some_and(|html| html.starts_with("<code>"));
        let text = self.out.plain.get(plain..).unwrap_or("");
        if let Some((shown, leads)) = contradiction(text, target, is_code) {
            self.report(mistakes::misleading_link(self.span(range), &shown, &leads));
        }
    }

    /// Notes where the text of a link in raw HTML begins, once its tag is written.
    pub(super) fn begin_html_link(&mut self) {
        if let Some((_, html, _)) = self.allowed.link.as_mut().filter(|(_, html, _)| *html == 0) {
            *html = self.out.html.len();
        }
    }

    /// Does as [`Writer::check_link_text`] for a link in raw HTML, whose text is not read, where its tag is closed.
    pub(super) fn end_html_link(&mut self, name: &str) {
        let Some((target, html, range)) = self.allowed.link.take_if(|_| name == "a") else { return };
        let text = strip_tags(self.out.html.get(html..).unwrap_or(""));
        if let Some((shown, leads)) = contradiction(&decoded(&text), &target, false) {
            self.report(mistakes::misleading_link(self.span(&range), &shown, &leads));
        }
    }
}

/// Returns the address that the text of a link shows, and the one that it leads to, where they are not the same.
fn contradiction(text: &str, target: &str, is_code: bool) -> Option<(String, String)> {
    // An address and a few words beside it are none but for those who look for one.
    const LONGEST: usize = 300;
    if !text.contains(['.', '\u{3002}', '\u{ff0e}', '\u{2024}']) || text.len() > LONGEST {
        return None;
    }
    let text: String = text.chars().filter(|c| !is_passed_over(*c)).map(as_in_address).collect();
    // Browsers take letters of formulas and wide ones for those that they stand for.
    let text = if text.is_ascii() { text } else { text.nfkc().collect() };
    let text = text.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '/' | '@'));
    if let Some(mail) = target.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("mailto:")).map(|_| &target[7..]) {
        let mail = percent_decoded(mail.split('?').next().unwrap_or("")).to_lowercase();
        let shown = text.to_lowercase();
        let is_mail = shown.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
        let is_other = is_mail && !shown.contains(char::is_whitespace) && !shown.contains([':', '/']);
        // It may be one of several.
        let is_other = is_other && !mail.split(',').any(|one| one.trim() == shown);
        return (is_other && mail.contains('@')).then_some((shown, mail));
    }
    let (name, host) = authority(target)?;
    // Of a name before the host is spoken anyway.
    if name.is_some_and(|name| !name.is_empty()) {
        return None;
    }
    let shown = shown_host(text, target, is_code)?;
    // What nobody sees was passed over in the text.
    let seen: String = host.chars().filter(|c| !is_passed_over(*c)).collect();
    (!is_same_site(&compared(&shown), &compared(&seen))).then(|| (shown, host.to_owned()))
}

/// Tells whether a character within an address is not seen.
fn is_passed_over(c: char) -> bool {
    (crate::address::is_unseen(c) || is_unseen(c)) && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

/// Returns the sign of an address that a character passes for.
fn as_in_address(c: char) -> char {
    match c {
        '\u{3002}' | '\u{ff0e}' | '\u{ff61}' | '\u{2024}' => '.',
        '\u{2215}' | '\u{2044}' | '\u{29f8}' | '\u{ff0f}' => '/',
        '\u{ff1a}' | '\u{2236}' | '\u{a789}' => ':',
        c => c,
    }
}

/// Returns the host that a link's text shows, if the text looks like an address on the web.
fn shown_host(text: &str, target: &str, is_code: bool) -> Option<String> {
    let lower = text.to_lowercase();
    let bare = ["https://", "http://", "//"].iter().find_map(|scheme| lower.strip_prefix(scheme));
    let is_whole = bare.is_some() || lower.starts_with("www.");
    if !is_whole && text.contains(|c: char| c.is_whitespace() || c == '@') {
        return None;
    }
    let words = bare.unwrap_or(&lower).split_whitespace().next()?;
    let host = words.split(['/', '?', '#', '@', '\\']).next()?;
    let host = crate::disguise::host::without_port(host).trim_end_matches('.');
    let is_host =
        host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || is_mark(c) || matches!(c, '.' | '-'));
    if !is_host || !is_whole && !is_usual(text, host) && (is_code || !is_name(text, host, target)) {
        return None;
    }
    Some(host.to_owned())
}

/// Tells whether a character is a mark on a letter.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Tells whether a host has an ending that everybody knows; `ASP.NET` is a program.
fn is_usual(text: &str, host: &str) -> bool {
    let is_program = host.matches('.').count() == 1 && text.ends_with(".NET");
    !is_program && USUAL.iter().any(|end| host.ends_with(end))
}

/// Tells whether a text in small letters is the name of a host, and of no file.
fn is_name(text: &str, host: &str, target: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let (Some(last), Some(before)) = (labels.last(), labels.get(labels.len().wrapping_sub(2))) else { return false };
    let is_word = |label: &str| label.chars().all(|c| c.is_alphabetic() || is_mark(c)) && label.chars().count() > 1;
    let is_file = labels.len() < 3 && FILES.split_whitespace().any(|ending| ending == *last);
    // What a page or a file is called stands in its address as well.
    let (_, rest) = target.split_once("://").unwrap_or_default();
    let path = rest.split_once(['/', '?', '#']).map_or("", |(_, path)| path).to_lowercase();
    let is_lower = text.chars().all(|c| !c.is_uppercase());
    is_lower
        && !is_file
        && is_word(last)
        && is_ending(last)
        && before.chars().count() > 1
        && !percent_decoded(&path).contains(host)
}

/// Tells whether two hosts are one site: the same, or one below the other.
fn is_same_site(shown: &str, host: &str) -> bool {
    let below =
        |one: &str, other: &str| one.strip_suffix(other).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    below(shown, host) || below(host, shown)
}

/// Returns HTML without its tags.
fn strip_tags(html: &str) -> String {
    let mut text = String::new();
    for (index, part) in html.split('<').enumerate() {
        text.push_str(if index == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_a_link_says_where_it_leads() {
        let evil = "https://evil.example/x";
        for shown in [
            "bank.example",
            "Bank.Com",
            "www.bank.example",
            "https://bank.example/login now",
            "(bank.example)",
            "bank.example →",
            "bank.example/login",
            "bank\u{3002}example",
            "bank.exam\u{200b}ple",
            "bank.example\u{2215}login",
            "https://bank.example@evil.example/",
            "банк.рф",
            "bücher.example",
            "gov.uk",
            "www.gov.rs",
            "bank.example.",
            "bank.exam\u{2062}ple",
            "bank.exam\u{3164}ple",
            "𝐛𝐚𝐧𝐤.𝐞𝐱𝐚𝐦𝐩𝐥𝐞",
            "ⓑⓐⓝⓚ.ⓒⓞⓜ",
            "ＢＡＮＫ．ｃｏｍ",
            "例え.テスト",
        ] {
            assert!(contradiction(shown, evil, false).is_some(), "{shown}");
        }
        assert!(contradiction("a@bank.example", "mailto:b@evil.example", false).is_some());
        for (shown, target) in [
            ("evil.example", evil),
            ("www.evil.example/other", evil),
            ("bücher.example", "https://xn--bcher-kva.example/"),
            ("report.pdf", evil),
            ("Node.js", evil),
            ("ASP.NET", evil),
            ("socket.io", evil),
            ("readme.md", evil),
            ("e.g.", evil),
            ("i.e", evil),
            ("A/HRC/49.1", evil),
            ("1.2.3.4", evil),
            ("v1.2", evil),
            ("St.Gallen", evil),
            ("ст.ст.", evil),
            ("ред.коп", evil),
            ("op.cit.", evil),
            ("vgl.auch", evil),
            ("日本.東京", evil),
            ("πρβλ.επίσης", evil),
            ("ｅｖｉｌ.example", evil),
            ("about bank.example", evil),
            ("The end.The start", evil),
            ("first.last@evil.example", "https://evil.example/contact"),
            ("config.nav", "https://docs.example/x#config.nav"),
            ("no. 12", evil),
            ("Us@Bank.example", "mailto:us@bank.example?subject=x"),
            ("a@b.example", "mailto:c@d.example,a@b.example"),
            ("", evil),
        ] {
            assert_eq!(contradiction(shown, target, false), None, "{shown}");
        }
        assert_eq!(contradiction("array.map", evil, true), None);
    }
}
