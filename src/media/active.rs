//! Files that run: the name and the bytes of a file come in, and what it would do where it is opened goes out.
//!
//! A page of the web, a drawing or a program that somebody hands in for publishing would speak under the site's own
//! address. What a file is says its name, for servers and computers go by that, and its first bytes, for browsers look at
//! those where the name tells them nothing.

use super::svg::names_active_elements;
use super::{MediaError, pdf, pdf_facts};

/// A page of the web.
const PAGE: &str = "a page of the web, and can run programs under the address of the site";
/// A program for browsers.
const SCRIPT: &str = "a program for browsers, and can be run under the address of the site";
/// Markup that is shown as a page.
const MARKUP: &str = "XML that can become a page of the web, and run programs under the address of the site";
/// A program for computers.
const PROGRAM: &str = "a program, and runs on the computer of whoever opens it";
/// A document with programs.
const MACROS: &str = "a document with programs in it (macros), which can run where it is opened";
/// A document with scripts.
const SCRIPTED: &str =
    "a PDF document with scripts in it, or one that starts programs, which can run where it is opened";
/// A program for servers.
const SERVED: &str = "a program for web servers, and can be run by the one that the site lies on";
/// Settings of servers.
const SETTINGS: &str = "a file of settings for web servers, and can change what the one that the site lies on sends";

/// The ends of names by which files run, with what they are then.
const SUFFIXES: [(&str, &[&str]); 6] = [
    (PAGE, &["html", "htm", "xhtml", "xht", "mht", "mhtml", "htc", "hta", "svgz", "xul", "webarchive"]),
    (SCRIPT, &["js", "mjs", "cjs", "jsm", "jsx", "wasm", "swf", "xap", "xsl", "xslt", "xbl"]),
    (
        PROGRAM,
        &[
            "exe",
            "com",
            "scr",
            "pif",
            "cpl",
            "msi",
            "msp",
            "mst",
            "msix",
            "msixbundle",
            "appx",
            "appxbundle",
            "appinstaller",
            "dll",
            "sys",
            "ocx",
            "bat",
            "cmd",
            "ps1",
            "psm1",
            "psd1",
            "ps1xml",
            "psc1",
            "vb",
            "vbs",
            "vbe",
            "jse",
            "wsf",
            "wsh",
            "wsc",
            "ws",
            "sct",
            "reg",
            "inf",
            "scf",
            "lnk",
            "url",
            "website",
            "chm",
            "hlp",
            "gadget",
            "application",
            "jnlp",
            "jar",
            "class",
            "msc",
            "diagcab",
            "library-ms",
            "search-ms",
            "settingcontent-ms",
            "sh",
            "bash",
            "zsh",
            "csh",
            "ksh",
            "fish",
            "command",
            "tool",
            "workflow",
            "scpt",
            "scptd",
            "applescript",
            "action",
            "app",
            "dmg",
            "pkg",
            "mpkg",
            "terminal",
            "webloc",
            "inetloc",
            "fileloc",
            "deb",
            "rpm",
            "run",
            "appimage",
            "flatpakref",
            "snap",
            "desktop",
            "service",
            "apk",
            "xapk",
            "aab",
            "ipa",
            "xpi",
            "crx",
            "iso",
            "img",
            "vhd",
            "vhdx",
            "py",
            "pyw",
            "pyc",
            "pyz",
            "rb",
            "lua",
            "elf",
            "so",
            "dylib",
            "xll",
            "wll",
            "iqy",
            "rqy",
            "oqy",
            "slk",
        ],
    ),
    (
        MACROS,
        &[
            "docm", "dotm", "xlsm", "xltm", "xlsb", "xlam", "xla", "pptm", "potm", "ppam", "ppsm", "sldm", "ade",
            "accde",
        ],
    ),
    (
        SERVED,
        &[
            "php", "php3", "php4", "php5", "php7", "php8", "phps", "pht", "phtm", "phtml", "phar", "inc", "cgi",
            "fcgi", "pl", "pm", "asp", "aspx", "ashx", "asmx", "asax", "ascx", "asa", "axd", "cshtml", "vbhtml", "jsp",
            "jspx", "jspf", "jsw", "jsv", "cfm", "cfml", "cfc", "shtml", "shtm", "stm", "rhtml", "erb", "htaccess",
            "htpasswd",
        ],
    ),
    (SETTINGS, &["ini", "config"]),
];

/// The ends of names by which some servers run a file also where another end follows.
const RUN_WITHIN: [&str; 9] = ["php", "php5", "php7", "php8", "phtml", "phar", "cgi", "fcgi", "shtml"];

/// The names of files by which servers and hosts of sites are told what to do.
const NAMES: [&str; 9] = [
    ".htaccess",
    ".htpasswd",
    ".user.ini",
    "web.config",
    "_headers",
    "_redirects",
    "_routes.json",
    "_worker.js",
    "cname",
];

