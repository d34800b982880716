//! The values of fields that a collection declares, each read by its type.

use super::declared::{Field, FieldType};
use crate::config::{Translated, read_email, read_web_url};
use crate::diag::mistakes;
use crate::moment::Moment;
use crate::yaml::{Map, Node, What};

/// The value of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldValue {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A day, or a day and a time.
    Date(Moment),
    /// The id of one of the options.
    Choice(String),
    /// An address of the web.
    Url(String),
    /// An address for mails.
    Email(String),
    /// The name of a file.
    File(String),
    /// A picture.
    Image {
        /// The name of the file.
        src: String,
        /// What it shows; the title of the page where nothing is written.
        alt: Option<String>,
        /// Who made it.
        credit: Option<String>,
    },
    /// What a reference names.
    Reference(String),
    /// A list.
    List(Vec<FieldValue>),
    /// Keys with values.
    Record(Vec<(&'static str, FieldValue)>),
}

impl FieldValue {
    /// Visits the values that are no lists and no records, each with its path in the front matter.
    pub fn each<'a>(&'a self, path: &str, visit: &mut dyn FnMut(&str, &'a FieldValue)) {
        match self {
            FieldValue::List(items) => {
                items.iter().enumerate().for_each(|(at, item)| item.each(&format!("{path}[{at}]"), visit));
            }
            FieldValue::Record(entries) => {
                entries.iter().for_each(|(name, value)| value.each(&format!("{path}.{name}"), visit));
            }
            _ => visit(path, self),
        }
    }
}

/// Reads the values of fields; those of common keys are read with these.
pub(super) fn read_values(
    map: &mut Map<'_>,
    fields: &[Field],
    read_moment: fn(Node<'_>) -> Option<Moment>,
) -> Vec<(&'static str, FieldValue)> {
    let typed = fields.iter().filter_map(|field| Some((field.name, field.of.as_ref()?)));
    let mut read = |(name, of): (&'static str, &FieldType)| {
        map.field(name, |node| read_value(node, of, read_moment)).map(|value| (name, value))
    };
    typed.filter_map(&mut read).collect()
}

/// Reads one value.
fn read_value(node: Node<'_>, of: &FieldType, read_moment: fn(Node<'_>) -> Option<Moment>) -> Option<FieldValue> {
    Some(match of {
        FieldType::Text(pattern) => {
            let text = node.words()?;
            if let Some(pattern) = pattern.as_ref().filter(|pattern| !pattern.matches(&text)) {
                let (written, name) = (pattern.written.clone(), node.name().to_owned());
                node.note(move |span| mistakes::text_without_pattern(span, &name, &written));
                return None;
            }
            FieldValue::Text(text)
        }
        FieldType::Number => FieldValue::Number(read_number(node)?),
        FieldType::Boolean => FieldValue::Boolean(node.boolean()?),
        FieldType::Date => {
            let moment = read_moment(node)?;
            if moment.has_time() {
                let (name, day) = (node.name().to_owned(), moment.date().to_string());
                node.note(move |span| mistakes::date_with_time(span, &name, &day));
                return None;
            }
            FieldValue::Date(moment)
        }
        FieldType::Datetime => FieldValue::Date(read_moment(node)?),
        FieldType::Choice(options) => FieldValue::Choice(read_choice(node, options)?),
        FieldType::Url => FieldValue::Url(read_web_url(node)?),
        FieldType::Email => FieldValue::Email(read_email(node)?),
        FieldType::File => FieldValue::File(node.filled_text()?),
        FieldType::Image(needs_credit) => read_image(node, *needs_credit)?,
        FieldType::Reference(_) => FieldValue::Reference(node.filled_text()?),
        FieldType::Record(fields) => node.map(|map| {
            let missing: Vec<&Field> = fields.iter().filter(|field| field.required && !map.has(field.name)).collect();
            for field in missing {
                _ = map.required(field.name, |_| None::<()>);
            }
            Some(FieldValue::Record(read_values(map, fields, read_moment)))
        })?,
        FieldType::List(of) => FieldValue::List(node.list(|node| read_value(node, of, read_moment))?),
    })
}

/// Reads a number, which may have decimals.
fn read_number(node: Node<'_>) -> Option<f64> {
    match node.value().what() {
        What::Number(number) => number.as_f64().filter(|number| number.is_finite()).or_else(|| node.wrong("a number")),
        _ => node.wrong("a number"),
    }
}

/// Reads the id of an option.
fn read_choice(node: Node<'_>, options: &[(String, Translated)]) -> Option<String> {
    let text = match node.value().what() {
        // An option may be called `yes` or `2025`.
        What::Bool(value) => value.to_string(),
        What::Number(_) => node.date_text()?,
        _ => node.filled_text()?,
    };
    if options.iter().any(|(id, _)| *id == text) {
        return Some(text);
    }
    let by_label = options.iter().find(|(_, label)| label.has(&text)).map(|(id, _)| id.clone());
    let (name, ids) = (node.name().to_owned(), options.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>());
    node.note(move |span| match by_label {
        Some(id) => mistakes::option_by_label(span, &name, &text, &id),
        None => mistakes::unknown_choice(span, &name, &text, &ids.iter().map(String::as_str).collect::<Vec<_>>()),
    });
    None
}

/// Reads a picture: the name of a file, or keys.
fn read_image(node: Node<'_>, needs_credit: bool) -> Option<FieldValue> {
    if !node.value().is_map() {
        let src = node.filled_text()?;
        if needs_credit {
            node.note(move |span| mistakes::image_without_credit(span, &src));
            return None;
        }
        return Some(FieldValue::Image { src, alt: None, credit: None });
    }
    node.map(|map| {
        let src = map.required("src", crate::yaml::filled_text);
        let alt = map.words("alt");
        let credit = match needs_credit {
            true => map.required("credit", crate::yaml::words),
            false => map.words("credit"),
        };
        Some(FieldValue::Image { src: src?, alt, credit })
    })
}
