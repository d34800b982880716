//! How deep brackets may nest, by a look at each line alone.
//!
//! Takes YAML without anchors, aliases and tags; tells whether its brackets may nest deeper than a limit. It errs on one
//! side only: what it calls shallow is shallow, and what it cannot tell counts as deep. A table of data has brackets on
//! every line and closes them there, so that the parser with places need not look at it.

use memchr::{memchr_iter, memchr2_iter};

/// Tells whether brackets may nest deeper than this.
pub(super) fn may_nest_deeper(yaml: &str, depth: usize) -> bool {
    let bytes = yaml.as_bytes();
    // Front matter has fewer brackets than may nest.
    if memchr2_iter(b'[', b'{', bytes).take(depth + 1).count() <= depth {
        return false;
    }
    // What lines before have left open, at most; and whether one of them may have left a quotation open.
    let (mut open, mut is_unsure) = (0, false);
    let mut start = 0;
    for end in memchr_iter(b'\n', bytes).chain([bytes.len()]) {
        let line = &bytes[start..end];
        start = end + 1;
        let read = if is_unsure { None } else { Line::read(line) };
        let read = read.unwrap_or_else(|| {
            is_unsure = true;
            let all = line.iter().filter(|byte| matches!(byte, b'[' | b'{')).count();
            Line { left: all, most: all }
        });
        if open + read.most > depth {
            return true;
        }
        open += read.left;
    }
    false
}

/// The brackets of a line.
struct Line {
    /// How many it leaves open.
    left: usize,
    /// How many are open in it at once.
    most: usize,
}

impl Line {
    /// Reads a line that begins outside of quotation marks; `None` where it is not certain what stands between some.
    fn read(line: &[u8]) -> Option<Line> {
        let mut open: Vec<u8> = Vec::new();
        let mut most = 0;
        // The last byte that is no blank, and whether blanks follow it.
        let (mut before, mut is_apart) = (None, true);
        let mut at = 0;
        while let Some(&byte) = line.get(at) {
            match byte {
                b'[' | b'{' => {
                    open.push(byte);
                    most = most.max(open.len());
                }
                // Two bytes apart from what opens it in both cases; another bracket closes nothing.
                b']' | b'}' if open.pop().is_some_and(|opened| opened + 2 != byte) => return None,
                // A comment.
                b'#' if is_apart => break,
                // An apostrophe in a word.
                b'\'' if !is_apart && before.is_some_and(|before: u8| before.is_ascii_alphanumeric()) => {}
                b'"' | b'\'' => {
                    let begins = match before {
                        None | Some(b'[' | b'{' | b',') => true,
                        Some(b':' | b'-') => is_apart,
                        _ => false,
                    };
                    at = end_of_quotation(line, at).filter(|_| begins)?;
                }
                _ => {}
            }
            is_apart = matches!(byte, b' ' | b'\t');
            if !is_apart {
                before = Some(byte);
            }
            at += 1;
        }
        Some(Line { left: open.len(), most })
    }
}

/// Returns where a quotation ends that begins at a place of a line and has no signs of its own for marks.
fn end_of_quotation(line: &[u8], start: usize) -> Option<usize> {
    let inner = &line[start + 1..];
    let length = inner.iter().position(|byte| *byte == line[start])?;
    let mut after = inner[length + 1..].iter();
    let is_plain = !inner[..length].contains(&b'\\') && inner.get(length + 1) != Some(&line[start]);
    let next = after.find(|byte| !matches!(byte, b' ' | b'\t'));
    (is_plain && matches!(next, None | Some(b',' | b']' | b'}' | b':' | b'#'))).then_some(start + 1 + length)
}

#[cfg(test)]
mod tests {
    use saphyr_parser::{Event, Parser};

    use super::super::locate::ByteTable;
    use super::*;

    /// Returns how deep brackets nest as far as a parser reads.
    fn depth_of(yaml: &str) -> usize {
        let (mut open, mut deepest) = (Vec::new(), 0);
        for (event, span) in Parser::new_from_str(yaml).map_while(Result::ok) {
            match event {
                Event::SequenceStart(..) | Event::MappingStart(..) => {
                    let at = ByteTable::new(yaml).range(&span).start;
                    // A map whose first key is a list begins where that does.
                    open.iter_mut().filter(|(start, _)| *start == at).for_each(|(_, is_bracket)| *is_bracket = false);
                    open.push((at, matches!(yaml.as_bytes().get(at), Some(b'[' | b'{'))));
                    deepest = deepest.max(open.iter().filter(|(_, is_bracket)| *is_bracket).count());
                }
                Event::SequenceEnd | Event::MappingEnd => _ = open.pop(),
                _ => {}
            }
        }
        deepest
    }

    #[test]
    fn table_of_data_is_shallow() {
        let row =
            "- {state: KEN, acts: [{act: ratification, date: 2005-03-15}], source: \"UN [sic]\", note: 'it ]'} # [\n";
        assert!(!may_nest_deeper(&row.repeat(100), 3));
        assert!(may_nest_deeper(&row.repeat(100), 2));
        assert!(!may_nest_deeper(&"- the State's own {it's}\n".repeat(100), 3));
    }

    #[test]
    fn what_is_called_shallow_is_shallow() {
        const SIGNS: [&str; 18] =
            ["[", "[", "{", "]", "}", "\"", "\"", "'", ",", ":", ": ", "- ", "#", " ", "a", "\n", "\\", "k: "];
        let mut seed = 7_u64;
        let mut next = |limit: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % limit
        };
        let mut shallow = 0;
        for _ in 0..60_000 {
            let length = 4 + next(28);
            let yaml: String = (0..length).map(|_| SIGNS[next(SIGNS.len())]).collect();
            for depth in [1, 2, 4] {
                let is_shallow = !may_nest_deeper(&yaml, depth);
                assert!(!is_shallow || depth_of(&yaml) <= depth, "{yaml:?} at {depth}");
                shallow += usize::from(is_shallow);
            }
        }
        assert!(shallow > 20_000, "{shallow}");
    }
}
