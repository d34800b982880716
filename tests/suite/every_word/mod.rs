//! Every word of a text is shown, or a message names its place: generated texts, and each word of them sought.
//!
//! The texts are made by a grammar of what people write (`maker.rs`), the same in every run; each word stands once
//! in its text. A word has to be found in the page, in the HTML mail and in the plain mail, or a message has its place
//! in the same paragraph (`account.rs`). Half of the texts are taken apart and put together wrongly first: indented,
//! quoted, cut, run together.
//!
//! `DEMARCHE_TEXTS=20000 cargo test --test suite every_word` tries more of them, `DEMARCHE_FIRST_TEXT=400` others.

mod account;
mod maker;
mod text;

use std::collections::BTreeMap;

use crate::site_test::{Built, GIF, SETTINGS, SiteTest};
use account::{Account, Fate};
use text::Text;

/// How many texts are tried, half of them damaged.
const TEXTS: usize = 400;
/// How many stand in one site.
const TOGETHER: usize = 40;
/// How often lines with an error are taken out of the texts of one site until the rest can be built.
const ROUNDS: usize = 12;

/// Returns a number from the environment.
#[expect(clippy::disallowed_methods, reason = "a longer run is asked for by whoever starts the tests")]
fn asked(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

/// Returns the path of a text.
fn path_of(number: usize) -> String {
    format!("content/letters/t-{number}.md")
}

/// Returns a site of texts.
fn site_of(texts: &[Text], raw_html: bool) -> SiteTest {
    let mut site = SiteTest::new().without("content/letters/upr-49.md").file("content/letters/dot.gif", GIF);
    if raw_html {
        site = site.file("content/site.yaml", format!("{SETTINGS}unsafe_html: true\n"));
    }
    for text in texts {
        site = site.file(&path_of(text.number), text.file());
    }
    site
}

/// The lines of each text in which something was reported.
type Reported = BTreeMap<usize, Vec<usize>>;

/// Notes where something was reported; returns the paragraphs in which errors stand.
fn note_reports(built: &Built, texts: &[Text], reported: &mut Reported) -> Reported {
    let mut faulty = Reported::new();
    for found in &built.diagnostics {
        let places = found.span.iter().chain(found.also.iter().map(|(span, _)| span));
        for span in places {
            let Some(text) = texts.iter().find(|text| *path_of(text.number) == *span.file) else { continue };
            let line = text.original_line(span.line);
            reported.entry(text.number).or_default().push(line);
            if found.severity.word() == "error" {
                faulty.entry(text.number).or_default().push(line);
            }
        }
    }
    faulty
}

/// Builds the texts, without the paragraphs in which an error stands.
fn build_without_errors(texts: &mut [Text], raw_html: bool) -> (Built, Reported) {
    let mut reported = Reported::new();
    for _ in 0..ROUNDS {
        let site = site_of(texts, raw_html);
        let built = std::panic::catch_unwind(|| site.build());
        let built = built.unwrap_or_else(|_| panic!("{}", panicking(texts, raw_html)));
        let faulty = note_reports(&built, texts, &mut reported);
        let errors = built.diagnostics.iter().filter(|found| found.severity.word() == "error");
        if errors.clone().next().is_none() {
            return (built, reported);
        }
        let mut shorter = false;
        for text in texts.iter_mut() {
            for line in faulty.get(&text.number).into_iter().flatten() {
                shorter |= text.take_out(*line);
            }
        }
        assert!(shorter, "an error has no place in a text:\n{}", built.report());
    }
    panic!("errors remain after {ROUNDS} rounds");
}

/// Returns the first text of which the program panics.
fn panicking(texts: &[Text], raw_html: bool) -> String {
    let panics = |text: &&Text| {
        let site = site_of(std::slice::from_ref(text), raw_html);
        std::panic::catch_unwind(|| site.build()).is_err()
    };
    let found = texts.iter().find(panics);
    found.map_or_else(|| "a panic by all texts together".to_owned(), |text| format!("a panic by\n{}", text.file()))
}

/// Tries texts from a number on; returns what is wrong with them, and how many words were shown and how many named.
fn try_texts(from: usize, count: usize) -> (Vec<String>, [usize; 2]) {
    let raw_html = from / TOGETHER % 4 == 3;
    let mut texts: Vec<Text> = (from..from + count).map(|number| Text::new(number, raw_html)).collect();
    let (built, reported) = build_without_errors(&mut texts, raw_html);
    let mut wrong = Vec::new();
    let mut counts = [0, 0];
    for text in &texts {
        let lines = reported.get(&text.number).map_or(&[][..], Vec::as_slice);
        let account = Account::of(&built, text.number);
        counts[1] += text.words_taken_out();
        for word in &text.words() {
            match account.fate(text, word, lines) {
                Fate::Shown => counts[0] += 1,
                Fate::Named => counts[1] += 1,
                Fate::Hidden => {}
                Fate::Wrong(why) => wrong.push(format!("text {}: {why}\n{}", text.number, text.around(word))),
            }
        }
    }
    (wrong, counts)
}

#[test]
fn every_word_is_shown_or_named() {
    let (first, all) = (asked("DEMARCHE_FIRST_TEXT", 0), asked("DEMARCHE_TEXTS", TEXTS));
    let mut wrong = Vec::new();
    let mut counts = [0, 0];
    for from in (first..first + all).step_by(TOGETHER) {
        let (found, tried) = try_texts(from, TOGETHER.min(first + all - from));
        wrong.extend(found);
        counts = [counts[0] + tried[0], counts[1] + tried[1]];
    }
    let shown: Vec<&str> = wrong.iter().take(20).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} words are neither shown nor named, among them\n{}", wrong.len(), shown.join("\n\n"));
    // Were most texts refused, nothing would be proved.
    assert!(counts[0] > counts[1], "{counts:?}: too few words were shown");
}
