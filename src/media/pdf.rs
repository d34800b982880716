//! PDF: a document comes in, and the same without what it says of itself goes out.
//!
//! Its parts are told by their distance from the beginning, so nothing is moved: entries of the dictionary about the document
//! become blanks, the description in XMP is written anew with the title and the standards that the document keeps, and what
//! cameras wrote into photos becomes zeros. What is signed or locked stays as it is.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem::{find, find_iter};

use super::pdf_packed;

/// How many dictionaries and values are looked for.
const MOST: usize = 64;

/// Tells whether a file begins like one.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF")
}

/// Tells whether a password or a right is needed to read it.
pub(super) fn is_locked(bytes: &[u8]) -> bool {
    find(bytes, b"/Encrypt").is_some()
}

/// Tells whether somebody has signed it.
pub(super) fn is_signed(bytes: &[u8]) -> bool {
    find(bytes, b"/ByteRange").is_some()
}

/// Returns the document without metadata; nothing where it has to stay as it is.
pub(super) fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    if !is_pdf(bytes) || is_locked(bytes) || is_signed(bytes) {
        return None;
    }
    let mut out = bytes.to_vec();
    let mut values = Vec::new();
    let infos: Vec<_> = find_iter(bytes, b"/Info").filter_map(|at| reference(&bytes[at + 5..])).take(8).collect();
    for at in infos.iter().flat_map(|info| objects(bytes, *info)).take(MOST) {
        for entry in entries(near(bytes, at), at).unwrap_or_default() {
            values.extend(reference(&bytes[entry.value.clone()]));
            out[entry.key..entry.value.end].fill(b' ');
        }
    }
    values.truncate(MOST);
    for at in values.iter().flat_map(|value| objects(bytes, *value)).take(MOST) {
        let start = at + blanks(&bytes[at..]);
        let is_text = matches!(bytes.get(start..), Some([b'(', ..]))
            || matches!(bytes.get(start..), Some([b'<', next, ..]) if *next != b'<');
        if let Some(end) = value_end(near(bytes, start), start).filter(|_| is_text) {
            out[start..end].fill(b' ');
            out[start..start + 2].copy_from_slice(b"()");
        }
    }
    let numbers: Vec<u32> = infos.iter().map(|(number, _)| *number).collect();
    pdf_packed::blank(bytes, &mut out, &numbers);
    descriptions(bytes, &mut out);
    for (mark, words) in [(0xe1, &b"Exif\0\0"[..]), (0xed, b"Photoshop 3.0\0")] {
        for at in find_iter(bytes, words) {
            match at.checked_sub(4).map(|start| &bytes[start..at]) {
                Some([0xff, found, high, low]) if *found == mark => {
                    let length = usize::from(u16::from_be_bytes([*high, *low])).saturating_sub(2);
                    let end = at.saturating_add(length).min(out.len());
                    out[at..end].fill(0);
                }
                _ => {}
            }
        }
    }
    Some(out)
}

/// Returns what stands up to a place and a little further, as far as a dictionary goes that says something of a document.
pub(super) fn near(bytes: &[u8], at: usize) -> &[u8] {
    &bytes[..bytes.len().min(at.saturating_add(64 * 1024))]
}

/// Tells whether a part of a document has scripts in it, or starts programs.
pub(super) fn runs(bytes: &[u8]) -> bool {
    let is_kind = |name: &'static [u8]| {
        find_iter(bytes, name).any(|at| {
            let is_whole = bytes.get(at + name.len()).is_none_or(|next| !next.is_ascii_alphanumeric());
            is_whole && bytes[..at].trim_ascii_end().ends_with(b"/S")
        })
    };
    is_kind(b"/JavaScript") || is_kind(b"/Launch")
}

