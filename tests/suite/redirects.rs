//! Redirects of a former site: `content/redirects.csv`.

use std::time::{Duration, Instant};

use crate::site_test::{Built, SiteTest};

/// The file.
const FILE: &str = "content/redirects.csv";

/// Returns a site with these redirects.
fn site(csv: impl AsRef<[u8]>) -> SiteTest {
    SiteTest::new()
        .file(FILE, csv)
        .file("content/pages/about.md", "---\ntitle: About us\naliases: [/who/]\n---\n## Board {#board}\n\nText.\n")
}

/// Returns the lines for hosts, but for those of States without a page.
fn for_hosts(built: &Built) -> String {
    let all = built.text("_redirects");
    let is_place = |line: &&str| ["/states/#", "/topics/#", "/instruments/#"].iter().any(|list| line.contains(list));
    all.lines().filter(|line| !is_place(line)).map(|line| format!("{line}\n")).collect()
}

/// Returns where the page at an old address leads.
fn lead(text: &str) -> &str {
    let text = &text[text.find("0; url=").expect("a lead") + "0; url=".len()..];
    &text[..text.find('"').expect("an end")]
}

#[test]
fn old_addresses_lead_on_as_pages_and_for_hosts() {
    let built = site(
        "from,to\n/2019/about,pages/about.md\nhttps://old.example/board.html,pages/about.md#board\n/all/,/letters/\n\
         /partner,https://partner.example/a b\n/news.php?id=3&x=1,letters/upr-49.md\n/report.pdf,/letters/\n/w,/who/\n",
    )
    .base_url("https://example.org/sub/")
    .build();
    let page = built.text("2019/about/index.html");
    assert_eq!(lead(&page), "/sub/about/");
    assert!(page.contains("<title>About us | Example Centre</title>"), "{page}");
    assert_eq!(lead(&built.text("board.html")), "/sub/about/#board");
    assert_eq!(lead(&built.text("all/index.html")), "/sub/letters/");
    assert_eq!(lead(&built.text("partner/index.html")), "https://partner.example/a%20b");
    assert_eq!(lead(&built.text("w/index.html")), "/sub/about/");
    assert_eq!(
        for_hosts(&built),
        "/sub/news.php id=3 x=1 /sub/letters/upr-49/ 301\n/sub/report.pdf /sub/letters/ 301\n\
         /sub/2019/about/ /sub/about/ 301\n/sub/all/ /sub/letters/ 301\n/sub/board.html /sub/about/#board 301\n\
         /sub/partner/ https://partner.example/a%20b 301\n\
         /sub/w/ /sub/about/ 301\n/sub/who/ /sub/about/ 301\n"
    );
    assert!(!built.files.contains_key("report.pdf/index.html"));
    assert!(!built.text("sitemap.xml").contains("2019/about"));
}

#[test]
fn chains_are_one_step() {
    let built = site("from,to\n/a,/b\n/b,https://example.org/c/\n/c,pages/about.md#board\n").build();
    for path in ["a", "b", "c"] {
        assert_eq!(lead(&built.text(&format!("{path}/index.html"))), "/about/#board");
    }
}

#[test]
fn place_on_the_page_stays_along_a_chain_until_another_is_named() {
    let built = site("from,to\n/a,/b#part\n/b,/c\n/c,/d#\n/d,pages/about.md\n/e,/f#part\n/f,/who/#board\n").build();
    for (path, expected) in [("a", "/about/#part"), ("b", "/about/"), ("d", "/about/"), ("e", "/about/#board")] {
        assert_eq!(lead(&built.text(&format!("{path}/index.html"))), expected, "{path}");
    }
}

#[test]
fn parts_of_a_query_are_not_taken_for_addresses() {
    let built = site("from,to\n/?/2019/about=1&p=/x,pages/about.md\n").build();
    assert_eq!(for_hosts(&built), "/ %2F2019/about=1 p=/x /about/ 301\n/who/ /about/ 301\n");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "how long it takes is what is looked at")]
fn many_are_read_in_a_time_that_grows_with_their_number() {
    let rows = |count: usize, to: &str| (0..count).map(|at| format!("/old/{at},{to}\n")).collect::<String>();
    let began = Instant::now();
    let (read, said) = site(format!("from,to\n{}", rows(60_000, "/letters/"))).index();
    assert_eq!((read.redirects.all.len(), said.len()), (60_000, 0));
    let (_, said) = site(format!("from,to\n{}", rows(60_000, "letters/upr-94.md"))).index();
    assert_eq!(said.len(), 201);
    // Were each place looked up, it would take minutes.
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
}

#[test]
fn files_of_spreadsheets_are_read() {
    for csv in [
        "\u{feff}from;to\r\n/a;pages/about.md\r\n;\r\n",
        "To,From\n\"pages/about.md\",\"/a\"\n\n",
        "from\tto\n/a\tpages/about.md\t\n",
    ] {
        assert_eq!(lead(&site(csv).build().text("a/index.html")), "/about/", "{csv:?}");
    }
    site("").build().assert_silent();
    site("from,to\n").build().assert_silent();
}

#[test]
fn site_without_old_addresses_has_those_of_states_without_pages_for_hosts() {
    let built = SiteTest::new().build();
    assert_eq!(for_hosts(&built), "");
    assert!(built.text("_redirects").contains("/states/fra/ /states/#fra 301\n"));
    let own = site("from,to\n/a,pages/about.md\n").file("layouts/static/_redirects", "/x /y 301\n");
    assert_eq!(own.build().text("_redirects"), "/x /y 301\n");
}

#[test]
fn what_no_page_answers_comes_first_for_hosts_and_a_query_before_the_path_alone() {
    let csv = "from,to\n/a,pages/about.md\n/index.php,pages/about.md\n/index.php?id=3,letters/upr-49.md\n";
    let expected = "/index.php id=3 /letters/upr-49/ 301\n/index.php /about/ 301\n/a/ /about/ 301\n/who/ /about/ 301\n";
    assert_eq!(for_hosts(&site(csv).build()), expected);
}

#[test]
fn lines_for_hosts_are_no_more_than_all_of_them_read() {
    let languages = ["en", "fr", "es", "ar", "de", "pt", "it"];
    let settings = format!("{}languages: [{}]\n", crate::site_test::SETTINGS, languages.join(", "));
    let site = site("from,to\n/a,pages/about.md\n").file("content/site.yaml", settings);
    let lines = site.build().text("_redirects");
    assert_eq!(lines.lines().count(), 1_000);
    assert!(lines.starts_with("/a/ /about/ 301\n/who/ /about/ 301\n"), "{lines}");
    assert!(lines.contains("\n/states/zwe/ ") && lines.contains("\n/fr/states/zwe/ "), "{lines}");
}
