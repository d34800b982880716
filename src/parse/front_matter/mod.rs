//! Front matter: the YAML between two `---` lines, split off and typed.
//!
//! Knows the keys of all content types; which of them a type takes is the business of the content room.

mod collection;
mod declared;
mod fences;
mod fields;
mod foreign;
mod foreign_names;
mod keys;
mod listing;
mod misplaced;
mod pattern;
mod table;
mod types;

use std::ops::Range;
use std::sync::Arc;

use super::ParseOptions;
use crate::diag::{Diagnostic, Span, mistakes};
use crate::yaml::{Limits, Source};

pub use collection::{COLLECTION_TYPES, Collection, Permalink};
pub(super) use declared::read_arguments;
pub use declared::{FIELD_TYPES, Field, FieldType, REFERENCE_DATA};
pub use fields::FieldValue;
pub use listing::{LIST_SHAPES, Listing, Sort};
pub use types::*;

pub use keys::KEYS;
pub(super) use misplaced::in_text;
pub use table::FRONT_MATTER;

/// Returns the range of the front matter and the offset at which the body begins.
pub(super) fn split(path: &Arc<str>, text: &str, diagnostics: &mut Vec<Diagnostic>) -> (Range<usize>, usize) {
    if text.trim().is_empty() {
        diagnostics.push(mistakes::empty_file(Span::new(path, text, 0..0)));
        return (0..0, text.len());
    }
    let Some(rest) = text.strip_prefix("---").filter(|rest| rest.trim_start_matches([' ', '\t']).starts_with('\n'))
    else {
        diagnostics.push(fences::no_front_matter(path, text));
        return (0..0, 0);
    };
    let start = text.len() - rest.len() + rest.find('\n').map_or(0, |at| at + 1);
    let mut offset = start;
    for line in text[start..].split_inclusive('\n') {
        if line.starts_with("---") && line.trim_end() == "---" {
            return (start..offset, offset + line.len());
        }
        offset += line.len();
    }
    diagnostics.push(fences::not_closed(path, text, start));
    (0..0, text.len())
}

/// Reads the typed keys, and those that the collection of the page declares.
pub(super) fn read(
    source: &Source,
    (options, fields): (&ParseOptions, &[Field]),
    diagnostics: &mut Vec<Diagnostic>,
) -> FrontMatter {
    if source.yaml().trim().is_empty() {
        return FrontMatter::default();
    }
    let known = diagnostics.len();
    let front = source.read(Limits::FRONT_MATTER, diagnostics, |node| {
        if node.is_null() {
            return None;
        }
        node.map(|map| {
            let mut front = keys::read_keys(map, options, fields)?;
            foreign::explain_keys(map, &mut front, &options.time_zone);
            front.misspelt.extend(map.misspelt());
            Some(front)
        })
    });
    if let Some((range, key)) = misplaced::in_lines(source.yaml()) {
        let span = source.span(range);
        let line_of = |found: &Diagnostic| found.span.as_ref().map(|span| span.line);
        if !diagnostics[known..].iter().any(|found| line_of(found) == Some(span.line)) {
            diagnostics.push(mistakes::key_below_another(span, key));
        }
    }
    front.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_split_front_matter_from_body() {
        let path: Arc<str> = "a.md".into();
        let check = |text: &str, expected: (Range<usize>, usize), codes: &[&str]| {
            let mut found = Vec::new();
            assert_eq!(split(&path, text, &mut found), expected, "{text:?}");
            assert_eq!(found.iter().map(|d| d.code).collect::<Vec<_>>(), codes, "{text:?}");
        };
        check("---\na: 1\n---\nbody\n", (4..9, 13), &[]);
        check("---\n---\n", (4..4, 8), &[]);
        check("---\na: 1\n---", (4..9, 12), &[]);
        check("--- \na: 1\n---\t\nbody", (5..10, 15), &[]);
        check("---\na: 1\n", (0..0, 9), &["front-matter-not-closed"]);
        check("body\n---\n", (0..0, 0), &["no-front-matter"]);
        check("  \n", (0..0, 3), &["empty-file"]);
    }
}
