//! What the parser says of a text that it cannot read, in an author's words.
//!
//! Takes its message and the place; gives a sentence and the next step for each message that it can give of the texts that
//! reach it. What can be told better by a look at the line is told before, in `syntax.rs` and `slips.rs`.

use std::ops::Range;

use super::syntax_error::{SyntaxError, error, key_of, value_start};

/// Explains a message at a place.
pub(super) fn explain(yaml: &str, at: usize, message: &str) -> SyntaxError {
    let has = |words: &[&str]| words.iter().any(|words| message.contains(words));
    let line_start = yaml[..at].rfind('\n').map_or(0, |start| start + 1);
    let line = yaml[line_start..].lines().next().unwrap_or("");
    let words = || words_of(yaml, line_start);
    let told = |range: Range<usize>, message: &str, hint: &str| error(range, message, hint);
    if has(&["escape", "hexadecimal number"]) {
        return escape(yaml, line_start, line, at);
    }
    let ends = has(&["more than one document", "document indicator", "<document start>"]);
    if let Some(found) = ends.then(|| end_of_document(yaml, at)).flatten() {
        return found;
    }
    if ends || has(&["directive", "version number"]) {
        let start = line_from(yaml, at, |line| line.starts_with('%'))
            .or_else(|| line_from(yaml, 0, |line| line.starts_with('%')));
        let start = start.unwrap_or(line_start);
        return told(
            start..start + 1,
            "a line cannot begin with `%`",
            "put `# ` before it if it is a comment, or take it out",
        );
    }
    if has(&["indentation indicator", "comment or line break"]) {
        let hint = "write `|` or `>` alone, and the text in the lines below, indented";
        return told(at..at + 1, "something stands behind the `|` or `>` that cannot", hint);
    }
    if has(&["tag", "URI", "'!'", "'>'"]) {
        let start = line_start + value_start(line).min(line.len());
        return told(start..start + 1, "a text cannot begin with `!`", "put the text between quotes");
    }
    if has(&["block sequence entries are not allowed"]) {
        let hint = "begin it on a line of its own, one `- item` a line, or write `[a, b]`";
        return told(at..at + 1, "a list cannot begin here", hint);
    }
    if has(&["mapping keys are not allowed"]) {
        return told(at..at + 1, "a text cannot begin with `?` and a blank", "put the text between quotes");
    }
    if has(&["mapping values are not allowed"]) {
        return told(
            at..at + 1,
            "a colon stands here and no key before it",
            "write key and colon on one line: `key: …`",
        );
    }
    if has(&["'-' indicator"]) {
        let hint = "begin it with `- `, or in the column of the keys";
        return told(at..at + 1, "this line stands in a list and is no item", hint);
    }
    if has(&["node content"]) {
        return told(at..at + 1, "a value is missing here", "separate items by single commas, and close every bracket");
    }
    if has(&["expected ':'"]) {
        let last = yaml[..at].trim_end().rfind('\n').map_or(0, |start| start + 1);
        let hint = "a key ends in a colon and a blank, such as `title: …`; brackets and quotes close in their line";
        return told(words_of(yaml, last), "this line has no key", hint);
    }
    if has(&["expected key"]) {
        return among_keys(line, words());
    }
    if has(&["number", "integer", "float", "invalid type"]) {
        let range = long_number(line).unwrap_or(value_start(line).min(line.trim_end().len())..line.trim_end().len());
        return told(
            line_start + range.start..line_start + range.end,
            "this number is too large to be read",
            "put it between quotes",
        );
    }
    let hint = "look at the line above, too; a text with `: `, `#`, quotes or brackets goes between quotes";
    told(at..at + 1, "it cannot be read from here on", hint)
}

/// Returns the first number of a line that has more digits than numbers have: it may be one of several values.
fn long_number(line: &str) -> Option<Range<usize>> {
    const DIGITS: usize = 18;
    let is_digit = |c: char| c.is_ascii_digit();
    let words = line.split(|c: char| !is_digit(c)).find(|words| words.len() > DIGITS)?;
    let start = line.find(words)?;
    Some(start..start + words.len())
}

