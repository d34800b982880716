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

mod avif;
mod exif;
mod foreign;
mod gif;
mod jpeg;
mod png;
mod reader;
#[cfg(test)]
mod samples;
mod svg;
mod webp;

use std::borrow::Cow;
use std::fmt;

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

/// A reason for which a picture cannot be measured or stripped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MediaError {
    /// The content begins like no known format.
    Unknown,
    /// The format is known, and what was asked for is not possible with it.
    Unsupported {
        /// What is not possible, as a whole clause.
        what: &'static str,
    },
    /// The file ends, or a part of it ends, before what it announced.
    CutShort {
        /// The format that the file begins as.
        kind: Kind,
        /// The offset at which more bytes were expected.
        at: usize,
    },
    /// The file contradicts its format.
    Malformed {
        /// The format that the file begins as.
        kind: Kind,
        /// The offset of the contradiction.
        at: usize,
        /// What was found, as a noun.
        what: String,
    },
    /// The drawing would run a program or load something when it is opened.
    Unsafe {
        /// The offset of the offending part.
        at: usize,
        /// What was found and why it is refused.
        what: String,
    },
    /// The file or the picture is larger than is accepted.
    TooLarge {
        /// What there is too much of, such as `bytes`.
        unit: &'static str,
        /// The number that was found.
        found: u64,
        /// The number that is accepted.
        limit: u64,
    },
}

impl fmt::Display for MediaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => {
                write!(f, "the content is not that of a JPEG, PNG, GIF, WebP, SVG or AVIF file")
            }
            Self::Unsupported { what } => f.write_str(what),
            Self::CutShort { kind, at } => {
                write!(f, "the {} is cut short at byte {at}", kind.name())
            }
            Self::Malformed { kind, at, what } => {
                write!(f, "the {} has {what} at byte {at}", kind.name())
            }
            Self::Unsafe { at, what } => {
                write!(f, "the SVG is not safe to publish: {what}, at byte {at}")
            }
            Self::TooLarge { unit, found, limit } => {
                write!(f, "the picture has {found} {unit}, more than the limit of {limit}")
            }
        }
    }
}

impl std::error::Error for MediaError {}

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

/// Returns the same picture without metadata; borrowed, if there was none.
///
/// A drawing that would run or load anything is refused, and so is AVIF, whose metadata cannot be
/// taken out without moving the picture inside the file.
pub fn strip(bytes: &[u8]) -> Result<Cow<'_, [u8]>, MediaError> {
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
    if bytes.get(4..8) == Some(b"ftyp") {
        return avif::detect(bytes);
    }
    if svg::is_drawing(bytes) { Ok(Kind::Svg) } else { Err(MediaError::Unknown) }
}

#[cfg(test)]
mod tests {
    use super::samples::CANARY;
    use super::*;

    fn holds_canary(bytes: &[u8]) -> bool {
        bytes.windows(CANARY.len()).any(|window| window == CANARY)
    }

    /// Asserts what holds for any input: no panic, a bounded output, and nothing left to strip.
    fn check(bytes: &[u8]) {
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
                assert!(strip(&whole[..end]).is_err(), "{name} cut at {end}");
                check(&sample[..end]);
            }
        }
        let avif = samples::avif();
        (0..avif.len()).for_each(|end| check(&avif[..end]));
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
                    check(&changed);
                    // A second change far from the first, so that one may hide the other.
                    let other = next(&mut state) as usize % sample.len();
                    changed[other] = next(&mut state) as u8;
                    check(&changed);
                }
            }
        }
    }

    #[test]
    fn too_large_a_file_or_picture_is_refused() {
        let file = vec![0; MAX_BYTES + 1];
        let error = strip(&file).expect_err("one byte too many");
        assert_eq!(error.to_string(), "the picture has 67108865 bytes, more than the limit of 67108864");
        let png =
            |width, height| [png::SIGNATURE, &samples::png_header(width, height), &samples::png_pixels()].concat();
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
}
