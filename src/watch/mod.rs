//! Watching: waits until something in the site's folders has changed.
//!
//! Takes the root of a site and the names of its folders; gives, each time it is asked, what has changed since, or
//! "everything" where the system cannot say. Promises: many quick saves come as few changes and the last of them always
//! comes; folders may be missing, appear later, be renamed or be taken away, the root and those above it included; where the
//! system's events are lost the folders are looked through, and where it has no watches left twice a second; nothing is
//! looked at behind a link within the site.
#![expect(clippy::disallowed_methods, reason = "the time until a burst of events is over reaches no output")]

mod anchor;
mod burst;
#[cfg(test)]
mod faults;
mod meaning;
mod sight;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::{Config, ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::diag::Error;
use anchor::Anchor;
use burst::Burst;
use meaning::Meaning;
use sight::Sight;

/// How long a change is kept back at most, while events keep coming.
const PATIENCE: Duration = Duration::from_secs(1);
/// When to look again after a new folder was seen: files may have come into it before it was watched.
const SECOND_LOOK: Duration = Duration::from_millis(400);
/// How often the folders are looked through where the system cannot watch them.
const POLL: Duration = Duration::from_millis(500);
/// How often it is asked whether the root is still the folder that is watched.
const ANCHOR: Duration = Duration::from_millis(500);

/// What has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// These files or folders, by path from the site's root with `/` between segments; what lies under a folder of the
    /// list has changed as well.
    Paths(BTreeSet<String>),
    /// Perhaps anything.
    Everything,
    /// Nothing: somebody asked to stop.
    Stop,
}

/// What comes in from outside.
enum Signal {
    /// An event of the system, or its failure.
    Event(notify::Result<Event>),
    /// The wish to stop.
    Stop,
}

/// Asks a watch to stop, from any thread.
#[derive(Clone)]
pub struct Stopper(Sender<Signal>);

impl Stopper {
    /// Ends the present or next wait of the watch.
    pub fn stop(&self) {
        // A watch that is gone has stopped.
        let _ = self.0.send(Signal::Stop);
    }
}

/// A watch over the folders of a site.
pub struct Watch {
    root: PathBuf,
    folders: Vec<String>,
    signals: Receiver<Signal>,
    sender: Sender<Signal>,
    /// The system's watcher; none where the folders are looked through, or the root is gone.
    watcher: Option<RecommendedWatcher>,
    /// Whether the folders are looked through, as the system cannot watch them.
    polls: bool,
    /// The folder that is watched as the root; none while it is gone.
    anchor: Option<Anchor>,
    /// Which of the folders did not stand when they were to be watched.
    missing: BTreeSet<usize>,
    /// When to look next, at the root or through the folders.
    due: Instant,
    /// What stood in the folders when they were last looked through.
    seen: Option<Sight>,
    /// Whether a second look is due.
    look_again: bool,
    notes: Vec<String>,
}

impl Watch {
    /// Begins to watch folders of the site at `root`.
    ///
    /// # Errors
    /// When the system cannot watch the root itself, for another reason than that its watches are used up.
    pub fn start(root: &Path, folders: &[&str]) -> Result<Watch, Error> {
        let mut watch = Watch::idle(root, folders);
        let result = watch.arm();
        watch.begun(result)
    }

    /// Has the system watch the root and its folders, and nothing that it watched before.
    fn arm(&mut self) -> notify::Result<()> {
        self.watcher = None;
        let sender = self.sender.clone();
        let handle = move |event| _ = sender.send(Signal::Event(event));
        // Whoever reads the site follows no link in it, and what is behind one may be the whole disk.
        let mut watcher = RecommendedWatcher::new(handle, Config::default().with_follow_symlinks(false))?;
        watcher.watch(&self.root, RecursiveMode::NonRecursive)?;
        self.watcher = Some(watcher);
        (0..self.folders.len()).try_for_each(|at| self.watch_folder(at))
    }

    /// Returns the watch after it has begun, or has not.
    fn begun(mut self, result: notify::Result<()>) -> Result<Watch, Error> {
        match result {
            Ok(()) => {}
            Err(error) if is_exhausted(&error) => self.fall_back(),
            Err(error) => return Err(Error::new(format!("cannot watch `{}`: {error}", self.root.display()))),
        }
        Ok(self)
    }

