//! Files that `extra:` names, for layouts of the site's own.

use serde_yaml::Value;

/// The suffixes of files that a value with one of them is taken to name.
const SUFFIXES: [&str; 10] = ["jpg", "jpeg", "png", "gif", "webp", "svg", "avif", "pdf", "mp3", "mp4"];

/// Returns the texts of a value that may name a file, each with its path in the front matter.
pub(super) fn names(value: &Value) -> Vec<(String, &str)> {
    let mut found = Vec::new();
    collect(value, "extra".to_owned(), &mut found);
    found
}

/// Adds the texts of a value at a path.
fn collect<'a>(value: &'a Value, path: String, found: &mut Vec<(String, &'a str)>) {
    match value {
        Value::String(text) if may_be_file(text) => found.push((path, text)),
        Value::Sequence(values) => {
            for (index, value) in values.iter().enumerate() {
                collect(value, format!("{path}[{index}]"), found);
            }
        }
        Value::Mapping(values) => {
            for (key, value) in values {
                let Some(key) = key.as_str() else { continue };
                collect(value, format!("{path}.{key}"), found);
            }
        }
        _ => {}
    }
}

/// Tells whether a text may be the name of a file: a word with a suffix, and no address.
fn may_be_file(text: &str) -> bool {
    let suffix = text.rsplit_once('.').map_or("", |(_, suffix)| suffix);
    let short = (1..=5).contains(&suffix.len()) && suffix.bytes().all(|byte| byte.is_ascii_alphanumeric());
    short && !text.contains(':') && !text.contains('\n')
}

/// Tells whether a text can hardly be anything but the name of a file.
pub(super) fn must_be_file(text: &str) -> bool {
    let suffix = text.rsplit_once('.').map_or("", |(_, suffix)| suffix).to_lowercase();
    !text.contains(char::is_whitespace) && !text.starts_with("//") && SUFFIXES.contains(&suffix.as_str())
}
