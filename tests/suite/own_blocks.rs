//! A site's own blocks, each made by one layout: in pages, mails, plain texts and feeds.

use crate::site_test::{Built, LETTER, SiteTest, holds};

/// The layout of a block that holds words and takes values of each type.
const STEP: &str = "\
---
takes: markdown
arguments:
  title: {type: text, required: true}
  level: {type: choice, options: {low: Low, high: High}}
  count: {type: number}
  open: {type: boolean}
  by: {type: date}
  at: {type: url}
  mail: {type: email}
  file: {type: file}
  photo: {type: image}
---
<section class=\"step\"{% if arguments.level %} data-level=\"{{ arguments.level }}\"{% endif %}>
<p>{{ arguments.title }} ({{ t.letter }}, {{ page.title }})</p>
{{ content }}
{% if arguments.photo %}<img src=\"{{ arguments.photo.url }}\" width=\"{{ arguments.photo.width }}\" alt=\"\">{% endif %}
{% if arguments.file %}<a href=\"{{ arguments.file.url }}\">{{ arguments.file.type }}</a>{% endif %}
{% if arguments.count %}<b>{{ arguments.count + 1 }}</b>{% endif %}
{% if arguments.open %}<i>{{ arguments.by }} {{ arguments.at }} {{ arguments.mail }}</i>{% endif %}
</section>
";

/// A picture.
const PICTURE: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"><path d=\"M0 0h4v3z\"/></svg>";

/// Returns a site with the block, and a letter with this body.
fn site(body: &str) -> SiteTest {
    let letter = LETTER.replace("We write ahead of the session.\n", &format!("We write.\n\n{body}"));
    SiteTest::new()
        .file("content/letters/upr-49.md", letter)
        .file("layouts/blocks/step.html", STEP)
        .file("content/letters/hall.svg", PICTURE)
        .file("content/letters/notes.csv", "A,B\n1,2\n")
}

/// Returns a made file as a text.
fn file(built: &Built, name: &str) -> String {
    String::from_utf8_lossy(&built.files[&format!("letters/upr-49/{name}")]).into_owned()
}

#[test]
fn block_is_what_its_layout_makes_of_content_and_values() {
    let built =
        site("::: step title=\"One & two\" level=high count=2 id=first\nWe *ask*, see [it](#first).\n:::\n").build();
    assert_eq!(built.report(), "");
    holds(
        &file(&built, "index.html"),
        &[
            "<div class=\"step-block\" id=\"first\">\n<section class=\"step\" data-level=\"high\">\n<p>One &amp; two (Letter, Recommendations for UPR 49)</p>\n<p>We <em>ask</em>, see <a href=\"#first\">it</a>.</p>",
            "<b>3</b>",
            "</section>\n</div>",
        ],
    );
    let built = site("::: step title=A open=true by=2025-05-02 at=https://example.net/x mail=a@example.org file=notes.csv photo=hall.svg\n:::\n").build();
    holds(
        &file(&built, "index.html"),
        &[
            "src=\"/letters/hall.svg\" width=\"4\"",
            "href=\"/letters/notes.csv\">CSV</a>",
            "<i>2025-05-02 https://example.net/x a@example.org</i>",
        ],
    );
}

#[test]
fn block_may_have_the_name_of_a_call_out_of_other_programs() {
    let site = site("::: note\nWords.\n:::\n\n:::: tip\n::: step title=A\nA step.\n:::\n::::\n");
    let built = site.clone().build();
    assert_eq!(built.codes(), ["foreign-box"], "{}", built.report());
    let layout =
        |class: &str| format!("---\ntakes: markdown\n---\n<aside class=\"{class}\">{{{{ content }}}}</aside>\n");
    let built =
        site.file("layouts/blocks/note.html", layout("note")).file("layouts/blocks/tip.html", layout("tip")).build();
    assert_eq!(built.report(), "");
    holds(
        &file(&built, "index.html"),
        &["<aside class=\"note\"><p>Words.</p>", "<aside class=\"tip\">", "<p>A step.</p>"],
    );
}

#[test]
fn blocks_nest_as_the_heads_of_their_layouts_say() {
    let steps = "---\ntakes: [step]\n---\n<ol class=\"steps\">{{ content }}</ol>\n";
    let body = ":::: steps\n::: step title=One\nA\n:::\n\n::: step title=Two\nB\n:::\n::::\n";
    let built = site(body).file("layouts/blocks/steps.html", steps).build();
    assert_eq!(built.report(), "");
    let page = file(&built, "index.html");
    let at = |words: &str| page.find(words).expect("it is there");
    let end = page.rfind("</ol>").expect("it is there");
    assert!(
        at("<ol class=\"steps\">") < at("One (Letter")
            && at("One (Letter") < at("Two (Letter")
            && at("Two (Letter") < end
    );
    let built = site(":::: steps\nWords.\n::::\n").file("layouts/blocks/steps.html", steps).build();
    assert!(
        built.report().contains("error[block-content]: a block `steps` takes blocks `step` alone"),
        "{}",
        built.report()
    );
}

