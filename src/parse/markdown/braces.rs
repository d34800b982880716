//! What may be a mark: braces in the source, before anything is read.

use std::ops::Range;

use memchr::memchr;

use super::leftovers::braces::remark_length;

/// How far a mark may reach, in bytes.
const REACH: usize = 400;

/// What may be a mark: braces whose first sign is `#`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// From the opening brace to after the closing one; where there is none, to the end of the first word.
    pub(super) range: Range<usize>,
    /// Whether it has a closing brace.
    pub(super) closed: bool,
}

/// Finds what may be marks.
pub(super) fn find_marks(text: &str, start: usize) -> Vec<Found> {
    let mut found = Vec::new();
    let mut from = start;
    while let Some(at) = memchr(b'{', &text.as_bytes()[from..]).map(|at| from + at) {
        from = at + 1;
        let blanks = text[from..].bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        // Two braces, and a brace after a dollar sign, are of other programs.
        if !text[from + blanks..].starts_with('#') || text[..at].ends_with(['{', '$']) {
            continue;
        }
        let inner = from + blanks + 1;
        // A comment of another program is looked at where its text comes.
        if blanks == 0 && remark_length(&text[at..]).is_some() {
            continue;
        }
        let (length, closed) = reach(&text[inner..]);
        let has_words = text[inner..inner + length].contains(char::is_alphanumeric);
        if text[..inner + length].ends_with('\\') || blanks > 0 && !has_words {
            continue;
        }
        if closed {
            from = inner + length + 1;
            found.push(Found { range: at..from, closed });
        } else if blanks == 0 && length > 0 {
            found.push(Found { range: at..inner + length, closed });
        }
    }
    found
}

/// Returns how far what stands after `{#` reaches, without the closing brace, and whether there is one.
fn reach(text: &str) -> (usize, bool) {
    let mut line_is_blank = false;
    for (at, c) in text.char_indices().take_while(|(at, _)| *at < REACH) {
        match c {
            '}' => return (at, true),
            '{' | '<' | '>' | '`' => break,
            '\n' if line_is_blank => break,
            '\n' => line_is_blank = true,
            c => line_is_blank &= c.is_whitespace(),
        }
    }
    let id = text.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(text.len());
    let mut length = id;
    // What a mark says besides belongs to it as well.
    while let Some(rest) = text[length..].strip_prefix(' ') {
        let word = rest.split(char::is_whitespace).next().unwrap_or("");
        if word != "priority" && !word.starts_with("states=") && !word.starts_with("to=") {
            break;
        }
        length += 1 + word.len();
    }
    (length, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_in_the_source() {
        let check = |text: &str, expected: &[(&str, bool)]| {
            let found: Vec<(&str, bool)> =
                find_marks(text, 0).iter().map(|found| (&text[found.range.clone()], found.closed)).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("a {#b} { #c d} {e} {", &[("{#b}", true), ("{ #c d}", true)]);
        check("a {#b\nc} {#d\n\ne}", &[("{#b\nc}", true), ("{#d", false)]);
        check("a {#b priority states=KEN c", &[("{#b priority states=KEN", false)]);
        check("a {#b {#c}", &[("{#b", false), ("{#c}", true)]);
        check("a {#b\\} {{#c}} ${#d} {\\#e} { # } { # {#", &[]);
        check("a {# b #} {#- c -#} {#d} {##} {#e\n\nf #}", &[("{#d}", true), ("{#e", false)]);
        check(&"{#".repeat(10_000), &[]);
        check(&format!("{{#{}}}", "a".repeat(REACH)), &[(&format!("{{#{}", "a".repeat(REACH)), false)]);
    }
}
