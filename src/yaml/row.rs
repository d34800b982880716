//! Reading a piece of YAML into one row of values.
//!
//! Takes the text; gives each value with the number of those that it holds. No tree is made: a text that stands in the file
//! as it is read is borrowed from it, and nothing is allocated for a list or a map. What is out of the ordinary (a key that
//! is no text, one that stands twice, a tag, too much of anything) is left to the parser's own values, whose errors are
//! those that authors are told.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_yaml::Value as Tree;

use super::value::{Entries, FEW_KEYS, Item, Value, Values, What, bit_of};
use super::{Limits, may_hold_sign};

/// All values of a piece of YAML.
#[derive(Debug)]
pub(super) struct Row<'t>(Vec<Item<'t>>);

impl<'t> Row<'t> {
    /// Reads the values of a text; none where it is not read as it usually is, be it wrong or merely unusual.
    pub(super) fn read(yaml: &'t str, limits: Limits) -> Option<Row<'t>> {
        // A value takes some ten bytes of front matter and data.
        let mut items = Vec::with_capacity(yaml.len() / 10 + 8);
        let has_signs = may_hold_sign(yaml.as_bytes());
        let reader = Reader { items: &mut items, depth: limits.depth, most: limits.nodes, has_signs, is_key: false };
        reader.deserialize(serde_yaml::Deserializer::from_str(yaml)).ok()?;
        Some(Row(items))
    }

    /// Returns the row of values that the parser has made a tree of.
    pub(super) fn of(tree: &Tree) -> Row<'static> {
        let mut items = Vec::new();
        push_tree(&mut items, tree);
        Row(items)
    }

    /// Returns the outermost value.
    pub(super) fn root(&self) -> Value<'_> {
        Value(&self.0)
    }
}

/// Appends a value and what it holds.
fn push_tree(items: &mut Vec<Item<'static>>, tree: &Tree) {
    let at = items.len();
    let what = match tree {
        Tree::Null => What::Nothing,
        Tree::Bool(value) => What::Bool(*value),
        Tree::Number(number) => What::Number(number.clone()),
        Tree::String(text) => What::Text(Cow::Owned(text.clone())),
        Tree::Sequence(_) => What::List,
        Tree::Mapping(_) => What::Map,
        Tree::Tagged(_) => What::Tagged(Box::new(tree.clone())),
    };
    items.push(Item { what, length: 1 });
    match tree {
        Tree::Sequence(list) => list.iter().for_each(|item| push_tree(items, item)),
        Tree::Mapping(map) => map.iter().for_each(|(key, value)| {
            push_tree(items, key);
            push_tree(items, value);
        }),
        _ => {}
    }
    items[at].length = items.len() - at;
}

/// Takes one value from the parser, and what it holds.
struct Reader<'r, 't> {
    items: &'r mut Vec<Item<'t>>,
    /// How many levels may still be opened.
    depth: usize,
    /// How long the row may become.
    most: usize,
    /// Whether there may be tags, of keys too.
    has_signs: bool,
    /// Whether the value is a key.
    is_key: bool,
}

impl<'t> Reader<'_, 't> {
    /// Returns a reader of what the value holds: of a key, or of another value.
    fn inner(&mut self, is_key: bool) -> Reader<'_, 't> {
        Reader { items: self.items, depth: self.depth - 1, is_key, ..*self }
    }

    /// Appends a value that holds nothing.
    fn push<E>(self, what: What<'t>) -> Result<(), E> {
        self.items.push(Item { what, length: 1 });
        Ok(())
    }
}

impl<'t> DeserializeSeed<'t> for Reader<'_, 't> {
    type Value = ();

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.depth == 0 || self.items.len() >= self.most {
            return Err(D::Error::custom("too much"));
        }
        // Whether a key is a number need not be tried, for nearly all begin with a letter.
        match self.is_key && !self.has_signs {
            true => deserializer.deserialize_str(self),
            false => deserializer.deserialize_any(self),
        }
    }
}

