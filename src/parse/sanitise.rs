//! Sanitising of bodies in which raw HTML was let through.
//!
//! Takes HTML with holes; gives the HTML that ammonia leaves of it, with the holes where they were. While ammonia
//! works, each hole is a mark that it lets pass: an address for links, characters of a private use area elsewhere. An
//! HTML parser mends what was left open. Neither `svg` nor `math` is ever allowed (RUSTSEC-2025-0071, 2026-0193).

use std::collections::HashSet;

use super::Hole;

/// The attribute that stands for the hole of a link.
const MARK_URL: &str = " href=\"https://hole.invalid/";

/// Returns the sanitised HTML and its holes.
pub(super) fn sanitise(html: &str, holes: &[(u32, Hole)]) -> (String, Vec<(u32, Hole)>) {
    // Marks of our own in the text would be taken for holes.
    let marked = mark(&html.replace(['\u{e000}', '\u{e001}'], "\u{fffd}"), holes, html);
    let clean = cleaner().clean(&marked).to_string();
    unmark(&clean, holes)
}

/// Writes a mark into each hole.
fn mark(html: &str, holes: &[(u32, Hole)], original: &str) -> String {
    // Private use characters and the replacement character have three bytes each, so offsets still hold.
    debug_assert_eq!(html.len(), original.len());
    let mut out = String::with_capacity(html.len() + holes.len() * 32);
    let mut from = 0;
    for (index, (at, hole)) in holes.iter().enumerate() {
        let at = *at as usize;
        out.push_str(&html[from..at]);
        match hole {
            Hole::Link(_) => out.push_str(&format!("{MARK_URL}{index}\"")),
            _ => out.push_str(&format!("\u{e000}{index}\u{e001}")),
        }
        from = at;
    }
    out.push_str(&html[from..]);
    out
}

/// Finds the marks again.
fn unmark(clean: &str, holes: &[(u32, Hole)]) -> (String, Vec<(u32, Hole)>) {
    let mut out = String::with_capacity(clean.len());
    let mut found = Vec::with_capacity(holes.len());
    let mut rest = clean;
    loop {
        let url = rest.find(MARK_URL);
        let mark = rest.find('\u{e000}');
        let (at, length, end) = match (url, mark) {
            (Some(url), mark) if mark.is_none_or(|mark| url < mark) => (url, MARK_URL.len(), '"'),
            (_, Some(mark)) => (mark, '\u{e000}'.len_utf8(), '\u{e001}'),
            _ => break,
        };
        out.push_str(&rest[..at]);
        let after = &rest[at + length..];
        let digits = after.find(end).unwrap_or(after.len());
        let hole = after[..digits].parse().ok().and_then(|index: usize| holes.get(index));
        if let Some((_, hole)) = hole {
            found.push((out.len() as u32, hole.clone()));
        }
        rest = after.get(digits + end.len_utf8()..).unwrap_or("");
    }
    out.push_str(rest);
    (out, found)
}

/// Returns the sanitiser: ammonia's list of elements, with the attributes that our own writer uses.
fn cleaner() -> ammonia::Builder<'static> {
    let mut builder = ammonia::Builder::default();
    builder
        .add_tags(["section", "figure", "figcaption", "aside"])
        .rm_tags(["img"])
        .add_generic_attributes(["class", "id", "role", "aria-label", "tabindex"])
        .add_tag_attributes("th", ["scope"])
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .link_rel(None)
        .strip_comments(true);
    builder
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