/// Explains a backslash between double quotes that stands before something it cannot.
fn escape(yaml: &str, line_start: usize, line: &str, at: usize) -> SyntaxError {
    let from = at.max(line_start).min(line_start + line.len());
    let sign = yaml[from..line_start + line.len()].find('\\').map(|sign| from + sign);
    let sign = sign.or_else(|| yaml[..from].rfind('\\')).unwrap_or(at);
    let mut rest = yaml[sign..].chars().skip(1);
    let end = sign + 1 + rest.next().filter(|c| *c != '\n').map_or(0, char::len_utf8);
    let shown = yaml.get(sign..end).unwrap_or("\\");
    let value = line[value_start(line).min(line.len())..].trim_end();
    let whole =
        value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).filter(|whole| !whole.contains(['"', '\'']));
    let hint = match whole.filter(|whole| whole.chars().count() < 80) {
        Some(whole) => format!("put the text between single quotes: `{}: '{whole}'`", key_of(line)),
        None => "put the text between single quotes, or write `\\\\` for a backslash".to_owned(),
    };
    error(sign..end.max(sign + 1), format!("`{shown}` means nothing between double quotes"), hint)
}

/// Explains a line that ends the YAML for the parser, with more below.
fn end_of_document(yaml: &str, at: usize) -> Option<SyntaxError> {
    let is_end = |line: &str| {
        let rest = line.strip_prefix("---").or_else(|| line.strip_prefix("..."));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
    };
    // The first line may begin the YAML, and the parser does not always say where it was.
    let first = line_from(yaml, at, is_end).or_else(|| {
        let second = yaml.find('\n').map_or(yaml.len(), |end| end + 1);
        line_from(yaml, second, is_end)
    });
    let message = "this line ends what is read, and more stands below it";
    first.map(|start| {
        error(words_of(yaml, start), message, "take the line out; within a text, put it between other words")
    })
}

/// Explains a line that stands among keys and is none.
fn among_keys(line: &str, words: Range<usize>) -> SyntaxError {
    let item = line.trim_start();
    if item.starts_with("- ") || item == "-" {
        let hint = "write it below the key whose list it is, or take out the hyphen";
        return error(words.start..words.start + 1, "an item of a list stands among keys", hint);
    }
    if item.starts_with(':') {
        return error(words.start..words.start + 1, "a key is missing before the colon", "write `key: …`");
    }
    let hint = match item.contains(": ") || item.ends_with(':') {
        true => "begin all keys that belong together in one column",
        false => "indent it as the lines of its text, or write it as `key: …`",
    };
    error(words, "this line is indented otherwise than the ones before it", hint)
}

/// Returns the start of the first line at or after the line of a place that is of some kind.
fn line_from(yaml: &str, at: usize, is_meant: impl Fn(&str) -> bool) -> Option<usize> {
    let mut start = yaml[..at].rfind('\n').map_or(0, |start| start + 1);
    for line in yaml[start..].split_inclusive('\n') {
        if is_meant(line.trim_end_matches('\n')) {
            return Some(start);
        }
        start += line.len();
    }
    None
}

/// Returns the range of the words of the line that begins at a place.
fn words_of(yaml: &str, line_start: usize) -> Range<usize> {
    let line = yaml[line_start..].lines().next().unwrap_or("");
    let indent = line.len() - line.trim_start().len();
    line_start + indent..line_start + line.trim_end().len().max(indent)
}

#[cfg(test)]
mod tests {
    use crate::yaml::{Limits, Source};

