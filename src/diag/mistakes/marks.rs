//! Mistakes of marks: the recommendations and the ids of headings that a text marks.

use crate::diag::{Diagnostic, Span};

/// Returns an error with the code of all marks.
fn bad(message: impl Into<String>, span: Span) -> Diagnostic {
    Diagnostic::error("bad-marker", message, span)
}

/// A marker that is none; `line` is the line as it should be, where that can be told.
pub fn bad_marker(span: Span, why: &str, line: Option<String>) -> Diagnostic {
    let hint = match line {
        Some(line) => format!("write it like this: `{line}`"),
        None => "write it like `{#focal-point}` or `{#focal-point priority states=KEN,GUY}`".to_owned(),
    };
    bad(format!("this is not the mark of a recommendation: {why}"), span).hint(hint)
}

/// A marker with blanks within its braces.
pub fn marker_with_blanks(span: Span, line: &str) -> Diagnostic {
    bad("this mark has blanks between its braces and `#`", span).hint(format!("write it like this: `{line}`"))
}

/// A marker without its closing brace.
pub fn marker_left_open(span: Span, line: &str) -> Diagnostic {
    bad("this mark has no closing brace", span).hint(format!("write it like this: `{line}`"))
}

/// A marker with words, or a full stop, after it.
pub fn marker_before_words(span: Span, line: &str) -> Diagnostic {
    bad("this mark does not stand at the end of its words", span)
        .hint(format!("it comes last, after the full stop: `{line}`"))
}

/// A marker with another line after it.
pub fn marker_before_line(span: Span) -> Diagnostic {
    bad("this mark does not stand at the end of its words: the next line belongs to the same paragraph", span)
        .hint("leave a blank line after it, or begin the next line with `- `; the mark comes last of all")
}

/// A marker before the mention of a footnote.
pub fn marker_before_mention(span: Span, line: &str) -> Diagnostic {
    bad("this mark stands before the mention of a footnote", span).hint(format!("it comes last: `{line}`"))
}

/// A second marker of one recommendation.
pub fn second_marker(span: Span, first: Span, line: &str) -> Diagnostic {
    bad("this is a second mark of the same words", span)
        .also(first, "the first")
        .hint(format!("keep one of them: `{line}`"))
}

/// A marker inside of something within a line: `bold words`, `a link`.
pub fn marker_within(span: Span, what: &str, line: &str) -> Diagnostic {
    bad(format!("this mark stands in {what}"), span).hint(format!("it comes after: `{line}`"))
}

/// A marker on a line of its own; `line` is the line that it belongs to.
pub fn marker_alone(span: Span, line: Option<String>) -> Diagnostic {
    let hint = match line {
        Some(line) => format!("it stands on the line of the words that it marks: `{line}`"),
        None => "write it after the words that it marks, on the same line".to_owned(),
    };
    bad("this mark stands without words", span).hint(hint)
}

/// A marker in a line that is indented like code.
pub fn marker_in_code(span: Span) -> Diagnostic {
    bad("this mark stands in code, since its line is indented so far", span).hint(
        "take blanks from the beginning of the line; code that shows a mark stands between two lines of three backticks",
    )
}

/// A marker where no recommendation can stand: `a footnote`, `a table`.
pub fn marker_out_of_place(span: Span, place: &str, line: &str) -> Diagnostic {
    bad(format!("a recommendation cannot stand in {place}"), span)
        .hint(format!("move it into a list or a paragraph of the page itself: `{line}`"))
}

/// More than an id at the end of a heading; `line` is the line with the id alone.
pub fn marker_in_heading(span: Span, line: &str) -> Diagnostic {
    bad("a heading cannot be a recommendation", span)
        .hint(format!("give it an id, as in `{line}`, and mark the paragraph or the item below it"))
}
