//! Layout failures as diagnostics: layout, line, column, and a hint.
//!
//! Takes what the template engine says; gives the place of the very word that is wrong, a sentence in the words of
//! this site's layouts, and what may have been meant.

use std::error::Error as _;
use std::ops::Range;

use minijinja::machinery::{self as engine, Token, tokenize};
use minijinja::{Error, ErrorKind};

use super::alone::{MEGABYTES, is_exhausted};
use super::bounds::{ENDLESS, cut};
use super::failed_block::FailedBlock;
use super::insertions::place_of;
use super::layouts::Layouts;
use super::syntax::syntax;
use super::view::{FILTER_NAMES, FUNCTION_NAMES, TEST_NAMES};
use super::whole::{Slip, field_meant};
use crate::diag::{Diagnostic, Span, did_you_mean, mistakes};

/// The tags that are closed by another, and may hold text between the two.
const BLOCKS: [&str; 9] = ["if", "for", "block", "macro", "call", "filter", "with", "autoescape", "raw"];
/// The tags that stand alone, or between two others.
const TAGS: [&str; 8] = ["else", "elif", "set", "include", "extends", "import", "from", "do"];

/// What an author is told.
struct Told {
    message: String,
    hint: Option<String>,
}

/// Turns the failure of a layout into a diagnostic at the innermost place it names.
pub(super) fn layout_failure(layouts: &Layouts, name: &str, error: &Error) -> Diagnostic {
    if let Some(failed) = FailedBlock::of(error) {
        return layout_failure(layouts, &failed.layout, &failed.error);
    }
    let slip = Slip::of(error);
    let innermost = innermost(slip.map_or(error, |(place, _)| place));
    let name = innermost.name().or(error.name()).unwrap_or(name);
    let Some(template) = layouts.templates.get(name) else {
        let told = describe(layouts, "", innermost);
        return mistakes::layout_without_place(&told.message, told.hint.as_deref());
    };
    let text = &template.text;
    if let Some((range, tag)) = unclosed_tag(text).filter(|_| is_about_end(innermost)) {
        let message = format!("the `{tag}` that opens here is not closed");
        let hint = format!("add `{{% end{tag} %}}`");
        return mistakes::layout(Span::new(&template.path, text, range), &message, Some(&hint));
    }
    let range = place(name, text, innermost);
    let code = text.get(range.clone()).unwrap_or("");
    if let Some((_, slip)) = slip {
        let hint = format!("name one of its fields, as in `{}`", field_meant(slip.whole, text, range.clone()));
        return mistakes::layout(Span::new(&template.path, text, range), &slip.to_string(), Some(&hint));
    }
    let told = describe(layouts, code, innermost);
    let word = told.message.split('`').nth(1).unwrap_or("");
    let word = word.strip_prefix("partials/").and_then(|word| word.strip_suffix(".html")).unwrap_or(word);
    let span = Span::of_words(&template.path, text, range, word);
    mistakes::layout(span, &told.message, told.hint.as_deref())
}

/// Returns the range of a layout that an error names: its own, or its line.
fn place(name: &str, text: &str, error: &Error) -> Range<usize> {
    match (error.range(), error.line()) {
        (Some(range), _) => place_of(name, text, range),
        (None, Some(line)) if line > 0 => {
            let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
            let line = text[start..].lines().next().unwrap_or("");
            let blank = line.len() - line.trim_start().len();
            start + blank..start + line.trim_end().len()
        }
        _ => 0..0,
    }
}

/// Returns the error at the bottom of a chain, where it still names a place.
fn innermost(error: &Error) -> &Error {
    let mut found = error;
    let mut next = error.source().and_then(|source| source.downcast_ref::<Error>());
    while let Some(inner) = next.filter(|inner| inner.name() != Some(ENDLESS)) {
        if inner.line().is_some() || found.line().is_none() {
            found = inner;
        }
        next = inner.source().and_then(|source| source.downcast_ref::<Error>());
    }
    found
}

/// Tells whether a syntax error is about a tag that closes nothing or is not closed.
fn is_about_end(error: &Error) -> bool {
    let detail = error.detail().unwrap_or("");
    error.kind() == ErrorKind::SyntaxError
        && ["unexpected end of input", "unexpected end of raw block", "unknown statement end"]
            .iter()
            .any(|words| detail.starts_with(words))
}

