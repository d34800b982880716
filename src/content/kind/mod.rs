//! The kinds of pages of a site: the built-in ones, and the collections that its `_index.md` files make.
//!
//! Takes the parsed `_index.md` files; gives one table, in which a collection is a kind like any other, and what is wrong with
//! them.

mod checks;
mod permalink;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{COMMON_KEYS, CONTENT_TYPES, ContentType, INDEX, content_type, section_of};
use crate::config::{Config, SECTIONS};
use crate::diag::{Diagnostic, Span, mistakes};
use crate::moment::Moment;
use crate::parse::{BlockKinds, Collection, Document, Field, FieldType, Listing, Permalink};
use crate::track::{Fingerprint, combine, fingerprint};
use crate::yaml::interned;

use checks::{check_built_in, check_name, check_records, check_taxonomy};
use permalink::filled;

/// A kind of page: those of a built-in folder, or of a collection.
#[derive(Debug)]
pub struct Kind {
    /// Its place among the kinds, by which pages are ordered.
    pub place: usize,
    /// The folder under `content/` whose pages are of this kind; also the id of their section.
    folder: Arc<str>,
    /// The type, which says what its keys and layouts are.
    base: &'static dyn ContentType,
    /// What `collection:` says of a collection.
    collection: Option<Arc<Collection>>,
    /// The keys that its `_index.md` adds to those of its type, and the common ones that it requires.
    fields: Vec<Field>,
}

impl Kind {
    /// Returns the name of the type, which is also that of its layout.
    pub fn name(&self) -> &'static str {
        self.base.name()
    }

    /// Returns the folder.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// Returns what `collection:` says; nothing for a built-in kind.
    pub fn collection(&self) -> Option<&Collection> {
        self.collection.as_deref()
    }

    /// Tells whether pages may have a key beside the common ones.
    pub fn takes(&self, key: &str) -> bool {
        self.base.keys().contains(&key) || self.fields.iter().any(|field| field.name == key)
    }

    /// Returns the fields that its `_index.md` declares, in order.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// Returns the keys that must be there, beside the title.
    pub fn required(&self) -> Vec<&'static str> {
        let declared = self.fields.iter().filter(|field| field.required && field.name != "title");
        let mut keys = self.base.required().to_vec();
        // What pages of the type do not have was reported.
        let has = |key: &&str| COMMON_KEYS.contains(key) || self.takes(key);
        for key in self.address_keys().into_iter().filter(has).chain(declared.map(|field| field.name)) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }

    /// Returns the options of a field that is a choice.
    pub(super) fn options(&self, name: &str) -> Option<Vec<&str>> {
        match self.fields.iter().find(|field| field.name == name)?.of.as_ref()? {
            FieldType::Choice(options) => Some(options.iter().map(|(id, _)| id.as_str()).collect()),
            _ => None,
        }
    }

    /// Returns the keys of which the addresses of its pages are made, by its permalink.
    pub fn address_keys(&self) -> Vec<&'static str> {
        let key = |segment: &String| match segment.strip_prefix(':')? {
            "year" | "month" | "day" => Some("date"),
            "session" => Some("session"),
            "number" => Some("number"),
            "state" if self.takes("state") => Some("state"),
            "state" => Some("states"),
            name => self.fields.iter().map(|field| field.name).find(|known| *known == name),
        };
        self.permalink().into_iter().flat_map(|permalink| &permalink.segments).filter_map(key).collect()
    }

    /// Returns the permalink of a collection that has its own.
    pub fn permalink(&self) -> Option<&Permalink> {
        self.collection.as_ref()?.permalink.as_ref()
    }

    /// Returns the segments of the address of a page, without the language.
    pub(super) fn segments(&self, document: &Document) -> Vec<String> {
        match (&self.collection, self.permalink()) {
            (None, _) => {
                let mut segments = self.base.segments(document);
                // The texts on terms of a taxonomy are of one type, whatever their folder.
                if let Some(first) = segments.first_mut().filter(|_| !self.has_page()) {
                    *first = self.folder.to_string();
                }
                segments
            }
            (Some(_), None) => [self.folder.to_string()].into_iter().chain(self.base.below_folder(document)).collect(),
            (_, Some(permalink)) => filled(permalink, document),
        }
    }

    /// Returns the type of the texts on one kind of thing: that of a taxonomy of the site's own is its id.
    pub fn text_type(&self) -> &'static str {
        if self.base.folder() == Some(&*self.folder) { self.base.name() } else { interned(&self.folder) }
    }

    /// Tells whether a page of it is a page of the site, and not the text on another.
    pub fn has_page(&self) -> bool {
        self.base.has_page()
    }

    /// Tells whether its pages have pages of their own; those of a collection that are not rendered are records, which stand on
    /// its list.
    pub fn is_rendered(&self) -> bool {
        self.collection.as_ref().is_none_or(|own| own.render != Some(false))
    }

    /// Returns how many pages each part of its list has: all, where they stand nowhere else.
    pub fn per_page(&self, config: &Config) -> usize {
        let own = self.listing().and_then(|listing| listing.per_page);
        if self.is_rendered() { own.unwrap_or(config.per_page) } else { usize::MAX }
    }

    /// Tells whether pages are publications, which are listed by date, related to one another and cited.
    pub fn has_archive(&self) -> bool {
        self.collection.is_some() || self.base.has_archive()
    }

    /// Tells whether feeds tell of its pages, where they have dates.
    pub fn has_feed(&self) -> bool {
        let by_type = || self.base.has_archive();
        let told = self.collection.as_ref().map_or_else(by_type, |own| own.feed.unwrap_or_else(by_type));
        told && self.is_rendered()
    }

    /// Returns the layout of the mail version of its pages; nothing where they have none unless they ask for it.
    pub fn mail_layout(&self) -> Option<&'static str> {
        match self.collection.as_ref().and_then(|own| own.newsletter) {
            _ if !self.is_rendered() => None,
            Some(false) => None,
            Some(true) => self.base.mail_layout().or(Some("newsletter/text")),
            None => self.base.mail_layout(),
        }
    }

    /// Returns how a collection lists its pages.
    pub fn listing(&self) -> Option<&Listing> {
        self.collection.as_ref().map(|own| &own.listing)
    }

    /// Returns the instant from which on a page is past, by the date of which its collection says so.
    pub fn past_from(&self, document: &Document, zone: &TimeZone) -> Option<Timestamp> {
        let split_by = self.listing()?.split_by.as_deref()?;
        let ends = document.front.moment("ends").or_else(|| document.front.moment(split_by))?;
        // A day is past once it is over.
        match ends.has_time() {
            true => Some(ends.instant(zone)),
            false => Moment::of_day(ends.date().tomorrow().ok()?).instant(zone).into(),
        }
    }

    /// Returns the name of the collection's own layouts, if it has some.
    pub fn own_layout(&self) -> Option<&str> {
        self.collection.as_ref()?.layout.as_deref()
    }

    /// Returns the files of layouts with a name.
    pub fn files_of(name: &str) -> [String; 5] {
        [
            format!("{name}.html"),
            format!("{name}-list.html"),
            format!("partials/{name}-card.html"),
            format!("newsletter/{name}.html"),
            format!("newsletter/{name}.txt"),
        ]
    }

    /// Checks what only its type knows.
    pub(super) fn check(&self, document: &Document, diagnostics: &mut Vec<Diagnostic>) {
        self.base.check(document, diagnostics);
    }
}

