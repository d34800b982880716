//! Quotation marks as they are printed in each language, and what keeps its straight ones.

use crate::site_test::{LETTER, SiteTest};

/// Returns a letter's text in a language, as it stands on the page.
fn shown(lang: &str, markdown: &str) -> String {
    let site = SiteTest::new()
        .replace("content/site.yaml", "base_url", &format!("language: {lang}\nbase_url"))
        .file("content/letters/upr-49.md", format!("{LETTER}\nBEGIN\n\n{markdown}\n\nEND\n"));
    let page = site.build().text("letters/upr-49/index.html");
    let (_, rest) = page.split_once("BEGIN</p>").expect("the text is on the page");
    // In an Arabic letter these words run the other way.
    let html = rest.replace(" dir=\"auto\"", "");
    let html = html.split_once("<p>END").expect("it has an end").0.trim();
    html.replace("&quot;", "\"").replace("&#39;", "'")
}

/// Fails unless paragraphs are shown so, in a language.
#[track_caller]
fn check(lang: &str, markdown: &str, expected: &str) {
    let html = expected.split("\n\n").map(|paragraph| format!("<p>{paragraph}</p>")).collect::<Vec<_>>().join("\n");
    assert_eq!(shown(lang, markdown), html, "{lang}: {markdown}");
}

