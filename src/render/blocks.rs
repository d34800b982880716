//! The named blocks of layouts: what a layout has, and which of a site's own stand in for nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use minijinja::machinery::{Span, Token, tokenize};

use super::defaults::DEFAULTS;
use super::syntax::syntax;
use super::template::Template;
use crate::diag::{self, Diagnostic, did_you_mean, mistakes};

/// The blocks of a layout, and the layout that it changes.
#[derive(Debug, Default)]
pub(super) struct Blocks<'a> {
    /// Its blocks in order, each with the place of its name and whether it stands in no other.
    all: Vec<(&'a str, Range<usize>, bool)>,
    /// What it extends.
    extends: Option<&'a str>,
}

impl<'a> Blocks<'a> {
    /// Returns the blocks of a layout; of one that cannot be read those before the place.
    pub(super) fn of(text: &'a str) -> Blocks<'a> {
        let tokens: Vec<(Token<'a>, Span)> = tokenize(text, false, syntax()).map_while(Result::ok).collect();
        let mut found = Blocks::default();
        let mut depth = 0_usize;
        for three in tokens.windows(3) {
            let [(Token::BlockStart, _), (Token::Ident(word), _), (named, place)] = three else { continue };
            match (*word, named) {
                ("block", Token::Ident(name)) => {
                    let range = place.start_offset as usize..place.end_offset as usize;
                    found.all.push((name, range, depth == 0));
                    depth += 1;
                }
                ("endblock", _) => depth = depth.saturating_sub(1),
                ("extends", Token::Str(name)) => found.extends = Some(name),
                _ => {}
            }
        }
        found
    }

    /// Returns their names, in order.
    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.all.iter().map(|(name, ..)| *name)
    }

    /// Returns the name of the layout that it changes.
    pub(super) fn extends(&self) -> Option<&'a str> {
        self.extends
    }
}

/// Returns the blocks of a site's own layouts that the layouts they extend do not have: nobody sees what stands in them.
pub(super) fn unknown_blocks(templates: &BTreeMap<String, Template>) -> Vec<Diagnostic> {
    let is_built_in = |template: &Template| DEFAULTS.iter().any(|(_, bytes)| *bytes == template.text.as_bytes());
    let own = templates.values().filter(|template| template.text.contains("extends") && !is_built_in(template));
    own.flat_map(|template| unknown_in(template, templates)).collect()
}

/// Returns the blocks of a layout that the one it extends does not have.
fn unknown_in(template: &Template, templates: &BTreeMap<String, Template>) -> Vec<Diagnostic> {
    let blocks = Blocks::of(&template.text);
    let Some(known) = blocks.extends().and_then(|name| names_of(name, templates)) else { return Vec::new() };
    let unknown = blocks.all.iter().filter(|(name, _, is_outer)| *is_outer && !known.contains(name));
    let told = |(name, range, _): &(&str, Range<usize>, bool)| {
        let span = diag::Span::new(&template.path, &template.text, range.clone());
        let hint = did_you_mean(name, known.iter().copied());
        let all: Vec<&str> = known.iter().copied().collect();
        mistakes::unknown_layout_block(span, name, blocks.extends().unwrap_or_default(), hint, &all)
    };
    unknown.map(told).collect()
}

/// Returns the names of the blocks of a layout and of all that it extends; nothing where one of these is not there.
fn names_of<'a>(name: &'a str, templates: &'a BTreeMap<String, Template>) -> Option<BTreeSet<&'a str>> {
    let mut names = BTreeSet::new();
    let mut open = Some(name);
    // Layouts that extend each other in a circle are told when they are rendered.
    for _ in 0..templates.len() {
        let Some(name) = open else { break };
        let blocks = Blocks::of(&templates.get(name)?.text);
        names.extend(blocks.names());
        open = blocks.extends();
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the layouts that must be made of blocks: all that make a file, and the parts that pages show for something.
    fn layouts() -> impl Iterator<Item = (&'static str, &'static str)> {
        let texts = DEFAULTS.iter().filter_map(|(name, bytes)| Some((*name, std::str::from_utf8(bytes).ok()?)));
        texts.filter(|(name, text)| {
            let is_template = name.ends_with(".html") || name.ends_with(".txt");
            // What is included is a part already, and what takes a few lines has none.
            let is_part = name.starts_with("partials/") && (!text.contains("`it`") || text.lines().count() < 9);
            is_template && !is_part && !name.ends_with("/macros.html")
        })
    }

    #[test]
    fn every_built_in_layout_is_made_of_named_blocks() {
        let mut count = 0;
        for (name, text) in layouts() {
            let is_shell = text.contains("Included; reads `it`");
            assert!(is_shell || Blocks::of(text).names().next().is_some(), "{name} has no block");
            count += 1;
        }
        assert!(count > 40, "{count}");
    }

    #[test]
    fn blocks_are_found_with_what_a_layout_extends() {
        let text = "{# {% block no %} #}{%- extends 'a.html' -%}{% block one %}{% block two %}{% endblock %}{% endblock one %}\
                    {% raw %}{% block no %}{% endraw %}{% block three -%}{% endblock %}{% block";
        let blocks = Blocks::of(text);
        assert_eq!(blocks.extends(), Some("a.html"));
        assert_eq!(blocks.names().collect::<Vec<_>>(), ["one", "two", "three"]);
        assert_eq!(blocks.all.iter().map(|(.., is_outer)| *is_outer).collect::<Vec<_>>(), [true, false, true]);
    }
}
