//! What a browser must do about a new build: nothing, take the new style, or load again.
//!
//! Takes the files of two builds; gives one [`Word`]. Style sheets have a name that changes with their bytes, so that
//! pages change with them; a build that differs in nothing else still needs no page to be loaded again.

use super::files::{Changes, Files};
use crate::spill::Spilled;

/// What browsers are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// Pages changed: a browser that shows one of them loads it again.
    Page,
    /// Only style sheets changed.
    Css,
    /// Images or other files changed: any page may show them.
    Files,
    /// What is wrong with the site changed.
    Problems,
}

impl Word {
    /// Returns the word as it is sent.
    pub(super) fn text(self) -> &'static str {
        match self {
            Word::Page => "page",
            Word::Css => "css",
            Word::Files => "files",
            Word::Problems => "problems",
        }
    }
}

/// The differences of two builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// How many files were added, changed or removed.
    pub changed: usize,
    /// What browsers are told; nothing if no file changed.
    pub(super) word: Option<Word>,
}

/// Compares a build with the one before it, of which it differs at most in these files.
pub(super) fn compare(old: &Files, changes: &Changes) -> Difference {
    let mut removed: Vec<&String> = Vec::new();
    let mut added: Vec<&String> = Vec::new();
    let mut edited: Vec<(&String, &Spilled, &Spilled)> = Vec::new();
    for (route, bytes) in changes {
        match (old.get(route), bytes) {
            (None, None) => {}
            (Some(_), None) => removed.push(route),
            (None, Some(_)) => added.push(route),
            (Some(before), Some(bytes)) if before == bytes => {}
            (Some(before), Some(bytes)) => edited.push((route, before, bytes)),
        }
    }
    let changed = removed.len() + added.len() + edited.len();
    let word = (changed > 0).then(|| word_for(old, &removed, &added, &edited));
    Difference { changed, word }
}

/// Returns the changes that make one site of another.
pub(super) fn changes_between(old: &Files, new: &Files) -> Changes {
    let removed = old.keys().filter(|route| !new.contains_key(*route)).map(|route| (route.clone(), None));
    removed.chain(new.iter().map(|(route, bytes)| (route.clone(), Some(bytes.clone())))).collect()
}

/// Returns the word for some differences.
fn word_for(old: &Files, removed: &[&String], added: &[&String], edited: &[(&String, &Spilled, &Spilled)]) -> Word {
    let routes = || removed.iter().chain(added).copied().chain(edited.iter().map(|(route, ..)| *route));
    let sheets_only = renamed_sheets(old, removed, added).is_some_and(|renamed| {
        edited.iter().all(|(route, old, new)| {
            is_css(route) || is_page(route) && !renamed.is_empty() && differs_only_in(old, new, &renamed)
        })
    });
    match () {
        () if sheets_only => Word::Css,
        () if routes().any(|route| is_shown_in_pages(route)) => Word::Files,
        () => Word::Page,
    }
}

/// Returns the old and the new names of style sheets; nothing where a file was added or removed that has no such
/// counterpart.
///
/// A build that goes on adds the new sheet first and removes the old one at its end, so a counterpart may stand already,
/// or still.
fn renamed_sheets<'a>(old: &'a Files, removed: &[&'a String], added: &[&'a String]) -> Option<Vec<(&'a str, &'a str)>> {
    let alike = |route: &'a str| {
        let stem = sheet(route);
        let standing = old.range(stem.to_owned()..).map(|(route, _)| route).take_while(move |it| it.starts_with(stem));
        standing.filter(move |it| is_css(it) && sheet(it) == stem && *it != route)
    };
    let mut renamed = Vec::new();
    for before in removed.iter().filter(|route| is_css(route)) {
        let new = added.iter().copied().filter(|it| is_css(it) && sheet(it) == sheet(before));
        let standing = alike(before).filter(|it| !removed.contains(it));
        renamed.push((before.as_str(), new.chain(standing).next()?.as_str()));
    }
    for after in added.iter().filter(|route| is_css(route)) {
        renamed.push((alike(after).next()?.as_str(), after.as_str()));
    }
    let all = removed.iter().chain(added).all(|route| is_css(route));
    renamed.sort_unstable();
    renamed.dedup();
    all.then_some(renamed)
}

/// Tells whether a file is a page.
fn is_page(route: &str) -> bool {
    route.ends_with(".html")
}

