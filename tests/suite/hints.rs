//! Hints, followed to the letter: each leads to the mend, and none publishes what was held back.
//!
//! The lines come from the golden tests and from a list of ways in which people hold pages back. Where a hint is a thing to
//! be done word for word, it is done, and the site looked at again, until nothing is left to be done.
#![expect(clippy::disallowed_methods, reason = "the golden tests are read")]

use std::collections::BTreeSet;

use demarche::diag::{Diagnostic, has_errors};

use crate::site_test::{LETTER, SiteTest};

/// The letter of the smallest site.
const FILE: &str = "content/letters/upr-49.md";
/// The hints on lines of front matter that cannot be followed word for word: what is to be written is for the author.
const OPEN_HINTS: &str = include_str!("hints.txt");
/// How many hints are followed one after the other.
const STEPS: usize = 6;

/// What comes of a site, short of rendering it.
struct Seen {
    hidden: bool,
    diagnostics: Vec<Diagnostic>,
}

/// Looks at the smallest site with this text of its letter.
fn look(text: &str) -> Seen {
    let (site, diagnostics) = SiteTest::new().file(FILE, text).index();
    Seen { hidden: site.by_path(FILE).is_none(), diagnostics }
}

/// Returns what stands in backticks.
fn quoted(hint: &str) -> Vec<&str> {
    hint.split('`').skip(1).step_by(2).collect()
}

/// Returns the texts that come of doing what a hint says; none where it is not to be done word for word.
fn follow(text: &str, found: &Diagnostic, hint: &str) -> Vec<String> {
    let Some(span) = found.span.as_ref().filter(|span| &*span.file == FILE) else { return Vec::new() };
    let lines: Vec<&str> = text.lines().collect();
    let line = lines[span.line - 1];
    let byte = |column: usize| line.char_indices().nth(column - 1).map_or(line.len(), |(at, _)| at);
    let (start, end) = (byte(span.column), byte(span.column + span.width));
    let quotes = quoted(hint);
    let whole = |put: Vec<String>| {
        // What belongs to the key stands below it, indented.
        let below =
            lines[span.line..].iter().take_while(|line| line.starts_with([' ', '-']) && **line != "---").count();
        let mut kept: Vec<String> = lines[..span.line - 1].iter().map(ToString::to_string).collect();
        kept.extend(put);
        kept.extend(lines[span.line + below..].iter().map(ToString::to_string));
        kept.join("\n") + "\n"
    };
    let part = |put: &str| whole(vec![format!("{}{put}{}", &line[..start], &line[end..])]);
    let concrete = |words: &str| !words.contains('…');
    let in_braces = line[..start].contains('{');
    match hint {
        _ if hint.starts_with("write `") && quotes.iter().all(|words| concrete(words)) && !in_braces => {
            let indent = &line[..line.len() - line.trim_start_matches(' ').len()];
            let put = |words: &str| format!("{indent}{words}");
            match quotes.as_slice() {
                [one, other] if hint.contains(&format!("`{one}` or `")) => {
                    vec![whole(vec![put(one)]), whole(vec![put(other)])]
                }
                [one, other] if hint.contains("` and `") => vec![whole(vec![put(one), put(other)])],
                [one, ..] => vec![whole(vec![put(one)])],
                [] => Vec::new(),
            }
        }
        _ if hint.starts_with("write `") && in_braces && quotes.len() == 1 && concrete(quotes[0]) => {
            vec![part(quotes[0])]
        }
        _ if hint.starts_with("year, month, day: write") => {
            quotes.iter().map(|words| whole(vec![(*words).to_owned()])).collect()
        }
        _ if hint.starts_with("did you mean `") => vec![part(quotes[0])],
        _ if hint.starts_with("put `https://` before it") => vec![part(quotes[1])],
        _ if hint.starts_with("add `") && concrete(quotes[0]) => {
            vec![text.replacen("---\n", &format!("---\n{}\n", quotes[0]), 1)]
        }
        _ if hint.starts_with("move the line up, above") || hint.starts_with("move it to a line of its own") => {
            let rest = whole(Vec::new());
            vec![rest.replacen("---\n", &format!("---\n{}\n", line.trim()), 1)]
        }
        _ if hint.starts_with("take the line out") => vec![whole(Vec::new())],
        _ if hint.starts_with("take it out: type `") => vec![part(quotes[0].trim_end_matches(':'))],
        _ if hint.contains("between quotes: `") && concrete(quotes[0]) => vec![whole(vec![quotes[0].to_owned()])],
        _ if hint.contains("straight quotes only: `") => {
            vec![whole(vec![quotes.last().map_or("", |last| last).to_owned()])]
        }
        _ if hint.starts_with("put it between quotes") || hint.starts_with("put the text between quotes") => {
            vec![part(&format!("\"{}\"", line[start..end.max(start)].trim()))]
        }
        _ if hint.starts_with("put the whole text between quotes") => {
            let (key, value) = line.split_once(": ").unwrap_or((line, ""));
            vec![whole(vec![format!("{key}: \"{value}\"")])]
        }
        "close it at the end of the text" => vec![whole(vec![format!("{line}{}", &line[start..end])])],
        _ if hint.starts_with("close it with `") => vec![whole(vec![format!("{line}{}", quotes[0])])],
        "write `---`, with nothing before it" => vec![whole(vec!["---".to_owned()])],
        "remove it" => vec![part("")],
        _ => Vec::new(),
    }
}

