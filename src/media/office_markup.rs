//! The markup inside office documents: a part of one comes in, and the same without some elements, attributes or words goes out.
//!
//! It knows as much of XML as the programs write that make such documents; what is written in another way stays.

use std::borrow::Cow;

use memchr::memmem::{find, find_iter};
use memchr::{memchr, memrchr2};

/// How far before an attribute its tag begins at most, in bytes.
const LONGEST_TAG: usize = 4096;

/// Returns markup without the empty elements that begin in a way and hold one of some words.
pub(super) fn without<'a>(markup: Cow<'a, [u8]>, begin: &str, words: &[&str]) -> Cow<'a, [u8]> {
    cut(markup, begin, |_, rest| {
        let end = tag_end(rest);
        let tag = &rest[..end];
        let is_gone = tag.ends_with(b"/>") && words.iter().any(|word| find(tag, word.as_bytes()).is_some());
        if is_gone { (0, end) } else { (end, 0) }
    })
}

/// Returns markup without the elements of a name, and without what is in them.
pub(super) fn without_element<'a>(markup: Cow<'a, [u8]>, name: &str) -> Cow<'a, [u8]> {
    let close = format!("</{name}>");
    cut(markup, &format!("<{name}"), |_, rest| {
        let end = tag_end(rest);
        let is_it = rest.get(name.len() + 1).is_some_and(|next| next.is_ascii_whitespace() || b"/>".contains(next));
        let whole = match rest[..end].ends_with(b"/>") {
            true => Some(end),
            false => find(rest, close.as_bytes()).map(|at| at + close.len()),
        };
        whole.filter(|_| is_it).map_or((end, 0), |whole| (0, whole))
    })
}

/// Returns markup without the attributes that begin in a way, where their tag begins in a way.
pub(super) fn without_attributes<'a>(markup: Cow<'a, [u8]>, tag: &str, name: &str) -> Cow<'a, [u8]> {
    let begin = format!(" {name}");
    cut(markup, &begin, |before, rest| {
        let near = &before[before.len().saturating_sub(LONGEST_TAG)..];
        let is_it = memrchr2(b'<', b'>', near).is_some_and(|at| near[at..].starts_with(tag.as_bytes()));
        attribute_end(rest).filter(|_| is_it).map_or((begin.len(), 0), |end| (0, end))
    })
}

/// Returns markup without the words in the elements that begin in a way and whose tag holds one of some names.
pub(super) fn emptied<'a>(markup: Cow<'a, [u8]>, begin: &str, names: &[&str]) -> Cow<'a, [u8]> {
    cut(markup, begin, |_, rest| {
        let (tag, after) = rest.split_at(tag_end(rest));
        let is_one = names.iter().any(|name| find(tag, name.as_bytes()).is_some());
        let words = if is_one && !tag.ends_with(b"/>") { memchr(b'<', after).unwrap_or(0) } else { 0 };
        (tag.len(), words)
    })
}

/// Tells whether one of the elements of a name has words in it, without a look at elements inside.
pub(super) fn is_filled(markup: &[u8], name: &str) -> bool {
    let open = format!("<{name}");
    find_iter(markup, open.as_bytes()).take(100).any(|at| {
        let rest = &markup[at + open.len()..];
        // One that is closed at once holds nothing.
        memchr(b'>', rest)
            .filter(|end| !rest[..*end].ends_with(b"/"))
            .is_some_and(|end| !matches!(rest[end + 1..].trim_ascii_start(), [] | [b'<', ..]))
    })
}

/// Tells whether there is an element within the first one, for lists without any begin and end with that one.
pub(super) fn has_elements(markup: &[u8]) -> bool {
    let is_name = |at: &usize| markup.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
    memchr::memchr_iter(b'<', markup).filter(is_name).nth(1).is_some()
}

/// Lists the values of the attributes of a name, as they are written.
pub(super) fn values<'a>(markup: &'a [u8], name: &str) -> impl Iterator<Item = &'a [u8]> {
    let begin = format!(" {name}=");
    let places: Vec<usize> = find_iter(markup, begin.as_bytes()).map(|at| at + begin.len()).collect();
    places.into_iter().filter_map(|at| {
        let (quote, inside) = markup[at..].split_first().filter(|(quote, _)| b"\"'".contains(quote))?;
        memchr(*quote, inside).map(|end| &inside[..end])
    })
}

