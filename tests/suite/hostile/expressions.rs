//! What layouts do with lists within one expression, and in blocks, macros and loops within one another: each is stopped with its
//! file and line, in little memory; and so is whatever takes long, for work is counted.

#![cfg(target_os = "linux")]
#![expect(clippy::disallowed_methods, reason = "tests work on folders of their own")]

use std::fs;

use super::swelling::{Came, MOST, build, small_site, write};

/// Two lists that look alike, each of which holds what is in it over and over; as much as a list may hold.
const LISTS: &str = "{% set x = [1] %}\
     {% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}\
     {% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}\
     {% set y = [1] %}\
     {% set y = [y, y] %}{% set y = [y, y] %}{% set y = [y, y] %}{% set y = [y, y] %}{% set y = [y, y] %}{% set y = [y, y] %}\
     {% set y = [y, y] %}{% set y = [y, y] %}{% set y = [y, y] %}{% set y = [y, y] %}{% set y = [y, y] %}{% set y = [y, y] %}\
     {% set m = {\"k\": y} %}";
/// Two long texts that differ at their ends.
const TEXTS: &str = "{% set t = \"x\" * 999999 ~ \"y\" %}{% set u = \"x\" * 999999 ~ \"z\" %}{% set m = {\"k\": u} %}";

/// A list that each of many others looks like, but for its end.
const SPREAD: &str = "{% set x = range(300)|list + [1] %}{% set y = range(300)|list + [2] %}{% set l = [y] * 150 %}\
     {% set q = namespace(a=x) %}";
/// A map with keys that would be long.
const KEYS: &str = "{% set t = \"x\" * 999999 ~ \"y\" %}{% set u = \"x\" * 999999 ~ \"z\" %}{% set m = {t: 1, u: 2, t ~ 1: 3, u ~ 2: 4} %}";

/// What is done over and over with the lists, or with the texts, in a condition.
const COMPARED: &[(&str, &str)] = &[
    (LISTS, "x == y"),
    (LISTS, "x != y"),
    (LISTS, "x < y"),
    (LISTS, "x <= y"),
    (LISTS, "x > y"),
    (LISTS, "x >= y"),
    (LISTS, "not x == y"),
    (LISTS, "(x, 1) == (y, 1)"),
    (LISTS, "[x, y] == [y, x]"),
    (LISTS, "{\"k\": x} == m"),
    (LISTS, "x in [y]"),
    (LISTS, "x not in [y]"),
    (LISTS, "x in [y] * 3"),
    (LISTS, "x in m.k ~ \"\""),
    (LISTS, "x in \"abc\""),
    (LISTS, "1 < x == y < 3"),
    (LISTS, "x == y == x == y"),
    (LISTS, "x in [y] in [1]"),
    (LISTS, "(x if i else y) == (y if i else x)"),
    (LISTS, "(x or y) == (y and y)"),
    (LISTS, "none|default(x, true) == y"),
    (LISTS, "x[0:] == y[0:]"),
    (LISTS, "x[::-1] < y[::-1]"),
    (LISTS, "x + x == y + y"),
    (LISTS, "x * 2 == y * 2"),
    (LISTS, "x ~ y"),
    (LISTS, "x ~ \"\""),
    (LISTS, "{x: 1, y: 2}"),
    (LISTS, "dict(**{\"a\": x}) == dict(**{\"a\": y})"),
    (LISTS, "namespace(a=x) == namespace(a=y)"),
    (LISTS, "x is eq(y)"),
    (LISTS, "x is in [y, y]"),
    (LISTS, "x is startingwith \"a\""),
    (LISTS, "[x]|select(\"eq\", y)|list"),
    (LISTS, "[{\"a\": x}]|selectattr(\"a\", \"in\", [y, y])|list"),
    (LISTS, "[x, y]|sort"),
    (LISTS, "[x, y]|unique"),
    (LISTS, "[x, y]|min"),
    (LISTS, "[x, y]|max"),
    (LISTS, "[{\"a\": x}, {\"a\": y}]|groupby(\"a\")"),
    (LISTS, "{\"a\": x, \"b\": y}|dictsort(by=\"value\")"),
    (LISTS, "x|join"),
    (LISTS, "x|upper"),
    (LISTS, "loop.changed(x if i % 2 else y)"),
    (LISTS, "loop.changed([x, i * 0])"),
    (LISTS, "loop.changed(*[x, i * 0])"),
    (SPREAD, "x in l"),
    (SPREAD, "x not in l"),
    (SPREAD, "x is in l"),
    (SPREAD, "1 < x in l"),
    (SPREAD, "q.a in l + l"),
    (KEYS, "m[t]"),
    (KEYS, "u in m"),
    (TEXTS, "t == u"),
    (TEXTS, "t < u"),
    (TEXTS, "t in [u] * 1000"),
    (TEXTS, "t is in [u] * 1000"),
    (TEXTS, "t is eq u"),
    (TEXTS, "t is startingwith u"),
    (TEXTS, "t is endingwith u"),
    (TEXTS, "t is lower"),
    (TEXTS, "{t: 1, u: 2}"),
    (TEXTS, "([t] * 1000)|select(\"eq\", u)|list"),
    (TEXTS, "([t, u] * 100)|sort"),
    (TEXTS, "([t, u] * 100)|unique"),
    (TEXTS, "loop.changed(t if i % 2 else u)"),
];

