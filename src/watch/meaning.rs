//! What a signal means for the site.
//!
//! Takes events of the system as they come; gives which paths of the site they concern. Promises: reading is no change, and
//! what is no text or layout of the site concerns nobody.

use std::path::Path;

use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, ModifyKind, RemoveKind, RenameMode};

use crate::ignored::{is_ignored, is_meant};

use super::burst::{Phase, phase};
use super::{Signal, Watch, is_exhausted, is_folder};

/// What one signal means.
pub(super) enum Meaning {
    /// Nothing that concerns the site.
    Nothing,
    /// These paths changed.
    Paths(Vec<(String, Phase)>),
    /// A folder appeared, or the root or one of the site's own folders came or went.
    Folder(Vec<(String, Phase)>),
    /// Events were lost.
    Lost,
    /// The system has no watches left.
    Exhausted,
    /// The wish to stop.
    Stop,
}

impl Watch {
    /// Returns what a signal means, and watches a folder of the site that has appeared.
    pub(super) fn meaning(&mut self, signal: Signal) -> Meaning {
        let event = match signal {
            Signal::Stop => return Meaning::Stop,
            Signal::Event(Err(error)) if is_exhausted(&error) => return Meaning::Exhausted,
            Signal::Event(Err(_)) => return Meaning::Lost,
            Signal::Event(Ok(event)) => event,
        };
        if event.need_rescan() {
            return Meaning::Lost;
        }
        // Reading a file is an event too, and no change.
        if matches!(event.kind, EventKind::Access(access) if access != AccessKind::Close(AccessMode::Write)) {
            return Meaning::Nothing;
        }
        let goes = matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)));
        if goes && event.paths.contains(&self.root) {
            return Meaning::Folder(Vec::new());
        }
        let places = event.paths.iter().enumerate();
        let paths: Vec<(String, Phase)> =
            places.filter_map(|(place, path)| Some((self.concerned(path)?, phase(event.kind, place)))).collect();
        if paths.is_empty() {
            return Meaning::Nothing;
        }
        let own = paths.iter().filter_map(|(path, _)| self.folders.iter().position(|folder| folder == path));
        let own: Vec<usize> = own.collect();
        for at in &own {
            if self.watch_folder(*at).is_err_and(|error| is_exhausted(&error)) {
                return Meaning::Exhausted;
            }
        }
        let folders = event.paths.iter().any(|path| is_folder(path)) && is_arrival(event.kind);
        let removed = matches!(event.kind, EventKind::Remove(RemoveKind::Folder));
        if folders || removed || !own.is_empty() { Meaning::Folder(paths) } else { Meaning::Paths(paths) }
    }

    /// Returns the path from the site's root, if it lies in one of the folders and is no ignored file.
    fn concerned(&self, path: &Path) -> Option<String> {
        let relative = path.strip_prefix(&self.root).ok()?;
        let segments: Option<Vec<&str>> = relative.iter().map(|segment| segment.to_str()).collect();
        // A name that is no text cannot be told; it is reported by whoever reads the folder it stands in.
        let segments =
            segments.unwrap_or_else(|| vec![relative.iter().next().and_then(|first| first.to_str()).unwrap_or("")]);
        let first = segments.first()?;
        let kept = |name: &str| is_meant(name) || !is_ignored(name);
        let concerns = self.folders.iter().any(|folder| folder == first) && segments.iter().all(|name| kept(name));
        concerns.then(|| segments.join("/"))
    }
}

/// Tells whether something came to a place where it was not.
fn is_arrival(kind: EventKind) -> bool {
    match kind {
        EventKind::Create(kind) => kind != CreateKind::File,
        EventKind::Modify(ModifyKind::Name(mode)) => mode != RenameMode::From,
        _ => false,
    }
}
