//! Who may see what: drafts, embargoes, expiry; and that every page is one of a kind.

use std::sync::Arc;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use crate::content::{Page, slug_of};
use crate::data::Session;
use crate::diag::{Diagnostic, Span, mistakes};
use crate::moment::Moment;
use crate::parse::Document;
use crate::track::Table;

/// How far east the first place is at which a day begins, in hours.
const FIRST_ZONE: i8 = 14;

/// For whom a site is built.
#[derive(Clone, Copy, Debug)]
pub struct Audience {
    /// The instant of the build.
    pub now: Timestamp,
    /// Whether drafts, embargoed and expired pages are shown, each marked as such.
    pub drafts: bool,
}

/// Why the public sees a page or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Visibility {
    /// It is published.
    Public,
    /// It is a draft.
    Draft,
    /// It is published from this instant on.
    Embargoed(Timestamp),
    /// It was published until this instant.
    Expired(Timestamp),
}

/// A route that a hidden page would have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HiddenRoute {
    /// The path of its file.
    pub path: Arc<str>,
    /// Why it is not shown.
    pub seen: Visibility,
    /// Whether a page that is shown stands there, and so what leads there leads to that.
    pub(super) is_taken: bool,
}

impl Visibility {
    /// Returns the reason in a few words.
    pub fn reason(self, zone: &TimeZone) -> String {
        let day = |at: Timestamp| at.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H:%M %Z").to_string();
        match self {
            Visibility::Public => "published".to_owned(),
            Visibility::Draft => "a draft".to_owned(),
            Visibility::Embargoed(until) => format!("under embargo until {}", day(until)),
            Visibility::Expired(at) => format!("expired since {}", day(at)),
        }
    }
}

/// Returns who may see a document at an instant.
pub fn visibility(document: &Document, now: Timestamp, zone: &TimeZone) -> Visibility {
    let front = &document.front;
    if front.draft {
        return Visibility::Draft;
    }
    let embargo = front.embargo.map(|moment| moment.instant(zone)).filter(|until| now < *until);
    let expired = front.expires.map(|moment| moment.instant(zone)).filter(|at| now >= *at);
    match (embargo, expired) {
        (Some(until), _) => Visibility::Embargoed(until),
        (None, Some(at)) => Visibility::Expired(at),
        (None, None) => Visibility::Public,
    }
}

/// Returns the first instant after `now` at which a site of these documents and sessions is another though nobody has
/// edited it: something appears or expires, or a session begins or ends.
pub fn next_change<'a>(
    documents: impl Iterator<Item = &'a Document>,
    sessions: &[Session],
    now: Timestamp,
    zone: &TimeZone,
) -> Timestamp {
    let fronts: Vec<_> = documents.map(|document| &document.front).collect();
    let moments = fronts.iter().flat_map(|front| [front.embargo, front.expires]).flatten();
    // From then on nothing is said of a date that was ahead.
    let dates = fronts.iter().filter(|front| front.embargo.is_none()).filter_map(|front| front.date);
    let days = sessions.iter().flat_map(Session::turns);
    let midnights = days.filter_map(|day| zone.to_ambiguous_timestamp(day.at(0, 0, 0, 0)).compatible().ok());
    let instants = moments.map(|moment| moment.instant(zone)).chain(midnights).chain(dates.map(|date| begins(&date)));
    instants.filter(|instant| *instant > now).min().unwrap_or(Timestamp::MAX)
}

/// Returns the first instant at which a date is not ahead: that of its time, or the one at which its day begins anywhere.
pub(super) fn begins(date: &Moment) -> Timestamp {
    let first = Offset::constant(FIRST_ZONE);
    let zone = if date.has_time() { TimeZone::UTC } else { first.to_time_zone() };
    date.instant(&zone)
}

/// Reports pages that share an id and language, a place on a list, a reference or a number; hidden pages count.
pub(super) fn check_identities(pages: &[Arc<Page>], diagnostics: &mut Vec<Diagnostic>) {
    let mut ids: Table<(&str, &str), &Document> = Table::default();
    let mut records: Table<(&str, &str, String), &Document> = Table::default();
    let mut references: Table<&str, &Document> = Table::default();
    let mut numbers: BTreeMap<(&str, u32, &str), &Document> = BTreeMap::new();
    for page in pages {
        let document = page.document.as_ref();
        if let Some(first) = ids.insert((&document.id, &document.lang), document) {
            diagnostics.push(mistakes::duplicate_id(
                Span::whole(&document.path),
                &document.id,
                Span::whole(&first.path),
            ));
        }
        if !page.kind.is_rendered()
            && let Some(first) = records.insert((page.kind.folder(), &document.lang, slug_of(document)), document)
            && first.id != document.id
        {
            let spans = [document, first].map(Document::address_span);
            diagnostics.push(mistakes::two_records(spans, &slug_of(document)));
        }
        if let Some(reference) = document.front.reference.as_deref()
            && let Some(first) = references.insert(reference, document).filter(|first| first.id != document.id)
        {
            let here = document.value_span("reference");
            diagnostics.push(mistakes::duplicate_reference(here, reference, first.value_span("reference")));
        }
        if let Some(number) = document.front.number.filter(|_| page.kind.name() == "newsletter")
            && let Some(first) = numbers.insert((page.kind.folder(), number, &document.lang), document)
        {
            let here = document.value_span("number");
            diagnostics.push(mistakes::duplicate_number(here, number, first.value_span("number")));
        }
    }
    check_rising_numbers(&numbers, diagnostics);
}

/// Reports newsletter issues whose number does not rise with the date.
fn check_rising_numbers(numbers: &BTreeMap<(&str, u32, &str), &Document>, diagnostics: &mut Vec<Diagnostic>) {
    let mut last: BTreeMap<(&str, &str), &Document> = BTreeMap::new();
    for ((folder, _, lang), document) in numbers {
        let Some(date) = document.front.date else { continue };
        if let Some(before) = last.insert((folder, lang), document)
            && before.front.date.is_some_and(|earlier| earlier.date() > date.date())
        {
            let here = document.value_span("date");
            diagnostics.push(mistakes::number_not_rising(here, before.value_span("date")));
        }
    }
}