/// Values that are made of `x`, each block within the last, until one is far larger than any page; with what is done with it.
const GROWN: &[(&str, &str)] = &[
    ("[x, x]", "x ~ \"\""),
    ("(x, x)", "x ~ \"\""),
    ("{\"a\": x, \"b\": x}", "x ~ \"\""),
    ("{\"a\": [x, x]}", "x == x ~ \"\""),
    ("x + x", "x ~ \"\""),
    ("x * 2", "x ~ \"\""),
    ("[x, x] + [x]", "x|string"),
    ("[x[0:], x[0:]]", "x ~ \"\""),
    ("namespace(a=x, b=x)", "x ~ \"\""),
    ("dict(a=x, b=x)", "x ~ \"\""),
    ("[x]|zip([x])|list", "x ~ \"\""),
    ("[x, x]|batch(2)", "x|join"),
    ("[x, x]|slice(2)", "x|join"),
    ("[{\"k\": 1, \"v\": x}, {\"k\": 1, \"v\": x}]|groupby(\"k\")", "debug(x)"),
    ("[{\"a\": x, \"b\": x}|items]", "x ~ \"\""),
    ("{\"a\": x, \"b\": x}|dictsort", "x|pprint"),
    ("[x, x]|map(\"list\")", "x|string"),
    ("[x, x] if x else x", "{x: 1}|length"),
    ("none or [x, x]", "x in [x, x] ~ \"\""),
    ("\"\"|default([x, x], true)", "[x]|unique"),
];

