//! The clock and the stopwatch: the only place that knows what time it is.
#![expect(clippy::disallowed_methods, reason = "the build instant is an input, and it is taken here")]

use std::time::{Duration, Instant};

use demarche::Error;
use demarche::moment::Moment;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Returns the instant a build is for: the one asked for, or now.
pub(super) fn build_instant(asked: Option<&str>) -> Result<Timestamp, Error> {
    let Some(text) = asked else { return Ok(Timestamp::now()) };
    let moment = Moment::parse(text)
        .ok_or_else(|| Error::new(format!("`{text}` is not an instant; write it like 2025-03-14T09:30:00+01:00")))?;
    Ok(moment.instant(&TimeZone::UTC))
}

/// Returns a day: the one asked for, or today in a zone.
pub(super) fn day(asked: Option<&str>, zone: &TimeZone) -> Result<Date, Error> {
    match asked {
        Some(text) => moment(text).map(|moment| moment.date()),
        None => Ok(Timestamp::now().to_zoned_datetime(zone.clone()).date()),
    }
}

/// Reads a date, with or without a time.
pub(super) fn moment(text: &str) -> Result<Moment, Error> {
    Moment::parse(text).ok_or_else(|| Error::new(format!("`{text}` is not a date; write it like 2025-03-14")))
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
