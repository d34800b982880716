//! What the organisation itself says of a State, a topic, an instrument, a body or a session: the text of that one page.

use crate::bodies::BODIES;
use crate::site_test::{SETTINGS, SiteTest};

/// Returns a text with a title.
fn text(title: &str, words: &str) -> String {
    format!("---\ntitle: {title}\n---\n{words}\n")
}

/// Returns a site in two languages with a text on something of each kind.
fn site() -> SiteTest {
    let site = SiteTest::new().file("content/site.yaml", format!("{SETTINGS}languages: [en, fr]\n"));
    site.file("content/data/bodies.yaml", BODIES)
        .file(
            "content/states/sdn.md",
            text(
                "Where Sudan stands",
                "Words on Sudan, and [a letter](../letters/upr-49.md).\n\n- Words of ask. {#ask-here to=SDN}",
            ),
        )
        .file("content/states/sdn.fr.md", text("Où en est le Soudan", "Mots sur le Soudan."))
        .file("content/states/ken/index.md", text("Kenya", "Words on Kenya."))
        .file("content/topics/prevention.md", text("Prevention", "Words on prevention."))
        .file("content/instruments/rome-statute.md", text("Rome Statute", "Words on the statute."))
        .file("content/bodies/council.md", text("Sample Council", "Words on the council."))
        .file(
            "content/sessions/upr-48.md",
            text("How it went", "Words on the session; see [Sudan](../states/sdn.md#ask-here)."),
        )
}

#[test]
fn text_stands_on_the_page_of_what_it_is_about_and_nowhere_else() {
    let built = site().build();
    assert_eq!(built.codes(), <[&str; 0]>::default(), "{}", built.report());
    for (path, words) in [
        ("states/sdn", "Words on Sudan, and <a href=\"/letters/upr-49/\">a letter</a>."),
        ("states/ken", "Words on Kenya."),
        ("topics/prevention", "Words on prevention."),
        ("instruments/rome-statute", "Words on the statute."),
        ("bodies/council", "Words on the council."),
        ("sessions/upr-48", "Words on the session; see <a href=\"/states/sdn/#ask-here\">Sudan</a>."),
    ] {
        let page = built.text(&format!("{path}/index.html"));
        assert!(page.contains(words), "{path}: {page}");
    }
    let page = built.text("states/sdn/index.html");
    assert!(
        page.contains("<h2>Where Sudan stands</h2>")
            && page.contains("<meta name=\"description\" content=\"Words on Sudan"),
        "{page}"
    );
    // What only says the name is no heading.
    assert!(!built.text("states/ken/index.html").contains("<h2>Kenya</h2>"));
    // What it asks is asked.
    assert!(page.contains("Without a session") && page.contains("/states/sdn/#ask-here"), "{page}");
    assert!(!built.text("states/guy/index.html").contains("class=\"own-text\""));
}

#[test]
fn text_is_in_the_language_of_the_reader_or_says_in_which_it_is() {
    let built = site().build();
    let french = built.text("fr/states/sdn/index.html");
    assert!(french.contains("<h2>Où en est le Soudan</h2>") && french.contains("Mots sur le Soudan."), "{french}");
    let other = built.text("fr/states/ken/index.html");
    assert!(other.contains("<section class=\"own-text\" lang=\"en\" dir=\"ltr\">"), "{other}");
}

#[test]
fn text_that_is_held_back_leaves_no_trace() {
    for line in ["draft: true", "embargo: 2030-01-01T00:00:00Z", "expires: 2025-01-01T00:00:00Z"] {
        let letter = "---\ntitle: A\ndate: 2025-03-15\n---\nSee [Sudan](/states/sdn/).\n";
        let site = SiteTest::new().file("content/letters/a.md", letter);
        let held = site.clone().file("content/states/sdn.md", format!("---\ntitle: T\n{line}\n---\nSecret words.\n"));
        let (built, without) = (held.build(), site.build());
        assert_eq!(built.codes(), without.codes(), "{}", built.report());
        assert!(built.files == without.files, "{line}");
        let shown = held.drafts().build();
        let page = shown.text("states/sdn/index.html");
        assert!(
            page.contains("Secret words.") && page.contains("<strong class=\"mark\">Not public</strong>"),
            "{page}"
        );
    }
}
