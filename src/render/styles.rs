//! Style sheets of the site: the files that they name by `url(…)`.
//!
//! Files under `layouts/assets/` are published under names that change with their bytes, so a style sheet there names them
//! by those; one that is not there is an error. What is named outside of the folder is a warning where nothing stands there.

use std::sync::Arc;

use crate::address::percent_decoded;
use crate::address::places::in_styles;
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
    for range in in_styles(text) {
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
    fn names_are_joined_to_the_folder() {
        assert_eq!(joined("fonts/a.css", "../b/c.png").as_deref(), Some("b/c.png"));
        assert_eq!(joined("a.css", "../c.png"), None);
    }
}
