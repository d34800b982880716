//! Fields that a collection declares: the name of each, its type and what it asks of a value.

use super::super::ParseOptions;
use super::pattern::Pattern;
use crate::config::{Translated, read_translated_in};
use crate::diag::mistakes;
use crate::yaml::{self, Map, Node, interned};

/// The types of fields, as authors write them.
pub const FIELD_TYPES: [&str; 13] = [
    "text",
    "number",
    "boolean",
    "date",
    "datetime",
    "choice",
    "url",
    "email",
    "image",
    "file",
    "reference",
    "record",
    "list",
];

/// What references can lead to besides pages.
pub const REFERENCE_DATA: [&str; 4] = ["states", "sessions", "topics", "instruments"];

/// The most fields that a collection has.
const FIELDS_LIMIT: usize = 100;

/// The longest name of a field.
const NAME_LIMIT: usize = 40;

/// A field that a collection declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name, which is a key of front matter.
    pub name: &'static str,
    /// What its values are; nothing for a common key that is required here.
    pub of: Option<FieldType>,
    /// What readers see before its value; a field without is for layouts alone.
    pub label: Option<Translated>,
    /// Whether each page must have it.
    pub required: bool,
}

/// What the values of a field are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// A text, which may have to match a pattern.
    Text(Option<Pattern>),
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A day.
    Date,
    /// A day, or a day and a time.
    Datetime,
    /// One of a few ids, each with what readers see.
    Choice(Vec<(String, Translated)>),
    /// An address of the web.
    Url,
    /// An address for mails.
    Email,
    /// A picture; whether somebody must be named who made it.
    Image(bool),
    /// A file.
    File,
    /// A page of a folder, or an entry of the data.
    Reference(String),
    /// Keys with values.
    Record(Vec<Field>),
    /// A list.
    List(Box<FieldType>),
}

impl Field {
    /// Returns its name, unless it is that of a common key.
    pub fn own_name(&self) -> Option<&'static str> {
        self.of.is_some().then_some(self.name)
    }
}

impl FieldType {
    /// Returns the type of each item of a list, or the type itself.
    pub fn item(&self) -> &FieldType {
        match self {
            FieldType::List(of) => of,
            _ => self,
        }
    }
}

/// Where a type is declared: a record holds none, and a list no list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Nothing,
    List,
    Record,
}

/// Reads `fields:`.
pub(super) fn read_fields(node: Node<'_>, options: &ParseOptions, taken: &[&str]) -> Option<Vec<Field>> {
    read_all(node, options, taken, Within::Nothing)
}

/// Reads the declarations of the arguments of a block, each of which is a single value.
pub(in crate::parse) fn read_arguments(node: Node<'_>, options: &ParseOptions) -> Option<Vec<Field>> {
    read_all(node, options, &[], Within::Record)
}

/// Reads the declarations of fields by name.
fn read_all(node: Node<'_>, options: &ParseOptions, taken: &[&str], within: Within) -> Option<Vec<Field>> {
    let mut fields: Vec<Field> = Vec::new();
    node.entries(|name, node| {
        if !is_name(name) {
            let name = name.to_owned();
            node.note_key(move |span| mistakes::bad_field_name(span, &name));
        } else if fields.len() >= FIELDS_LIMIT {
            node.note_key(|span| mistakes::too_many_fields(span, FIELDS_LIMIT));
        } else {
            let is_taken = taken.contains(&name);
            let name = interned(name);
            fields.extend(node.map(|map| read_field(map, name, options, (is_taken, within))));
        }
    })?;
    Some(fields)
}

/// Tells whether a text can be the name of a field: layouts ask for it.
fn is_name(text: &str) -> bool {
    let is_good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    text.len() <= NAME_LIMIT && text.bytes().all(is_good) && text.starts_with(|c: char| c.is_ascii_lowercase())
}

