//! A burst: the events of one save, or of many at once, until they are over.
//!
//! Takes what each event means; tells how long it must stay quiet before the burst is over. A file that was written and
//! closed, or put in its place by a rename, is as its author wants it. One that is still being written, or has gone,
//! may be in the middle of an editor's save, and more is to come.

use std::collections::BTreeSet;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind, RenameMode};

/// How long it must be quiet where every file is whole: an author may save several at once.
const SHORT: Duration = Duration::from_millis(5);
/// How long it must be quiet where a file is not, or where the system does not tell that one was closed.
const LONG: Duration = Duration::from_millis(50);

/// What an event says of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// It is whole.
    Whole,
    /// It is being written, or it has gone.
    Open,
    /// Nothing: its rights were changed, or the like.
    Same,
}

/// Returns what an event says of the path at this place of its list.
pub(super) fn phase(kind: EventKind, place: usize) -> Phase {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Phase::Whole,
        EventKind::Modify(ModifyKind::Name(RenameMode::To)) => Phase::Whole,
        // The old name comes first.
        EventKind::Modify(ModifyKind::Name(RenameMode::Both)) if place == 1 => Phase::Whole,
        EventKind::Modify(ModifyKind::Metadata(_)) => Phase::Same,
        _ => Phase::Open,
    }
}

/// The events of one burst.
#[derive(Debug, Default)]
pub(super) struct Burst {
    /// What changed.
    pub(super) paths: BTreeSet<String>,
    /// Those of them that are not whole.
    open: BTreeSet<String>,
    /// Whether a folder appeared, or one of the site's own came or went.
    pub(super) folder: bool,
    /// Whether events were lost.
    pub(super) lost: bool,
}

impl Burst {
    /// Takes what an event says of files.
    pub(super) fn take(&mut self, found: Vec<(String, Phase)>) {
        for (path, phase) in found {
            match phase {
                Phase::Whole => _ = self.open.remove(&path),
                Phase::Open => _ = self.open.insert(path.clone()),
                Phase::Same => {}
            }
            self.paths.insert(path);
        }
    }

    /// Tells whether anything in it concerns the site.
    pub(super) fn concerns(&self) -> bool {
        self.folder || self.lost || !self.paths.is_empty()
    }

    /// Returns how long it must be quiet for the burst to be over.
    pub(super) fn quiet(&self) -> Duration {
        match () {
            // What does not concern the site delays nothing.
            () if !self.concerns() => Duration::ZERO,
            () if self.folder || self.lost || !self.open.is_empty() => LONG,
            () => SHORT,
        }
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, DataChange, MetadataKind, RemoveKind};

    use super::*;

    /// Returns how long it must be quiet after these events, each with the places of its list that concern the site.
    fn quiet_after(events: &[(EventKind, &[(usize, &str)])]) -> Duration {
        let mut burst = Burst::default();
        for (kind, paths) in events {
            burst.take(paths.iter().map(|(place, path)| ((*path).to_owned(), phase(*kind, *place))).collect());
        }
        burst.quiet()
    }

    #[test]
    fn whole_files_are_told_soon_and_others_when_it_is_quiet() {
        let create = EventKind::Create(CreateKind::File);
        let write = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        let close = EventKind::Access(AccessKind::Close(AccessMode::Write));
        let rename = |mode| EventKind::Modify(ModifyKind::Name(mode));
        let rights = EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any));
        let remove = EventKind::Remove(RemoveKind::File);
        assert_eq!(quiet_after(&[]), Duration::ZERO);
        // Written in place; before the end of it; where the system tells of no end.
        assert_eq!(quiet_after(&[(write, &[(0, "a")]), (close, &[(0, "a")])]), SHORT);
        assert_eq!(quiet_after(&[(close, &[(0, "a")]), (write, &[(0, "a")])]), LONG);
        assert_eq!(quiet_after(&[(write, &[(0, "a")]), (close, &[(0, "b")])]), LONG);
        // Written beside, renamed over: the other name is ignored and concerns nobody.
        let over = [(rename(RenameMode::To), &[(0, "a")][..]), (rename(RenameMode::Both), &[(1, "a")])];
        assert_eq!(quiet_after(&over), SHORT);
        // vim: renamed away, written anew.
        let away = [(rename(RenameMode::From), &[(0, "a")][..]), (rename(RenameMode::Both), &[(0, "a")])];
        assert_eq!(quiet_after(&away), LONG);
        let anew = [(create, &[(0, "a")][..]), (write, &[(0, "a")]), (close, &[(0, "a")]), (rights, &[(0, "a")])];
        assert_eq!(quiet_after(&[&away[..], &anew].concat()), SHORT);
        assert_eq!(quiet_after(&[(remove, &[(0, "a")])]), LONG);
    }
}
