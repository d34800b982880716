//! Reading the keys of front matter, each with its rule.

use std::sync::Arc;

use jiff::tz::TimeZone;
use serde_yaml::Value;

use super::super::ParseOptions;
use super::collection::{Collection, is_slug, read_collection};
use super::declared::Field;
use super::fields::read_values;
use super::misplaced::in_extra;
use super::table::{COLLECTION, FRONT_MATTER, TITLE_LIMIT};
use super::types::*;
use crate::address;
use crate::config::{TOPICS, read_web_url};
use crate::diag::mistakes;
use crate::moment::Moment;
use crate::route::OutPath;
use crate::yaml::{self, Map, Node, What, names};

/// The keys that hold a page back.
const HOLDING: [&str; 3] = ["draft", "embargo", "expires"];

/// The keys of front matter, of all types.
pub const KEYS: [&str; FRONT_MATTER.len()] = names(&FRONT_MATTER);

/// The key of plain pages that a collection may declare as a field of its own.
const ORDER: &str = "order";

/// The keys of `collection:`.
const COLLECTION_KEYS: [&str; COLLECTION.len()] = names(&COLLECTION);

/// Reads every key; order follows the content model.
pub(super) fn read_keys(map: &mut Map<'_>, options: &ParseOptions, fields: &[Field]) -> Option<FrontMatter> {
    let zone = &options.time_zone;
    let own = || fields.iter().filter_map(Field::own_name);
    let of_fields = own().filter(|name| !KEYS.contains(name));
    let names: Vec<&'static str> = KEYS.into_iter().chain(own_taxonomies(options)).chain(of_fields).collect();
    let has_own_order = own().any(|name| name == ORDER);
    let front = FrontMatter {
        keys: names.iter().copied().filter(|key| map.has(key)).collect(),
        blank: map.blank_keys(&names),
        misspelt: Vec::new(),
        tags: Vec::new(),
        kind: map.text("type"),
        title: map.field("title", read_title),
        date: map.field("date", read_moment),
        updated: map.field("updated", read_moment),
        description: map.words("description"),
        slug: map.field("slug", read_slug),
        permalink: map.field("permalink", read_permalink),
        link: map.field("link", read_web_url),
        draft: map.field("draft", yaml::boolean).unwrap_or(false),
        embargo: map.field("embargo", |node| read_instant(node, zone)),
        expires: map.field("expires", |node| read_instant(node, zone)),
        photo: map.field("photo", |node| node.map(read_photo)),
        terms: read_terms(map, &options.taxonomies),
        states: map.field("states", read_texts).unwrap_or_default(),
        to: map.field("to", read_texts).unwrap_or_default(),
        authors: map.field("authors", |node| node.list(yaml::words)).unwrap_or_default(),
        source: map.words("source"),
        reference: map.words("reference"),
        attachments: map.field("attachments", |node| node.list(read_attachment)).unwrap_or_default(),
        aliases: map.field("aliases", read_aliases).unwrap_or_default(),
        corrections: map.field("corrections", |node| node.list(read_correction)).unwrap_or_default(),
        newsletter: map.field("newsletter", read_mail),
        extra: map.field("extra", read_extra),
        order: if has_own_order { None } else { map.field(ORDER, yaml::number) },
        session: map.text("session"),
        addressee: map.words("addressee"),
        place: map.words("place"),
        salutation: map.words("salutation"),
        closing: map.words("closing"),
        signatories: map.field("signatories", read_signatories).unwrap_or_default(),
        scope: map.field("scope", read_scope),
        state: map.text("state"),
        summary: map.words("summary"),
        instruments: map.field("instruments", read_texts).unwrap_or_default(),
        applies: map.field("applies", |node| node.map(read_applies)),
        number: map.field("number", yaml::number),
        subject: map.words("subject"),
        preheader: map.words("preheader"),
        items: map.field("items", |node| node.list(read_item)).unwrap_or_default(),
        collection: Declared(map.field("collection", |node| read_declaration(node, options))),
        fields: read_values(map, fields, read_moment),
    };
    for key in HOLDING.into_iter().filter(|key| map.is_blank(key)) {
        map.note_key(key, move |span| mistakes::holds_nothing(span, key));
    }
    Some(front)
}

/// Returns the taxonomies of the site's own whose ids are no keys of all pages anyhow.
fn own_taxonomies(options: &ParseOptions) -> impl Iterator<Item = &'static str> {
    options.taxonomies.iter().copied().filter(|id| !KEYS.contains(id))
}

