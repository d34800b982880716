//! Blocks that are made when a page is rendered, of more than its text: tables and charts of a file, lists of pages.

use std::ops::Range;

/// A block that is made when the page is rendered. What stands in it is in the text, between its two holes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its name.
    pub name: &'static str,
    /// Its arguments but for the id, in order.
    pub arguments: Vec<Argument>,
    /// Its number among those of its kind on the page.
    pub number: u32,
    /// The level of the heading that it stands under; 0 before the first.
    pub level: u8,
    /// Its links among those of the body: the pages that it names.
    pub links: Range<usize>,
    /// Whether something stands in it.
    pub has_content: bool,
    /// Where its line stands in the file.
    pub range: Range<usize>,
}

/// An argument of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// Its key.
    pub key: &'static str,
    /// Its value.
    pub value: String,
    /// Where the value stands in the file.
    pub range: Range<usize>,
}

impl Block {
    /// Returns the argument of a key.
    pub fn argument(&self, key: &str) -> Option<&Argument> {
        self.arguments.iter().find(|argument| argument.key == key)
    }

    /// Returns the words of an argument that lists some, parted by commas.
    pub fn listed(&self, key: &str) -> Vec<&str> {
        let value = self.argument(key).map_or("", |argument| argument.value.as_str());
        value.split(',').map(str::trim).filter(|word| !word.is_empty()).collect()
    }

    /// Returns the name of the file that a table or a chart is made of.
    pub fn table_source(&self) -> Option<&Argument> {
        self.argument("source").filter(|_| matches!(self.name, "chart" | "table"))
    }
}
