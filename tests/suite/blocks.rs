//! Blocks that an author opens and closes by lines of colons: in the page, its HTML mail and its plain mail.

use std::io::Cursor;
use std::time::Instant;

use image::{ImageFormat, Rgb, RgbImage};

use crate::site_test::{Built, LETTER, SETTINGS, SiteTest, holds};

/// Returns a picture.
fn hall() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::from_pixel(4, 3, Rgb([18, 52, 86])).write_to(&mut bytes, ImageFormat::Png).expect("a picture");
    bytes.into_inner()
}

/// Builds a letter with this body, beside which a picture lies.
fn built(body: &str) -> Built {
    let letter = LETTER.replace("We write ahead of the session.\n", body);
    SiteTest::new().file("content/letters/upr-49.md", letter).file("content/letters/hall.png", hall()).build()
}

/// Returns the files of a letter with this body: page, HTML mail, plain mail.
#[track_caller]
fn files(body: &str) -> [String; 3] {
    let built = built(body);
    assert_eq!(built.report(), "", "{body}");
    ["index.html", "newsletter.html", "newsletter.txt"].map(|name| {
        let bytes = &built.files[&format!("letters/upr-49/{name}")];
        String::from_utf8_lossy(bytes).into_owned()
    })
}

#[test]
fn figure_has_its_caption_with_links() {
    let body = "We write.\n::: figure src=hall.png alt=\"The hall\"\nThe hall in *spring*, see [all](../letters/upr-49.md).\n:::\nBelow.\n";
    let [page, html, text] = files(body);
    holds(
        &page,
        &[
            "<p>We write.</p>\n<figure><img src=\"",
            "alt=\"The hall\"",
            "<figcaption class=\"words\">\n<p>The hall in <em>spring</em>, see <a href=\"/letters/upr-49/\">all</a>.</p>\n</figcaption>\n</figure>\n<p>Below.</p>",
        ],
    );
    holds(&html, &["We write.", "alt=\"The hall\"", "The hall in <em", "spring", "Below."]);
    holds(&text, &["We write.", "The hall in", "spring", "Below."]);
    let [page, ..] = files("We write.\n\n::: figure src=hall.png alt=\"The hall\"\n:::\n");
    assert!(!page.contains("<figcaption"), "{page}");
}

#[test]
fn quotation_says_whose_words_they_are() {
    let [page, html, text] =
        files("We write.\n\n::: quote by=\"A survivor, 2024\"\nThey came at *night*.\n\nWe fled.\n:::\n");
    holds(
        &page,
        &[
            "<figure class=\"quotation\">\n<blockquote>\n<p>They came at <em>night</em>.</p>\n<p>We fled.</p>\n</blockquote>\n<figcaption>— A survivor, 2024</figcaption>\n</figure>",
        ],
    );
    holds(&html, &["They came at", "We fled.", "A survivor, 2024"]);
    holds(&text, &["> They came at", "> We fled.", "A survivor, 2024"]);
}

#[test]
fn details_open_without_script_and_are_open_in_mail() {
    let [page, html, text] =
        files("We write.\n\n::: details summary=\"How we know\" id=how\n## Sources\n\n- One\n- Two\n:::\n");
    holds(
        &page,
        &[
            "<details id=\"how\">\n<summary>How we know</summary>\n<h2 id=\"sources\">Sources</h2>\n<ul>",
            "</ul>\n</details>",
        ],
    );
    assert!(!page.contains("href=\"#sources\""), "in no table of contents: {page}");
    holds(&html, &["How we know", "Sources", "One", "Two"]);
    assert!(!html.contains("<details") && !html.contains("<summary"), "{html}");
    holds(&text, &["How we know", "Sources", "One", "Two"]);
    let line = text.lines().find(|line| line.contains("How we know")).unwrap_or("");
    assert_eq!(line.trim(), "How we know", "a line of its own");
}

#[test]
fn columns_stand_beside_each_other_and_in_mail_below() {
    let body = "We write.\n\n:::: columns\n::: column\nOne.\n:::\n::: column\nTwo.\n::: details summary=More\nThree.\n:::\n:::\n::::\n\nBelow.\n";
    let [page, html, text] = files(body);
    holds(
        &page,
        &[
            "<div class=\"columns\">\n<div class=\"column\">\n<p>One.</p>\n</div>\n<div class=\"column\">\n<p>Two.</p>\n<details>",
            "</details>\n</div>\n</div>\n<p>Below.</p>",
        ],
    );
    holds(&html, &["One.", "Two.", "More", "Three.", "Below."]);
    holds(&text, &["One.\n", "Two.\n", "More\n", "Three.\n", "Below."]);
}

