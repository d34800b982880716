//! Doubts about a text, one character after the other.
//!
//! Takes characters with their places, those of references such as `&#8238;` among them; gives each doubt at its place, in
//! order of where it was settled. Direction is looked at within a paragraph, letters within a word.

use std::ops::Range;

use super::mixed::{is_inflected, passes_for_one};
use super::scripts::{Script, latin_twin, script};
use super::unseen::{is_unseen, parts_rightly};
use crate::bidi::runs_from_the_right;
use crate::route::is_bidi_control;

/// What is doubtful.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// A mark that changes the direction of text and is not closed in its paragraph, and what would close it.
    LeftOpen(char, char),
    /// A mark that ends a change of direction that never began.
    NotOpen(char),
    /// A mark that shows letters against their direction.
    Reversed(char),
    /// A character that nobody sees, within a word whose script has no use for it.
    Unseen(char),
    /// A word with letters that look like those of another script.
    Mixed(String),
}

/// The longest word that is looked at, in letters.
const WORD_LIMIT: usize = 200;

/// Returns the doubts about a text that is given by its characters.
pub fn find(chars: impl Iterator<Item = (Range<usize>, char)>) -> Vec<(Range<usize>, Doubt)> {
    let mut reader = Reader::default();
    for (range, c) in chars {
        reader.direction(&range, c);
        reader.unseen(&range, c);
        reader.letter(range, c);
    }
    reader.end_word();
    reader.end_paragraph();
    reader.found
}

/// Returns doubts, of those about words the first of each kind alone, each with the number of others of its kind.
///
/// A whole text may have been typed so.
pub fn each_kind_once<T>(found: Vec<T>, doubt: impl Fn(&T) -> &Doubt) -> Vec<(T, usize)> {
    let kind = |doubt: &Doubt| match doubt {
        Doubt::Unseen(_) => Some(0),
        Doubt::Mixed(_) => Some(1),
        _ => None,
    };
    let mut counts = [0_usize; 2];
    for kind in found.iter().filter_map(|found| kind(doubt(found))) {
        counts[kind] += 1;
    }
    let more = |found: &T| match kind(doubt(found)) {
        Some(kind) => std::mem::take(&mut counts[kind]).checked_sub(1),
        None => Some(0),
    };
    let more: Vec<Option<usize>> = found.iter().map(more).collect();
    found.into_iter().zip(more).filter_map(|(found, more)| Some((found, more?))).collect()
}

/// What must be remembered between characters.
#[derive(Default)]
struct Reader {
    found: Vec<(Range<usize>, Doubt)>,
    /// The open marks of direction: where each stands, which it is, and whether it reversed a letter.
    open: Vec<(Range<usize>, char, bool)>,
    /// How many of them are isolates.
    isolates: usize,
    /// Whether nothing but blanks came since the end of a line.
    blank_line: bool,
    /// The letter before.
    letter: Option<char>,
    /// The unseen character after it.
    pending: Option<(Range<usize>, char)>,
    /// The letters of the word under way, and where they stand.
    word: Vec<(Range<usize>, char)>,
    /// Whether the word is part of an address.
    in_address: bool,
    /// Whether it is part of one that is looked at where it is used.
    is_used: bool,
    /// The last two signs before it.
    signs: [char; 2],
    /// Words of the paragraph that are right where the text around is Cyrillic.
    inflected: Vec<(Range<usize>, String)>,
    /// Whether the paragraph has a word in Cyrillic alone.
    has_cyrillic: bool,
}

