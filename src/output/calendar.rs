//! Calendars: sessions, deadlines, days of review and events, for programs that keep appointments (iCalendar, RFC 5545).
//!
//! One for the site, one for each State and one for each body of which there is something to tell, in each language. Their bytes
//! are a matter of the data and the pages alone, so that a build changes none without a cause.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{FileCx, OutputFormat, PlanCx, Targets, prefix};
use crate::data::{Session, StateId};
use crate::diag::Diagnostic;
use crate::model::PageId;
use crate::plan::{Subject, Target};
use crate::render::{Calendar, Event, RenderCx};
use crate::route::{CALENDAR, OutPath};

/// The day of a record of which none is known.
const UNKNOWN_DAY: &str = "1970-01-01";

/// The longest line, in bytes.
const LINE_LIMIT: usize = 75;

/// The format of calendars.
pub(super) struct Calendars;

impl OutputFormat for Calendars {
    fn name(&self) -> &'static str {
        "calendar"
    }

    fn targets(&self, cx: PlanCx<'_>, targets: &mut Targets<'_>) {
        let (site, data) = (cx.site, &cx.site.data);
        let mut add = |path: String, subject: Subject, lang: &str| match OutPath::parse(&path) {
            // A site of its own file keeps it.
            Ok(route) if cx.layouts.statics.contains_key(&route) => {}
            _ => targets.add(&path, "", subject, lang),
        };
        let none: &[PageId] = &[];
        for lang in &site.config.languages {
            let prefix = prefix(cx, lang);
            let mut collections = site.kinds.collections();
            let has_days = |session: &Session| session.has_days(None);
            if data.sessions.iter().any(has_days)
                || collections.any(|kind| site.has_events(site.list(kind.folder(), lang), lang))
            {
                add(format!("{prefix}{CALENDAR}"), Subject::Index("sessions"), lang);
            }
            for state in StateId::all() {
                let mut sessions = site.sessions_of.get(&state).into_iter().flatten();
                let pages = site.by_state.get(&state).map_or(none, Vec::as_slice);
                if sessions.any(|at| data.sessions[*at].has_days(Some(state))) || site.has_events(pages, lang) {
                    let code = state.info().code.to_ascii_lowercase();
                    add(format!("{prefix}states/{code}/{CALENDAR}"), Subject::State(state), lang);
                }
            }
            for (at, body) in data.bodies.iter().enumerate().filter(|(at, _)| site.body_stands(*at)) {
                let mut sessions = data.sessions.iter().filter(|session| session.body == at);
                let pages = site.by_body.get(&at).map_or(none, Vec::as_slice);
                if sessions.any(has_days) || site.has_events(pages, lang) {
                    add(format!("{prefix}bodies/{}/{CALENDAR}", body.id), Subject::Body(at), lang);
                }
            }
        }
    }

    fn render(&self, cx: &RenderCx<'_>, _: FileCx<'_>, target: &Target) -> Result<Vec<u8>, Box<Diagnostic>> {
        Ok(calendar(&cx.calendar(target)).into_bytes())
    }
}

/// Returns a calendar as iCalendar.
fn calendar(calendar: &Calendar) -> String {
    let mut out = String::new();
    let mut line = |name: &str, value: &str| push_line(&mut out, &format!("{name}:{value}"));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//demarche//demarche//EN");
    line("CALSCALE", "GREGORIAN");
    line("METHOD", "PUBLISH");
    line(&format!("NAME;LANGUAGE={}", calendar.lang), &escaped(&calendar.name));
    line("X-WR-CALNAME", &escaped(&calendar.name));
    line("URL", &calendar.page);
    for event in &calendar.events {
        for (name, value) in lines_of(event, calendar) {
            line(&name, &value);
        }
    }
    line("END", "VCALENDAR");
    out
}

