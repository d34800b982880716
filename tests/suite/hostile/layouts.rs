//! Hostile layouts: without end, without bounds, out of their folder, or broken.

use super::{LETTER_PAGE, only, refused, with_body, with_keys, without_warnings};
use crate::site_test::SiteTest;

/// The layout that these tests replace.
const LAYOUT: &str = "layouts/letter.html";

/// Returns the sample site with another layout for letters.
fn with_layout(text: &str) -> SiteTest {
    SiteTest::new().file(LAYOUT, text)
}

#[test]
fn layout_that_includes_itself_is_stopped() {
    for text in [
        "{% include \"letter.html\" %}",
        "a {% if true %}{% include \"letter.html\" %}{% endif %}",
        "{% extends \"letter.html\" %}",
        "{% import \"letter.html\" as other %}{{ other.a }}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
        "{% block a %}{{ self.a() }}{% endblock %}",
    ] {
        let built = with_layout(text).build();
        refused(&built);
        let report = only(&built, "layout");
        assert!(report.contains("layouts/letter.html:1:"), "{text}: {report}");
        assert!(report.contains("hint:"), "{text}: {report}");
    }
}

#[test]
fn layouts_that_include_each_other_are_stopped() {
    let site = with_layout("{% include \"partials/a.html\" %}")
        .file("layouts/partials/a.html", "{% include \"partials/b.html\" %}")
        .file("layouts/partials/b.html", "{% include \"partials/a.html\" %}");
    let report = only(&site.build(), "layout");
    assert!(report.contains("layouts/partials/"), "{report}");
    let site = with_layout("{{ partial(\"a\", page) }}").file("layouts/partials/a.html", "{{ partial(\"a\", it) }}");
    let report = only(&site.build(), "layout");
    assert!(report.contains("layouts/partials/a.html:1:"), "{report}");
}

#[test]
fn loop_without_end_runs_out_of_fuel() {
    let report = only(
        &with_layout(
            "{% for a in range(90000) %}\n{% for b in range(90000) %}{% set c = a * b %}{% endfor %}{% endfor %}",
        )
        .build(),
        "layout",
    );
    assert!(report.contains("does not come to an end"), "{report}");
    assert!(report.contains("layouts/letter.html:2:"), "{report}");
    only(&with_layout("{% for a in range(9000000000) %}a{% endfor %}").build(), "layout");
}

#[test]
fn page_without_bounds_is_stopped() {
    let kilobyte = "x".repeat(1_000);
    let report =
        only(&with_layout(&format!("{{% for a in range(90000) %}}{kilobyte}{{% endfor %}}")).build(), "layout");
    assert!(report.contains("larger than 33554432 bytes"), "{report}");
    only(&with_layout("{{ \"x\" * 900000000000 }}").build(), "layout");
}

#[test]
fn text_that_swells_is_stopped_before_it_is_made() {
    for text in [
        "\n{{ range(100000)|join(\"x\" * 100000) }}",
        "\n{{ range(100000)|list|join(\"x\" * 400) }}",
        "\n{{ (\"a\" * 10000)|replace(\"a\", \"b\" * 10000) }}",
        "\n{{ (\"a\" * 1000000)|replace(\"\", \"b\" * 40) }}",
    ] {
        let report = only(&with_layout(text).build(), "layout");
        assert!(report.contains("larger than a page may be") && report.contains("layouts/letter.html:2"), "{report}");
    }
    let built = with_layout("{{ [1, 2]|join(\", \") }} {{ \"a-b\"|replace(\"-\", \"+\") }}").build();
    assert!(built.text("letters/upr-49/index.html").contains("1, 2 a+b"), "{}", built.report());
}

/// Returns a site of so many letters, of which each shows a partial that shows itself for the letter before.
fn chain(letters: usize, partial: &str) -> SiteTest {
    let mut site = with_layout("\n{{ partial(\"p\", page) }}").file("layouts/partials/p.html", partial);
    for number in 1..letters {
        let (year, day) = (1990 + number / 28, 1 + number % 28);
        let text = format!("---\ntitle: Letter {number}\ndate: {year}-01-{day:02}\n---\nText.\n");
        site = site.file(&format!("content/letters/l{number}.md"), text);
    }
    site
}

#[test]
fn partials_within_one_another_are_not_too_many() {
    let partial = "{{ it.title }}\n{% if it.prev %}{{ partial(\"p\", it.prev) }}{% endif %}";
    let built = chain(100, partial).build();
    assert!(!built.report().contains("stands within"), "{}", built.report());
    let report = chain(103, partial).build().report();
    assert!(report.contains("stands within 100 others") && report.contains("layouts/partials/p.html:2"), "{report}");
}

