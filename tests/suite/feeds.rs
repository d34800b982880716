//! Feeds: what is in them, and that they are what their formats ask for.

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_yaml::Value;

use crate::site_test::{GIF, SETTINGS, SiteTest};

/// A letter with all that a feed shows.
const LETTER: &str = "---\ntitle: \"Rights & <duties>\"\ndate: 2025-03-14\nsession: upr-49\ntopics: [prevention]\n\
    description: A letter.\nsalutation: Excellencies,\nclosing: Yours,\nsignatories: [{name: Ada Lo, role: Director}]\n\
    photo: {src: field.gif, alt: A field, credit: Us}\nattachments: [{src: paper.txt, title: The paper}]\n\
    corrections: [{date: 2025-04-02, note: A number.}]\n---\n\
    See [the plan](../pages/plan.md#how), [this](#way) and a note.[^1]\n\n## Way\n\n[^1]: The note.\n";

/// Returns a site with a letter and a newer brief, in two languages.
fn site() -> SiteTest {
    SiteTest::new()
        .file("content/site.yaml", format!("{SETTINGS}languages: [en, fr]\n"))
        .file("content/letters/upr-49.md", LETTER)
        .file("content/letters/field.gif", GIF)
        .file("content/letters/paper.txt", "A paper.")
        .file(
            "content/letters/upr-49.fr.md",
            "---\ntitle: Lettre\ndate: 2025-03-14\nsession: upr-49\ntopics: [prevention]\n---\nNous.\n",
        )
        .file(
            "content/briefs/upr-49/ken.md",
            "---\ntitle: Kenya\ndate: 2025-03-20\nstate: KEN\nsession: upr-49\n---\nText.\n",
        )
        .file("content/pages/plan.md", "---\ntitle: Plan\ndate: 2025-03-30\n---\n## How\n\nSo.\n")
}

/// Returns a file of a site as text.
fn text(site: &SiteTest, path: &str) -> String {
    let built = site.build();
    let bytes = built.files.get(path).unwrap_or_else(|| panic!("no {path}: {:?}", built.diagnostics));
    String::from_utf8_lossy(bytes).into_owned()
}

/// Returns the texts of the elements with a name, in order; those of attributes are left out.
fn all(xml: &str, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let (mut found, mut open): (Vec<String>, bool) = (Vec::new(), false);
    loop {
        match reader.read_event().expect("the feed is well-formed") {
            Event::Eof => return found,
            Event::Start(start) if start.name().as_ref() == name => {
                found.push(String::new());
                open = true;
            }
            Event::End(end) if end.name().as_ref() == name => open = false,
            Event::Text(text) if open => {
                found.last_mut().expect("it is open").push_str(&text);
            }
            Event::CData(text) if open => found.last_mut().expect("it is open").push_str(&text),
            Event::GeneralRef(reference) if open => {
                let meant = match &*reference {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "quot" => "\"",
                    "#39" => "'",
                    other => panic!("a reference `{other}`"),
                };
                found.last_mut().expect("it is open").push_str(meant);
            }
            _ => {}
        }
    }
}

#[test]
fn feed_tells_of_publications_the_newest_first() {
    let xml = text(&site(), "feed.xml");
    assert_eq!(all(&xml, "title"), ["Example Centre", "Kenya", "Rights & <duties>"]);
    assert_eq!(all(&xml, "published"), ["2025-03-20T00:00:00+01:00", "2025-03-14T00:00:00+01:00"]);
    // The feed is as new as the latest change or correction in it.
    assert_eq!(
        all(&xml, "updated"),
        ["2025-04-02T00:00:00+02:00", "2025-03-20T00:00:00+01:00", "2025-04-02T00:00:00+02:00"]
    );
    let ids = all(&xml, "id");
    assert_eq!(ids[0], "https://example.org/feed.xml");
    assert_eq!(ids[2], "https://example.org/letters/upr-49/");
    assert!(xml.contains("<category term=\"prevention\""), "{xml}");
}

#[test]
fn what_was_under_embargo_is_new_since_that_has_ended() {
    let letter = LETTER.replace("date: 2025-03-14", "date: 2025-03-14\nembargo: 2025-04-05T09:00:00+02:00");
    let xml = text(&site().file("content/letters/upr-49.md", letter), "feed.xml");
    let updated = all(&xml, "updated");
    assert_eq!((&*updated[0], &*updated[2]), ("2025-04-05T09:00:00+02:00", "2025-04-05T09:00:00+02:00"));
    assert_eq!(all(&xml, "published")[1], "2025-03-14T00:00:00+01:00");
}

