//! Keys that hold a page back, in places where they hold nothing back: at the top of the text, below another key.
//!
//! Takes lines and free values; says which of them would hold a page back if they stood in front matter, on a line of their
//! own. Only keys with a value that fits are meant: prose may begin with `Embargo: what it means for trade`.

use std::sync::Arc;

use memchr::memchr_iter;

use super::fences::looks_like_fence;
use super::foreign_names::{Hides, Meaning, bare_name, meaning};
use super::types::FrontMatter;
use crate::diag::{Diagnostic, Span, mistakes};
use crate::moment::Moment;
use crate::yaml::{Node, Value, What};

/// Signs that may stand around a key and its value: those of Markdown, of comments, of JSON, and unseen ones.
const AROUND: &[char] = &[
    '#', '>', '*', '-', '+', '_', '`', '<', '!', '{', '}', '[', ']', '(', ')', '"', '\'', '“', '”', '‘', '’', '«', '»',
    '|', '~', ',', ';', '.', '\u{200b}', '\u{feff}', '\u{a0}', ' ', '\t', '\r', '\n',
];
/// How many lines of a text are its top.
const TOP: usize = 40;
/// The longest key, in bytes.
const KEY_LIMIT: usize = 32;

/// By which key a page is held back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hold {
    /// By `draft`, or what stands for it.
    Draft,
    /// By `embargo`, or what stands for it.
    Embargo,
    /// By `expires`, or what stands for it.
    Expires,
}

impl Hold {
    /// Tells whether front matter says as much already.
    fn is_said(self, front: &FrontMatter) -> bool {
        front.draft
            || match self {
                Hold::Draft => false,
                Hold::Embargo => front.embargo.is_some(),
                Hold::Expires => front.expires.is_some(),
            }
    }
}

/// Reports a key at the top of the text, where the front matter was closed too early, or stands in a block of its own.
pub(in crate::parse) fn in_text(path: &Arc<str>, text: &str, body: usize, front: &FrontMatter) -> Option<Diagnostic> {
    let (mut at, mut keys) = (body, false);
    for line in text[body..].split_inclusive('\n').take(TOP) {
        let words = line.trim();
        match split(words) {
            _ if words.is_empty() && keys => return None,
            _ if words.is_empty() || is_frame(words) => {}
            None => return None,
            Some((key, value)) => {
                // A heading, or the words above a list: `## Embargo:`, `Drafts:`.
                let announces = value.is_empty() && (words.starts_with('#') || !key.starts_with(char::is_lowercase));
                let hold = hold_in_text(key, value).filter(|hold| !announces && !hold.is_said(front));
                if let Some(hold) = hold.filter(|_| !is_sample(&text[body..at], &text[at..], front)) {
                    let start = at + (line.len() - line.trim_start().len());
                    let span = Span::new(path, text, start..start + words.len());
                    return Some(match hold == Hold::Expires && reads_as_prose(key, value) {
                        true => mistakes::expiry_in_text(span, key),
                        false => mistakes::key_in_text(span, key),
                    });
                }
                keys = true;
            }
        }
        at += line.len();
    }
    None
}

/// Tells whether a line is a sentence to readers rather than a key: `Expires: 31 December 2027`. Nothing leaks before that day.
fn reads_as_prose(key: &str, value: &str) -> bool {
    let has_word = value.split_whitespace().any(|word| word.chars().all(char::is_alphabetic));
    key.starts_with(char::is_uppercase) && is_day(value) && has_word && !value.contains('-')
}

/// Tells whether what comes between two texts stands in a block of code that is there for readers: it names another page, or
/// the front matter says of this page that it is public.
fn is_sample(above: &str, below: &str, front: &FrontMatter) -> bool {
    let is_fence = |line: &&str| line.starts_with("```") || line.starts_with("~~~");
    let fences = above.lines().filter(is_fence).count();
    let is_indented = |line: &&str| line.starts_with("    ") || line.starts_with('\t') || line.trim().is_empty();
    let is_public = front.keys.contains(&"draft") && !front.draft;
    let is_other = |line: &str| {
        let title = split(line.trim()).filter(|(key, value)| *key == "title" && !value.is_empty());
        title.is_some_and(|(_, value)| front.title.as_deref().is_some_and(|own| own != value))
    };
    let below = below.lines().take(TOP);
    match fences % 2 {
        1 => {
            is_public
                || above
                    .lines()
                    .rev()
                    .take_while(|line| !is_fence(line))
                    .chain(below.take_while(|line| !is_fence(line)))
                    .any(is_other)
        }
        _ if !below.clone().next().is_some_and(|line| is_indented(&line)) => false,
        _ => {
            is_public || above.lines().rev().take_while(is_indented).chain(below.take_while(is_indented)).any(is_other)
        }
    }
}

/// Tells whether a line only frames what stands below it: a fence, a rule, the start of a comment or of JSON.
fn is_frame(line: &str) -> bool {
    looks_like_fence(line)
        || line.starts_with("```")
        || line.starts_with("~~~")
        || matches!(line, "+++" | "<!--" | "-->" | "{" | "}" | "***" | "___")
}

