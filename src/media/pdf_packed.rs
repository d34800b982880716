//! The packed parts of a PDF: the dictionary about the document becomes blanks there as well, and the part is packed anew into
//! the room that it had.

use miniz_oxide::deflate::compress_to_vec_zlib;

use super::deflate::{Bytes, unpack_zlib};
use super::facts::{PART, WHOLE, finds, places};
use super::pdf_description::description;
use super::pdf_entries::{entries, near, plain_names};

/// Takes what a document says of itself out of its packed parts, given the numbers of the objects that say it.
pub(super) fn blank(bytes: &[u8], out: &mut [u8], infos: &[u32]) {
    let (mut room, mut packed_room) = (WHOLE, 4 * WHOLE);
    for at in places(bytes, b"stream") {
        let head = &bytes[at.saturating_sub(400)..at];
        let head = plain_names(&head[places(head, b"endobj").last().unwrap_or(0)..]);
        let is_description = finds(&head, b"/XML");
        if !is_description && !finds(&head, b"/ObjStm") || !is_simply_packed(&head) {
            continue;
        }
        let rest = &bytes[at..bytes.len().min(at + PART)];
        let rest = &rest[..places(rest, b"endstream").next().unwrap_or(rest.len())];
        let start = at + rest.len() - rest.trim_ascii_start().len();
        let mut part = Bytes { found: Vec::new(), limit: PART.min(room) };
        let length = unpack_zlib(&bytes[start..at + rest.len()], &mut part);
        room = room.saturating_sub(part.found.len());
        packed_room = packed_room.saturating_sub(rest.len());
        let blank = match is_description {
            true => Some(packet(&part.found)).filter(|packet| *packet != part.found),
            false => blank_part(&head, &part.found, infos),
        };
        if let (Some(length), Some(blank)) = (length, blank) {
            let packed = compress_to_vec_zlib(&blank, 10);
            // What does not fit stays, and is named.
            if packed.len() <= length {
                out[start..start + length].fill(0);
                out[start..start + packed.len()].copy_from_slice(&packed);
            }
        }
        if room == 0 || packed_room == 0 {
            return;
        }
    }
}

/// Tells whether a part is packed in the one usual way and in no other beside it, by what stands before it.
pub(super) fn is_simply_packed(head: &[u8]) -> bool {
    finds(head, b"/FlateDecode") && places(head, b"Decode").count() == 1
}

/// Returns an unpacked description in XMP with the title and the standards alone.
fn packet(found: &[u8]) -> Vec<u8> {
    let inside = description(found, true);
    format!("<?xpacket begin=\"\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>{inside}<?xpacket end=\"r\"?>").into_bytes()
}

