//! Texts and addresses that pass for something else to whoever reads them.

use super::addresses::named;
use crate::diag::{Diagnostic, Span};
use crate::disguise::Doubt;
use crate::disguise::host::HostDoubt;
use crate::disguise::scripts::{Script, script};

/// What is doubtful in a text; `more` is how many others of its kind there are in the file.
pub fn doubtful_text(span: Span, doubt: &Doubt, more: usize) -> Diagnostic {
    let rest = match more {
        0 => String::new(),
        1 => "; there is one more in this file".to_owned(),
        more => format!("; there are {more} more in this file"),
    };
    match doubt {
        Doubt::LeftOpen(c, closing) => direction_left_open(span, *c, *closing),
        Doubt::NotOpen(c) => direction_not_open(span, *c),
        Doubt::Reversed(c) => {
            let message = format!(
                "the invisible `{}` shows letters in the reverse of their order, so that they say something else",
                c.escape_unicode()
            );
            Diagnostic::warning("reversed-text", message, span).hint("remove it, and what closes it")
        }
        Doubt::Unseen(c) => {
            let message = format!("{} stands within a word, where nobody sees it{rest}", named(*c));
            Diagnostic::warning("unseen-in-word", message, span)
                .hint("remove it; who searches for the word would not find it")
        }
        Doubt::Mixed(word) => {
            let shown = with_minority_shown(word);
            let message = format!("the word `{word}` has letters that look like those of another script{rest}");
            Diagnostic::warning("mixed-script-word", message, span)
                .hint(format!("it is `{shown}`; type the word anew, in one script"))
        }
    }
}

/// A mark that changes the direction of text and is not closed.
fn direction_left_open(span: Span, c: char, closing: char) -> Diagnostic {
    let message = format!(
        "the invisible `{}` changes the direction of text and is not closed in its paragraph",
        c.escape_unicode()
    );
    let hint = format!(
        "what follows may be shown in another order than it is written: remove it, or close it with `{}`",
        closing.escape_unicode()
    );
    Diagnostic::warning("unbalanced-direction", message, span).hint(hint)
}

/// A mark that ends a change of direction that never began.
fn direction_not_open(span: Span, c: char) -> Diagnostic {
    let message = format!(
        "the invisible `{}` ends a change of direction that does not begin in this paragraph",
        c.escape_unicode()
    );
    Diagnostic::warning("unbalanced-direction", message, span).hint("remove it")
}

/// A mark that changes the direction of text, in settings or data.
pub fn direction_in_data(span: Span, c: char) -> Diagnostic {
    let message =
        format!("the file holds the invisible character `{}`, which changes the direction of text", c.escape_unicode());
    Diagnostic::error("direction-in-data", message, span)
        .hint("remove it; pages show names and texts in their own direction without it")
}

/// What is doubtful in the host of an address.
pub fn doubtful_host(span: Span, doubt: &HostDoubt) -> Diagnostic {
    match doubt {
        HostDoubt::NameBefore { name, host } => {
            let message = format!("the address leads to `{host}`; `{name}` before the `@` is not where it leads");
            Diagnostic::warning("name-before-host", message, span)
                .hint("take out the `@` and what stands before it, or write the address that is meant")
        }
        HostDoubt::Number { written, usual } => {
            let other = if written.starts_with(usual.as_str()) { String::new() } else { format!(", `{usual}`") };
            let message = format!("the host `{written}` is a number{other}");
            Diagnostic::warning("number-for-host", message, span)
                .hint("nobody can tell from it whose it is; write the name of the host")
        }
        HostDoubt::Mixed(host) => {
            Diagnostic::warning("mixed-script-host", format!("the host name `{host}` mixes scripts"), span)
                .hint(format!("it may pass for another; make sure that `{}` is meant", escaped(host)))
        }
        HostDoubt::Lookalike { host, twin, ascii } => {
            let message = format!("the host name `{host}` passes for `{twin}`");
            Diagnostic::warning("lookalike-host", message, span)
                .hint(format!("it is `{ascii}`; make sure that it is meant"))
        }
        HostDoubt::Sign { host, sign } => {
            let message = format!("the host name `{host}` holds `{sign}`, which looks like a sign of an address");
            Diagnostic::warning("lookalike-host", message, span)
                .hint(format!("the address leads to all of `{host}`; write the address that is meant"))
        }
    }
}

/// A link whose text is an address to which it does not lead.
pub fn misleading_link(span: Span, shown: &str, host: &str) -> Diagnostic {
    Diagnostic::warning(
        "misleading-link",
        format!("the text of the link says `{shown}`, and it leads to `{host}`"),
        span,
    )
    .hint("readers trust what they see; let both say the same, or write words instead")
}

/// Returns the text with all but ASCII as code points.
fn escaped(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii() { c.to_string() } else { shown(c) }).collect()
}

/// Returns a word with the letters of the script that has fewer as code points.
fn with_minority_shown(word: &str) -> String {
    let is_latin = |c: char| script(c) == Some(Script::Latin);
    let latin = word.chars().filter(|c| is_latin(*c)).count();
    let latin_is_most = latin * 2 >= word.chars().count();
    word.chars().map(|c| if is_latin(c) == latin_is_most { c.to_string() } else { shown(c) }).collect()
}

/// Returns the code point of a character.
fn shown(c: char) -> String {
    format!("[U+{:04X}]", c as u32)
}