/// Returns the lines of an event.
fn lines_of(event: &Event, calendar: &Calendar) -> Vec<(String, String)> {
    let in_language = |name: &str| format!("{name};LANGUAGE={}", event.lang);
    let plain = |name: &str, value: String| (name.to_owned(), value);
    // The day of the record. Where it has none, one before all others: with the day of the event, one that is moved to an earlier day
    // would be older than before, and programs that compare stamps (RFC 5546, section 2.1.5) would keep the former day.
    let stamp = day(event.as_of.as_deref().unwrap_or(UNKNOWN_DAY));
    let mut lines = vec![
        plain("BEGIN", "VEVENT".to_owned()),
        plain("UID", format!("{}@{}", event.id, calendar.host)),
        plain("DTSTAMP", format!("{stamp}T000000Z")),
    ];
    lines.extend(times(&event.starts, event.ends.as_deref()));
    lines.push((in_language("SUMMARY"), escaped(&event.summary)));
    if !event.description.is_empty() {
        // What is said of it is in the words of the calendar, also where its title is not.
        lines.push((format!("DESCRIPTION;LANGUAGE={}", calendar.lang), escaped(&event.description)));
    }
    lines.extend(event.place.as_ref().map(|place| (in_language("LOCATION"), escaped(place))));
    lines.extend(event.status.map(|status| plain("STATUS", status.to_owned())));
    lines.push(plain("URL", event.url.clone()));
    lines.push(plain("TRANSP", "TRANSPARENT".to_owned()));
    lines.push(plain("END", "VEVENT".to_owned()));
    lines
}

/// Returns the day of a date or a time in ISO 8601, without hyphens.
fn day(text: &str) -> String {
    text.get(..10).unwrap_or(text).replace('-', "")
}

/// Returns the lines that say when an event begins and ends: both as days, the end being the day after the last, or both as
/// instants (section 3.6.1). An event that begins at a time and ends on a day lasts until that day is over, where it begins.
fn times(starts: &str, ends: Option<&str>) -> Vec<(String, String)> {
    let day_after = |text: &str| text.get(..10)?.parse::<Date>().ok()?.tomorrow().ok();
    let Ok(begins) = starts.parse::<Timestamp>() else {
        let mut lines = vec![("DTSTART;VALUE=DATE".to_owned(), day(starts))];
        let after = ends.and_then(day_after);
        lines.extend(after.map(|after| ("DTEND;VALUE=DATE".to_owned(), day(&after.to_string()))));
        return lines;
    };
    let utc = |instant: Timestamp| instant.strftime("%Y%m%dT%H%M%SZ").to_string();
    let offset = starts.get(19..).unwrap_or("Z");
    let over = |text: &str| -> Option<Timestamp> {
        text.parse().ok().or_else(|| format!("{}T00:00:00{offset}", day_after(text)?).parse().ok())
    };
    let over = ends.and_then(over).filter(|over| *over > begins);
    let mut lines = vec![("DTSTART".to_owned(), utc(begins))];
    lines.extend(over.map(|over| ("DTEND".to_owned(), utc(over))));
    lines
}

/// Returns a text as the value of a property (section 3.3.11).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Appends a line, folded where it is too long, never within a character (section 3.1).
fn push_line(out: &mut String, line: &str) {
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > LINE_LIMIT {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters() {
        let mut out = String::new();
        push_line(&mut out, &format!("SUMMARY:{}", "é".repeat(80)));
        assert!(out.ends_with("\r\n"));
        assert!(out.split("\r\n").all(|line| line.len() <= LINE_LIMIT), "{out}");
        assert_eq!(out.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", "é".repeat(80)));
        let mut short = String::new();
        push_line(&mut short, &"x".repeat(75));
        assert_eq!(short, format!("{}\r\n", "x".repeat(75)));
    }

    #[test]
    fn events_end_as_they_begin() {
        let told = |starts: &str, ends: Option<&str>| -> Vec<String> {
            times(starts, ends).into_iter().map(|(name, value)| format!("{name}:{value}")).collect()
        };
        assert_eq!(told("2027-02-11", None), ["DTSTART;VALUE=DATE:20270211"]);
        let days = ["DTSTART;VALUE=DATE:20270211", "DTEND;VALUE=DATE:20270301"];
        assert_eq!(told("2027-02-11", Some("2027-02-28")), days);
        assert_eq!(told("2027-02-11", Some("2027-02-28T10:00:00+01:00")), days);
        let times = ["DTSTART:20270211T170000Z", "DTEND:20270211T190000Z"];
        assert_eq!(told("2027-02-11T18:00:00+01:00", Some("2027-02-11T20:00:00+01:00")), times);
        let late = ["DTSTART:20270211T170000Z", "DTEND:20270212T230000Z"];
        assert_eq!(told("2027-02-11T18:00:00+01:00", Some("2027-02-12")), late);
        assert_eq!(told("2027-02-11T18:00:00+01:00", Some("2027-02-11T18:00:00+01:00")), times[..1]);
    }

    #[test]
    fn texts_are_escaped() {
        assert_eq!(escaped("a, b; c\\d\ne\u{7}"), "a\\, b\\; c\\\\d\\ne");
    }
}
