//! Keys that other programs know: what stands for them here.
//!
//! Takes the keys that nobody asked for; reports those of Jekyll, Hugo and their like with a line that says the same, made of
//! the author's own value. A key that holds a page back there gets a line that holds it back here, whatever else is unclear.

use jiff::tz::TimeZone;
use serde_yaml::Value;

use super::foreign_names::{Hides, Meaning, meaning};
use super::keys::full;
use super::types::{FrontMatter, Tags};
use crate::diag::mistakes;
use crate::moment::Moment;
use crate::yaml::{Map, line, written};

/// What holds a page back.
const DRAFT: &str = "write `draft: true` instead";
/// What becomes of a key that says nothing here.
const TAKE_OUT: &str = "take the line out: nothing comes of it here; what your own layouts read goes under `extra:`";

/// Reports the keys of other programs, and says which of ours they are meant for.
pub(super) fn explain_keys(map: &mut Map<'_>, front: &mut FrontMatter, zone: &TimeZone) {
    for (key, value) in map.unknown() {
        let Some(meaning) = meaning(&key) else { continue };
        let value = &value.to_tree();
        let (hint, ours) = match meaning {
            Meaning::Topics => {
                front.tags.push(Tags { key: key.clone(), words: words(value) });
                map.told(key);
                continue;
            }
            Meaning::Embargo { dated } => embargo(value, dated && !map.has("date"), zone),
            Meaning::Hides(how) => (hides(value, how), None),
            Meaning::Published => published(value, !map.has("date"), zone),
            Meaning::Date(ours) => (date(value, ours, map.has(ours)), Some(ours)),
            Meaning::Expires => (instant("expires", value, zone), None),
            Meaning::Text(ours) => (text(value, ours, map.has(ours)), Some(ours)),
            Meaning::Authors => (authors(value, map.has("authors")), None),
            Meaning::Photo => (photo(value), None),
            Meaning::Address => (address(value), None),
            Meaning::Says(hint) => (hint.to_owned(), None),
            Meaning::Nothing => (TAKE_OUT.to_owned(), None),
        };
        front.misspelt.extend(ours);
        let name = key.clone();
        map.note_key(&key, move |span| mistakes::key_of_other_program(span, &name, &hint));
        map.told(key);
    }
}

/// Returns a value that is one text, a number or a truth value.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

/// Returns the words of a list, or of a text that commas part; names out of maps.
fn words(value: &Value) -> Vec<String> {
    let words: Vec<String> = match value {
        Value::Sequence(items) => items.iter().flat_map(|item| named(item).or_else(|| scalar(item))).collect(),
        Value::Mapping(map) => map.iter().flat_map(|(_, value)| words(value)).collect(),
        value => scalar(value).iter().flat_map(|text| text.split(',')).map(|word| word.trim().to_owned()).collect(),
    };
    words.into_iter().filter(|word| !word.is_empty()).collect()
}

/// Returns the name in a map.
fn named(value: &Value) -> Option<String> {
    ["name", "title", "slug"].iter().find_map(|key| value.get(key)).and_then(scalar)
}

/// Tells whether a value says yes, or no.
fn truth(value: &Value) -> Option<bool> {
    let word = scalar(value)?.to_lowercase();
    match word.as_str() {
        "true" | "yes" | "on" | "1" => Some(true),
        "false" | "no" | "off" | "0" => Some(false),
        _ => None,
    }
}

/// Explains a key that hides a page elsewhere.
fn hides(value: &Value, how: Hides) -> String {
    let shown = match how {
        Hides::IfTrue => truth(value) == Some(false),
        Hides::IfFalse => truth(value) == Some(true) || value.is_mapping(),
        Hides::ByWord => scalar(value).is_some_and(|word| {
            ["publish", "published", "public", "live", "index", "index, follow", "all"]
                .contains(&word.to_lowercase().as_str())
        }),
    };
    if shown { TAKE_OUT.to_owned() } else { DRAFT.to_owned() }
}

/// Explains `published`, which is a truth value or a date.
fn published(value: &Value, undated: bool, zone: &TimeZone) -> (String, Option<&'static str>) {
    match truth(value) {
        Some(true) => ("take the line out: a page without `draft: true` is published".to_owned(), None),
        None if value.is_string() => embargo(value, undated, zone),
        _ => (DRAFT.to_owned(), None),
    }
}

