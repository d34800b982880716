//! Calendars: the sessions whose days are known (iCalendar, RFC 5545).

use crate::site_test::{SESSIONS, SiteTest};

/// Returns the lines of a calendar, unfolded; each must be short and end as the standard says.
fn lines(text: &str) -> Vec<String> {
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']), "{text}");
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    text.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

/// Returns a site with three sessions, of one of which no day is known.
fn site() -> SiteTest {
    let sessions = format!(
        "{SESSIONS}- {{id: upr-50, number: 50, cycle: 4, states: [ARM]}}\n\
         - {{id: upr-51, number: 51, cycle: 4, starts: 2026-01-19, states: [KEN, NPL], source: 'A, b; c', as_of: 2025-05-01}}\n"
    );
    SiteTest::new().file("content/data/sessions.yaml", sessions)
}

#[test]
fn calendar_tells_of_sessions_by_their_days() {
    let built = site().build();
    let lines = lines(&built.text("calendar.ics"));
    let begins: Vec<&String> = lines.iter().filter(|line| line.starts_with("SUMMARY")).collect();
    let expected = ["SUMMARY;LANGUAGE=en:UPR 48", "SUMMARY;LANGUAGE=en:UPR 49", "SUMMARY;LANGUAGE=en:UPR 51"];
    assert_eq!(begins, expected);
    for line in [
        "UID:upr-49@example.org",
        "DTSTAMP:20250428T000000Z",
        "DTSTART;VALUE=DATE:20250428",
        "DTEND;VALUE=DATE:20250510",
        "DTSTAMP:20250501T000000Z",
        "DESCRIPTION;LANGUAGE=en:States under review: Kenya\\, Nepal\\nSource: A\\, b\\; c",
        "URL:https://example.org/sessions/upr-49/",
    ] {
        assert!(lines.iter().any(|known| known == line), "{line} in {lines:#?}");
    }
    assert_eq!(lines.iter().filter(|line| line.starts_with("DTEND")).count(), 2);
}

#[test]
fn state_has_a_calendar_of_its_sessions() {
    let built = site().build();
    let lines = lines(&built.text("states/ken/calendar.ics"));
    assert!(lines.contains(&"SUMMARY;LANGUAGE=en:UPR 49: Kenya".to_owned()), "{lines:#?}");
    assert!(lines.contains(&"UID:upr-51-ken@example.org".to_owned()), "{lines:#?}");
    assert_eq!(lines.iter().filter(|line| *line == "BEGIN:VEVENT").count(), 2);
    for path in ["states/arm/calendar.ics", "states/fra/calendar.ics"] {
        assert!(!built.files.contains_key(path), "{path}");
    }
}

#[test]
fn pages_lead_to_the_calendar_of_what_they_list() {
    let built = site().base_url("https://example.org/sub/").build();
    let link = |url: &str| format!("<a href=\"{url}\" type=\"text/calendar\">");
    assert!(built.text("sessions/index.html").contains(&link("/sub/calendar.ics")));
    assert!(built.text("states/ken/index.html").contains(&link("/sub/states/ken/calendar.ics")));
    assert!(!built.text("states/arm/index.html").contains("text/calendar"));
    assert!(built.text("index.html").contains("type=\"text/calendar\" href=\"/sub/calendar.ics\""));
}

#[test]
fn calendar_is_the_same_at_any_instant() {
    let [one, other] = ["2025-06-01", "2027-06-01"].map(|at| site().at(at).build().text("calendar.ics"));
    assert_eq!(one, other);
    let none = SiteTest::new()
        .file("content/data/sessions.yaml", "- {id: upr-50, number: 50, cycle: 4, states: [KEN]}\n")
        .build();
    assert!(!none.files.keys().any(|path| path.ends_with(".ics")));
}
