//! File times: what is changed is dated with the day and later than before, what is not keeps its time.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use demarche::emit::{Emitter, Reach, recover};

use super::{Ground, SITE, build_on, day, files_of, modified, route, standing};

/// Returns the time that many seconds after a day of the test has begun.
fn at(number: i64, seconds: u64) -> SystemTime {
    let began = u64::try_from(day(number).as_second()).expect("after 1970");
    SystemTime::UNIX_EPOCH + Duration::from_secs(began + seconds)
}

/// Gives a file a time.
fn touch(path: &Path, time: SystemTime) {
    fs::File::options().write(true).open(path).and_then(|file| file.set_modified(time)).expect("our own");
}

/// Returns the time of every file.
fn times(out: &Path) -> BTreeMap<String, SystemTime> {
    standing(out).into_keys().map(|path| (path.clone(), modified(&out.join(path)))).collect()
}

#[test]
fn changed_file_is_dated_with_the_day_and_others_keep_theirs() {
    let ground = Ground::new();
    let build = |number, files: &[(&str, &str)]| build_on(day(number), &ground.out(), files).expect("a good disk");
    build(1, SITE);
    assert!(times(&ground.out()).into_values().all(|time| time == at(1, 0)));
    build(9, &[("index.html", "HOME"), SITE[1], SITE[2], ("new/index.html", "new")]);
    let expected = [("index.html", 9), ("letters/a/index.html", 1), ("letters/b/index.html", 1), ("new/index.html", 9)];
    assert_eq!(times(&ground.out()), expected.map(|(path, day)| (path.to_owned(), at(day, 0))).into());
    // Nothing changed, so nothing is dated anew.
    assert_eq!(build(12, &[("index.html", "HOME"), SITE[1], SITE[2], ("new/index.html", "new")]).written, 0);
    assert_eq!(times(&ground.out()), expected.map(|(path, day)| (path.to_owned(), at(day, 0))).into());
}

#[test]
fn time_never_goes_back_whatever_the_clock_says() {
    let ground = Ground::new();
    let build = |number, text| {
        build_on(day(number), &ground.out(), &[("a", text)]).expect("a good disk");
        modified(&ground.path("a"))
    };
    assert_eq!(build(5, "one"), at(5, 0));
    assert_eq!(build(5, "two"), at(5, 2));
    assert_eq!(build(5, "one"), at(5, 4));
    // The clock was set back, or `SOURCE_DATE_EPOCH` is that of an old commit.
    assert_eq!(build(1, "four"), at(5, 6));
    assert_eq!(build(6, "five"), at(6, 0));
    // Somebody touched it, in the middle of a second.
    touch(&ground.path("a"), at(8, 3) + Duration::from_millis(500));
    assert_eq!(build(7, "five"), at(8, 3) + Duration::from_millis(500));
    assert_eq!(build(7, "six"), at(8, 6));
    // And somebody else gave it an old time: what the last build gave counts too.
    touch(&ground.path("a"), at(0, 0));
    assert_eq!(build(7, "seven"), at(8, 8));
}

#[test]
fn file_that_was_gone_comes_back_later() {
    let ground = Ground::new();
    let build = |number, files: &[(&str, &str)]| build_on(day(number), &ground.out(), files).expect("a good disk");
    build(1, &[("a", "one"), ("b", "b")]);
    build(1, &[("a", "two"), ("b", "b")]);
    build(1, &[("b", "b")]);
    build(1, &[("b", "b")]);
    build(1, &[("a", "four"), ("b", "b")]);
    assert_eq!(modified(&ground.path("a")), at(1, 4), "the copy elsewhere may still be the second");
    // A file where a folder was.
    build(2, &[("a/index.html", "deep"), ("b", "b")]);
    build(2, &[("a", "five"), ("b", "b")]);
    assert_eq!(modified(&ground.path("a")), at(2, 0));
    // What cannot matter any more is forgotten.
    let manifest = || fs::read_to_string(ground.book("manifest")).expect("it stands");
    build(3, &[("b", "b")]);
    assert!(manifest().contains("gone"), "{}", manifest());
    build(400, &[("b", "b")]);
    assert!(!manifest().contains("gone"), "{}", manifest());
}

#[test]
fn output_that_was_removed_is_made_again_with_its_times() {
    let ground = Ground::new();
    build_on(day(1), &ground.out(), SITE).expect("a good disk");
    fs::remove_dir_all(ground.out()).expect("it stands");
    build_on(day(3), &ground.out(), &[("index.html", "HOME"), SITE[1], SITE[2]]).expect("a good disk");
    let expected = [("index.html", 3), ("letters/a/index.html", 1), ("letters/b/index.html", 1)];
    assert_eq!(times(&ground.out()), expected.map(|(path, day)| (path.to_owned(), at(day, 0))).into());
}