/// Reads the declaration of one field; `is_taken` says that its name is that of a common key.
fn read_field(
    map: &mut Map<'_>,
    name: &'static str,
    options: &ParseOptions,
    (is_taken, within): (bool, Within),
) -> Option<Field> {
    let required = map.field("required", yaml::boolean).unwrap_or(false);
    if is_taken {
        if map.has("type") || map.has("label") {
            map.node().note_key(move |span| mistakes::field_name_taken(span, name));
            _ = (map.text("type"), map.field("label", |node| read_translated_in(node, &options.languages)));
            return None;
        }
        return Some(Field { name, of: None, label: None, required });
    }
    let label = map.field("label", |node| read_translated_in(node, &options.languages));
    let of = read_type(map, options, within)?;
    Some(Field { name, of: Some(of), label, required })
}

/// Reads a type with what belongs to it.
fn read_type(map: &mut Map<'_>, options: &ParseOptions, within: Within) -> Option<FieldType> {
    let pattern = map.field("pattern", read_pattern);
    let choices = map.field("options", |node| read_options(node, options));
    let target = map.text("to");
    let credit = map.field("credit", read_credit);
    let items = map.field("of", |node| node.map(|map| read_type(map, options, Within::List)));
    let record = map.field("fields", |node| read_all(node, options, &[], Within::Record));
    let Some(kind) = map.text("type") else {
        if !map.has("type") {
            map.node().note_key(|span| mistakes::field_without_type(span, &FIELD_TYPES));
        }
        return None;
    };
    let lacks = |map: &Map<'_>, kind: &'static str, key: &'static str, example: &'static str| {
        if !map.has(key) {
            map.node().note_key(move |span| mistakes::field_lacks(span, kind, key, example));
        }
    };
    Some(match kind.as_str() {
        "text" => FieldType::Text(pattern),
        "number" => FieldType::Number,
        "boolean" => FieldType::Boolean,
        "date" => FieldType::Date,
        "datetime" => FieldType::Datetime,
        "choice" => {
            lacks(map, "choice", "options", "options: {open: Open, filled: Filled}");
            FieldType::Choice(choices?)
        }
        "url" => FieldType::Url,
        "email" => FieldType::Email,
        "image" => FieldType::Image(credit.is_some()),
        "file" => FieldType::File,
        "reference" => {
            lacks(map, "reference", "to", "to: states");
            FieldType::Reference(target?)
        }
        "record" if within != Within::Record => {
            lacks(map, "record", "fields", "fields: {name: {type: text}}");
            FieldType::Record(record?)
        }
        "list" if within == Within::Nothing => {
            lacks(map, "list", "of", "of: {type: text}");
            FieldType::List(Box::new(items?))
        }
        "record" | "list" => {
            map.field("type", |node| {
                node.note(move |span| mistakes::field_too_deep(span, &kind));
                None::<()>
            });
            return None;
        }
        _ => {
            map.field("type", |node| {
                node.note(move |span| mistakes::unknown_choice(span, "type", &kind, &FIELD_TYPES));
                None::<()>
            });
            return None;
        }
    })
}

/// Reads a pattern.
fn read_pattern(node: Node<'_>) -> Option<Pattern> {
    let text = node.filled_text()?;
    match Pattern::parse(&text) {
        Ok(pattern) => Some(pattern),
        Err(why) => {
            node.note(move |span| mistakes::bad_pattern(span, &text, &why));
            None
        }
    }
}

/// Reads the options of a choice: ids, each with what readers see.
fn read_options(node: Node<'_>, options: &ParseOptions) -> Option<Vec<(String, Translated)>> {
    let mut all = Vec::new();
    node.entries(|id, node| {
        let is_id = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        if !is_id {
            let id = id.to_owned();
            node.note_key(move |span| mistakes::bad_option(span, &id));
            return;
        }
        all.extend(read_translated_in(node, &options.languages).map(|text| (id.to_owned(), text)));
    })?;
    if all.is_empty() {
        node.note(mistakes::no_options);
        return None;
    }
    Some(all)
}

/// Reads `credit: required`.
fn read_credit(node: Node<'_>) -> Option<()> {
    let text = node.filled_text()?;
    if text != "required" {
        node.note(move |span| mistakes::unknown_choice(span, "credit", &text, &["required"]));
        return None;
    }
    Some(())
}
