//! Pictures: the bytes of a file come in, their size or the same picture without metadata goes out.
//!
//! A photo tells where and when it was taken, by whom and with which device, and its thumbnail may
//! show what was cropped away. [`strip`] removes all of that without touching a pixel; what no
//! decoder needs is dropped, known or not, and so is whatever follows the end of the picture. The
//! one value that is kept is the orientation, because without it the picture would lie on its side.
//!
//! Both functions read nothing but the bytes, end in an error on anything that lies about its
//! length, take time and memory in proportion to the input, and never panic. Stripping twice is
//! the same as stripping once.

mod active;
mod avif;
mod blank;
mod bmp;
mod brands;
mod carried;
mod deflate;
mod error;
mod exif;
mod facts;
mod film;
mod foreign;
mod gif;
mod icc;
mod icon;
mod jpeg;
mod office;
mod office_facts;
mod office_markup;
#[cfg(test)]
mod office_tests;
mod ogg;
mod pdf;
mod pdf_description;
mod pdf_entries;
mod pdf_facts;
mod pdf_packed;
mod pixels;
mod png;
mod png_pixels;
mod reader;
mod rtf;
#[cfg(test)]
mod samples;
mod single;
mod smaller;
mod sound;
mod square;
mod still;
mod svg;
#[cfg(test)]
mod tests;
mod tiff;
mod tones;
#[cfg(test)]
mod trials;
mod webp;
mod woff2;
mod zip;

use std::borrow::Cow;

pub use error::MediaError;
pub use pixels::{PROFILE_LIMIT, upright};
pub use single::Carried;
pub use smaller::shrink;
pub use square::square;
pub use tones::Tones;
pub use woff2::{FontError, Woff2, look as look_at_font};

use crate::config::FileRule;
use crate::track::{Fingerprint, fingerprint};

/// The number of bytes above which no picture is read.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// The number of pixels above which no picture is accepted, for it would fill a reader's memory.
pub const MAX_PIXELS: u64 = 64 * 1024 * 1024;

/// A picture as a page needs to know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    /// The width in CSS pixels as a browser shows it, after the orientation has been applied.
    pub width: u32,
    /// The height in CSS pixels as a browser shows it, after the orientation has been applied.
    pub height: u32,
    /// The format, told by the content and not by the file's name.
    pub kind: Kind,
}

/// The format of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A JPEG file.
    Jpeg,
    /// A PNG file, animated or not.
    Png,
    /// A GIF file, animated or not.
    Gif,
    /// A WebP file, animated or not.
    Webp,
    /// An SVG drawing as plain text.
    Svg,
    /// An AVIF file.
    Avif,
}

impl Kind {
    /// Returns the name of the format as people write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Gif => "GIF",
            Self::Webp => "WebP",
            Self::Svg => "SVG",
            Self::Avif => "AVIF",
        }
    }

    /// Returns the end of the names of such files.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Svg => "svg",
            Self::Avif => "avif",
        }
    }

    /// Returns the format that a file's name says.
    pub fn of_suffix(suffix: &str) -> Option<Kind> {
        Some(match suffix {
            "jpg" | "jpeg" | "jpe" | "jfif" | "pjpeg" | "pjp" => Self::Jpeg,
            "png" | "apng" => Self::Png,
            "gif" => Self::Gif,
            "webp" => Self::Webp,
            "svg" => Self::Svg,
            "avif" => Self::Avif,
            _ => return None,
        })
    }
}

/// What is known of a picture before its pixels are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Original {
    /// The format.
    pub kind: Kind,
    /// Whether every mail program shows it as it is: a JPEG in three colours, a PNG or a GIF, none of them on its side.
    pub is_plain: bool,
    /// Whether it is a photograph rather than a drawing: opaque, unmoving, and kept by approximation or as large as if it were.
    pub is_photo: bool,
    /// How it is to be turned before it is shown, by the number of Exif; 1 for one that is upright.
    pub orientation: u8,
    /// The fingerprint of its bytes.
    pub fingerprint: Fingerprint,
}

