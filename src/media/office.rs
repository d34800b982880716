//! Office documents (Microsoft's and OpenDocument): a file comes in, and the same without what it says of itself goes out.
//!
//! They are archives. The files inside that say who wrote it, when and with what are written anew with the title alone, photos
//! lose their metadata, and a small picture of the first page is left out. All else is copied as it is packed, without days.
//! Comments, earlier wordings and what is hidden belong to the text and stay. What is signed or locked stays as it is.

use super::zip::{Entry, entries, write};

/// How much is unpacked, in bytes.
const WHOLE: usize = 64 * 1024 * 1024;
/// How much of a file that is written anew is unpacked, in bytes.
const PART: usize = 4 * 1024 * 1024;

/// What comes of a file inside.
enum Fate {
    /// It stays as it is packed.
    Stays,
    /// It is left out.
    Goes,
    /// It is written anew.
    Is(Vec<u8>),
}

/// Returns the document without metadata; nothing where it is none, or has to stay as it is.
pub(super) fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let list = entries(bytes)?;
    let has = |name: &[u8]| list.iter().any(|entry| entry.name == name);
    let is_microsoft = has(b"[Content_Types].xml");
    let kind = list.iter().find(|entry| entry.name == b"mimetype").map(|entry| entry.unpacked(100));
    let is_open = kind.is_some_and(|kind| kind.starts_with(b"application/vnd.oasis.opendocument"));
    let is_signed = |entry: &Entry<'_>| {
        entry.name.starts_with(b"_xmlsignatures/") || entry.name == b"META-INF/documentsignatures.xml"
    };
    if is_microsoft == is_open || list.iter().any(|entry| entry.is_locked || is_signed(entry)) {
        return None;
    }
    let mut room = WHOLE;
    let mut files = Vec::with_capacity(list.len());
    for entry in list {
        match fate(&entry, is_open, &mut room)? {
            Fate::Stays => files.push((entry, None)),
            Fate::Is(new) => files.push((entry, Some(new))),
            Fate::Goes => {}
        }
    }
    write(files)
}

/// Decides what comes of a file inside; nothing where the document has to stay as it is.
fn fate(entry: &Entry<'_>, is_open: bool, room: &mut usize) -> Option<Fate> {
    let name = entry.name;
    let mut read = |limit: usize| {
        let limit = limit.min(*room);
        // What is read once is paid for by what it is packed to as well, for many entries may share that.
        let bytes = entry.unpacked(limit);
        *room = room.saturating_sub(bytes.len() + entry.packed.len());
        Some(bytes).filter(|bytes| bytes.len() < limit)
    };
    let is_thumbnail = match is_open {
        true => name.starts_with(b"Thumbnails/"),
        false => name.starts_with(b"docProps/thumbnail."),
    };
    if is_thumbnail {
        return Some(Fate::Goes);
    }
    let is_named = |end: &[u8]| name == end || name.strip_suffix(end).is_some_and(|folder| folder.ends_with(b"/"));
    let anew = match (is_open, name) {
        (false, b"docProps/core.xml") => core(&read(PART)?),
        (false, b"docProps/app.xml") => APP.as_bytes().to_vec(),
        (false, b"docProps/custom.xml") => CUSTOM.as_bytes().to_vec(),
        (false, b"_rels/.rels") => without(&read(PART)?, "<Relationship ", "/thumbnail\""),
        // The folder of whoever saved it.
        (false, b"xl/workbook.xml") => without(&read(PART)?, "<x15ac:absPath ", ""),
        (true, b"META-INF/manifest.xml") => {
            let list = read(PART)?;
            if memchr::memmem::find(&list, b"encryption-data").is_some() {
                return None;
            }
            without(&list, "<manifest:file-entry ", "Thumbnails/")
        }
        (true, _) if is_named(b"meta.xml") => meta(&read(PART)?),
        (true, _) if is_named(b"settings.xml") => emptied(&read(PART)?, &["\"PrinterName\"", "\"PrinterSetup\""]),
        _ if super::carried::is_media(name) => {
            // What is too large to be looked at stays, and is named where it says something.
            let Some(photo) = read(WHOLE) else { return Some(Fate::Stays) };
            let is_photo = super::detect(&photo).is_ok_and(|kind| kind != super::Kind::Svg);
            return Some(match super::strip(&photo) {
                Ok(std::borrow::Cow::Owned(photo)) if is_photo => Fate::Is(photo),
                _ => Fate::Stays,
            });
        }
        _ => return Some(Fate::Stays),
    };
    Some(Fate::Is(anew))
}