/// Returns the same bytes with names as they are meant: `/Auth#6fr` is `/Author`.
pub(super) fn plain_names(bytes: &[u8]) -> Cow<'_, [u8]> {
    let figure = |byte: Option<&u8>| byte.and_then(|byte| (*byte as char).to_digit(16));
    let mut out: Vec<u8> = Vec::new();
    let mut done = 0;
    for at in memchr::memchr_iter(b'#', bytes) {
        let (Some(high), Some(low)) = (figure(bytes.get(at + 1)), figure(bytes.get(at + 2))) else { continue };
        let before = &bytes[at.saturating_sub(48)..at];
        let is_name = before.iter().rev().find(|byte| !byte.is_ascii_alphanumeric() && **byte != b'#') == Some(&b'/');
        if is_name && at >= done {
            out.extend(&bytes[done..at]);
            out.push((high * 16 + low) as u8);
            done = at + 3;
        }
    }
    if done == 0 {
        return Cow::Borrowed(bytes);
    }
    out.extend(&bytes[done..]);
    Cow::Owned(out)
}

/// An entry of a dictionary that is to go.
pub(super) struct Entry {
    /// Where its name begins.
    pub(super) key: usize,
    /// Where its value stands.
    pub(super) value: Range<usize>,
}

/// Lists the entries about the document in the dictionary at a place, but for its title; nothing where it cannot be read.
pub(super) fn entries(bytes: &[u8], at: usize) -> Option<Vec<Entry>> {
    let mut at = at + blanks(&bytes[at..]);
    bytes[at..].strip_prefix(b"<<")?;
    at += 2;
    let mut found = Vec::new();
    loop {
        at += blanks(&bytes[at..]);
        match &bytes[at..] {
            [b'>', b'>', ..] => return Some(found),
            [b'/', ..] => {}
            _ => return None,
        }
        let key = at;
        at = name_end(bytes, at);
        let name = plain_names(&bytes[key..at]);
        let start = at + blanks(&bytes[at..]);
        let end = value_end(bytes, start)?;
        let is_kept = matches!(&*name, b"/Title" | b"/Trapped") || name.starts_with(b"/GTS_PDF");
        if !is_kept {
            found.push(Entry { key, value: start..end });
        }
        at = end;
    }
}

/// Returns where a value ends that begins at a place.
fn value_end(bytes: &[u8], start: usize) -> Option<usize> {
    let rest = bytes.get(start..)?;
    match rest {
        [b'(', ..] => {
            let (mut depth, mut at) = (0_usize, 0);
            while let Some(byte) = rest.get(at) {
                match byte {
                    b'\\' => at += 1,
                    b'(' => depth += 1,
                    b')' if depth == 1 => return Some(start + at + 1),
                    b')' => depth -= 1,
                    _ => {}
                }
                at += 1;
            }
            None
        }
        [b'<', next, ..] if *next != b'<' => memchr::memchr(b'>', rest).map(|end| start + end + 1),
        [b'/', ..] => Some(name_end(bytes, start)),
        [first, ..] if first.is_ascii_alphanumeric() || matches!(first, b'-' | b'+' | b'.') => match reference(rest) {
            Some(_) => memchr::memchr(b'R', rest).map(|end| start + end + 1),
            None => Some(
                start + rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"-+.".contains(byte)).count(),
            ),
        },
        // Lists and dictionaries are not usual there.
        _ => None,
    }
}

/// Returns where a name ends that begins at a place.
fn name_end(bytes: &[u8], start: usize) -> usize {
    let is_part = |byte: &&u8| !byte.is_ascii_whitespace() && **byte != 0 && !b"()<>[]{}/%".contains(*byte);
    start + 1 + bytes[start + 1..].iter().take_while(is_part).count()
}

/// Returns how many blanks stand at the beginning.
fn blanks(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == 0).count()
}

/// Reads a number and another and an `R`, which name an object.
fn reference(bytes: &[u8]) -> Option<(u32, u32)> {
    let head = bytes.get(..bytes.len().min(40))?;
    let text: String = head.iter().take_while(|byte| byte.is_ascii()).map(|byte| *byte as char).collect();
    let mut words = text.split_ascii_whitespace();
    let found = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    words.next()?.starts_with('R').then_some(found)
}