/// The ends of names of plain text, which browsers show as it stands, whatever it begins with.
const TEXTS: [&str; 15] =
    ["txt", "text", "csv", "tsv", "tab", "json", "geojson", "jsonl", "log", "ics", "vcf", "bib", "ris", "tex", "srt"];

/// The ends of names of files that browsers read as XML.
const XML: [&str; 8] = ["xml", "rdf", "rss", "atom", "xsd", "wsdl", "mml", "svg"];

/// The elements by whose beginning browsers know a page without being told (WHATWG, MIME Sniffing, 7.1).
const ELEMENTS: [&str; 16] = [
    "<!doctype html",
    "<html",
    "<head",
    "<script",
    "<iframe",
    "<h1",
    "<div",
    "<font",
    "<table",
    "<a",
    "<style",
    "<title",
    "<b",
    "<body",
    "<br",
    "<p",
];

/// What programs of several kinds begin with.
const BEGINNINGS: [(&[u8], &str); 13] = [
    (b"\x7fELF", PROGRAM),
    (b"\xfe\xed\xfa\xce", PROGRAM),
    (b"\xfe\xed\xfa\xcf", PROGRAM),
    (b"\xce\xfa\xed\xfe", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"#!", PROGRAM),
    (b"L\0\0\0\x01\x14\x02\0", PROGRAM),
    (b"ITSF\x03\0\0\0", PROGRAM),
    (b"\0asm", SCRIPT),
    (b"FWS", SCRIPT),
    (b"CWS", SCRIPT),
    (b"ZWS", SCRIPT),
];

/// Returns what a file is if it can run something where it is opened, for a message after `the file is`.
///
/// Drawings are looked through where they are cleaned, and are none of these.
pub(super) fn told(path: &str, bytes: &[u8]) -> Option<&'static str> {
    let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(['.', ' ']).to_lowercase();
    by_name(&name).or_else(|| by_content(&name, bytes).filter(|_| super::detect(bytes) == Err(MediaError::Unknown)))
}

/// Tells by the name, in small letters.
fn by_name(name: &str) -> Option<&'static str> {
    if NAMES.contains(&name) {
        return Some(SETTINGS);
    }
    let known = |suffix: &str| SUFFIXES.iter().find(|(_, all)| all.contains(&suffix)).map(|(what, _)| *what);
    let (before, last) = name.rsplit_once('.')?;
    // Some servers run a file for any of the ends that its name has: `x.php.jpg`.
    let within = || before.split('.').skip(1).any(|suffix| RUN_WITHIN.contains(&suffix)).then_some(SERVED);
    known(last).or_else(within)
}

/// Tells by the first bytes.
fn by_content(name: &str, bytes: &[u8]) -> Option<&'static str> {
    let suffix = name.rsplit_once('.').map_or("", |(_, suffix)| suffix);
    if TEXTS.contains(&suffix) {
        return None;
    }
    if let Some((_, what)) = BEGINNINGS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(what);
    }
    if pdf::is_pdf(bytes) {
        return (pdf_facts::parts(bytes, pdf::runs) == pdf_facts::Looked::Found).then_some(SCRIPTED);
    }
    // The head of a program for Windows has zeros in it, as no text has that begins with these letters.
    if bytes.starts_with(b"MZ") && bytes.get(..64).is_some_and(|head| head.contains(&0)) {
        return Some(PROGRAM);
    }
    let start = beginning(bytes);
    if !start.starts_with('<') {
        return XML.contains(&suffix).then_some(MARKUP).filter(|_| !start.is_empty());
    }
    let begins = |element: &&str| {
        let rest = start.get(..element.len()).filter(|begin| begin.eq_ignore_ascii_case(element));
        rest.is_some_and(|rest| start[rest.len()..].starts_with([' ', '>', '\t', '\n', '\r', '\u{c}', '/']))
    };
    let is_xml = XML.contains(&suffix) || start.starts_with("<?xml");
    if !is_xml && ELEMENTS.iter().any(begins) {
        return Some(PAGE);
    }
    let is_active = match std::str::from_utf8(bytes).ok().map(names_active_elements) {
        Some(Some(is_active)) => is_active,
        // What cannot be looked through is not told apart by browsers either: they show as much of it as they can.
        Some(None) | None => is_xml,
    };
    (is_active && (is_xml || suffix.is_empty())).then_some(MARKUP)
}

