//! Numbers and labels: what the author wrote stands on the page, in both mails, and in what recommendations are called.

mod prose;

use crate::site_test::{Built, SiteTest};

/// Builds a site with a letter of this text, in a language.
fn built_in(lang: &str, text: &str) -> Built {
    let settings = format!("{}language: {lang}\n", crate::site_test::SETTINGS);
    let letter = format!("---\ntitle: A\ndate: 2025-03-14\nsession: upr-49\n---\n{text}");
    SiteTest::new().file("content/site.yaml", settings).file("content/letters/upr-49.md", letter).build()
}

/// The letter as a page, as a mail, and as plain text: the words of the author alone, on one line.
struct Shown {
    page: String,
    mail: String,
    plain: String,
}

/// Returns the letter as it is shown.
#[track_caller]
fn shown(text: &str) -> Shown {
    shown_in("en", text)
}

/// Returns the letter as it is shown in a language.
#[track_caller]
fn shown_in(lang: &str, text: &str) -> Shown {
    let built = built_in(lang, text);
    let between = |text: &str, from: &str, to: &str| {
        let start = text.find(from).map_or(0, |at| at + from.len());
        let end = text[start..].find(to).map_or(text.len(), |at| start + at);
        text[start..end].trim().to_owned()
    };
    let page = between(&built.text("letters/upr-49/index.html"), "<div class=\"prose\">", "\n</div>");
    let mail = built.text("letters/upr-49/newsletter.html");
    let mail = between(
        &mail[mail.find("14 March 2025</p>").unwrap_or(0)..],
        "</tr>",
        "<table role=\"presentation\" cellspacing=\"0\" cellpadding=\"0\" border=\"0\" style=\"margin:26px",
    );
    let plain = between(&built.text("letters/upr-49/newsletter.txt"), "2025\n", "\n--------------------");
    Shown { page, mail, plain }
}

/// Returns the text of HTML: tags gone, blanks once.
fn words(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        out.push(' ');
        rest = rest[at..].split_once('>').map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the accessible names of the links to recommendations, in order.
fn names(page: &str) -> Vec<String> {
    let name =
        |rest: &str| rest.split("aria-label=\"").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned);
    page.split("class=\"rec-link\"").skip(1).filter_map(name).collect()
}

/// Items whose labels CommonMark does not know, or that HTML cannot count: the text of the letter, what it says in the plain
/// mail, and what the marked items are called.
const FORMS: [(&str, &str, &[&str]); 24] = [
    ("(a) one {#a}\n(b) two {#b}\n", "(a) one\n(b) two", &["(a)", "(b)"]),
    ("We ask:\n(i) one; {#a}\n(ii) two. {#b}\n", "We ask:\n\n(i) one;\n(ii) two.", &["(i)", "(ii)"]),
    ("(1) one {#a}\n(2) two {#b}\n", "(1) one\n(2) two", &["(1)", "(2)"]),
    ("a) one {#a}\nb) two {#b}\n", "a) one\nb) two", &["a", "b"]),
    ("A. one {#a}\nB. two {#b}\n", "A. one\nB. two", &["A", "B"]),
    ("I. one {#a}\nII. two {#b}\n", "I. one\nII. two", &["I", "II"]),
    ("1.1 one {#a}\n1.2 two {#b}\n", "1.1 one\n1.2 two", &["1.1", "1.2"]),
    ("1.1. one {#a}\n1.2. two {#b}\n", "1.1. one\n1.2. two", &["1.1", "1.2"]),
    ("§ 4 one {#a}\n§ 5 two {#b}\n", "§ 4 one\n§ 5 two", &["§ 4", "§ 5"]),
    ("1- one {#a}\n2- two {#b}\n", "1- one\n2- two", &["1", "2"]),
    ("① one {#a}\n② two {#b}\n", "① one\n② two", &["①", "②"]),
    ("（一） one {#a}\n（二） two {#b}\n", "（一） one\n（二） two", &["（一）", "（二）"]),
    ("一、one {#a}\n二、two {#b}\n", "一、 one\n二、 two", &["一", "二"]),
    ("а) one {#a}\nб) two {#b}\n", "а) one\nб) two", &["а", "б"]),
    // Numbers that go on from before the letter, and are not all there.
    ("7) one {#a}\n9) two {#b}\n", "7) one\n9) two", &["7", "9"]),
    ("007. one {#a}\n008. two {#b}\n", "007. one\n008. two", &["007", "008"]),
    ("(y) one {#a}\n(z) two\n(aa) three {#b}\n", "(y) one\n(z) two\n(aa) three", &["(y)", "(aa)"]),
    // What is ambiguous is read by its neighbours.
    ("(h) one\n(i) two {#a}\n(j) three {#b}\n", "(h) one\n(i) two\n(j) three", &["(i)", "(j)"]),
    ("(iv) one\n(v) two {#a}\n(vi) three {#b}\n", "(iv) one\n(v) two\n(vi) three", &["(v)", "(vi)"]),
    ("(u) one\n(v) two {#a}\n(w) three\n(x) four {#b}\n", "(u) one\n(v) two\n(w) three\n(x) four", &["(v)", "(x)"]),
    // Wrapped lines belong to their items; breaks that were forced are lines too.
    ("(a) one\nand more, {#a}\n(b) two {#b}\n", "(a) one and more,\n(b) two", &["(a)", "(b)"]),
    ("We ask  \n(a) one \\\n(b) *two*, now. {#a}\n", "We ask\n\n(a) one\n(b) two, now.", &["(b)"]),
    // Lists in lists.
    (
        "(a) one:\n(i) x; {#a}\n(ii) y;\n(b) two. {#b}\n",
        "(a) one:\n    (i) x;\n    (ii) y;\n(b) two.",
        &["(a)(i)", "(b)"],
    ),
    (
        "(h) one:\n(i) x; {#a}\n(ii) y;\n(i) two. {#b}\n",
        "(h) one:\n    (i) x;\n    (ii) y;\n(i) two.",
        &["(h)(i)", "(i)"],
    ),
];

