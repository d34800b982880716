//! What is put into the text of a layout before it is compiled: filters of ours that count and pay.
//!
//! The text of a layout comes in, and the one that is compiled in place of it goes out; and for a place in that, the place in the
//! layout. The built-in layouts keep nothing that grows and stay as they are.

use std::borrow::Cow;
use std::ops::Range;

use super::defaults::{BUILT_IN, DEFAULTS};
use super::extents::Insertion;
use super::places::insertions;
use super::stack;

/// Returns the text of a layout that is compiled in place of it.
pub(super) fn compiled<'a>(name: &str, text: &'a str) -> Cow<'a, str> {
    let insertions = insertions_of(name, text);
    if insertions.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + insertions.len() * 8);
    let mut done = 0;
    for insertion in insertions {
        out.push_str(&text[done..insertion.at]);
        out.push_str(&insertion.text);
        done = insertion.at;
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// Returns the place in a layout that a place in what was compiled stands for.
pub(super) fn place_of(name: &str, text: &str, place: Range<usize>) -> Range<usize> {
    // The worst of layouts are reported from threads whose stack is no deeper than others need.
    let Ok(insertions) = stack::for_layout(text.len(), || insertions_of(name, text)) else { return 0..0 };
    let original = |place: usize| {
        let mut shift = 0;
        for insertion in &insertions {
            let start = insertion.at + shift;
            if place <= start {
                break;
            }
            if place < start + insertion.text.len() {
                return insertion.at;
            }
            shift += insertion.text.len();
        }
        (place - shift).min(text.len())
    };
    original(place.start)..original(place.end)
}

/// Lists what is put into the text of a layout, in order.
fn insertions_of(name: &str, text: &str) -> Vec<Insertion> {
    let name = name.strip_prefix(BUILT_IN).unwrap_or(name);
    let is_built_in = DEFAULTS.iter().any(|(known, bytes)| *known == name && *bytes == text.as_bytes());
    if is_built_in { Vec::new() } else { insertions(text) }
}

#[cfg(test)]
mod units {
    use super::*;

    #[track_caller]
    fn check_put(text: &str, expected: &str) {
        assert_eq!(compiled("own.html", text), expected);
    }

    #[test]
    fn what_grows_or_is_compared_goes_through_a_filter() {
        check_put("é{% set n.a = n %}", "é{% set n.a = 0|_kept(n, n) %}");
        check_put("{% set n.a.b, m.c = x, 1 %}", "{% set n.a.b, m.c = 0|_kept((x, 1), n.a, m) %}");
        check_put("{%- set x=[x, x] -%}", "{%- set x=0|_kept([x, x]) -%}");
        check_put("{% set x = {\"a\": [x], y: 1} %}", "{% set x = 0|_kept({\"a\": [x], 0|_brief(y): 1}) %}");
        check_put("{% set x = x + y + [z] %}", "{% set x = 0|_kept(x + y + [z]) %}");
        check_put("{% set x = x * y[1:] %}", "{% set x = 0|_made(x * 0|_made(y[1:])) %}");
        check_put("{{ x[1:][0] }}{{ -[x][0] }}", "{{ (0|_made(x[1:]))[0] }}{{ -(0|_kept([x]))[0] }}");
        check_put("{{ (x ~ \"a\") ~ y }}", "{{ (0|_paid(x) ~ \"a\") ~ 0|_paid(y) }}");
        check_put("{% if x == y and x is not in z %}", "{% if x == y and x is not in z %}");
        check_put("{% if x == y %}{% endif %}", "{% if 0|_paid(x) == y %}{% endif %}");
        check_put("{% if x not in y %}{% endif %}", "{% if 0|_sought(x) not in 0|_among(y) %}{% endif %}");
        check_put(
            "{% if a < b in c < 1 %}{% endif %}",
            "{% if 0|_paid(a) < 0|_brief(b) in 0|_paid(c) < 1 %}{% endif %}",
        );
        check_put(
            "{{ x is in [y][0] }}{{ x is not in [y] }}{{ x is in -[y][0] }}",
            "{{ x is in [0|_kept([y])][0][0] }}{{ x is not in (0|_kept([y])) }}{{ x is in -(0|_kept([y]))[0] }}",
        );
        check_put(
            "{% call [m][0](x) %}{% endcall %}{% call(y) [m][0](x) %}{% endcall %}{% for y in [x][0] %}{% endfor %}",
            "{% call [0|_kept([m])][0][0](x) %}{% endcall %}{% call(y) (0|_kept([m]))[0](x) %}{% endcall %}\
             {% for y in (0|_kept([x]))[0] %}{% endfor %}",
        );
        check_put("{{ loop.changed(x, *y) ~ 1 }}", "{{ 0|_paid(loop.changed(0|_paid(x), *0|_paid(y))) ~ 1 }}");
        check_put(
            "{{ m(x=[y]) }}{% call m([x]) %}{% endcall %}",
            "{{ m(x=0|_kept([y])) }}{% call m(0|_kept([x])) %}{% endcall %}",
        );
    }

    #[test]
    fn all_else_stays() {
        for text in [
            "{% set x = page.title %}{% set y %}[1]{% endset %}{% set z | join(sep=\", \") %}[2]{% endset %}",
            "{# {% set n.a = n %} #}{{ \"{% set n.a = n %}\" }}{% raw %}{% set n.a = n %}{% endraw %}",
            "{% raw %}the word endraw {% set n.a = n %}{% endraw %}",
            "{% set x = [1, \"a\", {\"b\": [2]}] %}{% set n.a = 1 %}{% set n.b = x|length %}{{ n + 1 }}{{ x|upper ~ \"a\" }}",
            "{% for x in page.letters[:5] %}{{ loop.index == n }}{% endfor %}{% if page.kind == \"letter\" %}{% endif %}",
            "{{ x is defined and y|default(z) or 1 in a }}",
            "{% settle n.a = n %}{% if a == [1] %}{% with x = [1] %}",
            "{% set n.a = %}{% set n.a",
            "{% set",
            "{",
        ] {
            check_put(text, text);
        }
        let (name, bytes) =
            DEFAULTS.iter().find(|(_, bytes)| bytes.windows(3).any(|part| part == b" ~ ")).expect("one");
        let text = std::str::from_utf8(bytes).expect("text");
        assert_eq!(compiled(name, text), text);
        assert_ne!(compiled(name, "{% set n.a = n %}"), "{% set n.a = n %}");
    }
}