/// Lists the places behind the beginnings of an object, of which there may be an earlier wording.
fn objects(bytes: &[u8], (number, turn): (u32, u32)) -> Vec<usize> {
    let begin = format!("{number} {turn} obj");
    let is_whole = |at: &usize| at.checked_sub(1).is_none_or(|before| !bytes[before].is_ascii_digit());
    find_iter(bytes, begin.as_bytes()).filter(is_whole).map(|at| at + begin.len()).take(MOST).collect()
}

/// Writes each description in XMP anew with the title and the standards that the document keeps.
fn descriptions(bytes: &[u8], out: &mut [u8]) {
    let mut at = 0;
    while let Some(begin) = find(&bytes[at..], b"<?xpacket begin").map(|found| at + found) {
        let inside = find(&bytes[begin..], b"?>").map(|end| begin + end + 2);
        let Some(start) = inside else { return };
        let Some(end) = find(&bytes[start..], b"<?xpacket end").map(|end| start + end) else { return };
        let found = &bytes[start..end];
        let whole = description(found, true);
        let short = description(found, false);
        let least = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"/>".to_owned();
        let text = [whole, short, least].into_iter().find(|text| text.len() <= found.len()).unwrap_or_default();
        out[start..end].fill(b' ');
        out[start..start + text.len()].copy_from_slice(text.as_bytes());
        at = end;
    }
}

