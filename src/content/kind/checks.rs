//! What is wrong with a folder, or with what its `_index.md` says, as a collection.

use std::sync::Arc;

use super::super::{COMMON_KEYS, CONTENT_TYPES, INDEX, slug_from_name};
use super::{Kind, Kinds};
use crate::config::{Config, SECTIONS, Taxonomy};
use crate::diag::{Diagnostic, Span, mistakes};
use crate::parse::{Collection, Document, FRONT_MATTER_KEYS, FieldType, REFERENCE_DATA};

/// Tells whether a folder has the name of a language, below which the pages of it stand.
fn is_language(folder: &str, config: &Config) -> bool {
    let is_short = folder.len() <= 3 && folder.bytes().all(|byte| byte.is_ascii_lowercase());
    is_short || config.languages.iter().any(|lang| lang == folder)
}

/// Reports a taxonomy whose id is a key, a language, or the type of the texts on something else.
pub(super) fn check_taxonomy(taxonomy: &Taxonomy, config: &Config) -> Option<Diagnostic> {
    let id = taxonomy.id;
    let is_type = CONTENT_TYPES.iter().any(|of| of.name() == id && !of.has_page());
    let is_taken = FRONT_MATTER_KEYS.contains(&id) || is_language(id, config) || is_type;
    is_taken.then(|| mistakes::taxonomy_taken(config.value_span(&format!("{}.id", taxonomy.place)), id))
}

/// Reports a folder that cannot be a collection by its name.
pub(super) fn check_name(document: &Document, folder: &str, config: &Config) -> Option<Diagnostic> {
    let span = || Span::whole(&document.path);
    if is_language(folder, config) {
        return Some(mistakes::collection_named(span(), folder, "a language, below which its pages stand"));
    }
    if FRONT_MATTER_KEYS.contains(&folder) {
        return Some(mistakes::collection_named(span(), folder, "a key of front matter"));
    }
    if slug_from_name(folder) != folder {
        return Some(mistakes::collection_name_is_no_slug(span(), folder, &slug_from_name(folder)));
    }
    (!document.front.keys.contains(&"collection") && !document.front.misspelt.contains(&"collection"))
        .then(|| mistakes::index_makes_no_collection(span(), folder))
}

/// Reports what a folder that is built in cannot have.
pub(super) fn check_built_in(document: &Document, folder: &str) -> Vec<Diagnostic> {
    if ["pages", "data", "home"].contains(&document.folder()) {
        return vec![mistakes::folder_has_no_list(Span::whole(&document.path), folder)];
    }
    let Some(collection) = document.front.collection.0.as_ref().filter(|_| SECTIONS.contains(&folder)) else {
        return Vec::new();
    };
    match collection.keys.iter().find(|key| **key != "fields") {
        Some(key) => {
            let span = document.key_span(&format!("collection.{key}"));
            vec![mistakes::collection_shadows(span, folder)]
        }
        None if collection.keys.is_empty() || folder == "home" => {
            vec![mistakes::collection_shadows(document.key_span("collection"), folder)]
        }
        None => Vec::new(),
    }
}

/// Reports what a collection cannot say whose pages have no pages of their own.
pub(super) fn check_records(document: &Document, collection: &Collection) -> Vec<Diagnostic> {
    if collection.render != Some(false) {
        return Vec::new();
    }
    let wrong = |key: &&str| match *key {
        "permalink" | "per_page" => true,
        "type" => matches!(collection.kind.as_deref(), Some("letter" | "brief" | "newsletter")),
        "newsletter" => collection.newsletter == Some(true),
        "feed" => collection.feed == Some(true),
        _ => false,
    };
    let keys = collection.keys.iter().filter(|key| wrong(key));
    keys.map(|key| mistakes::key_without_pages(document.key_span(&format!("collection.{key}")), key)).collect()
}

/// Reports what a permalink is made of that pages of the type do not have.
fn check_permalink(kind: &Kind, document: &Document) -> Vec<Diagnostic> {
    let lacks = |key: &&'static str| !COMMON_KEYS.contains(key) && !kind.takes(key);
    let keys = kind.address_keys().into_iter().filter(lacks);
    let span = || document.value_span("collection.permalink");
    keys.map(|key| mistakes::placeholder_of_other_type(span(), key, kind.name())).collect()
}

impl Kinds {
    /// Reports fields that lead to no folder, and required keys that the type does not have.
    pub(super) fn check_fields(&self, indexes: &[Arc<Document>], config: &Config) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let pages = self.all.iter().filter(|kind| kind.has_page() && kind.folder() != INDEX);
        let known: Vec<&str> = pages
            .map(|kind| kind.folder())
            .chain(REFERENCE_DATA)
            .chain(config.taxonomies.iter().map(|own| own.id))
            .collect();
        for kind in &self.all {
            let mut of_folder = indexes.iter().filter(|document| document.folder() == kind.folder());
            // The fields are those of the default language; where it has no file, that was reported.
            let own = of_folder.clone().find(|document| document.lang == config.language);
            let Some(index) = own.or_else(|| of_folder.next()) else { continue };
            found.extend(check_permalink(kind, index));
            for field in &kind.fields {
                let place = format!("collection.fields.{}", field.name);
                match &field.of {
                    // A key of a taxonomy is a common one too.
                    None if config.taxonomy(field.name).is_some() => {}
                    None if !COMMON_KEYS.contains(&field.name) && !kind.base.keys().contains(&field.name) => {
                        found.push(mistakes::required_key_of_other_type(
                            index.key_span(&place),
                            field.name,
                            kind.name(),
                        ));
                    }
                    Some(of) => {
                        let nowhere = references(of, place).into_iter().filter(|(to, _)| !known.contains(to));
                        found.extend(
                            nowhere.map(|(to, place)| {
                                mistakes::reference_to_no_folder(index.value_span(&place), to, &known)
                            }),
                        );
                    }
                    None => {}
                }
            }
        }
        found
    }
}

/// Returns where the references of a type lead, each with the place in the front matter that says so.
fn references(of: &FieldType, place: String) -> Vec<(&str, String)> {
    match of {
        FieldType::Reference(to) => vec![(to, format!("{place}.to"))],
        FieldType::List(item) => references(item, format!("{place}.of")),
        FieldType::Record(fields) => {
            let typed = fields.iter().filter_map(|field| field.of.as_ref().map(|of| (field.name, of)));
            typed.flat_map(|(name, of)| references(of, format!("{place}.fields.{name}"))).collect()
        }
        _ => Vec::new(),
    }
}