/// What an empty list of a document's properties is.
const APP: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"/>";
/// What an empty list of an author's own properties is.
const CUSTOM: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\"/>";

/// Returns what a document of Microsoft's says of itself, with the title alone.
fn core(bytes: &[u8]) -> Vec<u8> {
    let names = "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
        xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";
    let title = title(bytes);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties {names}>{title}</cp:coreProperties>"
    )
    .into_bytes()
}

/// Returns what an OpenDocument says of itself, with the title alone.
fn meta(bytes: &[u8]) -> Vec<u8> {
    let names = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
        xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";
    let version = ["1.0", "1.1", "1.2", "1.3", "1.4"];
    let is_here =
        |version: &&str| memchr::memmem::find(bytes, format!("office:version=\"{version}\"").as_bytes()).is_some();
    let version = version.into_iter().find(is_here).unwrap_or("1.2");
    let title = title(bytes);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-meta {names} office:version=\"{version}\">\
         <office:meta>{title}</office:meta></office:document-meta>"
    )
    .into_bytes()
}

/// Returns the element with the title, or nothing.
fn title(bytes: &[u8]) -> String {
    let text = std::str::from_utf8(bytes).unwrap_or("");
    let inside =
        text.split_once("<dc:title>").and_then(|(_, rest)| rest.split_once("</dc:title>")).map(|(inside, _)| inside);
    match inside {
        Some(title) if !title.is_empty() && title.len() < 1000 && !title.contains('<') => {
            format!("<dc:title>{title}</dc:title>")
        }
        _ => String::new(),
    }
}

/// Returns markup without the empty elements that begin in a way and hold some words.
fn without(bytes: &[u8], begin: &str, words: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = memchr::memmem::find(rest, begin.as_bytes()) {
        let end = memchr::memchr(b'>', &rest[at..]).map_or(rest.len(), |end| at + end + 1);
        let tag = &rest[at..end];
        let is_gone = tag.ends_with(b"/>") && memchr::memmem::find(tag, words.as_bytes()).is_some();
        out.extend(&rest[..if is_gone { at } else { end }]);
        rest = &rest[end..];
    }
    out.extend(rest);
    out
}

