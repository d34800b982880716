//! Every spelling by which somebody may mean to hold a page back: it is held back, or an error says that it is not; never is
//! it public in silence. And no right text is taken for one.

mod spellings;

use demarche::Diagnostic;
use demarche::diag::{Palette, has_errors, render_text};

use self::spellings::{FILES, LINES, NAMES};
use crate::site_test::{GIF, SiteTest};

/// The page.
const FILE: &str = "content/pages/c.md";

/// Texts that are right, each with its path.
const RIGHT: &[(&str, &str)] = &[
    (FILE, "---\ntitle: C\ndraft: false\n---\nWords.\n"),
    (FILE, "---\ntitle: C\nembargo: 2025-05-30T09:00:00+02:00\ndate: 2025-05-30\n---\nWords.\n"),
    (FILE, "---\ntitle: C\nembargo: 2025-05-28T09:00:00+02:00\ndate: 2025-06-01\n---\nWords.\n"),
    (FILE, "---\ntitle: C\nexpires: 2031-01-01T00:00:00+01:00\n---\nWords.\n"),
    (FILE, "---\n# draft: true\n# embargo: 2031-07-01\ntitle: C\n---\nWords.\n"),
    (FILE, "---\ntitle: Draft\ndescription: A draft of what is to come, and an embargo.\n---\nWords.\n"),
    (FILE, "---\ntitle: \"Embargo: what it means\"\n---\nEmbargo: what it means for trade\n"),
    (FILE, "---\ntitle: C\ndescription: >\n  Words on the\n  embargo: what it means for trade\n---\nWords.\n"),
    (FILE, "---\ntitle: C\nextra:\n  hidden: true\n  show: false\n  status: draft\n  index: false\n---\nWords.\n"),
    (FILE, "---\ntitle: C\nextra: {release: 2031-01-01, published: 2025-01-01, draft: \"2nd\"}\n---\nWords.\n"),
    (FILE, "---\ntitle: C\n---\nDraft: a short history.\n"),
    (FILE, "---\ntitle: C\n---\nStatus: Draft for comment\n\nWords.\n"),
    (FILE, "---\ntitle: C\n---\nPublished: 14 March 2025\n\nWords.\n"),
    (FILE, "---\ntitle: C\n---\n## Draft: true stories\n\nWords.\n"),
    (FILE, "---\ntitle: C\n---\nTo hold a page back, write:\n\n```yaml\ndraft: true\n```\n"),
    (FILE, "---\ntitle: C\n---\nWords.\n\ndraft: true\n"),
    (FILE, "---\ntitle: C\n---\n```yaml\n---\ntitle: A letter\ndraft: true\n---\n```\n\nWords.\n"),
    (FILE, "---\ntitle: C\n---\n    title: A letter\n    embargo: 2031-07-01\n\nWords.\n"),
    (FILE, "---\ntitle: C\ndraft: false\n---\n```yaml\ndraft: true\n```\n\nWords.\n"),
    (FILE, "---\ntitle: C\n---\nThe draft resolution: true to its promise.\n"),
    (FILE, "---\ntitle: C\nembargo: 2025-05-30T09:00:00+02:00\n---\nEmbargo: 30 May 2025, 09:00 CEST\n\nWords.\n"),
    (FILE, "---\ntitle: C\ndate: 2025-06-01\n---\nWords.\n"),
    (FILE, "---\ntitle: C\ndate: 1948-12-09\n---\nWords.\n"),
    ("content/pages/draft-articles.md", "---\ntitle: C\n---\nWords.\n"),
    ("content/pages/first-draft.md", "---\ntitle: C\n---\nWords.\n"),
    ("content/pages/drafting/c.md", "---\ntitle: C\n---\nWords.\n"),
    ("content/pages/draft.md", "---\ntitle: C\n---\nWords.\n"),
    ("content/pages/drafts/c.md", "---\ntitle: C\ndraft: false\n---\nWords.\n"),
    ("content/pages/_c.md", "---\ntitle: C\ndraft: true\n---\nWords.\n"),
];

/// Looks at the smallest site with one more text, and with a picture.
fn look(path: &str, text: &str) -> (bool, Vec<Diagnostic>) {
    let site = SiteTest::new().file("content/pages/a.gif", GIF).file(path, text);
    let (site, diagnostics) = site.index();
    (site.by_path(path).is_some(), diagnostics)
}

#[test]
fn page_that_is_meant_to_be_held_back_is_never_public_in_silence() {
    let mut tried: Vec<(String, String)> = Vec::new();
    for line in LINES {
        tried.push((FILE.to_owned(), format!("---\ntitle: C\n{line}\n---\nWords.\n")));
        tried.push((FILE.to_owned(), format!("---\n{line}\ntitle: C\n---\nWords.\n")));
    }
    tried.extend(FILES.iter().map(|text| (FILE.to_owned(), (*text).to_owned())));
    for path in NAMES {
        let session = if path.contains("letters") { "session: upr-49\n" } else { "" };
        tried.push(((*path).to_owned(), format!("---\ntitle: C\ndate: 2025-05-05\n{session}---\nWords.\n")));
    }
    assert!(tried.len() > 500, "{}", tried.len());
    let public = tried.iter().filter(|(path, text)| {
        let (shown, diagnostics) = look(path, text);
        shown && !has_errors(&diagnostics)
    });
    let public: Vec<String> = public.map(|(path, text)| format!("{path}: {text:?}")).collect();
    assert!(public.is_empty(), "public in silence:\n{}", public.join("\n"));
}

#[test]
fn right_text_is_taken_for_none_that_is_held_back() {
    for (path, text) in RIGHT {
        let (_, diagnostics) = look(path, text);
        let report: Vec<String> = diagnostics.iter().map(|found| render_text(found, Palette::Plain)).collect();
        assert!(report.is_empty(), "{path}: {text:?}\n{}", report.join("\n"));
    }
}

#[test]
fn page_that_is_dated_ahead_is_told_until_its_day_begins_somewhere() {
    let site = |line: &str| SiteTest::new().file(FILE, format!("---\ntitle: C\n{line}\n---\nWords.\n"));
    let told = |site: SiteTest| site.build().codes();
    assert_eq!(told(site("date: 2025-06-03")), ["dated-ahead"]);
    assert_eq!(told(site("date: 2025-06-03").at("2025-06-02T09:59:59Z")), ["dated-ahead"]);
    assert_eq!(told(site("date: 2025-06-03").at("2025-06-02T10:00:00Z")), [""; 0], "the day has begun at UTC+14");
    assert_eq!(told(site("date: 2025-06-01T09:00:00+02:00")), ["dated-ahead"]);
    for line in ["draft: true", "embargo: 2025-06-03T00:00:00+02:00", "embargo: 2025-05-20T00:00:00+02:00"] {
        assert_eq!(told(site(&format!("date: 2025-06-03\n{line}"))), [""; 0], "{line}");
    }
}
