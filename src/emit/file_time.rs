//! The modification time of a file, as the system tells it and the manifest keeps it.
//!
//! Takes what the system or a line says; gives one number, and the same back. Promises: what cannot be counted is the first or
//! the last time that can.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

use jiff::Timestamp;

/// The nanoseconds of a second.
pub(super) const SECOND: i64 = 1_000_000_000;

/// The modification time of a file, in nanoseconds since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FileTime(pub(super) i64);

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

    /// Returns the time that the system tells in seconds and nanoseconds; what cannot be counted is the first or the last that can.
    #[cfg(unix)]
    pub(super) fn of_seconds(seconds: i64, nanos: i64) -> FileTime {
        let whole = i128::from(seconds) * i128::from(SECOND) + i128::from(nanos);
        FileTime(i64::try_from(whole).unwrap_or(if whole < 0 { -i64::MAX } else { i64::MAX }))
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
    pub(super) fn later(self) -> FileTime {
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
            #[cfg(unix)]
            assert_eq!(FileTime::of_seconds(nanos.div_euclid(SECOND), nanos.rem_euclid(SECOND)), FileTime(nanos));
        }
        assert_eq!(FileTime::parse("1.5"), None);
    }
}