/// Follows every hint on a text, and all that come of it; returns how many were followed.
///
/// Panics where a mistake stays that a hint was to mend, and where at the end the page is published.
fn follow_all(text: &str, way: &mut Vec<String>, unfollowed: &mut BTreeSet<String>) -> usize {
    let seen = look(text);
    let shown = |way: &[String]| format!("{}\n{text}", way.join("\n"));
    assert!(seen.hidden || has_errors(&seen.diagnostics), "published after\n{}", shown(way));
    if way.len() == STEPS {
        return 0;
    }
    let mut count = 0;
    for found in &seen.diagnostics {
        for hint in &found.hints {
            let texts = follow(text, found, hint);
            if texts.is_empty() {
                unfollowed.insert(format!("{}: {hint}", found.code));
            }
            for next in texts {
                way.push(format!("{}: {hint}", found.message));
                let same = |other: &Diagnostic| (other.code, &other.message) == (found.code, &found.message);
                let stays = look(&next).diagnostics.iter().any(same);
                assert!(!stays, "still wrong after\n{}\n{next}", shown(way));
                count += 1 + follow_all(&next, way, unfollowed);
                way.pop();
            }
        }
    }
    count
}

/// Returns the letter with a line in its front matter, in place of one with the same key, and another that hides it.
fn letter(line: &str, hiding: &str) -> String {
    let key = |line: &str| line.split([':', ' ', '=']).next().unwrap_or("").to_owned();
    let mut kept: Vec<&str> = LETTER.lines().filter(|other| !other.contains(": ") || key(other) != key(line)).collect();
    kept.splice(1..1, [line, hiding].into_iter().filter(|line| !line.is_empty()));
    kept.join("\n") + "\n"
}

/// Returns the lines of front matter that golden tests show.
fn golden_lines() -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/mistakes");
    for entry in std::fs::read_dir(folder).expect("a folder of the repository") {
        let text = std::fs::read_to_string(entry.expect("an entry").path()).expect("a source file");
        let tables = text.lines().zip(text.lines().skip(1)).filter(|(_, next)| next.starts_with("    => "));
        lines.extend(tables.map(|(line, _)| line.to_owned()).filter(|line| !line.starts_with([' ', '-'])));
        let sign = format!(" --> {FILE}:");
        let places = text.split(&sign).skip(1);
        let excerpts = places.filter_map(|place| place.lines().find_map(|line| line.split_once(" | ")));
        let excerpts = excerpts.filter(|(number, _)| number.trim().bytes().all(|byte| byte.is_ascii_digit()));
        for (_, line) in excerpts {
            let key = line.split([':', '=', '：']).next().unwrap_or("");
            let is_key =
                key.len() < line.len() && key.len() < 24 && key.chars().next().is_some_and(char::is_alphabetic);
            if is_key && !key.trim_end().contains(' ') && !line.contains("...") {
                lines.insert(line.to_owned());
            }
        }
    }
    lines
}