#[test]
fn closing_marks_close() {
    // The case, and what comes near it.
    check("en", r#"He said: "the second part.""#, "He said: “the second part.”");
    check("en", "\"The first part.\n\nThe second part.\"", "“The first part.\n\nThe second part.”");
    check("en", r#"A board of 6" and one of 5'10"."#, "A board of 6” and one of 5’10”.");
    check("en", r#"“mixed" and "mixed”"#, "“mixed” and “mixed”");
    check("en", r#"("in brackets") ["in square ones"] "x"—"y""#, "(“in brackets”) [“in square ones”] “x”—“y”");
    check(
        "en",
        r#"*"em"* "*em*" **"bold"**, "**bold**","#,
        "<em>“em”</em> “<em>em</em>” <strong>“bold”</strong>, “<strong>bold</strong>”,",
    );
    check("en", r#""[a link](https://a.example/)"."#, "“<a href=\"https://a.example/\">a link</a>”.");
    // Most notes stand behind what was quoted.
    check(
        "en",
        r#""Never again."¹ "So,"² m²" and "why?"(12) "see (x)"[12]"#,
        "“Never again.”¹ “So,”² m²” and “why?”(12) “see (x)”[12]",
    );
    check("en", r#"(see "[t]he State") and "(a)" or—"[T]he""#, "(see “[t]he State”) and “(a)” or—“[T]he”");
    let noted = shown("en", "\"Never again.\"[^1] \"*Never.*\"[^1]\n\n\"One.\n\nTwo.\"[^1]\n\n[^1]: A note.");
    assert!(!noted.contains("“<sup") && noted.matches("”<sup").count() == 3, "{noted}");
    check("en", r#""e&#x301;" "&mdash;x" x&hellip;""#, "“e\u{301}” “—x” x…”");
    check("en", "a \" b", "a \" b");
}

#[test]
fn single_marks_are_apostrophes_unless_they_quote() {
    check("en", "It's the states' duty, 'tis said.", "It’s the states’ duty, ’tis said.");
    check("en", "'It doesn't', she said, 'matter'.", "‘It doesn’t’, she said, ‘matter’.");
    check("en", r#""A 'quote' within""#, "“A ‘quote’ within”");
    check("en", "'*emphasis*' and the '70s", "‘<em>emphasis</em>’ and the ’70s");
    // What leaves something out opens nothing, though a mark that could close it comes.
    check("en", "the '90s and the states' duty", "the ’90s and the states’ duty");
    check("en", "the class of '68, and the states' duty", "the class of ’68, and the states’ duty");
    check("en", "'Tis the states' duty", "’Tis the states’ duty");
    check("de", "die '68er und der Staaten' Pflicht", "die ’68er und der Staaten’ Pflicht");
    check("en", "'90 people died', 'in 1990', '12' and '5th'", "‘90 people died’, ‘in 1990’, ‘12’ and ‘5th’");
    // Nothing opens in one paragraph and closes in the next.
    check("en", "'one\n\ntwo'", "’one\n\ntwo’");
}

#[test]
fn each_language_has_its_own() {
    for (lang, expected) in [
        ("en-GB", "“one ‘two’ three” don’t"),
        ("de", "„one ‚two‘ three“ don’t"),
        ("de-CH", "«one ‹two› three» don’t"),
        ("cs", "„one ‚two‘ three“ don’t"),
        ("pl", "„one 'two' three” don’t"),
        ("fr", "«\u{202f}one 'two' three\u{202f}» don’t"),
        ("fr-CA", "«\u{202f}one 'two' three\u{202f}» don’t"),
        ("es", "«one 'two' three» don’t"),
        ("it", "«one 'two' three» don’t"),
        ("ru", "«one 'two' three» don’t"),
        ("ar", "«one 'two' three» don’t"),
        ("sv", "”one ’two’ three” don’t"),
        ("nl", "“one ‘two’ three” don’t"),
        // Not certain: as they were typed.
        ("es-MX", "\"one 'two' three\" don't"),
        ("ja", "\"one 'two' three\" don't"),
        ("tlh", "\"one 'two' three\" don't"),
    ] {
        check(lang, r#""one 'two' three" don't"#, expected);
    }
    check("fr", "l'*État* et l'\"État\", aujourd'hui", "l’<em>État</em> et l’«\u{202f}État\u{202f}», aujourd’hui");
}

#[test]
fn dashes_and_ellipses_are_english() {
    check("en", "1--2, a---b, ----, -----, -------, a-b, x..., y...., z..", "1–2, a—b, ––, —–, —––, a-b, x…, y…., z..");
    check("de", "1--2, x...", "1--2, x...");
}

#[test]
fn what_is_no_prose_keeps_what_was_typed() {
    check("en", r#"`"code" -- it's`"#, "<code>\"code\" -- it's</code>");
    check("en", r#"\"straight\" \'too\' \-- \..."#, "\"straight\" 'too' -- ...");
    check("en", "&quot;named&quot;", "\"named\"");
    check("en", "<https://a.example/x--y>", "<a href=\"https://a.example/x--y\">https://a.example/x--y</a>");
    check(
        "en",
        "See \"https://a.example/x--y's\".",
        "See “<a href=\"https://a.example/x--y's\">https://a.example/x--y's</a>”.",
    );
    let code = shown("en", "```\n\"code\" -- it's...\n```");
    assert!(code.contains("\"code\" -- it's..."), "{code}");
    // A mark is found as it stands.
    let site =
        SiteTest::new().file("content/letters/upr-49.md", format!("{LETTER}\n- \"Do\" it. {{#a--b states=KEN}}\n"));
    let page = site.build().text("letters/upr-49/index.html");
    assert!(page.contains("id=\"a--b\"") && page.contains("“Do” it."), "{page}");
}

#[test]
fn alternative_text_and_headings_have_them_too() {
    let site = SiteTest::new()
        .file("content/letters/dot.png", dot())
        .file("content/letters/upr-49.md", format!("{LETTER}\n## It's \"so\" 'here'\n\n![a \"b\" 'c'](dot.png)\n"));
    let page = site.build().text("letters/upr-49/index.html");
    assert!(page.contains("alt=\"a “b” ‘c’\""), "{page}");
    assert!(page.contains("It’s “so” ‘here’"), "{page}");
}

/// Returns a picture of one dot.
fn dot() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(1, 1).write_to(&mut bytes, image::ImageFormat::Png).expect("it is written to memory");
    bytes.into_inner()
}
