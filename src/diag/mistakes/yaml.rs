//! Mistakes in YAML as such.

use super::held::HOLD;
use super::listed;
use crate::diag::{Diagnostic, Span, closest, did_you_mean};

/// YAML that is larger than the limit.
pub fn yaml_too_large(span: Span, length: usize, limit: usize) -> Diagnostic {
    Diagnostic::error("yaml-too-large", format!("the YAML has {length} bytes; at most {limit} are read"), span)
        .hint("long texts go into the body")
}

/// YAML that nests deeper than the limit.
pub fn yaml_too_deep(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::error("yaml-too-deep", format!("the YAML has more than {limit} levels, one inside the other"), span)
        .hint("no key needs that: write it in fewer levels")
}

/// YAML that holds more values than the limit.
pub fn yaml_too_many(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::error("yaml-too-many", format!("the YAML holds more than {limit} values"), span)
        .hint("tables go into the body or into a file of their own")
}

/// An anchor, alias or tag.
pub fn yaml_forbidden(span: Span, what: &str) -> Diagnostic {
    let article = if what.starts_with('a') { "an" } else { "a" };
    let message = format!("{article} {what} is not allowed in YAML here");
    Diagnostic::error("yaml-forbidden", message, span)
        .hint("write the value out; a text that begins with `&`, `*` or `!` goes between quotes")
}

/// YAML that cannot be parsed.
pub fn yaml_syntax(span: Span, message: &str, hint: &str) -> Diagnostic {
    Diagnostic::error("yaml-syntax", format!("this is not YAML: {message}"), span).hint(hint)
}

/// A character that ends a line in some programs and in others does not.
pub fn line_separator(span: Span, c: char) -> Diagnostic {
    let message =
        format!("the unseen character U+{:04X} stands here, which some programs take for the end of a line", c as u32);
    Diagnostic::error("unseen-character", message, span).hint("remove it; if a new line is meant, end the line there")
}

/// A text that a comment cuts off; `owner` is what it is the text of, `empty` that nothing is left of it.
pub fn text_cut(span: Span, owner: &str, empty: bool) -> Diagnostic {
    let left = if empty { "is empty" } else { "ends here" };
    Diagnostic::warning("text-cut", format!("{owner} {left}: what follows a blank and `#` is a comment"), span)
        .hint("put the whole text between quotes; a comment that is meant goes on a line of its own")
}

