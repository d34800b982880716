//! Office documents (Microsoft's and OpenDocument): a file comes in, and the same without what it says of itself goes out.
//!
//! They are archives. The files inside that say who wrote it, when and with what are written anew with the title alone or left
//! out with all that leads to them: a small picture of the first page, printers, the template and its folder, lists of people,
//! numbers of sittings, data of other programs. Photos lose their metadata, and documents inside are treated alike. All else
//! is copied as it is packed, without days.
//! Comments, earlier wordings and what is hidden belong to the text and stay. What is signed or locked stays as it is.

use std::borrow::Cow;

use memchr::memmem::{find, find_iter};

use super::facts::finds;
use super::office_markup::{emptied, without, without_attributes, without_element};
use super::zip::{Content, Entry, entries, write};
use super::{Kind, MediaError, detect, single, strip_other, suffix_of};

/// How much is unpacked, in bytes.
const WHOLE: usize = 64 * 1024 * 1024;
/// How much of a file that is written anew is unpacked, in bytes.
const PART: usize = 4 * 1024 * 1024;
/// How many documents lie inside one another at most.
pub(super) const DEEPEST: usize = 3;

/// The beginnings of the names of files that are left out of Microsoft's documents.
const GONE: [&str; 8] = [
    "docProps/thumbnail.",
    "customXml/",
    "docMetadata/",
    "[trash]/",
    "ppt/changesInfos/",
    "xl/printerSettings/",
    "ppt/printerSettings/",
    "word/printerSettings",
];
/// What leads to such files, and to what lies elsewhere on the computer of whoever wrote it.
const RELATIONS: [&str; 8] = [
    "/thumbnail",
    "/customXml",
    "/classificationlabels",
    "/changesInfo",
    "/printerSettings",
    "/attachedTemplate",
    "/mailMergeSource",
    "/mailMergeHeaderSource",
];

/// How an office document is made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    /// As Microsoft's programs do.
    Microsoft,
    /// As OpenDocument says.
    Open,
}

/// What comes of a file inside.
enum Fate {
    /// It is left out.
    Goes,
    /// It is written.
    Is(Content),
}

/// Tells whether an archive is an office document.
pub(super) fn is_document(bytes: &[u8]) -> bool {
    entries(bytes).is_some_and(|list| family(&list).is_some())
}

/// Tells whether a document was signed or locked, by the files inside.
pub(super) fn is_signed(name: &[u8]) -> bool {
    name.starts_with(b"_xmlsignatures/") || name == b"META-INF/documentsignatures.xml"
}

/// A document without metadata.
pub(super) struct Clean {
    /// The document.
    pub(super) bytes: Vec<u8>,
    /// Whether a picture, a sound, a film or a document inside it had to stay as it was.
    pub(super) has_unclean: bool,
}

/// Returns the document without metadata; nothing where it is none, or has to stay as it is.
pub(super) fn strip(bytes: &[u8]) -> Option<Clean> {
    let mut cleaner = Cleaner { room: WHOLE, has_unclean: false };
    let bytes = cleaner.strip(bytes, DEEPEST)?;
    Some(Clean { bytes, has_unclean: cleaner.has_unclean })
}

