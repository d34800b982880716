//! Content types: what kinds of page there are, which keys each takes, where it is published.
//!
//! A content type is one file here and its line in `CONTENT_TYPES`.

mod brief;
mod index;
mod kind;
mod letter;
mod newsletter;
mod own;
mod page;
mod publication;
mod recommendation;

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::config::Config;
use crate::diag::{Diagnostic, Span, mistakes};
use crate::parse::{Document, INHERITED, Permalink};
use crate::route::{OutPath, RouteError, composed};
use crate::source::page_stem;

pub use kind::{Kind, Kinds};

/// All content types.
static CONTENT_TYPES: [&dyn ContentType; 12] = [
    &letter::Letter,
    &brief::Brief,
    &newsletter::Newsletter,
    &recommendation::Recommendation,
    &page::PlainPage,
    &own::STATE,
    &own::TOPIC,
    &own::INSTRUMENT,
    &own::BODY,
    &own::SESSION,
    &publication::Publication,
    &index::Index,
];

/// What stands for the folder of `_index.md` files, which are of all folders; no folder of pages can have this name.
pub const INDEX: &str = "_index";

/// The keys that every type takes.
const COMMON_KEYS: [&str; 23] = [
    "type",
    "title",
    "date",
    "updated",
    "description",
    "slug",
    "permalink",
    "link",
    "draft",
    "embargo",
    "expires",
    "photo",
    "topics",
    "states",
    "to",
    "authors",
    "source",
    "reference",
    "attachments",
    "aliases",
    "corrections",
    "newsletter",
    "extra",
];

/// The common keys that a page without a page of its own does not have.
const RECORDS_LACK: [&str; 3] = ["permalink", "aliases", "newsletter"];

/// The keys of an `_index.md`.
const INDEX_KEYS: [&str; 3] = ["title", "description", "collection"];

/// A type of page.
pub trait ContentType: Sync {
    /// Returns the name in `type:`, which is also the name of the layout.
    fn name(&self) -> &'static str;

    /// Returns the built-in folder under `content/` whose pages are of this type; also the id of their section.
    fn folder(&self) -> Option<&'static str>;

    /// Returns the keys it takes beside the common ones.
    fn keys(&self) -> &'static [&'static str];

    /// Returns the keys that must be there, beside the title.
    fn required(&self) -> &'static [&'static str];

    /// Returns the segments of the address of a page of a collection, below its folder.
    fn below_folder(&self, document: &Document) -> Vec<String> {
        vec![slug_of(document)]
    }

    /// Returns the segments of the address, without the language.
    fn segments(&self, document: &Document) -> Vec<String>;

    /// Tells whether the type has archive pages.
    fn has_archive(&self) -> bool {
        false
    }

    /// Tells whether a page of it is a page of the site, and not the text on another.
    fn has_page(&self) -> bool {
        true
    }

    /// Returns the layout of the newsletter version, for types that have one.
    fn mail_layout(&self) -> Option<&'static str> {
        None
    }

    /// Checks what only this type knows.
    fn check(&self, _document: &Document, _diagnostics: &mut Vec<Diagnostic>) {}
}

impl std::fmt::Debug for dyn ContentType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// A document with its type and address.
#[derive(Clone, Debug)]
pub struct Page {
    /// The parsed file.
    pub document: Arc<Document>,
    /// The kind.
    pub kind: Arc<Kind>,
    /// Where it is published.
    pub route: OutPath,
    /// Where it would be published if it had to make room for no other page, if that is elsewhere.
    pub alone: Option<OutPath>,
    /// What classifying found wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Returns the section that an `_index.md` is about.
fn section_of(document: &Document) -> &str {
    Some(document.folder()).filter(|folder| !folder.is_empty()).unwrap_or("home")
}

/// Tells whether a page of a kind, or an `_index.md`, may have a key of front matter.
pub fn takes_key(kind: &Kind, key: &str) -> bool {
    match kind.folder() {
        INDEX => INDEX_KEYS.contains(&key),
        _ => COMMON_KEYS.contains(&key) || kind.takes(key),
    }
}

/// Tells whether pages of a kind lack a common key, for they have no pages of their own.
pub fn lacks_key(kind: &Kind, key: &str) -> bool {
    !kind.is_rendered() && RECORDS_LACK.contains(&key)
}

/// Returns the type with this name.
fn content_type(name: &str) -> Option<&'static dyn ContentType> {
    CONTENT_TYPES.into_iter().find(|kind| kind.name() == name)
}

/// Tells whether the text at a path says what a section is: the `_index.md` of a folder right under `content/`, or of `content/`
/// itself, which is the text of the home page, or a translation.
pub fn is_index(path: &str) -> bool {
    let stem = path.strip_prefix("content/").and_then(page_stem);
    let name = stem.and_then(|stem| stem.split_once('/').map_or(stem, |(_, name)| name).strip_prefix(INDEX));
    name.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') && !rest.contains('/'))
}