/// Layouts that are stopped for something else.
const OTHERS: &[&str] = &[
    "{{ ([[\"x\" * 100000] * 4000] ~ \"\")|length }}",
    "{{ ([[\"x\" * 100000] * 4000]|upper)|length }}",
    "{{ ([[\"x\" * 100000] * 4000]|safe)|length }}",
    "{{ ([[\"x\" * 100000] * 4000]|indent)|length }}",
    "{{ ([[[\"x\" * 100000] * 4000]]|map(\"indent\")|list)|length }}",
    "{{ ([[\"x\" * 100000] * 4000]|split(\"y\"))|length }}",
    "{{ (\"x\"|replace(\"x\", [[\"x\" * 100000] * 4000]))|length }}",
    "{% set x = [[[1] * 90000000] * 90000000] %}{{ x ~ \"\" }}",
    "{% filter replace(\"a\", [[\"x\" * 100000] * 4000]) %}a{% endfilter %}",
    "{% set y | replace(\"a\", [[\"x\" * 100000] * 4000]) %}a{% endset %}",
    "{% autoescape [[\"x\" * 100000] * 4000] ~ \"\" %}{% endautoescape %}",
    "{% include [[\"x\" * 100000] * 4000] ~ \"\" %}",
    "{% macro m(x, d) %}{% if d %}{{ m([x, x, x, x, x, x, x, x], d - 1) }}{% else %}{{ x ~ \"\" }}{% endif %}{% endmacro %}{{ m([1], 12) }}",
    "{% macro m(x, y=[[1] * 300] * 300) %}{{ m(y) }}{% endmacro %}{{ m([1]) }}",
    "{% macro m(x) %}{{ m([x, x]) }}{% endmacro %}{{ m([1]) }}",
    "{% macro m(x) %}{{ caller() }}{% call m([x, x]) %}{{ caller() }}{% endcall %}{% endmacro %}{% call m([1]) %}{% endcall %}",
    "{% macro m(x) %}{{ caller(x * 100) }}{% endmacro %}{% call(x) m([[1]]) %}{% call(x) m([x]) %}{% call(x) m([x]) %}{{ x ~ \"\" }}{% endcall %}{% endcall %}{% endcall %}",
    "{% for x in [1] recursive %}{{ loop([[x, x]]) }}{% endfor %}",
    "{% for x in [1] recursive %}{{ loop([[x, x, x, x, x, x]]) if loop.depth < 20 else x ~ \"\" }}{% endfor %}",
    "{% set n = namespace(s=[1, 2]) %}{% for i in range(90000) %}{% set n.s = n.s[0:] %}{% endfor %}{{ n.s|last.x }}",
    "{% set n = namespace(s=[1, 2]) %}{% for i in range(90000) %}{% set n.s = n.s * 1 %}{% endfor %}{{ n.s|last.x }}",
    "{% set n = namespace() %}{% set m = namespace(n=n) %}{% set m.n.a = m.n %}",
    "{% set n = namespace() %}{% set n.a, n.b = 1, [n] %}",
    "{% set s = namespace(first=namespace()) %}{% set s.at = s.first %}{% for i in range(90000) %}{% set c = s.at %}{% set x = namespace() %}{% set c.a = x %}{% set s.at = x %}{% endfor %}{{ s.first ~ \"\" }}",
    "{% import \"lists.html\" as l %}{% for i in range(90000) %}{% for j in range(90000) %}{% if l.x == l.y %}{% endif %}{% endfor %}{% endfor %}",
    "{% from \"lists.html\" import x, y %}{% for i in range(90000) %}{% for j in range(90000) %}{% if x == y %}{% endif %}{% endfor %}{% endfor %}",
];

/// Layouts that others do the work for.
const INCLUDING: &[&str] =
    &["{% include \"compares.html\" %}", "{% extends \"compares.html\" %}", "{{ partial(\"compares\", site) }}"];

/// Fails where the layout is not stopped as it should be.
#[track_caller]
fn check_stopped(root: &std::path::Path, layout: &str, place: &str) {
    write(root, "layouts/home.html", &format!("first line\n{layout}"));
    let Came { status, err, most } = build(root);
    assert_eq!(status, Some(1), "{layout}: {err}");
    assert!(err.contains(place), "{layout}: {err}");
    assert!(err.len() < 10_000 && !err.contains("|_") && !err.contains("panicked"), "{layout}: {err}");
    // A mistake of this table would be one of the layouts as well.
    for told in ["there is no `", "tag", "expected"] {
        assert!(
            !err.contains(told) || [".x }}", ".a.a"].iter().any(|lacking| layout.contains(lacking)),
            "{layout}: {err}"
        );
    }
    assert!(most < MOST, "{layout}: {most} KiB");
}

#[test]
fn comparing_is_paid_for() {
    let site = small_site();
    for (values, condition) in COMPARED {
        let layout = format!(
            "{values}{{% for j in range(90000) %}}{{% for i in range(90000) %}}{{% if {condition} %}}{{% endif %}}{{% endfor %}}{{% endfor %}}"
        );
        check_stopped(site.path(), &layout, "layouts/home.html:2:");
    }
}

#[test]
fn values_that_grow_in_blocks_within_one_another_are_counted() {
    let site = small_site();
    for (value, use_) in GROWN {
        let start = "{% set x = [1] %}";
        let with = format!(
            "{start}{}{{{{ {use_} }}}}{}",
            format!("{{% with x = {value} %}}").repeat(45),
            "{% endwith %}".repeat(45)
        );
        let looped = format!(
            "{start}{}{{{{ {use_} }}}}{}",
            format!("{{% for x in [{value}] %}}").repeat(45),
            "{% endfor %}".repeat(45)
        );
        let kept = format!("{start}{}{{{{ {use_} }}}}", format!("{{% set x = {value} %}}").repeat(45));
        let recursive = format!(
            "{{% for x in [[1]] recursive %}}{{{{ loop([{value}]) if loop.depth < 45 else {use_} }}}}{{% endfor %}}"
        );
        let called = format!(
            "{{% macro m(x, d) %}}{{% with x = {value} %}}{{% with x = {value} %}}{{% with x = {value} %}}{{{{ m({value}, d - 1) if d else {use_} }}}}\
             {{% endwith %}}{{% endwith %}}{{% endwith %}}{{% endmacro %}}{{{{ m([1], 7) }}}}"
        );
        for layout in [with, looped, kept, recursive, called] {
            check_stopped(site.path(), &layout, "layouts/home.html:2:");
        }
    }
}

