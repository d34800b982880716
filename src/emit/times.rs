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

use crate::route::OutPath;

use super::file_time::{FileTime, SECOND};
use super::manifest::{Content, Manifest};

/// How long the time of a file is known that is made no more: a clock may be set back, and an old state built again with
/// the date of its sources.
const KNOWN: i64 = 366 * 24 * 60 * 60 * SECOND;

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
    fn time_of_earlier_versions_is_known_again() {
        let content = |hash| Content { length: 1, hash };
        assert!(is_made_from(FileTime(946_684_800 * SECOND), content(630_000_000)));
        assert!(is_made_from(FileTime((946_684_800 + 228_211_455) * SECOND), content(u128::MAX)));
        assert!(!is_made_from(FileTime(946_684_801 * SECOND), content(0)));
    }
}
