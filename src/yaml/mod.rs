//! YAML with places: front matter, `site.yaml` and the data files.
//!
//! Takes the text of a file and the range of it that is YAML; gives a [`Node`] to read typed values from, and a
//! [`Diagnostic`] with the exact place for each mistake. Reading costs no more than the parser: places are looked up in
//! a second pass, made only when there is something to report. Promises bounded time and memory: size, depth and
//! nesting are limited before the parser sees a byte, and anchors, aliases and tags are refused.

mod depth;
mod disguised;
mod doubts;
mod lists;
mod locate;
mod map;
mod messages;
mod node;
mod offence;
mod slips;
mod syntax;
mod written;

use std::ops::Range;
use std::sync::Arc;

use memchr::memchr3;
use serde_yaml::Value;

use crate::diag::{Diagnostic, Span, mistakes};

use self::depth::may_nest_deeper;
use self::offence::Offence;

pub use locate::{Mark, Step, locate, steps};
pub use map::Map;
pub use node::{Node, boolean, filled_text, number, words};
pub use slips::is_merge_mark;
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
        let value = match self.parse(limits) {
            Ok(value) => value,
            Err(diagnostic) => {
                diagnostics.push(*diagnostic);
                return None;
            }
        };
        disguised::check(self, &value, limits, diagnostics);
        let notes = node::Notes::on(self.yaml());
        let result = read(Node::root(&value, &notes));
        diagnostics.extend(notes.into_diagnostics(self));
        result
    }

    /// Parses the YAML within the limits.
    fn parse(&self, limits: Limits) -> Result<Value, Box<Diagnostic>> {
        let yaml = self.yaml();
        if yaml.len() > limits.bytes {
            return Err(Box::new(mistakes::yaml_too_large(self.span(0..1), yaml.len(), limits.bytes)));
        }
        // One of the two parsers takes these for line ends, the other does not, and readers see neither.
        let separator = SEPARATORS.into_iter().filter_map(|c| Some((yaml.find(c)?, c))).min();
        if let Some((at, c)) = separator {
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
        let value: Value = match serde_yaml::from_str(yaml) {
            Ok(value) => value,
            Err(error) => return Err(Box::new(self.syntax_error(&error, limits))),
        };
        if value.is_string()
            && let Some(error) = slips::first(yaml, yaml.len())
        {
            return Err(Box::new(mistakes::yaml_syntax(self.span(error.range), &error.message, &error.hint)));
        }
        let mut nodes = 0;
        if !within(&value, limits, limits.depth, &mut nodes) {
            let place = self.span(locate::find_beyond(yaml, limits).unwrap_or(0..1));
            return Err(Box::new(if nodes > limits.nodes {
                mistakes::yaml_too_many(place, limits.nodes)
            } else {
                mistakes::yaml_too_deep(place, limits.depth)
            }));
        }
        Ok(value)
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

/// Returns the byte at a line and a column, both counted from 1 and the column in characters.
fn place_of(yaml: &str, line: usize, column: usize) -> usize {
    let before: usize = yaml.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &yaml[before..];
    before + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
}

/// Tells whether the text has to be looked at before the parser sees it: it holds the sign of an anchor, an alias or a
/// tag, or may nest too deep.
fn needs_look(yaml: &str, depth: usize) -> bool {
    memchr3(b'&', b'*', b'!', yaml.as_bytes()).is_some() || may_nest_deeper(yaml, depth)
}

/// Tells whether the value stays within the limits, counting its nodes.
fn within(value: &Value, limits: Limits, depth: usize, nodes: &mut usize) -> bool {
    *nodes += 1;
    if *nodes > limits.nodes || depth == 0 {
        return false;
    }
    match value {
        Value::Sequence(items) => items.iter().all(|item| within(item, limits, depth - 1, nodes)),
        Value::Mapping(map) => map.iter().all(|(key, item)| {
            (key.is_string() || within(key, limits, depth - 1, nodes)) && within(item, limits, depth - 1, nodes)
        }),
        _ => true,
    }
}
