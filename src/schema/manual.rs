//! The keys that authors write, as tables of the manual.

use crate::config::{SETTINGS, SITE_FILE};
use crate::content::{INDEX, Kinds, takes_key};
use crate::data::DATA_TABLES;
use crate::parse::FRONT_MATTER;
use crate::yaml::{Key, Shape};

/// Returns the tables as Markdown.
pub fn keys() -> String {
    let kinds = Kinds::default();
    let pages: Vec<_> = kinds.built_in().collect();
    let is_common = |key: &&Key| pages.iter().all(|kind| takes_key(kind, key.name));
    let mut text = "## Front matter\n\n### All pages\n".to_owned();
    push_table(FRONT_MATTER.iter().filter(is_common), &mut text);
    for kind in &pages {
        let own: Vec<&Key> = FRONT_MATTER.iter().filter(|key| !is_common(key) && takes_key(kind, key.name)).collect();
        let required = kind.required();
        if own.is_empty() && required.is_empty() {
            continue;
        }
        text.push_str(&format!("\n### `{}/`\n", kind.folder()));
        if !required.is_empty() {
            let required: Vec<String> = required.iter().map(|key| format!("`{key}`")).collect();
            text.push_str(&format!("\nRequired besides the title: {}.\n", required.join(", ")));
        }
        if !own.is_empty() {
            push_table(own.into_iter(), &mut text);
        }
    }
    let index = kinds.index().map(|kind| FRONT_MATTER.iter().filter(move |key| takes_key(kind, key.name)));
    text.push_str(&format!("\n### `{INDEX}.md`\n"));
    push_table(index.into_iter().flatten(), &mut text);
    text.push_str(&format!("\n## Settings: `{SITE_FILE}`\n"));
    push_table(SETTINGS.iter(), &mut text);
    text.push_str("\n## Data\n");
    for (file, keys) in DATA_TABLES {
        text.push_str(&format!("\n### `{file}`: a list, each entry with\n"));
        push_table(keys.iter(), &mut text);
    }
    text
}

/// Appends a table of keys, each with those that stand within it below it.
fn push_table<'a>(keys: impl Iterator<Item = &'a Key>, text: &mut String) {
    text.push_str("\n| key | takes | what it is for |\n|---|---|---|\n");
    keys.for_each(|key| push_key("", key, text));
}

/// Appends the rows of a key.
fn push_key(above: &str, key: &Key, text: &mut String) {
    let name = format!("{above}{}", key.name);
    let required = if key.is_required { ", required" } else { "" };
    let cell = |words: &str| words.replace('|', "\\|");
    text.push_str(&format!("| `{name}` | {}{required} | {} |\n", cell(&words(&key.takes)), cell(key.says)));
    for (step, inner) in within(&key.takes) {
        inner.iter().for_each(|key| push_key(&format!("{name}{step}."), key, text));
    }
}

/// Returns the keys that stand within a value, each table with the step that leads to it.
fn within(shape: &Shape) -> Vec<(String, &'static [Key])> {
    let below = |step: &str, inner: &Shape| -> Vec<(String, &'static [Key])> {
        within(inner).into_iter().map(|(rest, keys)| (format!("{step}{rest}"), keys)).collect()
    };
    match shape {
        Shape::Map(keys) | Shape::OneKeyOf(_, keys) => vec![(String::new(), keys)],
        Shape::List(each) | Shape::Filled(each) => below("[]", each),
        Shape::Named(each) => below(".…", each),
        Shape::Either(shapes) => shapes.iter().flat_map(within).collect(),
        _ => Vec::new(),
    }
}

/// Returns what a value may be, in words.
fn words(shape: &Shape) -> String {
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::TextUpTo(limit) => format!("text of at most {limit} characters"),
        Shape::Translated => "text, or text by language".to_owned(),
        Shape::Named(each) => format!("by name: {}", words(each)),
        Shape::Boolean => "`true` or `false`".to_owned(),
        Shape::Number(least, u32::MAX) => format!("whole number from {least}"),
        Shape::Number(least, most) => format!("whole number from {least} to {most}"),
        Shape::Date => "date, with a time if need be".to_owned(),
        Shape::Instant => "date with time and offset".to_owned(),
        Shape::DateOrYear => "date or year".to_owned(),
        Shape::Id => "letters `a` to `z`, figures, hyphens".to_owned(),
        Shape::Path => "address of the site, from `/` on".to_owned(),
        Shape::Url => "web address".to_owned(),
        Shape::Email => "e-mail address".to_owned(),
        Shape::File(end) => format!("name of a file, `…{end}`"),
        Shape::Colour => "colour, `\"#rrggbb\"`".to_owned(),
        Shape::Language => "language, such as `fr`".to_owned(),
        Shape::State => "code of a State, such as `KEN`".to_owned(),
        Shape::OneOf(choices) => choices.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        Shape::List(each) | Shape::Filled(each) => format!("list: {}", words(each)),
        Shape::Map(_) => "keys".to_owned(),
        Shape::OneKeyOf(names, _) => {
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            format!("keys, one of {} among them", names.join(", "))
        }
        Shape::Either(shapes) => shapes.iter().map(words).collect::<Vec<_>>().join("; or "),
        Shape::Free => "keys of your own".to_owned(),
    }
}
