//! A second reading for texts that the parser takes too broadly.
//!
//! Takes the text of a body; gives a copy of the same length that the parser reads as it was meant, and puts what the
//! copy hides back into the events. Two things are hidden. A colon at the start of a line that no blank follows makes
//! no definition (`:warning:`, `:::`, `:)`), and a comment before words on one line does not make raw HTML of the
//! words. Few texts have either, so the first reading only tells that there is need of a second.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag};

/// A copy for the parser, and what it hides.
pub(super) struct Masks<'a> {
    /// The file as the author wrote it.
    original: &'a str,
    /// The body for the parser.
    copy: Cow<'a, str>,
    /// Where the copy differs, in order.
    places: Vec<Range<usize>>,
    /// Whether any line has a definition.
    pub(super) has_definitions: bool,
    /// Where a comment begins that no other ends, nor any after it.
    open_from: Option<usize>,
    /// Where, behind comments, words begin that look like the start of a block and are none.
    pub(super) blocks: Vec<usize>,
}

impl<'a> Masks<'a> {
    /// Looks through the lines of a text from `start`.
    pub(super) fn new(text: &'a str, start: usize) -> Masks<'a> {
        let mut masks = Masks {
            original: text,
            copy: Cow::Borrowed(&text[start..]),
            places: Vec::new(),
            has_definitions: false,
            open_from: None,
            blocks: Vec::new(),
        };
        let mut at = start;
        let mut table = false;
        while at < text.len() {
            let end = text[at..].find('\n').map_or(text.len(), |length| at + length + 1);
            let line = &text[at..end];
            let next = masks.look_at(at..end, table).max(end);
            table = line.contains('|');
            at = next;
        }
        masks.hide(start);
        masks
    }

    /// Looks at the line at `line` and returns where to go on; `table` tells whether the line above may be the head of
    /// a table.
    fn look_at(&mut self, line: Range<usize>, table: bool) -> usize {
        let text = &self.original[..line.end];
        let (mut at, mut in_container) = after_containers(text, line.start);
        if let Some(words) = text[at..].strip_prefix(':') {
            if !is_definition(&text[at..]) {
                let is_ruled = table && words.trim_end().chars().all(|c| matches!(c, '-' | ':' | '|' | ' ' | '\t'));
                self.places.extend((!is_ruled).then_some(at..at + 1));
                return line.end;
            }
            self.has_definitions = true;
            (at, in_container) = (text.len() - words.trim_start().len(), true);
        }
        let Some(comment) = text[at..].strip_prefix("<!--") else { return line.end };
        let inner = if comment.starts_with('>') || comment.starts_with("->") { at + 2 } else { at + 4 };
        let signs = &self.original[line.start..at];
        let reach = if in_container { end_of_container(self.original, line.end, signs) } else { self.original.len() };
        if self.open_from.is_some_and(|from| from <= inner && !in_container) {
            return line.end;
        }
        let Some(end) = self.original[inner..reach].find("-->").map(|found| inner + found + 3) else {
            self.open_from = self.open_from.or((!in_container).then_some(inner));
            return line.end;
        };
        let line_end = self.original[end..].find('\n').map_or(self.original.len(), |length| end + length);
        let words = &self.original[end..line_end];
        let blanks = words.len() - words.trim_start_matches([' ', '\t']).len();
        if has_words(words) {
            self.places.push(at..end + blanks);
            self.blocks.extend(begins_block(&words[blanks..]).then_some(end + blanks));
        }
        line_end
    }

    /// Makes the copy.
    fn hide(&mut self, start: usize) {
        // Without definitions their rules are off, and a colon needs no hiding.
        if !self.has_definitions {
            self.places.retain(|place| place.len() > 1);
        }
        if self.places.is_empty() {
            return;
        }
        let mut copy = String::with_capacity(self.original.len() - start);
        let mut from = start;
        for place in &self.places {
            copy.push_str(&self.original[from..place.start]);
            match place.len() {
                1 => copy.push(','),
                // An element within a line, which begins no block.
                length => {
                    copy.push_str("<a");
                    copy.extend(std::iter::repeat_n(' ', length - "<a>".len()));
                    copy.push('>');
                }
            }
            from = place.end;
        }
        copy.push_str(&self.original[from..]);
        self.copy = Cow::Owned(copy);
    }

    /// Returns the body for the parser.
    pub(super) fn copy(&self) -> &str {
        &self.copy
    }

    /// Returns the event with what the copy hides put back; `range` is its range in the file.
    pub(super) fn restore<'b>(&'b self, event: Event<'b>, range: &Range<usize>) -> Event<'b> {
        let first = self.places.partition_point(|place| place.end <= range.start);
        if self.places.get(first).is_none_or(|place| place.start >= range.end) {
            return event;
        }
        let original = &self.original[range.clone()];
        match event {
            Event::Text(text) if text.len() == range.len() => Event::Text(CowStr::Borrowed(original)),
            Event::Html(text) if text.len() == range.len() => Event::Html(CowStr::Borrowed(original)),
            Event::InlineHtml(_) => Event::InlineHtml(CowStr::Borrowed(original.trim_end())),
            Event::Code(_) => {
                let inner = original.trim_matches('`');
                let lines: Vec<&str> = inner.lines().map(|line| line.trim_start_matches(['>', ' ', '\t'])).collect();
                Event::Code(lines.join(" ").trim().to_owned().into())
            }
            event => restore_title(event),
        }
    }
}

/// Returns the event with the colons in a title of several lines put back.
fn restore_title(event: Event<'_>) -> Event<'_> {
    let put_back = |title: CowStr<'_>| -> CowStr<'static> { title.replace("\n,", "\n:").into() };
    match event {
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url, title: put_back(title), id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Image { link_type, dest_url, title: put_back(title), id })
        }
        event => event,
    }
}

