//! Dates and instants as authors write them.
//!
//! Takes ISO 8601 text (the profile of RFC 3339, and bare dates) and the timestamps of YAML 1.1, which other programs write;
//! gives a [`Moment`]. Knows no clock: the build instant is handed in from outside.

mod near;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::temporal::{DateTimeParser, PiecesOffset};
use jiff::tz::{Offset, TimeZone};

use crate::packed::{Packed, Reader, Writer};

/// More years than there are before the first that is counted from nought, so that none is below it.
const YEARS_BEFORE: i32 = 10_000;
/// More seconds than any offset is west of Greenwich.
const SECONDS_WEST: i32 = 100_000;

/// A date, or a date and time, with an offset if the author gave one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    civil: DateTime,
    has_time: bool,
    offset: Option<Offset>,
}

impl Packed for Moment {
    fn pack(&self, out: &mut Writer) {
        let (date, time) = (self.civil.date(), self.civil.time());
        out.number((i32::from(date.year()) + YEARS_BEFORE) as usize);
        let parts = [date.month(), date.day(), time.hour(), time.minute(), time.second()];
        parts.into_iter().for_each(|part| out.number(part as usize));
        out.number(time.subsec_nanosecond() as usize);
        (self.has_time, self.offset.map(|offset| (offset.seconds() + SECONDS_WEST) as u32)).pack(out);
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Moment> {
        let year = i32::try_from(from.number()?).ok()?.checked_sub(YEARS_BEFORE)?;
        let mut part = || i8::try_from(from.number()?).ok();
        let date = Date::new(i16::try_from(year).ok()?, part()?, part()?).ok()?;
        let (hour, minute, second) = (part()?, part()?, part()?);
        let time = Time::new(hour, minute, second, i32::try_from(from.number()?).ok()?).ok()?;
        let (has_time, offset): (bool, Option<u32>) = Packed::unpack(from)?;
        let offset = match offset {
            None => None,
            Some(seconds) => Some(Offset::from_seconds(i32::try_from(seconds).ok()?.checked_sub(SECONDS_WEST)?).ok()?),
        };
        Some(Moment { civil: date.to_datetime(time), has_time, offset })
    }
}

impl Moment {
    /// Reads `2025-03-14`, `2025-03-14T09:30` or `2025-03-14T09:30:00+01:00`; blanks may stand for the `T` and before the
    /// offset, and figures may lack their nought, as in `2025-3-14 9:30:00 +1` (YAML 1.1, timestamp).
    pub fn parse(text: &str) -> Option<Moment> {
        static PARSER: DateTimeParser = DateTimeParser::new();
        let (date, rest) = read_date(text)?;
        if rest.is_empty() {
            return Some(Moment::of_day(date));
        }
        let clock = rest.strip_prefix(['T', 't']).unwrap_or(rest.trim_start_matches([' ', '\t']));
        if let Some((time, offset)) = read_clock(clock).filter(|_| clock.len() < rest.len()) {
            return Some(Moment { civil: date.to_datetime(time), has_time: true, offset });
        }
        // The rarer forms of ISO 8601; a zone in brackets alone would be dropped.
        let pieces = PARSER.parse_pieces(text).ok().filter(|_| !text.contains('['))?;
        let offset = match pieces.offset() {
            Some(PiecesOffset::Zulu) => Some(Offset::UTC),
            Some(PiecesOffset::Numeric(offset)) => Some(offset.offset()),
            _ => None,
        };
        Some(Moment { civil: pieces.date().to_datetime(pieces.time()?), has_time: true, offset })
    }

    /// Returns what a text may mean that is no date to us: one moment where it is certain, two where day and month may be
    /// meant in either order, none where it is no date at all.
    pub fn near(text: &str) -> Vec<Moment> {
        near::moments(text)
    }

    /// Returns a bare date.
    pub fn of_day(date: Date) -> Moment {
        Moment { civil: date.to_datetime(jiff::civil::Time::midnight()), has_time: false, offset: None }
    }

    /// Returns the same moment with a time of day: midnight, where none was given.
    pub fn with_time(self) -> Moment {
        Moment { has_time: true, ..self }
    }

