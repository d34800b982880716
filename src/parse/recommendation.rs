//! Recommendations marked where they stand: `- Name a focal point. {#focal-point priority states=KEN,GUY}`.

use std::collections::BTreeSet;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::Hole;
use crate::route::composed;

/// What a marker says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marker {
    /// The id: letters in lower case, figures, hyphens.
    pub id: String,
    /// Whether it is marked as a priority.
    pub priority: bool,
    /// The states it is addressed to; empty means all that the page, or the recommendation above it, is addressed to.
    pub states: Vec<String>,
}

/// A recommendation as it stands in a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recommendation {
    /// What its marker says.
    pub marker: Marker,
    /// Its place on the page in the order of reading, from 1.
    pub number: u32,
    /// The number or label that is written there, with those of the items it stands in: `3`, `(a)`, `1(a)`.
    pub label: Option<String>,
    /// Its wording as HTML: its words with its sub-items, but for those that are recommendations themselves.
    pub html: String,
    /// The holes of `html`.
    pub holes: Vec<(u32, Hole)>,
    /// Its wording as text.
    pub text: String,
    /// The words of the items that it stands below, such as "Ensure that:"; they belong before it where it is quoted alone.
    pub lead: Option<Lead>,
    /// As much of `lead` as stands below `parent`: what belongs before it where it is quoted below that one.
    pub inner_lead: Option<Lead>,
    /// The place, among the recommendations of the page, of the one that it stands below.
    pub parent: Option<usize>,
    /// Where its marker stands in the file.
    pub range: Range<usize>,
}

/// The words that stand above a recommendation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lead {
    /// The words as HTML.
    pub html: String,
    /// The holes of `html`.
    pub holes: Vec<(u32, Hole)>,
    /// The words as text.
    pub text: String,
}

impl Lead {
    /// Appends more words.
    pub(super) fn append(&mut self, other: Lead) {
        for (html, text) in [(&mut self.html, &other.html), (&mut self.text, &other.text)] {
            if !html.is_empty() && !text.is_empty() {
                html.push(' ');
            }
        }
        let shift = self.html.len() as u32;
        self.html.push_str(&other.html);
        self.text.push_str(&other.text);
        self.holes.extend(other.holes.into_iter().map(|(at, hole)| (at + shift, hole)));
    }
}

/// What is wrong with a marker.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BadMarker {
    /// The word that is wrong, by its place in what was read.
    pub(super) word: Range<usize>,
    /// Why it is.
    pub(super) why: String,
    /// The marker that was perhaps meant.
    pub(super) meant: Option<String>,
}

/// Reads what stands between `{#` and `}`.
pub(super) fn read_marker(inner: &str) -> Result<Marker, BadMarker> {
    let bad = |word: Range<usize>, why: String| BadMarker { word, why, meant: mend(inner) };
    let mut words = words_of(inner);
    let (at, id) = words.next().unwrap_or((0, ""));
    if !is_id(id) {
        let why = match id {
            "" => "there is no id after `#`".to_owned(),
            _ => format!("`{id}` is not an id; ids are made of letters in lower case, figures and hyphens"),
        };
        return Err(bad(at..at + id.len(), why));
    }
    let mut marker = Marker { id: composed(id).into_owned(), ..Marker::default() };
    for (at, word) in words {
        let range = at..at + word.len();
        match word.split_once('=') {
            None if word == "priority" => marker.priority = true,
            Some(("states" | "to", _)) if !marker.states.is_empty() => {
                return Err(bad(range, "it says twice to whom it is addressed".to_owned()));
            }
            Some(("states" | "to", codes)) if codes.split(',').all(|code| !code.is_empty()) => {
                if let Some((code, once)) = listed_twice(codes) {
                    let meant = Some(format!("{{#{}}}", inner.replace(codes, &once)));
                    return Err(BadMarker { word: range, why: format!("it names `{code}` twice"), meant });
                }
                marker.states = codes.split(',').map(str::to_owned).collect();
            }
            _ if is_parted(inner, &range) => {
                let why = "a blank parts the states; between them stands a comma alone, and none at `=`".to_owned();
                return Err(bad(range, why));
            }
            _ => return Err(bad(range, format!("`{word}` is neither `priority` nor `states=…`"))),
        }
    }
    Ok(marker)
}

/// Returns the first code that stands twice in a list, and the list with each code once.
fn listed_twice(codes: &str) -> Option<(&str, String)> {
    let (mut seen, mut once, mut twice) = (BTreeSet::new(), Vec::new(), None);
    for code in codes.split(',') {
        match seen.insert(code) {
            true => once.push(code),
            false => twice = twice.or(Some(code)),
        }
    }
    twice.map(|code| (code, once.join(",")))
}

/// Tells whether a word is part of a list of states in which blanks stand: `states=AUT, GEO`, `states = AUT`.
fn is_parted(inner: &str, word: &Range<usize>) -> bool {
    let whole = without_blanks(inner);
    let is_list = |word: &str| ["states=", "to="].iter().any(|key| word.len() > key.len() && word.starts_with(key));
    let parts = |text: &str| text.split_whitespace().count();
    let word = &inner[word.clone()];
    let begins = ["states", "to"].iter().any(|key| word.strip_prefix(key).is_some_and(|rest| !rest.starts_with('-')));
    begins && parts(&whole) < parts(inner) && whole.split_whitespace().any(is_list) && read_once(&whole)
}

