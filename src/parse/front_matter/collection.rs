//! `collection:` of an `_index.md`: what makes a folder a collection, or adds to a built-in one.

use super::super::ParseOptions;
use super::declared::{Field, FieldType, read_fields};
use super::listing::{Listing, read_listing};
use crate::config::{Translated, read_translated_in};
use crate::diag::mistakes;
use crate::yaml::{self, Map, Node};

/// The types that a collection can be of.
pub const COLLECTION_TYPES: [&str; 5] = ["publication", "letter", "brief", "newsletter", "page"];

/// The names that a permalink can hold behind a colon.
const PLACEHOLDERS: [&str; 8] = [":slug", ":year", ":month", ":day", ":folder", ":session", ":state", ":number"];

/// What `collection:` says; nothing where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collection {
    /// The keys that are there.
    pub keys: Vec<&'static str>,
    /// What one of its pages is called.
    pub singular: Option<Translated>,
    /// The type whose keys, checks and layouts its pages have.
    pub kind: Option<String>,
    /// Where its pages are published.
    pub permalink: Option<Permalink>,
    /// The name of its own layouts.
    pub layout: Option<String>,
    /// Whether its pages have a mail version.
    pub newsletter: Option<bool>,
    /// Whether feeds tell of its pages.
    pub feed: Option<bool>,
    /// Whether its pages have pages of their own; `false` for records, which stand on its list.
    pub render: Option<bool>,
    /// How its pages are listed.
    pub listing: Listing,
    /// The keys that it adds to those of its type, and the common ones that it requires.
    pub fields: Vec<Field>,
}

/// The address of pages of a collection: segments, of which some stand for what a page says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permalink {
    /// The segments, those that stand for something with a colon before their name.
    pub segments: Vec<String>,
}

impl Permalink {
    /// Tells whether one of the segments stands for something.
    pub fn has(&self, placeholder: &str) -> bool {
        self.segments.iter().any(|segment| segment == placeholder)
    }

    /// Returns it as it is written.
    pub fn written(&self) -> String {
        format!("/{}/", self.segments.join("/"))
    }
}

/// Reads what `collection:` says, but for which keys are there; what cannot be read is noted, and missing.
///
/// No field can have one of the names in `taken`.
pub(super) fn read_collection(map: &mut Map<'_>, options: &ParseOptions, taken: &[&str]) -> Option<Collection> {
    let mut written = Vec::new();
    let read = |node: Node<'_>| {
        written = node.value().entries().filter_map(|(name, _)| Some(name.text()?.to_owned())).collect();
        read_fields(node, options, taken)
    };
    let fields = map.field("fields", read).unwrap_or_default();
    // What is wrong with a field was told there; that others name it is no second mistake.
    written.retain(|name| !fields.iter().any(|field| field.name == name));
    let is_choice = |field: &&Field| matches!(field.of, Some(FieldType::Choice(_)));
    let choices = fields.iter().filter(is_choice).map(|field| format!(":{}", field.name));
    let placeholders: Vec<String> = PLACEHOLDERS.map(str::to_owned).into_iter().chain(choices).collect();
    Some(Collection {
        keys: Vec::new(),
        singular: map.field("singular", |node| read_translated_in(node, &options.languages)),
        kind: map.field("type", read_type),
        permalink: map.field("permalink", |node| read_permalink(node, &placeholders)),
        layout: map.field("layout", read_name),
        newsletter: map.field("newsletter", yaml::boolean),
        feed: map.field("feed", yaml::boolean),
        render: map.field("render", yaml::boolean),
        listing: read_listing(map, (&fields, &written), &options.taxonomies),
        fields,
    })
}

/// Reads the type.
fn read_type(node: Node<'_>) -> Option<String> {
    let text = node.filled_text()?;
    if !COLLECTION_TYPES.contains(&text.as_str()) {
        node.note(move |span| mistakes::unknown_choice(span, "type", &text, &COLLECTION_TYPES));
        return None;
    }
    Some(text)
}

/// Reads the name of layouts.
fn read_name(node: Node<'_>) -> Option<String> {
    let text = node.filled_text()?;
    if !is_slug(&text) {
        node.note(move |span| mistakes::bad_layout_name(span, &text));
        return None;
    }
    Some(text)
}

/// Reads a permalink: `/statements/:year/:slug/`.
fn read_permalink(node: Node<'_>, placeholders: &[String]) -> Option<Permalink> {
    let text = node.filled_text()?;
    let Some(path) = text.strip_prefix('/').map(|path| path.strip_suffix('/').unwrap_or(path)) else {
        node.note(move |span| mistakes::permalink_without_slash(span, &text));
        return None;
    };
    let segments: Vec<String> = path.split('/').map(str::to_owned).collect();
    for segment in &segments {
        let is_known = placeholders.contains(segment);
        if !is_known && segment.contains(':') {
            let (segment, known) = (segment.clone(), placeholders.to_vec());
            node.note(move |span| {
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                mistakes::unknown_placeholder(span, &segment, &known)
            });
            return None;
        }
        if !is_known && !is_slug(segment) {
            let segment = segment.clone();
            node.note(move |span| mistakes::bad_slug(span, &segment));
            return None;
        }
    }
    let permalink = Permalink { segments };
    // Numbers are unique in a collection as well.
    if !permalink.has(":slug") && !permalink.has(":number") {
        let path = path.to_owned();
        node.note(move |span| mistakes::permalink_without_slug(span, &path));
        return None;
    }
    Some(permalink)
}

/// Tells whether the text can be the last part of an address.
pub(super) fn is_slug(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
