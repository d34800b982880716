//! Mails by the table of their style sheet are those by css-inline: elements, attributes and declarations, as a browser
//! reads them.

#[path = "../../tests/suite/mail/as_read.rs"]
mod as_read;

use self::as_read::as_read;
use super::check::faults;
use super::inline::{inline_by_library, inline_by_table};
use super::{BodyCx, MailImage, mail_body};

/// The frame of all mails.
const BASE: &str = include_str!("../../layouts/newsletter/base.html");

/// Returns the style sheets of the frame, with something in each place that a layout fills.
fn style_sheets(dir: &str) -> String {
    let from = BASE.find("<style>").expect("an early style sheet");
    let end = BASE.rfind("</style>").expect("a late style sheet") + "</style>".len();
    let mut out = String::new();
    let mut rest = &BASE[from..end];
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let closing = ["{{", "{%", "{#"].iter().position(|open| rest.starts_with(open));
        let Some(closing) = closing else {
            out.push('{');
            rest = &rest[1..];
            continue;
        };
        let (inner, after) = rest[2..].split_once(["}}", "%}", "#}"][closing]).expect("a whole tag");
        rest = after;
        let (start, end) = if dir == "rtl" { ("right", "left") } else { ("left", "right") };
        out.push_str(match inner.trim() {
            _ if closing > 0 => "",
            "start" => start,
            "end" => end,
            "other" if dir == "rtl" => "ltr",
            "other" => "rtl",
            "sans" => "Segoe UI, &quot;Noto Sans&quot;, sans-serif",
            "serif" => "Georgia, serif",
            inner if inner.contains("px") => "18px",
            inner if inner.contains("1.6") => "1.6",
            _ => "#0b5c6b",
        });
    }
    out.push_str(rest);
    out.replace("&quot;", "")
}

/// Returns a mail before its styles are in its elements.
fn framed(styles: &str, dir: &str, body: &str) -> String {
    format!(
        "\n<!doctype html>\n<html lang=\"en\" dir=\"{dir}\">\n<head>\n<meta charset=\"utf-8\">\n<title>A &amp; B &#39;c&#39; d</title>\n\
         <!--[if mso]><xml><o:x xmlns:o=\"urn:x\"><o:y>96</o:y></o:x></xml><![endif]-->\n{styles}\n</head>\n<body>\n\
         <div role=\"article\" aria-label=\"&quot;A&quot; &gt; B\" dir=\"{dir}\">\n\
         <div class=\"preheader\">Words &#847;&zwnj;&nbsp;&#847;&zwnj;&nbsp;</div>\n\
         <table role=\"presentation\" class=\"outer\" width=\"100%\"><tr>\n<td class=\"around\" align=\"center\">\n\
         <!--[if mso]><table width=\"600\"><tr><td class=\"pad\"><![endif]-->\n\
         <table role=\"presentation\" class=\"card\"><tr>\n<td class=\"pad end\">\n{body}\n</td></tr></table>\n\
         <!--[if mso]></td></tr></table><![endif]-->\n</td></tr></table></div>\n</body>\n</html>\n"
    )
}

/// Asserts that a mail goes through the table, and comes out as from css-inline.
#[track_caller]
fn check(html: &str) {
    let mine = inline_by_table(html).unwrap_or_else(|| panic!("beyond the table: {html}"));
    let theirs = inline_by_library(html).expect("good rules");
    snapbox::assert_data_eq!(as_read(&mine.html), snapbox::Data::from(as_read(&theirs)).raw());
}

/// Asserts that a mail comes out as from css-inline if it does not go through it.
#[track_caller]
fn check_if_taken(html: &str) -> bool {
    let Some(mine) = inline_by_table(html) else { return false };
    let theirs = inline_by_library(html).expect("good rules");
    assert_eq!(as_read(&mine.html), as_read(&theirs), "{html}");
    // What the pass finds on its way is what a look at each tag of its result finds.
    assert_eq!(mine.faults, faults(&mine.html), "{html}");
    true
}

/// A small generator with a fixed seed (Knuth's MMIX constants).
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// Returns words in a line, some of them marked.
fn words(draw: &mut Draw, depth: usize) -> String {
    let plain = [
        "words and more of them",
        "&amp; &lt;b&gt; &quot;x&quot; &#39;y&#39; a=\"b\"",
        "«\u{a0}mots\u{a0}» d’ici",
        "نص من اليمين",
        "https://example.org/a/very/long/address/?a=1&amp;b=2#c-d-e-f",
        "Menschenrechtsverteidigerinnenorganisation",
        "1&nbsp;000 &gt; 10",
        "class=\"pad\" style=\"x\"",
        "© 2025 · §\u{a0}4",
    ];
    let mut out = String::new();
    for _ in 0..=draw.below(3) {
        let text = draw.one(&plain);
        if depth == 0 {
            out.push_str(text);
        } else {
            let inner = words(draw, depth - 1);
            out.push_str(&match draw.below(12) {
                0 => format!("<em>{inner}</em>"),
                1 => format!("<strong>{inner}</strong>"),
                2 => format!("<code>{text}</code>"),
                3 => format!("<a href=\"/letters/a/?b=1&amp;c=%3E\" title=\"a &gt; b\">{text}</a>"),
                4 => format!("<a href=\"https://example.org/\">{text}</a>"),
                5 => format!("<sup class=\"fn-ref\"><a href=\"#fn-1\" id=\"fnref-1\">1</a></sup>{inner}"),
                6 => format!("<span dir=\"auto\" lang=\"ar\">{inner}</span>"),
                7 => format!("<abbr title=\"a &quot;b&quot;\">{text}</abbr><br>{inner}"),
                8 => format!("<del>{inner}</del><ins>{text}</ins><small>{inner}</small>"),
                9 => format!("<kbd>{text}</kbd><q>{inner}</q><sub>2</sub>"),
                10 => format!("<img src=\"/i.jpg\" alt=\"a &lt; b\" width=\"9\" height=\"9\">{inner}"),
                _ => format!("{text} {inner}"),
            });
        }
        out.push(' ');
    }
    out
}

