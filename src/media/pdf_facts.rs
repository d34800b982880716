//! What a PDF carries: its bytes come in, and what it says of people, places and days goes out.

use super::deflate::{Bytes, unpack_zlib};
use super::facts::{
    AUTHOR, COMMENTS, DATES, FILES, Facts, PART, PHOTOS, PLACE, PROGRAM, SIGNED, WHOLE, add, finds, places,
};
use super::pdf;
use super::pdf_entries::plain_names;
use super::pdf_packed::is_simply_packed;

/// The kinds of notes that readers leave on a page.
const NOTES: [&[u8]; 8] = [b"Text", b"Popup", b"Highlight", b"Underline", b"StrikeOut", b"Squiggly", b"Caret", b"Ink"];

/// How far the parts of a document were looked through.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Looked {
    /// As far as one that was enough.
    Found,
    /// All of them.
    Whole,
    /// Some are packed in a way that is not known, broken, or too large.
    Partly,
}

/// Returns what a PDF carries.
pub(super) fn told(bytes: &[u8]) -> Facts {
    let mut found = Vec::new();
    let looked = parts(bytes, |part| {
        add_facts(&mut found, part);
        false
    });
    add(&mut found, SIGNED, || pdf::is_signed(bytes));
    Facts { found, is_whole: looked == Looked::Whole }
}

/// Hands over the parts of a PDF in which names stand, with names as they are meant, until one is enough.
///
/// Most keep the same in packed parts, of which those are unpacked that may hold it.
pub(super) fn parts(bytes: &[u8], mut look: impl FnMut(&[u8]) -> bool) -> Looked {
    if look(&plain_names(bytes)) {
        return Looked::Found;
    }
    let (mut room, mut packed_room) = (WHOLE, 4 * WHOLE);
    let mut looked = Looked::Whole;
    for at in places(bytes, b"stream").filter(|at| !bytes[..at - b"stream".len()].ends_with(b"end")) {
        let head = &bytes[at.saturating_sub(400)..at];
        let head = plain_names(&head[places(head, b"endobj").last().unwrap_or(0)..]);
        // What is packed in no way was looked through with all else.
        if !finds(&head, b"/ObjStm") && !finds(&head, b"/XML") || !finds(&head, b"Decode") {
            continue;
        }
        let packed = &bytes[at..bytes.len().min(at + PART)];
        let end = places(packed, b"endstream").next().unwrap_or(packed.len());
        let packed = packed[..end].trim_ascii_start();
        let mut part = Bytes { found: Vec::new(), limit: PART.min(room) };
        let is_read = unpack_zlib(packed, &mut part).is_some();
        if look(&plain_names(&part.found)) {
            return Looked::Found;
        }
        if !is_read || !is_simply_packed(&head) {
            looked = Looked::Partly;
        }
        (room, packed_room) = (room.saturating_sub(part.found.len()), packed_room.saturating_sub(end));
        if room == 0 || packed_room == 0 {
            return Looked::Partly;
        }
    }
    looked
}

/// Tells whether something is a note that a reader has left, or a file that hangs on a page.
fn has_notes(bytes: &[u8], kinds: &[&[u8]]) -> bool {
    places(bytes, b"/Subtype").any(|at| {
        let name = bytes[at..].trim_ascii_start();
        kinds.iter().any(|kind| {
            let after = name.strip_prefix(b"/").and_then(|name| name.strip_prefix(*kind));
            after.is_some_and(|after| !after.first().is_some_and(u8::is_ascii_alphanumeric))
        })
    })
}

/// Adds what stands in some part of a PDF.
fn add_facts(facts: &mut Vec<&'static str>, bytes: &[u8]) {
    let is_filled = |key: &[u8]| {
        places(bytes, key).any(|at| {
            let value = bytes[at..].trim_ascii_start();
            match value {
                [b'(', next, ..] => *next != b')',
                [b'<', next, ..] => !matches!(next, b'>' | b'<'),
                // The value stands elsewhere.
                [next, ..] => next.is_ascii_digit(),
                [] => false,
            }
        })
    };
    add(facts, AUTHOR, || is_filled(b"/Author") || finds(bytes, b"<dc:creator"));
    add(facts, DATES, || is_filled(b"/CreationDate") || is_filled(b"/ModDate") || finds(bytes, b"xmp:CreateDate"));
    add(facts, PROGRAM, || {
        is_filled(b"/Creator")
            || is_filled(b"/Producer")
            || finds(bytes, b"xmp:CreatorTool")
            || finds(bytes, b"pdf:Producer")
    });
    add(facts, PLACE, || finds(bytes, b"exif:GPS"));
    add(facts, PHOTOS, || finds(bytes, b"Exif\0\0") || finds(bytes, b"Photoshop 3.0\0"));
    add(facts, COMMENTS, || has_notes(bytes, &NOTES));
    add(facts, FILES, || finds(bytes, b"/EmbeddedFile") || has_notes(bytes, &[b"FileAttachment"]));
}