/// Tells how a document is made, if an archive is one.
fn family(list: &[Entry<'_>]) -> Option<Family> {
    let is_microsoft = list.iter().any(|entry| entry.name == b"[Content_Types].xml");
    let kind = list.iter().find(|entry| entry.name == b"mimetype").map(|entry| entry.unpacked(100));
    let is_open = kind.is_some_and(|kind| kind.starts_with(b"application/vnd.oasis.opendocument"));
    match (is_microsoft, is_open) {
        (true, false) => Some(Family::Microsoft),
        (false, true) => Some(Family::Open),
        _ => None,
    }
}

/// What goes through a document and those inside it.
struct Cleaner {
    /// How much may still be unpacked.
    room: usize,
    /// Whether something inside had to stay as it was.
    has_unclean: bool,
}

impl Cleaner {
    /// Returns a document without metadata.
    fn strip(&mut self, bytes: &[u8], depth: usize) -> Option<Vec<u8>> {
        let list = entries(bytes)?;
        let family = family(&list)?;
        if list.iter().any(|entry| entry.is_locked || is_signed(entry.name)) {
            return None;
        }
        let has_printer = list.iter().any(|entry| find(entry.name, b"rinterSettings").is_some());
        let mut files = Vec::with_capacity(list.len());
        for entry in list {
            let fate = match family {
                Family::Open => self.of_open(&entry)?,
                Family::Microsoft => self.of_microsoft(&entry, has_printer, depth)?,
            };
            if let Fate::Is(content) = fate {
                files.push((entry, content));
            }
        }
        write(files)
    }

    /// Unpacks a file; nothing where it has more than a number of bytes.
    fn read(&mut self, entry: &Entry<'_>, limit: usize) -> Option<Vec<u8>> {
        let limit = limit.min(self.room);
        // What is read once is paid for by what it is packed to as well, for many entries may share that.
        let bytes = entry.unpacked(limit);
        self.room = self.room.saturating_sub(bytes.len() + entry.packed.len());
        Some(bytes).filter(|bytes| bytes.len() < limit)
    }

    /// Decides what comes of a file in a document of Microsoft's; nothing where the document has to stay as it is.
    fn of_microsoft(&mut self, entry: &Entry<'_>, has_printer: bool, depth: usize) -> Option<Fate> {
        let name = std::str::from_utf8(entry.name).unwrap_or("");
        if GONE.iter().any(|start| name.starts_with(start)) {
            return Some(Fate::Goes);
        }
        let last = name.rsplit('/').next().unwrap_or("");
        let anew = match name {
            "docProps/core.xml" => core(&self.read(entry, PART)?),
            "docProps/app.xml" => APP.as_bytes().to_vec(),
            "docProps/custom.xml" => CUSTOM.as_bytes().to_vec(),
            "word/people.xml" | "word/glossary/people.xml" => WORD_PEOPLE.as_bytes().to_vec(),
            "ppt/commentAuthors.xml" => SLIDE_PEOPLE.as_bytes().to_vec(),
            "ppt/authors.xml" => SLIDE_AUTHORS.as_bytes().to_vec(),
            _ if name.starts_with("xl/persons/") && name.ends_with(".xml") => SHEET_PEOPLE.as_bytes().to_vec(),
            _ if name.contains("/embeddings/") => return self.of_inside(entry, depth),
            _ if is_media(entry.name) => return self.of_photo(entry),
            _ if name == "[Content_Types].xml" => {
                return self.changed(entry, PART, |markup| {
                    let gone: Vec<_> = GONE.iter().map(|start| format!("\"/{start}")).collect();
                    without(markup, "<Override ", &gone.iter().map(String::as_str).collect::<Vec<_>>())
                });
            }
            _ if name.ends_with(".rels") => return self.of_relations(entry),
            // The folder of whoever saved it, and who keeps others from writing.
            "xl/workbook.xml" => {
                return self.changed(entry, PART, |markup| {
                    let markup = without(markup, "<x15ac:absPath ", &[""]);
                    let markup = without(markup, "<xr:revisionPtr ", &[""]);
                    without_attributes(markup, "<fileSharing", "userName=")
                });
            }
            _ if name.starts_with("xl/pivotCache/pivotCacheDefinition") => {
                return self.changed(entry, WHOLE, |markup| {
                    without_attributes(markup, "<pivotCacheDefinition", "refreshedBy=")
                });
            }
            _ if has_printer && name.starts_with("xl/") && name.contains("sheets/") && name.ends_with(".xml") => {
                return self.of_sheet(entry);
            }
            _ if name.starts_with("word/") && name.ends_with(".xml") => {
                let is_settings = last == "settings.xml";
                return self.changed(entry, WHOLE, |markup| of_word(markup, is_settings, has_printer));
            }
            _ => return Some(Fate::Is(Content::Same)),
        };
        Some(Fate::Is(Content::Plain(anew)))
    }

    /// Decides what comes of a file in an OpenDocument; nothing where the document has to stay as it is.
    fn of_open(&mut self, entry: &Entry<'_>) -> Option<Fate> {
        let name = std::str::from_utf8(entry.name).unwrap_or("");
        if name.starts_with("Thumbnails/") {
            return Some(Fate::Goes);
        }
        match name.rsplit('/').next().unwrap_or("") {
            "manifest.xml" if name == "META-INF/manifest.xml" => {
                let list = self.read(entry, PART)?;
                if find(&list, b"encryption-data").is_some() {
                    return None;
                }
                Some(anew(without(Cow::Borrowed(&list), "<manifest:file-entry ", &["Thumbnails/"])))
            }
            "meta.xml" => Some(Fate::Is(Content::Plain(meta(&self.read(entry, PART)?)))),
            "settings.xml" => self.changed(entry, PART, |markup| {
                emptied(markup, "<config:config-item ", &["\"PrinterName\"", "\"PrinterSetup\""])
            }),
            // The numbers of sittings at which some words were written.
            "content.xml" | "styles.xml" => self.changed(entry, WHOLE, |markup| {
                let markup = without_attributes(markup, "<style:text-properties", "officeooo:rsid=");
                without_attributes(markup, "<style:text-properties", "officeooo:paragraph-rsid=")
            }),
            _ if is_media(entry.name) => self.of_photo(entry),
            _ => Some(Fate::Is(Content::Same)),
        }
    }

    /// Decides what comes of a list of what a part leads to.
    fn of_relations(&mut self, entry: &Entry<'_>) -> Option<Fate> {
        let ends: Vec<String> = RELATIONS.iter().flat_map(|end| [format!("{end}\""), format!("{end}'")]).collect();
        let ends: Vec<&str> = ends.iter().map(String::as_str).collect();
        let list = self.read(entry, PART)?;
        let left = without(Cow::Borrowed(&list), "<Relationship ", &ends);
        // What leads to nothing would be told as broken by the programs that open it.
        let is_whole = !ends.iter().any(|end| find(&left, end.as_bytes()).is_some());
        is_whole.then(|| anew(left))
    }

    /// Decides what comes of a sheet that may name a printer.
    fn of_sheet(&mut self, entry: &Entry<'_>) -> Option<Fate> {
        let sheet = self.read(entry, WHOLE)?;
        let left = without_attributes(Cow::Borrowed(&sheet), "<pageSetup", "r:id=");
        let is_named = |at: usize| {
            let tag = &left[at..];
            find(&tag[..memchr::memchr(b'>', tag).unwrap_or(tag.len())], b":id=").is_some()
        };
        let is_whole = !find_iter(&left, b"pageSetup").any(is_named);
        is_whole.then(|| anew(left))
    }

    /// Decides what comes of a document inside a document; what is none stays, and is named.
    fn of_inside(&mut self, entry: &Entry<'_>, depth: usize) -> Option<Fate> {
        if !entry.unpacked(4).starts_with(b"PK") || depth == 0 {
            return Some(Fate::Is(Content::Same));
        }
        let inside = self.read(entry, WHOLE).unwrap_or_default();
        let clean = self.strip(&inside, depth - 1);
        self.has_unclean |= clean.is_none();
        let clean = clean.filter(|clean| *clean != inside);
        Some(Fate::Is(clean.map_or(Content::Same, Content::Plain)))
    }

    /// Decides what comes of a photo, a drawing, a sound or a film; what cannot be cleaned stays, and is named.
    fn of_photo(&mut self, entry: &Entry<'_>) -> Option<Fate> {
        let bytes = self.read(entry, WHOLE).unwrap_or_default();
        let clean = clean_inside(std::str::from_utf8(entry.name).unwrap_or(""), &bytes);
        self.has_unclean |= clean.is_none() || bytes.is_empty() && !entry.packed.is_empty();
        Some(Fate::Is(match clean {
            Some(Cow::Owned(clean)) => Content::Plain(clean),
            _ => Content::Same,
        }))
    }

    /// Returns what a function makes of a file's markup.
    fn changed(
        &mut self,
        entry: &Entry<'_>,
        limit: usize,
        change: impl for<'m> Fn(Cow<'m, [u8]>) -> Cow<'m, [u8]>,
    ) -> Option<Fate> {
        let markup = self.read(entry, limit)?;
        Some(anew(change(Cow::Borrowed(&markup))))
    }
}

