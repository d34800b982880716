//! JSON as people read it: in lines, keys in the order in which they were put.

use crate::diag::push_json_text;

/// A value of JSON.
#[derive(Clone, Debug)]
pub(super) enum Json {
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Number(u64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// Keys with values.
    Map(Vec<(String, Json)>),
}

impl Json {
    /// Returns a text.
    pub(super) fn text(text: impl Into<String>) -> Json {
        Json::Text(text.into())
    }

    /// Returns keys with values.
    pub(super) fn map<const N: usize>(entries: [(&str, Json); N]) -> Json {
        Json::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }

    /// Returns the same map with another key at its end.
    pub(super) fn with(self, key: &str, value: Json) -> Json {
        match self {
            Json::Map(mut entries) => {
                entries.push((key.to_owned(), value));
                Json::Map(entries)
            }
            other => other,
        }
    }

    /// Returns it as text that ends with a line.
    pub(super) fn written(&self) -> String {
        let mut out = String::new();
        self.push(0, &mut out);
        out.push('\n');
        out
    }

    /// Appends it, in lines that begin so far to the right.
    fn push(&self, indent: usize, out: &mut String) {
        match self {
            Json::Boolean(value) => out.push_str(&value.to_string()),
            Json::Number(number) => out.push_str(&number.to_string()),
            Json::Text(text) => push_json_text(out, text),
            // Lists of words stand in one line.
            Json::List(items) if items.iter().all(|item| !matches!(item, Json::Map(_) | Json::List(_))) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    out.push_str(if at == 0 { "" } else { ", " });
                    item.push(indent, out);
                }
                out.push(']');
            }
            Json::List(items) => {
                let items = items.iter().map(|item| (None, item));
                push_lines(('[', ']'), items, indent, out);
            }
            Json::Map(entries) if entries.is_empty() => out.push_str("{}"),
            Json::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| (Some(key), value));
                push_lines(('{', '}'), entries, indent, out);
            }
        }
    }
}

/// Appends values, each in a line of its own, between two signs.
fn push_lines<'a>(
    (open, close): (char, char),
    values: impl Iterator<Item = (Option<&'a String>, &'a Json)>,
    indent: usize,
    out: &mut String,
) {
    out.push(open);
    for (at, (key, value)) in values.enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        out.push_str(&"  ".repeat(indent + 1));
        if let Some(key) = key {
            push_json_text(out, key);
            out.push_str(": ");
        }
        value.push(indent + 1, out);
    }
    out.push('\n');
    out.push_str(&"  ".repeat(indent));
    out.push(close);
}