    /// Returns the day, as it was written.
    pub fn date(&self) -> Date {
        self.civil.date()
    }

    /// Tells whether the author said how far from UTC the time is.
    pub fn has_offset(&self) -> bool {
        self.offset.is_some()
    }

    /// Tells whether a time of day was given.
    pub fn has_time(&self) -> bool {
        self.has_time
    }

    /// Returns why a text that is written like a date is none, if it is: the calendar has no such day.
    pub fn gap(text: &str) -> Option<String> {
        let (year, rest) = take_figures(text, 4..=4)?;
        let (month, rest) = take_figures(rest.strip_prefix('-')?, 1..=2)?;
        let (day, _) = take_figures(rest.strip_prefix('-')?, 1..=2)?;
        match date_of(year, month, 1) {
            None => Some(format!("there is no month {month}")),
            Some(first) if date_of(year, month, day).is_none() => {
                Some(format!("{} has {} days", first.strftime("%B %Y"), first.days_in_month()))
            }
            Some(_) => None,
        }
    }

    /// Returns the moment as it is written here; without an offset where it has none.
    pub fn written(&self) -> String {
        match self.offset {
            None if self.has_time => self.civil.strftime("%Y-%m-%dT%H:%M:%S").to_string(),
            _ => self.iso(&TimeZone::UTC),
        }
    }

    /// Returns the instant; what carries no offset is in `zone`, and a bare date is its midnight.
    ///
    /// An instant past the end of all that can be counted is the last one: an embargo until then must hold.
    pub fn instant(&self, zone: &TimeZone) -> Timestamp {
        let result = match self.offset {
            Some(offset) => offset.to_timestamp(self.civil),
            None => zone.to_ambiguous_timestamp(self.civil).compatible(),
        };
        let edge = if self.civil.year() > 0 { Timestamp::MAX } else { Timestamp::MIN };
        result.unwrap_or(edge)
    }

