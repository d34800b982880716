//! Reading a mapping key by key.
//!
//! Takes a node that is one; what nobody asked for is unknown, and noted with the key that was probably meant.

use super::node::{Node, Path, filled_text, words};
use super::slips::{is_odd_blank, name_of};
use super::value::{bit_of, key_text};
use super::written::line;
use super::{Mark, Source, Step, Value, What, steps};
use crate::diag::{Diagnostic, Span, closest, mistakes};

/// A map being read key by key.
pub struct Map<'a> {
    node: Node<'a>,
    /// A bit for each key.
    bits: u64,
    /// The keys that were asked for and are there, a bit for each of the first 64.
    taken: u64,
    known: Vec<&'static str>,
    missing: Vec<&'static str>,
    /// Unknown keys of which enough was said.
    told: Vec<String>,
}

impl Node<'_> {
    /// Reads a map: `read` takes its keys, and what it did not take is unknown.
    pub fn map<T>(self, read: impl FnOnce(&mut Map<'_>) -> Option<T>) -> Option<T> {
        match self.value.what() {
            What::Map => {
                let mut map = Map::new(self);
                let result = read(&mut map);
                map.finish();
                result
            }
            _ => self.wrong("keys with values"),
        }
    }
}

impl<'a> Map<'a> {
    /// Returns a mapping of which nothing was read yet.
    pub(super) fn new(node: Node<'a>) -> Map<'a> {
        let bits = node.value.entries().fold(0, |bits, (key, _)| match key.what() {
            What::Text(key) => bits | bit_of(key),
            _ => bits,
        });
        Map { node, bits, taken: 0, known: Vec::with_capacity(16), missing: Vec::new(), told: Vec::new() }
    }

    /// Returns the value of `key`, and its place among the keys. Most of those that are asked for are not there, which
    /// mostly a bit tells.
    fn find(&self, key: &str) -> Option<(usize, Value<'a>)> {
        if self.bits & bit_of(key) == 0 {
            return None;
        }
        self.node.value.entries().enumerate().find_map(|(at, (known, value))| known.is(key).then_some((at, value)))
    }

    /// Returns the value of `key`.
    fn get(&self, key: &str) -> Option<Value<'a>> {
        self.find(key).map(|(_, value)| value)
    }

    /// Tells whether each key was asked for.
    fn is_taken(&self) -> bool {
        self.taken.count_ones() as usize == self.node.value.entries().count()
    }

