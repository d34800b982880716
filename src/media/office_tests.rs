//! What becomes of office documents, made of a few files each: what tells of people goes, with all that leads to it.

use memchr::memmem::find;

use super::film;
use super::office::{DEEPEST, strip};
use super::samples::{CANARY, jpeg};
use super::zip::{self, files, tests::archive};

/// Returns a file inside a document.
fn inside(document: &[u8], name: &str) -> Option<String> {
    let found = files(document).expect("it is sound");
    let file = found.iter().find(|file| file.name == name.as_bytes())?;
    Some(String::from_utf8_lossy(&file.beginning(1 << 20)).into_owned())
}

#[track_caller]
fn check_clean(files: &[(&str, &[u8])]) -> Vec<u8> {
    let clean = strip(&archive(files)).expect("it is sound");
    assert!(!clean.has_unclean);
    let clean = clean.bytes;
    for file in zip::files(&clean).expect("it is sound") {
        let bytes = file.beginning(1 << 20);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains("CANARY"), "{}: {text}", String::from_utf8_lossy(file.name));
        assert!(!String::from_utf8_lossy(file.name).contains("CANARY"));
    }
    assert_eq!(strip(&clean).map(|again| again.bytes).as_ref(), Some(&clean), "cleaned twice");
    clean
}

#[test]
fn printers_templates_and_people_go_with_what_leads_to_them() {
    let types: (&str, &[u8]) = (
        "[Content_Types].xml",
        b"<Types><Override PartName=\"/customXml/CANARY.xml\"/><Override PartName=\"/word/document.xml\"/></Types>",
    );
    let clean = check_clean(&[
        types,
        (
            "word/document.xml",
            b"<w:p w:rsidR=\"CANARY\"><w:sectPr><w:printerSettings r:id=\"CANARY\"/></w:sectPr>x</w:p>",
        ),
        ("word/printerSettings1.bin", b"CANARY"),
        (
            "word/_rels/document.xml.rels",
            b"<R><Relationship Id=\"a\" Type=\"x/customXml\" Target=\"CANARY\"/><Relationship Id=\"b\" \
              Type='x/printerSettings' Target='CANARY'/><Relationship Id=\"c\" Type=\"x/styles\"/></R>",
        ),
        (
            "word/settings.xml",
            b"<w:settings><w:attachedTemplate r:id=\"CANARY\"/><w:rsids><w:rsid w:val=\"CANARY\"/></w:rsids><w:zoom/>\
              <w:mailMerge><w:query w:val=\"CANARY\"/></w:mailMerge><w:docVars><w:docVar w:val=\"CANARY\"/></w:docVars>\
              <w14:docId w14:val=\"CANARY\"/><w15:docId w15:val=\"CANARY\"/></w:settings>",
        ),
        (
            "word/_rels/settings.xml.rels",
            b"<R><Relationship Type=\"x/attachedTemplate\" Target=\"file:///C:\\CANARY\" TargetMode=\"External\"/></R>",
        ),
        ("word/people.xml", b"<w15:people><w15:person w15:author=\"CANARY\"/></w15:people>"),
        ("customXml/item1.xml", b"CANARY"),
        ("docMetadata/LabelInfo.xml", b"CANARY"),
        ("[trash]/0000.dat", b"CANARY"),
    ]);
    assert_eq!(inside(&clean, "word/document.xml").as_deref(), Some("<w:p><w:sectPr></w:sectPr>x</w:p>"));
    assert_eq!(inside(&clean, "word/settings.xml").as_deref(), Some("<w:settings><w:zoom/></w:settings>"));
    let left = "<R><Relationship Id=\"c\" Type=\"x/styles\"/></R>";
    assert_eq!(inside(&clean, "word/_rels/document.xml.rels").as_deref(), Some(left));
    let types = "<Types><Override PartName=\"/word/document.xml\"/></Types>";
    assert_eq!(inside(&clean, "[Content_Types].xml").as_deref(), Some(types));
    assert_eq!(inside(&clean, "customXml/item1.xml"), None);
}

#[test]
fn workbooks_and_slides_lose_printers_and_people() {
    let types: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");
    let sheet: &[u8] = b"<worksheet><c r:id=\"1\"/><pageSetup paperSize=\"9\" r:id=\"CANARY\"/></worksheet>";
    let rels: &[u8] = b"<R><Relationship Type=\"x/printerSettings\" Target=\"CANARY\"/></R>";
    let clean = check_clean(&[
        types,
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/worksheets/_rels/sheet1.xml.rels", rels),
        ("xl/printerSettings/printerSettings1.bin", b"CANARY"),
        ("xl/persons/person.xml", b"<personList><person displayName=\"CANARY\"/></personList>"),
        (
            "xl/workbook.xml",
            b"<w><fileSharing a=\"1\" userName=\"CANARY\"/><xr:revisionPtr documentId=\"CANARY\"/></w>",
        ),
        ("xl/pivotCache/pivotCacheDefinition1.xml", b"<pivotCacheDefinition refreshedBy=\"CANARY\" a='1'/>"),
    ]);
    let sheet = "<worksheet><c r:id=\"1\"/><pageSetup paperSize=\"9\"/></worksheet>";
    assert_eq!(inside(&clean, "xl/worksheets/sheet1.xml").as_deref(), Some(sheet));
    check_clean(&[
        types,
        ("ppt/_rels/presentation.xml.rels", rels),
        ("ppt/printerSettings/printerSettings1.bin", b"CANARY"),
        ("ppt/commentAuthors.xml", b"<p:cmAuthor name=\"CANARY\"/>"),
        ("ppt/authors.xml", b"<p188:author name=\"CANARY\"/>"),
        ("ppt/changesInfos/changesInfo1.xml", b"CANARY"),
    ]);
    // What leads to a printer in a way that is not known stays with it, and the document is refused.
    let odd = b"<x:worksheet><x:pageSetup d1:id=\"1\"/></x:worksheet>";
    let printer: (&str, &[u8]) = ("xl/printerSettings/printerSettings1.bin", b"x");
    assert!(strip(&archive(&[types, printer, ("xl/worksheets/sheet1.xml", odd)])).is_none());
    let odd = b"<R><Relationship Type=\"x/printerSettings\"></Relationship></R>";
    assert!(strip(&archive(&[types, printer, ("xl/worksheets/_rels/sheet1.xml.rels", odd)])).is_none());
}

