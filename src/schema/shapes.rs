//! What a value may be, as JSON Schema says it: of the tables, and of the fields that collections declare.
//!
//! What a schema refuses is an error of the checks as well; the checks know more, such as which ids there are.

use super::json::Json;
use crate::data::STATES;
use crate::parse::{Field, FieldType};
use crate::yaml::{Key, Shape};

/// The name of the definition that lists the codes of all States; no folder has capitals in its name.
pub(super) const STATE: &str = "stateCode";

/// A day.
const DAY: &str = "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}";
/// A day, or a day with a time.
const DATE: &str = "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \\t].*)?";

/// Returns keys with values, and no others.
pub(super) fn keys(entries: Vec<(String, Json)>, required: Vec<&str>) -> Json {
    let map = Json::map([
        ("type", Json::text("object")),
        ("additionalProperties", Json::Boolean(false)),
        ("properties", Json::Map(entries)),
    ]);
    match required.is_empty() {
        true => map,
        false => map.with("required", words(&required)),
    }
}

/// Returns the keys of a table.
pub(super) fn table(table: &[Key]) -> Json {
    let required = table.iter().filter(|key| key.is_required).map(|key| key.name).collect();
    keys(table.iter().map(property).collect(), required)
}

/// Returns a key with its value and what it is for.
pub(super) fn property(key: &Key) -> (String, Json) {
    (key.name.to_owned(), shape(&key.takes).with("description", Json::text(key.says)))
}

/// Returns the codes of all States.
pub(super) fn state_codes() -> Json {
    let codes: Vec<&str> = STATES.iter().map(|state| state.code).collect();
    Json::map([("type", Json::text("string")), ("enum", words(&codes))])
}

/// Returns what a value of a shape is.
fn shape(of: &Shape) -> Json {
    match of {
        Shape::Text => filled(),
        Shape::TextUpTo(limit) => filled().with("maxLength", Json::Number(*limit as u64)),
        Shape::Translated => either(vec![filled(), named(filled())]),
        Shape::Named(each) => named(shape(each)),
        Shape::Boolean => Json::map([("type", Json::text("boolean"))]),
        Shape::Number(least, most) => number(*least, *most),
        Shape::Date => such_as("2025-03-14", whole(DATE)),
        Shape::Instant => {
            such_as("2025-03-14T09:30:00+01:00", whole(&format!("{DAY}[Tt \\t].*([Zz]|UTC|GMT|[+−-][0-9:]+)")))
        }
        Shape::DateOrYear => {
            let year = Json::map([("type", Json::text("integer")), ("minimum", Json::Number(1501))]);
            either(vec![whole(DATE), year.with("maximum", Json::Number(2999))])
        }
        Shape::Id => such_as("first-letter", whole("[a-z0-9-]+")),
        Shape::Path => such_as("/2019/letter/", matching("^\\s*/")),
        Shape::Url => such_as("https://example.org/", matching("^\\s*[Hh][Tt][Tt][Pp][Ss]?://")),
        Shape::Email => such_as("office@example.org", matching("@")),
        Shape::File(end) => such_as(&format!("file{end}"), matching(&of_any_case(end))),
        Shape::Colour => such_as("#1d5c72", whole("#[0-9A-Fa-f]{6}")),
        Shape::Language => such_as("fr", whole("[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")),
        Shape::State => Json::map([("$ref", Json::text(format!("#/$defs/{STATE}")))]),
        Shape::OneOf(choices) => Json::map([("enum", words(choices))]),
        Shape::List(each) => list(shape(each)),
        Shape::Filled(each) => list(shape(each)).with("minItems", Json::Number(1)),
        Shape::Map(keys) => table(keys),
        Shape::OneKeyOf(names, keys) => {
            let each = names.iter().map(|name| Json::map([("required", words(&[name]))]));
            table(keys).with("anyOf", Json::List(each.collect()))
        }
        Shape::Either(shapes) => either(shapes.iter().map(shape).collect()),
        Shape::Free => Json::map([("type", Json::text("object"))]),
    }
}