#[test]
fn summary_of_a_brief_stands_above_its_text() {
    let brief =
        "---\ntitle: Kenya\ndate: 2025-03-20\nstate: KEN\nsession: upr-49\nsummary: In short & all.\n---\nText.\n";
    let xml = text(&site().file("content/briefs/upr-49/ken.md", brief), "briefs/feed.xml");
    assert_eq!(all(&xml, "content")[0], "<p>In short &amp; all.</p>\n<p>Text.</p>\n");
}

#[test]
fn text_from_right_to_left_says_so() {
    let settings = format!("{SETTINGS}languages: [en, ar]\n");
    let letter = "---\ntitle: رسالة\ndate: 2025-03-14\nsession: upr-49\ntopics: [prevention]\n---\nنص.\n";
    let site = site().file("content/site.yaml", settings).without("content/letters/upr-49.fr.md");
    let xml = text(&site.file("content/letters/upr-49.ar.md", letter), "ar/feed.xml");
    assert_eq!(
        all(&xml, "content")[0],
        "<div lang=\"ar\" dir=\"rtl\">\n<figure lang=\"en\" dir=\"ltr\"><img src=\"https://example.org/letters/field.gif\" alt=\"A field\" \
         width=\"1\" height=\"1\"><figcaption>Us</figcaption>\n</figure>\n<p>نص.</p>\n<p lang=\"en\" dir=\"ltr\">Ada Lo<br>Director</p>\n\
         <h2>وثائق للتنزيل</h2>\n<ul>\n<li lang=\"en\" dir=\"ltr\"><a href=\"https://example.org/letters/paper.txt\">The paper</a></li>\n</ul>\n</div>\n"
    );
}

#[test]
fn full_text_leads_from_anywhere_to_where_it_led() {
    let xml = text(&site(), "letters/feed.xml");
    let html = &all(&xml, "content")[0];
    for part in [
        "<p>Excellencies,</p>",
        "href=\"https://example.org/plan/#how\"",
        "href=\"https://example.org/letters/upr-49/#way\"",
        "href=\"https://example.org/letters/upr-49/#fn",
        "src=\"https://example.org/letters/",
        "<p>Yours,</p>",
        "<p>Ada Lo<br>Director</p>",
        ">The paper</a>",
        "<dd>A number.</dd>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("=\"/") && !html.contains("=\"#"), "{html}");
}

#[test]
fn feeds_stand_where_there_are_publications() {
    let built = site().build();
    let feeds: Vec<&String> = built.files.keys().filter(|path| path.contains("feed.")).collect();
    let expected = [
        "briefs/feed.xml",
        "feed.json",
        "feed.xml",
        "fr/feed.json",
        "fr/feed.xml",
        "fr/letters/feed.xml",
        "fr/sessions/upr-49/feed.xml",
        "fr/states/gin/feed.xml",
        "fr/states/guy/feed.xml",
        "fr/states/ken/feed.xml",
        "fr/topics/prevention/feed.xml",
        "letters/feed.xml",
        "sessions/upr-49/feed.xml",
        "states/gin/feed.xml",
        "states/guy/feed.xml",
        "states/ken/feed.xml",
        "topics/prevention/feed.xml",
    ];
    assert_eq!(feeds, expected);
    let head = |path: &str| String::from_utf8_lossy(&built.files[path]).into_owned();
    let link = |href: &str| format!("<link rel=\"alternate\" type=\"application/atom+xml\" href=\"{href}\"");
    assert!(head("plan/index.html").contains(&link("/feed.xml")));
    assert!(head("letters/index.html").contains(&link("/letters/feed.xml")));
    assert!(head("fr/states/ken/index.html").contains(&link("/fr/states/ken/feed.xml")));
    assert!(!head("states/ita/index.html").contains("states/ita/feed.xml"));
    assert_eq!(all(&head("fr/feed.xml"), "title"), ["Example Centre", "Lettre"]);
}

#[test]
fn language_in_which_nothing_is_dated_has_no_empty_feed() {
    let note = |date: &str| format!("---\ntitle: A\n{date}topics: [prevention]\nstates: [FRA]\n---\nText.\n");
    let site = SiteTest::new()
        .file("content/site.yaml", format!("{SETTINGS}languages: [en, fr, es]\n"))
        .file("content/notes/_index.md", "---\ntitle: Notes\ncollection: {singular: Note}\n---\n")
        .file("content/notes/a.fr.md", "---\ntitle: A\n---\nTexte.\n");
    // A translation has its date of the page itself.
    for (date, is_dated) in [("", false), ("date: 2025-03-02\n", true)] {
        let built = site.clone().file("content/notes/a.md", note(date)).build();
        for (path, of) in
            ["", "es/", "fr/"].into_iter().flat_map(|path| [(path, "topics/prevention"), (path, "states/fra")])
        {
            if path == "es/" {
                // No page in this language stands on either.
                assert!(!built.files.keys().any(|file| file.starts_with(&format!("{path}{of}/"))));
                continue;
            }
            let feed = format!("{path}{of}/feed.xml");
            assert_eq!(built.files.contains_key(&feed), is_dated, "{feed}");
            assert_eq!(
                built.text(&format!("{path}{of}/index.html")).contains(&format!("{feed}\"")),
                is_dated,
                "{feed}"
            );
        }
        assert_eq!(built.holds("<updated></updated>"), None);
    }
}

