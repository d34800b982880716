//! Braces of other programs: Liquid and Hugo (`{% … %}`, `{{< … >}}`, `{{ … }}`), attributes (`{.button}`, `{: .x}`),
//! and the mark of a recommendation without its sign (`{focal-point}`).

use std::ops::Range;

use crate::diag::mistakes::Leftover;
use crate::parse::markdown::Writer;

impl Writer<'_> {
    /// Looks at the braces of a piece of text.
    pub(super) fn check_braces(&mut self, text: &str, range: &Range<usize>) {
        // What a character reference stands for is not what stands in the file.
        if text.len() != range.len() {
            return;
        }
        let mut from = range.start;
        while let Some(at) = self.text[from..range.end].find('{').map(|found| from + found) {
            let line = self.rest_of_line(at);
            let (kind, length) = match remark_length(&self.text[at..]) {
                Some(length) => (Some(Leftover::Remark), length),
                None => match_brace(line),
            };
            from = (at + length).clamp(at + 1, range.end.max(at + 1));
            if let Some(kind) = kind.filter(|_| !self.text[..at].ends_with('\\')) {
                self.leftovers.note(kind, at..at + length);
            }
            if from >= range.end || !self.text.is_char_boundary(from) {
                return;
            }
        }
    }
}

/// Returns the length of the comment of another program, `{# … #}`, with which a text begins; it ends in its paragraph, and
/// its last brace is the first that closes none opened in it.
pub(in crate::parse::markdown) fn remark_length(text: &str) -> Option<usize> {
    const LONGEST: usize = 1_000;
    const DEEPEST: usize = 8;
    let inner = text.strip_prefix("{#")?;
    let (mut depth, mut before) = (0_usize, 0);
    for (at, byte) in inner.bytes().enumerate().take(LONGEST) {
        match byte {
            b'{' if depth == DEEPEST => return None,
            b'{' => depth += 1,
            b'}' if depth > 0 => depth -= 1,
            b'}' => return (before == b'#').then_some(at + "{#}".len()),
            b'\n' if before == b'\n' => return None,
            _ => {}
        }
        before = byte;
    }
    None
}

/// Returns what a line that begins with a brace begins with, and how long that is.
fn match_brace(line: &str) -> (Option<Leftover>, usize) {
    let upto = |end: &str| line.find(end).map(|at| at + end.len());
    for (start, end) in [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}"), ("{{", "}}")] {
        if line.starts_with(start) {
            return match upto(end) {
                Some(length) => (Some(Leftover::Template), length),
                None => (None, start.len()),
            };
        }
    }
    let Some(length) = upto("}") else { return (None, 1) };
    let inner = line[1..length - 1].trim();
    let is_slug = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let words: Vec<&str> = inner.split_whitespace().take(4).collect();
    let is_attribute = |word: &str| {
        word.strip_prefix(['.', '#']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
            || word.split_once('=').is_some_and(|(name, value)| is_slug(name) && !value.is_empty())
    };
    let first = words.first().copied().unwrap_or("");
    let is_last = line[length..].trim().is_empty();
    let kind = if inner.starts_with('#') {
        None
    } else if inner.starts_with(':') && words.len() > 1 || first.starts_with(":.") || is_attribute(first) {
        Some(Leftover::Attributes)
    } else if is_last && is_slug(first) && words[1..].iter().all(|word| is_mark_word(word)) {
        Some(Leftover::Mark)
    } else {
        None
    };
    (kind, length)
}

/// Tells whether a word can follow the id in the mark of a recommendation.
fn is_mark_word(word: &str) -> bool {
    word == "priority" || word.starts_with("states=") || word.starts_with("to=")
}
