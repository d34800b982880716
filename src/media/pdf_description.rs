//! The description of a PDF in XMP: one comes in, and one with the title and the standards alone goes out.

use memchr::memmem::find;

/// Writes each description in XMP anew with the title and the standards that the document keeps.
pub(super) fn descriptions(bytes: &[u8], out: &mut [u8]) {
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
pub(super) fn standard<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (before, rest) = text.split_once(name)?;
    let value = match before.ends_with('<') {
        true => rest.split_once('>')?.1,
        false => rest.trim_start().strip_prefix('=')?.trim_start().get(1..)?,
    };
    let end = value.find(|letter: char| !letter.is_ascii_alphanumeric())?;
    Some(&value[..end]).filter(|value| (1..=8).contains(&value.len()))
}
