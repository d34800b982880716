//! What passes for something else to whoever reads: marks of direction, characters that nobody sees, letters that look like
//! others, hosts that look like other hosts.
//!
//! Takes text or an address; gives what is doubtful in it, with its place. Promises silence on right texts of every script:
//! isolates that are closed, joiners in Persian or Hindi, Latin names in Russian, Greek letters in formulas.

pub mod host;
pub mod scripts;
mod words;

use std::ops::Range;

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
    const BLOCK: usize = 256;
    let bytes = text.as_bytes();
    let [_, second @ ..] = bytes else { return false };
    let [_, third @ ..] = second else { return false };
    // Without a branch between bytes many are looked at in one go.
    let is_rare = |a: u8, b: u8, c: u8| {
        let unseen = (a == 0xe2)
            & ((b == 0x80) & ((c.wrapping_sub(0x8b) < 5) | (c.wrapping_sub(0xaa) < 5))
                | (b == 0x81) & (c.wrapping_sub(0xa0) < 10));
        let unseen = unseen | (a == 0xd8) & (b == 0x9c) | (a == 0xef) & (b == 0xbb) & (c == 0xbf);
        // Greek, Cyrillic and Armenian take two bytes a letter, of which the first tells them.
        let leads = |byte: u8| byte.wrapping_sub(0xce) < 9;
        unseen | is_latin(a) & leads(b) | is_latin_lead(a) & leads(c) | leads(a) & (is_latin(c) | is_latin_lead(c))
    };
    let blocks = bytes.chunks(BLOCK).zip(second.chunks(BLOCK)).zip(third.chunks(BLOCK));
    // The last two bytes are no start of three.
    let last = bytes.len() - 2;
    is_rare(bytes[last], bytes[last + 1], 0)
        || blocks.into_iter().any(|((first, second), third)| {
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
        for c in ('\u{200b}'..='\u{200f}').chain('\u{202a}'..='\u{202e}').chain('\u{2060}'..='\u{2069}') {
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
