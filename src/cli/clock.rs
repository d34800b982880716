//! The clock and the stopwatch: the only place that knows what time it is, or is told another.
#![expect(clippy::disallowed_methods, reason = "the build instant is an input, and it is taken here")]

use std::time::{Duration, Instant, SystemTime};

use demarche::Error;
use demarche::moment::Moment;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Returns the instant a build is for: the one asked for, in the zone of the site where it names none, or now.
pub(super) fn build_instant(asked: Option<Moment>, zone: impl FnOnce() -> TimeZone) -> Timestamp {
    match asked {
        None => now(),
        Some(moment) if moment.has_offset() => moment.instant(&TimeZone::UTC),
        Some(moment) => moment.instant(&zone()),
    }
}

/// Reads an instant.
pub(super) fn instant(text: &str) -> Result<Moment, String> {
    Moment::parse(text).ok_or_else(|| not_a_day(text, "an instant", "2025-03-14 or 2025-03-14T09:30:00+01:00"))
}

/// Reads a date, with or without a time.
pub(super) fn date(text: &str) -> Result<Moment, String> {
    Moment::parse(text).ok_or_else(|| not_a_day(text, "a date", "2025-03-14"))
}

/// Returns why a text is no date, and how one is written.
fn not_a_day(text: &str, what: &str, example: &str) -> String {
    let why = Moment::gap(text).unwrap_or_else(|| format!("`{text}` is not {what}"));
    format!("{why}; write it like {example}")
}

/// Returns the present instant.
pub(super) fn now() -> Timestamp {
    Timestamp::now()
}

/// Returns the present time by the clock of the system, as it dates files.
pub(super) fn system_time() -> SystemTime {
    SystemTime::now()
}

/// Returns the date of the files that a build changes: what `SOURCE_DATE_EPOCH` says, or else the day, as its midnight in
/// UTC.
///
/// It is the day of the clock, whatever day the site is built for: files that were made for a day in the past would be
/// dated before those that they replace, and such of a day to come would hide the builds until then.
pub(super) fn file_date() -> Result<Timestamp, Error> {
    let Some(text) = std::env::var_os("SOURCE_DATE_EPOCH") else { return Ok(midnight(Timestamp::now())) };
    let text = text.to_string_lossy();
    seconds(&text).ok_or_else(|| {
        Error::new(format!(
            "`SOURCE_DATE_EPOCH` is `{text}`; it must be a whole number of seconds since 1970, as `date +%s` prints it"
        ))
    })
}

/// Returns the instant at which its day began in UTC.
fn midnight(instant: Timestamp) -> Timestamp {
    const DAY: i64 = 24 * 60 * 60;
    Timestamp::from_second(instant.as_second().div_euclid(DAY) * DAY).unwrap_or(instant)
}

/// Returns the instant so many seconds after 1970, if these are digits, and no file system would shorten them.
fn seconds(digits: &str) -> Option<Timestamp> {
    let number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<u32>().ok())??;
    Timestamp::from_second(i64::from(number)).ok()
}

/// Returns a day: the one asked for, or today in a zone.
pub(super) fn day(asked: Option<Moment>, zone: &TimeZone) -> Date {
    asked.map_or_else(|| now().to_zoned_datetime(zone.clone()).date(), |moment| moment.date())
}

/// A running stopwatch.
pub(super) struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts one.
    pub(super) fn start() -> Stopwatch {
        Stopwatch(Instant::now())
    }

    /// Returns the time since it was started.
    pub(super) fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_begins_at_midnight_in_utc() {
        for (instant, day) in [
            ("2026-11-28T00:00:00Z", "2026-11-28T00:00:00Z"),
            ("2026-11-28T23:59:59.9Z", "2026-11-28T00:00:00Z"),
            ("1969-12-31T12:00:00Z", "1969-12-31T00:00:00Z"),
        ] {
            assert_eq!(midnight(instant.parse().expect("an instant")).to_string(), day);
        }
    }

    #[test]
    fn only_whole_seconds_are_a_date_of_sources() {
        assert_eq!(seconds("1795824000").map(|instant| instant.to_string()).as_deref(), Some("2026-11-28T00:00:00Z"));
        assert_eq!(seconds("0"), Some(Timestamp::UNIX_EPOCH));
        for text in ["", " 1", "1.5", "-1", "+1", "1e9", "2026-11-28", "0x10", "99999999999999999999"] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