#[test]
fn labels_are_text_on_the_page_and_in_both_mails() {
    for (text, plain, labels) in FORMS {
        let shown = shown(text);
        assert_eq!(shown.plain, plain, "{text}");
        let said: Vec<String> = labels.iter().map(|label| format!("Link to recommendation {label}")).collect();
        assert_eq!(names(&shown.page), said, "{text}");
        assert!(shown.page.contains("<ul class=\"labels\">") && !shown.page.contains("<ol"), "{}", shown.page);
        // Nothing but what the author wrote, in the same order.
        let plain: String = plain.split_whitespace().collect();
        let bare = |html: &str| words(html).replace('#', "").split_whitespace().collect::<String>();
        assert_eq!(bare(&shown.page), plain, "{}", shown.page);
        assert_eq!(bare(&shown.mail), plain, "{}", shown.mail);
    }
}

/// Lists of CommonMark: the text, their items on the page, the plain mail, and what the marked items are called.
const LISTS: [(&str, &str, &str, &[&str]); 13] = [
    (
        "118. one {#a}\n119. two\n121. three {#b}\n",
        "<ol start=\"118\"><li><li><li value=\"121\">",
        "118. one\n119. two\n121. three",
        &["118", "121"],
    ),
    (
        "3. one {#a}\n7. two {#b}\n12. three {#c}\n",
        "<ol start=\"3\"><li><li value=\"7\"><li value=\"12\">",
        "3. one\n7. two\n12. three",
        &["3", "7", "12"],
    ),
    ("1. one {#a}\n2. two {#b}\n", "<ol><li><li>", "1. one\n2. two", &["1", "2"]),
    // One number for each item means to be counted, as CommonMark has it.
    ("1. one {#a}\n1. two {#b}\n1. three {#c}\n", "<ol><li><li><li>", "1. one\n2. two\n3. three", &["1", "2", "3"]),
    ("5. one\n5. two {#b}\n", "<ol start=\"5\"><li><li>", "5. one\n6. two", &["6"]),
    // A number twice among others is as it is written.
    (
        "3. one\n3. two {#b}\n4. three {#c}\n",
        "<ol start=\"3\"><li><li value=\"3\"><li>",
        "3. one\n3. two\n4. three",
        &["3", "4"],
    ),
    (
        "9. one {#a}\n5. two {#b}\n6. three {#c}\n",
        "<ol start=\"9\"><li><li value=\"5\"><li>",
        "9. one\n5. two\n6. three",
        &["9", "5", "6"],
    ),
    ("0. one {#a}\n2. two {#b}\n", "<ol start=\"0\"><li><li value=\"2\">", "0. one\n2. two", &["0", "2"]),
    (
        "1. one:\n   1. x {#a}\n   4. y {#b}\n3. two {#c}\n",
        "<ol><li><ol><li><li value=\"4\"></ol><li value=\"3\">",
        "1. one:\n   1. x\n   4. y\n3. two",
        &["1.1", "1.4", "3"],
    ),
    (
        "2. one:\n   - x {#a}\n   - y:\n     (a) z {#b}\n     (b) z {#c}\n",
        "<ol start=\"2\"><li><ul><li><li><ul class=\"labels\"><li><li></ul></ul>",
        "2. one:\n   - x\n   - y:\n     (a) z\n     (b) z",
        &["", "(a)", "(b)"],
    ),
    (
        "2. one:\n   (a) x; {#a}\n   (b) y. {#b}\n3. two {#c}\n",
        "<ol start=\"2\"><li><ul class=\"labels\"><li><li></ul><li>",
        "2. one:\n   (a) x;\n   (b) y.\n3. two",
        &["2(a)", "2(b)", "3"],
    ),
    (
        "2. one:\n   2.1 x; {#a}\n   2.2 y. {#b}\n",
        "<ol start=\"2\"><li><ul class=\"labels\"><li><li></ul>",
        "2. one:\n   2.1 x;\n   2.2 y.",
        &["2.1", "2.2"],
    ),
    ("- one {#a}\n- two {#b}\n", "<ul><li><li>", "- one\n- two", &["", ""]),
];

