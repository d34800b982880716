//! The text of bodies.

use super::text::{TextCx, text_of};
use super::wrap::{underlined, wrapped};

/// Makes a text and compares.
#[track_caller]
fn check(html: &str, expected: &str) {
    assert_eq!(text_of(html, TextCx { rtl: false, image: "Image" }), expected, "{html}");
}

#[test]
fn paragraphs_are_wrapped_and_apart() {
    check("<p>One.</p>\n<p>Two &amp; <em>three</em>\nfour.</p>\n", "One.\n\nTwo & three four.\n");
    let long = "word ".repeat(20);
    check(&format!("<p>{long}</p>"), &format!("{}\n{}\n", "word ".repeat(14).trim(), "word ".repeat(6).trim()));
}

#[test]
fn headings_are_underlined() {
    check(
        "<h2>Why now</h2>\n<p>So.</p>\n<h3>In law</h3>\n<p>Yes.</p>",
        "Why now\n-------\n\nSo.\n\nIn law\n......\n\nYes.\n",
    );
    check("<h2>日本</h2>", "日本\n----\n");
}

#[test]
fn lists_have_hanging_indents() {
    let words = "twelve ".repeat(12);
    check(
        &format!("<ul>\n<li>{words}</li>\n<li>b</li>\n</ul>\n<p>c</p>"),
        &format!("- {}\n  {}\n- b\n\nc\n", "twelve ".repeat(10).trim(), "twelve ".repeat(2).trim()),
    );
    check("<ol start=\"9\">\n<li>a</li>\n<li>b</li>\n</ol>", "9. a\n10. b\n");
}

#[test]
fn loose_and_nested_lists_keep_their_shape() {
    check("<p>x</p><ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n<li>\n<p>c</p>\n</li>\n</ul>", "x\n\n- a\n\n  b\n\n- c\n");
    check("<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>", "- a\n  - b\n- c\n");
    check("<ul>\n<li></li>\n<li>b</li>\n</ul>", "-\n- b\n");
}

#[test]
fn quotes_and_alerts_stand_behind_marks() {
    check("<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>\n<p>c</p>", "> a\n>\n> b\n\nc\n");
    check(
        "<p>x</p><blockquote>\n<p>a</p>\n<blockquote><p>b</p></blockquote><p>c</p></blockquote>",
        "x\n\n> a\n>\n> > b\n>\n> c\n",
    );
    check(
        "<p>x</p><div class=\"alert\"><p>a</p></div><ul><li><p>b</p><blockquote><p>c</p></blockquote></li></ul>",
        "x\n\n| a\n\n- b\n\n  > c\n",
    );
    check("<div class=\"alert\"><p class=\"alert-title\">Note</p>\n<p>a</p>\n</div>", "| Note\n| a\n");
}

#[test]
fn links_show_where_they_lead() {
    check("<p>See <a href=\"https://un.org/a\">the text</a>.</p>", "See the text <https://un.org/a>.\n");
    check("<p><a href=\"https://un.org/\">un.org</a></p>", "<https://un.org/>\n");
    check("<p><a href=\"https://un.org/?a=1&amp;b\">https://un.org/?a=1&amp;b</a></p>", "<https://un.org/?a=1&b>\n");
    check(
        "<p><a href=\"mailto:a@b.org\">a@b.org</a> <a href=\"mailto:a@b.org?subject=x\">us</a></p>",
        "a@b.org us <a@b.org>\n",
    );
    check("<p><a href=\"tel:+41\">+41</a></p>", "+41\n");
}

#[test]
fn long_address_stands_on_a_line_of_its_own() {
    let url = format!("https://example.org/{}", "a".repeat(90));
    check(&format!("<p>See <a href=\"{url}\">this</a> now.</p>"), &format!("See this\n<{url}>\nnow.\n"));
}

#[test]
fn narrow_tables_are_columns() {
    check(
        "<table class=\"data\"><thead><tr><th scope=\"col\">State</th><th scope=\"col\" class=\"align-right\">N</th></tr></thead>\
         <tbody><tr><td>Kenya</td><td class=\"align-right\">7</td></tr><tr><td>日本国の</td><td class=\"align-right\">12</td></tr></tbody></table><p>x</p>",
        "State      N\n--------  --\nKenya      7\n日本国の  12\n\nx\n",
    );
}

