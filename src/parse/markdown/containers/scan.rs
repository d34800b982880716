//! The lines of a text that open and close blocks, and a copy of the text in which the parser reads each as a rule.
//!
//! pulldown-cmark knows no such blocks, and takes `:::` behind a paragraph for a definition. In the copy each line is `___` and
//! blanks, of the same length: a thematic break (CommonMark 0.31, section 4.1), which ends whatever stands before it and comes
//! back as an event with its place. In code and in comments such lines are text.

use memchr::memmem;

use super::fence::{Fence, Says, read_fence};

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
    /// The text, from the beginning of the file, with a rule in place of each fence.
    pub(in crate::parse::markdown) copy: String,
}

/// Looks for fences in a text from `start`; nothing where there are none.
pub(in crate::parse::markdown) fn scan(text: &str, start: usize) -> Option<Scan> {
    memmem::find(&text.as_bytes()[start..], b":::")?;
    let mut fences = Vec::new();
    let mut place = Place::Text;
    // Of each open block, whether it is one of another program.
    let mut open: Vec<bool> = Vec::new();
    let mut at = start;
    while at < text.len() {
        let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |length| at + length);
        let line = &text[at..end];
        if matches!(place, Place::Text) && line.starts_with(":::") {
            let fence = read_fence(line, at);
            let is_foreign = match &fence.says {
                Says::Open(name, ..) => {
                    open.push(CALL_OUTS.contains(&name.as_str()));
                    open.last() == Some(&true)
                }
                Says::Close => open.pop() == Some(true),
            };
            if !is_foreign {
                fences.push(fence);
            }
        } else {
            place = place.after(line);
        }
        at = end + 1;
    }
    if fences.is_empty() {
        return None;
    }
    let mut copy = String::with_capacity(text.len());
    let mut from = 0;
    for Fence { range, .. } in &fences {
        copy.push_str(&text[from..range.start]);
        copy.push_str("___");
        copy.extend(std::iter::repeat_n(' ', range.len() - 3));
        from = range.end;
    }
    copy.push_str(&text[from..]);
    Some(Scan { fences, copy })
}

/// What a line stands in.
enum Place {
    /// Text.
    Text,
    /// A block of code that such signs close, at least so many (section 4.5).
    Code(u8, usize),
    /// A comment, which begins a line and ends with `-->` (section 4.6), or begins within one and ends with its paragraph.
    Comment {
        /// Whether it begins within a line.
        within: bool,
    },
}

impl Place {
    /// Returns what the line after this one stands in.
    fn after(self, line: &str) -> Place {
        let indent = line.bytes().take_while(|byte| *byte == b' ').count();
        let words = &line[indent..];
        match self {
            Place::Code(sign, length) => {
                let signs = words.bytes().take_while(|byte| *byte == sign).count();
                let closes = indent <= 3 && signs >= length && words[signs..].trim().is_empty();
                if closes { Place::Text } else { Place::Code(sign, length) }
            }
            Place::Comment { within } => {
                let ends = line.contains("-->") || within && line.trim().is_empty();
                if ends { Place::Text } else { Place::Comment { within } }
            }
            Place::Text => {
                for sign in [b'`', b'~'] {
                    let signs = words.bytes().take_while(|byte| *byte == sign).count();
                    if indent <= 3 && signs >= 3 && (sign == b'~' || !words[signs..].contains('`')) {
                        return Place::Code(sign, signs);
                    }
                }
                match line.rfind("<!--").filter(|at| !line[at + 4..].contains("-->")) {
                    Some(at) if at == indent && indent <= 3 => Place::Comment { within: false },
                    // In a code span it is none.
                    Some(at) if line[..at].bytes().filter(|byte| *byte == b'`').count() % 2 == 0 => {
                        Place::Comment { within: true }
                    }
                    _ => Place::Text,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::scan;

    #[test]
    fn fences_are_found_but_in_code_and_comments() {
        let text =
            "---\n:::\n---\n::: a\n```\n::: b\n```\n<!--\n::: c\n-->\n ::: d\n    ~~~\n::: e\nx <!--\n::: f\n\n:::";
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
