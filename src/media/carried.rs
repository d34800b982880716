//! What files carry that is not taken out: their bytes come in, and what they say of people, places and days goes out.
//!
//! It is a look for what is usually there, bounded in time and memory, and no proof that there is nothing else.

use super::facts::{Facts, UNCLEAN, add};
use super::single::{Carried, cure_of, of_document};
use super::{office, office_facts, rtf, single, zip};

/// Tells whether a file is a document, of which a part may be taken out and another stay.
pub(super) fn is_document(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF") || bytes.starts_with(b"PK\x03\x04") || rtf::is_rtf(bytes)
}

/// Returns what a file carries, given its name's end in small letters; nothing if nothing was found.
pub(super) fn told(suffix: &str, bytes: &[u8]) -> Option<Carried> {
    match zip::files(bytes) {
        Some(files) => of_document(cure_of(suffix, bytes), of_office(&files, bytes)),
        None => single::told(suffix, bytes),
    }
}

/// Returns what an office document carries, given the files inside it.
fn of_office(files: &[zip::Inside<'_>], bytes: &[u8]) -> Facts {
    let mut facts = office_facts::told(files);
    match office::strip(bytes) {
        Some(clean) => add(&mut facts.found, UNCLEAN, || clean.has_unclean),
        None => facts.is_whole &= !office::is_document(bytes),
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::super::facts::{AUTHOR, CHANGES, COMMENTS, DATES, DIARY, FILES, PHOTOS, PROGRAM, SIGNED};
    use super::super::samples::{avif, jpeg};
    use super::super::{film, ogg, still};
    use super::*;

    #[track_caller]
    fn check(name: &str, bytes: &[u8], expected: Option<&[&str]>) {
        let found = told(name, bytes).map(|carried| carried.facts);
        assert_eq!(found.as_deref(), expected, "{name}");
    }

    #[test]
    fn sound_that_cannot_be_cleaned_is_told() {
        let wave = |id: &[u8], chunks: &[u8]| [id, &[0; 4], b"WAVE", chunks].concat();
        check("wav", &wave(b"RIFF", b"LIST\x0e\0\0\0INFOIART\x02\0\0\0Anfact\xf4\x01\0\0abcd"), Some(&[]));
        check("wav", &wave(b"RF64", b"data\x02\0\0\0ab"), Some(&[]));
        check("mp3", b"\0\0\0\0\xff\xfb\x90\0", Some(&[]));
        check("bmp", b"BM", Some(&[]));
        check("wav", &wave(b"RIFF", b"fmt \x02\0\0\0abdata\x02\0\0\0ab"), None);
    }

    #[test]
    fn documents_say_who_wrote_them() {
        check("pdf", b"%PDF-1.7 <</Auth#6fr (A)>>", Some(&[AUTHOR]));
        check("pdf", b"%PDF-1.7 <</Names <</EmbeddedFiles 3 0 R>>>>", Some(&[FILES]));
        check("pdf", b"%PDF-1.7 <</Type/Annot/Subtype/Popup/Parent 4 0 R>>", Some(&[COMMENTS]));
        check("pdf", b"%PDF-1.7 <</Producer (A program)>>", None);
        let plain = b"%PDF-1.7\n1 0 obj <</Author (A. N. Author) /Creator <FEFF> /ModDate (D:20260101)>> endobj";
        check("pdf", plain, Some(&[AUTHOR, DATES, PROGRAM]));
        check("pdf", b"%PDF-1.7\n1 0 obj <</Author () /Creator <> /CreatorInfo (x)>> endobj", None);
        check("pdf", b"%PDF-1.7 <dc:creator><rdf:Seq>", Some(&[AUTHOR]));
        check("pdf", b"%PDF-1.7 trailer <</Encrypt 4 0 R>>", Some(&[]));
        // A part that zlib left as it was.
        let words = b"<</Author (A. N. Author)>>";
        let length = words.len() as u16;
        let packed = [b"\x78\x01\x01", &length.to_le_bytes()[..], &(!length).to_le_bytes(), words, &[0; 4]].concat();
        let parts = [b"%PDF-1.7\n1 0 obj <</Type /ObjStm>> stream\r\n", &packed[..], b"\nendstream endobj"].concat();
        check("pdf", &parts, Some(&[AUTHOR]));
        let photo = jpeg();
        let types: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");
        let odd: (&str, &[u8]) = ("word/media/a.avi", b"RIFF....AVI ");
        check("docx", &zip::tests::archive(&[types, ("word/media/a.jpeg", &photo)]), None);
        check("docx", &zip::tests::archive(&[types, odd]), Some(&[UNCLEAN]));
        check("docx", &zip::tests::archive(&[types, ("_xmlsignatures/a", b"")]), Some(&[SIGNED]));
        check("odt", &zip::tests::archive(&[("meta.xml", b"<meta:generator>x</meta:generator>")]), None);
        check("rtf", b"{\\rtf1{\\info{\\author A}{\\creatim\\yr2026}}}", Some(&[AUTHOR, DATES]));
        check("rtf", b"{\\rtf1 a \\revised b}", Some(&[CHANGES]));
        check("rtf", b"{\\rtf1{\\object{\\*\\objdata 0105}}}", Some(&[FILES]));
        check("rtf", b"{\\rtf1{\\pict\\jpegblip ffd8ffe1000a457869660000}}", Some(&[PHOTOS]));
        check("doc", b"\xd0\xcf\x11\xe0", Some(&[]));
    }

    #[test]
    fn sound_and_films_are_told_apart() {
        check("ogg", &ogg::tests::sample(), None);
        check("ogg", b"OggS....\x03vorbis", Some(&[]));
        check("mp4", &film::tests::sample(b"vide"), None);
        check("mp4", &film::tests::sample(b"meta"), Some(&[DIARY]));
        check("mp4", b"a film", Some(&[]));
        check("webm", b"\x1aE\xdf\xa3", Some(&[]));
    }

    #[test]
    fn what_is_clean_is_not_named() {
        check("avif", &still::tests::sample(b"avif"), None);
        check("avif", &avif(), Some(&[]));
        check("heic", b"\0\0\0\x10ftypheic\0\0\0\0", Some(&[]));
        check("jpg", &jpeg(), None);
        for (name, bytes) in
            [("csv", &b"a,b"[..]), ("txt", b"words"), ("zip", b"PK\x03\x04"), ("woff2", b"wOF2"), ("", b"")]
        {
            check(name, bytes, None);
        }
    }

    #[test]
    fn words_are_no_film_and_no_sound() {
        for words in ["The wide range of rights", "Two moov, one mdat", "FORM A: complaints", "The ftyp of boxes"] {
            check("txt", words.as_bytes(), None);
        }
        check("dat", b"FORM\0\0\0\x04AIFF", Some(&[]));
        check("dat", b"\0\0\0\x08wide\0\0\0\x08mdat", Some(&[]));
    }

    #[test]
    fn hostile_documents_are_looked_through_in_bounded_time() {
        let many = [b"%PDF-1.7".to_vec(), b"/ObjStm stream\n".repeat(200_000)].concat();
        check("pdf", &many, None);
        let open = "<dc:creator ".repeat(300_000);
        check("docx", &zip::tests::archive(&[("docProps/core.xml", open.as_bytes())]), None);
        check("pdf", &[b"%PDF-1.7".to_vec(), b"/Author".repeat(500_000)].concat(), None);
    }
}
