//! What is wrong with the site, for the browser.
//!
//! Takes diagnostics; gives one JSON object, which the script of the preview shows with the place, the line and the
//! hints that the terminal shows. It is read on request by pages of this server only; no event holds any of it.

use std::fmt::Write as _;
use std::sync::Arc;

use super::editor::Editor;
use crate::diag::{Diagnostic, Palette, Severity, Span, push_json_text, render_text};

/// What is wrong with one file of the project, in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Remark {
    /// The path of the file.
    pub(super) file: Arc<str>,
    /// How grave it is.
    pub(super) severity: Severity,
    /// The line it stands in.
    pub(super) line: usize,
    /// What is wrong.
    pub(super) message: String,
}

/// Returns what is wrong with single files, in short.
pub(super) fn remarks(diagnostics: &[Diagnostic]) -> Arc<[Remark]> {
    let remark = |found: &Diagnostic| {
        let span = found.span.as_ref()?;
        let (file, message) = (Arc::clone(&span.file), found.message.clone());
        Some(Remark { file, severity: found.severity, line: span.line, message })
    };
    diagnostics.iter().filter_map(remark).collect()
}

/// The most diagnostics that a browser is sent; the rest are counted.
const SHOWN_LIMIT: usize = 100;

/// The editor that opens places, and the folder of the site with `/` between its parts.
#[derive(Clone, Copy)]
pub(super) struct Opener<'a> {
    pub(super) editor: &'a Editor,
    pub(super) root: &'a str,
}

/// Returns the diagnostics as JSON; without an opener, no place is a link.
///
/// Keys: `errors` and `warnings` (counts), and `shown`: a list of `severity`, `code`, `message`, `place`, `also` and
/// `hints`. A place has `file`, `line`, `column`, `excerpt`, and `from` and `width`: the characters of the excerpt that
/// are meant; and `open`: the address that opens an editor there, or null.
pub(super) fn problems_json(diagnostics: &[Diagnostic], opener: Option<Opener<'_>>) -> Arc<[u8]> {
    let errors = diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
    let mut out = String::new();
    let _ = write!(out, "{{\"errors\":{errors},\"warnings\":{},\"shown\":[", diagnostics.len() - errors);
    let (grave, slight): (Vec<_>, Vec<_>) =
        diagnostics.iter().partition(|found: &&Diagnostic| found.severity == Severity::Error);
    for (index, diagnostic) in grave.into_iter().chain(slight).take(SHOWN_LIMIT).enumerate() {
        if index > 0 {
            out.push(',');
        }
        push_diagnostic(&mut out, diagnostic, opener);
    }
    out.push_str("]}");
    out.into_bytes().into()
}

/// Returns the diagnostics as the terminal shows them.
pub(super) fn problems_text(diagnostics: &[Diagnostic]) -> Arc<str> {
    let texts = diagnostics.iter().take(SHOWN_LIMIT).map(|found| render_text(found, Palette::Plain));
    texts.collect::<Vec<_>>().join("\n\n").into()
}

/// Appends one diagnostic.
fn push_diagnostic(out: &mut String, diagnostic: &Diagnostic, opener: Option<Opener<'_>>) {
    let _ =
        write!(out, "{{\"severity\":\"{}\",\"code\":\"{}\",\"message\":", diagnostic.severity.word(), diagnostic.code);
    push_json_text(out, &diagnostic.message);
    out.push_str(",\"place\":");
    match &diagnostic.span {
        Some(span) => push_place(out, span, "", opener),
        None => out.push_str("null"),
    }
    out.push_str(",\"also\":[");
    for (index, (span, why)) in diagnostic.also.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        push_place(out, span, why, opener);
    }
    out.push_str("],\"hints\":[");
    for (index, hint) in diagnostic.hints.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        push_json_text(out, hint);
    }
    out.push_str("]}");
}

/// Appends a place, with a word on why it matters.
fn push_place(out: &mut String, span: &Span, why: &str, opener: Option<Opener<'_>>) {
    out.push_str("{\"file\":");
    push_json_text(out, &span.file);
    let from = span.column.saturating_sub(span.excerpt_column);
    let _ = write!(out, ",\"line\":{},\"column\":{},\"from\":{from},\"width\":{}", span.line, span.column, span.width);
    out.push_str(",\"excerpt\":");
    push_json_text(out, &span.excerpt);
    out.push_str(",\"why\":");
    push_json_text(out, why);
    out.push_str(",\"open\":");
    match opener.and_then(|opener| opener.editor.link(opener.root, span)) {
        Some(address) => push_json_text(out, &address),
        None => out.push_str("null"),
    }
    out.push('}');
}
