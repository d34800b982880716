//! What an author wrote is on the page: words beside comments, colons that define nothing, tildes, footnotes.

use crate::site_test::{LETTER, SETTINGS, SiteTest};

/// Builds a letter with this body and returns what its page holds; there may be warnings.
#[track_caller]
fn page(body: &str) -> String {
    let letter = LETTER.replace("We write ahead of the session.\n", body);
    let built = SiteTest::new().file("content/letters/upr-49.md", letter).build();
    let page = built.files.get("letters/upr-49/index.html").unwrap_or_else(|| panic!("{}", built.report()));
    let page = String::from_utf8_lossy(page);
    page[page.find("<main").unwrap_or(0)..page.find("</main>").unwrap_or(page.len())].to_owned()
}

/// Fails unless the page of a letter holds each of these pieces, in this order.
#[track_caller]
fn check(body: &str, pieces: &[&str]) {
    let page = page(body);
    let mut from = 0;
    for piece in pieces {
        let found = page[from..].find(piece);
        assert!(found.is_some(), "{piece:?} is not where it should be in\n{page}");
        from += found.unwrap_or(0) + piece.len();
    }
}

/// Fails if the page of a letter holds any of these pieces.
#[track_caller]
fn check_not(body: &str, pieces: &[&str]) {
    let page = page(body);
    for piece in pieces {
        assert!(!page.contains(piece), "{piece:?} is in\n{page}");
    }
}

#[test]
fn words_beside_a_comment_are_read() {
    check(
        "<!-- check --> This **sentence** is for readers.\n",
        &["<p>This <strong>sentence</strong> is for readers.</p>"],
    );
    check("<!-- a --> one <!-- b --> two <!-- c -->\n", &["one", "two"]);
    check("Été <!-- a --> one <!-- b --> two\n", &["Été", "one", "two"]);
    check("Above.\n<!-- a --> below\n", &["<p>Above.\nbelow</p>"]);
    check("<!-- over\n\nthree lines --> then words\n", &["<p>then words</p>"]);
    check("> <!-- a --> quoted *words*\n> and more\n", &["<blockquote>\n<p>quoted <em>words</em>\nand more</p>"]);
    check("[^1]: <!-- a --> a note\n\nText.[^1]\n", &["Text.", "a note"]);
    check("Term\n: <!-- a --> meaning\n", &["<dt>Term</dt>", "<dd>meaning"]);
    check("<!--> one\n\n<!---> two\n", &["<p>one</p>", "<p>two</p>"]);
    check("<!-- a -->\n\nwords\n", &["<p>words</p>"]);
    check("> <!-- a\n> b --> quoted *words*\n", &["<blockquote>\n<p>quoted <em>words</em></p>"]);
    check("1. <!-- a --> one\n2. two\n", &["<ol>\n<li>one</li>\n<li>two</li>"]);
    check(
        "```\n<!-- a --> one\n: two\n:three\n```\n\n<!-- b --> four\n",
        &["&lt;!-- a --&gt; one\n: two\n:three", "<p>four</p>"],
    );
    check("`code\n<!-- a --> in it` <!-- b --> x\n\n<!-- c --> four\n", &["<code>code &lt;!-- a --&gt; in it</code>"]);
    for body in [
        "<!-- secret -->\n",
        "<!-- secret\n\nsecret -->\n",
        "a <!-- secret --> b\n",
        "<!-- secret --> b\n",
        "- <!-- secret\n  secret -->\n  b\n",
    ] {
        check_not(body, &["secret", "&lt;!--", "--&gt;"]);
    }
}

#[test]
fn recommendation_beside_a_comment_is_one() {
    check("- <!-- x --> Name an official. {#official}\n", &["id=\"official\"", "Name an official."]);
    check("- <!-- x\n\n  y --> Name an official. {#official}\n", &["id=\"official\"", "Name an official."]);
    check("- Name an official. <!-- x --> {#official}\n", &["id=\"official\""]);
}

#[test]
fn colon_without_a_blank_defines_nothing() {
    check(
        "We met the delegation.\n\n:warning: Dates may change.\n\nText.\n\n::: note\nInside.\n:::\n\nThank you\n\n:) and see you.\n",
        &["<p>We met the delegation.</p>", "<p>:warning: Dates may change.</p>", "<p>:) and see you.</p>"],
    );
    check("A line\n:) below\n", &["<p>A line\n:) below</p>"]);
    check("> quoted\n> :été: words\n", &["<blockquote>\n<p>quoted\n:été: words</p>"]);
    check("- item\n\n  :x: words\n- two\n", &["<p>item</p>\n<p>:x: words</p>"]);
    check("Text\n\n:\n\nMore\n", &["<p>Text</p>\n<p>:</p>\n<p>More</p>"]);
    // With definitions on the same page.
    check(
        "Term\n: meaning\n\nÉté\n\n:warning: *Dates* may `change`.\n",
        &[
            "<dt>Term</dt>\n<dd>meaning</dd>\n</dl>\n<p>Été</p>\n<p>:warning: <em>Dates</em> may <code>change</code>.</p>",
        ],
    );
    check("Term\n: meaning\n:also: here\n", &["<dt>Term</dt>\n<dd>meaning\n:also: here</dd>"]);
    check(
        "Term\n:\tmeaning\n\n[a\n:b](/letters/ \"c\n:d\") e\n",
        &["<dd>meaning</dd>", "title=\"c\n:d\"", ">a\n:b</a> e"],
    );
    check("Term\n: meaning\n\n`a\n:b`, c\n", &["<code>a :b</code>, c"]);
    check("Term\n: meaning\n\nA | B\n:-- | --:\n1 | 2\n", &["class=\"align-left\">A", "class=\"align-right\">2"]);
}

