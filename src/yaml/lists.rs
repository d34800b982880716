//! Reading lists, in which nothing stands twice.
//!
//! Takes a node that is one; what stands there twice is noted with both places and left out.

use std::cell::RefCell;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use super::node::{Node, Path, list_line};
use super::value::key_text;
use super::{Step, Value, What};
use crate::diag::{Diagnostic, Span, mistakes};

impl Node<'_> {
    /// Reads a list in which nothing stands twice, each item by `read`; items that fail are left out, and noted.
    pub fn list<T>(self, read: impl Fn(Node<'_>) -> Option<T>) -> Option<Vec<T>> {
        let doubles = self.doubles();
        self.items(|node| match node.index().and_then(|at| doubles.get(&at)) {
            Some(first) => {
                node.note_double(*first, String::new(), mistakes::listed_twice);
                None
            }
            None => read(node),
        })
    }

    /// Reads a list of things that have names, none of which stands twice; `make` makes the diagnostic of one that does.
    pub fn distinct<T>(
        self,
        read: impl Fn(Node<'_>) -> Option<T>,
        name: impl Fn(&T) -> String,
        make: fn(Span, &str, Span) -> Diagnostic,
    ) -> Option<Vec<T>> {
        let first_of = RefCell::new(HashMap::<String, usize>::new());
        self.items(|node| {
            let item = read(node)?;
            let name = name(&item);
            let first = first_of.borrow().get(&name).copied();
            match (first, node.index()) {
                (Some(first), _) => {
                    node.note_double(first, name, make);
                    return None;
                }
                (None, Some(at)) => _ = first_of.borrow_mut().insert(name, at),
                (None, None) => {}
            }
            Some(item)
        })
    }

    /// Returns the place of each item that stands in this list before, with that of the first.
    fn doubles(&self) -> BTreeMap<usize, usize> {
        /// How many items are compared with each other; more of them are hashed.
        const FEW: usize = 12;
        let filled = self.value.items().enumerate().filter(|(_, item)| !item.is_null());
        let is_few = self.value.items().nth(FEW).is_none();
        let before = |at: usize| filled.clone().take_while(move |(before, _)| *before < at);
        let has_double = |(at, item): (usize, Value<'_>)| before(at).any(|(_, other)| item.may_equal(other));
        if is_few && !filled.clone().any(has_double) {
            return BTreeMap::new();
        }
        // Texts, as most are, need not be copied.
        match filled.clone().all(|(_, item)| matches!(item.what(), What::Text(_))) {
            true => doubles_of(filled.map(|(at, item)| (at, key_text(item)))),
            false => doubles_of(filled.map(|(at, item)| (at, item.to_tree()))),
        }
    }

    /// Returns the place of this item in its list.
    fn index(&self) -> Option<usize> {
        match self.path {
            Path::Index(_, at) => Some(at),
            _ => None,
        }
    }

    /// Notes that this item stands in its list before, at `first`; it is shown as it is written, or by its name.
    fn note_double(&self, first: usize, name: String, make: fn(Span, &str, Span) -> Diagnostic) {
        let shown = match self.value.what() {
            What::Text(_) | What::Number(_) => key_text(self.value).trim().to_owned(),
            _ => name,
        };
        let steps = self.path.steps();
        let mut other = steps.clone();
        other.pop();
        other.push(Step::Index(first));
        self.notes.add_pair(steps, other, Box::new(move |span, first| make(span, &shown, first)));
    }

    /// Reads a list in which things may stand twice, each item by `read`; items that fail are left out, and noted.
    pub fn items<T>(self, read: impl Fn(Node<'_>) -> Option<T>) -> Option<Vec<T>> {
        match self.value.what() {
            What::List => Some(
                self.value
                    .items()
                    .enumerate()
                    .filter_map(|(index, value)| {
                        read(Node { value, path: Path::Index(&self.path, index), notes: self.notes })
                    })
                    .collect(),
            ),
            What::Text(text) if matches!(self.path, Path::Key(..)) => {
                let (key, text) = (self.name().to_owned(), text.to_string());
                self.note(move |span| mistakes::text_for_list(span, &key, &text, list_line(&key, &text)));
                None
            }
            _ => self.wrong("a list"),
        }
    }
}

/// Returns the place of each item that comes before, with that of the first.
fn doubles_of<T: Eq + Hash>(items: impl Iterator<Item = (usize, T)>) -> BTreeMap<usize, usize> {
    let mut first_of = HashMap::new();
    let doubles = items.filter_map(|(at, item)| match first_of.entry(item) {
        Entry::Occupied(first) => Some((at, *first.get())),
        Entry::Vacant(place) => {
            place.insert(at);
            None
        }
    });
    doubles.collect()
}