/// Gives a document its kind and address; `None` when no kind fits, which is reported in the list.
pub fn classify_page(document: Arc<Document>, kinds: &Kinds, config: &Config) -> Result<Page, Vec<Diagnostic>> {
    let mut diagnostics = Vec::new();
    let kind = match find_kind(&document, kinds) {
        Ok(kind) => Arc::clone(kind),
        Err(diagnostic) => return Err(vec![*diagnostic]),
    };
    // A file whose front matter could not be read at all has had its say already.
    let readable = !document.front.keys.is_empty();
    if readable || document.diagnostics.is_empty() {
        match kind.folder() {
            INDEX => check_index_keys(&document, &mut diagnostics),
            _ => check_keys(&document, (&kind, kinds), config, &mut diagnostics),
        }
        kind.check(&document, &mut diagnostics);
    }
    match route_of(&document, &kind, config) {
        Ok(route) => Ok(Page { document, kind, route, alone: None, diagnostics }),
        Err(error) => {
            diagnostics.push(mistakes::bad_route(document.address_span(), &error.to_string()));
            Err(diagnostics)
        }
    }
}

/// Returns where a page is published: at its permalink, which is the whole address, or where its kind says.
fn route_of(document: &Document, kind: &Kind, config: &Config) -> Result<OutPath, RouteError> {
    if let Some(permalink) = &document.front.permalink {
        return OutPath::of_alias(permalink);
    }
    let mut segments: Vec<String> = Vec::new();
    segments.extend(config.language_prefix(&document.lang).map(str::to_owned));
    segments.extend(kind.segments(document));
    segments.push("index.html".to_owned());
    OutPath::parse(&composed(&segments.join("/")))
}

/// Returns the kind that the front matter or the folder says.
fn find_kind<'a>(document: &Document, kinds: &'a Kinds) -> Result<&'a Arc<Kind>, Box<Diagnostic>> {
    let known = kinds.index().filter(|_| is_index(&document.path));
    let name = document.id.rsplit('/').next().unwrap_or(&document.id);
    if known.is_none() && name == INDEX {
        return Err(Box::new(mistakes::index_elsewhere(Span::whole(&document.path))));
    }
    let folder = document.id.split('/').next().unwrap_or("");
    let of_folder = known.or_else(|| kinds.of_folder(folder));
    if let Some(name) = &document.front.kind {
        let span = || document.value_span("type");
        if of_folder.is_some_and(|kind| kind.folder() == INDEX || kind.collection().is_some()) {
            return Err(Box::new(mistakes::type_in_collection(document.key_span("type"), folder)));
        }
        let names: Vec<&str> = kinds.built_in().map(|kind| kind.name()).collect();
        return kinds.of_type(name).ok_or_else(|| Box::new(mistakes::unknown_type(span(), name, &names)));
    }
    of_folder.ok_or_else(|| {
        let folders: Vec<&str> = kinds.built_in().map(|kind| kind.folder()).collect();
        let in_folder = document.id.contains('/');
        Box::new(mistakes::no_type(Span::whole(&document.path), folder, &folders, in_folder))
    })
}

/// Reports keys that an `_index.md` does not have, or lacks.
fn check_index_keys(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let front = &document.front;
    let name = document.id.rsplit('/').next().unwrap_or(&document.id);
    if name != INDEX {
        diagnostics.push(mistakes::odd_index_name(Span::whole(&document.path), name));
    }
    if front.blank.contains(&"title") {
        diagnostics.push(mistakes::empty_required(document.key_span("title"), "title"));
    } else if !front.keys.contains(&"title") && !front.misspelt.contains(&"title") {
        diagnostics.push(mistakes::missing_key(document.span(0..3), "title", Some("`_index.md`")));
    }
    for key in front.keys.iter().filter(|key| !INDEX_KEYS.contains(key)) {
        diagnostics.push(mistakes::key_not_of_index(document.key_span(key), key, &INDEX_KEYS));
    }
}

