//! Words for readers in each language of the site.
//!
//! Takes a text, or a map of texts by language; gives the words for a language, with the language that they are in.

use std::collections::BTreeMap;

use super::is_language;
use crate::diag::mistakes;
use crate::yaml::Node;

/// Words for readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Translated {
    /// The same in every language, written in the default one.
    Same(String),
    /// By language; there is a text in the default one.
    By(BTreeMap<String, String>),
}

impl Translated {
    /// Returns the words for readers of a language, and the language that they are in: theirs, else the default one.
    pub fn words<'a>(&'a self, lang: &'a str, default: &'a str) -> (&'a str, &'a str) {
        match self {
            Translated::Same(text) => (text, default),
            Translated::By(texts) => [lang, default]
                .into_iter()
                .find_map(|lang| texts.get(lang).map(|text| (text.as_str(), lang)))
                .unwrap_or(("", default)),
        }
    }

    /// Returns the languages that are named.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        let texts = match self {
            Translated::Same(_) => None,
            Translated::By(texts) => Some(texts),
        };
        texts.into_iter().flat_map(BTreeMap::keys).map(String::as_str)
    }
}

/// Reads words of a site whose default language is `default`.
pub(super) fn read_translated(node: Node<'_>, default: &str) -> Option<Translated> {
    if !node.value().is_map() {
        return node.words().map(Translated::Same);
    }
    let mut texts = BTreeMap::new();
    node.entries(|lang, node| {
        if !is_language(lang) {
            let lang = lang.to_owned();
            node.note_key(move |span| mistakes::bad_language(span, &lang));
        } else if let Some(text) = node.words() {
            texts.insert(lang.to_owned(), text);
        }
    });
    if node.value().get(default).is_none() {
        let default = default.to_owned();
        node.note_key(move |span| mistakes::no_words_in_default(span, &default));
        return None;
    }
    texts.contains_key(default).then_some(Translated::By(texts))
}
