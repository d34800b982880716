//! Litter: hidden files, and what editors and systems leave behind.
//!
//! Takes the name of a file or folder; tells whether it is nobody's text. Whoever reads the project and whoever watches
//! it ask here, so that no save of an editor is seen by one and not by the other.

mod copies;

pub use copies::{Leftover, copied_from, leftover};

/// Tells whether a file or folder of this name is litter.
pub fn is_litter(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || name.starts_with('#') && name.ends_with('#')
        || name.contains("___jb_")
        || matches!(name, "Thumbs.db" | "desktop.ini")
        || [".swp", ".swx", ".orig", ".bak", ".tmp"].iter().any(|suffix| name.ends_with(suffix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn litter_is_told_from_text() {
        for name in [".upr.md.swp", "upr.md~", "#upr.md#", ".#upr.md", "upr.md___jb_tmp___", ".git", "x.tmp"] {
            assert!(is_litter(name), "{name}");
        }
        for name in ["upr.md", "site.yaml", "letters", "a#b.md", "orig.md"] {
            assert!(!is_litter(name), "{name}");
        }
    }
}
