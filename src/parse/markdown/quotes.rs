//! Quotation marks, apostrophes and, in English, dashes and ellipses, as they are printed.
//!
//! Takes text with straight marks as it stands in the file; writes it with those of the page's language. Whether a mark
//! opens or closes is told by what stands on either side of it, as in cmark's smart punctuation: so it closes after a
//! digit (`6"`), beside a curly one, and where the one that opened stands in another paragraph. A single mark is an
//! apostrophe until one that closes is found for it. Code, marks in braces, addresses, escaped marks (`\"`) and those
//! between two blanks stay as they are; so do all in a language whose marks are not certain.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use memchr::{memchr2, memchr3};
use pulldown_cmark::{Tag, TagEnd};
use unicode_normalization::char::is_combining_mark;

use super::Writer;

/// The longest mark in braces that is passed over, in bytes.
const LONGEST_MARK: usize = 500;
/// What stands for an apostrophe, and for every single mark at first.
const APOSTROPHE: &str = "’";

/// Signs in a row that are written otherwise.
static RUNS: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| ["--", "..."].map(Finder::new));

/// The marks of a language.
#[derive(Debug, PartialEq, Eq)]
struct Style {
    /// What opens and closes a quotation.
    double: (&'static str, &'static str),
    /// What opens and closes one in single marks, as long as an apostrophe; without it only apostrophes are certain.
    single: Option<(&'static str, &'static str)>,
    /// Whether `--`, `---` and `...` are dashes and an ellipsis.
    has_dashes: bool,
}

/// Returns a style without dashes.
const fn style(double: (&'static str, &'static str), single: Option<(&'static str, &'static str)>) -> Style {
    Style { double, single, has_dashes: false }
}

/// “ ” ‘ ’ with dashes.
static ENGLISH: Style = Style { has_dashes: true, ..style(("“", "”"), Some(("‘", "’"))) };
/// “ ” ‘ ’, as in Dutch and Turkish.
static HIGH: Style = style(("“", "”"), Some(("‘", "’")));
/// „ “ ‚ ‘, as in German and Czech.
static LOW_HIGH: Style = style(("„", "“"), Some(("‚", "‘")));
/// „ ”, as in Polish, Hungarian and Romanian.
static LOW: Style = style(("„", "”"), None);
/// ” ” ’ ’, as in Swedish and Finnish.
static SAME: Style = style(("”", "”"), Some(("’", "’")));
/// « », as in Spanish, Italian, Russian and Arabic.
static POINTED: Style = style(("«", "»"), None);
/// « » ‹ ›, as in German in Switzerland.
static POINTED_BOTH: Style = style(("«", "»"), Some(("‹", "›")));
/// « » with narrow no-break spaces, as in French.
static FRENCH: Style = style(("«\u{202f}", "\u{202f}»"), None);

/// Returns the marks of a language; nothing where they are not certain.
fn style_of(lang: &str) -> Option<&'static Style> {
    match lang {
        "de-CH" | "de-LI" => return Some(&POINTED_BOTH),
        "pt-BR" => return Some(&HIGH),
        "pt-PT" => return Some(&POINTED),
        _ => {}
    }
    let (primary, rest) = lang.split_once('-').unwrap_or((lang, ""));
    match primary {
        "en" => Some(&ENGLISH),
        "cy" | "ga" | "id" | "nl" | "sw" | "tr" | "vi" => Some(&HIGH),
        "bg" | "cs" | "de" | "is" | "lt" | "sk" | "sl" => Some(&LOW_HIGH),
        "hu" | "pl" | "ro" => Some(&LOW),
        "fi" | "sv" => Some(&SAME),
        "fr" => Some(&FRENCH),
        // In America “ ” are usual.
        "es" if !matches!(rest, "" | "ES") => None,
        "ar" | "be" | "ca" | "el" | "es" | "fa" | "hy" | "it" | "nb" | "nn" | "no" | "ru" | "uk" => Some(&POINTED),
        _ => None,
    }
}

