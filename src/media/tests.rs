//! What holds of pictures of every kind: nothing of what must not be published is left, and no input does harm.

use super::samples::CANARY;
use super::*;
use crate::config::FileRule;

fn holds_canary(bytes: &[u8]) -> bool {
    bytes.windows(CANARY.len()).any(|window| window == CANARY)
}

/// Asserts what holds for any input: no panic, a bounded output, and nothing left to strip.
fn check_any(bytes: &[u8]) {
    let _ = inspect(bytes);
    if let Ok(stripped) = strip(bytes) {
        assert!(stripped.len() <= bytes.len() + 64);
        assert_eq!(strip(&stripped), Ok(Cow::Borrowed(&*stripped)));
        assert_eq!(inspect(&stripped).ok(), inspect(bytes).ok());
    }
}

/// Returns the next number of a row that is the same in every run.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
    *state >> 33
}

#[test]
fn no_canary_survives_and_the_size_stays() {
    for (name, sample) in samples::all() {
        assert!(holds_canary(&sample), "{name}");
        let stripped = strip(&sample).expect(name);
        assert!(!holds_canary(&stripped), "{name}: {}", String::from_utf8_lossy(&stripped));
        assert_eq!(inspect(&stripped), inspect(&sample), "{name}");
        assert_eq!(strip(&stripped), Ok(Cow::Borrowed(&*stripped)), "{name}");
    }
}

#[test]
fn sizes_are_those_that_are_shown() {
    let shown = |bytes: Vec<u8>| {
        let picture = inspect(&bytes).expect("the sample is sound");
        (picture.kind, picture.width, picture.height)
    };
    assert_eq!(shown(samples::jpeg()), (Kind::Jpeg, 8, 16));
    assert_eq!(shown(samples::png()), (Kind::Png, 1, 2));
    assert_eq!(shown(samples::gif()), (Kind::Gif, 1, 1));
    assert_eq!(shown(samples::webp()), (Kind::Webp, 3, 2));
    assert_eq!(shown(samples::svg()), (Kind::Svg, 151, 76));
    assert_eq!(shown(samples::avif()), (Kind::Avif, 48, 64));
}

#[test]
fn every_truncation_of_a_picture_is_an_error() {
    for (name, sample) in samples::all() {
        let whole = strip(&sample).expect(name);
        for end in 0..whole.trim_ascii_end().len() {
            check_any(&sample[..end]);
            // A GIF may end behind a picture, with the byte that ends its pixels.
            if name == "gif" && whole[..end].ends_with(&[0]) {
                continue;
            }
            assert!(strip(&whole[..end]).is_err(), "{name} cut at {end}");
        }
    }
    let avif = samples::avif();
    (0..avif.len()).for_each(|end| check_any(&avif[..end]));
}

#[test]
fn no_changed_byte_does_harm() {
    let mut samples = samples::all();
    samples.push(("avif", samples::avif()));
    let mut state = 1;
    for (_, sample) in samples {
        for at in 0..sample.len() {
            for change in [0xff, 0x01, 0x80, next(&mut state) as u8] {
                let mut changed = sample.clone();
                changed[at] ^= change;
                check_any(&changed);
                // A second change far from the first, so that one may hide the other.
                let other = next(&mut state) as usize % sample.len();
                changed[other] = next(&mut state) as u8;
                check_any(&changed);
            }
        }
    }
}

#[test]
fn too_large_a_file_or_picture_is_refused() {
    let file = vec![0; MAX_BYTES + 1];
    let error = strip(&file).expect_err("one byte too many");
    assert_eq!(error.to_string(), "the picture has 67108865 bytes, more than the limit of 67108864");
    let png = |width, height| [png::SIGNATURE, &samples::png_header(width, height), &samples::png_pixels()].concat();
    assert!(inspect(&png(8192, 8192)).is_ok());
    let error = inspect(&png(8193, 8192)).expect_err("a row too many");
    assert_eq!(error.to_string(), "the picture has 67117056 pixels, more than the limit of 67108864");
    assert!(matches!(inspect(&png(0, 8192)), Err(MediaError::Malformed { .. })));
}

#[test]
fn what_is_no_picture_is_named() {
    let message = |bytes: &[u8]| strip(bytes).expect_err("no picture").to_string();
    let unknown = "the content is not that of a JPEG, PNG, GIF, WebP, SVG or AVIF file";
    assert_eq!(message(b""), unknown);
    assert_eq!(message(b"%PDF-1.7"), unknown);
    assert_eq!(message(&samples::avif()), "metadata cannot be removed from AVIF");
    // Documents in other markup are no drawings, even with a drawing inside.
    assert_eq!(message(b"<!doctype html><p><svg/>"), unknown);
    assert_eq!(message(b"<!DOCTYPE html>\n<html lang=en><svg/>"), unknown);
    assert_eq!(message(b"<?xml version='1.0'?><!-- <svg> --><feed><svg/></feed>"), unknown);
    let heic = b"\0\0\0\x10ftypheic\0\0\0\0";
    assert_eq!(message(heic), "HEIC pictures and films are not read");
    assert_eq!(message(&samples::jpeg()[..40]), "the JPEG is cut short at byte 40");
}

