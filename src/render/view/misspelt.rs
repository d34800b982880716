//! Names that are not there, and what may have been meant.

use minijinja::{Error, ErrorKind, Value};

use crate::diag::closest;
use crate::render::bounds::cut;

/// Returns the error for a name that is not there, as a value: whoever uses it meets the error.
pub(super) fn misspelt<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Value {
    Value::from(misspelt_error(name, known))
}

/// Returns the error for a name that is not there, with the one that may have been meant.
pub(in crate::render) fn misspelt_error<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Error {
    let name = cut(name);
    let hint = match closest(name, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.clone().next().is_none() => "it has none".to_owned(),
        None => format!("it has: {}", known.collect::<Vec<_>>().join(", ")),
    };
    Error::new(ErrorKind::UndefinedError, format!("there is no `{name}` here; {hint}"))
}