#[test]
fn other_expressions_are_bounded() {
    let site = small_site();
    write(site.path(), "layouts/lists.html", LISTS);
    let loops =
        "{% for j in range(90000) %}{% for i in range(90000) %}{% if x == y %}{% endif %}{% endfor %}{% endfor %}";
    write(site.path(), "layouts/compares.html", &format!("first line\n{LISTS}{loops}"));
    write(site.path(), "layouts/partials/compares.html", &format!("first line\n{LISTS}{loops}"));
    let here = OTHERS.iter().map(|layout| (*layout, "layouts/home.html:2:"));
    let there = INCLUDING.iter().map(|layout| (*layout, "compares.html:2:"));
    // The engine's parser, compiler and stack, and ours.
    let rows = [
        format!("{{% for y in [1]{} %}}{{% endfor %}}{{{{ [1] }}}}", " * 1".repeat(15_000)),
        format!("{{% for y in [1]{} %}}{{% endfor %}}{{{{ [1] }}}}", "[0:]".repeat(15_000)),
        format!("{{% set y = [1]{} %}}", "|zip".repeat(15_000)),
        format!("{{% set y = [1]{} %}}", "|batch(1)".repeat(7_000)),
        format!("{{% set y = {{\"a\": 1}} %}}{{{{ y{} == y }}}}", ".a".repeat(30_000)),
        format!(
            "{{% macro m(x, d) %}}{{{{ m(x{}, d + 1) }}}}{{% endmacro %}}{{{{ m([1], 0) }}}}",
            "|batch(1)".repeat(99)
        ),
    ];
    for (layout, place) in here.chain(there).chain(rows.iter().map(|layout| (layout.as_str(), "layouts/home.html:2:")))
    {
        check_stopped(site.path(), layout, place);
    }
}

#[test]
fn harmless_layouts_with_much_in_them_are_made() {
    let site = small_site();
    let layouts = [
        (
            "{% set n = namespace(all=[]) %}{% for i in range(3000) %}{% set n.all = n.all + [i] %}{% endfor %}{{ n.all|length }}",
            "3000",
        ),
        (
            "{% set l = range(20000)|list %}{{ [l, l]|length }} {{ 19999 in l }} {{ (l[5:] + l)|length }}",
            "2 true 39995",
        ),
        ("{% set l = range(40000)|list %}{% set m = {\"all\": l} %}{{ m.all == l }}", "true"),
        (
            "{% set n = namespace(s=\"\") %}{% for i in range(1000) %}{% set n.s = n.s ~ i ~ \",\" %}{% endfor %}{{ n.s|length }}",
            "3890",
        ),
        (
            "{% set n = namespace(m={}) %}{% for i in range(500) %}{% set n.m = dict(n.m, **{\"k\" ~ i: [i, i]}) %}{% endfor %}{{ n.m|length }}",
            "500",
        ),
        (
            "{% macro tree(n) %}{{ n }}{% if n < 9 %}({{ tree(n + 1) }}){% endif %}{% endmacro %}{{ tree(1)|length }}",
            "25",
        ),
        ("{% for x in [[1, [2, [3]]]] recursive %}{{ loop(x) if x is iterable else x }}{% endfor %}", "123"),
    ];
    for (layout, expected) in layouts {
        write(site.path(), "layouts/home.html", layout);
        let Came { status, err, .. } = build(site.path());
        assert_eq!(status, Some(0), "{layout}: {err}");
        assert_eq!(
            fs::read_to_string(site.path().join("public/index.html")).expect("a page").trim(),
            expected,
            "{layout}"
        );
    }
}
