//! Mistakes in layouts beyond names: syntax, layouts without end, what cannot be printed.

use snapbox::str;

use super::check;
use crate::site_test::SiteTest;

/// Returns the smallest site with a layout of its own for letters.
fn letter_layout(layout: &str) -> SiteTest {
    SiteTest::new().file("layouts/letter.html", layout)
}

#[test]
fn block_that_opens_must_close() {
    check(
        &letter_layout("{% if page.title %}\n<h1>{{ page.title }}</h1>\n"),
        str![[r#"
error[layout]: the `if` that opens here is not closed
 --> layouts/letter.html:1:1
  |
1 | {% if page.title %}
  | ^^^^^^^^^^^^^^^^^^^
  |
  = hint: add `{% endif %}`
"#]],
    );
}

#[test]
fn brace_that_opens_must_close() {
    check(
        &letter_layout("<h1>{{ page.title }</h1>\n"),
        str![[r#"
error[layout]: unexpected `}`, expected end of variable block
 --> layouts/letter.html:1:19
  |
1 | <h1>{{ page.title }</h1>
  |                   ^
  |
  = hint: what is printed ends with `}}`
"#]],
    );
}

#[test]
fn unknown_tag_is_shown() {
    check(
        &letter_layout("{% fro letter in page.related %}\n{% endfor %}\n"),
        str![[r#"
error[layout]: there is no tag `fro`
 --> layouts/letter.html:1:4
  |
1 | {% fro letter in page.related %}
  |    ^^^
  |
  = hint: did you mean `for`?
"#]],
    );
}

#[test]
fn layout_does_not_include_itself() {
    check(
        &letter_layout("<main>{% include \"letter.html\" %}</main>\n"),
        str![[r#"
error[layout]: layouts include one another without end
 --> layouts/letter.html:1:10
  |
1 | <main>{% include "letter.html" %}</main>
  |          ^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: a layout may not include or extend itself, directly or through others
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
}

#[test]
fn brackets_and_blocks_do_not_stand_too_deep() {
    let list = format!("<main>\n{{{{ {}1{}|length }}}}</main>\n", "[".repeat(200), "]".repeat(200));
    check(
        &letter_layout(&list),
        str![[r#"
error[layout]: more brackets, signs or blocks stand within one another here than can be read
 --> layouts/letter.html:2:78
  |
2 | {{ [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[...
  |                                                                              ^
  |
  = hint: keep a part of it by `{% set %}`, or in a layout of its own
"#]],
    );
    let blocks = format!("<main>\n{}{}</main>\n", "{% if page %}".repeat(200), "{% endif %}".repeat(200));
    check(
        &letter_layout(&blocks),
        str![[r#"
error[layout]: more brackets, signs or blocks stand within one another here than can be read
 --> layouts/letter.html:2:1941
  |
2 | ...% if page %}{% if page %}{% if page %}{% if page %}{% if page %}{% if page %}{% if page %}{% if page %}{% if p...
  |                                                          ^^
  |
  = hint: keep a part of it by `{% set %}`, or in a layout of its own
"#]],
    );
}

#[test]
fn partial_does_not_use_itself() {
    let site = letter_layout("<main>{{ partial(\"me\", page) }}</main>\n");
    check(
        &site.file("layouts/partials/me.html", "<p>{{ partial(\"me\", it) }}</p>\n"),
        str![[r#"
error[layout]: the partial `me` uses itself
 --> layouts/partials/me.html:1:16
  |
1 | <p>{{ partial("me", it) }}</p>
  |                ^^
  |
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
}

#[test]
fn loop_comes_to_an_end() {
    check(
        &letter_layout("{% for a in range(10000) %}{% for b in range(10000) %}{% endfor %}{% endfor %}\n"),
        str![[r#"
error[layout]: the layout does not come to an end, or makes more than 64 MB of text and lists
 --> layouts/letter.html:1:40
  |
1 | {% for a in range(10000) %}{% for b in range(10000) %}{% endfor %}{% endfor %}
  |                                        ^^^^^^^^^^^^
  |
  = hint: look for a loop inside a loop, a macro that calls itself, or a text or list that grows with each round of a loop
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
}

#[test]
fn entity_cannot_be_printed() {
    check(
        &letter_layout("<p>{{ page.session }}</p>\n"),
        str![[r#"
error[layout]: a whole session cannot be printed
 --> layouts/letter.html:1:7
  |
1 | <p>{{ page.session }}</p>
  |       ^^^^^^^^^^^^
  |
  = hint: name one of its fields, as in `page.session.title`
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
}

#[test]
fn entity_is_not_joined_to_text() {
    check(
        &letter_layout("<p>\n{% set s = page.session ~ \"x\" %}{{ page.title }}</p>\n"),
        str![[r#"
error[layout]: a whole session cannot be printed
 --> layouts/letter.html:2:12
  |
2 | {% set s = page.session ~ "x" %}{{ page.title }}</p>
  |            ^^^^^^^^^^^^^^^^^^
  |
  = hint: name one of its fields, as in `page.session.title`
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
}

#[test]
fn entity_is_not_handed_to_a_filter_of_text() {
    check(
        &letter_layout("<p>{{ page.title }}: {{ page | upper }}</p>\n"),
        str![[r#"
error[layout]: a whole page cannot be printed
 --> layouts/letter.html:1:32
  |
1 | <p>{{ page.title }}: {{ page | upper }}</p>
  |                                ^^^^^
  |
  = hint: name one of its fields, as in `page.title`
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
}

#[test]
fn entities_in_a_list_are_not_text() {
    check(
        &letter_layout("<p>{% for state in page.session.states %}{{ [state]|string }}{% endfor %}</p>\n"),
        str![[r#"
error[layout]: a whole state cannot be printed
 --> layouts/letter.html:1:53
  |
1 | <p>{% for state in page.session.states %}{{ [state]|string }}{% endfor %}</p>
  |                                                     ^^^^^^
  |
  = hint: name one of its fields, as in `state.name`
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
}

#[test]
fn words_of_a_language_are_not_text() {
    check(
        &letter_layout("<p>{% include \"partials/me.html\" %}</p>\n")
            .file("layouts/partials/me.html", "{{ \"%s\"|format(t) }}"),
        str![[r#"
error[layout]: all words of a language cannot be printed
 --> layouts/partials/me.html:1:9
  |
1 | {{ "%s"|format(t) }}
  |         ^^^^^^^^^
  |
  = hint: name one of its fields, as in `t.home`
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
}

#[test]
fn entity_is_not_text_in_a_partial_either() {
    let site = letter_layout("<p>{{ partial(\"me\", page.session) }}</p>\n");
    check(
        &site.file("layouts/partials/me.html", "{{ it.title }}\n<p>{{ it.states[0] ~ \"\" }}</p>\n"),
        str![[r#"
error[layout]: a whole state cannot be printed
 --> layouts/partials/me.html:2:7
  |
2 | <p>{{ it.states[0] ~ "" }}</p>
  |       ^^^^^^^^^^^^^^^^^
  |
  = hint: name one of its fields, as in `state.name`
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
}

#[test]
fn filters_look_up_fields_that_exist() {
    check(
        &letter_layout("<p>{{ site.home|length }}{{ page.session.states|sort(attribute=\"nane\")|length }}</p>\n"),
        str![[r#"
error[layout]: there is no `nane` here
 --> layouts/letter.html:1:65
  |
1 | <p>{{ site.home|length }}{{ page.session.states|sort(attribute="nane")|length }}</p>
  |                                                                 ^^^^
  |
  = hint: did you mean `name`?
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
}

#[test]
fn list_cannot_be_printed() {
    check(
        &letter_layout("<p>{{ page.topics }}</p>\n"),
        str![[r#"
error[layout]: a list cannot be printed
 --> layouts/letter.html:1:7
  |
1 | <p>{{ page.topics }}</p>
  |       ^^^^^^^^^^^
  |
  = hint: loop over it, or print its `|length`
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
}

#[test]
fn layout_does_not_change_the_direction_of_text() {
    check(
        &letter_layout("<h1>\u{202e}{{ page.title }}</h1>\n"),
        str![[r#"
error[direction-in-layout]: the layout holds the invisible character `\u{202e}`, which changes the direction of text
 --> layouts/letter.html:1:5
  |
1 | <h1>�{{ page.title }}</h1>
  |     ^
  |
  = hint: remove it; in HTML, use `dir` or `<bdi>`
"#]],
    );
}

#[test]
fn output_has_a_greatest_size() {
    let text = "word ".repeat(1_000);
    check(
        &letter_layout(&format!("{{% for a in range(10000) %}}{text}{{% endfor %}}")),
        str![[r#"
error[layout]: the layout makes `letters/upr-49/index.html` larger than 33554432 bytes
--> layouts/letter.html:1:1
 = hint: look for a loop that prints a whole page each time
 = hint: met while making `letters/upr-49/index.html`
"#]],
    );
}

#[test]
fn mistake_that_shows_on_many_pages_is_told_once() {
    check(
        &SiteTest::new().file("layouts/base.html", "<title>{{ met.title }}</title>\n"),
        str![[r#"
error[layout]: there is no `met` here
 --> layouts/base.html:1:11
  |
1 | <title>{{ met.title }}</title>
  |           ^^^
  |
  = hint: did you mean `meta`?
  = hint: met while making `404.html` and 20 more
"#]],
    );
}

#[test]
fn unseen_characters_in_words() {
    let words = "corrections: \"Err\\uFFFEata\"\nplurals:\n  pages: {one: \"1\\u0007 page\"}\n";
    let built = SiteTest::new().file("layouts/strings/en.yaml", words).build();
    let told: Vec<(&str, &str)> = built.diagnostics.iter().map(|found| (found.code, &*found.message)).collect();
    let expected = [
        ("control-character", "`corrections` holds the unseen character `\\u{fffe}`"),
        ("control-character", "`one` holds the unseen character `\\u{7}`"),
    ];
    for found in expected {
        assert!(told.contains(&found), "{told:?}");
    }
}

#[test]
fn words_of_a_language_are_yaml() {
    check(
        &SiteTest::new().file("layouts/strings/en.yaml", "read_more: [Read\n"),
        str![[r#"
error[yaml-syntax]: this is not YAML: the bracket that opens here is not closed
 --> layouts/strings/en.yaml:1:12
  |
1 | read_more: [Read
  |            ^
  |
  = hint: close it with `]`
"#]],
    );
}

#[test]
fn debug_shows_what_is_named_and_nothing_else() {
    check(
        &letter_layout("<pre>{{ debug() }}</pre>\n"),
        str![[r#"
error[layout]: `debug()` shows a value
 --> layouts/letter.html:1:9
  |
1 | <pre>{{ debug() }}</pre>
  |         ^^^^^^^
  |
  = hint: name it, as in `debug(page.extra)`
  = hint: met while making `letters/upr-49/index.html`
"#]],
    );
    let built = letter_layout("<pre>{{ debug(page.title, 1) }}</pre>\n").build();
    assert!(built.text("letters/upr-49/index.html").contains("Recommendations for UPR 49"));
}
