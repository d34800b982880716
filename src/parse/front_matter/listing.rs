//! How a collection lists its pages: in which order, in which groups, how many at a time.

use super::declared::{Field, FieldType};
use crate::config::read_per_page;
use crate::diag::mistakes;
use crate::yaml::{Map, Node};

/// The shapes of lists.
pub const LIST_SHAPES: [&str; 5] = ["cards", "lines", "portraits", "logos", "table"];

/// By what pages can be grouped beside the choices that a collection declares, and taxonomies.
pub(super) const GROUPS: [&str; 2] = ["year", "state"];

/// How a collection lists its pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// By what they are sorted.
    pub sort_by: Option<Sort>,
    /// The choice, the taxonomy, or one of `year` and `state`, by which they are grouped.
    pub group_by: Option<String>,
    /// The date by which they are coming or past.
    pub split_by: Option<String>,
    /// How many a page of the list has.
    pub per_page: Option<usize>,
    /// The shape of the list.
    pub shape: Option<String>,
    /// The fields that cards show.
    pub card: Vec<String>,
}

/// An order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// `date`, `title`, or the name of a field.
    pub key: String,
    /// Whether the highest stands first.
    pub is_descending: bool,
}

/// Reads how pages with these fields are listed; beside them stand the names of those that cannot be read.
pub(super) fn read_listing(
    map: &mut Map<'_>,
    (fields, faulty): (&[Field], &[String]),
    taxonomies: &[&'static str],
) -> Listing {
    let names = |fits: fn(&FieldType) -> bool| -> Vec<&'static str> {
        fields.iter().filter(|field| field.of.as_ref().is_some_and(fits)).map(|field| field.name).collect()
    };
    let is_date = |of: &FieldType| matches!(of, FieldType::Date | FieldType::Datetime);
    let sortable = |of: &FieldType| {
        let single = matches!(of, FieldType::Text(_) | FieldType::Number | FieldType::Boolean | FieldType::Choice(_));
        single || matches!(of, FieldType::Date | FieldType::Datetime)
    };
    let sorts: Vec<&str> = ["date", "title"].into_iter().chain(names(sortable)).collect();
    let labelled: Vec<&str> = fields.iter().filter(|field| field.label.is_some()).map(|field| field.name).collect();
    let (has_columns, is_split) = (map.has("card"), map.has("split_by"));
    let choices = names(|of| matches!(of, FieldType::Choice(_))).into_iter();
    let choices: Vec<&str> = choices.chain(GROUPS).chain(taxonomies.iter().copied()).collect();
    Listing {
        sort_by: map.field("sort_by", |node| read_sort(node, &sorts, faulty)),
        group_by: map.field("group_by", |node| read_group(node, (&choices, faulty), is_split)),
        split_by: map.field("split_by", |node| read_one(node, &names(is_date), faulty)),
        per_page: map.field("per_page", read_per_page),
        shape: map.field("list", |node| read_shape(node, has_columns)),
        card: map
            .field("card", |node| node.list(|node| read_card(node, &labelled, fields, faulty)))
            .unwrap_or_default(),
    }
}

/// Reads an order: `-date`.
fn read_sort(node: Node<'_>, known: &[&str], faulty: &[String]) -> Option<Sort> {
    let text = node.filled_text()?;
    let (key, is_descending) = text.strip_prefix('-').map_or((text.as_str(), false), |key| (key, true));
    if !known.contains(&key) {
        note_unknown(&node, "sort_by", key, (known, faulty));
        return None;
    }
    Some(Sort { key: key.to_owned(), is_descending })
}

/// Reads by what pages are grouped, unless they are split.
fn read_group(node: Node<'_>, (known, faulty): (&[&str], &[String]), is_split: bool) -> Option<String> {
    if is_split {
        node.note_key(mistakes::grouped_and_split);
    }
    read_one(node, known, faulty)
}

/// Reads a field that cards show, which is one of those with a label.
fn read_card(node: Node<'_>, labelled: &[&str], fields: &[Field], faulty: &[String]) -> Option<String> {
    let name = node.value().text().unwrap_or("");
    if let Some(field) = fields.iter().find(|field| field.label.is_none() && field.of.is_some() && field.name == name) {
        let name = field.name;
        node.note(move |span| mistakes::card_without_label(span, name));
        return None;
    }
    read_one(node, labelled, faulty)
}

/// Reads the shape of a list; a table has columns.
fn read_shape(node: Node<'_>, has_columns: bool) -> Option<String> {
    let shape = read_one(node, &LIST_SHAPES, &[])?;
    if shape == "table" && !has_columns {
        node.note(mistakes::table_without_columns);
    }
    Some(shape)
}

/// Reads one of a few names.
fn read_one(node: Node<'_>, known: &[&str], faulty: &[String]) -> Option<String> {
    let text = node.filled_text()?;
    if !known.contains(&text.as_str()) {
        note_unknown(&node, node.name(), &text, (known, faulty));
        return None;
    }
    Some(text)
}

/// Notes a name that is none of those that there are, unless it is that of a field which cannot be read.
fn note_unknown(node: &Node<'_>, key: &str, text: &str, (known, faulty): (&[&str], &[String])) {
    if faulty.iter().any(|name| name == text) {
        return;
    }
    let (key, text) = (key.to_owned(), text.to_owned());
    let known: Vec<String> = known.iter().map(|name| (*name).to_owned()).collect();
    node.note(move |span| {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        mistakes::no_field_for(span, &key, &text, &known)
    });
}