/// An item of a list that is a part of the one before it.
pub fn glued_item(span: Span) -> Diagnostic {
    let message = "this item is glued to the one before it: it stands further to the right";
    Diagnostic::error("glued-item", message, span).hint("begin all items of a list in one column")
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

/// A known key with something unseen before or behind it.
pub fn unseen_in_key(span: Span, key: &str, unseen: &str) -> Diagnostic {
    Diagnostic::error("unknown-key", format!("{unseen} stands beside the key `{key}`"), span)
        .hint(format!("take it out: type `{key}:` anew"))
}

/// A key that must be there; `owner` is what it belongs to, such as `` `photo` ``.
pub fn missing_key(span: Span, key: &str, owner: Option<&str>) -> Diagnostic {
    let of = owner.map_or_else(String::new, |owner| format!(" of {owner}"));
    Diagnostic::error("missing-key", format!("the key `{key}`{of} is missing"), span)
        .hint(format!("add {}", example(key)))
}

/// A key that must have a value, and has none.
pub fn empty_required(span: Span, key: &str) -> Diagnostic {
    Diagnostic::error("empty-text", format!("`{key}` is empty"), span).hint(format!("write {}", example(key)))
}

/// Returns an example of a key with its value.
fn example(key: &str) -> String {
    let example = match key {
        "title" => "`title: A title in plain text`",
        "date" => "`date: 2025-03-14`",
        "session" => "`session: upr-49`, an id from `content/data/sessions.yaml`",
        "state" => "`state: KEN`, the code of the state",
        "states" => "`states: [KEN]`, the codes of the states",
        "number" => "`number: 12`",
        "alt" => "`alt: …` and say what the picture shows, for those who cannot see it",
        "credit" => "`credit: …` and name who made the picture",
        "name" => "`name: Example Centre`",
        "base_url" => "`base_url: https://example.org/`, the address of the home page",
        _ => return format!("`{key}: …`"),
    };
    example.to_owned()
}

/// A value of the wrong type; `owner` is what it is the value of, such as `` `title` ``.
pub fn wrong_type(span: Span, owner: &str, expected: &str, found: &str, quotable: bool) -> Diagnostic {
    let hint = match (owner, expected) {
        ("`embargo`", _) => HOLD,
        _ if quotable => "put it between quotes",
        ("`photo`", _) => "write `photo: {src: hall.jpg, alt: What it shows, credit: Who made it}`",
        ("`newsletter`", _) => "write `newsletter: false`, or `newsletter: {subject: …, preheader: …}`",
        ("`applies`", _) => {
            "write `applies: {not_party_to_any: [genocide-convention]}`, or leave it out for all states"
        }
        ("an item of `signatories`", _) => "write `{name: …, role: …}`",
        ("an item of `attachments`", _) => "write `{src: annex.pdf, title: …}`",
        ("an item of `corrections`", _) => "write `{date: 2025-04-01, note: …}`",
        (_, "a list") => "a list is written `[a, b]`, or one `- item` a line",
        (_, "a date") => "dates are written `2025-03-14`",
        (_, "text") => "write it as one text, without brackets or hyphens before it",
        (_, "keys with values") => "write one `key: value` a line",
        ("`mail`", _) => "write `mail: false`, or `mail: {from: office@example.org}`",
        _ => "write it anew",
    };
    Diagnostic::error("wrong-type", format!("{owner} takes {expected}, not {found}"), span).hint(hint)
}

/// A text where a list must stand; `line` is the line that makes one of it.
pub fn text_for_list(span: Span, key: &str, text: &str, line: Option<String>) -> Diagnostic {
    let shown = if text.chars().count() <= 40 { format!("the text `{text}`") } else { "a text".to_owned() };
    let hint = line.map_or_else(
        || "a list is written `[a, b]`, or one `- item` a line".to_owned(),
        |line| format!("write `{line}`"),
    );
    Diagnostic::error("wrong-type", format!("`{key}` takes a list, not {shown}"), span).hint(hint)
}

/// A text that is empty.
pub fn empty_text(span: Span, key: &str) -> Diagnostic {
    let hint = if key == "embargo" { HOLD } else { "fill it in, or remove the key" };
    Diagnostic::error("empty-text", format!("`{key}` is empty"), span).hint(hint)
}

/// Something else where `true` or `false` must stand; `found` is its text, `shown` says what it is.
///
/// What holds a page back in its author's mind must not be published by following the hint.
pub fn not_boolean(span: Span, key: &str, found: &str, shown: &str) -> Diagnostic {
    let word = found.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let meant = match word.as_str() {
        "yes" | "y" | "on" | "1" | "oui" | "ja" | "si" | "sí" | "sim" | "vrai" | "wahr" | "verdadero" | "x" => "true",
        "no" | "n" | "off" | "0" | "non" | "nein" | "nee" | "não" | "faux" | "falsch" | "falso" => "false",
        word => closest(word, ["true", "false"]).unwrap_or(""),
    };
    let quoted = if meant == found { ", without quotes" } else { "" };
    let hint = match (key, meant) {
        ("draft", "") => "write `draft: true` to hold the page back, and nothing to publish it".to_owned(),
        (_, "") => format!("write `{key}: true` or `{key}: false`"),
        _ => format!("write `{key}: {meant}`{quoted}"),
    };
    let word = format!("`{found}`");
    let shown = if shown.starts_with("the text") && meant != found { &word } else { shown };
    Diagnostic::error("wrong-type", format!("`{key}` takes `true` or `false`, not {shown}"), span).hint(hint)
}

/// Something else where a whole number must stand; `figures` is the one that it names.
pub fn not_number(span: Span, key: &str, found: &str, figures: Option<u32>) -> Diagnostic {
    let hint = match figures {
        Some(number) => format!("write `{key}: {number}`"),
        None => "write it in figures".to_owned(),
    };
    Diagnostic::error("wrong-type", format!("`{key}` takes a whole number from 0 up, not {found}"), span).hint(hint)
}

/// A word that is none of those allowed.
pub fn unknown_choice(span: Span, key: &str, found: &str, choices: &[&str]) -> Diagnostic {
    Diagnostic::error("unknown-choice", format!("`{key}` cannot be `{found}`"), span)
        .hint(format!("it is one of {}", listed(choices)))
        .suggest(did_you_mean(found, choices.iter().copied()))
}

/// A number outside its range.
pub fn out_of_range(span: Span, key: &str, least: u32, greatest: u32) -> Diagnostic {
    Diagnostic::error("out-of-range", format!("`{key}` goes from {least} to {greatest}"), span)
        .hint("write a number between the two, or leave the key out")
}