    /// Begins to look through the folders twice a second, as where the system cannot watch them.
    pub fn polling(root: &Path, folders: &[&str]) -> Watch {
        let mut watch = Watch::idle(root, folders);
        watch.polls = true;
        watch.seen = Some(watch.look());
        watch
    }

    /// Returns a watch that watches nothing yet.
    fn idle(root: &Path, folders: &[&str]) -> Watch {
        let (sender, signals) = channel();
        let folders = folders.iter().map(|folder| (*folder).to_owned()).collect();
        Watch {
            root: root.to_owned(),
            folders,
            signals,
            sender,
            watcher: None,
            polls: false,
            anchor: Anchor::of(root),
            missing: BTreeSet::new(),
            due: Instant::now(),
            seen: None,
            look_again: false,
            notes: Vec::new(),
        }
    }

    /// Returns what can stop this watch.
    pub fn stopper(&self) -> Stopper {
        Stopper(self.sender.clone())
    }

    /// Returns what the author should know about how the site is watched, each note once.
    pub fn take_notes(&mut self) -> Vec<String> {
        std::mem::take(&mut self.notes)
    }

    /// Waits for the next change.
    pub fn wait(&mut self) -> Change {
        loop {
            if let Some(change) = self.next_within(None) {
                return change;
            }
        }
    }

    /// Waits for the next change for so long at most; nothing if none comes.
    pub fn wait_for(&mut self, limit: Duration) -> Option<Change> {
        self.next_within(Some(limit))
    }

