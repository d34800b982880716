//! Texts as people write them, at random, with the account of their words, in letters of eight scripts.

use std::ops::RangeInclusive;

use super::maker::{Maker, Row};

/// What has to become of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It is shown.
    Shown,
    /// It is struck out: shown with its line, in plain text left out or marked.
    Struck,
    /// It stands in a comment and is shown nowhere.
    Comment,
}

/// A word of a text.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// The word, which stands nowhere else in the text.
    pub(super) text: String,
    /// What has to become of it.
    pub(super) kind: Kind,
    /// The line of the text, from 1.
    pub(super) line: usize,
    /// Whether lines may be broken within it.
    pub(super) breaks: bool,
}

/// A generated text.
pub(super) struct Text {
    /// The number of the text, from which it was made.
    pub(super) number: usize,
    /// Whether it was taken apart and put together wrongly.
    damaged: bool,
    /// The lines of the body as they were made.
    lines: Vec<String>,
    /// Which of them are taken out.
    out: Vec<bool>,
}

/// Ten letters of each script, the last syllable of a word, and whether lines may be broken within words.
pub(super) const SCRIPTS: [(&str, &str, bool); 8] = [
    ("abcdeghkmr", "ost", false),
    ("бвгджклмнп", "ией", false),
    ("αβγδεζηκλμ", "ος", false),
    ("بتثجحخدسشص", "ون", false),
    ("בגדזחטלמנס", "ות", false),
    ("कखगघचछजटडत", "\u{93f}का", true),
    ("កខគឃចឆជឈញដ", "\u{17c0}ន", true),
    ("日月火水木金土山川田", "語文", true),
];

/// The front matter of each text.
const FRONT: &str = "---\ntitle: Text NUMBER\ndate: 2025-03-14\nsession: upr-49\ndescription: A generated text.\n---\n";

impl Text {
    /// Makes the text with a number; those with an odd one are damaged.
    pub(super) fn new(number: usize, raw_html: bool) -> Text {
        let mut maker = Maker::new(Row(number as u64 * 104_729 + 31), number, raw_html);
        let mut lines = maker.lines();
        let damaged = number % 2 == 1;
        if damaged {
            lines = damage(&mut maker.row, lines);
        }
        Text { number, damaged, out: vec![false; lines.len()], lines }
    }

    /// Returns the words that still stand in the text, as what is left of it says what becomes of them.
    pub(super) fn words(&self) -> Vec<Word> {
        words_of(self.numbered().filter(|(at, _)| !self.out[at - 1]))
    }

    /// Returns the number of words that were taken out.
    pub(super) fn words_taken_out(&self) -> usize {
        words_of(self.numbered().filter(|(at, _)| self.out[at - 1])).len()
    }

    /// Returns the lines with their numbers, from 1.
    fn numbered(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines.iter().enumerate().map(|(at, line)| (at + 1, line.as_str()))
    }

    /// Returns the whole file.
    pub(super) fn file(&self) -> String {
        let mut file = FRONT.replace("NUMBER", &self.number.to_string());
        for (line, out) in self.lines.iter().zip(&self.out) {
            if !out {
                file.push_str(line);
                file.push('\n');
            }
        }
        file
    }

    /// Returns the line of the text as it was made that stands at a line of the file.
    pub(super) fn original_line(&self, of_file: usize) -> usize {
        let wanted = of_file.saturating_sub(FRONT.lines().count() + 1);
        let mut left = self.out.iter().enumerate().filter(|(_, out)| !**out).map(|(at, _)| at + 1);
        left.clone().nth(wanted).or_else(|| left.next_back()).unwrap_or(1)
    }

    /// Tells whether the text stands as it was made.
    pub(super) fn is_whole(&self) -> bool {
        !self.damaged && !self.out.contains(&true)
    }

    /// Takes the paragraph of a line out of the text; returns whether it still stood there.
    pub(super) fn take_out(&mut self, line: usize) -> bool {
        let mut shorter = false;
        for at in self.paragraph_of(line) {
            if let Some(out) = self.out.get_mut(at - 1) {
                shorter |= !std::mem::replace(out, true);
            }
        }
        shorter
    }

