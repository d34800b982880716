//! Mistakes in what a page and its translations say of one and the same thing.

use crate::diag::{Diagnostic, Span};

/// A translation that the public sees while the page itself is held back.
pub fn translation_leaks(span: Span, until: &str, original: Span, line: &str) -> Diagnostic {
    Diagnostic::error("translation-leaks", format!("the translation is public while the page itself is {until}"), span)
        .also(original, HELD_HERE)
        .hint(format!("write `{line}` in the translation too"))
}

/// What stands at the key that holds the page itself back.
pub const HELD_HERE: &str = "held back here";

/// What a translation that is held back less long than the page itself has to know.
pub const WITHOUT_PAGE_ITSELF: &str =
    "or write this line in the translation too: one that is not held back as long as the page itself has nothing of it";

/// A translation that lacks what it would have of the page itself, were it held back as long.
pub fn translation_apart(span: Span, original: Span) -> Diagnostic {
    let message =
        "the translation has nothing of the page itself, such as its date or its topics: it is not held back as long";
    Diagnostic::warning("translations-differ", message, span)
        .also(original, HELD_HERE)
        .hint("write this line in the translation too")
}

/// A translation that is held back longer, or taken back at another time, than the page itself.
pub fn translation_at_another_time(span: Span, message: String, original: Span, hint: String) -> Diagnostic {
    Diagnostic::warning("translations-differ", message, span).also(original, "the page itself").hint(hint)
}

/// A key that says one thing in a translation and another in the page itself.
pub fn translation_differs(span: Span, key: &str, original: Span) -> Diagnostic {
    Diagnostic::warning("translations-differ", format!("`{key}` is another than that of the page itself"), span)
        .also(original, "the page itself says so here")
        .hint("a page and its translations are one page; give both the same value")
}

/// A key that stands in a translation and not in the page itself.
pub fn said_in_translation_alone(span: Span, key: &str, other: Span) -> Diagnostic {
    Diagnostic::warning("translations-differ", format!("`{key}` does not stand in the page itself"), span)
        .also(other, "and here it does")
        .hint(format!("write `{key}` here: a translation has what it does not write of the page itself"))
}

/// A mark that names other states in a translation.
pub fn mark_differs(span: Span, id: &str, original: Span) -> Diagnostic {
    Diagnostic::warning("translations-differ", format!("`{id}` names other States than on the page itself"), span)
        .also(original, "the page itself says so here")
        .hint("what counts is the page itself; name the same States in both")
}

/// A mark that has priority in one of two languages only.
pub fn priority_differs(span: Span, id: &str, has_it: bool, original: Span) -> Diagnostic {
    let message = match has_it {
        true => format!("`{id}` has priority in this translation alone"),
        false => format!("`{id}` has priority on the page itself and not in this translation"),
    };
    Diagnostic::warning("translations-differ", message, span)
        .also(original, "the page itself says so here")
        .hint("readers of each language see their own mark; write `priority` in both, or in none")
}

/// A mark that stands in a translation alone.
pub fn mark_in_translation_alone(span: Span, id: &str, original: Span) -> Diagnostic {
    Diagnostic::warning("translations-differ", format!("`{id}` is marked in this translation alone"), span)
        .also(original, "and is missing from the page itself")
        .hint("it is asked all the same; mark it there too, or correct the id")
}