#[test]
fn documents_and_films_inside_are_cleaned_and_what_cannot_be_is_told() {
    let types: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");
    let sheet = archive(&[types, ("docProps/core.xml", b"<dc:creator>CANARY</dc:creator>")]);
    let clean = strip(&archive(&[types, ("word/embeddings/a.xlsx", &sheet)])).expect("it is sound");
    assert!(!clean.has_unclean && find(&clean.bytes, CANARY).is_none());
    let drawing = b"<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'><desc>CANARY</desc></svg>";
    let film = film::tests::sample(b"vide");
    check_clean(&[types, ("ppt/media/a.svg", drawing), ("ppt/media/b.mp4", &film)]);
    let signed = archive(&[types, ("_xmlsignatures/a", b"")]);
    for (name, bytes) in [
        ("word/embeddings/a.docx", &signed[..]),
        ("word/media/a.avi", b"RIFF....AVI "),
        ("word/media/a.jpg", b"\xff\xd8\xff\xe1\0\x20Exif\0\0"),
        ("word/media/a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'><script/></svg>"),
    ] {
        assert!(strip(&archive(&[types, (name, bytes)])).is_some_and(|clean| clean.has_unclean), "{name}");
    }
    for (name, bytes) in [("word/media/a.emf", &b"\x01\0\0\0"[..]), ("word/media/a.jpg", b"\xff\xd8\xff\xd9")] {
        assert!(strip(&archive(&[types, (name, bytes)])).is_some_and(|clean| !clean.has_unclean), "{name}");
    }
}

#[test]
fn archives_in_archives_end() {
    let types: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");
    let mut whole = archive(&[types]);
    for _ in 0..DEEPEST + 3 {
        whole = archive(&[types, ("word/embeddings/a.docx", &whole), ("word/media/b.docx", &whole)]);
    }
    assert!(strip(&whole).is_some_and(|clean| clean.has_unclean));
}

#[test]
fn documents_keep_their_text_and_title_and_say_no_more() {
    let photo = jpeg();
    let word = archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", b"<r><Relationship Id='a' Type=\"x/thumbnail\" Target='CANARY'/><Relationship Id='b'/></r>"),
        ("docProps/core.xml", b"<c><dc:title>A &amp; B</dc:title><dc:creator>CANARY</dc:creator></c>"),
        ("docProps/app.xml", b"<Company>CANARY</Company>"),
        ("docProps/custom.xml", b"CANARY"),
        ("docProps/thumbnail.emf", b"CANARY"),
        ("word/document.xml", b"<w:t>Text</w:t>"),
        ("word/media/a.jpeg", &photo),
        ("xl/workbook.xml", b"<a><x15ac:absPath url=\"C:\\CANARY\"/></a>"),
    ]);
    let clean = strip(&word).expect("it is sound").bytes;
    assert!(!clean.windows(6).any(|window| window == CANARY), "{}", String::from_utf8_lossy(&clean));
    assert_eq!(inside(&clean, "word/document.xml").as_deref(), Some("<w:t>Text</w:t>"));
    assert!(inside(&clean, "docProps/core.xml").is_some_and(|core| core.contains("<dc:title>A &amp; B</dc:title>")));
    assert_eq!(inside(&clean, "_rels/.rels").as_deref(), Some("<r><Relationship Id='b'/></r>"));
    assert_eq!(inside(&clean, "xl/workbook.xml").as_deref(), Some("<a></a>"));
    assert_eq!(strip(&clean).map(|again| again.bytes), Some(clean));
    let text = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", b"<text:p>Text</text:p>"),
        ("meta.xml", b"<m office:version=\"1.3\"><meta:initial-creator>CANARY</meta:initial-creator></m>"),
        ("Object 1/meta.xml", b"CANARY"),
        ("settings.xml", b"<config:config-item config:name=\"PrinterName\">CANARY</config:config-item>"),
        ("Thumbnails/thumbnail.png", b"CANARY"),
        ("META-INF/manifest.xml", b"<m><manifest:file-entry manifest:full-path=\"Thumbnails/CANARY\"/></m>"),
    ]);
    let clean = strip(&text).expect("it is sound").bytes;
    assert!(!clean.windows(6).any(|window| window == CANARY), "{}", String::from_utf8_lossy(&clean));
    assert!(clean[30..].starts_with(b"mimetypeapplication/vnd.oasis"), "the kind stands first");
    assert!(inside(&clean, "meta.xml").is_some_and(|meta| meta.contains("office:version=\"1.3\"")));
    assert_eq!(inside(&clean, "META-INF/manifest.xml").as_deref(), Some("<m></m>"));
    assert_eq!(strip(&clean).map(|again| again.bytes), Some(clean));
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
            assert!(strip(&changed).is_none_or(|clean| clean.bytes.len() < whole.len() + 1000));
        }
    }
}
