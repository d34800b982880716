//! Diagnostics as text for people and as JSON for machines.
//!
//! The text has the shape of a compiler's message, drawn by annotate-snippets; the JSON is one object a line
//! (JSON Lines), so that a long list can be read as it comes.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Severity, Span};
use crate::route::is_bidi_control;

/// Whether messages carry terminal colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// ANSI colours, for a terminal.
    Colour,
    /// No escape sequence at all.
    Plain,
}

/// Returns text that does nothing to a terminal: what could move the cursor, change colours or turn the direction of
/// what follows is replaced. Names of files and words of authors stand in messages as they are.
fn harmless(text: &str) -> String {
    text.replace(|c: char| c.is_control() || is_bidi_control(c), "\u{fffd}")
}

/// Returns the diagnostic as the author sees it, without a final line break.
pub fn render_text(diagnostic: &Diagnostic, palette: Palette) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let excerpts: Vec<(String, &Span, &str, bool)> = diagnostic
        .span
        .iter()
        .map(|span| (fit_excerpt(span), span, "", true))
        .chain(diagnostic.also.iter().map(|(span, why)| (fit_excerpt(span), span, why.as_str(), false)))
        .collect();
    let mut group = Group::with_title(level.primary_title(harmless(&diagnostic.message)).id(diagnostic.code));
    for (source, span, label, primary) in &excerpts {
        let path = harmless(&span.file);
        if span.excerpt.is_empty() && span.line == 1 {
            let origin = annotate_snippets::Origin::path(path).line(1).char_column(span.column);
            group = group.element(origin);
            continue;
        }
        let kind = if *primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let mut annotation = kind.span(byte_range(source, span));
        if !label.is_empty() {
            annotation = annotation.label(*label);
        }
        let snippet = Snippet::source(source.as_str()).path(path).line_start(span.line).annotation(annotation);
        group = group.element(snippet);
    }
    for hint in &diagnostic.hints {
        group = group.element(Level::HELP.with_name("hint").message(harmless(hint)));
    }
    let renderer = match palette {
        Palette::Colour => Renderer::styled(),
        Palette::Plain => Renderer::plain(),
    };
    renderer.term_width(120).render(&[group])
}

/// Returns the excerpt, with leading blanks where it was shortened at the front, so that columns stay true.
fn fit_excerpt(span: &Span) -> String {
    let mut text = " ".repeat(span.excerpt_column - 1);
    text.push_str(&span.excerpt);
    if text.is_empty() {
        text.push(' ');
    }
    text
}

/// Returns the byte range in `source` of the characters that `span` marks.
fn byte_range(source: &str, span: &Span) -> std::ops::Range<usize> {
    let mut starts = source.char_indices().map(|(at, _)| at).chain(std::iter::once(source.len())).skip(span.column - 1);
    let start = starts.next().unwrap_or(source.len());
    let end = starts.nth(span.width - 1).unwrap_or(source.len());
    start..end.max(start)
}

/// Returns the diagnostic as one JSON object on one line.
///
/// Keys: `severity`, `code`, `message`, `file`, `line`, `column`, `width`, `excerpt` (`null` without a place),
/// `also` (a list of places with `why`) and `hints`.
pub fn render_json(diagnostic: &Diagnostic) -> String {
    let mut out = String::from("{");
    let _ =
        write!(out, "\"severity\":\"{}\",\"code\":\"{}\",\"message\":", diagnostic.severity.word(), diagnostic.code);
    push_json_text(&mut out, &diagnostic.message);
    out.push(',');
    match &diagnostic.span {
        Some(span) => push_json_span(&mut out, span),
        None => out.push_str("\"file\":null,\"line\":null,\"column\":null,\"width\":null,\"excerpt\":null"),
    }
    out.push_str(",\"also\":[");
    for (index, (span, why)) in diagnostic.also.iter().enumerate() {
        out.push_str(if index == 0 { "{" } else { ",{" });
        push_json_span(&mut out, span);
        out.push_str(",\"why\":");
        push_json_text(&mut out, why);
        out.push('}');
    }
    out.push_str("],\"hints\":[");
    for (index, hint) in diagnostic.hints.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        push_json_text(&mut out, hint);
    }
    out.push_str("]}");
    out
}

/// Appends the members of a place, without braces.
fn push_json_span(out: &mut String, span: &Span) {
    out.push_str("\"file\":");
    push_json_text(out, &span.file);
    let _ = write!(out, ",\"line\":{},\"column\":{},\"width\":{},\"excerpt\":", span.line, span.column, span.width);
    push_json_text(out, &span.excerpt);
}

/// Appends `text` as a JSON string (RFC 8259, section 7).
pub fn push_json_text(out: &mut String, text: &str) {
    out.push('"');
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\' | b'<' | b'>' | b'&');
    // Most texts are plain up to here and there a letter beyond ASCII.
    let mut rest = text;
    while let Some(at) = rest.as_bytes().iter().position(|byte| !is_plain(byte)) {
        out.push_str(&rest[..at]);
        let Some(c) = rest[at..].chars().next() else { break };
        rest = &rest[at + c.len_utf8()..];
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || is_bidi_control(c) || matches!(c, '\u{2028}' | '\u{2029}' | '<' | '>' | '&') => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push_str(rest);
    out.push('"');
}