/// Returns the tags of lists and items, without what a mark adds, and without the end of the whole.
fn tags(page: &str) -> String {
    let lists = page.split('<').filter(|tag| {
        ["ol", "ul", "/ol>", "/ul>"].iter().any(|name| tag.starts_with(name))
            || *tag == "li"
            || tag.starts_with("li ")
            || tag.starts_with("li>")
    });
    let tag = |tag: &str| {
        let tag = &tag[..tag.find('>').map_or(tag.len(), |at| at + 1)];
        let kept: Vec<&str> = tag
            .trim_end_matches('>')
            .split(' ')
            .filter(|part| {
                !part.starts_with("id=") && !part.starts_with("class=\"rec") && !part.starts_with("priority")
            })
            .collect();
        format!("<{}>", kept.join(" "))
    };
    let all: String = lists.map(tag).collect();
    let end = all.trim_end_matches("</ol>").trim_end_matches("</ul>");
    if all.matches("<ol").count() + all.matches("<ul").count() > 1 {
        all[..all.len() - 5].to_owned()
    } else {
        end.to_owned()
    }
}

#[test]
fn numbers_are_kept() {
    for (text, list, plain, labels) in LISTS {
        let shown = shown(text);
        assert_eq!(tags(&shown.page).replace(" class=\"wide\"", ""), list, "{text}");
        assert_eq!(shown.plain, plain, "{text}");
        let said: Vec<String> = labels
            .iter()
            .map(|label| match label.is_empty() {
                true => "Link to this recommendation".to_owned(),
                false => format!("Link to recommendation {label}"),
            })
            .collect();
        assert_eq!(names(&shown.page), said, "{text}");
        for value in shown.page.split("value=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(shown.mail.contains(&format!("value=\"{value}\"")), "{}", shown.mail);
        }
    }
}

#[test]
fn numbers_are_kept_wherever_lists_stand() {
    let text = "> 7. quoted\n> 9. again\n\nTerm\n: 3. defined\n  5. twice\n\nText[^1].\n\n[^1]: Note:\n\n    4. noted\n    8. also\n\n    (a) and\n    (b) so on\n";
    let shown = shown(text);
    for number in ["9", "5", "8"] {
        assert!(shown.page.contains(&format!("<li value=\"{number}\">")), "{}", shown.page);
        assert!(shown.mail.contains(&format!("value=\"{number}\"")), "{}", shown.mail);
    }
    assert_eq!(
        shown.plain,
        "> 7. quoted\n> 9. again\n\nTerm\n    3. defined\n    5. twice\n\nText[1].\n\nFootnotes\n---------\n\n[1] Note:\n\n    4. noted\n    8. also\n\n    (a) and\n    (b) so on"
    );
}

#[test]
fn loose_items_keep_their_labels() {
    let shown = shown("7) one\n\n   more\n\n9) two {#b}\n");
    assert!(shown.page.contains("<li><span class=\"item-label\">7)</span> <p>one</p>\n<p>more</p>"), "{}", shown.page);
    assert_eq!(shown.plain, "7) one\n\n   more\n\n9) two");
    assert_eq!(names(&shown.page), ["Link to recommendation 9"]);
}

