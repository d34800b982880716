//! Lines that begin with a sign that is none here: `##Heading`, a no-break space after `-`, `:::` within an item, `:::` and `!!!`
//! of other programs, rows of a table without its second line, marks of a merge, alerts with words in their first line.

use std::ops::Range;

use crate::diag::mistakes::{self, Leftover};
use crate::parse::markdown::Writer;
use crate::yaml::is_merge_mark;

impl Writer<'_> {
    /// Looks at a line whose text begins with `first`, at `at`.
    pub(super) fn check_line(&mut self, first: u8, at: usize) {
        let before = self.leftovers.rows.1;
        match first {
            b'|' => return self.check_row_of_text(at),
            b'#' => self.check_hashes(at),
            b':' | b'!' | b'?' => self.check_container(at),
            b'[' => self.check_alert(at),
            b'<' => self.check_merge(at),
            b'-' | b'+' | b'*' | b'0'..=b'9' => self.check_blank(at),
            0xc2 | 0xcb | 0xe1 | 0xe2 | 0xe3 | 0xea | 0xef => {
                self.check_blank(at);
                self.check_container(at);
            }
            _ => {}
        }
        if before > 0 {
            self.leftovers.rows = (0, 0);
        }
    }

    /// Looks at a line that begins with `|`: the second is a row of a table that has none above it.
    fn check_row_of_text(&mut self, at: usize) {
        let (first, count) = self.leftovers.rows;
        let first = if count == 0 { at } else { first };
        self.leftovers.rows = (first, count + 1);
        let is_row = |line: &str| line.trim_end().len() > 2 && line.trim_end()[1..].contains('|');
        if count == 1 && is_row(self.rest_of_line(first)) && is_row(self.rest_of_line(at)) {
            let end = first + self.rest_of_line(first).trim_end().len();
            self.leftovers.note(Leftover::Table, first..end);
        }
    }

    /// Looks at a line that begins with `#`: two or more without a blank were meant as a heading.
    fn check_hashes(&mut self, at: usize) {
        let line = self.rest_of_line(at);
        let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
        let Some(next) = line[hashes..].chars().next() else { return };
        let end = at + hashes;
        if is_odd_blank(next) && hashes <= 6 {
            self.leftovers.note(Leftover::Blank(next), at..end + next.len_utf8());
        } else if (2..=6).contains(&hashes) && next.is_alphanumeric() {
            let length = line[hashes..].split_whitespace().next().map_or(0, str::len);
            self.leftovers.note(Leftover::Heading, at..end + length);
        }
    }

    /// Looks at a line that may open or close a block, or a box of another program: `::: note`, `!!! warning`, `??? note`.
    fn check_container(&mut self, at: usize) {
        if self.text[..at].ends_with('\\') {
            return;
        }
        let line = self.rest_of_line(at).trim_end();
        let seen = line.trim_start_matches(is_odd_blank);
        let sign = &seen[..seen.len() - seen.trim_start_matches(|c| is_colon(c) || matches!(c, '!' | '?' | '+')).len()];
        let words = seen[sign.len()..].trim_start();
        let name = words.split([' ', '\t']).next().unwrap_or("");
        let are_colons = !sign.is_empty() && sign.chars().all(is_colon);
        let is_fence = sign.len() >= 3 && sign.bytes().all(|byte| byte == b':');
        // What closes a block stands alone, and means nothing where there is none.
        let closes = words.is_empty() && sign.chars().count() >= 3;
        let known = [Leftover::Fence, Leftover::FenceSigns];
        let is_near = !self.containers.is_outside() || known.iter().any(|kind| self.leftovers.found.contains_key(kind));
        let is_ours =
            are_colons && (self.containers.is_container(name) && sign.chars().count() > 1 || closes && is_near);
        let named = words.starts_with(|c: char| c.is_ascii_lowercase());
        let is_box = match sign {
            "!!!" | "???" | "???+" => named && seen[sign.len()..].starts_with(' '),
            _ => is_fence && (words.is_empty() || named || words.starts_with('{')),
        };
        let unseen = seen.len() < line.len();
        let kind = match (is_ours, is_fence) {
            (true, true) if !unseen => Leftover::Fence,
            (true, _) => Leftover::FenceSigns,
            (false, _) if is_box && !unseen => Leftover::Container,
            _ => return,
        };
        self.leftovers.note(kind, at..at + line.len());
    }

    /// Looks at a line of a quote that begins with `[!`: an alert of no kind, or with words in its line.
    fn check_alert(&mut self, at: usize) {
        let Some((kind, _)) = self.rest_of_line(at).strip_prefix("[!").and_then(|line| line.split_once(']')) else {
            return;
        };
        let is_kind = !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_alphabetic());
        if is_kind && self.blocks.is_in_quote() {
            let end = at + kind.len() + "[!]".len();
            self.leftovers.note(Leftover::Alert, at..end);
        }
    }

    /// Looks at a line that may be the mark of a merge.
    pub(super) fn check_merge(&mut self, at: usize) {
        if !matches!(self.text.as_bytes().get(at), Some(b'<' | b'>')) {
            return;
        }
        let line = self.rest_of_line(at);
        let begins = at == 0 || self.text.as_bytes()[at - 1] == b'\n';
        if begins && is_merge_mark(line) && !std::mem::replace(&mut self.leftovers.merged, true) {
            let span = self.span(&(at..at + line.len()));
            self.report(mistakes::merge_mark(span));
        }
    }

    /// Looks at a line for a blank that is none, before or behind the sign of a heading or an item.
    fn check_blank(&mut self, at: usize) {
        let line = self.rest_of_line(at);
        let words = line.trim_start_matches(|c: char| is_odd_blank(c) || c == ' ');
        let unseen = line.chars().next().filter(|c| is_odd_blank(*c));
        let sign = sign_length(words);
        if sign == 0 {
            return;
        }
        let start = at + line.len() - words.len();
        let after = words[sign..].chars().next();
        if let Some(c) =
            unseen.filter(|_| after.is_none_or(|c| c == ' ' || is_odd_blank(c)) || words.starts_with(['>', '|']))
        {
            self.leftovers.note(Leftover::Blank(c), at..start + sign);
        } else if let Some(c) = after.filter(|c| is_odd_blank(*c)) {
            let place = start..start + sign + c.len_utf8();
            if self.was_meant(words, sign, &place) {
                self.leftovers.note(Leftover::Blank(c), place);
            }
        }
    }

    /// Tells whether the sign before a blank that is none was meant as an item: authors keep days, sums and telephone
    /// numbers together with such blanks, and one asterisk may be the sign of a remark.
    fn was_meant(&mut self, words: &str, sign: usize, place: &Range<usize>) -> bool {
        let digit_follows = words[sign..].trim_start_matches(is_odd_blank).starts_with(|c: char| c.is_ascii_digit());
        let (number, asterisk) = &mut self.leftovers.numbered;
        match words.as_bytes()[0] {
            b'-' | b'+' => !digit_follows,
            b'*' => match asterisk.replace(place.clone()) {
                Some(first) => {
                    self.leftovers.note(Leftover::Blank('\u{a0}'), first);
                    true
                }
                None => false,
            },
            b'0'..=b'9' => {
                let this = words[..sign - 1].parse().unwrap_or(0);
                let before = std::mem::replace(number, this);
                this == 1 || this == before + 1
            }
            _ => true,
        }
    }
}

/// Returns the length of the sign of a block at the start of a line.
fn sign_length(line: &str) -> usize {
    let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.as_bytes().first() {
        Some(b'#') if hashes <= 6 => hashes,
        Some(b'-' | b'+' | b'*' | b'>' | b'|') => 1,
        Some(b'0'..=b'9') if digits <= 3 && line[digits..].starts_with(['.', ')']) => digits + 1,
        _ => 0,
    }
}

/// Tells whether a character is a colon, or passes for one.
fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：' | '\u{2236}' | '\u{a789}' | '\u{2d0}' | '\u{fe55}' | '\u{fe13}')
}

/// Tells whether a character looks like a blank, or like nothing, and is no blank of Markdown.
fn is_odd_blank(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{ad}' | '\u{1680}' | '\u{2000}'
            ..='\u{200b}' | '\u{202f}' | '\u{205f}' | '\u{2060}' | '\u{3000}' | '\u{feff}'
    )
}
