//! What a layout prints: values as text, escaped where that is wanted.

use minijinja::value::ValueKind;
use minijinja::{AutoEscape, Error, ErrorKind, Output, State, Value};

use super::invalid::failure_of;

/// Writes a value: text escaped, nothing for none, and an error for what has no text, which `refused` may tell more exactly.
pub(super) fn print_value(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
    refused: impl FnOnce(&Value) -> Option<Error>,
) -> Result<(), Error> {
    if value.is_none() {
        return Ok(());
    }
    if let Some(text) = value.as_str() {
        if value.is_safe() || !matches!(state.auto_escape(), AutoEscape::Html) {
            return out.write_str(text).map_err(write_failure);
        }
        return write_escaped(out, text);
    }
    if value.is_undefined() {
        return minijinja::escape_formatter(out, state, value);
    }
    match value.kind() {
        ValueKind::Bool => out.write_str(if value.is_true() { "true" } else { "false" }).map_err(write_failure),
        ValueKind::Number => out.write_str(&value.to_string()).map_err(write_failure),
        kind => {
            if let Some(error) = refused(value) {
                return Err(error);
            }
            let message = match kind {
                ValueKind::Invalid => return Err(failure_of(value)),
                ValueKind::Map => "a map cannot be printed; name one of its fields".to_owned(),
                _ => "a list cannot be printed; loop over it, or print its `|length`".to_owned(),
            };
            Err(Error::new(ErrorKind::InvalidOperation, message))
        }
    }
}

/// Writes text with the five characters escaped.
fn write_escaped(out: &mut Output<'_>, text: &str) -> Result<(), Error> {
    let mut rest = text;
    while let Some((at, reference)) = crate::html::first_special(rest) {
        out.write_str(&rest[..at]).map_err(write_failure)?;
        out.write_str(reference).map_err(write_failure)?;
        rest = &rest[at + 1..];
    }
    out.write_str(rest).map_err(write_failure)
}

/// Returns the error for output that was refused.
pub(super) fn write_failure(_: std::fmt::Error) -> Error {
    Error::from(ErrorKind::WriteFailure)
}
