//! Hostile Markdown: texts on which careless parsers take quadratic time, overflow the stack or blow up.
//!
//! The patterns follow the list of pathological cases that CommonMark implementations share, and add what our own
//! extensions could be hurt by.

use std::collections::{BTreeMap, BTreeSet};

use super::{LETTER_PAGE, all, only, refused, shortened, with_body, without_mail};
use crate::site_test::{Built, SiteTest};

/// How many times longer than its source a page may be, beside its frame: a reference to a footnote is the worst.
const FACTOR: usize = 32;
/// What layout and navigation put around a body, at most.
const FRAME: usize = 64 * 1024;

/// A text with its name.
type Case = (&'static str, String);

/// Returns a piece of text repeated until it has about this many bytes.
fn flood(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes / piece.len())
}

/// Returns the texts that are a page, odd as it may look.
fn harmless() -> Vec<Case> {
    let size = 100_000;
    let runs: String = (1..440).map(|length| format!("e{}", "`".repeat(length))).collect();
    vec![
        ("emphasis closers", flood("a_ ", size)),
        ("emphasis openers", flood("_a ", size)),
        ("emphasis in threes", format!("a**b{}", flood("c* ", size))),
        ("mismatched emphasis", flood("*a_ ", size)),
        ("strikethrough", flood("~a ~~b ", size)),
        ("asterisks", flood("*", size)),
        ("underscores", flood("_", size)),
        ("tildes in a line", format!("a {}", flood("~", size))),
        ("link closers", flood("a]", size)),
        ("link openers", flood("[a", size)),
        ("brackets", flood("[", size)),
        ("nested brackets", format!("{}a{}", flood("[", size / 2), flood("]", size / 2))),
        ("brackets and emphasis", flood("[ a_", size)),
        ("brackets and parentheses", flood("[ (](", size)),
        ("unclosed destinations", flood("[a](b", size)),
        ("unclosed destinations in angles", flood("[a](<b", size)),
        ("unclosed titles", flood("[a](b \"", size)),
        ("parentheses in a destination", format!("[a]({}", flood("(", size))),
        ("image openers", flood("![", size)),
        ("backticks", flood("`", size)),
        ("runs of backticks", runs),
        ("backslashes", flood("\\", size)),
        ("instructions", flood("a <? ", size)),
        ("character data", flood("a <![CDATA[ ", size)),
        ("declarations", flood("a <!A ", size)),
        ("tags never closed", flood("a <b c=\"", size)),
        ("angles", flood("<", size)),
        ("addresses of mail never closed", flood("<a@b.example ", size)),
        ("addresses never closed", flood("<https://a.example/", size)),
        ("entities", flood("&", size) + &flood("&a", size) + &flood("&#x1", size)),
        ("quotes of both kinds", flood("\"'a", size)),
        ("dots and dashes", flood("...---", size)),
        ("heading attributes", flood("## a {.b .c\n\n", size)),
        ("attributes never closed", format!("## a {}", flood("{#", size))),
        ("headings underlined", flood("a\n-\n", size / 4)),
        ("spaces", format!("a{}b", flood(" ", size))),
        ("blank lines", format!("a\n{}b", flood("\n", size))),
        ("hard breaks", flood("a\\\n", size)),
        ("one word", flood("a", size)),
        ("definitions never used", (0..4_000).map(|at| format!("[l{at}]: https://a.example/{at}\n")).collect()),
        ("definitions of one label", flood("[a]: https://a.example/\n", size)),
        ("definition lists", flood("a\n: b\n\n", size)),
        ("definitions", format!("a\n{}", flood(": b\n", size))),
        ("list items", flood("- a\n", size)),
        ("loose list items", flood("- a\n\n", size)),
        ("lists of every kind", flood("- a\n+ b\n* c\n1. d\n2) e\n", size)),
        ("quotes and paragraphs", flood("> a\n\n", size)),
        ("tables", flood("|a|\n|-|\n|b|\n\n", size)),
        ("rows", format!("|a|b|c|\n|-|-|-|\n{}", flood("|x|\n", size))),
        ("columns", format!("|{}\n", flood("a|", size))),
        ("delimiters without a head", flood("|-", size)),
        ("fences", flood("```a\nb\n```\n\n", size)),
        ("a fence never closed", format!("```{}\n{}", flood("a", size / 2), flood("``\n", size / 2))),
        ("braces at the end of items", flood("- a}\n\n  a}\n\n", size)),
        ("braces at the end of paragraphs in one item", format!("- a\n{}", flood("\n  a}\n", size))),
        ("alerts of no kind", flood("> [!NOPE]\n> a\n\n", size)),
    ]
}