    /// Returns the text for machines: `2025-03-14`, or with time and offset (RFC 3339).
    pub fn iso(&self, zone: &TimeZone) -> String {
        if !self.has_time {
            return self.date().to_string();
        }
        let offset = self.offset.unwrap_or_else(|| zone.to_offset(self.instant(zone)));
        let seconds = offset.seconds().unsigned_abs();
        let sign = if offset.is_negative() { '-' } else { '+' };
        format!("{}{sign}{:02}:{:02}", self.civil.strftime("%Y-%m-%dT%H:%M:%S"), seconds / 3600, seconds / 60 % 60)
    }
}

/// Reads a date, year first; returns it with what follows.
fn read_date(text: &str) -> Option<(Date, &str)> {
    let (year, rest) = take_figures(text, 4..=4)?;
    let (month, rest) = take_figures(rest.strip_prefix('-')?, 1..=2)?;
    let (day, rest) = take_figures(rest.strip_prefix('-')?, 1..=2)?;
    Some((date_of(year, month, day)?, rest))
}

/// Returns the day of these figures, if there is one.
fn date_of(year: u32, month: u32, day: u32) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Reads a time of day, and an offset if there is one, to the end of a text.
fn read_clock(text: &str) -> Option<(Time, Option<Offset>)> {
    let (hour, rest) = take_figures(text, 1..=2)?;
    let (minute, mut rest) = take_figures(rest.strip_prefix(':')?, 2..=2)?;
    let (mut second, mut nanosecond) = (0, 0);
    if let Some(behind) = rest.strip_prefix(':') {
        (second, rest) = take_figures(behind, 2..=2)?;
        if let Some(fraction) = rest.strip_prefix('.') {
            let length = fraction.len() - fraction.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            nanosecond = format!("{:0<9.9}", &fraction[..length]).parse().ok()?;
            rest = &fraction[length..];
        }
    }
    let small = |figure: u32| i8::try_from(figure).ok();
    let time = Time::new(small(hour)?, small(minute)?, small(second)?, nanosecond).ok()?;
    let rest = rest.trim_start_matches([' ', '\t']);
    let offset = if rest.is_empty() { None } else { Some(read_offset(rest)?) };
    Some((time, offset))
}

/// Reads how far from UTC a time is: `Z`, `+01:00`, `+0100`, `+1`.
fn read_offset(text: &str) -> Option<Offset> {
    if matches!(text, "Z" | "z" | "UTC" | "GMT") {
        return Some(Offset::UTC);
    }
    let (sign, figures) = match (text.strip_prefix('+'), text.strip_prefix(['-', '−'])) {
        (Some(rest), _) => (1, rest),
        (_, Some(rest)) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = match take_figures(figures, 4..=4) {
        Some((both, "")) => (both / 100, both % 100),
        Some(_) => return None,
        None => match take_figures(figures, 1..=2)? {
            (hours, "") => (hours, 0),
            (hours, rest) => {
                (hours, take_figures(rest.strip_prefix(':')?, 2..=2).filter(|(_, rest)| rest.is_empty())?.0)
            }
        },
    };
    if minutes > 59 {
        return None;
    }
    let seconds = i32::try_from(hours * 3_600 + minutes * 60).ok()?;
    Offset::from_seconds(sign * seconds).ok()
}

/// Takes figures from the beginning of a text: so many, and not one more.
fn take_figures(text: &str, count: std::ops::RangeInclusive<usize>) -> Option<(u32, &str)> {
    let length = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let figures = text[..length].parse().ok().filter(|_| count.contains(&length))?;
    Some((figures, &text[length..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_dates_and_times_are_read() {
        let zone = TimeZone::get("Europe/Zurich").expect("a bundled zone");
        let day = Moment::parse("2025-03-14").expect("a date");
        assert_eq!(day.iso(&zone), "2025-03-14");
        assert_eq!(day.instant(&zone).to_string(), "2025-03-13T23:00:00Z");
        let time = Moment::parse("2025-07-01T09:30:00+05:30").expect("a time");
        assert_eq!(time.iso(&zone), "2025-07-01T09:30:00+05:30");
        assert_eq!(time.instant(&zone).to_string(), "2025-07-01T04:00:00Z");
        assert!(!Moment::parse("2025-07-01 09:30").expect("a local time").has_offset());
        assert!(Moment::parse("2025-07-01T09:30:00Z").expect("a time").has_offset());
    }

    #[test]
    fn timestamps_of_other_programs_are_read() {
        for (text, expected) in [
            ("2026-01-05 09:00:00 +0100", "2026-01-05T09:00:00+01:00"),
            ("2026-01-05 9:00:00 -0500", "2026-01-05T09:00:00-05:00"),
            ("2026-01-05T09:00:00.000Z", "2026-01-05T09:00:00+00:00"),
            ("2026-01-05t09:00:00.5+01", "2026-01-05T09:00:00+01:00"),
            ("2026-1-5  9:00 +1", "2026-01-05T09:00:00+01:00"),
            ("2026-01-05 09:00:00 UTC", "2026-01-05T09:00:00+00:00"),
            ("2026-01-05 09:00:00 +5:30", "2026-01-05T09:00:00+05:30"),
            ("2026-01-05T09:00:00,5+01:00", "2026-01-05T09:00:00+01:00"),
            ("2026-01-05 09:00", "2026-01-05T09:00:00"),
            ("2026-1-5", "2026-01-05"),
        ] {
            assert_eq!(Moment::parse(text).map(|moment| moment.written()).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "2025",
            "2025-3",
            "25-3-4",
            "2025-3-4T",
            "2025-3-4 9",
            "2025-03-14 9:5",
            "2025-03-14 25:00",
            "2025-03-14 09:30 CET",
            "2025-03-14 09:30 +1:5",
            "2025-03-14 09:30 +9999",
            "2025-03-1409:30",
            "2025-03-14T09:30[Europe/Zurich]",
            "2025-03-14 09:30 +01:00x",
            "2025-03-14x",
            "2025-03-14 é",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
        for text in ["14.03.2025", "2025-02-30", "2025-13-01", "20250314", "2025-03-14T", "+025-01-01"] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }
}