#[test]
fn block_holds_the_heading_that_it_begins_with() {
    let own = "---\ntakes: markdown\n---\n<div class=\"in\">{{ content }}</div>\n";
    let body = "::: own\n## First *one*\n\nWords.\n\n### [Second](#third)\n:::\n\n## Third\n";
    let built = site(body).file("layouts/blocks/own.html", own).build();
    assert_eq!(built.report(), "");
    holds(
        &file(&built, "index.html"),
        &[
            "<div class=\"in\"><h2 id=\"first-one\">First <em>one</em></h2>\n<p>Words.</p>\n<h3 id=\"second\"><a href=\"#third\">Second</a></h3>\n</div>",
            "<h2 id=\"third\">Third</h2>",
        ],
    );
}

#[test]
fn mails_have_the_content_and_a_link_where_they_have_no_layout() {
    let built = site("::: step title=One\nWe *ask*.\n:::\n").build();
    let (html, text) = (file(&built, "newsletter.html"), file(&built, "newsletter.txt"));
    holds(&html, &["We <em", "ask", "href=\"https://example.org/letters/upr-49/\"", "Read this page on the web"]);
    holds(&text, &["We ask.\n\nRead this page on the web <https://example.org/letters/upr-49/>\n"]);
    assert!(!html.contains("(Letter") && !text.contains("(Letter"), "{html}{text}");
}

#[test]
fn mails_and_plain_texts_have_layouts_of_their_own() {
    let body = "::: step title=\"One & two\"\nWe *ask*.\n\n- A\n- B\n:::\n";
    let html_layout = "<p class=\"own\">{{ arguments.title }}</p>{{ content }}";
    let site = site(body).file("layouts/newsletter/blocks/step.html", html_layout);
    let built = site.build();
    holds(&file(&built, "newsletter.html"), &["One &amp; two", "We <em"]);
    // The plain text is made of what the HTML has.
    holds(&file(&built, "newsletter.txt"), &["One & two\n\nWe ask.\n\n- A\n- B\n"]);
    let text_layout = "STEP: {{ arguments.title }}\nin {{ page.url }}\n\n{{ content }}\n\nEnd of it\n";
    let built = site.file("layouts/newsletter/blocks/step.txt", text_layout).build();
    assert_eq!(built.report(), "");
    holds(
        &file(&built, "newsletter.txt"),
        &["STEP: One & two\nin https://example.org/letters/upr-49/\n\nWe ask.\n\n- A\n- B\n\nEnd of it\n"],
    );
    assert!(!file(&built, "newsletter.html").contains("STEP"));
}

#[test]
fn content_stands_once_in_a_plain_text_whatever_a_value_holds() {
    let built = site("::: step title=\"One\u{fdd0}two\"\nWe ask.\n:::\n")
        .file("layouts/newsletter/blocks/step.txt", "{{ arguments.title }}\n\n{{ content }}\n")
        .build();
    let text = file(&built, "newsletter.txt");
    assert_eq!(text.matches("We ask.").count(), 1, "{text}");
    holds(&text, &["Onetwo\n\nWe ask.\n"]);
}

#[test]
fn feeds_and_section_introductions_have_blocks_too() {
    let index = "---\ntitle: Letters\n---\n::: step title=Above\nAll of them.\n:::\n";
    let built = site("::: step title=One\nWe ask.\n:::\n").file("content/letters/_index.md", index).build();
    assert_eq!(built.report(), "");
    let of = |path: &str| String::from_utf8_lossy(&built.files[path]).into_owned();
    holds(&of("feed.xml"), &["One (Letter", "We ask."]);
    holds(&of("letters/index.html"), &["Above (Letter, Letters)", "All of them."]);
}

#[test]
fn layout_without_a_head_is_a_layout_like_others() {
    let home = "<main>{% include \"blocks/plain.html\" %}</main>";
    let built =
        SiteTest::new().file("layouts/blocks/plain.html", "<p>Plain</p>").file("layouts/home.html", home).build();
    assert_eq!(built.report(), "");
    assert_eq!(String::from_utf8_lossy(&built.files["index.html"]), "<main><p>Plain</p></main>");
}

#[test]
fn work_of_a_layout_is_bounded() {
    let endless = "---\n---\n{% for a in range(9000) %}{% for b in range(9000) %}{{ b }}{% endfor %}{% endfor %}";
    let built = site("::: endless\n:::\n").file("layouts/blocks/endless.html", endless).build();
    assert!(built.report().contains("the layout does not come to an end"), "{}", built.report());
    let large = "---\ntakes: text\n---\n{% for a in range(99) %}{{ content }}{% endfor %}";
    let words = "word ".repeat(20_000);
    let built = site(&format!("::: large\n{words}\n:::\n")).file("layouts/blocks/large.html", large).build();
    assert!(built.report().contains("makes more than 1 MiB beside its content"), "{}", built.report());
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the time it takes is what is asked")]
fn time_for_blocks_grows_with_their_number() {
    let time = |number: usize| {
        let body = "::: step title=One\nWe ask.\n:::\n\n".repeat(number);
        let site = site(&body).replace("content/letters/upr-49.md", "date:", "newsletter: false\ndate:");
        let begun = std::time::Instant::now();
        assert_eq!(site.build().report(), "");
        begun.elapsed().as_millis().max(1)
    };
    let (few, many) = (time(2_500), time(20_000));
    // Of eight times as many, whatever else the machine does; with the square of their number it is sixty-four times as long.
    assert!(many < few * 32, "{few} ms, {many} ms");
}
