//! What passes for something else, and what only looks as if it did: attacks are told where they stand, right texts of
//! every script never.

use crate::site_test::{LETTER, SiteTest};

/// The letter of the smallest site.
const FILE: &str = "content/letters/upr-49.md";
/// Right sentences with their languages, a line each.
const RIGHT: &str = include_str!("disguises/right.txt");

/// Returns the smallest site with a line at the end of its letter.
fn with_line(line: &str) -> SiteTest {
    SiteTest::new().file(FILE, format!("{LETTER}\n{line}\n"))
}

/// Asserts that one thing is said, at the place of these words.
#[track_caller]
fn check(site: &SiteTest, file: &str, code: &str, words: &str) {
    let found = site.build().diagnostics;
    let places: Vec<String> = found
        .iter()
        .map(|found| {
            let span = found.span.as_ref().expect("a place");
            let marked = span.excerpt.chars().skip(span.column - span.excerpt_column).take(span.width);
            format!("{} {} `{}`", found.code, span.file, marked.collect::<String>())
        })
        .collect();
    assert_eq!(places, [format!("{code} {file} `{words}`")]);
}

#[test]
fn attacks_in_prose_are_told() {
    let attacks = [
        // Direction.
        ("Pay \u{202e}gpj.exe now.", "unbalanced-direction", "\u{202e}"),
        ("Pay \u{202d}now.", "unbalanced-direction", "\u{202d}"),
        ("Pay \u{2066}now.", "unbalanced-direction", "\u{2066}"),
        ("Pay now\u{2069}.", "unbalanced-direction", "\u{2069}"),
        ("Pay &#8238;gpj.exe now.", "unbalanced-direction", "&#8238;"),
        ("Pay &#x202E;gpj.exe now.", "unbalanced-direction", "&#x202E;"),
        ("Pay \u{202e}exe.gpj\u{202c} now.", "reversed-text", "\u{202e}"),
        ("Pay \u{202e}a.exe.gpj\u{202c} **now**.", "reversed-text", "\u{202e}"),
        ("`a = \u{2067}1`", "unbalanced-direction", "\u{2067}"),
        // What nobody sees.
        ("The pay\u{200b}pal page.", "unseen-in-word", "\u{200b}"),
        ("The pay\u{200d}pal page.", "unseen-in-word", "\u{200d}"),
        ("The pay\u{2060}pal page.", "unseen-in-word", "\u{2060}"),
        ("The pay\u{feff}pal page.", "unseen-in-word", "\u{feff}"),
        ("The pay\u{200f}pal page.", "unseen-in-word", "\u{200f}"),
        ("The pay&#8203;pal page.", "unseen-in-word", "&#8203;"),
        ("The pay&ZeroWidthSpace;pal page.", "unseen-in-word", "&ZeroWidthSpace;"),
        ("The pay\u{2062}pal page.", "unseen-in-word", "\u{2062}"),
        ("The pay\u{34f}pal page.", "unseen-in-word", "\u{34f}"),
        ("The pay\u{3164}pal page.", "unseen-in-word", "\u{3164}"),
        ("The pay\u{1160}pal page.", "unseen-in-word", "\u{1160}"),
        ("The pay\u{ffa0}pal page.", "unseen-in-word", "\u{ffa0}"),
        ("The pay\u{fe0f}pal page.", "unseen-in-word", "\u{fe0f}"),
        ("The pay\u{e0100}pal page.", "unseen-in-word", "\u{e0100}"),
        ("The pay&#x2062;pal page.", "unseen-in-word", "&#x2062;"),
        ("Слово мо\u{200b}сква.", "unseen-in-word", "\u{200b}"),
        // Letters that look like others.
        ("The p\u{430}yp\u{430}l page.", "mixed-script-word", "p\u{430}yp\u{430}l"),
        ("The Googl\u{435} page.", "mixed-script-word", "Googl\u{435}"),
        ("The G\u{3bf}ogle page.", "mixed-script-word", "G\u{3bf}ogle"),
        ("The \u{410}pple page.", "mixed-script-word", "\u{410}pple"),
        ("The p\u{13aa}yp\u{13aa}l page.", "mixed-script-word", "p\u{13aa}yp\u{13aa}l"),
        ("The \u{a4d0}ank page.", "mixed-script-word", "\u{a4d0}ank"),
        ("The g\u{2c9f}ogle page.", "mixed-script-word", "g\u{2c9f}ogle"),
        ("Город Мo\u{441}ква.", "mixed-script-word", "Мo\u{441}ква"),
        ("The p&#1072;ypal page.", "mixed-script-word", "p&#1072;ypal"),
        // Links.
        ("[bank.example](https://evil.example/)", "misleading-link", "[bank.example](https://evil.example/)"),
        (
            "[https://bank.example](https://evil.example/)",
            "misleading-link",
            "[https://bank.example](https://evil.example/)",
        ),
        ("[**bank.example**](https://evil.example/)", "misleading-link", "[**bank.example**](https://evil.example/)"),
        (
            "[bank\u{3002}example](https://evil.example/)",
            "misleading-link",
            "[bank\u{3002}example](https://evil.example/)",
        ),
        (
            "[\u{1d41b}\u{1d41a}nk.example](https://evil.example/)",
            "misleading-link",
            "[\u{1d41b}\u{1d41a}nk.example](https://evil.example/)",
        ),
        (
            "[Bank.\u{ff23}\u{ff4f}\u{ff4d}](https://evil.example/)",
            "misleading-link",
            "[Bank.\u{ff23}\u{ff4f}\u{ff4d}](https://evil.example/)",
        ),
        ("[a@bank.example](mailto:a@evil.example)", "misleading-link", "[a@bank.example](mailto:a@evil.example)"),
        ("[bank](https://bank.example@evil.example/)", "name-before-host", "bank.example@evil.example"),
        ("<https://bank.example@evil.example/>", "name-before-host", "bank.example@evil.example"),
        ("See https://bank.example@evil.example/ now.", "name-before-host", "bank.example@evil.example"),
        ("[bank](https://p\u{430}ypal.example/)", "mixed-script-host", "p\u{430}ypal.example"),
        ("[bank](https://g\u{3bf}\u{3bf}gle.example/)", "mixed-script-host", "g\u{3bf}\u{3bf}gle.example"),
        ("[bank](https://xn--pypal-4ve.example/)", "mixed-script-host", "xn--pypal-4ve.example"),
        ("[bank](https://xn--80ak6aa92e.com/)", "lookalike-host", "xn--80ak6aa92e.com"),
        (
            "[bank](https://\u{430}\u{440}\u{440}\u{4cf}\u{435}.com/)",
            "lookalike-host",
            "\u{430}\u{440}\u{440}\u{4cf}\u{435}.com",
        ),
        ("[bank](https://bank.example\u{2044}a.evil.example/)", "lookalike-host", "bank.example\u{2044}a.evil.example"),
        ("[bank](http://192.0.2.1/)", "number-for-host", "192.0.2.1"),
        ("[bank](http://3221225985/)", "number-for-host", "3221225985"),
        ("[bank](http://0xC0000201/)", "number-for-host", "0xC0000201"),
        ("[bank](http://0300.0.2.1/)", "number-for-host", "0300.0.2.1"),
        ("[bank](http://[2001:db8::1]/)", "number-for-host", "[2001:db8::1]"),
        ("[bank][1]\n\n[1]: http://192.0.2.1/", "number-for-host", "[bank][1]"),
    ];
    for (line, code, words) in attacks {
        check(&with_line(line), FILE, code, words);
    }
    let html = "<a href=\"https://evil.example/\"><b>bank</b>.example</a>";
    let site = with_line(html).replace("content/site.yaml", "base_url", "unsafe_html: true\nbase_url");
    check(&site, FILE, "misleading-link", "href=\"https://evil.example/\"");
}