/// Returns the texts that are refused, with the code of the diagnostic.
fn refusable() -> Vec<(&'static str, &'static str, String)> {
    let size = 100_000;
    let deep_lists: String = (0..400).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect();
    let notes: String = (0..6_000).map(|at| format!("[^n{at}]: a note\n")).collect();
    vec![
        ("comment openers", "comment-left-open", format!("</{}", flood("<!--", size))),
        ("comments never closed", "comment-left-open", flood("<!-- a ", size)),
        ("nested strong emphasis", "nested-too-deep", flood("*a **a ", size / 2) + "b" + &flood(" a** a*", size / 2)),
        ("ids of headings never closed", "too-many-mistakes", flood("## a {#b .c\n\n", size)),
        ("marks before words", "too-many-mistakes", flood("- a {#b} c\n", size)),
        ("marks before marks", "too-many-mistakes", flood("{#b}", size)),
        ("references never defined", "too-many-mistakes", flood("[a][b] [c] ", size)),
        ("mentions of notes that are not there", "too-many-mistakes", flood("[^a]", size)),
        ("nested emphasis", "nested-too-deep", flood("*a ", size / 2) + "b" + &flood(" c*", size / 2)),
        ("emphasis of issue 389", "nested-too-deep", flood("*a ", size / 2) + &flood("_a*_ ", size / 2)),
        ("nested quotes", "nested-too-deep", flood("> ", size) + "a"),
        ("angles of quotes", "nested-too-deep", flood(">", size)),
        ("emphasis in nested quotes", "nested-too-deep", flood(">", size) + &flood("a*", size)),
        ("nested lists in one line", "nested-too-deep", flood("- ", size) + "a"),
        ("nested lists", "nested-too-deep", deep_lists),
        ("ten thousand lists", "nested-too-deep", "* ".repeat(10_000) + "a"),
        ("blank lines after nested lists", "nested-too-deep", flood("- ", size / 2) + "x" + &flood("\n", size / 2)),
        (
            "quoted blank lines after nested lists",
            "nested-too-deep",
            format!("> {}x\n{}", flood("- ", size / 2), flood(">\n", size / 2)),
        ),
        ("nested images", "nested-too-deep", flood("![a", size / 2) + &flood("](b.png)", size)),
        ("images without anything", "missing-alt", flood("![]() ", size)),
        ("links without anything", "dangling-link", flood("![[]()", size)),
        ("links nowhere", "dangling-link", flood("[a](b) ", size)),
        ("links to anchors that are not there", "missing-anchor", flood("[a](#b) ", size)),
        ("links with a forbidden scheme", "forbidden-scheme", flood("[a](data:b) ", size)),
        ("autolinks with a forbidden scheme", "forbidden-scheme", flood("<data:b> ", size)),
        ("pictures elsewhere", "remote-image", flood("![a](https://a.example/b.png) ", size)),
        ("headings without text", "empty-heading", flood("##\n\n", size)),
        ("headings with one id", "duplicate-anchor", flood("## a {#b}\n\n", size)),
        ("recommendations with one id", "duplicate-recommendation", flood("- a {#b}\n", size)),
        ("marks that are none", "bad-marker", flood("- a {#B}\n", size)),
        ("notes that nothing mentions", "unused-footnote", notes),
        ("marks of direction", "unbalanced-direction", flood("\u{202e}", size)),
        ("marks of direction that close nothing", "unbalanced-direction", flood("\u{202a}\u{2069}", size)),
        ("hosts of mixed script", "mixed-script-host", flood("<https://\u{430}b.example/> ", size)),
    ]
}

/// Returns a file name made of a case's name.
fn file_of(name: &str) -> String {
    format!("content/pages/{}.md", name.replace([' ', ','], "-"))
}

/// Returns a site with a page for each case.
fn site_of<'a>(cases: impl Iterator<Item = (&'a str, &'a str)>) -> SiteTest {
    cases.fold(SiteTest::new(), |site, (name, body)| {
        site.file(&file_of(name), format!("---\ntitle: {name}\n---\n{body}\n"))
    })
}