/// All kinds of pages of a site, in order.
#[derive(Debug)]
pub struct Kinds {
    all: Vec<Arc<Kind>>,
    /// The ids of the sections: those that are always there, then the collections.
    sections: Vec<Arc<str>>,
    /// The kinds of blocks in their texts.
    blocks: Arc<BlockKinds>,
    /// The fingerprint of all that is said of them.
    fingerprint: Fingerprint,
}

impl Default for Kinds {
    /// Returns the built-in kinds.
    fn default() -> Kinds {
        let built_in = |(place, base): (usize, &&'static dyn ContentType)| {
            base.folder().map(|folder| {
                Arc::new(Kind { place, folder: folder.into(), base: *base, collection: None, fields: Vec::new() })
            })
        };
        let all = CONTENT_TYPES.iter().enumerate().filter_map(built_in).collect();
        let sections = SECTIONS.iter().map(|id| Arc::from(*id)).collect();
        Kinds { all, sections, blocks: Arc::default(), fingerprint: 1 }
    }
}

impl Kinds {
    /// Returns the built-in kinds, with these kinds of blocks in their texts.
    pub fn with_blocks(blocks: &Arc<BlockKinds>) -> Kinds {
        let fingerprint = fingerprint(format!("{blocks:?}").as_bytes());
        Kinds { blocks: Arc::clone(blocks), fingerprint, ..Kinds::default() }
    }

