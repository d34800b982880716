//! What stood on a day: records and focal points without what came after it, and what came after it.
//!
//! Takes what the data files record; gives an answer for a day. A year alone may lie on either side of a day within it:
//! what depends on that is unknown. What bears no date stands as it is recorded.

use jiff::civil::Date;

use super::{Act, Answer, Data, FocalPoint, PartialDate, StateId, Status, TreatyRecord};

/// Something that a state did after a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Later {
    /// The instrument that it joined, signed or left; none where it named a focal point.
    pub instrument: Option<usize>,
    /// What it did.
    pub deed: Deed,
    /// When.
    pub date: PartialDate,
}

/// What a state can do about an instrument or a focal point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// It signed.
    Signed,
    /// It consented to be bound.
    Joined,
    /// It left.
    Left,
    /// It named a focal point.
    Named,
}

impl Deed {
    /// Returns the word in layouts and strings.
    pub fn id(self) -> &'static str {
        match self {
            Deed::Signed => "signed",
            Deed::Joined => "joined",
            Deed::Left => "left",
            Deed::Named => "named",
        }
    }

    /// Returns what an act does; nothing for one that leaves things as they are.
    pub(super) fn of(act: &Act) -> Option<Deed> {
        match act.act {
            "signature" => Some(Deed::Signed),
            "withdrawal" => Some(Deed::Left),
            "confirmation" => None,
            _ => Some(Deed::Joined),
        }
    }
}

impl PartialDate {
    /// Tells whether it lies after a day; nothing where that is not known.
    fn is_after(self, day: Date) -> Option<bool> {
        match self {
            PartialDate::Day(date) => Some(date > day),
            PartialDate::Year(year) if year == day.year() => None,
            PartialDate::Year(year) => Some(year > day.year()),
        }
    }

    /// Returns it in words: `on 2 May 2024`, `in 2024`.
    fn in_words(self) -> String {
        match self {
            PartialDate::Day(date) => date.strftime("on %-d %B %Y").to_string(),
            PartialDate::Year(year) => format!("in {year}"),
        }
    }

    /// Tells whether it lies before another for certain.
    pub(super) fn is_surely_before(self, other: PartialDate) -> bool {
        let last = match self {
            PartialDate::Day(date) => date,
            PartialDate::Year(year) => Date::new(year, 12, 31).unwrap_or(Date::MAX),
        };
        last < other.first_day()
    }

    /// Returns the first day that it may be, to put dates in order.
    fn first_day(self) -> Date {
        match self {
            PartialDate::Day(date) => date,
            PartialDate::Year(year) => Date::new(year, 1, 1).unwrap_or(Date::MIN),
        }
    }
}

impl Data {
    /// Returns what is established of a state and an instrument, as it stood on a day; without a day, as it stands.
    pub fn status_on(&self, instrument: usize, state: StateId, day: Option<Date>) -> Status {
        match (self.records.get(&(instrument, state)), day) {
            (Some(record), Some(day)) => record.status_on(day),
            (record, _) => record.map_or(Status::Unknown, |record| record.status),
        }
    }

    /// Returns whether a state had named a focal point by a day; without a day, whether it has.
    pub fn focal_point_on(&self, state: StateId, day: Option<Date>) -> Answer {
        match (self.focal_points.get(&state), day) {
            (Some(known), Some(day)) => known.answer_on(day),
            (known, _) => known.map_or(Answer::Unknown, |known| known.answer),
        }
    }

    /// Returns what a state did about an instrument after a day, in order of date.
    pub fn acts_after(&self, instrument: usize, state: StateId, day: Date) -> Vec<Later> {
        let acts = self.records.get(&(instrument, state)).map_or(&[][..], |record| &record.acts);
        let mut later: Vec<Later> = acts
            .iter()
            .filter_map(|act| {
                let date = act.date.filter(|date| date.is_after(day) == Some(true))?;
                Some(Later { instrument: Some(instrument), deed: Deed::of(act)?, date })
            })
            .collect();
        later.sort_by_key(|act| act.date.first_day());
        later
    }

    /// Returns that a state named a focal point after a day, if it did.
    pub fn focal_point_after(&self, state: StateId, day: Date) -> Option<Later> {
        let known = self.focal_points.get(&state).filter(|known| known.answer == Answer::Yes)?;
        let date = known.since.filter(|since| since.is_after(day) == Some(true))?;
        Some(Later { instrument: None, deed: Deed::Named, date })
    }

    /// Says in words for authors that a state had joined an instrument by a day.
    pub fn joined_in_words(&self, instrument: usize, state: StateId, day: Option<Date>) -> String {
        // Messages are in English.
        let short = self.instruments[instrument].short.words("en", "en").0;
        let acts = self.records.get(&(instrument, state)).map_or(&[][..], |record| &record.acts);
        let by_then = |date: &PartialDate| day.is_none_or(|day| date.is_after(day) != Some(true));
        let joined = acts.iter().filter(|act| Deed::of(act) == Some(Deed::Joined)).filter_map(|act| act.date);
        match joined.filter(by_then).max_by_key(|date| date.first_day()) {
            Some(date) => format!("it joined {short} {}", date.in_words()),
            None => format!("it is a party to {short}"),
        }
    }