impl Original {
    /// Looks at the bytes of a picture.
    pub fn look(bytes: &[u8], kind: Kind) -> Original {
        let (orientation, is_known) = match kind {
            Kind::Jpeg => jpeg::look(bytes).map_or((None, false), |(found, is_printed)| (found, !is_printed)),
            Kind::Png => png::orientation(bytes).map_or((None, false), |found| (found, true)),
            Kind::Gif => (None, true),
            // Browsers turn no WebP.
            _ => (None, false),
        };
        let is_plain = is_known && orientation.is_none();
        let orientation = orientation.map_or(1, exif::Orientation::number);
        let is_photo = match kind {
            Kind::Jpeg => true,
            Kind::Webp => webp::is_photo(bytes),
            Kind::Png => png::is_photo(bytes),
            _ => false,
        };
        Original { kind, is_plain, is_photo, orientation, fingerprint: fingerprint(bytes) }
    }
}

/// Returns the format and the size of a picture, reading no further than its headers.
pub fn inspect(bytes: &[u8]) -> Result<Picture, MediaError> {
    let kind = detect(bytes)?;
    let (width, height) = match kind {
        Kind::Jpeg => jpeg::size(bytes)?,
        Kind::Png => png::size(bytes)?,
        Kind::Gif => gif::size(bytes)?,
        Kind::Webp => webp::size(bytes)?,
        Kind::Avif => avif::size(bytes)?,
        // A drawing is not held in memory as pixels, so the limit below says nothing about it.
        Kind::Svg => {
            let (width, height) = svg::size(bytes)?;
            return Ok(Picture { width, height, kind });
        }
    };
    if width == 0 || height == 0 {
        return Err(MediaError::Malformed { kind, at: 0, what: "no width or no height".into() });
    }
    let found = u64::from(width) * u64::from(height);
    if found > MAX_PIXELS {
        return Err(MediaError::TooLarge { unit: "pixels", found, limit: MAX_PIXELS });
    }
    Ok(Picture { width, height, kind })
}

/// Tells why a file is no picture that pages can show, such as `it is a PDF document and no picture`, if that is known.
pub fn told_of_foreign(bytes: &[u8]) -> Option<String> {
    foreign::told(bytes)
}

/// Returns what is published of the file at a path of the project: all of it, without metadata where that is known.
///
/// Files of strangers that can run something are refused, unless the rule lets them through; the site's own layouts and
/// what lies with them may run, but for drawings, which nobody looks through who puts them there.
pub fn clean<'a>(path: &str, bytes: &'a [u8], rule: FileRule) -> Result<Cow<'a, [u8]>, MediaError> {
    clean_by(path, bytes, rule, strip)
}

/// Tells what is wrong with the file at a path of the project, as [`clean`] would, without a look at every pixel.
pub fn check(path: &str, bytes: &[u8], rule: FileRule) -> Result<(), MediaError> {
    clean_by(path, bytes, rule, strip_parts).map(drop)
}

/// Returns what is published of a file, its picture stripped by a function.
fn clean_by<'a>(
    path: &str,
    bytes: &'a [u8],
    rule: FileRule,
    strip: impl Fn(&'a [u8]) -> Result<Cow<'a, [u8]>, MediaError>,
) -> Result<Cow<'a, [u8]>, MediaError> {
    let is_trusted = rule.active || path.starts_with("layouts/");
    if let Some(what) = active::told(path, bytes).filter(|_| !is_trusted) {
        return Err(MediaError::Active { what });
    }
    match detect(bytes) {
        Ok(Kind::Svg) => match strip(bytes) {
            Err(MediaError::Unsafe { .. }) if rule.active => Ok(Cow::Borrowed(bytes)),
            stripped => stripped,
        },
        _ if rule.keep => Ok(Cow::Borrowed(bytes)),
        Ok(Kind::Avif) | Err(MediaError::Unsupported { .. }) => strip_other(bytes),
        Ok(_) => strip(bytes),
        Err(MediaError::Unknown) => match Kind::of_suffix(&suffix_of(path)) {
            // What says that it is a picture and is none has not been looked through.
            Some(_) if !icon::is_icon(bytes) => Err(MediaError::Unknown),
            _ => strip_other(bytes),
        },
        Err(why) => Err(why),
    }
}

