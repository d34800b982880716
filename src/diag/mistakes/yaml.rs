//! Mistakes in YAML as such.

use super::listed;
use crate::diag::{Diagnostic, Span, did_you_mean};

/// YAML that is larger than the limit.
pub fn yaml_too_large(span: Span, length: usize, limit: usize) -> Diagnostic {
    Diagnostic::error("yaml-too-large", format!("the YAML has {length} bytes; at most {limit} are read"), span)
        .hint("long texts go into the body")
}

/// YAML that nests deeper than the limit.
pub fn yaml_too_deep(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::error("yaml-too-deep", format!("the YAML nests deeper than {limit} levels"), span)
}

/// YAML that holds more values than the limit.
pub fn yaml_too_many(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::error("yaml-too-many", format!("the YAML holds more than {limit} values"), span)
}

/// An anchor, alias or tag.
pub fn yaml_forbidden(span: Span, what: &str) -> Diagnostic {
    let article = if what.starts_with('a') { "an" } else { "a" };
    let message = format!("{article} {what} is not allowed in YAML here");
    Diagnostic::error("yaml-forbidden", message, span)
        .hint("write the value out; a text that begins with `&`, `*` or `!` goes between quotes")
}

/// YAML that cannot be parsed.
pub fn yaml_syntax(span: Span, message: &str, hint: Option<&str>) -> Diagnostic {
    let text = message.trim_end_matches('.');
    Diagnostic::error("yaml-syntax", format!("this is not YAML: {text}"), span).hint_if(hint.map(str::to_owned))
}

/// A key that stands twice in one map.
pub fn duplicate_key(key: &str, first: Span, second: Span) -> Diagnostic {
    Diagnostic::error("duplicate-key", format!("the key `{key}` stands twice"), second)
        .also(first, "first here")
        .hint("remove one of the two")
}

/// A key that is not known.
pub fn unknown_key(span: Span, key: &str, known: &[&str]) -> Diagnostic {
    let hint = did_you_mean(key, known.iter().copied()).unwrap_or_else(|| {
        if known.contains(&"extra") {
            "keys for your own layouts go under `extra:`".to_owned()
        } else {
            format!("the keys here are {}", listed(known))
        }
    });
    Diagnostic::error("unknown-key", format!("unknown key `{key}`"), span).hint(hint)
}

/// A key that must be there.
pub fn missing_key(span: Span, key: &str, owner: Option<&str>) -> Diagnostic {
    let of = owner.map_or_else(String::new, |owner| format!(" of `{owner}`"));
    let example = match key {
        "title" => "`title: A title in plain text`",
        "date" => "`date: 2025-03-14`",
        "session" => "`session: upr-49`, an id from `content/data/sessions.yaml`",
        "state" => "`state: KEN`, an alpha-3 code",
        "number" => "`number: 12`",
        "alt" => "`alt:` says what the picture shows, for those who cannot see it",
        "credit" => "`credit:` names who made the picture",
        _ => "",
    };
    let hint = if example.is_empty() { format!("add `{key}: …`") } else { format!("add {example}") };
    Diagnostic::error("missing-key", format!("the key `{key}`{of} is missing"), span).hint(hint)
}

/// A value of the wrong type.
pub fn wrong_type(span: Span, key: &str, expected: &str, found: &str, quotable: bool) -> Diagnostic {
    let diagnostic = Diagnostic::error("wrong-type", format!("`{key}` takes {expected}, not {found}"), span);
    match (quotable, expected) {
        (true, _) => diagnostic.hint("put it between quotes"),
        (_, "a list") => diagnostic.hint("a list is written `[a, b]`, or one `- item` a line"),
        _ => diagnostic,
    }
}

/// A text that is empty.
pub fn empty_text(span: Span, key: &str) -> Diagnostic {
    Diagnostic::error("empty-text", format!("`{key}` is empty"), span).hint("fill it in, or remove the key")
}

/// A word where `true` or `false` must stand.
pub fn not_boolean(span: Span, key: &str, found: &str) -> Diagnostic {
    let hint = match found.to_lowercase().as_str() {
        "yes" | "y" | "on" => "write `true`".to_owned(),
        "no" | "n" | "off" => "write `false`".to_owned(),
        _ => did_you_mean(found, ["true", "false"]).unwrap_or_else(|| "write `true` or `false`".to_owned()),
    };
    Diagnostic::error("wrong-type", format!("`{key}` takes `true` or `false`, not `{found}`"), span).hint(hint)
}

/// A word that is none of those allowed.
pub fn unknown_choice(span: Span, key: &str, found: &str, choices: &[&str]) -> Diagnostic {
    Diagnostic::error("unknown-choice", format!("`{key}` cannot be `{found}`"), span)
        .hint(format!("it is one of {}", listed(choices)))
}

/// A number outside its range.
pub fn out_of_range(span: Span, key: &str, least: u32, greatest: u32) -> Diagnostic {
    Diagnostic::error("out-of-range", format!("`{key}` goes from {least} to {greatest}"), span)
}