#[test]
fn button_leads_to_a_page_or_elsewhere() {
    let body = "We write.\n\n::: button to=upr-49.md#a text=\"Read \\\"all\\\"\"\n:::\n\n::: button to=https://example.org/?a=1 text=Give\n:::\n\n## A\n";
    let letter = LETTER.replace("We write ahead of the session.\n", &body.replace("?a=1", ""));
    assert_eq!(SiteTest::new().file("content/letters/upr-49.md", letter).build().report(), "");
    let body = body.replace("to=https://example.org/?a=1", "to=\"https://example.org/?a=1\"");
    let [page, html, text] = files(&body);
    holds(
        &page,
        &[
            "<p class=\"action\"><a href=\"#a\">Read &quot;all&quot;</a></p>\n<p class=\"action\"><a href=\"https://example.org/?a=1\">Give</a></p>",
        ],
    );
    holds(&html, &["Read", "https://example.org/?a=1", "Give"]);
    holds(&text, &["Read \"all\"", "Give", "https://example.org/?a=1"]);
}

#[test]
fn download_tells_type_and_size_of_a_file() {
    let body = "We write.\n\n::: download src=/letters/hall.png title=\"The hall, *as it was*\" id=hall\nDrawn by [us](upr-49.md).\n:::\n\n::: download src=hall.png title=القاعة\n:::\n";
    let [page, html, text] = files(body);
    holds(
        &page,
        &[
            "<div class=\"download\" id=\"hall\">\n<p class=\"download-file\"><a href=\"/letters/hall.png\">The hall, *as it was*</a> <span class=\"muted\">PNG, ",
            " B</span></p>\n<p>Drawn by <a href=\"/letters/upr-49/\">us</a>.</p>\n</div>",
            "<div class=\"download\">\n<p class=\"download-file\" dir=\"auto\"><a href=\"/letters/hall.png\">القاعة</a>",
        ],
    );
    holds(&html, &["https://example.org/letters/hall.png", "The hall, *as it was*", "PNG, ", "Drawn by"]);
    holds(&text, &["The hall, *as it was* <https://example.org/letters/hall.png> PNG, ", "Drawn by"]);
}

#[test]
fn video_is_a_picture_and_a_link_to_its_host() {
    let body = "We write.\n\n::: video url=\"https://www.video.example.net/w/7?a=1\" title=\"The *hearing*\" poster=hall.png id=film\nWhat is said in it.\n:::\n\n::: video url=https://video.example.net/8 title=Short\n:::\n";
    let [page, html, text] = files(body);
    holds(
        &page,
        &[
            "<figure class=\"video\" id=\"film\">\n<p class=\"video-link\"><a href=\"https://www.video.example.net/w/7?a=1\"><img src=\"/letters/hall.png\" alt=\"\"",
            "<span class=\"video-title\">The *hearing*</span></a> <span class=\"elsewhere\">On another site: video.example.net</span></p>",
            "<figcaption class=\"words\">\n<p>What is said in it.</p>\n</figcaption>\n</figure>",
            "<figure class=\"video\">\n<p class=\"video-link\"><a href=\"https://video.example.net/8\"><span",
            "</p>\n</figure>",
        ],
    );
    assert!(!page.contains("<iframe") && !page.contains("<video"), "{page}");
    holds(&html, &["https://www.video.example.net/w/7?a=1", "The *hearing*", "What is said in it."]);
    holds(&text, &["The *hearing*", "https://www.video.example.net/w/7?a=1", "What is said in it.", "Short"]);
}

#[test]
fn gallery_holds_pictures() {
    let [page, ..] = files("We write.\n\n::: gallery\n![One](hall.png)\n\n![Two](hall.png \"Second\")\n:::\n");
    holds(
        &page,
        &[
            "<div class=\"gallery\">\n<figure><img",
            "alt=\"One\"",
            "<figure><img",
            "alt=\"Two\"",
            "<figcaption>Second</figcaption></figure>\n</div>",
        ],
    );
}

#[test]
fn summary_and_recommendations_are_those_of_the_text() {
    let body = "::: quote\nTheir words.\n:::\n\nOur words on it.\n\n::: details summary=All\n- Name a focal point. {#focal-point}\n:::\n";
    let built = built(body);
    assert_eq!(built.report(), "");
    let page = String::from_utf8_lossy(&built.files["letters/upr-49/index.html"]).into_owned();
    holds(&page, &["<meta name=\"description\" content=\"Our words on it.\">"]);
    holds(&page, &["<details>", "id=\"focal-point\""]);
}

#[test]
fn fences_in_code_and_comments_are_text() {
    let [page, ..] = files("We write.\n\n```\n::: figure\n:::\n```\n\n<!--\n::: x\n-->\n\n`:::`\n");
    holds(&page, &["::: figure\n:::\n</code></pre>", "<code>:::</code>"]);
}