/// Reports keys below `extra`, where layouts may read them and nothing is held back.
pub(super) fn in_extra(node: Node<'_>) {
    match node.value().what() {
        What::List => {
            _ = node.items(|item| {
                in_extra(item);
                Some(())
            });
        }
        What::Map => {
            _ = node.entries(|key, value| {
                if hold_in_extra(key, value.value()).is_some() {
                    let key = key.to_owned();
                    value.note_key(move |span| mistakes::key_below_another(span, &key));
                } else {
                    in_extra(value);
                }
            });
        }
        _ => {}
    }
}

/// Returns the lines of a text of several lines that are keys; the text is that of a value in front matter.
pub(super) fn in_lines(yaml: &str) -> Option<(std::ops::Range<usize>, &str)> {
    let mut at = 0;
    for end in memchr_iter(b'\n', yaml.as_bytes()).chain([yaml.len()]) {
        let line = &yaml[at..end];
        let words = if line.starts_with([' ', '\t']) { line.trim() } else { "" };
        if !words.starts_with('#')
            && let Some((key, value)) = split(words)
            && ours(&bare_name(key)).is_some_and(|hold| fits(hold, value))
        {
            let start = at + (line.len() - line.trim_start().len());
            return Some((start..start + words.len(), key));
        }
        at = end + 1;
    }
    None
}

/// Parts a line into a key and its value.
fn split(line: &str) -> Option<(&str, &str)> {
    // Most lines of prose have none of these signs; the wide colon begins with this byte.
    if !line.bytes().any(|byte| matches!(byte, b':' | b'=' | 0xef)) {
        return None;
    }
    let bare = line.trim_matches(AROUND);
    let (key, value) = bare.split_once([':', '=', '：']).or_else(|| {
        // The value was nothing but signs.
        line.trim_start_matches(AROUND).split_once([':', '=', '：'])
    })?;
    let key = key.trim_matches(AROUND);
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ');
    let value = value.split(" #").next().unwrap_or(value).trim_matches(AROUND);
    (!key.is_empty() && key.len() <= KEY_LIMIT && key.chars().all(is_name)).then_some((key, value))
}

/// Returns the key of ours that this is, but for its case and signs between its words.
fn ours(bare: &str) -> Option<Hold> {
    match bare {
        "draft" | "drafts" | "drafted" | "isdraft" => Some(Hold::Draft),
        "embargo" => Some(Hold::Embargo),
        "expires" => Some(Hold::Expires),
        _ => None,
    }
}

/// Tells whether a value is one with which a key of ours was meant to hold a page back.
fn fits(hold: Hold, value: &str) -> bool {
    value.is_empty() || said(value) == Some(true) || hold != Hold::Draft && is_day(value)
}

/// Returns how a key at the top of a text would hold the page back; those of other programs begin with a small letter.
fn hold_in_text(key: &str, value: &str) -> Option<Hold> {
    let bare = bare_name(key);
    if let Some(hold) = ours(&bare) {
        return Some(hold).filter(|hold| fits(*hold, value));
    }
    if !key.starts_with(char::is_lowercase) {
        return None;
    }
    let (hold, holds) = match meaning(key)? {
        Meaning::Hides(Hides::IfTrue) => (Hold::Draft, said(value) == Some(true)),
        Meaning::Hides(Hides::IfFalse) => (Hold::Draft, said(value) == Some(false)),
        Meaning::Hides(Hides::ByWord) => (Hold::Draft, is_hidden_word(value)),
        Meaning::Published => (Hold::Draft, said(value) == Some(false) || Moment::parse(value).is_some()),
        Meaning::Embargo { .. } => (Hold::Embargo, said(value) == Some(true) || Moment::parse(value).is_some()),
        Meaning::Expires => (Hold::Expires, Moment::parse(value).is_some()),
        _ => return None,
    };
    holds.then_some(hold)
}

/// Returns how a key below `extra` would hold the page back. Words that layouts may well ask for are left to them.
fn hold_in_extra(key: &str, value: Value<'_>) -> Option<Hold> {
    let text = match value.what() {
        What::Nothing => String::new(),
        What::Bool(truth) => truth.to_string(),
        What::Number(number) => number.to_string(),
        What::Text(text) => text.trim().to_owned(),
        _ => return None,
    };
    let bare = bare_name(key);
    if let Some(hold) = ours(&bare) {
        return Some(hold).filter(|hold| fits(*hold, &text));
    }
    let (hold, holds) = match meaning(key)? {
        Meaning::Hides(Hides::IfTrue) => (Hold::Draft, is_plain_secret(&bare) && said(&text) == Some(true)),
        Meaning::Hides(Hides::IfFalse) => {
            (Hold::Draft, matches!(bare.as_str(), "publish" | "public") && said(&text) == Some(false))
        }
        Meaning::Published => (Hold::Draft, said(&text) == Some(false)),
        Meaning::Embargo { dated: false } => (Hold::Embargo, fits(Hold::Embargo, &text)),
        Meaning::Embargo { dated: true } => (Hold::Embargo, bare.starts_with("publish") && is_day(&text)),
        Meaning::Expires => (Hold::Expires, is_day(&text)),
        _ => return None,
    };
    holds.then_some(hold)
}