/// Returns a description of the title and the standards that another one names.
pub(super) fn description(xmp: &[u8], has_title: bool) -> String {
    let text = std::str::from_utf8(xmp).unwrap_or("");
    let mut inside = String::new();
    for name in ["pdfaid:part", "pdfaid:conformance", "pdfaid:rev", "pdfuaid:part"] {
        if let Some(value) = standard(text, name) {
            inside.push_str(&format!("<{name}>{value}</{name}>"));
        }
    }
    let title = text.split_once("<dc:title").and_then(|(_, rest)| rest.split_once('>')?.1.split_once("</dc:title>"));
    if let Some((title, _)) = title.filter(|_| has_title) {
        inside.push_str(&format!("<dc:title>{title}</dc:title>"));
    }
    let spaces = [
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
        ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
    ];
    let used = spaces.iter().filter(|(space, _)| inside.contains(&format!("<{space}:")));
    let used: String = used.map(|(space, address)| format!(" xmlns:{space}=\"{address}\"")).collect();
    format!(
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\"{used}>{inside}</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
}

/// Returns what stands in an attribute or an element about a standard, which is a word or a number.
fn standard<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (before, rest) = text.split_once(name)?;
    let value = match before.ends_with('<') {
        true => rest.split_once('>')?.1,
        false => rest.trim_start().strip_prefix('=')?.trim_start().get(1..)?,
    };
    let end = value.find(|letter: char| !letter.is_ascii_alphanumeric())?;
    Some(&value[..end]).filter(|value| (1..=8).contains(&value.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let clean = strip(text.as_bytes()).expect("it may be cleaned");
        assert_eq!(clean.len(), text.len());
        assert_eq!(String::from_utf8_lossy(&clean).split_whitespace().collect::<Vec<_>>().join(" "), expected);
        assert_eq!(strip(&clean), Some(clean));
    }

    #[test]
    fn dictionary_about_the_document_keeps_the_title_alone() {
        let tail = "trailer <</Info 1 0 R>>";
        check(
            &format!("%PDF-1.7 1 0 obj <</Title (T) /Auth#6fr (A\\) (B)) /ModDate<0A>/Key 7>> endobj {tail}"),
            &format!("%PDF-1.7 1 0 obj <</Title (T) >> endobj {tail}"),
        );
        check(
            &format!("%PDF-1.7 1 0 obj <</Author 2 0 R>> endobj 2 0 obj (Name) endobj 12 0 obj (x) endobj {tail}"),
            &format!("%PDF-1.7 1 0 obj << >> endobj 2 0 obj () endobj 12 0 obj (x) endobj {tail}"),
        );
        for broken in ["1 0 obj <</Author (A", "1 0 obj <</Author [(A)]>>", "1 0 obj", "1 0 obj <<", "1 0 obj <</"] {
            let text = format!("%PDF-1.7 {tail} {broken}");
            check(&text, &text);
        }
    }

    #[test]
    fn many_long_dictionaries_are_read_in_bounded_time() {
        let open = "1 0 obj <</A (".repeat(60);
        let text = format!("%PDF-1.7 {} {open}({}", "/Info 1 0 R ".repeat(60), "x".repeat(20_000_000));
        assert!(strip(text.as_bytes()).as_deref() == Some(text.as_bytes()));
        let list = "1 0 ".repeat(200_000);
        let part = format!("{list}<<{}", "/A 1".repeat(20_000));
        let packed = miniz_oxide::deflate::compress_to_vec_zlib(part.as_bytes(), 1);
        let head = format!("%PDF-1.7 /Info 1 0 R 9 0 obj <</ObjStm/First {}/FlateDecode>> stream\n", list.len());
        let whole = [head.as_bytes(), &packed, b"endstream"].concat();
        assert!(strip(&whole).as_ref() == Some(&whole));
    }

    #[test]
    fn description_keeps_title_and_standards() {
        let words = "<dc:creator>A</dc:creator>".repeat(40);
        let text = format!(
            "%PDF-1.7 <?xpacket begin=''?><dc:title><rdf:Alt/></dc:title><a pdfaid:part=\"2\"/>{words}<?xpacket end='w'?>"
        );
        let clean = String::from_utf8(strip(text.as_bytes()).expect("it may be cleaned")).expect("text");
        assert!(clean.contains("<pdfaid:part>2</pdfaid:part><dc:title><rdf:Alt/></dc:title>"), "{clean}");
        assert_eq!(standard("<pdfaid:part xmlns:pdfaid='x'>2</pdfaid:part>", "pdfaid:part"), Some("2"));
        assert!(!clean.contains("creator") && clean.len() == text.len(), "{clean}");
        assert_eq!(strip(clean.as_bytes()).as_deref(), Some(clean.as_bytes()));
        check(
            "%PDF-1.7 <?xpacket begin=''?>Name<?xpacket end='w'?>",
            "%PDF-1.7 <?xpacket begin=''?> <?xpacket end='w'?>",
        );
    }

    #[test]
    fn what_is_signed_or_locked_stays() {
        assert!(strip(b"%PDF-1.7 <</Encrypt 1 0 R>>").is_none());
        assert!(strip(b"%PDF-1.7 <</ByteRange [0 1]>>").is_none());
    }

    #[test]
    fn photos_lose_what_cameras_wrote() {
        let clean = strip(b"%PDF-1.7 \xff\xe1\0\x0eExif\0\0CANARY\xff\xda Exif\0\0CANARY").expect("it may be cleaned");
        assert_eq!(clean, b"%PDF-1.7 \xff\xe1\0\x0e\0\0\0\0\0\0\0\0\0\0\0\0\xff\xda Exif\0\0CANARY");
        let clean = strip(b"%PDF-1.7 \xff\xed\0\x16Photoshop 3.0\0CANARY\xff\xda").expect("it may be cleaned");
        assert_eq!(clean, [&b"%PDF-1.7 \xff\xed\0\x16"[..], &[0; 20], b"\xff\xda"].concat());
    }

    #[test]
    fn names_are_read_as_they_are_meant() {
        assert_eq!(&*plain_names(b"/Auth#6fr /J#61#76a x#61 # /#zz"), b"/Author /Java x#61 # /#zz");
        assert!(runs(b"<</S /JavaScript /JS (x)>>") && runs(b"<</S/Launch/F (x)>>"));
        assert!(!runs(b"/JavaScript (a word) /S /Launcher /S /URI"));
    }
}
