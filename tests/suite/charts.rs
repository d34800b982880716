//! Blocks that draw a chart of a file: in the page, its HTML mail, its plain mail and feeds.

use crate::site_test::{LETTER, SETTINGS, SiteTest, holds};

/// What States answered.
const ANSWERS: &str = "Year,Supported,Noted\n2021,30,\"1,200\"\n2022,,4.5\n2023,50 %,8\n";

/// Returns the files of a letter that has this body, and a table beside it: page, HTML mail, plain mail, feed.
#[track_caller]
fn files(body: &str) -> [String; 4] {
    let letter = LETTER.replace("We write ahead of the session.\n", &format!("We write.\n\n{body}"));
    let site = SiteTest::new().file("content/letters/upr-49.md", letter);
    let built = site.file("content/letters/answers.csv", ANSWERS).build();
    assert_eq!(built.report(), "");
    let routes = ["upr-49/index.html", "upr-49/newsletter.html", "upr-49/newsletter.txt", "feed.xml"];
    routes.map(|route| String::from_utf8_lossy(&built.files[&format!("letters/{route}")]).into_owned())
}

#[test]
fn bars_stand_under_their_names_above_the_table() {
    let [page, html, text, feed] =
        files("::: chart source=answers.csv columns=\"Year, Supported\" id=answers\nWhat *States* said.\n:::\n");
    holds(
        &page,
        &[
            "<div class=\"chart-block\" id=\"answers\">\n<figure class=\"chart\">\n<svg class=\"chart-drawing\" width=\"100%\" height=\"147\" role=\"img\" aria-label=\"Chart 1; its values stand in the table below\">",
            ">2021</text>",
            "<rect class=\"bar bar-0\" x=\"0.00%\" y=\"22\" width=\"50.40%\" height=\"16\"/>",
            ">30</text>",
            ">2022</text>\n<text",
            "width=\"84.00%\"",
            ">50 %</text>",
            "</svg>\n<figcaption class=\"words\">\n<p>What <em>States</em> said.</p>\n</figcaption>\n</figure>\n<details class=\"chart-values\">\n<summary>Values of the chart</summary>\n<div class=\"table-scroll\"",
            "<th scope=\"row\">2022</th><td class=\"align-right\"></td>",
            "</table></div>\n</details>",
        ],
    );
    assert!(!page.contains("chart-key") && !page.contains("answers.csv"), "{page}");
    for mail in [&html, &text, &feed] {
        holds(mail, &["said.", "Year", "2021", "30", "2023", "50 %"]);
        assert!(!mail.contains("<svg") && !mail.contains("stand in the table below"), "{mail}");
    }
}

#[test]
fn lines_break_where_nothing_is_known_and_each_has_a_form() {
    let [page, ..] = files("::: chart source=answers.csv type=line\n:::\n\n::: chart source=answers.csv\n:::\n");
    holds(
        &page,
        &[
            "<ul class=\"chart-key\">\n<li><svg width=\"32\" height=\"14\" aria-hidden=\"true\"><line class=\"line-0\"",
            "</svg> Supported</li>",
            "Noted</li>",
            "<line class=\"scale\"",
            ">2000</text>",
            "<circle class=\"point point-0\"",
            "<line class=\"line-1\"",
            "<rect class=\"point point-1\"",
            ">2021</text>",
            "aria-label=\"Chart 2; its values stand in the table below\"",
            "<pattern id=\"_chart-2-1\"",
            "<rect class=\"bar bar-1\" fill=\"url(#_chart-2-1)\"",
        ],
    );
    let lines = |class: &str| page.matches(&format!("<line class=\"{class}\"")).count();
    // With that of the key: two years between which there is no value have no line.
    assert_eq!((lines("line-0"), lines("line-1")), (1, 3));
    assert!(page.contains("<a href=\"/letters/answers.csv\">"), "{page}");
}

#[test]
fn chart_is_mirrored_where_texts_run_from_the_right() {
    let letter = "---\ntitle: رسالة\ndate: 2025-02-01\n---\nنكتب.\n\n::: chart source=answers.csv columns=\"Year, Supported\"\n:::\n";
    let built = SiteTest::new()
        .file("content/site.yaml", format!("{SETTINGS}languages: [en, ar]\n"))
        .file("content/letters/open.ar.md", letter)
        .file("content/letters/answers.csv", ANSWERS)
        .build();
    assert_eq!(built.report(), "");
    let page = String::from_utf8_lossy(&built.files["ar/letters/open/index.html"]).into_owned();
    holds(&page, &["x=\"100.00%\" y=\"15\">2021", "x=\"49.60%\" y=\"22\" width=\"50.40%\"", "x=\"49.60%\" dx=\"-6\""]);
}