/// Reads the terms that a page names, by taxonomy.
fn read_terms(map: &mut Map<'_>, taxonomies: &[&'static str]) -> Vec<(&'static str, Vec<String>)> {
    let mut read = |id: &'static str| map.field(id, read_texts).map(|terms| (id, terms));
    let is_other = |id: &&'static str| *id == TOPICS || !KEYS.contains(id);
    taxonomies.iter().copied().filter(is_other).filter_map(&mut read).collect()
}

/// Reads `collection:`; one of which nothing can be read says nothing.
fn read_declaration(node: Node<'_>, options: &ParseOptions) -> Option<Arc<Collection>> {
    let taken: Vec<&str> = KEYS.into_iter().filter(|key| *key != ORDER).chain(own_taxonomies(options)).collect();
    let read = match node.value().is_map() {
        true => node.map(|map| {
            let keys = COLLECTION_KEYS.into_iter().filter(|key| map.has(key)).collect();
            Some(Collection { keys, ..read_collection(map, options, &taken)? })
        }),
        false => node.wrong("keys with values"),
    };
    Some(Arc::new(read.unwrap_or_default()))
}

/// Reads the title: one line, at most 200 characters.
fn read_title(node: Node<'_>) -> Option<String> {
    let text = node.words()?;
    let length = text.chars().count();
    if length > TITLE_LIMIT {
        node.note(move |span| mistakes::title_too_long(span, length, TITLE_LIMIT));
    }
    check_plain(&node, &text, "title");
    Some(text)
}

/// Notes control characters in a text that goes into one line.
fn check_plain(node: &Node<'_>, text: &str, key: &'static str) {
    if let Some(c) = text.chars().find(|c| c.is_control()) {
        node.note(move |span| mistakes::control_character(span, key, c));
    }
}

/// Reads a date or a date with time.
fn read_moment(node: Node<'_>) -> Option<Moment> {
    let text = node.date_text()?;
    let moment = Moment::parse(&text);
    if moment.is_none() {
        let key = node.name().to_owned();
        node.note(move |span| {
            let near: Vec<String> = Moment::near(&text).iter().map(Moment::written).collect();
            mistakes::bad_date(span, &key, &text, &near)
        });
    }
    moment
}

/// Reads a date with time and offset; what has none is offered in the zone of the site.
fn read_instant(node: Node<'_>, zone: &TimeZone) -> Option<Moment> {
    let text = node.date_text()?;
    let (key, zone) = (node.name().to_owned(), zone.clone());
    match Moment::parse(&text) {
        Some(moment) if moment.has_offset() => return Some(moment),
        Some(moment) => {
            node.note(move |span| mistakes::no_offset(span, &key, &full(&moment, &zone), moment.has_time()))
        }
        None => node.note(move |span| {
            let near: Vec<String> = Moment::near(&text).iter().map(|moment| full(moment, &zone)).collect();
            mistakes::bad_date(span, &key, &text, &near)
        }),
    }
    None
}

/// Returns a moment with time and offset, as an embargo is written; a bare date is its midnight.
pub(super) fn full(moment: &Moment, zone: &TimeZone) -> String {
    moment.with_time().iso(zone)
}

/// Reads a slug: `[a-z0-9-]+`.
fn read_slug(node: Node<'_>) -> Option<String> {
    let text = node.filled_text()?;
    if !is_slug(&text) {
        node.note(move |span| mistakes::bad_slug(span, &text));
        return None;
    }
    Some(text)
}

/// Reads the whole address of a page: a path of the site that ends in `/` or `.html`, or in a word, after which `/` is added.
fn read_permalink(node: Node<'_>) -> Option<String> {
    if matches!(node.value().what(), What::Bool(false)) {
        node.note(mistakes::permalink_false);
        return None;
    }
    let text = node.filled_text()?;
    if let Some(c) = address::unseen(&text) {
        node.note(move |span| mistakes::unseen_in_address(span, &text, c));
        return None;
    }
    let last = text.trim_end_matches('/').rsplit('/').next().unwrap_or("");
    let is_file =
        !text.ends_with('/') && last.contains('.') && ![".html", ".htm"].iter().any(|end| last.ends_with(end));
    let fault = match OutPath::of_alias(&text) {
        _ if !text.starts_with('/') => Some("it does not begin with `/`".to_owned()),
        _ if text.contains(['?', '#']) => Some("it has a query or a fragment".to_owned()),
        _ if text.contains("//") => Some("it has an empty part".to_owned()),
        _ if is_file => Some("a page ends in `/` or `.html`".to_owned()),
        Ok(_) => None,
        Err(why) => Some(why.to_string()),
    };
    if let Some(why) = fault {
        node.note(move |span| mistakes::bad_permalink(span, &text, &why));
        return None;
    }
    Some(text)
}

