//! Style sheets of the site: the files that they name by `url(…)`.
//!
//! Files under `layouts/assets/` are published under names that change with their bytes, so a style sheet there names them
//! by those. One that nothing lies behind is an error in both folders.

use std::ops::Range;
use std::sync::Arc;

use crate::address::percent_decoded;
use crate::diag::{Diagnostic, Span, mistakes};

/// Returns a style sheet with its addresses as `published` has them: nothing for those that stay as they are, an error for
/// those that lead nowhere.
pub(super) fn with_published(
    path: &Arc<str>,
    text: &str,
    published: impl Fn(&str) -> Result<Option<String>, ()>,
    diagnostics: &mut Vec<Diagnostic>,
) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for range in addresses(text) {
        let address = &text[range.clone()];
        let end = address.find(['?', '#']).unwrap_or(address.len());
        match published(&percent_decoded(&address[..end])) {
            Ok(Some(name)) => {
                out.push_str(&text[from..range.start]);
                out.push_str(&name);
                from = range.start + end;
            }
            Ok(None) => {}
            Err(()) => diagnostics.push(mistakes::missing_in_styles(Span::new(path, text, range), address)),
        }
    }
    out.push_str(&text[from..]);
    out
}

/// Returns where the addresses of a style sheet stand that name files of this site: those of `url(…)`, but for data and
/// places within a drawing. Comments are passed over.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(['/', 'u', 'U']) {
        at += next;
        let rest = &text[at..];
        if rest.starts_with("/*") {
            at = rest.find("*/").map_or(text.len(), |end| at + end + 2);
        } else if rest.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("url(")) {
            let inner = rest[4..].trim_start();
            let start = text.len() - inner.len();
            let quote = inner.chars().next().filter(|c| matches!(c, '"' | '\''));
            let start = start + quote.map_or(0, char::len_utf8);
            let end = text[start..].find(|c: char| quote.map_or(c == ')' || c.is_whitespace(), |quote| c == quote));
            let end = end.map_or(text.len(), |end| start + end);
            let address = &text[start..end];
            let is_other = address.is_empty() || address.starts_with('#') || address.starts_with("//");
            let has_scheme = address.find(':').is_some_and(|colon| !address[..colon].contains('/'));
            if !is_other && !has_scheme {
                found.push(start..end);
            }
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

/// Returns the name of what an address in a file of a folder names, from the root of that folder.
pub(super) fn joined(file: &str, address: &str) -> Option<String> {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut segments: Vec<&str> = folder.split('/').filter(|segment| !segment.is_empty()).collect();
    for segment in address.split('/') {
        match segment {
            "" | "." => {}
            ".." => _ = segments.pop()?,
            segment => segments.push(segment),
        }
    }
    Some(segments.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_files_are_found() {
        let text =
            "/* url(no) */ a{b:url(x.png) url( \"y z.woff2\" ) URL('w#a') url(data:x) url(#f) url(https://a/b)} /*";
        let found: Vec<&str> = addresses(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["x.png", "y z.woff2", "w#a"]);
        assert_eq!(joined("fonts/a.css", "../b/c.png").as_deref(), Some("b/c.png"));
        assert_eq!(joined("a.css", "../c.png"), None);
        let _ = addresses("url(");
        let _ = addresses("url(\"é");
    }
}
