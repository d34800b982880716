//! The pixels of a picture: its bytes come in, what is seen goes out, upright.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits};

use super::{Kind, Original};

/// The most memory that decoding may take, in bytes.
const MEMORY: u64 = 640 * 1024 * 1024;
/// The longest colour profile that is handed on, in bytes: those of cameras and screens have a few hundred to a few thousand.
pub const PROFILE_LIMIT: usize = 64 * 1024;

/// Decodes a picture, the first of several, and turns it as it is to be seen; with its colour profile, if that is one of
/// red, green and blue. The colours of printing have become those by then, and their profile means nothing any more.
///
/// # Errors
/// When the pixels cannot be read.
pub fn upright(bytes: &[u8], original: Original) -> image::ImageResult<(DynamicImage, Option<Vec<u8>>)> {
    let format = match original.kind {
        Kind::Jpeg => ImageFormat::Jpeg,
        Kind::Gif => ImageFormat::Gif,
        Kind::Webp => ImageFormat::WebP,
        _ => ImageFormat::Png,
    };
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    // By the same reading as its size, so that the two never part.
    let orientation = Orientation::from_exif(original.orientation);
    let is_handed_on = |profile: &Vec<u8>| profile.len() <= PROFILE_LIMIT && profile.get(16..20) == Some(b"RGB ");
    let profile = decoder.icc_profile()?.filter(is_handed_on);
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation.unwrap_or(Orientation::NoTransforms));
    Ok((picture, profile))
}