/// Returns a block of a text.
fn block(draw: &mut Draw, depth: usize) -> String {
    let dir = draw.one(&["", "", "", " dir=\"auto\"", " dir=\"rtl\"", " dir=\"ltr\"", " lang=\"fr\""]);
    let line = words(draw, 2);
    let inner = if depth == 0 { format!("<p>{line}</p>") } else { block(draw, depth - 1) };
    match draw.below(14) {
        0 => format!("<h2{dir} id=\"a\">{line}</h2>\n<p>{line}</p>"),
        1 => format!("<h3{dir}>{line}</h3>\n{inner}"),
        2 => format!("<ul>\n<li{dir}>{line}</li>\n<li>{inner}</li>\n</ul>"),
        3 => format!("<ol start=\"4\" class=\"wide\">\n<li{dir}><p>{line}</p>\n{inner}</li>\n</ol>"),
        4 => format!("<blockquote{dir}>\n{inner}\n<p>{line}</p>\n</blockquote>"),
        5 => format!("<pre{dir}><code>{line}\n  two\n</code></pre>"),
        6 => format!("<hr>\n<dl><dt{dir}>{line}</dt><dd{dir}>{line}</dd></dl>"),
        7 => format!(
            "<div class=\"table-scroll\"><table><caption>c</caption><thead><tr{dir}><th scope=\"col\">{line}</th>\
             <th scope=\"col\" class=\"align-right\">b</th></tr></thead><tbody><tr><td{dir}>{line}</td><td class=\"align-right\">1</td></tr>\
             </tbody></table></div>"
        ),
        8 => format!("<aside class=\"alert\"><p class=\"alert-title\">{line}</p>{inner}</aside>"),
        9 => format!(
            "<figure><img src=\"/i.jpg\" alt=\"x\" width=\"900\" height=\"9\"><figcaption>{line}</figcaption></figure>"
        ),
        10 => format!("<ol class=\"labels\"><li><span class=\"item-label\">(a)</span> {line}</li></ol>"),
        11 => format!(
            "<p{dir}>{line}</p><section class=\"footnotes\" aria-label=\"Notes\"><ol><li id=\"fn-1\"><p>{line}</p></li></ol></section>"
        ),
        _ => format!("<p{dir}>{line}</p>\n"),
    }
}

#[test]
fn generated_letters_come_out_as_from_the_library() {
    let cx = BodyCx {
        page: "https://example.org/letters/a/",
        slug: "a",
        absolute: &|path| format!("https://example.org{path}"),
        image: &|src| Some(MailImage { url: format!("https://example.org{src}"), width: 600, height: 400 }),
    };
    let mut draw = Draw(13);
    let styles = [style_sheets("ltr"), style_sheets("rtl")];
    for letter in 0..2_000 {
        let page: String = (0..2 + draw.below(4)).map(|_| block(&mut draw, 2) + "\n").collect();
        let body = mail_body(&page, &cx);
        let dir = letter % 2;
        let frame = framed(&styles[dir], ["ltr", "rtl"][dir], &format!("{}\n{}", body.text, body.notes));
        check(&frame);
    }
}

