//! Time alone changes a site: what the public does not see at an instant, and when that is next otherwise.

use demarche::engine::{Engine, Outlook};

use crate::site_test::{LETTER, SETTINGS, SiteTest};

/// A site that is looked at, at one instant and then at another.
struct Calendar {
    site: SiteTest,
    engine: Engine,
}

impl Calendar {
    /// Returns a site with one published letter; its time zone is that of Zurich, and it has one session.
    fn new() -> Calendar {
        let sessions = "- {id: upr-49, number: 49, cycle: 4, starts: 2025-04-28, ends: 2025-05-09, states: [KEN]}\n";
        let site = SiteTest::new().drafts().file("content/data/sessions.yaml", sessions);
        Calendar { site, engine: Engine::new() }
    }

    /// Puts a file there, or replaces it.
    fn file(&mut self, path: &str, text: &str) {
        self.site = self.site.clone().file(path, text);
    }

    /// Puts a letter there with a line more in its front matter.
    fn letter(&mut self, name: &str, line: &str) {
        self.file(&format!("content/letters/{name}.md"), &LETTER.replace("session:", &format!("{line}\nsession:")));
    }

    /// Looks at the site at an instant; an engine that knows it from before must say what a new one says.
    #[track_caller]
    fn at(&mut self, now: &str) -> Outlook {
        let site = self.site.clone().at(now);
        let update = site.update(&mut self.engine);
        assert!(update.is_good(), "{:#?}", update.diagnostics);
        let mut new = Engine::new();
        site.update(&mut new);
        assert_eq!(self.engine.outlook(), new.outlook());
        new.outlook().expect("it was updated")
    }

    /// Fails unless the site is next another at an instant.
    #[track_caller]
    fn assert_next(&mut self, now: &str, next: &str) {
        let found = self.at(now).next.map(|next| next.to_string());
        assert_eq!(found.unwrap_or_default(), next, "from {now}");
    }
}

#[test]
fn next_turn_is_the_nearest_of_embargo_expiry_and_session() {
    let mut calendar = Calendar::new();
    // Midnights in Zurich: the session begins, is over, would be over if its end were not known.
    calendar.assert_next("2025-03-19T06:00:00Z", "2025-04-27T22:00:00Z");
    // The day of the letter begins, and it is dated ahead no longer.
    calendar.assert_next("2025-01-19T06:00:00Z", "2025-03-13T10:00:00Z");
    calendar.assert_next("2025-04-27T22:00:00Z", "2025-05-09T22:00:00Z");
    calendar.assert_next("2025-05-09T22:00:00Z", "2025-05-12T22:00:00Z");
    calendar.assert_next("2025-05-12T22:00:00Z", "");
    calendar.letter("embargoed", "embargo: 2026-01-19T09:00:00+01:00");
    calendar.letter("expiring", "expires: 2026-01-19T10:00:00+01:00");
    calendar.assert_next("2026-01-19T06:00:00Z", "2026-01-19T08:00:00Z");
    calendar.assert_next("2026-01-19T07:59:59.999Z", "2026-01-19T08:00:00Z");
    // At the instant itself it has come, and the next one is another.
    calendar.assert_next("2026-01-19T08:00:00Z", "2026-01-19T09:00:00Z");
    calendar.assert_next("2026-01-19T09:00:00Z", "");
    // Whoever edits or deletes a file is believed, and so is another time zone.
    calendar.letter("embargoed", "embargo: 2026-01-19T08:30:00+01:00");
    calendar.assert_next("2026-01-19T06:00:00Z", "2026-01-19T07:30:00Z");
    calendar.site = calendar.site.without("content/letters/embargoed.md");
    calendar.assert_next("2026-01-19T06:00:00Z", "2026-01-19T09:00:00Z");
    calendar.file("content/site.yaml", &SETTINGS.replace("Europe/Zurich", "Europe/Athens"));
    calendar.assert_next("2025-03-19T12:00:00Z", "2025-04-27T21:00:00Z");
}

/// The site of each day is that of the day before, unless the outlook said that it would be another.
#[test]
fn nothing_changes_before_the_next_turn() {
    let site = SiteTest::new();
    let mut engine = Engine::new();
    let (mut next, mut turns) = (None, 0);
    let first = jiff::civil::date(2025, 1, 10);
    for offset in 0..140 {
        let day = first.checked_add(jiff::ToSpan::days(offset)).expect("a day");
        // Six in the morning in Zurich: what turns at a midnight has turned.
        let instant = format!("{day}T05:00:00Z");
        let update = site.clone().at(&instant).update(&mut engine);
        assert!(update.is_good(), "{:#?}", update.diagnostics);
        let now: jiff::Timestamp = instant.parse().expect("an instant");
        let told = next.is_none_or(|next| next <= now);
        turns += usize::from(!update.changes.is_empty());
        assert!(offset == 0 || told || update.changes.is_empty(), "{day} has changed {:?}", update.changes.keys());
        next = engine.outlook().and_then(|outlook| outlook.next).or(Some(jiff::Timestamp::MAX));
    }
    assert!(turns > 3, "the sessions begin and end in this time");
}

#[test]
fn hidden_pages_are_named_with_the_reason() {
    let mut calendar = Calendar::new();
    calendar.file("content/site.yaml", &format!("{SETTINGS}languages: [en, fr]\n"));
    calendar.letter("draft", "draft: true");
    calendar.letter("draft.fr", "draft: true");
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