#[test]
fn wide_tables_are_rows() {
    let long = "a long cell that takes forty columns or so";
    check(
        &format!(
            "<table class=\"data\"><thead><tr><th scope=\"col\">What</th><th scope=\"col\">Where</th></tr></thead><tbody>\
             <tr><td>{long}</td><td>{long}</td></tr><tr><td>b</td><td></td></tr></tbody></table>"
        ),
        &format!("What: {long}\nWhere: {long}\n\nWhat: b\nWhere:\n"),
    );
    check(
        "<div class=\"rows\"><div class=\"row\"><div><strong>1:</strong> a</div><div><strong>2:</strong> b</div></div>\
         <div class=\"row\"><div><strong>1:</strong> c</div></div></div>",
        "1: a\n2: b\n\n1: c\n",
    );
}

#[test]
fn pictures_are_described() {
    check(
        "<div class=\"figure\"><img src=\"https://x/a.jpg\" alt=\"A bridge\" width=\"5\" height=\"5\"><p class=\"caption\">Photo: B</p></div><p>c</p>",
        "[Image: A bridge]\nPhoto: B\n\nc\n",
    );
    check("<p><a class=\"picture\" href=\"https://x/a.svg\">A map</a></p>", "[Image: A map] <https://x/a.svg>\n");
}

#[test]
fn footnotes_carry_their_numbers() {
    check(
        "<p>x<sup>[1]</sup></p>\n<div class=\"notes\"><h2>Footnotes</h2><ol>\n<li id=\"fn-a-1\"><p>See. </p></li>\n\
         <li id=\"fn-a-2\"><p>And.</p></li>\n</ol></div>",
        "x[1]\n\nFootnotes\n---------\n\n[1] See.\n\n[2] And.\n",
    );
}

#[test]
fn code_is_kept_as_typed_and_cut() {
    check("<pre><code>a  b\n\tc &lt;\n</code></pre>", "    a  b\n        c <\n");
    check(
        "<div class=\"pre\"><code>a&nbsp; b<br>&nbsp; &nbsp; c &lt;</code></div><p>d</p>",
        "    a  b\n        c <\n\nd\n",
    );
    check(
        &format!("<pre><code>{}</code></pre>", "x".repeat(80)),
        &format!("    {}\n    {}\n", "x".repeat(68), "x".repeat(12)),
    );
}

#[test]
fn definitions_rules_and_priorities() {
    check("<dl>\n<dt>R2P</dt>\n<dd>A norm.</dd>\n</dl>\n", "R2P\n    A norm.\n");
    check("<p>a</p>\n<hr>\n<p>b</p>", "a\n\n* * *\n\nb\n");
    check(
        "<ul>\n<li class=\"recommendation\">Do it. <span class=\"priority\">Priority</span> </li>\n</ul>",
        "- Do it. [Priority]\n",
    );
    check("<p>a<br>\nb</p>", "a\nb\n");
}

#[test]
fn right_to_left_lines_that_begin_otherwise_are_marked() {
    let text = text_of("<p>UPR 50 تبدأ الدورة</p><p>نكتب</p>", TextCx { rtl: true, image: "صورة" });
    assert_eq!(text, "\u{200f}UPR 50 تبدأ الدورة\n\nنكتب\n");
    assert_eq!(wrapped("a b", false), "a b");
    assert_eq!(underlined("نكتب", "=", true), "نكتب\n====");
}

#[test]
fn no_line_is_longer_than_it_may_be() {
    let html = format!(
        "<blockquote><ul><li>{}<ul><li>{}</li></ul></li></ul></blockquote><h2>{}</h2><table><tr><td>{}</td></tr></table>",
        "wort ".repeat(60),
        "語".repeat(200),
        "Überschrift ".repeat(20),
        "x".repeat(300)
    );
    for line in text_of(&html, TextCx { rtl: false, image: "Image" }).lines() {
        assert!(super::width(line) <= 72, "{line}");
    }
}

#[test]
fn hostile_markup_is_read_to_its_end() {
    for html in [
        "</p></li>",
        "<li>a",
        "<ul><li><table><tr><td><ul><li>x",
        "<a href='x'>",
        "<td>a</td>",
        "<table><td>a<table><td>b",
    ] {
        let _ = text_of(html, TextCx { rtl: false, image: "Image" });
    }
}
