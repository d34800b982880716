//! Quoted-printable: any text in, ASCII in lines of at most 76 characters out (RFC 2045, section 6.7).
//!
//! In one pass, where the library that writes the rest of a message moves the whole text once for each of its lines. What
//! comes out is the same, byte by byte, but for `From ` at the beginning of a line, which programs that keep many messages in
//! one file would change (RFC 2049, section 3).

use memchr::memchr;

/// The longest line, without what ends it.
const LIMIT: usize = 76;
/// The digits of a byte.
const DIGITS: [u8; 16] = *b"0123456789ABCDEF";

/// Appends a text in quoted-printable; its lines end in CR LF, however they ended before.
pub(super) fn push_quoted_printable(text: &str, out: &mut Vec<u8>) {
    let mut rest = text.as_bytes();
    while let Some(end) = memchr(b'\n', rest) {
        let line = &rest[..end];
        push_line(out, line.strip_suffix(b"\r").unwrap_or(line));
        out.extend_from_slice(b"\r\n");
        rest = &rest[end + 1..];
    }
    push_line(out, rest);
}

/// Tells whether a byte stands for itself.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b'\t' | b' '..=b'~') && byte != b'='
}

/// Returns a byte as three that stand for it.
fn escape(byte: u8) -> [u8; 3] {
    [b'=', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]
}

/// Tells whether many bytes stand for themselves, without a branch for each; a tab counts as if it did not.
fn are_plain(bytes: &[u8; 32]) -> bool {
    let is_other = |byte: u8| (byte.cast_signed() < 32) | (byte == b'=') | (byte == 127);
    !bytes.iter().fold(false, |found, byte| found | is_other(*byte))
}

/// Returns how many bytes at the beginning stand for themselves; a tab may end them.
///
/// Eight are looked at in one go, each by its lower seven bits, so that nothing is borrowed from the next: the highest bit
/// stays where a number is taken from one that is not smaller.
fn plain_run(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    let before = 32 * bytes.as_chunks::<32>().0.iter().take_while(|bytes| are_plain(bytes)).count();
    let (blocks, rest) = bytes[before..].as_chunks::<8>();
    for (at, block) in blocks.iter().enumerate() {
        let block = u64::from_le_bytes(*block);
        let from_blank = (block | HIGH) - ONES * b' ' as u64;
        let no_equals = ((block ^ (ONES * b'=' as u64)) | HIGH) - ONES;
        let last = (block & !HIGH) + ONES;
        let found = (block | last | !(from_blank & no_equals)) & HIGH;
        if found != 0 {
            return before + 8 * at + found.trailing_zeros() as usize / 8;
        }
    }
    before + 8 * blocks.len() + rest.iter().position(|byte| !is_plain(*byte)).unwrap_or(rest.len())
}

/// Appends a line, cut where it is too long.
fn push_line(out: &mut Vec<u8>, line: &[u8]) {
    // A blank would be lost at the end of a line.
    let ends_blank = line.last().is_some_and(|byte| matches!(byte, b' ' | b'\t'));
    let plain_end = line.len() - usize::from(ends_blank);
    let (mut at, mut used) = (0, 0);
    while at < line.len() {
        if used == 0 && line[at..].starts_with(b"From ") {
            out.extend(b"=46");
            (at, used) = (at + 1, 3);
            continue;
        }
        // One column is left for the mark of a cut, which only the last character may take.
        let room = (LIMIT - 1 - used).min(plain_end.saturating_sub(at));
        if room > 0 && is_plain(line[at]) {
            let run = plain_run(&line[at..at + room]);
            out.extend_from_slice(&line[at..at + run]);
            at += run;
            used += run;
        }
        // Where one byte does not stand for itself, the next often does not either.
        while at < plain_end && used + 3 < LIMIT && !is_plain(line[at]) {
            out.extend_from_slice(&escape(line[at]));
            at += 1;
            used += 3;
        }
        let Some(byte) = line.get(at) else { break };
        let is_last = at + 1 == line.len();
        let stays = is_plain(*byte) && at < plain_end;
        let wide = if stays { 1 } else { 3 };
        if used + wide > LIMIT - usize::from(!is_last) {
            out.extend_from_slice(b"=\r\n");
            used = 0;
            continue;
        }
        match stays {
            true => out.push(*byte),
            false => out.extend_from_slice(&escape(*byte)),
        }
        at += 1;
        used += wide;
        // The last character may have taken the column of the mark; nothing comes after it.
        used = used.min(LIMIT - 1);
    }
}

#[cfg(test)]
mod tests {
    use lettre::message::Body;
    use lettre::message::header::ContentTransferEncoding;

    use super::*;

    /// Returns a text in quoted-printable.
    fn quoted_printable(text: &str) -> Vec<u8> {
        let mut out = Vec::new();
        push_quoted_printable(text, &mut out);
        out
    }

    /// Asserts that a text becomes what the library makes of it.
    #[track_caller]
    fn check(text: &str) {
        let library = Body::new_with_encoding(text.to_owned(), ContentTransferEncoding::QuotedPrintable);
        let expected = library.expect("every text can be quoted");
        let made = quoted_printable(text);
        assert_eq!(String::from_utf8_lossy(&made), String::from_utf8_lossy(expected.as_ref()), "{text:?}");
    }

    #[test]
    fn no_line_begins_another_message() {
        let quoted = |text: &str| String::from_utf8(quoted_printable(text)).expect("ASCII");
        assert_eq!(quoted("From us\nand From us\nFrom\n"), "=46rom us\r\nand From us\r\nFrom\r\n");
        let cut = quoted(&format!("{}From us", "a".repeat(75)));
        assert_eq!(cut, format!("{}=\r\n=46rom us", "a".repeat(75)));
    }

    #[test]
    fn texts_become_what_the_library_makes_of_them() {
        for text in [
            "",
            "\n",
            "\r",
            "\r\n",
            "\n\n",
            "a \n b\t\nc ",
            " \n\t",
            "a\rb\r\r\nc\r",
            "=",
            "é = ü\u{0}\u{7f}",
            "\u{2028}🕊️",
        ] {
            check(text);
        }
        // Every length around the limit, with every kind of character at its end.
        for length in 60..170 {
            for end in
                ["", "x", "xy", "=", " ", "  ", "\t", "é", "=x", "x=", " x", "x ", "é ", "x\ny", " \r\n", "=\n=", "\r"]
            {
                check(&format!("{}{end}", "a".repeat(length)));
                check(&format!("{}{end}{end}", "a =".repeat(length / 2)));
                check(&format!("é{}{end}", " ".repeat(length)));
            }
        }
    }

    #[test]
    fn drawn_texts_become_what_the_library_makes_of_them() {
        // A small generator with a fixed seed (Knuth's MMIX constants).
        let mut seed = 7_u64;
        let mut draw = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % below
        };
        let pieces = [
            "a",
            "word ",
            "= ",
            "\n",
            "\r\n",
            "\r",
            " ",
            "\t",
            "é",
            "🕊️",
            "<p style=\"color:#111\">",
            "text of some length, ",
        ];
        for _ in 0..3_000 {
            let text: String = (0..draw(60)).map(|_| pieces[draw(pieces.len())]).collect();
            check(&text);
        }
    }
}
