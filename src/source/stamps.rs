//! Stamps of files: what the system says of a file, by which it is known to be the same without being read.
//!
//! A stamp is made of the device and number of a file, its length, and the times at which its bytes and its entry were last
//! changed: who changes a file changes the last of these, whatever else is put back. A file that was changed in the very moment in
//! which it was read can have the stamp of what it is now with the bytes of what it was; so stamps that are not yet old enough
//! are forgotten, and such files are read again (the rule of git, "racy-git" in its documentation). Where the system says no
//! such thing there are no stamps, and all files are read.

use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::packed::{Reader, Writer};
use crate::track::{Fingerprint, Table, combine, fingerprint};

/// How long a file must have been left alone before it was read: file systems keep times by steps of up to two seconds.
const AGE: Duration = Duration::from_secs(3);

/// The stamp of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// The hash of what the system says.
    hash: u64,
    /// When the file or its entry was last changed, in seconds since 1970.
    changed: u64,
}

impl Stamp {
    /// Returns the stamp of a file, where the system says enough of it.
    #[cfg(unix)]
    pub(super) fn of(metadata: &Metadata) -> Option<Stamp> {
        use std::os::unix::fs::MetadataExt;
        let numbers = [
            metadata.dev(),
            metadata.ino(),
            metadata.size(),
            metadata.mtime().cast_unsigned(),
            metadata.mtime_nsec().cast_unsigned(),
            metadata.ctime().cast_unsigned(),
            metadata.ctime_nsec().cast_unsigned(),
        ];
        let mut bytes = [0; 7 * size_of::<u64>()];
        bytes
            .chunks_exact_mut(size_of::<u64>())
            .zip(numbers)
            .for_each(|(to, number)| to.copy_from_slice(&number.to_le_bytes()));
        let changed = u64::try_from(metadata.mtime().max(metadata.ctime())).ok()?;
        metadata.is_file().then(|| Stamp { hash: fingerprint(&bytes), changed })
    }

    /// Returns the stamp of a file: the system does not say when its entry was changed.
    #[cfg(not(unix))]
    pub(super) fn of(_: &Metadata) -> Option<Stamp> {
        None
    }
}

/// The stamps of the files of a site, as they were when they were last read.
///
/// No path is among them, for some pages are held back: what is kept of one cannot be known by whoever has not its file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamps(Vec<Stamped>);

/// A file that has a stamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamped {
    /// Its path and its stamp, in one number.
    key: u64,
    /// The fingerprint of what was read.
    fingerprint: Fingerprint,
}

/// Returns the number by which a file with a stamp is known.
fn key_of(path: &str, hash: u64) -> u64 {
    combine(fingerprint(path.as_bytes()), hash)
}

impl Stamps {
    /// Returns for each of these files the fingerprint of what was read, if it has the stamp it had then.
    pub(super) fn known<'a>(
        &self,
        files: impl Iterator<Item = (&'a str, Option<Stamp>)>,
    ) -> impl Iterator<Item = Option<(Stamp, Fingerprint)>> {
        let known: Table<u64, Fingerprint> = self.0.iter().map(|stamped| (stamped.key, stamped.fingerprint)).collect();
        files.map(move |(path, stamp)| stamp.and_then(|stamp| Some((stamp, *known.get(&key_of(path, stamp.hash))?))))
    }

    /// Notes a file that was read, unless it was changed too shortly before `now`, when reading began.
    pub(super) fn note(&mut self, path: &str, stamp: Stamp, fingerprint: Fingerprint, now: SystemTime) {
        let settled = now.duration_since(UNIX_EPOCH).ok().and_then(|since| since.checked_sub(AGE));
        if settled.is_some_and(|settled| stamp.changed < settled.as_secs()) {
            self.0.push(Stamped { key: key_of(path, stamp.hash), fingerprint });
        }
    }

    /// Returns the stamps as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.number(self.0.len());
        for Stamped { key, fingerprint } in &self.0 {
            out.fixed(*key);
            out.fixed(*fingerprint);
        }
        out.bytes
    }

    /// Returns the stamps that bytes hold; `None` where the bytes are not those of stamps.
    pub fn read(bytes: &[u8]) -> Option<Stamps> {
        let (mut from, mut stamps) = (Reader(bytes), Vec::new());
        for _ in 0..from.count()? {
            stamps.push(Stamped { key: from.fixed()?, fingerprint: from.fixed()? });
        }
        from.0.is_empty().then_some(Stamps(stamps))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_come_back_and_no_other_bytes_are_taken_for_some() {
        let mut stamps = Stamps::default();
        let now = UNIX_EPOCH + Duration::from_secs(1_000);
        for (path, changed) in [("content/a.md", 7), ("content/b.png", 9)] {
            stamps.note(path, Stamp { hash: changed * 3, changed }, changed, now);
        }
        let bytes = stamps.to_bytes();
        assert_eq!(Stamps::read(&bytes), Some(stamps.clone()));
        for end in 0..bytes.len() {
            assert_eq!(Stamps::read(&bytes[..end]), None, "cut off at {end}");
        }
        let stamp = |hash| Some(Stamp { hash, changed: 0 });
        let check = |files: &[(&str, Option<Stamp>)], expected: &[Option<u64>]| {
            let known = stamps.known(files.iter().copied());
            assert_eq!(known.map(|known| known.map(|(_, known)| known)).collect::<Vec<_>>(), expected);
        };
        check(&[("content/a.md", stamp(21)), ("content/b.png", stamp(27))], &[Some(7), Some(9)]);
        check(
            &[("content/a.md", stamp(22)), ("content/aa.md", stamp(21)), ("content/b.png", None)],
            &[None, None, None],
        );
        check(
            &[("content/0.md", stamp(21)), ("content/b.png", stamp(27)), ("content/c.md", stamp(27))],
            &[None, Some(9), None],
        );
        check(&[], &[]);
    }

    #[test]
    fn file_that_was_just_changed_has_no_stamp() {
        let began = UNIX_EPOCH + Duration::from_secs(100);
        for (changed, is_noted) in [(0, true), (96, true), (97, false), (100, false), (101, false), (u64::MAX, false)] {
            let mut stamps = Stamps::default();
            stamps.note("a", Stamp { hash: 1, changed }, 2, began);
            assert_eq!(stamps != Stamps::default(), is_noted, "{changed}");
        }
    }
}
