//! `demarche layouts`: what layouts can ask, as text for a terminal.
//!
//! What there is comes from the tables that rendering goes by (`render/view/schema/`); here it is laid out in 80 columns.

use demarche::Error;
use demarche::diag::closest;
use demarche::render::{Chapter, Entry, reference};

use super::arguments::LayoutsCommand;
use super::report;

/// The width of the text, in columns.
const WIDTH: usize = 80;
/// Where the text on an entry begins, for one that stands within nothing.
const COLUMN: usize = 20;
/// How much what stands within another is moved to the right.
const STEP: usize = 2;
/// What is said before all else.
const PREFACE: &str = "\
What a layout can ask. HTML is printed as it is, all other text is escaped. A date is a text: 2025-03-14, or with a time \
2025-03-14T09:30:00+01:00. What is none prints nothing and counts as false. A record has what is told below it. A name \
that is not told here is an error.";

/// Prints the reference, or what is asked of it.
pub(super) fn run(command: &LayoutsCommand) -> Result<bool, Error> {
    let chapters = reference();
    let text = match &command.name {
        None => whole(&chapters),
        Some(name) => asked(&chapters, name).ok_or_else(|| unknown(&chapters, name))?,
    };
    report::output(text.as_bytes());
    Ok(true)
}

/// Returns what is told of a layout: the names at its top, and what the one that it is about has.
pub(super) fn told_of(layout: &str) -> String {
    let chapters = reference();
    let partial = || {
        "Partials find site, t and `it`, what they are called with; all others what those find that name them.\n"
            .to_owned()
    };
    let mut text = asked(&chapters, layout).unwrap_or_else(partial);
    let is_named = |chapter: &&Chapter| text.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word == chapter.name);
    let named: Vec<&Chapter> = chapters.iter().filter(|chapter| chapter.name != "layouts").filter(is_named).collect();
    for chapter in named {
        text.push('\n');
        push_chapter(chapter, &mut text);
    }
    text
}

/// Returns the whole reference.
fn whole(chapters: &[Chapter]) -> String {
    let mut text = String::new();
    push_wrapped(PREFACE, 0, &mut text);
    for chapter in chapters {
        text.push('\n');
        push_chapter(chapter, &mut text);
    }
    text
}

/// Returns what is told of a chapter, of a field as in `page.photo`, or of a layout, function, filter or test.
fn asked(chapters: &[Chapter], name: &str) -> Option<String> {
    let mut text = String::new();
    if let Some(chapter) = chapters.iter().find(|chapter| chapter.name == name) {
        push_chapter(chapter, &mut text);
        return Some(text);
    }
    for chapter in chapters {
        for entry in chapter.entries.iter().filter(|entry| entry.name == Some(name)) {
            text.push_str(chapter.name);
            text.push('\n');
            push_entry(entry, &mut text);
        }
    }
    if text.is_empty() {
        let (of, field) = name.split_once('.')?;
        let entries = &chapters.iter().find(|chapter| chapter.name == of)?.entries;
        let at = entries.iter().position(|entry| entry.depth == 0 && entry.written == field)?;
        text.push_str(of);
        text.push('\n');
        push_entry(&entries[at], &mut text);
        entries[at + 1..].iter().take_while(|entry| entry.depth > 0).for_each(|entry| push_entry(entry, &mut text));
    }
    Some(text)
}

/// Returns the error for a name of which nothing is told.
fn unknown(chapters: &[Chapter], name: &str) -> Error {
    let of = name.split_once('.').and_then(|(of, _)| chapters.iter().find(|chapter| chapter.name == of));
    let fields = of.map_or(Vec::new(), |chapter| {
        let own = chapter.entries.iter().filter(|entry| entry.depth == 0);
        own.map(|entry| format!("{}.{}", chapter.name, entry.written)).collect()
    });
    let entries = chapters.iter().flat_map(|chapter| &chapter.entries).filter_map(|entry| entry.name);
    let names = chapters.iter().map(|chapter| chapter.name).chain(entries).chain(fields.iter().map(String::as_str));
    let hint = match closest(name, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            let names: Vec<&str> = chapters.iter().map(|chapter| chapter.name).collect();
            format!("it is one of {}", names.join(", "))
        }
    };
    Error::new(format!("layouts know nothing of the name `{name}`; {hint}"))
}

