//! Signs that are nearly right, or of other programs, and are shown to readers as they stand.
//!
//! Takes the pieces of text that the parser left as text, one after the other, and looks at those signs only that prose
//! has no use for; what is in code is never looked at. Gives one warning for each kind on a page, at the first place,
//! with the number of others. Promises to cost next to nothing where there is nothing: most pieces are done with after
//! a look at their first byte.

pub(super) mod braces;
mod brackets;
mod html;
mod lines;
mod stars;

use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memchr;
use pulldown_cmark::{CodeBlockKind, Tag};

use super::Writer;
use crate::diag::mistakes::{self, Leftover};

/// What the writer must remember of signs that were left over.
#[derive(Default)]
pub(super) struct State {
    /// For each kind, the first place and the number of places.
    found: BTreeMap<Leftover, (Range<usize>, usize)>,
    /// Whether the body has braces at all.
    has_braces: bool,
    /// Whether the text that comes begins a line.
    begins_line: bool,
    /// Whether code is open.
    pub(super) in_code: bool,
    /// The bracket that came last, and where it ends.
    bracket: (u8, usize),
    /// The last item's number that a blank that is none follows, and the first asterisk of that kind.
    numbered: (u32, Option<Range<usize>>),
    /// Whether a mark of a merge was reported.
    merged: bool,
    /// Where the mention of a footnote ended last.
    note_end: usize,
    /// The lines of the open paragraph that begin with `|`: where the first stands, and how many.
    rows: (usize, usize),
    /// The asterisks that were left over.
    stars: stars::State,
}

impl State {
    /// Returns the state for a body.
    pub(super) fn new(body: &str) -> State {
        State { has_braces: memchr(b'{', body.as_bytes()).is_some(), begins_line: true, ..State::default() }
    }

    /// Notes something of a kind at a place of the file.
    fn note(&mut self, kind: Leftover, range: Range<usize>) {
        self.found.entry(kind).or_insert((range, 0)).1 += 1;
    }

    /// Notes that the mention of a footnote ends at `end`.
    pub(super) fn note_footnote(&mut self, end: usize) {
        self.note_end = end;
        self.begins_line = false;
    }

    /// Notes that something else than text stands here.
    pub(super) fn begin_within(&mut self) {
        self.begins_line = false;
    }

    /// Notes that the line ends.
    pub(super) fn end_line(&mut self) {
        self.begins_line = true;
    }
}

impl Writer<'_> {
    /// Begins a block or something within one; what was left over in the block before is judged.
    pub(super) fn begin_block(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        self.leftovers.begins_line = false;
        match tag {
            Tag::Emphasis | Tag::Strong => return self.check_emphasis(range),
            Tag::Strikethrough | Tag::Superscript => return,
            Tag::Subscript => return self.leftovers.stars.note_tilde(),
            Tag::Link { .. } | Tag::Image { .. } => return,
            Tag::TableCell => {}
            Tag::Heading { .. } => self.check_merge(range.start),
            Tag::CodeBlock(kind) => {
                self.leftovers.in_code = true;
                self.check_info(kind, range);
            }
            Tag::BlockQuote(_) => self.check_merge(range.start),
            _ => self.leftovers.begins_line = true,
        }
        self.end_stars();
        self.leftovers.rows = (0, 0);
    }

    /// Looks at the words behind the fence of code, of which the first is the language.
    fn check_info(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>) {
        let CodeBlockKind::Fenced(info) = kind else { return self.check_indented(range) };
        self.check_end_of_code(range);
        if info.split_whitespace().nth(1).is_some() {
            let line = self.rest_of_line(range.start).trim_end();
            let fence = line.len() - line.trim_start_matches(['`', '~', ' ']).len();
            let end = range.start + line.len();
            self.leftovers.note(Leftover::CodeWords, range.start + fence..end);
        }
    }

    /// Looks for the line that ends the code: without one it goes on to the end of what it stands in.
    fn check_end_of_code(&mut self, range: &Range<usize>) {
        let mut lines = self.text[range.clone()].trim_end().lines();
        let first = lines.next().unwrap_or("");
        let sign = if first.starts_with('~') { '~' } else { '`' };
        let signs = first.len() - first.trim_start_matches(sign).len();
        // What stands in a quotation has its signs before each line.
        let last = lines.next_back().unwrap_or("").trim_matches([' ', '\t', '>']);
        let is_open = last.len() < signs || last.contains(|c| c != sign);
        if is_open && !self.containers.ends_in_code(range) {
            let line = range.start..range.start + first.trim_end().len();
            self.report(mistakes::code_left_open(self.span(&line), &first[..signs]));
        }
    }

    /// Looks at code that is code only since its lines are indented: a comment, or the mark of a recommendation, was not
    /// meant to be read by everybody.
    fn check_indented(&mut self, range: &Range<usize>) {
        let code = &self.text[range.clone()];
        if let Some(at) = code.find("<!--").map(|at| range.start + at) {
            self.report(mistakes::comment_in_code(self.span(&(at..at + "<!--".len()))));
        } else if let Some(mark) = self.marks.mark_within(range) {
            self.report(mistakes::marker_in_code(self.span(&mark)));
        }
    }

    /// Looks at a piece of text.
    pub(super) fn check_text(&mut self, text: &str, range: &Range<usize>) {
        if self.leftovers.in_code {
            return;
        }
        let Some(first) = text.bytes().next() else { return };
        if std::mem::take(&mut self.leftovers.begins_line) {
            self.check_line(first, range.start);
        }
        match first {
            b'[' | b']' if text.len() == 1 => self.check_bracket(first, range),
            b'*' if text.len() == 1 => self.check_star(range),
            b'(' | b' ' if self.leftovers.bracket == (b']', range.start) => {
                self.check_after_bracket(first, range.start)
            }
            b'<' if text.len() == 1 => self.check_angle(range.start),
            _ => {}
        }
        if self.leftovers.has_braces && memchr(b'{', text.as_bytes()).is_some() {
            self.check_braces(text, range);
        }
    }

    /// Reports what was left over, each kind once.
    pub(super) fn report_leftovers(&mut self) {
        self.end_stars();
        self.judge_lone_stars();
        for (kind, (range, count)) in std::mem::take(&mut self.leftovers.found) {
            let words = self.text[range.clone()].to_owned();
            self.report(mistakes::leftover(self.span(&range), &kind, &words, count));
        }
    }
}

impl<'a> Writer<'a> {
    /// Returns the rest of the line from `at`.
    fn rest_of_line(&self, at: usize) -> &'a str {
        let text: &'a str = self.text;
        let rest = &text[at..];
        // No author writes longer signs.
        const LONGEST: usize = 1_000;
        let end =
            rest.bytes().take(LONGEST).position(|byte| byte == b'\n').unwrap_or_else(|| {
                (0..=LONGEST.min(rest.len())).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(0)
            });
        &rest[..end]
    }
}

/// Tells whether words in round brackets look like an address or a file.
fn is_address(words: &str) -> bool {
    let words = words.trim_start_matches(['<', ' ']);
    let starts = ["http://", "https://", "www.", "mailto:", "tel:", "/", "../", "./", "#"];
    if starts.iter().any(|start| words.starts_with(start)) {
        return true;
    }
    let end = words.rsplit_once('.').map_or("", |(_, end)| end.split(['#', '?', '"', ' ']).next().unwrap_or(""));
    let endings =
        ["md", "pdf", "html", "htm", "png", "jpg", "jpeg", "gif", "webp", "svg", "docx", "doc", "xlsx", "csv"];
    endings.iter().any(|ending| end.eq_ignore_ascii_case(ending))
}