/// Returns the first characters behind blanks, of a text in UTF-8 or UTF-16.
fn beginning(bytes: &[u8]) -> String {
    let start = bytes.get(..bytes.len().min(512)).unwrap_or_default();
    let mut letters = start.iter().copied().filter(|byte| *byte != 0).collect::<Vec<u8>>();
    for mark in [&b"\xef\xbb\xbf"[..], b"\xff\xfe", b"\xfe\xff"] {
        if letters.starts_with(mark) {
            letters.drain(..mark.len());
        }
    }
    String::from_utf8_lossy(letters.trim_ascii_start()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, bytes: &[u8], expected: Option<&str>) {
        assert_eq!(
            told(&format!("content/letters/{name}"), bytes),
            expected,
            "{name} {:?}",
            String::from_utf8_lossy(bytes)
        );
    }

    #[test]
    fn files_that_run_are_known_by_their_names() {
        for name in ["x.html", "x.HTM", "x.xhtml", "x.hta", "x.mht", "x.svgz", "x.html. ", "a.b.html"] {
            check(name, b"words", Some(PAGE));
        }
        for name in ["x.js", "x.mjs", "x.wasm", "x.swf", "x.xsl"] {
            check(name, b"", Some(SCRIPT));
        }
        for name in ["x.exe", "x.msi", "x.bat", "x.sh", "x.jar", "x.lnk", "x.py", "x.pdf.exe"] {
            check(name, b"", Some(PROGRAM));
        }
        for name in ["x.php", "x.php.jpg", "x.phtml", "x.shtml", "x.cgi"] {
            check(name, b"", Some(SERVED));
        }
        for name in [".htaccess", "web.config", "_redirects", "_HEADERS", ".user.ini"] {
            check(name, b"", Some(SETTINGS));
        }
        check("x.docm", b"", Some(MACROS));
    }

    #[test]
    fn files_that_run_are_known_by_what_they_hold() {
        check("x.pdf", b"<!DOCTYPE html><p>", Some(PAGE));
        check("x", b"\xef\xbb\xbf\n <Script>", Some(PAGE));
        check("x.dat", b"<\0p\0>\0", Some(PAGE));
        check("x.doc", b"#!/bin/sh\n", Some(PROGRAM));
        check("x.bin", b"\x7fELF", Some(PROGRAM));
        check("x.bin", &[b"MZ", &[0; 70][..]].concat(), Some(PROGRAM));
        check("x.bin", b"\0asm\x01", Some(SCRIPT));
        check("x.pdf", b"%PDF-1.7 <</OpenAction <</S /Java#53cript /JS (app.alert(1))>>>>", Some(SCRIPTED));
        check("x.pdf", b"%PDF-1.7 <</A <</S/Launch/F (cmd.exe)>>>>", Some(SCRIPTED));
        check("x.pdf", b"%PDF-1.7 <</A <</S/URI/URI (https://example.org/Launch)>>>>", None);
    }

    #[test]
    fn xml_runs_where_it_can_become_a_page() {
        let html = "http://www.w3.org/1999/xhtml";
        for (text, expected) in [
            ("<?xml version='1.0'?><a xmlns='urn:a'><b/></a>".to_owned(), None),
            ("<a><b>1 &lt; 2</b></a>".to_owned(), None),
            (format!("<a xmlns:h='{html}'><h:script>x()</h:script></a>"), Some(MARKUP)),
            (format!("<a xmlns:h='{}'/>", html.replace('x', "&#120;")), Some(MARKUP)),
            ("<a xmlns:h='http://www.w3.org/2000/svg'/>".to_owned(), Some(MARKUP)),
            ("<?xml-stylesheet href='x.xsl' type='text/xsl'?><a/>".to_owned(), Some(MARKUP)),
            ("<!DOCTYPE a [<!ENTITY x 'y'>]><a xmlns='&x;'/>".to_owned(), Some(MARKUP)),
            ("<a><b".to_owned(), Some(MARKUP)),
            ("words".to_owned(), Some(MARKUP)),
        ] {
            check("x.xml", text.as_bytes(), expected);
        }
        check("x.xml", b"<a>\xff</a>", Some(MARKUP));
        check("x", format!("<?xml version='1.0'?><a xmlns='{html}'/>").as_bytes(), Some(MARKUP));
        check("x.gpx", b"<?xml version='1.0'?><gpx xmlns='urn:gpx'/>", None);
    }

    #[test]
    fn what_only_lies_there_is_left_alone() {
        for (name, bytes) in [
            ("x.pdf", &b"%PDF-1.7"[..]),
            ("x.csv", b"<p>,1\n"),
            ("x.txt", b"<!doctype html> is how a page begins"),
            ("x.txt", b"#!/bin/sh"),
            ("x.json", b"{}"),
            ("MZ.odt", b"PK\x03\x04"),
            ("x.docx", b"PK\x03\x04"),
            ("index.png", b"\x89PNG\r\n\x1a\n"),
            ("html", b""),
            ("x.", b""),
            ("annex.v2.pdf", b"%PDF"),
            ("annex.pl.pdf", b"%PDF"),
            ("photo.py.jpg", b"\xff\xd8\xff"),
            ("x.ttf", b"\0\x01\0\0"),
            ("x.doc", b"MZ is no program without its head"),
            ("x.sbv", b"<pause>"),
        ] {
            check(name, bytes, None);
        }
    }
}
