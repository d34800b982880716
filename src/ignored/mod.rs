//! Ignored files: hidden files, and what editors and systems leave behind.
//!
//! Takes the name of a file or folder; tells whether it is nobody's text. Whoever reads the project and whoever watches
//! it ask here, so that no save of an editor is seen by one and not by the other.

mod copies;

pub use copies::{Leftover, copied_from, leftover};

/// Tells whether a file or folder of this name is ignored.
pub fn is_ignored(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || name.starts_with('#') && name.ends_with('#')
        || name.contains('_') && name.contains("___jb_")
        || matches!(name, "Thumbs.db" | "desktop.ini")
        || [".swp", ".swx", ".orig", ".bak", ".tmp"].iter().any(|suffix| name.ends_with(suffix))
}

/// Tells whether a hidden name is one that a site publishes among its static files.
pub fn is_meant(name: &str) -> bool {
    matches!(name, ".well-known" | ".nojekyll" | ".htaccess")
}

/// Tells whether a name is hidden, and no editor or system gives it: somebody may have meant to publish what has it.
pub fn is_hidden(name: &str) -> bool {
    let by_programs = [".DS_Store", ".localized", ".directory", ".git", ".gitkeep", ".gitignore", ".gitattributes"];
    let by_editors = [".#", "._", ".~", ".Trash", ".nfs", ".fuse_hidden", ".goutputstream"];
    name.starts_with('.')
        && !is_meant(name)
        && !by_programs.contains(&name)
        && !by_editors.iter().any(|start| name.starts_with(start))
        && !is_ignored(&name[1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_names_of_people_are_told_from_those_of_programs() {
        for name in [".env", ".domains", ".user.ini", ".x.md"] {
            assert!(is_hidden(name), "{name}");
        }
        for name in [".htaccess", ".well-known", ".DS_Store", ".x.md.swp", ".#x", "._x", ".x~", "x", ".git", ".."] {
            assert!(!is_hidden(name), "{name}");
        }
    }

    #[test]
    fn ignored_files_are_told_from_text() {
        for name in [".upr.md.swp", "upr.md~", "#upr.md#", ".#upr.md", "upr.md___jb_tmp___", ".git", "x.tmp"] {
            assert!(is_ignored(name), "{name}");
        }
        for name in ["upr.md", "site.yaml", "letters", "a#b.md", "orig.md"] {
            assert!(!is_ignored(name), "{name}");
        }
    }
}
