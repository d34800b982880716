//! The mistake of a layout that makes text of a whole entity, with its place and the field that was meant.
//!
//! When a render has made such a slip, it is long past it. Where it was is found by the fuel: a render with just too little
//! for the instruction that slips runs out there, and says where that is.

use std::cell::Cell;
use std::ops::Range;
use std::{fmt, io};

use minijinja::{Environment, Error, ErrorKind, Value};

use super::view::{Whole, watched};

/// An entity that was to be text.
#[derive(Debug)]
pub(super) struct Slip {
    /// What it is.
    pub(super) whole: Whole,
    /// The failure that names the place; none where the failure itself does.
    pub(super) place: Option<Error>,
}

impl fmt::Display for Slip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} cannot be printed", self.whole.noun)
    }
}

impl std::error::Error for Slip {}

impl Slip {
    /// Returns the slip that a failure is about.
    pub(super) fn of(error: &Error) -> Option<(&Error, &Slip)> {
        let mut error = error;
        loop {
            let source = std::error::Error::source(error)?;
            if let Some(slip) = source.downcast_ref::<Slip>() {
                return Some((slip.place.as_ref().unwrap_or(error), slip));
            }
            error = source.downcast_ref()?;
        }
    }

    /// Returns the slip as a failure.
    pub(super) fn into_error(self) -> Error {
        Error::new(ErrorKind::InvalidOperation, self.to_string()).with_source(self)
    }
}

/// Renders a template; fails if it makes text of a whole entity.
pub(super) fn without_slips<T>(
    environment: &Environment<'_>,
    name: &str,
    root: &Value,
    render: impl FnOnce() -> Result<T, Error>,
) -> Result<T, Error> {
    match watched(render) {
        (result, None) => result,
        // A partial within has said where it slipped.
        (Err(error), Some(_)) if Slip::of(&error).is_some() => Err(error),
        (_, Some(whole)) => Err(Slip { whole, place: locate(environment, name, root) }.into_error()),
    }
}

thread_local! {
    /// Whether a place is being looked for on this thread.
    static LOCATES: Cell<bool> = const { Cell::new(false) };
}

/// Returns the failure that names the place where a template makes text of a whole entity.
///
/// Whether it comes so far is a question of fuel alone, and each instruction takes some: with the most fuel that is too
/// little, the render stops at the very instruction.
fn locate(environment: &Environment<'_>, name: &str, root: &Value) -> Option<Error> {
    // Partials that come on the way may slip too, and each of theirs.
    if LOCATES.replace(true) {
        return None;
    }
    let _ends = Locating;
    locate_first(environment, name, root)
}

/// Tells whether a place is being looked for on this thread.
pub(super) fn locates() -> bool {
    LOCATES.get()
}

/// Ends the search, also when it panics.
struct Locating;

impl Drop for Locating {
    fn drop(&mut self) {
        LOCATES.set(false);
    }
}

/// Does as [`locate`], which nothing within it does again.
fn locate_first(environment: &Environment<'_>, name: &str, root: &Value) -> Option<Error> {
    let mut environment = environment.clone();
    let most = environment.fuel()?;
    let mut run = |fuel: u64| {
        environment.set_fuel(Some(fuel));
        let render = || environment.get_template(name)?.render_captured_to(root.clone(), io::sink()).map(|_| ());
        watched(render)
    };
    let (mut too_little, mut enough) = (0, 64);
    while run(enough).1.is_none() {
        if enough >= most {
            return None;
        }
        (too_little, enough) = (enough, (enough * 2).min(most));
    }
    while enough - too_little > 1 {
        let middle = too_little + (enough - too_little) / 2;
        match run(middle).1 {
            Some(_) => enough = middle,
            None => too_little = middle,
        }
    }
    run(too_little).0.err()
}

/// Words of layouts that name nothing.
const WORDS: [&str; 12] = ["and", "elif", "else", "filter", "for", "if", "in", "is", "not", "or", "set", "with"];

/// Returns how the field that was meant is written, where the entity is to be text at a place of a layout.
pub(super) fn field_meant(whole: Whole, layout: &str, place: Range<usize>) -> String {
    let before = layout[..place.start].trim_end();
    // A filter is what fails, and the entity stands before it.
    let opens = || ["{{", "{%"].into_iter().filter_map(|open| Some(before.rfind(open)? + 2)).max();
    let start = before.strip_suffix('|').and_then(|_| opens()).unwrap_or(place.start);
    let paths = paths(&layout[start..place.end]);
    let is_named = |path: &&str| path.rsplit('.').next() == Some(whole.name);
    let mut found: Vec<&str> = paths.iter().copied().filter(is_named).collect();
    if found.is_empty() && paths.len() == 1 {
        found = paths;
    }
    found.dedup();
    match found.as_slice() {
        [path] => format!("{path}.{}", whole.field),
        _ => format!("{}.{}", whole.name, whole.field),
    }
}

/// Returns the names with dots in a piece of code, but for those of functions and filters, and of lists and the like of
/// which an item is taken.
fn paths(code: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = code;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '"' | '\'' => rest[1..].find(c).map_or(rest.len(), |end| end + 2),
            c if c.is_alphabetic() || c == '_' => {
                let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
                rest.find(|c| !is_part(c)).unwrap_or(rest.len())
            }
            c => c.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        let after_it = after.trim_start();
        let takes_item = |filter: &str| {
            let name = after_it.strip_prefix('|').map(str::trim_start);
            name.is_some_and(|name| name.starts_with(filter))
        };
        let is_path = token.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && !matches!(before, '|' | '.' | ']' | ')')
            && !after_it.starts_with(['(', '[', '='])
            && !["first", "last", "min", "max", "attr", "map"].into_iter().any(takes_item)
            && !WORDS.contains(&token);
        if is_path {
            found.push(token);
        }
        before = token.trim_end().chars().next_back().unwrap_or(before);
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn field_stands_where_the_entity_does() {
        let session = Whole { noun: "a whole session", name: "session", field: "title" };
        let filter = "{{ a }}{% set x = s | upper %}";
        assert_eq!(field_meant(session, filter, filter.find("upper").expect("it")..filter.len() - 3), "s.title");
        for (code, expected) in [
            ("page.session", "page.session.title"),
            ("page.session ~ \"page.x\"", "page.session.title"),
            ("page.title ~ page.session|upper", "page.session.title"),
            ("[s]|string", "s.title"),
            ("s | replace('a', 'b')", "s.title"),
            ("a ~ b", "session.title"),
            ("page.sessions[0] ~ 'é'", "session.title"),
            ("page.sessions|first|upper", "session.title"),
            ("loop.session(1) ~ ''", "session.title"),
            ("", "session.title"),
        ] {
            assert_eq!(field_meant(session, code, 0..code.len()), expected, "{code}");
        }
    }
}
