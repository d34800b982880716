//! Files that are shown by no browser, or by few: their first bytes come in, what they are goes out.

/// What a file begins with, and what it is then.
const BEGINNINGS: [(&[u8], &str); 18] = [
    (b"II*\0", "a TIFF or raw picture"),
    (b"MM\0*", "a TIFF or raw picture"),
    (b"II+\0", "a TIFF picture"),
    (b"MM\0+", "a TIFF picture"),
    (b"%PDF", "a PDF document"),
    (b"BM", "a BMP picture"),
    (b"8BPS", "a Photoshop file"),
    (b"%!PS", "an EPS drawing"),
    (b"\xc5\xd0\xd3\xc6", "an EPS drawing"),
    (b"\xd7\xcd\xc6\x9a", "a WMF drawing"),
    (b"\x01\0\0\0", "an EMF drawing"),
    (b"\0\0\x01\0", "an icon"),
    (b"\xff\x0a", "a JPEG XL picture"),
    (b"\0\0\0\x0cJXL ", "a JPEG XL picture"),
    (b"\0\0\0\x0cjP  ", "a JPEG 2000 picture"),
    (b"FUJIFILM", "a raw picture"),
    (b"PK\x03\x04", "an office document or an archive"),
    (b"\x1f\x8b", "a packed file"),
];

/// Tells why a file is no picture that pages can show, if that is known.
pub(super) fn told(bytes: &[u8]) -> Option<String> {
    let what = name(bytes)?;
    Some(match what {
        "empty" => "the file is empty".to_owned(),
        _ if what.ends_with("picture") || what.ends_with("drawing") || what.ends_with("icon") => {
            format!("it is {what}, which not every browser and mail program shows")
        }
        _ => format!("it is {what} and no picture"),
    })
}

/// Returns what a file is that no page can show as a picture, if that is known.
fn name(bytes: &[u8]) -> Option<&'static str> {
    if bytes.is_empty() {
        return Some("empty");
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        let brand = bytes.get(8..12).unwrap_or_default();
        let is_still = matches!(brand, b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"mif1" | b"msf1");
        return Some(match brand {
            _ if is_still => "a HEIC picture",
            b"crx " => "a raw picture",
            _ => "a film",
        });
    }
    let start = bytes.trim_ascii_start();
    let is_page = |name: &[u8]| start.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    if is_page(b"<!doctype html") || is_page(b"<html") {
        return Some("a page of the web");
    }
    BEGINNINGS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn files_are_known_by_their_first_bytes() {
        let check = |bytes: &[u8], expected: Option<&str>| assert_eq!(name(bytes), expected, "{bytes:?}");
        check(b"", Some("empty"));
        check(b"\0\0\0\x18ftypheic\0\0\0\0", Some("a HEIC picture"));
        check(b"\0\0\0\x18ftypqt  \0\0\0\0", Some("a film"));
        check(b"MM\0*\0\0\0\x08", Some("a TIFF or raw picture"));
        check(b"%PDF-1.7", Some("a PDF document"));
        check(b"BM6\0", Some("a BMP picture"));
        check(b"\n<!DOCTYPE HTML><p>Not found", Some("a page of the web"));
        check(b"words", None);
    }
}
