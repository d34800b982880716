//! Pictures of every kind, as mails show them.

use image::codecs::gif::GifEncoder;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, GrayImage, ImageEncoder as _, Rgb, RgbImage};

use super::{HTML, letter};
use crate::site_test::Built;

/// Builds a letter that shows a picture.
fn shown(name: &str, bytes: Vec<u8>) -> Built {
    letter("", &format!("![A picture]({name})\n")).file(&format!("content/letters/{name}"), bytes).build()
}

/// Returns the only picture that was made for mails, with its path.
#[track_caller]
fn made(built: &Built) -> (&str, &[u8]) {
    let mut made = built.files.iter().filter(|(path, _)| path.starts_with("assets/mail/"));
    let (path, bytes) = made.next().expect("a picture was made");
    assert!(made.next().is_none());
    (path, bytes)
}

/// Returns how the letter's mail shows its picture: address, width, height.
#[track_caller]
fn element(built: &Built) -> (String, String, String) {
    let html = built.text(HTML);
    let element = html.split("<img ").nth(1).and_then(|rest| rest.split('>').next()).expect("a picture");
    let value = |name: &str| {
        let rest = element.split(&format!("{name}=\"")).nth(1).expect("an attribute");
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    (value("src").replace("https://example.org/", ""), value("width"), value("height"))
}

/// Returns a picture whose left half is red and whose right half is blue.
fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([220, 0, 0]) } else { Rgb([0, 0, 220]) })
}

#[test]
fn photo_on_its_side_is_turned_and_its_size_with_it() {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new(&mut bytes);
    let exif = [&[0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6][..], &[0; 6]].concat();
    encoder.set_exif_metadata(exif).expect("a block of Exif");
    encoder.encode_image(&halves(400, 200)).expect("a picture");
    let built = shown("side.jpg", bytes);
    let (src, width, height) = element(&built);
    let (path, bytes) = made(&built);
    assert_eq!((src.as_str(), width.as_str(), height.as_str()), (path, "200", "400"));
    let picture = image::load_from_memory(bytes).expect("a picture").to_rgb8();
    assert_eq!(picture.dimensions(), (200, 400));
    // Turned by a quarter to the right, what was left is above; and nothing says that it is still to be turned.
    let (above, below) = (picture.get_pixel(100, 50), picture.get_pixel(100, 350));
    assert!(above[0] > 150 && above[2] < 100 && below[2] > 150 && below[0] < 100, "{above:?} {below:?}");
    assert!(!bytes.windows(4).any(|window| window == b"Exif"));
    // The page on the web shows it by the same sides.
    let page = built.text("letters/upr-49/index.html");
    assert!(page.contains("width=\"200\" height=\"400\""), "{page}");
}

