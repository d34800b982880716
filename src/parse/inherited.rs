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
    /// The keys.
    pub keys: Vec<&'static str>,
}

impl Document {
    /// Returns this translation with what it inherits of the page itself; `None` where that is nothing.
    pub fn with_inherited(&self, from: &Arc<Document>) -> Option<Document> {
        if !is_held_as_long(&self.front, &from.front) {
            return None;
        }
        let same_folder = self.folder() == from.folder();
        let mut front = self.front.clone();
        let keys =
            from.front.keys.iter().filter(|key| !self.front.keys.contains(key) && !self.front.misspelt.contains(key));
        // Names of files are read from the folder of the page that writes them.
        let keys = keys.filter(|key| same_folder || !names_files(key, &from.front));
        let keys: Vec<&'static str> = keys.filter(|key| take(key, &mut front, &from.front)).copied().collect();
        let fingerprint = combine(self.fingerprint, from.fingerprint);
        if keys.is_empty() {
            return None;
        }
        let inherited = Some(Inherited { from: Arc::clone(from), keys });
        Some(Document { front, fingerprint, inherited, ..self.clone() })
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

/// Tells whether a translation is held back at least as long as the page itself: nothing of what is held back is published by
/// a translation that is not.
fn is_held_as_long(own: &FrontMatter, from: &FrontMatter) -> bool {
    // Both have an offset.
    let instant = |moment: Moment| moment.instant(&TimeZone::UTC);
    let [embargo, other] = [own, from].map(|front| front.embargo.map(instant));
    let [expires, ends] = [own, from].map(|front| front.expires.map(instant));
    (own.draft || !from.draft)
        && other.is_none_or(|other| embargo.is_some_and(|embargo| embargo >= other))
        && ends.is_none_or(|ends| expires.is_some_and(|expires| expires <= ends))
}

/// Tells whether the value of a key is, or may hold, names of files.
fn names_files(key: &str, front: &FrontMatter) -> bool {
    match key {
        "signatories" => matches!(front.signatories, Signatories::File(_)),
        "photo" | "attachments" | "extra" => true,
        _ => false,
    }
}
