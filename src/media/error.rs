//! Why a file cannot be taken.

use std::fmt;

use super::Kind;

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
    /// The file is no picture, and can run something where it is opened.
    Active {
        /// What it is, for a sentence after `is`.
        what: &'static str,
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
            Self::Unsupported { what } | Self::Active { what } => f.write_str(what),
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
