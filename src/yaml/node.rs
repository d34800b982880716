//! Typed reading of YAML values, noting every mistake instead of stopping at the first.
//!
//! Takes a parsed value; gives text, numbers, dates, lists and maps. A reader that finds something else notes it and
//! returns `None`, so that the caller goes on with the next key.

use std::cell::RefCell;

use serde_yaml::{Mapping, Value};

use super::locate::Places;
use super::{Mark, Source, Step, locate};
use crate::diag::{Diagnostic, MISTAKES_LIMIT, Span, closest, is_control, mistakes};

/// Makes a diagnostic once the place is known.
type Make = Box<dyn FnOnce(Span, &Source) -> Diagnostic>;

/// The mistakes found so far in one piece of YAML.
#[derive(Default)]
pub(super) struct Notes(RefCell<Vec<(Vec<Step>, Mark, Make)>>);

impl Notes {
    /// Turns the notes into diagnostics, looking up the places.
    pub(super) fn into_diagnostics(self, source: &Source) -> Vec<Diagnostic> {
        let notes = self.0.into_inner();
        if notes.is_empty() {
            return Vec::new();
        }
        let places = Places::new(source.yaml());
        let count = notes.len();
        let mut diagnostics = Vec::with_capacity(count.min(MISTAKES_LIMIT + 1));
        for (steps, mark, make) in notes.into_iter().take(MISTAKES_LIMIT) {
            diagnostics.push(make(source.span(places.locate(&steps, mark)), source));
        }
        if count > MISTAKES_LIMIT {
            diagnostics.push(mistakes::too_many_mistakes(source.span(0..1), MISTAKES_LIMIT));
        }
        diagnostics
    }
}

/// The way from the root to a value; made of references, so that it costs nothing until a mistake is found.
#[derive(Clone, Copy)]
enum Path<'a> {
    Root,
    Key(&'a Path<'a>, &'a str),
    Index(&'a Path<'a>, usize),
}

impl Path<'_> {
    /// Returns the steps from the root.
    fn steps(&self) -> Vec<Step> {
        match self {
            Path::Root => Vec::new(),
            Path::Key(parent, key) => {
                let mut steps = parent.steps();
                steps.push(Step::Key((*key).to_owned()));
                steps
            }
            Path::Index(parent, index) => {
                let mut steps = parent.steps();
                steps.push(Step::Index(*index));
                steps
            }
        }
    }

    /// Returns what a value here is the value of, for messages.
    fn owner(&self) -> String {
        match self {
            Path::Root => "the YAML here".to_owned(),
            Path::Key(_, key) => format!("`{key}`"),
            Path::Index(Path::Root, _) => "an item of the list".to_owned(),
            Path::Index(..) => format!("an item of `{}`", self.name()),
        }
    }

    /// Returns the name of the innermost key, for messages.
    fn name(&self) -> &str {
        match self {
            Path::Root => "the file",
            Path::Key(_, key) => key,
            Path::Index(parent, _) => parent.name(),
        }
    }
}

/// One value, with the way to it.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    value: &'a Value,
    path: Path<'a>,
    notes: &'a Notes,
}