/// Returns a file that is no picture for pages without metadata, if it is of a kind that is known.
fn strip_other(bytes: &[u8]) -> Result<Cow<'_, [u8]>, MediaError> {
    let stripped = match bytes {
        _ if icon::is_icon(bytes) => Some(icon::strip(bytes)?),
        _ if brands::is_still(bytes) => still::strip(bytes),
        _ if film::is_film(bytes) => film::strip(bytes).map(|film| film.bytes),
        _ if tiff::is_tiff(bytes) => tiff::strip(bytes).map(|tiff| tiff.bytes),
        _ if rtf::is_rtf(bytes) => Some(rtf::strip(bytes)),
        _ if bytes.starts_with(b"OggS") => ogg::strip(bytes),
        _ if bytes.starts_with(b"PK\x03\x04") => office::strip(bytes).map(|clean| clean.bytes),
        _ if pdf::is_pdf(bytes) => pdf::strip(bytes),
        _ => bmp::strip(bytes).or_else(|| sound::strip(bytes)),
    };
    Ok(stripped.filter(|stripped| stripped != bytes).map_or(Cow::Borrowed(bytes), Cow::Owned))
}

/// Returns what the file at a path carries that [`clean`] does not take out, if there is something.
pub fn carried(path: &str, bytes: &[u8], rule: FileRule) -> Option<Carried> {
    if rule.keep {
        return None;
    }
    // What a document says goes in part, and what was taken out is not told.
    match strip_other(bytes).unwrap_or(Cow::Borrowed(bytes)) {
        Cow::Owned(cleaned) if carried::is_document(bytes) => carried::told(&suffix_of(path), &cleaned),
        _ => carried::told(&suffix_of(path), bytes),
    }
}

/// Returns the end of a file's name, in small letters.
pub fn suffix_of(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, suffix)| suffix).to_lowercase()
}

/// Returns the same picture without metadata; borrowed, if there was none.
///
/// A drawing that would run or load anything is refused, and so is AVIF, which nobody embeds or sends.
pub fn strip(bytes: &[u8]) -> Result<Cow<'_, [u8]>, MediaError> {
    let stripped = strip_parts(bytes)?;
    Ok(match detect(bytes)? {
        Kind::Png => png_pixels::cut(&stripped)?.map_or(stripped, Cow::Owned),
        _ => stripped,
    })
}

/// Returns the same picture without the parts that hold metadata, and with all that lies among its pixels.
fn strip_parts(bytes: &[u8]) -> Result<Cow<'_, [u8]>, MediaError> {
    let stripped = match detect(bytes)? {
        Kind::Jpeg => jpeg::strip(bytes)?,
        Kind::Png => png::strip(bytes)?,
        Kind::Gif => gif::strip(bytes)?,
        Kind::Webp => webp::strip(bytes)?,
        Kind::Svg => svg::strip(bytes)?,
        Kind::Avif => {
            return Err(MediaError::Unsupported { what: "metadata cannot be removed from AVIF" });
        }
    };
    Ok(if stripped == bytes { Cow::Borrowed(bytes) } else { Cow::Owned(stripped) })
}

/// Tells the format by the first bytes, after a look at the size of the file.
fn detect(bytes: &[u8]) -> Result<Kind, MediaError> {
    if bytes.len() > MAX_BYTES {
        let (found, limit) = (bytes.len() as u64, MAX_BYTES as u64);
        return Err(MediaError::TooLarge { unit: "bytes", found, limit });
    }
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        return Ok(Kind::Jpeg);
    }
    if bytes.starts_with(png::SIGNATURE) {
        return Ok(Kind::Png);
    }
    if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        return Ok(Kind::Gif);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Ok(Kind::Webp);
    }
    // The first box is short; `The ftyp` is not its length.
    if bytes.get(4..8) == Some(b"ftyp") && bytes.starts_with(&[0, 0]) {
        return avif::detect(bytes);
    }
    if svg::is_drawing(bytes) { Ok(Kind::Svg) } else { Err(MediaError::Unknown) }
}