    /// Returns the kinds of a site with these `_index.md` files; reports what is wrong with them together.
    pub fn of(
        (indexes, blocks): (&[Arc<Document>], &Arc<BlockKinds>),
        config: &Config,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Kinds {
        let mut kinds = Kinds::with_blocks(blocks);
        for taxonomy in &config.taxonomies {
            diagnostics.extend(check_taxonomy(taxonomy, config));
            kinds.add_taxonomy(taxonomy.id);
        }
        for document in indexes.iter().filter(|document| document.lang == config.language) {
            let folder = section_of(document);
            // What is wrong with it as a collection is told once, and not again by each of its pages.
            if config.taxonomy(folder).is_some() {
                let collection = document.front.collection.0.as_ref();
                let span = || document.key_span("collection");
                diagnostics.extend(collection.map(|_| mistakes::collection_shadows(span(), folder)));
                continue;
            }
            if kinds.of_folder(folder).is_none() && !SECTIONS.contains(&folder) && folder != "data" {
                diagnostics.extend(check_name(document, folder, config));
                kinds.add(folder, document);
            }
            kinds.add_fields(folder, document);
            let collection = document.front.collection.0.as_ref().filter(|_| !SECTIONS.contains(&folder));
            diagnostics.extend(collection.into_iter().flat_map(|own| check_records(document, own)));
            diagnostics.extend(check_built_in(document, folder));
        }
        for document in indexes.iter().filter(|document| document.lang != config.language) {
            let has_original = indexes.iter().any(|other| other.id == document.id && other.lang == config.language);
            if !has_original {
                let name = format!("content/{}.md", document.id);
                diagnostics.push(mistakes::translated_index_alone(Span::whole(&document.path), &name));
                if kinds.of_folder(document.folder()).is_none() && section_of(document) != "home" {
                    kinds.add(document.folder(), document);
                }
            } else if document.front.keys.contains(&"collection") {
                let span = document.key_span("collection");
                diagnostics.push(mistakes::collection_in_translation(span, &document.id));
            }
        }
        diagnostics.extend(kinds.check_fields(indexes, config));
        kinds.fingerprint = combine(kinds.fingerprint, fingerprint(format!("{:?}", kinds.all).as_bytes()));
        kinds
    }

    /// Adds the section of a taxonomy, and the texts on its terms.
    fn add_taxonomy(&mut self, id: &'static str) {
        self.sections.push(id.into());
        let place = CONTENT_TYPES.len() + self.all.len();
        let base: &'static dyn ContentType = &super::own::TOPIC;
        self.all.push(Arc::new(Kind { place, folder: id.into(), base, collection: None, fields: Vec::new() }));
    }

    /// Adds a collection.
    fn add(&mut self, folder: &str, document: &Document) {
        let collection = document.front.collection.0.clone().unwrap_or_default();
        let base = content_type(collection.kind.as_deref().unwrap_or("publication"));
        let place = CONTENT_TYPES.len() + self.all.len();
        let folder: Arc<str> = folder.into();
        self.sections.push(Arc::clone(&folder));
        if let Some(base) = base {
            let fields = collection.fields.clone();
            self.all.push(Arc::new(Kind { place, folder, base, collection: Some(collection), fields }));
        }
    }

    /// Adds the fields that the `_index.md` of a built-in folder declares.
    fn add_fields(&mut self, folder: &str, document: &Document) {
        let Some(collection) = &document.front.collection.0 else { return };
        let built_in = self.all.iter_mut().find(|kind| *kind.folder == *folder && kind.collection.is_none());
        if let Some(kind) = built_in {
            let Kind { place, folder, base, .. } = &**kind;
            let (folder, fields) = (Arc::clone(folder), collection.fields.clone());
            *kind = Arc::new(Kind { place: *place, folder, base: *base, collection: None, fields });
        }
    }

    /// Returns the fields of each folder that has some, as its texts are parsed.
    pub fn fields(&self) -> BTreeMap<String, Vec<Field>> {
        let with_fields = self.all.iter().filter(|kind| !kind.fields.is_empty());
        with_fields.map(|kind| (kind.folder().to_owned(), kind.fields.clone())).collect()
    }

    /// Returns the kind of the pages of a folder.
    pub fn of_folder(&self, folder: &str) -> Option<&Arc<Kind>> {
        self.all.iter().find(|kind| kind.folder() == folder && folder != INDEX)
    }

    /// Returns the built-in kind of a type.
    pub fn of_type(&self, name: &str) -> Option<&Arc<Kind>> {
        self.built_in().find(|kind| kind.name() == name)
    }

    /// Returns the kind of `_index.md` files.
    pub fn index(&self) -> Option<&Arc<Kind>> {
        self.all.iter().find(|kind| kind.folder() == INDEX)
    }

    /// Returns the kinds whose pages are written by type.
    pub fn built_in(&self) -> impl Iterator<Item = &Arc<Kind>> {
        self.all.iter().filter(|kind| kind.collection.is_none() && kind.folder() != INDEX)
    }

    /// Returns the collections, in order of folder.
    pub fn collections(&self) -> impl Iterator<Item = &Arc<Kind>> {
        self.all.iter().filter(|kind| kind.collection.is_some())
    }

    /// Returns the kinds whose pages are listed by date.
    pub fn archives(&self) -> impl Iterator<Item = &Arc<Kind>> + Clone {
        self.all.iter().filter(|kind| kind.has_archive())
    }

    /// Returns the files of layouts that collections take, where they are there.
    pub fn layouts(&self) -> impl Iterator<Item = String> {
        let files = |name: &str| Kind::files_of(name);
        self.collections().filter_map(|kind| kind.own_layout()).flat_map(files)
    }

    /// Returns the ids of all sections: those that are always there, then the collections.
    pub fn sections(&self) -> &[Arc<str>] {
        &self.sections
    }

    /// Returns the place of a section by its id.
    pub fn section(&self, id: &str) -> Option<usize> {
        self.sections.iter().position(|known| **known == *id)
    }

    /// Returns the kinds of blocks in texts.
    pub fn blocks(&self) -> &Arc<BlockKinds> {
        &self.blocks
    }

    /// Returns the fingerprint of all that is said of the kinds.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }
}