/// Tells whether a line from its colon is a definition: a colon, a blank, and something.
pub(super) fn is_definition(line: &str) -> bool {
    let line = line.lines().next().unwrap_or("");
    line.strip_prefix(':').is_some_and(|rest| rest.starts_with([' ', '\t']) && !rest.trim().is_empty())
}

/// Returns where the lines end that surely belong to the same quote or item as the one before `from`, which begins with
/// `signs`; a comment ends with them.
fn end_of_container(text: &str, mut from: usize, signs: &str) -> usize {
    let is_quote = signs.contains('>');
    while from < text.len() {
        let line = &text[from..text[from..].find('\n').map_or(text.len(), |length| from + length + 1)];
        let belongs = match is_quote {
            true => line.trim_start().starts_with('>'),
            false => line.trim().is_empty() || line.starts_with("  ") || line.starts_with('\t'),
        };
        if !belongs {
            break;
        }
        from += line.len();
    }
    from
}

/// Tells whether a line has words beside its comments.
pub(super) fn has_words(mut line: &str) -> bool {
    while let Some((before, rest)) = line.split_once("<!--") {
        let Some((_, after)) = rest.split_once("-->") else { return true };
        if !before.trim().is_empty() {
            return true;
        }
        line = after;
    }
    !line.trim().is_empty()
}

/// Returns where the words of a line begin, behind the signs of quotes, items, notes and definitions, and whether there
/// were any.
fn after_containers(text: &str, start: usize) -> (usize, bool) {
    let bytes = text.as_bytes();
    let is_blank = |at: usize| bytes.get(at).is_some_and(|byte| matches!(byte, b' ' | b'\t'));
    let mut at = start;
    let mut in_container = false;
    loop {
        while is_blank(at) {
            at += 1;
        }
        let digits = bytes[at..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let next = match bytes.get(at) {
            Some(b'>') => at + 1,
            Some(b'-' | b'+' | b'*') if is_blank(at + 1) => at + 1,
            Some(b'0'..=b'9') if matches!(bytes.get(at + digits), Some(b'.' | b')')) && is_blank(at + digits + 1) => {
                at + digits + 1
            }
            Some(b'[') if text[at..].starts_with("[^") => match text[at..].find("]:") {
                Some(length) if !text[at..at + length].contains('\n') => at + length + 2,
                _ => return (at, in_container),
            },
            _ => return (at, in_container || at > start + 3),
        };
        in_container = true;
        at = next;
    }
}

/// Tells whether words would be a heading, an item, a quote, a table or code if they began a line.
fn begins_block(words: &str) -> bool {
    let hashes = words.bytes().take_while(|byte| *byte == b'#').count();
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let after = |at: usize| words[at..].starts_with([' ', '\t']);
    match words.as_bytes().first() {
        Some(b'#') => hashes <= 6 && after(hashes),
        Some(b'-' | b'+' | b'*') => after(1),
        Some(b'0'..=b'9') => words[digits..].starts_with(['.', ')']) && after(digits + 1),
        Some(b'>' | b'|') => true,
        Some(b'`') => words.starts_with("```"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_as_long_as_the_text() {
        let text = "Été\n: a\n:b\n> <!-- é --> c\n<!-- d\n\ne --> f\n| x |\n:--|\n<!-- g -->\n- :h\n";
        let masks = Masks::new(text, 0);
        assert_eq!(masks.copy().len(), text.len());
        assert_eq!(masks.copy(), "Été\n: a\n,b\n> <a         >c\n<a           >f\n| x |\n:--|\n<!-- g -->\n- ,h\n");
        let without = Masks::new("a\n:b\n", 0);
        assert_eq!(without.copy(), "a\n:b\n");
    }
}