/// Returns the codes of what was reported in each file.
fn codes_by_file(built: &Built) -> BTreeMap<String, BTreeSet<&'static str>> {
    let mut codes: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
    for found in &built.diagnostics {
        let file = found.span.as_ref().map_or_else(String::new, |span| span.file.to_string());
        codes.entry(file).or_default().insert(found.code);
    }
    codes
}

#[test]
fn pathological_texts_become_pages_of_bounded_size() {
    let cases = harmless();
    let built = site_of(cases.iter().map(|(name, body)| (*name, body.as_str()))).build();
    let errors = built.diagnostics.iter().filter(|found| found.severity.word() == "error");
    assert_eq!(errors.count(), 0, "{}", built.report());
    for (name, body) in &cases {
        let page = format!("{}/index.html", name.replace([' ', ','], "-"));
        let length = built.files[&page].len();
        assert!(length <= body.len() * FACTOR + FRAME, "{name}: {} bytes became {length}", body.len());
    }
}

#[test]
fn pathological_texts_that_cannot_be_pages_are_refused_each_with_its_code() {
    let cases = refusable();
    let built = site_of(cases.iter().map(|(name, _, body)| (*name, body.as_str()))).build();
    refused(&built);
    let codes = codes_by_file(&built);
    for (name, code, _) in &cases {
        let found = codes.get(&file_of(name)).cloned().unwrap_or_default();
        assert!(found.contains(code), "{name}: {found:?}");
    }
    assert_eq!(codes.len(), cases.len(), "{codes:?}");
}

#[test]
fn lists_and_quotes_ten_thousand_deep_are_refused_once() {
    for sign in ["- ", "> ", "* ", "1. ", ">", "- > ", "> 1) "] {
        let report = only(&with_body(&format!("{}a\n", sign.repeat(10_000))).build(), "nested-too-deep");
        assert!(report.contains("content/letters/upr-49.md:6:"), "{report}");
    }
    let deepest = with_body(&format!("{}a\n", "> ".repeat(99))).build();
    assert_eq!(deepest.text(LETTER_PAGE).matches("<blockquote>").count(), 99);
    only(&with_body(&format!("{}a\n", "> ".repeat(100))).build(), "nested-too-deep");
}

#[test]
fn twenty_thousand_equal_headings_get_ids_of_their_own() {
    let page = without_mail(with_body(&"## The law\n\n".repeat(20_000))).build().text(LETTER_PAGE);
    let ids: BTreeSet<&str> =
        page.split("<h2 id=\"").skip(1).map(|rest| rest.split('"').next().expect("the id")).collect();
    assert_eq!(ids.iter().filter(|id| id.starts_with("the-law")).count(), 20_000);
    assert!(ids.contains("the-law") && ids.contains("the-law-19999"));
}

#[test]
fn ragged_table_of_three_thousand_columns_is_bounded() {
    let columns = 3_000;
    let head = format!("|{}\n|{}\n", "a|".repeat(columns), "-|".repeat(columns));
    let built = with_body(&(head + &"|\n".repeat(30_000))).build();
    // A row of two bytes stands for 3,000 cells: either the cells stay few, or the page is refused.
    match built.files.get(LETTER_PAGE) {
        Some(page) => assert!(page.len() < 8 * 1024 * 1024, "the page has {} bytes", page.len()),
        None => _ = only(&built, "page-too-large"),
    }
}

#[test]
fn references_do_not_multiply_a_long_address() {
    let address = format!("https://a.example/{}", "b".repeat(20_000));
    let many = |address: &str| format!("[a]: {address}\n\n{}", "[a] ".repeat(20_000));
    let page = without_mail(with_body(&many(&address))).build().text(LETTER_PAGE);
    // Written out, the addresses would have 400 MB.
    assert!(page.len() < 2 * 1024 * 1024, "the page has {} bytes", page.len());
    assert!(page.contains(&format!("<a href=\"{address}\">a</a>")));
    let title = "t".repeat(20_000);
    let titled = many(&format!("https://a.example/ '{title}'"));
    let page = without_mail(with_body(&titled)).build().text(LETTER_PAGE);
    assert!(page.len() < 2 * 1024 * 1024, "the page has {} bytes", page.len());
}

#[test]
fn a_page_that_grows_past_the_limit_is_refused() {
    let mentions = "[^a]".repeat(600_000);
    only(&with_body(&format!("{mentions}\n\n[^a]: A note.\n")).build(), "page-too-large");
    // Notes are kept apart while they are read; together they are as large.
    let notes: String = (0..6).map(|at| format!("[^n{at}]: {}\n\n", "[^a]".repeat(100_000))).collect();
    let body = format!("[^a] [^n0] [^n1] [^n2] [^n3] [^n4] [^n5]\n\n[^a]: A note.\n\n{notes}");
    only(&with_body(&body).build(), "page-too-large");
}

