//! What a PDF carries: its bytes come in, and what it says of people, places and days goes out.

use super::carried::{AUTHOR, COMMENTS, DATES, FILES, PART, PHOTOS, PLACE, PROGRAM, WHOLE, add, finds, places};
use super::deflate::{Bytes, unpack_zlib};
use super::pdf;

/// Returns what a PDF carries.
pub(super) fn told(bytes: &[u8]) -> Vec<&'static str> {
    let mut facts = Vec::new();
    parts(bytes, |part| {
        add_facts(&mut facts, part);
        false
    });
    facts
}

/// Hands over the parts of a PDF in which names stand, with names as they are meant, until one is enough; tells whether
/// one was.
///
/// Most keep the same in packed parts, of which those are unpacked that may hold it.
pub(super) fn parts(bytes: &[u8], mut look: impl FnMut(&[u8]) -> bool) -> bool {
    if look(&pdf::plain_names(bytes)) {
        return true;
    }
    let (mut room, mut packed_room) = (WHOLE, 4 * WHOLE);
    for at in places(bytes, b"stream") {
        let head = &bytes[at.saturating_sub(400)..at];
        let head = pdf::plain_names(&head[places(head, b"endobj").last().unwrap_or(0)..]);
        if !finds(&head, b"/ObjStm") && !finds(&head, b"/XML") {
            continue;
        }
        let packed = &bytes[at..bytes.len().min(at + PART)];
        let end = places(packed, b"endstream").next().unwrap_or(packed.len());
        let packed = packed[..end].trim_ascii_start();
        let mut part = Bytes { found: Vec::new(), limit: PART.min(room) };
        let _ = unpack_zlib(packed, &mut part);
        if look(&pdf::plain_names(&part.found)) {
            return true;
        }
        (room, packed_room) = (room.saturating_sub(part.found.len()), packed_room.saturating_sub(end));
        if room == 0 || packed_room == 0 {
            break;
        }
    }
    false
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
    add(facts, PHOTOS, || finds(bytes, b"Exif\0\0"));
    add(facts, COMMENTS, || finds(bytes, b"/Subtype/Popup") || finds(bytes, b"/Subtype /Popup"));
    add(facts, FILES, || finds(bytes, b"/EmbeddedFile"));
}
