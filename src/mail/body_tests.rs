//! The bodies of mails.

use super::body::{BodyCx, MailImage, mail_body};

/// Makes a body and compares.
fn check(html: &str, expected: &str) {
    let absolute = |url: &str| format!("https://example.org{url}");
    let image = |url: &str| {
        let url = url.strip_suffix(".jpg")?;
        Some(MailImage { url: format!("https://example.org{url}.jpg"), width: 560, height: 300 })
    };
    let page = "https://example.org/letters/a/";
    let cx = BodyCx { page, slug: "a", absolute: &absolute, image: &image };
    let body = mail_body(html, &cx);
    assert_eq!([body.text, body.notes].concat(), expected, "{html}");
}

#[test]
fn addresses_become_absolute() {
    check("<p><a href=\"/b/?x=1&amp;y\">b</a></p>", "<p><a href=\"https://example.org/b/?x=1&amp;y\">b</a></p>");
    check("<a href=\"https://un.org/\">u</a>", "<a href=\"https://un.org/\">u</a>");
    check("<a>not published</a>", "not published");
    check("<a href=\"#why\">why</a>", "<a href=\"https://example.org/letters/a/#why\">why</a>");
}

#[test]
fn footnotes_read_without_jumping() {
    check(
        "<p>x<sup class=\"fn-ref\"><a href=\"#fn-1\" id=\"fnref-1\">1</a></sup></p>\n<section class=\"footnotes\" \
         aria-label=\"Notes\"><ol>\n<li id=\"fn-1\"><p>See. <a class=\"fn-back\" href=\"#fnref-1\" \
         aria-label=\"Back\">↩</a></p></li>\n</ol></section>\n",
        "<p>x<sup class=\"mention soft\">[1]</sup></p>\n\n<div class=\"notes\"><h2>Notes</h2><ol>\n<li id=\"fn-a-1\"><p>See. </p></li>\n\
         </ol></div>",
    );
}

#[test]
fn links_to_recommendations_go() {
    check(
        "<li class=\"recommendation priority\" id=\"x\">Do it. <a \
         class=\"rec-link\" href=\"#x\" aria-label=\"Link\">#</a></li>",
        "<li>Do it. </li>",
    );
}

#[test]
fn pictures_are_those_for_mail_or_links() {
    check(
        "<figure><img src=\"/a.jpg\" alt=\"A &amp; b\" width=\"9\" loading=\"lazy\"><figcaption>C</figcaption></figure>",
        "<div class=\"figure\"><img src=\"https://example.org/a.jpg\" alt=\"A &amp; b\" width=\"560\" \
         height=\"300\" style=\"width:100%;max-width:560px\"><p class=\"caption soft\">C</p></div>",
    );
    check("<img src=\"/a.svg\" alt=\"A\">", "<a class=\"picture\" href=\"https://example.org/a.svg\">A</a>");
}

#[test]
fn narrow_table_stays_and_wide_one_becomes_rows() {
    let table = |columns: usize| {
        let cells = |name: &str| (1..=columns).map(|n| format!("<{name}>{n}</{name}>")).collect::<String>();
        let scroll = "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"T\">";
        let (head, body) = (cells("th"), cells("td"));
        format!(
            "{scroll}<table>\n<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n<tr>{body}</tr>\n</tbody>\n</table></div>\n"
        )
    };
    check(
        &table(2),
        "<table class=\"data\"><thead><tr><th scope=\"col\">1</th><th scope=\"col\">2</th></tr></thead><tbody><tr>\
         <td>1</td><td>2</td></tr></tbody></table>\n",
    );
    check(
        &table(5),
        "<div class=\"rows\"><div class=\"row\"><div><strong>1:</strong> 1</div><div><strong>2:</strong> 2</div>\
         <div><strong>3:</strong> 3</div><div><strong>4:</strong> 4</div><div><strong>5:</strong> 5</div></div></div>\n",
    );
}

#[test]
fn text_as_it_was_typed_keeps_its_lines_and_blanks_without_a_style() {
    check(
        "<pre><code class=\"language-x\">a  b   c\n\td &lt;\n\n e\n</code></pre>\n<p>f  g\nh</p>",
        "<div class=\"pre\"><code>a&nbsp; b &nbsp; c<br>&nbsp; &nbsp; d &lt;<br><br>&nbsp;e</code></div>\n<p>f  g\nh</p>",
    );
    check("<pre>\n\n</pre><pre>a", "<div class=\"pre\"></div><div class=\"pre\">a</div>");
}

#[test]
fn what_mail_programs_do_not_know_is_written_otherwise() {
    check("<h1>a</h1><section id=\"s\"><p onclick=\"x\">b</p></section>", "<h2>a</h2><div><p>b</p></div>");
    check("<video><p>a</p></video>", "<p>a</p>");
    check("<p><em>left open", "<p><em>left open</em></p>");
    check("<table><tr><td>a", "<table class=\"data\"><tbody><tr><td>a</td></tr></tbody></table>");
    check("</p></table><td>a</td>", "a");
}