/// Returns what stands in a marker without the blanks that part states: around commas and behind `=`.
fn without_blanks(inner: &str) -> String {
    let mut out = String::with_capacity(inner.len());
    for word in inner.split_whitespace() {
        let last = out.rsplit(' ').next().unwrap_or("");
        let is_key = matches!(last, "states" | "to" | "state");
        let goes_on = last.contains('=') && (last.ends_with([',', '=']) || word.starts_with(','));
        let is_other = word == "priority" || word.contains('=') && !word.starts_with('=');
        if !(out.is_empty() || goes_on && !is_other || is_key && word.starts_with('=')) {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Returns the words of a text with their places.
fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    text.split_whitespace().map(move |word| {
        let at = from + text[from..].find(word).unwrap_or(0);
        from = at + word.len();
        (at, word)
    })
}

/// Tells whether a text can be an id: what the name of a file becomes in an address.
pub(super) fn is_id(text: &str) -> bool {
    let fits = |c: char| match c {
        '-' | 'a'..='z' | '0'..='9' => true,
        c if c.is_ascii() => false,
        c => c.is_alphanumeric() && c.to_lowercase().eq([c]) || is_combining_mark(c),
    };
    text.starts_with(|c: char| fits(c) && (c.is_ascii() || !is_combining_mark(c))) && text.chars().all(fits)
}

/// Returns the marker that was perhaps meant: what is no word of a marker is taken into the id, in the form of one.
fn mend(inner: &str) -> Option<String> {
    let whole = without_blanks(inner);
    let mut id = String::new();
    let mut options = String::new();
    for word in whole.split_whitespace() {
        let word = word.trim_end_matches([',', ';']);
        match word.split_once('=') {
            None if word.eq_ignore_ascii_case("priority") => options.push_str(" priority"),
            Some(("states" | "to" | "state", codes)) if !codes.is_empty() => {
                options.push_str(" states=");
                options.push_str(codes);
            }
            Some(_) => return None,
            // A word after the others is no part of the id.
            None if !options.is_empty() => return None,
            None => {
                id.push('-');
                id.extend(word.nfc().flat_map(char::to_lowercase));
            }
        }
    }
    let fitting = |c: char| if c.is_alphanumeric() || is_combining_mark(c) { c } else { '-' };
    let id = id.chars().map(fitting).collect::<String>();
    let id = id.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let marker = format!("{id}{options}");
    // An id that is one already was not what was wrong.
    let first = inner.split_whitespace().next().unwrap_or("");
    (!is_id(first) || first.nfc().eq(id.chars())).then_some(())?;
    (marker != inner && read_once(&marker)).then(|| format!("{{#{marker}}}"))
}

/// Tells whether a marker reads well, without looking for another.
fn read_once(inner: &str) -> bool {
    let mut words = inner.split_whitespace();
    words.next().is_some_and(is_id)
        && words.filter(|word| word.contains('=')).count() <= 1
        && !inner.contains(",,")
        && !inner.ends_with(',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_read() {
        let marker = Marker { id: "focal-point".into(), priority: true, states: vec!["KEN".into(), "GUY".into()] };
        assert_eq!(read_marker("focal-point priority states=KEN,GUY"), Ok(marker.clone()));
        assert_eq!(read_marker("focal-point  to=KEN,GUY\npriority "), Ok(marker));
        assert_eq!(read_marker("égalité-2").map(|marker| marker.id), Ok("égalité-2".to_owned()));
        assert_eq!(read_marker("e\u{301}").map(|marker| marker.id), Ok("é".to_owned()));
    }

    #[test]
    fn what_is_no_marker_has_a_word_that_is_wrong() {
        let check = |inner: &str, word: &str, meant: Option<&str>| {
            let bad = read_marker(inner).expect_err(inner);
            assert_eq!((&inner[bad.word], bad.meant.as_deref()), (word, meant), "{inner}");
        };
        check("Focal Point", "Focal", Some("{#focal-point}"));
        check("Focal Point priority", "Focal", Some("{#focal-point priority}"));
        check("focal, priority", "focal,", Some("{#focal priority}"));
        check("focal Priority", "Priority", Some("{#focal priority}"));
        check("focal_point", "focal_point", Some("{#focal-point}"));
        check("a state=KEN", "state=KEN", Some("{#a states=KEN}"));
        check("a urgent", "urgent", None);
        check("a states=", "states=", None);
        check("a states=KEN,", "states=KEN,", Some("{#a states=KEN}"));
        check("a states=KEN to=GUY", "to=GUY", None);
        check("a states=KEN, GUY", "states=KEN,", Some("{#a states=KEN,GUY}"));
        check("a to=KEN ,GUY , GIN priority", ",GUY", Some("{#a states=KEN,GUY,GIN priority}"));
        check("a states = KEN, GUY", "states", Some("{#a states=KEN,GUY}"));
        check("a states=KEN, priority", "states=KEN,", Some("{#a states=KEN priority}"));
        check("", "", None);
    }
}