impl<'a> Node<'a> {
    /// Returns the root.
    pub(super) fn root(value: &'a Value, notes: &'a Notes) -> Node<'a> {
        Node { value, path: Path::Root, notes }
    }

    /// Notes a mistake in this value.
    pub fn note(&self, make: impl FnOnce(Span) -> Diagnostic + 'static) {
        self.note_with(|span, _| make(span));
    }

    /// Notes a mistake in this value that has to do with another place of the same YAML.
    pub fn note_with(&self, make: impl FnOnce(Span, &Source) -> Diagnostic + 'static) {
        self.notes.0.borrow_mut().push((self.path.steps(), Mark::Value, Box::new(make)));
    }

    /// Notes that the value is not what is expected there, and returns `None`.
    pub fn wrong<T>(&self, expected: &'static str) -> Option<T> {
        let owner = self.path.owner();
        let found = describe(self.value);
        let quotable = matches!(self.value, Value::Bool(_) | Value::Number(_)) && expected.contains("text");
        self.note(move |span| mistakes::wrong_type(span, &owner, expected, &found, quotable));
        None
    }

    /// Returns the raw value.
    pub fn value(&self) -> &'a Value {
        self.value
    }

    /// Tells whether nothing stands there.
    pub fn is_null(&self) -> bool {
        self.value.is_null()
    }

    /// Reads text, which may have several lines; blanks around it are dropped.
    pub fn text(self) -> Option<String> {
        let Value::String(text) = self.value else { return self.wrong("text") };
        if let Some(c) = text.chars().find(|c| is_control(*c) && !matches!(c, '\n' | '\t')) {
            let name = self.path.name().to_owned();
            self.note(move |span| mistakes::control_character(span, &name, c));
            return None;
        }
        Some(text.trim().to_owned())
    }

    /// Reads text that is not empty.
    pub fn filled_text(self) -> Option<String> {
        let text = self.text()?;
        if text.is_empty() {
            let name = self.path.name().to_owned();
            self.note(move |span| mistakes::empty_text(span, &name));
            return None;
        }
        Some(text)
    }

    /// Reads `true` or `false`.
    pub fn boolean(self) -> Option<bool> {
        match self.value {
            Value::Bool(value) => Some(*value),
            Value::String(text) => {
                let text = text.clone();
                let name = self.path.name().to_owned();
                self.note(move |span| mistakes::not_boolean(span, &name, &text));
                None
            }
            _ => self.wrong("`true` or `false`"),
        }
    }

    /// Reads a whole number from 0 up.
    pub fn number(self) -> Option<u32> {
        match self.value {
            Value::Number(number) => match number.as_u64().and_then(|number| u32::try_from(number).ok()) {
                Some(number) => Some(number),
                None => self.wrong("a whole number from 0 up"),
            },
            _ => self.wrong("a whole number from 0 up"),
        }
    }

    /// Reads a list, each item by `read`; items that fail are left out, and noted.
    pub fn list<T>(self, read: impl Fn(Node<'_>) -> Option<T>) -> Option<Vec<T>> {
        match self.value {
            Value::Sequence(items) => Some(
                items
                    .iter()
                    .enumerate()
                    .filter_map(|(index, value)| {
                        read(Node { value, path: Path::Index(&self.path, index), notes: self.notes })
                    })
                    .collect(),
            ),
            _ => self.wrong("a list"),
        }
    }

    /// Reads a map: `read` takes its keys, and what it did not take is unknown.
    pub fn map<T>(self, read: impl FnOnce(&mut Map<'_>) -> Option<T>) -> Option<T> {
        match self.value {
            Value::Mapping(mapping) => {
                let mut map = Map { mapping, node: self, known: Vec::with_capacity(16), missing: Vec::new() };
                let result = read(&mut map);
                map.finish();
                result
            }
            _ => self.wrong("a map of keys and values"),
        }
    }

    /// Reads a map by handing each key, as text, and its value to `read`.
    pub fn entries(self, mut read: impl FnMut(&str, Node<'_>)) -> Option<()> {
        match self.value {
            Value::Mapping(mapping) => {
                for (key, value) in mapping {
                    let key = key_text(key);
                    read(&key, Node { value, path: Path::Key(&self.path, &key), notes: self.notes });
                }
                Some(())
            }
            _ => self.wrong("a map of keys and values"),
        }
    }
}

/// A map being read key by key.
pub struct Map<'a> {
    mapping: &'a Mapping,
    node: Node<'a>,
    known: Vec<&'static str>,
    missing: Vec<&'static str>,
}

impl Map<'_> {
    /// Reads the value of `key`, if it is there and not empty.
    pub fn field<T>(&mut self, key: &'static str, read: impl FnOnce(Node<'_>) -> Option<T>) -> Option<T> {
        self.known.push(key);
        let value = self.mapping.get(key).filter(|value| !value.is_null())?;
        read(Node { value, path: Path::Key(&self.node.path, key), notes: self.node.notes })
    }

    /// Reads the value of `key`, and notes when it is missing.
    pub fn required<T>(&mut self, key: &'static str, read: impl FnOnce(Node<'_>) -> Option<T>) -> Option<T> {
        if self.mapping.get(key).is_none_or(Value::is_null) {
            self.known.push(key);
            self.missing.push(key);
            return None;
        }
        self.field(key, read)
    }

    /// Notes that `key` is missing, or where it stands without a value.
    fn note_missing(&self, key: &'static str) {
        if self.is_blank(key) {
            self.note_key(key, move |span| mistakes::empty_required(span, key));
            return;
        }
        let owner = Some(self.node.path.owner()).filter(|_| !matches!(self.node.path, Path::Root));
        let make = move |span, _: &Source| mistakes::missing_key(span, key, owner.as_deref());
        self.node.notes.0.borrow_mut().push((self.node.path.steps(), Mark::Key, Box::new(make)));
    }

    /// Reads text.
    pub fn text(&mut self, key: &'static str) -> Option<String> {
        self.field(key, filled_text)
    }

    /// Tells whether the key is there, with a value.
    pub fn has(&self, key: &str) -> bool {
        self.mapping.get(key).is_some_and(|value| !value.is_null())
    }

    /// Tells whether the key is there without a value.
    pub fn is_blank(&self, key: &str) -> bool {
        self.mapping.get(key).is_some_and(Value::is_null)
    }

    /// Returns those of `keys` that are there without a value.
    pub fn blank_keys(&self, keys: &[&'static str]) -> Vec<&'static str> {
        let blank = self.mapping.iter().filter(|(_, value)| value.is_null()).map(|(key, _)| key_text(key));
        blank.filter_map(|blank| keys.iter().copied().find(|key| **key == *blank)).collect()
    }

    /// Returns the known keys that unknown ones seem to be meant for.
    pub fn misspelt(&self) -> Vec<&'static str> {
        let unknown = self.mapping.keys().map(key_text).filter(|key| !self.known.contains(&key.as_str()));
        unknown.filter_map(|key| closest(&key, self.known.iter().copied())).collect()
    }

    /// Notes a mistake in the value of one key that has to do with the value of another.
    pub fn note_pair(&self, key: &str, other: &str, make: impl FnOnce(Span, Span) -> Diagnostic + 'static) {
        let steps = |key: &str| {
            let mut steps = self.node.path.steps();
            steps.push(Step::Key(key.to_owned()));
            steps
        };
        let other = steps(other);
        let make = move |span, source: &Source| make(span, source.span(locate(source.yaml(), &other, Mark::Value)));
        self.node.notes.0.borrow_mut().push((steps(key), Mark::Value, Box::new(make)));
    }

    /// Notes a mistake at a key of this map.
    pub fn note_key(&self, key: &str, make: impl FnOnce(Span) -> Diagnostic + 'static) {
        let mut steps = self.node.path.steps();
        steps.push(Step::Key(key.to_owned()));
        let make = move |span, _: &Source| make(span);
        self.node.notes.0.borrow_mut().push((steps, Mark::Key, Box::new(make)));
    }

    /// Returns the map as a node, to note a mistake in it as a whole.
    pub fn node(&self) -> Node<'_> {
        self.node
    }

    /// Notes every key that was not asked for, and those that are missing and were not merely misspelt.
    fn finish(self) {
        let misspelt = if self.missing.is_empty() { Vec::new() } else { self.misspelt() };
        for key in self.missing.iter().filter(|key| !misspelt.contains(key)) {
            self.note_missing(key);
        }
        for key in self.mapping.keys() {
            let key = key_text(key);
            if !self.known.contains(&key.as_str()) {
                let known = self.known.clone();
                let name = key.clone();
                self.note_key(&key, move |span| mistakes::unknown_key(span, &name, &known));
            }
        }
    }
}

/// Returns a key as text: YAML allows any value as a key.
fn key_text(key: &Value) -> String {
    match key {
        Value::String(text) => text.clone(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Null => "null".to_owned(),
        _ => "?".to_owned(),
    }
}

/// Describes a value in a few words, for messages.
fn describe(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(value) => format!("`{value}`"),
        Value::Number(number) => format!("the number `{number}`"),
        Value::String(text) if text.chars().count() <= 40 => format!("the text `{text}`"),
        Value::String(_) => "a text".to_owned(),
        Value::Sequence(_) => "a list".to_owned(),
        Value::Mapping(_) => "a map".to_owned(),
        Value::Tagged(_) => "a tagged value".to_owned(),
    }
}

/// Reads text that is not empty; [`Node::filled_text`] as a function that can be handed on.
pub fn filled_text(node: Node<'_>) -> Option<String> {
    node.filled_text()
}

/// Reads `true` or `false`; [`Node::boolean`] as a function that can be handed on.
pub fn boolean(node: Node<'_>) -> Option<bool> {
    node.boolean()
}

/// Reads a whole number from 0 up; [`Node::number`] as a function that can be handed on.
pub fn number(node: Node<'_>) -> Option<u32> {
    node.number()
}