/// What the writer must remember of quotation marks.
pub(super) struct State {
    style: Option<&'static Style>,
    /// The single marks of this block that may open a quotation, and were written as apostrophes.
    openers: Vec<Opener>,
    /// Whether a quotation in double marks is open in this block.
    is_open: bool,
    /// Whether the body has hyphens or points in a row at all.
    has_runs: bool,
}

/// Where a single mark was written: in the HTML, the readable text, and the alternative text of an image.
struct Opener {
    html: usize,
    plain: usize,
    alt: Option<usize>,
}

/// What stands on both sides of a mark.
struct Sides {
    before: char,
    after: char,
    /// Whether it can open and whether it can close, by CommonMark's rules for delimiter runs.
    opens: bool,
    closes: bool,
}

impl Sides {
    /// Looks at both sides of the sign of one byte at a place of a text.
    fn of(text: &str, at: usize) -> Sides {
        let before = text[..at].chars().next_back().unwrap_or('\n');
        let after = text[at + 1..].chars().next().unwrap_or('\n');
        let (blank_before, blank_after) = (before.is_whitespace(), after.is_whitespace());
        let (sign_before, sign_after) = (is_sign(before), is_sign(after));
        Sides {
            before,
            after,
            opens: !blank_after && (!sign_after || blank_before || sign_before),
            closes: !blank_before && (!sign_before || blank_after || sign_after),
        }
    }
}

/// Tells whether a character is punctuation or a symbol.
fn is_sign(c: char) -> bool {
    (!c.is_alphanumeric() || is_raised(c)) && !c.is_whitespace() && !is_combining_mark(c)
}

/// Tells whether a character is a raised figure, such as the number of a note.
fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

impl State {
    /// Returns the state at the beginning of a body in a language.
    pub(super) fn new(lang: &str, body: &str) -> State {
        State { style: style_of(lang), openers: Vec::new(), is_open: false, has_runs: has_runs(body) }
    }

    /// Forgets what was open when a block begins.
    pub(super) fn enter(&mut self, tag: &Tag<'_>) {
        self.leave(&tag.to_end());
    }

    /// Forgets what was open when a block ends.
    pub(super) fn leave(&mut self, tag: &TagEnd) {
        let is_inline = matches!(
            tag,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Superscript
                | TagEnd::Subscript
                | TagEnd::Link
                | TagEnd::Image
        );
        if !is_inline {
            self.openers.clear();
            self.is_open = false;
        }
    }
}

