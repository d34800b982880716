//! Time alone changes a site: what the public does not see at an instant, and when that is next otherwise.

use demarche::model::{Outlook, Schedule};
use demarche::source::Sources;

use crate::site_test::{LETTER, SETTINGS};

/// A site whose files are changed between two looks.
struct Calendar {
    files: std::collections::BTreeMap<String, Vec<u8>>,
    schedule: Schedule,
}

impl Calendar {
    /// Returns a site with one published letter; its time zone is that of Zurich.
    fn new() -> Calendar {
        let mut calendar = Calendar { files: Default::default(), schedule: Schedule::new() };
        calendar.file("content/site.yaml", SETTINGS);
        calendar.file("content/letters/upr-49.md", LETTER);
        calendar
    }

    /// Puts a file there, or replaces it.
    fn file(&mut self, path: &str, text: &str) {
        self.files.insert(path.to_owned(), text.as_bytes().to_vec());
    }

    /// Puts a letter there with a line more in its front matter.
    fn letter(&mut self, name: &str, line: &str) {
        self.file(&format!("content/letters/{name}.md"), &LETTER.replace("session:", &format!("{line}\nsession:")));
    }

    /// Looks at the site at an instant; a schedule that knows it from before must say what a new one says.
    #[track_caller]
    fn at(&mut self, now: &str) -> Outlook {
        let (sources, _) = Sources::from_memory(self.files.clone());
        let now = now.parse().expect("an instant");
        let outlook = self.schedule.outlook(&sources, now);
        assert_eq!(outlook, Schedule::new().outlook(&sources, now));
        outlook
    }

    /// Fails unless the site is next another at an instant.
    #[track_caller]
    fn assert_next(&mut self, now: &str, next: &str) {
        let found = self.at(now).next.map(|next| next.to_string());
        assert_eq!(found.as_deref(), Some(next), "from {now}");
    }
}

#[test]
fn next_turn_is_the_nearest_of_embargo_expiry_and_day() {
    let mut calendar = Calendar::new();
    // With nothing else, the day: midnight in Zurich, in winter and in summer.
    calendar.assert_next("2026-01-19T06:00:00Z", "2026-01-19T23:00:00Z");
    calendar.assert_next("2026-01-19T23:00:00Z", "2026-01-20T23:00:00Z");
    calendar.assert_next("2026-07-01T06:00:00Z", "2026-07-01T22:00:00Z");
    calendar.letter("embargoed", "embargo: 2026-01-19T09:00:00+01:00");
    calendar.letter("expiring", "expires: 2026-01-19T10:00:00+01:00");
    calendar.assert_next("2026-01-19T06:00:00Z", "2026-01-19T08:00:00Z");
    calendar.assert_next("2026-01-19T07:59:59.999Z", "2026-01-19T08:00:00Z");
    // At the instant itself it has come, and the next one is another.
    calendar.assert_next("2026-01-19T08:00:00Z", "2026-01-19T09:00:00Z");
    calendar.assert_next("2026-01-19T09:00:00Z", "2026-01-19T23:00:00Z");
    // Whoever edits, renames or deletes a file is believed, and so is another time zone.
    calendar.letter("embargoed", "embargo: 2026-01-19T08:30:00+01:00");
    calendar.assert_next("2026-01-19T06:00:00Z", "2026-01-19T07:30:00Z");
    let letter = calendar.files.remove("content/letters/embargoed.md").expect("a letter");
    calendar.assert_next("2026-01-19T06:00:00Z", "2026-01-19T09:00:00Z");
    calendar.files.insert("content/letters/zz.md".to_owned(), letter);
    calendar.assert_next("2026-01-19T06:00:00Z", "2026-01-19T07:30:00Z");
    calendar.file("content/site.yaml", &SETTINGS.replace("Europe/Zurich", "Europe/Athens"));
    calendar.assert_next("2026-01-19T12:00:00Z", "2026-01-19T22:00:00Z");
}

#[test]
fn drafts_wait_for_no_instant() {
    let mut calendar = Calendar::new();
    calendar.letter("draft", "draft: true\nembargo: 2026-01-19T09:00:00+01:00");
    calendar.assert_next("2026-01-19T06:00:00Z", "2026-01-19T23:00:00Z");
    calendar.letter("draft", "draft: false\nembargo: 2026-01-19T09:00:00+01:00");
    calendar.assert_next("2026-01-19T06:00:00Z", "2026-01-19T08:00:00Z");
}

#[test]
fn hidden_pages_are_named_with_the_reason() {
    let mut calendar = Calendar::new();
    calendar.file("content/site.yaml", &format!("{SETTINGS}languages: [en, fr]\n"));
    calendar.letter("draft", "draft: true");
    calendar.letter("draft.fr", "\"dr\\x61ft\": true");
    calendar.letter("embargoed", "embargo: 2026-01-19T09:00:00+01:00");
    calendar.letter("expired", "expires: 2026-01-18T09:00:00+01:00");
    calendar.file(
        "content/letters/talk.md",
        &LETTER.replace("We write", "Of a draft, an embargo and what expires, we write"),
    );
    let outlook = calendar.at("2026-01-19T06:00:00Z");
    let hidden: Vec<(&str, &str)> = outlook.hidden.iter().map(|(route, why)| (route.as_str(), why.as_str())).collect();
    assert_eq!(
        hidden,
        [
            ("fr/letters/draft/index.html", "a draft"),
            ("letters/draft/index.html", "a draft"),
            ("letters/embargoed/index.html", "under embargo until 2026-01-19 09:00 CET"),
            ("letters/expired/index.html", "expired since 2026-01-18 09:00 CET"),
        ]
    );
    assert_eq!(outlook.at, "2026-01-19 07:00 CET");
    assert_eq!(calendar.at("2026-01-19T08:00:00Z").hidden.len(), 3);
}
