//! Calendars: the sessions whose days are known, for programs that keep appointments (iCalendar, RFC 5545).
//!
//! One for the site, and one for each State that is under review in such a session, in each language. Their bytes are a matter of
//! the data alone, so that a build changes none without a cause.

use super::{FileCx, OutputFormat, PlanCx, Targets, prefix};
use crate::diag::Diagnostic;
use crate::plan::{Subject, Target};
use crate::render::{Calendar, Event, RenderCx};
use crate::route::{CALENDAR, OutPath};

/// The longest line, in bytes.
const LINE_LIMIT: usize = 75;

/// The format of calendars.
pub(super) struct Calendars;

impl OutputFormat for Calendars {
    fn name(&self) -> &'static str {
        "calendar"
    }

    fn targets(&self, cx: PlanCx<'_>, targets: &mut Targets<'_>) {
        let sessions = &cx.site.data.sessions;
        let has_days = |at: &usize| sessions[*at].starts.is_some();
        let mut add = |path: String, subject: Subject, lang: &str| match OutPath::parse(&path) {
            // A site of its own file keeps it.
            Ok(route) if cx.layouts.statics.contains_key(&route) => {}
            _ => targets.add(&path, "", subject, lang),
        };
        for lang in &cx.site.config.languages {
            let prefix = prefix(cx, lang);
            if (0..sessions.len()).any(|at| has_days(&at)) {
                add(format!("{prefix}{CALENDAR}"), Subject::Index("sessions"), lang);
            }
            for (state, _) in cx.site.sessions_of.iter().filter(|(_, own)| own.iter().any(has_days)) {
                let code = state.info().code.to_ascii_lowercase();
                add(format!("{prefix}states/{code}/{CALENDAR}"), Subject::State(*state), lang);
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
    let in_language = |name: &str| format!("{name};LANGUAGE={}", calendar.lang);
    let plain = |name: &str, value: String| (name.to_owned(), value);
    let day = |day: &str| day.get(..10).unwrap_or(day).replace('-', "");
    // The day of the record; where it has none, one that is as fixed.
    let stamp = day(event.as_of.as_deref().unwrap_or(&event.starts));
    let mut lines = vec![
        plain("BEGIN", "VEVENT".to_owned()),
        plain("UID", format!("{}@{}", event.id, calendar.host)),
        plain("DTSTAMP", format!("{stamp}T000000Z")),
        plain("DTSTART;VALUE=DATE", day(&event.starts)),
    ];
    // The end is the day after the last.
    let after = event.ends.as_ref().and_then(|last| last.parse::<jiff::civil::Date>().ok()?.tomorrow().ok());
    lines.extend(after.map(|after| plain("DTEND;VALUE=DATE", day(&after.to_string()))));
    lines.push((in_language("SUMMARY"), escaped(&event.summary)));
    if !event.description.is_empty() {
        lines.push((in_language("DESCRIPTION"), escaped(&event.description)));
    }
    lines.push(plain("URL", event.url.clone()));
    lines.push(plain("TRANSP", "TRANSPARENT".to_owned()));
    lines.push(plain("END", "VEVENT".to_owned()));
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
    fn texts_are_escaped() {
        assert_eq!(escaped("a, b; c\\d\ne\u{7}"), "a\\, b\\; c\\\\d\\ne");
    }
}