#[test]
fn one_tilde_does_not_strike() {
    check("About ~5 % of it, and ~10 % of that.\n", &["About ~5 % of it, and ~10 % of that."]);
    check("H~2~O, ~all~ of it, ~~none~~.\n", &["H~2~O, ~all~ of it, <del>none</del>."]);
}

#[test]
fn footnotes_are_found_in_any_case() {
    let body = "One[^Note], two[^STRASSE  x].\n\n[^note]: First words.\n\n[^straße x]: Second words.\n";
    check(body, &["fnref-1", "fnref-2", "<li id=\"fn-1\">", "First words", "<li id=\"fn-2\">", "Second words"]);
    check_not(body, &["fn-3"]);
}

#[test]
fn brackets_before_a_link_are_words() {
    check(
        "Read: [Arabic][PDF](https://example.org/ar.pdf).\n",
        &["[Arabic]<a href=\"https://example.org/ar.pdf\">PDF</a>"],
    );
    check("Read: [a][b][PDF](https://example.org/ar.pdf).\n", &["[a][b]<a href"]);
    check("Read: [a][b][c].\n\n[c]: https://example.org/c\n", &["[a]<a href=\"https://example.org/c\">b</a>."]);
}

#[test]
fn prose_is_left_alone() {
    let texts = [
        "A note [sic] and f(x)[i], see (2019)[1] and [in French] (see below).",
        "The [[T]he committee] said so, [[1]](https://example.org/) and `[[x]]`.",
        "Escaped \\[a\\](b c), \\{.x}, \\## no, \\**x ** and \\<br>.",
        "#hashtag and #1, {a, b} and {sic}, a set {x} of y.",
        "!!! Important: read this. ??? Really.",
        "??? Wirklich",
        "A | B, or | C | D.",
        "| One row |",
        "| x | = 3",
        "Serbia** or so.\n\n**Excludes Kosovo and *p < 0.05, 2 ** 3 ** 4.",
        "-\u{a0}5 % and +\u{a0}41 22 000 00 00",
        "+\u{a0}41 22 000 00 00",
        "5.\u{a0}Mai 2025",
        "*\u{a0}Reference to Kosovo",
        "\u{a0}\u{a0}indented, and a\u{a0}- b",
        "a < b, <!- x and -->, x<y>z and 3 <<<<<<< 4",
        "`<br>` and `{% x %}` and `##x` and `**`.",
        "    ::: note\n    ##x [[a]] {.b} <<<<<<<",
        "```\n::: note\n##x\n[[a]] {.b}\n| a |\n| b |\n<<<<<<< x\n```",
        "Title\n=======\n",
        ":: x and ::x and :)",
        "[a](</letters/>) \"quoted\", **bold**, ***both***, ~~gone~~",
        "> quoted [!] and [!x y]\n> more",
        "A link [a]\n(in brackets) and [video] and [audio].",
        "[x]: is no definition\n\nand [y]:\n\nnor this",
        "Line\n[note]: not a definition, since a paragraph is open",
        "Line one  \nLine two\\\nLine three",
        "- [ ] to do\n- [x] done",
        "1999\u{2009}\u{2013}\u{2009}2005",
    ];
    let site = texts.iter().enumerate().fold(SiteTest::new(), |site, (at, text)| {
        site.file(&format!("content/pages/p{at}.md"), format!("---\ntitle: A page\n---\n{text}\n"))
    });
    let built = site.build();
    let report = built.report();
    assert!(built.codes().iter().all(|code| *code == "heading-level"), "{report}");
}

#[test]
fn signs_in_any_order_become_a_page_or_a_message() {
    const SIGNS: [&str; 54] = [
        "<!--",
        "-->",
        "<!-->",
        "<!-",
        ":",
        ": ",
        ":::",
        "\n:::\n",
        "\n::: details summary=a\n",
        "\n::: quote by=\"b\"\n",
        "\n:::: columns\n::: column\n",
        "\n::: figure src=a.png alt=\"b\"\n",
        "\n::: gallery\n",
        "\n: a",
        "\n:b",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "1. ",
        "    ",
        "[",
        "]",
        "[[",
        "]]",
        "](",
        ")[",
        "] (",
        "[^1]",
        "[^1]: ",
        "[a]: b",
        "[A]: c",
        "|",
        "|-|-|",
        "| a | b | c |",
        "#",
        "##",
        "\u{a0}",
        "\u{200b}",
        "*",
        "**",
        "~",
        "~~",
        "`",
        "```",
        "{",
        "{.x}",
        "{{<",
        "%}",
        "<br>",
        "<",
        "<<<<<<< ",
        "été",
        "日本 ",
    ];
    let mut seed = 7_u64;
    let mut below = |limit: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % limit
    };
    for raw_html in [false, true] {
        let mut site = SiteTest::new();
        if raw_html {
            site = site.file("content/site.yaml", format!("{SETTINGS}unsafe_html: true\n"));
        }
        for at in 0..400 {
            let body: String = (0..3 + below(24)).map(|_| SIGNS[below(SIGNS.len())]).collect();
            site = site.file(&format!("content/pages/p{at}.md"), format!("---\ntitle: A page\n---\n{body}\n"));
        }
        let built = site.build();
        let without_place = built.diagnostics.iter().find(|found| found.span.is_none());
        assert!(without_place.is_none() && built.diagnostics.len() > 100, "{without_place:?}");
    }
}