/// Tells whether a name means nothing but that a page is held back.
fn is_plain_secret(bare: &str) -> bool {
    !matches!(
        bare,
        "hidden" | "hide" | "hold" | "onhold" | "exclude" | "ignore" | "internal" | "headless" | "protected"
    )
}

/// Tells whether a value begins with a day, or is one as people write it.
fn is_day(value: &str) -> bool {
    let first = value.split_whitespace().next().unwrap_or("");
    Moment::parse(value).or_else(|| Moment::parse(first)).is_some() || !Moment::near(value).is_empty()
}

/// Tells whether a text says yes, or no, in the languages in which people do.
pub(super) fn said(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "y" | "on" | "1" | "oui" | "ja" | "si" | "sí" | "sim" | "vrai" | "wahr" | "verdadero"
        | "x" => Some(true),
        "false" | "no" | "n" | "off" | "0" | "non" | "nein" | "não" | "faux" | "falsch" | "falso" => Some(false),
        _ => None,
    }
}

/// Tells whether a word is one by which other programs hold a page back.
fn is_hidden_word(value: &str) -> bool {
    let word = value.to_lowercase();
    ["draft", "private", "pending", "hidden", "unpublished", "noindex", "embargoed", "never", "none"]
        .contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the key that is reported at the top of a text.
    fn found(body: &str, front: &FrontMatter) -> Option<String> {
        let path: Arc<str> = "a.md".into();
        let text = format!("---\n---\n{body}");
        in_text(&path, &text, 8, front).and_then(|found| found.message.split('`').nth(1).map(str::to_owned))
    }

    #[test]
    fn key_at_the_top_of_a_text_is_found() {
        let front = FrontMatter::default();
        for (body, key) in [
            ("draft: true\n", "draft"),
            ("\n\n> **Draft:** yes", "Draft"),
            ("title: A\nlang: en\nembargo: 1 July 2031\n---\n", "embargo"),
            ("---\n\nexpires: 2025-01-02 09:00 (Geneva)\n", "expires"),
            ("```yaml\n{\"draft\": true}\n", "draft"),
            ("<!--\npublish_date = 2031-01-01\n-->\n", "publish_date"),
            ("published: no\n", "published"),
            ("embargo:\n", "embargo"),
            ("draft: true # until the meeting\n", "draft"),
        ] {
            assert_eq!(found(body, &front).as_deref(), Some(key), "{body}");
        }
    }

    #[test]
    fn prose_is_left_alone() {
        let front = FrontMatter::default();
        for body in [
            "## Embargo:\n\nIt holds until May.\n",
            "**Drafts:**\n\n- one\n",
            "Embargo:\n\n1. one\n",
            "",
            "Dear Excellency,\ndraft: true\n",
            "Words.\n\ndraft: true\n",
            "Embargo: what it means for trade\n",
            "Draft: a short history\n",
            "Draft resolution A/RES/80/1: adopted\n",
            "draft: false\n",
            "embargo: no\n",
            "Status: draft\nPublished: 2025-03-14\nRelease: 14 March 2025\n",
            "release: the text\n",
            "To: the Council\n\ndraft: true\n",
            "https://example.org/draft: true\n",
            ":\n=\n：\n: draft\n",
        ] {
            assert_eq!(found(body, &front), None, "{body}");
        }
        let titled = FrontMatter { title: Some("Help".to_owned()), ..FrontMatter::default() };
        let public = FrontMatter { keys: vec!["draft"], ..FrontMatter::default() };
        for (body, is_held) in [
            ("```yaml\n---\ntitle: A letter\ndraft: true\n---\n```\n", false),
            ("~~~\ndraft: true\ntitle: A letter\n~~~\n", false),
            ("    title: A letter\n    draft: true\n", false),
            ("```yaml\ntitle: Help\ndraft: true\n```\n", true),
            ("```yaml\ndraft: true\n```\n", true),
            ("title: A letter\ndraft: true\n", true),
            ("```\n```\ntitle: A letter\ndraft: true\n", true),
            ("```yaml\ndraft: true\n```\n```\ntitle: A letter\n```\n", true),
        ] {
            assert_eq!(found(body, &titled).is_some(), is_held, "{body}");
        }
        assert_eq!(found("```yaml\nembargo: 2031-07-01\n```\n", &public), None);
        assert!(found("embargo: 2031-07-01\n", &public).is_some());
        let draft = FrontMatter { draft: true, ..FrontMatter::default() };
        assert_eq!(found("embargo: 2031-01-01\n", &draft), None);
        let embargo = FrontMatter { embargo: Moment::parse("2031-01-01"), ..FrontMatter::default() };
        assert_eq!(found("Embargo: 1 January 2031, 00:00\n", &embargo), None);
        assert!(found("draft: true\n", &embargo).is_some());
    }
}