impl Writer<'_> {
    /// Writes text that stands at a place of the file, with the marks of the language; what is another text there, such as
    /// a reference, stays as it is.
    pub(super) fn push_prose(&mut self, text: &str, start: usize) {
        let has_quotes = memchr2(b'"', b'\'', text.as_bytes()).is_some();
        let has_runs = self.quotes.has_runs && has_runs(text);
        let has_work = |style: &&Style| has_quotes || has_runs && style.has_dashes;
        let Some(style) = self.quotes.style.filter(has_work).filter(|_| self.is_prose(text, start)) else {
            self.push_text(text);
            return;
        };
        // What a backslash stands before is meant as it is.
        let escaped =
            if self.text[..start].ends_with('\\') { text.chars().next().map_or(0, char::len_utf8) } else { 0 };
        let (mut from, mut at) = (0, escaped);
        while let Some(found) = next_special(&text[at..], has_runs) {
            at += found;
            let rest = &text[at..];
            let length = match rest.as_bytes()[0] {
                b'"' | b'\'' => 1,
                b'{' => {
                    at += mark_length(rest);
                    continue;
                }
                b'-' => run_of(rest, b'-'),
                _ => run_of(rest, b'.'),
            };
            if length == 1 && matches!(rest.as_bytes()[0], b'-' | b'.') {
                at += 1;
                continue;
            }
            self.push_text(&text[from..at]);
            match rest.as_bytes()[0] {
                b'"' => self.push_double(style, start + at),
                b'\'' => self.push_single(style, start + at),
                _ if !style.has_dashes => self.push_text(&rest[..length]),
                b'-' => self.push_dashes(length),
                _ => {
                    (0..length / 3).for_each(|_| self.push_text("…"));
                    self.push_text(&rest[..length % 3]);
                }
            }
            at += length;
            from = at;
        }
        self.push_text(&text[from..]);
    }

    /// Tells whether a text is prose of the file: not code, and no address between angle brackets.
    fn is_prose(&self, text: &str, start: usize) -> bool {
        let is_address = !self.out.links.is_empty() && self.text[..start].ends_with('<');
        !self.bare.in_code && !is_address && self.text[start..].starts_with(text)
    }

    /// Writes a double mark.
    fn push_double(&mut self, style: &Style, at: usize) {
        const OPENING: &str = "([{«„“‘—–-/";
        let sides = Sides::of(self.text, at);
        let closes = match (sides.opens, sides.closes) {
            (false, false) => return self.push_text("\""),
            (opens, false) => !opens,
            (false, true) => true,
            // Between two letters it closes, as between two signs that do not tell.
            _ if !is_sign(sides.before) => true,
            _ if ".,;:!?)]}»”’…".contains(sides.after) => true,
            // The number of a note stands behind what it is on: `again."[^1]`, `again."¹`.
            _ if self.text[at + 1..].starts_with("[^") || is_raised(sides.after) => true,
            _ if self.quotes.is_open && "[(".contains(sides.after) && !OPENING.contains(sides.before) => true,
            _ if OPENING.contains(sides.before) || "([{«„“‘".contains(sides.after) => false,
            _ => self.quotes.is_open,
        };
        self.quotes.is_open = !closes;
        self.push_text(if closes { style.double.1 } else { style.double.0 });
    }

    /// Writes a single mark.
    fn push_single(&mut self, style: &Style, at: usize) {
        let sides = Sides::of(self.text, at);
        let Sides { before, after, opens, closes } = sides;
        let in_word = before.is_alphabetic() && (after.is_alphabetic() || "\"«“„*_[<".contains(after));
        let Some((open, close)) = style.single else {
            return self.push_text(if in_word { APOSTROPHE } else { "'" });
        };
        if before.is_alphanumeric() && after.is_alphanumeric() {
            return self.push_text(APOSTROPHE);
        }
        if !opens && !closes {
            return self.push_text("'");
        }
        if closes && let Some(opener) = self.quotes.openers.pop() {
            self.open_quotation(&opener, open);
            return self.push_text(close);
        }
        let leaves_out = leaves_out(&self.text[at + 1..], style.has_dashes);
        if opens && (!closes || "([".contains(before)) && !")]".contains(before) && !leaves_out {
            let alt = self.inline.alt().map(|alt| alt.len());
            self.quotes.openers.push(Opener { html: self.out.html.len(), plain: self.out.plain.len(), alt });
        }
        self.push_text(APOSTROPHE);
    }

    /// Makes the mark that opens a quotation of what was taken for an apostrophe; the words may be gone meanwhile.
    fn open_quotation(&mut self, opener: &Opener, open: &str) {
        let put = |text: &mut String, at: usize| {
            let range = at..at + APOSTROPHE.len();
            if text.get(range.clone()) == Some(APOSTROPHE) {
                text.replace_range(range, open);
            }
        };
        match (opener.alt, self.inline.alt()) {
            (Some(at), Some(alt)) => put(alt, at),
            (Some(_), None) => {}
            (None, _) => {
                put(&mut self.out.html, opener.html);
                put(&mut self.out.plain, opener.plain);
            }
        }
    }

    /// Writes a run of hyphens as dashes: long ones, short ones, or both, as many as it holds.
    fn push_dashes(&mut self, length: usize) {
        let (long, short) = match length % 6 {
            0 | 3 => (length / 3, 0),
            2 | 4 => (0, length / 2),
            1 => (length / 3 - 1, 2),
            _ => (length / 3, 1),
        };
        (0..long).for_each(|_| self.push_text("—"));
        (0..short).for_each(|_| self.push_text("–"));
    }
}

