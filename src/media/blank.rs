//! Blanking in place: parts of a file that say something come in, and are filled with zeros where nothing else needs them.
//!
//! Files tell where their parts are by distances, so nothing is moved. However many parts there are, and however they lie
//! over one another, each byte is touched once.

use std::ops::Range;

/// Fills the parts that are to go with zeros, as far as they lie outside those that stay.
pub(super) fn blank(bytes: &mut [u8], gone: Vec<Range<usize>>, kept: Vec<Range<usize>>) {
    let kept = merged(kept);
    for part in merged(gone) {
        let mut at = part.start;
        let first = kept.partition_point(|stays| stays.end <= part.start);
        for stays in kept[first..].iter().take_while(|stays| stays.start < part.end) {
            zero(bytes, at..stays.start);
            at = stays.end;
        }
        zero(bytes, at..part.end);
    }
}

/// Fills a part with zeros, as far as there are bytes.
fn zero(bytes: &mut [u8], part: Range<usize>) {
    let end = part.end.min(bytes.len());
    if part.start < end {
        bytes[part.start..end].fill(0);
    }
}

/// Returns the same parts in order, joined where they touch.
fn merged(mut parts: Vec<Range<usize>>) -> Vec<Range<usize>> {
    parts.retain(|part| part.start < part.end);
    parts.sort_unstable_by_key(|part| part.start);
    let mut out: Vec<Range<usize>> = Vec::with_capacity(parts.len());
    for part in parts {
        match out.last_mut().filter(|last| last.end >= part.start) {
            Some(last) => last.end = last.end.max(part.end),
            None => out.push(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::single_range_in_vec_init, reason = "a part is meant, not its numbers")]
    fn what_stays_is_left_wherever_it_lies() {
        let check = |gone: &[Range<usize>], kept: &[Range<usize>], expected: &[u8]| {
            let mut bytes = b"0123456789".map(|byte| byte);
            blank(&mut bytes, gone.to_vec(), kept.to_vec());
            assert_eq!(bytes.map(|byte| if byte == 0 { b'-' } else { byte }), *expected, "{gone:?} {kept:?}");
        };
        check(&[2..4], &[], b"01--456789");
        check(&[6..12, 2..4, 3..5], &[], b"01---5----");
        check(&[0..10], &[3..5, 4..6, 8..20], b"---345--89");
        check(&[4..5], &[0..3, 4..6], b"0123456789");
        check(&[2..8], &[0..3, 5..6], b"012--5--89");
    }
}