/// What becomes of a file where strangers put it, and where the maker of the site does.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fate {
    /// It is published without what it carried.
    Clean,
    /// It is published, and what it carries is named.
    Named,
    /// It is refused everywhere.
    Refused,
    /// It is refused where strangers put it.
    Own,
}

/// Returns a sample of every kind of file that people hand in, by its name, each with the canary in it.
fn table() -> Vec<(&'static str, Vec<u8>, Fate)> {
    use Fate::*;
    let canary = |before: &[u8], after: &[u8]| [before, CANARY, after].concat();
    let drawing = |inside: &str| {
        format!("<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'>{inside}</svg>").into_bytes()
    };
    let core = canary(b"<dc:creator>", b"</dc:creator>");
    let office = |name: &str| {
        let kind: (&str, &[u8]) = match name {
            "meta.xml" => ("mimetype", b"application/vnd.oasis.opendocument.text"),
            _ => ("[Content_Types].xml", b"<Types/>"),
        };
        zip::tests::archive(&[kind, (name, &core)])
    };
    let signed = [("[Content_Types].xml", &b"<Types/>"[..]), ("docProps/core.xml", &core), ("_xmlsignatures/a", b"")];
    let comment = canary(b"<w:comments><w:comment>", b"</w:comment></w:comments>");
    let commented = [("[Content_Types].xml", &b"<Types/>"[..]), ("word/comments.xml", &comment)];
    let pixels = samples::png_pixels();
    let longer = [&pixels[8..pixels.len() - 4], CANARY].concat();
    let hidden =
        [png::SIGNATURE, &samples::png_header(2, 1), &samples::chunk(b"IDAT", &longer), &samples::chunk(b"IEND", b"")]
            .concat();
    let gif = canary(
        b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\x06",
        b"\0\x3b",
    );
    let sounds = sound::tests::samples();
    let sound = |name: &str| sounds.iter().find(|(kind, _)| *kind == name).expect("a sample").1.clone();
    let mut pointer = icon::tests::sample();
    pointer[2] = 2;
    vec![
        ("x.jpg", samples::jpeg(), Clean),
        ("x.JPEG", samples::jpeg(), Clean),
        ("x.png", samples::png(), Clean),
        ("hidden.png", hidden, Clean),
        ("x.gif", samples::gif(), Clean),
        ("hidden.gif", gif, Clean),
        ("x.webp", samples::webp(), Clean),
        ("moving.webp", samples::animated_webp(), Clean),
        ("x.svg", samples::svg(), Clean),
        ("desc.svg", drawing("<desc>CANARY</desc><g data-name='CANARY'/>"), Clean),
        ("photo", samples::jpeg(), Clean),
        ("photo.dat", samples::png(), Clean),
        ("x.ico", icon::tests::sample(), Clean),
        ("x.cur", pointer, Clean),
        ("x.bmp", bmp::tests::sample(), Clean),
        ("x.mp3", sound("mp3"), Clean),
        ("x.wav", sound("wav"), Clean),
        ("x.flac", sound("flac"), Clean),
        ("x.mp4", film::tests::sample(b"vide"), Clean),
        ("x.mov", film::tests::sample(b"vide"), Clean),
        ("x.m4a", film::tests::sample(b"vide"), Clean),
        ("x.avif", still::tests::sample(b"avif"), Clean),
        ("x.heic", still::tests::sample(b"heic"), Clean),
        ("x.tif", tiff::tests::sample(false), Clean),
        ("x.tiff", tiff::tests::sample(true), Clean),
        ("broken.avif", canary(&samples::avif(), b""), Named),
        ("broken.heic", canary(b"\0\0\0\x10ftypheic\0\0\0\0", b""), Named),
        ("broken.tif", canary(b"II*\0", b""), Named),
        ("x.dng", canary(b"MM\0*", b""), Named),
        ("x.psd", canary(b"8BPS", b""), Named),
        ("x.pdf", canary(b"%PDF-1.7 1 0 obj <</Author (", b")>> endobj trailer <</Info 1 0 R>>"), Clean),
        ("signed.pdf", canary(b"%PDF-1.7 1 0 obj <</Author (", b")>> endobj <</ByteRange [0 1 2 3]>>"), Named),
        ("script.pdf", canary(b"%PDF-1.7 <</S /JavaScript /JS (", b")>>"), Own),
        ("file.pdf", canary(b"%PDF-1.7 <</EmbeddedFiles <</F (", b")>>>>"), Named),
        ("locked.pdf", canary(b"%PDF-1.7 <</Encrypt 1 0 R>>", b""), Named),
        ("x.docx", office("docProps/core.xml"), Clean),
        ("x.xlsx", office("docProps/core.xml"), Clean),
        ("x.pptx", office("docProps/core.xml"), Clean),
        ("x.odt", office("meta.xml"), Clean),
        ("signed.docx", zip::tests::archive(&signed), Named),
        ("commented.docx", zip::tests::archive(&commented), Named),
        ("x.doc", canary(b"\xd0\xcf\x11\xe0", b""), Named),
        ("x.rtf", canary(b"{\\rtf1{\\info{\\author ", b"}}}"), Clean),
        ("noted.rtf", canary(b"{\\rtf1{\\*\\annotation ", b"}}"), Named),
        ("x.ogg", ogg::tests::sample(), Clean),
        ("x.oga", canary(b"OggS....\x03vorbis\x01\0\0\0x\x01\0\0\0", b""), Named),
        ("x.webm", canary(b"\x1aE\xdf\xa3", b""), Named),
        ("x.avi", canary(b"RIFF....AVI ", b""), Named),
        ("diary.mp4", canary(&film::tests::sample(b"meta"), b""), Named),
        ("script.svg", drawing("<script>CANARY</script>"), Refused),
        ("onload.svg", drawing("<g onload='CANARY'/>"), Refused),
        ("loads.svg", drawing("<image href='https://example.org/CANARY'/>"), Refused),
        ("html.png", canary(b"<!doctype html>", b""), Refused),
        ("words.jpg", CANARY.to_vec(), Refused),
        ("x.html", canary(b"<p>", b""), Own),
        ("x.xhtml", canary(b"<html xmlns='http://www.w3.org/1999/xhtml'>", b"</html>"), Own),
        ("x.js", CANARY.to_vec(), Own),
        ("x.xml", canary(b"<?xml-stylesheet href='x.xsl'?><a>", b"</a>"), Own),
        ("x.exe", canary(b"MZ", &[0; 70]), Own),
        ("x.php", canary(b"<?php ", b""), Own),
        ("page.pdf", canary(b"<!doctype html>", b""), Own),
    ]
}

