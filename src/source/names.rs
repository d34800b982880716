//! Names of files that tell what the files are.

/// The suffixes of texts of pages, in small letters; other programs write them in other ways.
const PAGE_SUFFIXES: [&str; 5] = ["md", "markdown", "mdown", "mkd", "mkdn"];

/// Returns the path of a page's text without its suffix; nothing where it is none by its name.
pub fn page_stem(path: &str) -> Option<&str> {
    let (stem, suffix) = path.rsplit_once('.')?;
    let known = PAGE_SUFFIXES.iter().any(|known| suffix.eq_ignore_ascii_case(known));
    (known && !stem.is_empty() && !stem.ends_with('/')).then_some(stem)
}

/// Tells whether the file at a path is the text of a page.
pub fn is_page_text(path: &str) -> bool {
    path.starts_with("content/") && page_stem(path).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suffixes_of_markdown_are_known() {
        assert_eq!(page_stem("content/letters/upr-49.fr.md"), Some("content/letters/upr-49.fr"));
        for name in ["a.md", "a.MD", "a.Md", "a.markdown", "a.mdown", "a.mkd", "a b.Markdown"] {
            assert!(is_page_text(&format!("content/{name}")), "{name}");
            assert!(!is_page_text(&format!("layouts/{name}")), "{name}");
        }
        for name in ["a.mdx", "a.md.txt", "md", ".md", "letters/.md", "amd", "a.html"] {
            assert_eq!(page_stem(name), None, "{name}");
        }
    }
}