/// Returns an unpacked part without what the document says of itself; nothing where none of it stands there.
fn blank_part(head: &[u8], part: &[u8], infos: &[u32]) -> Option<Vec<u8>> {
    let number = |text: &[u8]| {
        let text = text.trim_ascii_start();
        let end = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
        std::str::from_utf8(&text[..end]).ok()?.parse::<usize>().ok()
    };
    let first = number(&head[places(head, b"/First").next()?..])?;
    let list = std::str::from_utf8(part.get(..first)?).ok()?;
    let numbers: Vec<usize> = list.split_ascii_whitespace().map_while(|word| word.parse().ok()).collect();
    let mut out = part.to_vec();
    let is_one = |pair: &&[usize]| infos.iter().any(|info| *info as usize == pair[0]);
    // A list may name the same one many times.
    for pair in numbers.chunks_exact(2).filter(is_one).take(8) {
        let Some(at) = pair[1].checked_add(first).filter(|at| *at < part.len()) else { continue };
        for entry in entries(near(part, at), at).unwrap_or_default() {
            out[entry.key..entry.value.end].fill(b' ');
        }
    }
    (out != part).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::super::pdf::strip;
    use super::super::pdf_facts::told;
    use super::*;

    /// Returns a document with its dictionary in a packed part.
    fn document(part: &[u8], head: &str) -> Vec<u8> {
        let packed = compress_to_vec_zlib(part, 6);
        let head = format!("%PDF-1.7\n9 0 obj <</Type /ObjStm {head}>> stream\n");
        [head.as_bytes(), &packed, b"\nendstream endobj\n8 0 obj <</Type /XRef /Info 2 0 R>> stream endstream"].concat()
    }

    #[test]
    fn packed_dictionary_keeps_the_title_alone() {
        let list = "1 0 2 11 ";
        let part = format!("{list}<</A (B)>> <</Title (T) /Author (CANARY) /ModDate (D:20260101) /Producer (P)>>");
        let whole = document(part.as_bytes(), "/N 2 /First 9 /Filter /FlateDecode");
        assert!(told(&whole).found.len() == 3);
        let clean = strip(&whole).expect("it may be cleaned");
        assert_eq!((told(&clean).found, clean.len()), (Vec::new(), whole.len()));
        let start = clean.windows(7).position(|window| window == b"stream\n").expect("it is there") + 7;
        let mut found = Bytes { found: Vec::new(), limit: PART };
        unpack_zlib(&clean[start..], &mut found).expect("it is packed");
        let text = String::from_utf8(found.found).expect("text");
        assert_eq!(text.split_whitespace().collect::<Vec<_>>().join(" "), "1 0 2 11 <</A (B)>> <</Title (T) >>");
        assert_eq!(text.len(), part.len());
        assert_eq!(strip(&clean), Some(clean));
    }

    #[test]
    fn packed_description_keeps_the_title_alone() {
        let xmp = "<?xpacket begin=''?><dc:title>T</dc:title><dc:creator>CANARY</dc:creator><xmp:CreateDate/><?xpacket end='w'?>";
        let pack = |xmp: &str| {
            let packed = compress_to_vec_zlib(xmp.as_bytes(), 6);
            let head = b"%PDF-1.7\n9 0 obj <</Type /Metadata /Subtype /XML /Filter /FlateDecode>> stream\n";
            [&head[..], &packed, b"\nendstream endobj"].concat()
        };
        // A real one has much room.
        let room: String = (0..400).map(|number| format!("<a{number}/>")).collect();
        let whole = pack(&format!("{xmp}{room}"));
        assert_eq!(told(&whole).found.len(), 2);
        let clean = strip(&whole).expect("it may be cleaned");
        assert_eq!((told(&clean).found, told(&clean).is_whole, clean.len()), (Vec::new(), true, whole.len()));
        assert_eq!(strip(&clean), Some(clean));
        // What does not fit stays, and is named.
        let whole = pack(xmp);
        assert_eq!(strip(&whole).map(|clean| told(&clean).found.len()), Some(2));
    }

    #[test]
    fn what_is_packed_in_another_way_stays_and_is_named() {
        let part = b"2 0 <</Author (CANARY)>>";
        for head in ["/First 4 /Filter /FlateDecode /DecodeParms 3 0 R", "/First 400 /Filter /FlateDecode"] {
            let whole = document(part, head);
            assert_eq!(strip(&whole).as_ref(), Some(&whole), "{head}");
            assert_eq!(told(&whole).found.len(), 1, "{head}");
        }
        for head in [
            "/First 4 /Filter /LZWDecode",
            "/Filter [/ASCII85Decode /FlateDecode]",
            "/Filter/FlateDecode/DecodeParms<<>>",
        ] {
            assert!(!told(&document(b"2 0 <<>>", head)).is_whole, "{head}");
        }
        assert!(!told(b"%PDF-1.7 <</Type /ObjStm /Filter /FlateDecode>> stream\nbroken\nendstream").is_whole);
        assert!(told(&document(b"2 0 <<>>", "/First 4 /Filter /FlateDecode")).is_whole);
    }
}
