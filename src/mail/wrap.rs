//! Lines: text in, lines of a greatest width out, counted as a terminal counts.
//!
//! Wide characters count two, combining ones none. A line breaks at blanks, and between characters of scripts that are
//! written without them; an address that is wider than a line stands on one of its own, any other word is cut, never within
//! a character as people see it. No line begins with a sign that would make a quotation, an item or a heading of it.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// The width of the text part of a mail.
pub const WIDTH: usize = 72;
/// The widest sign that may stand behind an address on a line that is too wide already.
const SIGN: usize = 10;

/// Returns the width of a text.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Returns a text in lines of at most `limit` columns; a line feed ends a line.
///
/// What begins with a sign that means something there has a blank before it, as RFC 3676 has it (section 4.4).
pub fn wrap(text: &str, limit: usize) -> Vec<String> {
    let mut lines = Vec::new();
    each_line(text, limit, |line| lines.push(line.to_owned()));
    lines
}

/// Hands out the lines of a text as [`wrap`] has them.
pub(super) fn each_line(text: &str, limit: usize, take: impl FnMut(&str)) {
    let mut lines = Lines::new(limit, take);
    for line in text.split('\n') {
        let line = line.trim_matches([' ', '\t', '\r']);
        let first = line.split([' ', '\t', '\r']).next().unwrap_or("");
        lines.take_text(line, if sign(first) == Some(Sign::Mark) { " " } else { "" });
    }
}

/// Hands out the lines of a text the first words of which may be signs: that of a cell, which stands behind others.
pub(super) fn each_cell_line(text: &str, limit: usize, take: impl FnMut(&str)) {
    let mut lines = Lines::new(limit, take);
    for line in text.split('\n') {
        lines.take_text(line, "");
    }
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
    let lines: Vec<Cow<'_, str>> = lines.iter().map(|line| directed(line, rtl)).collect();
    format!("{}\n{}", lines.join("\n"), mark.repeat(longest))
}

/// Returns a line of a text from right to left with a mark that says so, where its first letter says otherwise.
pub(super) fn directed(line: &str, rtl: bool) -> Cow<'_, str> {
    let is_rtl = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}');
    // A blank that holds a line together within a paragraph means nothing once the lines are made.
    let mut out = Cow::Borrowed(line);
    if !line.is_ascii() && line.contains(['\u{a0}', '\u{ad}']) {
        out = Cow::Owned(line.replace('\u{a0}', " ").replace('\u{ad}', ""));
    }
    if rtl && !line.trim().is_empty() && !line.chars().find(|c| c.is_alphabetic()).is_some_and(is_rtl) {
        out.to_mut().insert(0, '\u{200f}');
    }
    out
}

/// What a word would mean at the beginning of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// A quotation, an item, a heading or a rule.
    Mark,
    /// The beginning of another mail, to programs that keep many in one file.
    From,
}

/// Returns what a word would mean at the beginning of a line, if anything.
fn sign(word: &str) -> Option<Sign> {
    let bytes = word.as_bytes();
    let all = |mark: u8| bytes.iter().all(|byte| *byte == mark);
    match *bytes.first()? {
        b'>' => Some(Sign::Mark),
        b'F' => (word == "From").then_some(Sign::From),
        mark @ (b'-' | b'*' | b'+' | b'#' | b'=' | b'|') => {
            // A blank that holds words together is one like others in the end.
            let sign = bytes.iter().position(|byte| *byte != mark).unwrap_or(bytes.len());
            (all(mark) || word[sign..].starts_with('\u{a0}')).then_some(Sign::Mark)
        }
        b'0'..=b'9' => {
            let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let rest = &word[digits..];
            let ends = |rest: &str| rest.is_empty() || rest.starts_with('\u{a0}');
            (digits < SIGN && rest.strip_prefix(['.', ')']).is_some_and(ends)).then_some(Sign::Mark)
        }
        _ => None,
    }
}

/// Lines under way.
struct Lines<F> {
    limit: usize,
    /// The open line.
    line: String,
    /// How wide it is.
    used: usize,
    /// Takes those that are full.
    take: F,
}

impl<F: FnMut(&str)> Lines<F> {
    /// Returns lines of at most `limit` columns, none of which was written.
    fn new(limit: usize, take: F) -> Lines<F> {
        let line = String::with_capacity(limit.min(WIDTH) + SIGN);
        Lines { limit: limit.max(8), line, used: 0, take }
    }

    /// Appends one line of text in lines, the first behind `before`, and ends the last of them.
    fn take_text(&mut self, text: &str, before: &str) {
        let limit = self.limit;
        let mut before = before;
        let mut rest = text;
        loop {
            rest = rest.trim_start_matches(is_blank);
            if rest.is_empty() {
                break;
            }
            if before.is_empty() {
                let gap = usize::from(!self.line.is_empty());
                let fit = fitting(rest, limit.saturating_sub(self.used + gap));
                if fit > 0 {
                    self.line.push_str(&" "[..gap]);
                    self.line.push_str(&rest[..fit]);
                    self.used += gap + fit;
                    rest = &rest[fit..];
                    continue;
                }
            }
            let (word, after) = rest.split_at(rest.find(is_blank).unwrap_or(rest.len()));
            rest = after;
            if !before.is_empty() {
                self.line.push_str(std::mem::take(&mut before));
                self.used = self.line.len();
                for part in parts(word, limit - self.used) {
                    self.place(part, part.width(), false, None);
                }
                continue;
            }
            let sign = sign(word);
            // Most words are short and in ASCII, where every character is one column wide.
            if word.len() <= limit && word.bytes().all(|byte| byte.is_ascii_graphic()) {
                self.place(word, word.len(), true, sign);
                continue;
            }
            for (at, part) in parts(word, limit).into_iter().enumerate() {
                self.place(part, part.width(), at == 0, sign.filter(|_| at == 0));
            }
        }
        self.end_line();
    }

