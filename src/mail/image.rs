//! Pictures for mail: JPEG, PNG or GIF, upright, at most twice as wide as they are shown.
//!
//! A picture that is all that already goes as it is. Any other is decoded, turned, made smaller and written anew, under a
//! name that changes with its bytes: whoever has that file has the picture, and it need not be made again.

use std::io::Cursor;
use std::sync::{Mutex, PoisonError};

use image::ImageEncoder as _;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};

use crate::media::{Kind, Original, shrink, upright};
use crate::track::Fingerprint;

/// How wide a picture is shown at most, in pixels of CSS: what the column holds.
pub const SHOWN_WIDTH: u32 = 552;
/// How high a picture is shown at most.
const SHOWN_HEIGHT: u32 = 1_200;
/// How many pixels a file has for each that is shown.
const DENSITY: u32 = 2;
/// How well a photograph is kept, of a hundred.
const QUALITY: u8 = 82;
/// Of pictures with more pixels than this one is made at a time, so that many do not fill the memory together.
const LARGE: u64 = 16 * 1024 * 1024;
/// Which of the ways in which pictures were ever made this is.
const EDITION: u64 = 3;

/// What becomes of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    Same,
    /// It is written anew at this width and height.
    Made(u32, u32),
    /// No mail can show it.
    None,
}

/// Returns the width and height at which a picture of this size is shown, at most `limit` wide.
pub fn shown(width: u32, height: u32, limit: u32) -> (u32, u32) {
    let (width, height) = (u64::from(width.max(1)), u64::from(height.max(1)));
    let mut wide = width.min(u64::from(limit));
    if height * wide / width > u64::from(SHOWN_HEIGHT) {
        wide = (width * u64::from(SHOWN_HEIGHT) / height).max(1);
    }
    let high = ((height * wide + width / 2) / width).max(1);
    (wide as u32, high.min(u64::from(SHOWN_HEIGHT)) as u32)
}

/// Returns what becomes of a picture of this size.
pub fn change(original: Original, width: u32, height: u32) -> Change {
    let (wide, high) = shown(width, height, SHOWN_WIDTH);
    match original.kind {
        Kind::Svg | Kind::Avif => Change::None,
        _ if original.is_plain && width <= wide * DENSITY => Change::Same,
        _ => Change::Made((wide * DENSITY).min(width.max(1)), (high * DENSITY).min(height.max(1))),
    }
}

/// Returns the name of the file that is made of a picture: of its own name, its bytes, and the size it is made at.
pub fn made_name(name: &str, original: Original) -> String {
    let stem = name.rsplit('/').next().unwrap_or(name);
    let stem = stem.split('.').next().unwrap_or(stem);
    let good = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let stem: String = stem.chars().map(good).collect();
    let stem = stem.trim_matches('-');
    let stem = if stem.is_empty() { "picture" } else { stem };
    let suffix = if original.is_photo { "jpg" } else { "png" };
    format!("assets/mail/{stem}.{:016x}.{suffix}", mark(original.fingerprint))
}

/// Folds the way in which pictures are made into a fingerprint: a change of it changes the names.
fn mark(fingerprint: Fingerprint) -> Fingerprint {
    crate::track::combine(fingerprint, EDITION << 32 | u64::from(SHOWN_WIDTH * DENSITY) << 8 | u64::from(QUALITY))
}

/// Tells whether a picture of this size is one of those of which one is made at a time.
pub fn is_large(width: u32, height: u32) -> bool {
    u64::from(width) * u64::from(height) > LARGE
}