#[test]
fn footnotes_end_where_they_end() {
    let absolute = |url: &str| url.to_owned();
    let image = |_: &str| None;
    let cx = BodyCx { page: "https://example.org/a/", slug: "a", absolute: &absolute, image: &image };
    let body = mail_body("<p>a</p><section class=\"footnotes\"><ol><li>n</li></ol></section><p>b</p>", &cx);
    assert_eq!(body.text, "<p>a</p><p>b</p>");
    assert_eq!(body.notes, "<div class=\"notes\"><h2></h2><ol><li>n</li></ol></div>");
}

#[test]
fn what_stands_over_several_columns_or_rows_goes_on_to() {
    check(
        "<table><thead><tr><th colspan=\"2\">a</th></tr><tr><th>b</th><th>c</th></tr></thead>\
         <tr><td rowspan=\"2\">d</td><td>e</td></tr><tr><td>f</td></tr><tr><td rowspan=\"9\">g</td></tr></table>",
        "<table class=\"data\"><thead><tr><th scope=\"colgroup\" colspan=\"2\">a</th></tr><tr><th scope=\"col\">b</th>\
         <th scope=\"col\">c</th></tr></thead><tbody><tr><td rowspan=\"2\">d</td><td>e</td></tr><tr><td>f</td></tr>\
         <tr><td>g</td><td></td></tr></tbody></table>",
    );
    let wide = "wide-word-of-thirty-characters";
    check(
        &format!(
            "<table><tr><th colspan=\"2\">a</th><th>b</th></tr><tr><td rowspan=\"2\">{wide}</td><td>c</td><td>d</td></tr>\
             <tr><td colspan=\"2\">e</td></tr></table>"
        ),
        &format!(
            "<div class=\"rows\"><div class=\"row\"><div><strong>a:</strong> {wide}</div><div><strong>a:</strong> c</div>\
             <div><strong>b:</strong> d</div></div><div class=\"row\"><div><strong>a:</strong> {wide}</div>\
             <div><strong>a, b:</strong> e</div></div></div>"
        ),
    );
}

#[test]
fn table_of_heads_alone_says_them() {
    let heads: String = (1..=6).map(|n| format!("<th>{n}</th>")).collect();
    let html: String = (1..=6).map(|n| format!("<div>{n}</div>")).collect();
    check(
        &format!("<table><thead><tr>{heads}</tr></thead><tbody></tbody></table>"),
        &format!("<div class=\"rows\"><div class=\"row\">{html}</div></div>"),
    );
}

#[test]
fn heads_are_not_said_again_without_end() {
    let head = format!("<tr><th>{}</th>{}</tr>", "x".repeat(100_000), "<th>y</th>".repeat(8));
    let html = format!("<table>{head}{}</table>", "<tr><td>1</td></tr>".repeat(2_000));
    let absolute = |url: &str| url.to_owned();
    let image = |_: &str| None;
    let cx = BodyCx { page: "https://example.org/a/", slug: "a", absolute: &absolute, image: &image };
    assert!(mail_body(&html, &cx).text.len() < 500_000);
}

#[test]
fn words_of_rare_elements_keep_their_meaning() {
    check(
        "<p><strike>a</strike> <samp>b</samp> <var>c</var> <bdo dir=\"rtl\">d</bdo></p>",
        "<p><s>a</s> <code>b</code> <i>c</i> <bdo dir=\"rtl\">d</bdo></p>",
    );
    check("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rt>ji</rt></ruby>", "漢(kan)字(ji)");
    check(
        "<ol start=\"3\" reversed type=\"a\"><li value=\"7\">x</li></ol>",
        "<ol start=\"3\" type=\"a\"><li value=\"7\">x</li></ol>",
    );
}

#[test]
fn labels_are_a_column_beside_the_words() {
    check(
        "<ul class=\"labels\">\n<li id=\"a\" class=\"recommendation\"><span class=\"item-label\">(a)</span> one</li>\n<li>\
         <span class=\"item-label\">(b)</span> <p>two</p>\n</li>\n<li>three</li>\n<li></li>\n</ul>",
        "<table role=\"presentation\" class=\"labels\" cellspacing=\"0\" cellpadding=\"0\" border=\"0\"><tbody>\n<tr><td \
         class=\"item-label\">(a)</td><td class=\"item-words\"> one</td></tr>\n<tr><td class=\"item-label\">(b)</td><td \
         class=\"item-words\"> <p>two</p>\n</td></tr>\n<tr><td class=\"item-label\"></td><td class=\"item-words\">three</td></tr>\n\
         <tr><td class=\"item-label\"></td><td class=\"item-words\"></td></tr>\n</tbody></table>",
    );
}

#[test]
fn numbers_are_those_of_the_page() {
    check(
        "<ol start=\"3\" type=\"a\"><li>x</li><li value=\"7\">y</li></ol>",
        "<ol start=\"3\" type=\"a\"><li>x</li><li value=\"7\">y</li></ol>",
    );
    check(
        "<ol reversed><li>x<ul><li>a</li></ul></li><li>y</li></ol><ol reversed start=\"9\"><li>z</li><li value=\"4\">z</li><li>z</li></ol>",
        "<ol><li value=\"2\">x<ul><li>a</li></ul></li><li value=\"1\">y</li></ol><ol start=\"9\"><li value=\"9\">z</li><li \
         value=\"4\">z</li><li value=\"3\">z</li></ol>",
    );
}
