//! Words of a new site that wait to be replaced.

use crate::diag::{Diagnostic, Span};

/// Words that `demarche new` has written for an author to replace; nothing where there are none.
pub fn words_to_replace(places: Vec<Span>) -> Option<Diagnostic> {
    let count = places.len();
    let mut named = String::new();
    let mut file = "";
    for span in &places {
        if *span.file == *file {
            named.push_str(&format!(", {}", span.line));
        } else {
            let gap = if file.is_empty() { "" } else { "; " };
            named.push_str(&format!("{gap}{}:{}", span.file, span.line));
            file = &span.file;
        }
    }
    let words = match count {
        1 => "one place holds words of a new site that wait for yours".to_owned(),
        _ => format!("{count} places hold words of a new site that wait for yours"),
    };
    let found = Diagnostic::warning("words-to-replace", words, places.first()?.clone());
    Some(found.hint(format!("write your own: {named}")))
}
