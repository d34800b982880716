//! YAML with places: front matter, `site.yaml` and the data files.
//!
//! Takes the text of a file and the range of it that is YAML; gives a [`Node`] to read typed values from, and a
//! [`Diagnostic`] with the exact place for each mistake. Reading costs little more than the parser: values stand in one
//! row, and places are looked up in a second pass, made only when there is something to report. Promises bounded time and memory: size, depth and
//! nesting are limited before the parser sees a byte, and anchors, aliases and tags are refused.

mod depth;
mod disguised;
mod doubts;
mod interned;
mod lists;
mod locate;
mod map;
mod messages;
mod node;
mod notes;
mod offence;
mod row;
mod shape;
mod slips;
mod syntax;
mod syntax_error;
mod value;
mod written;

use std::ops::Range;
use std::sync::Arc;

use memchr::{memchr_iter, memchr3_iter};
use serde_yaml::Value as Tree;

use crate::diag::{Diagnostic, Span, mistakes};

use self::depth::may_nest_deeper;
use self::offence::Offence;
use self::row::Row;

pub use interned::interned;
pub use locate::{Mark, Step, locate, steps};
pub use map::Map;
pub use node::{Node, boolean, filled_text, number, words};
pub use shape::{Key, Shape, names, words_of};
pub use slips::is_merge_mark;
pub use value::{Value, What};
pub use written::{line, written};

/// How much YAML is accepted.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The greatest size, in bytes.
    pub bytes: usize,
    /// The greatest number of values.
    pub nodes: usize,
    /// The greatest depth of nesting.
    pub depth: usize,
    /// Whether marks that change the direction of text may stand in it.
    pub directions: bool,
}

impl Limits {
    /// The limits of front matter: 64 KiB, 10,000 values, 32 levels.
    pub const FRONT_MATTER: Limits = Limits { bytes: 64 * 1024, nodes: 10_000, depth: 32, directions: true };
    /// The limits of settings and data files: 16 MiB, 4,000,000 values, 32 levels.
    pub const DATA: Limits = Limits { bytes: 16 * 1024 * 1024, nodes: 4_000_000, depth: 32, directions: false };
    /// The limits of a file of words for layouts.
    pub const WORDS: Limits = Limits { directions: true, ..Limits::DATA };
}

/// Characters that end a line in some programs: those between lines and between paragraphs.
const SEPARATORS: [char; 2] = ['\u{2028}', '\u{2029}'];
/// The byte that both begin with.
const LEAD: u8 = 0xe2;

/// A piece of YAML in a file.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file's path from the site's root.
    pub file: Arc<str>,
    /// The whole text of the file.
    pub text: Arc<str>,
    /// The range of `text` that is YAML.
    pub range: Range<usize>,
}

impl Source {
    /// Returns the YAML itself.
    pub fn yaml(&self) -> &str {
        &self.text[self.range.clone()]
    }

    /// Returns the span of a byte range of the YAML.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(&self.file, &self.text, self.range.start + range.start..self.range.start + range.end)
    }

    /// Returns the span of a key or value named by its path, such as `states[2]`.
    ///
    /// Falls back to the nearest enclosing value that exists.
    pub fn locate(&self, path: &str, mark: Mark) -> Span {
        self.span(locate(self.yaml(), &steps(path), mark))
    }

    /// Parses the YAML and hands its root to `read`; returns what `read` made of it.
    ///
    /// Mistakes that `read` notes on nodes are appended to `diagnostics`, each with its place.
    pub fn read<T>(
        &self,
        limits: Limits,
        diagnostics: &mut Vec<Diagnostic>,
        read: impl FnOnce(Node<'_>) -> Option<T>,
    ) -> Option<T> {
        let row = match self.parse(limits) {
            Ok(row) => row,
            Err(diagnostic) => {
                diagnostics.push(*diagnostic);
                return None;
            }
        };
        disguised::check(self, row.root(), limits, diagnostics);
        let notes = notes::Notes::on(self.yaml());
        let result = read(Node::root(row.root(), &notes));
        diagnostics.extend(notes.into_diagnostics(self));
        result
    }

    /// Parses the YAML within the limits.
    fn parse(&self, limits: Limits) -> Result<Row<'_>, Box<Diagnostic>> {
        let yaml = self.yaml();
        if yaml.len() > limits.bytes {
            return Err(Box::new(mistakes::yaml_too_large(self.span(0..1), yaml.len(), limits.bytes)));
        }
        // One of the two parsers takes these for line ends, the other does not, and readers see neither.
        if let Some((at, c)) = first_separator(yaml) {
            return Err(Box::new(mistakes::line_separator(self.span(at..at + c.len_utf8()), c)));
        }
        if needs_look(yaml, limits.depth) {
            match offence::first(yaml, limits.depth) {
                Some((range, Offence::TooDeep)) => {
                    return Err(Box::new(mistakes::yaml_too_deep(self.span(range), limits.depth)));
                }
                Some((range, Offence::Sign(what))) => {
                    return Err(Box::new(mistakes::yaml_forbidden(self.span(range), what)));
                }
                Some((range, Offence::Syntax(message))) => {
                    let error = syntax::explain(yaml, range.start, &message);
                    return Err(Box::new(mistakes::yaml_syntax(self.span(error.range), &error.message, &error.hint)));
                }
                None => {}
            }
        }
        let row = match Row::read(yaml, limits) {
            Some(row) => row,
            None => Row::of(&self.tree(limits)?),
        };
        if row.root().is_text()
            && let Some(error) = slips::first(yaml, yaml.len())
        {
            return Err(Box::new(mistakes::yaml_syntax(self.span(error.range), &error.message, &error.hint)));
        }
        Ok(row)
    }

    /// Returns the parser's own values, or what is wrong with the text.
    fn tree(&self, limits: Limits) -> Result<Tree, Box<Diagnostic>> {
        let yaml = self.yaml();
        let tree: Tree = match serde_yaml::from_str(yaml) {
            Ok(tree) => tree,
            Err(error) => return Err(Box::new(self.syntax_error(&error, limits))),
        };
        let mut nodes = 0;
        if !within(&tree, limits, limits.depth, &mut nodes) {
            let place = self.span(locate::find_beyond(yaml, limits).unwrap_or(0..1));
            return Err(Box::new(if nodes > limits.nodes {
                mistakes::yaml_too_many(place, limits.nodes)
            } else {
                mistakes::yaml_too_deep(place, limits.depth)
            }));
        }
        Ok(tree)
    }

    /// Turns the parser's error into a diagnostic at the best place that can be found.
    fn syntax_error(&self, error: &serde_yaml::Error, limits: Limits) -> Diagnostic {
        let full = error.to_string();
        let at = error.location().map_or(0, |location| place_of(self.yaml(), location.line(), location.column()));
        if full.contains("recursion limit") {
            return mistakes::yaml_too_deep(self.span(at..at + 1), limits.depth);
        }
        if full.contains("duplicate entry")
            && let Some((key, first, second)) = locate::find_duplicate(self.yaml())
        {
            return mistakes::duplicate_key(&key, self.span(first), self.span(second));
        }
        let message = full.split(" at line ").next().unwrap_or(&full).to_owned();
        let error = syntax::explain(self.yaml(), at, &message);
        mistakes::yaml_syntax(self.span(error.range), &error.message, &error.hint)
    }
}

