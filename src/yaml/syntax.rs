//! Syntax errors of YAML in an author's words.
//!
//! Takes the parser's message and the place at which it gave up; gives the place an author should look at, a sentence
//! and the next step. Promises some answer for any text.

use super::messages;
use super::slips;
use super::syntax_error::{SyntaxError, error, key_of, value_start};
use super::written::{line as written_line, quoted};

/// Explains the message with which the parser gave up at `at`.
pub(super) fn explain(yaml: &str, at: usize, message: &str) -> SyntaxError {
    let line_start = yaml[..at].rfind('\n').map_or(0, |start| start + 1);
    let line = yaml[line_start..].lines().next().unwrap_or("");
    let item = line.trim_start();
    if item.starts_with("- ")
        && message.contains("expected key")
        && !line[value_start(line)..].starts_with(['"', '\''])
        && item_above(yaml, line_start)
    {
        let start = line_start + line.len() - item.len();
        let hint = "begin all items of a list in one column";
        return error(start..start + 1, "this item is indented otherwise than the ones before it", hint);
    }
    let known = tab(line_start, line)
        .or_else(|| sign(line_start, line, message))
        .or_else(|| quote(yaml, at, message))
        .or_else(|| comment(yaml, line_start))
        .or_else(|| slips::first(yaml, at))
        .or_else(|| colon(line_start, line, at, message))
        .or_else(|| bracket(yaml, line_start, at, message))
        .or_else(|| after_the_end(line_start, line, at, message));
    known.unwrap_or_else(|| messages::explain(yaml, at, message))
}

/// Tells whether an item of a list stands above a line, further to the right or in other columns.
fn item_above(yaml: &str, line_start: usize) -> bool {
    yaml[..line_start]
        .lines()
        .rev()
        .take_while(|line| !line.trim().is_empty())
        .any(|line| line.trim_start().starts_with("- "))
}

/// Explains a tab that indents the line.
fn tab(line_start: usize, line: &str) -> Option<SyntaxError> {
    let start = line.find('\t').filter(|tab| line[..*tab].trim().is_empty())?;
    let width = line[start..].bytes().take_while(|byte| *byte == b'\t').count();
    let range = line_start + start..line_start + start + width;
    Some(error(range, "a tab indents this line", "indent with blanks, never with tabs"))
}

/// Explains a value that begins with a sign of YAML's own.
fn sign(line_start: usize, line: &str, message: &str) -> Option<SyntaxError> {
    let causes = ["cannot start any token", "alphabetic or numeric character", "comment or line break"];
    if !causes.iter().any(|cause| message.contains(cause)) {
        return None;
    }
    let start = value_start(line);
    let sign = line[start..].chars().next().filter(|sign| "*&!@%`|>".contains(*sign))?;
    let range = line_start + start..line_start + start + 1;
    Some(error(range, format!("a text cannot begin with `{sign}`"), "put the text between quotes"))
}

/// Explains a quote that is never closed.
fn quote(yaml: &str, at: usize, message: &str) -> Option<SyntaxError> {
    let causes = ["quoted scalar", "unexpected end of stream", "expected key", "mapping values"];
    if !causes.iter().any(|cause| message.contains(cause)) {
        return None;
    }
    let open = unclosed_quote(yaml).filter(|open| *open < at)?;
    Some(error(open..open + 1, "the quote that opens here is not closed", "close it at the end of the text"))
}

/// Explains a colon that makes a second key of a text, or a key that is indented otherwise than its neighbours.
fn colon(line_start: usize, line: &str, at: usize, message: &str) -> Option<SyntaxError> {
    if !message.contains("mapping values are not allowed") {
        return None;
    }
    let first = line.find(": ").or_else(|| line.ends_with(':').then(|| line.len() - 1));
    if first.map(|first| line_start + first) == Some(at) {
        let key = line_start + line.len() - line.trim_start().len()..at;
        return Some(error(
            key,
            "this key is indented otherwise than the ones before it",
            "begin all keys that belong together in one column",
        ));
    }
    let hint = match line[value_start(line)..].trim_end() {
        value if value.starts_with(['“', '”', '„', '«', '‘', '’']) => {
            let bare = value.trim_matches(['“', '”', '„', '«', '»', '‘', '’']);
            format!("YAML knows straight quotes only: `{}`", written_line(key_of(line), bare))
        }
        value => format!("put the text between quotes: `{}`", written_line(key_of(line), value)),
    };
    Some(error(at..at + 1, "a text that holds `: ` stands without quotes", hint))
}

