//! Parsing: one Markdown file to one [`Document`].
//!
//! Takes a file's text; gives typed front matter, the body as HTML with holes where the rest of the site is needed
//! (addresses, words of the interface), and everything found on the way: headings, links, images, recommendations,
//! the first paragraph. Never fails and never sees another file: what is wrong is in `diagnostics`, and the rest is
//! still there.

mod anchors;
mod block;
mod block_kinds;
mod facts;
#[cfg(test)]
mod facts_tests;
mod field_facts;
mod front_matter;
mod inherited;
mod markdown;
mod own_blocks;
mod prose;
mod recommendation;
mod sanitise;
mod tags;
mod urls;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::config::RawHtml;
use crate::diag::{Diagnostic, Span};
use crate::route::composed;
use crate::source::{SourceFile, Text, page_stem};
use crate::track::Fingerprint;
use crate::yaml::{Mark, Source};

pub use block::{Argument, Block};
pub use block_kinds::{ArgumentKind, BlockKind, BlockKinds, Of, Takes};
pub use front_matter::{Applies, COLLECTION_TYPES, Collection, Permalink};
pub use front_matter::{
    Attachment, Correction, FrontMatter, ItemEntry, Mail, Photo, Scope, Signatories, Signatory, Tags,
};
pub use front_matter::{FIELD_TYPES, Field, FieldType, FieldValue, LIST_SHAPES, Listing, REFERENCE_DATA, Sort};
pub use front_matter::{FRONT_MATTER, KEYS as FRONT_MATTER_KEYS};
pub use inherited::{INHERITED, Inherited};
pub use markdown::extensions;
pub use own_blocks::{block_head, read_own_blocks};
pub use prose::{Prose, Shelf};
pub use recommendation::{Lead, Marker, Recommendation};

/// What parsing needs to know of the site; nothing of any other file.
#[derive(Clone, Debug)]
pub struct ParseOptions {
    /// What becomes of raw HTML.
    pub raw_html: RawHtml,
    /// The default language.
    pub language: String,
    /// All languages.
    pub languages: Vec<String>,
    /// The zone in which times without an offset are meant.
    pub time_zone: TimeZone,
    /// The fields that pages of a folder have besides.
    pub fields: BTreeMap<String, Vec<Field>>,
    /// The kinds of blocks.
    pub blocks: Arc<BlockKinds>,
    /// The ids of the taxonomies, which are keys of pages: the topics first.
    pub taxonomies: Vec<&'static str>,
}

impl ParseOptions {
    /// Returns the fields of the folder of a page, by its id.
    fn fields_of(&self, id: &str) -> &[Field] {
        let folder = id.split_once('/').map_or("", |(folder, _)| folder);
        let is_index = id.strip_prefix(folder) == Some("/_index");
        self.fields.get(folder).filter(|_| !is_index).map_or(&[], Vec::as_slice)
    }
}

/// One parsed Markdown file.
#[derive(Clone, Debug)]
pub struct Document {
    /// The path from the site's root: `content/letters/upr-49.fr.md`.
    pub path: Arc<str>,
    /// The path without language and suffix, from `content/`: `letters/upr-49`; shared by all translations.
    pub id: String,
    /// The language.
    pub lang: String,
    /// The text of the file, which is left once it was parsed.
    pub text: Arc<Text>,
    /// The range of the text that is front matter.
    pub yaml: Range<usize>,
    /// The typed front matter.
    pub front: FrontMatter,
    /// The body.
    pub body: Body,
    /// The fingerprint of the file.
    pub fingerprint: Fingerprint,
    /// What is wrong in this file alone.
    pub diagnostics: Vec<Diagnostic>,
    /// What a translation has of the page itself, once that is known.
    pub inherited: Option<Inherited>,
}

impl Document {
    /// Returns what is said of the page in a sentence or two: its description, or what stands for one.
    pub fn told(&self) -> &str {
        let front = &self.front;
        let own = front.description.as_deref().or(front.summary.as_deref()).or(front.preheader.as_deref());
        own.unwrap_or(&self.body.summary)
    }

    /// Returns the front matter, and where it stands.
    fn source(&self) -> Source {
        let text = self.text.get();
        // A file that is another by now has no text here.
        let range = if text.len() < self.yaml.end { 0..0 } else { self.yaml.clone() };
        Source { file: Arc::clone(&self.path), text, range }
    }

    /// Returns the span of a byte range of the file.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(&self.path, &self.text.get(), range)
    }

    /// Returns the span of a front matter value, such as `states[2]`.
    pub fn value_span(&self, path: &str) -> Span {
        self.writer_of(path).source().locate(path, Mark::Value)
    }

    /// Returns the span of a front matter key.
    pub fn key_span(&self, path: &str) -> Span {
        self.writer_of(path).source().locate(path, Mark::Key)
    }

    /// Returns the span of words within a byte range of the file, where they stand last in it.
    pub fn words_span(&self, range: Range<usize>, words: &str) -> Span {
        Span::of_words(&self.path, &self.text.get(), range, words)
    }

    /// Returns the span of a link's or image's destination: in the link, or in the line that says what its name means.
    pub fn dest_span(&self, range: &Range<usize>, dest: &str) -> Span {
        let text = self.text.get();
        let definition = || text.find(&format!("]: {dest}")).map(|at| at + 3..at + 3 + dest.len());
        match text.get(range.clone()).is_none_or(|link| link.contains(dest)) {
            false if !dest.is_empty() => self.span(definition().unwrap_or_else(|| range.clone())),
            _ => self.words_span(range.clone(), dest),
        }
    }

    /// Returns the span of what the page's address is made of: its permalink, its slug, or else the file's name.
    pub fn address_span(&self) -> Span {
        match (&self.front.permalink, &self.front.slug) {
            (Some(_), _) => self.value_span("permalink"),
            (None, Some(_)) => self.value_span("slug"),
            (None, None) => Span::whole(&self.path),
        }
    }

    /// Returns the address elsewhere that stands for the page: that of a page with `link` and nothing to read.
    pub fn elsewhere(&self) -> Option<&str> {
        let has_text = self.body.words > 0 || !self.body.images.is_empty();
        self.front.link.as_deref().filter(|_| !has_text)
    }

    /// Returns the folder of the file from `content/`, without a final slash: `briefs/upr-49`.
    pub fn folder(&self) -> &str {
        let path = self.path.strip_prefix("content/").unwrap_or(&self.path);
        path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Tells whether the file is the `index.md` of a folder of its own.
    pub fn is_bundle(&self) -> bool {
        let name = self.path.rsplit('/').next().and_then(page_stem);
        name.is_some_and(|name| name == "index" || name.starts_with("index."))
    }
}