/// Returns markup without the words in the elements whose tag holds one of some names.
fn emptied(bytes: &[u8], names: &[&str]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = memchr::memmem::find(rest, b"<config:config-item ") {
        let end = memchr::memchr(b'>', &rest[at..]).map_or(rest.len(), |end| at + end + 1);
        let (tag, after) = (&rest[at..end], &rest[end..]);
        let is_one = names.iter().any(|name| memchr::memmem::find(tag, name.as_bytes()).is_some());
        out.extend(&rest[..end]);
        let words = if is_one && !tag.ends_with(b"/>") { memchr::memchr(b'<', after).unwrap_or(0) } else { 0 };
        rest = &after[words..];
    }
    out.extend(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::super::samples::{CANARY, jpeg};
    use super::super::zip::{files, tests::archive};
    use super::*;

    /// Returns a file inside a document.
    fn inside(document: &[u8], name: &str) -> Option<String> {
        let found = files(document).expect("it is sound");
        let file = found.iter().find(|file| file.name == name.as_bytes())?;
        Some(String::from_utf8_lossy(&file.beginning(1 << 20)).into_owned())
    }

    #[test]
    fn documents_keep_their_text_and_title_and_say_no_more() {
        let photo = jpeg();
        let word = archive(&[
            ("[Content_Types].xml", b"<Types/>"),
            (
                "_rels/.rels",
                b"<r><Relationship Id='a' Type=\"x/thumbnail\" Target='CANARY'/><Relationship Id='b'/></r>",
            ),
            ("docProps/core.xml", b"<c><dc:title>A &amp; B</dc:title><dc:creator>CANARY</dc:creator></c>"),
            ("docProps/app.xml", b"<Company>CANARY</Company>"),
            ("docProps/custom.xml", b"CANARY"),
            ("docProps/thumbnail.emf", b"CANARY"),
            ("word/document.xml", b"<w:t>Text</w:t>"),
            ("word/media/a.jpeg", &photo),
            ("xl/workbook.xml", b"<a><x15ac:absPath url=\"C:\\CANARY\"/></a>"),
        ]);
        let clean = strip(&word).expect("it is sound");
        assert!(!clean.windows(6).any(|window| window == CANARY), "{}", String::from_utf8_lossy(&clean));
        assert_eq!(inside(&clean, "word/document.xml").as_deref(), Some("<w:t>Text</w:t>"));
        assert!(
            inside(&clean, "docProps/core.xml").is_some_and(|core| core.contains("<dc:title>A &amp; B</dc:title>"))
        );
        assert_eq!(inside(&clean, "_rels/.rels").as_deref(), Some("<r><Relationship Id='b'/></r>"));
        assert_eq!(inside(&clean, "xl/workbook.xml").as_deref(), Some("<a></a>"));
        assert_eq!(strip(&clean), Some(clean));
        let text = archive(&[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", b"<text:p>Text</text:p>"),
            ("meta.xml", b"<m office:version=\"1.3\"><meta:initial-creator>CANARY</meta:initial-creator></m>"),
            ("Object 1/meta.xml", b"CANARY"),
            ("settings.xml", b"<config:config-item config:name=\"PrinterName\">CANARY</config:config-item>"),
            ("Thumbnails/thumbnail.png", b"CANARY"),
            ("META-INF/manifest.xml", b"<m><manifest:file-entry manifest:full-path=\"Thumbnails/CANARY\"/></m>"),
        ]);
        let clean = strip(&text).expect("it is sound");
        assert!(!clean.windows(6).any(|window| window == CANARY), "{}", String::from_utf8_lossy(&clean));
        assert!(clean[30..].starts_with(b"mimetypeapplication/vnd.oasis"), "the kind stands first");
        assert!(inside(&clean, "meta.xml").is_some_and(|meta| meta.contains("office:version=\"1.3\"")));
        assert_eq!(inside(&clean, "META-INF/manifest.xml").as_deref(), Some("<m></m>"));
        assert_eq!(strip(&clean), Some(clean));
    }

    #[test]
    fn what_is_signed_locked_or_no_document_stays() {
        let core: (&str, &[u8]) = ("docProps/core.xml", b"<c/>");
        let types: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");
        assert!(strip(&archive(&[types, core])).is_some());
        assert!(strip(&archive(&[core])).is_none());
        assert!(strip(&archive(&[types, core, ("_xmlsignatures/sig1.xml", b"")])).is_none());
        let kind: (&str, &[u8]) = ("mimetype", b"application/vnd.oasis.opendocument.text");
        assert!(strip(&archive(&[kind])).is_some());
        assert!(strip(&archive(&[kind, ("META-INF/documentsignatures.xml", b"")])).is_none());
        assert!(strip(&archive(&[kind, ("META-INF/manifest.xml", b"<manifest:encryption-data/>")])).is_none());
        assert!(strip(&archive(&[("mimetype", b"application/epub+zip"), ("meta.xml", b"")])).is_none());
        let mut locked = archive(&[types, core]);
        let at = locked.windows(4).position(|mark| mark == b"PK\x01\x02").expect("a list");
        locked[at + 8] |= 1;
        assert!(strip(&locked).is_none());
    }

    #[test]
    fn nothing_that_is_broken_does_harm() {
        let whole = archive(&[("[Content_Types].xml", b"<Types/>"), ("docProps/core.xml", b"<dc:title>x</dc:title")]);
        for at in 0..whole.len() {
            let _ = strip(&whole[..at]);
            for byte in [0, 1, 8, 0xff] {
                let mut changed = whole.clone();
                changed[at] = byte;
                assert!(strip(&changed).is_none_or(|clean| clean.len() < whole.len() + 1000));
            }
        }
    }
}