/// Returns where the tag ends that begins here.
fn tag_end(rest: &[u8]) -> usize {
    memchr(b'>', rest).map_or(rest.len(), |end| end + 1)
}

/// Returns where the attribute ends that begins here with a blank.
fn attribute_end(rest: &[u8]) -> Option<usize> {
    let value = 1 + memchr(b'=', rest.get(1..LONGEST_TAG.min(rest.len()))?)? + 1;
    let quote = rest.get(value).filter(|quote| b"\"'".contains(quote))?;
    Some(value + 1 + memchr(*quote, &rest[value + 1..])? + 1)
}

/// Returns markup without what a function says of the places where it begins in a way, given what stands before and from
/// there on: how many bytes stay, and how many behind those go.
fn cut<'a>(markup: Cow<'a, [u8]>, begin: &str, decide: impl Fn(&[u8], &[u8]) -> (usize, usize)) -> Cow<'a, [u8]> {
    let mut out: Option<Vec<u8>> = None;
    let (mut at, mut written) = (0, 0);
    while let Some(found) = find(&markup[at..], begin.as_bytes()) {
        let here = at + found;
        let (kept, gone) = decide(&markup[..here], &markup[here..]);
        if gone > 0 {
            let out = out.get_or_insert_with(|| Vec::with_capacity(markup.len()));
            out.extend_from_slice(&markup[written..here + kept]);
            written = here + kept + gone;
        }
        at = here + kept + gone;
    }
    match out {
        Some(mut out) => {
            out.extend_from_slice(&markup[written..]);
            Cow::Owned(out)
        }
        None => markup,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(found: Cow<'_, [u8]>, expected: &str) {
        assert_eq!(String::from_utf8_lossy(&found), expected);
    }

    /// Returns a text as markup.
    fn of(text: &str) -> Cow<'_, [u8]> {
        Cow::Borrowed(text.as_bytes())
    }

    #[test]
    fn elements_go_and_others_stay() {
        check(
            without(of("<a><R x='1'/><R y='2'/><R x='1'></R></a>"), "<R ", &["x="]),
            "<a><R y='2'/><R x='1'></R></a>",
        );
        check(without_element(of("<a><b>1<c/></b><bc>2</bc><b/><b x='1'>3</b></a>"), "b"), "<a><bc>2</bc></a>");
        check(without_element(of("<a><b>1"), "b"), "<a><b>1");
        check(
            emptied(of("<i n=\"P\">x</i><i n=\"Q\">y</i><i n=\"P\"/>"), "<i ", &["\"P\""]),
            "<i n=\"P\"></i><i n=\"Q\">y</i><i n=\"P\"/>",
        );
    }

    #[test]
    fn attributes_go_from_tags_and_not_from_words() {
        let text = "<w:p w:rsidR=\"1\" w:rsidP='2' w:a=\"3\">a w:rsidR=\"1\"</w:p>";
        check(without_attributes(of(text), "<", "w:rsid"), "<w:p w:a=\"3\">a w:rsidR=\"1\"</w:p>");
        check(without_attributes(of("<b r:id=\"1\"/><c r:id=\"1\"/>"), "<c", "r:id="), "<b r:id=\"1\"/><c/>");
        for broken in ["<p w:rsidR", "<p w:rsidR=", "<p w:rsidR=\"1", "<p w:rsidR=1 />"] {
            check(without_attributes(of(broken), "<", "w:rsid"), broken);
        }
    }

    #[test]
    fn words_and_values_are_found() {
        assert!(is_filled(b"<a><b>x</b>", "b") && !is_filled(b"<a><b> <c/></b><b/>", "b"));
        assert!(has_elements(b"<?xml?><a><b/></a>") && !has_elements(b"<?xml?><!-- --><a></a>"));
        assert_eq!(values(b"<r T=\"1\" T='2' T=3 T=\"4", "T").collect::<Vec<_>>(), [b"1", b"2"]);
    }
}