#[test]
fn recommendations_inside_recommendations_do_not_multiply() {
    let depth = 45;
    let mut body = String::new();
    for level in 0..depth {
        body.push_str(&format!("{}- {} {{#r-{level}}}\n", "  ".repeat(level), "word ".repeat(400)));
    }
    // Each stands in the wording of all around it.
    let page = without_mail(with_body(&body)).build().text(LETTER_PAGE);
    assert!(page.len() <= body.len() * depth + FRAME, "{} bytes became {}", body.len(), page.len());
    let body = body.replace("word ", &"word ".repeat(20));
    only(&with_body(&body).build(), "page-too-large");
}

#[test]
fn mistakes_without_end_are_told_up_to_a_limit() {
    for (body, code) in [
        ("[a](data:b) ", "forbidden-scheme"),
        ("[a](b.md) ", "dangling-link"),
        ("[a](/b/) ", "dangling-link"),
        ("[a](#b) ", "missing-anchor"),
        ("![a](b.png) ", "missing-file"),
        ("- a {#B}\n", "bad-marker"),
        ("\u{202e}\n\n", "unbalanced-direction"),
    ] {
        let built = with_body(&body.repeat(400_000 / body.len())).build();
        refused_or_warned(&built, code);
        assert!(built.diagnostics.len() <= 1_000, "{code}: {} diagnostics", built.diagnostics.len());
        assert!(built.codes().contains(&"too-many-mistakes"), "{code}: the cut is not told");
    }
}

/// Fails unless this code is among what was reported.
fn refused_or_warned(built: &Built, code: &str) {
    assert!(built.codes().contains(&code), "{code}: {}", shortened(&built.report()));
}

#[test]
fn a_message_about_a_very_long_line_is_short() {
    let body = format!("{} [a](data:b) {}", "word ".repeat(200_000), "word ".repeat(200_000));
    let built = without_mail(with_body(&body)).build();
    let report = only(&built, "forbidden-scheme");
    assert!(report.len() < 4_000, "the message has {} bytes", report.len());
    assert!(report.contains("[a](data:b)"), "{report}");
}

#[test]
fn an_end_of_everything_inside_everything_is_closed() {
    for body in [
        "> - **a\n\n```\nb",
        "| a |\n|-|\n| `b |\n> c",
        "- a {#b",
        "[^a]: - > b\n\n[^a]",
        "![a *b](",
        "<div>\n- a\n</div",
        "~~~",
        "[a]: <",
        ": a",
        "- ",
        "> ",
        "#",
        "##",
        "\\",
        "&#",
        "[^",
        "![",
        "{#a}",
        "- {#a}",
        "- {#a priority}\n\n  {#b}",
    ] {
        let built = with_body(body).build();
        if let Some(page) = built.files.get(LETTER_PAGE) {
            let page = String::from_utf8_lossy(page);
            for element in
                ["p", "ul", "li", "blockquote", "table", "pre", "em", "strong", "section", "aside", "main", "body"]
            {
                let count = |text: &str| page.matches(text).count();
                let opened = count(&format!("<{element}>")) + count(&format!("<{element} "));
                assert_eq!(opened, count(&format!("</{element}>")), "{element} of {body:?}\n{page}");
            }
        } else {
            refused(&built);
        }
    }
}

#[test]
fn control_characters_do_not_reach_a_page() {
    for body in [
        "a &#1; b &#x1f; c &#127; d",
        "`a &#1;`",
        "[a](https://a.example/&#1; \"b &#2;\")",
        "## a &#3; b",
        "- a &#4; {#b}",
    ] {
        let page = with_body(body).build().text(LETTER_PAGE);
        let found = page.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t'));
        assert_eq!(found, None, "{body:?}");
    }
    for c in ['\u{1}', '\u{8}', '\u{b}', '\u{c}', '\u{1b}', '\u{7f}', '\u{fffe}', '\u{ffff}'] {
        let report = only(&with_body(&format!("a {c} b")).build(), "control-character");
        assert!(report.contains("content/letters/upr-49.md:6:3"), "{report}");
    }
    all(&with_body("a \u{1} b \u{2} c").build(), "control-character");
}
