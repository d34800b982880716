//! Pages of collections: front matter with the fields that the collection declares, each with something that fits.

use demarche::content::{Kind, Kinds};
use demarche::parse::{Field, FieldType};
use jiff::civil::Date;

use super::quoted;

/// Returns the collection whose pages are called by a word, or that has this folder.
pub(super) fn collection<'a>(kinds: &'a Kinds, word: &str) -> Option<&'a Kind> {
    let is_it = |kind: &&Kind| {
        let singular = kind.collection().and_then(|own| own.singular.as_ref());
        let is_called = singular.is_some_and(|singular| {
            singular.has(word)
                || singular.texts().any(|text| text.to_lowercase().replace(' ', "-") == word.to_lowercase())
        });
        is_called || kind.folder() == word
    };
    kinds.collections().map(|kind| &**kind).find(is_it)
}

/// Returns the words for pages of collections, as `demarche new` takes them.
pub(super) fn words(kinds: &Kinds) -> Vec<String> {
    let word = |kind: &Kind| {
        let singular = kind.collection().and_then(|own| own.singular.as_ref()?.texts().next());
        singular.map_or_else(|| kind.folder().to_owned(), |text| text.to_lowercase().replace(' ', "-"))
    };
    kinds.collections().map(|kind| word(kind)).collect()
}

/// Returns the front matter and the text of a page; `session` is for letters, which need one.
pub(super) fn text(kind: &Kind, title: &str, today: Date, session: Option<&str>) -> String {
    let mut text = format!("---\ntitle: {}\n", quoted(title));
    if kind.name() != "page" {
        text.push_str(&format!("date: {today}\n"));
    }
    text.push_str("draft: true # remove this line to publish\n");
    if let Some(session) = session {
        text.push_str(&format!("session: {session}\n"));
    }
    text.push_str(&fields(kind, &text, today));
    text.push_str("---\n[Write here.]\n");
    text
}

/// Returns the lines of the fields of a collection whose pages have all that their type requires.
pub(super) fn more_lines(kind: &Kind, today: Date) -> String {
    let written = "\ntitle:\ndate:\nnumber:\npreheader:\nitems:\nstate:\nsession:\nsummary:\ndraft:";
    fields(kind, written, today)
}

/// Returns the lines of the fields that a collection declares, and of the common keys that are not written and that it requires or
/// makes addresses of.
fn fields(kind: &Kind, written: &str, today: Date) -> String {
    let of_address = kind.address_keys();
    let is_written = |key: &str| written.contains(&format!("\n{key}:"));
    let declared = |key: &str| kind.fields().iter().any(|field| field.name == key);
    let line = |field: &Field| match &field.of {
        Some(of) => Some(line(field, of, (of_address.contains(&field.name), today))),
        None if !is_written(field.name) => Some(common_line(field.name, today)),
        None => None,
    };
    let common = of_address.iter().filter(|key| !declared(key) && !is_written(key));
    common.map(|key| common_line(key, today)).chain(kind.fields().iter().filter_map(line)).collect()
}

/// Returns the line of a common key that the collection requires: what it is to say is the author's to know but for these.
fn common_line(key: &str, today: Date) -> String {
    match key {
        "description" => "description: \"[Write here]\"\n".to_owned(),
        "date" | "updated" => format!("{key}: {today}\n"),
        "states" => "states: [KEN] # the State that it is about\n".to_owned(),
        _ => format!("# {key}: … # each of these pages needs it\n"),
    }
}

/// Returns the line of a field: with something that fits where it must be there, as for the address, and as a comment where it need
/// not.
fn line(field: &Field, of: &FieldType, (is_of_address, today): (bool, Date)) -> String {
    let (example, fits) = match of {
        FieldType::Text(None) => ("\"[Write here]\"".to_owned(), true),
        FieldType::Text(Some(pattern)) => (format!("{} # fits {}", quoted(""), pattern.written), false),
        FieldType::Number => ("0".to_owned(), true),
        FieldType::Boolean => ("false".to_owned(), true),
        FieldType::Date | FieldType::Datetime => (today.to_string(), true),
        FieldType::Choice(options) => (options.first().map_or_else(String::new, |(id, _)| id.clone()), true),
        FieldType::Url => ("https://example.org/".to_owned(), true),
        FieldType::Email => ("office@example.org".to_owned(), true),
        FieldType::Image(_) => ("{src: photo.jpg, alt: What it shows, credit: Who made it}".to_owned(), false),
        FieldType::File => ("report.pdf".to_owned(), false),
        FieldType::Reference(to) => (format!("… # a name in {to}"), false),
        FieldType::Record(_) => ("{}".to_owned(), false),
        FieldType::List(_) => ("[]".to_owned(), true),
    };
    let mark = if (field.required || is_of_address) && fits { "" } else { "# " };
    format!("{mark}{}: {example}\n", field.name)
}