impl<'t> Visitor<'t> for Reader<'_, 't> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.push(What::Nothing)
    }

    fn visit_none<E>(self) -> Result<(), E> {
        self.push(What::Nothing)
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.push(What::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.push(What::Number(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.push(What::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.push(What::Number(value.into()))
    }

    fn visit_borrowed_str<E>(self, text: &'t str) -> Result<(), E> {
        self.push(What::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.push(What::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'t>>(mut self, mut list: A) -> Result<(), A::Error> {
        let at = self.items.len();
        self.items.push(Item { what: What::List, length: 1 });
        while list.next_element_seed(self.inner(false))?.is_some() {}
        self.items[at].length = self.items.len() - at;
        Ok(())
    }

    fn visit_map<A: MapAccess<'t>>(mut self, mut map: A) -> Result<(), A::Error> {
        let at = self.items.len();
        self.items.push(Item { what: What::Map, length: 1 });
        let mut seen = Seen::default();
        loop {
            let key = self.items.len();
            if map.next_key_seed(self.inner(true))?.is_none() {
                break;
            }
            if !seen.is_new(&self.items[at + 1..], key - at - 1) {
                return Err(A::Error::custom("an unusual key"));
            }
            map.next_value_seed(self.inner(false))?;
        }
        self.items[at].length = self.items.len() - at;
        Ok(())
    }
}

/// The keys of a map that is being read.
#[derive(Default)]
struct Seen {
    /// How many there are.
    count: usize,
    /// A bit for each, by its length and its letters.
    bits: u64,
    /// All of them, where there are many.
    many: HashSet<String>,
}

impl Seen {
    /// Takes the last key of these items, which stands at a place among them; tells whether it is a text that no other is.
    fn is_new(&mut self, items: &[Item<'_>], place: usize) -> bool {
        let What::Text(key) = &items[place].what else { return false };
        if !is_surely_text(key) {
            return false;
        }
        self.count += 1;
        if self.count > FEW_KEYS {
            if self.many.is_empty() {
                let keys = Entries(Values(&items[..place])).filter_map(|(key, _)| match key.what() {
                    What::Text(key) => Some(key.to_string()),
                    _ => None,
                });
                self.many = keys.collect();
            }
            return self.many.insert(key.to_string());
        }
        let bit = bit_of(key);
        let may_stand = self.bits & bit != 0;
        self.bits |= bit;
        !may_stand || !Entries(Values(&items[..place])).any(|(known, _)| known.is(key))
    }
}

/// Tells whether a key is a text, with quotes and without.
fn is_surely_text(key: &str) -> bool {
    const WORDS: [&str; 3] = ["null", "true", "false"];
    let begins = key.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | 0x80..));
    begins && !(key.len() < 6 && WORDS.iter().any(|word| word.eq_ignore_ascii_case(key)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts that a text is read as the parser reads it, or left to it.
    fn check(yaml: &str) -> bool {
        let tree: Result<Tree, _> = serde_yaml::from_str(yaml);
        let row = Row::read(yaml, Limits::FRONT_MATTER);
        match (&row, tree) {
            (Some(row), Ok(tree)) => {
                assert_eq!(row.root().to_tree(), tree, "{yaml:?}");
                let of = Row::of(&tree);
                assert_eq!(format!("{:?}", of.0), format!("{:?}", row.0), "{yaml:?}");
            }
            (Some(_), Err(error)) => panic!("{yaml:?}: {error}"),
            (None, _) => {}
        }
        row.is_some()
    }

    #[test]
    fn usual_yaml_is_read_as_the_parser_reads_it() {
        for yaml in [
            "title: A\ndate: 2025-03-14\nstates: [KEN, GUY]\nphoto: {src: a.jpg, alt: \"é \\u00e9\"}\nn: 12\nf: 1.10\nz: 007\n",
            "- state: KEN\n  acts:\n  - {act: signature, date: 2001}\n  - act: ratification\n- state: GUY\n",
            "a: ~\nb:\nc: true\nd: True\ne: yes\nf: 'it''s'\ng: |\n  one\n  two\nh: >\n  one\n  two\ni: -1\nj: .inf\n",
            "",
            "# nothing\n",
            "text",
            "[]",
            "{}",
            "a: []\nb: {}\n",
            "\"a\": 1\n'b': 2\nc d: 3\n日本: 4\n_x: 5\nnan: 6\ninf: 7\nyes: 8\n",
        ] {
            assert!(check(yaml), "{yaml:?}");
        }
    }

    #[test]
    fn unusual_yaml_is_left_to_the_parser() {
        for yaml in [
            "a: 1\na: 2\n",
            "1: a\n",
            "True: a\n",
            "~: a\n",
            ".5: a\n",
            "\"1\": a\n",
            ": a\n",
            "true: a\n",
            "? [a]\n: b\n",
            "a: !x b\n",
            "!x a: b\n",
            "a: [",
            "a: b: c",
            "\ta: b",
        ] {
            assert!(!check(yaml), "{yaml:?}");
        }
        let many: String = (0..100).map(|at| format!("key{at}: {at}\n")).collect();
        assert!(check(&many));
        assert!(!check(&format!("{many}key7: again\n")));
        assert!(!check(&format!("{}{}", "[".repeat(40), "]".repeat(40))));
    }

    #[test]
    fn made_up_yaml_is_read_as_the_parser_reads_it() {
        const SIGNS: [&str; 24] = [
            "a", "b", "1", "0", "true", "null", ": ", ": ", "\n", "\n", "- ", "  ", "[", "]", "{", "}", ", ", "\"",
            "'", "# ", "|\n", "é", "~", "-",
        ];
        let mut seed = 11_u64;
        let mut next = |limit: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % limit
        };
        let mut read = 0;
        for _ in 0..30_000 {
            let length = 2 + next(16);
            let yaml: String = (0..length).map(|_| SIGNS[next(SIGNS.len())]).collect();
            read += usize::from(check(&yaml));
        }
        assert!(read > 3_000, "{read}");
    }
}
