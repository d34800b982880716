//! Layouts and words of the site's own that nothing uses.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use serde_yaml::Value as Yaml;

use super::defaults::DEFAULTS;
use super::template::Template;
use crate::diag::{Diagnostic, did_you_mean, mistakes};
use crate::yaml::{Mark, Source};

/// Returns the site's own layouts that no page and no other layout uses: their names are none of the built-in ones, no collection
/// takes them, and they stand in no other layout.
pub(super) fn unused_layouts(templates: &BTreeMap<String, Template>, taken: &BTreeSet<String>) -> Vec<Diagnostic> {
    // Names that are put together can be any.
    if templates.values().any(|template| names_by_expression(&template.text)) {
        return Vec::new();
    }
    let is_built_in = |name: &str| DEFAULTS.iter().any(|(known, _)| *known == name);
    let own: Vec<(&String, &Arc<str>)> = templates
        .iter()
        .filter(|(name, _)| !is_built_in(name) && !taken.contains(*name))
        .map(|(name, template)| (name, &template.path))
        .collect();
    if own.is_empty() {
        return Vec::new();
    }
    let quoted = quoted_words(templates);
    let unused = own.into_iter().filter(|(name, _)| {
        let is_quoted = |word: &str| match quoted.get(word) {
            Some(Quoted::In(only)) => *only != name.as_str(),
            Some(Quoted::InMany) => true,
            None => false,
        };
        // `partial("card", page)` names `partials/card.html`.
        let short = name.trim_start_matches("partials/").trim_end_matches(".html");
        !(is_quoted(name) || name.starts_with("partials/") && is_quoted(short))
    });
    let hint = |name: &str| did_you_mean(name, DEFAULTS.iter().map(|(known, _)| *known));
    unused.map(|(name, path)| mistakes::unused_layout(path, hint(name))).collect()
}

/// Where a word stands in quotes.
enum Quoted<'a> {
    /// In this layout alone.
    In(&'a str),
    /// In more than one.
    InMany,
}

/// Returns what stands between two of the same quotes in some layout, looked for once for all names.
fn quoted_words(templates: &BTreeMap<String, Template>) -> HashMap<&str, Quoted<'_>> {
    let mut found: HashMap<&str, Quoted<'_>> = HashMap::new();
    for (name, template) in templates {
        for quote in ['"', '\''] {
            let mut parts = template.text.split(quote).skip(1).peekable();
            while let Some(part) = parts.next() {
                // No quote ends the last one.
                if parts.peek().is_none() {
                    break;
                }
                let place = found.entry(part).or_insert(Quoted::In(name));
                if matches!(place, Quoted::In(first) if *first != name.as_str()) {
                    *place = Quoted::InMany;
                }
            }
        }
    }
    found
}

/// Tells whether a layout names another by other than a text in quotes.
fn names_by_expression(text: &str) -> bool {
    ["include ", "extends ", "import ", "from ", "partial("].iter().any(|word| {
        text.split(word).skip(1).any(|rest| {
            let rest = rest.trim_start();
            let quoted = rest.strip_prefix(['"', '\'']).and_then(|rest| rest.split_once(['"', '\'']));
            match quoted {
                Some((_, after)) => after.trim_start().starts_with('~'),
                // Elsewhere these are words of prose.
                None => *word == "partial(",
            }
        })
    }) || text.split("{%").skip(1).any(|tag| {
        let tag = tag.trim_start_matches('-').trim_start();
        let named = ["include ", "extends ", "import ", "from "].iter().find_map(|word| tag.strip_prefix(word));
        named.is_some_and(|rest| !rest.trim_start().starts_with(['"', '\'', '[']))
    })
}

/// Returns the keys of a site's own words that the built-in ones do not have and no layout of the site's own uses.
pub(super) fn unknown_words(
    own: &Yaml,
    known: &Yaml,
    source: &Source,
    templates: &BTreeMap<String, Template>,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let Some(own) = own.as_mapping() else { return found };
    let known: Vec<&str> = known.as_mapping().into_iter().flatten().filter_map(|(key, _)| key.as_str()).collect();
    for key in own.keys().filter_map(Yaml::as_str).filter(|key| !known.contains(key)) {
        if !templates.values().any(|template| template.text.contains(key)) {
            let hint = did_you_mean(key, known.iter().copied());
            found.push(mistakes::unknown_word(source.locate(key, Mark::Key), key, hint));
        }
    }
    found
}
