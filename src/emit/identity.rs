//! The identity of a folder: what tells it from another that stands at the same path later.
//!
//! Takes a path; gives the number that the disk knows the folder by, with the time it was made at where the system tells
//! that, since numbers of removed folders are given again. It stays with the folder wherever it is moved on its disk.

use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::Path;

use super::file_time::FileTime;

/// The identity of one folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    /// The number of the folder on its disk.
    number: u64,
    /// When it was made, if the system tells.
    born: Option<FileTime>,
}

impl Identity {
    /// Returns the identity of the folder at `path`; nothing where no folder stands.
    pub(super) fn of(path: &Path) -> io::Result<Option<Identity>> {
        match fs::symlink_metadata(path) {
            Ok(metadata) if metadata.is_dir() => {
                Ok(Some(Identity { number: number_of(&metadata), born: metadata.created().ok().map(FileTime::of) }))
            }
            Ok(_) => Ok(None),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Returns the identity, or that of no folder, as a word of the journal.
    pub(super) fn render(identity: Option<Identity>) -> String {
        let Some(Identity { number, born }) = identity else { return "none".to_owned() };
        format!("{number}@{}", born.map_or_else(|| "-".to_owned(), FileTime::render))
    }

    /// Returns what a word of the journal names, which may be no folder.
    pub(super) fn parse(word: &str) -> Option<Option<Identity>> {
        if word == "none" {
            return Some(None);
        }
        let (number, born) = word.split_once('@')?;
        let born = if born == "-" { None } else { Some(FileTime::parse(born)?) };
        Some(Some(Identity { number: number.parse().ok()?, born }))
    }
}

/// Tells whether two paths name the same file; never where the system has no numbers.
pub(super) fn is_same_file(one: &Path, other: &Path) -> bool {
    let look = |path| fs::symlink_metadata(path).ok().map(|metadata| number_of(&metadata)).filter(|number| *number > 0);
    look(one).is_some_and(|number| look(other) == Some(number))
}

/// Returns the number of a file or folder on its disk.
#[cfg(unix)]
fn number_of(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

/// Returns the number of a file or folder on its disk; nought where the system does not tell.
#[cfg(not(unix))]
fn number_of(_: &Metadata) -> u64 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_goes_with_the_folder_and_comes_back_from_its_word() {
        let ground = tempfile::tempdir().expect("a folder for the test");
        let (a, b) = (ground.path().join("a"), ground.path().join("b"));
        assert_eq!(Identity::of(&a).expect("it is asked"), None);
        fs::create_dir(&a).expect("a folder is made");
        let identity = Identity::of(&a).expect("it is asked");
        assert!(identity.is_some());
        fs::rename(&a, &b).expect("a folder is moved");
        fs::create_dir(&a).expect("a folder is made");
        assert_eq!(Identity::of(&b).expect("it is asked"), identity);
        assert_ne!(Identity::of(&a).expect("it is asked"), identity);
        for identity in [identity, None, Some(Identity { number: 7, born: None })] {
            assert_eq!(Identity::parse(&Identity::render(identity)), Some(identity));
        }
        for word in ["", "7", "7@", "@-", "x@-", "7@x"] {
            assert_eq!(Identity::parse(word), None, "{word}");
        }
    }
}
