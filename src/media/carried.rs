//! What files carry that is not taken out: their bytes come in, and what they say of people, places and days goes out.
//!
//! It is a look for what is usually there, bounded in time and memory, and no proof that there is nothing else.

use super::{bmp, film, office, office_facts, ogg, pdf, pdf_facts, rtf, sound, still, tiff, zip};

/// How much of one part of a document is unpacked, in bytes.
pub(super) const PART: usize = 4 * 1024 * 1024;
/// How much of a document is unpacked, in bytes.
pub(super) const WHOLE: usize = 64 * 1024 * 1024;

/// A name.
pub(super) const AUTHOR: &str = "the name of who wrote it";
/// Days.
pub(super) const DATES: &str = "the days on which it was written";
/// A program.
pub(super) const PROGRAM: &str = "the program that it was made with";
/// An organisation.
pub(super) const COMPANY: &str = "the name of an organisation";
/// Comments.
pub(super) const COMMENTS: &str = "comments";
/// What lies in a document as a file of its own.
pub(super) const FILES: &str = "files inside it";
/// What is not shown.
pub(super) const HIDDEN: &str = "hidden sheets";
/// What is not shown to an audience.
pub(super) const SLIDES: &str = "hidden slides";
/// Words for whoever speaks.
pub(super) const NOTES: &str = "notes for the speaker";
/// Wordings.
pub(super) const CHANGES: &str = "earlier wordings";
/// Photos.
pub(super) const PHOTOS: &str = "photos with what the camera wrote into them";
/// Photos, sounds and films inside a document.
const UNCLEAN: &str = "pictures, sounds or films that cannot be cleaned";
/// A signature.
pub(super) const SIGNED: &str = "the name of who signed it";
/// Folders.
pub(super) const PATHS: &str = "where files lie on a computer of yours";
/// Other files.
pub(super) const LINKED: &str = "links to other workbooks, with what stood in them";
/// Data.
pub(super) const QUERIES: &str = "how a database is reached";
/// A place.
pub(super) const PLACE: &str = "a place on Earth";
/// A track that is no film.
const DIARY: &str = "a track beside picture and sound, such as of the places on the way";

/// The ends of names of files that may carry more than can be told here.
const SUFFIXES: [&str; 37] = [
    "avif", "heic", "heif", "mp4", "m4v", "m4a", "mov", "3gp", "tif", "tiff", "pdf", "doc", "docx", "dot", "dotx",
    "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "pages", "numbers", "key", "rtf", "ogg", "oga", "opus", "mkv",
    "webm", "avi", "wmv", "wma", "mpg", "psd", "aiff",
];

/// What a file carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// What was found; nothing where nobody can tell.
    pub facts: Vec<&'static str>,
    /// How it is taken out.
    pub cure: &'static str,
}

/// What was found in a document.
#[derive(Debug)]
pub(super) struct Facts {
    /// What it carries.
    pub(super) found: Vec<&'static str>,
    /// Whether all of it could be looked through.
    pub(super) is_whole: bool,
}

impl Default for Facts {
    fn default() -> Self {
        Facts { found: Vec::new(), is_whole: true }
    }
}

/// Tells whether a file is a document, of which a part may be taken out and another stay.
pub(super) fn is_document(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF") || bytes.starts_with(b"PK\x03\x04") || rtf::is_rtf(bytes)
}

/// Returns what a file carries, given its name's end in small letters; nothing if nothing was found.
pub(super) fn told(suffix: &str, bytes: &[u8]) -> Option<Carried> {
    let cure = cure_of(suffix, bytes);
    // The name of a program alone tells nothing of people.
    let is_harmless = |facts: &[&str]| matches!(facts, [] | [PROGRAM]);
    let found = |facts: Vec<&'static str>| (!is_harmless(&facts)).then_some(Carried { facts, cure });
    let unknown = || Some(Carried { facts: Vec::new(), cure });
    // What could not be looked through may say anything.
    let of_document = |Facts { found: facts, is_whole }| match is_whole {
        false if is_harmless(&facts) => unknown(),
        _ => found(facts),
    };
    if pdf::is_pdf(bytes) {
        return if pdf::is_locked(bytes) { unknown() } else { of_document(pdf_facts::told(bytes)) };
    }
    if let Some(files) = zip::files(bytes) {
        return of_document(of_office(&files, bytes));
    }
    if rtf::is_rtf(bytes) {
        return found(of_rtf(bytes));
    }
    if bytes.starts_with(b"OggS") {
        return if ogg::strip(bytes).is_none() { unknown() } else { None };
    }
    if still::is_still(bytes) {
        return if still::strip(bytes).is_none() { unknown() } else { None };
    }
    if tiff::is_tiff(bytes) {
        return match tiff::strip(bytes) {
            Some(tiff) if tiff.is_map => found(vec![PLACE]),
            Some(_) => None,
            None => unknown(),
        };
    }
    if film::is_film(bytes) {
        return match film::strip(bytes) {
            Some(film) if film.has_diary => found(vec![DIARY]),
            Some(_) => None,
            None => unknown(),
        };
    }
    // What could not be cleaned goes out as it is.
    if matches!(suffix, "wav" | "mp3" | "flac" | "aac") && sound::strip(bytes).is_none()
        || suffix == "bmp" && bmp::strip(bytes).is_none()
    {
        return unknown();
    }
    let known = super::detect(bytes);
    let is_clean = known.is_ok();
    let begins = [&b"\xd0\xcf\x11\xe0"[..], b"II*\0", b"MM\0*", b"\x1aE\xdf\xa3", b"8BPS"];
    let is_sound = bytes.starts_with(b"FORM") && matches!(bytes.get(8..12), Some(b"AIFF" | b"AIFC"));
    let is_doubtful = SUFFIXES.contains(&suffix) || is_sound || begins.iter().any(|start| bytes.starts_with(start));
    if !is_clean && (is_doubtful || !matches!(known, Err(super::MediaError::Unknown))) { unknown() } else { None }
}

