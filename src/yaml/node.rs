//! Typed reading of YAML values, noting every mistake instead of stopping at the first.
//!
//! Takes a parsed value; gives text, numbers, dates, lists and maps. A reader that finds something else notes it and
//! returns `None`, so that the caller goes on with the next key.

use super::notes::Notes;
use super::value::key_text;
use super::{Mark, Source, Step, Value, What, written};
use crate::diag::{Diagnostic, Span, is_control, mistakes};

/// The way from the root to a value; made of references, so that it costs nothing until a mistake is found.
#[derive(Clone, Copy)]
pub(super) enum Path<'a> {
    Root,
    Key(&'a Path<'a>, &'a str),
    Index(&'a Path<'a>, usize),
}

impl Path<'_> {
    /// Returns the steps from the root.
    pub(super) fn steps(&self) -> Vec<Step> {
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
    pub(super) fn owner(&self) -> String {
        match self {
            Path::Root => "this place".to_owned(),
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
    pub(super) value: Value<'a>,
    pub(super) path: Path<'a>,
    pub(super) notes: &'a Notes,
}

impl<'a> Node<'a> {
    /// Returns the root.
    pub(super) fn root(value: Value<'a>, notes: &'a Notes) -> Node<'a> {
        Node { value, path: Path::Root, notes }
    }

    /// Notes a mistake in this value.
    pub fn note(&self, make: impl FnOnce(Span) -> Diagnostic + 'static) {
        self.note_with(|span, _| make(span));
    }

    /// Notes a mistake at the key of this value.
    pub fn note_key(&self, make: impl FnOnce(Span) -> Diagnostic + 'static) {
        self.notes.add(self.path.steps(), Mark::Key, Box::new(move |span, _| make(span)));
    }

    /// Notes a mistake in this value that has to do with another place of the same YAML.
    pub fn note_with(&self, make: impl FnOnce(Span, &Source) -> Diagnostic + 'static) {
        self.notes.add(self.path.steps(), Mark::Value, Box::new(make));
    }

    /// Notes that the value is not what is expected there, and returns `None`.
    pub fn wrong<T>(&self, expected: &'static str) -> Option<T> {
        let owner = self.path.owner();
        let found = describe(self.value);
        let quotable = matches!(self.value.what(), What::Bool(_) | What::Number(_)) && expected.contains("text");
        let is_number = self.value.is_number();
        self.note(move |span| {
            // `1.10` is read as `1.1`: the message shows what the author knows.
            let written = span.excerpt.chars().skip(span.column - span.excerpt_column).take(span.width);
            let written: String = written.collect::<String>().trim().to_owned();
            let found = match is_number && written.contains(|c: char| c.is_ascii_digit()) {
                true => format!("the number `{written}`"),
                false => found,
            };
            mistakes::wrong_type(span, &owner, expected, &found, quotable)
        });
        None
    }

    /// Returns the raw value.
    pub fn value(&self) -> Value<'a> {
        self.value
    }

    /// Tells whether nothing stands there.
    pub fn is_null(&self) -> bool {
        self.value.is_null()
    }

    /// Reads text, which may have several lines; blanks around it are dropped.
    pub fn text(self) -> Option<String> {
        let What::Text(text) = self.value.what() else { return self.wrong("text") };
        if self.note_glued() {
            return None;
        }
        if self.note_control(text) {
            return None;
        }
        Some(text.trim().to_owned())
    }

    /// Notes a control character in the text of this value; tells whether there is one.
    fn note_control(&self, text: &str) -> bool {
        let found = control_in(text);
        if let Some(c) = found {
            let name = self.path.name().to_owned();
            self.note(move |span| mistakes::control_character(span, &name, c));
        }
        found.is_some()
    }

    /// Notes texts with control characters in a value whose keys are free, at any depth.
    pub fn note_controls(self) {
        match self.value.what() {
            What::Text(text) => _ = self.note_control(text),
            What::Map => _ = self.entries(|_, node| node.note_controls()),
            What::List => {
                _ = self.items(|node| {
                    node.note_controls();
                    Some(())
                })
            }
            _ => {}
        }
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

    /// Returns the way from the root to it, as [`steps`](super::steps) reads it: `menu[1].title`.
    pub fn place(&self) -> String {
        let mut place = String::new();
        for step in self.path.steps() {
            match step {
                Step::Key(key) if place.is_empty() => place = key,
                Step::Key(key) => place.extend([".", &key]),
                Step::Index(at) => place.push_str(&format!("[{at}]")),
            }
        }
        place
    }

    /// Returns the name of the innermost key, for messages.
    pub fn name(&self) -> &str {
        self.path.name()
    }

    /// Returns what stands for a date: a text, or figures that may be one.
    pub fn date_text(self) -> Option<String> {
        match self.value.what() {
            What::Text(_) => self.filled_text(),
            What::Number(_) => Some(key_text(self.value).into_owned()),
            _ => self.wrong("a date"),
        }
    }

    /// Reads text that people wrote for people, which is not empty; warns where a comment cuts it off.
    pub fn words(self) -> Option<String> {
        let text = self.filled_text()?;
        self.note_cut();
        Some(text)
    }

    /// Warns of a comment that cuts this text off.
    pub fn note_cut(&self) {
        if !self.notes.has_cuts() {
            return;
        }
        let steps = self.path.steps();
        if let Some(range) = self.notes.doubts.cut.get(&steps).cloned() {
            let (owner, empty) = (self.path.owner(), self.value.is_null());
            let make = move |_, source: &Source| mistakes::text_cut(source.span(range), &owner, empty);
            self.notes.add(steps, Mark::Value, Box::new(make));
        }
    }

    /// Warns of comments that cut off texts of several words in this value or inside it.
    pub fn note_cut_inside(self) {
        if !self.notes.has_cuts() {
            return;
        }
        match self.value.what() {
            What::Text(text) if text.contains(' ') => self.note_cut(),
            What::List => {
                _ = self.items(|node| {
                    node.note_cut_inside();
                    Some(())
                });
            }
            What::Map => _ = self.entries(|_, node| node.note_cut_inside()),
            _ => {}
        }
    }

    /// Reports an item that is glued to this one; tells whether there is one.
    fn note_glued(&self) -> bool {
        if self.notes.doubts.glued.is_empty() {
            return false;
        }
        let steps = self.path.steps();
        let Some(range) = self.notes.doubts.glued.get(&steps).cloned() else { return false };
        let make = move |_, source: &Source| mistakes::glued_item(source.span(range));
        self.notes.add(steps, Mark::Value, Box::new(make));
        true
    }

    /// Reads `true` or `false`.
    pub fn boolean(self) -> Option<bool> {
        match self.value.what() {
            What::Bool(value) => Some(*value),
            _ => {
                let (found, shown) = (key_text(self.value).into_owned(), describe(self.value));
                let name = self.path.name().to_owned();
                self.note(move |span| mistakes::not_boolean(span, &name, &found, &shown));
                None
            }
        }
    }

    /// Reads a whole number from 0 up; noughts before it and quotes around it do not change what it means.
    pub fn number(self) -> Option<u32> {
        let number = match self.value.what() {
            What::Number(number) => number.as_u64().and_then(|number| u32::try_from(number).ok()),
            What::Text(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().ok(),
            _ => None,
        };
        number.or_else(|| {
            let (found, name) = (describe(self.value), self.path.name().to_owned());
            let figures = figures_in(&key_text(self.value));
            self.note(move |span| mistakes::not_number(span, &name, &found, figures));
            None
        })
    }

    /// Reads a map by handing each key, as text, and its value to `read`.
    pub fn entries(self, mut read: impl FnMut(&str, Node<'_>)) -> Option<()> {
        match self.value.what() {
            What::Map => {
                for (key, value) in self.value.entries() {
                    let key = key_text(key);
                    read(&key, Node { value, path: Path::Key(&self.path, &key), notes: self.notes });
                }
                Some(())
            }
            _ => self.wrong("keys with values"),
        }
    }
}

/// Returns the first character of a text that none can hold.
fn control_in(text: &str) -> Option<char> {
    // All bytes are looked at, whatever is found, for then several are looked at in one step.
    let is_plain = text.bytes().fold(true, |plain, byte| plain & (0x20..0x7f).contains(&byte));
    if is_plain {
        return None;
    }
    text.chars().find(|c| is_control(*c) && !matches!(c, '\n' | '\t'))
}

/// Describes a value in a few words, for messages.
fn describe(value: Value<'_>) -> String {
    match value.what() {
        What::Nothing => "nothing".to_owned(),
        What::Bool(value) => format!("`{value}`"),
        What::Number(number) => format!("the number `{number}`"),
        What::Text(text) if text.chars().count() <= 40 => format!("the text `{text}`"),
        What::Text(_) => "a text".to_owned(),
        What::List => "a list".to_owned(),
        What::Map => "keys with values".to_owned(),
        What::Tagged(_) => "a tagged value".to_owned(),
    }
}

/// Returns the line that makes a list of a text, where commas part single words or nothing is to be parted.
pub(super) fn list_line(key: &str, text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let clear = text.len() < 80 && (parts.len() == 1 || parts.iter().all(|part| !part.contains(' ')));
    clear.then(|| format!("{key}: [{}]", parts.iter().map(|part| written(part)).collect::<Vec<_>>().join(", ")))
}

/// Returns the one whole number that a text names, such as 12 of `No. 12`.
fn figures_in(text: &str) -> Option<u32> {
    let mut runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    let number = runs.next()?.parse().ok();
    number.filter(|_| runs.next().is_none() && !text.contains('-'))
}

/// Reads text that is not empty; [`Node::filled_text`] as a function that can be handed on.
pub fn filled_text(node: Node<'_>) -> Option<String> {
    node.filled_text()
}

/// Reads text that people wrote for people; [`Node::words`] as a function that can be handed on.
pub fn words(node: Node<'_>) -> Option<String> {
    node.words()
}

/// Reads `true` or `false`; [`Node::boolean`] as a function that can be handed on.
pub fn boolean(node: Node<'_>) -> Option<bool> {
    node.boolean()
}

/// Reads a whole number from 0 up; [`Node::number`] as a function that can be handed on.
pub fn number(node: Node<'_>) -> Option<u32> {
    node.number()
}
