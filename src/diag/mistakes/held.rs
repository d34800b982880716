//! What was meant to hold a page back and does not, or may not be meant to be seen yet.

use crate::diag::{Diagnostic, Span};
use crate::moment::Moment;

/// What to write while the hour of an embargo is not known; whoever follows it word for word publishes nothing.
pub(super) const HOLD: &str = "write `draft: true` until its hour is known; then an embargo is written with the date, the time of \
                               day and its time zone, as in `embargo: 2099-03-14T09:30:00+01:00`";

/// A key that holds a page back, without a value; what a comment behind it says may be the one that is missing.
pub fn holds_nothing(span: Span, key: &str) -> Diagnostic {
    let comment = span.excerpt.split_once('#').map_or("", |(_, comment)| comment.trim());
    let moment = Moment::parse(comment).filter(Moment::has_offset);
    let hint = match (key, moment) {
        ("embargo" | "expires", Some(moment)) => format!("write `{key}: {}`", moment.written()),
        ("embargo", None) => {
            "write `draft: true` until its hour is known, or take the line out to publish the page now".to_owned()
        }
        ("expires", None) => {
            "write `expires: …` with the date, the time of day and its time zone, or take the line out if the page is to stay"
                .to_owned()
        }
        _ => "write `draft: true` to hold the page back, or take the line out to publish it".to_owned(),
    };
    Diagnostic::error("holds-nothing", format!("`{key}` has no value, so it holds nothing back"), span).hint(hint)
}

/// A key that would hold the page back, at the top of the text.
pub fn key_in_text(span: Span, key: &str) -> Diagnostic {
    let message = format!("`{key}` stands in the text, where it holds nothing back");
    Diagnostic::error("key-in-text", message, span).hint(
        "move the line up, above the `---` that ends the front matter; if it is for readers, begin the text with a sentence",
    )
}

/// A day at the top of the text, which readers may be meant to see, and after which the page stays.
pub fn expiry_in_text(span: Span, key: &str) -> Diagnostic {
    let message = format!("`{key}` stands in the text, where it takes nothing down");
    Diagnostic::warning("key-in-text", message, span).hint(
        "if the page is to go on that day, `expires` in the front matter says so; if the line is for readers alone, begin the text \
         with a sentence",
    )
}

/// A key that would hold the page back, within the value of another one.
pub fn key_below_another(span: Span, key: &str) -> Diagnostic {
    let message = format!("`{key}` stands within another key, where it holds nothing back");
    Diagnostic::error("key-in-key", message, span).hint(
        "move it to a line of its own that begins at the left edge; what your own layouts read takes another name",
    )
}

/// A file or folder whose name says that it is held back.
pub fn held_by_name(span: Span, name: &str) -> Diagnostic {
    let message = format!("the name `{name}` holds nothing back: the page would be published like any other");
    Diagnostic::error("held-by-name", message, span)
        .hint("add `draft: true` to its front matter, or `draft: false` if it is to be published under this name")
}

/// A page that is published before the day it is dated, which begins at the instant `until`, as it is written.
pub fn dated_ahead(span: Span, day: &str, until: &str) -> Diagnostic {
    let message = format!("the page is published now, and dated {day}: a date holds nothing back");
    Diagnostic::warning("dated-ahead", message, span).hint(format!(
        "add `embargo: {until}` to hold it back until then; if it is meant to be seen before its date, an `embargo` that has \
         passed says so"
    ))
}

/// An embargo that ended long before the page is dated, or before anything of the site is.
pub fn embargo_long_past(span: Span, year: i16, dated: Option<Span>) -> Diagnostic {
    let message = match &dated {
        Some(_) => format!("this embargo ended in {year}, long before the date of the page: the year may be mistyped"),
        None => format!("this embargo ended in {year}, long before all else on the site: the year may be mistyped"),
    };
    let found = Diagnostic::error("embargo-long-past", message, span).hint(
        "write `draft: true` until its year is known, or correct it; a page that has long been public needs no embargo",
    );
    dated.into_iter().fold(found, |found, dated| found.also(dated, "the date"))
}

/// A day that is far from what it belongs to.
pub fn far_year(span: Span, key: &str, year: i16, from: &str) -> Diagnostic {
    Diagnostic::warning("far-year", format!("`{key}` is in {year}, far from {from}: the year may be mistyped"), span)
        .hint("correct the year; if it is right, leave it")
}

/// A link to a file in the folder of a page that is not published.
pub fn link_to_file_of_hidden_page(span: Span, dest: &str, page: &str, reason: &str) -> Diagnostic {
    let message = format!("the link `{dest}` is shown as plain text: the file belongs to `{page}`, which is {reason}");
    Diagnostic::warning("link-to-unpublished", message, span)
        .hint("it becomes a link by itself once that page is published")
}

/// A file in the folder of a page that is not published, which another page needs.
pub fn file_of_hidden_page(span: Span, file: &str, page: &str, reason: &str) -> Diagnostic {
    let message = format!("`{file}` belongs to `{page}`, which is {reason}, and is not published before it");
    Diagnostic::error("file-of-hidden-page", message, span)
        .hint("leave it out until that page is published; what may be seen now lies in another folder")
}