/// Makes the picture of this size; says what is wrong with one that cannot be read.
///
/// # Errors
/// When the pixels cannot be read.
pub fn remake(bytes: &[u8], original: Original, (width, height): (u32, u32)) -> Result<Vec<u8>, String> {
    static ONE_LARGE: Mutex<()> = Mutex::new(());
    let is_large = crate::media::inspect(bytes).is_ok_and(|found| is_large(found.width, found.height));
    let _alone = is_large.then(|| ONE_LARGE.lock().unwrap_or_else(PoisonError::into_inner));
    let (picture, profile) = upright(bytes, original).map_err(|error| error.to_string())?;
    let smaller = picture.width() > width || picture.height() > height;
    let picture = if smaller { shrink(picture, (width, height))? } else { picture };
    let mut out = Cursor::new(Vec::new());
    let written = match original.is_photo {
        true => {
            let mut encoder = JpegEncoder::new_with_quality(&mut out, QUALITY);
            // A picture without its profile is still one, in colours a little paler.
            profile.map(|profile| encoder.set_icc_profile(profile));
            picture.into_rgb8().write_with_encoder(encoder)
        }
        false => {
            let mut encoder = PngEncoder::new_with_quality(&mut out, CompressionType::Default, PngFilter::Adaptive);
            profile.map(|profile| encoder.set_icc_profile(profile));
            match picture.color().has_alpha() {
                true => picture.into_rgba8().write_with_encoder(encoder),
                false => picture.into_rgb8().write_with_encoder(encoder),
            }
        }
    };
    written.map_err(|error| error.to_string())?;
    Ok(out.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::PROFILE_LIMIT;
    use image::{ColorType, DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Rgb, RgbImage};

    /// Returns a picture whose left half is red and whose right half is blue.
    fn halves(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([220, 0, 0]) } else { Rgb([0, 0, 220]) })
    }

    /// Returns it as a JPEG, with an orientation if it is not 1.
    fn jpeg(width: u32, height: u32, orientation: u8) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = JpegEncoder::new(&mut bytes);
        if orientation != 1 {
            let head = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0];
            let block = [&head[..], &[orientation, 0, 0, 0, 0, 0, 0]].concat();
            encoder.set_exif_metadata(block).expect("a block of Exif");
        }
        encoder.encode_image(&halves(width, height)).expect("a picture");
        bytes
    }

    fn original(bytes: &[u8]) -> (Original, u32, u32) {
        let picture = crate::media::inspect(bytes).expect("a picture");
        (Original::look(bytes, picture.kind), picture.width, picture.height)
    }

    #[test]
    fn sizes_are_whole_and_within_the_column() {
        assert_eq!(shown(1600, 900, SHOWN_WIDTH), (552, 311));
        assert_eq!(shown(300, 200, SHOWN_WIDTH), (300, 200));
        assert_eq!(shown(8000, 1, SHOWN_WIDTH), (552, 1));
        assert_eq!(shown(100, 60_000, SHOWN_WIDTH), (2, 1200));
        assert_eq!(shown(0, 0, SHOWN_WIDTH), (1, 1));
    }

    #[test]
    fn picture_that_fits_goes_as_it_is() {
        let (small, width, height) = original(&jpeg(800, 400, 1));
        assert_eq!(change(small, width, height), Change::Same);
        let (large, width, height) = original(&jpeg(1600, 800, 1));
        assert_eq!(change(large, width, height), Change::Made(1104, 552));
        assert_eq!(change(Original { kind: Kind::Svg, ..small }, 10, 10), Change::None);
        let turned = original(&jpeg(80, 40, 6));
        assert_eq!(change(turned.0, turned.1, turned.2), Change::Made(40, 80));
    }

    #[test]
    fn large_picture_becomes_smaller_and_the_same_each_time() {
        let bytes = jpeg(8000, 500, 1);
        let made = remake(&bytes, original(&bytes).0, (1104, 69)).expect("a picture");
        assert_eq!(made, remake(&bytes, original(&bytes).0, (1104, 69)).expect("a picture"));
        let (_, width, height) = original(&made);
        assert_eq!((width, height), (1104, 69));
    }

    /// A picture of small waves, as a PNG of one of the kinds of colour.
    fn waves(colour: ColorType) -> Vec<u8> {
        let wave = |x: u32, y: u32, n: u32| (x * x * n / 7 + y * (n + 3) + x * y / 5) as u8;
        let pixels = image::RgbaImage::from_fn(301, 203, |x, y| {
            image::Rgba([wave(x, y, 1), wave(x, y, 2), wave(x, y, 3), wave(y, x, 1)])
        });
        let pixels = DynamicImage::ImageRgba8(pixels);
        let pixels: DynamicImage = match colour {
            ColorType::L8 => pixels.into_luma8().into(),
            ColorType::La8 => pixels.into_luma_alpha8().into(),
            ColorType::Rgb8 => pixels.into_rgb8().into(),
            ColorType::L16 => pixels.into_luma16().into(),
            ColorType::La16 => pixels.into_luma_alpha16().into(),
            ColorType::Rgb16 => pixels.into_rgb16().into(),
            ColorType::Rgba16 => pixels.into_rgba16().into(),
            _ => pixels,
        };
        let mut bytes = Cursor::new(Vec::new());
        pixels.write_to(&mut bytes, ImageFormat::Png).expect("a picture");
        bytes.into_inner()
    }

    /// Returns the checksum of the pixels that are made of a picture of waves, and their kind of colour.
    fn made_of_waves(colour: ColorType) -> (ColorType, u32) {
        let bytes = waves(colour);
        let original = Original { is_photo: false, ..original(&bytes).0 };
        let made = image::load_from_memory(&remake(&bytes, original, (117, 53)).expect("a picture"));
        let made = made.expect("a picture");
        assert_eq!((made.width(), made.height()), (117, 53));
        (made.color(), crc32fast::hash(made.as_bytes()))
    }

    #[test]
    fn pixels_are_the_same_on_every_machine() {
        // The sums were made with `CpuExtensions::None`; with SSE 4.1 and with AVX2 they are the same, and where they are
        // not, on a machine that has others, the output depends on the machine.
        let expected = [
            ([ColorType::L8, ColorType::L16], (ColorType::Rgb8, 0xdac1_54dc)),
            ([ColorType::Rgb8, ColorType::Rgb16], (ColorType::Rgb8, 0xfef7_4277)),
            ([ColorType::La8, ColorType::La16], (ColorType::Rgba8, 0x2c1b_f39b)),
            ([ColorType::Rgba8, ColorType::Rgba16], (ColorType::Rgba8, 0x46ef_58f4)),
        ];
        for (colours, expected) in expected {
            for colour in colours {
                assert_eq!(made_of_waves(colour), expected, "{colour:?}");
            }
        }
    }

    #[test]
    fn what_is_transparent_colours_no_edge() {
        let clear = image::RgbaImage::from_fn(2000, 40, |x, _| match x % 2 {
            0 => image::Rgba([250, 250, 250, 255]),
            _ => image::Rgba([0, 0, 0, 0]),
        });
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::ImageRgba8(clear).write_to(&mut bytes, ImageFormat::Png).expect("a picture");
        let bytes = bytes.into_inner();
        let made = remake(&bytes, original(&bytes).0, (1000, 20)).expect("a picture");
        let made = image::load_from_memory(&made).expect("a picture").into_rgba8();
        let seen = made.pixels().find(|pixel| pixel[3] < 100 || pixel[3] > 155 || pixel[0] < 245);
        assert_eq!(seen, None, "half of the white, and nothing of the black that nobody sees");
    }

    #[test]
    fn picture_on_its_side_is_turned() {
        let bytes = jpeg(80, 40, 6);
        assert!(!original(&bytes).0.is_plain);
        let made = remake(&bytes, original(&bytes).0, (40, 80)).expect("a picture");
        let picture = image::load_from_memory(&made).expect("a picture").to_rgb8();
        assert_eq!(picture.dimensions(), (40, 80));
        // Turned by a quarter to the right, what was left is above.
        let (above, below) = (picture.get_pixel(20, 10), picture.get_pixel(20, 70));
        assert!(above[0] > 150 && above[2] < 100 && below[2] > 150 && below[0] < 100, "{above:?} {below:?}");
    }

    #[test]
    fn colour_profile_is_handed_on_if_it_is_one_of_screens() {
        let mut profile = vec![7; 200];
        let check = |profile: &[u8], kept: bool| {
            let mut bytes = Vec::new();
            let mut encoder = JpegEncoder::new(&mut bytes);
            encoder.set_icc_profile(profile.to_vec()).expect("a profile");
            encoder.encode_image(&halves(80, 40)).expect("a picture");
            let made = remake(&bytes, original(&bytes).0, (40, 20)).expect("a picture");
            let reader = ImageReader::with_format(Cursor::new(made), ImageFormat::Jpeg);
            let found = reader.into_decoder().expect("a picture").icc_profile().expect("a picture");
            assert_eq!(found.as_deref(), kept.then_some(profile));
        };
        profile[16..20].copy_from_slice(b"RGB ");
        check(&profile, true);
        check(&[&profile[..], &[0; PROFILE_LIMIT]].concat(), false);
        profile[16..20].copy_from_slice(b"CMYK");
        check(&profile, false);
    }

    #[test]
    fn webp_and_gif_become_png() {
        let pixels = halves(20, 10);
        let mut webp = Vec::new();
        let encoder = image::codecs::webp::WebPEncoder::new_lossless(&mut webp);
        encoder.write_image(&pixels, 20, 10, image::ExtendedColorType::Rgb8).expect("a picture");
        let made = remake(&webp, original(&webp).0, (20, 10)).expect("a picture");
        assert!(made.starts_with(b"\x89PNG"));
        let mut gif = Vec::new();
        {
            let mut encoder = image::codecs::gif::GifEncoder::new(&mut gif);
            let frame = || image::Frame::new(DynamicImage::ImageRgb8(halves(2000, 10)).to_rgba8());
            encoder.encode_frames([frame(), frame()]).expect("two pictures");
        }
        let (found, width, height) = original(&gif);
        assert_eq!(change(found, width, height), Change::Made(1104, 6));
        assert!(remake(&gif, found, (1104, 6)).expect("a picture").starts_with(b"\x89PNG"));
    }

    /// A lossy WebP of one pixel, and one that is half transparent.
    const LOSSY: &[u8] = b"RIFF\x22\x00\x00\x00WEBPVP8 \x16\x00\x00\x000\x01\x00\x9d\x01*\x01\x00\x01\x00\x0e\xc0\xfe%\xa4\x00\x03p\x00\x00\x00\x00";
    const CLEAR: &[u8] = b"RIFFJ\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x10\x00\x00\x00\x00\x00\x00\x00\x00\x00ALPH\x0c\x00\x00\x00\x11\x07\x10\x11\xfd\x0fDD\xff\x03\x00\x00VP8 \x18\x00\x00\x00\x14\x01\x00\x9d\x01*\x01\x00\x01\x00\x00\x00\xfe\x00\x00\x0d\xc0\x00\xfe\xe6\xb5\x00\x00\x00";

    #[test]
    fn photographs_become_jpeg_by_what_they_hold() {
        let is_jpeg = |bytes: &[u8]| {
            let (found, width, height) = original(bytes);
            let made = remake(bytes, found, (width.min(100), height)).expect("a picture");
            assert_eq!(found.is_photo, made_name("a.webp", found).ends_with(".jpg"));
            assert_eq!(found.is_photo, made.starts_with(&[0xff, 0xd8]), "the name says what the bytes are");
            found.is_photo
        };
        assert!(is_jpeg(LOSSY) && !is_jpeg(CLEAR));
        let png = |pixels: RgbImage| {
            let mut bytes = Cursor::new(Vec::new());
            pixels.write_to(&mut bytes, ImageFormat::Png).expect("a picture");
            bytes.into_inner()
        };
        assert!(!is_jpeg(&png(halves(200, 100))), "a drawing");
        let mut seed = 1_u32;
        let mut noise = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 24) as u8
        };
        let noisy = RgbImage::from_fn(200, 100, |_, _| Rgb([noise(), noise(), noise()]));
        assert!(is_jpeg(&png(noisy.clone())), "a photograph");
        let clear = DynamicImage::ImageRgb8(noisy).to_rgba8();
        let mut bytes = Cursor::new(Vec::new());
        clear.write_to(&mut bytes, ImageFormat::Png).expect("a picture");
        assert!(!is_jpeg(&bytes.into_inner()), "what may be transparent stays so");
    }

    #[test]
    fn broken_pictures_are_told() {
        let mut bytes = jpeg(40, 40, 1);
        bytes.truncate(bytes.len() / 4);
        assert!(remake(&bytes, Original::look(&bytes, Kind::Jpeg), (20, 20)).is_err());
        assert!(remake(b"", Original::look(b"", Kind::Png), (20, 20)).is_err());
    }

    #[test]
    fn name_is_plain_and_changes_with_the_bytes() {
        let (one, ..) = original(&jpeg(8, 8, 1));
        let name = made_name("letters/A bridgé.x.jpeg", one);
        assert!(name.starts_with("assets/mail/a-bridg.") && name.ends_with(".jpg"), "{name}");
        assert_ne!(name, made_name("letters/A bridgé.x.jpeg", Original { fingerprint: 1, ..one }));
        assert!(
            made_name("é.png", Original { kind: Kind::Png, is_photo: false, ..one })
                .starts_with("assets/mail/picture.")
        );
    }
}
