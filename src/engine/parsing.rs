//! One Markdown file on its own: parsed, and classified where that needs no other.

use std::sync::Arc;

use crate::config::Config;
use crate::content::{Kinds, Page, classify_page, is_index};
use crate::diag::{Diagnostic, Span, mistakes};
use crate::parse::{BlockKinds, Document, ParseOptions, parse_source};
use crate::source::SourceFile;

/// What texts are parsed under: the settings, and the kinds of blocks.
pub(super) type Under<'a> = (&'a Config, &'a Arc<BlockKinds>);

/// One parsed file.
#[derive(Debug)]
pub(super) struct Parsed {
    /// The document, unless the file could not be read.
    pub(super) document: Option<Arc<Document>>,
    /// The page, if it is one; that of a translation is made once the page itself is known.
    pub(super) page: Option<Arc<Page>>,
    /// What is wrong with it.
    pub(super) found: Vec<Diagnostic>,
}

/// Returns how files are parsed under these settings.
pub(super) fn parse_options(config: &Config, kinds: &Kinds) -> ParseOptions {
    ParseOptions {
        raw_html: config.raw_html,
        language: config.language.clone(),
        languages: config.languages.clone(),
        time_zone: config.time_zone.clone(),
        fields: kinds.fields(),
        blocks: Arc::clone(kinds.blocks()),
        taxonomies: config.taxonomy_ids().collect(),
    }
}

/// Returns the kinds of pages that these `_index.md` files make.
pub(super) fn kinds_of<'a>(
    indexes: impl IntoIterator<Item = &'a Parsed>,
    (config, blocks): Under<'_>,
    found: &mut Vec<Diagnostic>,
) -> Kinds {
    let pages = indexes.into_iter().filter_map(|parsed| parsed.page.as_ref());
    let documents: Vec<Arc<Document>> = pages.map(|page| Arc::clone(&page.document)).collect();
    Kinds::of((&documents, blocks), config, found)
}

/// Parses and classifies one Markdown file; one whose text is another by now is no page, and nothing else is said of it.
pub(super) fn parse_one(of: (&Config, &Kinds), options: &ParseOptions, file: &SourceFile) -> Parsed {
    if file.text.as_ref().is_some_and(|text| text.whole().is_none()) {
        let why = "it has been changed since the build began";
        let found = vec![mistakes::unreadable_file(Span::whole(&file.path), &file.path, why)];
        return Parsed { document: None, page: None, found };
    }
    classified_alone(Arc::new(parse_source(file, options)), of)
}

/// Classifies a parsed file, unless that has to wait for another: for the page of which it is a translation.
pub(super) fn classified_alone(document: Arc<Document>, of: (&Config, &Kinds)) -> Parsed {
    match is_translation(&document, of.0) {
        true => Parsed { page: None, found: document.diagnostics.clone(), document: Some(document) },
        false => classified(document, of),
    }
}

/// Classifies a parsed file.
pub(super) fn classified(document: Arc<Document>, (config, kinds): (&Config, &Kinds)) -> Parsed {
    let text = Arc::clone(&document.text);
    let mut found = document.diagnostics.clone();
    let page = match classify_page(Arc::clone(&document), kinds, config) {
        Ok(page) => {
            found.extend(page.diagnostics.iter().cloned());
            Some(Arc::new(page))
        }
        Err(more) => {
            found.extend(more);
            None
        }
    };
    // What a file with mistakes has in it is shown once more, as like as not.
    if found.is_empty() {
        text.leave();
    }
    Parsed { document: Some(document), page, found }
}

/// Tells whether a file is the translation of a page.
pub(super) fn is_translation(document: &Document, config: &Config) -> bool {
    document.lang != config.language && !is_index(&document.path)
}
