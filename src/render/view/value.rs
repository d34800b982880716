//! Values for layouts.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object};
use serde_yaml::Value as Yaml;

use super::misspelt::misspelt;

/// Returns a text, or none.
pub(super) fn text_or_none(text: Option<&str>) -> Value {
    text.map_or_else(|| Value::from(()), Value::from)
}

/// A few named values, such as a photo: part of the answer that it stands in.
#[derive(Debug)]
pub(super) struct Record(pub(super) Box<[(&'static str, Value)]>);

impl Object for Record {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        // Most names that are as long begin with another letter.
        let first = key.as_bytes().first();
        let is_it = |name: &str| name.len() == key.len() && name.as_bytes().first() == first && name == key;
        let found = self.0.iter().find(|(name, _)| is_it(name)).map(|(_, value)| value.clone());
        Some(found.unwrap_or_else(|| misspelt(key, self.0.iter().map(|(name, _)| *name))))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.0.iter().map(|(name, _)| Value::from(*name)).collect())
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}

/// Returns a record of names and values.
pub(super) fn map<const N: usize>(entries: [(&'static str, Value); N]) -> Value {
    Value::from_object(Record(Box::new(entries)))
}

/// Returns the names of a record, in order; nothing for another value.
pub(super) fn record_names(value: &Value) -> Option<Vec<&'static str>> {
    value.downcast_object_ref::<Record>().map(|record| record.0.iter().map(|(name, _)| *name).collect())
}

/// Returns HTML that needs no escaping.
pub(super) fn html(text: String) -> Value {
    Value::from_safe_string(text)
}

/// Returns a value of free front matter as layouts see it.
pub(super) fn from_yaml(yaml: &Yaml) -> Value {
    match yaml {
        Yaml::Null => Value::from(()),
        Yaml::Bool(value) => Value::from(*value),
        Yaml::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(number), ..) => Value::from(number),
            (_, Some(number), _) => Value::from(number),
            (.., Some(number)) => Value::from(number),
            _ => Value::from(()),
        },
        Yaml::String(text) => Value::from(text.as_str()),
        Yaml::Sequence(items) => items.iter().map(from_yaml).collect(),
        Yaml::Mapping(map) => Value::from_pairs(map.iter().map(|(key, value)| (from_key(key), from_yaml(value)))),
        Yaml::Tagged(tagged) => from_yaml(&tagged.value),
    }
}

/// Returns the value by which a layout finds what stands under a key: a number as such, and a truth by its name, for the engine
/// takes `true` for 1.
fn from_key(key: &Yaml) -> Value {
    match key {
        Yaml::Bool(value) => Value::from(value.to_string()),
        key => from_yaml(key),
    }
}

/// Returns a number for layouts: a whole one where it is one.
pub(super) fn number_value(number: f64) -> Value {
    let whole = number as i64;
    if whole as f64 == number { Value::from(whole) } else { Value::from(number) }
}