/// Returns the first separator of a text, with its place.
fn first_separator(yaml: &str) -> Option<(usize, char)> {
    let mut leads = memchr_iter(LEAD, yaml.as_bytes());
    leads.find_map(|at| Some((at, SEPARATORS.into_iter().find(|c| yaml[at..].starts_with(*c))?)))
}

/// Returns the byte at a line and a column, both counted from 1 and the column in characters.
fn place_of(yaml: &str, line: usize, column: usize) -> usize {
    let before: usize = yaml.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &yaml[before..];
    before + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
}

/// Tells whether the text has to be looked at before the parser sees it: it may hold an anchor, an alias or a tag, or nest
/// too deep.
fn needs_look(yaml: &str, depth: usize) -> bool {
    may_hold_sign(yaml.as_bytes()) || may_nest_deeper(yaml, depth)
}

/// Tells whether the sign of an anchor, an alias or a tag stands where a value may begin. None begins within a word, as in
/// `R&D` and `Help!`, and only a tag has no name, so that `fish & chips` and `2 * 3` hold none.
fn may_hold_sign(yaml: &[u8]) -> bool {
    memchr3_iter(b'&', b'*', b'!', yaml).any(|at| {
        let is_within = at > 0 && yaml[at - 1].is_ascii_alphanumeric();
        let is_named = !matches!(yaml.get(at + 1), None | Some(b' ' | b'\t' | b'\n'));
        !is_within && (is_named || yaml[at] == b'!')
    })
}

/// Tells whether the value stays within the limits, counting its nodes.
fn within(value: &Tree, limits: Limits, depth: usize, nodes: &mut usize) -> bool {
    *nodes += 1;
    if *nodes > limits.nodes || depth == 0 {
        return false;
    }
    match value {
        Tree::Sequence(items) => items.iter().all(|item| within(item, limits, depth - 1, nodes)),
        Tree::Mapping(map) => map.iter().all(|(key, item)| {
            (key.is_string() || within(key, limits, depth - 1, nodes)) && within(item, limits, depth - 1, nodes)
        }),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_within_words_are_none() {
        for yaml in ["a: R&D\n", "a: Help!\nb: Q&A\n", "a: fish & chips\nb: 2 * 3\n", "a: x*y\n", "a: &\n"] {
            assert!(!may_hold_sign(yaml.as_bytes()), "{yaml:?}");
        }
        for yaml in ["a: &x b\n", "*x\n", "a: ! b\n", "[&x]", "{a:&x b}", "a: \"!x\"\n", "\u{85}&x"] {
            assert!(may_hold_sign(yaml.as_bytes()), "{yaml:?}");
        }
    }

    #[test]
    fn what_is_called_free_of_signs_holds_none() {
        const SIGNS: [&str; 18] =
            ["&", "&x", "*", "*x", "!", "!x", "a", "1", ": ", "- ", "\n", " ", "[", "]", "\"", "'", "|", "a: "];
        let mut seed = 3_u64;
        let mut next = |limit: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % limit
        };
        let mut free = 0;
        for _ in 0..60_000 {
            let length = 2 + next(10);
            let yaml: String = (0..length).map(|_| SIGNS[next(SIGNS.len())]).collect();
            if !may_hold_sign(yaml.as_bytes()) {
                free += 1;
                let found = offence::first(&yaml, 64);
                assert!(!matches!(found, Some((_, Offence::Sign(_)))), "{yaml:?}: {found:?}");
            }
        }
        assert!(free > 10_000, "{free}");
    }
}