    /// Appends a part of a word: the first, behind a blank, or another, which may stand on the next line as well.
    fn place(&mut self, part: &str, wide: usize, is_first: bool, sign: Option<Sign>) {
        let gap = usize::from(!self.line.is_empty() && is_first);
        if !self.line.is_empty() && self.used + gap + wide > self.limit {
            match sign {
                None => {
                    self.end_line();
                    // Where a word is cut, a sign may come first.
                    if part.starts_with('>') {
                        self.line.push(' ');
                    }
                }
                Some(sign) => return self.place_sign(part, wide, sign),
            }
        } else if gap == 1 {
            self.line.push(' ');
            self.used += 1;
        }
        self.line.push_str(part);
        self.used += wide;
    }

    /// Ends the open line.
    fn end_line(&mut self) {
        (self.take)(&self.line);
        self.line.clear();
        self.used = 0;
    }

    /// Appends a sign for which the line has no room: the word before comes down with it, so that it begins no line.
    fn place_sign(&mut self, part: &str, wide: usize, own: Sign) {
        let mut end = self.line.len();
        while let Some(at) = self.line[..end].rfind(' ').filter(|at| *at > 0) {
            let word = &self.line[at + 1..];
            let first = word.split(' ').next().unwrap_or("");
            if sign(first).is_none() && word.width() + 1 + wide <= self.limit {
                let word = self.line.split_off(at + 1);
                self.line.truncate(at);
                self.end_line();
                self.line = [&word, " ", part].concat();
                self.used = self.line.width();
                return;
            }
            end = at;
        }
        // A lone address is as wide as it is, and one more sign does no harm.
        if self.line.contains("://") && wide <= SIGN {
            self.line.push(' ');
            self.line.push_str(part);
            self.used += 1 + wide;
            return;
        }
        self.end_line();
        if own == Sign::Mark {
            self.line.push(' ');
        }
        self.line.push_str(part);
        self.used = self.line.width();
    }
}

/// Tells whether a character parts words.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r')
}

/// Returns the length of the words at the beginning of a text that fit, if they are in ASCII with one blank between them.
fn fitting(text: &str, room: usize) -> usize {
    let bytes = &text.as_bytes()[..text.len().min(room.saturating_add(1))];
    let is_plain = |plain: bool, byte: &u8| plain & matches!(byte, b' '..=b'~');
    if !bytes.iter().fold(true, is_plain) {
        return 0;
    }
    let fits = text.len() <= room;
    let end = if fits { bytes.len() } else { bytes.iter().rposition(|byte| *byte == b' ').unwrap_or(0) };
    let pairs = bytes[..end].iter().zip(&bytes[end.min(1)..end]);
    let parted = pairs.fold(true, |parted, (one, next)| parted & !((*one == b' ') & (*next == b' ')));
    if parted && !bytes[..end].ends_with(b" ") { end } else { 0 }
}

/// Returns the pieces of a word between which a line may break; an address has but one.
fn parts(word: &str, limit: usize) -> Vec<&str> {
    if word.contains("://") {
        return vec![word];
    }
    if word.is_ascii() || word.chars().all(|c| c.width() != Some(2)) {
        let fits = word.len() <= limit || word.width() <= limit;
        return if fits { vec![word] } else { slices(word, limit) };
    }
    let mut parts = Vec::new();
    let mut from = 0;
    let mut before: Option<char> = None;
    for (at, cluster) in word.grapheme_indices(true) {
        let wide = |c: char| c.width() == Some(2);
        let Some(c) = cluster.chars().next() else { continue };
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

/// Returns a text in slices of at most `limit` columns, cut after a blank where there is one in their second half, else
/// between characters as people see them.
pub(super) fn slices(text: &str, limit: usize) -> Vec<&str> {
    let limit = limit.max(2);
    if text.len() <= limit {
        return vec![text];
    }
    let mut slices = Vec::new();
    let (mut from, mut used) = (0, 0);
    // The place behind the last blank, and the width up to there.
    let mut blank: Option<(usize, usize)> = None;
    let mut joined = false;
    for (at, cluster) in text.grapheme_indices(true) {
        let wide = cluster.width();
        if used + wide > limit && !joined {
            let (end, before) = blank.take().filter(|(_, before)| *before > limit / 2).unwrap_or((at, used));
            slices.push(&text[from..end]);
            (from, used) = (end, used - before);
        }
        used += wide;
        if cluster == " " {
            blank = Some((at + 1, used));
        }
        joined = cluster.chars().next_back().is_some_and(joins_next);
    }
    slices.push(&text[from..]);
    slices
}

/// Tells whether a sign puts the next letter under the one before (Khmer, Burmese, Tai Tham, Chakma, Meitei).
fn joins_next(c: char) -> bool {
    matches!(c, '\u{17d2}' | '\u{1039}' | '\u{1a60}' | '\u{11133}' | '\u{aaf6}')
}