/// Tells whether a file of an office document is a picture, by its name.
pub(super) fn is_media(name: &[u8]) -> bool {
    finds(name, b"media/") || name.starts_with(b"Pictures/")
}

/// Returns a picture, a sound or a film inside a document without metadata, given its name; nothing where that cannot be done.
fn clean_inside<'a>(name: &str, bytes: &'a [u8]) -> Option<Cow<'a, [u8]>> {
    match detect(bytes) {
        Ok(Kind::Avif) | Err(MediaError::Unsupported { .. } | MediaError::Unknown) => {
            // Archives in archives would never end, nor those that stand behind what is taken out.
            let is_archive = |bytes: &[u8]| bytes.starts_with(b"PK");
            let clean = strip_other(bytes).ok().filter(|clean| !is_archive(bytes) && !is_archive(clean))?;
            single::told(&suffix_of(name), &clean).is_none().then_some(clean)
        }
        Ok(_) => match super::strip(bytes) {
            // A picture that only other programs can read is taken as it is, if it says nothing.
            Err(MediaError::CutShort { .. } | MediaError::Malformed { .. }) => {
                (!single::is_telling(bytes)).then_some(Cow::Borrowed(bytes))
            }
            stripped => stripped.ok(),
        },
        Err(_) => None,
    }
}

