//! What the settings of a site say of its data.

use crate::config::{Translated, read_translated};
use crate::diag::mistakes;
use crate::yaml::Node;

/// What settings say of data: the taxonomies of the site's own, and its languages; none where nobody knows them.
#[derive(Clone, Copy, Debug, Default)]
pub struct DataSettings<'a> {
    /// The ids of the taxonomies.
    pub taxonomies: &'a [&'static str],
    /// The languages.
    pub languages: &'a [String],
}

impl DataSettings<'_> {
    /// Reads words for readers; those in a language that the site does not have are told.
    pub(super) fn words(&self, node: Node<'_>) -> Option<Translated> {
        let words = read_translated(node)?;
        if !node.value().is_map() {
            return Some(words);
        }
        let is_known = |lang: &str| self.languages.is_empty() || self.languages.iter().any(|known| known == lang);
        node.entries(|lang, node| {
            if words.languages().any(|known| known == lang) && !is_known(lang) {
                let (lang, known) = (lang.to_owned(), self.languages.to_vec());
                node.note_key(move |span| mistakes::unread_words(span, &lang, &known));
            }
        });
        Some(words)
    }
}
