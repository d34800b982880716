//! Sanitising of bodies in which raw HTML was let through.
//!
//! Takes HTML with holes; gives the HTML that ammonia leaves of it, with the holes where they were. While ammonia
//! works, each hole is a mark that it lets pass: an address for links, characters of a private use area elsewhere. The
//! marks carry the fingerprint of the whole text, so that no text can hold one of its own, spelt out or by character
//! references. An HTML parser mends what was left open. What is taken out was named before, by the writer, which passes on
//! nothing that is not allowed here. Neither `svg` nor `math` is ever allowed (RUSTSEC-2025-0071,
//! 2026-0193).

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::Hole;
use crate::diag::is_control;
use crate::track::fingerprint;

/// Returns the sanitised HTML and its holes.
pub(super) fn sanitise(html: &str, holes: &[(u32, Hole)]) -> (String, Vec<(u32, Hole)>) {
    let marks = Marks::new(html);
    let marked = marks.put(html, holes);
    // A reference such as `&#1;` has become its character by now.
    let clean =
        allowed().cleaner.clean(&marked).to_string().replace(|c| is_control(c) && !matches!(c, '\n' | '\t'), "");
    marks.take(&clean, holes)
}

/// The marks that stand for holes.
struct Marks {
    /// What stands before the number of a hole that is an attribute of a link.
    link: String,
    /// What stands before the number of any other hole.
    other: String,
}

impl Marks {
    /// Returns the marks for a text.
    fn new(html: &str) -> Marks {
        let own = fingerprint(html.as_bytes());
        Marks { link: format!(" href=\"https://{own:016x}.invalid/"), other: format!("\u{e000}{own:016x}-") }
    }

    /// Writes a mark into each hole.
    fn put(&self, html: &str, holes: &[(u32, Hole)]) -> String {
        let mut out = String::with_capacity(html.len() + holes.len() * 48);
        let mut from = 0;
        for (index, (at, hole)) in holes.iter().enumerate() {
            let at = *at as usize;
            out.push_str(&html[from..at]);
            match hole {
                Hole::Link(_) => out.push_str(&format!("{}{index}\"", self.link)),
                _ => out.push_str(&format!("{}{index}\u{e001}", self.other)),
            }
            from = at;
        }
        out.push_str(&html[from..]);
        out
    }

    /// Finds the marks again.
    fn take(&self, clean: &str, holes: &[(u32, Hole)]) -> (String, Vec<(u32, Hole)>) {
        let links = clean.match_indices(&self.link).map(|(at, mark)| (at, mark.len(), '"'));
        let others = clean.match_indices(&self.other).map(|(at, mark)| (at, mark.len(), '\u{e001}'));
        let mut marks: Vec<(usize, usize, char)> = links.chain(others).collect();
        marks.sort_unstable();
        let mut out = String::with_capacity(clean.len());
        let mut found = Vec::with_capacity(marks.len());
        let mut from = 0;
        for (at, length, end) in marks {
            out.push_str(&clean[from..at]);
            let after = &clean[at + length..];
            let digits = after.find(end).unwrap_or(after.len());
            let hole = after[..digits].parse().ok().and_then(|index: usize| holes.get(index));
            found.extend(hole.map(|(_, hole)| (out.len() as u32, hole.clone())));
            from = (at + length + digits + end.len_utf8()).min(clean.len());
        }
        out.push_str(&clean[from..]);
        (out, found)
    }
}

/// What raw HTML may hold.
pub(super) struct Allowed {
    cleaner: ammonia::Builder<'static>,
    elements: HashSet<&'static str>,
    attributes: HashMap<&'static str, HashSet<&'static str>>,
    everywhere: HashSet<&'static str>,
}

/// Returns what raw HTML may hold: ammonia's list of elements, with the attributes that our own writer uses and those
/// that say how a list is numbered, which way a text runs and what a cell belongs to.
pub(super) fn allowed() -> &'static Allowed {
    static ALLOWED: LazyLock<Allowed> = LazyLock::new(|| {
        let mut cleaner = ammonia::Builder::default();
        cleaner
            .add_tags(["section", "figure", "figcaption", "aside", "address", "tfoot"])
            .rm_tags(["img"])
            .add_generic_attributes(["class", "id", "role", "tabindex", "dir"])
            .add_generic_attributes(["aria-label", "aria-labelledby", "aria-describedby", "aria-hidden"])
            .add_tag_attributes("a", ["rel"])
            .add_tag_attributes("th", ["scope", "abbr"])
            .add_tag_attributes("td", ["scope", "abbr"])
            .add_tag_attributes("li", ["value", "type"])
            .add_tag_attributes("ol", ["type", "reversed"])
            .add_tag_attributes("ul", ["type"])
            .add_tag_attributes("details", ["open"])
            .add_tag_attributes("time", ["datetime"])
            .add_tag_attributes("data", ["value"])
            .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
            .link_rel(None)
            .strip_comments(true);
        Allowed {
            elements: cleaner.clone_tags(),
            attributes: cleaner.clone_tag_attributes(),
            everywhere: cleaner.clone_generic_attributes(),
            cleaner,
        }
    });
    &ALLOWED
}

impl Allowed {
    /// Tells whether an element stays.
    pub(super) fn has_element(&self, name: &str) -> bool {
        self.elements.contains(name)
    }

    /// Tells whether an attribute of an element stays.
    pub(super) fn has_attribute(&self, element: &str, name: &str) -> bool {
        self.everywhere.contains(name) || self.attributes.get(element).is_some_and(|known| known.contains(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_go_and_holes_stay() {
        let html = "<p>a <b onclick=\"x()\">b</b><script>alert(1)</script> <a>c</a></p>";
        let at = html.find(">c").expect("the link") as u32;
        let (clean, holes) = sanitise(html, &[(3, Hole::Image(0)), (at, Hole::Link(0))]);
        assert_eq!(clean, "<p>a <b>b</b> <a>c</a></p>");
        assert_eq!(holes, [(3, Hole::Image(0)), (clean.find(">c").expect("the link") as u32, Hole::Link(0))]);
    }

    #[test]
    fn unclosed_tags_are_closed() {
        let (clean, _) = sanitise("<p>a <em>b", &[]);
        assert_eq!(clean, "<p>a <em>b</em></p>");
    }
}