impl Reader {
    /// Looks at marks of direction.
    fn direction(&mut self, range: &Range<usize>, c: char) {
        match c {
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' | '\u{2066}'..='\u{2068}' => {
                self.isolates += usize::from(is_isolate(c));
                self.open.push((range.clone(), c, false));
            }
            '\u{202c}' | '\u{2069}' => {
                let isolate = c == '\u{2069}';
                let count = if isolate { self.isolates } else { self.open.len() - self.isolates };
                // Whatever is open above what is closed ends with it, so that nothing is looked at twice.
                let mut closed = None;
                while count > 0 && closed.is_none() {
                    let Some(top) = self.open.pop() else { break };
                    self.isolates -= usize::from(is_isolate(top.1));
                    closed = Some(top).filter(|(_, opened, _)| is_isolate(*opened) == isolate);
                }
                match closed {
                    Some((place, opened, true)) => self.found.push((place, Doubt::Reversed(opened))),
                    Some(_) => {}
                    None => self.found.push((range.clone(), Doubt::NotOpen(c))),
                }
            }
            '\n' if self.blank_line => self.end_paragraph(),
            _ => {
                if let Some((_, opened, reversed)) = self.open.last_mut().filter(|_| c.is_alphabetic()) {
                    let from_the_right = runs_from_the_right(c);
                    *reversed |= *opened == '\u{202e}' && !from_the_right || *opened == '\u{202d}' && from_the_right;
                }
            }
        }
        self.blank_line = c == '\n' || self.blank_line && c.is_whitespace();
    }

    /// Looks for unseen characters between two letters of scripts that have no use for them.
    fn unseen(&mut self, range: &Range<usize>, c: char) {
        if is_unseen(c) {
            if self.letter.is_some() && self.pending.is_none() {
                self.pending = Some((range.clone(), c));
            }
            return;
        }
        let plain = |c: &char| {
            matches!(
                script(*c),
                Some(Script::Latin | Script::Greek | Script::Cyrillic | Script::Armenian | Script::Georgian)
            )
        };
        if let (Some(before), Some((place, unseen))) = (self.letter, self.pending.take())
            && plain(&before)
            && plain(&c)
            && !parts_rightly(unseen, before, c)
            && !self.is_used
        {
            self.found.push((place, Doubt::Unseen(unseen)));
        }
        // An accent belongs to its letter.
        if script(c).is_some() || !c.is_alphabetic() && !unicode_normalization::char::is_combining_mark(c) {
            self.letter = script(c).map(|_| c);
        }
    }

    /// Collects the letters of a word, and judges it at its end.
    fn letter(&mut self, range: Range<usize>, c: char) {
        let is_unseen = is_unseen(c);
        if script(c).is_some() && !is_unseen {
            if self.word.len() < WORD_LIMIT {
                self.word.push((range, c));
            }
            return;
        }
        if is_unseen || is_bidi_control(c) || c == '\u{ad}' || unicode_normalization::char::is_combining_mark(c) {
            return;
        }
        self.end_word();
        match c {
            _ if c.is_whitespace() => (self.in_address, self.is_used) = (false, false),
            '/' if self.signs == [':', '/'] => self.in_address = true,
            '(' if self.signs[1] == ']' => (self.in_address, self.is_used) = (true, true),
            '"' | '\'' if self.signs[1] == '=' => (self.in_address, self.is_used) = (true, true),
            _ => {}
        }
        self.signs = [self.signs[1], c];
    }

    /// Judges the word under way.
    fn end_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        let (Some((first, _)), Some((last, _))) = (word.first(), word.last()) else { return };
        self.signs = [' ', ' '];
        let letters: Vec<char> = word.iter().map(|(_, c)| *c).collect();
        let scripts: Vec<Option<Script>> = letters.iter().map(|c| script(*c)).collect();
        let is_only = |wanted: Script| scripts.iter().all(|script| *script == Some(wanted));
        if is_only(Script::Latin) {
            return;
        }
        // A letter that no other script has tells the language of a short word, or of an ending, too.
        let is_own = |c: &char| script(*c) == Some(Script::Cyrillic) && latin_twin(*c).is_none();
        self.has_cyrillic |= letters.len() > 2 && (is_only(Script::Cyrillic) || letters.iter().any(is_own));
        if is_only(Script::Cyrillic) {
            return;
        }
        if self.in_address || !passes_for_one(&letters) {
            return;
        }
        let (place, text) = (first.start..last.end, letters.iter().collect::<String>());
        match is_inflected(&letters) {
            true => self.inflected.push((place, text)),
            false => self.found.push((place, Doubt::Mixed(text))),
        }
    }

    /// Ends a paragraph, in which everything must have been closed.
    fn end_paragraph(&mut self) {
        self.isolates = 0;
        for (place, c, _) in self.open.drain(..) {
            let closing = if is_isolate(c) { '\u{2069}' } else { '\u{202c}' };
            self.found.push((place, Doubt::LeftOpen(c, closing)));
        }
        let inflected = std::mem::take(&mut self.inflected);
        if !std::mem::take(&mut self.has_cyrillic) {
            self.found.extend(inflected.into_iter().map(|(place, text)| (place, Doubt::Mixed(text))));
        }
    }
}

