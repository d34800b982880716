//! The manifest: which files of the output are the program's own, with length, hash and time.
//!
//! Takes the routes of a build, or the text an earlier one left; gives the other. It promises that the text depends
//! on the routes, bytes and times alone, and that a damaged text is refused as a whole, as nothing may be removed on its word.

use std::collections::BTreeMap;
use std::fmt::Write;

use twox_hash::XxHash3_128;

use crate::route::OutPath;

use super::file_time::FileTime;
use crate::checksummed::{checked, with_checksum};

/// The name and version of the book.
const NAME: &str = "demarche manifest 2";
/// The one before, which knew no times.
const FORMER: &str = "demarche manifest 1";
/// The first line of the manifest of a build with drafts; without it the public may have seen what was built.
const DRAFTS: &str = "drafts";
/// The word that opens the line of a file that is made no more.
const GONE: &str = "gone ";

/// For whom the files of a build are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// For everybody: the folder is published.
    #[default]
    Public,
    /// For those who write: drafts, embargoed and expired pages are among them.
    Drafts,
}

/// The content of a file, as far as it must be known again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Content {
    /// The length in bytes.
    pub(super) length: u64,
    /// The 128-bit XXH3 hash of the bytes.
    pub(super) hash: u128,
}

/// A file of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// What it holds.
    pub(super) content: Content,
    /// The time it stands with.
    pub(super) time: FileTime,
}

/// The files of one build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// Each file, by route.
    pub(super) files: BTreeMap<OutPath, Entry>,
    /// The times of files that earlier builds made and this one did not, see `Dating::gone`.
    pub(super) gone: BTreeMap<OutPath, FileTime>,
    /// For whom they are.
    pub(super) reach: Reach,
}

impl Manifest {
    /// Returns the manifest that an earlier build wrote, or nothing if it is damaged or of another version.
    pub(super) fn parse(bytes: &[u8]) -> Option<Manifest> {
        if let Some(lines) = checked(FORMER, bytes) {
            let files = lines.lines().map(parse_former).collect::<Option<_>>()?;
            return Some(Manifest { files, ..Manifest::default() });
        }
        let lines = checked(NAME, bytes)?;
        let reach = Manifest::reach_of(bytes);
        let (mut files, mut gone) = (Vec::new(), BTreeMap::new());
        for line in lines.lines().skip(usize::from(reach == Reach::Drafts)) {
            if let Some(line) = line.strip_prefix(GONE) {
                let (time, route) = line.split_once(' ')?;
                gone.insert(OutPath::parse(route).ok()?, FileTime::parse(time)?);
            } else {
                files.push(parse_line(line)?);
            }
        }
        // They stand in order, and a map is soonest made of all at once.
        Some(Manifest { files: BTreeMap::from_iter(files), gone, reach })
    }

    /// Returns for whom the files of a manifest are, be it a damaged one.
    pub(super) fn reach_of(bytes: &[u8]) -> Reach {
        match bytes.split(|byte| *byte == b'\n').nth(1) {
            Some(line) if line == DRAFTS.as_bytes() => Reach::Drafts,
            _ => Reach::Public,
        }
    }

    /// Returns lines as those of a manifest, with the checksum that they should have.
    #[cfg(any(test, fuzzing))]
    pub(super) fn with_checksum_of(lines: &str) -> String {
        with_checksum(NAME, lines)
    }

    /// Returns a hash of all routes and contents, whatever their times.
    pub(super) fn checksum(&self) -> u128 {
        let mut bytes = Vec::with_capacity(self.files.len() * 64);
        for (route, Entry { content, .. }) in &self.files {
            bytes.extend_from_slice(route.as_str().as_bytes());
            bytes.push(0);
            bytes.extend_from_slice(&content.length.to_le_bytes());
            bytes.extend_from_slice(&content.hash.to_le_bytes());
        }
        XxHash3_128::oneshot(&bytes)
    }

    /// Returns the text of the manifest, ordered by route.
    pub(super) fn render(&self) -> String {
        let mut lines = String::with_capacity(self.files.len() * 96);
        if self.reach == Reach::Drafts {
            let _ = writeln!(lines, "{DRAFTS}");
        }
        for (route, Entry { content, time }) in &self.files {
            let _ = writeln!(lines, "{:032x} {} {} {route}", content.hash, content.length, time.render());
        }
        for (route, time) in &self.gone {
            let _ = writeln!(lines, "{GONE}{} {route}", time.render());
        }
        with_checksum(NAME, &lines)
    }
}

/// Returns the file that a line names: hash, length, time, route.
fn parse_line(line: &str) -> Option<(OutPath, Entry)> {
    let (content, rest) = parse_content(line)?;
    let (time, route) = rest.split_once(' ')?;
    Some((OutPath::parse(route).ok()?, Entry { content, time: FileTime::parse(time)? }))
}

/// Returns the file that a line of a former manifest names: hash, length, route. No file stands with the time it gets.
fn parse_former(line: &str) -> Option<(OutPath, Entry)> {
    let (content, route) = parse_content(line)?;
    Some((OutPath::parse(route).ok()?, Entry { content, time: FileTime::default() }))
}

/// Returns what a line tells of the content, and the rest of it.
fn parse_content(line: &str) -> Option<(Content, &str)> {
    let (hash, rest) = line.split_once(' ')?;
    let (length, rest) = rest.split_once(' ')?;
    Some((Content { length: length.parse().ok()?, hash: u128::from_str_radix(hash, 16).ok()? }, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manifest_comes_back_from_its_text() {
        let route = |text| OutPath::parse(text).expect("a good path");
        let time = |text| FileTime::parse(text).expect("a time");
        let entry = |length, hash, at| Entry { content: Content { length, hash }, time: time(at) };
        let files =
            [(route("b c/é.html"), entry(7, 0xfeed, "1795824000000000000")), (route("gone a"), entry(0, 0, "-1"))];
        let gone = BTreeMap::from([(route("a b/c"), time("12"))]);
        for reach in [Reach::Public, Reach::Drafts] {
            let manifest = Manifest { files: BTreeMap::from(files.clone()), gone: gone.clone(), reach };
            assert_eq!(Manifest::reach_of(manifest.render().as_bytes()), reach);
            assert_eq!(Manifest::parse(manifest.render().as_bytes()), Some(manifest));
        }
    }

    #[test]
    fn manifest_of_the_version_before_is_read() {
        let text = with_checksum(FORMER, "0000000000000000000000000000feed 7 b c/a.html\n");
        let manifest = Manifest::parse(text.as_bytes()).expect("it is whole");
        let content = Content { length: 7, hash: 0xfeed };
        let entry = Entry { content, time: FileTime::default() };
        assert_eq!(manifest.files, BTreeMap::from([(OutPath::parse("b c/a.html").expect("a good path"), entry)]));
    }

    #[test]
    fn route_out_of_the_output_damages_the_manifest() {
        for text in [
            with_checksum(NAME, "0000000000000000000000000000feed 7 0 ../victim\n"),
            with_checksum(NAME, "gone 0 ../victim\n"),
            with_checksum(FORMER, "0000000000000000000000000000feed 7 ../victim\n"),
        ] {
            assert_eq!(Manifest::parse(text.as_bytes()), None);
        }
    }
}