#[test]
fn labels_of_other_scripts_are_kept() {
    let arabic =
        shown_in("ar", "نطلب:\n(أ) الأول؛ {#a}\n(ب) الثاني؛\n(ج) الثالث. {#b}\n\nثم\n\n١. واحد {#c}\n٢. اثنان\n");
    assert!(arabic.plain.contains("(أ) الأول؛\n(ب) الثاني؛\n(ج) الثالث."), "{}", arabic.plain);
    assert!(arabic.plain.contains("١. واحد\n٢. اثنان"), "{}", arabic.plain);
    let names = names(&arabic.page);
    assert!(names[0].ends_with("(أ)") && names[1].ends_with("(ج)") && names[2].ends_with('١'), "{names:?}");
    let hebrew = shown("א) אחד\nב) שניים\n");
    assert!(hebrew.page.contains("<span class=\"item-label\">ב)</span>"), "{}", hebrew.page);
}

#[test]
fn label_that_is_written_in_an_item_or_a_paragraph_names_the_recommendation() {
    let shown = shown("- (a) Ratify. {#a}\n- (b) Report. {#b}\n- Publish. {#c}\n");
    let said = ["Link to recommendation (a)", "Link to recommendation (b)", "Link to this recommendation"];
    assert_eq!(names(&shown.page), said);
    assert_eq!(shown.plain, "- (a) Ratify.\n- (b) Report.\n- Publish.");
}

#[test]
fn paragraphs_with_labels_stay_paragraphs() {
    let shown = shown("(a) one\n\n(b) two\n");
    assert_eq!(shown.page, "<p>(a) one</p>\n<p>(b) two</p>");
    assert_eq!(shown.plain, "(a) one\n\n(b) two");
}

#[test]
fn wording_quoted_elsewhere_has_the_labels_within_it() {
    let text = "4. Ensure that: {#whole states=KEN}\n   (a) this;\n   (b) that;\n   1. and\n   3. so.\n";
    let page = built_in("en", text).text("states/ken/index.html");
    assert!(words(&page).contains("(a) this;"), "{page}");
}

#[test]
fn labels_in_quotes_items_and_definitions_are_lists() {
    for text in [
        "> We ask:\n> (a) one;\n> (b) two.\n",
        "- We ask:\n  (a) one;\n  (b) two.\n",
        "- We ask:\n\n  (a) one;\n  (b) two.\n",
        "Term\n: (a) one;\n  (b) two.\n",
        "> [!NOTE]\n> (a) one;\n> (b) two.\n",
        "The State should\n(a) ratify\n(b) report\n",
        "The State should\n(a) ratify; and\n(b) report\n",
        "The State should\n1.1 ratify\n1.2 report\n1.3 publish\n",
        "As we said before,\nwe ask:\n3. to ratify\n4. to report\n",
        "Text[^1].\n\n[^1]: (a) one;\n    (b) two.\n",
        "**We ask**:\n(a) *one*;\n(b) [two](https://example.org/).\n",
    ] {
        let page = shown(text).page;
        assert!(page.contains("<ul class=\"labels\">"), "{text}: {page}");
    }
}

#[test]
fn numbers_of_raw_html_are_kept_where_it_is_allowed() {
    let settings = format!("{}unsafe_html: true\n", crate::site_test::SETTINGS);
    let letter = "---\ntitle: A\ndate: 2025-03-14\nsession: upr-49\n---\n<ol type=\"a\" start=\"3\">\n<li>one</li>\n<li value=\"9\">two</li>\n</ol>\n\n\
                  <ol reversed>\n<li>one</li>\n<li>two</li>\n</ol>\n\n(a) one;\n(b) two.\n\n7) one\n9) two\n";
    let built = SiteTest::new().file("content/site.yaml", settings).file("content/letters/upr-49.md", letter).build();
    let page = built.text("letters/upr-49/index.html");
    for part in
        ["<ol type=\"a\" start=\"3\">", "<li value=\"9\">", "<ol reversed", "<span class=\"item-label\">(b)</span> two"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    let plain = built.text("letters/upr-49/newsletter.txt");
    for part in ["c. one\ni. two\n", "2. one\n1. two\n", "(a) one;\n(b) two.\n", "7) one\n9) two\n"] {
        assert!(plain.contains(part), "{part}: {plain}");
    }
    let mail = built.text("letters/upr-49/newsletter.html");
    assert!(
        !mail.contains("reversed") && mail.contains("<li value=\"2\"") && mail.contains("<li value=\"9\""),
        "{mail}"
    );
}

#[test]
fn large_numbers_have_room() {
    let shown = shown("118. one\n119. two\n");
    assert!(shown.page.contains("<ol start=\"118\" class=\"wide\">"), "{}", shown.page);
    assert!(shown.mail.contains("padding-left:56px"), "{}", shown.mail);
}