/// A body: HTML with holes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// The HTML, complete but for the holes.
    pub html: Prose,
    /// The holes, in order of their offset in `html`.
    pub holes: Vec<(u32, Hole)>,
    /// The links that wait for an address.
    pub links: Vec<Link>,
    /// The images.
    pub images: Vec<Image>,
    /// The blocks that are made of more than the text.
    pub blocks: Vec<Block>,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// Every id that can be linked to, sorted.
    pub anchors: Vec<String>,
    /// The recommendations, in order.
    pub recommendations: Vec<Recommendation>,
    /// The text of the first paragraph.
    pub summary: String,
    /// The number of words.
    pub words: usize,
}

impl Body {
    /// Tells whether the text begins with a hero, which has the heading of the page.
    pub fn has_hero(&self) -> bool {
        self.blocks.first().is_some_and(|block| block.name == "hero")
    }
}

/// What goes into a hole when the page is rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hole {
    /// The address of a link, as a whole attribute; nothing when the target is not published.
    Link(u32),
    /// An image, as a whole element.
    Image(u32),
    /// An image with its caption, as a figure.
    Figure(u32),
    /// The beginning of a block that is made of more than the text.
    Block(u32),
    /// Its end.
    BlockEnd(u32),
    /// The type and the size of the file that a link leads to, as a whole element; nothing where that is not published.
    File(u32),
    /// A text of the interface, escaped.
    Label(Label),
}

/// A text of the interface that stands inside a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    /// The accessible name of the link to a recommendation, by the label that is written there.
    Recommendation(Option<Box<str>>),
    /// The accessible name of a table that scrolls, by its number.
    Table(u32),
    /// The accessible name of the list of footnotes.
    Footnotes,
    /// The accessible name of the way back from a footnote, by its number.
    FootnoteBack(u32),
    /// That something stands on another site, by its host.
    OtherSite(Box<str>),
    /// The title of an alert of this kind (`note`, `tip`, `important`, `warning`, `caution`).
    Alert(&'static str),
}

/// A link to something of this site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The destination as written, entities decoded.
    pub dest: String,
    /// Where the link stands in the file.
    pub range: Range<usize>,
}

/// An image in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// The source as written.
    pub src: String,
    /// The alternative text.
    pub alt: String,
    /// The title, shown as a caption.
    pub title: String,
    /// Where the image stands in the file.
    pub range: Range<usize>,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The level, 2 to 6.
    pub level: u8,
    /// The id.
    pub id: String,
    /// The text.
    pub text: String,
}

/// Parses one Markdown file.
pub fn parse_source(file: &SourceFile, options: &ParseOptions) -> Document {
    let held = file.text.clone().unwrap_or_else(|| Arc::new(Text::held("".into())));
    let mut diagnostics = Vec::new();
    let text = held.get();
    let (id, lang) = identify(&file.path, options, &mut diagnostics);
    let (yaml, body_start) = front_matter::split(&file.path, &text, &mut diagnostics);
    let source = Source { file: Arc::clone(&file.path), text: Arc::clone(&text), range: yaml };
    let front = front_matter::read(&source, (options, options.fields_of(&id)), &mut diagnostics);
    diagnostics.extend(front_matter::in_text(&file.path, &text, body_start, &front));
    let body = markdown::read_body(&file.path, &text, body_start, &lang, options, &mut diagnostics);
    let (path, fingerprint) = (Arc::clone(&file.path), file.fingerprint);
    let yaml = source.range;
    Document { path, id, lang, text: held, yaml, front, body, fingerprint, diagnostics, inherited: None }
}

/// Returns what looks like a language in a file's name: the two or three small letters before the suffix.
pub(crate) fn language_of_name(path: &str) -> Option<&str> {
    let (_, lang) = page_stem(path)?.rsplit('/').next()?.rsplit_once('.')?;
    (matches!(lang.len(), 2..=3) && lang.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(lang)
}

/// Returns the id and the language that the path of a file says.
fn identify(path: &Arc<str>, options: &ParseOptions, diagnostics: &mut Vec<Diagnostic>) -> (String, String) {
    let inner = path.strip_prefix("content/").unwrap_or(path);
    let stem = page_stem(inner).unwrap_or(inner);
    let (stem, lang) = match stem.rsplit_once('.') {
        Some((rest, lang)) if options.languages.iter().any(|known| known == lang) => (rest, lang.to_owned()),
        Some((rest, lang)) if language_of_name(path) == Some(lang) => {
            diagnostics.push(crate::diag::mistakes::unknown_language(Span::whole(path), lang, &options.languages));
            (rest, lang.to_owned())
        }
        _ => (stem, options.language.clone()),
    };
    let id = stem.strip_suffix("/index").unwrap_or(stem);
    (composed(id).into_owned(), lang)
}
