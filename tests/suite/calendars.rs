//! Calendars: the sessions whose days are known (iCalendar, RFC 5545).

use crate::site_test::{SESSIONS, SETTINGS, SiteTest};

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
        "DTSTAMP:19700101T000000Z",
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

#[test]
fn what_is_moved_to_an_earlier_day_is_not_older_than_before() {
    let stamp = |day: &str| {
        let sessions = format!("- {{id: upr-51, number: 51, cycle: 4, starts: {day}, states: [KEN]}}\n");
        let built =
            SiteTest::new().file("content/data/sessions.yaml", sessions).without("content/letters/upr-49.md").build();
        let lines = lines(&built.text("calendar.ics"));
        assert!(lines.contains(&format!("DTSTART;VALUE=DATE:{}", day.replace('-', ""))), "{lines:#?}");
        lines.into_iter().find(|line| line.starts_with("DTSTAMP")).expect("a stamp")
    };
    assert!(stamp("2026-01-19") <= stamp("2026-01-12"));
}

/// Returns a site with a session of a treaty body that has deadlines and a day of review, and a collection of events.
fn full() -> SiteTest {
    let sessions = "- {id: cedaw-90, body: cedaw, number: 90, starts: 2025-02-03, ends: 2025-02-21, \
                    states: [{state: KEN, on: 2025-02-06}, NPL], source: A list, deadlines: \
                    [{what: {en: Papers, fr: Documents}, date: 2025-01-06, source: A letter}, {what: Names, date: 2025-01-06}]}\n";
    let bodies =
        "- {id: cedaw, name: Committee, short: CEDAW}\n- {id: unsc, name: Council}\n- {id: upr, name: Review}\n";
    let index = "---\ntitle: Events\ncollection:\n  singular: Event\n  split_by: starts\n  fields:\n    starts: {type: datetime}\n    \
                 ends: {type: datetime}\n    venue: {type: text}\n    status: {type: choice, options: {confirmed: On, cancelled: Off}}\n---\n";
    let event =
        |more: &str| format!("---\ntitle: An evening, open\ndate: 2025-01-02\n{more}---\nText of the evening.\n");
    SiteTest::new()
        .file("content/site.yaml", format!("{SETTINGS}languages: [en, fr]\n"))
        .file("content/data/sessions.yaml", sessions)
        .file("content/data/bodies.yaml", bodies)
        .without("content/letters/upr-49.md")
        .file("content/letters/one.md", "---\ntitle: A letter\ndate: 2025-01-03\nto: [cedaw, unsc]\n---\nText.\n")
        .file("content/events/_index.md", index)
        .file(
            "content/events/evening.md",
            event("starts: 2025-05-02T18:00:00+02:00\nends: 2025-05-03\nvenue: A hall; upstairs\nstatus: cancelled\nstates: [NPL]\nto: [unsc]\n"),
        )
        .file("content/events/unknown.md", event(""))
        .file("content/events/hidden.md", event("starts: 2025-06-06\ndraft: true\n").replace("An evening", "Secret"))
}

#[test]
fn calendar_tells_of_deadlines_days_of_review_and_events() {
    let built = full().build();
    assert_eq!(built.diagnostics, []);
    let lines = lines(&built.text("calendar.ics"));
    for line in [
        "UID:cedaw-90-until-2025-01-06@example.org",
        "SUMMARY;LANGUAGE=en:CEDAW 90: Papers",
        "DESCRIPTION;LANGUAGE=en:Source: A letter",
        "UID:cedaw-90-until-2025-01-06-2@example.org",
        "SUMMARY;LANGUAGE=en:CEDAW 90: Names",
        "UID:cedaw-90-ken-review@example.org",
        "SUMMARY;LANGUAGE=en:CEDAW 90: Kenya (day of review)",
        "DTSTART;VALUE=DATE:20250206",
        "UID:events/evening@example.org",
        "SUMMARY;LANGUAGE=en:An evening\\, open",
        "DTSTART:20250502T160000Z",
        "DTEND:20250503T220000Z",
        "LOCATION;LANGUAGE=en:A hall\\; upstairs",
        "STATUS:CANCELLED",
        "URL:https://example.org/events/evening/",
    ] {
        assert!(lines.iter().any(|known| known == line), "{line} in {lines:#?}");
    }
    assert_eq!(lines.iter().filter(|line| *line == "BEGIN:VEVENT").count(), 5);
    assert!(!built.text("calendar.ics").contains("Secret"));
    let french = built.text("fr/calendar.ics");
    assert!(french.contains("SUMMARY;LANGUAGE=fr:CEDAW 90: Documents"), "{french}");
    assert!(french.contains("SUMMARY;LANGUAGE=en:CEDAW 90: Names"), "{french}");
    assert!(french.contains("SUMMARY;LANGUAGE=en:CEDAW 90\r\nDESCRIPTION;LANGUAGE=fr:États"), "{french}");
    assert!(!french.contains("evening"), "{french}");
}

#[test]
fn event_until_a_day_on_which_clocks_change_ends_with_that_day() {
    let event = "---\ntitle: A night\ndate: 2025-01-02\nstarts: 2025-03-29T18:00\nends: 2025-03-30\n---\nText.\n";
    let calendar = full().file("content/events/night.md", event).build().text("calendar.ics");
    assert!(calendar.contains("DTSTART:20250329T170000Z\r\nDTEND:20250330T220000Z"), "{calendar}");
}

#[test]
fn state_and_body_have_a_calendar_of_what_concerns_them() {
    let built = full().build();
    let events = |path: &str| -> Vec<String> {
        let lines = lines(&built.text(path));
        lines
            .iter()
            .filter_map(|line| line.strip_prefix("UID:")?.strip_suffix("@example.org").map(str::to_owned))
            .collect()
    };
    let deadlines = ["cedaw-90-until-2025-01-06", "cedaw-90-until-2025-01-06-2"];
    assert_eq!(events("states/ken/calendar.ics"), [&deadlines[..], &["cedaw-90-ken", "cedaw-90-ken-review"]].concat());
    assert_eq!(events("states/npl/calendar.ics"), [&deadlines[..], &["cedaw-90-npl", "events/evening"]].concat());
    assert_eq!(events("bodies/cedaw/calendar.ics"), [&deadlines[..], &["cedaw-90", "cedaw-90-ken-review"]].concat());
    assert_eq!(events("bodies/unsc/calendar.ics"), ["events/evening"]);
    for path in ["bodies/upr/calendar.ics", "fr/bodies/unsc/calendar.ics", "states/fra/calendar.ics"] {
        assert!(!built.files.contains_key(path), "{path}");
    }
    assert!(
        built
            .text("bodies/cedaw/index.html")
            .contains("<a href=\"/bodies/cedaw/calendar.ics\" type=\"text/calendar\">")
    );
    assert!(built.text("events/index.html").contains("<a href=\"/calendar.ics\" type=\"text/calendar\">"));
    assert!(!built.text("letters/index.html").contains("text/calendar\">"));
}

#[test]
fn machines_are_told_of_an_event() {
    let built = full().build();
    let html = built.text("events/evening/index.html");
    for told in [
        "\"@type\":\"Event\"",
        "\"startDate\":\"2025-05-02T18:00:00+02:00\"",
        "\"endDate\":\"2025-05-03\"",
        "\"eventStatus\":\"https://schema.org/EventCancelled\"",
        "\"location\":{\"@type\":\"Place\",\"name\":\"A hall; upstairs\"}",
        "\"organizer\":",
    ] {
        assert!(html.contains(told), "{told}");
    }
    assert!(built.text("events/unknown/index.html").contains("\"@type\":\"Article\""));
}
