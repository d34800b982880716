//! What is told of a text where its form is gone: descriptions, contents, names of pictures, recommendations in lists.

use crate::site_test::{GIF, LETTER, SiteTest};

/// Returns a site with a letter of this body.
fn letter(body: &str) -> SiteTest {
    SiteTest::new()
        .file("content/letters/upr-49.md", LETTER.replace("We write ahead of the session.\n", body))
        .file("content/letters/dot.gif", GIF)
}

/// Fails unless the description of a letter with this body is that.
#[track_caller]
fn check(site: &SiteTest, expected: &str) {
    let built = site.build();
    built.assert_silent();
    let page = built.text("letters/upr-49/index.html");
    let found = page.split("<meta name=\"description\" content=\"").nth(1).and_then(|rest| rest.split('"').next());
    assert_eq!(found, Some(expected), "{page}");
}

/// Returns the same site with raw HTML let through.
fn raw(site: SiteTest) -> SiteTest {
    site.replace("content/site.yaml", "name:", "unsafe_html: true\nname:")
}

#[test]
fn struck_words_are_in_no_description() {
    check(&letter("The law ~~shall~~ should be amended ~~now~~.\n"), "The law should be amended.");
    check(&letter("~~All of it.~~\n\nThe rest.\n"), "The rest.");
    check(&letter("~~**a** [b](https://b.example/) `c`~~ d ~~e~~, f\n"), "d, f");
    check(&raw(letter("The <del>old</del> <s>law</s> <STRIKE>x</STRIKE> stands.\n")), "The stands.");
    check(&raw(letter("The <del>old\n\nlaw</del> stands.\n")), "The");
    // In HTML they stay, struck.
    let page = letter("The law ~~shall~~ should.\n").build().text("letters/upr-49/index.html");
    assert!(page.contains("The law <del>shall</del> should."), "{page}");
}

#[test]
fn struck_words_are_in_no_contents_and_no_list() {
    let built = letter("Text.\n\n## Old ~~and new~~ law\n\n## ~~Gone~~\n\n## One\n\n## Two\n\n## Three\n\n- ~~Repeal~~ Amend it. {#amend}\n").build();
    built.assert_silent();
    let page = built.text("letters/upr-49/index.html");
    assert!(page.contains("<h2 id=\"old-law\">Old <del>and new</del> law</h2>"), "{page}");
    assert!(page.contains("<h2 id=\"gone\"><del>Gone</del></h2>"), "{page}");
    assert!(page.contains(">Old law</a>") && !page.contains("href=\"#gone\""), "{page}");
    let empty = letter("Text.\n\n## [^1]\n\n[^1]: A note.\n").build();
    assert_eq!(empty.codes(), ["empty-heading"]);
}

#[test]
fn descriptions_keep_the_words_of_every_element() {
    check(
        &letter("A [link](https://b.example/ \"t\"), `code`, *em* and **strong**.[^1]\n\n[^1]: A note.\n"),
        "A link, code, em and strong.",
    );
    check(&letter("Press ![the dot](dot.gif) twice\\\nor\nmore.\n"), "Press the dot twice or more.");
    check(&letter("![A dot](dot.gif)\n\nWords.\n"), "Words.");
    check(&letter("[![A dot](dot.gif)](https://b.example/)\n\nWords.\n"), "Words.");
    check(
        &raw(letter("10<sup>6</sup> m<sup>2</sup> of CO<sub>2</sub>,<br>the 1<sup>st</sup> time.\n")),
        "10⁶ m² of CO₂, the 1st time.",
    );
}

#[test]
fn words_of_raw_html_that_is_allowed_are_told() {
    let told = |body: &str, expected: &str| check(&raw(letter(body)), expected);
    told("<p>We <b>write</b> ahead,&nbsp;<br>of 10<sup>6</sup>.</p>\n<p>More.</p>\n", "We write ahead, of 10⁶.");
    told("<div>One <del>two</del> three</div>\n\nMore.\n", "One three");
    told("<section><h2 id=\"a\">Head</h2><p>Words &amp; more.</p></section>\n", "Words &amp; more.");
    told("<h2>Head</h2>\n<ul><li>Item</li></ul>\n\nMore.\n", "More.");
    told("<div>\n\nInner.\n\n</div>\n", "Inner.");
    // What is raised may begin the block after one that ends with what is struck.
    told("<div>a<s>x</s></div><div><sup> 2</sup></div>\n\nMore.\n", "a");
    told("<!-- a note -->\n<div class=\"x\"></div>\n\nMore.\n", "More.");
    // They are quoted with a recommendation too.
    let list = "- Ratify:\n\n  <div>in <i>June</i></div>\n\n  at last. {#ratify}\n";
    let state = raw(letter(list)).build().text("states/ken/index.html");
    assert!(state.contains("<div>in <i>June</i></div>"), "{state}");
}

#[test]
fn names_of_pictures_keep_all_words_but_struck_ones() {
    let page = letter("a ![A `code` of\nthe ~~old~~ *hall*](dot.gif) b\n").build().text("letters/upr-49/index.html");
    assert!(page.contains("alt=\"A code of the hall\""), "{page}");
    assert!(!page.contains("<code>"), "{page}");
    let page = letter("a ~~b ![The hall](dot.gif)~~ c\n").build().text("letters/upr-49/index.html");
    assert!(page.contains("alt=\"The hall\""), "{page}");
}
