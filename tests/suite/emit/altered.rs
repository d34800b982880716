//! Files that somebody has changed since the last build and made to look as if not.

use std::fs;
use std::time::SystemTime;

use demarche::emit::{Emitter, Reach};

use super::{Ground, SITE, day, modified, route};

/// Takes the output for a build.
fn open(ground: &Ground) -> Emitter {
    Emitter::open(&ground.out(), Reach::Public, day(1), &mut |who| panic!("nobody else builds here, but {who}"))
        .expect("the output is taken")
}

/// Changes a byte of a page, and puts its length and its time back.
fn alter(ground: &Ground) {
    let page = ground.path("letters/a/index.html");
    let time = modified(&page);
    fs::write(&page, "A").expect("our own");
    touch(ground, time);
}

/// Gives the page a time.
fn touch(ground: &Ground, time: SystemTime) {
    let page = fs::File::options().write(true).open(ground.path("letters/a/index.html")).expect("our own");
    page.set_modified(time).expect("our own");
}

/// Dates the books anew, as a restored copy of the folder would.
fn close_books_anew(ground: &Ground) {
    std::thread::sleep(std::time::Duration::from_millis(30));
    let manifest = fs::read(ground.book("manifest")).expect("our own");
    fs::write(ground.book("manifest"), manifest).expect("our own");
}

/// Tells whether a file stands as the last build left it.
fn is_as_left(emitter: &Emitter, path: &str) -> bool {
    emitter.are_as_left(&[&route(path)])[0]
}

/// Returns a ground with the site, on which some time has passed.
fn ground() -> Ground {
    let ground = Ground::new();
    ground.build(SITE);
    // Disks count time by the tick of the system's clock.
    std::thread::sleep(std::time::Duration::from_millis(30));
    ground
}

#[test]
#[cfg(unix)]
fn length_and_time_that_were_put_back_hide_no_change() {
    let ground = ground();
    assert_eq!(open(&ground).standing_as_left(), Some(3));
    alter(&ground);
    assert_eq!(open(&ground).standing_as_left(), None);
    let emitter = open(&ground);
    assert!(!is_as_left(&emitter, "letters/a/index.html") && is_as_left(&emitter, "index.html"));
    drop(emitter);
    ground.build(SITE);
    ground.assert_stands(SITE);
    // Made later than ever, so that whoever copies by time takes the mended page.
    assert_eq!(open(&ground).standing_as_left(), Some(3));
}

#[test]
#[cfg(unix)]
fn file_that_was_touched_is_read_once_and_no_more() {
    let ground = ground();
    touch(&ground, modified(&ground.path("letters/a/index.html")));
    let closed = || fs::metadata(ground.book("manifest")).and_then(|metadata| metadata.modified()).expect("it stands");
    let before = closed();
    assert_eq!(open(&ground).standing_as_left(), Some(3));
    let after = closed();
    assert_ne!(before, after, "the books are closed anew");
    assert_eq!(open(&ground).standing_as_left(), Some(3));
    assert_eq!(closed(), after, "nothing had to be read");
    // Where the site differs elsewhere, the books are new anyway.
    touch(&ground, modified(&ground.path("letters/a/index.html")));
    assert!(is_as_left(&open(&ground), "letters/a/index.html"));
}

#[test]
fn verification_finds_what_no_time_tells() {
    let ground = ground();
    assert_eq!(open(&ground).verify(), Vec::<String>::new());
    alter(&ground);
    fs::remove_file(ground.path("letters/b/index.html")).expect("our own");
    ground.write("theirs.txt", "theirs");
    close_books_anew(&ground);
    assert!(is_as_left(&open(&ground), "letters/a/index.html"), "the hints are silent");
    let mut emitter = open(&ground);
    assert_eq!(emitter.verify(), ["letters/a/index.html", "letters/b/index.html"]);
    assert_eq!(emitter.standing_as_left(), None);
    assert!(!is_as_left(&emitter, "letters/a/index.html") && is_as_left(&emitter, "index.html"));
}
