//! Bare addresses in text, which become links as GitHub's Markdown has them (GFM, section 6.9).
//!
//! What begins with `https://`, `http://` or `www.` and stands in no link and no code is a link, without the punctuation
//! at its end. The Markdown parser cuts addresses into pieces, at `_`, `&` and `~`, and gives some of them other letters;
//! so an address is collected until something comes that is no part of it, and is read from the file. E-mail addresses
//! stay text, since what collects them for unwanted mail reads links first.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use pulldown_cmark::{Event, Tag, TagEnd};

use super::Writer;
use crate::address;
use crate::html::push_escaped;

/// What an address begins with.
static SIGNS: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| ["://", "www."].map(Finder::new));

/// What the writer must remember of bare addresses.
#[derive(Default)]
pub(super) struct State {
    /// The pieces of the address under way: where each stands in the file, and its text if that is another there.
    pieces: Vec<(Range<usize>, Option<String>)>,
    /// Where an element ends that is a part of the address, such as the one that `*` makes.
    skipped: usize,
    /// Whether a block of code is open.
    pub(super) in_code: bool,
    /// Whether the body has anything that an address begins with.
    may_stand: bool,
}

impl State {
    /// Returns the state at the beginning of a body.
    pub(super) fn new(body: &str) -> State {
        State { may_stand: has_sign(body), ..State::default() }
    }

    /// Tells whether an address is under way.
    pub(super) fn is_under_way(&self) -> bool {
        !self.pieces.is_empty()
    }
}

impl<'e> Writer<'_> {
    /// Notes what is opened or closed by an event.
    pub(super) fn note_tag(&mut self, event: &Event<'_>) {
        self.allowed.end_program();
        match event {
            Event::Start(Tag::CodeBlock(_)) => self.bare.in_code = true,
            Event::End(TagEnd::CodeBlock) => self.bare.in_code = false,
            _ => {}
        }
    }

    /// Takes an event that continues the address under way; gives back what does not.
    pub(super) fn continue_address(
        &mut self,
        event: Event<'e>,
        range: Range<usize>,
    ) -> Option<(Event<'e>, Range<usize>)> {
        let Some((last, _)) = self.bare.pieces.last() else { return Some((event, range)) };
        if range.end <= self.bare.skipped {
            return None;
        }
        // A backslash before a sign of punctuation is none of the parser's text.
        let follows = range.start == last.end || self.text.get(last.end..range.start) == Some("\\");
        let source = self.text.get(range.clone()).filter(|_| follows);
        match (&event, source) {
            (Event::Text(text), Some(source)) => match stop(source) {
                None => {
                    let other = (**text != *source).then(|| text.to_string());
                    self.push_piece(range, other);
                    return None;
                }
                Some(at) if **text == *source => {
                    let rest = source[at..].to_owned();
                    self.push_piece(range.start..range.start + at, None);
                    self.end_address();
                    return Some((Event::Text(rest.into()), range.start + at..range.end));
                }
                Some(_) => {}
            },
            (Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Subscript), Some(source))
                if stop(source).is_none() =>
            {
                self.bare.skipped = range.end;
                self.push_piece(range, None);
                return None;
            }
            _ => {}
        }
        self.end_address();
        Some((event, range))
    }

    /// Writes text, the addresses in it as links.
    pub(super) fn write_text(&mut self, text: &str, range: &Range<usize>) {
        let may_link = self.bare.may_stand
            && !self.bare.in_code
            && self.out.links.is_empty()
            && self.allowed.open_links == 0
            && !self.inline.say_alt("")
            && has_sign(text)
            && self.text.get(range.clone()) == Some(text);
        if !may_link {
            self.push_prose(text, range.start);
            return;
        }
        let mut from = 0;
        let mut schemes = text.match_indices("://").map(|(at, _)| at).peekable();
        let mut hosts = text.match_indices("www.").map(|(at, _)| at).peekable();
        loop {
            while schemes.next_if(|at| *at < from).is_some() || hosts.next_if(|at| *at < from).is_some() {}
            let (start, host) = match (schemes.peek().copied(), hosts.peek().copied()) {
                (Some(at), host) if host.is_none_or(|host| at < host) => {
                    schemes.next();
                    (self.scheme_start(&text[from..at], range.start + from).map(|start| from + start), at + 3)
                }
                (_, Some(at)) => {
                    hosts.next();
                    (self.may_begin(range.start + at).then_some(at), at + 4)
                }
                _ => break,
            };
            let has_host = text[host..].starts_with(|c: char| c.is_alphanumeric());
            let Some(start) = start.filter(|_| has_host) else { continue };
            self.push_prose(&text[from..start], range.start + from);
            let end = stop(&text[start..]).map(|length| start + length);
            self.bare.skipped = 0;
            self.push_piece(range.start + start..range.start + end.unwrap_or(text.len()), None);
            let Some(end) = end else { return };
            self.end_address();
            from = end;
        }
        self.push_prose(&text[from..], range.start + from);
    }

    /// Adds a piece to the address under way.
    fn push_piece(&mut self, range: Range<usize>, text: Option<String>) {
        match self.bare.pieces.last_mut() {
            Some((last, None)) if text.is_none() && last.end == range.start => last.end = range.end,
            _ => self.bare.pieces.push((range, text)),
        }
    }

    /// Returns where the scheme `http` or `https` begins that ends a text, which stands at `place` of the file.
    fn scheme_start(&self, text: &str, place: usize) -> Option<usize> {
        let letters = text.bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
        let start = text.len() - letters;
        let is_scheme = ["https", "http"].iter().any(|scheme| text[start..].eq_ignore_ascii_case(scheme));
        let before = self.text[..place + start].chars().next_back().unwrap_or('\n');
        let good = !before.is_ascii_alphanumeric() && !"+-./:@=&%#?_".contains(before);
        (is_scheme && (good || before == '_' && !self.is_word_before(place + start - 1))).then_some(start)
    }

    /// Tells whether `www.` at a place of the file may begin an address.
    fn may_begin(&self, place: usize) -> bool {
        let before = self.text[..place].chars().next_back().unwrap_or('\n');
        before.is_whitespace() || "*_~([\"'“„«‘‹".contains(before)
    }

    /// Tells whether a letter or digit stands before a place of the file.
    fn is_word_before(&self, place: usize) -> bool {
        self.text[..place].ends_with(char::is_alphanumeric)
    }

    /// Writes the address under way as a link, and what follows it as text.
    pub(super) fn end_address(&mut self) {
        let pieces = std::mem::take(&mut self.bare.pieces);
        let (Some((first, _)), Some((last, _))) = (pieces.first(), pieces.last()) else { return };
        let start = first.start;
        let end = start + trimmed(&self.text[start..last.end]).len();
        let mut shown = String::new();
        for (range, text) in pieces.iter().filter(|(range, _)| range.start < end) {
            let source = &self.text[range.start..range.end.min(end)];
            // A reference such as `&amp;` is its character; other letters than those in the file are none of an address.
            let reference = text.as_ref().filter(|_| source.starts_with('&') && range.end <= end);
            shown.push_str(reference.map_or(source, String::as_str));
        }
        let full = if shown.starts_with("www.") { format!("http://{shown}") } else { shown.clone() };
        match address::normalised(&full).ok().filter(|_| is_domain(&full)) {
            Some(url) => {
                self.check_shown_host(&full, &(start..end));
                self.out.html.push_str("<a href=\"");
                push_escaped(&mut self.out.html, &url);
                self.out.html.push_str("\">");
                self.push_text(&shown);
                self.out.html.push_str("</a>");
            }
            None => self.push_text(&shown),
        }
        for (range, text) in pieces.into_iter().filter(|(range, _)| range.end > end) {
            match text {
                Some(text) if range.start >= end => self.push_text(&text),
                _ => {
                    let (file, start) = (self.text, range.start.max(end));
                    self.push_prose(&file[start..range.end], start);
                }
            }
        }
    }
}