#[test]
fn every_sample_is_clean_named_or_refused_wherever_it_lies() {
    let table = table();
    assert!(table.len() >= 49);
    let rule = FileRule::default();
    for (name, bytes, fate) in table {
        assert!(holds_canary(&bytes), "{name}");
        for place in ["content/letters/", "content/", "layouts/static/", "layouts/static/a/", "layouts/assets/"] {
            let path = format!("{place}{name}");
            let cleaned = clean(&path, &bytes, rule);
            assert_eq!(check(&path, &bytes, rule).is_err(), cleaned.is_err(), "{path}");
            let found = match &cleaned {
                Err(_) if fate == Fate::Own && place.starts_with("content") => Fate::Own,
                Ok(_) if fate == Fate::Own && place.starts_with("layouts") => Fate::Own,
                Err(_) => Fate::Refused,
                Ok(cleaned) if !holds_canary(cleaned) => Fate::Clean,
                Ok(_) if carried(&path, &bytes, rule).is_some() => Fate::Named,
                Ok(_) => panic!("{path} is published as it is, without a word"),
            };
            assert_eq!(found, fate, "{path}: {:?}", cleaned.err());
            if fate == Fate::Clean {
                assert_eq!(carried(&path, &bytes, rule), None, "{path}");
                let kept = clean(&path, &bytes, FileRule { keep: true, ..rule }).expect("sound");
                // A drawing is cleaned all the same, for what is dropped of it may run.
                assert_eq!(holds_canary(&kept), !name.ends_with("svg"), "{path}");
            }
        }
    }
}

#[test]
fn what_cannot_carry_anything_is_left_alone() {
    for (name, bytes) in [
        ("x.csv", &b"a,b\n"[..]),
        ("x.txt", b"<p>"),
        ("x.json", b"{}"),
        ("x.zip", b"PK\x03\x04"),
        ("x.woff2", b"wOF2"),
        ("x.epub", b"PK"),
    ] {
        for place in ["content/letters/", "layouts/static/"] {
            let path = format!("{place}{name}");
            assert_eq!(clean(&path, bytes, FileRule::default()), Ok(Cow::Borrowed(bytes)), "{path}");
            assert_eq!(carried(&path, bytes, FileRule::default()), None, "{path}");
        }
    }
}
