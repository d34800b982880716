//! Values that stand for a failure: the engine hands them on as if they were something.

use minijinja::value::ValueKind;
use minijinja::{Error, ErrorKind, Value};

/// Returns a value, or the failure that it stands for.
pub(super) fn valid(value: Value) -> Result<Value, Error> {
    if value.kind() == ValueKind::Invalid { Err(failure_of(&value)) } else { Ok(value) }
}

/// Returns the failure that an invalid value stands for; the engine hands out its text alone.
pub(super) fn failure_of(invalid: &Value) -> Error {
    let text = invalid.to_string();
    let detail = text.strip_prefix("<invalid value: ").and_then(|rest| rest.strip_suffix('>')).unwrap_or(&text);
    let detail = detail.strip_prefix("undefined value: ").unwrap_or(detail);
    Error::new(ErrorKind::UndefinedError, detail.to_owned())
}