    /// Returns the lines of the paragraph in which a line stands, from 1.
    pub(super) fn paragraph_of(&self, line: usize) -> RangeInclusive<usize> {
        let is_blank = |at: usize| self.lines[at - 1].trim_matches(['>', ' ', '\t']).is_empty();
        let line = line.clamp(1, self.lines.len().max(1));
        let start = (1..line).rev().find(|at| is_blank(*at)).map_or(1, |at| at + 1);
        let end = (line + 1..=self.lines.len()).find(|at| is_blank(*at)).map_or(self.lines.len(), |at| at - 1);
        start..=end.max(line)
    }

    /// Returns the text around a word, with the numbers of the lines.
    pub(super) fn around(&self, word: &Word) -> String {
        let from = word.line.saturating_sub(6);
        let numbered = self.lines.iter().zip(&self.out).enumerate().skip(from).take(12);
        let shown = numbered.map(|(at, (line, out))| format!("{:3}{} {line}\n", at + 1, if *out { "x" } else { " " }));
        shown.collect()
    }
}

/// Finds the words in lines: each was made once, so the first in each place is the word itself.
fn words_of<'a>(lines: impl Iterator<Item = (usize, &'a str)>) -> Vec<Word> {
    let mut words = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    let mut in_comment = false;
    for (at, line) in lines {
        let mut struck = false;
        let mut rest = line;
        while let Some(next) = rest.chars().next() {
            if rest.starts_with("<!--") {
                in_comment = true;
            } else if rest.starts_with("-->") {
                in_comment = false;
            } else if rest.starts_with("~~") {
                struck = !struck;
                rest = &rest[2..];
                continue;
            }
            let length = word_at(rest).unwrap_or(0);
            if length == 0 {
                rest = &rest[next.len_utf8()..];
                continue;
            }
            let text: String = rest[..length].chars().filter(|c| !c.is_ascii_punctuation()).collect();
            let kind = match (in_comment, struck) {
                (true, _) => Kind::Comment,
                (false, true) => Kind::Struck,
                (false, false) => Kind::Shown,
            };
            let breaks = SCRIPTS[5..].iter().any(|(letters, ..)| letters.chars().any(|c| text.starts_with(c)));
            if seen.insert(text.clone()) {
                words.push(Word { text, kind, line: at, breaks });
            }
            rest = &rest[length..];
        }
    }
    words
}

/// Returns the length of the word that begins here, signs of emphasis within it included.
fn word_at(text: &str) -> Option<usize> {
    SCRIPTS.iter().find_map(|(letters, end, _)| {
        let mut length = 0;
        let mut count = 0;
        for c in text.chars() {
            match c {
                '*' if count > 0 => {}
                c if count < 4 && letters.contains(c) => count += 1,
                _ => break,
            }
            length += c.len_utf8();
        }
        (count == 4 && text[length..].starts_with(end)).then_some(length + end.len())
    })
}

/// Takes lines apart and puts them together wrongly.
fn damage(row: &mut Row, mut lines: Vec<String>) -> Vec<String> {
    for _ in 0..2 + row.below(8) {
        if lines.is_empty() {
            break;
        }
        let at = row.below(lines.len());
        let to = (at + 1 + row.below(5)).min(lines.len());
        match row.below(9) {
            0 => lines[at..to].iter_mut().for_each(|line| line.insert_str(0, "  ")),
            1 => lines[at..to].iter_mut().for_each(|line| line.insert_str(0, "    ")),
            2 => lines[at..to].iter_mut().for_each(|line| line.insert_str(0, "> ")),
            3 => lines[at].insert_str(0, "- "),
            4 => lines[at].insert_str(0, "1. "),
            5 => lines[at] = lines[at].trim_start().to_owned(),
            6 => lines.retain({
                let mut number = 0;
                move |line| {
                    number += 1;
                    number < at || number > to || !line.is_empty()
                }
            }),
            7 => {
                let other = row.below(lines.len());
                lines.swap(at, other);
            }
            _ => lines[at].insert(0, '\t'),
        }
    }
    lines
}
