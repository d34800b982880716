//! Blocks that show a table of a file: in the page, its HTML mail and its plain mail.

use crate::site_test::{Built, LETTER, SiteTest, holds};

/// A table of those who are in charge.
const POSTS: &str = "State,Post,Officials,Phone\nKenya,\"Director, Ministry\",12,+44 1632 960148\nGuyana,,3,\n";

/// A site with a letter that has this body, and a file with a table beside it.
fn site(body: &str, table: impl AsRef<[u8]>) -> SiteTest {
    let letter = LETTER.replace("We write ahead of the session.\n", &format!("We write.\n\n{body}"));
    SiteTest::new().file("content/letters/upr-49.md", letter).file("content/letters/posts.csv", table)
}

/// Returns the files of the letter of a site without mistakes: page, HTML mail, plain mail.
#[track_caller]
fn files(site: &SiteTest) -> [String; 3] {
    let built = site.build();
    assert_eq!(built.report(), "");
    ["index.html", "newsletter.html", "newsletter.txt"].map(|name| file(&built, &format!("letters/upr-49/{name}")))
}

/// Returns a made file as a text.
fn file(built: &Built, route: &str) -> String {
    String::from_utf8_lossy(&built.files[route]).into_owned()
}

#[test]
fn table_has_its_caption_its_heads_and_its_file() {
    let site = site("::: table source=posts.csv id=posts\nWho is in charge, by [us](upr-49.md).\n:::\n", POSTS);
    let [page, html, text] = files(&site);
    holds(
        &page,
        &[
            "<div class=\"table-block\" id=\"posts\">\n<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Table 1\"><table>\n<caption>\n",
            "<p>Who is in charge, by <a href=\"/letters/upr-49/\">us</a>.</p>\n</caption>\n<thead>\n",
            "<tr><th scope=\"col\">State</th><th scope=\"col\">Post</th><th scope=\"col\" class=\"align-right\">Officials</th>",
            "<tr><th scope=\"row\">Kenya</th><td>Director, Ministry</td><td class=\"align-right\">12</td>",
            "<tr><th scope=\"row\">Guyana</th><td></td>",
            "<p class=\"table-file\"><a href=\"/letters/posts.csv\">Download this table</a> <span class=\"muted\">CSV, 84 B</span></p>",
        ],
    );
    assert!(!html.contains("<strong></strong>"), "{html}");
    holds(
        &html,
        &[
            "<strong>Who is in charge, by ",
            "</a>.</strong></p>",
            "Kenya",
            "Director, Ministry",
            "https://example.org/letters/posts.csv",
        ],
    );
    holds(
        &text,
        &["Who is in charge", "Kenya", "Director, Ministry", "Guyana", "https://example.org/letters/posts.csv"],
    );
}

#[test]
fn columns_that_are_not_shown_are_published_nowhere() {
    let body = "::: table source=posts.csv columns=\"Officials, State\"\n:::\n";
    let site = site(body, POSTS);
    let [page, ..] = files(&site);
    holds(&page, &["<table>\n<thead>\n<tr><th scope=\"col\">Officials</th><th scope=\"col\">State</th></tr>"]);
    assert_eq!((site.build().holds("1632"), site.build().holds("posts.csv")), (None, None));
    // What lies in the folder of a page goes with it, but for this.
    let letter = site.source("content/letters/upr-49.md").unwrap_or_default();
    let site = site
        .without("content/letters/upr-49.md")
        .file("content/letters/upr-49/index.md", letter)
        .file("content/letters/upr-49/posts.csv", POSTS)
        .file("content/letters/upr-49/other.csv", "a\n");
    let built = site.build();
    assert_eq!((built.holds("1632"), built.report()), (None, String::new()));
    assert!(built.files.contains_key("letters/upr-49/other.csv"));
}

