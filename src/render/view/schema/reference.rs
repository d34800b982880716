//! The reference for authors of layouts: the tables, in an order to be read.

use serde_yaml::Value as Yaml;

use super::filters::{FILTERS, TESTS};
use super::functions::{Callable, FUNCTIONS};
use super::lists::COLLECTION;
use super::page::PHOTO;
use super::recommendation::{LEAD, RECOMMENDATION};
use super::state::STATUS;
use super::tops::{COMMON, IN_PARTIALS, TOPS, Top};
use super::types::Of;
use super::{Field, Kind, Thing};
use crate::render::blocks::Blocks;
use crate::render::defaults::DEFAULTS;
use crate::render::strings::Strings;

/// One part of the reference: an entity, a record, or a list of what can be called.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// Its name, by which it is asked for.
    pub name: &'static str,
    /// What it is.
    pub says: String,
    /// What it has.
    pub entries: Vec<Entry>,
}

/// A field, or something that can be called.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The name by which it is asked for, where it can be asked for alone.
    pub name: Option<&'static str>,
    /// How many records it stands within.
    pub depth: usize,
    /// How it is written.
    pub written: &'static str,
    /// What its value is; may be empty.
    pub is: String,
    /// One sentence on it.
    pub says: String,
}

/// The entities in the order in which they are told.
const TOLD: [Kind; 14] = [
    Kind::Site,
    Kind::Strings,
    Kind::Meta,
    Kind::Page,
    Kind::State,
    Kind::Body,
    Kind::Session,
    Kind::Sheet,
    Kind::Asked,
    Kind::Term,
    Kind::Instrument,
    Kind::Section,
    Kind::Pager,
    Kind::Home,
];

/// Returns the reference.
pub fn reference() -> Vec<Chapter> {
    let entities = TOLD.into_iter().map(Kind::thing);
    let records = [&COLLECTION, &RECOMMENDATION, &LEAD, &STATUS, &PHOTO];
    let mut chapters: Vec<Chapter> = entities.chain(records).map(chapter).collect();
    for chapter in &mut chapters {
        if chapter.name == "t" {
            chapter.says = format!("{} Its names: {}.", chapter.says, words().join(", "));
        }
    }
    chapters.push(layouts());
    chapters.push(blocks());
    chapters.push(callables(
        "functions",
        "What a layout can call. An address that is written out has to lead somewhere.",
        &FUNCTIONS,
    ));
    chapters.push(callables("filters", "What a layout can do with a value: `page.title|upper`.", &FILTERS));
    chapters.push(callables("tests", "What a layout can ask of a value: `{% if page.photo is none %}`.", &TESTS));
    chapters
}

/// Returns the chapter on an entity or a record.
fn chapter(thing: &'static Thing) -> Chapter {
    let mut entries = Vec::new();
    add_fields(thing.fields, 0, &mut entries);
    Chapter { name: thing.name, says: thing.says.to_owned(), entries }
}

/// Adds fields, each with what it holds where that is told nowhere else.
fn add_fields(fields: &'static [Field], depth: usize, entries: &mut Vec<Entry>) {
    for field in fields {
        entries.push(Entry {
            name: None,
            depth,
            written: field.name,
            is: field.is.to_string(),
            says: field.says.to_owned(),
        });
        if let Of::Thing(thing) = field.is.of
            && thing.says.is_empty()
        {
            add_fields(thing.fields, depth + 1, entries);
        }
    }
}

/// Returns the chapter on what can be called.
fn callables(name: &'static str, says: &str, list: &'static [Callable]) -> Chapter {
    let entry = |one: &'static Callable| Entry {
        name: Some(one.name),
        depth: 0,
        written: one.written,
        is: one.gives.to_owned(),
        says: with_others(one),
    };
    Chapter { name, says: says.to_owned(), entries: list.iter().map(entry).collect() }
}

/// Returns the sentence on something that can be called, with its other names.
fn with_others(one: &Callable) -> String {
    match one.also {
        [] => one.says.to_owned(),
        also => format!("{} Also `{}`.", one.says, also.join("`, `")),
    }
}

/// Returns the chapter on the names at the top of layouts.
fn layouts() -> Chapter {
    let entry = |top: &'static Top| {
        let names = top.names.join(", ");
        let is = match top.spread {
            Some(kind) if names.is_empty() => format!("all that `{}` has", kind.thing().name),
            Some(kind) => format!("{names}, and all that `{}` has", kind.thing().name),
            None => names,
        };
        Entry { name: Some(top.layout), depth: 0, written: top.layout, is, says: top.says.to_owned() }
    };
    let quoted = |names: &[&str]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let says = format!(
        "The names that each layout finds at its top, beside {}, which all have. Partials find {}.",
        quoted(&COMMON),
        quoted(&IN_PARTIALS)
    );
    Chapter { name: "layouts", says, entries: TOPS.iter().map(entry).collect() }
}

/// Returns the chapter on the blocks of built-in layouts.
fn blocks() -> Chapter {
    let says = "The named parts of the built-in layouts, in order. A layout of your own that begins with \
                `{% extends \"default/letter.html\" %}` gives those that are others: `{% block cite %} … {% endblock %}`; `{{ super() }}` is what \
                the part was.";
    let texts = DEFAULTS.iter().filter_map(|(name, bytes)| Some((*name, std::str::from_utf8(bytes).ok()?)));
    let templates = texts.filter(|(name, _)| name.ends_with(".html") || name.ends_with(".txt"));
    let entry = |(name, text): (&'static str, &'static str)| {
        let blocks = Blocks::of(text);
        let mut told = blocks.names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        if told.is_empty() {
            return None;
        }
        if let Some(of) = blocks.extends() {
            told.push_str(&format!(", and those of `{of}`"));
        }
        Some(Entry { name: Some(name), depth: 0, written: name, is: String::new(), says: told + "." })
    };
    Chapter { name: "blocks", says: says.to_owned(), entries: templates.filter_map(entry).collect() }
}

/// Returns the keys of the built-in words.
fn words() -> Vec<String> {
    let file = DEFAULTS.iter().find(|(name, _)| *name == "strings/en.yaml");
    let yaml = file.and_then(|(_, bytes)| serde_yaml::from_slice::<Yaml>(bytes).ok());
    Strings::new("en", None, yaml.as_ref()).names()
}

#[cfg(test)]
mod tests {
    use super::super::KINDS;
    use super::*;

    #[test]
    fn each_entity_is_told_and_no_name_is_told_twice() {
        assert!(KINDS.iter().all(|kind| TOLD.contains(kind)));
        let mut names: Vec<&str> = reference().iter().map(|chapter| chapter.name).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|two| two[0] != two[1]), "{names:?}");
    }

    #[test]
    fn each_record_is_told() {
        let told = reference();
        let is_told = |thing: &Thing| thing.says.is_empty() || told.iter().any(|chapter| chapter.name == thing.name);
        let mut open: Vec<&Field> = KINDS.iter().flat_map(|kind| kind.thing().fields).collect();
        while let Some(field) = open.pop() {
            if let Of::Thing(thing) = field.is.of {
                assert!(is_told(thing), "{} is told nowhere", thing.name);
                if thing.says.is_empty() {
                    open.extend(thing.fields);
                }
            }
        }
    }
}