/// Returns the one moment that a value names.
fn moment(value: &Value) -> Option<Moment> {
    let text = scalar(value)?;
    Moment::parse(&text).or_else(|| match Moment::near(&text).as_slice() {
        [only] => Some(*only),
        _ => None,
    })
}

/// Explains a day before which a page is hidden elsewhere, and which may be its date as well.
fn embargo(value: &Value, undated: bool, zone: &TimeZone) -> (String, Option<&'static str>) {
    match moment(value) {
        Some(moment) if undated => {
            let (day, until) = (moment.date(), full(&moment, zone));
            (
                format!("write `date: {day}` and `embargo: {until}` instead: until then the page is held back"),
                Some("date"),
            )
        }
        Some(_) => (format!("{}: until then the page is held back", instant("embargo", value, zone)), None),
        None if truth(value) == Some(false) => (TAKE_OUT.to_owned(), None),
        None => (DRAFT.to_owned(), None),
    }
}

/// Returns a line with an instant.
fn instant(key: &str, value: &Value, zone: &TimeZone) -> String {
    match moment(value) {
        Some(moment) => format!("write `{key}: {}` instead", full(&moment, zone)),
        None => format!("write `{key}: 2025-03-14T09:30:00+01:00` instead, with its date, time and time zone"),
    }
}

/// Explains another name of one of our dates.
fn date(value: &Value, ours: &str, there: bool) -> String {
    match moment(value) {
        _ if there => format!("take the line out: `{ours}` says it"),
        Some(moment) => format!("write `{ours}: {}` instead", moment.written()),
        None if value.is_string() => format!("write `{ours}: 2025-03-14` instead, with its own date"),
        None => TAKE_OUT.to_owned(),
    }
}

/// Explains another name of one of our texts.
fn text(value: &Value, ours: &str, there: bool) -> String {
    match scalar(value).filter(|text| !text.is_empty()) {
        _ if there => format!("take the line out, or put its words into `{ours}:`"),
        Some(text) if text.contains('\n') => format!("write `{ours}:` instead of it"),
        Some(text) => format!("write `{}` instead", line(ours, &written(&text))),
        None => TAKE_OUT.to_owned(),
    }
}

/// Explains the names of authors.
fn authors(value: &Value, there: bool) -> String {
    let names = match value {
        Value::String(name) => vec![name.trim().to_owned()],
        value => named(value).map_or_else(|| words(value), |name| vec![name]),
    };
    if there || names.is_empty() {
        return "take the line out: authors stand in `authors:`".to_owned();
    }
    let names: Vec<String> = names.iter().map(|name| written(name)).collect();
    format!("write `authors: [{}]` instead", names.join(", "))
}

/// Explains a picture.
fn photo(value: &Value) -> String {
    let first = value.as_sequence().and_then(|items| items.first()).unwrap_or(value);
    let of = |keys: &[&str]| keys.iter().find_map(|key| first.get(key)).and_then(scalar);
    let Some(src) = of(&["src", "url", "path", "image", "file", "feature", "teaser"]).or_else(|| scalar(first)) else {
        return TAKE_OUT.to_owned();
    };
    let alt = of(&["alt", "image_alt"]).map_or_else(|| "What it shows".to_owned(), |alt| written(&alt));
    let credit = of(&["credit"]).map_or_else(|| "Who made it".to_owned(), |credit| written(&credit));
    format!("write `photo: {{src: {}, alt: {alt}, credit: {credit}}}` instead", written(&src))
}

/// Explains an address that a page has elsewhere.
fn address(value: &Value) -> String {
    if truth(value) == Some(false) {
        return DRAFT.to_owned();
    }
    let path = |text: String| {
        let rest =
            text.split_once("://").map_or(text.as_str(), |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
        let rest = rest.split(['?', '#']).next().unwrap_or(rest);
        let template = rest.contains([':', '{', '[', ' ']) || rest.trim_matches('/').is_empty();
        (!template).then(|| format!("/{}", rest.trim_start_matches('/')))
    };
    let paths: Vec<String> = words(value).into_iter().filter_map(path).map(|path| written(&path)).collect();
    if paths.is_empty() {
        return "take the line out: the file's name makes the address, or `slug:`".to_owned();
    }
    let aliases = paths.join(", ");
    format!(
        "write `aliases: [{aliases}]` instead: an old address leads on to the page; where it is the same, take the line out"
    )
}