/// Returns how the metadata of a kind of file is taken out, so that what comes of it can be published.
fn cure_of(suffix: &str, bytes: &[u8]) -> &'static str {
    match suffix {
        "pdf" => "print it into a new PDF; or clean it with `exiftool` and `qpdf`",
        "docx" | "dotx" | "xlsx" | "pptx" | "rtf" => {
            "in Microsoft Office: File, Info, Check for Issues, Inspect Document; or offer it as PDF"
        }
        "doc" | "dot" | "xls" | "ppt" => "save it in the newer form, such as `.docx`, or offer it as PDF",
        "odt" | "ods" | "odp" => "take comments, recorded changes and what is hidden out of it, or offer it as PDF",
        "pages" | "numbers" | "key" => "offer it as PDF",
        _ if bytes.get(4..8) == Some(b"ftyp") && !film::is_film(bytes) => "save it as JPEG, PNG or WebP",
        "avif" | "heic" | "heif" | "tif" | "tiff" | "psd" | "dng" => "save it as JPEG, PNG or WebP",
        "mkv" | "webm" | "avi" | "wmv" | "mpg" => "save it as MP4, from which that is taken out here",
        "ogg" | "oga" | "opus" | "wma" | "aiff" => "save it as MP3, FLAC or WAV, from which that is taken out here",
        _ => "take the metadata out with another program, such as `exiftool` or `ffmpeg -map_metadata -1`",
    }
}

/// Tells whether a picture that cannot be read bears what cameras and programs write into pictures.
pub(super) fn is_telling(bytes: &[u8]) -> bool {
    let marks: [&[u8]; 5] = [b"Exif\0\0", b"eXIf", b"Photoshop 3.0", b"ns.adobe.com/xap", b"<x:xmpmeta"];
    marks.iter().any(|mark| finds(bytes, mark))
}

/// Tells whether bytes hold others.
pub(super) fn finds(bytes: &[u8], wanted: &[u8]) -> bool {
    places(bytes, wanted).next().is_some()
}

/// Lists the places behind some bytes.
pub(super) fn places<'a>(bytes: &'a [u8], wanted: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += bytes[at..].iter().position(|byte| *byte == wanted[0])?;
            let is_here = bytes[at..].starts_with(wanted);
            at += 1;
            if is_here {
                return Some(at - 1 + wanted.len());
            }
        }
    })
}

/// Adds a fact once.
pub(super) fn add(facts: &mut Vec<&'static str>, fact: &'static str, is_found: impl FnOnce() -> bool) {
    if !facts.contains(&fact) && is_found() {
        facts.push(fact);
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

/// Tells whether a file of an office document is a picture, by its name.
pub(super) fn is_media(name: &[u8]) -> bool {
    finds(name, b"media/") || name.starts_with(b"Pictures/")
}

/// Returns what a document in RTF carries.
fn of_rtf(bytes: &[u8]) -> Vec<&'static str> {
    let mut facts = Vec::new();
    add(&mut facts, AUTHOR, || finds(bytes, b"{\\author ") || finds(bytes, b"{\\operator "));
    add(&mut facts, DATES, || finds(bytes, b"{\\creatim") || finds(bytes, b"{\\revtim"));
    add(&mut facts, COMPANY, || finds(bytes, b"{\\*\\company ") || finds(bytes, b"{\\company "));
    add(&mut facts, COMMENTS, || finds(bytes, b"{\\*\\annotation"));
    add(&mut facts, CHANGES, || finds(bytes, b"\\revised") || finds(bytes, b"\\deleted"));
    add(&mut facts, FILES, || finds(bytes, b"{\\*\\objdata"));
    // Photos stand there as figures.
    add(&mut facts, PHOTOS, || finds(bytes, b"457869660000"));
    facts
}

#[cfg(test)]
mod tests {
    use super::super::samples::{avif, jpeg};
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