/// Returns the sentence for an error at `code`, and a hint.
fn describe(layouts: &Layouts, code: &str, error: &Error) -> Told {
    let detail = error.detail().unwrap_or("");
    let told = |message: String, hint: Option<String>| Told { message, hint };
    match error.kind() {
        _ if is_exhausted(error) => told(
            format!("the layout does not come to an end, or makes more than {MEGABYTES} MB of text and lists"),
            Some(
                "look for a loop inside a loop, a macro that calls itself, or a text or list that grows with each round of \
                 a loop"
                    .to_owned(),
            ),
        ),
        ErrorKind::SyntaxError if detail.contains("recursion limit") => told(
            "more brackets, signs or blocks stand within one another here than can be read".to_owned(),
            Some("keep a part of it by `{% set %}`, or in a layout of its own".to_owned()),
        ),
        _ if detail.contains("recursion limit") && code.ends_with(')') && !code.starts_with("include") => told(
            "macros or loops call one another too often here, or without end".to_owned(),
            Some("about ten calls may stand within one another; a recursive loop goes deeper than macros".to_owned()),
        ),
        _ if detail.contains("recursion limit") => told(
            "layouts include one another without end".to_owned(),
            Some("a layout may not include or extend itself, directly or through others".to_owned()),
        ),
        ErrorKind::TemplateNotFound if detail.starts_with("there is no layout") => describe_undefined(detail),
        ErrorKind::TemplateNotFound => {
            let name = cut(detail.split(['"', '\'']).nth(1).unwrap_or(detail));
            if layouts.templates.contains_key(name) {
                let message = format!("the layout of a block cannot use `{name}`");
                return told(message, Some("it stands by itself: write here what it needs".to_owned()));
            }
            let near = did_you_mean(name, layouts.templates.keys().map(String::as_str));
            told(format!("there is no layout `{name}`"), near.or_else(|| Some("put it into `layouts/`".to_owned())))
        }
        ErrorKind::UnknownFilter => misspelt("filter", word(detail, 1), &FILTER_NAMES),
        ErrorKind::UnknownTest => misspelt("test", word(detail, 1), &TEST_NAMES),
        ErrorKind::UnknownFunction => misspelt("function", word(detail, 0), &FUNCTION_NAMES),
        ErrorKind::SyntaxError => describe_syntax(detail),
        _ if detail.ends_with("invalid value is not callable") => {
            misspelt("function", code.split('(').next().unwrap_or(code).trim(), &FUNCTION_NAMES)
        }
        ErrorKind::UndefinedError if detail.is_empty() => {
            told("something that does not exist is used here".to_owned(), None)
        }
        kind if detail.is_empty() => told(kind.to_string(), None),
        _ => describe_undefined(detail),
    }
}

/// Returns the sentence and hint for a name that is none of those there are.
fn misspelt(what: &str, name: &str, known: &[&str]) -> Told {
    let name = cut(name);
    let hint = did_you_mean(name, known.iter().copied());
    let hint = hint.unwrap_or_else(|| format!("the {what}s are {}", known.join(", ")));
    Told { message: format!("there is no {what} `{name}`"), hint: Some(hint) }
}

/// Returns the sentence and hint for a syntax error.
fn describe_syntax(detail: &str) -> Told {
    if let Some(tag) = detail.strip_prefix("unknown statement ") {
        let known: Vec<&str> = BLOCKS.iter().chain(&TAGS).copied().collect();
        return match tag.starts_with("end") {
            true => Told {
                message: format!("nothing is open that `{tag}` could close"),
                hint: Some("remove it, or open its block before it".to_owned()),
            },
            false => misspelt("tag", tag, &known),
        };
    }
    let hint = if detail.ends_with("expected end of variable block") {
        "what is printed ends with `}}`"
    } else if detail.ends_with("expected end of block") {
        "a tag ends with `%}`"
    } else {
        "write `{{ page.title }}` to print, `{% if … %}` for a tag, `{# … #}` for a note"
    };
    Told { message: detail.to_owned(), hint: Some(hint.to_owned()) }
}

