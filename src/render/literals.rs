//! Addresses that stand in the text of a layout, outside of conditions and loops.

use std::ops::Range;

use crate::address::places::{FILLER, in_html};

/// An address that is written out in a layout.
pub(super) struct Literal {
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// Whether it is the argument of `url("…")`, which puts the base path before it.
    pub(super) is_below: bool,
}

/// Returns the addresses that are written out in a layout, outside of conditions and loops.
pub(super) fn literals(text: &str) -> Vec<Literal> {
    let mut found = Vec::new();
    let page = without_expressions(text, &mut found);
    let places = in_html(&page, false).into_iter().map(|place| place.range);
    let whole = places.filter(|range| page[range.clone()].starts_with('/') && !page[range.clone()].contains(FILLER));
    found.extend(whole.map(|range| Literal { range, is_below: false }));
    found
}

/// Returns a layout with fillers in place of its expressions, of its tags, and of all that stands in conditions and loops; notes
/// the addresses that `url("…")` names in the expressions that are left out so.
fn without_expressions(text: &str, found: &mut Vec<Literal>) -> String {
    let mut page = String::with_capacity(text.len());
    let mut depth = 0_usize;
    let mut at = 0;
    while at < text.len() {
        let start = opening(&text[at..]).map_or(text.len(), |start| at + start);
        match depth {
            0 => page.push_str(&text[at..start]),
            _ => page.extend(std::iter::repeat_n(FILLER, start - at)),
        }
        let end = closing(&text[start..]).map_or(text.len(), |length| start + length);
        let inner = text[start..end].get(2..).unwrap_or("");
        if text[start..].starts_with("{%") {
            let words = inner.trim_start_matches(['-', '+']).trim_start();
            let word = words.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
            match word {
                "if" | "for" | "macro" => depth += 1,
                "endif" | "endfor" | "endmacro" => depth = depth.saturating_sub(1),
                _ => {}
            }
        } else if text[start..].starts_with("{{") && depth == 0 && !inner.contains(" if ") {
            arguments_of_url(text, start..end, found);
        }
        page.extend(std::iter::repeat_n(FILLER, end - start));
        at = end;
    }
    page
}

/// Returns where the next expression, tag or comment of a layout begins.
fn opening(text: &str) -> Option<usize> {
    let braces = text.match_indices('{').map(|(at, _)| at);
    braces.into_iter().find(|at| matches!(text.as_bytes().get(at + 1), Some(b'{' | b'%' | b'#')))
}

/// Returns the length of the expression, tag or comment that a text begins with; texts in quotes may hold its end.
fn closing(text: &str) -> Option<usize> {
    let (end, is_comment) = match text.as_bytes().get(1)? {
        b'{' => ("}}", false),
        b'%' => ("%}", false),
        _ => ("#}", true),
    };
    if is_comment {
        return text.find(end).map(|at| at + 2);
    }
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate().skip(2) {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            (None, _) if text.as_bytes()[at..].starts_with(end.as_bytes()) => return Some(at + 2),
            _ => {}
        }
    }
    None
}

/// Notes the addresses that `url("…")` names in an expression, where nothing is added to them.
fn arguments_of_url(text: &str, expression: Range<usize>, found: &mut Vec<Literal>) {
    let inner = &text[expression.clone()];
    for (at, call) in inner.match_indices("url(") {
        let is_name = inner[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.'));
        let rest = inner[at + call.len()..].trim_start();
        let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
        let Some((address, after)) = rest[1..].split_once(quote) else { continue };
        if !is_name && after.trim_start().starts_with(')') && !address.contains('\\') {
            let start = expression.start + inner.len() - rest.len() + 1;
            found.push(Literal { range: start..start + address.len(), is_below: true });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_outside_of_conditions() {
        let text = "{# <a href=\"/no\"> #}<a{% if x %} href=\"/no\"{% endif %} href=\"/a\">é{{ \"}} <a href='/no'>\" }}\
                    {% if y %}<a href=\"/no\">{{ url(\"/no\") }}{% for z in y %}{% endfor %}{% endif %}<img src='/b{{ c }}'>\
                    <a href=\"{{ url(\"/d\") }}\"><a href=\"{{ url('/no' ~ x) }}\">{{ x.url(\"/no\") }}{{ url(\"/no\") if x }}\
                    {%- block x %}<img src='/e'>{% endblock -%}<a href=\"f\">{% if";
        let found: Vec<&str> = literals(text).into_iter().map(|literal| &text[literal.range]).collect();
        assert_eq!(found, ["/d", "/a", "/e"]);
        for cut in ["{", "{{", "{%", "{#", "{{ '", "{{ url(\"é", "{% endif %}é", "{{ url("] {
            assert!(literals(cut).is_empty());
        }
    }
}
