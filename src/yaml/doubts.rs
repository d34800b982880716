//! YAML that can be read and is hardly meant: a text that a comment cuts off, an item glued to the one before it.
//!
//! Takes the text; gives the places. Both are rare, so the text is looked through by lines first, and its values are
//! located only where something may be found.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use memchr::{memchr_iter, memmem};

use super::Step;
use super::locate::{Located, tree};

/// The hyphen of an item with a blank before it.
static INDENTED: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new(" - "));

/// Where something stands that is hardly meant, by the way to the value.
#[derive(Debug, Default)]
pub(super) struct Doubts {
    /// Comments behind texts without quotes, and behind keys without a value.
    pub(super) cut: BTreeMap<Vec<Step>, Range<usize>>,
    /// Items that are a part of the item before them, for they stand further to the right.
    pub(super) glued: BTreeMap<Vec<Step>, Range<usize>>,
}

impl Doubts {
    /// Looks through a text.
    pub(super) fn of(yaml: &str) -> Doubts {
        let mut doubts = Doubts::default();
        if (has_comment_behind(yaml) || has_deeper_item(yaml))
            && let Some(root) = tree(yaml)
        {
            doubts.collect(yaml, &root, &mut Vec::new());
        }
        doubts
    }

    /// Looks at a value and at those inside it.
    fn collect(&mut self, yaml: &str, located: &Located, way: &mut Vec<Step>) {
        if located.plain {
            let text = yaml[located.value.clone()].trim_end();
            let end = match (&located.key, text.is_empty()) {
                (Some(key), true) => key.end + yaml[key.end..].find(':').map_or(0, |colon| colon + 1),
                _ => located.value.start + text.len(),
            };
            if let Some(comment) = comment_at(yaml, end) {
                self.cut.insert(way.clone(), comment);
            }
            if let Some(item) = glued_item(yaml, located.value.start, text) {
                self.glued.insert(way.clone(), item);
            }
        }
        for (step, child) in &located.children {
            way.push(step.clone());
            self.collect(yaml, child, way);
            way.pop();
        }
    }
}

/// Tells whether a comment follows anything on its line.
fn has_comment_behind(yaml: &str) -> bool {
    let mut signs = memchr_iter(b'#', yaml.as_bytes()).map(|at| &yaml[..at]);
    signs.any(|before| before.ends_with([' ', '\t']) && !before.trim_end_matches([' ', '\t']).ends_with(['\n', '#']))
}

/// Tells whether the item of a list stands further to the right than an item on the line above that holds a text.
fn has_deeper_item(yaml: &str) -> bool {
    let mut above: Option<usize> = None;
    // It has a blank before its hyphen.
    INDENTED.find(yaml.as_bytes()).is_some()
        && yaml.lines().any(|line| {
            let indent = line.len() - line.trim_start_matches(' ').len();
            let is_item = line[indent..].starts_with("- ");
            let deeper = is_item && above.is_some_and(|above| above < indent);
            above = (is_item && !line.trim_end().ends_with(':')).then_some(indent);
            deeper
        })
}

/// Returns the comment that follows a value on its line.
fn comment_at(yaml: &str, end: usize) -> Option<Range<usize>> {
    let line = yaml[end..].lines().next()?;
    let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
    let comment = line[blanks..].trim_end();
    (blanks > 0 && comment.len() > 1 && comment.starts_with('#')).then(|| end + blanks..end + blanks + comment.len())
}

/// Returns the first line of an item's text that begins like an item itself.
fn glued_item(yaml: &str, start: usize, text: &str) -> Option<Range<usize>> {
    let line_start = yaml[..start].rfind('\n').map_or(0, |at| at + 1);
    if !text.contains('\n') || !yaml[line_start..start].trim_start().starts_with('-') {
        return None;
    }
    let mut at = start;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if at > start && words.starts_with("- ") {
            let from = at + line.len() - line.trim_start().len();
            return Some(from..from + words.len());
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts which comments and items are found.
    fn check(yaml: &str, cut: &[&str], glued: &[&str]) {
        let doubts = Doubts::of(yaml);
        let texts = |found: BTreeMap<Vec<Step>, Range<usize>>| -> Vec<&str> {
            found.into_values().map(|range| &yaml[range]).collect()
        };
        assert_eq!((texts(doubts.cut), texts(doubts.glued)), (cut.to_vec(), glued.to_vec()), "{yaml}");
    }

    #[test]
    fn comments_behind_texts_are_found() {
        check("a: Newsletter #12 on\nb: é # ö\n", &["#12 on", "# ö"], &[]);
        check("a: Issue#12 # 13\nb:   # words\nc:\n  d: e\t#f\n", &["# 13", "# words", "#f"], &[]);
        check("a: \"b\" # c\nd: 'e' # f\n# g\n  # h\ni: [j, k] # l\nm: |\n  n # o\n", &[], &[]);
        check("a: [b # c\n]\nd: # \ne:\n  # f\n  - g # h\n", &["# c", "# h"], &[]);
    }

    #[test]
    fn items_that_are_part_of_the_one_before_are_found() {
        check("a:\n- KEN\n  - GUY\n", &[], &["- GUY"]);
        check("a:\n  - b\n  - c\nd:\n  - e:\n    - f\n", &[], &[]);
        check("a:\n  - b - c\n  - d\n    e\n", &[], &[]);
        check("a:\n  - |\n    b\n    - c\n  - \"d\n    - e\"\n", &[], &[]);
    }
}