/// Returns a field that a collection declares, with its value.
pub(super) fn field(field: &Field, of: &FieldType, language: &str) -> (String, Json) {
    let label = field.label.as_ref().map(|label| label.words(language, language).0);
    let value = field_type(of, language);
    (field.name.to_owned(), label.into_iter().fold(value, |value, label| value.with("title", Json::text(label))))
}

/// Returns what the values of a field are.
fn field_type(of: &FieldType, language: &str) -> Json {
    match of {
        FieldType::Text(None) | FieldType::File | FieldType::Reference(_) => filled(),
        FieldType::Text(Some(pattern)) => whole(&pattern.of_schemas()),
        FieldType::Number => Json::map([("type", Json::text("number"))]),
        FieldType::Boolean => shape(&Shape::Boolean),
        FieldType::Date | FieldType::Datetime => shape(&Shape::Date),
        FieldType::Choice(options) => {
            let ids: Vec<&str> = options.iter().map(|(id, _)| id.as_str()).collect();
            choice(&ids)
        }
        FieldType::Url => shape(&Shape::Url),
        FieldType::Email => shape(&Shape::Email),
        FieldType::Image(needs_credit) => image(*needs_credit),
        FieldType::Record(fields) => {
            let typed = fields.iter().filter_map(|own| Some(field(own, own.of.as_ref()?, language)));
            keys(typed.collect(), fields.iter().filter(|field| field.required).map(|field| field.name).collect())
        }
        FieldType::List(each) => list(field_type(each, language)),
    }
}

/// Returns one of some ids, of which `2025` and `true` are no texts as they are written.
fn choice(ids: &[&str]) -> Json {
    let mut values: Vec<Json> = Vec::new();
    for id in ids {
        values.push(Json::text(*id));
        values.extend(id.parse().ok().map(Json::Boolean));
        values.extend(id.parse().ok().filter(|number: &u64| number.to_string() == *id).map(Json::Number));
    }
    Json::map([("enum", Json::List(values))])
}

/// Returns a picture: the name of a file, or keys.
fn image(needs_credit: bool) -> Json {
    let names = ["src", "alt", "credit"].map(|name| (name.to_owned(), filled())).to_vec();
    match needs_credit {
        true => keys(names, vec!["src", "credit"]),
        false => either(vec![filled(), keys(names, vec!["src"])]),
    }
}

/// Returns a pattern of texts that end so, in whatever capitals.
fn of_any_case(end: &str) -> String {
    let sign = |c: char| match c.is_ascii_alphabetic() {
        true => format!("[{}{c}]", c.to_ascii_uppercase()),
        false => format!("[{c}]"),
    };
    format!("{}\\s*$", end.chars().map(sign).collect::<String>())
}

/// Returns a text that is not empty.
fn filled() -> Json {
    matching("\\S")
}

/// Returns a text in which a pattern is found.
fn matching(pattern: &str) -> Json {
    Json::map([("type", Json::text("string")), ("pattern", Json::text(pattern))])
}

/// Returns a text that matches a pattern as a whole, with blanks around it.
fn whole(pattern: &str) -> Json {
    matching(&format!("^\\s*{pattern}\\s*$"))
}

/// Returns a value with what it may be like.
fn such_as(example: &str, value: Json) -> Json {
    value.with("examples", words(&[example]))
}

/// Returns a whole number, which may stand between quotation marks.
fn number(least: u32, most: u32) -> Json {
    let number = Json::map([
        ("type", Json::text("integer")),
        ("minimum", Json::Number(least.into())),
        ("maximum", Json::Number(most.into())),
    ]);
    either(vec![number, matching("^[0-9]+$")])
}

/// Returns values by name.
fn named(each: Json) -> Json {
    Json::map([("type", Json::text("object")), ("additionalProperties", each)])
}

/// Returns a list.
fn list(each: Json) -> Json {
    Json::map([("type", Json::text("array")), ("items", each)])
}

/// Returns one of several.
fn either(all: Vec<Json>) -> Json {
    Json::map([("anyOf", Json::List(all))])
}

/// Returns a list of words.
fn words(all: &[&str]) -> Json {
    Json::List(all.iter().map(|word| Json::text(*word)).collect())
}
