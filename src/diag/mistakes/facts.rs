//! Facts of one record that cannot both be true.

use crate::diag::{Diagnostic, Span};

/// A status that an act speaks against.
pub fn status_against_act(span: Span, status: &str, act: &str, place: Span) -> Diagnostic {
    Diagnostic::warning("facts-differ", format!("the status is `{status}`, and the {act} says otherwise"), span)
        .also(place, "no later act undoes it")
        .hint("correct one of the two, or add the act that came after")
}

/// A signature by a state that had joined before.
pub fn signed_after_joining(span: Span, act: &str, joined: Span) -> Diagnostic {
    Diagnostic::warning("facts-differ", "the signature lies after the day on which the State joined", span)
        .also(joined, format!("{act} here"))
        .hint("correct one of the two dates")
}

/// An act that was done after the day for which its record is true.
pub fn act_after_as_of(span: Span, act: &str, as_of: Span) -> Diagnostic {
    Diagnostic::warning("facts-differ", format!("the {act} lies after the day for which the record is true"), span)
        .also(as_of, "true as of this day")
        .hint("write as `as_of` the day on which the source was last looked at, or correct the date of the act")
}

/// An act that was done before the instrument was adopted.
pub fn act_before_adoption(span: Span, act: &str, adopted: Span) -> Diagnostic {
    Diagnostic::warning(
        "facts-differ",
        format!("the {act} lies before the day on which the instrument was adopted"),
        span,
    )
    .also(adopted, "adopted here")
    .hint("correct one of the two dates")
}

/// A day since which there is something of which nobody knows whether it is there.
pub fn since_of_unknown(span: Span, answer: Span) -> Diagnostic {
    Diagnostic::warning(
        "facts-differ",
        "it is not known whether there is a Focal Point, and `since` says since when",
        span,
    )
    .also(answer, "not known")
    .hint("correct the answer, or leave `since` out")
}

/// A day since which there is a focal point that lies after the day of the record.
pub fn since_after_as_of(span: Span, as_of: Span) -> Diagnostic {
    Diagnostic::warning("facts-differ", "`since` lies after the day for which the record is true", span)
        .also(as_of, "true as of this day")
        .hint("write as `as_of` the day on which the source was last looked at, or correct `since`")
}

/// A session whose days are said to be unknown and that has one.
pub fn dates_known(span: Span, day: Span) -> Diagnostic {
    Diagnostic::error("dates-known", "the dates are said to be unknown, and one is given", span)
        .also(day, "it is given here")
        .hint("take one of the two lines out")
}