#[test]
fn hints_on_a_page_that_is_held_back_keep_it_so() {
    let lines = golden_lines();
    assert!(lines.len() > 60, "{lines:?}");
    let (mut count, mut unfollowed) = (0, BTreeSet::new());
    for line in &lines {
        for hiding in ["draft: true", "embargo: 2031-01-01T00:00:00+01:00", "expires: 2025-01-02T00:00:00+01:00"] {
            let key = line.split(':').next().unwrap_or("").to_lowercase();
            if !hiding.starts_with(&key) {
                count += follow_all(&letter(line, hiding), &mut Vec::new(), &mut unfollowed);
            }
        }
    }
    assert!(count > 180, "only {count} hints were followed, and not {unfollowed:?}");
    // A new hint has to be followed above, or stands in the list of those that leave the words to the author.
    let words = |hint: &String| {
        let parts = hint.split('`').enumerate().map(|(at, part)| if at % 2 == 1 { "…" } else { part });
        parts.collect::<Vec<_>>().join("`")
    };
    let unfollowed: BTreeSet<String> = unfollowed.iter().map(words).collect();
    let known: BTreeSet<String> = OPEN_HINTS.lines().map(str::to_owned).collect();
    let new: Vec<&String> = unfollowed.difference(&known).collect();
    assert!(new.is_empty(), "hints that nobody follows: {new:#?}");
    let gone: Vec<&String> = known.difference(&unfollowed).collect();
    assert!(gone.is_empty(), "hints that no line brings any more: {gone:#?}");
}

#[test]
fn hints_on_a_slip_in_what_holds_a_page_back_hold_it_back() {
    let mut unfollowed = BTreeSet::new();
    for line in [
        "draft: \"true\"",
        "draft: yes",
        "draft: 1",
        "draft: oui",
        "draft: later",
        "draft: [true]",
        "draft: in review",
        "draft: ture",
        "Draft: true",
        "DRAFT: yes",
        "drfat: true",
        "draft:true",
        "draft:\u{a0}true",
        "draft = true",
        "draft： true",
        "\u{a0}draft: true",
        "\u{200b}draft: true",
        "published: false",
        "published: \"no\"",
        "published: 2031-01-01",
        "publishDate: 2031-01-01 09:00:00 +0100",
        "publish_date: 1 January 2031",
        "pubDate: 2031-01-01",
        "private: true",
        "hidden: yes",
        "unlisted: true",
        "status: draft",
        "visibility: private",
        "sitemap: false",
        "robots: noindex",
        "build: {render: never}",
        "permalink: false",
        "render: false",
        "password: letmein",
        "brouillon: true",
        "embargo: 2031-01-01",
        "embargo: 2031-01-01 09:00",
        "embargo: 1 January 2031",
        "embargo: 01/02/2031",
        "embargo: 20310101",
        "embargo:2031-01-01T09:00:00+01:00",
        "embargo: “2031-01-01T09:00:00+01:00”",
        "Embargo: 2031-01-01T09:00:00+01:00",
        "embrago: 2031-01-01T09:00:00+01:00",
        "embargo_until: 2031-01-01",
        "embargoed: true",
        "embargo_until: the summer",
        "expires: 2025-01-02",
        "expires: 2 January 2025",
        "expiryDate: 2025-01-02",
    ] {
        let count = follow_all(&letter(line, ""), &mut Vec::new(), &mut unfollowed);
        assert!(count > 0, "no hint on `{line}` can be followed: {unfollowed:?}");
    }
}

#[test]
fn hints_on_a_key_in_the_text_or_below_another_hold_the_page_back() {
    let mut unfollowed = BTreeSet::new();
    for line in [
        "draft: true",
        "draft: yes",
        "Draft: true",
        "draft:true",
        "draft = true",
        "published: false",
        "private: true",
        "publishDate: 2031-01-01",
        "embargo: 2031-07-01T09:00:00+02:00",
        "embargo: 1 July 2031",
        "expires: 2025-01-02T09:00:00+02:00",
    ] {
        let text = LETTER.replace("We write ahead", &format!("{line}\n\nWe write ahead"));
        let count = follow_all(&text, &mut Vec::new(), &mut unfollowed);
        assert!(count > 0, "no hint on `{line}` can be followed: {unfollowed:?}");
    }
    for line in
        ["extra:\n  draft: true", "description: >\n  Words.\n  embargo: 2031-07-01", "extra:\n  page:\n    draft: true"]
    {
        let count = follow_all(&letter(line, ""), &mut Vec::new(), &mut unfollowed);
        assert!(count > 0, "no hint on `{line}` can be followed: {unfollowed:?}");
    }
}
