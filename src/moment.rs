//! Dates and instants as authors write them.
//!
//! Takes ISO 8601 text (the profile of RFC 3339, and bare dates); gives a [`Moment`]. Knows no clock: the build
//! instant is handed in from outside.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::fmt::temporal::{DateTimeParser, PiecesOffset};
use jiff::tz::{Offset, TimeZone};

/// A date, or a date and time, with an offset if the author gave one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    civil: DateTime,
    has_time: bool,
    offset: Option<Offset>,
}

impl Moment {
    /// Reads `2025-03-14`, `2025-03-14T09:30` or `2025-03-14T09:30:00+01:00`; a blank may stand for the `T`.
    pub fn parse(text: &str) -> Option<Moment> {
        static PARSER: DateTimeParser = DateTimeParser::new();
        let bytes = text.as_bytes();
        if bytes.len() < 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        if bytes.len() == 10 {
            let number = |range: std::ops::Range<usize>| -> Option<i16> {
                text.get(range).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()
            };
            let month = i8::try_from(number(5..7)?).ok()?;
            let day = i8::try_from(number(8..10)?).ok()?;
            let date = Date::new(number(0..4)?, month, day).ok()?;
            return Some(Moment::of_day(date));
        }
        let pieces = PARSER.parse_pieces(text).ok()?;
        let time = pieces.time()?;
        let offset = match pieces.offset() {
            Some(PiecesOffset::Zulu) => Some(Offset::UTC),
            Some(PiecesOffset::Numeric(offset)) => Some(offset.offset()),
            _ => None,
        };
        Some(Moment { civil: pieces.date().to_datetime(time), has_time: true, offset })
    }

    /// Returns a bare date.
    pub fn of_day(date: Date) -> Moment {
        Moment { civil: date.to_datetime(jiff::civil::Time::midnight()), has_time: false, offset: None }
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
    fn what_is_no_date_is_refused() {
        for text in
            ["", "2025", "2025-3-4", "14.03.2025", "2025-02-30", "2025-13-01", "20250314", "2025-03-14T", "+025-01-01"]
        {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }
}