#[test]
fn feed_as_json_tells_the_same() {
    let json: Value = serde_yaml::from_str(&text(&site(), "feed.json")).expect("JSON");
    let item = &json["items"][1];
    assert_eq!(json["version"], Value::from("https://jsonfeed.org/version/1.1"));
    assert_eq!(json["feed_url"], Value::from("https://example.org/feed.json"));
    assert_eq!(item["title"], Value::from("Rights & <duties>"));
    assert_eq!(item["date_modified"], Value::from("2025-04-02T00:00:00+02:00"));
    let html = &all(&text(&site(), "letters/feed.xml"), "content")[0];
    assert_eq!(item["content_html"].as_str().expect("a text"), html);
}

#[test]
fn what_is_held_back_is_in_no_feed() {
    let hidden = "---\ntitle: Hidden\ndate: 2025-06-01\nsession: upr-49\ndraft: true\n---\nSecret.\n";
    let built = site().file("content/letters/hidden.md", hidden).build();
    for (path, bytes) in built.files.iter().filter(|(path, _)| path.contains("feed.")) {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("Hidden") && !text.contains("Secret"), "{path}");
    }
    let issue = "---\ntitle: Issue\ndate: 2025-06-02\nnumber: 1\nitems: [letters/hidden.md, letters/upr-49.md]\n---\nDear reader.\n";
    let shown = site().file("content/letters/hidden.md", hidden).file("content/newsletters/1.md", issue).drafts();
    let xml = text(&shown, "feed.xml");
    assert!(all(&xml, "title").contains(&"[Not public] Hidden".to_owned()));
    let html = &all(&xml, "content")[0];
    assert!(html.contains(">[Not public] Hidden</a>") && html.contains(">Rights &amp; &lt;duties&gt;</a>"), "{html}");
}

#[test]
fn words_that_would_end_a_section_are_kept() {
    let letter = "---\ntitle: Odd\ndate: 2025-05-01\nsession: upr-49\n---\nIt ends `]]>` here ]]> and on.\n";
    let xml = text(&site().file("content/letters/odd.md", letter), "feed.xml");
    let html = &all(&xml, "content")[0];
    assert!(html.contains("<code>]]&gt;</code> here ]]&gt; and on."), "{html}");
}

#[test]
fn feed_of_a_site_below_a_path_leads_there() {
    let xml = text(&site().base_url("https://example.org/here/"), "feed.xml");
    assert_eq!(all(&xml, "id")[0], "https://example.org/here/feed.xml");
    assert!(all(&xml, "content")[1].contains("href=\"https://example.org/here/plan/#how\""));
}

#[test]
fn feeds_tell_of_the_newest_alone() {
    let letter = |site: SiteTest, day: u32| {
        let text = format!("---\ntitle: Letter {day}\ndate: 2024-01-{day:02}\nsession: upr-49\n---\nText.\n");
        site.file(&format!("content/letters/l{day}.md"), text)
    };
    let site = (1..=25).fold(site(), letter);
    for (feed, count, last) in
        [("feed.xml", 20, "Letter 8"), ("letters/feed.xml", 20, "Letter 7"), ("states/gin/feed.xml", 10, "Letter 17")]
    {
        let titles = all(&text(&site, feed), "title");
        assert_eq!((titles.len() - 1, titles.last().map(String::as_str)), (count, Some(last)), "{feed}");
    }
}

#[test]
fn own_file_stands_in_place_of_a_feed() {
    let site = site().file("layouts/static/feed.xml", "<feed/>");
    assert_eq!(text(&site, "feed.xml"), "<feed/>");
    assert!(text(&site, "letters/feed.xml").contains("<entry"));
}

#[test]
fn site_without_publications_has_no_feed() {
    let site = SiteTest::new().without("content/letters/upr-49.md");
    let site = site.file("content/pages/about.md", "---\ntitle: About\n---\nUs.\n");
    let built = site.build();
    assert!(built.diagnostics.is_empty(), "{:?}", built.diagnostics);
    assert!(!built.files.keys().any(|path| path.contains("feed.")));
    assert!(!String::from_utf8_lossy(&built.files["about/index.html"]).contains("atom+xml"));
}
