//! The manifest: which files of the output are the program's own, with length and hash.
//!
//! Takes the routes of a build, or the text an earlier one left; gives the other. It promises that the text depends
//! on the routes and bytes alone, and that a damaged text is refused as a whole, as nothing may be removed on its word.

use std::collections::BTreeMap;
use std::fmt::Write;

use twox_hash::XxHash3_128;

use crate::route::OutPath;

use crate::sealed::{seal, unseal};

/// The name and version of the book.
const NAME: &str = "demarche manifest 1";

/// The content of a file, as far as it must be known again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Content {
    /// The length in bytes.
    pub(super) length: u64,
    /// The 128-bit XXH3 hash of the bytes.
    pub(super) hash: u128,
}

/// The files of one build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// The content of each file, by route.
    pub(super) files: BTreeMap<OutPath, Content>,
}

impl Manifest {
    /// Returns the manifest that an earlier build wrote, or nothing if it is damaged or of another version.
    pub(super) fn parse(bytes: &[u8]) -> Option<Manifest> {
        let files: Option<BTreeMap<_, _>> = unseal(NAME, bytes)?.lines().map(parse_line).collect();
        Some(Manifest { files: files? })
    }

    /// Returns a hash of all routes and contents.
    pub(super) fn seal(&self) -> u128 {
        let mut hasher = XxHash3_128::new();
        for (route, content) in &self.files {
            hasher.write(route.as_str().as_bytes());
            hasher.write(&[0]);
            hasher.write(&content.length.to_le_bytes());
            hasher.write(&content.hash.to_le_bytes());
        }
        hasher.finish_128()
    }

    /// Returns the text of the manifest, ordered by route.
    pub(super) fn render(&self) -> String {
        let mut lines = String::with_capacity(self.files.len() * 96);
        for (route, content) in &self.files {
            let _ = writeln!(lines, "{:032x} {} {}", content.hash, content.length, route.as_str());
        }
        seal(NAME, &lines)
    }
}

/// Returns the file that a line names: hash, length, route.
fn parse_line(line: &str) -> Option<(OutPath, Content)> {
    let (hash, rest) = line.split_once(' ')?;
    let (length, route) = rest.split_once(' ')?;
    let content = Content { length: length.parse().ok()?, hash: u128::from_str_radix(hash, 16).ok()? };
    Some((OutPath::parse(route).ok()?, content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manifest_comes_back_from_its_text() {
        let route = |text| OutPath::parse(text).expect("a good path");
        let content = Content { length: 7, hash: 0xfeed };
        let files = BTreeMap::from([(route("b c/é.html"), content), (route("a"), Content { length: 0, hash: 0 })]);
        let manifest = Manifest { files };
        assert_eq!(Manifest::parse(manifest.render().as_bytes()), Some(manifest));
    }

    #[test]
    fn route_out_of_the_output_damages_the_manifest() {
        let text = seal(NAME, "0000000000000000000000000000feed 7 ../victim\n");
        assert_eq!(Manifest::parse(text.as_bytes()), None);
    }
}