#[test]
fn slip_in_a_partial_that_shows_itself_is_found_at_once() {
    let partial = "{{ it|upper }}{% if it.prev %}{{ partial(\"p\", it.prev) }}{% endif %}";
    let report = chain(60, partial).build().report();
    assert!(report.contains("a whole page cannot be printed"), "{report}");
}

#[test]
fn layout_reads_no_file_outside_its_folder() {
    for name in [
        "../content/site.yaml",
        "/etc/passwd",
        "..\\\\site.yaml",
        "partials/../../content/site.yaml",
        "letter.html\\u0000",
    ] {
        for text in [
            format!("{{% include \"{name}\" %}}"),
            format!("{{% extends \"{name}\" %}}"),
            format!("{{{{ partial(\"{name}\", page) }}}}"),
            format!("{{{{ asset(\"{name}\") }}}}"),
        ] {
            let built = with_layout(&text).build();
            refused(&built);
            only(&built, "layout");
        }
    }
}

#[test]
fn broken_layouts_are_named_with_their_line() {
    for text in [
        "\n{% if %}",
        "\n{{ a",
        "\n{% for a in b %}",
        "\n{% nope %}",
        "\n{{ page | nope }}",
        "\n{{ nope }}",
        "\n{{ page.nope }}",
        "\n{{ page }}",
        "\n{{ 1 / 0 }}",
        "\n{{ page() }}",
    ] {
        let report = only(&with_layout(text).build(), "layout");
        assert!(report.contains("layouts/letter.html:"), "{text}: {report}");
    }
    refused(&SiteTest::new().file(LAYOUT, b"\n\xff\n").build());
    only(&SiteTest::new().file(LAYOUT, b"\n\xff\n").build(), "not-utf8");
    only(&with_layout("a \u{202e} b").build(), "direction-in-layout");
    only(&SiteTest::new().file("layouts/assets/style.css", b"a\0b").build(), "nul-byte");
    refused(&SiteTest::new().file("layouts/strings/en.yaml", "home: [").build());
}

#[test]
fn nesting_of_expressions_is_bounded() {
    for text in [
        format!("{{{{ {}1{} }}}}", "(".repeat(20_000), ")".repeat(20_000)),
        format!("{{{{ {} }}}}", "[".repeat(20_000)),
        "{% if 1 %}".repeat(20_000),
        "{% for a in b %}".repeat(5_000) + &"{% endfor %}".repeat(5_000),
    ] {
        refused(&with_layout(&text).build());
    }
    // A row is no nesting, but the compiler calls itself for each of it; as many as a layout can hold.
    for (before, piece, after) in [
        ("{{ 1", "|abs", " }}"),
        ("{{ 1", "-1", " }}"),
        ("{{ ", "-", "1 }}"),
        ("{{ ", "not ", "1 }}"),
        ("{{ 2", "**1", " }}"),
        ("{{ 1", " if 0 else 1", " }}"),
        ("{{ 1", ".a", " }}"),
        ("{% if 0 %}", "{% elif 0 %}", "{% endif %}"),
    ] {
        let count = (64 * 1024 - before.len() - after.len()) / piece.len();
        let built = with_layout(&format!("{before}{}{after}", piece.repeat(count))).build();
        assert!(built.files.contains_key(LETTER_PAGE) || built.codes() == ["layout"], "{}", built.report());
    }
    // Joined constants take time that grows with the cube of their number.
    let joined = |count: usize| format!("{{{{ 1{} }}}}", "~1".repeat(count));
    assert!(with_layout(&joined(1_000).repeat(2)).build().files.contains_key(LETTER_PAGE));
    let report = only(&with_layout(&format!("1\n{}", joined(1_001))).build(), "layout");
    assert!(report.contains("more than 1000 operators") && report.contains(":2:2005"), "{report}");
    only(&with_layout(&"-".repeat(64 * 1024 + 1)).build(), "file-too-large");
}

#[test]
fn what_content_says_is_never_run_as_a_layout() {
    let tag = "{{ 7 * 7 }}{% include \"base.html\" %}";
    let page = without_warnings(with_body(tag).build(), "shortcode").text(LETTER_PAGE);
    assert!(page.contains("{{ 7 * 7 }}{% include") && !page.contains("49</p>"), "{page}");
    let page = with_keys("description: \"{{ 7 * 7 }}\"\nsalutation: \"{{ site.name }}\"\nextra: {a: \"{% raw %}\"}")
        .build()
        .text(LETTER_PAGE);
    assert!(page.contains("content=\"{{ 7 * 7 }}\"") && page.contains("{{ site.name }}"), "{page}");
}