/// Explains a text that a comment cut off on the line above.
fn comment(yaml: &str, line_start: usize) -> Option<SyntaxError> {
    let above = yaml[..line_start].lines().next_back()?;
    let start = line_start - 1 - above.len();
    let value = value_start(above);
    let sign = above
        .find(" #")
        .filter(|sign| *sign > value && !above[value..].starts_with(['"', '\'', '[', '{', '|', '>']))?;
    let indent = |line: &str| line.len() - line.trim_start().len();
    let deeper = indent(yaml[line_start..].lines().next()?) > indent(above);
    deeper.then(|| {
        error(
            start + sign + 1..start + above.len(),
            "the text ends here, for what follows a blank and `#` is a comment",
            "put the whole text between quotes",
        )
    })
}

/// Explains a bracket that is not closed, or closed by another.
fn bracket(yaml: &str, line_start: usize, at: usize, message: &str) -> Option<SyntaxError> {
    let closing = if message.contains("',' or ']'") {
        ']'
    } else if message.contains("',' or '}'") {
        '}'
    } else {
        return None;
    };
    let open = unclosed_bracket(&yaml[..at]).filter(|open| *open < line_start);
    let hint = format!("close it with `{closing}`");
    Some(match open {
        Some(open) => error(open..open + 1, "the bracket that opens here is not closed", hint),
        None => error(
            at..at + 1,
            format!("a `,` or `{closing}` is missing here"),
            "separate items by commas, and close every bracket",
        ),
    })
}

/// Explains text behind a closing quote or bracket.
fn after_the_end(line_start: usize, line: &str, at: usize, message: &str) -> Option<SyntaxError> {
    let start = value_start(line);
    let value = line[start..].trim_end();
    let what = match value.chars().next()? {
        '"' | '\'' => "quote",
        '[' | '{' => "bracket",
        _ => return None,
    };
    if !message.contains("expected key") || line_start + start >= at {
        return None;
    }
    // An apostrophe within closes the text too early; the quotes around it are meant.
    let whole = value.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')).unwrap_or(value);
    let key = key_of(line);
    let hint = match key.starts_with(['"', '\'', '[', '{']) {
        true => "put nothing behind it, or the whole between one pair of quotes".to_owned(),
        false => format!("put the whole text between quotes: `{key}: {}`", quoted(whole)),
    };
    Some(error(at..line_start + line.len(), format!("text stands behind the closing {what}"), hint))
}

/// Returns where a quote opens that closes neither in its line nor at the end of a later one.
fn unclosed_quote(yaml: &str) -> Option<usize> {
    let mut offset = 0;
    for line in yaml.split_inclusive('\n') {
        let start = value_start(line.trim_end_matches('\n'));
        let quote = line[start..].chars().next().filter(|sign| matches!(sign, '"' | '\''));
        if let Some(quote) = quote {
            let open = offset + start;
            let closes_in_line = line[start + 1..].contains(quote);
            let rest = yaml[open + 1..].split_once(quote).map(|(_, rest)| rest.lines().next().unwrap_or(""));
            let closes_later = rest.is_some_and(|rest| rest.trim().is_empty());
            if !closes_in_line && !closes_later {
                return Some(open);
            }
        }
        offset += line.len();
    }
    None
}

/// Returns where the innermost bracket opens that `yaml` leaves open; quotes are not looked at.
fn unclosed_bracket(yaml: &str) -> Option<usize> {
    let mut open = Vec::new();
    for (at, byte) in yaml.bytes().enumerate() {
        match byte {
            b'[' | b'{' => open.push(at),
            b']' | b'}' => _ = open.pop(),
            _ => {}
        }
    }
    open.pop()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_place_of_any_text_is_answered() {
        let messages = ["did not find expected key", "mapping values are not allowed", "expected ',' or ']'", "?"];
        for yaml in ["", "a", "a: \"b\nc: 'd\n", "é: [ö\nü: {ß: ", "\t- 'x", "- - [", ": :\n", "\"a\" b: c"] {
            for at in (0..=yaml.len()).filter(|at| yaml.is_char_boundary(*at)) {
                for message in messages {
                    let error = explain(yaml, at, message);
                    assert!(error.range.start <= yaml.len() && !error.hint.is_empty(), "{yaml:?} {at} {message}");
                }
            }
        }
    }

    #[test]
    fn quote_over_several_lines_is_no_mistake() {
        assert_eq!(unclosed_quote("a: \"one\n  two\"\nb: 'c'\n"), None);
        assert_eq!(unclosed_quote("a: \"one\nb: \"two\"\n"), Some(3));
    }
}
