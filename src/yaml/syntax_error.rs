//! A syntax error of YAML, and the parts of the line that it is about.

use std::ops::Range;

/// A syntax error as an author needs it.
pub(super) struct SyntaxError {
    /// Where to look, in bytes.
    pub(super) range: Range<usize>,
    /// What is wrong.
    pub(super) message: String,
    /// What to do.
    pub(super) hint: String,
}

/// Returns the error at `range`.
pub(super) fn error(range: Range<usize>, message: impl Into<String>, hint: impl Into<String>) -> SyntaxError {
    SyntaxError { range, message: message.into(), hint: hint.into() }
}

/// Returns the key of a line.
pub(super) fn key_of(line: &str) -> &str {
    line.trim_start().trim_start_matches("- ").split(':').next().unwrap_or("").trim()
}

/// Returns where the value of a line begins: behind its key, or behind the hyphen of an item.
pub(super) fn value_start(line: &str) -> usize {
    let indent = line.len() - line.trim_start().len();
    let item = if line[indent..].starts_with("- ") { indent + 2 } else { indent };
    let key = line[item..].find(": ").map(|at| item + at + 2);
    let start = key.filter(|_| !line[item..].starts_with(['"', '\''])).unwrap_or(item);
    start + line[start..].len() - line[start..].trim_start().len()
}