    /// Reads the value of `key`, if it is there and not empty.
    pub fn field<T>(&mut self, key: &'static str, read: impl FnOnce(Node<'_>) -> Option<T>) -> Option<T> {
        self.known.push(key);
        let (at, value) = self.find(key)?;
        self.taken |= 1_u64.checked_shl(at as u32).unwrap_or(0);
        if value.is_null() {
            return None;
        }
        read(Node { value, path: Path::Key(&self.node.path, key), notes: self.node.notes })
    }

    /// Reads the value of `key`, and notes when it is missing.
    pub fn required<T>(&mut self, key: &'static str, read: impl FnOnce(Node<'_>) -> Option<T>) -> Option<T> {
        if self.get(key).is_none_or(Value::is_null) {
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
        self.node.notes.add(self.node.path.steps(), Mark::Key, Box::new(make));
    }

    /// Reads text.
    pub fn text(&mut self, key: &'static str) -> Option<String> {
        self.field(key, filled_text)
    }

    /// Reads text that people wrote for people, and warns where a comment cuts it off, or leaves nothing of it.
    pub fn words(&mut self, key: &'static str) -> Option<String> {
        // Without a comment behind a text nothing is cut off.
        if self.node.notes.has_cuts() && self.is_blank(key) {
            Node { value: Value::nothing(), path: Path::Key(&self.node.path, key), notes: self.node.notes }.note_cut();
        }
        self.field(key, words)
    }

    /// Tells whether the key is there, with a value.
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some_and(|value| !value.is_null())
    }

    /// Tells whether the key is there without a value.
    pub fn is_blank(&self, key: &str) -> bool {
        self.get(key).is_some_and(Value::is_null)
    }

    /// Returns those of `keys` that are there without a value.
    pub fn blank_keys(&self, keys: &[&'static str]) -> Vec<&'static str> {
        let blank = self.node.value.entries().filter(|(_, value)| value.is_null()).map(|(key, _)| key_text(key));
        blank.filter_map(|blank| keys.iter().copied().find(|key| **key == *blank)).collect()
    }

    /// Returns the keys that were not asked for, with their values; those that differ from known ones only in capitals are
    /// left out.
    pub fn unknown(&self) -> Vec<(String, Value<'a>)> {
        if self.is_taken() {
            return Vec::new();
        }
        let pairs = self.node.value.entries().map(|(key, value)| (key_text(key), value));
        let is_known = |key: &str| self.known.contains(&key) || self.known.contains(&key.to_lowercase().as_str());
        pairs.filter(|(key, _)| !is_known(key)).map(|(key, value)| (key.into_owned(), value)).collect()
    }

    /// Notes that enough was said of an unknown key.
    pub fn told(&mut self, key: String) {
        self.told.push(key);
    }

    /// Tells whether enough was said of a key.
    fn is_told(&self, key: &str) -> bool {
        self.told.iter().any(|told| told == key)
    }

    /// Returns the known keys that unknown ones seem to be meant for.
    pub fn misspelt(&self) -> Vec<&'static str> {
        if self.is_taken() {
            return Vec::new();
        }
        let keys = self.node.value.entries().map(|(key, _)| key_text(key));
        let unknown = keys.filter(|key| !self.known.contains(&&**key) && !self.is_told(key));
        unknown.filter_map(|key| meant_key(&key, &self.known)).collect()
    }

    /// Notes a mistake in one value that has to do with another, each by its path from this map, such as `acts[1].date`.
    pub fn note_pair(&self, path: &str, other: &str, make: impl FnOnce(Span, Span) -> Diagnostic + 'static) {
        let steps = |path: &str| [self.node.path.steps(), steps(path)].concat();
        self.node.notes.add_pair(steps(path), steps(other), Box::new(make));
    }

    /// Notes a mistake at a key of this map.
    pub fn note_key(&self, key: &str, make: impl FnOnce(Span) -> Diagnostic + 'static) {
        let mut steps = self.node.path.steps();
        steps.push(Step::Key(key.to_owned()));
        let make = move |span, _: &Source| make(span);
        self.node.notes.add(steps, Mark::Key, Box::new(make));
    }

    /// Returns the map as a node, to note a mistake in it as a whole.
    pub fn node(&self) -> Node<'_> {
        self.node
    }

    /// Notes every key that was not asked for, and those that are missing and were not merely misspelt.
    pub(super) fn finish(self) {
        let misspelt = if self.missing.is_empty() { Vec::new() } else { self.misspelt() };
        for key in self.missing.iter().filter(|key| !misspelt.contains(key)) {
            self.note_missing(key);
        }
        if self.is_taken() {
            return;
        }
        for (key, _) in self.node.value.entries() {
            let key = key_text(key);
            if !self.known.contains(&&*key) && !self.is_told(&key) {
                let known = self.known.clone();
                let name = key.clone().into_owned();
                self.note_key(&key, move |span| {
                    odd_key(&span, &name, &known).unwrap_or_else(|| mistakes::unknown_key(span, &name, &known))
                });
            }
        }
    }
}

/// Explains a key that is a known one with something unseen, or with its value glued to it.
fn odd_key(span: &Span, key: &str, known: &[&str]) -> Option<Diagnostic> {
    let bare = key.trim_matches(is_odd_blank);
    if let Some((name, value)) = bare.split_once(':').filter(|(name, _)| known.contains(name)) {
        let hint = format!("write `{}`", line(name, value));
        return Some(mistakes::yaml_syntax(span.clone(), &format!("a blank is missing after `{name}:`"), &hint));
    }
    let unseen = key.chars().find(|c| is_odd_blank(*c)).filter(|_| known.contains(&bare))?;
    Some(mistakes::unseen_in_key(span.clone(), bare, &name_of(unseen)))
}

/// Returns the known key that an unknown one seems to be meant for.
fn meant_key(key: &str, known: &[&'static str]) -> Option<&'static str> {
    let bare = key.trim_matches(is_odd_blank);
    let bare = bare.split_once(':').map_or(bare, |(name, _)| name);
    known.iter().copied().find(|known| *known == bare).or_else(|| closest(bare, known.iter().copied()))
}