    /// Waits for the next change, for so long at most if there is a limit.
    fn next_within(&mut self, limit: Option<Duration>) -> Option<Change> {
        let end = limit.map(|limit| Instant::now() + limit);
        self.due = Instant::now() + self.patience();
        loop {
            let next = end.map_or(self.due, |end| end.min(self.due));
            match self.signals.recv_timeout(next.saturating_duration_since(Instant::now())) {
                Ok(signal) => {
                    if let Some(change) = self.gather(signal) {
                        return Some(change);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                // This watch holds a sender of its own, so that there is always one.
                Err(RecvTimeoutError::Disconnected) => return Some(Change::Stop),
            }
            // However many signals come that concern nobody.
            if Instant::now() >= self.due {
                if let Some(change) = self.look_around() {
                    return Some(change);
                }
                self.due = Instant::now() + self.patience();
            }
            if end.is_some_and(|end| Instant::now() >= end) {
                return None;
            }
        }
    }

    /// Returns how long to wait before the next look.
    fn patience(&self) -> Duration {
        match () {
            () if self.polls => POLL,
            () if self.look_again => SECOND_LOOK,
            () => ANCHOR,
        }
    }

    /// Looks at what the system does not tell; nothing if all is as it was.
    fn look_around(&mut self) -> Option<Change> {
        if self.is_elsewhere() {
            return Some(Change::Everything);
        }
        let looks = self.polls || std::mem::take(&mut self.look_again);
        (looks && self.looks_different()).then_some(Change::Everything)
    }

    /// Tells whether another folder is the root now, or none, or one again, or whether a folder of the site stands that
    /// did not; then these are the ones to be watched.
    fn is_elsewhere(&mut self) -> bool {
        let now = Anchor::of(&self.root);
        if self.polls || now == self.anchor && !self.has_come_unseen() {
            return false;
        }
        let was_there = self.anchor.is_some();
        self.anchor = now;
        if now.is_some() {
            match self.arm() {
                Ok(()) => {}
                Err(error) if is_exhausted(&error) => self.fall_back(),
                // It has gone again meanwhile, or may not be read yet.
                Err(_) => self.anchor = None,
            }
        }
        if self.anchor.is_none() {
            self.watcher = None;
            if !was_there {
                return false;
            }
            self.note(&format!("`{}` is gone; the preview waits for it to come back", self.root.display()));
        }
        self.seen = Some(self.look());
        // Files may have come into it before it was watched.
        self.look_again = true;
        true
    }

    /// Tells whether one of the folders that did not stand does now: where the root was away when the folder was to be
    /// watched and is the same again, no event tells of it.
    fn has_come_unseen(&self) -> bool {
        self.missing.iter().any(|at| is_folder(&self.root.join(&self.folders[*at])))
    }

    /// Gathers the signals of one burst; nothing if none of them concerns the site.
    fn gather(&mut self, first: Signal) -> Option<Change> {
        let began = Instant::now();
        let mut burst = Burst::default();
        let mut next = Some(first);
        while let Some(signal) = next {
            match self.meaning(signal) {
                Meaning::Nothing => {}
                Meaning::Paths(found) => burst.take(found),
                Meaning::Folder(found) => {
                    burst.folder = true;
                    burst.take(found);
                }
                Meaning::Lost => burst.lost = true,
                Meaning::Exhausted => {
                    self.fall_back();
                    return Some(Change::Everything);
                }
                Meaning::Stop => return Some(Change::Stop),
            }
            let wait = if began.elapsed() < PATIENCE { burst.quiet() } else { Duration::ZERO };
            next = self.signals.recv_timeout(wait).ok();
            if began.elapsed() >= PATIENCE && next.is_some() && burst.concerns() {
                // The signal taken out is put back behind the others: what it tells is told once more.
                let _ = next.map(|signal| self.sender.send(signal));
                break;
            }
        }
        self.conclude(burst)
    }

    /// Returns the change that a burst amounts to.
    fn conclude(&mut self, burst: Burst) -> Option<Change> {
        // What was told may concern a folder that is the root no more.
        if burst.concerns() && self.is_elsewhere() {
            return Some(Change::Everything);
        }
        let Burst { paths, folder, lost, .. } = burst;
        if folder {
            self.seen = Some(self.look());
            self.look_again = true;
            return Some(Change::Everything);
        }
        if lost {
            // Reading a great site loses events too, and must not be followed by reading it again.
            let different = self.looks_different() || !paths.is_empty();
            if different {
                self.note("the system lost some events; all files were looked through");
            }
            return different.then_some(Change::Everything);
        }
        if paths.is_empty() {
            return None;
        }
        self.seen = self.look_again.then(|| self.look());
        Some(Change::Paths(paths))
    }

    /// Watches one of the site's folders, if it stands.
    fn watch_folder(&mut self, at: usize) -> notify::Result<()> {
        let path = self.root.join(&self.folders[at]);
        let Some(watcher) = &mut self.watcher else { return Ok(()) };
        // What was watched under this name may be another folder by now.
        let _ = watcher.unwatch(&path);
        self.missing.remove(&at);
        let result = if is_folder(&path) { watcher.watch(&path, RecursiveMode::Recursive) } else { Ok(()) };
        // It may go away meanwhile.
        if is_folder(&path) || result.as_ref().is_err_and(is_exhausted) {
            return result;
        }
        self.missing.insert(at);
        Ok(())
    }

    /// Gives up watching for looking through the folders.
    fn fall_back(&mut self) {
        self.watcher = None;
        self.polls = true;
        self.seen = Some(self.look());
        self.note("the system's limit of watches is reached; the folders are looked through twice a second instead");
    }

    /// Adds a note.
    fn note(&mut self, text: &str) {
        self.notes.push(text.to_owned());
    }

    /// Looks through the folders.
    fn look(&self) -> Sight {
        Sight::take(&self.root, &self.folders)
    }

    /// Looks through the folders, and tells whether they differ from the last time, or whether there was none.
    fn looks_different(&mut self) -> bool {
        let now = self.look();
        let different = self.seen.as_ref() != Some(&now);
        self.seen = Some(now);
        different
    }
}

/// Tells whether a folder stands at a path, and no link to one.
fn is_folder(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|metadata| metadata.is_dir())
}

/// Tells whether the system has no watches left, or no more programs may watch (inotify(7): `EMFILE`, `ENOSPC`).
fn is_exhausted(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::MaxFilesWatch => true,
        ErrorKind::Io(error) => cfg!(unix) && matches!(error.raw_os_error(), Some(24 | 28)),
        _ => false,
    }
}
