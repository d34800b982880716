//! Files as readers are told of them: their type and their size.

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
