//! Taxonomies: by what pages are sorted, each with its terms in a data file.

use super::translated::read_in_default;
use super::{Config, SECTIONS, Translated};
use crate::diag::mistakes;
use crate::yaml::{Map, Node, interned};

/// The taxonomy that every site has: its id.
pub const TOPICS: &str = "topics";

/// The longest id of a taxonomy.
const ID_LIMIT: usize = 40;
/// The most taxonomies that a site has of its own.
const LIMIT: usize = 12;

/// A taxonomy of the site's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taxonomy {
    /// Its id: the key of front matter, the name of its data file, the folder of its pages.
    pub id: &'static str,
    /// Where it stands in the settings.
    pub place: String,
    /// What it is called.
    pub title: Translated,
    /// What one of its terms is called.
    pub singular: Translated,
}

impl Config {
    /// Returns the ids of all taxonomies: the topics first.
    pub fn taxonomy_ids(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(TOPICS).chain(self.taxonomies.iter().map(|taxonomy| taxonomy.id))
    }

    /// Returns a taxonomy of the site's own.
    pub fn taxonomy(&self, id: &str) -> Option<&Taxonomy> {
        self.taxonomies.iter().find(|taxonomy| taxonomy.id == id)
    }
}

/// Reads `taxonomies`.
pub(super) fn read_taxonomies(node: Node<'_>, lang: &str) -> Option<Vec<Taxonomy>> {
    let length = node.value().items().count();
    if length > LIMIT {
        node.note_key(move |span| mistakes::too_many_taxonomies(span, length, LIMIT));
    }
    let read = |node: Node<'_>| node.map(|map| read_taxonomy(map, lang));
    node.distinct(read, |taxonomy| taxonomy.id.to_owned(), mistakes::listed_twice)
}

/// Reads a taxonomy.
fn read_taxonomy(map: &mut Map<'_>, lang: &str) -> Option<Taxonomy> {
    let place = map.node().place();
    let id = map.required("id", read_id);
    let title = map.required("title", |node| read_in_default(node, lang));
    let singular = map.required("singular", |node| read_in_default(node, lang));
    Some(Taxonomy { id: id?, place, title: title?, singular: singular? })
}

/// Folders and data files that are no sections.
const OTHERS: [&str; 4] = ["data", "pages", "treaty-actions", "focal-points"];

/// Reads an id: that of no section, and of no other folder or data file.
fn read_id(node: Node<'_>) -> Option<&'static str> {
    let text = node.filled_text()?;
    let is_good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let is_id = text.bytes().all(is_good) && text.starts_with(|c: char| c.is_ascii_lowercase());
    if !is_id || text.len() > ID_LIMIT {
        node.note(move |span| mistakes::bad_taxonomy_id(span, &text));
        return None;
    }
    if SECTIONS.contains(&text.as_str()) || OTHERS.contains(&text.as_str()) {
        node.note(move |span| mistakes::taxonomy_taken(span, &text));
        return None;
    }
    Some(interned(&text))
}
