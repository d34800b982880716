//! Mistakes in layouts: names that are not there, of fields, functions, filters, layouts.

use snapbox::str;

use super::check;
use crate::site_test::SiteTest;

/// Returns the smallest site with a layout of its own for letters.
fn letter_layout(layout: &str) -> SiteTest {
    SiteTest::new().file("layouts/letter.html", layout)
}

#[test]
fn slip_in_a_name_gets_the_right_one() {
    check(
        &letter_layout("<h1>{{ pgae.title }}</h1>\n"),
        str![[r#"
error[layout]: there is no `pgae` here
 --> layouts/letter.html:1:8
  |
1 | <h1>{{ pgae.title }}</h1>
  |        ^^^^
  |
  = hint: did you mean `page`?
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
}

#[test]
fn slip_in_a_field_gets_the_right_one() {
    check(
        &letter_layout("<h1>\n  {{ page.titel }}\n</h1>\n"),
        str![[r#"
error[layout]: there is no `titel` here
 --> layouts/letter.html:2:11
  |
2 |   {{ page.titel }}
  |           ^^^^^
  |
  = hint: did you mean `title`?
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
}

#[test]
fn field_without_a_likeness_gets_all_fields() {
    check(
        &letter_layout("<p>{{ page.session.weather }}</p>\n"),
        str![[r#"
error[layout]: there is no `weather` here
 --> layouts/letter.html:1:20
  |
1 | <p>{{ page.session.weather }}</p>
  |                    ^^^^^^^
  |
  = hint: it has: as_of, body, briefs, collections, cycle, dates_text, deadlines, ends, grid, id, letters, note, number, phase, phase_text, reviews, sheets, source, starts, states, text, title, title_lang, url
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
}

#[test]
fn slip_in_a_text_gets_the_right_one() {
    check(
        &letter_layout("<p>{{ t.recommendation_s }}</p>\n"),
        str![[r#"
error[layout]: there is no text `t.recommendation_s` in the strings
 --> layouts/letter.html:1:7
  |
1 | <p>{{ t.recommendation_s }}</p>
  |       ^^^^^^^^^^^^^^^^^^
  |
  = hint: did you mean `t.recommendations`?
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
}

#[test]
fn slip_in_a_filter_gets_the_right_one() {
    check(
        &letter_layout("<h1>{{ page.title|uper }}</h1>\n"),
        str![[r#"
error[layout]: there is no filter `uper`
 --> layouts/letter.html:1:19
  |
1 | <h1>{{ page.title|uper }}</h1>
  |                   ^^^^
  |
  = hint: did you mean `upper`?
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
}

#[test]
fn slip_in_a_function_gets_the_right_one() {
    check(
        &letter_layout("<link href=\"{{ aset('style.css') }}\">\n"),
        str![[r#"
error[layout]: there is no function `aset`
 --> layouts/letter.html:1:16
  |
1 | <link href="{{ aset('style.css') }}">
  |                ^^^^
  |
  = hint: did you mean `asset`?
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
}

#[test]
fn slip_in_a_test_gets_the_right_one() {
    check(
        &letter_layout("{% if page.title is definde %}x{% endif %}\n"),
        str![[r#"
error[layout]: there is no test `definde`
 --> layouts/letter.html:1:21
  |
1 | {% if page.title is definde %}x{% endif %}
  |                     ^^^^^^^
  |
  = hint: did you mean `defined`?
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
}

#[test]
fn slip_in_an_include_gets_the_right_one() {
    check(
        &letter_layout("<main>{% include \"partials/crad.html\" %}</main>\n"),
        str![[r#"
error[layout]: there is no layout `partials/crad.html`
 --> layouts/letter.html:1:28
  |
1 | <main>{% include "partials/crad.html" %}</main>
  |                            ^^^^
  |
  = hint: did you mean `partials/card.html`?
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
}

#[test]
fn slip_in_a_base_gets_the_right_one() {
    check(
        &letter_layout("{% extends \"bsae.html\" %}\n"),
        str![[r#"
error[layout]: there is no layout `bsae.html`
 --> layouts/letter.html:1:13
  |
1 | {% extends "bsae.html" %}
  |             ^^^^^^^^^
  |
  = hint: did you mean `base.html`?
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
}

#[test]
fn slip_in_a_partial_gets_the_right_one() {
    check(
        &letter_layout("<main>{{ partial(\"crad\", page) }}</main>\n"),
        str![[r#"
error[layout]: there is no layout `partials/crad.html`
 --> layouts/letter.html:1:19
  |
1 | <main>{{ partial("crad", page) }}</main>
  |                   ^^^^
  |
  = hint: did you mean `card`?
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
}

#[test]
fn partial_takes_an_entity() {
    check(
        &letter_layout("<main>{{ partial(\"card\", page.title) }}</main>\n"),
        str![[r#"
error[layout]: `partial("card", …)` takes a page, state, session or the like
 --> layouts/letter.html:1:10
  |
1 | <main>{{ partial("card", page.title) }}</main>
  |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: a value of type string is none
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
}

#[test]
fn slip_in_an_asset_gets_the_right_one() {
    check(
        &letter_layout("<link href=\"{{ asset(\"styles.css\") }}\">\n"),
        str![[r#"
error[layout]: there is no `styles.css` here
 --> layouts/letter.html:1:23
  |
1 | <link href="{{ asset("styles.css") }}">
  |                       ^^^^^^^^^^
  |
  = hint: did you mean `style.css`?
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
}

#[test]
fn field_of_nothing_is_shown() {
    check(
        &letter_layout("<p>{{ page.reference.number }}</p>\n"),
        str![[r#"
error[layout]: there is no `page.reference.number` here
 --> layouts/letter.html:1:7
  |
1 | <p>{{ page.reference.number }}</p>
  |       ^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: not everything has it: ask `{% if page.reference.number is defined %}` first
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
}

#[test]
fn unknown_plural_is_shown() {
    check(
        &letter_layout("<p>{{ n_of(2, \"leters\") }}</p>\n"),
        str![[r#"
error[layout]: there is no `leters` here
 --> layouts/letter.html:1:16
  |
1 | <p>{{ n_of(2, "leters") }}</p>
  |                ^^^^^^
  |
  = hint: did you mean `letters`?
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
}

#[test]
fn unknown_section_is_shown() {
    check(
        &letter_layout("{% for page in latest(\"leters\", 3) %}{% endfor %}\n"),
        str![[r#"
error[layout]: there is no `leters` here
 --> layouts/letter.html:1:24
  |
1 | {% for page in latest("leters", 3) %}{% endfor %}
  |                        ^^^^^^
  |
  = hint: did you mean `letters`?
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
}

#[test]
fn plural_form_that_the_language_never_uses_is_named() {
    let polish = "plurals:\n  letters:\n    one: \"{n} list\"\n    few: \"{n} listy\"\n    two: \"{n} listy\"\n    many: \"{n} listów\"\n  \
                  briefs:\n    one: \"{n} nota\"\n    few: \"{n} noty\"\n  states:\n    other: \"{n}\"\n";
    check(
        &SiteTest::new()
            .replace("content/site.yaml", "base_url", "language: pl\nbase_url")
            .file("layouts/strings/pl.yaml", polish),
        str![[r#"
warning[plural-form]: no number takes the form `two` in `pl`
 --> layouts/strings/pl.yaml:5:10
  |
5 |     two: "{n} listy"
  |          ^^^^^^^^^^^
  |
  = hint: the forms of `pl` are `one`, `few`, `many`

warning[plural-form]: `briefs` lacks forms that numbers take in `pl`: `many`
 --> layouts/strings/pl.yaml:8:5
  |
8 |     one: "{n} nota"
  |     ^^^^^^^^^^^^^^^
  |
  = hint: add them, or `other` for all that are not there
"#]],
    );
    // What CLDR has for decimals alone is no mistake, nor are words that are built in elsewhere.
    let czech = "plurals:\n  letters:\n    one: \"{n}\"\n    few: \"{n}\"\n    many: \"{n}\"\n    other: \"{n}\"\n";
    check(
        &SiteTest::new()
            .replace("content/site.yaml", "base_url", "language: cs\nbase_url")
            .file("layouts/strings/cs.yaml", czech),
        str![[r#""#]],
    );
}

/// Returns the smallest site with more at the foot of each page.
fn base_layout(more: &str) -> SiteTest {
    let base = include_str!("../../../layouts/base.html");
    SiteTest::new().file("layouts/base.html", base.replace("<!doctype html>\n", &format!("<!doctype html>\n{more}\n")))
}

#[test]
fn address_that_is_written_out_leads_somewhere() {
    let link = "<a href='{{ url(\"/nothing/?x#y\") }}'>b</a>";
    check(
        &base_layout(&format!("<a href=\"/lettres/\">a</a> {link}{{% if false %}}<a href=\"/c/\">{{% endif %}}")),
        str![[r#"
warning[dead-address]: nothing stands at `/lettres/`
 --> layouts/base.html:3:10
  |
3 | <a href="/lettres/">a</a> <a href='{{ url("/nothing/?x#y") }}'>b</a>{% if false %}<a href="/c/">{% endif %}
  |          ^^^^^^^^^
  |
  = hint: did you mean `/letters/`?
  = hint: what another program publishes on this host is named by its whole address, as in `https://example.org/x/`

warning[dead-address]: nothing stands at `/nothing/?x#y`
 --> layouts/base.html:3:44
  |
3 | <a href="/lettres/">a</a> <a href='{{ url("/nothing/?x#y") }}'>b</a>{% if false %}<a href="/c/">{% endif %}
  |                                            ^^^^^^^^^^^^^
  |
  = hint: what another program publishes on this host is named by its whole address, as in `https://example.org/x/`
"#]],
    );
}

#[test]
fn address_that_leads_somewhere_or_out_of_the_site_is_good() {
    let more = "<a href=\"/letters/?a#b\">a</a><img src=\"/a.gif\"><a href=\"//a.example/\">b</a><a href=\"/{{ 1 }}\">c</a>\
                <a title='<a href=\"/d/\">' href=\"/old/\">d</a>{# <a href=\"/e/\"> #}<a href=\"{{ url('old/') }}\">e</a>";
    let site = base_layout(more).file("layouts/static/a.gif", crate::site_test::GIF).replace(
        super::LETTER_FILE,
        "session: upr-49\n",
        "session: upr-49\naliases: [/old/]\n",
    );
    site.build().assert_silent();
    site.base_url("https://example.org/b/").build().assert_silent();
    let below = base_layout("<a href=\"/b/letters/\">a</a><a href=\"/b/lettres/\">b</a><a href=\"/lettres/\">c</a>");
    assert_eq!(below.base_url("https://example.org/b/").build().codes(), ["dead-address"]);
}

#[test]
fn style_sheets_lead_somewhere() {
    check(
        &SiteTest::new()
            .file(
                "layouts/assets/own.css",
                "a { b: url(../a.gif) url(/b.gif) url(/favicon.svg) url(../favicon.svg) }\n",
            )
            .file("layouts/static/css/own.css", "a { b: url(../favicon.svg) url(c.gif) }\n"),
        str![[r#"
warning[dead-address]: nothing stands at `../a.gif`
 --> layouts/assets/own.css:1:12
  |
1 | a { b: url(../a.gif) url(/b.gif) url(/favicon.svg) url(../favicon.svg) }
  |            ^^^^^^^^

warning[dead-address]: nothing stands at `/b.gif`
 --> layouts/assets/own.css:1:26
  |
1 | a { b: url(../a.gif) url(/b.gif) url(/favicon.svg) url(../favicon.svg) }
  |                          ^^^^^^
  |
  = hint: what another program publishes on this host is named by its whole address, as in `https://example.org/x/`

warning[dead-address]: nothing stands at `c.gif`
 --> layouts/static/css/own.css:1:32
  |
1 | a { b: url(../favicon.svg) url(c.gif) }
  |                                ^^^^^
"#]],
    );
}
