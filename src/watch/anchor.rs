//! The anchor: which folder stands under the name of the site's root.
//!
//! Takes a path; gives a value that differs once another folder stands there, or none. The system watches folders and not
//! names: of a root that was removed and made again, moved away and back, or lies below a folder that was renamed, it tells
//! nothing, or only of the one that is gone.

use std::fs::Metadata;
use std::path::Path;
use std::time::SystemTime;

/// A folder, told from any that stood under its name before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Anchor {
    /// The file system and the number of the folder in it.
    number: (u64, u64),
    /// When it was made, where the system keeps that: numbers are given again.
    made: Option<SystemTime>,
}

impl Anchor {
    /// Returns the folder at `path`, through links; none where no folder stands.
    pub(super) fn of(path: &Path) -> Option<Anchor> {
        let metadata = path.metadata().ok().filter(Metadata::is_dir)?;
        Some(Anchor { number: number_of(&metadata), made: metadata.created().ok() })
    }
}

/// Returns the file system and the number of a folder in it.
#[cfg(unix)]
fn number_of(metadata: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt as _;
    (metadata.dev(), metadata.ino())
}

/// Returns nothing: this system keeps no such number.
#[cfg(not(unix))]
fn number_of(_: &Metadata) -> (u64, u64) {
    (0, 0)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests work on folders of their own")]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn folder_is_told_from_another_of_its_name_and_known_again() {
        let ground = tempfile::tempdir().expect("a folder");
        let (root, away) = (ground.path().join("t"), ground.path().join("away"));
        assert_eq!(Anchor::of(&root), None);
        fs::create_dir(&root).expect("our own");
        let first = Anchor::of(&root);
        assert!(first.is_some());
        fs::write(root.join("x"), "x").expect("our own");
        assert_eq!(Anchor::of(&root), first, "a new file in it makes it no other");
        fs::rename(&root, &away).expect("our own");
        fs::create_dir(&root).expect("our own");
        assert_ne!(Anchor::of(&root), first);
        fs::remove_dir(&root).expect("our own");
        fs::write(&root, "a file").expect("our own");
        assert_eq!(Anchor::of(&root), None);
        fs::remove_file(&root).expect("our own");
        fs::rename(&away, &root).expect("our own");
        assert_eq!(Anchor::of(&root), first);
    }
}