#[test]
fn code_and_comments_end_with_what_they_stand_in() {
    let block = "::: details summary=S\nx\n:::\n";
    for before in [
        "- ```\n  code\n  ```\n\n",
        "- item\n  ```\n  code\n",
        "1. ~~~\n   code\n   ~~~\n",
        "> ```\n> code\n",
        "> ```\n> <!--\n",
        "```\nx <!-- y\n```\n",
        "- > ```\n  > code\n  > ```\n",
        "Word\n: ~~~\n  code\n  ~~~\n",
    ] {
        let built = built(&format!("We write.\n\n{before}{block}"));
        // Code that only ends with its item or its quotation is told.
        assert!(built.codes().iter().all(|code| *code == "code-left-open"), "{}", built.report());
        let [page, html, text] = ["index.html", "newsletter.html", "newsletter.txt"]
            .map(|name| String::from_utf8_lossy(&built.files[&format!("letters/upr-49/{name}")]).into_owned());
        holds(&page, &["</code></pre>", "<details>\n<summary>S</summary>\n<p>x</p>\n</details>"]);
        assert!(!html.contains(":::") && !text.contains(":::"), "{before}");
    }
    for code in ["- ```\n  a\n  ::: quote\n  ```\n", "````\n```\n::: quote\n````\n", "~~~\n```\n::: quote\n~~~\n"] {
        let [page, ..] = files(&format!("We write.\n\n{code}\n{block}"));
        holds(&page, &["::: quote\n", "</code></pre>", "<details>"]);
    }
}

#[test]
fn block_ends_what_stands_before_it() {
    let [page, ..] = files(
        "We write:\n- one\n::: details summary=A\nx\n:::\n> quoted\n::: details summary=B\ny\n:::\n| a |\n|---|\n| b |\n::: details summary=C\nz\n:::\n",
    );
    holds(
        &page,
        &["</ul>\n<details>", "</blockquote>\n<details>", "</table></div>\n<details>", "<p>z</p>\n</details>"],
    );
}

#[test]
fn id_of_a_block_is_one_in_every_script() {
    let block = |id: &str| format!("::: details summary=A id={id}\nx\n:::\n\n");
    let body = ["cafe\u{301}", "विश्व", "سؤال-١"].map(block).concat();
    let [page, ..] = files(&format!("{body}We write: [a](#café), [b](#विश्व), [c](#سؤال-١).\n"));
    holds(&page, &["<details id=\"café\">", "<details id=\"विश्व\">", "<details id=\"سؤال-١\">", "#caf%C3%A9"]);
}

#[test]
fn summary_is_none_of_the_html_in_a_block() {
    let body = "::: quote\n<div>Their words.</div>\n\n:::\n\nOur words on it.\n";
    let letter = LETTER.replace("We write ahead of the session.\n", body);
    let settings = format!("{SETTINGS}unsafe_html: true\n");
    let built = SiteTest::new().file("content/site.yaml", settings).file("content/letters/upr-49.md", letter).build();
    let page = String::from_utf8_lossy(&built.files["letters/upr-49/index.html"]).into_owned();
    holds(&page, &["<meta name=\"description\" content=\"Our words on it.\">"]);
}

#[test]
fn blocks_of_another_direction_run_in_it() {
    let arabic = "نكتب إليكم قبل الدورة.";
    let quote = format!("::: quote by=\"A survivor, 2024\"\n{arabic}\n\n- {arabic}\n:::\n\n::: quote\nOurs.\n:::\n");
    let body = format!("We write.\n\n{quote}\n::: button to=https://example.org/ text=\"تبرّع الآن!\"\n:::\n\nBelow.\n");
    let [page, html, _] = files(&body);
    let piece = format!("<figure class=\"quotation\" dir=\"auto\">\n<blockquote dir=\"auto\">\n<p>{arabic}</p>");
    holds(
        &page,
        &[
            &piece,
            "<figcaption dir=\"auto\">— A survivor",
            "<figure class=\"quotation\">\n<blockquote>",
            "<p class=\"action\" dir=\"auto\">",
            "<p>Below.</p>",
        ],
    );
    holds(
        &html,
        &[
            "<blockquote dir=\"rtl\"",
            "border-right:3px",
            "padding-right:24px",
            "dir=\"ltr\"",
            "A survivor",
            "<td class=\"fill\" dir=\"rtl\"",
        ],
    );
}

/// Builds a letter with this body, which has far more mistakes than are told; fails if that takes long.
#[expect(clippy::disallowed_methods, reason = "the time it takes is what is asked")]
#[track_caller]
fn fails_soon(body: &str) {
    let letter = LETTER.replace("We write ahead of the session.\n", body);
    let begun = Instant::now();
    let codes = SiteTest::new().file("content/letters/upr-49.md", letter).build().codes().len();
    assert!((50..500).contains(&codes), "{codes}");
    assert!(begun.elapsed().as_secs() < 100, "{:?}", begun.elapsed());
}

#[test]
fn mistakes_that_are_not_told_cost_nothing() {
    fails_soon(&"::: details summary=A\nx\n".repeat(40_000));
    fails_soon(&format!("::: columns\n{}", "::: gallery\nx\n:::\n".repeat(40_000)));
    fails_soon(&"[a][b]\n".repeat(40_000));
}

#[test]
fn end_of_a_quotation_is_looked_for_once() {
    fails_soon(&"::: quote\nنكتب.\n".repeat(40_000));
}