#[test]
fn spreadsheets_write_tables_in_many_ways() {
    let wide = |text: &str| [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let ways: [Vec<u8>; 6] = [
        "\u{feff}State;Post;\r\nCôte;\"a;b\";\r\n;;\r\nKenya\r\n".into(),
        "State\tPost\nCôte\ta;b\nKenya\t\n".into(),
        "State,Post\n\nCôte,a;b\nKenya".into(),
        wide("State\tPost\r\nCôte\ta;b\r\nKenya\t\r\n"),
        "State,Post,,\nCôte,a;b,,\nKenya,,,\n".into(),
        "\"State\" , \"Post\"\n\"Côte\",\"a;b\"\nKenya,\"\"".into(),
    ];
    for way in ways {
        let [page, ..] = files(&site("::: table source=posts.csv\n:::\n", &way));
        holds(
            &page,
            &[
                "<tr><th scope=\"col\">State</th><th scope=\"col\">Post</th></tr>\n</thead>",
                "<tbody>\n<tr><th scope=\"row\">Côte</th><td>a;b</td></tr>\n<tr><th scope=\"row\">Kenya</th>",
            ],
        );
    }
    let [page, _, text] =
        files(&site("::: table source=posts.csv\n:::\n", "State,Post\nA,\"<b>one\ntwo\"\nنص,\"نص عربي\"\n"));
    holds(&page, &["<td>&lt;b&gt;one<br>two</td>", "<th scope=\"row\" dir=\"auto\">نص</th><td dir=\"auto\">"]);
    holds(&text, &["one", "two"]);
}

#[test]
fn table_of_records_in_yaml_is_shown_and_not_published() {
    let yaml = "- {State: Kenya, Officials: 12, Since: 2019-03-02}\n- {State: Guyana, Note: \"1.10\"}\n";
    let site = site("::: table source=posts.yaml\n:::\n", "a\n").file("content/data/tables/posts.yaml", yaml);
    let [page, ..] = files(&site);
    holds(
        &page,
        &[
            "<th scope=\"col\">State</th><th scope=\"col\" class=\"align-right\">Officials</th><th scope=\"col\">Since</th>",
            "<th scope=\"row\">Kenya</th><td class=\"align-right\">12</td><td>2019-03-02</td><td class=\"align-right\"></td>",
            "<th scope=\"row\">Guyana</th><td class=\"align-right\"></td><td></td><td class=\"align-right\">1.10</td>",
        ],
    );
    assert!(!page.contains("table-file"), "{page}");
}

#[test]
fn long_table_stands_whole_on_the_page_and_begins_in_the_mail() {
    let rows: String = (0..400).map(|at| format!("Row {at},{at}\n")).collect();
    let [page, html, text] =
        files(&site("::: table source=posts.csv\nAll.\n:::\n\n| a |\n|---|\n| b |\n", format!("Name,Seats\n{rows}")));
    holds(&page, &["Row 0<", "Row 399<", "aria-label=\"Table 2\""]);
    for mail in [&html, &text] {
        holds(mail, &["Row 0", "Row 24", "All 400 rows are on the web page", "letters/posts.csv"]);
        assert!(!mail.contains("Row 25"), "{mail}");
    }
}

#[test]
fn table_of_a_hidden_page_is_shown_by_none() {
    let hidden =
        "---\ntitle: Visit\ndate: 2025-05-05\nsession: upr-49\nembargo: 2025-06-02T09:00:00+02:00\n---\nText.\n";
    for body in [
        "source=visit/posts.csv",
        "source=letters/visit/posts.csv columns=State",
        "source=visit/posts.csv columns=Sate",
    ] {
        let site = site(&format!("::: table {body}\n:::\n"), "a\n")
            .file("content/letters/visit/index.md", hidden)
            .file("content/letters/visit/posts.csv", POSTS);
        let built = site.build();
        assert_eq!(built.codes(), ["file-of-hidden-page"], "{}", built.report());
        assert!(!built.report().contains("Kenya"), "{}", built.report());
    }
}

#[test]
fn tables_sort_where_a_script_runs_and_nowhere_else() {
    let built = site("::: table source=posts.csv\n:::\n\n::: table source=posts.csv\n:::\n", POSTS).build();
    let page = file(&built, "letters/upr-49/index.html");
    let script = built.files.keys().find(|path| path.starts_with("assets/tables.")).expect("it is published");
    let element = format!("<script defer src=\"/{script}\"></script>");
    assert_eq!(page.matches(&element).count(), 1, "{page}");
    holds(&page, &["form-action 'self'; script-src 'self'\">", &element, "<footer"]);
    holds(&file(&built, "_headers"), &["; script-src 'self'\n"]);
    // The policy is one; what it allows is loaded by those that have a table.
    let home = file(&built, "index.html");
    assert!(home.contains("; script-src 'self'\">") && !home.contains(&element), "{home}");
    for name in ["letters/upr-49/newsletter.html", "letters/upr-49/newsletter.txt", "letters/feed.xml"] {
        assert!(!file(&built, name).contains("<script"), "{name}");
    }
    for (body, table) in [
        ("::: table source=posts.csv\n:::\n", "State,Seats\nKenya,1\n"),
        ("::: chart source=posts.csv\n:::\n", "State,Seats\nKenya,1\nItaly,2\n"),
    ] {
        let built = site(body, table).build();
        let all = ["letters/upr-49/index.html", "index.html", "_headers"].map(|name| file(&built, name));
        assert!(all.iter().all(|text| !text.contains("script-src") && !text.contains("<script defer")), "{body}");
    }
}
