//! PDF: a document comes in, and the same without what it says of itself goes out.
//!
//! Its parts are told by their distance from the beginning, so nothing is moved: entries of the dictionary about the document
//! become blanks, the description in XMP is written anew with the title and the standards that the document keeps, and what
//! cameras wrote into photos becomes zeros. What is signed or locked stays as it is.

use memchr::memmem::{find, find_iter};

use super::pdf_description::descriptions;
use super::pdf_entries::{blanks, entries, near, reference, value_end};
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

/// Lists the places behind the beginnings of an object, of which there may be an earlier wording.
fn objects(bytes: &[u8], (number, turn): (u32, u32)) -> Vec<usize> {
    let begin = format!("{number} {turn} obj");
    let is_whole = |at: &usize| at.checked_sub(1).is_none_or(|before| !bytes[before].is_ascii_digit());
    find_iter(bytes, begin.as_bytes()).filter(is_whole).map(|at| at + begin.len()).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::super::pdf_description::standard;
    use super::super::pdf_entries::plain_names;
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
