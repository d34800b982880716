//! What a translation has of the page itself: each key that it does not write and that is not words for its readers.
//!
//! Takes the document of a translation and that of the page in the language of the site; gives the translation with what it
//! inherits. Titles, descriptions and other words are its own, and so are its address and what says how it came to be
//! (`updated`, `corrections`, `aliases`). `draft`, `embargo` and `expires` are written in each file: what holds a text back stands in it, and a translation that
//! is not held back as long as the page itself inherits nothing.

use std::sync::Arc;

use jiff::tz::TimeZone;

use super::{Document, FrontMatter, ItemEntry, Mail, Signatories};
use crate::moment::Moment;
use crate::track::combine;

/// Makes the keys that a translation inherits, each with the way to take it over.
macro_rules! inherited {
    ($($name:literal $field:ident),+ $(,)?) => {
        /// The keys that a translation inherits.
        pub const INHERITED: &[&str] = &[$($name),+, "topics", "newsletter", "items"];

        /// Takes over a key; `false` for one that is not inherited.
        fn take(key: &str, front: &mut FrontMatter, from: &FrontMatter) -> bool {
            if let Some(terms) = from.terms.iter().find(|(taxonomy, _)| *taxonomy == key) {
                front.terms.push(terms.clone());
                return true;
            }
            match key {
                $($name => front.$field = from.$field.clone(),)+
                // Their words are its own.
                "items" if from.items.iter().all(|item| matches!(item, ItemEntry::Content(_))) => front.items = from.items.clone(),
                "newsletter" if from.newsletter == Some(Mail::Off) => front.newsletter = Some(Mail::Off),
                _ => return false,
            }
            true
        }
    };
}

inherited! {
    "type" kind,
    "date" date,
    "photo" photo,
    "states" states,
    "to" to,
    "authors" authors,
    "source" source,
    "reference" reference,
    "attachments" attachments,
    "extra" extra,
    "order" order,
    "session" session,
    "signatories" signatories,
    "scope" scope,
    "state" state,
    "instruments" instruments,
    "applies" applies,
    "number" number,
}

/// What a translation has of the page itself.
#[derive(Clone, Debug)]
pub struct Inherited {
    /// The page itself.
    pub from: Arc<Document>,
    /// The keys; none of a page that is held back longer.
    pub keys: Vec<&'static str>,
}

impl Document {
    /// Returns this translation with what it inherits of the page itself.
    pub fn with_inherited(&self, from: &Arc<Document>) -> Document {
        let mut front = self.front.clone();
        let keys = match held_shorter(&self.front, &from.front) {
            Some(_) => Vec::new(),
            None => self.to_inherit(from).filter(|key| take(key, &mut front, &from.front)).collect(),
        };
        let fingerprint = if keys.is_empty() { self.fingerprint } else { combine(self.fingerprint, from.fingerprint) };
        let inherited = Some(Inherited { from: Arc::clone(from), keys });
        Document { front, fingerprint, inherited, ..self.clone() }
    }

    /// Returns the keys of the page itself that this translation does not write, whether they are inherited or not.
    fn to_inherit<'a>(&'a self, from: &'a Document) -> impl Iterator<Item = &'static str> + 'a {
        let same_folder = self.folder() == from.folder();
        let keys = from.front.keys.iter().copied();
        let keys = keys.filter(|key| !self.front.keys.contains(key) && !self.front.misspelt.contains(key));
        // Names of files are read from the folder of the page that writes them.
        keys.filter(move |key| same_folder || !names_files(key, &from.front))
    }

    /// Returns the page itself, and the key that holds it back longer than this translation.
    pub fn held_longer(&self) -> Option<(&Document, &'static str)> {
        let from = &*self.inherited.as_ref()?.from;
        Some((from, held_shorter(&self.front, &from.front)?))
    }

    /// Tells whether this translation would have more of the page itself, were it held back as long by a key.
    pub fn loses_by(&self, key: &str) -> bool {
        let mut front = FrontMatter::default();
        let held = self.held_longer().filter(|(_, held)| *held == key);
        held.is_some_and(|(from, _)| self.to_inherit(from).any(|key| take(key, &mut front, &from.front)))
    }

    /// Tells whether a key that the page lacks is one that the page itself lacks too, which is told there.
    pub fn lacks_as_page_itself(&self, key: &str) -> bool {
        self.inherited.as_ref().is_some_and(|inherited| !inherited.from.front.keys.contains(&key))
    }

    /// Tells whether the page says anything of a key: in its own file, or in that of the page itself.
    pub fn says(&self, key: &str) -> bool {
        self.front.keys.contains(&key) || self.inherits(key)
    }

    /// Tells whether a key stands in the file of the page itself alone.
    pub fn inherits(&self, key: &str) -> bool {
        self.inherited.as_ref().is_some_and(|inherited| inherited.keys.contains(&key))
    }

    /// Returns the document in whose file the value at a path stands, such as `states[2]`.
    pub(super) fn writer_of(&self, path: &str) -> &Document {
        let key = &path[..path.find(['.', '[']).unwrap_or(path.len())];
        match &self.inherited {
            Some(inherited) if inherited.keys.contains(&key) => &inherited.from,
            _ => self,
        }
    }
}

/// Returns the key that holds the page itself back longer than its translation; nothing where none does: of what is held back
/// nothing is published by a translation that is not. One in the making is held back by that.
fn held_shorter(own: &FrontMatter, from: &FrontMatter) -> Option<&'static str> {
    // Both have an offset.
    let instant = |moment: Moment| moment.instant(&TimeZone::UTC);
    let [embargo, other] = [own, from].map(|front| front.embargo.map(instant));
    let [expires, ends] = [own, from].map(|front| front.expires.map(instant));
    let keys = [
        ("draft", from.draft),
        ("embargo", other.is_some_and(|other| embargo.is_none_or(|embargo| embargo < other))),
        ("expires", ends.is_some_and(|ends| expires.is_none_or(|expires| expires > ends))),
    ];
    keys.into_iter().find(|(_, longer)| *longer && !own.draft).map(|(key, _)| key)
}

/// Tells whether the value of a key is, or may hold, names of files.
fn names_files(key: &str, front: &FrontMatter) -> bool {
    match key {
        "signatories" => matches!(front.signatories, Signatories::File(_)),
        "photo" | "attachments" | "extra" => true,
        _ => false,
    }
}
