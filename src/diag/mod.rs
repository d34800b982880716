//! Diagnostics: what an author or operator is told.
//!
//! Takes a place in a file and a sentence; gives a [`Diagnostic`] that carries the file, line, column, the line
//! itself and hints, so that it can be shown long after the source is gone. An author's mistake is a `Diagnostic` and
//! the build goes on; a failure of the outside world is an [`Error`] and the build stops. Every mistake the program
//! knows is made by a named function in [`mistakes`].

mod error;
pub mod mistakes;
mod near;
pub mod net;
mod show;

use std::ops::Range;
use std::sync::Arc;

pub use error::Error;
pub use near::{Candidates, closest};
pub use show::{Palette, push_json_text, render_json, render_text};

/// The longest excerpt of a source line that a diagnostic carries, in bytes.
const EXCERPT_LIMIT: usize = 400;
/// How many mistakes of one file a room reports before it leaves the file alone.
///
/// Each costs a look at the whole file for its place, so without a limit time would grow with the square.
pub const MISTAKES_LIMIT: usize = 200;

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// The site is written, and the author should look.
    Warning,
}

impl Severity {
    /// Returns the word shown to the author.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// A place in a source file, with the line it stands in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The file's path from the site's root, with `/` between segments.
    pub file: Arc<str>,
    /// The line, counted from 1.
    pub line: usize,
    /// The column of the first character, counted from 1 in characters (Unicode scalar values).
    pub column: usize,
    /// The number of characters marked on that line; at least 1.
    pub width: usize,
    /// The text of the line, shortened when it is very long.
    pub excerpt: String,
    /// The column at which the excerpt begins; 1 unless it was shortened at the front.
    pub excerpt_column: usize,
}

impl Span {
    /// Returns the span of the byte range `range` of `text`, the content of `file`.
    ///
    /// A range over several lines is cut at the end of its first line. Offsets past the end mean the end.
    pub fn new(file: &Arc<str>, text: &str, range: Range<usize>) -> Span {
        let start = floor_char(text, range.start.min(text.len()));
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line_end = line_start + text[line_start..line_end].trim_end_matches('\r').len();
        let end = floor_char(text, range.end.clamp(start, line_end.max(start)));
        let line = text[..line_start].bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = text[line_start..start].chars().count() + 1;
        let mut from = line_start;
        let mut to = line_end;
        if to - from > EXCERPT_LIMIT {
            from = floor_char(text, start.saturating_sub(EXCERPT_LIMIT / 2).max(line_start));
            to = floor_char(text, (from + EXCERPT_LIMIT).min(line_end));
        }
        let excerpt_column = text[line_start..from].chars().count() + 1;
        Span {
            file: Arc::clone(file),
            line,
            column,
            width: text[start..end.min(to).max(start)].chars().count().max(1),
            excerpt: text[from..to].replace(|c: char| c.is_control() && c != '\t', "\u{fffd}"),
            excerpt_column,
        }
    }

    /// Returns the span of the words `words` within the byte range `range` of `text`, where they stand last; of the
    /// whole range where they do not stand in it as written.
    pub fn of_words(file: &Arc<str>, text: &str, range: Range<usize>, words: &str) -> Span {
        let found = text.get(range.clone()).filter(|_| !words.is_empty()).and_then(|text| text.rfind(words));
        let range = found.map_or(range.clone(), |at| range.start + at..range.start + at + words.len());
        Span::new(file, text, range)
    }

    /// Returns the span of a file as a whole, for what cannot be shown in a line.
    pub fn whole(file: &Arc<str>) -> Span {
        Span { file: Arc::clone(file), line: 1, column: 1, width: 1, excerpt: String::new(), excerpt_column: 1 }
    }
}

/// Tells whether a character is one that no text of a page can hold: a control character, or none at all (XML 1.0,
/// section 2.2; HTML, section 13.2.3.5). Line feed and tab are among them.
pub fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// Returns the greatest character boundary at or below `at`.
fn floor_char(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// One thing the author is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How grave it is.
    pub severity: Severity,
    /// The stable code, in kebab case: `unknown-key`.
    pub code: &'static str,
    /// The sentence: lower case, no full stop, the author's text in backticks.
    pub message: String,
    /// The place; `None` where no file is at fault.
    pub span: Option<Span>,
    /// Other places that matter, each with a word on why.
    pub also: Vec<(Span, String)>,
    /// What to do next.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// Returns an error at `span`.
    pub fn error(code: &'static str, message: impl Into<String>, span: Span) -> Diagnostic {
        Diagnostic {
            severity: Severity::Error,
            code,
            message: message.into(),
            span: Some(span),
            also: Vec::new(),
            hints: Vec::new(),
        }
    }

    /// Returns a warning at `span`.
    pub fn warning(code: &'static str, message: impl Into<String>, span: Span) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, message, span) }
    }

    /// Returns the diagnostic with one more hint.
    pub fn hint(mut self, hint: impl Into<String>) -> Diagnostic {
        self.hints.push(hint.into());
        self
    }

    /// Returns the diagnostic with a hint when there is one.
    pub fn hint_if(self, hint: Option<String>) -> Diagnostic {
        match hint {
            Some(hint) => self.hint(hint),
            None => self,
        }
    }

    /// Returns the diagnostic with what may have been meant, if anything is near enough, before its other hints.
    pub fn suggest(mut self, suggestion: Option<String>) -> Diagnostic {
        self.hints.splice(0..0, suggestion);
        self
    }

    /// Returns the diagnostic with another place that matters.
    pub fn also(mut self, span: Span, why: impl Into<String>) -> Diagnostic {
        self.also.push((span, why.into()));
        self
    }

    /// Returns what diagnostics are ordered by: file, line, column, gravity, code, message.
    fn order(&self) -> (Option<&Span>, Severity, &'static str, &str) {
        (self.span.as_ref(), self.severity, self.code, &self.message)
    }
}

/// Sorts diagnostics by place and drops exact repetitions.
pub fn sort_diagnostics(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    diagnostics.dedup();
}

/// Tells whether one of the diagnostics is an error.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// Returns the hint "did you mean …?" for the closest candidate, if any.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    closest(word, candidates).map(|found| format!("did you mean `{found}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn span_counts_lines_and_characters() {
        let file: Arc<str> = "a.md".into();
        let span = Span::new(&file, "eins\nzwö drei\n", 10..14);
        assert_eq!((span.line, span.column, span.width), (2, 5, 4));
        assert_eq!(span.excerpt, "zwö drei");
    }

    #[test]
    fn span_past_the_end_is_the_end() {
        let file: Arc<str> = "a.md".into();
        let span = Span::new(&file, "a", 40..50);
        assert_eq!((span.line, span.column, span.width), (1, 2, 1));
    }

    #[test]
    fn long_line_is_shortened_around_the_span() {
        let file: Arc<str> = "a.md".into();
        let text = "x".repeat(5_000);
        let span = Span::new(&file, &text, 3_000..3_003);
        assert!(span.excerpt.len() <= EXCERPT_LIMIT);
        assert_eq!(span.column, 3_001);
        assert!(span.excerpt_column > 1 && span.excerpt_column <= span.column);
    }
}