/// Reads a list of texts.
fn read_texts(node: Node<'_>) -> Option<Vec<String>> {
    node.list(yaml::filled_text)
}

/// Reads old addresses, of which none stands twice in whatever spelling.
fn read_aliases(node: Node<'_>) -> Option<Vec<String>> {
    let name =
        |alias: &String| OutPath::of_alias(alias).map_or_else(|_| alias.clone(), |route| route.as_str().to_owned());
    node.distinct(yaml::filled_text, name, mistakes::listed_twice)
}

/// Reads a photo.
fn read_photo(map: &mut Map<'_>) -> Option<Photo> {
    let src = map.required("src", yaml::filled_text);
    let alt = map.required("alt", yaml::words);
    let credit = map.required("credit", yaml::words);
    let caption = map.words("caption");
    let licence = map.words("licence");
    Some(Photo { src: src?, alt: alt?, credit: credit?, caption, licence })
}

/// Reads an attachment.
fn read_attachment(node: Node<'_>) -> Option<Attachment> {
    node.map(|map| {
        let src = map.required("src", yaml::filled_text);
        let title = map.required("title", yaml::words);
        let lang = map.text("lang");
        Some(Attachment { src: src?, title: title?, lang })
    })
}

/// Reads a correction.
fn read_correction(node: Node<'_>) -> Option<Correction> {
    node.map(|map| {
        let date = map.required("date", read_moment);
        let note = map.required("note", yaml::words);
        Some(Correction { date: date?, note: note? })
    })
}

/// Reads who signs: a list, or the name of a file that is one.
fn read_signatories(node: Node<'_>) -> Option<Signatories> {
    let is_file = match node.value().what() {
        What::Text(text) => text.to_ascii_lowercase().ends_with(".csv"),
        _ => false,
    };
    match is_file {
        true => node.filled_text().map(Signatories::File),
        false => node.list(read_signatory).map(Signatories::Listed),
    }
}

/// Reads a signatory: a name, or that of an organisation, or both.
fn read_signatory(node: Node<'_>) -> Option<Signatory> {
    node.map(|map| {
        let organisation = map.words("organisation");
        let name = match map.has("organisation") {
            true => map.words("name"),
            false => map.required("name", yaml::words),
        };
        let role = map.words("role");
        let country = map.words("country");
        (name.is_some() || organisation.is_some()).then_some(Signatory { name, role, organisation, country })
    })
}

/// Reads `newsletter`: `false`, or its subject and preheader.
fn read_mail(node: Node<'_>) -> Option<Mail> {
    match node.value().what() {
        What::Bool(false) => Some(Mail::Off),
        What::Bool(true) => Some(Mail::On { subject: None, preheader: None }),
        _ if !node.value().is_map() => node.wrong("`false`, or keys with values"),
        _ => node.map(|map| Some(Mail::On { subject: map.words("subject"), preheader: map.words("preheader") })),
    }
}

/// Reads the free keys, which must be a map.
fn read_extra(node: Node<'_>) -> Option<Value> {
    node.entries(|_, _| {})?;
    node.note_cut_inside();
    in_extra(node);
    Some(node.value().to_tree())
}

/// Reads the scope of a letter.
fn read_scope(node: Node<'_>) -> Option<Scope> {
    let text = node.filled_text()?;
    match text.as_str() {
        "all-under-review" => Some(Scope::AllUnderReview),
        "states" => Some(Scope::Listed),
        _ => {
            node.note(move |span| mistakes::unknown_choice(span, "scope", &text, &SCOPES));
            None
        }
    }
}

/// Reads the rule of a standing recommendation.
fn read_applies(map: &mut Map<'_>) -> Option<Applies> {
    let instruments = map.field("not_party_to_any", read_texts);
    let focal_point = map.field("no_focal_point", yaml::boolean);
    match (instruments, focal_point) {
        (Some(instruments), None) => Some(Applies::NotPartyToAny(instruments)),
        (None, Some(true)) => Some(Applies::NoFocalPoint),
        _ => {
            map.node().note(mistakes::bad_applies);
            None
        }
    }
}

/// Reads an item of a newsletter issue.
fn read_item(node: Node<'_>) -> Option<ItemEntry> {
    if node.value().is_map() {
        return node.map(|map| {
            let title = map.required("title", yaml::words);
            let text = map.required("text", yaml::words);
            let link = map.field("link", read_web_url);
            Some(ItemEntry::Own { title: title?, text: text?, link })
        });
    }
    node.filled_text().map(ItemEntry::Content)
}
