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
    /// By language, at least one.
    By(BTreeMap<String, String>),
}

impl Translated {
    /// Returns the words for readers of a language, and the language that they are in: theirs, else the default one, else
    /// the first that there is.
    pub fn words<'a>(&'a self, lang: &'a str, default: &'a str) -> (&'a str, &'a str) {
        let texts = match self {
            Translated::Same(text) => return (text, default),
            Translated::By(texts) => texts,
        };
        let own = || [lang, default].into_iter().find_map(|lang| Some((texts.get(lang)?.as_str(), lang)));
        own()
            .or_else(|| texts.iter().next().map(|(lang, text)| (text.as_str(), lang.as_str())))
            .unwrap_or(("", default))
    }

    /// Tells whether one of the texts is this one, in whatever capitals.
    pub fn has(&self, text: &str) -> bool {
        self.texts().any(|known| known.to_lowercase() == text.to_lowercase())
    }

    /// Returns each text.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let (one, many) = match self {
            Translated::Same(text) => (Some(text), None),
            Translated::By(texts) => (None, Some(texts)),
        };
        one.into_iter().chain(many.into_iter().flat_map(BTreeMap::values)).map(String::as_str)
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

/// Reads words of a site whose default language is `default`, in which there must be some.
pub(super) fn read_in_default(node: Node<'_>, default: &str) -> Option<Translated> {
    let lacks = node.value().is_map() && node.value().get(default).is_none();
    let missing = default.to_owned();
    if lacks {
        node.note_key(move |span| mistakes::no_words_in_default(span, &missing));
    }
    read_translated(node).filter(|words| match words {
        Translated::Same(_) => true,
        Translated::By(texts) => texts.contains_key(default),
    })
}

/// Reads words for readers, in languages of the site.
pub(crate) fn read_translated_in(node: Node<'_>, languages: &[String]) -> Option<Translated> {
    read(node, |node, lang| {
        let is_known = languages.iter().any(|known| known == lang);
        if !is_known {
            let (lang, known) = (lang.to_owned(), languages.to_vec());
            node.note_key(move |span| mistakes::label_in_no_language(span, &lang, &known));
        }
        is_known
    })
}

/// Reads words for readers, in whichever languages they are.
pub(crate) fn read_translated(node: Node<'_>) -> Option<Translated> {
    read(node, |node, lang| {
        let is_one = is_language(lang);
        if !is_one {
            let lang = lang.to_owned();
            node.note_key(move |span| mistakes::bad_language(span, &lang));
        }
        is_one
    })
}

/// Reads words for readers; `takes` says whether a language is one, and reports it if not.
fn read(node: Node<'_>, takes: impl Fn(&Node<'_>, &str) -> bool) -> Option<Translated> {
    if !node.value().is_map() {
        return node.words().map(Translated::Same);
    }
    let mut texts = BTreeMap::new();
    node.entries(|lang, node| {
        if takes(&node, lang)
            && let Some(text) = node.words()
        {
            texts.insert(lang.to_owned(), text);
        }
    });
    (!texts.is_empty()).then_some(Translated::By(texts))
}