    #[test]
    fn every_message_of_the_parser_is_put_into_our_words() {
        for (yaml, words, place) in [
            ("a: \"\\d\"", "`\\d` means nothing", "\\d"),
            ("a: \"b\\\n  c\\y\"", "`\\y` means nothing", "\\y"),
            ("a: \"\\xZZ\"", "`\\x` means nothing", "\\x"),
            ("a: \"\\uD800\"", "`\\u` means nothing", "\\u"),
            ("a: \"\\U00110000\"", "`\\U` means nothing", "\\U"),
            ("a: b\n- c", "an item of a list stands among keys", "-"),
            ("a: b\n...\nc: d", "this line ends what is read", "..."),
            ("a: b\n--- c", "this line ends what is read", "--- c"),
            ("a: 'b\n...\n'", "this line ends what is read", "..."),
            ("a: b\n%YAML 1.2\n", "a line cannot begin with `%`", "%"),
            ("%YAML 1.2\na: b", "a line cannot begin with `%`", "%"),
            ("%YAML x\n---\na: b", "a line cannot begin with `%`", "%"),
            ("%FOO b\na: b", "a line cannot begin with `%`", "%"),
            ("a: >0\n  b", "something stands behind the `|` or `>`", "0"),
            ("a: ? b", "a text cannot begin with `?`", "?"),
            ("a: !<b", "a text cannot begin with `!`", "!"),
            ("a: - b", "a list cannot begin here", "-"),
            ("a: [b,, c]", "a value is missing here", ","),
            ("a: b\n: c", "a key is missing before the colon", ":"),
            ("a: b\n{}", "this line has no key", "{}"),
            ("a: b\n{c: d", "this line has no key", "{c: d"),
            ("a: b\n~", "this line has no key", "~"),
            ("\"a\nb\": c", "the quote that opens here is not closed", "\""),
            ("a:\n  b: c\n d: e", "indented otherwise", "d: e"),
            ("a: |\n  b\n c", "indented otherwise", "c"),
            ("a: 99999999999999999999999999", "too large to be read", "99999999999999999999999999"),
            ("a: {b: 1, c: 99999999999999999999999999}", "too large to be read", "99999999999999999999999999"),
            ("a: 'It's here'", "text stands behind the closing quote", "s here'"),
            ("a: b\u{2028}draft: true", "U+2028", "\u{2028}"),
            ("a: \"b\nc\u{2029}d\"", "U+2029", "\u{2029}"),
        ] {
            let source = Source { file: "a.md".into(), text: yaml.into(), range: 0..yaml.len() };
            let mut found = Vec::new();
            let read = source.read(Limits::FRONT_MATTER, &mut found, |_| Some(()));
            let [found] = &found[..] else { panic!("{yaml:?}: {found:?}") };
            let span = found.span.as_ref().expect("a place");
            let line = yaml.split('\n').nth(span.line - 1).unwrap_or("");
            let marked: String = line.chars().skip(span.column - 1).take(span.width).collect();
            assert!(read.is_none() && found.message.contains(words), "{yaml:?}: {}", found.message);
            assert_eq!(marked, place, "{yaml:?}");
        }
    }

    #[test]
    fn hint_for_an_apostrophe_does_not_say_what_was_done() {
        for (yaml, hint) in [
            ("a: 'It's here'", "`a: \"It's here\"`"),
            ("a: 'It's \"here\"'", "`a: \"It's \\\"here\\\"\"`"),
            ("a: \"The \\d sign\"", "`a: 'The \\d sign'`"),
        ] {
            let source = Source { file: "a.md".into(), text: yaml.into(), range: 0..yaml.len() };
            let mut found = Vec::new();
            source.read(Limits::FRONT_MATTER, &mut found, |_| Some(()));
            assert!(found[0].hints[0].contains(hint), "{:?}", found[0].hints);
            let line = hint.trim_matches('`');
            let source = Source { file: "a.md".into(), text: line.into(), range: 0..line.len() };
            let mut found = Vec::new();
            assert!(source.read(Limits::FRONT_MATTER, &mut found, |_| Some(())).is_some() && found.is_empty());
        }
    }
}