#[test]
fn lost_books_give_no_file_an_older_time() {
    let ground = Ground::new();
    build_on(day(4), &ground.out(), SITE).expect("a good disk");
    fs::remove_dir_all(ground.book("")).expect("it stands");
    build_on(day(2), &ground.out(), SITE).expect("a good disk");
    assert!(times(&ground.out()).into_values().all(|time| time == at(4, 0)));
    // The file in the output is newer than the book: the book was restored, or a commit was cut off and its journal lost.
    build_on(day(5), &ground.out(), &[("index.html", "home")]).expect("a good disk");
    touch(&ground.path("index.html"), at(6, 1));
    build_on(day(5), &ground.out(), &[("index.html", "HOME")]).expect("a good disk");
    assert_eq!(modified(&ground.path("index.html")), at(6, 4));
}

#[test]
fn times_that_a_former_version_made_from_the_bytes_end() {
    let ground = Ground::new();
    build_on(day(1), &ground.out(), &[("a", "one")]).expect("a good disk");
    // What the version before left: its manifest, and the time that it made of the bytes `one`.
    let hash = twox_hash::XxHash3_128::oneshot(b"one");
    let lines = format!("demarche manifest 1\n{hash:032x} 3 a\n");
    let seal = twox_hash::XxHash3_128::oneshot(lines.as_bytes());
    fs::write(ground.book("manifest"), format!("{lines}end {seal:032x}\n")).expect("our own");
    let seconds = u64::try_from(hash % 630_000_000).expect("a small number");
    touch(&ground.path("a"), SystemTime::UNIX_EPOCH + Duration::from_secs(946_684_800 + seconds));
    let emitter = Emitter::open(&ground.out(), Reach::Public, day(2), &mut |_| {}).expect("nobody else builds");
    assert_eq!(emitter.standing_as_left(), None, "it would keep such a time");
    drop(emitter);
    let report = build_on(day(2), &ground.out(), &[("a", "one")]).expect("a good disk");
    assert_eq!((report.written, report.notes), (1, Vec::new()));
    assert_eq!(modified(&ground.path("a")), at(2, 0));
    assert_eq!(build_on(day(3), &ground.out(), &[("a", "one")]).expect("a good disk").written, 0);
}

#[test]
fn kept_file_stands_with_its_time() {
    let ground = Ground::new();
    build_on(day(1), &ground.out(), SITE).expect("a good disk");
    let emitter = Emitter::open(&ground.out(), Reach::Public, day(2), &mut |_| {}).expect("nobody else builds");
    emitter.keep(&route("index.html")).expect("it is known");
    emitter.put(&route("letters/a/index.html"), b"other").expect("a good disk");
    emitter.commit().expect("a good disk");
    let emitter = Emitter::open(&ground.out(), Reach::Public, day(3), &mut |_| {}).expect("nobody else builds");
    assert_eq!(emitter.standing_as_left(), Some(2));
    assert_eq!(modified(&ground.path("index.html")), at(1, 0));
    // Touched, and nothing else: the next build finds the same bytes, and the one after trusts them.
    touch(&ground.path("index.html"), at(1, 1));
    assert_eq!(emitter.standing_as_left(), None);
    drop(emitter);
    build_on(day(3), &ground.out(), &[("index.html", "home"), ("letters/a/index.html", "other")]).expect("a good disk");
    let emitter = Emitter::open(&ground.out(), Reach::Public, day(3), &mut |_| {}).expect("nobody else builds");
    assert_eq!(emitter.standing_as_left(), Some(2));
}

#[test]
#[cfg(target_os = "linux")]
fn program_that_copies_what_is_newer_brings_every_correction() {
    let ground = Ground::new();
    let host = ground.folder.path().join("host");
    let copy = |options: &str| {
        let from = ground.out().join(".");
        let ran = Command::new("cp").args([options, "-T"]).arg(from).arg(&host).status().expect("there is a `cp`");
        assert!(ran.success());
    };
    fs::create_dir(&host).expect("our own");
    // Edits on days that come, stand still and go back; pages go and come; each state is sent, or only every other one.
    let mut dice = 7_u64;
    let mut roll = |sides: u64| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % sides
    };
    let mut today = 10;
    for step in 0..60 {
        today += [0, 0, 1, 3, -2][roll(5) as usize];
        let texts: Vec<(String, String)> = (0..6).map(|_| (format!("p/{}", roll(8)), format!("{}", roll(3)))).collect();
        let texts = BTreeMap::from_iter(texts);
        let files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        build_on(day(today), &ground.out(), &files).expect("a good disk");
        if roll(3) == 0 {
            continue;
        }
        copy("-aru");
        let sent = standing(&host);
        for (path, text) in files_of(&files) {
            assert_eq!(sent.get(&path), Some(&text), "{path} at step {step}");
        }
    }
}

#[test]
fn build_that_was_cut_off_does_not_turn_times_back() {
    let ground = Ground::new();
    build_on(day(3), &ground.out(), SITE).expect("a good disk");
    build_on(day(3), &ground.out(), &[("index.html", "HOME"), SITE[1]]).expect("a good disk");
    let before = times(&ground.out());
    let emitter = Emitter::open(&ground.out(), Reach::Public, day(4), &mut |_| {}).expect("nobody else builds");
    emitter.put(&route("index.html"), b"given up").expect("a good disk");
    drop(emitter);
    recover(&ground.out()).expect("a good disk");
    assert_eq!(times(&ground.out()), before);
}