#[test]
fn attacks_in_front_matter_are_told() {
    let line = |line: &str| SiteTest::new().replace(FILE, "session: upr-49\n", &format!("session: upr-49\n{line}\n"));
    for (text, code, words) in [
        ("description: Pay \u{202e}now", "unbalanced-direction", "\u{202e}"),
        ("description: \"Pay \\u202enow\"", "unbalanced-direction", "\\u202e"),
        ("description: 'Pay \u{202e}exe.gpj\u{202c}'", "reversed-text", "\u{202e}"),
        ("place: The pay\u{200b}pal town", "unseen-in-word", "\u{200b}"),
        ("closing: Your p\u{430}ypal", "mixed-script-word", "p\u{430}ypal"),
        ("extra: {a: [b, c \u{2067}d]}", "unbalanced-direction", "\u{2067}"),
        ("extra:\n  a: |\n    b\n    c \u{2067}d", "unbalanced-direction", "\u{2067}"),
        ("signatories: [{name: \"A \u{202e}B\"}]", "unbalanced-direction", "\u{202e}"),
        ("corrections:\n- {date: 2025-04-01, note: a \u{2069}}", "unbalanced-direction", "\u{2069}"),
    ] {
        check(&line(text), FILE, code, words);
    }
    let title = SiteTest::new().replace(FILE, "title: ", "title: \u{2067}");
    check(&title, FILE, "unbalanced-direction", "\u{2067}");
    let alias = line("aliases: [\"/a\u{202e}b/\"]").build();
    assert_eq!(alias.codes().first(), Some(&"bad-alias"));
}

