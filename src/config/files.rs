//! Which files are published in other ways than all others: names, and patterns of names.

use crate::diag::mistakes;
use crate::yaml::Node;

/// A name of files, in which a `*` stands for any characters but `/`.
///
/// With a `/` in it, it is the path below `content/`, or the whole path of a file of the layouts; without one, the name in
/// any folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePattern(String);

/// The files that `site.yaml` names for publishing in another way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileRules {
    /// Those that may run something where they are opened.
    pub active: Vec<FilePattern>,
    /// Those that keep their metadata.
    pub keep: Vec<FilePattern>,
}

/// What the settings say of one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileRule {
    /// Whether it may run something.
    pub active: bool,
    /// Whether it keeps its metadata.
    pub keep: bool,
}

impl FilePattern {
    /// Tells whether a file is meant, given its path from the site's root.
    pub fn names(&self, path: &str) -> bool {
        let path = path.strip_prefix("content/").unwrap_or(path);
        match self.0.contains('/') {
            true => matches(self.0.strip_prefix("content/").unwrap_or(&self.0).as_bytes(), path.as_bytes()),
            false => matches(self.0.as_bytes(), path.rsplit('/').next().unwrap_or(path).as_bytes()),
        }
    }

    /// Returns the pattern as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FileRules {
    /// Returns what is said of a file, given its path from the site's root.
    pub fn of(&self, path: &str) -> FileRule {
        let named = |patterns: &[FilePattern]| patterns.iter().any(|pattern| pattern.names(path));
        FileRule { active: named(&self.active), keep: named(&self.keep) }
    }
}

impl FileRule {
    /// Returns a word for the rule, by which targets of one file under different rules are told apart.
    pub fn word(self) -> &'static str {
        match (self.active, self.keep) {
            (false, false) => "",
            (true, false) => "active",
            (false, true) => "kept",
            (true, true) => "active, kept",
        }
    }

    /// Returns the rule that a word stands for.
    pub fn of_word(word: &str) -> FileRule {
        FileRule { active: word.starts_with("active"), keep: word.ends_with("kept") }
    }
}

/// Reads a pattern.
pub(super) fn read_pattern(node: Node<'_>) -> Option<FilePattern> {
    let text = node.filled_text()?;
    let bad =
        text.starts_with('/') || text.contains('\\') || text.split('/').any(|part| matches!(part, "" | "." | ".."));
    if bad {
        node.note(move |span| mistakes::bad_file_pattern(span, &text));
        return None;
    }
    Some(FilePattern(text))
}

/// Tells whether a text is of a pattern, in time of their lengths multiplied.
fn matches(pattern: &[u8], text: &[u8]) -> bool {
    let (mut at, mut read) = (0, 0);
    // Where the last `*` stood, and how much of the text it stands for.
    let mut star: Option<(usize, usize)> = None;
    while read < text.len() {
        if pattern.get(at) == Some(&b'*') {
            star = Some((at, read));
            at += 1;
        } else if pattern.get(at) == Some(&text[read]) {
            (at, read) = (at + 1, read + 1);
        } else if let Some((place, taken)) = star.filter(|(_, taken)| text[*taken] != b'/') {
            star = Some((place, taken + 1));
            (at, read) = (place + 1, taken + 1);
        } else {
            return false;
        }
    }
    pattern[at..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_meant_by_path_name_or_pattern() {
        for (pattern, path, expected) in [
            ("letters/a/map.html", "content/letters/a/map.html", true),
            ("content/letters/a/map.html", "content/letters/a/map.html", true),
            ("letters/a/map.html", "content/letters/b/map.html", false),
            ("map.html", "content/letters/a/map.html", true),
            ("map.html", "content/letters/a/my-map.html", false),
            ("*.pdf", "content/letters/a/x.pdf", true),
            ("*.pdf", "layouts/static/x.pdf", true),
            ("letters/*.pdf", "content/letters/x.pdf", true),
            ("letters/*.pdf", "content/letters/a/x.pdf", false),
            ("letters/*/x.pdf", "content/letters/a/x.pdf", true),
            ("letters/*/x.pdf", "content/letters/x.pdf", false),
            ("layouts/static/*.svg", "layouts/static/logo.svg", true),
            ("layouts/static/*.svg", "content/logo.svg", false),
            ("a*b*c", "content/aXbYbZc", true),
            ("a*b*c", "content/aXbYbZ", false),
            ("*", "content/x", true),
            ("é*", "content/éa", true),
        ] {
            assert_eq!(FilePattern(pattern.to_owned()).names(path), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn pattern_of_many_stars_ends() {
        assert!(!matches(
            "a*".repeat(60).as_bytes(),
            &[b'a'; 20_000][..19_999].iter().map(|_| b'b').collect::<Vec<_>>()
        ));
        assert!(!matches(format!("{}b", "a*".repeat(60)).as_bytes(), &[b'a'; 20_000]));
    }
}
