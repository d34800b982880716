//! Styles: rules of a style sheet come in, `style` attributes go out, for many mail programs know nothing else.
//!
//! A rendered mail layout has two `style` elements. The rules of the first go into the elements they match. The second,
//! `<style data-mail="late">`, holds what cannot stand in an attribute, such as media queries; it stays in the head.
//!
//! Most mails go through a table of their style sheet, in one pass over their tags (`inline_pass.rs`). What is beyond the table
//! goes through css-inline, as whose reading the pass must come to the same.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::sync::LazyLock;

use css_inline::CSSInliner;

use super::breaks::push_breakable;
use super::check::{Fault, faults, in_order};
use super::inline_pass::{LATE, STYLE_END, Sheets, run, without_blanks};
use super::styles::names;

/// The inliner; it loads nothing.
static INLINER: LazyLock<CSSInliner<'static>> = LazyLock::new(|| {
    CSSInliner::options()
        .load_remote_stylesheets(false)
        .keep_style_tags(false)
        .keep_link_tags(false)
        .keep_at_rules(false)
        .minify_css(true)
        .apply_width_attributes(true)
        .apply_height_attributes(false)
        .build()
});

thread_local! {
    /// The tables of the last style sheets.
    static SHEETS: RefCell<Sheets> = RefCell::default();
}

/// A mail with its styles in its elements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inlined {
    /// The mail.
    pub html: String,
    /// What it should not have, each once and in order.
    pub faults: Vec<Fault>,
}

/// Returns a mail with its styles in its elements, or what is wrong with its style sheet.
///
/// # Errors
/// When the rules cannot be read.
pub fn inline_styles(html: &str) -> Result<Inlined, String> {
    if let Some(mail) = inline_by_table(html) {
        return Ok(mail);
    }
    let html = inline_by_library(html)?;
    let faults = faults(&html);
    Ok(Inlined { html, faults })
}

/// Returns a mail with its styles in its elements by the table of its style sheet, if neither is beyond that.
pub fn inline_by_table(html: &str) -> Option<Inlined> {
    let (html, found) = SHEETS.with_borrow_mut(|sheets| run(html, sheets))?;
    let faults = in_order(&html, found);
    Some(Inlined { html, faults })
}

/// Returns a mail with its styles in its elements by css-inline.
///
/// # Errors
/// When the rules cannot be read.
pub fn inline_by_library(html: &str) -> Result<String, String> {
    let (html, late) = take_late(html);
    let inlined = INLINER.inline(&html).map_err(|error| error.to_string())?;
    let mut out = String::with_capacity(inlined.len() + late.len() + 64);
    let head = inlined.find("</head>").unwrap_or(0);
    let style = if late.is_empty() { String::new() } else { format!("<style>{late}{STYLE_END}") };
    without_classes(&inlined[..head], &late, push_plain, &mut out);
    out.push_str(&style);
    without_classes(&inlined[head..], &late, push_breakable, &mut out);
    if !out.ends_with('\n') {
        out.push('\n');
    }
    Ok(out)
}

/// Returns the HTML without its late rules, and those, without the blanks that only people need.
fn take_late(html: &str) -> (String, String) {
    let Some(start) = html.find(LATE) else { return (html.to_owned(), String::new()) };
    let after = &html[start + LATE.len()..];
    let end = after.find(STYLE_END).unwrap_or(after.len());
    let rest = after.get(end + STYLE_END.len()..).unwrap_or("");
    let late = without_blanks(&after[..end]);
    ([&html[..start], rest].concat(), late)
}

/// Appends text as it is.
fn push_plain(text: &str, out: &mut String) {
    out.push_str(text);
}

/// Appends HTML without the classes that no late rule names, which have done their work; its texts by `push_text`.
fn without_classes(html: &str, late: &str, push_text: fn(&str, &mut String), out: &mut String) {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        push_text(&rest[..at], out);
        rest = &rest[at..];
        let end = if rest.starts_with("<!--") { rest.find("-->").map(|at| at + 3) } else { tag_end(rest) };
        let (tag, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        // Neither what closes an element nor what declares or comments has a class.
        let may = !tag.starts_with("<!") && !tag.starts_with("</");
        match may.then(|| tag.find(" class=\"")).flatten() {
            Some(at) => {
                let value = &tag[at + " class=\"".len()..];
                let close = value.find('"').unwrap_or(value.len());
                let named = |word: &&str| names(late, word);
                let kept: Vec<&str> = value[..close].split_ascii_whitespace().filter(named).collect();
                push_tag(&tag[..at], out);
                if !kept.is_empty() {
                    let _ = write!(out, " class=\"{}\"", kept.join(" "));
                }
                push_tag(value.get(close + 1..).unwrap_or(""), out);
            }
            None => push_tag(tag, out),
        }
    }
    push_text(rest, out);
}

/// Appends a tag or part of one, with `<` and `>` in its attributes as references: not every program reads as browsers do.
fn push_tag(tag: &str, out: &mut String) {
    let (open, inner) = tag.strip_prefix('<').map_or(("", tag), |inner| ("<", inner));
    let (inner, close) = inner.strip_suffix('>').map_or((inner, ""), |inner| (inner, ">"));
    out.push_str(open);
    let plain = || !inner.bytes().any(|byte| matches!(byte, b'<' | b'>'));
    if open.is_empty() && close.is_empty() || tag.starts_with("<!") || plain() {
        out.push_str(inner);
    } else {
        out.push_str(&inner.replace('<', "&lt;").replace('>', "&gt;"));
    }
    out.push_str(close);
}

/// Returns where a tag ends: after the first `>` that is in no attribute.
fn tag_end(html: &str) -> Option<usize> {
    let (mut from, mut quotes) = (0, 0);
    loop {
        let end = from + html[from..].find('>')? + 1;
        quotes += html.as_bytes()[from..end].iter().filter(|byte| **byte == b'"').count();
        if quotes % 2 == 0 {
            return Some(end);
        }
        from = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_go_into_elements_and_media_queries_stay() {
        let html = "<!doctype html><html lang=\"en\"><head><title>t</title><style>p{color:#111}.a{width:600px}</style>\
                    <style data-mail=\"late\">\n@media (prefers-color-scheme: dark) {\n  .b { color: #eee !important }\n}\n</style></head>\
                    <body><!--[if mso]><table class=\"a\"><![endif]--><p class=\"a b\">x class=\"a\"</p></body></html>";
        let mail = inline_styles(html).expect("good rules").html;
        assert!(
            mail.contains(
                "<style>@media (prefers-color-scheme: dark) { .b { color: #eee !important } }</style></head>"
            ),
            "{mail}"
        );
        assert!(mail.contains("<!--[if mso]><table class=\"a\"><![endif]-->"), "{mail}");
        assert!(mail.contains("<p class=\"b\" style=\"color:#111;width:600px\">x class=\"a\"</p>"), "{mail}");
        assert!(mail.to_lowercase().starts_with("<!doctype html>"), "{mail}");
    }

    #[test]
    fn what_is_no_mail_is_left_in_peace() {
        for html in ["", "<", "plain", "<style>{", "<style data-mail=\"late\">", "<p class=\"", "</head>"] {
            let _ = inline_styles(html);
        }
    }
}