/// Tells whether a mark of direction opens an isolate.
fn is_isolate(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2068}')
}

#[cfg(test)]
mod tests {
    use super::super::find_in;
    use super::*;

    /// Asserts what is found in a text.
    #[track_caller]
    fn check(text: &str, expected: &[(Range<usize>, Doubt)]) {
        assert_eq!(find_in(text), expected, "{text:?}");
    }

    #[test]
    fn marks_of_direction_are_closed_in_their_paragraph() {
        check("a\u{2067}ب\u{2069}b", &[]);
        check("a \u{202e}b", &[(2..5, Doubt::LeftOpen('\u{202e}', '\u{202c}'))]);
        check(
            "\u{2066}a\n \nb\u{2069}",
            &[(0..3, Doubt::LeftOpen('\u{2066}', '\u{2069}')), (8..11, Doubt::NotOpen('\u{2069}'))],
        );
        check("x \u{202e}gpj.exe\u{202c}", &[(2..5, Doubt::Reversed('\u{202e}'))]);
        check("\u{202b}عربي word\u{202c} \u{202d}ABC-12\u{202c}", &[]);
    }

    #[test]
    fn unseen_characters_part_words() {
        check("pay\u{200b}pal", &[(3..6, Doubt::Unseen('\u{200b}'))]);
        for c in "\u{2062}\u{34f}\u{3164}\u{115f}\u{1160}\u{ffa0}\u{fe0f}\u{180e}\u{206a}\u{17b4}\u{fff0}\u{1d173}\u{e0061}\u{e0100}".chars()
        {
            check(&format!("pay{c}pal"), &[(3..3 + c.len_utf8(), Doubt::Unseen(c))]);
        }
        check("а\u{200d}б", &[(2..5, Doubt::Unseen('\u{200d}'))]);
        check("a\u{200e}b", &[(1..4, Doubt::Unseen('\u{200e}'))]);
        for text in [
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "PDF\u{200c}ها",
            "Auf\u{200c}lage",
            "a\u{200b} b",
            "👩\u{200d}🚀",
            "1\u{2060}000",
            "a\u{ad}b",
            "☎\u{fe0f} a ☎\u{fe0f}b, 1\u{fe0f}\u{20e3}c",
            "葛\u{e0100}城 and ᠮᠣᠩᠭᠣᠯ\u{180e}ᠠ",
            "ㅤ a \u{3164} b ﾡ\u{ffa0}",
            "c\u{34f}hata, A\u{34f}\u{308}b",
            "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}a",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn letters_of_other_scripts_pass_for_latin() {
        for text in [
            "pᎪypᎪl",
            "Ꭺpple",
            "ᏟOVID",
            "gⲟⲟgle",
            "ꓐank",
            "аррIе",
            "раураl",
            "ЛЬВIВ",
            "МIСТО",
            "PаyPаI",
            "Iванна",
            "СIА",
        ] {
            check(text, &[(0..text.len(), Doubt::Mixed(text.to_owned()))]);
        }
        for text in ["pаypаl", "Gοogle", "ѕecure", "Googlе", "СOVID", "bаnk", "Аpple", "amnestу"] {
            check(text, &[(0..text.len(), Doubt::Mixed(text.to_owned()))]);
        }
        for text in ["кВт", "TNFα", "NFκB", "λmax", "hν", "ΔT", "COVID-ом", "β-carotene", "UPR'а", "μg"] {
            check(text, &[]);
        }
        for text in [
            "хIара",
            "гIалгIай",
            "мацI",
            "ГIАЛГIАЙ",
            "ХIАРА",
            "пIапIрус",
            "Iуэху",
            "хlара",
            "х1ара",
            "SMSками",
            "SMSка",
            "UPRом",
            "XXІ",
            "ХХI",
            "хĕр",
            "æрæ",
            "IPта",
            "ᏣᎳᎩs",
            "ꓡꓲ-ꓢꓴ",
        ] {
            check(text, &[]);
        }
        check("в отчёте PDFу, SMSка и XXIв", &[]);
        check("[text](https://pаypal.example) www", &[]);
    }
}
