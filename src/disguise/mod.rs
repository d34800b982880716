//! What passes for something else to whoever reads: marks of direction, characters that nobody sees, letters that look like
//! others, hosts that look like other hosts.
//!
//! Takes text or an address; gives what is doubtful in it, with its place. Promises silence on right texts of every script:
//! isolates that are closed, joiners in Persian or Hindi, Latin names in Russian, Greek letters in formulas.

pub mod host;
mod mixed;
pub mod scripts;
mod unseen;
mod words;

use std::ops::Range;

pub use unseen::is_unseen;
pub use words::{Doubt, each_kind_once, find};

/// Returns the doubts about a text as one value.
pub fn find_in(text: &str) -> Vec<(Range<usize>, Doubt)> {
    match may_hold(text) {
        true => find(text.char_indices().map(|(at, c)| (at..at + c.len_utf8(), c))),
        false => Vec::new(),
    }
}

/// Tells whether a text may hold anything doubtful: by a look at its bytes alone, for hardly any does.
///
/// Bytes that stand for marks of direction and characters without width are told from those of dashes and quotation marks
/// by their third; Greek and Cyrillic letters count where a Latin one stands next to them.
pub fn may_hold(text: &str) -> bool {
    const BLOCK: usize = 128;
    let bytes = text.as_bytes();
    let [_, second @ ..] = bytes else { return false };
    let [_, third @ ..] = second else { return false };
    // Without a branch between bytes many are looked at in one go.
    let is_rare = |a: u8, b: u8, c: u8| {
        let unseen = unseen::may_be_unseen(a, b, c);
        // Cherokee, Coptic and Lisu are rare enough to be looked at wherever they stand.
        let in_capitals = (a == 0xe1) & ((b == 0x8e) | (b == 0x8f))
            | (a == 0xe2) & ((b == 0xb2) | (b == 0xb3))
            | (a == 0xea) & ((b == 0x93) | (b == 0xad) | (b == 0xae));
        // Greek, Cyrillic and Armenian take two bytes a letter, of which the first tells them.
        let leads = |byte: u8| byte.wrapping_sub(0xce) < 9;
        unseen
            | in_capitals
            | is_latin(a) & leads(b)
            | is_latin_lead(a) & leads(c)
            | leads(a) & (is_latin(c) | is_latin_lead(c))
    };
    let blocks = bytes.chunks(BLOCK).zip(second.chunks(BLOCK)).zip(third.chunks(BLOCK));
    // The last two bytes are no start of three.
    let last = bytes.len() - 2;
    is_rare(bytes[last], bytes[last + 1], 0)
        || blocks.into_iter().any(|((first, second), third)| {
            // Most blocks are ASCII, with the two bytes behind them, and then hold nothing of the kind.
            if first.is_ascii() && third.is_ascii() {
                return false;
            }
            let triples = first.iter().zip(second).zip(third);
            triples.fold(false, |found, ((a, b), c)| found | is_rare(*a, *b, *c))
        })
}

/// Tells whether a byte is a Latin letter.
fn is_latin(byte: u8) -> bool {
    (byte | 0x20).wrapping_sub(b'a') < 26
}

/// Tells whether a byte is the first of a Latin letter with a mark.
fn is_latin_lead(byte: u8) -> bool {
    byte.wrapping_sub(0xc3) < 7
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_tell_what_is_worth_a_look() {
        let marks = ('\u{202a}'..='\u{202e}').chain('\u{2066}'..='\u{2069}');
        let all = ('\u{80}'..=char::MAX).filter(|c| is_unseen(*c)).chain(marks).chain("ᎪꭺⲟꓐᏴꮿ".chars());
        for c in all {
            assert!(may_hold(&format!("“a”{c}")) && may_hold(&format!("{c}…")), "{c:?}");
            assert!(may_hold(&format!("{}{c}{}", "—".repeat(200), "é".repeat(200))), "{c:?}");
        }
        for text in ["\u{61c}", "a\u{feff}b", "pаypal", "googlе", "ѕite", "éа", "οK", "նa"] {
            assert!(may_hold(text), "{text}");
        }
        for text in ["", "a", "“Quotes” — dashes… and ‘more’", "Привет, мир", "Ελλάδα", "日本語", "Ünïcödé", "العربية"]
        {
            assert!(!may_hold(text), "{text}");
        }
    }
}