/// Returns the sentence and hint for a mistake that is told with its hint behind a semicolon, or for a missing value.
fn describe_undefined(detail: &str) -> Told {
    if let Some((message, hint)) = detail.split_once("; ") {
        return Told { message: message.to_owned(), hint: Some(hint.to_owned()) };
    }
    let path = detail.strip_prefix('`').and_then(|rest| rest.strip_suffix("` is undefined"));
    let Some(path) = path.filter(|path| path.contains('.')) else {
        return Told { message: detail.to_owned(), hint: None };
    };
    let hint = format!("not everything has it: ask `{{% if {path} is defined %}}` first");
    Told { message: format!("there is no `{path}` here"), hint: Some(hint) }
}

/// Returns a word of a sentence.
fn word(text: &str, at: usize) -> &str {
    text.split_whitespace().nth(at).unwrap_or(text)
}

/// Returns the first tag that is not closed, or that another is closed before.
fn unclosed_tag(text: &str) -> Option<(Range<usize>, &str)> {
    let tokens: Vec<(Token<'_>, engine::Span)> = tokenize(text, false, syntax()).map_while(Result::ok).collect();
    let mut open: Vec<(Range<usize>, &str)> = Vec::new();
    for tag in tokens.split(|(token, _)| matches!(token, Token::BlockEnd)) {
        let Some(start) = tag.iter().rposition(|(token, _)| matches!(token, Token::BlockStart)) else { continue };
        let Some((Token::Ident(name), _)) = tag.get(start + 1) else { continue };
        if BLOCKS.contains(name) || *name == "set" && !gives_value(&tag[start..]) {
            let (start, last) = (tag[start].1.start_offset as usize, tag[tag.len() - 1].1.end_offset as usize);
            let end = text[last..].find("%}").map_or(text.len(), |end| last + end + 2);
            open.push((start..end, name));
        } else if let Some(closed) = name.strip_prefix("end") {
            if open.last()?.1 != closed {
                return open.pop();
            }
            open.pop();
        }
    }
    // What lies behind the last token cannot be read to its end.
    let rest = tokens.last().map_or(0, |(_, span)| span.end_offset as usize);
    let raw = text[rest..].find("{%").map(|start| rest + start);
    match raw.filter(|start| text[start + 2..].trim_start_matches(['-', '+']).trim_start().starts_with("raw")) {
        Some(start) => Some((start..text[start..].find("%}")? + start + 2, "raw")),
        None => open.pop(),
    }
}

/// Tells whether a tag `set` gives a value by itself, and is not closed by another.
fn gives_value(tag: &[(Token<'_>, engine::Span)]) -> bool {
    let is_before_filter = |token: &&(Token<'_>, engine::Span)| !matches!(token.0, Token::Pipe);
    tag.iter().take_while(is_before_filter).any(|(token, _)| matches!(token, Token::Assign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tag_that_is_not_closed_is_found() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(unclosed_tag(text).map(|(range, _)| &text[range]), expected, "{text}");
        };
        check("{% if a %}{% for b in c %}{% endfor %}", Some("{% if a %}"));
        check("{% for b in c %}{%- if b -%}{% endfor %}", Some("{%- if b -%}"));
        check("{# {% if a %} #}{% set b = 1 %}{% if c %}{% endif %}", None);
        check("{% endif %}", None);
        check("{% raw %}{% if a %}{% endraw %}\n{% for b in c %}\nx", Some("{% for b in c %}"));
        check("{% for b in c %}{{ '{% if a %}' ~ \"{% raw %}\" }}", Some("{% for b in c %}"));
        check("{% set a | replace('=', b) %}{% endset %}{% if c == '%}' %}", Some("{% if c == '%}' %}"));
        check("{% set a | round(precision=1) %}{% set b = c|d(e) %}", Some("{% set a | round(precision=1) %}"));
        check("{% if a %}{% endif %}é {%- raw -%} {% if b %}", Some("{%- raw -%}"));
        check("{% if a %}{% for b in c %}{% endfor %}{% if", Some("{% if"));
    }
}
