//! The lines around front matter, where they are not what they should be.
//!
//! Takes the text of a file; says what stands in place of a line `---`.

use std::sync::Arc;

use crate::diag::{Diagnostic, Span, mistakes};
use crate::yaml::is_merge_mark;

/// Says why a file does not begin with front matter.
pub(super) fn no_front_matter(path: &Arc<str>, text: &str) -> Diagnostic {
    let first = text.lines().next().unwrap_or("");
    let top = Span::new(path, text, 0..first.len());
    if first.trim_end() == "+++" {
        return mistakes::front_matter_of_other_kind(top, "TOML");
    }
    if is_json(text) {
        return mistakes::front_matter_of_other_kind(top, "JSON");
    }
    if is_merge_mark(first) {
        return mistakes::merge_mark(top);
    }
    if looks_like_fence(first) {
        return mistakes::bad_first_fence(top);
    }
    let above = text.len() - text.trim_start().len();
    if let Some(fence) = text[above..].lines().next().filter(|line| line.trim_end() == "---" && above > 0) {
        return mistakes::above_front_matter(Span::new(path, text, above..above + fence.len()));
    }
    if is_key(first) {
        return mistakes::front_matter_not_opened(top);
    }
    mistakes::no_front_matter(top)
}

/// Says where front matter that begins at `start` should have been closed.
pub(super) fn not_closed(path: &Arc<str>, text: &str, start: usize) -> Diagnostic {
    let mut offset = start;
    for line in text[start..].split_inclusive('\n') {
        let bare = line.trim_end();
        // A key further down, perhaps the one that holds the page back, must not become a part of the text.
        let below = || text[offset + line.len()..].lines().find(|line| !line.trim().is_empty());
        if (looks_like_fence(bare) || bare == "...") && !below().is_some_and(is_key) {
            return mistakes::bad_last_fence(Span::new(path, text, offset..offset + bare.len()));
        }
        offset += line.len();
    }
    mistakes::front_matter_not_closed(Span::new(path, text, 0..3))
}

/// Tells whether a line is meant for `---`: hyphens or dashes, too many or too few, apart or indented.
pub(super) fn looks_like_fence(line: &str) -> bool {
    let is_dash = |c: char| matches!(c, '-' | '‐' | '‑' | '–' | '—' | '―' | '−' | '─');
    let signs = || line.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{feff}'));
    signs().next().is_some_and(is_dash) && signs().all(is_dash) && signs().count() < 80 && !signs().eq(['-'])
}

/// Tells whether the text begins with an object of JSON.
fn is_json(text: &str) -> bool {
    text.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']))
}

/// Tells whether a line is a key with its value.
fn is_key(line: &str) -> bool {
    let key = line.split_once(": ").or_else(|| line.trim_end().strip_suffix(':').map(|key| (key, "")));
    key.is_some_and(|(key, _)| {
        !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'-' | b'_'))
    })
}