#[test]
fn png_on_its_side_is_turned_and_webp_is_not() {
    let exif = [&b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06"[..], &[0; 6]].concat();
    // Browsers turn the one by what is said in it and not the other; mail programs turn neither.
    let mut png = Vec::new();
    let mut encoder = PngEncoder::new(&mut png);
    encoder.set_exif_metadata(exif.clone()).expect("a block of Exif");
    encoder.write_image(&halves(40, 20), 40, 20, image::ExtendedColorType::Rgb8).expect("a picture");
    let mut webp = Vec::new();
    let mut encoder = image::codecs::webp::WebPEncoder::new_lossless(&mut webp);
    encoder.set_exif_metadata(exif).expect("a block of Exif");
    encoder.write_image(&halves(40, 20), 40, 20, image::ExtendedColorType::Rgb8).expect("a picture");
    for (name, bytes, (width, height), blue) in
        [("side.png", png, (20, 40), (10, 35)), ("side.webp", webp, (40, 20), (35, 10))]
    {
        let built = shown(name, bytes);
        let (path, bytes) = made(&built);
        assert_eq!(element(&built), (path.to_owned(), width.to_string(), height.to_string()), "{name}");
        let picture = image::load_from_memory(bytes).expect("a picture").to_rgb8();
        assert_eq!(picture.dimensions(), (width, height), "{name}");
        assert!(picture.get_pixel(5, 5)[0] > 150 && picture.get_pixel(blue.0, blue.1)[2] > 150, "{name}");
        let page = built.text("letters/upr-49/index.html");
        assert!(page.contains(&format!("width=\"{width}\" height=\"{height}\"")), "{page}");
    }
}

#[test]
fn colours_of_printing_become_those_of_screens() {
    // Adobe writes the ink that is not there: all but cyan.
    for (transform, stored) in
        [(Some(0), [0, 255, 255, 255]), (Some(2), [76, 85, 255, 255]), (None, [0, 255, 255, 255])]
    {
        let bytes = four_colours(stored, transform);
        let built = shown("print.jpg", bytes);
        let (path, bytes) = made(&built);
        assert!(path.starts_with("assets/mail/print.") && path.ends_with(".jpg"), "{path}");
        let picture = image::load_from_memory(bytes).expect("a picture");
        assert_eq!(picture.color(), image::ColorType::Rgb8);
        let Rgb([red, green, blue]) = *picture.to_rgb8().get_pixel(8, 8);
        assert!(red < 8 && green > 247 && blue > 247, "{transform:?}: {red} {green} {blue}");
        assert_eq!(element(&built).0, path);
    }
}

#[test]
fn moving_picture_moves_on_where_it_fits_and_stands_still_where_not() {
    let gif = |width: u32| {
        let mut bytes = Vec::new();
        let mut encoder = GifEncoder::new(&mut bytes);
        let (first, second) = (halves(width, 10), image::imageops::flip_horizontal(&halves(width, 10)));
        let frame = |picture: RgbImage| image::Frame::new(DynamicImage::ImageRgb8(picture).to_rgba8());
        encoder.encode_frames([frame(first), frame(second)]).expect("two pictures");
        drop(encoder);
        bytes
    };
    let small = shown("small.gif", gif(300));
    assert_eq!(element(&small), ("letters/small.gif".into(), "300".into(), "10".into()));
    let blocks = small.files["letters/small.gif"].windows(3).filter(|window| *window == [0x21, 0xf9, 4]).count();
    assert_eq!(blocks, 2, "both pictures are there");
    let large = shown("large.gif", gif(2_000));
    let (path, bytes) = made(&large);
    assert_eq!(element(&large), (path.to_owned(), "552".into(), "3".into()));
    let picture = image::load_from_memory(bytes).expect("a picture").to_rgb8();
    assert!(path.ends_with(".png") && picture.dimensions() == (1104, 6));
    // The first of them: left is red.
    assert!(picture.get_pixel(100, 3)[0] > 150 && picture.get_pixel(1000, 3)[2] > 150);
}

#[test]
fn picture_of_eight_thousand_pixels_becomes_small() {
    let mut bytes = Vec::new();
    let pixels = GrayImage::from_fn(8_000, 8_000, |x, _| image::Luma([(x / 40) as u8]));
    PngEncoder::new(&mut bytes).write_image(&pixels, 8_000, 8_000, image::ExtendedColorType::L8).expect("a picture");
    let built = shown("huge.png", bytes);
    let (path, bytes) = made(&built);
    assert_eq!(element(&built), (path.to_owned(), "552".into(), "552".into()));
    let picture = demarche::media::inspect(bytes).expect("a picture");
    assert_eq!((picture.width, picture.height), (1104, 1104));
    assert!(bytes.len() < 200_000, "{}", bytes.len());
}

#[test]
fn picture_that_would_fill_the_memory_is_told() {
    let mut bomb = bmp_like_png(2_400, 20);
    // It says 8,192 by 8,192 pixels of eight bytes, and has a few lines.
    bomb[16..24].copy_from_slice(&[0, 0, 0x20, 0, 0, 0, 0x20, 0]);
    (bomb[24], bomb[25]) = (16, 6);
    let sum = crc(&bomb[12..29]).to_be_bytes();
    bomb[29..33].copy_from_slice(&sum);
    assert_eq!(shown("bomb.png", bomb.clone()).codes(), ["bad-image"]);
    bomb[16..24].copy_from_slice(&[0, 0, 0xff, 0, 0, 0, 0xff, 0]);
    let sum = crc(&bomb[12..29]).to_be_bytes();
    bomb[29..33].copy_from_slice(&sum);
    let built = shown("bomb.png", bomb);
    assert_eq!(built.codes(), ["bad-image"]);
    assert!(built.report().contains("more than the limit of 67108864"), "{}", built.report());
}

/// Returns a JPEG of 16 by 16 pixels of one colour in four components (ITU T.81), with Adobe's note on the colour model
/// if there is to be one.
fn four_colours(stored: [u8; 4], transform: Option<u8>) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8];
    let mut segment = |marker: u8, body: &[u8]| {
        bytes.extend([0xff, marker]);
        bytes.extend((body.len() as u16 + 2).to_be_bytes());
        bytes.extend(body);
    };
    if let Some(transform) = transform {
        segment(0xee, &[b"Adobe\0\x64\0\0\0\0", &[transform][..]].concat());
    }
    segment(0xdb, &[&[0][..], &[8; 64]].concat());
    segment(0xc0, &[&[8, 0, 16, 0, 16, 4][..], &[1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0]].concat());
    // The table of means as the standard gives it (K.3), and one of details that knows the end of a block only.
    segment(0xc4, &[&[0, 0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0][..], &(0..12).collect::<Vec<u8>>()].concat());
    segment(0xc4, &[&[0x10, 1][..], &[0; 15], &[0]].concat());
    segment(0xda, &[4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0]);
    let codes = ["00", "010", "011", "100", "101", "110", "1110", "11110", "111110"];
    let mut bits = String::new();
    for block in 0..4 {
        for value in stored {
            let mean = if block == 0 { i32::from(value) - 128 } else { 0 };
            let size = 32 - mean.unsigned_abs().leading_zeros();
            let low = if mean < 0 { mean - 1 + (1 << size) } else { mean };
            bits.push_str(codes[size as usize]);
            bits.extend((0..size).rev().map(|bit| if low >> bit & 1 == 1 { '1' } else { '0' }));
            bits.push('0');
        }
    }
    while !bits.len().is_multiple_of(8) {
        bits.push('1');
    }
    for at in (0..bits.len()).step_by(8) {
        let byte = u8::from_str_radix(&bits[at..at + 8], 2).expect("eight bits");
        bytes.push(byte);
        if byte == 0xff {
            bytes.push(0);
        }
    }
    bytes.extend([0xff, 0xd9]);
    bytes
}

