//! What a file by itself carries that is not taken out; an archive is one with the files inside it.

use super::facts::{
    AUTHOR, CHANGES, COMMENTS, COMPANY, DATES, DIARY, FILES, Facts, PHOTOS, PLACE, PROGRAM, add, finds,
};
use super::{bmp, brands, film, ogg, pdf, pdf_facts, rtf, sound, still, tiff};

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

/// Returns what a file carries that is no archive, given its name's end in small letters; nothing if nothing was found.
pub(super) fn told(suffix: &str, bytes: &[u8]) -> Option<Carried> {
    let cure = cure_of(suffix, bytes);
    let found = |facts: Vec<&'static str>| (!is_harmless(&facts)).then_some(Carried { facts, cure });
    let unknown = || Some(Carried { facts: Vec::new(), cure });
    if pdf::is_pdf(bytes) {
        return if pdf::is_locked(bytes) { unknown() } else { of_document(cure, pdf_facts::told(bytes)) };
    }
    if rtf::is_rtf(bytes) {
        return found(of_rtf(bytes));
    }
    if bytes.starts_with(b"OggS") {
        return if ogg::strip(bytes).is_none() { unknown() } else { None };
    }
    if brands::is_still(bytes) {
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

/// Tells whether facts are nothing that people mind: the name of a program alone tells nothing of them.
fn is_harmless(facts: &[&str]) -> bool {
    matches!(facts, [] | [PROGRAM])
}

/// Returns what a document carries, given how that is taken out; what could not be looked through may say anything.
pub(super) fn of_document(cure: &'static str, Facts { found: facts, is_whole }: Facts) -> Option<Carried> {
    match is_harmless(&facts) {
        true => (!is_whole).then_some(Carried { facts: Vec::new(), cure }),
        false => Some(Carried { facts, cure }),
    }
}

/// Returns how the metadata of a kind of file is taken out, so that what comes of it can be published.
pub(super) fn cure_of(suffix: &str, bytes: &[u8]) -> &'static str {
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
