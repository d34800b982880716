//! The reference for authors of layouts as Markdown, for a page of the manual.

use super::reference::{Chapter, Entry, reference};

/// Returns the reference: a chapter each with a table of what it has.
pub fn reference_page() -> String {
    reference().iter().map(chapter).collect::<Vec<_>>().join("\n")
}

/// Returns a chapter.
fn chapter(chapter: &Chapter) -> String {
    let mut text = format!("## {}\n\n{}\n", chapter.name, chapter.says);
    if chapter.entries.is_empty() {
        return text;
    }
    let heads = match chapter.name {
        "layouts" => "| layout | finds | is |",
        "functions" | "filters" | "tests" => "| written | gives | does |",
        _ => "| field | is | what it is |",
    };
    if chapter.entries.iter().all(|entry| entry.is.is_empty()) {
        text.push_str("\n| written | is |\n|---|---|\n");
        text.extend(
            chapter.entries.iter().map(|entry| format!("| `{}` | {} |\n", cell(entry.written), cell(&entry.says))),
        );
        return text;
    }
    text.push_str(&format!("\n{heads}\n|---|---|---|\n"));
    let mut above: Vec<&str> = Vec::new();
    for entry in &chapter.entries {
        above.truncate(entry.depth);
        above.push(entry.written);
        text.push_str(&row(&above.join("."), entry));
    }
    text
}

/// Returns the row of an entry, which is called by this name.
fn row(name: &str, entry: &Entry) -> String {
    format!("| `{}` | {} | {} |\n", cell(name), cell(&coded(&entry.is)), cell(&entry.says))
}

/// Returns words as they stand in a cell.
fn cell(words: &str) -> String {
    words.replace('|', "\\|")
}

/// Returns what a value is, with texts in quotation marks as code, for they are meant to the letter.
fn coded(is: &str) -> String {
    let mut parts = is.split('"');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (part, is_quoted) in parts.zip([true, false].into_iter().cycle()) {
        text.push_str(&if is_quoted { format!("`\"{part}\"`") } else { part.to_owned() });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_within_is_called_by_its_whole_name() {
        let entry = |written, depth| Entry {
            name: None,
            depth,
            written,
            is: "\"ltr\" or none".to_owned(),
            says: "`a|b`.".to_owned(),
        };
        let entries = vec![entry("photo", 0), entry("url", 1), entry("title", 0)];
        let told = chapter(&Chapter { name: "page", says: "A page.".to_owned(), entries });
        let expected = "## page\n\nA page.\n\n| field | is | what it is |\n|---|---|---|\n\
                        | `photo` | `\"ltr\"` or none | `a\\|b`. |\n| `photo.url` | `\"ltr\"` or none | `a\\|b`. |\n| `title` | `\"ltr\"` or none | `a\\|b`. |\n";
        assert_eq!(told, expected);
    }
}
