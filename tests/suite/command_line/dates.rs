//! The dates of what `build` writes: the day of the clock or of the sources, whatever day the site is built for.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use super::{AT, Ground, LETTER, LETTER_FILE, Ran, command, ran};

/// The page of the letter.
const PAGE: &str = "public/letters/upr-49/index.html";
/// The seconds of a day.
const DAY: u64 = 24 * 60 * 60;

/// Builds the site for an instant, with a date of its sources or none.
fn build(ground: &Ground, at: &str, date: Option<&str>) -> Ran {
    let mut program = command(ground.0.path());
    program.args(["build", "--at", at]).env_remove("SOURCE_DATE_EPOCH").envs(date.map(|d| ("SOURCE_DATE_EPOCH", d)));
    ran(&program.output().expect("the program runs"))
}

/// Returns the time of every published file, in seconds since 1970.
fn times(ground: &Ground) -> BTreeMap<String, u64> {
    let published = ground.files().into_keys().filter(|path| path.starts_with("public/"));
    let time = |path: &str| std::fs::metadata(ground.path(path)).and_then(|metadata| metadata.modified());
    let seconds = |time: SystemTime| time.duration_since(SystemTime::UNIX_EPOCH).expect("after 1970");
    published
        .map(|path| {
            let since = seconds(time(&path).expect("it stands"));
            assert_eq!(since.subsec_nanos(), 0, "{path}");
            (path, since.as_secs())
        })
        .collect()
}

#[test]
fn files_are_dated_with_the_day_of_the_clock_whatever_day_is_built_for() {
    let today = || SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO).as_secs() / DAY;
    let before = today();
    for at in [AT, "1999-01-01", "2099-01-01"] {
        let ground = Ground::new();
        build(&ground, at, None).assert_status(0);
        for (path, time) in times(&ground) {
            assert_eq!(time % DAY, 0, "{path}");
            assert!((before..=today()).contains(&(time / DAY)), "{path}: {time} at {at}");
        }
    }
}

#[test]
fn correction_is_later_and_the_rest_keeps_its_time() {
    let ground = Ground::new();
    build(&ground, AT, Some("1700000000")).assert_status(0);
    let first = times(&ground);
    assert!(first.len() > 5 && first.values().all(|time| *time == 1_700_000_000), "{first:?}");
    let mut last = first[PAGE];
    // Days later, on the same day, and with the date of an older commit: never back.
    for (number, (date, expected)) in
        [("1700600000", 1_700_600_000), ("1700600000", 1_700_600_002), ("1600000000", 1_700_600_004)].iter().enumerate()
    {
        ground.write(LETTER_FILE, &format!("{LETTER}\nCorrection {number}.\n"));
        build(&ground, AT, Some(date)).assert_status(0);
        let now = times(&ground);
        assert_eq!(now[PAGE], *expected);
        assert!(now[PAGE] > last);
        last = now[PAGE];
        let kept = "public/robots.txt";
        assert_eq!(now[kept], first[kept]);
    }
    // Nothing changed.
    let before = times(&ground);
    assert!(build(&ground, AT, Some("1800000000")).assert_status(0).err.contains(" 0 files written"));
    assert_eq!(times(&ground), before);
}

#[test]
fn date_of_sources_that_is_none_is_refused() {
    let ground = Ground::new();
    for text in ["", "yesterday", "2026-11-28", "1700000000.5", "-1", "99999999999"] {
        let ran = build(&ground, AT, Some(text));
        ran.assert_refused(&format!(
            "`SOURCE_DATE_EPOCH` is `{text}`; it must be a whole number of seconds since 1970"
        ));
    }
    assert!(!ground.path("public").exists());
}
