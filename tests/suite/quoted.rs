//! In a build with drafts, whatever quotes a text that the public does not see says so.

use crate::site_test::SiteTest;

/// Returns a site with a letter and a brief that the public does not see, in two languages, and an issue that names them.
fn site() -> SiteTest {
    let letter = "---\ntitle: Zwitscher\ndescription: Zwitscher in short.\ndate: 2025-03-14\nsession: upr-49\nHOLD---\n\n- Name Zwitscher. {#focal-point}\n- Keep Zwitscher. {#keep}\n";
    let brief = letter.replace("session: upr-49\n", "session: upr-49\nstate: KEN\n").replace("keep", "stay");
    SiteTest::new()
        .replace("content/site.yaml", "base_url:", "languages: [en, fr, es, ar]\nbase_url:")
        .file("content/letters/z.md", letter.replace("HOLD", "embargo: 2030-01-01T00:00:00Z\n"))
        .file("content/letters/z.fr.md", letter.replace("HOLD", "embargo: 2030-01-01T00:00:00Z\n"))
        .file("content/briefs/upr-49/ken.md", brief.replace("HOLD", "draft: true\n"))
        .file(
            "content/recommendations/focal-point.md",
            "---\ntitle: Name Zwitscher\ndate: 2025-01-01\ndraft: true\n---\n\nText.\n",
        )
        .file(
            "content/newsletters/1.md",
            "---\ntitle: Issue\nnumber: 1\ndate: 2025-03-20\nitems: [letters/z.md]\n---\n\nEditorial.\n",
        )
}

#[test]
fn whatever_quotes_a_hidden_text_says_so() {
    let built = site().drafts().build();
    assert!(!built.files.is_empty(), "{}", built.report());
    let words = ["Not public", "Non public", "No público", "غير منشور"];
    let mut quoting = Vec::new();
    for (path, bytes) in &built.files {
        let text = String::from_utf8_lossy(bytes);
        let is_read = path.ends_with(".html") || path.ends_with(".txt");
        // A redirect and an address quote nothing.
        if !is_read || !text.contains("Zwitscher") {
            continue;
        }
        // A page that is hidden itself says so above all else.
        let says_so = text.contains("<aside class=\"preview\"") || words.iter().any(|word| text.contains(word));
        assert!(says_so, "{path} does not say so\n{text}");
        quoting.push(path.as_str());
    }
    for path in [
        "index.html",
        "letters/index.html",
        "states/ken/index.html",
        "states/ken/upr-49/index.html",
        "sessions/upr-49/index.html",
        "recommendations/index.html",
        "newsletters/1/index.html",
        "newsletters/1/newsletter.html",
        "newsletters/1/newsletter.txt",
        "letters/z/newsletter.html",
        "letters/z/newsletter.txt",
    ] {
        assert!(quoting.contains(&path), "{path} quotes nothing; {quoting:?}");
    }
}

#[test]
fn each_card_row_and_line_says_so() {
    let built = site().drafts().build();
    assert!(!built.files.is_empty(), "{}", built.report());
    for (path, mark, quotes) in [
        ("letters/index.html", "<article class=\"card", "Zwitscher"),
        ("states/ken/index.html", "<li class=\"asked-item", "Zwitscher"),
        ("states/ken/upr-49/index.html", "<li class=\"asked-item", "Zwitscher"),
        ("newsletters/1/index.html", "<h3>", "Zwitscher"),
        ("sessions/upr-49/index.html", "<tr><th", "Zwitscher"),
    ] {
        let text = String::from_utf8_lossy(&built.files[path]).into_owned();
        let pieces: Vec<&str> = text.split(mark).skip(1).filter(|piece| piece.contains(quotes)).collect();
        assert!(!pieces.is_empty(), "{path}");
        for piece in pieces {
            let end = piece.find("</article>").or(piece.find("</li>")).or(piece.find("</tr>")).unwrap_or(piece.len());
            assert!(piece[..end].contains("Not public"), "{path}: {}", &piece[..end]);
        }
    }
}

#[test]
fn published_texts_bear_no_mark() {
    for site in [site(), SiteTest::new().drafts()] {
        let built = site.build();
        assert!(!built.files.is_empty(), "{}", built.report());
        assert_eq!(built.holds("Not public"), None);
    }
}

#[test]
fn instrument_is_as_of_all_its_rows() {
    let actions = "content/data/treaty-actions.yaml";
    let rome = "{state: GUY, instrument: rome-statute, status: party";
    let page = |site: SiteTest| site.build().main("instruments/rome-statute/index.html");
    let facts = |page: String| page.split("<table").next().unwrap_or_default().to_owned();
    assert!(!facts(page(SiteTest::new())).contains("As of"), "two rows bear no day");
    let gin = "{state: GIN, instrument: rome-statute, status: party";
    let with = |day: &str| {
        let as_of = |row: &str, day: &str| format!("{row}, as_of: {day}");
        SiteTest::new().replace(actions, rome, &as_of(rome, "2024-04-24")).replace(actions, gin, &as_of(gin, day))
    };
    assert!(facts(page(with("2026-11-23"))).contains("<dd>24 April 2024 to 23 November 2026</dd>"));
    assert!(facts(page(with("2024-04-24"))).contains("<dd>24 April 2024</dd>"));
}

#[test]
fn each_link_in_facts_and_in_rows_of_sessions_says_so() {
    let kind = "---\ntitle: Notes\ncollection:\n  fields:\n    on: {type: reference, to: letters, label: On}\n  card: [on]\n---\n";
    let built = site()
        .file("content/notes/_index.md", kind)
        .file("content/notes/a.md", "---\ntitle: A note\ndate: 2025-03-15\non: z\n---\nText.\n")
        .drafts()
        .build();
    for (path, link) in [
        ("notes/a/index.html", "<dd><a href=\"/letters/z/\">[Not public] Zwitscher</a></dd>"),
        ("notes/index.html", "<span class=\"label\">On</span> [Not public] Zwitscher</li>"),
        (
            "states/ken/index.html",
            "<strong class=\"mark\">Not public</strong> <a href=\"/briefs/upr-49/ken/\">State brief</a>",
        ),
    ] {
        let text = built.text(path);
        assert!(text.contains(link), "{path}: {text}");
    }
}
