//! The lines of a text that open and close blocks, and a copy of the text in which the parser reads each as a rule.
//!
//! pulldown-cmark knows no such blocks, and takes `:::` behind a paragraph for a definition. In the copy each line is `___` and
//! blanks, of the same length: a thematic break (CommonMark 0.31, section 4.1), which ends whatever stands before it and comes
//! back as an event with its place. In code and in comments such lines are text.

use std::ops::Range;

use memchr::{memchr, memmem};
use pulldown_cmark::{Event, Parser, Tag};

use super::fence::{Fence, Says, read_fence};
use crate::parse::block_kinds::BlockKinds;
use crate::parse::markdown::dialect::extensions;

/// The call-outs of other programs: their lines are shown as they stand, and said to be so.
const CALL_OUTS: [&str; 14] = [
    "admonition",
    "attention",
    "caution",
    "danger",
    "error",
    "hint",
    "important",
    "info",
    "note",
    "question",
    "seealso",
    "success",
    "tip",
    "warning",
];

/// The fences of a text, and the copy of it.
pub(in crate::parse::markdown) struct Scan {
    /// The fences, in order.
    pub(super) fences: Vec<Fence>,
    /// The lines that would close a block and stand in code or in a comment, in order.
    pub(super) hidden: Vec<Range<usize>>,
    /// The text, from the beginning of the file, with a rule in place of each fence.
    pub(in crate::parse::markdown) copy: String,
}

/// Looks for fences in a text from `start`; nothing where there are none. A call-out that is a block of this site is a block.
pub(in crate::parse::markdown) fn scan(text: &str, start: usize, kinds: &BlockKinds) -> Option<Scan> {
    memmem::find(&text.as_bytes()[start..], b":::")?;
    let lines = || each_line(text, start);
    let candidates: Vec<Range<usize>> = lines().filter(|line| text[line.clone()].starts_with(":::")).collect();
    let verbatim = verbatim(text, start, &candidates);
    let (mut fences, mut hidden) = (Vec::new(), Vec::new());
    let mut in_comment = false;
    // Of each open block, whether it is one of another program.
    let mut open: Vec<bool> = Vec::new();
    let mut passed = 0;
    for range in lines() {
        while verbatim.get(passed).is_some_and(|verbatim| verbatim.end <= range.start) {
            passed += 1;
        }
        if verbatim.get(passed).is_some_and(|verbatim| verbatim.start < range.end.max(range.start + 1)) {
            hidden.extend(closes(&text[range.clone()]).then_some(range));
            continue;
        }
        let line = &text[range.clone()];
        if in_comment || !line.starts_with(":::") {
            hidden.extend((in_comment && closes(line)).then(|| range.clone()));
            in_comment = is_in_comment(in_comment, line);
            continue;
        }
        let fence = read_fence(line, range.start);
        let is_foreign = match &fence.says {
            Says::Open(name, ..) => {
                open.push(CALL_OUTS.contains(&name.as_str()) && kinds.get(name).is_none());
                open.last() == Some(&true)
            }
            Says::Close => open.pop() == Some(true),
        };
        if !is_foreign {
            fences.push(fence);
        }
    }
    if fences.is_empty() {
        return None;
    }
    let copy = copied(text, 0, fences.iter().map(|fence| &fence.range));
    Some(Scan { fences, hidden, copy })
}

/// Tells whether a line would close a block.
fn closes(line: &str) -> bool {
    line.starts_with(":::") && line.trim_end().bytes().all(|byte| byte == b':')
}

/// Returns the lines of a text from `start`, without their ends.
fn each_line(text: &str, start: usize) -> impl Iterator<Item = Range<usize>> {
    let mut at = start;
    std::iter::from_fn(move || {
        let from = (at < text.len()).then_some(at)?;
        let end = memchr(b'\n', &text.as_bytes()[from..]).map_or(text.len(), |length| from + length);
        at = end + 1;
        Some(from..end)
    })
}

/// Returns a text from `start` with a rule in place of each of these lines.
fn copied<'a>(text: &str, start: usize, lines: impl Iterator<Item = &'a Range<usize>>) -> String {
    let mut copy = String::with_capacity(text.len() - start);
    let mut from = start;
    for range in lines {
        copy.push_str(&text[from..range.start]);
        copy.push_str("___");
        copy.extend(std::iter::repeat_n(' ', range.len() - 3));
        from = range.end;
    }
    copy.push_str(&text[from..]);
    copy
}

/// Returns the blocks of code and the comments of a text from `start`, in order. Where one ends that stands in an item, a
/// quotation or other HTML, the parser alone can tell; so it reads the text once more where there may be any.
fn verbatim(text: &str, start: usize, candidates: &[Range<usize>]) -> Vec<Range<usize>> {
    let body = &text.as_bytes()[start..];
    if !["```", "~~~", "<!--"].iter().any(|sign| memmem::find(body, sign.as_bytes()).is_some()) {
        return Vec::new();
    }
    let copy = copied(text, start, candidates.iter());
    let events = Parser::new_ext(&copy, extensions(true)).into_offset_iter();
    let found = events.filter_map(|(event, range)| {
        let is_verbatim = match event {
            Event::Start(Tag::CodeBlock(_)) => true,
            Event::Start(Tag::HtmlBlock) => copy[range.clone()].trim_start().starts_with("<!--"),
            _ => false,
        };
        is_verbatim.then_some(range.start + start..range.end + start)
    });
    found.collect()
}

/// Tells whether the line behind this one stands in a comment that began within a line, and so ends with its paragraph.
fn is_in_comment(before: bool, line: &str) -> bool {
    if before {
        return !line.contains("-->") && !line.trim().is_empty();
    }
    let open = line.rfind("<!--").filter(|at| !line[at + 4..].contains("-->"));
    // In a code span it is none.
    open.is_some_and(|at| line[..at].bytes().filter(|byte| *byte == b'`').count() % 2 == 0)
}

#[cfg(test)]
mod tests {
    use super::BlockKinds;

    #[test]
    fn fences_are_found_but_in_code_and_comments() {
        let text =
            "---\n:::\n---\n::: a\n```\n::: b\n```\n<!--\n::: c\n-->\n ::: d\n    ~~~\n::: e\nx <!--\n::: f\n\n:::";
        let scan = |text, start| super::scan(text, start, &BlockKinds::default());
        let found = scan(text, 12).expect("there are some");
        let lines: Vec<&str> = found.fences.iter().map(|fence| &text[fence.range.clone()]).collect();
        assert_eq!(lines, ["::: a", "::: e", ":::"]);
        assert_eq!(found.copy.len(), text.len());
        assert!(found.copy.starts_with("---\n:::\n---\n___  \n```\n::: b\n"));
        assert!(scan("a ::: b\n", 0).is_none() && scan("a", 0).is_none());
        let call_out = scan("::: note\n:::: quote\n::::\n:::\n", 0).expect("there is a block");
        assert_eq!(call_out.copy, "::: note\n___       \n___ \n:::\n");
    }
}