#[test]
fn settings_and_data_hold_no_marks_of_direction() {
    let site = |line: &str| SiteTest::new().replace("content/site.yaml", "base_url", &format!("{line}\nbase_url"));
    for (line, words) in [
        ("tagline: a \u{202e}b", "\u{202e}"),
        ("tagline: a \u{2067}ب\u{2069}b # closed", "\u{2067}"),
        ("# a comment \u{202e}", "\u{202e}"),
        ("tagline: \"a \\u202eb\"", "\\u202e"),
        ("tagline: \"a \\u2067b\\u2069\"", "\\u2067"),
        ("tagline: a\u{200e} b", "\u{200e}"),
    ] {
        let found = site(line).build().diagnostics;
        let first = found.first().expect("something is said");
        let span = first.span.as_ref().expect("a place");
        let marked: String = span.excerpt.chars().skip(span.column - 1).take(span.width).collect();
        assert_eq!(
            (first.code, first.severity.word(), marked.as_str()),
            ("direction-in-data", "error", words),
            "{line}"
        );
    }
    site("tagline: השפה C++\u{200f} ידועה").build().assert_silent();
    let data = SiteTest::new().replace("content/data/topics.yaml", "title: Prev", "title: \u{202e}Prev");
    check(&data, "content/data/topics.yaml", "direction-in-data", "\u{202e}");
    check(&site("tagline: The p\u{430}ypal page"), "content/site.yaml", "mixed-script-word", "p\u{430}ypal");
    let social = site("social: [{name: Bank, url: \"https://bank.example@evil.example/\"}]");
    assert_eq!(social.build().codes(), ["name-before-host"]);
}

#[test]
fn right_texts_of_all_scripts_are_never_told() {
    let lines: Vec<(&str, &str)> = RIGHT.lines().map(|line| line.split_once('\t').expect("a language")).collect();
    let languages: std::collections::BTreeSet<&str> = lines.iter().map(|(lang, _)| *lang).collect();
    assert!(lines.len() >= 280 && languages.len() >= 80, "{} {}", lines.len(), languages.len());
    let body: Vec<&str> = lines.iter().map(|(_, line)| *line).collect();
    with_line(&body.join("\n\n")).build().assert_silent();
    // As a value of front matter, each by itself.
    let quoted: Vec<String> = body.iter().map(|line| format!("  - '{}'\n", line.replace('\'', "''"))).collect();
    SiteTest::new()
        .replace(FILE, "session: upr-49\n", &format!("session: upr-49\nextra:\n  right:\n{}", quoted.concat()))
        .build()
        .assert_silent();
}