/// Adds a chapter.
fn push_chapter(chapter: &Chapter, text: &mut String) {
    text.push_str(chapter.name);
    text.push('\n');
    push_wrapped(&chapter.says, STEP, text);
    if !chapter.entries.is_empty() {
        text.push('\n');
    }
    chapter.entries.iter().for_each(|entry| push_entry(entry, text));
}

/// Adds a field or something that can be called: how it is written, what it gives, and the sentence below.
fn push_entry(entry: &Entry, text: &mut String) {
    let indent = STEP + entry.depth * STEP;
    let column = COLUMN + entry.depth * STEP;
    text.push_str(&" ".repeat(indent));
    text.push_str(entry.written);
    let mut head = String::new();
    push_wrapped(&entry.is, column, &mut head);
    let end = indent + entry.written.len();
    if end + 2 > column {
        // A long name has what it gives beside it, if that fits.
        let beside = !entry.is.is_empty() && end + 2 + entry.is.len() <= WIDTH;
        text.push_str(&if beside { format!("  {}\n", entry.is) } else { format!("\n{head}") });
        push_wrapped(&entry.says, column, text);
    } else if head.is_empty() {
        push_wrapped(&entry.says, column, &mut head);
        text.push_str(&head[end..]);
    } else {
        text.push_str(&head[end..]);
        push_wrapped(&entry.says, column, text);
    }
}

/// Adds words in lines that begin at a column; what stands in backticks is not broken.
fn push_wrapped(words: &str, column: usize, text: &mut String) {
    let mut width = 0;
    let mut is_code = false;
    let is_gap = |c: char| {
        is_code ^= c == '`';
        c == ' ' && !is_code
    };
    for word in words.split(is_gap).filter(|word| !word.is_empty()) {
        let length = word.chars().count();
        if width > 0 && column + width + 1 + length <= WIDTH {
            text.push(' ');
            width += 1;
        } else {
            if width > 0 {
                text.push('\n');
            }
            text.push_str(&" ".repeat(column));
            width = 0;
        }
        text.push_str(word);
        width += length;
    }
    if width > 0 {
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_stand_in_columns() {
        let entry = |written, is: &str, depth| Entry {
            name: None,
            depth,
            written,
            is: is.to_owned(),
            says: "One sentence.".to_owned(),
        };
        let check = |entry: Entry, expected: &str| {
            let mut text = String::new();
            push_entry(&entry, &mut text);
            assert_eq!(text, expected);
        };
        check(entry("url", "address", 0), "  url               address\n                    One sentence.\n");
        check(entry("url", "", 0), "  url               One sentence.\n");
        check(entry("url", "address", 1), "    url               address\n                      One sentence.\n");
        check(
            entry("a_name_that_is_long", "text", 0),
            "  a_name_that_is_long  text\n                    One sentence.\n",
        );
        check(entry("a_name_that_is_long", "", 0), "  a_name_that_is_long\n                    One sentence.\n");
    }

    #[test]
    fn code_is_not_broken() {
        let mut text = String::new();
        push_wrapped("Words that go on until `{% set ns.found = true %}` ends, and on.", 40, &mut text);
        assert!(text.contains("`{% set ns.found = true %}`"), "{text}");
    }

    #[test]
    fn lines_end_before_the_last_column() {
        for line in whole(&reference()).lines() {
            assert!(line.chars().count() <= WIDTH && line.trim_end() == line, "{line}");
        }
    }
}