#[test]
fn pictures_that_mails_cannot_show_are_made_anew() {
    let large = bmp_like_png(2_400, 20);
    let built = letter("", "![A strip](strip.png)\n").file("content/letters/strip.png", large).build();
    let html = built.text(HTML);
    let made: Vec<&String> = built.files.keys().filter(|path| path.starts_with("assets/mail/strip.")).collect();
    assert_eq!(made.len(), 1, "{html}");
    assert!(
        html.contains(&format!(
            "<img src=\"https://example.org/{}\" alt=\"A strip\" width=\"552\" height=\"5\"",
            made[0]
        ))
    );
    let picture = demarche::media::inspect(&built.files[made[0]]).expect("a picture");
    assert_eq!((picture.width, picture.height), (1104, 10));
}

#[test]
fn broken_picture_is_told() {
    let mut broken = bmp_like_png(2_400, 20);
    let middle = broken.len() / 2;
    broken[middle] ^= 0xff;
    let built = letter("", "![A strip](strip.png)\n").file("content/letters/strip.png", broken).build();
    assert_eq!(built.codes(), ["bad-image"], "{}", built.report());
}

/// Returns a PNG of this size without compression: eight bits of grey.
fn bmp_like_png(width: u32, height: u32) -> Vec<u8> {
    let mut rows = Vec::new();
    for y in 0..height {
        rows.push(0);
        rows.extend((0..width).map(|x| (x + y) as u8));
    }
    let mut data = vec![0x78, 0x01];
    let blocks: Vec<&[u8]> = rows.chunks(0xffff).collect();
    for (at, block) in blocks.iter().enumerate() {
        data.push(u8::from(at + 1 == blocks.len()));
        data.extend((block.len() as u16).to_le_bytes());
        data.extend((!(block.len() as u16)).to_le_bytes());
        data.extend(*block);
    }
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in &rows {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    data.extend((b << 16 | a).to_be_bytes());
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    for (kind, body) in [(b"IHDR", &head[..]), (b"IDAT", &data), (b"IEND", &[])] {
        png.extend((body.len() as u32).to_be_bytes());
        let chunk = [&kind[..], body].concat();
        png.extend(&chunk);
        png.extend(crc(&chunk).to_be_bytes());
    }
    png
}

/// Returns the checksum of a chunk (PNG, section 5.5).
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    };
    !bytes.iter().fold(!0, step)
}