/// Tells whether pages may show what is in the file, so that they look different although their bytes are the same.
fn is_shown_in_pages(route: &str) -> bool {
    let data = ["xml", "atom", "json", "txt", "csv", "ics", "eml", "pdf"];
    !is_page(route) && route.rsplit_once('.').is_some_and(|(_, suffix)| !data.contains(&suffix))
}

/// Tells whether a file is a style sheet.
fn is_css(route: &str) -> bool {
    route.ends_with(".css")
}

/// Returns the name of a style sheet without its fingerprint.
fn sheet(route: &str) -> &str {
    route.split('.').next().unwrap_or(route)
}

/// Tells whether two texts are the same but for some words that stand in place of others; not where one cannot be read.
fn differs_only_in(old: &Spilled, new: &Spilled, renamed: &[(&str, &str)]) -> bool {
    let (Ok(old), Ok(new)) = (old.read(), new.read()) else { return false };
    let (mut old, mut new) = (&old[..], &new[..]);
    loop {
        let Some(at) = old.iter().zip(new).position(|(a, b)| a != b) else { return old.len() == new.len() };
        let rest = renamed.iter().find_map(|(before, after)| {
            // The words begin alike, and the texts part somewhere in them.
            let common = before.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
            let start = at.checked_sub(common)?;
            let old_rest = old[start..].strip_prefix(before.as_bytes())?;
            Some((old_rest, new[start..].strip_prefix(after.as_bytes())?))
        });
        let Some(rest) = rest else { return false };
        (old, new) = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns files of these texts.
    fn files(texts: &[(&str, &str)]) -> Files {
        texts.iter().map(|(route, text)| ((*route).to_owned(), text.as_bytes().into())).collect()
    }

    #[test]
    fn word_says_what_browsers_must_do() {
        let check = |old: &[(&str, &str)], new: &[(&str, &str)], expected| {
            let (before, after) = (files(old), files(new));
            assert_eq!(compare(&before, &changes_between(&before, &after)).word, expected, "{old:?} {new:?}");
        };
        let first = [("a.html", "<x s.11.css> <y s.11.css>"), ("s.11.css", "old")];
        check(&first, &first, None);
        check(&first, &[("a.html", "<x s.12.css> <y s.12.css>"), ("s.12.css", "new")], Some(Word::Css));
        check(&first, &[("a.html", "<x s.22.css> <y s.22.css>"), ("s.22.css", "new")], Some(Word::Css));
        check(&first, &[("a.html", "<x s.12.css> <y s.12.css>!"), ("s.12.css", "new")], Some(Word::Files));
        check(&first, &[("a.html", "<x s.12.css> <y s.11.css>"), ("s.12.css", "new")], Some(Word::Css));
        check(&first, &[("a.html", "<x s.12.css> <z s.12.css>"), ("s.12.css", "new")], Some(Word::Files));
        check(&first, &[("a.html", "<x t.12.css> <y t.12.css>"), ("t.12.css", "new")], Some(Word::Files));
        check(&first, &[("a.html", "<x s.11.css>"), ("s.11.css", "old")], Some(Word::Page));
        check(&first, &[("a.html", "<x s.11.css> <y s.11.css>"), ("s.11.css", "new")], Some(Word::Css));
        check(&[("a.html", "x")], &[("a.html", "x"), ("b.html", "y")], Some(Word::Page));
        // A page that somebody looks at comes first with its new sheet, then all others, and the old sheet goes.
        let first = [("a.html", "<x s.11.css>"), ("b.html", "<x s.11.css>"), ("s.11.css", "old")];
        let second = [("a.html", "<x s.12.css>"), ("b.html", "<x s.11.css>"), ("s.11.css", "old"), ("s.12.css", "new")];
        check(&first, &second, Some(Word::Css));
        check(&second, &[("a.html", "<x s.12.css>"), ("b.html", "<x s.12.css>"), ("s.12.css", "new")], Some(Word::Css));
        check(&first, &[&first[..], &[("t.12.css", "new")]].concat(), Some(Word::Files));
        check(&[("a.html", "x"), ("p.jpg", "x")], &[("a.html", "x"), ("p.jpg", "y")], Some(Word::Files));
        check(&[("a.html", "x"), ("f.xml", "x")], &[("a.html", "y"), ("f.xml", "y")], Some(Word::Page));
    }

    #[test]
    fn changed_files_are_counted() {
        let old = files(&[("a.html", "1"), ("b.html", "1"), ("c.html", "1")]);
        let new = files(&[("a.html", "1"), ("b.html", "2"), ("d.html", "1")]);
        assert_eq!(compare(&old, &changes_between(&old, &new)).changed, 3);
    }
}
