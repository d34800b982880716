//! Texts for readers in the settings of a collection: one for all languages, or one for each.

use super::super::ParseOptions;
use crate::diag::mistakes;
use crate::yaml::Node;

/// A text for readers, in one or more languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocalText {
    /// The language of each text; empty for a text that is for all of them.
    texts: Vec<(String, String)>,
}

impl LocalText {
    /// Returns the text in a language, or else in the default one.
    pub fn text(&self, lang: &str, default: &str) -> &str {
        let of = |lang: &str| self.texts.iter().find(|(known, _)| known == lang || known.is_empty());
        let found = of(lang).or_else(|| of(default)).or(self.texts.first());
        found.map_or("", |(_, text)| text)
    }

    /// Returns the texts.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(|(_, text)| text.as_str())
    }

    /// Tells whether one of the texts is this one, in whatever capitals.
    pub fn is(&self, text: &str) -> bool {
        self.texts.iter().any(|(_, known)| known.to_lowercase() == text.to_lowercase())
    }
}

/// Reads a text, or texts by language.
pub(super) fn read_local_text(node: Node<'_>, options: &ParseOptions) -> Option<LocalText> {
    if !node.value().is_map() {
        return node.words().map(|text| LocalText { texts: vec![(String::new(), text)] });
    }
    let mut texts = Vec::new();
    node.entries(|lang, node| {
        if !options.languages.iter().any(|known| known == lang) {
            let (lang, known) = (lang.to_owned(), options.languages.clone());
            node.note_key(move |span| mistakes::label_in_no_language(span, &lang, &known));
            return;
        }
        texts.extend(node.words().map(|text| (lang.to_owned(), text)));
    })?;
    if texts.is_empty() { None } else { Some(LocalText { texts }) }
}