#[test]
fn rules_meet_as_in_the_library() {
    let styles = "<style>p { color: red; margin: 0 } .a { color: blue !important; width: 10px } p.a { color: green; margin: 1px 2px }\n\
                  .b .a, .b .c .d { padding: 3px } .c { width: 50% } td { width: 40px; font-family: \"A B\", c } .e { color: pink }\n\
                  [dir=rtl] .f { margin: 0 } td[dir] { text-align: left } .g { width: auto } img { width: 20px }\n\
                  .h { width: 5px !important } .e { color: black } .b { }</style><style data-mail=\"late\">.a { x: y } .k-l { x: y }</style>";
    let bodies = [
        "<p>1</p><p class=\"a\">2</p><p class=\"  b  a \n\">3</p><p class=\"e\" style=\"color: white ; x:y;\">4</p>",
        "<div class=\"b\"><span class=\"d\">1</span><div class=\"c k k-l\"><i class=\"d a\">2</i></div></div><i class=\"d\">3</i>",
        "<p class=\"a\" style=\"color:white\">1</p><p class=\"a\" style=\"color:white !important\">2</p>",
        "<table class=\"c\"><tr><td class=\"c\">1</td><td style=\"width:7px\">2</td><th class=\"g\">3</th></tr></table>",
        "<table class=\"a\" style=\"width:100%;max-width:60px\"><tr><td width=\"9\" class=\"h\" style=\"width:7px\">1</td></tr></table>",
        "<table><tr><td class=\"h\" style=\"width:7px\">1</td><td class=\"h\" style=\"width:7px !important\">2</td></tr></table>",
        "<img src=\"x\" alt><img src=\"x\" alt=\"\" class=\"c\"><img src=\"x\" alt=\"a>b\" style=\"width:100%\" class=\"g\"/>",
        "<div dir=\"RTL\"><p class=\"f\">1</p></div><table><tr><td dir=\"\">1</td><td dir=\"ltr\">2</td></tr></table>",
        "<ul><li class=\"a\">1<ul><li>2</li></ul></li></ul><dl><dt>1</dt><dd>2</dd></dl>",
        "<a href=\"x\"><b><p>1</p></b></a><h2>a<br/>b</h2>1 & 2 &",
    ];
    for body in bodies {
        check(&framed(styles, "ltr", body));
    }
    check(&framed("", "ltr", "<p>no rules</p>"));
    check(&framed("<style>p {}</style>", "ltr", "<p style=\"a:b\">none that says anything</p>"));
}

#[test]
fn what_a_browser_would_move_goes_to_the_library() {
    let styles = "<style>p { color: red } .a b { color: blue }</style>";
    for body in [
        "<p>1<div>2</div></p>",
        "<p>1<p>2",
        "<ul><li>1<li>2</ul>",
        "<ul><li><div><li>2</li></div></li></ul>",
        "<dl><dt>1<dd>2</dl>",
        "<b>1<i>2</b>3</i>",
        "<a href=\"x\">1<a href=\"y\">2</a></a>",
        "<h2>1<h3>2</h3></h2>",
        "<table>words<tr><td>1</td></tr></table>",
        "<table><td>1</td></table>",
        "<table><tr><p>1</p></tr></table>",
        "<p><table><tr><td>1</td></tr></table></p>",
        "<p title=x>1</p>",
        "<p title='x'>1</p>",
        "<P>1</P>",
        "<p class=\"a\" class=\"b\">1</p>",
        "<p class=\"&#97;\">1</p>",
        "<p style=\"font-family:'x'\">1</p>",
        "<p data-css-inline=\"ignore\">1</p>",
        "<p>&eacute;</p>",
        "<p>&amp</p>",
        "<p>&#150;</p>",
        "<p/>",
        "1 < 2",
        "<p>1</p></div>",
        "<![if !mso]><p>1</p><![endif]>",
        "<!--> <p>1</p> -->",
        "<style>p { color: blue }</style>",
        "<svg><p>1</p></svg>",
        "<pre>\n1</pre>",
        "<body class=\"x\">",
    ] {
        assert!(!check_if_taken(&framed(styles, "ltr", body)), "{body}");
    }
    for styles in [
        "<style>p > b { color: red }</style>",
        "<style>a{b:c}</style><style>a{b:c}</style>",
        "<link rel=\"stylesheet\">",
    ] {
        assert!(!check_if_taken(&framed(styles, "ltr", "<p>1</p>")), "{styles}");
    }
    for html in ["", "<", "plain", "<p>1</p>", "<!doctype html>", "<!doctype html><html><body></body></html>", "<é"] {
        assert!(!check_if_taken(html), "{html}");
    }
}

#[test]
fn tags_in_any_order_come_out_as_from_the_library_or_go_there() {
    let styles = "<style>p, td { color: red } .a b { width: 5px } .b { margin: 0 } ul .a { x: y }</style>";
    let tags = ["p", "div", "b", "a", "span", "ul", "li", "table", "tr", "td", "h2", "blockquote", "dl", "dt", "dd"];
    let mut draw = Draw(7);
    let mut taken = 0;
    for _ in 0..4_000 {
        let mut body = String::new();
        let mut open: Vec<&str> = Vec::new();
        for _ in 0..draw.below(9) {
            match draw.below(8) {
                0 => body.push_str(draw.one(&[" ", "x", "\n", "<br>", "<!-- c -->", "<hr>", "&nbsp;"])),
                1 if draw.below(12) == 0 => body.push_str("</p>"),
                1..=3 => {
                    if let Some(tag) = open.pop() {
                        body.push_str(&format!("</{tag}>"));
                    }
                }
                _ => {
                    let tag = draw.one(&tags);
                    open.push(tag);
                    body.push_str(&format!("<{tag}{}>", draw.one(&["", "", " class=\"a\"", " class=\"b a\""])));
                }
            }
        }
        while let Some(tag) = open.pop() {
            body.push_str(&format!("</{tag}>"));
        }
        taken += usize::from(check_if_taken(&framed(styles, "ltr", &body)));
    }
    assert!(taken > 400, "{taken}");
}