/// Tells whether a text has anything that an address begins with.
fn has_sign(text: &str) -> bool {
    SIGNS.iter().any(|sign| sign.find(text.as_bytes()).is_some())
}

/// Returns where a text goes on that begins with an address: at a blank, a bracket or quotation mark that cannot stand in
/// one, or a sign that nobody sees.
fn stop(text: &str) -> Option<usize> {
    // `{id}` is a part of an address; what begins otherwise is a mark, or a sign of another program.
    let goes_on = |brace: usize| text[brace + 1..].starts_with(|c: char| c.is_alphanumeric());
    let ends = |at: usize, c: char| {
        c.is_whitespace()
            || c == '{' && !goes_on(at)
            || "<>`\"。，、；：！？「」『』（）《》【】".contains(c)
            || !c.is_ascii() && address::is_unseen(c) && !matches!(c, '\u{200c}' | '\u{200d}')
    };
    text.char_indices().find(|(at, c)| ends(*at, *c)).map(|(at, _)| at)
}

/// Returns an address without the punctuation at its end: signs of sentences and quotes, brackets that do not open within
/// it, and a reference such as `&hellip;`.
fn trimmed(mut text: &str) -> &str {
    let count = |wanted: u8| text.bytes().filter(|byte| *byte == wanted).count();
    // For each closing bracket, how many open and how many close.
    let mut brackets =
        [(')', count(b'('), count(b')')), (']', count(b'['), count(b']')), ('}', count(b'{'), count(b'}'))];
    while let Some(last) = text.chars().next_back() {
        let cut = match last {
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '\\' => 1,
            '”' | '“' | '’' | '‘' | '»' | '«' | '›' | '‹' | '…' | '،' | '؛' | '؟' | '।' => {
                last.len_utf8()
            }
            ')' | ']' | '}' => match brackets.iter_mut().find(|(close, ..)| *close == last) {
                Some((_, opened, closed)) if *closed > *opened => {
                    *closed -= 1;
                    1
                }
                _ => break,
            },
            ';' => {
                let before = &text[..text.len() - 1];
                let letters = before.bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
                let is_reference = letters > 0 && before[..before.len() - letters].ends_with('&');
                if is_reference { letters + 2 } else { 1 }
            }
            _ => break,
        };
        text = &text[..text.len() - cut];
    }
    text
}

/// Tells whether the host of an address is a domain by the rules of GFM: the last two of its parts hold no `_`.
fn is_domain(address: &str) -> bool {
    let Some((_, rest)) = address.split_once("://") else { return false };
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or("");
    let parts: Vec<&str> = host.split('.').collect();
    parts.iter().all(|part| !part.is_empty()) && parts.iter().rev().take(2).all(|part| !part.contains('_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_at_the_end_is_none_of_the_address() {
        for (text, expected) in [
            ("https://a.example/x.", "https://a.example/x"),
            ("https://a.example/x?!", "https://a.example/x"),
            ("https://a.example/(x))", "https://a.example/(x)"),
            ("https://a.example/(x)).,", "https://a.example/(x)"),
            ("https://a.example/x&hellip;", "https://a.example/x"),
            ("https://a.example/x&a;b;", "https://a.example/x&a;b"),
            ("https://a.example/x&;", "https://a.example/x&"),
            ("https://a.example/**", "https://a.example/"),
            ("https://a.example]", "https://a.example"),
            ("https://a.example”…", "https://a.example"),
        ] {
            assert_eq!(trimmed(text), expected);
        }
    }
}
