//! Why some formats are read by hand: what libraries make of files for which this room has a rule.
//!
//! Each test here says of a library what is wrong with it for this house. Where one fails after an update, the library may
//! have become good enough, and our own reading may go. Two that were tried are not here: `svg-hush` leaves out without a
//! word what an author has to be told of, writes every byte anew and keeps the metadata of photos inside a drawing;
//! `miniz_oxide` makes its tables anew for each packed block, of which there may be one in ten bits (`deflate.rs`).

use img_parts::ImageEXIF as _;
use img_parts::jpeg::Jpeg;
use img_parts::webp::WebP;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::samples::{self, CANARY, jpeg_picture, riff, riff_chunk, segment};
use super::{Kind, inspect, strip};

/// Tells whether bytes hold what must not be published.
fn is_telling(bytes: &[u8]) -> bool {
    bytes.windows(CANARY.len()).any(|window| window == CANARY)
}

/// Returns a JPEG with a comment between two scans and something after its end.
fn jpeg_of_two_scans() -> Vec<u8> {
    let mut picture = jpeg_picture();
    picture.truncate(picture.len() - 2);
    let scan = [segment(0xfe, CANARY), segment(0xda, &[1, 1, 0, 0, 63, 0]), vec![0x0f]].concat();
    [vec![0xff, 0xd8], picture, scan, vec![0xff, 0xd9]].concat()
}

#[test]
fn img_parts_takes_all_after_the_first_scan_for_pixels() {
    for bytes in [jpeg_of_two_scans(), [vec![0xff, 0xd8], jpeg_picture(), CANARY.to_vec()].concat()] {
        let mut jpeg = Jpeg::from_bytes(bytes.clone().into()).expect("a picture");
        jpeg.segments_mut().retain(|segment| matches!(segment.marker(), 0xc0..=0xdf));
        assert!(is_telling(&jpeg.encoder().bytes()));
        assert!(!is_telling(&strip(&bytes).expect("a picture")));
    }
}

#[test]
fn img_parts_reads_over_bytes_that_are_no_part_of_a_picture() {
    // A browser does not show it, and its author would never hear of that.
    let bytes = [&[0xff, 0xd8, 0xff, 0xfe, 0, 2][..], b"CANARY", &jpeg_picture()].concat();
    assert!(Jpeg::from_bytes(bytes.clone().into()).is_ok());
    assert!(strip(&bytes).is_err());
}

#[test]
fn img_parts_keeps_what_it_does_not_know() {
    let mut webp = WebP::from_bytes(samples::webp().into()).expect("a picture");
    webp.set_exif(None);
    assert!(is_telling(&webp.encoder().bytes()));
    assert!(!is_telling(&strip(&samples::webp()).expect("a picture")));
}

#[test]
fn imagesize_measures_other_pictures_than_are_shown() {
    let check = |bytes: &[u8], theirs: Option<(usize, usize)>, ours: (u32, u32)| {
        let found = imagesize::blob_size(bytes).ok().map(|size| (size.width, size.height));
        assert_eq!(found, theirs);
        let picture = inspect(bytes).expect("a picture");
        assert_eq!((picture.width, picture.height), ours);
    };
    // A photo on its side.
    check(&samples::jpeg(), Some((16, 8)), (8, 16));
    check(&samples::png(), Some((2, 1)), (1, 2));
    // Bytes that fill the room before a marker, as the format allows.
    check(&[&[0xff, 0xd8, 0xff, 0xff][..], &jpeg_picture()].concat(), None, (16, 8));
    // The two upper bits ask for a scaling, which browsers leave out.
    let scaled = riff(&[riff_chunk(b"VP8 ", b"\x10\x02\0\x9d\x01\x2a\x40\xc1\xf0\x40\0")]);
    check(&scaled, Some((49_472, 16_624)), (320, 240));
}

#[test]
fn quick_xml_takes_for_a_drawing_what_no_browser_shows() {
    let is_good = |text: &str| {
        let mut reader = Reader::from_str(text);
        reader.config_mut().enable_all_checks(true);
        loop {
            match reader.read_event() {
                Ok(Event::Eof) => return true,
                Ok(Event::Start(tag) | Event::Empty(tag)) if !tag.attributes().all(|found| found.is_ok()) => {
                    return false;
                }
                Ok(_) => {}
                Err(_) => return false,
            }
        }
    };
    let head = r#"<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1""#;
    for rest in [
        "a='1'b='2'/>",
        " a='<x'/>",
        "><1a/></svg>",
        "><a:b:c/></svg>",
        ">&unknown;</svg>",
        "></svg><g/>",
        "></svg>text",
    ] {
        let text = format!("{head}{rest}");
        assert!(is_good(&text), "{text}");
        assert!(strip(text.as_bytes()).is_err(), "{text}");
    }
    let whole = format!("{head}/>");
    assert!(is_good(&whole) && inspect(whole.as_bytes()).is_ok_and(|picture| picture.kind == Kind::Svg));
}
