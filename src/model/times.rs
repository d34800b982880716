//! Times that may publish what is meant to wait: a date ahead, an embargo whose year was mistyped.
//!
//! Takes all pages at an instant; reports those that the public sees though their times say otherwise.

use std::sync::Arc;

use jiff::{Span as Duration, Timestamp};

use super::publish::{Visibility, begins, visibility};
use crate::config::Config;
use crate::content::Page;
use crate::data::Data;
use crate::diag::{Diagnostic, mistakes};
use crate::moment::Moment;
use crate::parse::Document;

/// How many days an embargo may end before the date of its page.
const DAYS_BEFORE: i32 = 180;
/// How many years an embargo of a page without a date may have ended before anything on the site is dated.
const YEARS_BEFORE: i16 = 5;
/// How many years after the last date of the site a page may expire.
const YEARS_TO_EXPIRE: i16 = 30;
/// How many years a page may be dated from its session.
const YEARS_FROM_SESSION: i16 = 10;

/// Reports pages that are public now and hardly meant to be.
pub(super) fn check_times(
    pages: &[Arc<Page>],
    data: &Data,
    config: &Config,
    now: Timestamp,
    found: &mut Vec<Diagnostic>,
) {
    let zone = &config.time_zone;
    let years = || pages.iter().filter_map(|page| page.document.front.date).map(|date| date.date().year());
    let (first_year, last_year) = (years().min(), years().max());
    for page in pages {
        let document = page.document.as_ref();
        check_years(document, data, last_year, found);
        if visibility(document, now, zone) != Visibility::Public {
            continue;
        }
        let front = &document.front;
        match (front.embargo, front.date) {
            (None, Some(date)) if begins(&date) > now => found.push(mistakes::dated_ahead(
                document.value_span("date"),
                &date.date().to_string(),
                &date.with_time().iso(zone),
            )),
            (Some(embargo), Some(date)) if is_long_before(&embargo, &date) => found.push(mistakes::embargo_long_past(
                document.value_span("embargo"),
                embargo.date().year(),
                Some(document.value_span("date")),
            )),
            (Some(embargo), None) => {
                let year = embargo.date().year();
                if first_year.is_some_and(|first| year.saturating_add(YEARS_BEFORE) < first) {
                    found.push(mistakes::embargo_long_past(document.value_span("embargo"), year, None));
                }
            }
            _ => {}
        }
    }
}

/// Tells whether an embargo ended so long before a date that one of the two is hardly right.
fn is_long_before(embargo: &Moment, date: &Moment) -> bool {
    let latest = embargo.date().checked_add(Duration::new().days(DAYS_BEFORE));
    latest.is_ok_and(|latest| latest < date.date())
}

/// Reports years of a page that are far from its session, or from the last date of the site.
fn check_years(document: &Document, data: &Data, last_year: Option<i16>, found: &mut Vec<Diagnostic>) {
    let front = &document.front;
    // The end of time is no mistyped year.
    if let Some(year) = front.expires.map(|expires| expires.date().year()).filter(|year| *year < 9999)
        && last_year.is_some_and(|last| year > last.saturating_add(YEARS_TO_EXPIRE))
    {
        found.push(mistakes::far_year(document.value_span("expires"), "expires", year, "all dates of the site"));
    }
    let session = front.session.as_deref().and_then(|id| data.sessions.iter().find(|session| session.id == id));
    if let (Some(date), Some(starts)) = (front.date, session.and_then(|session| session.starts))
        && (date.date().year() - starts.year()).abs() > YEARS_FROM_SESSION
    {
        let session = format!("its session in {}", starts.year());
        found.push(mistakes::far_year(document.value_span("date"), "date", date.date().year(), &session));
    }
}