/// Reports keys that are missing or not of this type.
fn check_keys(document: &Document, (kind, kinds): (&Kind, &Kinds), config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    let front = &document.front;
    if !front.keys.contains(&"draft")
        && !front.keys.contains(&"embargo")
        && let Some(name) = holding_name(document)
    {
        diagnostics.push(mistakes::held_by_name(Span::whole(&document.path), name));
    }
    let address_keys = kind.address_keys();
    let is_field = |key: &str| kind.fields().iter().any(|field| field.own_name() == Some(key));
    let is_of_draft = document.held_longer().is_some_and(|(_, held)| held == "draft");
    for key in ["title"].into_iter().chain(kind.required()) {
        let is_of_address = address_keys.contains(&key);
        if front.blank.contains(&key)
            || is_of_address && key == "states" && document.says(key) && front.states.is_empty()
        {
            diagnostics.push(mistakes::empty_required(document.key_span(key), key));
        // What a translation does not say of the fields of a collection is that of the page itself.
        } else if document.inherited.is_some() && !is_of_address && is_field(key) && !is_of_draft {
            continue;
        } else if !document.says(key) && !front.misspelt.contains(&key) {
            let is_shared = INHERITED.contains(&key) || config.taxonomy(key).is_some();
            if is_shared && document.lacks_as_page_itself(key) {
                continue;
            }
            let owner = format!("`{}`", kind.name());
            let found = mistakes::missing_key(document.span(0..3), key, Some(&owner));
            let permalink = kind.permalink().filter(|_| is_of_address).map(Permalink::written);
            let found = found.hint_if(kind.options(key).map(|options| mistakes::one_of(&options)));
            let found = found.hint_if(permalink.map(|permalink| mistakes::made_of_key(&permalink)));
            diagnostics.push(
                match document.held_longer().filter(|(from, _)| (is_shared || is_field(key)) && from.says(key)) {
                    Some((from, held)) => {
                        found.also(from.key_span(held), mistakes::HELD_HERE).hint(mistakes::WITHOUT_PAGE_ITSELF)
                    }
                    None => found,
                },
            );
        }
    }
    for key in &front.keys {
        if *key == "collection" {
            diagnostics.push(mistakes::collection_in_page(document.key_span(key)));
        } else if !takes_key(kind, key) && config.taxonomy(key).is_none() {
            let owners: Vec<&str> = kinds.built_in().filter(|other| other.takes(key)).map(|kind| kind.name()).collect();
            diagnostics.push(mistakes::key_of_other_type(document.key_span(key), key, kind.name(), &owners));
        }
    }
    check_address(document, kind, diagnostics);
    let without = front.keys.iter().filter(|key| lacks_key(kind, key));
    diagnostics.extend(without.map(|key| mistakes::key_of_record(document.key_span(key), key, &document.path)));
    if let (Some(date), Some(updated)) = (front.date, front.updated)
        && updated.date() < date.date()
    {
        diagnostics.push(mistakes::updated_before_date(document.value_span("updated"), document.value_span("date")));
    }
    if let (Some(starts), Some(ends)) = (front.moment("starts"), front.moment("ends")) {
        let zone = &config.time_zone;
        let is_before = match starts.has_time() && ends.has_time() {
            true => ends.instant(zone) < starts.instant(zone),
            false => ends.date() < starts.date(),
        };
        if is_before {
            let starts = document.value_span("starts");
            diagnostics.push(mistakes::ends_before_starts(document.value_span("ends"), starts));
        }
    }
    if let (Some(embargo), Some(expires)) = (front.embargo, front.expires) {
        let zone = &config.time_zone;
        if expires.instant(zone) <= embargo.instant(zone) {
            let embargo = document.value_span("embargo");
            diagnostics.push(mistakes::expires_before_embargo(document.value_span("expires"), embargo));
        }
    }
}

/// Reports what a page says of its address that comes to nothing.
fn check_address(document: &Document, kind: &Kind, diagnostics: &mut Vec<Diagnostic>) {
    let front = &document.front;
    let beside = |key: &str, other: &str| front.keys.contains(&key) && front.keys.contains(&other);
    if beside("permalink", "slug") {
        diagnostics.push(mistakes::slug_beside_permalink(document.key_span("slug"), document.key_span("permalink")));
    } else if let Some(permalink) = kind.permalink().filter(|permalink| !permalink.has(":slug"))
        && front.slug.is_some()
    {
        diagnostics.push(mistakes::slug_of_no_use(document.key_span("slug"), &permalink.written()));
    }
    if front.keys.contains(&"permalink") && document.elsewhere().is_some() {
        let link = document.key_span("link");
        diagnostics.push(mistakes::permalink_of_page_elsewhere(document.key_span("permalink"), link));
    }
}

/// Returns the part of a file's path by whose name people, or other programs, hold pages back.
fn holding_name(document: &Document) -> Option<&str> {
    let path = document.path.strip_prefix("content/").unwrap_or(&document.path);
    let name = page_stem(path).unwrap_or(path);
    let is_draft = |word: &str| ["draft", "drafts"].iter().any(|draft| word.eq_ignore_ascii_case(draft));
    let stem_says = |part: &&str| part.split('.').skip(1).any(is_draft);
    let in_folders = || path.rsplit_once('/').and_then(|(folders, _)| folders.split('/').find(|part| is_draft(part)));
    let hidden = || path.split('/').find(|part| part.starts_with('_'));
    let last = name.rsplit('/').next().filter(stem_says).and_then(|_| path.rsplit('/').next());
    hidden().or_else(in_folders).or(last)
}

/// Returns the slug: what the front matter says, else the last part of the id, made fit for an address.
pub fn slug_of(document: &Document) -> String {
    document.front.slug.clone().unwrap_or_else(|| {
        let name = document.id.rsplit('/').next().unwrap_or(&document.id);
        slug_from_name(name)
    })
}

/// Returns a file's name as a slug: lower case, blanks and other signs as hyphens; letters of any script stay.
///
/// File systems differ in how they store an accent, so the slug has one form of it (Unicode Standard Annex 15, NFC).
pub fn slug_from_name(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in name.nfc().flat_map(char::to_lowercase) {
        // The marks of many scripts are no letters, and words fall apart without them.
        let mark = is_combining_mark(c) && !slug.is_empty() && !slug.ends_with('-');
        if c.is_alphanumeric() || mark {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-').to_owned();
    if slug.is_empty() { "page".to_owned() } else { slug }
}
