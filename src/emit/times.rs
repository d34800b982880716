//! File times: when a copying program, a server or a browser takes a file for changed.
//!
//! Takes the date that a build gives to what it changes, and the times a file had; gives the time it gets. It promises:
//!
//! - a file with other bytes is dated later than it ever was in this output, so that `cp -u`, `rsync -u`, uploaders by
//!   date and browsers that ask `If-Modified-Since` notice it;
//! - the date is a day and no time of day, so that nobody reads office hours from it;
//! - a file whose bytes stay keeps its time.
//!
//! Versions of this program before the second manifest made the time from the bytes, between 2000 and 2020. Such a file is
//! dated anew, once: the copy of it that stands elsewhere may be older text with a later time.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

use jiff::Timestamp;

use crate::route::OutPath;

use super::manifest::{Content, Manifest};

/// The nanoseconds of a second.
const SECOND: i64 = 1_000_000_000;
/// How long the time of a file is known that is made no more: a clock may be set back, and an old state built again with
/// the date of its sources.
const KNOWN: i64 = 366 * 24 * 60 * 60 * SECOND;

/// The modification time of a file, in nanoseconds since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FileTime(i64);

impl FileTime {
    /// Returns the time of an instant.
    pub(super) fn at(instant: Timestamp) -> FileTime {
        let past = if instant < Timestamp::UNIX_EPOCH { i64::MIN } else { i64::MAX };
        FileTime(i64::try_from(instant.as_nanosecond()).unwrap_or(past))
    }

    /// Returns the time that the system tells; what cannot be counted is the first or the last that can.
    pub(super) fn of(time: SystemTime) -> FileTime {
        let nanos = |span: Duration| i64::try_from(span.as_nanos()).unwrap_or(i64::MAX);
        match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => FileTime(nanos(after)),
            Err(error) => FileTime(nanos(error.duration()).saturating_neg()),
        }
    }

    /// Returns the time at which the system last noted a change of a file, its name and permissions included; nothing
    /// where it does not tell.
    #[cfg(unix)]
    pub(super) fn of_change(metadata: &Metadata) -> Option<FileTime> {
        use std::os::unix::fs::MetadataExt;
        Some(FileTime(metadata.ctime().checked_mul(SECOND)?.checked_add(metadata.ctime_nsec())?))
    }

    /// Returns the time at which the system last noted a change of a file; nothing where it does not tell.
    #[cfg(not(unix))]
    pub(super) fn of_change(_: &Metadata) -> Option<FileTime> {
        None
    }

    /// Returns the time as the system takes it.
    pub(super) fn to_system(self) -> SystemTime {
        let span = Duration::from_nanos(self.0.unsigned_abs());
        if self.0 < 0 { SystemTime::UNIX_EPOCH - span } else { SystemTime::UNIX_EPOCH + span }
    }

    /// Returns a time that is later on every file system: some keep whole seconds only, and FAT every other one.
    fn later(self) -> FileTime {
        let seconds = self.0.div_euclid(SECOND) + i64::from(self.0.rem_euclid(SECOND) > 0);
        FileTime(((seconds + 3) & !1).saturating_mul(SECOND))
    }

    /// Returns the time that a line of the manifest names.
    pub(super) fn parse(text: &str) -> Option<FileTime> {
        text.parse().ok().map(FileTime)
    }

    /// Returns the text of the time for the manifest.
    pub(super) fn render(self) -> String {
        self.0.to_string()
    }
}

/// The times that a build gives.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dating {
    /// The date of what it changes.
    pub(super) date: FileTime,
}

impl Dating {
    /// Returns the time of a file for `route` with this content, where one with this time stands or none.
    ///
    /// Only an output that was removed is made again as it was, at the times of the manifest.
    pub(super) fn of(self, route: &OutPath, content: Content, standing: Option<FileTime>, last: &Manifest) -> FileTime {
        let known = last.files.get(route);
        if let (None, Some(known)) = (standing, known)
            && known.content == content
            && !is_made_from(known.time, content)
        {
            return known.time;
        }
        let past = [standing, known.map(|known| known.time), last.gone.get(route).copied()];
        past.into_iter().flatten().map(FileTime::later).fold(self.date, FileTime::max)
    }

    /// Returns the times of files that once were and are no more, as far as one that comes back might be dated before them.
    pub(super) fn gone(self, last: &Manifest, is_made: impl Fn(&OutPath) -> bool) -> Vec<(OutPath, FileTime)> {
        let past = last.files.iter().map(|(route, entry)| (route, entry.time));
        let past = past.chain(last.gone.iter().map(|(route, time)| (route, *time)));
        let kept = past.filter(|(route, time)| time.0.saturating_add(KNOWN) >= self.date.0 && !is_made(route));
        kept.map(|(route, time)| (route.clone(), time)).collect()
    }
}

/// Tells whether an earlier version of this program made the time from the content.
pub(super) fn is_made_from(time: FileTime, content: Content) -> bool {
    const FIRST_SECOND: i64 = 946_684_800;
    const SPAN: u128 = 630_000_000;
    i64::try_from(content.hash % SPAN).is_ok_and(|seconds| time == FileTime((FIRST_SECOND + seconds) * SECOND))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_time_is_later_where_seconds_are_counted_by_twos() {
        for (nanos, seconds) in [
            (0, 2),
            (2 * SECOND, 4),
            (3 * SECOND, 6),
            (3 * SECOND - 1, 6),
            (2 * SECOND + 1, 6),
            (-3 * SECOND, 0),
            (1_795_824_000 * SECOND, 1_795_824_002),
        ] {
            let later = FileTime(nanos).later();
            assert_eq!(later, FileTime(seconds * SECOND), "{nanos}");
            // However a file system rounds the one, up or down to even seconds, it comes before the other.
            assert!(
                FileTime((nanos.div_euclid(2 * SECOND) + i64::from(nanos % (2 * SECOND) != 0)) * 2 * SECOND) < later
            );
        }
        assert_eq!(FileTime(i64::MAX).later(), FileTime(i64::MAX));
    }

    #[test]
    fn times_come_back_from_the_system_and_the_manifest() {
        for nanos in [0, 1, -1, 1_795_824_000 * SECOND, -7 * SECOND - 5] {
            assert_eq!(FileTime::of(FileTime(nanos).to_system()), FileTime(nanos));
            assert_eq!(FileTime::parse(&FileTime(nanos).render()), Some(FileTime(nanos)));
        }
        assert_eq!(FileTime::parse("1.5"), None);
    }

    #[test]
    fn time_of_earlier_versions_is_known_again() {
        let content = |hash| Content { length: 1, hash };
        assert!(is_made_from(FileTime(946_684_800 * SECOND), content(630_000_000)));
        assert!(is_made_from(FileTime((946_684_800 + 228_211_455) * SECOND), content(u128::MAX)));
        assert!(!is_made_from(FileTime(946_684_801 * SECOND), content(0)));
    }
}
