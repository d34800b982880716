//! Content types: what kinds of page there are, which keys each takes, where it is published.
//!
//! A content type is one file here and its line in [`CONTENT_TYPES`].

mod brief;
mod letter;
mod newsletter;
mod page;
mod recommendation;

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::config::Config;
use crate::diag::{Diagnostic, Span, mistakes};
use crate::parse::Document;
use crate::route::{OutPath, RouteError, composed};
use crate::source::page_stem;

/// All content types.
pub static CONTENT_TYPES: [&dyn ContentType; 5] =
    [&letter::Letter, &brief::Brief, &newsletter::Newsletter, &recommendation::Recommendation, &page::PlainPage];

/// The keys that every type takes.
const COMMON_KEYS: [&str; 22] = [
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
    "authors",
    "source",
    "reference",
    "attachments",
    "aliases",
    "corrections",
    "newsletter",
    "extra",
];

/// A kind of page.
pub trait ContentType: Sync {
    /// Returns the name in `type:`, which is also the name of the layout.
    fn name(&self) -> &'static str;

    /// Returns the folder under `content/` whose pages are of this type; also the id of their section.
    fn folder(&self) -> &'static str;

    /// Returns the keys it takes beside the common ones.
    fn keys(&self) -> &'static [&'static str];

    /// Returns the keys that must be there, beside the title.
    fn required(&self) -> &'static [&'static str];

    /// Returns the segments of the address, without the language.
    fn segments(&self, document: &Document) -> Vec<String>;

    /// Tells whether the type has archive pages.
    fn has_archive(&self) -> bool {
        false
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
    /// The type.
    pub kind: &'static dyn ContentType,
    /// Where it is published.
    pub route: OutPath,
    /// What classifying found wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Returns the type with this name.
pub fn content_type(name: &str) -> Option<&'static dyn ContentType> {
    CONTENT_TYPES.into_iter().find(|kind| kind.name() == name)
}

/// Gives a document its type and address; `None` when no type fits, which is reported in the list.
pub fn classify_page(document: Arc<Document>, config: &Config) -> Result<Page, Vec<Diagnostic>> {
    let mut diagnostics = Vec::new();
    let kind = match find_kind(&document) {
        Ok(kind) => kind,
        Err(diagnostic) => return Err(vec![*diagnostic]),
    };
    // A file whose front matter could not be read at all has had its say already.
    let readable = !document.front.keys.is_empty();
    if readable || document.diagnostics.is_empty() {
        check_keys(&document, kind, &mut diagnostics);
        kind.check(&document, &mut diagnostics);
    }
    match route_of(&document, kind, config) {
        Ok(route) => Ok(Page { document, kind, route, diagnostics }),
        Err(error) => {
            diagnostics.push(mistakes::bad_route(document.address_span(), &error.to_string()));
            Err(diagnostics)
        }
    }
}

/// Returns where a page is published: at its permalink, which is the whole address, or where its type says.
fn route_of(document: &Document, kind: &dyn ContentType, config: &Config) -> Result<OutPath, RouteError> {
    if let Some(permalink) = &document.front.permalink {
        return OutPath::of_alias(permalink);
    }
    let mut segments: Vec<String> = Vec::new();
    segments.extend(config.language_prefix(&document.lang).map(str::to_owned));
    segments.extend(kind.segments(document));
    segments.push("index.html".to_owned());
    OutPath::parse(&composed(&segments.join("/")))
}

/// Returns the type that the front matter or the folder says.
fn find_kind(document: &Document) -> Result<&'static dyn ContentType, Box<Diagnostic>> {
    if let Some(name) = &document.front.kind {
        let names = CONTENT_TYPES.map(ContentType::name);
        return content_type(name)
            .ok_or_else(|| Box::new(mistakes::unknown_type(document.value_span("type"), name, &names)));
    }
    let folder = document.id.split('/').next().unwrap_or("");
    CONTENT_TYPES.into_iter().find(|kind| kind.folder() == folder).ok_or_else(|| {
        let folders = CONTENT_TYPES.map(ContentType::folder);
        Box::new(mistakes::no_type(Span::whole(&document.path), folder, &folders))
    })
}

/// Reports keys that are missing or not of this type.
fn check_keys(document: &Document, kind: &dyn ContentType, diagnostics: &mut Vec<Diagnostic>) {
    let front = &document.front;
    if !front.keys.contains(&"draft")
        && !front.keys.contains(&"embargo")
        && let Some(name) = holding_name(document)
    {
        diagnostics.push(mistakes::held_by_name(Span::whole(&document.path), name));
    }
    for key in ["title"].iter().chain(kind.required()) {
        if front.blank.contains(key) {
            diagnostics.push(mistakes::empty_required(document.key_span(key), key));
        // A missing session is reported with those that there are, which only the data know.
        } else if *key != "session" && !front.keys.contains(key) && !front.misspelt.contains(key) {
            let owner = format!("`{}`", kind.name());
            diagnostics.push(mistakes::missing_key(document.span(0..3), key, Some(&owner)));
        }
    }
    for key in &front.keys {
        if !COMMON_KEYS.contains(key) && !kind.keys().contains(key) {
            let owners: Vec<&str> =
                CONTENT_TYPES.into_iter().filter(|other| other.keys().contains(key)).map(ContentType::name).collect();
            diagnostics.push(mistakes::key_of_other_type(document.key_span(key), key, kind.name(), &owners));
        }
    }
    let beside = |key: &str, other: &str| front.keys.contains(&key) && front.keys.contains(&other);
    if beside("permalink", "slug") {
        diagnostics.push(mistakes::slug_beside_permalink(document.key_span("slug"), document.key_span("permalink")));
    }
    if front.keys.contains(&"permalink") && document.elsewhere().is_some() {
        let link = document.key_span("link");
        diagnostics.push(mistakes::permalink_of_page_elsewhere(document.key_span("permalink"), link));
    }
    if let (Some(date), Some(updated)) = (front.date, front.updated)
        && updated.date() < date.date()
    {
        diagnostics.push(mistakes::updated_before_date(document.value_span("updated"), document.value_span("date")));
    }
    if let (Some(embargo), Some(expires)) = (front.embargo, front.expires) {
        let utc = jiff::tz::TimeZone::UTC;
        if expires.instant(&utc) <= embargo.instant(&utc) {
            let embargo = document.value_span("embargo");
            diagnostics.push(mistakes::expires_before_embargo(document.value_span("expires"), embargo));
        }
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
fn slug_of(document: &Document) -> String {
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
