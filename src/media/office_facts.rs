//! What an office document carries: the files inside it come in, and what they say of people, places and days goes out.
//!
//! What cleaning takes out is named as well where a document cannot be cleaned.

use memchr::memmem::find;

use super::facts::{
    AUTHOR, CHANGES, COMMENTS, COMPANY, DATES, FILES, Facts, HIDDEN, LINKED, NOTES, PATHS, PROGRAM, QUERIES, SIGNED,
    SLIDES, WHOLE, add,
};
use super::office::is_media;
use super::office_markup::{has_elements, is_filled, values};
use super::{office, zip};

/// How many documents lie inside one another at most.
const DEEPEST: usize = 3;
/// How much of a slide is looked at that may be hidden, in bytes.
const HEAD: usize = 4096;

/// Returns what a document carries.
pub(super) fn told(files: &[zip::Inside<'_>]) -> Facts {
    let mut reader = Reader { room: WHOLE, packed_room: WHOLE, facts: Facts::default() };
    reader.look(files, DEEPEST);
    reader.facts
}

/// What goes through a document and those inside it.
struct Reader {
    /// How much may still be unpacked, for much that is packed may come to nothing.
    room: usize,
    /// How much may still be taken to unpack, for many entries may name the same.
    packed_room: usize,
    /// What was found.
    facts: Facts,
}

impl Reader {
    /// Unpacks the beginning of a file.
    fn read(&mut self, file: &zip::Inside<'_>, limit: usize) -> Vec<u8> {
        let Some(rest) = self.packed_room.checked_sub(file.packed_size()) else {
            self.facts.is_whole = false;
            return Vec::new();
        };
        self.packed_room = rest;
        let bytes = file.beginning(limit.min(self.room));
        self.room = self.room.saturating_sub(bytes.len());
        self.facts.is_whole &= self.room > 0;
        bytes
    }

    /// Adds a fact once.
    fn add(&mut self, fact: &'static str, is_found: impl FnOnce() -> bool) {
        add(&mut self.facts.found, fact, is_found);
    }

    /// Adds what the files of a document say.
    fn look(&mut self, files: &[zip::Inside<'_>], depth: usize) {
        for file in files {
            let name = std::str::from_utf8(file.name).unwrap_or("");
            let is_markup = name.ends_with(".xml");
            match name {
                _ if office::is_signed(file.name) => self.add(SIGNED, || true),
                "docProps/core.xml" | "docProps/app.xml" | "meta.xml" => self.of_properties(file),
                "content.xml" | "styles.xml" => self.of_open(file),
                _ if name.starts_with("Versions/") => self.add(CHANGES, || true),
                "xl/workbook.xml" => {
                    let bytes = self.read(file, WHOLE);
                    self.add(HIDDEN, || ["hidden", "veryHidden"].iter().any(|kind| has_value(&bytes, "state", kind)));
                }
                "xl/connections.xml" => self.add(QUERIES, || true),
                _ if name.starts_with("xl/revisions/") => self.add(CHANGES, || true),
                _ if name.starts_with("xl/externalLinks/") && is_markup => self.add(LINKED, || true),
                _ if name.ends_with(".rels") => {
                    let bytes = self.read(file, WHOLE);
                    self.add(PATHS, || values(&bytes, "Target").any(is_local));
                }
                _ if is_comment(name) => {
                    let bytes = self.read(file, WHOLE);
                    self.add(COMMENTS, || has_elements(&bytes));
                }
                _ if name.starts_with("word/") && is_markup => {
                    let bytes = self.read(file, WHOLE);
                    self.add(CHANGES, || is_changed(&bytes));
                }
                _ if name.starts_with("ppt/notesSlides/") && is_markup => {
                    let bytes = self.read(file, WHOLE);
                    self.add(NOTES, || has_notes(&bytes));
                }
                _ if name.starts_with("ppt/slides/") && is_markup => {
                    let bytes = self.read(file, HEAD);
                    self.add(SLIDES, || has_value(&bytes, "show", "0"));
                }
                _ if is_media(file.name) || is_markup => {}
                _ => self.of_other(file, depth),
            }
        }
    }

    /// Adds what a document says of itself.
    fn of_properties(&mut self, file: &zip::Inside<'_>) {
        let bytes = self.read(file, WHOLE);
        let is_any = |names: &[&str]| names.iter().any(|name| is_filled(&bytes, name));
        let authors = ["dc:creator", "cp:lastModifiedBy", "meta:initial-creator", "meta:printed-by"];
        self.add(AUTHOR, || is_any(&authors));
        self.add(DATES, || is_any(&["dcterms:created", "dcterms:modified", "meta:creation-date", "dc:date"]));
        self.add(PROGRAM, || is_any(&["Application", "meta:generator"]));
        self.add(COMPANY, || is_any(&["Company", "Manager"]));
    }

    /// Adds what stands in the text of an OpenDocument.
    fn of_open(&mut self, file: &zip::Inside<'_>) {
        let bytes = self.read(file, WHOLE);
        let has = |words: &str| find(&bytes, words.as_bytes()).is_some();
        self.add(CHANGES, || has("<text:changed-region") || has("<table:tracked-changes"));
        self.add(COMMENTS, || has("<office:annotation"));
        self.add(HIDDEN, || has("table:display=\"false\""));
        self.add(SLIDES, || has("presentation:visibility=\"hidden\""));
        self.add(PATHS, || has("\"file:") || has("\"'file:"));
        self.add(NOTES, || {
            let frames = bytes.split(|byte| *byte == b'<').enumerate();
            let notes = frames.filter(|(_, tag)| find(tag, b"presentation:class=\"notes\"").is_some());
            let at = |tag: &[u8]| tag.as_ptr() as usize - bytes.as_ptr() as usize;
            notes.take(1000).any(|(_, tag)| {
                let rest = &bytes[at(tag)..];
                let frame = &rest[..find(rest, b"</draw:frame>").unwrap_or(rest.len())];
                is_filled(frame, "text:p") || is_filled(frame, "text:span")
            })
        });
    }

    /// Adds what a file says that is neither markup nor a picture: a document, perhaps.
    fn of_other(&mut self, file: &zip::Inside<'_>, depth: usize) {
        let start = file.beginning(8);
        // Documents in the form of Microsoft's older programs, and what Windows packs for them.
        let is_old = start.starts_with(b"\xd0\xcf\x11\xe0");
        let is_inside = find(file.name, b"/embeddings/").is_some();
        let is_archive = start.starts_with(b"PK\x03\x04");
        self.add(FILES, || is_old || is_inside && !is_archive || is_archive && depth == 0);
        if is_archive && depth > 0 {
            let bytes = self.read(file, WHOLE);
            match zip::files(&bytes) {
                Some(inside) if office::is_document(&bytes) => self.look(&inside, depth - 1),
                _ => self.add(FILES, || true),
            }
        }
    }
}

/// Tells whether an attribute stands somewhere with a value.
fn has_value(markup: &[u8], name: &str, value: &str) -> bool {
    values(markup, name).any(|found| found == value.as_bytes())
}

/// Tells whether words of a text of Word's bear the name of who wrote or struck them.
fn is_changed(markup: &[u8]) -> bool {
    ["<w:ins ", "<w:del ", " w:author="].iter().any(|words| find(markup, words.as_bytes()).is_some())
}

/// Tells whether something stands in notes for the speaker but for the number of the slide.
fn has_notes(markup: &[u8]) -> bool {
    let mut rest = markup;
    // Numbers and days stand in fields.
    while let Some(at) = find(rest, b"<a:fld") {
        if is_filled(&rest[..at], "a:t") {
            return true;
        }
        rest = &rest[at..];
        rest = &rest[find(rest, b"</a:fld>").unwrap_or(rest.len())..];
    }
    is_filled(rest, "a:t")
}

/// Tells whether an address leads to somebody's computer or network.
fn is_local(address: &[u8]) -> bool {
    let is_drive = matches!(address, [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic());
    let is_file = address.get(..5).is_some_and(|start| start.eq_ignore_ascii_case(b"file:"));
    is_drive || is_file || address.starts_with(b"\\\\")
}

/// Tells whether a file of an office document holds comments, by its name.
fn is_comment(name: &str) -> bool {
    let starts = ["word/comments", "xl/comments", "xl/threadedComments/", "ppt/comments/"];
    name.ends_with(".xml") && starts.iter().any(|start| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::super::zip::tests::archive;
    use super::*;

    #[track_caller]
    fn check(files: &[(&str, &[u8])], expected: &[&str]) {
        let whole = archive(files);
        let found = told(&zip::files(&whole).expect("it is sound"));
        assert_eq!((&found.found[..], found.is_whole), (expected, true), "{:?}", files.first().map(|file| file.0));
    }

    #[test]
    fn what_a_document_says_of_itself_is_named() {
        let core: &[u8] =
            b"<cp:coreProperties><dc:creator>A</dc:creator><dcterms:created xsi:type='x'>2026</dcterms:created>";
        check(&[("docProps/core.xml", core)], &[AUTHOR, DATES]);
        check(&[("docProps/core.xml", b"<c><dc:creator></dc:creator><cp:lastModifiedBy/></c>")], &[]);
        check(&[("meta.xml", b"<meta:generator>x</meta:generator>")], &[PROGRAM]);
        check(&[("_xmlsignatures/sig1.xml", b"")], &[SIGNED]);
        check(&[("META-INF/documentsignatures.xml", b"")], &[SIGNED]);
    }

    #[test]
    fn comments_and_earlier_wordings_are_named_where_there_are_some() {
        check(&[("word/comments.xml", b"<w:comments><w:comment/></w:comments>")], &[COMMENTS]);
        check(&[("word/comments.xml", b"<?xml?><w:comments></w:comments>")], &[]);
        check(&[("xl/comments1.xml", b"<comments><authors/></comments>")], &[COMMENTS]);
        check(&[("ppt/comments/a.xml", b"<p:cmLst><p:cm/></p:cmLst>")], &[COMMENTS]);
        check(&[("content.xml", b"<office:annotation>")], &[COMMENTS]);
        check(&[("word/document.xml", b"<w:p><w:ins w:author='A'>x</w:ins>")], &[CHANGES]);
        check(&[("word/header1.xml", b"<w:rPrChange w:id='1' w:author='A'/>")], &[CHANGES]);
        check(&[("content.xml", b"<text:tracked-changes text:track-changes='false'/>")], &[]);
        check(&[("content.xml", b"<text:tracked-changes><text:changed-region>")], &[CHANGES]);
        check(&[("Versions/Version1", b"")], &[CHANGES]);
        check(&[("xl/revisions/revisionHeaders.xml", b"")], &[CHANGES]);
    }

    #[test]
    fn what_is_hidden_is_named() {
        check(&[("xl/workbook.xml", b"<sheet name='A' state=\"veryHidden\"/>")], &[HIDDEN]);
        check(&[("xl/workbook.xml", b"<sheet name='A' state='hidden'/>")], &[HIDDEN]);
        check(&[("xl/workbook.xml", b"<sheet name='A' state='visible'/>")], &[]);
        check(&[("content.xml", b"<style:table-properties table:display=\"false\"/>")], &[HIDDEN]);
        check(&[("ppt/slides/slide1.xml", b"<p:sld show=\"0\"></p:sld>")], &[SLIDES]);
        check(&[("content.xml", b"<style:x presentation:visibility=\"hidden\"/>")], &[SLIDES]);
        let number = "<p:notes><a:fld><a:t>7</a:t></a:fld></p:notes>";
        check(&[("ppt/notesSlides/n.xml", number.as_bytes())], &[]);
        check(&[("ppt/notesSlides/n.xml", number.replace("<a:fld", "<a:t>x</a:t><a:fld").as_bytes())], &[NOTES]);
        check(&[("ppt/notesSlides/n.xml", number.replace("</p:", "<a:t>x</a:t></p:").as_bytes())], &[NOTES]);
        let notes = "<draw:frame presentation:class=\"notes\"><text:p/></draw:frame><text:p>x</text:p>";
        check(&[("content.xml", notes.as_bytes())], &[]);
        check(&[("content.xml", notes.replace("<text:p/>", "<text:p>x</text:p>").as_bytes())], &[NOTES]);
    }

    #[test]
    fn what_lies_elsewhere_is_named() {
        for address in ["file:///C:\\a", "FILE:x", "C:\\a", "z:/a", "\\\\server\\a"] {
            let list = format!("<r><Relationship Id=\"a\" Target=\"{address}\" TargetMode=\"External\"/></r>");
            check(&[("word/_rels/document.xml.rels", list.as_bytes())], &[PATHS]);
        }
        check(
            &[("word/_rels/document.xml.rels", b"<R Target=\"https://example.org/\"/><R Target='media/a.png'/>")],
            &[],
        );
        check(&[("xl/externalLinks/externalLink1.xml", b"<x/>")], &[LINKED]);
        check(&[("xl/connections.xml", b"<x/>")], &[QUERIES]);
        check(&[("content.xml", b"<a xlink:href=\"file:///home/a\"/>")], &[PATHS]);
        check(&[("content.xml", b"<table:table table:name=\"'file:///home/a'#$A\"/>")], &[PATHS]);
    }

    #[test]
    fn documents_inside_are_looked_through() {
        check(&[("word/embeddings/a.bin", b"\xd0\xcf\x11\xe0rest")], &[FILES]);
        check(&[("Object 1", b"\xd0\xcf\x11\xe0rest")], &[FILES]);
        check(&[("word/embeddings/a.xyz", b"x")], &[FILES]);
        let types: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");
        let mut sheet = archive(&[types, ("xl/workbook.xml", b"<sheet state=\"hidden\"/>")]);
        for _ in 0..DEEPEST {
            check(&[("ppt/embeddings/a.xlsx", &sheet)], &[HIDDEN]);
            sheet = archive(&[types, ("ppt/embeddings/a.xlsx", &sheet)]);
        }
        check(&[("ppt/embeddings/a.xlsx", &sheet)], &[FILES]);
        check(&[("ppt/embeddings/a.zip", &archive(&[("x", b"")]))], &[FILES]);
    }

    #[test]
    fn entries_that_share_what_is_packed_are_read_up_to_a_limit() {
        let stream = vec![0; WHOLE / 4];
        let entry = || zip::Inside::new(b"word/document.xml", &stream);
        let last = b"<dc:creator>A</dc:creator>";
        let files = |count: usize| {
            let shared = std::iter::repeat_with(entry).take(count);
            shared.chain([zip::Inside::new(b"docProps/core.xml", last)]).collect::<Vec<_>>()
        };
        assert_eq!(told(&files(3)).found, [AUTHOR]);
        let cut = told(&files(4));
        assert_eq!((cut.found.is_empty(), cut.is_whole), (true, false));
    }
}