    /// Says in words for authors that a state has named a focal point.
    pub fn named_in_words(&self, state: StateId) -> String {
        match self.focal_points.get(&state).and_then(|known| known.since) {
            Some(date) => format!("it named a Focal Point {}", date.in_words()),
            None => "a Focal Point is on record".to_owned(),
        }
    }
}

impl TreatyRecord {
    /// Returns what stood on a day.
    fn status_on(&self, day: Date) -> Status {
        let [sooner, later] = [false, true].map(|unsure| self.status_before(day, unsure));
        let is_party = |status| status == Status::Party;
        match sooner == Status::Unknown || later == Status::Unknown || is_party(sooner) != is_party(later) {
            true => Status::Unknown,
            false => sooner,
        }
    }

    /// Returns what stood before the first act after a day; `unsure` says whether acts of which it is not known count
    /// among those.
    fn status_before(&self, day: Date, unsure: bool) -> Status {
        let is_after = |date: &PartialDate| date.is_after(day).unwrap_or(unsure);
        let dated = self.acts.iter().filter_map(|act| Some((Deed::of(act)?, act.date?)));
        let first = dated.filter(|(_, date)| is_after(date)).min_by_key(|(_, date)| date.first_day());
        let had_signed = || {
            let by_then = |act: &&Act| !act.date.as_ref().is_some_and(is_after);
            self.acts.iter().filter(by_then).any(|act| act.act == "signature")
        };
        match first {
            _ if self.status == Status::Unknown => Status::Unknown,
            None => self.status,
            Some((Deed::Left, _)) => Status::Party,
            Some(_) if had_signed() => Status::Signatory,
            Some(_) => Status::None,
        }
    }
}

impl FocalPoint {
    /// Returns whether one had been named by a day.
    fn answer_on(&self, day: Date) -> Answer {
        match (self.answer, self.since.map(|since| since.is_after(day))) {
            (Answer::Yes, Some(Some(true))) => Answer::No,
            (Answer::Yes, Some(None)) => Answer::Unknown,
            (answer, _) => answer,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a date as data files write it: a day, or a year.
    fn partial(text: &str) -> PartialDate {
        text.parse().map_or_else(|_| PartialDate::Day(text.parse().expect("a day")), PartialDate::Year)
    }

    fn record(status: Status, acts: &[(&'static str, &str)]) -> TreatyRecord {
        let acts = acts.iter().map(|(act, date)| Act { act, date: (!date.is_empty()).then(|| partial(date)) });
        TreatyRecord { status, acts: acts.collect(), source: None, certainty: None, as_of: None, note: None }
    }

    #[track_caller]
    fn check(record: &TreatyRecord, day: &str, expected: Status) {
        assert_eq!(record.status_on(day.parse().expect("a day")), expected, "on {day}");
    }

    #[test]
    fn joining_counts_from_its_day() {
        let joined = record(Status::Party, &[("signature", "2000-01-01"), ("ratification", "2024-05-02")]);
        check(&joined, "2024-05-02", Status::Party);
        check(&joined, "2024-05-01", Status::Signatory);
        check(&joined, "1999-12-31", Status::None);
        check(&record(Status::Party, &[("accession", "")]), "1990-01-01", Status::Party);
        check(&record(Status::Party, &[]), "1990-01-01", Status::Party);
    }

    #[test]
    fn year_of_joining_leaves_that_year_open() {
        let joined = record(Status::Party, &[("accession", "2024")]);
        check(&joined, "2024-03-14", Status::Unknown);
        check(&joined, "2023-12-31", Status::None);
        check(&joined, "2025-01-01", Status::Party);
        let signed = record(Status::Signatory, &[("signature", "2024")]);
        check(&signed, "2024-03-14", Status::Signatory);
    }

    #[test]
    fn who_left_was_a_party_until_then() {
        let left = record(
            Status::None,
            &[("accession", "1990-01-01"), ("withdrawal", "2000-01-01"), ("confirmation", "2001")],
        );
        check(&left, "1999-12-31", Status::Party);
        check(&left, "2000-01-01", Status::None);
        let again = record(Status::Party, &[("withdrawal", "2000-01-01"), ("accession", "2010-01-01")]);
        check(&again, "2005-01-01", Status::None);
        check(&again, "1995-01-01", Status::Party);
    }

    #[test]
    fn unknown_stays_unknown() {
        check(&record(Status::Unknown, &[("signature", "2030-01-01")]), "2024-01-01", Status::Unknown);
    }

    #[test]
    fn focal_point_counts_from_its_day() {
        let known = |answer, since: &str| {
            let since = (!since.is_empty()).then(|| partial(since));
            FocalPoint { answer, since, source: None, as_of: None, note: None }
        };
        let day: Date = "2024-03-14".parse().expect("a day");
        assert_eq!(known(Answer::Yes, "2024-03-14").answer_on(day), Answer::Yes);
        assert_eq!(known(Answer::Yes, "2024-03-15").answer_on(day), Answer::No);
        assert_eq!(known(Answer::Yes, "2024").answer_on(day), Answer::Unknown);
        assert_eq!(known(Answer::Yes, "").answer_on(day), Answer::Yes);
        assert_eq!(known(Answer::No, "").answer_on(day), Answer::No);
    }
}
