//! Blocks of another direction than what they stand in, on pages and in mails.

use crate::site_test::{LETTER, SiteTest};

/// An Arabic sentence.
const ARABIC: &str = "«كل ما نطلبه»";

/// Returns a site in a language with this at the end of its letter.
fn site(lang: &str, markdown: &str) -> SiteTest {
    SiteTest::new()
        .replace("content/site.yaml", "base_url", &format!("language: {lang}\nbase_url"))
        .file("content/letters/upr-49.md", format!("{LETTER}\nBEGIN\n\n{markdown}\n\nEND\n"))
}

/// Returns what Markdown becomes on the page, in a language.
fn shown(lang: &str, markdown: &str) -> String {
    let page = site(lang, markdown).build().text("letters/upr-49/index.html");
    let (_, rest) = page.split_once("BEGIN</p>").expect("the text is on the page");
    let html = rest.split_once("END</p>").expect("it has an end").0;
    html.rsplit_once("<p").expect("that is a paragraph").0.trim().to_owned()
}

#[test]
fn block_of_another_direction_says_so() {
    for (markdown, expected) in [
        (ARABIC.to_owned(), format!("<p dir=\"auto\">{ARABIC}</p>")),
        (format!("**{ARABIC}** word"), format!("<p dir=\"auto\"><strong>{ARABIC}</strong> word</p>")),
        (format!("> {ARABIC}\n>\n> In words."), {
            format!("<blockquote dir=\"auto\">\n<p>{ARABIC}</p>\n<p dir=\"auto\">In words.</p>\n</blockquote>")
        }),
        (format!("- {ARABIC}\n- word"), format!("<ul>\n<li dir=\"auto\">{ARABIC}</li>\n<li>word</li>\n</ul>")),
        (format!("- {ARABIC}\n\n  {ARABIC}\n"), {
            format!("<ul>\n<li dir=\"auto\"><p>{ARABIC}</p>\n<p>{ARABIC}</p>\n</li>\n</ul>")
        }),
        ("&quot;نص&quot;".to_owned(), "<p dir=\"auto\">\"نص\"</p>".to_owned()),
    ] {
        assert_eq!(shown("en", &markdown).replace("&quot;", "\""), expected, "{markdown}");
    }
    let heading = shown("en", &format!("## {ARABIC}\n\nWord."));
    assert!(heading.contains(&format!("\" dir=\"auto\">{ARABIC}</h2>")), "{heading}");
    let table = shown("en", &format!("| a | b |\n|---|--:|\n| {ARABIC} | {ARABIC} |\n"));
    assert!(table.contains(&format!("<td dir=\"auto\">{ARABIC}</td>")), "{table}");
    assert!(table.contains(&format!("<td class=\"align-right\" dir=\"auto\">{ARABIC}</td>")), "{table}");
    let terms = shown("en", &format!("{ARABIC}\n: {ARABIC}\n"));
    assert!(terms.contains("<dt dir=\"auto\">") && terms.contains("<dd dir=\"auto\">"), "{terms}");
    // In an Arabic letter it is the other way round.
    assert_eq!(shown("ar", "words"), "<p dir=\"auto\">words</p>");
    assert_eq!(shown("ar", ARABIC), format!("<p>{ARABIC}</p>"));
}

#[test]
fn block_of_the_same_direction_has_no_byte_more() {
    for markdown in ["word نص", "12 — 中文", "[words](https://a.example/) نص", "русский נ"] {
        assert!(!shown("en", markdown).contains("dir="), "{markdown}");
    }
}

#[test]
fn label_is_no_word_of_its_item() {
    let labels = |lang: &str, words: &str| shown(lang, &format!("(a) {words}\n(b) {words}"));
    for (lang, words, dir) in
        [("en", ARABIC, " dir=\"rtl\""), ("ar", "words", " dir=\"ltr\""), ("ar", ARABIC, ""), ("en", "words", "")]
    {
        let shown = labels(lang, words);
        assert!(shown.contains(&format!("<li{dir}><span class=\"item-label\">(a)</span>")), "{shown}");
    }
}

#[test]
fn mail_tells_the_direction_outright() {
    let site = site("en", &format!("> {ARABIC}\n>\n> In words.\n\n{ARABIC}"));
    let mail = site.build().text("letters/upr-49/newsletter.html");
    for block in ["<blockquote dir=\"rtl\"", "<p dir=\"ltr\"", "<p dir=\"rtl\""] {
        assert!(mail.contains(block), "no {block} in {mail}");
    }
    for (block, style) in [
        ("<blockquote dir=\"rtl\"", "border-right:3px"),
        ("<blockquote dir=\"rtl\"", "border-left:0"),
        ("<blockquote dir=\"rtl\"", "text-align:right"),
        ("<p dir=\"rtl\"", "text-align:right"),
        ("<p dir=\"ltr\"", "text-align:left"),
    ] {
        let tag = mail.split_once(block).expect("the block").1.split_once('>').expect("its end").0;
        assert!(tag.contains(style), "no {style} in {block}{tag}");
    }
    assert!(!mail.contains("<p dir=\"auto\"") && !mail.contains("<blockquote dir=\"auto\""), "{mail}");
}

#[test]
fn cells_of_tables_keep_their_direction_in_mails() {
    let mail = |markdown: &str| site("en", markdown).build().text("letters/upr-49/newsletter.html");
    let narrow = mail(&format!("| Name | Words |\n|---|---|\n| a | {ARABIC} |\n"));
    let cell = narrow.split_once("<td dir=\"rtl\"").expect("the cell").1;
    assert!(cell.split_once('>').expect("its end").0.contains("text-align:right"), "{cell}");
    let wide = mail(&format!("| A | B | C | D | E |\n|---|---|---|---|---|\n| a | b | c | d | {ARABIC} |\n"));
    let row = wide.split_once("<div dir=\"rtl\"").expect("the cell").1;
    assert!(row.split_once('>').expect("its end").0.contains("text-align:right"), "{row}");
}
