//! Slips in single lines of YAML: a colon that is missing, a blank behind it, marks of a merge.
//!
//! Where such a line makes no key, the parser takes it for a part of what stands above and gives up further below. Takes
//! the text and the place of that; gives the line at which the author should look.

use super::syntax_error::{SyntaxError, error};
use super::written::line as written_line;

/// A line with what is needed to judge it.
#[derive(Clone, Copy)]
struct Line<'a> {
    /// Where it begins, in bytes.
    start: usize,
    /// Its text.
    text: &'a str,
    /// Whether the line above is blank.
    after_blank: bool,
}

impl<'a> Line<'a> {
    /// Returns how many blanks stand before it.
    fn indent(self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// Returns its words, behind blanks and the hyphen of an item, with their place.
    fn words(self) -> (usize, &'a str) {
        let mut at = self.indent();
        while let Some(rest) = self.text[at..].strip_prefix("- ") {
            at = self.text.len() - rest.trim_start_matches(' ').len();
        }
        (self.start + at, self.text[at..].trim_end())
    }

    /// Tells whether it is what a line of YAML looks like: a key, an item, a comment, a bracket, nothing at all.
    fn is_sound(self) -> bool {
        let words = self.words().1;
        let starts = |signs: &[char]| words.starts_with(signs);
        words.is_empty()
            || words.contains(": ")
            || words.ends_with(':')
            || self.text.trim_start().starts_with("- ") && !has_odd_start(words)
            || starts(&['#', '"', '\'', '[', '{', ']', '}'])
    }
}

/// Returns the slip in the lines before the place at which the parser gave up, and in that line.
pub(super) fn first(yaml: &str, at: usize) -> Option<SyntaxError> {
    let mut lines = Vec::new();
    let (mut start, mut after_blank) = (0, false);
    for text in yaml.split_inclusive('\n') {
        lines.push(Line { start, text: text.trim_end_matches('\n'), after_blank });
        after_blank = text.trim().is_empty();
        start += text.len();
        if start > at {
            break;
        }
    }
    if let Some(mark) = lines.iter().find(|line| is_merge_mark(line.text) && !line.text.starts_with('=')) {
        return Some(merge(*mark));
    }
    let last = lines.iter().rposition(|line| !line.text.trim().is_empty())?;
    let above = lines[..last].iter().rposition(|line| line.is_sound() && !line.text.trim().is_empty());
    let from = above.map_or(0, |above| above + 1);
    lines[from..=last].iter().find_map(|line| judge(*line, above.map(|above| lines[above]), yaml))
}

/// Tells whether a line is a mark that a merge of two wordings leaves behind.
pub fn is_merge_mark(line: &str) -> bool {
    let marks = ["<<<<<<<", ">>>>>>>", "|||||||"];
    line.trim_end() == "=======" || marks.iter().any(|mark| line.strip_prefix(mark).is_some_and(is_end_of_mark))
}

/// Tells whether what follows seven signs is no eighth.
fn is_end_of_mark(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(' ')
}

/// Explains a mark of a merge.
fn merge(line: Line<'_>) -> SyntaxError {
    error(
        line.start..line.start + line.text.len(),
        "two wordings were merged here, and nobody has chosen one",
        "keep one of the two, and take out the lines with `<<<<<<<`, `=======` and `>>>>>>>`",
    )
}

/// Explains what is wrong with a line of `yaml`, given the last sound line above it.
fn judge(line: Line<'_>, above: Option<Line<'_>>, yaml: &str) -> Option<SyntaxError> {
    let (start, words) = line.words();
    if words.starts_with('#') {
        return None;
    }
    let unseen = words.len() - words.trim_start_matches(is_odd_blank).len();
    if let Some(c) = words.chars().next().filter(|_| unseen > 0) {
        let message = format!("{} stands before the key, which is no blank here", name_of(c));
        return Some(error(start..start + unseen, message, "take it out"));
    }
    let word =
        &words[..words.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_')).unwrap_or(words.len())];
    if !word.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let rest = &words[word.len()..];
    let at = start + word.len();
    if let Some(value) = rest.strip_prefix(':') {
        return behind_colon(word, value, at);
    }
    let behind = rest.trim_start();
    if let Some(sign) = behind.chars().next().filter(|c| matches!(c, '=' | '：' | '﹕' | '∶')) {
        let place = start + words.len() - behind.len();
        let value = behind[sign.len_utf8()..].trim();
        let message = format!("`{sign}` stands where a colon must");
        return Some(error(place..place + sign.len_utf8(), message, format!("write `{}`", written_line(word, value))));
    }
    if line.is_sound() || continues(line, above) {
        return None;
    }
    let is_value = behind.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"'“„«[{".contains(c));
    if !behind.is_empty() && is_value && word.len() > 2 && !word.contains(|c: char| c.is_ascii_uppercase()) {
        let message = format!("a colon is missing after `{word}`");
        return Some(error(start..at, message, format!("write `{}`", written_line(word, behind))));
    }
    // A key further down, perhaps the one that holds the page back, must not become a part of the text.
    let below = yaml[line.start + line.text.len()..].lines();
    let is_last =
        below.map(|text| Line { start: 0, text, after_blank: false }).all(|line| !line.words().1.contains(':'));
    let hint = match line.after_blank && is_last {
        true => "if the text of the page begins here, put a line `---` above it",
        false => "a key ends in a colon and a blank, such as `title: …`; a text that goes on here is indented",
    };
    Some(error(start..start + words.len(), "this line has no key", hint))
}

/// Explains what stands behind the colon of a key without a blank between.
fn behind_colon(word: &str, value: &str, at: usize) -> Option<SyntaxError> {
    let c = value.chars().next().filter(|c| !matches!(c, ' ' | '\t'))?;
    if value.starts_with("//") {
        return None;
    }
    let value = value.trim_matches(|c: char| c.is_whitespace() || is_odd_blank(c));
    let hint = format!("write `{}`", written_line(word, value));
    Some(match is_odd_blank(c) {
        true => {
            let message = format!("{} stands after `{word}:`, where a blank must", name_of(c));
            error(at + 1..at + 1 + c.len_utf8(), message, hint)
        }
        false => error(at..at + 1, format!("a blank is missing after `{word}:`"), hint),
    })
}

/// Tells whether a line goes on with the text of the line above.
fn continues(line: Line<'_>, above: Option<Line<'_>>) -> bool {
    above.is_some_and(|above| line.indent() > above.indent() && !above.text.trim_end().ends_with(':'))
}

/// Tells whether words begin with something that cannot be seen.
fn has_odd_start(words: &str) -> bool {
    words.starts_with(is_odd_blank)
}

/// Tells whether a character looks like a blank or like nothing, and is no blank to YAML.
pub(super) fn is_odd_blank(c: char) -> bool {
    !c.is_ascii() && c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Names such a character.
pub(super) fn name_of(c: char) -> String {
    match c {
        '\u{a0}' | '\u{202f}' | '\u{2007}' => "a no-break space".to_owned(),
        c => format!("the unseen character U+{:04X}", c as u32),
    }
}
