//! Mistakes in the fields that a collection declares, and in their values.

use super::{listed, shortened};
use crate::diag::{Diagnostic, Span, did_you_mean};

/// A name that no field can have.
pub fn bad_field_name(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error("bad-field-name", format!("`{}` cannot be the name of a field", name.escape_debug()), span)
        .hint("use at most 40 of a-z, 0-9 and `_`, a letter first; `label:` says what readers see")
}

/// More fields than a collection can have.
pub fn too_many_fields(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::error("too-many-fields", format!("there are more than {limit} fields"), span)
        .hint("put what belongs together into a field of type `record`")
}

/// A field with the name of a common key.
pub fn field_name_taken(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error("field-name-taken", format!("`{name}` is a key that pages have already"), span).hint(format!(
        "give the field another name; or write `{name}: {{required: true}}` if each page is to have that key"
    ))
}

/// A field of which nothing says what its values are.
pub fn field_without_type(span: Span, types: &[&str]) -> Diagnostic {
    Diagnostic::error("field-without-type", "this field has no `type`", span)
        .hint(format!("add `type: text`, or another of {}", listed(types)))
}

/// A field that lacks what its type needs.
pub fn field_lacks(span: Span, kind: &str, key: &str, example: &str) -> Diagnostic {
    Diagnostic::error("field-lacks", format!("a field of type `{kind}` needs `{key}`"), span)
        .hint(format!("add it, as in `{{type: {kind}, {example}}}`"))
}

/// A list or a record where none can be.
pub fn field_too_deep(span: Span, kind: &str) -> Diagnostic {
    Diagnostic::error("field-too-deep", format!("a `{kind}` cannot stand here"), span)
        .hint("a list holds records or single values, and a record single values")
}

/// A pattern that is none.
pub fn bad_pattern(span: Span, text: &str, why: &str) -> Diagnostic {
    Diagnostic::error("bad-pattern", format!("`{}` is no pattern: {why}", text.escape_debug()), span).hint(
        "a pattern is made of signs, `[0-9a-f]`, `.` and `\\d`, each perhaps with `?`, `*`, `+` or `{2,4}` behind it",
    )
}

/// An id of an option that cannot be one.
pub fn bad_option(span: Span, id: &str) -> Diagnostic {
    Diagnostic::error("bad-option", format!("`{}` cannot be the id of an option", id.escape_debug()), span)
        .hint("use letters, figures, `-` and `_`, and write what readers see behind it: `open: Open for applications`")
}

/// A choice without options.
pub fn no_options(span: Span) -> Diagnostic {
    Diagnostic::error("no-options", "there is nothing to choose from", span)
        .hint("write an id and what readers see for each: `options: {open: Open, filled: Filled}`")
}

/// A reference to a folder that has no pages.
pub fn reference_to_no_folder(span: Span, to: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::error("reference-to-nothing", format!("there is no collection `{to}` to refer to"), span)
        .hint(format!("it is one of {}", listed(known)))
        .suggest(did_you_mean(to, known.iter().copied()))
}

/// A common key that is required of pages whose type does not have it.
pub fn required_key_of_other_type(span: Span, key: &str, kind: &str) -> Diagnostic {
    Diagnostic::error("key-of-other-type", format!("pages of type `{kind}` have no `{key}`"), span)
        .hint("give the field another name and a `type`, or remove it")
}

/// A text that its pattern does not fit.
pub fn text_without_pattern(span: Span, name: &str, pattern: &str) -> Diagnostic {
    Diagnostic::error("no-match", format!("`{name}` does not fit its pattern"), span)
        .hint(format!("the collection asks for `{pattern}`"))
}

/// A time where a day is asked for.
pub fn date_with_time(span: Span, name: &str, day: &str) -> Diagnostic {
    Diagnostic::error("date-with-time", format!("`{name}` takes a day, without a time"), span)
        .hint(format!("write `{name}: {day}`; or declare it as `type: datetime` in the `_index.md`"))
}

/// An option that is written as readers see it.
pub fn option_by_label(span: Span, name: &str, text: &str, id: &str) -> Diagnostic {
    Diagnostic::error("unknown-choice", format!("`{name}` cannot be `{text}`, which is what readers see"), span)
        .hint(format!("write `{name}: {id}`"))
}

/// A picture by whose name nobody is told who made it.
pub fn image_without_credit(span: Span, src: &str) -> Diagnostic {
    Diagnostic::error("image-without-credit", "the collection asks who made this picture", span)
        .hint(format!("write `{{src: {src}, credit: Who made it}}`"))
}

/// A reference that leads to nothing.
pub fn unknown_reference(span: Span, text: &str, to: &str, known: &[&str]) -> Diagnostic {
    let hint = match known {
        [] => format!("there is nothing in `{to}` yet"),
        known => format!("it is one of {}", shortened(known)),
    };
    Diagnostic::error("unknown-reference", format!("there is no `{text}` in `{to}`"), span).hint(hint)
}

/// A reference to a page that is not published.
pub fn reference_not_published(span: Span, text: &str, reason: &str) -> Diagnostic {
    Diagnostic::warning("reference-not-published", format!("the page `{text}` is left out here: it is {reason}"), span)
        .hint("it appears by itself once the page is published")
}

/// A field by which nothing can be sorted, grouped or the like.
pub fn no_field_for(span: Span, key: &str, text: &str, known: &[&str]) -> Diagnostic {
    let found = Diagnostic::error("no-field-for", format!("`{key}` cannot be `{text}`"), span);
    let found = match (key, known) {
        ("split_by", []) => found.hint("declare a field of type `date` or `datetime` below `fields:` first"),
        ("card", []) => found.hint("declare a field with a `label` below `fields:` first"),
        _ => found.hint(format!("it is one of {}", listed(known))),
    };
    found.suggest(did_you_mean(text, known.iter().copied()))
}

/// A field without a label that cards are to show.
pub fn card_without_label(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error("no-field-for", format!("`card` cannot be `{name}`, which has no label"), span)
        .hint(format!("add a `label` to `{name}` below `fields:`, the words that readers see before its value"))
}

/// A list in groups that is split into what is coming and past.
pub fn grouped_and_split(span: Span) -> Diagnostic {
    Diagnostic::warning("grouped-and-split", "`group_by` does nothing beside `split_by`", span)
        .hint("remove one of the two")
}

/// Something that ends before it starts.
pub fn ends_before_starts(span: Span, starts: Span) -> Diagnostic {
    Diagnostic::error("ends-before-starts", "`ends` lies before `starts`", span)
        .also(starts, "starts here")
        .hint("correct one of the two")
}