/// Tells whether an apostrophe stands before words that leave something out, such as the century of `'90s`; in English
/// before `'tis` as well.
fn leaves_out(words: &str, is_english: bool) -> bool {
    const SHORT: [&str; 3] = ["tis", "twas", "til"];
    let end = words.find(|c: char| !c.is_alphanumeric()).unwrap_or(words.len());
    let (word, after) = words.split_at(end);
    let year = word.len() >= 2 && word.bytes().take(2).all(|byte| byte.is_ascii_digit());
    match word.get(2..).filter(|_| year) {
        Some("s" | "er") => true,
        // `'68.` and not `'68 people`, which may be quoted; a quotation of a number alone ends with a mark.
        Some("") => !after.starts_with(['\'', ' ', '\n']),
        _ => is_english && SHORT.iter().any(|short| word.eq_ignore_ascii_case(short)),
    }
}

/// Returns where something may begin that is written otherwise; without runs no hyphen and no point does.
fn next_special(text: &str, has_runs: bool) -> Option<usize> {
    match has_runs {
        false => memchr3(b'"', b'\'', b'{', text.as_bytes()),
        true => text.bytes().position(|byte| matches!(byte, b'"' | b'\'' | b'-' | b'.' | b'{')),
    }
}

/// Tells whether a text has hyphens or points in a row.
fn has_runs(text: &str) -> bool {
    RUNS.iter().any(|run| run.find(text.as_bytes()).is_some())
}

/// Returns how many bytes a text begins with that are this one; two points alone are none.
fn run_of(text: &str, wanted: u8) -> usize {
    let run = text.bytes().take_while(|byte| *byte == wanted).count();
    if wanted == b'.' && run < 3 { 1 } else { run }
}

/// Returns the length of a mark in braces, such as `{#focal-point}`; of a brace of prose its own.
fn mark_length(text: &str) -> usize {
    let is_mark = text[1..].trim_start_matches([' ', '\t']).starts_with('#');
    // Only then is it looked for: of many braces each would be followed to the end of the line.
    let ends = |byte: u8| matches!(byte, b'}' | b'\n');
    is_mark.then(|| text.bytes().take(LONGEST_MARK).position(ends)).flatten().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_tell_what_opens_and_closes() {
        for (text, opens, closes) in [
            ("\"a", true, false),
            ("a\"", false, true),
            ("6\"", false, true),
            (" \" ", false, false),
            ("(\"a", true, false),
            ("a.\")", true, true),
            ("a\"b", true, true),
            ("—\"a", true, false),
            ("e\u{301}\"", false, true),
        ] {
            let sides = Sides::of(text, text.find('"').expect("it is there"));
            assert_eq!((sides.opens, sides.closes), (opens, closes), "{text}");
        }
    }

    #[test]
    fn single_marks_are_as_long_as_an_apostrophe() {
        for style in [&ENGLISH, &HIGH, &LOW_HIGH, &SAME, &POINTED_BOTH] {
            let (open, close) = style.single.expect("they have them");
            assert_eq!((open.len(), close.len()), (APOSTROPHE.len(), APOSTROPHE.len()));
        }
    }

    #[test]
    fn mark_in_braces_is_passed_over() {
        assert_eq!(mark_length("{#a--b states=\"x\"} c"), 17);
        assert_eq!(mark_length("{ #a} c"), 4);
        assert_eq!(mark_length("{a} c"), 1);
        assert_eq!(mark_length("{#a"), 1);
    }
}
