//! Hostile YAML: bombs, depth, size, forbidden signs, values at the edge.

use std::fmt::Write as _;

use super::{LETTER_FILE, LETTER_HEAD, LETTER_PAGE, only, refused, with_body, with_keys};
use crate::site_test::SiteTest;

/// The settings of a site.
const SETTINGS: &str = "content/site.yaml";
/// A data file.
const TOPICS: &str = "content/data/topics.yaml";

/// Returns the bomb known as a billion laughs: nine levels of nine aliases each.
fn laughs() -> String {
    let mut bomb =
        String::from("a: &a [\"lol\", \"lol\", \"lol\", \"lol\", \"lol\", \"lol\", \"lol\", \"lol\", \"lol\"]\n");
    for (name, before) in ["b", "c", "d", "e", "f", "g", "h", "i"].iter().zip(["a", "b", "c", "d", "e", "f", "g", "h"])
    {
        let _ = writeln!(bomb, "{name}: &{name} [{}]", vec![format!("*{before}"); 9].join(", "));
    }
    bomb
}

#[test]
fn alias_bomb_is_refused_before_it_is_laid() {
    let report = only(&with_keys(&laughs()).build(), "yaml-forbidden");
    assert!(report.contains("an anchor is not allowed"), "{report}");
    assert!(report.contains("content/letters/upr-49.md:5:4"), "{report}");
    let site = SiteTest::new().file(SETTINGS, format!("{}extra:\n", crate::site_test::SETTINGS) + &laughs());
    refused(&site.build());
    only(&SiteTest::new().file(TOPICS, laughs()).build(), "yaml-forbidden");
}

#[test]
fn anchors_aliases_tags_and_merges_are_refused_wherever_they_stand() {
    for keys in [
        "extra: {a: &x 1}",
        "extra: {a: *x}",
        "extra: &x\n  a: 1",
        "extra:\n  <<: *x",
        "source: !!str 5",
        "source: !own 5",
    ] {
        only(&with_keys(keys).build(), "yaml-forbidden");
    }
    for keys in ["source: fish & chips", "source: 2 * 3 * 4!", "source: \"&x *x !x\"", "source: |\n  &x\n  *x\n  !x"] {
        with_keys(keys).build().assert_silent();
    }
}

#[test]
fn brackets_without_end_are_refused_at_once() {
    for bracket in ["[", "{", "[{", "{a: [", "[[], "] {
        let many = bracket.repeat(60_000 / bracket.len());
        only(&with_keys(&format!("extra: {many}")).build(), "yaml-too-deep");
        only(&SiteTest::new().file(TOPICS, bracket.repeat(100_000)).build(), "yaml-too-deep");
    }
    only(&SiteTest::new().file(TOPICS, "- [".repeat(100_000)).build(), "yaml-syntax");
    let closed = format!("extra: {}{}", "[".repeat(20_000), "]".repeat(20_000));
    only(&with_keys(&closed).build(), "yaml-too-deep");
}

#[test]
fn depth_without_brackets_is_refused_too() {
    // Dashes nest a list in a list on one line; a column costs the author one more blank.
    for count in [40, 400, 20_000] {
        let site = with_keys(&format!("extra:\n  a: {}x", "- ".repeat(count)));
        refused(&site.build());
        refused(&with_keys(&format!("extra:\n  {}x", "- ".repeat(count))).build());
        refused(&with_keys(&format!("extra:\n  {}x", "? ".repeat(count))).build());
    }
    let mut block = String::from("extra:\n");
    for depth in 1..300 {
        let _ = writeln!(block, "{}a:", " ".repeat(depth));
    }
    only(&with_keys(&block).build(), "yaml-too-deep");
    let deep = "- ".repeat(2_000_000);
    refused(&SiteTest::new().file(TOPICS, deep).build());
}

#[test]
fn nesting_within_the_limit_is_taken() {
    let keys = format!("extra: {{a: {}1{}}}", "[".repeat(29), "]".repeat(29));
    with_keys(&keys).build().assert_silent();
    only(&with_keys(&format!("extra: {{a: {}1{}}}", "[".repeat(31), "]".repeat(31))).build(), "yaml-too-deep");
}

#[test]
fn brackets_inside_text_are_no_nesting() {
    let mut records = String::new();
    for number in 0..100 {
        let _ = writeln!(
            records,
            "- id: t-{number}\n  title: A range [0, 1) and {{ a brace\n  description: \"it's [ [ [\" # it's [ ["
        );
    }
    let built = SiteTest::new().file(TOPICS, crate::site_test::TOPICS.to_owned() + &records).build();
    assert!(built.text("topics/index.html").contains("A range [0, 1) and { a brace"));
}

#[test]
fn huge_front_matter_is_refused_by_its_size() {
    let report = only(&with_keys(&format!("description: {}", "a".repeat(1_000_000))).build(), "yaml-too-large");
    assert!(report.contains("at most 65536 are read"), "{report}");
    only(&with_keys(&"# a comment\n".repeat(90_000)).build(), "yaml-too-large");
    only(&with_keys(&format!("topics: [{}]", "a,".repeat(20_000))).build(), "yaml-too-many");
    only(&SiteTest::new().file(TOPICS, "#".repeat(17_000_000)).build(), "file-too-large");
    only(&with_body(&"a ".repeat(4_200_000)).build(), "file-too-large");
}

