//! Bodies and their sessions.

use jiff::civil::Date;

use super::StateId;
use crate::config::Translated;
use crate::moment::Moment;

/// The file of the bodies, by its path from the site's root.
pub const BODIES_FILE: &str = "content/data/bodies.yaml";
/// The id of the Universal Periodic Review, which every site knows and whose sessions are those that name no body.
pub const UPR: &str = "upr";

/// A body to which an organisation writes: the review, a treaty body, a council.
#[derive(Clone, Debug)]
pub struct Body {
    /// The id, such as `cedaw`.
    pub id: String,
    /// The name; none for the review in a site that does not list it.
    pub name: Option<Translated>,
    /// What it is mostly called.
    pub short: Option<Translated>,
    /// Its own address.
    pub url: Option<String>,
}

impl Body {
    /// Returns the review, as it is known where it is not listed.
    pub(super) fn review() -> Body {
        Body { id: UPR.to_owned(), name: None, short: None, url: None }
    }

    /// Returns what it is called in one or two words, where that is written: its short name, else its name.
    pub fn called(&self) -> Option<&Translated> {
        self.short.as_ref().or(self.name.as_ref().filter(|_| self.id != UPR))
    }
}

/// A session of a body.
#[derive(Clone, Debug)]
pub struct Session {
    /// The id, such as `upr-49`.
    pub id: String,
    /// The body, as a place in the data.
    pub body: usize,
    /// The number.
    pub number: Option<u32>,
    /// The cycle.
    pub cycle: Option<u32>,
    /// The title, where it is not that of the body with the number.
    pub title: Option<Translated>,
    /// The first day, where it is established.
    pub starts: Option<Date>,
    /// The last day, where it is established.
    pub ends: Option<Date>,
    /// Whether it is said that its days are not known.
    pub undated: bool,
    /// The states under review, in the order of the file.
    pub states: Vec<StateId>,
    /// The days on which states are reviewed, where they are established.
    pub days: Vec<(StateId, Date)>,
    /// Until when something is to be done.
    pub deadlines: Vec<Deadline>,
    /// The source.
    pub source: Option<String>,
    /// When it was looked up.
    pub as_of: Option<Moment>,
    /// What else is to be said.
    pub note: Option<String>,
}

/// A day until which something is to be done.
#[derive(Clone, Debug)]
pub struct Deadline {
    /// What.
    pub what: Translated,
    /// The day.
    pub date: Date,
    /// The source.
    pub source: Option<String>,
}

impl Session {
    /// Returns the day on which a state is reviewed, where it is established.
    pub fn day_of(&self, state: StateId) -> Option<Date> {
        self.days.iter().find(|(of, _)| *of == state).map(|(_, day)| *day)
    }
}

/// How long a session lasts where its end is not established, in days.
const USUAL_LENGTH: i8 = 14;

/// Whether a session is over, under way or to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It is over.
    Past,
    /// It is under way.
    Current,
    /// It is to come.
    Upcoming,
    /// Its days are not established, so that nobody can tell.
    Unknown,
}

impl Phase {
    /// Returns the word in layouts and strings.
    pub fn id(self) -> &'static str {
        match self {
            Phase::Past => "past",
            Phase::Current => "current",
            Phase::Upcoming => "upcoming",
            Phase::Unknown => "unknown",
        }
    }
}

impl Session {
    /// Returns whether the session is over, under way or to come, on a day: the one answer for all pages.
    pub fn phase(&self, today: Date) -> Phase {
        match (self.starts, self.ends) {
            (Some(starts), _) if today < starts => Phase::Upcoming,
            (Some(_), Some(ends)) if today <= ends => Phase::Current,
            (Some(starts), None) if days_after(starts, USUAL_LENGTH).is_some_and(|end| today <= end) => Phase::Current,
            (None, Some(ends)) if today <= ends => Phase::Unknown,
            (None, None) => Phase::Unknown,
            (Some(_), _) | (None, Some(_)) => Phase::Past,
        }
    }

    /// Returns the days on which the answer may become another.
    pub(crate) fn turns(&self) -> impl Iterator<Item = Date> {
        let after_end = self.ends.and_then(|ends| days_after(ends, 1));
        let after_usual = self.starts.and_then(|starts| days_after(starts, USUAL_LENGTH + 1));
        [self.starts, after_end, after_usual].into_iter().flatten()
    }
}

/// Returns the day that comes some days after another.
fn days_after(day: Date, days: i8) -> Option<Date> {
    day.checked_add(jiff::ToSpan::days(days)).ok()
}
