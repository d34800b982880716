//! Faults of the system's watching, fed to a watch: events lost, watches used up, in the beginning and later.
#![expect(clippy::disallowed_methods, reason = "tests work on folders of their own")]

use std::fs;
use std::path::Path;

use notify::event::{EventKind, Flag};

use super::*;

/// How long a test waits for what must come: far longer than it takes.
const DEADLINE: Duration = Duration::from_secs(60);
/// How long nothing must come for it to be believed that nothing comes.
const SILENCE: Duration = Duration::from_millis(900);

/// Returns a folder with a letter, and a watch over it whose system tells nothing by itself.
fn deaf() -> (tempfile::TempDir, Watch) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("content/letters")).expect("a folder is made");
    save(folder.path(), "a");
    let mut watch = Watch::idle(folder.path(), &["content", "layouts"]);
    watch.watcher = Some(notify::recommended_watcher(|_: notify::Result<Event>| {}).expect("a watcher"));
    watch.seen = Some(watch.look());
    (folder, watch)
}

/// Saves the letter.
fn save(root: &Path, text: &str) {
    fs::write(root.join("content/letters/a.md"), text).expect("a file is written");
}

/// Feeds a signal of the system to a watch.
fn feed(watch: &Watch, event: notify::Result<Event>) {
    watch.sender.send(Signal::Event(event)).expect("the watch listens");
}

/// Returns the event that tells of lost ones.
fn rescan() -> Event {
    Event::new(EventKind::Other).set_flag(Flag::Rescan)
}

/// Returns the failures that mean that nothing more can be watched.
fn exhausted() -> [notify::Error; 3] {
    let system = |number| notify::Error::io(std::io::Error::from_raw_os_error(number));
    [notify::Error::new(ErrorKind::MaxFilesWatch), system(24), system(28)]
}

#[test]
fn lost_events_are_made_up_for_by_looking() {
    for event in [Ok(rescan()), Err(notify::Error::generic("something broke"))] {
        let (folder, mut watch) = deaf();
        save(folder.path(), "aa");
        assert_eq!(watch.wait_for(SILENCE), None, "the system tells nothing here");
        feed(&watch, event);
        assert_eq!(watch.wait_for(DEADLINE), Some(Change::Everything));
        let notes = watch.take_notes();
        assert!(notes.len() == 1 && notes[0].contains("lost some events"), "{notes:?}");
        assert!(watch.take_notes().is_empty());
    }
}

#[test]
fn lost_events_are_no_change_where_nothing_changed() {
    let (_folder, mut watch) = deaf();
    feed(&watch, Ok(rescan()));
    assert_eq!(watch.wait_for(SILENCE), None);
    assert!(watch.take_notes().is_empty());
}

#[test]
fn watches_used_up_while_watching_are_replaced_by_looking() {
    for error in exhausted() {
        let (folder, mut watch) = deaf();
        save(folder.path(), "aa");
        feed(&watch, Err(error));
        // What was saved in between may not have been told.
        assert_eq!(watch.wait_for(DEADLINE), Some(Change::Everything));
        let notes = watch.take_notes();
        assert!(notes.len() == 1 && notes[0].contains("limit of watches is reached"), "{notes:?}");
        assert_eq!(watch.wait_for(SILENCE), None);
        save(folder.path(), "aaa");
        assert_eq!(watch.wait_for(DEADLINE), Some(Change::Everything));
    }
}

#[test]
fn watches_used_up_from_the_beginning_are_replaced_by_looking() {
    for error in exhausted() {
        let (folder, watch) = deaf();
        let mut watch = watch.begun(Err(error)).expect("the folders can be looked through");
        assert_eq!(watch.take_notes().len(), 1);
        save(folder.path(), "aa");
        assert_eq!(watch.wait_for(DEADLINE), Some(Change::Everything));
    }
    let (_folder, watch) = deaf();
    let error = watch.begun(Err(notify::Error::path_not_found())).err().expect("another failure is one");
    assert!(error.to_string().starts_with("cannot watch `"), "{error}");
}

#[test]
fn wait_ends_when_asked_to_whatever_else_is_due() {
    // While the folders are looked through, and while a second look is due.
    for (watched, look_again) in [(false, false), (true, true), (true, false)] {
        let (_folder, mut watch) = deaf();
        watch.look_again = look_again;
        if !watched {
            watch.watcher = None;
            watch.polls = true;
        }
        for limit in [Duration::ZERO, Duration::from_millis(20), SILENCE] {
            assert_eq!(watch.wait_for(limit), None);
        }
        watch.stopper().stop();
        assert_eq!(watch.wait_for(DEADLINE), Some(Change::Stop));
    }
}

#[test]
fn folder_that_was_told_of_while_the_root_was_away_is_watched_when_it_is_back() {
    let ground = tempfile::tempdir().expect("a folder");
    let (root, away) = (ground.path().join("site"), ground.path().join("away"));
    fs::create_dir_all(root.join("content/letters")).expect("a folder is made");
    let mut watch = Watch::start(&root, &["content", "layouts"]).expect("the folders can be watched");
    fs::create_dir(root.join("layouts")).expect("a folder is made");
    fs::rename(&root, &away).expect("our own");
    // What tells of the folder comes late, and the root is back before anybody looks.
    watch.watch_folder(1).expect("nothing stands there");
    while watch.signals.recv_timeout(Duration::from_millis(50)).is_ok() {}
    fs::rename(&away, &root).expect("our own");
    while watch.wait_for(SILENCE).is_some() {}
    fs::write(root.join("layouts/base.html"), "x").expect("a file is written");
    assert!(watch.wait_for(DEADLINE).is_some());
}
