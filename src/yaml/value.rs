//! Values of YAML, one after the other in one row, each with the number of those that it holds.

use std::borrow::Cow;

use serde_yaml::{Number, Value as Tree};

/// How many keys of a map are compared with each other; more of them are hashed.
pub(super) const FEW_KEYS: usize = 32;

/// What stands in messages for a key that is a list or a map.
pub(super) const NO_TEXT: &str = "?";

/// What a value is.
#[derive(Debug)]
pub enum What<'t> {
    /// Nothing at all.
    Nothing,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text.
    Text(Cow<'t, str>),
    /// A list; its items follow.
    List,
    /// Keys with values; each key follows, and then its value.
    Map,
    /// A value with a tag.
    Tagged(Box<Tree>),
}

/// A value of the row.
#[derive(Debug)]
pub(super) struct Item<'t> {
    /// What it is.
    pub(super) what: What<'t>,
    /// How many values of the row belong to it, with itself.
    pub(super) length: usize,
}

/// What a key without a value has.
static NOTHING: [Item<'static>; 1] = [Item { what: What::Nothing, length: 1 }];

/// One value, with what it holds.
#[derive(Clone, Copy, Debug)]
pub struct Value<'a>(pub(super) &'a [Item<'a>]);

impl<'a> Value<'a> {
    /// Returns the value of a key that has none.
    pub(super) fn nothing() -> Value<'static> {
        Value(&NOTHING)
    }

    /// Returns what it is.
    pub fn what(self) -> &'a What<'a> {
        &self.0[0].what
    }

    /// Tells whether there is nothing.
    pub fn is_null(self) -> bool {
        match self.what() {
            What::Nothing => true,
            What::Tagged(tree) => tree.is_null(),
            _ => false,
        }
    }

    /// Tells whether it is a number.
    pub(super) fn is_number(self) -> bool {
        match self.what() {
            What::Number(_) => true,
            What::Tagged(tree) => tree.is_number(),
            _ => false,
        }
    }

    /// Tells whether it has keys with values.
    pub fn is_map(self) -> bool {
        match self.what() {
            What::Map => true,
            What::Tagged(tree) => tree.is_mapping(),
            _ => false,
        }
    }

    /// Tells whether it is a text.
    pub(super) fn is_text(self) -> bool {
        match self.what() {
            What::Text(_) => true,
            What::Tagged(tree) => tree.is_string(),
            _ => false,
        }
    }

    /// Returns the items, if it is a list.
    pub fn items(self) -> impl Iterator<Item = Value<'a>> + Clone {
        Values(if matches!(self.what(), What::List) { &self.0[1..] } else { &[] })
    }

    /// Returns the keys with their values, if it is a map.
    pub fn entries(self) -> impl Iterator<Item = (Value<'a>, Value<'a>)> + Clone {
        Entries(Values(if matches!(self.what(), What::Map) { &self.0[1..] } else { &[] }))
    }

    /// Returns the value of a key, if it is a map. Looking at each key of a few costs less than hashing the one.
    pub fn get(self, key: &str) -> Option<Value<'a>> {
        self.entries().find_map(|(known, value)| known.is(key).then_some(value))
    }

    /// Returns the text, if it is one.
    pub fn text(self) -> Option<&'a str> {
        match self.what() {
            What::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Tells whether it is this text.
    pub(super) fn is(self, text: &str) -> bool {
        matches!(self.what(), What::Text(own) if own == text)
    }

    /// Tells whether it may be equal to another value; what is not cheap to compare may.
    pub(super) fn may_equal(self, other: Value<'_>) -> bool {
        let is_as_long = self.0.len() == other.0.len();
        match (self.what(), other.what()) {
            (What::Text(text), What::Text(other)) => text == other,
            (What::Bool(value), What::Bool(other)) => value == other,
            (What::Map, What::Map) if is_as_long && self.0.len() < FEW_KEYS => {
                self.entries().all(|(key, value)| match key.what() {
                    What::Text(key) => other.get(key).is_some_and(|other| value.may_equal(other)),
                    _ => true,
                })
            }
            (what, other) => is_as_long && std::mem::discriminant(what) == std::mem::discriminant(other),
        }
    }

    /// Returns it as the parser would have made it, to be kept.
    pub fn to_tree(self) -> Tree {
        match self.what() {
            What::Nothing => Tree::Null,
            What::Bool(value) => Tree::Bool(*value),
            What::Number(number) => Tree::Number(number.clone()),
            What::Text(text) => Tree::String(text.to_string()),
            What::List => Tree::Sequence(self.items().map(Value::to_tree).collect()),
            What::Map => Tree::Mapping(self.entries().map(|(key, value)| (key.to_tree(), value.to_tree())).collect()),
            What::Tagged(tree) => (**tree).clone(),
        }
    }
}

/// Values one after the other, each with what it holds.
#[derive(Clone)]
pub(super) struct Values<'a>(pub(super) &'a [Item<'a>]);

impl<'a> Iterator for Values<'a> {
    type Item = Value<'a>;

    fn next(&mut self) -> Option<Value<'a>> {
        let (value, rest) = self.0.split_at(self.0.first()?.length);
        self.0 = rest;
        Some(Value(value))
    }
}

/// Keys and values in turn.
#[derive(Clone)]
pub(super) struct Entries<'a>(pub(super) Values<'a>);

impl<'a> Iterator for Entries<'a> {
    type Item = (Value<'a>, Value<'a>);

    fn next(&mut self) -> Option<(Value<'a>, Value<'a>)> {
        Some((self.0.next()?, self.0.next()?))
    }
}

/// Returns a key as text: YAML allows any value as a key.
pub(super) fn key_text(key: Value<'_>) -> Cow<'_, str> {
    match key.what() {
        What::Text(text) => Cow::Borrowed(text),
        What::Bool(value) => Cow::Owned(value.to_string()),
        What::Number(number) => Cow::Owned(number.to_string()),
        What::Nothing => Cow::Borrowed("null"),
        _ => Cow::Borrowed(NO_TEXT),
    }
}

/// Returns a bit that tells most keys of a map apart.
pub(super) fn bit_of(key: &str) -> u64 {
    let bytes = key.as_bytes();
    let (first, last) = (bytes.first().copied().unwrap_or(0), bytes.last().copied().unwrap_or(0));
    1 << (usize::from(first).wrapping_mul(7).wrapping_add(usize::from(last).wrapping_mul(3)).wrapping_add(bytes.len())
        % 64)
}