#[test]
fn front_matter_that_is_never_closed_is_named() {
    let built = SiteTest::new().file(LETTER_FILE, "---\ntitle: A\ndate: 2025-03-14\n\nDear all,\n").build();
    let report = only(&built, "front-matter-not-closed");
    assert!(report.contains("content/letters/upr-49.md:1:1"), "{report}");
    let long = format!("---\ntitle: A\n{}", "- - -\n".repeat(1_000_000));
    only(&SiteTest::new().file(LETTER_FILE, long).build(), "front-matter-not-closed");
    for text in
        ["--", "----\ntitle: A\n----\n", " ---\ntitle: A\n---\n", "+++\ntitle = 'A'\n+++\n", "{\"title\": \"A\"}"]
    {
        only(&SiteTest::new().file(LETTER_FILE, text).build(), "no-front-matter");
    }
}

#[test]
fn a_file_without_content_is_named() {
    for text in ["", "\n", "  \n\t\n", "\u{feff}"] {
        only(&SiteTest::new().file(LETTER_FILE, text).build(), "empty-file");
    }
    let built = SiteTest::new().file(LETTER_FILE, "---\n---\n").build();
    refused(&built);
    assert!(built.codes().iter().all(|code| ["missing-key", "session-not-named"].contains(code)), "{}", built.report());
    for path in [SETTINGS, TOPICS] {
        let built = SiteTest::new().file(path, "").build();
        assert_eq!(built.files.is_empty(), path == SETTINGS, "{}", built.report());
    }
}

#[test]
fn syntax_errors_after_letters_of_any_script_have_their_place() {
    // The parser counts characters and the file has bytes.
    for text in ["é", "日本語", "\u{1f54a}\u{fe0f}", "a\u{301}"] {
        let title = text.repeat(60);
        for wrong in [
            "a: b: c",
            "source: \"never closed",
            "\tsource: x",
            "source: [a",
            "source: @x",
            "- a",
            "? {",
            "source: 'it''s",
        ] {
            let text = format!("---\ntitle: {title}\ndate: 2025-03-14\nsession: upr-49\n{wrong}\n---\n{title}\n");
            let built = SiteTest::new().file(LETTER_FILE, text).build();
            refused(&built);
            assert!(built.codes().contains(&"yaml-syntax"), "{wrong}: {}", built.report());
            let line = built.diagnostics[0].span.as_ref().expect("a place").line;
            assert!((4..=6).contains(&line), "{wrong} is said to be in line {line}");
        }
    }
}

#[test]
fn anchors_after_letters_of_any_script_have_their_place() {
    for keys in ["日本語: &x 1", "é: *x", "\u{1f54a}: !!str x"] {
        let built = with_keys(&format!("extra:\n  {keys}")).build();
        let report = only(&built, "yaml-forbidden");
        assert_eq!(built.diagnostics[0].span.as_ref().expect("a place").line, 6, "{report}");
    }
    only(&SiteTest::new().file(TOPICS, "日本: &x 1\n").build(), "yaml-forbidden");
    only(&SiteTest::new().file(TOPICS, "日本&x: *y\n").build(), "yaml-forbidden");
}

#[test]
fn values_at_the_edge_are_refused_and_not_bent() {
    for (keys, code) in [
        ("updated: 2025-02-30", "bad-date"),
        ("updated: 99999-01-01", "bad-date"),
        ("updated: -001-01-01", "bad-date"),
        ("updated: 2025-03-14T25:00:00Z", "bad-date"),
        ("embargo: 2025-03-14", "no-offset"),
        ("draft: yes", "wrong-type"),
        ("draft: TRUE!", "wrong-type"),
        ("draft: 1", "wrong-type"),
        ("draft: [true]", "wrong-type"),
        ("source: .nan", "wrong-type"),
        ("source: 99999999999999999999999", "yaml-syntax"),
        ("source: 18446744073709551615", "wrong-type"),
        ("number: -1", "wrong-type"),
        ("authors: [1, 2]", "wrong-type"),
        ("extra: 5", "wrong-type"),
        ("extra: [1]", "wrong-type"),
        ("states: [NO]", "unknown-state"),
        ("states: KEN", "wrong-type"),
        ("null: x", "unknown-key"),
        ("\"\": x", "unknown-key"),
        ("? [a, b]\n: x", "unknown-key"),
        ("1: x", "unknown-key"),
        ("title: again", "duplicate-key"),
        ("extra: {a: 1, a: 2}", "duplicate-key"),
        ("source: \"a\\u0007b\"", "control-character"),
    ] {
        let built = with_keys(keys).build();
        refused(&built);
        assert!(built.codes().contains(&code), "{keys}: {}", built.report());
    }
}

#[test]
fn an_embargo_at_the_end_of_time_holds() {
    let never = ["9999-12-31T23:59:59Z", "9999-12-31T00:00:00-12:00", "9999-12-30T23:59:59+00:00"];
    for until in never {
        let built = with_keys(&format!("embargo: {until}")).build();
        built.assert_silent();
        assert!(!built.files.contains_key(LETTER_PAGE), "embargo until {until} and published");
        let built = with_keys(&format!("expires: {until}")).build();
        assert!(built.text(LETTER_PAGE).contains("A letter"), "it expires in {until}");
    }
    let long_ago = with_keys("embargo: 0000-01-01T00:00:00+23:00").build();
    assert_eq!(long_ago.codes(), ["embargo-long-past"], "a year so far from the date is mistyped");
    with_keys("expires: 0000-01-01T00:00:00+23:00").build().assert_silent();
    for date in ["0000-01-01", "9999-12-31"] {
        let text = LETTER_HEAD.replace("2025-03-14", date);
        let built = SiteTest::new().file(LETTER_FILE, text + "A body.\n").build();
        assert!(built.files.contains_key(LETTER_PAGE), "{date}: {}", built.report());
    }
}