/// Returns what is written of markup: the new one, or the same where nothing was taken out.
fn anew(new: Cow<'_, [u8]>) -> Fate {
    Fate::Is(match new {
        Cow::Owned(new) => Content::Packed(new),
        Cow::Borrowed(_) => Content::Same,
    })
}

/// Returns a part of a text of Word's without what tells of those who wrote it.
fn of_word(markup: Cow<'_, [u8]>, is_settings: bool, has_printer: bool) -> Cow<'_, [u8]> {
    let mut markup = without_attributes(markup, "<", "w:rsid");
    if is_settings {
        markup = without(markup, "<w:attachedTemplate ", &[""]);
        markup = without(markup, "<w14:docId ", &[""]);
        markup = without(markup, "<w15:docId ", &[""]);
        for name in ["w:rsids", "w:mailMerge", "w:docVars"] {
            markup = without_element(markup, name);
        }
    }
    if has_printer { without(markup, "<w:printerSettings ", &[""]) } else { markup }
}

/// What an empty list of a document's properties is.
const APP: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"/>";
/// What an empty list of an author's own properties is.
const CUSTOM: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\"/>";
/// What an empty list of the people is who have written at a text.
const WORD_PEOPLE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <w15:people xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"/>";
/// What an empty list of the people is who have written at a workbook.
const SHEET_PEOPLE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <personList xmlns=\"http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments\"/>";
/// What an empty list of the people is who have written at slides.
const SLIDE_PEOPLE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <p:cmAuthorLst xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"/>";
/// What such a list is since 2018.
const SLIDE_AUTHORS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <p188:authorLst xmlns:p188=\"http://schemas.microsoft.com/office/powerpoint/2018/8/main\"/>";

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
