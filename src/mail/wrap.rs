//! Lines: text in, lines of a greatest width out, counted as a terminal counts.
//!
//! Wide characters count two, combining ones none. A line breaks at blanks, and between characters of scripts that are
//! written without them; an address that is wider than a line stands on one of its own, any
//! other word is cut.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// The width of the text part of a mail.
pub const WIDTH: usize = 72;

/// Returns the width of a text.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Returns a text in lines of at most `limit` columns; a line feed ends a line.
pub fn wrap(text: &str, limit: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        wrap_line(line, limit.max(8), &mut lines);
    }
    lines
}

/// Returns a text in lines, as it stands between the parts of a mail.
pub fn wrapped(text: &str, rtl: bool) -> String {
    let lines = wrap(text, WIDTH);
    lines.iter().map(|line| directed(line, rtl)).collect::<Vec<_>>().join("\n")
}

/// Returns a text in lines with a line of marks under it, as long as the longest.
pub fn underlined(text: &str, mark: &str, rtl: bool) -> String {
    let lines = wrap(text, WIDTH);
    let longest = lines.iter().map(|line| width(line)).max().unwrap_or(0);
    let lines: Vec<String> = lines.iter().map(|line| directed(line, rtl)).collect();
    format!("{}\n{}", lines.join("\n"), mark.repeat(longest))
}

/// Returns a line of a text from right to left with a mark that says so, where its first letter says otherwise.
pub(super) fn directed(line: &str, rtl: bool) -> String {
    let is_rtl = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}');
    let first = line.chars().find(|c| c.is_alphabetic());
    // A blank that holds a line together within a paragraph means nothing once the lines are made.
    let line = line.replace('\u{a0}', " ").replace('\u{ad}', "");
    if rtl && !line.trim().is_empty() && !first.is_some_and(is_rtl) { format!("\u{200f}{line}") } else { line }
}

/// Appends one line of text in lines of at most `limit` columns.
fn wrap_line(text: &str, limit: usize, lines: &mut Vec<String>) {
    let mut line = String::new();
    let mut used = 0;
    for word in text.split([' ', '\t', '\r']).filter(|word| !word.is_empty()) {
        let mut glued = false;
        let mut place = |part: &str, wide: usize| {
            let gap = usize::from(!line.is_empty() && !glued);
            if !line.is_empty() && used + gap + wide > limit {
                lines.push(std::mem::take(&mut line));
                used = 0;
            } else if gap == 1 {
                line.push(' ');
                used += 1;
            }
            line.push_str(part);
            used += wide;
            glued = true;
        };
        // Most words are short and in ASCII, where every character is one column wide.
        if word.len() <= limit && word.bytes().all(|byte| byte.is_ascii_graphic()) {
            place(word, word.len());
            continue;
        }
        for part in parts(word, limit) {
            place(part, part.width());
        }
    }
    lines.push(line);
}

/// Returns the pieces of a word between which a line may break; an address has but one.
fn parts(word: &str, limit: usize) -> Vec<&str> {
    if word.contains("://") {
        return vec![word];
    }
    if word.is_ascii() || word.chars().all(|c| c.width() != Some(2)) {
        return if word.len() <= limit { vec![word] } else { slices(word, limit) };
    }
    let mut parts = Vec::new();
    let mut from = 0;
    let mut before: Option<char> = None;
    for (at, c) in word.char_indices() {
        let wide = |c: char| c.width() == Some(2);
        let may = before.is_some_and(|before| (wide(before) || wide(c)) && !opens(before) && !closes(c));
        if may && c.width() != Some(0) {
            parts.push(&word[from..at]);
            from = at;
        }
        before = Some(c);
    }
    parts.push(&word[from..]);
    parts
}

/// Tells whether a mark may not end a line.
fn opens(c: char) -> bool {
    matches!(c, '「' | '『' | '（' | '【' | '《' | '〈' | '“' | '‘' | '(' | '[' | '<' | '〔')
}

/// Tells whether a mark may not begin a line.
fn closes(c: char) -> bool {
    matches!(
        c,
        '」' | '』'
            | '）'
            | '】'
            | '》'
            | '〉'
            | '”'
            | '’'
            | ')'
            | ']'
            | '>'
            | '〕'
            | '、'
            | '。'
            | '，'
            | '．'
            | '！'
            | '？'
            | '：'
            | '；'
            | '・'
            | 'ー'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
            | '…'
    )
}

/// Returns a text in slices of at most `limit` columns, cut wherever they end.
pub(super) fn slices(text: &str, limit: usize) -> Vec<&str> {
    let mut slices = Vec::new();
    let (mut from, mut used) = (0, 0);
    for (at, c) in text.char_indices() {
        let wide = c.width().unwrap_or(0);
        if used + wide > limit.max(2) {
            slices.push(&text[from..at]);
            (from, used) = (at, 0);
        }
        used += wide;
    }
    slices.push(&text[from..]);
    slices
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Wraps and compares with lines between bars.
    fn check(text: &str, limit: usize, expected: &str) {
        assert_eq!(wrap(text, limit).join("|"), expected, "{text}");
    }

    #[test]
    fn lines_break_at_blanks() {
        check("one two three four", 9, "one two|three|four");
        check("one  two\tthree", 40, "one two three");
        check("one\ntwo", 40, "one|two");
        check("", 40, "");
    }

    #[test]
    fn word_wider_than_a_line_stands_alone() {
        check("see https://example.org/a/long/address now", 12, "see|https://example.org/a/long/address|now");
    }

    #[test]
    fn wide_characters_count_two_and_break_between() {
        check("日本語日本語日本語", 10, "日本語日本|語日本語");
        check("日本語日本。語", 10, "日本語日|本。語");
        check("日「本語」日本", 8, "日「本|語」日本");
    }

    #[test]
    fn combining_and_arabic_characters_count_as_shown() {
        assert_eq!(width("e\u{301}te\u{301}"), 3);
        check(
            "e\u{301}te\u{301} e\u{301}te\u{301} e\u{301}te\u{301}",
            8,
            "e\u{301}te\u{301} e\u{301}te\u{301}|e\u{301}te\u{301}",
        );
        check("نكتب إلى الدول قبل الدورة", 14, "نكتب إلى الدول|قبل الدورة");
    }

    #[test]
    fn unbreakable_blank_holds() {
        check("Article\u{a0}6 of it", 10, "Article\u{a0}6|of it");
    }

    #[test]
    fn text_is_cut_at_any_character() {
        assert_eq!(slices("abcdef", 4), ["abcd", "ef"]);
        assert_eq!(slices("日本語", 4), ["日本", "語"]);
        check("a word of abcdefghijklmnop letters", 10, "a word of|abcdefghij|klmnop|letters");
    }
}
