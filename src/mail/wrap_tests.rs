//! Lines: where they break, and what begins none.

use super::wrap::*;

/// Returns the lines of a cell.
fn wrap_cell(text: &str, limit: usize) -> Vec<String> {
    let mut lines = Vec::new();
    each_cell_line(text, limit, |line| lines.push(line.to_owned()));
    lines
}

/// Wraps and compares with lines between bars.
fn check(text: &str, limit: usize, expected: &str) {
    assert_eq!(wrap(text, limit).join("|"), expected, "{text}");
}

#[test]
fn lines_break_at_blanks() {
    check("one two three four", 9, "one two|three|four");
    check("one  two\tthree", 40, "one two three");
    check("one\ntwo", 40, "one|two");
    check("", 40, "");
}

#[test]
fn word_wider_than_a_line_stands_alone() {
    check("see https://example.org/a/long/address now", 12, "see|https://example.org/a/long/address|now");
}

#[test]
fn wide_characters_count_two_and_break_between() {
    check("日本語日本語日本語", 10, "日本語日本|語日本語");
    check("日本語日本。語", 10, "日本語日|本。語");
    check("日「本語」日本", 8, "日「本|語」日本");
}

#[test]
fn combining_and_arabic_characters_count_as_shown() {
    assert_eq!(width("e\u{301}te\u{301}"), 3);
    check(
        "e\u{301}te\u{301} e\u{301}te\u{301} e\u{301}te\u{301}",
        8,
        "e\u{301}te\u{301} e\u{301}te\u{301}|e\u{301}te\u{301}",
    );
    check("نكتب إلى الدول قبل الدورة", 14, "نكتب إلى الدول|قبل الدورة");
}

#[test]
fn words_taken_together_stand_as_one_by_one() {
    // A small generator with a fixed seed (Knuth's MMIX constants).
    let mut seed = 5_u64;
    let mut draw = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let words = [
        "a",
        "of",
        "some",
        "> ",
        "-",
        "1.",
        "2)",
        "From",
        "#",
        "* ",
        "it’s",
        "语语",
        "a-longer-word,",
        "https://x.example/a/b/c",
    ];
    for _ in 0..5_000 {
        let text = (0..draw(25)).map(|_| words[draw(words.len())]).collect::<Vec<_>>().join(" ");
        let limit = 8 + draw(30);
        // Behind tabs words are taken one by one.
        assert_eq!(wrap(&text, limit), wrap(&text.replace(' ', "\t"), limit), "{text:?} {limit}");
        assert_eq!(wrap_cell(&text, limit), wrap_cell(&text.replace(' ', "\t"), limit), "{text:?} {limit}");
    }
}

#[test]
fn unbreakable_blank_holds() {
    check("Article\u{a0}6 of it", 10, "Article\u{a0}6|of it");
}

#[test]
fn text_is_cut_at_any_character() {
    assert_eq!(slices("abcdef", 4), ["abcd", "ef"]);
    assert_eq!(slices("日本語", 4), ["日本", "語"]);
    check("a word of abcdefghijklmnop letters", 10, "a word of|abcdefghij|klmnop|letters");
}
