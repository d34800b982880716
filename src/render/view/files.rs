//! Files as readers are told of them: their type and their size.

use minijinja::Value;

use super::Snapshot;
use super::value::{map, text_or_none};
use crate::model::FileUse;

/// Returns a size in bytes for people, in units of 1,000.
pub(super) fn size_text(bytes: u64) -> String {
    match bytes {
        0..=999 => format!("{bytes} B"),
        1_000..=999_999 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

/// Returns the type and the size of a file.
pub(super) fn file_text(path: &str, bytes: u64) -> String {
    let suffix = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, suffix)| suffix);
    match suffix {
        "" => size_text(bytes),
        suffix => format!("{}, {}", suffix.to_uppercase(), size_text(bytes)),
    }
}

/// Returns a file with its size; none where it is not there.
pub(super) fn file_value(snapshot: &Snapshot, path: &str) -> Value {
    let Some(file) = snapshot.site.file(path) else { return Value::from(()) };
    let name = path.rsplit('/').next().unwrap_or(path);
    let suffix = name.rsplit_once('.').map_or("", |(_, suffix)| suffix).to_uppercase();
    map([
        ("url", Value::from(snapshot.url(&file.route))),
        ("name", Value::from(name)),
        ("type", Value::from(suffix)),
        ("size_text", Value::from(size_text(file.length))),
    ])
}

/// Returns a picture with its size.
pub(super) fn picture_value(snapshot: &Snapshot, file: &FileUse, alt: &str, credit: Option<&str>) -> Value {
    map([
        ("url", Value::from(snapshot.url(&file.route))),
        ("width", Value::from(file.width)),
        ("height", Value::from(file.height)),
        ("alt", Value::from(alt)),
        ("credit", text_or_none(credit)),
    ])
}
