//! Raw HTML in Markdown: text by default; where a site allows it, what the sanitiser leaves.

use super::sinks::assert_all_harmless;
use super::{LETTER_PAGE, with_body, without_warnings};
use crate::site_test::{GIF, SETTINGS};

#[test]
fn raw_html_is_shown_as_text_by_default() {
    let body = "<script>alert(1)</script>\n\nA <b onclick=\"x()\">b</b> <img src=x onerror=alert(1)>\n\n<iframe src=\"https://a.example/\">\n\n<div>\n\n<svg><style>a</style></svg>\n";
    let built = without_warnings(with_body(body).build(), "html-as-text");
    assert_all_harmless(&built);
    let page = built.text(LETTER_PAGE);
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{page}");
    assert!(page.contains("&lt;b onclick=&quot;x()&quot;&gt;b&lt;/b&gt;"), "{page}");
}

#[test]
fn raw_html_that_is_allowed_is_sanitised() {
    let settings = format!("{SETTINGS}unsafe_html: true\n");
    for (body, kept) in [
        ("<script>alert(1)</script>a", "a"),
        ("a <script>alert(1)</script> b", "<p>a  b</p>"),
        ("a <script>*b*", "<em>b</em>"),
        ("<b onclick=\"alert(1)\" style=\"color:red\">b</b>", "<b>b</b>"),
        ("<svg><script>alert(1)</script><a xlink:href=\"javascript:x\">d</a></svg>", ""),
        (
            "<math><mtext><table><mglyph><style><!-- --></style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
            "",
        ),
        ("<style>@import url(https://a.example/)</style>e", "e"),
        ("<iframe src=\"https://a.example/\"></iframe><object data=x></object><embed src=x>f", "f"),
        ("<img src=a.gif alt=a onerror=alert(1)>g", "alt=\"a\""),
        ("<form action=\"https://a.example/\"><input name=a><button>h</button></form>", "h"),
        (
            "<base href=\"https://a.example/\"><meta http-equiv=refresh content=\"0;url=x\"><link rel=stylesheet href=x>i",
            "i",
        ),
        ("<div><p><b>never closed", "never closed"),
        ("</main></body></html>j", "j"),
        ("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<p title="),
        ("<template><script>alert(1)</script></template>k", "k"),
        ("<plaintext>l", "l"),
        ("<textarea></textarea><script>alert(1)</script>m", "m"),
        ("<video src=x poster=javascript:x></video>n", "n"),
        ("<p id=\"main\" class=\"x\">o</p>", "<p id=\"main\" class=\"x\">o</p>"),
        ("<details open ontoggle=alert(1)><summary>p</summary></details>", "p"),
    ] {
        let site = with_body(body).file("content/site.yaml", &settings).file("content/letters/a.gif", GIF);
        let mut built = site.build();
        // What was left out is named.
        built.diagnostics.retain(|found| found.code != "html-left-out");
        assert_all_harmless(&built);
        let page = built.main(LETTER_PAGE);
        let prose = page.split("<div class=\"prose\">").nth(1).expect("the body");
        assert!(prose.contains(kept), "{body}: {prose}");
        assert_eq!(page.matches("<main").count(), 1, "{body}");
    }
}

#[test]
fn addresses_of_programs_are_errors() {
    let settings = format!("{SETTINGS}unsafe_html: true\n");
    for href in
        ["javascript:alert(1)", " java&#10;script:alert(1)", "java&Tab;script:x", "data:text/html,x", "//a.example/"]
    {
        for body in [format!("<a href=\"{href}\">c</a>"), format!("x <img src='{href}' alt=d>")] {
            let built = with_body(&body).file("content/site.yaml", &settings).build();
            assert_eq!(built.codes(), ["forbidden-scheme"], "{body}: {}", built.report());
        }
    }
}

#[test]
fn links_and_pictures_inside_raw_html_work() {
    let body = "<div class=\"box\">\n\nSee [it](../letters/upr-49.md#own) and ![A](a.gif).\n\n- Do it, says <b>somebody</b>. {#do-it}\n\n</div>\n\n## Own {#own}\n\nA note.[^1] \u{e000}0\u{e001} <a href=\"https://hole.invalid/0\">x</a>\n\n[^1]: Its <i>text</i>.\n";
    let site = with_body(body)
        .file("content/letters/a.gif", GIF)
        .file("content/site.yaml", format!("{SETTINGS}unsafe_html: true\n"));
    let built = site.build();
    assert_all_harmless(&built);
    let page = built.main(LETTER_PAGE);
    for expected in [
        "<div class=\"box\">",
        "<a href=\"#own\">it</a>",
        "src=\"/letters/a.gif\"",
        "<b>somebody</b>",
        "id=\"do-it\"",
        "<h2 id=\"own\">Own</h2>",
        "href=\"#fn-1\"",
        "id=\"fn-1\"",
        "<i>text</i>",
    ] {
        assert!(page.contains(expected), "{expected} is not in\n{page}");
    }
    assert_eq!(page.matches("<img ").count(), 1, "a text that looks like a mark of ours became a picture");
    assert!(page.contains("\u{e000}0\u{e001} <a href=\"https://hole.invalid/0\">x</a>"), "{page}");
}
